"""Calculation arcs from the footings of the page, none that any fact of the report contradicts.

A page says `total = Σ weight × part` in page signs; between facts the weight turns with each negated row. Arcs that
the balance rule of XBRL 2.1 §5.1.1.2 forbids, or that any context contradicts under Calculations 1.1, are left out
with all arcs of their total, and a finding says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from converter.findings import Finding, Location, Severity
from converter.report.consistency import half_unit
from converter.report.dimensions import Dimensions
from converter.report.partial import PartialFact
from converter.report.presentation import Group
from converter.report.report import CalculationArc
from converter.report.rows import RowKey, StatementFacts
from converter.report.sums import page_sums
from converter.statements.statement import Measure, Period, Statement


@dataclass(frozen=True, slots=True)
class Nature:
    """What a calculation has to know of a concept."""

    balance: str | None
    period_type: str | None


@dataclass(frozen=True, slots=True)
class Sum:
    """`parts` are concepts with weights, in page order."""

    total: str
    parts: tuple[tuple[str, int], ...]


Interval = tuple[Decimal, Decimal]
Where = tuple[Period, Dimensions, str]


class FactIntervals:
    """Every numeric fact as the interval that its precision allows; duplicates narrow it."""

    def __init__(self, facts: Iterable[PartialFact]) -> None:
        self._by_concept: dict[str, dict[Where, Interval]] = defaultdict(dict)
        for fact in facts:
            if isinstance(fact.value, Decimal) and fact.period is not None and fact.unit is not None:
                half = half_unit(fact.decimals)
                low, high = fact.value - half, fact.value + half
                where = (fact.period, fact.dimensions, fact.unit)
                known = self._by_concept[fact.concept].get(where)
                if known:
                    low, high = max(low, known[0]), min(high, known[1])
                self._by_concept[fact.concept][where] = (low, high)

    def contradicts(self, sum_: Sum) -> bool:
        """Whether any context has the total and a part, and they do not add up (Calculations 1.1 §4)."""
        for where, (low, high) in self._by_concept.get(sum_.total, {}).items():
            parts = [
                (weight, self._by_concept[part][where])
                for part, weight in sum_.parts
                if where in self._by_concept.get(part, {})
            ]
            if not parts:
                continue
            least = sum((w * (ends[0] if w > 0 else ends[1]) for w, ends in parts), Decimal(0))
            most = sum((w * (ends[1] if w > 0 else ends[0]) for w, ends in parts), Decimal(0))
            if least > high or most < low:
                return True
        return False


def total_rows(group: Group) -> frozenset[RowKey]:
    """Rows that a footing of their page makes a sum."""
    return frozenset(
        RowKey(each.statement.id, total) for each in group.members for total, _ in page_sums(each.statement)
    )


def calculation(
    group: Group, facts: StatementFacts, intervals: FactIntervals, nature: Callable[[str], Nature]
) -> tuple[tuple[CalculationArc, ...], tuple[Finding, ...]]:
    """The arcs of a group's role, one sum for a total."""
    wanted: dict[str, list[Sum]] = {}
    findings: list[Finding] = []
    for each in group.members:
        for total, parts in page_sums(each.statement):
            found = _concept_sum(each.statement, total, parts, facts)
            if found is None:
                continue
            if not _balanced(found, nature):
                span = each.statement.items[total].span
                message = f"no calculation for {found.total}: signs or kinds of its parts do not fit their balances"
                findings.append(Finding("ix.calculation.balance", Severity.INFO, message, Location(span=span)))
                continue
            wanted.setdefault(found.total, []).append(found)
    chosen: list[Sum] = []
    for total_concept, sums in wanted.items():
        fitting = next((s for s in _alternatives(sums) if not intervals.contradicts(s)), None)
        if fitting is None:
            message = f"no calculation for {total_concept}: the filing's own figures contradict it somewhere"
            findings.append(Finding("ix.calculation.contradicted", Severity.INFO, message))
        elif not _closes_cycle(fitting, chosen):
            chosen.append(fitting)
    arcs = tuple(
        CalculationArc(s.total, part, Decimal(order), weight)
        for s in chosen
        for order, (part, weight) in enumerate(s.parts, 1)
    )
    return arcs, tuple(dict.fromkeys(findings))


def _concept_sum(
    statement: Statement, total: int, parts: tuple[tuple[int, int], ...], facts: StatementFacts
) -> Sum | None:
    """The sum between concepts; None where the total has no concept or fewer than one part has."""
    measure = statement.items[total].measure
    if measure not in (Measure.MONEY, Measure.SHARES):
        return None

    def concept(index: int) -> tuple[str, int] | None:
        key = RowKey(statement.id, index)
        names = facts.concepts.get(key, ())
        if len(names) != 1 or statement.items[index].measure is not measure:
            return None
        return names[0], -1 if key in facts.negated else 1

    whole = concept(total)
    if whole is None:
        return None
    found: dict[str, int] = {}
    for index, weight in sorted(parts):
        part = concept(index)
        if part is None or part[0] in found or part[0] == whole[0]:
            return None
        found[part[0]] = weight * part[1] * whole[1]
    return Sum(whole[0], tuple(found.items())) if found else None


def _balanced(sum_: Sum, nature: Callable[[str], Nature]) -> bool:
    whole = nature(sum_.total)
    for part, weight in sum_.parts:
        other = nature(part)
        if other.period_type != whole.period_type or weight not in (1, -1):
            return False
        if whole.balance and other.balance and (weight > 0) != (whole.balance == other.balance):
            return False
    return True


def _alternatives(sums: list[Sum]) -> list[Sum]:
    """The sum over all panels' parts first, then each panel's own."""
    merged: dict[str, int] = {}
    agree = True
    for each in sums:
        for part, weight in each.parts:
            agree = agree and merged.setdefault(part, weight) == weight
    united = [Sum(sums[0].total, tuple(merged.items()))] if agree and len(sums) > 1 else []
    return list(dict.fromkeys([*united, *sums]))


def _closes_cycle(new: Sum, chosen: list[Sum]) -> bool:
    below = {s.total: [part for part, _ in s.parts] for s in chosen}
    stack = [part for part, _ in new.parts]
    seen = set(stack)
    while stack:
        concept = stack.pop()
        if concept == new.total:
            return True
        for part in below.get(concept, ()):
            if part not in seen:
                seen.add(part)
                stack.append(part)
    return False
