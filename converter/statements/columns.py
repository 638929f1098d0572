"""On which footing each column stands: reported, adjusted, pro forma, a percentage, a change, a component.

heads -> Footing(basis, member, measure)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from converter.statements import vocabulary
from converter.statements.body import Body
from converter.statements.column_measures import column_measure, column_price
from converter.statements.consolidation import consolidation, wholes
from converter.statements.rollforward import rolls_income
from converter.statements.shared_heads import components_in_rows, names_of_components
from converter.statements.statement import Basis, Column, Measure, Period, StatementKind
from converter.statements.wording import folded, words
from converter.tables.grid import Figure, FigureKind, Grid


@dataclass(frozen=True, slots=True)
class Footing:
    """`measure` is what a whole column counts where it is not money ("Shares" of an equity statement)."""

    basis: Basis = Basis.REPORTED
    member: str | None = None
    measure: Measure | None = None


_AUTHORIZED = re.compile(r"\([^()]{0,40}\bauthorized\)", re.IGNORECASE)
MARGINAL = frozenset({Basis.PERCENT, Basis.CHANGE})
_CLASS = re.compile(r" (?:class|series) [a-z0-9]$")  # "Common stock issued Shares Class A"
_WHOLE = 6  # rows among which the whole stands, below the parts of it


def footings(body: Body, kind: StatementKind) -> tuple[Footing, ...]:
    """One footing for each of the body's columns."""
    grid, heads, names, used = body.grid, body.heads, body.names, body.columns
    if kind is StatementKind.EQUITY:
        component = [head in vocabulary.bases().equity for head in heads]
        if sum(component) >= 2 or _ends_in_total(heads):
            return _equity_columns(names, grid, used)
    if kind is StatementKind.OTHER and rolls_income(heads, [row.label for row in body.rows], body.titles):
        return _measured(_income_columns(names), names, grid, used)
    plain = [_footing(head, name) for head, name in zip(heads, names, strict=True)]
    result = []
    for place, (column, footing) in enumerate(zip(used, plain, strict=True)):
        figures = _figures(grid, column)
        beside = _figures(grid, used[place - 1]) if place else []
        if footing.basis is Basis.REPORTED and (
            _of_a_whole(figures)
            or _between_signs(figures)
            or (place and (_mostly_percent(figures) or _shares_of(figures, beside)))
        ):
            footing = Footing(Basis.PERCENT)
        result.append(footing)
    result = _beside_former(result, heads)
    measured = _measured(_consolidated(result, body), names, grid, used)
    return _parent_only(measured) if kind is StatementKind.PARENT_ONLY else measured


def _beside_former(found: Sequence[Footing], heads: Sequence[str]) -> list[Footing]:
    """Beside what was reported before, "as adjusted" is restated, and the effect of the change leads to it."""
    if not any(footing.basis is Basis.PREVIOUSLY_REPORTED for footing in found):
        return list(found)
    result = []
    for footing, head in zip(found, heads, strict=True):
        said = without_dates(head)
        if footing.basis is Basis.NON_GAAP and said[-1:] == ("adjusted",):
            footing = Footing(Basis.RESTATED)
        elif footing.basis is Basis.REPORTED and said[:1] in (("effect",), ("effects",), ("impact",)):
            footing = Footing(Basis.ADJUSTMENT)
        result.append(footing)
    return result


def _consolidated(found: Sequence[Footing], body: Body) -> list[Footing]:
    """The footings of a consolidation, where the columns are one: parts with their names, and their whole."""
    parts = consolidation(body)
    if not parts or any(foot.basis is not Basis.REPORTED for foot, part in zip(found, parts, strict=True) if not part):
        return list(found)
    return [
        foot if part is None or foot.basis in MARGINAL else Footing(Basis.COMPONENT, part)
        for foot, part in zip(found, parts, strict=True)
    ]


def _measured(found: Sequence[Footing], names: Sequence[str], grid: Grid, used: Sequence[int]) -> tuple[Footing, ...]:
    """The footings, those of columns whose heads say what they count with their measure."""
    figures = [_figures(grid, column) for column in used]
    own = [
        column_measure(name, each) if footing.basis not in MARGINAL else None
        for footing, name, each in zip(found, names, figures, strict=True)
    ]
    if Measure.SHARES in own:
        own = [
            measure or (column_price(name, each) if footing.basis not in MARGINAL else None)
            for footing, name, each, measure in zip(found, names, figures, own, strict=True)
        ]
    counts = [
        None if measure is Measure.SHARES and _begins_with_money(each) and not _has_amount(name, names) else measure
        for measure, name, each in zip(
            (f.measure or m for f, m in zip(found, own, strict=True)), names, figures, strict=True
        )
    ]
    return tuple(replace(footing, measure=measure) for footing, measure in zip(found, counts, strict=True))


def _has_amount(name: str, names: Sequence[str]) -> bool:
    """Whether "Common Stock Shares" has its "Common Stock Amount" in another column: a currency is then a slip."""
    *stock, last = words(name) or ("",)
    return last == "shares" and any(words(other) in ((*stock, "amount"), (*stock, "dollars")) for other in names)


def _begins_with_money(figures: Sequence[Figure]) -> bool:
    """A currency at the first figure of a column says what the column is of ("Treasury Shares" at cost)."""
    first = next((figure for figure in figures if figure.kind in (FigureKind.NUMBER, FigureKind.DASH)), None)
    return first is not None and first.currency is not None


def _beside_amounts(
    found: tuple[Footing, ...], names: Sequence[str], grid: Grid, used: Sequence[int]
) -> tuple[Footing, ...]:
    """A column called as the one after it but for its last word, "Amount", counts the shares, where the other columns
    before amounts are called so."""
    if not any(foot.measure is Measure.SHARES for foot in found):
        return found
    result = list(found)
    for place, (name, after) in enumerate(pairwise(names)):
        figures = [figure for figure in _figures(grid, used[place]) if figure.kind is FigureKind.NUMBER]
        paired = words(after) in ((*words(name), "amount"), (*words(name), "amounts"))
        if paired and not any(figure.decimals or figure.currency for figure in figures):
            result[place] = replace(result[place], measure=Measure.SHARES)
    return tuple(result)


ACCUMULATED_INCOME = "Accumulated Other Comprehensive Income"


def _income_columns(names: Sequence[str]) -> list[Footing]:
    """Columns of the parts of accumulated other comprehensive income, the last of which may be the whole of it. A
    column without a name beside them holds references, no amounts."""
    found = []
    for place, name in enumerate(names):
        text = words(name)
        whole = {"total", "totals", "comprehensive", "aoci", "aocl"} & set(text) and place == len(names) - 1
        member = ACCUMULATED_INCOME if whole else name.strip()
        found.append(Footing(Basis.COMPONENT, member) if text else Footing(Basis.UNKNOWN))
    return found


def _ends_in_total(heads: Sequence[str]) -> bool:
    """Named columns, none a mere date, the last of which is their total."""
    named = [without_dates(head) for head in heads]
    edges = {named[-1][0], named[-1][-1]} if named and named[-1] else set()
    return len(named) > 2 and all(named) and not edges.isdisjoint(("total", "totals"))


def _footing(head: str, name: str) -> Footing:
    known = vocabulary.bases()
    remainder = without_dates(head)
    text = words(head)
    if not remainder or " ".join(remainder) in known.reported:
        return Footing()
    found = {basis for _, _, basis in known.bases.find(text)}
    for basis in known.order:
        if basis in found:
            return Footing(basis)
    if next(known.component.find(text), None) is not None:
        return Footing(Basis.COMPONENT, name)
    return Footing()


def without_dates(head: str) -> tuple[str, ...]:
    known = vocabulary.periods()
    return tuple(
        word
        for word in words(head)
        if not (
            word.isdigit()
            or word in known.months
            or word in known.numbers
            or word in known.ordinals
            or word in known.units
            or word in known.classes
            or word in ("unaudited", "audited", "the", "for", "period", "periods")
        )
    )


def _figures(grid: Grid, column: int) -> list[Figure]:
    return [cell.figure for row in grid.rows for cell in row.cells if cell.column == column and cell.figure]


def _mostly_percent(figures: Sequence[Figure]) -> bool:
    percent = sum(figure.kind is FigureKind.PERCENT for figure in figures)
    return len(figures) > 2 and percent * 2 > len(figures)


def _shares_of(figures: Sequence[Figure], amounts: Sequence[Figure]) -> bool:
    """A column with the sign at its first figure alone, beside the amounts that it gives the shares of."""
    if len(figures) <= 2 or figures[0].kind is not FigureKind.PERCENT or not amounts:
        return False
    if any(figure.currency is not None or abs(figure.value or Decimal(0)) > 100 for figure in figures):
        return False
    return amounts[0].kind is FigureKind.NUMBER and any(abs(figure.value or Decimal(0)) > 100 for figure in amounts)


def _of_a_whole(figures: Sequence[Figure]) -> bool:
    """A column that begins with a percentage, has the 100% of the whole and leaves the sign off the shares below."""
    if len(figures) <= 2:
        return False
    first = figures[0]
    return (
        first.kind is FigureKind.PERCENT
        and any(figure.value == 100 for figure in figures[:_WHOLE])
        and all(figure.currency is None and abs(figure.value or Decimal(0)) <= 200 for figure in figures)
        and all(figure.decimals == first.decimals for figure in figures[1:] if figure.kind is FigureKind.NUMBER)
    )


def _between_signs(figures: Sequence[Figure]) -> bool:
    """A column of percentages with the sign at its first and last figure alone ("5.20%", ".81%" of average assets)."""
    if len(figures) <= 2 or {figures[0].kind, figures[-1].kind} != {FigureKind.PERCENT}:
        return False
    printed = [figure for figure in figures if figure.kind in (FigureKind.NUMBER, FigureKind.PERCENT)]
    small = all(figure.currency is None and abs(figure.value or Decimal(0)) <= 100 for figure in printed)
    return small and figures[0].decimals > 0 and len({figure.decimals for figure in printed}) == 1


def _equity_columns(names: Sequence[str], grid: Grid, used: Sequence[int]) -> tuple[Footing, ...]:
    """Of a column that only counts, and not certainly what, the figures are of no certain component."""
    if components_in_rows(names):
        plain = [replace(_equity_column(name, False), basis=Basis.REPORTED, member=None) for name in names]
        return _measured(plain, names, grid, used)
    whose = names_of_components(names)
    told = [name if own is None else own for own, name in zip(whose, names, strict=True)]
    found = [
        Footing(Basis.UNKNOWN) if own is None else _equity_column(own, place == len(whose) - 1)
        for place, own in enumerate(whose)
    ]
    return _beside_amounts(_measured(found, told, grid, used), told, grid, used)


def _equity_column(head: str, last: bool) -> Footing:
    text = folded(_AUTHORIZED.sub("", head))
    measure = None
    if _CLASS.sub("", text).endswith(("shares", "units", "number", "shares issued", "shares outstanding")) or text in (
        "shares",
        "number of shares",
    ):
        measure = Measure.SHARES
    is_total = text.split(" ")[0] in ("total", "totals") or text.endswith((" total", " totals")) or (last and not text)
    if is_total and measure is None:
        return Footing()
    if last and ("total" in text or text in ("stockholders equity", "shareholders equity", "net", "equity")):
        return Footing()
    return Footing(Basis.COMPONENT, head.strip() or None, measure)


def _parent_only(footings: tuple[Footing, ...]) -> tuple[Footing, ...]:
    return tuple(
        Footing(Basis.COMPONENT, "Parent Company", footing.measure) if footing.basis is Basis.REPORTED else footing
        for footing in footings
    )


def told_apart(columns: Sequence[Column], names: Sequence[str], kind: StatementKind) -> tuple[Column, ...]:
    """No two columns may report the same period on the same footing and in the same measure: those with a name of their
    own are components, of those without none is certain."""
    # A part of the whole has another part beside it, but in a statement of equity also the whole by many names.
    aside = _OTHERS if kind is StatementKind.EQUITY else _OTHERS | {Basis.COMPONENT}
    columns = _beside_others(columns, names, aside)
    alike: dict[tuple[Period, Basis, Measure | None], list[int]] = {}
    for place, column in enumerate(columns):
        if column.period is not None and column.basis not in MARGINAL and column.member is None:
            alike.setdefault((column.period, column.basis, column.measure), []).append(place)
    result = list(columns)
    for places in alike.values():
        if len(places) < 2:
            continue
        own = {place: " ".join(_named(names[place])) for place in places}
        totals = [place for place in places if own[place] in vocabulary.bases().reported or own[place][:6] == "total "]
        plain = [place for place in places if not own[place]]
        whole = totals if len(totals) == 1 else plain if len(plain) == 1 and not totals else []
        for place in places:
            if place in whole:
                continue
            if own[place] and len(set(own.values())) == len(own):
                basis = Basis.COMPONENT if columns[place].basis is Basis.REPORTED else columns[place].basis
                result[place] = replace(columns[place], basis=basis, member=names[place])
            else:
                result[place] = replace(columns[place], period=None)
    return tuple(result)


def _named(name: str) -> tuple[str, ...]:
    """The words of a name, and the numbers that count what it names: "Level 1", "Series 2", no days or years."""
    kept = set(without_dates(name))
    text = words(name)
    return tuple(
        word
        for before, word in zip(("", *text), text, strict=False)
        if word in kept or (word.isdigit() and len(word) <= 2 and before in kept)
    )


def _beside_others(columns: Sequence[Column], names: Sequence[str], aside: frozenset[Basis]) -> tuple[Column, ...]:
    """Beside columns that report the same period on other footings ("as previously reported", "Financial Services") a
    column with a name of its own is what that name says, not the whole."""
    result = []
    whole = wholes(names)
    for column, name in zip(columns, names, strict=True):
        others = {
            other.basis
            for other in columns
            if other.index != column.index and other.period == column.period and other.basis not in MARGINAL
        }
        own = " ".join(without_dates(name))
        named = len(own) > 2 and own not in vocabulary.bases().reported and not own.startswith("total")
        plain = column.basis is Basis.REPORTED and column.measure is None and column.member is None
        plain = plain and column.index not in whole
        if plain and named and column.period is not None and others & aside:
            column = replace(column, basis=Basis.COMPONENT, member=name)
        result.append(column)
    return tuple(result)


_OTHERS = frozenset({Basis.PREVIOUSLY_REPORTED, Basis.NON_GAAP, Basis.PRO_FORMA, Basis.ADJUSTMENT})
