"""Why a row has its concept, in words, strongest first."""

from __future__ import annotations

from converter.mapping.elements import Elements
from converter.mapping.features import Footing, footing, grain, numbers
from converter.mapping.labels import forms
from converter.mapping.lexicon import OWN, Lexicon
from converter.mapping.opinion import Opinion
from converter.mapping.sheet import KINDS, Sheet

_NAMES = {
    "balance": "balance sheets",
    "income": "income statements",
    "cashflow": "cash flow statements",
    "equity": "equity statements",
}


def evidence(
    sheet: Sheet,
    i: int,
    opinion: Opinion,
    above: list[str | None],
    foots: Footing,
    elements: Elements,
    lexicon: Lexicon,
) -> tuple[str, ...]:
    """`above` are the concepts decided for the sheet's rows, prefixed, None where there is none."""
    best = opinion.best
    if best is None:
        return ("no element of the taxonomy is like this label",)
    name = best.concept.partition(":")[2]
    number = elements.number(name)
    said = [history(sheet.rows[i].label, sheet.kind, name, lexicon)]
    if number is not None:
        said.append(sums(i, number, above, foots, elements))
        said.append(nature(number, elements))
    if len(opinion.candidates) > 1 and opinion.candidates[1].score > 0.1:
        rival = opinion.candidates[1]
        said.append(f"next best {rival.concept.partition(':')[2]} ({rival.score:.2f})")
    return tuple(s for s in said if s)


def history(label: str, kind: str | None, name: str, lexicon: Lexicon) -> str:
    """How many companies meant the element by the label, in the strictest form that is known."""
    form = forms(label)
    for which, words in (("exact", "label"), ("loose", "label in its common form"), ("bag", "label with these words")):
        uses = [u for k in ((kind,) if kind else KINDS) for u in lexicon.uses(which, k, getattr(form, which))]
        total = sum(u.companies for u in uses)
        if total:
            mine = sum(u.companies for u in uses if u.element == name)
            own = sum(u.companies for u in uses if u.element == OWN)
            where = f" in {_NAMES[kind]}" if kind else ""
            if mine:
                return f"{words} used for this element by {mine} of {total} companies{where}"
            rest = f", {own} of them for an element of their own" if own else ""
            return f"{words} known from {total} companies{where}, none of them for this element{rest}"
    return "label not seen before: judged by its words and its place"


def sums(i: int, number: int, above: list[str | None], foots: Footing, elements: Elements) -> str:
    """What the arithmetic of the page says of the element, where it says anything."""
    parts = [j for j, whole in enumerate(foots.whole) if whole == i]
    if parts:
        known = [elements.number((above[j] or "").partition(":")[2]) for j in parts]
        below = elements.below(number)
        agree = sum(k in below for k in known if k is not None)
        like = f", {agree} of them its parts in the taxonomy too" if agree else ""
        return f"sum of {len(parts)} rows above{like}"
    whole = foots.whole[i]
    if whole >= 0 and above[whole]:
        total = elements.number((above[whole] or "").partition(":")[2])
        like = ", as in the taxonomy" if total is not None and number in elements.below(total) else ""
        return f"part of the sum {(above[whole] or '').partition(':')[2]}{like}"
    return ""


def nature(number: int, elements: Elements) -> str:
    balance = {1: "debit, ", -1: "credit, ", 0: ""}[int(elements.balance[number])]
    return f"{balance}{'instant' if elements.instant[number] else 'duration'}"


def page_sums(sheet: Sheet) -> Footing:
    """The sums found on the page."""
    values = numbers(sheet)
    return footing(values, 1.01 * grain(values))
