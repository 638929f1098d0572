"""Which row of the income statement a row of quarterly data is: the one whose year its four quarters make up.

"Sales" by quarters may mean the sum of all revenues or the first of its parts. Where the four quarters of a year do not
add up to what the income statement reports under the element for that year, but to exactly one other row of it, the
quarters are that row's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from converter.mapping.mapping import Decision, MappedStatement, Mapping, Origin
from converter.report.sums import last_digit
from converter.statements.statement import Basis, Cell, Measure, Period, Statement, StatementKind

_QUARTER = (timedelta(days=76), timedelta(days=104))  # 11 to 15 weeks
_DAY = timedelta(days=1)
_DIGITS = 4  # units of the last digit by which rounded quarters may miss their year


@dataclass(frozen=True, slots=True)
class _Year:
    """A row of the income statement with its amount for a year, signed as its element or, without one, as printed."""

    mapping: Mapping
    amount: Decimal


def settle_quarters(mapped: tuple[MappedStatement, ...]) -> tuple[MappedStatement, ...]:
    """The statements with quarterly rows under the elements of the rows that they make up."""
    years = _years(mapped)
    return tuple(_settled(each, years) for each in mapped) if years else mapped


def _years(mapped: tuple[MappedStatement, ...]) -> dict[Period, list[_Year]]:
    """By period, what the income statements report; the first statement that has a period speaks for it."""
    found: dict[Period, list[_Year]] = {}
    for each in mapped:
        if each.statement.kind is not StatementKind.INCOME:
            continue
        own: dict[Period, list[_Year]] = defaultdict(list)
        for row, mapping in enumerate(each.mappings):
            item = each.statement.items[row]
            if item.measure is not Measure.MONEY or mapping.decision is Decision.NONE:
                continue
            for period, cell in _reported(each.statement, item.cells):
                if cell.value is not None:
                    own[period].append(_Year(mapping, _signed(cell.value, mapping)))
        for period, rows in own.items():
            found.setdefault(period, rows)
    return found


def _settled(each: MappedStatement, years: dict[Period, list[_Year]]) -> MappedStatement:
    mappings = list(each.mappings)
    for row, mapping in enumerate(each.mappings):
        item = each.statement.items[row]
        if item.measure is Measure.MONEY and mapping.decision is Decision.STANDARD and mapping.origin is Origin.ENGINE:
            cells = dict(_reported(each.statement, item.cells))
            found = [_meant(mapping, years[year], total, slack) for year, total, slack in _sums(cells) if year in years]
            meant = found[0] if found else None
            if meant is not None and all(other is not None and other.item == meant.item for other in found):
                mappings[row] = _as(mapping, meant)
    return replace(each, mappings=tuple(mappings)) if mappings != list(each.mappings) else each


def _reported(statement: Statement, cells: tuple[Cell, ...]) -> Iterator[tuple[Period, Cell]]:
    for cell in cells:
        column = statement.columns[cell.column]
        period = cell.period or column.period
        if period is not None and not period.is_instant and column.basis is Basis.REPORTED and column.member is None:
            yield period, cell


def _sums(cells: dict[Period, Cell]) -> Iterator[tuple[Period, Decimal, Decimal]]:
    """Years whose four quarters a row shows, the sum of these and what rounding may add or take."""
    quarters = {p.start: p for p in cells if p.start and _QUARTER[0] <= p.end - p.start <= _QUARTER[1]}
    for start in quarters:
        chain: list[Period] = []
        following = quarters.get(start)
        while following is not None and len(chain) < 4:
            chain.append(following)
            following = quarters.get(following.end + _DAY)
        values = [cells[period].value for period in chain]
        if len(chain) == 4 and all(value is not None for value in values):
            last = max(last_digit(cells[period]) for period in chain)
            total = sum((value for value in values if value is not None), Decimal(0))
            yield Period(chain[-1].end, start), total, _DIGITS * last


def _meant(mapping: Mapping, rows: list[_Year], total: Decimal, slack: Decimal) -> Mapping | None:
    """The one other row of the income statement that the quarters make up where they contradict their own element."""
    own = [row.amount for row in rows if row.mapping.concept == mapping.concept]
    if not own or any(abs(abs(amount) - abs(total)) <= slack for amount in own):
        return None
    others = [row for row in rows if total and abs(abs(row.amount) - abs(total)) <= slack]
    if len(others) != 1:
        return None
    return replace(others[0].mapping, negated=(others[0].amount > 0) != (total > 0))


def _as(mapping: Mapping, other: Mapping) -> Mapping:
    evidence = (*mapping.evidence, "its quarters add up to this row of the income statement")
    return replace(other, item=mapping.item, evidence=evidence, candidates=mapping.candidates)


def _signed(value: Decimal, mapping: Mapping) -> Decimal:
    return -value if mapping.negated else value
