"""A dash where an amount for diluted shares would stand is no zero: there were none, or they would not have diluted.

Where the basic amount of the same period is not nil, neither is the diluted one; and a company that reports at all has
had shares, so no weighted average of them is nil.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from converter.findings import Finding, Severity
from converter.report.rows import Row, RowFigure, report_finding
from converter.tables.grid import FigureKind

_CONTINUING = "us-gaap:IncomeLossFromContinuingOperationsPer"
_BASIC_OF = {
    "us-gaap:EarningsPerShareDiluted": "us-gaap:EarningsPerShareBasic",
    f"{_CONTINUING}DilutedShare": f"{_CONTINUING}BasicShare",
}
_COUNTS = frozenset(
    ("us-gaap:WeightedAverageNumberOfSharesOutstandingBasic", "us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding")
)


def without_empty_dilution(rows: Sequence[Row], findings: list[Finding]) -> list[Row]:
    """The rows without such dashes."""
    known = {
        (row.mapping.concept, figure.period, figure.dimensions)
        for row in rows
        for figure in row.figures
        if row.mapping.concept and figure.cell.value
    }
    kept = []
    for row in rows:
        concept = row.mapping.concept or ""
        basic = _BASIC_OF.get(concept)
        figures = tuple(
            figure
            for figure in row.figures
            if not _is_dash(figure)
            or (concept not in _COUNTS and (basic, figure.period, figure.dimensions) not in known)
        )
        for figure in row.figures:
            if figure not in figures:
                message = f"{row.item.label!r} has a dash where the amount is not nil; left as text"
                findings.append(report_finding("ix.report.dash", Severity.WARNING, message, figure.cell.figure.span))
        if figures:
            kept.append(row if len(figures) == len(row.figures) else replace(row, figures=figures))
    return kept


def _is_dash(figure: RowFigure) -> bool:
    return figure.cell.figure.kind is FigureKind.DASH
