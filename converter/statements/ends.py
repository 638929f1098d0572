"""On which day each column's period ends: what the heads say, completed from the title, from each other and from the
filing.

    heads -> partial dates -> full dates

Each step fills only what one reading allows; a column for which two readings remain has no date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from converter.statements.dates import Duration, PartialDate, PeriodText
from converter.statements.fiscal import SLACK, FiscalCalendar, complete, is_month_end, year_called
from converter.statements.quarters import in_fiscal_order, quarter_end, quarter_of

UNCLEAR = PartialDate()  # a head that names several dates, of which none is the column's for certain


@dataclass(frozen=True, slots=True)
class Context:
    """Texts around the columns, nearest first: stub head, dates in heading rows, title lines, the lines before."""

    texts: tuple[PeriodText, ...]
    fiscal: FiscalCalendar
    instant: bool  # the table reports balances, not flows
    own: int | None = None  # how many of `texts` belong to the table itself (the others stand before it)
    quarterly: bool = False  # the texts around, or the heads, speak of quarters
    whole: bool = False  # a full statement, whose bare years are whole ones in an annual report
    named: bool = False  # the columns have names of their own, so that a list of dates near them is not shared out


def column_ends(texts: Sequence[PeriodText], context: Context, duration: Duration | None) -> list[date | None]:
    """One day a column. `duration` is that of all columns, where they share one."""
    dates = _partial_dates(texts, context)
    return [_end_of(partial, text, context, duration) for partial, text in zip(dates, texts, strict=True)]


def _partial_dates(texts: Sequence[PeriodText], context: Context) -> list[PartialDate | None]:
    listed = _listed(texts, context)
    if listed is not None:
        return listed
    own = _spread([text.dates for text in texts])
    own = _years_from_neighbours(own)
    return [_completed(partial, own, context) for partial in _undated(own, context)]


def _listed(texts: Sequence[PeriodText], context: Context) -> list[PartialDate | None] | None:
    """Years under a line that lists as many dates: "At December 31, 2023 and January 1, 2023" over 2023 and 2022, or
    "March 30, Aug. 31, Aug. 31," over 1995, 1994 and 1993, however the heads shared that line out."""
    years = [{found.year for found in text.dates if found.year is not None} for text in texts]
    if len(texts) < 2 or any(len(found) != 1 for found in years) or any(_is_single(text) for text in texts):
        return None
    called = [next(iter(found)) for found in years]
    for text in context.texts[: context.own]:
        if len(text.listed) != len(called):
            continue
        if all(found.year is None and found.month is not None for found in text.listed):
            return [replace(day, year=year) for day, year in zip(text.listed, called, strict=True)]
        ends = [complete(found) for found in text.listed]
        if None not in ends and len(set(ends)) == len(ends):
            fitting = (
                end is not None and year in (end.year, year_called(end)) for end, year in zip(ends, called, strict=True)
            )
            if all(fitting):
                return list(text.listed)
    return None


def _is_single(text: PeriodText) -> bool:
    """Whether a head names one day of the year, so that nothing has to be sought for it."""
    return len({(found.month, found.day) for found in text.dates if found.month is not None}) == 1


def _spread(lists: Sequence[tuple[PartialDate, ...]]) -> list[PartialDate | None]:
    """One date a column. Heads that all carry the same list of as many dates as there are columns were not parted."""
    count = len(lists)
    if count > 1 and len(set(lists)) == 1 and len(lists[0]) == count:
        return list(lists[0])
    paired = _paired(lists)
    if paired is not None:
        return paired
    choices = [list(dates) for dates in lists]
    for _ in range(len(choices)):
        if not _narrow(choices):
            break
    result: list[PartialDate | None] = []
    for dates in choices:
        full = [found for found in dates if found.is_complete]
        if len(dates) <= 1:
            result.append(dates[0] if dates else None)
        else:
            result.append(full[0] if len(full) == 1 else UNCLEAR)
    return result


def _paired(lists: Sequence[tuple[PartialDate, ...]]) -> list[PartialDate | None] | None:
    """ "September 30, December 31, 1999" beside "2000": as many days as columns, all in the head of one of them."""
    years = [{found.year for found in dates if found.year is not None} for dates in lists]
    days = list(
        dict.fromkeys((found.month, found.day) for dates in lists for found in dates if found.month is not None)
    )
    crowded = any(len({(d.month, d.day) for d in dates if d.month is not None}) > 1 for dates in lists)
    bare = any(all(found.month is None for found in dates) for dates in lists)
    if not crowded or not bare or len(days) != len(lists) or any(len(found) != 1 for found in years):
        return None
    return [PartialDate(next(iter(year)), *day) for year, day in zip(years, days, strict=True)]


def _narrow(choices: list[list[PartialDate]]) -> bool:
    """A head that took in its neighbour's date loses it again. Tells whether anything changed."""
    changed = False
    for place, dates in enumerate(choices):
        if len(dates) < 2:
            continue
        beside = [choices[other] for other in (place - 1, place + 1) if 0 <= other < len(choices)]
        taken = {found[0] for found in beside if len(found) == 1}
        years = {found.year for found in taken if found.month is None}
        rest = [found for found in dates if found not in taken and found.year not in years]
        if rest and len(rest) < len(dates):
            choices[place] = rest
            changed = True
    return changed


def _years_from_neighbours(dates: list[PartialDate | None]) -> list[PartialDate | None]:
    """A lone year among days without years spans them: "1999: March 31, June 30, ..."."""
    years = {found.year for found in dates if found is not None and found.year is not None}
    if len(years) == 1 and any(found is not None and found.year is None for found in dates):
        year = years.pop()
        return [found if found is None or found.year is not None else replace(found, year=year) for found in dates]
    return dates


def _undated(dates: list[PartialDate | None], context: Context) -> list[PartialDate | None]:
    """Gives columns without a date the one that spans them."""
    dated = [found for found in dates if found is not None]
    if len(dated) == len(dates):
        return dates
    if not dated:
        for text in context.texts:
            if len(text.dates) == len(dates) and not (context.named and len(dates) > 1):
                return list(text.dates)
            if len(text.dates) == 1:
                return [text.dates[0]] * len(dates)
        return dates
    missing = _missing_one(dates, context)
    if missing is not None:
        return missing
    if len(set(dated)) == 1:
        return dates if _title_differs(dated[0], context) else [dated[0]] * len(dates)
    size, rest = divmod(len(dates), len(dated))
    if rest == 0:
        groups = [dates[start : start + size] for start in range(0, len(dates), size)]
        if all(sum(found is not None for found in group) == 1 for group in groups):
            return [next(found for found in group if found) for group in groups for _ in range(size)]
    return dates


def _title_differs(head: PartialDate, context: Context) -> bool:
    """Whether the table's own texts name one day, and that another than the one head with a date: which of the two the
    columns without one stand under is not certain."""
    if not head.is_complete or head.day is None:
        return False
    named = [{day for day in text.dates if day.is_complete and day.day} for text in context.texts[: context.own]]
    return any(days and head not in days for days in named)


def _missing_one(dates: list[PartialDate | None], context: Context) -> list[PartialDate | None] | None:
    """ "Years ended December 31, 2023 | 2022 | 2021": the first column's date went to the stub."""
    if dates.count(None) != 1 or dates[0] is not None or len(dates) < 2:
        return None
    rest = [found for found in dates if found is not None]
    if any(found.year is None for found in rest) or len(set(rest)) < len(rest):
        return None
    years = [found.year or 0 for found in rest]
    for text in context.texts[: context.own]:
        if len(text.dates) == 1 and text.dates[0].year in (max(years) + 1, min(years) - 1):
            return [text.dates[0], *rest]
    return None


def _completed(
    partial: PartialDate | None, dates: Sequence[PartialDate | None], context: Context
) -> PartialDate | None:
    if partial is None or partial.is_complete or partial == UNCLEAR:
        return partial
    if partial.year is not None:
        beside = _month_from_neighbours(partial.year, dates)
        if beside is not None:
            return beside
    for text in context.texts:
        if partial.year is not None:
            found = _month_from(text, partial.year, context)
        else:
            found = _year_from(text, partial, context.fiscal, in_fiscal_order(dates, context.fiscal))
        if found is not None:
            return found
    return partial


def _month_from_neighbours(year: int, dates: Sequence[PartialDate | None]) -> PartialDate | None:
    """Heads that lost the line with the month take it from the others, where all agree on a month's end."""
    days = {(found.month, found.day) for found in dates if found is not None and found.month is not None}
    if len(days) != 1:
        return None
    month, day = days.pop()
    end = complete(PartialDate(year, month, day))
    return PartialDate(year, month, day) if end is not None and is_month_end(end) else None


def _month_from(text: PeriodText, year: int, context: Context) -> PartialDate | None:
    with_month = [found for found in text.dates if found.month is not None and (found.day is not None or text.ended)]
    same = [found for found in with_month if found.year == year]
    if len(same) == 1:
        return same[0]
    days = {(found.month, found.day) for found in with_month}
    if len(days) != 1:
        return None
    month, day = days.pop()
    found = PartialDate(year, month, day)
    stated = [other.year for other in with_month if other.year is not None]
    end = complete(found)
    moves = end is not None and (context.fiscal.by_weeks or not is_month_end(end))
    if stated and moves and day is not None:
        return None  # a date that moves from year to year tells nothing of another year
    return found


def _within_year(text: PeriodText, partial: PartialDate) -> PartialDate | None:
    """ "Sep. 30" under "Year ended June 30, 1999" lies in the twelve months before that day."""
    ends = {complete(found) for found in text.dates if found.is_complete}
    if text.durations != (Duration(12, "month"),) or len(ends) != 1:
        return None
    end = ends.pop()
    day = complete(replace(partial, year=end.year)) if end is not None else None
    if end is None or day is None:
        return None
    return replace(partial, year=end.year if day <= end + timedelta(SLACK) else end.year - 1)


def _year_from(
    text: PeriodText, partial: PartialDate, fiscal: FiscalCalendar, ordered: bool = False
) -> PartialDate | None:
    same = {found for found in text.dates if found.is_complete and found.month == partial.month}
    same = {found for found in same if partial.day is None or found.day in (None, partial.day)}
    if len(same) == 1:
        return replace(partial, year=same.pop().year)
    years = {found.year for found in text.dates if found.year is not None}
    if len(years) != 1:
        return None
    within = _within_year(text, partial)
    if within is not None:
        return within
    year = years.pop()
    if year is not None and all(found.month is None for found in text.dates):
        day = fiscal.within(year, partial)
        if day is not None:  # "Dec. 31" of a year that ends in September lies in the calendar year before
            return replace(partial, year=day.year) if text.fiscal or ordered or day.year == year else UNCLEAR
    return replace(partial, year=year)


def _end_of(partial: PartialDate | None, text: PeriodText, context: Context, duration: Duration | None) -> date | None:
    if partial is None:
        return None
    if text.of_year and any(length.unit == "week" for length in text.durations):
        return None  # "Third quarter (16 weeks)" of a year that is parted by weeks
    if text.quarters and len(text.quarters) == 1 and partial.year is not None and partial.month is None:
        return quarter_end(partial.year, text.quarters[0], context.fiscal)
    end = complete(partial)
    if text.of_year and end is not None:
        return quarter_of(end, text.quarters[0], context.fiscal)
    if end is not None and partial.day is None:
        return context.fiscal.in_month(end)
    if end is not None or partial.year is None:
        return end
    return context.fiscal.labelled(partial.year, context.instant, duration)
