"""Years of 52 or 53 weeks: what a filing says of them, and what follows from the rule that it keeps to.

year_before     the end of the year before one that ends on a day, by a rule
weeks_rule      the rule that a filing states
told_weeks      how many weeks the filing says that years had, and the quarters that had one more than 13
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

SHORT, LONG = 52, 53


@dataclass(frozen=True, slots=True)
class ToldWeeks:
    """`years` are (year, weeks) and `long_quarters` (year, quarter), years as the filing calls them."""

    years: frozenset[tuple[int, int]] = frozenset()
    long_quarters: frozenset[tuple[int, int]] = frozenset()

    def weeks(self, year: int) -> int | None:
        """None where nothing is said of the year, or two things."""
        said = {weeks for called, weeks in self.years if called == year}
        return said.pop() if len(said) == 1 else None

    def long_quarter(self, year: int) -> int | None:
        """The quarter of the year that had 14 weeks."""
        said = {quarter for called, quarter in self.long_quarters if called == year}
        return said.pop() if len(said) == 1 else None


UNTOLD = ToldWeeks()


def year_before(end: date, nearest: bool) -> date | None:
    """A year before `end` on the same weekday: nearest to the month's end, or last in the month."""
    anchor = end if nearest or end.day > 8 else end - timedelta(8)
    month, year = (anchor.month, anchor.year)
    if nearest and end.day <= 8:  # nearest to the end of the month before
        previous = end - timedelta(end.day)
        month, year = previous.month, previous.year
    target = date(year - 1, month, calendar.monthrange(year - 1, month)[1])
    back = (target.weekday() - end.weekday()) % 7
    last = target - timedelta(back)
    if nearest and back > 3:
        last += timedelta(7)
    return last if (end - last).days in (7 * SHORT, 7 * LONG) else None


_NEAREST = re.compile(r"day\s{1,4}(?:which\s{1,4}is\s{1,4}|that\s{1,4}is\s{1,4})?(?:nearest|closest)\s", re.I)
_LAST = re.compile(r"last\s{1,4}(?:sun|mon|tues|wednes|thurs|fri|satur)day\s{1,4}(?:in|of)", re.I)


def weeks_rule(text: str) -> bool | None:
    """Which rule a filing states for its 52/53-week years, if it states one: the weekday nearest to the end of a month
    (True), or the last in the month."""
    nearest, last = bool(_NEAREST.search(text)), bool(_LAST.search(text))
    return None if nearest == last else nearest


_ = r"(?:\s|&#160;|&nbsp;|\xa0){1,9}"
_YEAR = r"(?:19|20)\d\d"
_YEARS = rf"{_YEAR}(?:(?:,{_}and{_}|,{_}|{_}and{_})(?:fiscal{_})?{_YEAR}){{0,3}}"
_SPANS = r"(?:was|were|is|are|had|has|contain(?:s|ed)?|consist(?:s|ed)?|include[sd]?|span(?:s|ned)?|comprise[sd]?)"
_COUNT = r"(?P<{}>52|53|fifty-two|fifty-three)(?:-|\s|&#160;|&nbsp;|\xa0){{1,3}}weeks?\b"
_SAID = re.compile(
    rf"\bfiscal{_}(?:years?{_})?(?P<years>{_YEARS}),?{_}(?:(?:each|both|all){_})?{_SPANS}{_}(?:(?:each|both|all|of|a){_}){{0,3}}"
    + _COUNT.format("count")
    + rf"|\b(?P<year>{_YEAR}){_}fiscal{_}year{_}(?:was|is|had|contained|included){_}(?:a{_})?"
    + _COUNT.format("weeks"),
    re.IGNORECASE,
)
_ADDED = re.compile(
    rf"\b(?:additional|extra){_}week(?:{_}[a-z]{{1,12}}){{0,5}}?{_}(?P<quarter>first|second|third|fourth){_}quarter{_}of{_}fiscal{_}(?:year{_})?"
    rf"(?P<year>{_YEAR})",
    re.IGNORECASE,
)
_QUARTERS = ("first", "second", "third", "fourth")


def told_weeks(text: str) -> ToldWeeks:
    """What sentences such as "fiscal 1999 and 1998 each contained 52 weeks" and "an additional week was added to the
    first quarter of fiscal 2000" say."""
    years: set[tuple[int, int]] = set()
    added: set[tuple[int, int]] = set()
    for match in _SAID.finditer(text):
        count = LONG if (match["count"] or match["weeks"]).casefold() in ("53", "fifty-three") else SHORT
        years |= {(int(year), count) for year in re.findall(_YEAR, match["years"] or match["year"])}
    for match in _ADDED.finditer(text):
        year = int(match["year"])
        years.add((year, LONG))
        added.add((year, _QUARTERS.index(match["quarter"].casefold()) + 1))
    return ToldWeeks(frozenset(years), frozenset(added))
