"""Which lines of a page belong to paragraphs of running text, and so to no table.

mark_prose    the lines, those of paragraphs marked so
"""

from __future__ import annotations

import re

from converter.tables.line import Line, LineKind
from converter.tables.settings import TableSettings

_LEADER = re.compile(r"(?:\.[ ]?){3,}|\.{2,}")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")


def mark_prose(lines: list[Line], settings: TableSettings) -> None:
    """Paragraphs: runs of lines that are mostly long, start at the left and have no wide gaps."""
    at = 0
    while at < len(lines):
        if lines[at].kind not in (LineKind.TEXT, LineKind.FIGURES):
            at += 1
            continue
        end = at
        while end < len(lines) and lines[end].kind in (LineKind.TEXT, LineKind.FIGURES):
            end += 1
        _mark_paragraph(lines, at, end, settings)
        at = end


def _mark_paragraph(lines: list[Line], start: int, end: int, settings: TableSettings) -> None:
    """Within a run of lines without a blank one, stretches of prose-like lines with their short last line."""
    at = start
    while at < end:
        if not _reads_on(lines[at], settings):
            at += 1
            continue
        stop = at + 1
        while stop < end and _reads_on(lines[stop], settings) and _flush(lines, at, stop):
            stop += 1
        if stop - at >= 2 or (end - start <= 2 and len(lines[at].plain) > settings.sentence):
            if stop < end and not lines[stop].tokens and lines[stop].indent <= lines[stop - 1].indent + 2:
                stop += 1
            first = at - 1 if at > start and _opens_paragraph(lines[at - 1], settings) else at
            for index in range(first, stop):
                lines[index] = _as_prose(lines[index])
        at = stop


def _as_prose(line: Line) -> Line:
    # Built anew, as dataclasses.replace takes longer than all the rest of a paragraph.
    return Line(
        line.number, line.start, line.end, line.text, LineKind.PROSE, (), line.segments, (), line.tags, line.indices
    )


def _flush(lines: list[Line], first: int, line: int) -> bool:
    """Whether the line starts where the paragraph's other lines do; centred titles do not."""
    if line - first == 1:
        # The first line of a paragraph is often indented, or hangs out.
        return lines[line].indent <= lines[first].indent + 6 and not (
            _capitalised(lines[first].plain) and lines[first].indent != lines[line].indent
        )
    return abs(lines[line].indent - lines[line - 1].indent) <= 2


def _capitalised(text: str) -> bool:
    """`CONSOLIDATED STATEMENTS OF OPERATIONS (Unaudited)`, `Results of Operations for the Year`: a title."""
    found: list[str] = [word for word in _WORD.findall(text) if len(word) > 3]
    return sum(word[0].isupper() for word in found) >= 0.8 * max(1, len(found))


def _opens_paragraph(line: Line, settings: TableSettings) -> bool:
    return not line.tokens and len(line.segments) == 1 and len(line.text) >= settings.prose_end


def _reads_on(line: Line, settings: TableSettings) -> bool:
    """Whether the line is as long and as densely worded as one of a paragraph."""
    text = line.text
    if len(text) < settings.prose_end or _LEADER.search(text):
        return False
    left = len(text) - len(text.lstrip())
    if left > settings.prose_indent:
        return False
    body = text[left:]
    if " " * settings.wide_gap in body or body.count("   ") >= 2:
        return False
    if body.count("  ") >= 2 and _capitalised(body):
        return False
    if len(_WORD.findall(body)) < settings.prose_words:
        return False
    # Words dominate: a row with its label has figures for its right half.
    letters = sum(map(str.isalpha, body))
    if letters < 0.55 * len(body.replace("  ", " ")):
        return False
    if not line.tokens:
        return True
    # A tail of figures set off by gaps of three spaces is a row, however long its label.
    first = line.tokens[0]
    gap = first.left - len(text[: first.left].rstrip())
    return not (len(line.tokens) >= 2 and _is_tail(line)) and not (gap >= 3 and _is_tail(line))


def _is_tail(line: Line) -> bool:
    first = line.tokens[0].left
    return not any(segment.left > first for segment in line.segments)
