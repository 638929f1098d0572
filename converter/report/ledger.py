"""What has been said of each concept in each context: two facts of one must agree (EFM 6.5.12)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from converter.report.consistency import consistent
from converter.report.dimensions import Dimensions
from converter.report.partial import PartialFact
from converter.statements.statement import Period

Key = tuple[str, Period, Dimensions, str]


@dataclass(slots=True)
class Ledger:
    """What has been settled: value and precision by concept, period, dimensions and unit."""

    settled: dict[Key, tuple[Decimal | None, int | None]] = field(default_factory=dict)

    def contradicts(self, fact: PartialFact) -> bool:
        known = self.settled.get(key_of(fact))
        value = fact.value if isinstance(fact.value, Decimal) else None
        return known is not None and not consistent(*known, value, fact.decimals)

    def is_rounded_otherwise(self, fact: PartialFact) -> bool:
        """Whether the coarser of the fact and what is settled is the finer one cut off instead of rounded."""
        value, decimals = self.settled[key_of(fact)]
        if value is None or decimals is None or not isinstance(fact.value, Decimal) or fact.decimals is None:
            return False
        coarse = min(decimals, fact.decimals)
        return decimals != fact.decimals and abs(value - fact.value) < Decimal(1).scaleb(-coarse)

    def is_finer(self, fact: PartialFact) -> bool:
        return (fact.decimals or 0) > (self.settled[key_of(fact)][1] or 0)

    def settle(self, fact: PartialFact) -> None:
        value = fact.value if isinstance(fact.value, Decimal) else None
        known = self.settled.get(key_of(fact))
        if known is None or (fact.decimals or 0) > (known[1] or 0):
            self.settled[key_of(fact)] = (value, fact.decimals)


def key_of(fact: PartialFact) -> Key:
    assert fact.period is not None and fact.unit is not None
    return fact.concept, fact.period, fact.dimensions, fact.unit


def contradict_each_other(facts: list[PartialFact]) -> bool:
    ledger = Ledger()
    for fact in facts:
        if ledger.contradicts(fact):
            return True
        ledger.settle(fact)
    return False
