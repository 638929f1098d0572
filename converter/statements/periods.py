"""Which period each column reports: what the heads say, completed from the title, from each other and from the filing.

    heads -> ends -> durations -> periods

A column for which two readings remain has no period.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from converter.statements.dates import Duration, PeriodText, read_period_text, without_lent_days
from converter.statements.ends import Context, column_ends
from converter.statements.fiscal import complete
from converter.statements.quarters import QUARTER, as_quarters, is_whole, of_fiscal_years, year_of, years_beside
from converter.statements.statement import Period

YEAR = Duration(12, "month")


def periods(heads: Sequence[str], marginal: Sequence[bool], context: Context) -> tuple[Period | None, ...]:
    """One period a column. `marginal` says which columns carry no period of their own to be counted on
    (percentages, changes); they take the period of the column they follow, if any."""
    texts = [read_period_text(head) for head in heads]
    if context.fiscal.by_weeks:
        texts = [without_lent_days(text) for text in texts]
        context = replace(context, texts=tuple(map(without_lent_days, context.texts)))
    years = years_beside(heads, texts)
    main = [index for index, aside in enumerate(marginal) if not aside and index not in years]
    if not main:
        main = list(range(len(heads)))
    said = as_quarters(
        of_fiscal_years([texts[index] for index in main], context.fiscal, context.quarterly), context.quarterly
    )
    ends = _of_their_own(column_ends(said, context, _one_duration(said, context)), said, context)
    if context.instant:
        found = [None if end is None else Period(end) for end in ends]
    else:
        found = _durations(said, ends, context)
        if any(text.quarters for text in said):
            wholes = [is_whole(heads[index]) and not text.durations for index, text in zip(main, said, strict=True)]
            found = [None if whole and _is_part(each) else each for whole, each in zip(wholes, found, strict=True)]
    result: list[Period | None] = [None] * len(heads)
    for index, period in zip(main, found, strict=True):
        result[index] = period
    for index in years:
        result[index] = year_of(result[index - 4 : index])
    for index, aside in enumerate(marginal):
        if aside and index not in main:
            result[index] = _own(texts[index], context) or next(
                (result[left] for left in range(index - 1, -1, -1) if not marginal[left]), None
            )
    return tuple(result)


def _of_their_own(ends: Sequence[date | None], texts: Sequence[PeriodText], context: Context) -> Sequence[date | None]:
    """Beside quarters by their number "9 mos" and "Total" end on days of their own, not on one that the title names."""
    if len({text.quarters for text in texts if text.quarters}) < 2:
        return ends
    yearly = ((), (YEAR,)) if context.fiscal.is_annual else ()
    return [
        end if text.quarters or _names_a_month(text) or text.durations in yearly else None
        for text, end in zip(texts, ends, strict=True)
    ]


def _is_part(period: Period | None) -> bool:
    """Whether a period is shorter than a year."""
    return period is not None and period.start is not None and (period.end - period.start).days < 350


def _names_a_month(text: PeriodText) -> bool:
    return any(day.month is not None for day in text.dates)


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


# --- durations


def _one_duration(texts: Sequence[PeriodText], context: Context) -> Duration | None:
    """The duration that all columns share, if they do."""
    named = {duration for text in texts for duration in text.durations}
    if not named:
        named = next((set(text.durations) for text in context.texts if text.durations), set())
    return next(iter(named)) if len(named) == 1 else None


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
            begin = context.fiscal.start(end, duration, [other for other in ends if other is not None])
            result.append(None if begin is None else Period(end, begin))
    return result


def _year_before(end: date, ends: Sequence[date | None]) -> date | None:
    """The year end before this one among the columns: 52 or 53 weeks, or 12 months, earlier."""
    return next((other for other in ends if other is not None and (end - other).days in (364, 365, 366, 371)), None)


def _stated_start(text: PeriodText, context: Context, end: date | None) -> date | None:
    """ "From ... through ..."; from inception, where one date is named with it."""
    if text.inception and end is not None:
        origins = {complete(each.origin) for each in (text, *context.texts) if each.origin and each.origin.day}
        first = origins.pop() if len(origins) == 1 else None
        if first is not None and first < end:
            return first
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
                own.append(QUARTER)
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
    if context.quarterly and len(full) == len(ends) and _are_quarter_ends(full):
        return [QUARTER] * len(ends)
    years = sorted(set(full))  # of each of several entities, it may be
    yearly = len(years) > 1 and all(360 <= (b - a).days <= 372 for a, b in pairwise(years))
    if context.fiscal.is_annual and yearly:
        return [None if text.inception else YEAR for text in texts]
    if context.whole and context.fiscal.is_of_first_quarter(full) and len(full) == len(ends):
        return [QUARTER] * len(ends)
    if context.whole and context.fiscal.is_annual and _are_whole_years(texts, ends, context):
        return [YEAR] * len(ends)
    return own


def _are_whole_years(texts: Sequence[PeriodText], ends: Sequence[date | None], context: Context) -> bool:
    """Whether each column is that of a fiscal year by its bare number, or all are by the one bare year near them."""
    bare = [bool(text.dates) and all(day.month is None for day in text.dates) for text in texts]
    near = next((text for text in context.texts if text.dates), PeriodText())
    if not any(text.dates for text in texts):
        bare = [len(near.dates) == 1 and near.dates[0].month is None] * len(texts)
    ended = all(end is not None and context.fiscal.ends_a_year(end) for end in ends)
    return all(bare) and ended and not context.quarterly and not any(text.inception for text in texts)


def _are_quarter_ends(ends: Sequence[date]) -> bool:
    """Four days a quarter apart, or twice four."""
    fours = [ends[start : start + 4] for start in range(0, len(ends), 4)]
    return all(len(four) == 4 and all(85 <= abs((b - a).days) <= 97 for a, b in pairwise(four)) for four in fours)


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
