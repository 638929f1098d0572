"""Lines above the rows -> heads of columns, text over the labels, and titles.

split_head      which lines above the first figures are title, head and already body
column_heads    for each column the texts over it, outermost first
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from converter.findings import Span
from converter.tables.columns import ColumnEdges
from converter.tables.grid import HeadText
from converter.tables.line import Line, LineKind, Segment
from converter.tables.reach import by_flanks, by_rule, centred, dealt
from converter.tables.regions import is_head
from converter.tables.settings import TableSettings
from converter.tables.vocabulary import (
    DATE_AFTER_DATE,
    YEAR,
    continued,
    is_note,
    is_period,
    is_scale,
    is_title,
    lists_years,
    words,
)

_IN_LINE = 0.5  # by how far two texts over a column may miss being flush or centred


@dataclass(frozen=True, slots=True)
class HeadLines:
    """Indices of lines: `titles` and `heads` ascending; the body starts at `body`."""

    titles: tuple[int, ...]
    heads: tuple[int, ...]
    body: int


def split_head(
    lines: Sequence[Line], top: int, first: int, columns: Sequence[ColumnEdges], settings: TableSettings
) -> HeadLines:
    """Sort the lines in [top, first). Heads stand over the columns; what stands below them is body; above, title."""
    zone = columns[0].left
    stub = next((at for at in range(first - 1, top - 1, -1) if lines[at].has("S")), None)
    lowest: int | None = None  # the head line nearest the rows
    highest = first
    blank = 0
    for at in range(first - 1, max(top, first - settings.head_lines) - 1, -1):
        line = lines[at]
        if line.kind is LineKind.PROSE or (line.kind is LineKind.PAGE and lowest is not None):
            break
        if line.kind in (LineKind.BLANK, LineKind.PAGE):
            blank += 1
            if blank > settings.title_blank:
                break
            continue
        blank = 0
        if line.kind is LineKind.RULE or not (line.segments or line.tokens):
            continue  # `$` over each column heads none
        if lowest is None and _is_scale_beside_label(line):
            continue
        below = lines[highest] if lowest is not None and highest == at + 1 else None
        is_over = over_columns(line, zone) or (below is not None and _stands_on(line, below))
        if is_over and not (len(line.segments) == 1 and is_title(line.plain)):
            if lowest is None:
                lowest = at
            highest = at
        elif lowest is None and at - 1 >= top and is_head(lines[at - 1]):
            continue  # "From the Income Statement" right below the heads is a heading of the rows
        elif lowest is not None or (is_title(line.plain) and not (stub is not None and at > stub)):
            break
        if lowest is not None and at != lowest and _names_statement(line, zone):
            highest = at + 1
            break
    if lowest is None:
        body = _body_without_heads(lines, top, first, stub)
        return HeadLines(_titles(lines, top, body, settings), (), body)
    highest = _below_title(lines, top, highest, lowest)
    heads = tuple(at for at in range(highest, lowest + 1) if lines[at].kind in (LineKind.TEXT, LineKind.FIGURES))
    scales = _scales(lines, heads)
    common = tuple(at for at in heads if len(columns) > 1 and (at in scales or _lists_years(lines, at, lowest)))
    titles = _titles(lines, top, highest, settings) + common
    return HeadLines(titles, tuple(at for at in heads if at not in common), lowest + 1)


def _names_statement(line: Line, zone: int) -> bool:
    """A statement's name that runs over the columns, with something beside it ("Item 8."): the title goes no lower."""
    if len(line.segments) < 2 or line.tokens or any(is_period(segment.text) for segment in line.segments):
        return False
    return any(segment.right > zone and is_title(segment.text) for segment in line.segments)


def _below_title(lines: Sequence[Line], top: int, highest: int, lowest: int) -> int:
    """The first line of the heads, past those that are set in the middle right under the title and so belong to it."""
    at = highest
    while at < lowest and at > top and lines[at].kind is LineKind.TEXT and lines[at - 1].kind is LineKind.TEXT:
        above, line = lines[at - 1].segments, lines[at].segments
        if len(above) != 1 or len(line) != 1:
            break
        in_brackets = line[0].text.startswith("(") and line[0].text.endswith(")")
        if abs(above[0].centre - line[0].centre) > 2 and not in_brackets:
            break
        at += 1
    while at < lowest and lines[at].kind is not LineKind.TEXT and lines[at].kind is not LineKind.FIGURES:
        at += 1
    return at


def _scales(lines: Sequence[Line], heads: Sequence[int]) -> set[int]:
    """`(in thousands)` alone on a line among the heads, or on several until its bracket closes: it heads all columns,
    not the one in the middle."""
    found: set[int] = set()
    opened = False
    for at in heads:
        line = lines[at]
        text = line.segments[0].text if len(line.segments) == 1 and not line.tokens else ""
        if not text or not (opened or is_scale(text)):
            opened = False
            continue
        found.add(at)
        opened = (opened or text[0] in "([") and not any(mark in text for mark in ")]")
    return found


def _lists_years(lines: Sequence[Line], at: int, lowest: int) -> bool:
    """`Years ended June 30, 1999, 1998 and 1997` above the line that gives each column its year."""
    line = lines[at]
    if len(line.segments) != 1 or line.tokens or not lists_years(line.segments[0].text):
        return False
    return any(len(set(YEAR.findall(lines[below].text))) > 1 for below in range(at + 1, lowest + 1))


def over_columns(line: Line, zone: int) -> bool:
    """Whether the line has something that heads a column: a text or a year in the columns' part of the page."""
    if line.tokens:
        return True
    inside = [segment for segment in line.segments if segment.left >= zone - 8 and segment.right > zone]
    if not inside:
        # A date that begins over the labels but belongs to the figures.
        return any(is_period(s.text) and s.centre >= zone - 2 and s.left > 12 for s in line.segments)
    if len(line.segments) > 1:
        return True
    segment = inside[0]
    return segment.left >= zone - 3 or is_period(segment.text)


def _is_scale_beside_label(line: Line) -> bool:
    """`December 31,      - Thousands of Dollars -` heads no column, but the rows."""
    return len(line.segments) == 2 and not line.tokens and _FLANKED_SCALE.fullmatch(line.segments[1].text) is not None


_FLANKED_SCALE = re.compile(r"-{1,3} [A-Za-z][\w ,$]{0,50} -{1,3}")


def _stands_on(line: Line, below: Line) -> bool:
    """Whether the one short text of a line is centred on a longer head right below it: `For the` over `Weeks Ended`."""
    if len(line.segments) != 1 or line.tokens or len(below.segments) < 2:
        return False
    text = line.segments[0]
    return any(
        abs(text.centre - head.centre) <= _IN_LINE and text.left > head.left > below.segments[0].left
        for head in below.segments
    )


def _body_without_heads(lines: Sequence[Line], top: int, first: int, stub: int | None) -> int:
    """Headings directly over the first row belong to the body when nothing heads the columns."""
    if stub is not None:
        return stub + 1
    body = first
    for at in range(first - 1, top - 1, -1):
        line = lines[at]
        if line.kind is not LineKind.TEXT or is_title(line.plain) or line.indent > 12 or len(line.segments) != 1:
            break
        body = at
    return body


def _titles(lines: Sequence[Line], top: int, end: int, settings: TableSettings) -> tuple[int, ...]:
    """Upward from the heads: short lines, until a paragraph, a note, another table or too much white space."""
    found: list[int] = []
    blank = 0
    for at in range(end - 1, top - 1, -1):
        line = lines[at]
        if line.kind is LineKind.PROSE or line.has("/TABLE"):
            break
        if line.kind is LineKind.PAGE:
            if found:
                break
            continue
        if line.kind is LineKind.BLANK:
            blank += 1
            if blank > settings.title_blank and found:
                break
            if line.has("PAGE") and found:
                break
            continue
        if line.kind is LineKind.RULE:
            continue
        blank = 0
        if len(line.plain) > settings.title_width or is_note(line.plain):
            break
        found.append(at)
        if len(found) >= settings.title_lines or line.has("PAGE"):
            break
    return tuple(reversed(found))


@dataclass(frozen=True, slots=True)
class Heads:
    columns: tuple[tuple[HeadText, ...], ...]
    stub: str


def column_heads(
    lines: Sequence[Line],
    head_lines: Sequence[int],
    columns: Sequence[ColumnEdges],
    body: int,
    place: Callable[[int, int], Span],
) -> Heads:
    """Texts over each column. A text over several columns stands in each of them with the same span.

    Read from the lowest line up: a text over one column shows where that column's heads stand, which need not be right
    over its figures."""
    zone = columns[0].left
    stacks: list[list[HeadText]] = [[] for _ in columns]
    stub: list[str] = []
    places = list(columns)
    for level, at in reversed(list(enumerate(head_lines))):
        line = lines[at]
        every = [
            *line.segments,
            *(Segment(line.text[token.left : token.right], token.left, token.right) for token in line.tokens),
        ]
        every.sort(key=lambda segment: segment.left)
        years = [
            Segment(line.text[token.left : token.right], token.left, token.right)
            for token in line.tokens[:1]
            if token.is_year
        ]
        if len(every) == len(columns) > 1 and _are_periods(every):
            segments = every  # a period for each column, wherever typed
        else:
            segments = [segment for segment in every if segment.centre >= zone - 4 or segment.left >= zone - 3]
            stub[:0] = [
                segment.text for segment in every if segment not in segments and segment in (*line.segments, *years)
            ]
        lowest = at == head_lines[-1]
        if len(segments) < len(columns):
            segments = [piece for segment in segments for piece in _dates(segment)]
        if len(segments) < len(columns):
            segments = [piece for segment in segments for piece in _repeated(segment, places)]
        if len(segments) < len(columns):
            if lowest:
                segments = [piece for segment in segments for piece in _parted(segment, columns)]
            else:
                segments = _parted_as_below(segments, places, stacks)
        below = [tuple(head.text for head in stack) for stack in stacks]
        groups = (
            by_flanks(line, segments, places)
            or by_rule(lines, at, body, segments, places)
            or dealt(segments, places, below)
            or centred(segments, places, lowest)
        )
        for segment, members in zip(segments, groups, strict=True):
            source = line.span(segment.left, segment.right)
            for member in members:
                stacks[member].insert(0, HeadText(segment.text, place(source.start, source.end), level))
        if len(segments) == len(columns) and len({member for group in groups for member in group}) == len(columns):
            places = [
                replace(column, left=segment.left, right=segment.right, edge=segment.right)
                for column, segment in zip(columns, segments, strict=True)
            ]
    return Heads(tuple(tuple(stack) for stack in stacks), " ".join(stub))


def _are_periods(segments: Sequence[Segment]) -> bool:
    """Years, or dates in words; not the one beside the other, of which the first may head the labels."""
    bare = [not words(segment.text) for segment in segments]
    return all(is_period(segment.text) for segment in segments) and (all(bare) or not any(bare))


def _dates(segment: Segment) -> list[Segment]:
    """`June 30, June 24,` is two dates, typed close."""
    cuts = [match.start() for match in DATE_AFTER_DATE.finditer(segment.text)]
    if not cuts:
        return [segment]
    edges = [0, *(cut + 1 for cut in cuts), len(segment.text) + 1]
    return [
        Segment(segment.text[left : right - 1], segment.left + left, segment.left + right - 1)
        for left, right in itertools.pairwise(edges)
    ]


def _repeated(segment: Segment, places: Sequence[ColumnEdges]) -> list[Segment]:
    """`Fiscal Fiscal Fiscal` over three columns is a head of each."""
    spoken = segment.text.split(" ")
    if len(spoken) < 2 or len(set(spoken)) > 1:
        return [segment]
    width = len(spoken[0])
    lefts = range(segment.left, segment.right, width + 1)
    pieces = [Segment(word, left, left + width) for word, left in zip(spoken, lefts, strict=True)]
    return pieces if len({_nearest(piece, places) for piece in pieces}) == len(pieces) else [segment]


def _parted_as_below(
    segments: Sequence[Segment], places: Sequence[ColumnEdges], below: Sequence[Sequence[HeadText]]
) -> list[Segment]:
    """The texts of a line cut at single spaces where all pieces are flush, or all centred, with what heads the columns
    below them ("Retained Treasury Restricted" over "Earnings    Stock      Stock"); two pieces only where all of the
    line stands so. A text over years heads them all."""
    parted = [_parted(segment, places) for segment in segments]
    line = [piece for pieces in parted for piece in pieces]
    found: list[Segment] = []
    for segment, pieces in zip(segments, parted, strict=True):
        dated = any(is_period(head.text) for piece in pieces for head in below[_nearest(piece, places)][:1])
        whole = dated or any(piece.text.endswith(",") for piece in pieces)
        proof = pieces if len(pieces) > 2 else line if len(line) > 3 else []
        flush = any(all(_in_line(piece, places, side) for piece in proof) for side in _SIDES)
        found.extend(pieces if proof and flush and not whole else [segment])
    return found


_SIDES = (attrgetter("left"), attrgetter("right"), attrgetter("centre"))


def _in_line(piece: Segment, places: Sequence[ColumnEdges], side: Callable[[Segment | ColumnEdges], float]) -> bool:
    return abs(side(piece) - side(places[_nearest(piece, places)])) <= _IN_LINE


def _nearest(piece: Segment, places: Sequence[ColumnEdges]) -> int:
    return min(range(len(places)), key=lambda at: abs(piece.centre - places[at].centre))


def _parted(segment: Segment, columns: Sequence[ColumnEdges]) -> list[Segment]:
    """A text over several columns, cut at single spaces where each column then has words of its own
    ("Adjustments Results(A)")."""
    under = [at for at, column in enumerate(columns) if segment.left < column.right and segment.right > column.left]
    words_of: dict[int, list[tuple[int, int]]] = {}
    at = segment.left
    for word in segment.text.split(" "):
        left, right = at, at + len(word)
        at = right + 1
        if word:
            nearest = min(under, key=lambda i: abs((left + right) / 2 - columns[i].centre), default=None)
            if nearest is None:
                return [segment]
            words_of.setdefault(nearest, []).append((left, right))
    if len(under) < 2 or len(words_of) < len(under) or is_period(segment.text) or segment.text.startswith("("):
        return [segment]
    pieces = []
    for index in sorted(words_of):
        left, right = words_of[index][0][0], words_of[index][-1][1]
        pieces.append(Segment(segment.text[left - segment.left : right - segment.left], left, right))
    return pieces


def same_title(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return " ".join(word for word in words(text) if not continued(word) and word not in ("cont", "d"))
