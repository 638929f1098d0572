"""Reads a label into rows that have none, or none but "Total": a sum under "Inventories:" is "Total inventories"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from converter.mapping.evidence import page_sums
from converter.mapping.labels import forms
from converter.mapping.rules import matches, patterns
from converter.mapping.sheet import BALANCE, Row, Sheet
from converter.resources import rules

_SAYS_NOTHING = frozenset(("total", "totals", "subtotal", "sub-total"))
_ASSETS, _OTHER_SIDE = "Total assets", "Total liabilities and stockholders' equity"
_UNCERTAIN = frozenset(("commitment", "commitments", "contingency", "contingencies", "contingent"))
_LIABILITIES = frozenset(("liability", "liabilities"))
_EQUITY = frozenset(("equity", "capital", "deficit", "deficiency", "investment"))
_ROUNDED = Decimal("0.00001")
_ABOVE = 8  # rows above a sum that tell what it sums


@dataclass(frozen=True, slots=True)
class Blank:
    """One `[[blank]]` of `taxonomy/lexicon/blanks.toml`; the table's head says what each part means."""

    following: tuple[re.Pattern[str], ...]
    among: tuple[re.Pattern[str], ...]
    statement: str | None
    label: str
    net: str


@lru_cache(maxsize=1)
def _table() -> tuple[Blank, ...]:
    return tuple(
        Blank(patterns(entry["next"]), patterns(entry["among"]), entry.get("statement"), entry["label"], entry["net"])
        for entry in rules("lexicon/blanks.toml")["blank"]
    )


def has_label(row: Row) -> bool:
    """Whether the label says more than that the row is a total."""
    return any(c.isalpha() for c in row.label) and row.label.strip(" .:-").lower() not in _SAYS_NOTHING


def with_labels(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets of a filing in source order, with labels for rows that have none: sums of rows under a common heading,
    sums that a following row tells, and the two equal totals of a balance sheet, on one page or on two."""
    out: list[Sheet] = []
    for sheet in sheets:
        before = out[-1] if out else None
        totals = _balance_totals(sheet)
        pair = None if totals or before is None else _totals_of_pages(before, sheet)
        if before is not None and pair is not None:
            first, last = pair
            totals = {last: _OTHER_SIDE}
            out[-1] = _with_labels(before, {first: _ASSETS} if _is_bare(before.rows[first]) else {})
        out.append(_with_labels(sheet, totals))
    return out


def _with_labels(sheet: Sheet, totals: dict[int, str]) -> Sheet:
    blank = [i for i, row in enumerate(sheet.rows) if row.value is not None and (row.silent or not has_label(row))]
    if not blank:
        return sheet
    foots = page_sums(sheet)
    rows = list(sheet.rows)
    told = _told_by_the_next(sheet, blank)
    for i in blank:
        parts = [j for j, part in enumerate(sheet.rows) if foots.whole[j] == i or part.parent == i]
        label = totals.get(i) or told.get(i) or _label(sheet, parts)
        if label.lower() == _ASSETS.lower() and i not in totals and _is_exceeded(sheet, i):
            label = ""  # a part of what stands under "Assets"
        rows[i] = replace(sheet.rows[i], label=label or sheet.rows[i].label, silent=i not in totals)
    return replace(sheet, rows=tuple(rows))


def _is_exceeded(sheet: Sheet, place: int) -> bool:
    """Whether a row of the sheet is larger than the one that would be its total."""
    total = sheet.rows[place].value
    alike = [row.value for row in sheet.rows if row.measure is sheet.rows[place].measure and row.value is not None]
    return total is not None and any(abs(value) > abs(total) for value in alike)


def _filled(sheet: Sheet) -> list[int]:
    return [i for i, row in enumerate(sheet.rows) if row.value is not None]


def _is_bare(row: Row) -> bool:
    return row.silent or not has_label(row)


def _amounts(row: Row) -> tuple[Decimal, ...]:
    """The row's figures; tables of two pages may hold them in unlike columns."""
    return tuple(value for value in row.values if value is not None)


def _balance_totals(sheet: Sheet) -> dict[int, str]:
    """The last two rows of equal figures in a balance sheet are assets, then liabilities and equity."""
    if sheet.kind != BALANCE:
        return {}
    filled = [i for i, row in enumerate(sheet.rows) if row.value]
    for last in reversed(filled):
        twin = next((i for i in filled if i < last - 1 and _amounts(sheet.rows[i]) == _amounts(sheet.rows[last])), None)
        if twin is not None:
            return {twin: _ASSETS, last: _OTHER_SIDE}
    return {}


def _totals_of_pages(before: Sheet, sheet: Sheet) -> tuple[int, int] | None:
    """Where the first page of a balance sheet has its assets, and the second, which ends on the same figures, the total
    of the other side. The page may turn before, at or after the assets, so these need not be the last of the first."""
    if sheet.kind != BALANCE or before.kind != BALANCE:
        return None
    mine, theirs = _filled(sheet), _filled(before)
    if not mine or not theirs or not sheet.rows[mine[-1]].value:
        return None
    last = sheet.rows[mine[-1]]
    if _is_bare(last):
        first = next((i for i in theirs if _amounts(before.rows[i]) == _amounts(last)), None)
    else:
        ends_both = (
            _is_bare(before.rows[theirs[-1]]) and _names_both_sides(last) and _agree(before.rows[theirs[-1]], last)
        )
        first = theirs[-1] if ends_both else None
    return None if first is None else (first, mine[-1])


def _names_both_sides(row: Row) -> bool:
    words = set(forms(row.label).words)
    return bool(words & _LIABILITIES) and bool(words & _EQUITY)


def _agree(one: Row, other: Row) -> bool:
    """Whether the figures are the same, all but for a last digit rounded apart, and some of them to the last digit."""
    pairs = list(zip(_amounts(one), _amounts(other), strict=False))
    alike = len(_amounts(one)) == len(_amounts(other))
    return alike and any(a == b for a, b in pairs) and all(abs(a - b) <= abs(a) * _ROUNDED for a, b in pairs)


def _told_by_the_next(sheet: Sheet, blank: list[int]) -> dict[int, str]:
    """Labels from the row that follows a sum: what is "less accumulated depreciation" is property at cost."""
    found: dict[int, str] = {}
    filled = _filled(sheet)
    place = {i: at for at, i in enumerate(filled)}
    for i in blank:
        at = place[i]
        if at + 1 >= len(filled):
            continue
        rule = _rule(sheet, filled[max(0, at - _ABOVE) : at], sheet.rows[filled[at + 1]], sheet.rows[i])
        if rule is None:
            continue
        found.setdefault(i, rule.label)
        after = filled[at + 2] if at + 2 < len(filled) else None
        if after is not None and _is_net(sheet.rows[i], sheet.rows[filled[at + 1]], sheet.rows[after]):
            found[after] = rule.net
    return found


def _rule(sheet: Sheet, above: list[int], following: Row, row: Row) -> Blank | None:
    label = forms(following.label).exact
    around = [forms(text).exact for text in (*row.section, *(sheet.rows[j].label for j in above))]
    for rule in _table():
        if rule.statement is None or rule.statement == sheet.kind:
            if matches(rule.following, label) and any(matches(rule.among, text) for text in around):
                return rule
    return None


def _is_net(gross: Row, less: Row, net: Row) -> bool:
    """Whether the third row is the first less the second, in their first figures."""
    a, b, c = gross.value, less.value, net.value
    return a is not None and b is not None and c is not None and a - abs(b) == c


def _label(sheet: Sheet, parts: list[int]) -> str:
    """From the heading that the parts stand under; "net" where something is taken off an unlabelled sum."""
    if not parts:
        return ""
    first, last = sheet.rows[parts[0]], sheet.rows[parts[-1]]
    if any(_UNCERTAIN & set(forms(_heading(sheet.rows[j])).words) for j in parts if sheet.rows[j].section):
        return ""  # a line that has no amount, and heads none
    same = first.section == last.section
    if len(parts) == 2 and not has_label(first) and first.section and same and (last.value or 0) < 0:
        return f"{_heading(first)}, net"
    headings = {_heading(sheet.rows[j]) for j in parts if sheet.rows[j].section and has_label(sheet.rows[j])}
    if len(headings) != 1:
        return ""
    heading = headings.pop()
    return heading if heading.lower().startswith("total") else f"Total {heading.lower()}"


def _heading(row: Row) -> str:
    return row.section[-1].strip().rstrip(":").strip()
