"""Statements that run down the page from balance to balance, over columns that are components of equity.

    Balance, December 31, 1997     the instant that the label names
    Net income                     the time between the balances around it
    Balance, December 31, 1998

What a label leaves open the filing's own years and the sums may settle: a balance "at fiscal year-end 1998", or one
without a label that the balance before and all that moved it add up to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from converter.statements import vocabulary
from converter.statements.body import is_period_heading
from converter.statements.dates import PartialDate, PeriodText, read_period_text
from converter.statements.fiscal import FiscalCalendar, complete, is_month_end
from converter.statements.statement import Period, StatementKind
from converter.statements.wording import PhraseTable, words

LONGEST = 400  # days between two balances; more, and one in between was not read or is misdated
_YEARLY = (350, 380)  # days between the balances of a year's beginning and end


@dataclass(frozen=True, slots=True)
class Line:
    """A row: `amounts` as printed, by column; none for a heading. `above` is the heading right above it."""

    label: str
    above: str = ""
    amounts: Mapping[int, Decimal] | None = None


def rolled_kind(heads: Sequence[str], labels: Sequence[str], titles: Sequence[str]) -> StatementKind | None:
    """Of a table with dated balances over columns of components the kind: a statement of equity, where the columns name
    capital; a note, where they are no more than the parts of accumulated other comprehensive income. Else None."""
    if sum(stated_moment(label) is not None for label in labels) < 2:
        return None
    if _count(heads, vocabulary.bases().capital) >= 2:
        return StatementKind.EQUITY
    return StatementKind.OTHER if rolls_income(heads, labels, titles) else None


def rolls_income(heads: Sequence[str], labels: Sequence[str], titles: Sequence[str]) -> bool:
    """Whether the columns are parts of accumulated other comprehensive income, between dated balances."""
    if _count(heads, vocabulary.bases().income) < 2 or _count(heads, vocabulary.bases().capital):
        return False
    spoken = {word for text in (*heads, *labels, *titles) for word in words(text)}
    dated = sum(stated_moment(label) is not None for label in labels)
    return dated >= 2 and not spoken.isdisjoint(_COMPREHENSIVE)


_COMPREHENSIVE = frozenset({"comprehensive", "aoci", "aocl", "oci"})


def _count(heads: Sequence[str], phrases: PhraseTable[bool]) -> int:
    return sum(next(phrases.find(words(head)), None) is not None for head in heads)


def stated_moment(label: str, calendar: FiscalCalendar | None = None) -> Period | None:
    """The instant that a label such as "Balance at December 31, 1998" names. An opening on the first of a month is the
    end of the month before, unless the filing's years of weeks end on such a day."""
    text = words(label)
    found = read_period_text(label)
    if len(found.dates) != 1 or (found.durations and not found.fiscal):
        return None
    if not (_BALANCE & set(text[:4]) or text[0] in vocabulary.periods().months):
        return None
    day = found.dates[0]
    if day.month is None:
        return _year_end(day, text, found, calendar)
    end = complete(day)
    if end is None or found.durations:
        return None
    return Period(end - timedelta(1) if end.day == 1 and not _is_an_end(end, calendar) else end)


_BALANCE = frozenset({"balance", "balances", "equity", "deficit", "earnings", "capital"})


def _year_end(
    day: PartialDate, text: tuple[str, ...], found: PeriodText, calendar: FiscalCalendar | None
) -> Period | None:
    """ "Balance at fiscal year-end 1998", of which the filing's calendar knows the day."""
    if calendar is None or not calendar.is_annual or day.year is None or not (_BALANCE | {"balance"}) & set(text[:1]):
        return None
    if "end" not in text or not {"fiscal", "year"} & set(text) or found.quarters:
        return None
    end = calendar.labelled(day.year, True, None)
    return None if end is None else Period(end)


def _is_an_end(end: date, calendar: FiscalCalendar | None) -> bool:
    if calendar is None:
        return False
    last = calendar.period_end
    if end in calendar.ends or end == last:
        return True
    by_weeks = calendar.by_weeks and last is not None and not is_month_end(last)
    return by_weeks and last is not None and end.weekday() == last.weekday()


@dataclass(frozen=True, slots=True)
class Beside:
    """Of a statement that goes on over the page, the rows since the last balance of the page before, that balance
    first, and those to the first balance of the page after."""

    before: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()


AT_ONCE = Beside()  # a statement on one page


def carried_over(above: Sequence[Line], below: Sequence[Line]) -> Beside | None:
    """The rows above and below the turn of a page that lead from one balance to the next, a year at most later, where
    they add up; None where they do not."""
    last = next((place for place in reversed(range(len(above))) if stated_moment(above[place].label)), None)
    first = next((place for place in range(len(below)) if stated_moment(below[place].label)), None)
    if last is None or first is None:
        return None
    before, after = tuple(above[last:]), tuple(below[: first + 1])
    opened, closed = stated_moment(before[0].label), stated_moment(after[-1].label)
    if opened is None or closed is None or not 0 < (closed.end - opened.end).days <= LONGEST:
        return None
    rows = (*before, *after)
    return Beside(before, after) if _adds_up(rows, 0, len(rows) - 1, least=1) else None


def timeline(
    lines: Sequence[Line],
    calendar: FiscalCalendar | None = None,
    filed: date | None = None,
    of_components: bool = False,
    beside: Beside = AT_ONCE,
) -> tuple[Period | None, ...] | None:
    """Each row's instant, or the time between the balances around it. None where fewer than two balances are dated. A
    balance after the day of filing is not certain, nor what leads to it. `of_components` says that the columns are the
    components, so that no day has two balances."""
    if beside.before or beside.after:
        whole = timeline((*beside.before, *lines, *beside.after), calendar, filed, of_components)
        own = slice(len(beside.before), len(beside.before) + len(lines))
        return None if whole is None else whole[own]
    stated = [
        _stated(line, lines[place + 1] if place + 1 < len(lines) else None, calendar)
        for place, line in enumerate(lines)
    ]
    if sum(found is not None for found in stated) < 2:
        return None
    broken = _misdated(lines, stated)
    if of_components:
        broken |= _other_columns(lines, stated)
    stated = [None if place in broken else found for place, found in enumerate(stated)]
    _date_the_proven(lines, stated, broken, calendar)
    result = list(stated)
    anchors = [place for place, found in enumerate(stated) if found is not None or place in broken]
    opening = _from_inception(lines[: anchors[0]])
    if opening is not None and stated[anchors[0]] == Period(opening.end):
        result[: anchors[0]] = [opening] * anchors[0]
    for begin, until in pairwise(anchors):
        before, after = stated[begin], stated[until]
        if before is None or after is None:
            continue
        if 0 < (after.end - before.end).days <= LONGEST:
            result[begin + 1 : until] = [Period(after.end, before.end + timedelta(1))] * (until - begin - 1)
        elif before == after and _adds_up(lines, begin, until, least=1):
            for place in range(begin + 1, until):
                result[place] = before if _restates(lines[place].label) else None
    return tuple(None if time is not None and filed is not None and time.end > filed else time for time in result)


def _stated(line: Line, following: Line | None, calendar: FiscalCalendar | None) -> Period | None:
    if is_period_heading(line.label):
        if not line.amounts or words(line.above)[-1:] in (("ended",), ("ending",)):
            return None  # a year's heading; "Net income for the 52 weeks ended" over "January 1, 1998"
        if _is_bare(line.above):
            return stated_moment(f"{line.above} {line.label}", calendar)
    found = stated_moment(line.label, calendar)
    if found is None and line.amounts and following is not None and not following.amounts and _is_bare(line.label):
        if is_period_heading(following.label):  # "Balance -" with the figures, the day on the line below
            return stated_moment(f"{line.label} {following.label}", calendar)
    return found


def _is_bare(label: str) -> bool:
    """Whether a label names a balance, and nothing more."""
    return words(label) in _BARE


_BARE = (("balance",), ("balances",), ("balance", "at"), ("balances", "at"), ("balance", "as", "of"))


def _misdated(lines: Sequence[Line], stated: Sequence[Period | None]) -> frozenset[int]:
    """Of two balances of one day, between which something moved them, the first: one of the days is misprinted."""
    places = [place for place, found in enumerate(stated) if found is not None]
    return frozenset(
        first
        for first, second in pairwise(places)
        if stated[first] == stated[second]
        and lines[first].amounts != lines[second].amounts
        and any(lines[place].amounts for place in range(first + 1, second))
        and not any(_restates(line.label) for line in lines[first : second + 1])
    )


_RESTATING = frozenset({"reported", "effect", "pooling", "poolings", "split", "accounting", "previously"})
_STEMS = ("adjust", "restat", "reclass", "merge")


def _other_columns(lines: Sequence[Line], stated: Sequence[Period | None]) -> frozenset[int]:
    """Balances of a day that has one with other amounts in most of its columns further above: rows of a second panel,
    whose columns are not those of the first."""
    first: dict[Period, int] = {}
    found: set[int] = set()
    before: int | None = None
    for place, period in enumerate(stated):
        if period is None:
            continue
        known = first.setdefault(period, place)
        if known not in (place, before) and not _restates(lines[place].label):
            above, here = lines[known].amounts or {}, lines[place].amounts or {}
            both = above.keys() & here.keys()
            if 2 * sum(above[column] != here[column] for column in both) > len(both):
                found.add(place)
        before = place
    return frozenset(found)


def _date_the_proven(
    lines: Sequence[Line], stated: list[Period | None], broken: frozenset[int], calendar: FiscalCalendar | None
) -> None:
    """Dates, in place, balances without a day of their own: a bare "Balance" or a row without a label that the balance
    before it and all rows between add up to, a year after that balance, where the filing's years end; and a balance
    whose day is misprinted, where it leads on to the next too."""
    if calendar is None or not calendar.is_annual:
        return
    before: int | None = None
    for place, line in enumerate(lines):
        if stated[place] is not None:
            before = place
            continue
        told = place in broken or not words(line.label) or _is_bare(line.label)
        if before is not None and told and line.amounts:
            opened = stated[before]
            end = calendar.labelled(calendar.called(opened.end) + 1, True, None) if opened else None
            later = next((found.end for found in stated[place:] if found is not None), date.max)
            proved = opened is not None and end is not None and end < later and _adds_up(lines, before, place)
            if proved and opened is not None and end is not None and _is_year(opened.end, end):
                if place not in broken or _leads_on(lines, stated, place, end):
                    stated[place] = Period(end)
                    before = place
                    continue
        if place in broken:
            before = None


def _is_year(opened: date, closed: date) -> bool:
    return _YEARLY[0] <= (closed - opened).days <= _YEARLY[1]


def _leads_on(lines: Sequence[Line], stated: Sequence[Period | None], place: int, end: date) -> bool:
    """Whether a balance and all that follows add up to the next, a year after `end`: whatever day the page prints at
    it, that one is meant."""
    following = next((later for later in range(place + 1, len(lines)) if stated[later] is not None), None)
    closed = stated[following] if following is not None else None
    if following is None or closed is None:
        return False
    return _is_year(end, closed.end) and _adds_up(lines, place, following)


def _restates(label: str) -> bool:
    """Whether a row between two balances of one day tells why the second is another."""
    return any(word.startswith(_STEMS) or word in _RESTATING for word in words(label))


def _from_inception(lines: Sequence[Line]) -> Period | None:
    """The time before the first balance, where a row among those before it says from when on it ran."""
    for line in lines:
        text = read_period_text(line.label)
        if text.start is not None and text.start.day is not None and text.inception and text.dates:
            start, end = complete(text.start), complete(text.dates[-1])
            if start is not None and end is not None and start < end:
                return Period(end, start)
    return None


def _adds_up(lines: Sequence[Line], first: int, last: int, least: int = 2) -> bool:
    """Whether in each column the opening and what follows make the closing, in `least` columns at least that moved."""
    opening, closing = lines[first].amounts or {}, lines[last].amounts or {}
    if len(closing) < 2 or not set(opening) <= set(closing) | {c for c, amount in opening.items() if not amount}:
        return False
    moved = 0
    for column, amount in closing.items():
        flows = [line.amounts[column] for line in lines[first + 1 : last] if line.amounts and column in line.amounts]
        if opening.get(column, Decimal(0)) + sum(flows, Decimal(0)) != amount:
            return False
        moved += any(flows)
    return moved >= least


def years_of(
    blocks: Sequence[tuple[Period | None, ...]],
    ends: Sequence[Period | None],
    labels: Sequence[str],
    calendar: FiscalCalendar,
) -> list[tuple[Period | None, ...]]:
    """Columns headed by no more than a year over rows that run from the balance at its beginning to the one at its end
    are the year, not the day on which it ends. `blocks` are the columns' periods for each row, `ends` the days on which
    the heads alone say that they end."""
    if not calendar.is_annual or any(p is not None and p.start is not None for block in blocks for p in block):
        return list(blocks)
    if not _opens(labels):
        return list(blocks)
    year = read_period_text("year").durations[0]
    known = [period.end for period in ends if period is not None]

    def over(period: Period | None) -> Period | None:
        if period is None or not calendar.ends_a_year(period.end) or not calendar.is_over(period.end):
            return None
        start = calendar.start(period.end, year, known)
        return None if start is None else replace(period, start=start)

    whole = {
        block: tuple(over(period or end) or period for period, end in zip(block, ends, strict=True))
        for block in set(blocks)
    }
    return [whole[block] for block in blocks]


def _opens(labels: Sequence[str]) -> bool:
    """Whether rows are balances at the beginning of a year, by words or by the first day of a year without its own."""
    opening = vocabulary.rows()["opening"]
    for label in labels:
        text = words(label)
        if text[:1] not in (("balance",), ("balances",)):
            continue
        dates = read_period_text(label).dates
        if next(opening.find(text), None) is not None and not dates:
            return True
        if len(dates) == 1 and dates[0].year is None and dates[0].day == 1:
            return True
    return False
