"""Which period each column reports: what the heads say, completed from the title, from each other and from the filing.

    heads -> partial dates -> full dates -> durations -> periods

Each step fills only what one reading allows; a column for which two readings remain has no period.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from converter.statements.dates import Duration, PartialDate, PeriodText, read_period_text
from converter.statements.fiscal import FiscalCalendar, complete, is_month_end, month_end, months_before, year_called
from converter.statements.statement import Period

YEAR = Duration(12, "month")
UNCLEAR = PartialDate()  # a head that names several dates, of which none is the column's for certain


@dataclass(frozen=True, slots=True)
class Context:
    """Texts around the columns, nearest first: stub head, dates in heading rows, title lines, the lines before."""

    texts: tuple[PeriodText, ...]
    fiscal: FiscalCalendar
    instant: bool  # the table reports balances, not flows
    own: int | None = None  # how many of `texts` belong to the table itself (the others stand before it)


def periods(heads: Sequence[str], marginal: Sequence[bool], context: Context) -> tuple[Period | None, ...]:
    """One period a column. `marginal` says which columns carry no period of their own to be counted on
    (percentages, changes); they take the period of the column they follow, if any."""
    texts = [read_period_text(head) for head in heads]
    main = [index for index, aside in enumerate(marginal) if not aside]
    if not main:
        main = list(range(len(heads)))
    dates = _dates([texts[index] for index in main], context)
    spoken = _one_duration([texts[index] for index in main], context)
    ends = [_end(partial, texts[index], context, spoken) for partial, index in zip(dates, main, strict=True)]
    if context.instant:
        found = [None if end is None else Period(end) for end in ends]
    else:
        found = _durations([texts[index] for index in main], ends, context)
    result: list[Period | None] = [None] * len(heads)
    for index, period in zip(main, found, strict=True):
        result[index] = period
    for index, aside in enumerate(marginal):
        if aside and index not in main:
            result[index] = _own(texts[index], context) or next(
                (result[left] for left in range(index - 1, -1, -1) if not marginal[left]), None
            )
    return tuple(result)


def _own(text: PeriodText, context: Context) -> Period | None:
    if len(text.dates) != 1 or not text.dates[0].is_complete:
        return None
    return periods_of(text, context)


def periods_of(text: PeriodText, context: Context) -> Period | None:
    """The period that a text names by itself."""
    end = complete(text.dates[-1]) if text.dates else None
    if end is None:
        return None
    if context.instant:
        return Period(end)
    return _durations([text], [end], context)[0]


# --- dates


def _dates(texts: Sequence[PeriodText], context: Context) -> list[PartialDate | None]:
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
            if len(text.dates) == len(dates):
                return list(text.dates)
            if len(text.dates) == 1:
                return [text.dates[0]] * len(dates)
        return dates
    missing = _missing_one(dates, context)
    if missing is not None:
        return missing
    if len(set(dated)) == 1:
        return [dated[0]] * len(dates)
    size, rest = divmod(len(dates), len(dated))
    if rest == 0:
        groups = [dates[start : start + size] for start in range(0, len(dates), size)]
        if all(sum(found is not None for found in group) == 1 for group in groups):
            return [next(found for found in group if found) for group in groups for _ in range(size)]
    return dates


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
            found = _year_from(text, partial, context.fiscal)
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
    if stated and end is not None and not is_month_end(end) and day is not None:
        return None  # a date that moves from year to year tells nothing of another year
    return found


def _year_from(text: PeriodText, partial: PartialDate, fiscal: FiscalCalendar) -> PartialDate | None:
    same = {found for found in text.dates if found.is_complete and found.month == partial.month}
    same = {found for found in same if partial.day is None or found.day in (None, partial.day)}
    if len(same) == 1:
        return replace(partial, year=same.pop().year)
    years = {found.year for found in text.dates if found.year is not None}
    if len(years) != 1:
        return None
    year = years.pop()
    if year is not None and all(found.month is None for found in text.dates):
        day = fiscal.within(year, partial)
        if day is not None:  # "Dec. 31" of a year that ends in September lies in the calendar year before
            return replace(partial, year=day.year) if text.fiscal or day.year == year else UNCLEAR
    return replace(partial, year=year)


def _one_duration(texts: Sequence[PeriodText], context: Context) -> Duration | None:
    """The duration that all columns share, if they do."""
    named = {duration for text in texts for duration in text.durations}
    if not named:
        named = next((set(text.durations) for text in context.texts if text.durations), set())
    return next(iter(named)) if len(named) == 1 else None


def _end(partial: PartialDate | None, text: PeriodText, context: Context, duration: Duration | None) -> date | None:
    if partial is None:
        return None
    if text.quarters and len(text.quarters) == 1 and partial.year is not None and partial.month is None:
        return quarter_end(partial.year, text.quarters[0], context.fiscal)
    end = complete(partial)
    if end is not None and partial.day is None:
        return context.fiscal.in_month(end)
    if end is not None or partial.year is None:
        return end
    return context.fiscal.labelled(partial.year, context.instant, duration)


def quarter_end(year: int, quarter: int, fiscal: FiscalCalendar) -> date | None:
    """The end of a quarter of the fiscal year that ends in `year`, for calendars of months."""
    if fiscal.year_end is None or fiscal.by_weeks:
        return None
    month, day = fiscal.year_end
    last = month_end(year, month)
    if day < 28:
        return None
    return months_before(last, 12 - 3 * quarter)


# --- durations


def _durations(texts: Sequence[PeriodText], ends: Sequence[date | None], context: Context) -> list[Period | None]:
    durations = _named(texts, ends, context)
    result: list[Period | None] = []
    for text, end, duration in zip(texts, ends, durations, strict=True):
        start = _stated_start(text, context, end)
        if end is None:
            result.append(None)
        elif start is not None:
            result.append(Period(end, start))
        elif duration is None:
            result.append(None)
        elif duration == YEAR and (previous := _year_before(end, ends)) is not None:
            result.append(Period(end, previous + timedelta(1)))
        else:
            begin = context.fiscal.start(end, duration)
            result.append(None if begin is None else Period(end, begin))
    return result


def _year_before(end: date, ends: Sequence[date | None]) -> date | None:
    """The year end before this one among the columns: 52 or 53 weeks, or 12 months, earlier."""
    return next((other for other in ends if other is not None and (end - other).days in (364, 365, 366, 371)), None)


def _stated_start(text: PeriodText, context: Context, end: date | None) -> date | None:
    """ "From ... through ..."; from inception, where one date is named with it."""
    for source in (text, *context.texts):
        if source.start is not None and end is not None:
            start = complete(source.start)
            stated = complete(source.dates[-1]) if source.dates else None
            if start is not None and stated == end and start < end:
                return start
        if source is text and (text.durations or text.ended):
            return None
    return None


def _named(texts: Sequence[PeriodText], ends: Sequence[date | None], context: Context) -> list[Duration | None]:
    """One duration a column: its own, its neighbour's, the title's, or a year where only years can be meant."""
    own: list[Duration | None] = []
    lists = [text.durations for text in texts]
    if len(lists) > 1 and len(set(lists)) == 1 and len(lists[0]) > 1:
        own = _shared_out(lists[0], ends)
    else:
        for text in texts:
            if text.inception:
                own.append(None)
            elif text.quarters and not text.durations:
                own.append(Duration(3, "month"))
            else:
                own.append(text.durations[0] if len(text.durations) == 1 else None)
    if all(found is None for found in own):
        own = _from_context(own, texts, ends, context)
    elif any(found is None for found in own):
        own = _beside_quarters(own, texts) or _by_groups(own) or _from_left(own, texts)
    return own


def _beside_quarters(own: list[Duration | None], texts: Sequence[PeriodText]) -> list[Duration | None] | None:
    """The one column beside all four quarters that says nothing of its own ("Total") is their year."""
    rest = [place for place, text in enumerate(texts) if not text.quarters]
    told = [text.quarters for text in texts if text.quarters]
    if len(rest) != 1 or sorted(told) != [(1,), (2,), (3,), (4,)] or own[rest[0]] is not None:
        return None
    return [YEAR if place == rest[0] else found for place, found in enumerate(own)]


def _shared_out(durations: tuple[Duration, ...], ends: Sequence[date | None]) -> list[Duration | None]:
    """ "Three months and nine months" over 2000, 1999, 2000, 1999: the first half is the first duration."""
    size, rest = divmod(len(ends), len(durations))
    if rest or size == 0:
        return [None] * len(ends)
    groups = [tuple(ends[start : start + size]) for start in range(0, len(ends), size)]
    if len(set(groups)) != 1 or None in groups[0]:
        return [None] * len(ends)
    return [duration for duration in durations for _ in range(size)]


def _from_context(
    own: list[Duration | None], texts: Sequence[PeriodText], ends: Sequence[date | None], context: Context
) -> list[Duration | None]:
    for place, source in enumerate(context.texts):
        if len(source.durations) == 1:
            fitting = place == 0 or context.own is None or place < context.own or _dates_agree(source, ends)
            if fitting:
                return [None if text.inception else source.durations[0] for text in texts]
        elif len(source.durations) > 1:
            return _shared_out(source.durations, ends)
    full = [end for end in ends if end is not None]
    yearly = len(full) > 1 and all(360 <= abs((a - b).days) <= 372 for a, b in pairwise(full))
    if context.fiscal.is_annual and yearly:
        return [None if text.inception else YEAR for text in texts]
    return own


def _dates_agree(source: PeriodText, ends: Sequence[date | None]) -> bool:
    named = {complete(found) for found in source.dates}
    return not named or bool(named & set(ends)) or named == {None}


def _by_groups(own: list[Duration | None]) -> list[Duration | None] | None:
    """Equal groups of columns, one of each with a duration: a spanning head that stands over the middle or the end."""
    named = sum(found is not None for found in own)
    size, rest = divmod(len(own), named)
    if rest:
        return None
    groups = [own[start : start + size] for start in range(0, len(own), size)]
    if any(sum(found is not None for found in group) != 1 for group in groups):
        return None
    return [next(found for found in group if found is not None) for group in groups for _ in range(size)]


def _from_left(own: list[Duration | None], texts: Sequence[PeriodText]) -> list[Duration | None]:
    """A spanning head that stands over the first of its columns counts for those that follow."""
    result = list(own)
    for index, found in enumerate(own):
        if found is None and not texts[index].inception and index and result[index - 1] is not None:
            result[index] = result[index - 1]
    if result and result[0] is None and not texts[0].inception:
        known = {found for found in own if found is not None}
        if len(known) == 1:
            result = [
                known.copy().pop() if found is None and not text.inception else found
                for found, text in zip(result, texts, strict=True)
            ]
    return result
