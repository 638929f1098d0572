"""Dates of fiscal periods: where a period of so many months or weeks that ends on a day begins.

Two kinds of calendar are told apart: ends of months, and weeks (a year of 52 or 53 weeks, quarters of 13), where an
end falls on the same weekday and moves by a day or a week each year.
"""

from __future__ import annotations

import calendar
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from converter.statements.dates import Duration, PartialDate
from converter.statements.weeks import LONG, SHORT, UNTOLD, ToldWeeks, year_before

DAYS_IN_MONTH = 30.44
_QUARTER = 91  # days, 13 weeks
# weeks from the ends of quarters to that of the year: 13 each, 16, 12, 12 and 12, or 12, 12, 12 and 16
_INTERIMS = ((13, 26, 39), (12, 24, 36), (16, 28, 40))
_FILED = 75  # days after its balance sheet, fewer than a quarter, within which a report is made
SLACK = 10  # days by which a period may differ from so many months and still be one


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def is_month_end(day: date) -> bool:
    return (day + timedelta(1)).day == 1


def months_before(day: date, count: int) -> date:
    """The same day `count` months earlier; the end of a month stays the end of a month."""
    index = day.year * 12 + day.month - 1 - count
    last = month_end(index // 12, index % 12 + 1)
    return last if is_month_end(day) or day.day > last.day else last.replace(day=day.day)


def months_apart(one: date, other: date) -> int:
    return 12 * (one.year - other.year) + one.month - other.month


def year_called(end: date) -> int:
    """The year in which most of a fiscal year that ends on `end` lies, were it a calendar year: a year of 52 weeks that
    ends on January 2 belongs to the year before."""
    return (end - timedelta(SLACK)).year


def complete(partial: PartialDate) -> date | None:
    """The date, where year and month are known. Without a day it is the month's end; "June 31" is June 30."""
    if partial.year is None or partial.month is None or not 1900 < partial.year < 2100:
        return None
    last = month_end(partial.year, partial.month)
    return last if partial.day is None or partial.day > last.day else last.replace(day=partial.day)


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """What is known of a filing's fiscal year.

    `form` and `period_end` come from the header or the cover; `ends` are the dates at which balances are reported;
    `year_end` is (month, day) as the header has it. `filed` is the day on which the filing was made. `named` are the
    days that its text names, where the calendar goes by weeks: they tell apart what arithmetic leaves open; so does
    `told`, the weeks that its years had. `moves` says that heads show a calendar of weeks though the balance sheets'
    dates happen to be ends of months.
    """

    form: str = ""
    period_end: date | None = None
    year_end: tuple[int, int] | None = None
    ends: frozenset[date] = frozenset()
    nearest: bool | None = None  # 52/53 weeks: the weekday nearest to a month's end (True), the last in it (False)
    shift: int = 0  # the year in which a fiscal year ends, less the year by which it is called
    filed: date | None = None
    named: frozenset[date] = frozenset()
    told: ToldWeeks = UNTOLD
    moves: bool = False

    @property
    def is_annual(self) -> bool:
        return self.form.startswith("10-K") or self.form.startswith("10K") or self.form.startswith("20-F")

    @property
    def closing(self) -> tuple[int, int] | None:
        """Month and day on which fiscal years end; without a header, the month's end of the earlier balance sheet of a
        quarterly report, where its period ends quarters later."""
        if self.year_end is not None or self.period_end is None or not is_month_end(self.period_end):
            return self.year_end
        opened = [end for end in self.ends if self._opens_the_year(end)]
        if len(opened) != 1 or not is_month_end(opened[0]) or months_apart(self.period_end, opened[0]) not in (3, 6, 9):
            return None
        return opened[0].month, opened[0].day

    @property
    def is_of_plan(self) -> bool:
        """Whether an employee benefit plan reports for itself."""
        return self.form.startswith("11-K")

    @property
    def by_weeks(self) -> bool:
        """Whether the dates move about the ends of months, as those of 52/53-week years do."""
        if self.moves:
            return True
        ends = self.ends | ({self.period_end} if self.period_end is not None and self.is_annual else set())
        moving = [end for end in ends if not is_month_end(end)]
        return len(moving) >= 1 and 2 * len(moving) >= len(ends)

    def is_over(self, end: date) -> bool:
        """Whether a period that ends on `end` was over when the filing was made: nothing else can be reported yet.
        Where that day is not known, an annual or quarterly report was made within weeks of its balance sheet."""
        if self.filed is not None:
            return end <= self.filed
        if not self.ends or self.period_end is None or not (self.is_annual or self.form.startswith("10-Q")):
            return True
        return end <= max(self.period_end, *self.ends) + timedelta(_FILED)

    def labelled(self, year: int, instant: bool, duration: Duration | None) -> date | None:
        """The end of the period that a bare year stands for: a fiscal year, or in a quarterly report its interim."""
        if self.is_annual or duration == Duration(12, "month"):
            return self._year_end_called(year)
        if self.period_end is None or instant:
            return None
        if year == self.period_end.year:
            return self.period_end
        if self.by_weeks:  # 52 or 53 weeks earlier, whichever day the filing names
            said = {self.period_end - timedelta(364), self.period_end - timedelta(371)} & self.named
            return next(iter(said)) if len(said) == 1 and {day.year for day in said} == {year} else None
        back = months_before(self.period_end, 12)
        return back if year == back.year and is_month_end(back) else None

    def in_month(self, last: date) -> date | None:
        """The end of a period of which only the month is named; `last` is that month's last day."""
        known = {end for end in self.ends if (end.year, end.month) == (last.year, last.month)}
        if self.period_end is not None and (self.period_end.year, self.period_end.month) == (last.year, last.month):
            known.add(self.period_end)
        if len(known) == 1:
            return known.pop()
        if not known and self.by_weeks:
            return self._named_year_end(last)
        moving = self.period_end is not None and not is_month_end(self.period_end)
        return None if known or moving else last

    def _named_year_end(self, last: date) -> date | None:
        """The end of a year of weeks in the month that ends on `last`, where the filing names that day."""
        ends = {self._year_end_called(year) for year in (last.year - 1, last.year)}
        found = [end for end in ends if end in self.named and end is not None and months_apart(end, last) == 0]
        return found[0] if len(found) == 1 else None

    def called(self, end: date) -> int:
        """The year by which the filing calls the fiscal year that ends on `end`."""
        return year_called(end) - self.shift

    def within(self, year: int, partial: PartialDate) -> date | None:
        """The month's end or day in the fiscal year that is called `year`; None where the year's end is not known."""
        if self.year_end is None:
            return None
        for calendar_year in (year - 1, year, year + 1):
            day = complete(replace(partial, year=calendar_year))
            if day is None:
                continue
            end = complete_or(day, *self.year_end)
            if end < day - timedelta(SLACK):
                end = complete_or(end + timedelta(365), *self.year_end)
            if self.called(end) == year:
                return day
        return None

    def _year_end_called(self, year: int) -> date | None:
        known = {end for end in self.ends if self.called(end) == year and self.ends_a_year(end)}
        if len(known) == 1:
            return known.pop()
        if self.period_end is None or known or not self.is_annual:
            return None
        later = sorted(end for end in self.ends if self.called(end) > year and self.ends_a_year(end))
        if len(later) > 1 and all(map(is_month_end, later[:2])):  # years of months, whatever those since are
            return months_before(later[0], 12 * (self.called(later[0]) - year))
        if self._has_changed:
            return None
        back = self.called(self.period_end) - year
        if back < 0:
            return None
        if is_month_end(self.period_end) and not self.by_weeks:
            return months_before(self.period_end, 12 * back)
        end: date | None = self.period_end
        while end is not None and self.called(end) > year:
            end = self.previous_year_end(end)
        return end

    @property
    def _has_changed(self) -> bool:
        """Whether the years end now on a month's end, now near one on another weekday: by two calendars. Which one a
        year that no date tells of ended by is not certain."""
        years = {end for end in (*self.ends, self.period_end) if end is not None and self.ends_a_year(end)}
        whole = {self.called(end) for end in years if is_month_end(end)}
        moving = {end for end in years if not is_month_end(end) and self.called(end) not in whole}
        return bool(moving and whole) and len({end.weekday() for end in (*moving, max(years))}) > 1

    def start(self, end: date, duration: Duration, beside: Collection[date] = ()) -> date | None:
        """First day of a period; None where it cannot be known. `beside` are the ends of the other columns."""
        if duration.unit == "day":
            return end - timedelta(duration.count - 1)
        if duration.unit == "week":
            return end - timedelta(7 * duration.count - 1)
        opening = self._opening(end, duration.count)
        if opening is not None:
            return opening + timedelta(1)
        if (is_month_end(end) or self._is_of_each_year(end)) and not self._is_moving(end, beside):
            return months_before(end, duration.count) + timedelta(1)
        if duration.count % 3 == 0 and duration.count < 12:
            return self._start_by_weeks(end, duration.count // 3)
        if duration.count == 12:
            previous = self.previous_year_end(end)
            return None if previous is None else previous + timedelta(1)
        return None

    def _is_of_each_year(self, end: date) -> bool:
        """Whether periods end on the same day of every year, the 15th, say: then another such day is told of."""
        if self.year_end is None or end.day != self.year_end[1]:
            return False
        others = self.ends | self.named
        back = {end - timedelta(7 * SHORT), end - timedelta(7 * LONG)}
        return bool({months_before(end, 12), months_before(end, -12)} & others) and not back & others

    def _start_by_weeks(self, end: date, quarters: int) -> date | None:
        """13 weeks a quarter. Where the years known may as well end with a month ("December 31", a Saturday like the
        end of the quarter), a period from the start of the year begins after the one of the two days that is named."""
        opening = end - timedelta(7 * 13 * quarters)
        years = [other for other in self.ends if self.ends_a_year(other)]
        if not years or not all(is_month_end(year) for year in years):
            return opening + timedelta(1)
        fixed = complete_or(opening, max(years).month, max(years).day)
        if fixed == opening or abs((fixed - opening).days) > SLACK:
            return opening + timedelta(1)
        said = {opening, fixed} & self.named
        return said.pop() + timedelta(1) if len(said) == 1 else None

    def week_quarter(self, year: int, quarter: int) -> date | None:
        """The end of a quarter of the fiscal year of weeks that is called `year`; None unless the filing names at least
        two days on which quarters of 13 weeks end, and more than quarters of 12 and 16 weeks would end on, or tells
        which quarter had 14."""
        end = self._year_end_called(year)
        if end is None:
            return None
        opening = self._opening(end, 12) or self.previous_year_end(end)
        if opening is None:
            return None
        found = end - timedelta(_QUARTER * (4 - quarter))
        if (end - opening).days > 7 * SHORT + 2:
            if self.told.long_quarter(year) != 1:
                return None
            return found if {end - timedelta(_QUARTER * later) for later in (1, 2, 3)} & self.named else None
        return found if self._has_quarters_of_13_weeks(year) else None

    def _has_quarters_of_13_weeks(self, year: int) -> bool:
        ends = [end for end in map(self._year_end_called, range(year - 1, year + 2)) if end is not None]
        named = [
            sum(end - timedelta(7 * weeks) in self.named for end in ends for weeks in pattern) for pattern in _INTERIMS
        ]
        return named[0] >= 2 and named[0] > max(named[1:])

    def _is_moving(self, end: date, beside: Collection[date]) -> bool:
        """A month's end in a filing whose other ends of about that month fall on the same weekday on other days."""
        others = [other for other in (*self.ends, *beside) if other != end and _apart_in_the_year(other, end) <= 8]
        return any(not is_month_end(other) and other.weekday() == end.weekday() for other in others)

    def _opening(self, end: date, months: int) -> date | None:
        """A reported balance date at which a period of so many months that ends on `end` must have begun."""
        expected = months * DAYS_IN_MONTH
        found = [other for other in self.ends if abs((end - other).days - expected) <= SLACK]
        fiscal = [other for other in found if self.ends_a_year(other)] or (found if months == 12 else [])
        if len(fiscal) == 1:
            return fiscal[0]
        fixed = self._fixed_year_end(end)
        if months == 12:
            return None
        if fixed is None:
            return None if found or not self.by_weeks else self._opening_before(end, expected)
        opening = complete_or(end - timedelta(round(expected)), *fixed)
        return opening if abs((end - opening).days - expected) <= SLACK else None

    def _opening_before(self, end: date, expected: float) -> date | None:
        """The start of the year of weeks in which an earlier interim lies, by the year's own end."""
        years = [other for other in self.ends if 0 < (other - end).days < 300 and self.ends_a_year(other)]
        if any(is_month_end(year) and months_before(year, 12) in self.named for year in years):
            return None  # a year of months, it may be
        found = {self.previous_year_end(year) for year in years}
        before = found.pop() if len(found) == 1 else None
        return before if before is not None and abs((end - before).days - expected) <= SLACK else None

    def _fixed_year_end(self, end: date) -> tuple[int, int] | None:
        """Month and day of a year that always ends with a month, though its quarters end on a weekday."""
        years = {other for other in self.ends if other != end and self.ends_a_year(other)}
        if not years or any(not is_month_end(other) or other.weekday() == end.weekday() for other in years):
            return None
        last = max(years)
        return last.month, last.day

    def is_of_first_quarter(self, ends: Collection[date]) -> bool:
        """Whether the days end a year's first quarter and that of the year before: in a report on it no other period
        than the quarter itself can be meant."""
        last = self.period_end
        if last is None or not self.form.startswith("10-Q") or not ends:
            return False
        opening = self._opening(last, 3)
        if opening is None or opening not in self.ends or not self.ends_a_year(opening):
            return False
        return all(end == last or abs((last - end).days - 365) <= SLACK for end in ends)

    def ends_a_year(self, day: date) -> bool:
        """Whether a fiscal year ends on the day, or about it."""
        if self.year_end is None:
            return self.is_annual or self._opens_the_year(day)
        month, last = self.year_end
        return abs((day - complete_or(day, month, last)).days) <= SLACK

    def _opens_the_year(self, day: date) -> bool:
        """In a quarterly report the balance sheet stands against that of the last year end."""
        return len(self.ends) == 2 and day == min(self.ends) and 80 < (max(self.ends) - day).days < 300

    def previous_year_end(self, end: date) -> date | None:
        """The end of the 52 or 53 weeks before those that end on `end`, by the rule that the filing's dates follow, the
        weeks that the year is said to have had, or the one day of two that the filing names."""
        rules = self._rules(end)
        found = {rule for rule in (year_before(end, nearest) for nearest in rules) if rule is not None}
        weeks = self._weeks_told(end)
        if weeks is not None:
            told = end - timedelta(7 * weeks)
            return told if self.nearest is None or not found or told in found else None
        if len(found) != 1:
            found &= self.named
        elif self.nearest is None and not found & self.named:  # neither rule is stated: the filing may keep to a third
            found = {day for day in found if self._other(end, day) not in self.named}
        return found.pop() if len(found) == 1 else None

    def _other(self, end: date, day: date) -> date:
        """The other of the two days on which the year before may have ended."""
        return end - timedelta(7 * (SHORT + LONG)) + (end - day)

    def _weeks_told(self, end: date) -> int | None:
        """A year that ends in winter may be called by either of two years: of that nothing is told for certain."""
        if not self.shift and (end - timedelta(SLACK)).month < 3:
            return None
        return self.told.weeks(self.called(end))

    def _rules(self, end: date) -> tuple[bool, ...]:
        if self.nearest is not None:
            return (self.nearest,)
        return (True, False) if end.day > 20 else (True,)


def complete_or(day: date, month: int, last: int) -> date:
    """`month`/`last` in the year nearest to `day`."""
    candidates = [
        min(month_end(year, month), month_end(year, month).replace(day=min(last, month_end(year, month).day)))
        for year in (day.year - 1, day.year, day.year + 1)
    ]
    return min(candidates, key=lambda candidate: abs((candidate - day).days))


def _apart_in_the_year(one: date, other: date) -> int:
    """Days between two days of the calendar, whatever their years: January 1 is a day from December 31."""
    days = abs(one.timetuple().tm_yday - other.timetuple().tm_yday)
    return min(days, 365 - days)
