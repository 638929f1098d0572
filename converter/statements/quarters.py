"""Columns that report the quarters of a year, by their number.

as_quarters      heads such as "First" beside "Second", read as what they mean
quarter_end      the end of a quarter of a fiscal year that is known by its name
quarter_of       ... of one that is known by its end
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from converter.statements.dates import Duration, PeriodText
from converter.statements.fiscal import FiscalCalendar, is_month_end, month_end, months_before
from converter.statements.statement import Period
from converter.statements.wording import words

QUARTER = Duration(3, "month")
_YEAR = Duration(12, "month")


def as_quarters(texts: Sequence[PeriodText], quarterly: bool) -> list[PeriodText]:
    """The heads with their quarters. `quarterly` says that title or heads speak of quarters: then an ordinal alone is
    one, where there is another beside it. A year that such heads name is the one that they are quarters of."""
    told = [text.quarters or ((text.ordinal,) if text.ordinal and quarterly else ()) for text in texts]
    if len(set(told) - {()}) < 2 or any(len(found) > 1 or found > (4,) for found in told):
        return list(texts)
    result = []
    for text, found in zip(texts, told, strict=True):
        if found:
            named = any(day.month is not None for day in text.dates) and text.durations != (_YEAR,)
            durations = tuple(length for length in text.durations if length != _YEAR)
            text = replace(text, quarters=found, durations=durations, of_year=not named)
        result.append(text)
    return result


def quarter_end(year: int, quarter: int, fiscal: FiscalCalendar) -> date | None:
    """The end of a quarter of the fiscal year that ends in `year`."""
    if fiscal.by_weeks:
        return fiscal.week_quarter(year, quarter)
    if fiscal.closing is None:
        return None
    month, day = fiscal.closing
    last = month_end(year, month)
    if day < 28:
        return None
    return months_before(last, 12 - 3 * quarter)


def quarter_of(end: date, quarter: int, fiscal: FiscalCalendar) -> date | None:
    """The end of a quarter of the fiscal year that ends on `end`."""
    if fiscal.by_weeks and fiscal.ends_a_year(end):
        year = fiscal.called(end)
        return fiscal.week_quarter(year, quarter) if fiscal.week_quarter(year, 4) == end else None
    if fiscal.by_weeks or not is_month_end(end) or not fiscal.ends_a_year(end):
        return None
    return months_before(end, 12 - 3 * quarter)


_WHOLE = frozenset({"total", "totals", "year", "annual"})


def years_beside(heads: Sequence[str], texts: Sequence[PeriodText]) -> list[int]:
    """ "March 31 | June 30 | September 30 | December 31 | Total": the places of such totals."""
    found = []
    for place in range(4, len(heads)):
        four = texts[place - 4 : place]
        dated = all(any(day.month is not None for day in text.dates) for text in four)
        own = any(day.month is not None for day in texts[place].dates)
        if dated and not own and words(heads[place])[-1:] and words(heads[place])[-1] in _WHOLE:
            found.append(place)
    return found


def year_of(quarters: Sequence[Period | None]) -> Period | None:
    """The four quarters as one, where each begins on the day after the one before it."""
    known = [quarter for quarter in quarters if quarter is not None and quarter.start is not None]
    if len(known) != 4 or any(not 80 < (quarter.end - _start(quarter)).days < 100 for quarter in known):
        return None
    if any(_start(later) - before.end != timedelta(1) for before, later in pairwise(known)):
        return None
    return Period(known[-1].end, known[0].start)


def _start(period: Period) -> date:
    return period.start or period.end
