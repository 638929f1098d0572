"""Tables that carry on the one before: the liabilities below the assets, page 2 of a cash flow, a second panel.

A table without heads of its own takes those of the table before; one whose columns report the same periods, and that
brings what the first still lacks, is joined to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from converter.findings import Span
from converter.statements import vocabulary
from converter.statements.body import Body, period_texts
from converter.statements.classify import FACE
from converter.statements.dates import read_period_text
from converter.statements.draft import Draft
from converter.statements.statement import Audited, Period, StatementKind
from converter.statements.wording import words
from converter.tables.grid import Grid, GridRow

NEAR = 3000  # characters between two tables of one statement (headings, page ends)
CONTINUED = frozenset({"continued", "contd", "cont", "concluded"})
EDGE = 5  # characters by which the right edges of the same column may differ


def inherit_heads(bodies: Sequence[Body]) -> list[Body]:
    """Gives bodies without any word on periods the heads of the body before, where their columns line up."""
    result: list[Body] = []
    for body in bodies:
        before = result[-1] if result else None
        follows = before is not None and near(before, body) and _line_up(before, body)
        if before is not None and follows and _headless(body) and not _heads_anew(before, body):
            body = replace(
                body, heads=before.heads, names=before.names, remarks=(*body.remarks, *before.remarks), outside=()
            )
        result.append(body)
    return result


def _headless(body: Body) -> bool:
    if any(not read_period_text(head).is_empty for head in body.heads):
        return False
    if any(_known(head) for head in body.heads):
        return False
    return not period_texts(body.remarks)


def _heads_anew(before: Body, body: Body) -> bool:
    """Whether the first row is a head that was taken for a label: "1995   Parent   Subsidiaries"."""
    first = body.rows[0] if body.rows else None
    if first is None or first.cells or not read_period_text(first.label).dates:
        return False
    told = set(words(first.label))
    return any(set(words(name)) <= told for name in before.names if words(name))


def _known(head: str) -> bool:
    known = vocabulary.bases()
    return bool(words(head)) and (head in known.bases or head in known.equity or head in known.component)


def near(before: Body, body: Body) -> bool:
    """Whether a table follows on another with hardly more than headings between them."""
    return before.grid.part == body.grid.part and 0 <= body.grid.span.start - before.grid.span.end < NEAR


def _line_up(before: Body, body: Body) -> bool:
    if len(before.columns) != len(body.columns):
        return False
    left = {column.index: column.right for column in before.grid.columns}
    right = {column.index: column.right for column in body.grid.columns}
    shift = [right[b] - left[a] for a, b in zip(before.columns, body.columns, strict=True)]
    return max(shift) - min(shift) <= EDGE


def join(drafts: Sequence[Draft], periods: Sequence[tuple[Period | None, ...]]) -> list[Draft]:
    """Joins each draft to the one before where it carries it on. `periods` are those of the drafts' columns."""
    result: list[Draft] = []
    known: list[tuple[Period | None, ...]] = []
    for found, columns in zip(drafts, periods, strict=True):
        if result and _carries_on(result[-1], known[-1], found, columns):
            result[-1] = _joined(result[-1], found)
        else:
            result.append(found)
            known.append(columns)
    return result


def _carries_on(
    first: Draft, first_periods: tuple[Period | None, ...], second: Draft, second_periods: tuple[Period | None, ...]
) -> bool:
    if first.kind is not second.kind or first.kind not in FACE or len(first_periods) != len(second_periods):
        return False
    if first_periods != second_periods or not near(first.body, second.body):
        return False
    if [foot.basis for foot in first.footings] != [foot.basis for foot in second.footings]:
        return False
    if first.scale is not None and second.scale is not None and first.scale.money != second.scale.money:
        return False
    lacks, brings = _phases(first), _phases(second)
    if first.kind is StatementKind.EQUITY:
        return bool(CONTINUED & _title_words(second))
    return (
        bool(brings) and (not lacks or max(lacks) <= min(brings)) and not (lacks & brings and max(lacks) == max(brings))
    )


def _title_words(found: Draft) -> set[str]:
    return {word for remark in found.body.remarks for word in words(remark.text)}


def _phases(found: Draft) -> set[int]:
    """Which parts of its kind of statement a draft holds, numbered in their order."""
    tables = vocabulary.phases().get(found.kind)
    if tables is None:
        return set()
    return {phase for row in found.body.rows for start, _, phase in tables.find(words(row.label)) if start == 0}


def _joined(first: Draft, second: Draft) -> Draft:
    position = dict(zip(second.body.columns, first.body.columns, strict=True))
    rows = tuple(_moved(row, position) for row in second.body.rows)
    grid = first.body.grid
    span = Span(grid.span.start, max(grid.span.end, second.body.grid.span.end))
    whole: Grid = replace(
        grid,
        span=span,
        notes=(*grid.notes, *second.body.grid.notes),
        quality=min(grid.quality, second.body.grid.quality),
        findings=(*grid.findings, *second.body.grid.findings),
    )
    body = replace(first.body, grid=whole, rows=(*first.body.rows, *rows))
    audited = first.audited if first.audited is not Audited.UNKNOWN else second.audited
    scale = first.scale or second.scale
    return replace(first, body=body, score=first.score + second.score, audited=audited, scale=scale)


def _moved(row: GridRow, position: dict[int, int]) -> GridRow:
    return replace(
        row, cells=tuple(replace(cell, column=position.get(cell.column, -1 - cell.column)) for cell in row.cells)
    )
