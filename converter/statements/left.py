"""What is left of the tables of a filing: those with amounts of which no statement was made, a finding for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

from converter.findings import Finding, Location, Severity, Span
from converter.reading.document import Document
from converter.statements.classify import is_money
from converter.statements.statement import Statement
from converter.tables.grid import Figure, FigureKind, Grid

LEAST = 2  # figures: fewer are no table


class Left(Enum):
    """Why no statement was made of a table that is classified."""

    PERIOD = "the periods of its columns are not certain"
    SCALE = "its scale is not certain"


_NO_KIND = "it is none of the kinds of tables that are read"


def left_out(
    document: Document, grids: Sequence[Grid], statements: Sequence[Statement], doubts: Mapping[Span, Left]
) -> tuple[Finding, ...]:
    """`doubts` are by the span of the grid. Other tables are named where they print a currency or a scale: lists of
    exhibits and contents do not, nor what counts acres or barrels."""
    read = {cell.figure.span for statement in statements for item in statement.items for cell in item.cells}
    found = []
    for grid in grids:
        figures = _figures(grid)
        doubt = doubts.get(grid.span)
        if document.parts[grid.part].is_schedule or len(figures) < LEAST or any(f.span in read for f in figures):
            continue
        if doubt is None and not is_money(grid, [title.text for title in grid.titles]):
            continue
        severity, why = (Severity.INFO, _NO_KIND) if doubt is None else (Severity.WARNING, doubt.value)
        line, column = document.source.position(grid.span.start)
        message = f"{len(figures)} figures of a table are not tagged: {why}"
        found.append(Finding("ix.statements.left", severity, message, Location(grid.span, line, column)))
    return tuple(found)


def _figures(grid: Grid) -> list[Figure]:
    figures = [cell.figure for row in grid.rows for cell in row.cells if cell.figure is not None]
    return [figure for figure in figures if figure.kind is FigureKind.NUMBER]
