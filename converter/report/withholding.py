"""Figures on which two independent readings disagree: they stay text, and a finding says why."""

from __future__ import annotations

from dataclasses import replace

from converter.findings import Finding, Location, Severity, Span
from converter.mapping.mapping import MappedStatement
from converter.report.partial import PartialFact

Withheld = tuple[tuple[Span, str], ...]


def untouched(mapped: tuple[MappedStatement, ...], withheld: Withheld) -> tuple[MappedStatement, ...]:
    """The statements without the cells whose figures are withheld."""
    spans = {span for span, _ in withheld}
    return tuple(_trimmed(each, spans) for each in mapped) if spans else mapped


def published(facts: tuple[PartialFact, ...], withheld: Withheld) -> tuple[PartialFact, ...]:
    """The facts without those that stand on a withheld figure."""
    spans = {span for span, _ in withheld}
    return tuple(fact for fact in facts if fact.unit is None or fact.span not in spans)


def withheld_findings(withheld: Withheld) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "ix.report.withheld",
            Severity.WARNING,
            f"the figure is not tagged, because an independent reading disagrees: {reason}",
            Location(span=span),
        )
        for span, reason in withheld
    )


def _trimmed(each: MappedStatement, spans: set[Span]) -> MappedStatement:
    statement = each.statement
    if not any(cell.figure.digits in spans for item in statement.items for cell in item.cells):
        return each
    items = tuple(
        replace(item, cells=tuple(cell for cell in item.cells if cell.figure.digits not in spans))
        for item in statement.items
    )
    return replace(each, statement=replace(statement, items=items))
