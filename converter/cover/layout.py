"""Where things stand on a cover page: captions, and the values printed beside, above or below them.

Chunk     a run of words without a wide gap, with its line and columns
Layout    the cover's chunks and the search for the value of a caption
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from converter.report.pagetext import Line, PageText

_CHUNK = re.compile(r"[^\s]+(?:[ \xa0][^\s]+)*")
_RULE = re.compile(r"[-_=~*.\s\xa0|+<>/\\]*")
_MARKUP = re.compile(r"\s*</?(?:PAGE|TABLE|CAPTION|S|C|FN|F\d+)>[\s\d]*", re.IGNORECASE)
_END = re.compile(
    r"^\s*(?:TABLE OF CONTENTS|PART I\b|PART ONE\b|INDEX\s*$|I N D E X|ITEM\s+\d{1,2}[.:\s]|DOCUMENTS INCORPORATED)",
    re.IGNORECASE,
)
_COVER_LINES = 320
_EARLIEST_END = 22  # lines: a heading that early belongs to the cover itself
_REACH_UP, _REACH_DOWN = 7, 4  # lines between a caption and its value
_SLACK = 8  # columns that a value may stand outside its caption's


@dataclass(frozen=True, slots=True)
class Chunk:
    """`[start, end)` in the page's text; `left` and `right` are columns in its line."""

    text: str
    start: int
    end: int
    line: int
    left: int
    right: int

    def overlaps(self, left: int, right: int, slack: int = 0) -> bool:
        return self.left < right + slack and left - slack < self.right


@dataclass(frozen=True, slots=True)
class Layout:
    """`page` up to `end`: the cover. `lines` are those of the cover only."""

    page: PageText
    source: str
    end: int
    lines: tuple[Line, ...]
    chunks: tuple[tuple[Chunk, ...], ...] = field(repr=False)

    @property
    def text(self) -> str:
        return self.page.text

    def blank(self, number: int) -> bool:
        """No words: an empty line, a rule, a markup line."""
        return not self.chunks[number]

    def captions(self, pattern: re.Pattern[str]) -> Iterator[tuple[Chunk, re.Match[str]]]:
        for row in self.chunks:
            for chunk in row:
                match = pattern.search(chunk.text)
                if match:
                    yield chunk, match

    def value(self, caption: Chunk, match: re.Match[str], pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The match of `pattern` that belongs to the caption: beside it, above it or below it, by how it is printed."""
        bracketed = caption.text.lstrip().startswith("(")
        after = caption.start + match.end()
        beside = pattern.search(self.text, after, self.lines[caption.line].end)
        if bracketed:
            return self._above(caption, pattern) or beside or self._below(caption, pattern)
        return beside or self._above(caption, pattern, 3) or self._below(caption, pattern)

    def _above(self, caption: Chunk, pattern: re.Pattern[str], reach: int = _REACH_UP) -> re.Match[str] | None:
        for number in range(caption.line - 1, max(-1, caption.line - 1 - reach), -1):
            found = self._in_line(number, caption, pattern)
            if found:
                return found
        return None

    def _below(self, caption: Chunk, pattern: re.Pattern[str]) -> re.Match[str] | None:
        for number in range(caption.line + 1, min(len(self.lines), caption.line + 1 + _REACH_DOWN)):
            found = self._in_line(number, caption, pattern)
            if found:
                return found
        return None

    def _in_line(self, number: int, caption: Chunk, pattern: re.Pattern[str]) -> re.Match[str] | None:
        line = self.lines[number]
        for match in pattern.finditer(self.text, line.start, line.end):
            left, right = match.start() - line.start, match.end() - line.start
            if caption.overlaps(left, right, _SLACK):
                return match
        return None

    def paragraph(self, index: int) -> tuple[int, int]:
        """`[start, end)` of the lines around `index` that no blank line parts."""
        first = last = self.page.line_at(index)
        while first > 0 and self.lines[first - 1].text.strip():
            first -= 1
        while last + 1 < len(self.lines) and self.lines[last + 1].text.strip():
            last += 1
        return self.lines[first].start, self.lines[last].end


def layout(page: PageText, source: str) -> Layout:
    """The cover at the head of `page`: until a table of contents, Part I or an item begins."""
    lines = page.lines[:_COVER_LINES]
    printed = 0
    for number, line in enumerate(lines):
        if line.text.strip() and printed > _EARLIEST_END and _END.match(line.text):
            lines = lines[: number + 1]
            break
        printed += bool(line.text.strip())
    end = lines[-1].end if lines else 0
    return Layout(page, source, end, tuple(lines), tuple(_chunks(line, number) for number, line in enumerate(lines)))


def _chunks(line: Line, number: int) -> tuple[Chunk, ...]:
    if _RULE.fullmatch(line.text) or _MARKUP.fullmatch(line.text):
        return ()
    return tuple(
        Chunk(match[0], line.start + match.start(), line.start + match.end(), number, match.start(), match.end())
        for match in _CHUNK.finditer(line.text)
        if not _RULE.fullmatch(match[0])
    )
