"""Net income with and without the part of others, told apart by its amount, not by each statement's label.

Cash flows begin, and statements of comprehensive income and of equity go on, with the "Net income" of the income
statement. That one says whether it is before or after the part of noncontrolling interests; the others only name it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from converter.mapping.mapping import Decision, MappedStatement, Mapping, Origin
from converter.statements.statement import Basis, LineItem, Measure, Period, Statement, StatementKind

_PARENTS, _WHOLE = "us-gaap:NetIncomeLoss", "us-gaap:ProfitLoss"
_OTHER = {_PARENTS: _WHOLE, _WHOLE: _PARENTS}
_FOLLOWING = (StatementKind.CASH_FLOW, StatementKind.COMPREHENSIVE_INCOME, StatementKind.EQUITY)

Amounts = dict[str, dict[Period, set[Decimal]]]


def settle_results(mapped: tuple[MappedStatement, ...]) -> tuple[MappedStatement, ...]:
    """The statements with the element of the income statement for every row that shows nothing but its amounts."""
    stated = _stated(mapped)
    if not stated:
        return mapped
    return tuple(_settled(each, stated) if each.statement.kind in _FOLLOWING else each for each in mapped)


def _stated(mapped: tuple[MappedStatement, ...]) -> Amounts:
    found: Amounts = defaultdict(lambda: defaultdict(set))
    for each in mapped:
        if each.statement.kind is StatementKind.INCOME:
            for item, mapping in zip(each.statement.items, each.mappings, strict=True):
                if mapping.concept in _OTHER:
                    for period, value in _amounts(each.statement, item, mapping):
                        found[mapping.concept or ""][period].add(value)
    return found


def _settled(each: MappedStatement, stated: Amounts) -> MappedStatement:
    mappings = list(each.mappings)
    for at, item in enumerate(each.statement.items):
        mapping = mappings[at]
        other = _OTHER.get(mapping.concept or "")
        if other is None or mapping.origin is not Origin.ENGINE or mapping.decision is not Decision.STANDARD:
            continue
        amounts = [(period, value) for period, value in _amounts(each.statement, item, mapping) if value]
        own, others = stated.get(mapping.concept or "", {}), stated.get(other, {})
        shared = [(period, value) for period, value in amounts if period in others]
        against = any(value not in own.get(period, ()) for period, value in shared)
        if against and all(value in others[period] for period, value in shared):
            evidence = ("the amount that the income statement has for this element", *mapping.evidence)
            mappings[at] = replace(mapping, concept=other, evidence=evidence)
    return replace(each, mappings=tuple(mappings))


def _amounts(statement: Statement, item: LineItem, mapping: Mapping) -> Iterator[tuple[Period, Decimal]]:
    """The amounts of the whole, not of its components, with the sign of the element."""
    if item.measure is not Measure.MONEY:
        return
    columns = {column.index: column for column in statement.columns if column.basis is Basis.REPORTED}
    for cell in item.cells:
        column = columns.get(cell.column)
        period = cell.period or (column.period if column else None)
        if column is not None and column.member is None and period is not None and cell.value is not None:
            yield period, -cell.value if mapping.negated else cell.value
