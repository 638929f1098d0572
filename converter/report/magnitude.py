"""Tables whose amounts are a thousand times larger or smaller than those of the statements, row by row.

A summary without a word of scale ("in thousands" stood over its first panel only) shows net sales of 77,642 where the
income statement has 84,420 (thousands). One such row may be another thing of the same name; several are another scale,
and which of the two is right the figures do not say: the table that is less well understood stays text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from statistics import median

from converter.findings import Finding, Location, Severity
from converter.mapping.mapping import Decision, MappedStatement
from converter.report.rows import PRIMARY
from converter.statements.columns import MARGINAL
from converter.statements.statement import Measure

CODE = "ix.report.magnitude"
_FAR = 300  # times: scales lie a thousand apart, one company's years hardly ever
_SEVERAL = 2  # rows that have to agree that the scale is another
_SURE = 0.7

Sizes = Mapping[str, Decimal]


def of_another_magnitude(mapped: Sequence[MappedStatement]) -> tuple[frozenset[str], tuple[Finding, ...]]:
    """The ids of the statements that are of another magnitude than the better understood ones, and why."""
    sizes = {each.statement.id: _sizes(each) for each in mapped}
    ranked = sorted(mapped, key=_trust)
    known: dict[str, Decimal] = {}
    strange: set[str] = set()
    findings: list[Finding] = []
    for each in ranked:
        own = sizes[each.statement.id]
        ratios = [size / known[concept] for concept, size in own.items() if concept in known]
        larger = sum(ratio > _FAR for ratio in ratios)
        smaller = sum(ratio * _FAR < 1 for ratio in ratios)
        if max(larger, smaller) >= _SEVERAL and max(larger, smaller) == len(ratios):
            strange.add(each.statement.id)
            what = "larger" if larger else "smaller"
            message = (
                f"its amounts are some {_times(ratios)} times {what} than those of the other statements; not tagged"
            )
            findings.append(Finding(CODE, Severity.WARNING, message, Location(span=each.statement.span)))
            continue
        for concept, size in own.items():
            known.setdefault(concept, size)
    return frozenset(strange), tuple(findings)


def _trust(each: MappedStatement) -> tuple[bool, bool, float, str]:
    """Primary statements first, of them those that say their scale, of them the best understood."""
    sure = sum(mapping.confidence for mapping in each.mappings if mapping.decision is Decision.STANDARD)
    statement = each.statement
    return statement.kind not in PRIMARY, statement.scale.span is None, -round(sure, 3), statement.id


def _sizes(each: MappedStatement) -> dict[str, Decimal]:
    """The middle amount of each standard element of money, by its first row; changes and percentages are no amounts."""
    reporting = {column.index for column in each.statement.columns if column.basis not in MARGINAL}
    found: dict[str, Decimal] = {}
    for item, mapping in zip(each.statement.items, each.mappings, strict=True):
        if mapping.decision is not Decision.STANDARD or mapping.concept is None or mapping.confidence < _SURE:
            continue
        amounts = [abs(cell.value) for cell in item.cells if cell.value and cell.column in reporting]
        if item.measure is Measure.MONEY and amounts:
            found.setdefault(mapping.concept, median(amounts))
    return found


def _times(ratios: Sequence[Decimal]) -> int:
    """How many times, as a power of a thousand."""
    middle = median(ratios)
    middle = middle if middle > 1 else 1 / middle
    power = 1000
    while middle > power * 300:
        power *= 1000
    return power
