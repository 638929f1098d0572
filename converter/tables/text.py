"""Plain text -> grids.

page_lines -> find_regions -> panels -> cluster_columns -> split_head -> column_heads -> build_rows
-> join_columns -> join_pages
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from converter.findings import Span
from converter.tables.beside import join_columns
from converter.tables.columns import ColumnEdges, cluster_columns
from converter.tables.contents import is_contents
from converter.tables.grid import FigureKind, Grid, GridColumn, GridRow, TitleLine
from converter.tables.heads import column_heads, split_head
from converter.tables.line import Line, LineKind, Token
from converter.tables.lines import align_tabs, page_lines
from converter.tables.pages import join_pages
from converter.tables.panels import panels
from converter.tables.quality import grid_quality
from converter.tables.regions import Region, find_regions, group_thousands, is_head
from converter.tables.rows import build_rows
from converter.tables.settings import DEFAULT, TableSettings
from converter.tables.vocabulary import is_note, is_scale, is_title

Place = Callable[[int, int], Span]


def text_grids(text: str, part: int, place: Place | int = 0, settings: TableSettings = DEFAULT) -> tuple[Grid, ...]:
    """Every table of a plain text, in source order.

    `place` carries `[a, b)` of `text` into the source: an offset to add, or a function for text that was decoded."""
    placed: Place = (lambda a, b: Span(a + place, b + place)) if isinstance(place, int) else place
    lines = page_lines(text, settings)
    grids: list[Grid] = []
    parted: set[int] = set()
    for region in find_regions(lines, settings):
        align_tabs(text, lines, max(region.top, region.first - settings.head_lines), region.first, region.end, settings)
        group_thousands(lines, region, settings)
        for page in panels(lines, region.top, region.first, region.end, settings):
            grid = _grid(page, region, part, placed, settings)
            if grid is None or is_contents(grid):
                continue
            if not grid.titles and grids and not _text_between(lines, grids[-1], region):
                # A second table under the same title ("Three months ended June 30, 2003" below "... 2002").
                grid = replace(grid, titles=grids[-1].titles)
            if grids and _paragraphs_between(lines, grids[-1], region):
                parted.add(grid.span.start)
            grids.append(grid)
    return tuple(join_pages(join_columns(grids), settings, parted))


def _grid(lines: Sequence[Line], region: Region, part: int, place: Place, settings: TableSettings) -> Grid | None:
    figures = [at for at in range(region.first, region.end) if _is_row(lines[at])]
    if not figures:
        return None
    years = [
        lines[at].tokens
        for at in range(max(region.top, figures[0] - settings.head_lines), figures[0])
        if lines[at].kind is LineKind.FIGURES and is_head(lines[at])
    ]
    if len(figures) < settings.least_rows and not any(len(row) == len(lines[figures[0]].tokens) > 1 for row in years):
        return None
    columns = _columns([lines[at].tokens for at in figures], lines, figures, years[-1:], settings)
    if not columns:
        return None
    head = split_head(lines, region.top, region.first, columns, settings)
    heads = column_heads(lines, head.heads, columns, head.body, place)
    rows = build_rows(lines, range(head.body, region.end), columns, settings, place)
    if not any(row.cells for row in rows):
        return None
    titles = _title_lines(lines, head.titles, place)
    titles += _titles_beside_heads(lines, head.heads, columns[0].left, place)
    rows, below = _without_notes(rows)
    starts = [title.span.start for title in titles] + [row.span.start for row in rows]
    starts += [text.span.start for stack in heads.columns for text in stack]
    grid_columns = tuple(
        GridColumn(index, column.left, column.right, heads.columns[index]) for index, column in enumerate(columns)
    )
    figured = sum(len(lines[at].tokens) for at in figures if at >= head.body)
    placed = sum(cell.figure is not None for row in rows for cell in row.cells)
    return Grid(
        part=part,
        span=Span(min(starts), max(row.span.end for row in rows)),
        titles=titles,
        columns=grid_columns,
        rows=rows,
        quality=grid_quality(grid_columns, rows, max(0, figured - placed)),
        stub_head=heads.stub,
        notes=below + _notes(lines, region.end, place),
    )


def _title_lines(lines: Sequence[Line], titles: Sequence[int], place: Place) -> tuple[TitleLine, ...]:
    """The lines of the title; a scale in brackets that runs over several of them is one."""
    found: list[TitleLine] = []
    opened = -2  # the line before, where it leaves a bracket open
    for at in titles:
        text, span = lines[at].plain, _line_span(lines[at], place)
        if opened == at - 1 and text[:1] not in ("(", "["):
            last = found.pop()
            text, span = f"{last.text} {text}", Span(last.span.start, span.end)
        found.append(TitleLine(text, span))
        opened = at if is_scale(text) and text[0] in "([" and not any(mark in text for mark in ")]") else -2
    return tuple(found)


def _text_between(lines: Sequence[Line], before: Grid, region: Region) -> bool:
    """Whether paragraphs or other words stand between the last table and this one."""
    last = max(row.line for row in before.rows)  # lines of rows count from 1: the index of the line after it
    return any(lines[at].kind is LineKind.PROSE or lines[at].has("TABLE") for at in range(last, region.first))


def _paragraphs_between(lines: Sequence[Line], before: Grid, region: Region) -> bool:
    """Whether running text that is no note to the last table stands between it and this one."""
    last = max(row.line for row in before.rows)
    opening = [
        lines[at].plain
        for at in range(last, region.first)
        if lines[at].kind is LineKind.PROSE and lines[at - 1].kind is not LineKind.PROSE
    ]
    return any(not is_note(text) and not _FOOTNOTE.match(text) for text in opening)


_FOOTNOTE = re.compile(r"\W{0,2}[\da-zA-Z]{1,2}[).]|[*†‡#]|<F?\d|see\b|note\b|the accompanying\b", re.IGNORECASE)


def _titles_beside_heads(lines: Sequence[Line], heads: Sequence[int], zone: int, place: Place) -> tuple[TitleLine, ...]:
    """The statement's name where it stands over the labels, on the line of the heads."""
    found = []
    for at in heads:
        for segment in lines[at].segments:
            if segment.left < zone - 3 and is_title(segment.text):
                span = lines[at].span(segment.left, segment.right)
                found.append(TitleLine(segment.text, place(span.start, span.end)))
    return tuple(found)


def _is_row(line: Line) -> bool:
    return line.kind is LineKind.FIGURES and not is_head(line)


def _columns(
    rows: list[tuple[Token, ...]],
    lines: Sequence[Line],
    figures: list[int],
    years: list[tuple[Token, ...]],
    settings: TableSettings,
) -> list[ColumnEdges]:
    columns = _beyond_labels(cluster_columns(rows, settings, years), lines, figures, settings)
    if len(columns) > 1 and _is_stub(columns[0], rows, lines, figures):
        return columns[1:]
    return columns


def _beyond_labels(
    columns: list[ColumnEdges], lines: Sequence[Line], figures: list[int], settings: TableSettings
) -> list[ColumnEdges]:
    """Without the columns that are but numbers in labels: few, and where other labels run."""
    full = max((column.count for column in columns), default=0)
    while len(columns) > 1:
        first = columns[0]
        if _are_marks(first, lines, figures) or (first.count < 0.3 * full and _are_in_words(first, lines, figures)):
            columns = columns[1:]
            continue
        if first.count > max(2, settings.stray * full):
            break
        crossing = sum(
            1
            for at in figures
            if any(segment.left <= first.left + 2 and segment.right > first.right for segment in lines[at].segments)
        )
        if crossing < max(1, 2 * first.count, 0.25 * len(figures)):
            break
        columns = columns[1:]
    return columns


_WORDS_BEFORE = re.compile(r"(?:[A-Za-z,;(\d]|\d -{1,2}) {0,2}\Z")
_WORDS_AFTER = re.compile(r"[);,]? {1,3}(?:[a-z]{2}|\()|[;,]|\)?\.{2}")


def _are_in_words(column: ColumnEdges, lines: Sequence[Line], figures: list[int]) -> bool:
    """Whether each number of the column stands in a label: `6,000,000  shares;  issued and outstanding`."""
    members = [
        (lines[at].text, token)
        for at in figures
        for token in lines[at].tokens
        if column.left <= token.left and token.right <= column.right
    ]
    return bool(members) and all(
        _WORDS_BEFORE.search(text, 0, token.left)
        or _WORDS_AFTER.match(text, token.right)
        or _closes_bracket(text[: token.right])
        for text, token in members
    )


def _closes_bracket(text: str) -> bool:
    """`$2,831,629)` at the beginning of a line: the bracket was opened on a line above."""
    return text.endswith(")") and "(" not in text and not any(map(str.isalpha, text))


def _are_marks(column: ColumnEdges, lines: Sequence[Line], figures: list[int]) -> bool:
    """Whether the column holds nothing but footnote marks: `(1)`, `(12)` after the labels."""
    members = [
        token
        for at in figures
        for token in lines[at].tokens[:1]
        if column.left <= token.left and token.right <= column.right
    ]
    return bool(members) and all(
        token.figure.negative
        and token.figure.value is not None
        and -40 < token.figure.value < 0
        and not token.figure.decimals
        and token.figure.currency is None
        for token in members
    )


def _is_stub(column: ColumnEdges, rows: list[tuple[Token, ...]], lines: Sequence[Line], figures: list[int]) -> bool:
    """Whether the leftmost column holds years or numbers that are labels: nothing stands to the left of them."""
    members = [
        (at, row[0])
        for at, row in zip(figures, rows, strict=True)
        if row and row[0].left < column.right and row[0].edge <= column.right
    ]
    if not members:
        return False
    bare = [
        token
        for at, token in members
        if not any(segment.left < token.left for segment in lines[at].segments)
        and token.figure.currency is None
        and (token.is_year or (token.figure.value is not None and abs(token.figure.value) < 1000))
        and (len(lines[at].tokens) > 1 or token.is_year)
    ]
    labelled = sum(1 for at in figures if any(segment.left < column.left for segment in lines[at].segments))
    signed = sum(token.figure.kind is FigureKind.DASH or token.figure.negative for _, token in members)
    if not labelled and 1 < signed > 0.3 * len(members):
        return False  # amounts of a panel without labels
    return len(bare) >= 0.7 * len(members) and labelled <= 0.3 * len(figures)


def _line_span(line: Line, place: Place) -> Span:
    text = line.text
    left = len(text) - len(text.lstrip())
    span = line.span(left, len(text.rstrip()))
    return place(span.start, span.end)


def _without_notes(rows: tuple[GridRow, ...]) -> tuple[tuple[GridRow, ...], tuple[TitleLine, ...]]:
    """`See accompanying notes` at the foot of a page is no heading of the rows on the next."""
    notes = [row for row in rows if not row.cells and is_note(row.label)]
    if not notes:
        return rows, ()
    kept = tuple(row for row in rows if row.cells or not is_note(row.label))
    return kept, tuple(TitleLine(row.label, row.span) for row in notes)


def _notes(lines: Sequence[Line], end: int, place: Place) -> tuple[TitleLine, ...]:
    """`See accompanying notes` below the rows."""
    for at in range(end, min(end + 6, len(lines))):
        if lines[at].kind is LineKind.TEXT and is_note(lines[at].plain):
            return (TitleLine(lines[at].plain, _line_span(lines[at], place)),)
    return ()
