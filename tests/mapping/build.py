"""Statements for tests, from rows of (label, figures...): what the statements stage would have handed on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from converter.findings import Span
from converter.statements.statement import (
    Audited,
    Cell,
    Column,
    LineItem,
    Measure,
    Period,
    Role,
    Scale,
    Statement,
    StatementKind,
)
from converter.tables.grid import Figure, FigureKind

AT = Span(0, 0)
PERIODS = (Period(date(2003, 9, 30)), Period(date(2002, 12, 31)))
DURATIONS = (Period(date(2003, 9, 30), date(2003, 7, 1)), Period(date(2002, 9, 30), date(2002, 7, 1)))


def statement(kind: StatementKind, *rows: tuple[object, ...]) -> Statement:
    """Each row is (label, figure, figure) or (label,) for a heading; a `Measure` after the label overrides money."""
    periods = PERIODS if kind is StatementKind.BALANCE else DURATIONS
    items: list[LineItem] = []
    section: tuple[str, ...] = ()
    for index, (label, *rest) in enumerate(rows):
        measure = rest.pop(0) if rest and isinstance(rest[0], Measure) else Measure.MONEY
        if not rest:
            section = (str(label),)
        cells = tuple(
            Cell(c, Figure(FigureKind.NUMBER, Decimal(str(v)), AT, AT), Decimal(str(v)), 0, periods[c])
            for c, v in enumerate(rest)
        )
        items.append(
            LineItem(
                index,
                str(label),
                (AT,),
                Role.ITEM if rest else Role.HEADING,
                measure if rest else Measure.TEXT,
                0,
                section if rest else (),
                cells,
                AT,
            )
        )
    columns = tuple(Column(i, str(p), p) for i, p in enumerate(periods))
    return Statement("s1", kind, "", None, AT, 0, "USD", Scale(), Audited.UNKNOWN, columns, tuple(items))
