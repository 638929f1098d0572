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

from converter.statements import vocabulary
from converter.statements.dates import Duration, PartialDate, PeriodText
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


def of_fiscal_years(texts: Sequence[PeriodText], fiscal: FiscalCalendar, quarterly: bool) -> list[PeriodText]:
    """ "Fiscal Year 1995" over June 30, March 31, December 31 and September 30: the last two lie in 1994, and none of
    the columns is that year, but where the texts around speak of quarters one of them."""
    spanned = [text for text in texts if text.fiscal and text.joined and len(text.dates) == 1]
    if len({(text.dates[0].month, text.dates[0].day) for text in spanned}) < 3:
        return list(texts)
    result = []
    for text in texts:
        year = text.dates[0].year if text in spanned else None
        if year is not None:
            day = fiscal.within(year, text.dates[0]) if quarterly else None
            dates = (PartialDate(day.year, day.month, day.day),) if day is not None else ()
            text = replace(text, dates=dates, durations=(QUARTER,))
        result.append(text)
    return result


def in_fiscal_order(dates: Sequence[PartialDate | None], fiscal: FiscalCalendar) -> bool:
    """ "Sept. 30 | Dec. 31 | Mar. 31 | June 30" where the year ends in June, forwards or backwards."""
    months = [day.month for day in dates if day is not None and day.month is not None and day.year is None]
    if fiscal.year_end is None or len(months) < 4 or len(months) % 4:
        return False
    four = [(fiscal.year_end[0] + 3 * quarter - 1) % 12 + 1 for quarter in (1, 2, 3, 4)]
    return any(months == order * (len(months) // 4) for order in (four, four[::-1]))


def years_beside(heads: Sequence[str], texts: Sequence[PeriodText]) -> list[int]:
    """ "March 31 | June 30 | September 30 | December 31 | Total": the places of such totals."""
    found = []
    for place in range(4, len(heads)):
        four = texts[place - 4 : place]
        dated = all(any(day.month is not None for day in text.dates) for text in four)
        own = any(day.month is not None for day in texts[place].dates)
        if dated and not own and is_whole(heads[place]):
            found.append(place)
    return found


def is_whole(head: str) -> bool:
    """Whether a head beside quarters is that of their sum."""
    return words(head)[-1:] != () and words(head)[-1] in vocabulary.periods().wholes


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
