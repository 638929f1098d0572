"""Dates as cover pages print them, and the transform that shows each."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {name.casefold()[:3]: number for number, name in enumerate(calendar.month_name) if name}
_NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
DATE = re.compile(
    rf"\b(?P<month>{_NAME})\b\.?,?\s{{0,40}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{{0,10}},?\s{{0,40}}(?P<year>\d{{4}})\b"
    r"|\b(?P<m>\d{1,2})[/-](?P<d>\d{1,2})[/-](?P<y>\d{4}|\d{2})\b(?![/-])"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s{{1,10}}(?:day\s{{1,10}}of\s{{1,10}})?"
    rf"(?P<month2>{_NAME})\b\.?,?\s{{1,40}}(?P<year2>\d{{4}})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ShownDate:
    """`[start, end)` in the searched text; `month_day` and `year` are the parts that stand alone, if they do.

    `format` is the transform that reads the whole, None where none does.
    """

    value: date
    start: int
    end: int
    format: str | None
    month_day: tuple[int, int] | None = None
    year: tuple[int, int] | None = None


def find_date(text: str, start: int = 0, end: int | None = None) -> ShownDate | None:
    """The first real date in `text[start:end]`."""
    stop = len(text) if end is None else end
    for match in DATE.finditer(text, start, stop):
        shown = _shown(match)
        if shown is not None:
            return shown
    return None


def find_dates(text: str, start: int = 0, end: int | None = None) -> tuple[ShownDate, ...]:
    stop = len(text) if end is None else end
    return tuple(shown for match in DATE.finditer(text, start, stop) if (shown := _shown(match)) is not None)


def _shown(match: re.Match[str]) -> ShownDate | None:
    if match["month"]:
        month, day, year = _MONTHS[match["month"].casefold()[:3]], int(match["day"]), int(match["year"])
        # The registry reads names in capitals or with a capital first letter, not in lower case.
        shows = match["month"][0].isupper() and (match["month"].isupper() or match["month"][1:].islower())
        value = _date(year, month, day)
        if value is None:
            return None
        day_end = match.end("day")
        return ShownDate(
            value,
            match.start(),
            match.end(),
            "ixt:date-monthname-day-year-en" if shows else None,
            (match.start(), day_end) if shows else None,
            (match.start("year"), match.end("year")),
        )
    if match["month2"]:
        value = _date(int(match["year2"]), _MONTHS[match["month2"].casefold()[:3]], int(match["day2"]))
        shows = match["month2"][0].isupper() and (match["month2"].isupper() or match["month2"][1:].islower())
        if value is None:
            return None
        return ShownDate(
            value,
            match.start(),
            match.end(),
            "ixt:date-day-monthname-year-en" if shows else None,
            year=(match.start("year2"), match.end("year2")),
        )
    short = len(match["y"]) == 2
    year = int(match["y"])
    if short:
        year += 1900 if year >= 60 else 2000
    value = _date(year, int(match["m"]), int(match["d"]))
    if value is None:
        return None
    # The registry takes two digits for a year of this century.
    shows = not short or year >= 2000
    return ShownDate(
        value,
        match.start(),
        match.end(),
        "ixt:date-month-day-year" if shows else None,
        year=None if short else (match.start("y"), match.end("y")),
    )


def _date(year: int, month: int, day: int) -> date | None:
    try:
        value = date(year, month, day)
    except ValueError:
        return None
    return value if 1980 <= year <= 2100 else None


def fiscal_year_end(period_end: date, month: int, day: int) -> date:
    """The end of the fiscal year that `period_end` falls in, for a year that ends about `month`/`day`.

    A period may end some days after the nominal day (52/53-week years): up to two weeks after still belong to it.
    """
    for year in (period_end.year - 1, period_end.year, period_end.year + 1):
        last = date(year, month, min(day, calendar.monthrange(year, month)[1]))
        if period_end <= last + timedelta(days=14):
            return last
    return period_end


def fiscal_quarter(period_end: date, month: int, day: int) -> int | None:
    """1 to 4: which quarter of the fiscal year ends on `period_end`, None where it does not fit."""
    last = fiscal_year_end(period_end, month, day)
    weeks = (last - period_end).days / 91.3
    quarter = 4 - round(weeks)
    return quarter if abs(weeks - round(weeks)) < 0.25 and 1 <= quarter <= 4 else None
