"""How sure the reader can be of a grid, from what the page itself shows: 1 for a table without a doubt, towards 0."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from converter.tables.grid import GridColumn, GridRow, Rule

_HEADED, _LABELLED, _FULL = 0.4, 0.3, 0.3  # weights of the three signs
_THIN = 0.1  # a column with figures in fewer rows than this share is thin


def grid_quality(columns: Sequence[GridColumn], rows: Sequence[GridRow], unplaced: int) -> float:
    """Between 0 and 1: the shares of headed columns, of labelled rows and of well-filled columns, weighed; less for
    each figure of the page that found no column (`unplaced`)."""
    figured = [row for row in rows if any(cell.figure is not None for cell in row.cells)]
    if not figured or not columns:
        return 0.0
    filled = Counter(cell.column for row in figured for cell in row.cells if cell.figure is not None)
    headed = sum(bool(column.heads) for column in columns) / len(columns)
    labelled = sum(bool(row.label) or row.rule_above is not Rule.NONE for row in figured) / len(figured)
    full = sum(filled[column.index] >= max(1, _THIN * len(figured)) for column in columns) / len(columns)
    placed = sum(filled.values()) / (sum(filled.values()) + unplaced)
    return round(placed * (_HEADED * headed + _LABELLED * labelled + _FULL * full), 3)
