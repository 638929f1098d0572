"""Reads what a head or a title says about time, as far as it says it: "Three months ended September 30, 2003 and 2002".

    words of a text -> tokens -> PeriodText(durations, dates, ...)

Nothing is inferred here: a date may lack its year, a duration its end. `calendar` and `periods` complete them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from converter.statements import vocabulary

_TOKEN = re.compile(
    r"(?P<iso>(?<!\d)\d{4}-\d{2}-\d{2}(?!\d))"
    r"|(?P<mdy>(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?!\d))"
    r"|(?P<dmy>(?<!\d)\d{1,2}(?:-[A-Za-z]{3,9}-'?(?:\d{4}|\d{2})|\ [A-Za-z]{3,9}\ (?:\d{4}|'\d{2}))(?!\d))"
    r"|(?P<my>(?<![A-Za-z])[A-Za-z]{3,9}-(?:\d{4}|\d{2})(?!\d))"
    r"|(?P<md>(?<![\d/])\d{1,2}/\d{1,2}(?![\d/]))"
    r"|(?P<year>(?<![\d.$])(?:19|20)\d\d(?!\d|\.\d|,\d{1,3}(?!\d)))"
    r"|(?P<short>['’‘`]\d\d(?!\d))"
    r"|(?P<quarter>(?<![A-Za-z0-9])(?:Q[1-4]|[1-4]Q)(?![A-Za-z]))"
    r"|(?P<ordinal>(?<!\d)[1-4](?:st|nd|rd|th)(?![a-z])|(?<![a-z\d])lst(?![a-z]))"
    r"|(?P<number>\d+)"
    r"|(?P<word>[A-Za-z]+)"
    r"|(?P<sign>[^\sA-Za-z\d])",
    re.IGNORECASE,
)


_TO_THE_DAY = ("of", "the", "fiscal", "year", "-", "end", ":", "(")  # between "as" or "at" and a day
_DAYS = ("iso", "mdy", "dmy", "my", "md")
_FEW_DAYS = 25  # fewer than are reported on: "one-day value at risk", "10 days past due"


@dataclass(frozen=True, slots=True)
class Duration:
    """`count` months or weeks or days; a year is 12 months."""

    count: int
    unit: str  # "month", "week", "day"


@dataclass(frozen=True, slots=True)
class PartialDate:
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def is_complete(self) -> bool:
        return self.year is not None and self.month is not None


@dataclass(frozen=True, slots=True)
class PeriodText:
    """What a text says about time. `start` is set where it names both ends ("from ... through ...")."""

    durations: tuple[Duration, ...] = ()
    dates: tuple[PartialDate, ...] = ()
    start: PartialDate | None = None
    quarters: tuple[int, ...] = ()
    inception: bool = False
    instant: bool = False
    ended: bool = False
    fiscal: bool = False
    listed: tuple[PartialDate, ...] = ()  # every date in its order, repeated ones too
    ordinal: int | None = None  # "First" without its noun
    of_year: bool = False  # the one of `quarters` is of the year that ends on the date
    joined: bool = False  # a year and a day that stand apart, taken for one date: "Fiscal 1995  Sep 30"
    origin: PartialDate | None = None  # the day of the inception that it names
    lent: frozenset[PartialDate] = frozenset()  # with the month and day of the date before: "May 1, 1999, 1998"

    @property
    def is_empty(self) -> bool:
        return not (self.durations or self.dates or self.quarters or self.inception or self.start)


@lru_cache(maxsize=16384)
def read_period_text(text: str) -> PeriodText:
    """`text` is one head, or one title (whose lines are joined by spaces)."""
    return _Reader(text).read()


def without_lent_days(text: PeriodText) -> PeriodText:
    """As years end that end on another day each: "June 30, 1995, 1994" names one day and a year."""
    if not text.lent:
        return text
    dates = tuple(dict.fromkeys(PartialDate(day.year) if day in text.lent else day for day in text.dates))
    return replace(text, dates=dates, listed=tuple(PartialDate(d.year) if d in text.lent else d for d in text.listed))


def _full_year(digits: str) -> int:
    number = int(digits)
    if len(digits) == 4:
        return number
    return number + (1900 if number >= 70 else 2000)


class _Reader:
    """One pass over the tokens; keeps the dates that still wait for their year."""

    def __init__(self, text: str) -> None:
        self.tokens = [(m.lastgroup or "", m.group().casefold()) for m in _TOKEN.finditer(text)]
        self.vocabulary = vocabulary.periods()
        self._counting = {"-", *self.vocabulary.numbers}
        self.durations: list[Duration] = []
        self.dates: list[PartialDate] = []
        self.origin_at: int | None = None  # which of `dates` is that of the inception
        self.lent: set[PartialDate] = set()
        self.waiting: list[int] = []  # indices of dates without a year
        self.numbers: list[int] = []  # counts that wait for their unit
        self.ordinal: int | None = None
        self.quarters: list[int] = []
        self.ranges: list[int] = []  # how many dates stood before each "through"
        self.inception = self.instant = self.ended = self.fiscal = self.yearend = False
        self.listing = False  # only commas and "and" since the last date

    def read(self) -> PeriodText:
        at = 0
        while at < len(self.tokens):
            at = self._step(at)
        return self._result()

    def _word(self, at: int) -> str:
        return self.tokens[at][1] if at < len(self.tokens) else ""

    def _kind(self, at: int) -> str:
        return self.tokens[at][0] if at < len(self.tokens) else ""

    def _step(self, at: int) -> int:
        kind, token = self.tokens[at]
        if kind in ("iso", "mdy", "dmy", "my", "md"):
            self._compact(kind, token)
            return at + 1
        if kind in ("year", "short"):
            self._year(_full_year(token[-4:] if kind == "year" else token[-2:]))
            return at + 1
        if kind == "quarter":
            self.quarters.append(int(re.sub(r"\D", "", token)))
            return at + 1
        if kind == "ordinal":
            self.ordinal = int(token[0].replace("l", "1"))
            return at + 1
        if kind == "number":
            return self._number(at)
        if kind == "word":
            return self._plain(at)
        if token in "-–—" and self.dates:
            self.ranges.append(len(self.dates))
        if token not in ",&/;()-.:*":
            self.listing = False
        return at + 1

    def _compact(self, kind: str, token: str) -> None:
        parts = re.split(r"[-/. ]", token.replace("'", ""))
        months = self.vocabulary.months
        if kind == "iso":
            self._date(int(parts[0]), int(parts[1]), int(parts[2]))
        elif kind == "mdy":
            month, day = int(parts[0]), int(parts[1])
            if month > 12 >= day:
                month, day = day, month
            self._date(_full_year(parts[2]), month, day)
        elif kind == "md":
            self._date(None, int(parts[0]), int(parts[1]))
        elif kind == "my":
            if parts[0] in months:
                self._date(_full_year(parts[1]), months[parts[0]], None)
            elif len(parts[1]) == 4:
                self._year(int(parts[1]))
        elif parts[1] in months:
            self._date(_full_year(parts[2]), months[parts[1]], int(parts[0]))
        elif parts[1] in self.vocabulary.units:
            self.numbers.append(int(parts[0]))
            self._unit(parts[1], "", False)
            if len(parts[2]) == 4:
                self._year(int(parts[2]))
        elif len(parts[2]) == 4:
            self._year(int(parts[2]))

    def _date(self, year: int | None, month: int, day: int | None) -> None:
        if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
            return
        if year is None:
            self.waiting.append(len(self.dates))
        else:
            self._settle(year)
        self.dates.append(PartialDate(year, month, day))
        self.listing = True

    def _settle(self, year: int) -> None:
        for index in self.waiting:
            self.dates[index] = replace(self.dates[index], year=year)
        self.waiting.clear()

    def _year(self, year: int) -> None:
        if self.waiting:
            self._settle(year)
        elif self.listing and self.dates and self.dates[-1].month is not None:
            self.dates.append(replace(self.dates[-1], year=year))
            self.lent.add(self.dates[-1])
        else:
            self.dates.append(PartialDate(year))
        self.listing = True

    def _number(self, at: int) -> int:
        token = self.tokens[at][1]
        after = at + 1
        while self._word(after) == "-":
            after += 1
        following = self._word(after)
        number = int(token) if len(token) <= 3 else 0
        if following in self.vocabulary.months and 1 <= number <= 31:
            return self._month(after, day=number)
        if following in self.vocabulary.units or (self._word(after) in ("and", "&", ",") and number <= 60):
            self.numbers.append(number)
        return at + 1

    def _plain(self, at: int) -> int:
        word = self._word(at)
        known = self.vocabulary
        if word in known.months and not (word in ("may", "mar") and self._kind(at + 1) == "word"):
            return self._month(at, day=None)
        if word in known.numbers:
            self._count(known.numbers[word])
            return at + 1
        if word in known.ordinals:
            self.ordinal = known.ordinals[word]
            return at + 1
        if word in known.units:
            if self._is_of_measure(at):
                self.numbers.clear()
                return at + 1
            hyphen = self._word(at + 1) == "-"
            self._unit(word, self._word(at + 1 + hyphen), hyphen)
            return at + 1
        if known.classes.get(word) == "inception" and self.origin_at is None:
            self.origin_at = self._origin(at)
        self._class(known.classes.get(word), at)
        return at + 1

    def _is_of_measure(self, at: int) -> bool:
        """ "Maturities (in years)", "2-12 months", "Over 36 months": what is counted, no length of time reported on."""
        if self._word(at + 1) == ")" and at > 0 and self._word(at - 1) in ("in", "("):
            return True
        before, ranged = at - 1, False
        while before >= 0 and (self._kind(before) == "number" or self._word(before) in self._counting):
            ranged |= self._word(before) == "-" and self._kind(before - 1) == self._kind(before + 1) == "number"
            before -= 1
        return ranged or (0 <= before < at - 1 and self._word(before) in self.vocabulary.bounds)

    def _origin(self, at: int) -> int | None:
        """ "Inception (June 1, 1990)", "June 1, 1990 (date of inception)": the date right after the word, or before."""
        after = at + 1
        while self._word(after) in ("(", ",", "-", "on", "at"):
            after += 1
        if self._word(after) in self.vocabulary.months or self._kind(after) in ("mdy", "iso", "dmy"):
            return len(self.dates)
        before = at - 1
        while before >= 0 and self._word(before) in ("(", ",", "-", "date", "of", "the", "its"):
            before -= 1
        dated = before >= 0 and self._kind(before) in ("year", "mdy", "iso", "dmy")
        return len(self.dates) - 1 if dated and self.dates else None

    def _count(self, number: int) -> None:
        """ "Thirty-nine" comes as two words."""
        if self.numbers and self.numbers[-1] in (20, 30, 40, 50) and number < 10:
            self.numbers[-1] += number
        else:
            self.numbers.append(number)

    def _month(self, at: int, day: int | None) -> int:
        month = self.vocabulary.months[self._word(at)]
        at += 1
        while self._word(at) in (".", ","):
            at += 1
        if day is None and self._kind(at) == "number" and len(self._word(at)) <= 2 and 1 <= int(self._word(at)) <= 31:
            day = int(self._word(at))
            at += 1
        elif day is None and self._kind(at) == "ordinal":
            day = int(self._word(at)[0].replace("l", "1"))
            at += 1
        while self._word(at) in ("st", "nd", "rd", "th"):
            at += 1
        look = at
        while self._word(look) in (",", ".", ")", "("):
            look += 1
        if self._kind(look) in ("year", "short"):
            self._date(_full_year(re.sub(r"\D", "", self._word(look))), month, day)
            return look + 1
        if look > at and self._kind(look) == "number" and len(self._word(look)) == 2 and self._word(look)[0] in "0189":
            self._date(_full_year(self._word(look)), month, day)
            return look + 1
        self._date(None, month, day)
        return at

    def _unit(self, word: str, following: str, hyphen: bool) -> None:
        unit = self.vocabulary.units[word]
        following_class = self.vocabulary.classes.get(following)
        if unit == "quarter":
            if self.ordinal is not None:
                self.quarters.append(self.ordinal)
            elif self.numbers:
                self.durations.extend(Duration(3 * number, "month") for number in self.numbers if number <= 4)
            else:
                self.durations.append(Duration(3, "month"))
        elif unit == "half":
            if self.ordinal is not None or not self.numbers:
                self.durations.append(Duration(6, "month"))
        elif unit == "year":
            if not self.numbers and (following == "end" or (hyphen and following_class == "ended")):
                self.yearend = True
            elif not self.numbers:
                self.durations.append(Duration(12, "month"))
            elif len(self.numbers) == 1 and following_class == "ended" and self.numbers[0] > 1:
                self.durations.append(Duration(12, "month"))  # "the five years ended": years, each reported
        else:
            counted = (number for number in self.numbers if unit != "day" or number >= _FEW_DAYS)
            self.durations.extend(Duration(number, unit) for number in counted)
        self.numbers.clear()
        if unit in ("quarter", "half", "year"):
            self.ordinal = None  # "First 12 weeks" may still be the first quarter
        self.listing = False

    def _class(self, name: str | None, at: int) -> None:
        if name == "ended":
            self.ended = True
        elif name == "through":
            self.ranges.append(len(self.dates))
        elif name == "fiscal":
            self.fiscal = True
        elif name == "inception":
            self.inception = True
        elif name == "yearend" or (name == "instant" and self._is_of_day(at)):
            self.instant = True
        if name != "joining":
            self.listing = False
            if name is None:
                self.numbers.clear()

    def _is_of_day(self, at: int) -> bool:
        """Whether "at", "as of" or "on" is said of a day, and not "as follows" or "of income". A text may end with it,
        and the day stand elsewhere; a bare year is a day's after "as of" and "at" alone."""
        after = at + 1
        while self._word(after) in _TO_THE_DAY:
            after += 1
        if after >= len(self.tokens) or self._word(after) in self.vocabulary.months:
            return True
        kind = self._kind(after)
        if kind == "year":
            return self._word(at) in ("as", "at")
        return kind in _DAYS or (kind == "number" and self._word(after + 1) in self.vocabulary.months)

    def _result(self) -> PeriodText:
        dates = _complement(self.dates)
        start: PartialDate | None = None
        if len(dates) == 2 and len(self.dates) == 2 and 1 in self.ranges and dates[0].month and dates[1].month:
            start, dates = dates[0], dates[1:]
            if start.year is None and dates[0].year is not None:
                start = replace(start, year=dates[0].year)
        durations = list(dict.fromkeys(self.durations))
        if self.fiscal and not durations and not self.quarters and not self.instant and not self.yearend:
            durations = [Duration(12, "month")]
        if len(durations) > 1 and Duration(12, "month") in durations and (self.fiscal or self.quarters):
            durations.remove(Duration(12, "month"))  # "third quarter of fiscal year", "13 weeks of the fiscal year"
        weeks = [duration for duration in durations if duration.unit == "week"]
        if weeks and len(weeks) < len(durations):
            durations = weeks  # "Quarter (13 weeks) ended": the weeks are exact
        return PeriodText(
            tuple(durations),
            tuple(dates),
            start,
            tuple(self.quarters),
            self.inception,
            self.yearend or (self.instant and not self.ended),
            self.ended and not self.yearend,
            self.fiscal,
            tuple(self.dates),
            self.ordinal,
            origin=self.dates[self.origin_at]
            if self.origin_at is not None and self.origin_at < len(self.dates)
            else None,
            joined=len(self.dates) == 2 and len(dates) == 1 and dates[0] not in self.dates,
            lent=frozenset(self.lent),
        )


def _complement(dates: list[PartialDate]) -> list[PartialDate]:
    """Joins years with days that stand apart: "2003  September 30" and "1999 1998  December 31"."""
    years = [date for date in dates if date.month is None]
    days = [date for date in dates if date.year is None]
    if years and len(days) == 1 and len(years) + 1 == len(dates):
        return [replace(days[0], year=year.year) for year in years]
    return list(dict.fromkeys(dates))
