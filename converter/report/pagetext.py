"""A part of a filing as one string to search in, laid out as a reader sees it, with the way back to the source.

    PageText          text, and for every stretch of it the source characters that it shows
    page_text(part)   plain text as it stands; HTML as a text browser would print it, tables with aligned columns

The same patterns then serve both kinds of filing: what stands above, below or beside a caption is found by line and
column. Spaces that only align columns belong to no source character.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from converter.findings import Span
from converter.reading.document import Element, Part, PartKind, Source, TextNode

_BLOCKS = frozenset((
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "html", "li", "ol", "p", "pre", "section", "table", "tbody", "tfoot",
    "thead", "tr", "ul"
))  # fmt: skip
_ROWS = frozenset(("tr",))
_CELLS = frozenset(("td", "th"))
_SPACE_RUN = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
_GAP = 3  # columns of an HTML table stand at least this far apart, so that a gap of two spaces parts chunks
_WIDEST_CELL = 400
_TAB = 8


@dataclass(frozen=True, slots=True)
class Line:
    """`[start, end)` in `PageText.text`, without the line end."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class PageText:
    """`starts[k]` is where the k-th stretch begins in `text`; it shows source characters one for one from `origins[k]`
    (−1: padding) to `ends[k]` (its last may be an entity). `nodes[k]` tells text nodes apart: no span crosses from
    one to the next."""

    text: str
    starts: array[int] = field(repr=False)
    origins: array[int] = field(repr=False)
    ends: array[int] = field(repr=False)
    nodes: array[int] = field(repr=False)
    part: int = 0
    lines: tuple[Line, ...] = field(default=(), repr=False)

    def line_at(self, index: int) -> int:
        """Number of the line that `text[index]` stands in."""
        return bisect_right(self.lines, index, key=lambda line: line.start) - 1

    def column(self, index: int) -> int:
        return index - self.lines[self.line_at(index)].start

    def pieces(self, start: int, end: int) -> tuple[Span, ...]:
        """Source spans that show `text[start:end]`, one for each text node; padding is left out."""
        found: list[tuple[int, Span]] = []
        at = bisect_right(self.starts, start) - 1
        while at < len(self.starts) and self.starts[at] < end:
            begin = max(start, self.starts[at])
            stop = min(end, self.starts[at + 1] if at + 1 < len(self.starts) else len(self.text))
            origin = self.origins[at]
            if origin >= 0 and stop > begin:
                shift = origin - self.starts[at]
                whole = stop == (self.starts[at + 1] if at + 1 < len(self.starts) else len(self.text))
                span, node = Span(begin + shift, self.ends[at] if whole else stop + shift), self.nodes[at]
                if found and found[-1][0] == node:
                    span = Span(found[-1][1].start, span.end)
                    found.pop()
                found.append((node, span))
            at += 1
        return tuple(span for _, span in found)

    def span(self, start: int, end: int) -> Span | None:
        """The one source span that shows `text[start:end]`, None where it is scattered over several text nodes."""
        pieces = self.pieces(start, end)
        return pieces[0] if len(pieces) == 1 else None


class _Builder:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.starts, self.origins, self.ends, self.nodes = array("q"), array("q"), array("q"), array("q")

    def show(self, text: str, origin: int, node: int, end: int | None = None) -> None:
        """Append text that stands in the source from `origin` (−1: nowhere) to `end` (default: one for one)."""
        if not text:
            return
        self.starts.append(self.length)
        self.origins.append(origin)
        self.ends.append(origin + len(text) if end is None else end)
        self.nodes.append(node)
        self.parts.append(text)
        self.length += len(text)

    def page(self, part: int) -> PageText:
        text = "".join(self.parts)
        return PageText(text, self.starts, self.origins, self.ends, self.nodes, part, _lines(text))


def page_text(source: Source, part: Part, number: int = 0, limit: int | None = None) -> PageText:
    """The part as a page; `limit` bounds the source characters looked at (plain text) or printed (HTML)."""
    if part.kind is PartKind.HTML and part.root is not None:
        return _html_page(part.root, number, limit)
    start, end = part.span.start, part.span.end
    if limit is not None and end - start > limit:
        end = start + limit
    return plain_page(source.text, Span(start, end), number)


def plain_page(text: str, span: Span, number: int = 0) -> PageText:
    """Plain text between two offsets; tabs are expanded so that columns are true."""
    builder = _Builder()
    at = span.start
    while at < span.end:
        tab = text.find("\t", at, span.end)
        if tab < 0:
            builder.show(text[at : span.end], at, 0)
            break
        builder.show(text[at:tab], at, 0)
        line_start = max(text.rfind("\n", span.start, tab) + 1, span.start)
        width = len(text[line_start : tab + 1].expandtabs(_TAB)) - len(text[line_start:tab].expandtabs(_TAB))
        builder.show(" ", tab, 0)
        builder.show(" " * (width - 1), -1, 0)
        at = tab + 1
    return builder.page(number)


def _lines(text: str) -> tuple[Line, ...]:
    found = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        stop = end - 1 if end > start and text[end - 1] == "\r" else end
        found.append(Line(start, stop, text[start:stop]))
        start = end + 1
    return tuple(found)


# --- HTML: lines of pieces, a table row being as many lines as its tallest cell


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    node: TextNode
    index: int


_Row = list[_Piece | int]  # an int is so many columns of padding


def _width(row: _Row) -> int:
    return sum(piece if isinstance(piece, int) else len(piece.text) for piece in row)


def _html_page(root: Element, number: int, limit: int | None) -> PageText:
    builder = _Builder()
    seen: dict[int, int] = {}
    for row in _trim(_block(root)):
        for piece in row:
            if isinstance(piece, int):
                builder.show(" " * piece, -1, -1)
                continue
            node = seen.setdefault(id(piece.node), len(seen))
            _show_piece(builder, piece, node)
        builder.show("\n", -1, -1)
        if limit is not None and builder.length > limit:
            break
    return builder.page(number)


def _show_piece(builder: _Builder, piece: _Piece, node: int) -> None:
    """Split where an entity breaks the one-for-one run, so that offsets stay true."""
    at, end = piece.index, piece.index + len(piece.text)
    breaks = [index for index, _ in piece.node.runs if at < index < end]
    for stop in [*breaks, end]:
        shown = piece.text[at - piece.index : stop - piece.index]
        builder.show(shown, piece.node.offset(at), node, piece.node.span(at, stop).end)
        at = stop


def _trim(rows: list[_Row]) -> Iterator[_Row]:
    """Blank lines in a row count as one."""
    blank = True
    for row in rows:
        if any(isinstance(piece, _Piece) and piece.text.strip() for piece in row):
            blank = False
            yield row
        elif not blank:
            blank = True
            yield []


def _block(element: Element) -> list[_Row]:
    """The lines of a block: inline text flows, blocks and line breaks end a line."""
    rows: list[_Row] = [[]]
    preformatted = element.tag == "pre"

    def flow(node: Element) -> None:
        for child in node.children:
            if isinstance(child, TextNode):
                (_preformatted if preformatted else _flow)(child, rows)
            elif child.hidden:
                continue
            elif child.tag == "br":
                rows.append([])
            elif child.tag == "table":
                rows.extend(_table(child))
                rows.append([])
            elif child.tag in _BLOCKS:
                inner = _block(child)
                if child.tag in ("p", "hr", "h1", "h2", "h3", "h4"):
                    inner = [[], *inner, []]
                rows.extend(inner)
                rows.append([])
            else:
                flow(child)

    flow(element)
    return rows


def _flow(node: TextNode, rows: list[_Row]) -> None:
    text, at = node.text, 0
    row = rows[-1]
    for gap in _SPACE_RUN.finditer(text):
        _add(row, node, at, gap.start())
        _add_space(row, node, gap.start())
        at = gap.end()
    _add(row, node, at, len(text))


def _preformatted(node: TextNode, rows: list[_Row]) -> None:
    at = 0
    for end in [match.start() for match in re.finditer("\n", node.text)]:
        rows[-1].append(_Piece(node.text[at:end].replace("\r", " "), node, at))
        rows.append([])
        at = end + 1
    if at < len(node.text):
        rows[-1].append(_Piece(node.text[at:].replace("\r", " "), node, at))


def _add(row: _Row, node: TextNode, start: int, end: int) -> None:
    if end > start and not (not row and not node.text[start:end].strip(" ")):
        row.append(_Piece(node.text[start:end], node, start))


def _add_space(row: _Row, node: TextNode, index: int) -> None:
    last = row[-1] if row else None
    if isinstance(last, _Piece) and not last.text.endswith(" "):
        row.append(_Piece(" ", node, index))


def _table_rows(table: Element) -> Iterator[Element]:
    for child in table.children:
        if isinstance(child, Element) and not child.hidden:
            if child.tag in _ROWS:
                yield child
            elif child.tag not in ("table", *_CELLS):
                yield from _table_rows(child)


def _colspan(cell: Element) -> int:
    text = (cell.get("colspan") or "1").strip()
    return min(max(int(text), 1), 100) if text.isdecimal() else 1


def _table(table: Element) -> list[_Row]:
    """Rows with their cells side by side; every column is as wide as its widest cell of one column."""
    grid: list[list[tuple[int, int, list[_Row]]]] = []
    for row in _table_rows(table):
        column, cells = 0, []
        for cell in row.children:
            if isinstance(cell, Element) and cell.tag in _CELLS and not cell.hidden:
                span = _colspan(cell)
                cells.append((column, span, list(_trim(_block(cell)))))
                column += span
        grid.append(cells)
    widths = _column_widths(grid)
    lefts = [0]
    for width in widths:
        lefts.append(lefts[-1] + width)
    return [line for cells in grid for line in _row_lines(cells, lefts)]


def _column_widths(grid: list[list[tuple[int, int, list[_Row]]]]) -> list[int]:
    count = max((column + span for cells in grid for column, span, _ in cells), default=0)
    widths = [0] * count
    wide: list[tuple[int, int, int]] = []
    for cells in grid:
        for column, span, rows in cells:
            need = min(max((_width(row) for row in rows), default=0), _WIDEST_CELL)
            need += _GAP if need else 0
            if span == 1:
                widths[column] = max(widths[column], need)
            else:
                wide.append((span, column, need))
    for span, column, need in sorted(wide):
        short = need - sum(widths[column : column + span])
        if short > 0:
            # A wide caption belongs over the whole group: share the room among its columns that hold something.
            filled = [at for at in range(column, column + span) if widths[at]] or [column]
            for place, at in enumerate(filled):
                widths[at] += short // len(filled) + (place < short % len(filled))
    return widths


def _row_lines(cells: list[tuple[int, int, list[_Row]]], lefts: list[int]) -> list[_Row]:
    """Captions that stand under their values are aligned to the top, as browsers that align to the middle nearly do."""
    height = max((len(rows) for _, _, rows in cells), default=0)
    lines: list[_Row] = []
    for number in range(height):
        line: _Row = []
        at = 0
        for column, _, rows in cells:
            if number >= len(rows) or not rows[number]:
                continue
            left = lefts[column]
            if left > at:
                line.append(left - at)
                at = left
            elif line and left < at:
                line.append(1)
                at += 1
            line.extend(rows[number])
            at += _width(rows[number])
        lines.append(line)
    return lines
