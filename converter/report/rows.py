"""The rows of statements with the figures that are tagged: each with its period, dimensions and measure.

Left out, with a finding, are figures of columns whose period or basis is not certain, columns that nothing certain
tells from another of the same period, rows that carry nothing to tag, and figures that no transform reads.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta

from converter.findings import Finding, Location, Severity, Span
from converter.mapping.mapping import Decision, MappedStatement, Mapping, Origin
from converter.report.components import block_dimensions, deducted_rows, superseded_balances
from converter.report.dimensions import (
    TAGGED,
    Dimensions,
    collide,
    column_dimensions,
    entity_dimensions,
    equity_totals,
    member_table,
    row_dimensions,
    unit_mark,
)
from converter.report.elements import ITEM_TYPES, ElementBook
from converter.report.partial import PartialFact
from converter.report.unlabelled import parts_of
from converter.report.wholes import Totals
from converter.statements.statement import (
    Basis,
    Cell,
    Column,
    LineItem,
    Measure,
    Period,
    Role,
    Statement,
    StatementKind,
)
from converter.tables.grid import Figure, FigureKind

PRIMARY = (
    StatementKind.BALANCE,
    StatementKind.INCOME,
    StatementKind.CASH_FLOW,
    StatementKind.COMPREHENSIVE_INCOME,
    StatementKind.EQUITY,
)


@dataclass(frozen=True, slots=True)
class RowKey:
    statement: str
    item: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row with figures to tag: `figures` pairs each tagged cell with its period, dimensions and measure."""

    statement: Statement
    item: LineItem
    mapping: Mapping
    figures: tuple[RowFigure, ...]

    @property
    def key(self) -> RowKey:
        return RowKey(self.statement.id, self.item.index)


@dataclass(frozen=True, slots=True)
class RowFigure:
    cell: Cell
    column: Column
    period: Period
    dimensions: Dimensions
    measure: Measure


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """`concepts` names the concept of every row that has one (of each measure, in equity statements);
    `negated` are the rows whose facts have the opposite sign of the page, `turned` single elements of rows."""

    facts: tuple[PartialFact, ...]
    concepts: dict[RowKey, tuple[str, ...]]
    negated: frozenset[RowKey]
    findings: tuple[Finding, ...]
    turned: frozenset[tuple[RowKey, str]] = frozenset()


def tagged_rows(
    mapped: MappedStatement, text: str, book: ElementBook, entity: str | None, findings: list[Finding]
) -> list[Row]:
    """The rows of a statement; `text` is the source's, `entity` the name of another entity whose statement it is."""
    statement = _with_plain_restatements(mapped.statement)
    dimensions = column_dimensions(statement, book)
    whose = entity_dimensions(entity, book) if entity else ()
    columns = {column.index: (column, dimensions[i]) for i, column in enumerate(statement.columns)}
    several = equity_totals(statement)
    alike = _columns_alike(statement, dimensions, several.shifted)
    blocks = block_dimensions(mapped, book)
    deducted = deducted_rows(mapped)
    superseded = superseded_balances(statement)
    untagged: dict[int, int] = defaultdict(int)
    rows = []
    for item, mapping in zip(statement.items, mapped.mappings, strict=True):
        if item.role is Role.HEADING and not item.cells:
            continue
        mapping = _with_minority(mapping, item, several)
        before = row_dimensions(item.label) if item.index in superseded else ()
        nameless = _is_nameless(statement, item, mapping)
        figures: list[RowFigure] = []
        for cell in item.cells:
            if not _is_amount(cell) or cell.column not in columns:
                continue
            column, dims = columns[cell.column]
            period = None if cell.undated else cell.period or column.period
            measure = column.measure_of(item.measure, cell.figure)
            if period is None or column.basis not in TAGGED or column.index in alike | several.shifted:
                untagged[cell.column] += 1
            elif item.index in deducted:
                message = "a component that is deducted from equity, shown without its sign; the figure stays text"
                findings.append(report_finding("ix.report.untagged", Severity.INFO, message, cell.figure.span))
            elif nameless:
                message = "nothing on the page says what the figure is; it stays text"
                findings.append(report_finding("ix.report.untagged", Severity.INFO, message, cell.figure.span))
            elif mapping.decision is Decision.NONE or measure not in ITEM_TYPES:
                findings.append(
                    report_finding("ix.report.untagged", Severity.INFO, "figure left as text", cell.figure.span)
                )
            elif not transformable(cell.figure, text):
                message = "no transform reads the figure as printed; it stays text"
                findings.append(
                    report_finding("ix.report.unreadable-figure", Severity.WARNING, message, cell.figure.span)
                )
            else:
                own = _merged(dims or blocks.get(item.index, ()), _merged(whose, before))
                figures.append(RowFigure(cell, column, period, own, measure))
        if figures:
            rows.append(Row(statement, item, mapping, tuple(figures)))
    for index, count in sorted(untagged.items()):
        column = columns[index][0]
        why = "its period is not certain"
        if column.basis not in TAGGED:
            why = f"its basis is {column.basis.value}"
        elif index in several.shifted:
            why = "the sums say that its head is another column's"
        elif index in alike:
            why = "nothing certain tells it from another column of the same period"
        message = f"{count} figures of column {column.head!r} are not tagged: {why}"
        findings.append(
            report_finding("ix.report.untagged-column", Severity.INFO, message, column.span or statement.span)
        )
    return rows


def _is_nameless(statement: Statement, item: LineItem, mapping: Mapping) -> bool:
    """Whether a row of a table beside the statements has neither a label nor a sum that says what it is."""
    if statement.kind in PRIMARY or mapping.decision is not Decision.EXTENSION or mapping.origin is not Origin.ENGINE:
        return False
    return not any(c.isalnum() for c in item.label) and not parts_of(statement, item)


def _with_minority(mapping: Mapping, item: LineItem, several: Totals) -> Mapping:
    """Where noncontrolling interests have a part in a row, its element is the one that includes them."""
    wider = member_table().including.get(mapping.concept or "")
    if wider is None or not several.parents or not any(c.value for c in item.cells if c.column in several.minority):
        return mapping
    return replace(mapping, concept=wider)


def _with_plain_restatements(statement: Statement) -> Statement:
    """A restated column is what the report states, and has no dimension (`srt:RestatementAxis` has members for what was
    reported before and for the adjustment); it is told apart only beside a reported column of its own period."""
    reported = {column.period for column in statement.columns if column.basis is Basis.REPORTED}
    columns = tuple(
        replace(column, basis=Basis.REPORTED)
        if column.basis is Basis.RESTATED and column.period not in reported
        else column
        for column in statement.columns
    )
    return replace(statement, columns=columns) if columns != statement.columns else statement


def _merged(dimensions: Dimensions, whose: Dimensions) -> Dimensions:
    return tuple(sorted({**dict(whose), **dict(dimensions)}.items()))


def _columns_alike(statement: Statement, dimensions: tuple[Dimensions, ...], shifted: frozenset[int]) -> frozenset[int]:
    """Columns that would give one concept two values: on the face of a statement all but the first, elsewhere all.
    Columns of which no row has figures in two are one."""
    same: dict[tuple[Period, str, Dimensions], list[int]] = defaultdict(list)
    for column, dims in zip(statement.columns, dimensions, strict=True):
        if column.period is not None and column.basis in TAGGED and column.index not in shifted:
            same[column.period, unit_mark(column), dims].append(column.index)
    first = 1 if statement.kind in PRIMARY else 0
    return frozenset(
        index
        for group in same.values()
        if any(collide(statement, index, group[:place]) for place, index in enumerate(group))
        for index in group[first:]
    )


def _is_amount(cell: Cell) -> bool:
    figure = cell.figure
    if figure.kind is FigureKind.DASH:
        return True
    return figure.kind in (FigureKind.NUMBER, FigureKind.PERCENT) and cell.value is not None


def transformable(figure: Figure, text: str) -> bool:
    """Whether ixt:num-dot-decimal (TR4) or ixt:fixed-zero reads what stands in `digits`."""
    if figure.kind is FigureKind.DASH:
        return len(figure.digits) > 0
    digits = text[figure.digits.start : figure.digits.end].strip()
    whole, point, rest = digits.partition(".")
    return (
        any(c.isdigit() for c in digits)
        and all(c.isdecimal() or c in ", \xa0" for c in whole)
        and (not point or (bool(rest) and all(c.isdecimal() or c in " \xa0" for c in rest)))
        and digits.replace("\xa0", " ").isascii()
    )


def opening(period: Period) -> Period:
    """The instant before a duration starts."""
    assert period.start is not None
    return Period(period.start - timedelta(days=1))


def report_finding(code: str, severity: Severity, message: str, span: Span | None) -> Finding:
    return Finding(code, severity, message, Location(span=span))
