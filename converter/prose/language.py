"""What a sentence says in words: periods ("the third quarter of fiscal 2003"), amounts ("$28.6 million"), names.

Amount      a printed amount with its scale and what it is of (money, per share)
TimeWords   a period as words, to be compared with the periods of statement columns
Calendar    the filer's fiscal year, against which words are read
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from converter.cover.dates import find_date, fiscal_quarter, fiscal_year_end
from converter.statements.statement import Period

_AMOUNT = re.compile(
    r"(?P<currency>\$)\s{0,3}(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?:\s{1,40}(?P<word>million|billion|thousand))?(?![\d])"
    r"|\b(?P<cents>\d{1,3}(?:\.\d)?)\s{1,40}cents\b",
    re.IGNORECASE,
)
_PER_SHARE = re.compile(
    r"\s{1,40}(?:a|per|for\s+each)\s{1,40}(?P<kind>(?:common|basic|diluted|fully|and|\s)*)shares?\b"
    r"(?P<after>\s*[-,(]?\s{0,3}(?:diluted|basic))?",
    re.IGNORECASE,
)
_NOUGHTS = re.compile(r"(?:,000){1,3}$")
_SCALES = {"thousand": 3, "million": 6, "billion": 9}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_COUNTS = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "3": 3, "6": 6, "9": 9, "12": 12}

_YEAR = r"(?:(?:fiscal|calendar)(?:\s+year)?\s+)?(?P<{0}>(?:19|20)\d\d)"
_TIME = re.compile(
    r"\b(?:"
    r"(?P<ordinal>first|second|third|fourth|final)[\s-]+quarters?(?:\s+(?:of|in)\s+(?:the\s+)?"
    + _YEAR.format("y1")
    + r")?"
    r"(?:\s*,?\s+(?:which\s+)?ended\s+(?P<e1>[A-Z][a-z]+\.?\s+\d{1,2},\s+\d{4}))?"
    r"|(?:first\s+)?(?P<count>three|six|nine|twelve)[\s-]+months?(?:\s+(?:period\s+)?(?:of|in)\s+(?:the\s+)?"
    + _YEAR.format("y2")
    + r")?"
    r"(?:\s+(?:period\s+)?ended\s+(?P<e2>[A-Z][a-z]+\.?\s+\d{1,2},\s+\d{4}))?"
    r"|first\s+half\s+of\s+(?:the\s+)?"
    + _YEAR.format("y3")
    + r"|(?P<unit>quarter|fiscal\s+year|year)\s+ended\s+(?P<e4>[A-Z][a-z]+\.?\s+\d{1,2},\s+\d{4})"
    r"|(?P<same>(?:the\s+)?(?:same|comparable|corresponding|year-earlier|prior[\s-]year|year-ago)\s+(?:period|quarter|three\s+months|six\s+months"
    r"|nine\s+months)(?:\s+(?:of|in|a|one|the)\s+(?:the\s+)?(?:last|prior|previous|preceding|year)(?:\s+(?:year|ago|earlier))?|\s+last\s+year"
    r"|\s+(?:of|in)\s+" + _YEAR.format("y5") + r")?)"
    r"|(?P<instant>(?:at|as\s+of)\s+(?P<e6>[A-Z][a-z]+\.?\s+\d{1,2},\s+\d{4}))"
    r"|(?:in|for|during|of)\s+(?:the\s+)?" + _YEAR.format("y7") + r"(?!\s*[-/]\s*\d)"
    r"|fiscal\s+(?:year\s+)?(?P<y8>(?:19|20)\d\d)"
    r")",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """`value` unsigned and in full units; `digits` indices of what a tag may enclose; `scale`, `decimals` as in ix."""

    value: Decimal
    start: int
    end: int
    digits: tuple[int, int]
    scale: int
    decimals: int
    per_share: str | None  # "diluted", "basic", "either"; None: money


@dataclass(frozen=True, slots=True)
class TimeWords:
    """`months` 0 is an instant. `year` and `quarter` are fiscal; `end` a printed date. `relative`: a year before the
    period spoken of."""

    start: int
    end_index: int
    months: int | None
    year: int | None = None
    quarter: int | None = None
    end: date | None = None
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """Month and day on which fiscal years end."""

    month: int
    day: int

    def years(self, period_end: date) -> tuple[int, ...]:
        """The numbers by which the fiscal year around `period_end` may be called."""
        last = fiscal_year_end(period_end, self.month, self.day)
        return (last.year,) if last.month > 2 else (last.year, last.year - 1)

    def quarter(self, period_end: date) -> int | None:
        return fiscal_quarter(period_end, self.month, self.day)


def amounts(text: str, start: int, end: int) -> Iterator[Amount]:
    for match in _AMOUNT.finditer(text, start, end):
        cents = match["cents"] is not None
        group = "cents" if cents else "digits"
        digits = match[group]
        scale = -2 if cents else _SCALES.get((match["word"] or "").casefold(), 0)
        places = len(digits.partition(".")[2])
        if not match["word"] and (noughts := _NOUGHTS.search(digits)):
            # `$34,472,000` is a figure in thousands written out.
            places -= 3 * noughts[0].count(",")
        tail = _PER_SHARE.match(text, match.end(), min(end, match.end() + 120))
        if cents and tail is None:
            continue
        yield Amount(
            Decimal(digits.replace(",", "")).scaleb(scale),
            match.start(),
            tail.end() if tail else match.end(),
            match.span(group),
            scale,
            places - scale,
            _share_kind(tail) if tail else None,
        )


def _share_kind(tail: re.Match[str]) -> str:
    words = f"{tail['kind'] or ''} {tail['after'] or ''}".casefold()
    if "diluted" in words:
        return "either" if "basic" in words else "diluted"
    return "basic" if "basic" in words else "either"


def times(text: str, start: int, end: int) -> Iterator[TimeWords]:
    for match in _TIME.finditer(text, start, end):
        found = _time(match)
        if found is not None:
            yield found


def _time(match: re.Match[str]) -> TimeWords | None:
    at = match.start(), match.end()
    year = next((int(match[name]) for name in ("y1", "y2", "y3", "y7", "y8") if match[name]), None)
    printed = next((match[name] for name in ("e1", "e2", "e4", "e6") if match[name]), None)
    shown = find_date(printed) if printed else None
    end = shown.value if shown else None
    if printed and end is None:
        return None
    if match["ordinal"]:
        return TimeWords(*at, 3, year, _ORDINALS[match["ordinal"].casefold()], end) if year or end else None
    if match["count"]:
        return TimeWords(*at, _COUNTS[match["count"].casefold()], year, None, end) if year or end else None
    if match["y3"]:
        return TimeWords(*at, 6, year)
    if match["unit"]:
        return TimeWords(*at, 3 if match["unit"].casefold() == "quarter" else 12, None, None, end)
    if match["same"]:
        return TimeWords(*at, None, int(match["y5"]) if match["y5"] else None, relative=True)
    if match["instant"]:
        return TimeWords(*at, 0, None, None, end)
    return TimeWords(*at, 12, year) if year else None


def months_of(period: Period) -> int:
    """Length in whole months, weeks rounded; 0 for an instant."""
    if period.start is None:
        return 0
    return round(((period.end - period.start).days + 1) / 30.44)


def fits(words: TimeWords, period: Period, calendar: Calendar | None) -> bool:
    """Whether the words can mean the period; in doubt, no."""
    if words.months is not None and months_of(period) != words.months:
        return False
    if words.end is not None:
        return abs((words.end - period.end).days) <= 1
    if calendar is None or words.year is None:
        return False
    if words.year not in calendar.years(period.end):
        return False
    quarter = calendar.quarter(period.end)
    if words.quarter is not None:
        return quarter == words.quarter
    return words.months in (None, 0, 12) or quarter == (words.months or 0) // 3


def year_before(period: Period) -> Period:
    """The same period a year earlier, to be compared with `near`."""
    shift = timedelta(days=365)
    return Period(period.end - shift, period.start - shift if period.start else None)


def near(one: Period, two: Period) -> bool:
    """Equal but for the days by which 52/53-week years and leap years differ."""
    if months_of(one) != months_of(two):
        return False
    return abs((one.end - two.end).days) <= 7
