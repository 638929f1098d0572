"""How much of a report's statements is tagged, and how sure the mapping was."""

from __future__ import annotations

from converter.mapping.mapping import Decision
from converter.report.report import Report
from converter.running.outcome import CONFIDENCE_BINS, Counts, StatementCounts


def counted(report: Report) -> tuple[Counts, tuple[StatementCounts, ...]]:
    """Tallies of a report and of each statement. A figure counts as tagged when a fact says it came from its cell."""
    tagged = {(fact.statement, fact.item, fact.column) for fact in report.facts if fact.statement is not None}
    extension = sum(fact.concept.partition(":")[0] == report.extension.prefix for fact in report.facts)
    bins = [0] * CONFIDENCE_BINS
    statements = []
    for mapped in report.statements:
        statement = mapped.statement
        figures = {
            (statement.id, item.index, cell.column)
            for item in statement.items
            for cell in item.cells
            if cell.value is not None
        }
        title = " ".join(statement.title.split())
        statements.append(StatementCounts(statement.kind.value, title, len(figures), len(figures & tagged)))
        for mapping in mapped.mappings:
            if mapping.decision is not Decision.NONE:
                bins[min(int(mapping.confidence * CONFIDENCE_BINS), CONFIDENCE_BINS - 1)] += 1
    counts = Counts(
        statements=len(statements),
        figures=sum(each.figures for each in statements),
        tagged=sum(each.tagged for each in statements),
        facts=len(report.facts),
        standard=len(report.facts) - extension,
        extension=extension,
        confidence=tuple(bins),
    )
    return counts, tuple(statements)
