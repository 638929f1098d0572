"""Panels of one table, its further columns below the first.

                       Preferred   Common   Earnings          Other     Total
Balance at end of 1994    819        6        4,758             36      5,619
Net income                  -        -        1,465              -      1,465

A panel that repeats the labels of the panel before, or has none, carries on its rows only where the total that it ends
in proves it: on every row the sum of what stands in all panels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from converter.findings import Span
from converter.tables.grid import FigureKind, Grid, GridRow
from converter.tables.vocabulary import words

_PROVEN = 3  # rows with a total that show that two panels are one table
_ROUNDING = Decimal(1)  # in units of the last digit printed
_PANELS = 3  # that may follow the one with the labels
_COUNTED = frozenset(("shares", "number", "units"))  # heads of columns that are no part of a total


def join_columns(grids: Sequence[Grid]) -> list[Grid]:
    """The grids, further panels as further columns of the one whose rows they carry on."""
    result: list[Grid] = []
    at = 0
    while at < len(grids):
        first = grids[at]
        at += 1
        end = at
        if _are_labelled(first):
            while end < min(len(grids), at + _PANELS) and _carries_on(first, grids[end]):
                end += 1
            while end > at and not _are_summed([first, *grids[at:end]]):
                end -= 1
        for grid in grids[at:end]:
            first = _beside(first, grid)
        result.append(first)
        at = end
    return result


def _is_figured(row: GridRow) -> bool:
    return any(cell.figure is not None for cell in row.cells)


def _figured(grid: Grid) -> list[GridRow]:
    """The rows with figures; in a panel with labels, but for dashes without any."""
    labelled = any(row.label for row in grid.rows)
    return [row for row in grid.rows if _is_figured(row) and not (labelled and _is_filling(row))]


def _is_filling(row: GridRow) -> bool:
    kinds = {cell.figure.kind for cell in row.cells if cell.figure is not None}
    return not row.label and kinds == {FigureKind.DASH}


def _are_labelled(grid: Grid) -> bool:
    """Whether each row of figures has a label, if only on the line above."""
    named = False
    for row in grid.rows:
        figured = _is_figured(row) and not _is_filling(row)
        if figured and not (row.label or named):
            return False
        named = not figured
    return True


def _carries_on(first: Grid, grid: Grid) -> bool:
    if grid.part != first.part or not all(column.heads for column in grid.columns):
        return False
    own, theirs = _figured(grid), _figured(first)
    if len(own) != len(theirs):
        return False
    if all(not row.label for row in grid.rows):
        return len(own) == len(grid.rows)
    return _row_names(grid) == _row_names(first) and _heads(grid) != _heads(first)


def _row_names(grid: Grid) -> list[str]:
    return [row.label for row in grid.rows if row.label]


def _heads(grid: Grid) -> list[str]:
    return [column.head for column in grid.columns]


def _are_summed(panels: Sequence[Grid]) -> bool:
    """Whether the last column of the last panel is a total, and on each row the sum of all that stands before it, with
    or without the columns that may count shares."""
    if "total" not in words(panels[-1].columns[-1].head):
        return False
    rows = [
        [cell for panel, row in zip(panels, rows, strict=True) for cell in _amounts(panel, row)]
        for rows in zip(*(_figured(panel) for panel in panels), strict=True)
    ]
    return _add_up(rows) or _add_up([[(value, False) for value, counted in row if not counted] for row in rows])


def _amounts(panel: Grid, row: GridRow) -> list[tuple[Decimal, bool]]:
    """The amounts of a row from left to right, and whether the head of each says that it counts."""
    counted = [not _COUNTED.isdisjoint(words(column.head)) for column in panel.columns]
    values = ((cell.column, cell.figure.value) for cell in row.cells if cell.figure is not None)
    return [(value, counted[column]) for column, value in values if value is not None]


def _add_up(rows: Sequence[Sequence[tuple[Decimal, bool]]]) -> bool:
    proven = 0
    for row in rows:
        values = [value for value, _ in row]
        if not values or abs(sum(values[:-1]) - values[-1]) > _ROUNDING:
            return False
        proven += values[-1] != 0
    return proven >= _PROVEN


def _beside(first: Grid, second: Grid) -> Grid:
    """One grid: the columns of the second right of those of the first, its cells on the rows that they belong to."""
    count, right = len(first.columns), first.columns[-1].right
    columns = tuple(
        replace(column, index=count + column.index, left=right + column.left, right=right + column.right)
        for column in second.columns
    )
    further = dict(zip([row.span for row in _figured(first)], _figured(second), strict=True))
    rows = tuple(_with_cells(row, further[row.span], count) if row.span in further else row for row in first.rows)
    return replace(
        first,
        span=Span(first.span.start, second.span.end),
        columns=(*first.columns, *columns),
        rows=rows,
        notes=(*first.notes, *second.notes),
        quality=min(first.quality, second.quality),
    )


def _with_cells(row: GridRow, further: GridRow, count: int) -> GridRow:
    return replace(row, cells=(*row.cells, *(replace(cell, column=count + cell.column) for cell in further.cells)))
