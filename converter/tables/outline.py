"""A grid as lines of text, for the terminal and for tests: titles, heads of columns, rows with their figures.

    == 2 columns, 5 rows, quality 1.0
    title   ACME WIDGETS, INC.
    column  December 31, / 2002
    row     Current assets:
    row       Cash | 1234 | -
    row  -    Total current assets | 5678 | 5000

`-` and `=` before a label stand for a rule above it, `~` for a break (a blank line, a page); NM for not meaningful.
"""

from __future__ import annotations

from collections.abc import Iterator

from converter.tables.grid import FigureKind, Grid, GridCell, GridRow, Rule

_RULE_MARKS = {Rule.NONE: " ", Rule.SINGLE: "-", Rule.DOUBLE: "="}


def outline(grid: Grid) -> Iterator[str]:
    """The grid's lines without line ends."""
    yield f"== {len(grid.columns)} columns, {len(grid.rows)} rows, quality {grid.quality}"
    for title in grid.titles:
        yield f"title   {title.text}"
    if grid.stub_head:
        yield f"stub    {grid.stub_head}"
    for column in grid.columns:
        yield f"column  {' / '.join(head.text for head in column.heads)}"
    base = min((row.indent for row in grid.rows if row.label), default=0)
    for row in grid.rows:
        yield _row(row, len(grid.columns), base).rstrip()
    for note in grid.notes:
        yield f"note    {note.text}"


def _row(row: GridRow, width: int, base: int) -> str:
    marks = ("~" if row.break_above else " ") + _RULE_MARKS[row.rule_above]
    indent = " " * max(0, row.indent - base) if row.label else ""
    cells = [""] * width
    for cell in row.cells:
        cells[cell.column] = _cell(cell)
    figures = "".join(f" | {cell}" for cell in cells) if row.cells else ""
    return f"row  {marks} {indent}{row.label}{figures}"


def _cell(cell: GridCell) -> str:
    figure = cell.figure
    if figure is None:
        return f'"{cell.text}"'
    if figure.kind is FigureKind.DASH:
        return "-"
    if figure.value is None:
        return "NM"
    return f"{figure.value}{'%' if figure.kind is FigureKind.PERCENT else ''}"
