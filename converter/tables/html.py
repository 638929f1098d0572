"""HTML tables to `Grid`s.

html_grids     all grids of an HTML part, in the order of the page
html_cells     a table's cells on a lattice
html_columns   figures in logical columns
html_rows      heads, labels and rows of one table
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from itertools import takewhile

from converter.findings import Span
from converter.reading.blocks import Block, BlockKind, blocks
from converter.reading.document import Document, Element, TextNode
from converter.reading.flow import Flow, joined, preformatted
from converter.tables.grid import Grid, TitleLine
from converter.tables.html_cells import HtmlRow, rows_of
from converter.tables.html_rows import Table, read_table
from converter.tables.text import text_grids

_MOST_TITLES = 12
_LONGEST_TITLE = 240
_MOST_NOTES = 8
_ALIGNED = re.compile("\xa0{3}[^\n]{0,40}?[0-9]")
_FEWEST_ALIGNED = 8  # figures behind gaps of no-break spaces that make a stretch of text worth reading as a table
_FEWEST_LINES = 4  # of preformatted text that is more than the label of a cell
_FEWEST_ROWS = 4  # each a table of its own, that are one table
_BLANKS = {0xA0: " "}
_INHERITED = 0.95  # what is left of the quality of a table whose heads stand over another
_PAGE_FURNITURE = re.compile(
    r"(?i)(?:page\s+)?[-\u2013\u2014]?\s?(?:[A-Z]-?)?\d{1,4}\s?[-\u2013\u2014]?|table of contents|<page>|\W+"
)
_NOTE = re.compile(
    r"(?i)(?:\(?(?:[a-z]|\d{1,2})\)|\*{1,3}|[\u2020\u2021#])\s?\S|(?:see|the)\s+(?:the\s+)?(?:accompanying|notes)\b"
    r"|certain (?:prior|amounts)|amounts may not|note:|\d{1,2}\s[A-Z][a-z]"
)


def html_grids(document: Document, part_index: int) -> tuple[Grid, ...]:
    """The grids of an HTML part: its tables that hold figures, and what its <pre> elements hold."""
    part = document.parts[part_index]
    if part.root is None:
        return ()
    page = blocks(part.root, is_data_table)
    return tuple(_Reader(document, part_index).grids(page))


def is_data_table(table: Element) -> bool:
    """Not one that only lays out other tables of several rows, or preformatted text."""
    return not _holds_page(table)


def _holds_page(element: Element) -> bool:
    stack = [element]
    while stack:
        for child in stack.pop().children:
            if isinstance(child, TextNode) or child.hidden:
                continue
            if child.tag == "table" and _height(child) > 1:
                return True
            if child.tag == "pre" and preformatted(child).text.count("\n") > _FEWEST_LINES:
                return True
            stack.append(child)
    return False


def _height(table: Element) -> int:
    rows = 0
    for child in table.children:
        if isinstance(child, Element):
            rows += 1 if child.tag == "tr" else _height(child) if child.tag in ("tbody", "thead", "tfoot") else 0
    return rows


class _Reader:
    def __init__(self, document: Document, part: int) -> None:
        self._document = document
        self._part = part
        self._found: list[Grid] = []
        self._lines: list[Flow | None] = []  # since the last grid; None where a page ends
        self._single: list[Element] = []  # the tables of one row since the last other block
        self._typed: list[Flow] = []  # the same text with the no-break spaces that begin its lines

    def grids(self, page: Iterable[Block]) -> list[Grid]:
        for block in page:
            if block.kind is BlockKind.TABLE and block.element is not None and _height(block.element) == 1:
                self._single.append(block.element)
                continue
            self._tables()
            if block.kind is BlockKind.TEXT:
                self._typed.append(block.flow)
                self._lines.extend(block.flow.lines())
            elif block.kind is BlockKind.TABLE and block.element is not None:
                self._rows(rows_of(block.element))
            elif block.kind is BlockKind.PAGE_BREAK:
                self._lines.append(None)
            elif block.kind is BlockKind.PREFORMATTED and block.element is not None:
                self._preformatted(block.element)
        self._tables()
        self._close()
        return self._found

    def _tables(self) -> None:
        """The tables of one row each that stand right below each other: a table set row by row, where their columns
        agree."""
        single, self._single = self._single, []
        rows = [rows_of(element) for element in single]
        widths = {each[0].width for each in rows if each}
        if len(rows) >= _FEWEST_ROWS and len(widths) == 1 and widths.pop() > 1:
            self._rows([row for each in rows for row in each])
            return
        for each in rows:
            self._rows(each)

    def _preformatted(self, element: Element) -> None:
        flow = preformatted(element)
        found = text_grids(flow.text.translate(_BLANKS), self._part, flow.span)
        if found:
            self._close()
            self._found.extend(self._lined(grid) for grid in found)
        else:
            self._lines.extend(flow.lines())

    def _aligned_by_spaces(self) -> bool:
        """Reads the tables of the text since the last grid that are aligned by no-break spaces, as by a typewriter."""
        typed, self._typed = self._typed, []
        if sum(len(_ALIGNED.findall(flow.text)) for flow in typed) < _FEWEST_ALIGNED:
            return False
        flow = joined(typed, "\n")
        found = text_grids(flow.text.translate(_BLANKS), self._part, flow.span)
        self._found.extend(self._lined(grid) for grid in found)
        return bool(found)

    def _lined(self, grid: Grid) -> Grid:
        """The grid with lines of the source instead of lines of the <pre>."""
        return replace(grid, rows=tuple(replace(row, line=_line(self._document, row.span)) for row in grid.rows))

    def _rows(self, rows: list[HtmlRow]) -> None:
        tables = read_table(rows)
        if not tables:
            for row in rows:
                self._lines.extend(line for cell in row.cells for line in cell.flow.lines())
            return
        for table in tables:
            titles = self._close()
            self._found.append(self._headed(self._grid(table, titles)))

    def _grid(self, table: Table, titles: list[Flow]) -> Grid:
        line = partial(_line, self._document)
        return table.grid(self._part, tuple(_title(flow) for flow in titles), line)

    def _headed(self, grid: Grid) -> Grid:
        """A table without heads that goes on with the columns of the one before has its heads too."""
        last = self._found[-1] if self._found else None
        if last is None or len(last.columns) != len(grid.columns) or any(column.heads for column in grid.columns):
            return grid
        same = all((a.left, a.right) == (b.left, b.right) for a, b in zip(last.columns, grid.columns, strict=True))
        if not same and grid.titles:
            return grid
        columns = tuple(replace(own, heads=old.heads) for own, old in zip(grid.columns, last.columns, strict=True))
        return replace(grid, columns=columns, quality=round(grid.quality * _INHERITED, 3))

    def _close(self) -> list[Flow]:
        """Ends the last grid: the lines after it that are its notes go to it. Gives the titles for the next one."""
        if self._aligned_by_spaces():
            self._lines = []
            return []
        pages: list[list[Flow]] = [[]]
        for line in self._lines:
            if line is None or _PAGE_FURNITURE.fullmatch(line.text):
                pages.append([])
            else:
                pages[-1].append(line)
        self._lines = []
        if self._found:
            notes = [line for page in pages for line in page][:_MOST_NOTES]
            notes = list(takewhile(lambda line: _NOTE.match(line.text), notes))
            last = self._found[-1]
            self._found[-1] = replace(last, notes=last.notes + tuple(_title(line) for line in notes))
            pages = [[line for line in page if line not in notes] for page in pages]
        # Titles stand on the table's own page; where that has none, they were left behind by a page break.
        lines = next((page for page in reversed(pages) if page), [])
        titles = list(takewhile(lambda line: _title_like(line.text), reversed(lines)))[:_MOST_TITLES]
        return titles[::-1]


def _title_like(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and not (len(text) > 60 and text.endswith((".", ";", ",")))


def _title(flow: Flow) -> TitleLine:
    return TitleLine(flow.text, flow.whole)


def _line(document: Document, span: Span) -> int:
    return document.source.position(span.start)[0]
