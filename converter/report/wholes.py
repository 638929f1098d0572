"""Statements of equity with more than one total: that of a few columns, and the whole.

    Common Stock | Retained Earnings | Total Stockholders' Equity | Noncontrolling Interests | Total Equity

Only the last is equity as a whole and has no dimension. Which columns a total before it adds up, the figures say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from converter.statements.statement import Basis, Column, LineItem, Measure, Statement, StatementKind
from converter.statements.wording import folded


@dataclass(frozen=True, slots=True)
class Totals:
    """Columns by index: `parents` are totals without the noncontrolling interests, `parts` totals of a few columns,
    `shifted` those whose heads, as the figures say, stand over other columns than theirs."""

    whole: int | None = None
    parents: frozenset[int] = frozenset()
    parts: frozenset[int] = frozenset()
    minority: frozenset[int] = frozenset()
    shifted: frozenset[int] = frozenset()


NONE = Totals()


def totals(statement: Statement, minority: frozenset[int], named: frozenset[int]) -> Totals:
    """`minority` are the columns of noncontrolling interests, `named` those that are known components, whatever their
    basis says."""
    if statement.kind is not StatementKind.EQUITY:
        return NONE
    reported = [
        column.index
        for column in statement.columns
        if column.basis is Basis.REPORTED and column.measure is not Measure.SHARES and column.index not in named
    ]
    if not reported:
        return NONE
    whole = reported[-1]
    reported = [
        index for index in reported if not _of_another_period(statement.columns[index], statement.columns[whole])
    ]
    if len(reported) < 2:
        return NONE
    parents, parts = set[int](), set[int]()
    for index in reported[:-1]:
        between = [other for other in sorted(minority) if index < other < whole]
        if between and _adds_up(statement.items, whole, [index, *between], between):
            parents.add(index)
        elif any(_adds_up(statement.items, index, run, run) for run in _runs(statement, index, reported)):
            parts.add(index)
    shifted = frozenset() if parents or parts else _shifted(statement, whole)
    return Totals(whole, frozenset(parents), frozenset(parts), minority, shifted)


def _of_another_period(column: Column, whole: Column) -> bool:
    """Whether two columns are called the same but for the period, as the totals of periods side by side are."""
    named = [re.sub(r"\d", "", folded(each.head)) for each in (column, whole)]
    return column.period != whole.period and named[0] == named[1]


def _shifted(statement: Statement, whole: int) -> frozenset[int]:
    """The columns of amounts before a last one without a head, where it is what all of them add up to, the one under
    the head of the total too: the heads stand one column to the left of theirs."""
    if any(letter.isalpha() for letter in statement.columns[whole].head) or whole != len(statement.columns) - 1:
        return frozenset()
    amounts = [column.index for column in statement.columns[:whole] if column.measure is None]
    if len(amounts) > 2 and _adds_up(statement.items, whole, amounts, amounts[:-1]):
        if not _adds_up(statement.items, amounts[-1], amounts[:-1], amounts[:-1]):
            return frozenset(amounts)
    return frozenset()


def _runs(statement: Statement, index: int, reported: Collection[int]) -> list[list[int]]:
    """The columns right before a total, two and more, up to the total before it."""
    runs = []
    run: list[int] = []
    for other in range(index - 1, -1, -1):
        if other in reported:
            break
        run.append(other)
        if len(run) > 1:
            runs.append(list(run))
    return [run for run in runs if all(statement.columns[other].measure is None for other in run)]


def _adds_up(items: Sequence[LineItem], total: int, parts: Sequence[int], moved: Sequence[int]) -> bool:
    """Whether the total is the sum of the parts in nearly all rows that have them, in two at least of which one of
    `moved` has a figure."""
    right = wrong = told = 0
    for item in items:
        values = {cell.column: cell.value for cell in item.cells}
        if item.measure is not Measure.MONEY or values.get(total) is None:
            continue
        amounts = [values.get(part) or Decimal(0) for part in parts]
        if not any(amounts) and not values[total]:
            continue
        unit = max((Decimal(1).scaleb(cell.scale - cell.figure.decimals) for cell in item.cells), default=Decimal(1))
        if abs(sum(amounts, Decimal(0)) - (values[total] or Decimal(0))) <= unit:
            right += 1
            told += any(values.get(part) for part in moved)
        else:
            wrong += 1
    return told >= 2 and right >= 9 * wrong
