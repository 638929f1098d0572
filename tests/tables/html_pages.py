"""Small fictional pages, and the grids read from them in a form that is easy to compare."""

from __future__ import annotations

from converter.reading.document import Document
from converter.reading.read import read_document
from converter.tables.grid import Grid, Rule
from converter.tables.html import html_grids


def page(body: str) -> Document:
    return read_document(f"<html><body>{body}</body></html>".encode(), "page.htm")


def grids(body: str) -> tuple[Grid, ...]:
    return html_grids(page(body), 0)


def grid(body: str) -> Grid:
    (only,) = grids(body)
    return only


def rows(table: Grid) -> list[list[str]]:
    """Each row as its label and the text in each column ("" where none)."""
    result = []
    for row in table.rows:
        cells = [row.cell(column.index) for column in table.columns]
        result.append([row.label, *(cell.text if cell else "" for cell in cells)])
    return result


def heads(table: Grid) -> list[str]:
    return [column.head for column in table.columns]


def rules(table: Grid) -> list[tuple[Rule, Rule]]:
    return [(row.rule_above, row.rule_below) for row in table.rows]


def values(table: Grid) -> list[list[str | None]]:
    result: list[list[str | None]] = []
    for row in table.rows:
        figures = [cell.figure for cell in row.cells]
        result.append([None if f is None or f.value is None else str(f.value) for f in figures])
    return result


def tr(*cells: str) -> str:
    return "<tr>" + "".join(cell if cell.startswith("<td") else f"<td>{cell}</td>" for cell in cells) + "</tr>"


def table(*table_rows: str) -> str:
    return "<table>" + "".join(table_rows) + "</table>"
