"""Statements of equity that run on over the page: the rows between the last balance of a page and the first of the next
are of the time between the two.

    drafts -> the same, each with the rows beside it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from converter.statements.body import Body
from converter.statements.draft import Draft
from converter.statements.rollforward import Beside, Line, carried_over
from converter.statements.statement import StatementKind


def turn_pages(drafts: Sequence[Draft]) -> list[Draft]:
    """A page goes on with the nearest before it whose columns have the same names, and only where the rows of both add
    up from balance to balance."""
    result = list(drafts)
    latest: dict[tuple[int, tuple[str, ...]], int] = {}
    for place, found in enumerate(drafts):
        if found.kind is not StatementKind.EQUITY or found.of_plan or len(set(found.body.names)) < 2:
            continue
        above = latest.get(key := (found.body.grid.part, found.body.names))
        latest[key] = place
        if above is None:
            continue
        beside = carried_over(_lines(result[above].body, found.body.columns), _lines(found.body, found.body.columns))
        if beside is not None:
            after = _lines(found.body, result[above].body.columns)[: len(beside.after)]
            result[above] = replace(result[above], beside=replace(result[above].beside, after=tuple(after)))
            result[place] = replace(found, beside=Beside(before=beside.before))
    return result


def _lines(body: Body, columns: Sequence[int]) -> list[Line]:
    """The rows of a page, their amounts by the columns of the other."""
    places = dict(zip(body.columns, columns, strict=True))
    return [
        Line(
            row.label,
            "",
            {
                places[cell.column]: cell.figure.value
                for cell in row.cells
                if cell.column in places and cell.figure is not None and cell.figure.value is not None
            },
        )
        for row in body.rows
    ]
