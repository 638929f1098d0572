"""Tables of contents and indices of exhibits look like tables of figures; their figures are page numbers."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

from converter.tables.grid import FigureKind, Grid
from converter.tables.vocabulary import YEAR, is_title

_LAST_PAGE = 400
_ENTRY = re.compile(
    r"^\W*(?:items?|part|exhibit|section|article|schedule|notes?|index|signatures?|report of|independent|selected)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\bstatements? of\b|\bbalance sheets?\b|\bnotes to\b", re.IGNORECASE)
_PAGE_HEAD = re.compile(r"\bpage\b|\bpages\b|\bno\b", re.IGNORECASE)
_ASCENDING = 0.85  # of all neighbours

_EXHIBIT = re.compile(r"\bincorporated (?:herein )?by reference\b", re.IGNORECASE)


def is_contents(grid: Grid) -> bool:
    """Whether the figures are page numbers: small, bare, ascending, beside the names of what stands on the pages; or
    the numbers of exhibits."""
    if sum(bool(_EXHIBIT.search(row.label)) for row in grid.rows) > 1:
        return True
    if len(grid.columns) > 3 or any(YEAR.search(column.head) for column in grid.columns):
        return False
    figures = [cell.figure for row in grid.rows for cell in row.cells if cell.figure is not None]
    numbers = [figure for figure in figures if figure.kind is not FigureKind.DASH]
    if len(numbers) < 2 or any(
        figure.kind is not FigureKind.NUMBER
        or figure.value is None
        or figure.currency is not None
        or figure.decimals
        or abs(figure.value) > _LAST_PAGE
        for figure in numbers
    ):
        return False
    pages: list[Decimal] = [abs(figure.value or Decimal(0)) for figure in numbers]
    ascending = sum(first <= second for first, second in itertools.pairwise(pages))
    if ascending < _ASCENDING * (len(pages) - 1):
        return False
    if len(grid.columns) == 1 and not grid.columns[0].heads and _lists_statements(grid):
        return True
    labels = [row.label for row in grid.rows if row.label]
    named = sum(bool(_ENTRY.match(label)) or is_title(label) for label in labels)
    return named >= 2 or any(_PAGE_HEAD.search(column.head) for column in grid.columns)


def _lists_statements(grid: Grid) -> bool:
    """Whether the names of two statements or of the notes to them stand in one column without a head, with what is
    right above and below it."""
    texts = [*(title.text for title in grid.titles[-1:]), *(row.label for row in grid.rows)]
    return sum(bool(_LISTED.search(text)) for text in [*texts, *(note.text for note in grid.notes)]) > 1
