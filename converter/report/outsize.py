"""Amounts that no part of a company can have: many times its total assets. They are counts of shares, or misread.

What the page adds up is neither, nor is what is smaller: a company that has lost all it had shows deficits beyond
measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from converter.findings import Finding, Severity
from converter.report.rows import PRIMARY, Row, RowFigure, report_finding
from converter.statements.statement import CheckKind, Measure, StatementKind

FACE = 30  # times total assets: not even a trader sells so much in a year
NOTE = 300  # the nominal amounts of a bank's derivatives
SURE = 0.9
_OF_SHARES = frozenset(  # no company's shares are carried at more than all it has; their number may be larger
    f"us-gaap:{name}" for name in ("CommonStockValue", "CommonStockValueOutstanding", "PreferredStockValue")
)


def without_outsize(rows: Sequence[Row], findings: list[Finding]) -> list[Row]:
    """The rows without such amounts; where no balance sheet says what the total assets are, all of them."""
    assets = max((value for row in rows for value in _total_assets(row)), default=None)
    if assets is None:
        return list(rows)
    proved = max((value for row in rows for value in _added_up(row)), default=assets)
    kept = []
    for row in rows:
        most = max(proved, assets * (FACE if row.statement.kind in PRIMARY else NOTE))
        if row.mapping.concept in _OF_SHARES:
            most = max(proved, assets)
        figures = tuple(figure for figure in row.figures if not _exceeds(figure, most))
        for figure in row.figures:
            if figure not in figures:
                message = f"{row.item.label!r} would be {figure.cell.value:,f}, many times total assets; left as text"
                span = figure.cell.figure.span
                findings.append(report_finding("ix.report.outsize", Severity.WARNING, message, span))
        if figures:
            kept.append(row if len(figures) == len(row.figures) else replace(row, figures=figures))
    return kept


def _total_assets(row: Row) -> list[Decimal]:
    mapping = row.mapping
    if row.statement.kind is not StatementKind.BALANCE or mapping.concept != "us-gaap:Assets":
        return []
    if mapping.confidence < SURE:
        return []
    return [abs(figure.cell.value) for figure in row.figures if figure.cell.value and not figure.dimensions]


def _added_up(row: Row) -> list[Decimal]:
    """The amounts of a row of the statements that stand in sums which hold."""
    if row.statement.kind not in PRIMARY:
        return []
    index = row.item.index
    columns = {
        check.column
        for check in row.statement.checks
        if check.kind in (CheckKind.FOOTING, CheckKind.ROLL_FORWARD)
        and check.holds
        and (index == check.total or index in check.parts)
    }
    amounts = (f for f in row.figures if f.measure is Measure.MONEY and f.cell.column in columns)
    return [abs(figure.cell.value) for figure in amounts if figure.cell.value is not None]


def _exceeds(figure: RowFigure, most: Decimal) -> bool:
    value = figure.cell.value
    return figure.measure is Measure.MONEY and value is not None and abs(value) > most
