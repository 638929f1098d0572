"""What stands over a figure: years and lengths of periods in its column, words of scale over its table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from converter.doccheck.page import Moment, Page

_YEAR = re.compile(
    r"(?<![\d.$])(?:19|20)\d\d(?!\d|\.\d|,\d{3}(?!\d))|(?<=['\u2019])\d\d\b"
    r"|(?<!\d)\d{1,2}([/-])\d{1,2}\1(?P<short>\d\d)(?![\d/-])|\b[A-Z][a-z]{2}-(?P<month>\d\d)\b"
)
_LENGTH = re.compile(
    r"\b(?P<number>three|six|nine|twelve|3|6|9|12)\s*-?\s*months?\b|\b(?P<weeks>13|14|26|39|40|52|53|thirteen|fourteen|twenty-six"
    r"|thirty-nine|forty|fifty-two|fifty-three)\s*-?\s*weeks?\b|\b(?P<quarter>quarters?)\b"
    r"|\b(?P<year>(?:fiscal )?years?) {1,2}ended",
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
_PERCENT = re.compile(r"[\s)]{0,12}%")
_UNIT = re.compile(r"\((thousand|million|billion)s?\)", re.IGNORECASE)
_POWERS = {"thousand": 3, "million": 6, "billion": 9}
_REACH = 110  # lines between a figure and the head of its table
_OVER = 14  # lines between the first figure of a table and the words over it
_INDENT = 2  # columns by which labels stand in from their heading
_NEAR = 4  # columns between a figure and a head that is still its own
_PROSE, _WORDS = 55, 8  # characters and words from which a line without gaps is running text
_GAP = re.compile(r"\s{3,}")
_SEGMENT = re.compile(r"[^\s|](?: ?[^\s|])*")  # text without a gap of two spaces
_LIST = re.compile(  # a title's years, not heads
    r"(?:19|20)\d\d(?:,| and| &) (?:and )?(?:\w+ \d{1,2}, )?(?:19|20)\d\d", re.IGNORECASE
)
_AMOUNT = re.compile(r"[$\u00a3\u20ac]\s?\d|\d,\d{3}(?!\d)|;")  # of a row or a sentence: no head has one
_FOLIO = re.compile(r"annual\s+report|form\s+10", re.IGNORECASE)
_RULE = re.compile(r"[\s=_\u2014-]*[=_\u2014-]{3}[\s=_\u2014-]*")
_EARLY = re.compile(r"\b(?:first|second|third|1st|2nd|3rd)\s+(?:fiscal\s+)?quarter|\bQ[123]\b", re.IGNORECASE)
_NAMED = 3  # columns with names of their own, over which one period is said of the whole table
_FIGURE = re.compile(r"[$(]{0,2} ?(?:[\d,]*\.?\d[\d,.]*|-{1,3})[)%]{0,2}\.?")
_HEADING = frozenset(
    (
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
        *("december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "year"),
        *("years", "quarter", "quarters", "month", "months", "week", "weeks", "period", "periods", "fiscal", "ended"),
        *("ending", "end", "as", "of", "at", "for", "the", "from", "to", "through", "and", "on", "in", "three", "six"),
        *("nine", "twelve", "first", "second", "third", "fourth", "unaudited", "audited", "restated", "balance"),
    )
)
_SEVERAL = re.compile(r"\b(?:years|periods|quarters)\s+end", re.IGNORECASE)  # a title over columns of several periods
_EXCEPT = re.compile(r"except|per[\s-]+share", re.IGNORECASE)
_OPENING = re.compile(r"beginning|opening", re.IGNORECASE)
_BALANCE = re.compile(
    r"beginning|balance|end\s+of|opening|closing|\b(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\s+1\b(?!,?\s?\d{4})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A year (or a number of months) in `[left, right)` of its line; `plain` where the text around it says nothing but
    a period, and so can be a head or a heading."""

    value: int
    left: int
    right: int
    plain: bool = True
    cell: bool = False  # the room is a table cell's

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

    def scales_of_row(self, text: str) -> set[int]:
        """The same of the words of a row, which may be a bare unit in brackets: "Billed business (billions)"."""
        return self.scales_in(text) | {_POWERS[match[1].casefold()] for match in _UNIT.finditer(text)}

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
            if not said:
                # `Millions` over `of dollars`: a head of its own on two lines
                found |= {
                    _POWERS[match[0].casefold().removesuffix("s")]
                    for match in _SEGMENT.finditer(text)
                    if match[0].casefold() in ("thousands", "millions", "billions")
                }
        return found

    def scales_between(self, first: tuple[int, int], last: tuple[int, int]) -> set[int]:
        """What the rows of a table say of scale themselves: `Net income (in millions)`."""
        return self.scales_in(self.page.text[self.page.line_starts[self.page.line_number(first[0])] : last[1]])

    def scales_of_section(self, place: tuple[int, int], first: tuple[int, int]) -> set[int]:
        """What the last heading among a table's rows, above a figure, says of scale: "Trusts (in billions)"."""
        begin = self.page.line_number(first[0])
        for number in range(self.page.line_number(place[0]) - 1, begin, -1):
            said = set() if number in self._rows else self.scales_of_row(self.page.line(number))
            if said:
                return said
        return set()

    def counts_shares(self, place: tuple[int, int], first: tuple[int, int]) -> bool:
        """Whether "Shares" stands over a figure and "Amount" over others: a currency in its column is then a slip."""
        number = self.page.line_number(place[0])
        start = self.page.line_starts[number]
        left, right = place[0] - start - _NEAR, place[1] - start + _NEAR
        begin = self.page.line_number(first[0])
        for line in range(begin - 1, max(-1, begin - _OVER), -1):
            heads = [(match[0].casefold(), *match.span()) for match in _SEGMENT.finditer(self.page.line(line))]
            over = {text for text, a, b in heads if a <= right and left <= b}
            if over == {"shares"} and any(text in ("amount", "amounts", "dollars") for text, _, _ in heads):
                return True
        return False

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
        figure = (place[0] - start, place[1] - start)
        begin = self.page.line_number(first[0])
        year = self._over(self._years, number, begin, figure)
        if year is not None and not self._year_fits(year, moment, self._opens(number, begin, figure)):
            if self._is_early_quarter(year, moment, begin, figure):
                return None
            return f"the column is headed {year}, the context says {moment}"
        if moment.start is None:
            return None
        months = self._over(self._lengths, number, begin, figure)
        if months is not None and abs(months - moment.months) > 1:  # quarters of 12 and of 16 weeks are quarters
            return f"the column is headed {months} months, the context says {moment}"
        return None

    def says_year(self, place: tuple[int, int], first: tuple[int, int]) -> bool:
        """Whether a year stands over a figure, as in `contradiction`."""
        number = self.page.line_number(place[0])
        start = self.page.line_starts[number]
        figure = (place[0] - start, place[1] - start)
        return self._over(self._years, number, self.page.line_number(first[0]), figure) is not None

    def _over(
        self, marks_of: Callable[[int], tuple[_Mark, ...]], number: int, begin: int, figure: tuple[int, int]
    ) -> int | None:
        """The mark over a figure of line `number` in the nearest line of heads above it; None where none stands over it
        alone. The table's first figure is on line `begin`.

        Lines with tagged figures are rows, not heads; nor is the label of a row. Running text ends the table."""
        top = max(0, begin - _OVER, number - _REACH)
        row = self.page.line(number)
        labels = (
            len(row) - len(row.lstrip()) + _INDENT
        )  # a lone heading over the labels is over no column in particular
        for line in range(number - 1, top - 1, -1):
            if line in self._rows:
                if line < begin:
                    return None  # of the table before, and so is what stands over it
                continue
            text = self.page.line(line)
            if self._is_prose(line) or (line < begin and ";" in text and _AMOUNT.search(text)):
                return None
            if _AMOUNT.search(text) or _FOLIO.search(text):
                continue
            marks = [mark for mark in marks_of(line) if mark.plain or line < begin]
            if len(marks) == 1 and marks[0].left <= labels and marks[0].distance(*figure):
                continue
            if not marks:
                continue
            if _SEVERAL.search(text) or _LIST.search(text) or self._is_running(text):
                return None
            if len(marks) == 1 and self._is_of_all(line, begin):
                return None
            ordered = self._in_order(marks, number, figure)
            around = [mark.value for mark in marks if mark.cell and not mark.distance(*figure)]
            if ordered is not None and len(around) == 1 and ordered != around[0]:
                return None  # fewer figures than columns, or heads that are set elsewhere
            if ordered is not None:
                return ordered
            nearest, grouped = self._nearest(marks_of, marks, line, top, figure), self._in_groups(marks, number, figure)
            return nearest if grouped in (None, nearest) else None
        return None

    def _in_order(self, marks: Sequence[_Mark], number: int, figure: tuple[int, int]) -> int | None:
        """As many heads as the line has figures stand over them one by one, wherever they were typed."""
        return self._each_over(1, marks, number, figure)

    def _in_groups(self, marks: Sequence[_Mark], number: int, figure: tuple[int, int]) -> int | None:
        """Each head over as many figures as the others, two or more: "Shares" and "Amount" of each year."""
        return next((found for many in (2, 3) if (found := self._each_over(many, marks, number, figure))), None)

    def _each_over(self, many: int, marks: Sequence[_Mark], number: int, figure: tuple[int, int]) -> int | None:
        figures = [
            span
            for match in _SEGMENT.finditer(self.page.line(number))
            for span in ([match.span()] if _FIGURE.fullmatch(match[0]) else _figures_in(match))
        ]
        if len(marks) * many != len(figures):  # percentages of change may stand between, below heads without a year
            figures = [span for span in figures if not _PERCENT.match(self.page.line(number), span[1])]
        if len(marks) * many != len(figures) or len(marks) < 2:
            return None
        heads = [mark for mark in marks for _ in range(many)]
        return next(
            (
                mark.value
                for mark, (left, right) in zip(heads, figures, strict=True)
                if left <= figure[0] and figure[1] <= right
            ),
            None,
        )

    def _nearest(
        self,
        marks_of: Callable[[int], tuple[_Mark, ...]],
        marks: Sequence[_Mark],
        line: int,
        top: int,
        figure: tuple[int, int],
    ) -> int | None:
        """The one mark that stands over the figure, on the line or, where heads are typed on two lines, the next up."""
        known = [(mark.distance(*figure), 0, mark.value) for mark in marks]
        if line - 1 >= top and line - 1 not in self._rows:
            known += [(mark.distance(*figure), 1, mark.value) for mark in marks_of(line - 1) if mark.plain]
        near = sorted(known)
        alone = len(near) == 1 or near[1][0] > near[0][0] or near[1][1] > near[0][1] or near[1][2] == near[0][2]
        if not alone or near[0][0] > _NEAR or (near[0][0] and self._other_head(line - near[0][1], figure, near[0][0])):
            return None
        return near[0][2]

    def _other_head(self, line: int, figure: tuple[int, int], distance: int) -> bool:
        """Whether another text of the line stands nearer to the figure than so many columns."""
        return any(
            max(match.start() - figure[1], figure[0] - match.end(), 0) < distance
            for match in _SEGMENT.finditer(self.page.line(line))
            if any(character.isalnum() for character in match[0])
        )

    def _is_of_all(self, line: int, begin: int) -> bool:
        """Whether columns have names of their own below a line: a period on it is then the whole table's, whose rows
        have theirs."""
        return any(
            sum(any(c.isalpha() for c in match[0]) for match in _SEGMENT.finditer(self.page.line(below))) >= _NAMED
            for below in range(line + 1, begin)
        )

    def _is_early_quarter(self, year: int, moment: Moment, begin: int, figure: tuple[int, int]) -> bool:
        """Whether the figure is of one of the first quarters of a year that began in the calendar year before."""
        if moment.start is None or moment.months > 4 or year != moment.end.year + 1:
            return False
        lines = range(max(0, begin - _OVER), begin)
        if any(re.search(rf"\bfiscal\s+(?:year\s+)?{year}\b", self.page.line(line), re.IGNORECASE) for line in lines):
            return True
        over = [
            match[0]
            for line in lines
            for match in _SEGMENT.finditer(self.page.line(line))
            if match.start() - _NEAR <= figure[1] and figure[0] <= match.end() + _NEAR
        ]
        return _EARLY.search(" ".join(over)) is not None

    def _opens(self, number: int, begin: int, figure: tuple[int, int]) -> bool:
        """Whether the row's words, or the heads of the column, speak of a balance that opens a period."""
        end = min(number + 2, len(self.page.line_starts))
        lines = [self.page.line(n) for n in range(max(0, number - 2), end)]
        if end > number + 1 and (any(c.isdigit() for c in lines[-1]) or number + 1 in self._rows):
            lines.pop()  # the next row; else the label may be carried on below its figures
        own = " ".join(lines)
        if _BALANCE.search(own):
            return True
        return any(
            match.start() - _NEAR <= figure[1] and figure[0] <= match.end() + _NEAR
            for line in range(max(0, begin - _OVER), begin)
            for match in _OPENING.finditer(self.page.line(line))
        )

    def _is_prose(self, number: int) -> bool:
        text = self.page.line(number).strip()
        return len(text) > _PROSE and len(text.split()) > _WORDS and not _GAP.search(text)

    @staticmethod
    def _is_running(text: str) -> bool:
        """Whether a short line without gaps is of a narrow paragraph: mostly words in small letters."""
        longer = [word for word in text.split() if len(word) > 2 and word[0].isalpha()]
        small = sum(word[0].islower() for word in longer)
        return len(longer) > 3 and small > 0.6 * len(longer) and not _GAP.search(text.strip())

    @staticmethod
    def _year_fits(year: int, moment: Moment, opens: bool) -> bool:
        years = {moment.end.year}
        if moment.end.month <= 2:
            years.add(moment.end.year - 1)
        if moment.start is None and opens:
            # Opening balances stand in the column of the year that they open.
            years.add(moment.end.year + 1)
        return year in years

    def _years_of(self, number: int) -> tuple[_Mark, ...]:
        found = []
        for match in _YEAR.finditer(self.page.line(number)):
            value = int(match["short"] or match["month"] or match[0])
            if value < 100:
                value += 1900 if value > 60 else 2000
            found.append((value, match))
        return self._marks(number, found)

    def _lengths_of(self, number: int) -> tuple[_Mark, ...]:
        found = []
        for match in _LENGTH.finditer(self.page.line(number)):
            if match["number"]:
                months = _MONTHS[match["number"].casefold()]
            elif match["weeks"]:
                months = _WEEKS[match["weeks"].casefold()]
            else:
                months = 3 if match["quarter"] else 12
            found.append((months, match))
        return self._marks(number, found)

    def _marks(self, number: int, found: Sequence[tuple[int, re.Match[str]]]) -> tuple[_Mark, ...]:
        """Each in the room of its table cell, else of the text it stands in, where it has that for itself."""
        if not found:
            return ()
        start = self.page.line_starts[number]
        marks = []
        for segment in _SEGMENT.finditer(self.page.line(number)):
            inside = [(value, match) for value, match in found if segment.start() <= match.start() < segment.end()]
            plain = all(word in _HEADING for word in re.findall(r"[a-z]{2,}", segment[0].casefold()))
            for value, match in inside:
                cell = self.page.cell_at(start + match.start())
                alone = plain and len(inside) == 1
                room = (cell[0] - start, cell[1] - start) if cell else (segment if alone else match).span()
                if cell is None and alone:
                    room = self._ruled(number, *room)
                marks.append(_Mark(value, *room, plain, cell is not None))
        return tuple(marks)

    def _ruled(self, number: int, left: int, right: int) -> tuple[int, int]:
        """The rule right below a head, over all the columns that it heads."""
        below = self.page.line(number + 1) if number + 1 < len(self.page.line_starts) else ""
        if not _RULE.fullmatch(below):
            return left, right
        middle = (left + right) // 2
        rules = [match.span() for match in re.finditer(r"\S{3,}", below)]
        heads = [match.span() for match in _SEGMENT.finditer(self.page.line(number))]
        for a, b in rules if len(rules) > 1 else ():
            if a <= middle < b and sum(start < b and a < end for start, end in heads) == 1:
                return min(left, a), max(right, b)
        return left, right


def _figures_in(text: re.Match[str]) -> list[tuple[int, int]]:
    """The places of figures that single spaces part; none where there is anything else, or a space may be within one
    ("15 082")."""
    words = [word for word in re.finditer(r"[^ ]+", text[0]) if word[0] not in ("$", "(", "$(")]
    if not all(_FIGURE.fullmatch(word[0]) and re.search(r"[,.]|^-+$", word[0]) for word in words):
        return []
    return [(text.start() + word.start(), text.start() + word.end()) for word in words]
