"""Grids and the statements made of them -> sheets: lines of the source cut into marked pieces.

    Sheet    one grid: its lines, and the statement that it became, if any
    Line     number, role of its row, pieces
    Piece    a stretch of the source and what it was taken for

A plain-text grid is shown as the lines of its source, character by character; an HTML grid, whose source is markup, as
its cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from converter.findings import Span
from converter.reading.document import Document, PartKind, Source
from converter.statements.statement import Check, Doubt, LineItem, Statement
from converter.tables.grid import Grid

_CONTEXT = 1  # lines of the source shown above and below a grid
_COLOURS = 6  # columns are told apart by so many colours


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    mark: str = ""  # a class of the style sheet: title, head, label, figure, words
    note: str = ""  # shown when pointed at


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    role: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ColumnNote:
    index: int
    head: str
    period: str
    basis: str


@dataclass(frozen=True, slots=True)
class CheckNote:
    kind: str
    doubt: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    number: int
    grid: Grid
    statement: Statement | None
    columns: tuple[ColumnNote, ...]
    held: int
    failed: tuple[CheckNote, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    mark: str
    note: str


def sheets(document: Document, grids: Sequence[Grid], statements: Sequence[Statement]) -> list[Sheet]:
    """One sheet a grid, in source order."""
    return [
        _sheet(document, number, grid, _statement_of(grid, statements)) for number, grid in enumerate(grids, start=1)
    ]


def _statement_of(grid: Grid, statements: Sequence[Statement]) -> Statement | None:
    """The statement that was read from the grid: the one with most of its rows."""
    rows = {row.span for row in grid.rows}
    best = max(statements, key=lambda statement: sum(item.span in rows for item in statement.items), default=None)
    if best is None or not any(item.span in rows for item in best.items):
        return None
    return best


def _sheet(document: Document, number: int, grid: Grid, statement: Statement | None) -> Sheet:
    items = {item.span: item for item in statement.items} if statement else {}
    checks = [check for check in statement.checks if _is_in(check, statement, grid)] if statement else []
    failed = tuple(_check_note(check, statement) for check in checks if not check.holds) if statement else ()
    text = document.parts[grid.part].kind is PartKind.TEXT
    marks = list(_marks(grid, statement, items))
    lines = _source_lines(document.source, grid, marks, items) if text else _cell_lines(document.source, grid, items)
    return Sheet(
        number=number,
        grid=grid,
        statement=statement,
        columns=_column_notes(grid, statement),
        held=sum(check.holds for check in checks),
        failed=failed,
        lines=tuple(lines),
    )


def _is_in(check: Check, statement: Statement, grid: Grid) -> bool:
    return statement.items[check.total].span in grid.span


def _check_note(check: Check, statement: Statement) -> CheckNote:
    total = statement.items[check.total]
    parts = ", ".join(statement.items[part].label or "(no label)" for part in check.parts[:6])
    return CheckNote(
        check.kind.value,
        check.doubt.value,
        f"{total.label or '(no label)'}, column {check.column + 1}: printed {check.printed:,}, computed"
        f" {check.computed:,} from {parts}",
    )


def _column_notes(grid: Grid, statement: Statement | None) -> tuple[ColumnNote, ...]:
    known = {column.index: column for column in statement.columns} if statement else {}
    notes = []
    for column in grid.columns:
        meaning = known.get(column.index)
        notes.append(
            ColumnNote(
                column.index,
                column.head or "(no head)",
                str(meaning.period) if meaning and meaning.period else "",
                meaning.basis.value if meaning else "",
            )
        )
    return tuple(notes)


def _marks(grid: Grid, statement: Statement | None, items: dict[Span, LineItem]) -> Iterable[_Mark]:
    for title in grid.titles:
        if title.span in grid.span:
            yield _Mark(title.span, "title", "title")
    heads: dict[Span, list[int]] = {head.span: [] for column in grid.columns for head in column.heads}
    for column in grid.columns:
        for head in column.heads:
            heads[head.span].append(column.index)
    for span, over in heads.items():
        columns = ", ".join(str(index + 1) for index in over)
        yield _Mark(span, f"head c{over[0] % _COLOURS}" if len(over) == 1 else "head", f"head of column {columns}")
    failed = _failed_cells(statement)
    for row in grid.rows:
        item = items.get(row.span)
        for span in row.label_spans:
            yield _Mark(span, f"label {item.role.value if item else ''}".strip(), _row_note(item))
        for cell in row.cells:
            if cell.figure is None:
                yield _Mark(cell.span, "words", f"column {cell.column + 1}, no figure")
                continue
            wrong = item is not None and (item.index, cell.column) in failed
            mark = f"figure c{cell.column % _COLOURS}" + (" wrong" if wrong else "")
            yield _Mark(cell.figure.span, mark, _figure_note(cell.column, cell.figure.value, item))


def _failed_cells(statement: Statement | None) -> set[tuple[int, int]]:
    checks = statement.checks if statement else ()
    return {(check.total, check.column) for check in checks if check.doubt in (Doubt.OURS, Doubt.SOURCE)}


def _row_note(item: LineItem | None) -> str:
    if item is None:
        return "row of no statement"
    section = " > ".join(item.section)
    return f"{item.role.value}, {item.measure.value}" + (f", under {section}" if section else "")


def _figure_note(column: int, printed: object, item: LineItem | None) -> str:
    cell = next((cell for cell in item.cells if cell.column == column), None) if item else None
    if cell is None:
        return f"column {column + 1}: {printed}"
    value = "nil" if cell.value is None else f"{cell.value:,}"
    return f"column {column + 1}: {value}" + (f", {cell.period}" if cell.period else ", no period")


def _source_lines(source: Source, grid: Grid, marks: list[_Mark], items: dict[Span, LineItem]) -> Iterable[Line]:
    """The lines of the source that the grid covers, cut at the edges of the marks."""
    roles = {
        _line_of(source, row.cells[-1].span.start): items[row.span].role.value
        for row in grid.rows
        if row.cells and row.span in items
    }
    first = max(0, _line_of(source, grid.span.start) - _CONTEXT)
    last = min(len(source.line_starts) - 1, _line_of(source, grid.span.end) + _CONTEXT)
    marks = sorted(marks, key=lambda mark: mark.span)
    at = 0
    for line in range(first, last + 1):
        start = source.line_starts[line]
        end = source.line_starts[line + 1] if line + 1 < len(source.line_starts) else len(source.text)
        while at < len(marks) and marks[at].span.end <= start:
            at += 1
        pieces = tuple(_pieces(source.text, start, end, marks, at))
        yield Line(line + 1, roles.get(line, ""), pieces)


def _line_of(source: Source, offset: int) -> int:
    """From 0."""
    return source.position(offset)[0] - 1


def _pieces(text: str, start: int, end: int, marks: list[_Mark], first: int) -> Iterable[Piece]:
    at = start
    for mark in marks[first:]:
        if mark.span.start >= end:
            break
        left, right = max(mark.span.start, at), min(mark.span.end, end)
        if left >= right:
            continue
        if at < left:
            yield Piece(text[at:left])
        yield Piece(text[left:right].rstrip("\r\n"), mark.mark, mark.note)
        at = right
    rest = text[at:end].rstrip("\r\n")
    if rest:
        yield Piece(rest)


def _cell_lines(source: Source, grid: Grid, items: dict[Span, LineItem]) -> Iterable[Line]:
    """The rows of an HTML grid, label and cells in columns of characters."""
    width = max((len(row.label) + row.indent for row in grid.rows), default=0) + 2
    for row in grid.rows:
        item = items.get(row.span)
        indent = min(row.indent, 40)
        label = row.label
        pieces = [
            Piece(" " * indent),
            Piece(label, f"label {item.role.value if item else ''}".strip(), _row_note(item)),
            Piece(" " * max(1, min(width, 90) - indent - len(label))),
        ]
        at = 0
        for cell in row.cells:
            text = " ".join(cell.text.split())
            pieces.append(Piece(" " * max(0, 14 * (cell.column + 1) - at - len(text))))
            at = max(14 * (cell.column + 1), at + len(text))
            note = _figure_note(cell.column, cell.figure.value if cell.figure else None, item)
            mark = f"figure c{cell.column % _COLOURS}" if cell.figure else "words"
            pieces.append(Piece(text, mark, note))
        yield Line(source.position(row.span.start)[0], item.role.value if item else "", tuple(pieces))
