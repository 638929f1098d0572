"""Lines below the heads -> rows: labels put together from all their lines, figures laid into columns, rules attached.

A label may run over several lines before its figures ("Amort. of goodwill and / purchased intangible / assets  271"),
go on after them ("Weighted average shares   7,802 / outstanding"), or stand wholly above them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from converter.findings import Span
from converter.tables.columns import ColumnEdges, assign
from converter.tables.grid import GridCell, GridRow, Rule
from converter.tables.line import Line, LineKind, Token
from converter.tables.settings import TableSettings
from converter.tables.vocabulary import (
    BALANCE,
    CARRYING,
    COMPOUND_BEGINNINGS,
    MONTH_WORDS,
    OPEN_BALANCE,
    SUMS,
    WITHOUT_FIGURES,
)

_NOTE_MARK = re.compile(r"\s*(?:<F?[\dA-Z]{1,2}>|\(/\d{1,2}/\)|(?<!\d)/\d{1,2}/(?!\d)|\*{1,3}|[†‡])")
_BULLET = re.compile(r"\A {0,8}-{1,2} {2,3}(?=[A-Za-z])")  # "-  Discontinued operations" in a list
_OPEN_END = re.compile(
    r"(?:,|--|/|&|\b(?:and|or|of|the|to|for|in|on|by|from|with|at|as|less|(?-i:a)|an|its|per|before|after"
    r"|than|under|over|into|between|including|excluding|which|through|upon|because|due|cumulative|extraordinary))\s*\Z",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Label:
    """A label being put together: its pieces in order, the first piece's indent and line, and what stood above it."""

    pieces: list[tuple[str, Span]] = field(default_factory=list)
    indent: int = 0
    right: int = 0
    line: int = 0
    start: int = 0
    rule: Rule = Rule.NONE
    broken: bool = False

    @property
    def text(self) -> str:
        joined = ""
        for piece, _ in self.pieces:
            joined = _glued(joined, piece)
        return joined


def _glued(text: str, more: str) -> str:
    """Two lines of a label as one: a word broken at the line's end is made whole, a compound keeps its hyphen."""
    if not text:
        return more
    if not text.endswith("-") or text.endswith(("--", " -")):
        return f"{text} {more}"
    first = re.split(r"[^A-Za-z]", text[:-1])[-1].lower()
    if first in COMPOUND_BEGINNINGS or not more[:1].islower():
        return text + more
    return text[:-1] + more


@dataclass(slots=True)
class _Rows:
    rows: list[GridRow] = field(default_factory=list)
    rule: Rule = Rule.NONE
    broken: bool = False
    pending: _Label | None = None


def build_rows(
    lines: Sequence[Line],
    body: range,
    columns: Sequence[ColumnEdges],
    settings: TableSettings,
    place: Callable[[int, int], Span],
    skip: frozenset[int] = frozenset(),
) -> tuple[GridRow, ...]:
    """Rows in source order, headings (no cells) among them. `skip` are lines that are repeated heads or titles."""
    zone = columns[0].left
    limit = _wrap_limit(lines, body, zone)
    small = _starts_small(lines, body)
    state = _Rows()
    for at in body:
        line = lines[at]
        if at in skip:
            state.broken = True
            continue
        if line.kind in (LineKind.BLANK, LineKind.PAGE):
            if state.pending is not None and not _waits(state.pending.text):
                _close(state, place)
            state.broken = True
        elif line.kind is LineKind.RULE:
            _rule(state, line, zone, place)
        elif line.kind is LineKind.FIGURES:
            _figures(state, line, columns, settings, place, limit)
        else:
            _text(state, line, columns, place, limit, small, _next(lines, at, body))
            if line.rules:
                _rule(state, line, zone, place)
    _close(state, place)
    return tuple(state.rows)


def _wrap_limit(lines: Sequence[Line], body: range, zone: int) -> int:
    """How far to the right labels run before they are wrapped, by those that go on in small letters for certain."""
    rights = [
        line.segments[0].right
        for line, following in ((lines[at], lines[at + 1]) for at in body if at + 1 < body.stop)
        if line.kind is LineKind.TEXT
        and len(line.segments) == 1
        and line.segments[0].right <= zone + 4
        and following.plain[:1].islower()
    ]
    return max(rights, default=zone)


def _starts_small(lines: Sequence[Line], body: range) -> bool:
    """Whether the page prints its labels in small letters throughout, so that a small letter does not tell a wrap."""
    labels = [lines[at].segments[0].text for at in body if lines[at].kind is LineKind.FIGURES and lines[at].segments]
    return sum(label[:1].islower() for label in labels) > 0.5 * max(1, len(labels))


def _next(lines: Sequence[Line], at: int, body: range) -> Line | None:
    return lines[at + 1] if at + 1 < body.stop else None


def _rule(state: _Rows, line: Line, zone: int, place: Callable[[int, int], Span]) -> None:
    marks = [mark for mark in line.rules if mark.right > zone - 2]
    if not marks:
        return
    kind = Rule.DOUBLE if any(mark.rule is Rule.DOUBLE for mark in marks) else Rule.SINGLE
    if state.pending is not None and not _unfinished(state.pending.text):
        _close(state, place)
    if state.rows and state.rule is Rule.NONE and state.rows[-1].cells:
        below = state.rows[-1].rule_below
        if below is not Rule.DOUBLE:
            state.rows[-1] = replace(state.rows[-1], rule_below=kind)
    if state.rule is not Rule.DOUBLE:
        state.rule = kind


def _figures(
    state: _Rows,
    line: Line,
    columns: Sequence[ColumnEdges],
    settings: TableSettings,
    place: Callable[[int, int], Span],
    limit: int,
) -> None:
    placed = assign(line.tokens, columns, settings)
    zone = columns[0].left
    inside = [(token, column) for token, column in zip(line.tokens, placed, strict=True) if column is not None]
    if not inside:
        _text(state, line, columns, place, limit, True, None)
        return
    first = inside[0][0].left
    label = _label(line, 0, first, place)
    cells = [_cell(line, token, column, place) for token, column in inside]
    cells += _text_cells(line, first, columns, {cell.column for cell in cells}, place)
    cells.sort(key=lambda cell: cell.column)
    pending = state.pending
    joined = False  # with a label begun on the lines above
    if label is None:
        close_by = state.rule is Rule.NONE and not state.broken
        if pending is not None and ((close_by and _names_figures_below(pending)) or _waits(pending.text)):
            label, joined = pending, True
        else:
            _close(state, place)
            if pending is not None and state.rule is Rule.NONE:
                state.rule = pending.rule  # the rule over "Commitments" is the total's below it
    elif pending is not None:
        if _wraps(pending, label, limit, zone):
            label, joined = _joined(pending, label), True
        else:
            _close(state, place)
    state.pending = None
    above = label if label is not None and joined else state
    text, spans = _finish(label)
    state.rows.append(
        GridRow(
            label=text,
            label_spans=spans,
            indent=label.indent if label is not None else 0,
            cells=tuple(cells),
            line=line.number + 1,
            span=_hull([*spans, *(cell.span for cell in cells)]),
            rule_above=above.rule,
            break_above=above.broken,
        )
    )
    state.rule, state.broken = Rule.NONE, False


def _names_figures_below(label: _Label) -> bool:
    """Whether a label alone on its line belongs to the figures alone on the next."""
    if label.text.endswith(":") or WITHOUT_FIGURES.match(label.text):
        return False
    return label.rule is Rule.NONE or SUMS.match(label.text) is not None


def _text(
    state: _Rows,
    line: Line,
    columns: Sequence[ColumnEdges],
    place: Callable[[int, int], Span],
    limit: int,
    small: bool,
    following: Line | None,
) -> None:
    """A line without figures: the rest of the row above, the beginning of a label, or a heading."""
    zone = columns[0].left
    inner = [segment for segment in line.segments if segment.left >= zone]
    if inner and len(inner) < len(line.segments):
        label = _label(line, 0, inner[0].left, place)
    else:
        label = _label(line, 0, len(line.text), place)
    if label is None:
        return
    pending = state.pending
    if pending is not None:
        if _wraps(pending, label, limit, zone):
            state.pending = _joined(pending, label)
            return
        _close(state, place)
    elif _carries_on(state, label, small, following):
        last = state.rows[-1]
        text, spans = _finish(label)
        glued = _glued(last.label, text)
        state.rows[-1] = replace(
            last, label=glued, label_spans=(*last.label_spans, *spans), span=_hull([last.span, *spans])
        )
        return
    label.rule, label.broken = state.rule, state.broken
    state.pending = label
    state.rule, state.broken = Rule.NONE, False
    if inner and len(inner) < len(line.segments):
        # Words in the columns: a row whose cells hold text.
        cells = _text_cells(line, inner[0].left, columns, set(), place)
        text, spans = _finish(label)
        state.rows.append(_heading(label, text, spans, tuple(cells)))
        state.pending = None


def _carries_on(state: _Rows, label: _Label, small: bool, following: Line | None) -> bool:
    """Whether a text goes on with the label of the row above it."""
    if not state.rows or state.broken or state.rule is not Rule.NONE or not state.rows[-1].cells:
        return False
    last = state.rows[-1].label
    if not last:
        return False
    if _unfinished(last):
        return True
    return not small and label.text[:1].islower() and not label.text.endswith(":")


def _unfinished(text: str) -> bool:
    return text.count("(") > text.count(")") or bool(_OPEN_END.search(text) or OPEN_BALANCE.match(text))


def _waits(text: str) -> bool:
    """Whether more of the label or its figures must follow, even below a blank line."""
    return _unfinished(text) or BALANCE.match(text) is not None


def _wraps(first: _Label, second: _Label, limit: int, zone: int) -> bool:
    """Whether `second` is the next line of the label `first` rather than a label under a heading."""
    text, more = _NOTE_MARK.sub("", first.text).rstrip(), second.text
    if more[:1].isdigit() and text.rsplit(" ", 1)[-1].lower() in MONTH_WORDS:
        return True  # "Balance at December" / "31, 1999"
    if text.endswith((":", ".", "..")) and not text.endswith("etc.") and text.count("(") <= text.count(")"):
        return False
    if _unfinished(text) or more[:1].islower():
        return True
    if more[:1] in "(&" and not text.isupper():
        return True
    if text.isupper() != more.isupper():
        return False
    if text.isupper() and more.split(" ", 1)[0].lower() in CARRYING:
        return True
    if second.indent > first.indent + 6 or second.indent < first.indent - 1:
        return False
    word = more.split(" ", 1)[0]
    return second.indent > first.indent and first.right + 1 + len(word) > limit


def _joined(first: _Label, second: _Label) -> _Label:
    return replace(first, pieces=[*first.pieces, *second.pieces], right=second.right)


def _close(state: _Rows, place: Callable[[int, int], Span]) -> None:
    """A label that found no figures is a heading."""
    if state.pending is None:
        return
    label = state.pending
    text, spans = _finish(label)
    state.rows.append(_heading(label, text, spans, ()))
    state.pending = None


def _heading(label: _Label, text: str, spans: tuple[Span, ...], cells: tuple[GridCell, ...]) -> GridRow:
    return GridRow(
        label=text,
        label_spans=spans,
        indent=label.indent,
        cells=cells,
        line=label.line,
        span=_hull([*spans, *(cell.span for cell in cells)]),
        rule_above=label.rule,
        break_above=label.broken,
    )


def _hull(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _label(line: Line, left: int, right: int, place: Callable[[int, int], Span]) -> _Label | None:
    """The text of [left, right) without leader, `$` and footnote marks; None where nothing is left."""
    text = line.text[left:right]
    bare = text.rstrip(" ._·$")
    # `Inc.` keeps its full stop, a leader goes.
    text = bare + "." if text[len(bare) :].rstrip(" $") == "." else bare
    text = _BULLET.sub(lambda match: " " * len(match[0]), text)
    indent = left + len(text) - len(text.lstrip())
    text = text.strip()
    if not text or not any(character.isalnum() or character in "%#&" for character in text):
        return None
    span = line.span(indent, indent + len(text))
    return _Label(
        [(" ".join(text.split()), place(span.start, span.end))], indent, indent + len(text), line.number + 1, span.start
    )


def _finish(label: _Label | None) -> tuple[str, tuple[Span, ...]]:
    if label is None:
        return "", ()
    return _NOTE_MARK.sub("", label.text).strip(), tuple(span for _, span in label.pieces)


def _cell(line: Line, token: Token, column: int, place: Callable[[int, int], Span]) -> GridCell:
    figure = token.figure
    outer = line.span(figure.span.start, figure.span.end)
    inner = line.span(figure.digits.start, figure.digits.end)
    placed = replace(figure, span=place(outer.start, outer.end), digits=place(inner.start, inner.end))
    return GridCell(column, line.text[token.left : token.right], placed.span, placed)


def _text_cells(
    line: Line, left: int, columns: Sequence[ColumnEdges], taken: set[int], place: Callable[[int, int], Span]
) -> list[GridCell]:
    """Words that stand in a column instead of a figure."""
    cells = []
    for segment in line.segments:
        if segment.left < left:
            continue
        column = min(
            (index for index in range(len(columns)) if index not in taken),
            key=lambda index: abs(columns[index].centre - segment.centre),
            default=None,
        )
        if column is None or not any(character.isalnum() for character in segment.text):
            continue
        if segment.right < columns[column].left - 6 or segment.left > columns[column].right + 6:
            continue
        taken.add(column)
        span = line.span(segment.left, segment.right)
        cells.append(GridCell(column, segment.text, place(span.start, span.end)))
    return cells
