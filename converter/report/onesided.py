"""Elements that are never negative, by the table `taxonomy/one-sided.toml` (EFM 6.5.43, DQC 0015).

A row of such an element that the page shows negative is negated; a figure that stays negative among positive ones of
its row is written as it is, with a finding: the mapping or the page is in doubt.
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
from converter.statements.statement import LineItem

CODE = "ix.report.negative"


@dataclass(frozen=True, slots=True)
class _Names:
    starts: tuple[str, ...]
    unless: tuple[str, ...]


@cache
def _names() -> _Names:
    data = tomllib.loads((folder("taxonomy") / "one-sided.toml").read_text("utf-8"))
    return _Names(tuple(data["starts"]), tuple(data["unless"]))


def one_sided(concept: str) -> bool:
    prefix, _, name = concept.partition(":")
    names = _names()
    return prefix == "us-gaap" and name.startswith(names.starts) and not any(part in name for part in names.unless)


def turn_one_sided(mapped: tuple[MappedStatement, ...]) -> tuple[MappedStatement, ...]:
    return tuple(
        replace(
            each,
            mappings=tuple(
                _turned(mapping, item) for item, mapping in zip(each.statement.items, each.mappings, strict=True)
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


def _turned(mapping: Mapping, item: LineItem) -> Mapping:
    if mapping.decision is not Decision.STANDARD or not one_sided(mapping.concept or ""):
        return mapping
    values = [cell.value for cell in item.cells if cell.value]
    negative = sum((value < 0) != mapping.negated for value in values)
    if 2 * negative <= len(values):
        return mapping
    evidence = (*mapping.evidence, "the element is never negative")
    return replace(mapping, negated=not mapping.negated, evidence=evidence)
