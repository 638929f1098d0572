"""Years between balances: a note that carries a balance forward in columns headed by the days of its ends.

Where the balance at the beginning in a column is that at the end in the next, a year earlier, the rows between tell of
the year from the one day to the other, whatever the heads call it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from converter.statements.dates import Duration
from converter.statements.fiscal import FiscalCalendar
from converter.statements.moments import runs
from converter.statements.rollforward import Line
from converter.statements.statement import Basis, Column, Period

YEARLY = range(360, 373)  # days between the ends of a year and of the one before


def carried_years(
    lines: Sequence[Line], columns: Sequence[Column], used: Sequence[int], fiscal: FiscalCalendar | None
) -> dict[int, Period]:
    """By column, the year to the day that heads it, where it opens with the balance that the one before closes with; of
    the earliest, which opens with one too, as the calendar has it. Empty where a balance is not carried from column to
    column. `used` are the columns of the grid."""
    ends = {
        used[column.index]: column.period.end
        for column in columns
        if column.period is not None and column.period.is_instant and column.basis is Basis.REPORTED
    }
    place = {index: number for number, index in enumerate(used)}
    return {place[column]: period for column, period in _years(lines, ends, fiscal).items()}


def _years(lines: Sequence[Line], ends: Mapping[int, date], fiscal: FiscalCalendar | None) -> dict[int, Period]:
    latest_first = sorted(ends, key=lambda column: ends[column], reverse=True)
    years: dict[int, Period] = {}
    for opening, closing in runs([line.label for line in lines]):
        if closing is None:
            continue
        for column, before in pairwise(latest_first):
            first, last = _amount(lines[opening], column), _amount(lines[closing], before)
            if (ends[column] - ends[before]).days not in YEARLY or first is None or first != last:
                return {}
            years[column] = Period(ends[column], ends[before] + timedelta(1))
    if years and fiscal is not None:
        earliest = ends[latest_first[-1]]
        start = fiscal.start(earliest, Duration(12, "month"), tuple(ends.values()))
        if start is not None:
            years[latest_first[-1]] = Period(earliest, start)
    return years


def _amount(line: Line, column: int) -> Decimal | None:
    return None if line.amounts is None else line.amounts.get(column)
