"""One line of a page -> the figures that stand in cells of their own, and the texts between the gaps.

find_tokens      figures set off by a gap, a leader or a `$`
find_segments    text between them, cut at gaps
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from converter.tables.figures import find_figures
from converter.tables.grid import FigureKind
from converter.tables.line import Segment, Token
from converter.tables.settings import TableSettings
from converter.tables.vocabulary import NUMBERED

_GAP = re.compile(r" {2,}")
_BAR_GAP = re.compile(r" *\| *| {2,}")
_ORNAMENTED = re.compile(r"(?:\A|  ) {0,60}-+ [A-Za-z(][^\d]{0,60} -+\Z")  # - Thousands of Dollars -
_BULLET = re.compile(r" {0,3}-{1,2} {2,3}[A-Za-z]")  # a dash at the margin before a label
_BULLET_WITHIN = 6
_CLOSE_BY = re.compile(r"[A-Za-z\d] \Z")
# The end of a figure at the end of the line or before a gap: without one, a line has no cell.
_CELL_ENDS = frozenset("0123456789)>%*]}-\u2012\u2013\u2014\u2015\u2212MALl.\u2020\u2021#")
_CELL = re.compile(r"[\d)>%*\]}.\-\u2012-\u2015\u2212MALl](?: {0,3}(?: {2}|\Z|[$|]))")


def find_tokens(visual: str, settings: TableSettings) -> tuple[Token, ...]:
    """Figures in cells of their own: set off by a gap, a leader or a `$` before, and by a gap or a figure after."""
    if _is_running(visual) or not _CELL.search(visual) or _is_ornamented(visual):
        return ()
    figures = list(find_figures(visual))
    tokens: list[Token] = []
    only_figures_follow = True
    cell_follows = False
    right = len(visual)
    for index in range(len(figures) - 1, -1, -1):
        figure = figures[index]
        begin, end = figure.span.start, _end_of_marks(visual, figure.span.end)
        between = visual[end:right]
        right = begin
        only_figures_follow = only_figures_follow and not between.strip(" .|$)")
        if not (only_figures_follow or (cell_follows and between.isspace()) or between.startswith(("  ", "|", " |"))):
            cell_follows = False
            continue
        label = visual[:begin].rstrip(" ")
        gap = begin - len(label)
        touches = index > 0 and not visual[_end_of_marks(visual, figures[index - 1].span.end) : begin].strip(" |$")
        alone = not label or label[-1] in "|_" or label.endswith(("..", ". ."))
        # `Net income (loss)$  (3,210)` is a cell; `net of expenditures of $7,928` may be a label to its end.
        set_off = alone or gap >= settings.gap or (figure.currency is not None and gap == 0) or touches
        if not tokens and not touches and gap in (settings.gap, settings.gap + 1) and _is_numbered(label):
            set_off = False  # `issued  and  3,196,436` in a justified label
        token = Token(figure, begin, figure.span.end, figure.digits.end, loose=not set_off)
        if set_off or (only_figures_follow and gap == 1 and not token.is_year and not _is_numbered(label)):
            tokens.append(token)
            cell_follows = True
        else:
            only_figures_follow = cell_follows = False
    tokens.reverse()
    if tokens and _BULLET.match(visual) and tokens[0].right <= _BULLET_WITHIN:
        del tokens[0]
    if len(tokens) == 1 and tokens[0].figure.kind is FigureKind.DASH and _CLOSE_BY.search(visual, 0, tokens[0].left):
        return ()  # `Balance September 30, 1993 -` goes on below
    return tuple(_without_marks(tokens, visual))


def _is_ornamented(visual: str) -> bool:
    return visual[-1] == "-" and not any(map(str.isdigit, visual)) and _ORNAMENTED.search(visual) is not None


def _is_running(visual: str) -> bool:
    """Words without a gap, a leader or a figure at their end, as most lines are: nothing there is set off."""
    text = visual.strip()
    if "  " in text or ".." in text or "|" in text or "$" in text or ". ." in text:
        return False
    tail = text.rstrip(" .")
    return not tail or tail[-1] not in _CELL_ENDS


def _without_marks(tokens: Sequence[Token], visual: str) -> Iterator[Token]:
    """What follows a loose figure by one space is as loose ("authorized - 1,000,000"), and so is a small number in
    brackets after a figure; after a year it is a footnote mark ("1994 (1) (4)"), as a star is ("1994 *")."""
    before: Token | None = None
    end = 0  # of the figure before with its marks
    for token in tokens:
        if before is not None and token.left - end <= 1:
            bracketed = token.figure.negative and token.right - token.edge == 1 and token.edge - token.left <= 3
            if before.is_year and (bracketed or not visual[token.left : token.right].strip("*")):
                end = token.right
                continue
            if bracketed or before.loose:
                token = replace(token, loose=True)
        before, end = token, token.right
        yield token


def _is_numbered(label: str) -> bool:
    """Whether the words before a number want one: `Years ended December`, `Note`."""
    return label.rsplit(" ", 1)[-1].strip(".,(").lower() in NUMBERED


def _end_of_marks(visual: str, end: int) -> int:
    """Where the footnote marks after a figure end."""
    while mark := _MARKS.match(visual, end):
        end = mark.end()
    return end


_MARKS = re.compile(r" ?\([A-Za-z]{1,2}\)|\(\d{1,2}\)| ?<F?[\dA-Z]{1,2}>|\*{1,3}|[†‡#]")
_ALL_MARKS = re.compile(rf"(?:(?:{_MARKS.pattern})\s{{0,3}})+")


def find_segments(visual: str, tokens: tuple[Token, ...]) -> tuple[Segment, ...]:
    """Text between the figures, cut at gaps of two spaces or more."""
    if not tokens:
        words = visual.strip()
        if "  " not in words and "|" not in words and any(map(str.isalnum, words)):
            left = len(visual) - len(visual.lstrip())
            return (Segment(words, left, left + len(words)),)
        return tuple(_cut(visual, 0, len(visual), "%"))
    segments = _cut(visual, 0, tokens[0].left)
    edges = [token.right for token in tokens]
    for left, right in zip(edges, [*(token.left for token in tokens[1:]), len(visual)], strict=True):
        segments.extend(segment for segment in _cut(visual, left, right) if not _ALL_MARKS.fullmatch(segment.text))
    return tuple(segments)


def _cut(visual: str, start: int, end: int, kept: str = "") -> list[Segment]:
    """The words of [start, end) between gaps; of signs alone only those `kept`: `%` heads a column."""
    segments = []
    at = start
    for gap in (_BAR_GAP if "|" in visual else _GAP).finditer(visual, start, end):
        segments.append((at, gap.start()))
        at = gap.end()
    segments.append((at, end))
    found = []
    for left, right in segments:
        text = visual[left:right]
        left += len(text) - len(text.lstrip())
        text = text.strip()
        if text and (text == kept or text.strip(" .|$%)_")):
            found.append(Segment(text, left, left + len(text)))
    return found
