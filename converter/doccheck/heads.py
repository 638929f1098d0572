"""What stands over a figure: years and lengths of periods in its column, words of scale over its table."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from converter.doccheck.page import Moment, Page

_YEAR = re.compile(
    r"(?<![\d,.$])(?:19|20)\d\d(?![\d,]|\.\d)|(?<=\d/)\d\d(?!\d|/)|(?<=\d-)\d\d(?![\d-])|(?<=['\u2019])\d\d\b"
)
_LENGTH = re.compile(
    r"\b(?P<number>three|six|nine|twelve|3|6|9|12)\s*-?\s*months?\b|\b(?P<weeks>13|14|26|39|40|52|53|thirteen|fourteen|twenty-six"
    r"|thirty-nine|forty|fifty-two|fifty-three)\s*-?\s*weeks?\b|\b(?P<quarter>quarters?)\b|\b(?P<year>(?:fiscal\s+)?years?)\s+ended",
    re.IGNORECASE,
)
_MONTHS = {"three": 3, "3": 3, "six": 6, "6": 6, "nine": 9, "9": 9, "twelve": 12, "12": 12}
_WEEKS = {
    "13": 3, "14": 3, "thirteen": 3, "fourteen": 3, "26": 6, "twenty-six": 6, "39": 9, "40": 9, "thirty-nine": 9,
    "forty": 9, "52": 12, "53": 12, "fifty-two": 12, "fifty-three": 12,
}  # fmt: skip
_SCALE = re.compile(
    r"\bin\s+(?:U\.?S\.?\s+)?(?P<word>thousand|million|billion)s?|\((?:\$|dollars\s+in\s+)?\s*(?P<noughts>000['\u2019]?s?)(?:\s+omitted)?\)"
    r"|\b(?P<of>thousand|million)s\s+of\s+(?:u\.?s\.?\s+)?dollars|\bdollars?\s+(?:amounts?\s+)?in\s+(?P<dollars>thousand|million)s?"
    r"|(?P<omitted>000['\u2019]?s\s+omitted)",
    re.IGNORECASE,
)
_POWERS = {"thousand": 3, "million": 6, "billion": 9}
_REACH = 110  # lines between a figure and the head of its table
_OVER = 14  # lines between the first figure of a table and the words over it
_NEAR = 4  # columns between a figure and a head that is still its own
_PROSE, _WORDS = 55, 8  # characters and words from which a line without gaps is running text
_GAP = re.compile(r"\s{3,}")
_SEVERAL = re.compile(r"\b(?:years|periods|quarters)\s+end", re.IGNORECASE)  # a title over columns of several periods
_EXCEPT = re.compile(r"except|per[\s-]+share", re.IGNORECASE)
_BALANCE = re.compile(r"beginning|balance|end\s+of|opening|closing", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A year (or a number of months) in `[left, right)` of its line."""

    value: int
    left: int
    right: int

    def distance(self, left: int, right: int) -> int:
        return max(self.left - right, left - self.right, 0)


class Heads:
    def __init__(self, page: Page) -> None:
        self.page = page
        self._rows = {page.line_number(fact.place[0]) for fact in page.facts if fact.numeric and fact.place is not None}
        self._years = cache(self._years_of)
        self._lengths = cache(self._lengths_of)

    # --- scale

    def scales_in(self, text: str) -> set[int]:
        found = set()
        for match in _SCALE.finditer(text):
            word = match["word"] or match["of"] or match["dollars"]
            found.add(_POWERS[word.casefold()] if word else 3)
        return found

    def scales(self, place: tuple[int, int]) -> set[int]:
        """What the lines just over a table's first figure say of scale; empty where they say nothing."""
        number = self.page.line_number(place[0])
        found: set[int] = set()
        for line in range(number, max(-1, number - _OVER), -1):
            if line in self._rows:
                continue
            text = self.page.line(line)
            said = self.scales_in(text)
            found |= said
            if said and _EXCEPT.search(text):
                found.add(0)
        return found

    def scales_between(self, first: tuple[int, int], last: tuple[int, int]) -> set[int]:
        """What the rows of a table say of scale themselves: `Net income (in millions)`."""
        return self.scales_in(self.page.text[self.page.line_starts[self.page.line_number(first[0])] : last[1]])

    def percent_near(self, place: tuple[int, int]) -> bool:
        number = self.page.line_number(place[0])
        return any(
            "%" in self.page.line(n) or "percent" in self.page.line(n).casefold()
            for n in range(max(0, number - _REACH), number + 1)
        )

    # --- periods

    def contradiction(self, moment: Moment, place: tuple[int, int], first: tuple[int, int]) -> str | None:
        """What the column's heads say against a period; None where they agree or say nothing plain.

        `first` is the place of the table's first figure: heads stand above it, or between rows of the same table."""
        number = self.page.line_number(place[0])
        start = self.page.line_starts[number]
        left, right = place[0] - start, place[1] - start
        top = max(0, self.page.line_number(first[0]) - _OVER)
        year = self._over(self._years, number, top, left, right)
        own = " ".join(self.page.line(n) for n in range(max(0, number - 2), number + 1))
        if year is not None and not self._year_fits(year, moment, own):
            return f"the column is headed {year}, the context says {moment}"
        if moment.start is None:
            return None
        months = self._over(self._lengths, number, top, left, right)
        if months is not None and abs(months - moment.months) > 1:  # quarters of 12 and of 16 weeks are quarters
            return f"the column is headed {months} months, the context says {moment}"
        return None

    def _over(
        self, marks_of: Callable[[int], tuple[_Mark, ...]], number: int, top: int, left: int, right: int
    ) -> int | None:
        """The mark over a place in the nearest line of heads above it; None where none stands over it alone.

        Lines with tagged figures are rows, not heads; a line of running text ends the table."""
        for line in range(number - 1, max(top, number - _REACH) - 1, -1):
            if line in self._rows:
                continue
            if self._is_prose(line):
                return None
            marks = marks_of(line)
            if marks and _SEVERAL.search(self.page.line(line)):
                return None
            if marks:
                near = sorted((mark.distance(left, right), mark.value) for mark in marks)
                alone = len(near) == 1 or near[1][0] > near[0][0]
                return near[0][1] if alone and near[0][0] <= _NEAR else None
        return None

    def _is_prose(self, number: int) -> bool:
        text = self.page.line(number).strip()
        return len(text) > _PROSE and len(text.split()) > _WORDS and not _GAP.search(text)

    @staticmethod
    def _year_fits(year: int, moment: Moment, row: str) -> bool:
        years = {moment.end.year}
        if moment.end.month <= 2:
            years.add(moment.end.year - 1)
        if moment.start is None and _BALANCE.search(row):
            # Opening balances stand in the column of the year that they open.
            years.add(moment.end.year + 1)
        return year in years

    def _years_of(self, number: int) -> tuple[_Mark, ...]:
        marks = []
        for match in _YEAR.finditer(self.page.line(number)):
            value = int(match[0])
            if value < 100:
                value += 1900 if value > 60 else 2000
            marks.append(_Mark(value, *self._room(number, match)))
        return tuple(marks)

    def _room(self, number: int, match: re.Match[str]) -> tuple[int, int]:
        """The columns of a head: those of its table cell, else of its own characters."""
        start = self.page.line_starts[number]
        cell = self.page.cell_at(start + match.start())
        return (cell[0] - start, cell[1] - start) if cell else match.span()

    def _lengths_of(self, number: int) -> tuple[_Mark, ...]:
        marks = []
        for match in _LENGTH.finditer(self.page.line(number)):
            if match["number"]:
                months = _MONTHS[match["number"].casefold()]
            elif match["weeks"]:
                months = _WEEKS[match["weeks"].casefold()]
            else:
                months = 3 if match["quarter"] else 12
            marks.append(_Mark(months, *self._room(number, match)))
        return tuple(marks)
