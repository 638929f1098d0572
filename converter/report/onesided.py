"""Elements that are never negative, by the table `taxonomy/one-sided.toml` (EFM 6.5.43, DQC 0015).

A row of such an element that the page shows negative is negated; a figure that stays negative among positive ones of
its row is written as it is, with a finding: the mapping or the page is in doubt. In a cash flow, where the page's sums
tell money that came from money that went, a row of payments that were received, or of proceeds that were paid, is
something else than its element: it gets one of the filing's own. Stock that is issued for less than it had cost is
negative in the component of equity that bears the difference.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from converter.findings import Finding, Location, Severity
from converter.mapping.mapping import Decision, MappedStatement, Mapping
from converter.report.partial import PartialFact
from converter.resources import folder
from converter.statements.statement import LineItem, StatementKind

CODE = "ix.report.negative"
_ISSUED = "us-gaap:StockIssued"
_MOVES = ("us-gaap:Payments", "us-gaap:Proceeds", "us-gaap:Repayments")


@dataclass(frozen=True, slots=True)
class _Names:
    starts: tuple[str, ...]
    unless: tuple[str, ...]
    counts: tuple[str, ...]


@cache
def _names() -> _Names:
    data = tomllib.loads((folder("taxonomy") / "one-sided.toml").read_text("utf-8"))
    return _Names(tuple(data["starts"]), tuple(data["unless"]), tuple(data["counts"]))


def one_sided(concept: str) -> bool:
    prefix, _, name = concept.partition(":")
    names = _names()
    return prefix == "us-gaap" and name.startswith(names.starts) and not any(part in name for part in names.unless)


def is_impossible(fact: PartialFact) -> bool:
    """Whether a fact counts shares below zero."""
    prefix, _, name = fact.concept.partition(":")
    negative = isinstance(fact.value, Decimal) and fact.value < 0
    return negative and prefix == "us-gaap" and fact.unit == "shares" and name.startswith(_names().counts)


def turn_one_sided(mapped: tuple[MappedStatement, ...]) -> tuple[MappedStatement, ...]:
    return tuple(
        replace(
            each,
            mappings=tuple(
                _turned(mapping, item, each.statement.kind)
                for item, mapping in zip(each.statement.items, each.mappings, strict=True)
            ),
        )
        for each in mapped
    )


def negative_findings(facts: Iterable[PartialFact]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            CODE,
            Severity.WARNING,
            f"{fact.concept} is never negative, the figure is {fact.value}; is the element right?",
            Location(span=fact.span),
        )
        for fact in facts
        if isinstance(fact.value, Decimal) and fact.value < 0 and not fact.dimensions and one_sided(fact.concept)
    )


def _turned(mapping: Mapping, item: LineItem, kind: StatementKind) -> Mapping:
    if mapping.decision is not Decision.STANDARD or not one_sided(mapping.concept or ""):
        return mapping
    if kind is StatementKind.EQUITY and (mapping.concept or "").startswith(_ISSUED):
        return mapping
    values = [cell.value for cell in item.cells if cell.value]
    negative = sum((value < 0) != mapping.negated for value in values)
    if 2 * negative <= len(values):
        return mapping
    adds = item.parent is not None and item.weight == 1
    if adds and kind is StatementKind.CASH_FLOW and (mapping.concept or "").startswith(_MOVES):
        own = replace(mapping, decision=Decision.EXTENSION, concept=None, anchor=mapping.anchor or mapping.concept)
        evidence = (*mapping.evidence, "the page's sums show the opposite of what the element means")
        return replace(own, balance="debit", negated=False, period_type="duration", evidence=evidence)
    evidence = (*mapping.evidence, "the element is never negative")
    return replace(mapping, negated=not mapping.negated, evidence=evidence)
