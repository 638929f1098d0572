"""Periods that follow one another share no day (EFM 6.5.9): one begins on the day after the other ends.

Pages print the days on which years end; the days on which they begin are concluded, and of a year of 52 or 53 weeks
that may be a day early. A page may also say "from December 31" where it means the end of that day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from converter.mapping.mapping import MappedStatement
from converter.statements.statement import Period, Statement


def ends_of(mapped: tuple[MappedStatement, ...]) -> frozenset[date]:
    """The last days of all periods of the statements."""
    return frozenset(period.end for each in mapped for period in _durations(each.statement))


def part_adjoining(mapped: tuple[MappedStatement, ...], ends: frozenset[date]) -> tuple[MappedStatement, ...]:
    """The statements with every period that begins on one of the `ends` begun a day later."""
    if not any(period.start in ends for each in mapped for period in _durations(each.statement)):
        return mapped
    return tuple(replace(each, statement=_parted(each.statement, ends)) for each in mapped)


def begun_after(period: Period, ends: frozenset[date]) -> Period:
    if period.start is None or period.start not in ends or period.start >= period.end:
        return period
    return Period(period.end, period.start + timedelta(days=1))


def _durations(statement: Statement) -> Iterator[Period]:
    periods = [column.period for column in statement.columns]
    periods += [cell.period for item in statement.items for cell in item.cells]
    return (period for period in periods if period is not None and not period.is_instant)


def _parted(statement: Statement, ends: frozenset[date]) -> Statement:
    columns = tuple(
        replace(column, period=begun_after(column.period, ends)) if column.period else column
        for column in statement.columns
    )
    items = []
    for item in statement.items:
        cells = tuple(
            replace(cell, period=begun_after(cell.period, ends)) if cell.period else cell for cell in item.cells
        )
        items.append(replace(item, cells=cells) if cells != item.cells else item)
    return replace(statement, columns=columns, items=tuple(items))
