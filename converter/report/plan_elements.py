"""Elements for the rows of employee benefit plans.

What the engine has learnt is how companies name their rows. Of a plan's rows "Dividends" are earned and not paid, and
"Stock Savings Plan" is a share of the net assets and no stock: an element is kept only where it means the same whoever
reports, by the table `plans` of `taxonomy/entities.toml`. The other rows get elements of the filing's own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from converter.mapping.mapping import Decision, MappedStatement, Mapping, Origin
from converter.resources import rules
from converter.statements.statement import LineItem

_NET_ASSETS = "us-gaap:AssetsNet"


@cache
def _rules() -> tuple[frozenset[str], re.Pattern[str]]:
    data = rules("entities.toml")["plans"]
    return frozenset(data["elements"]), re.compile("|".join(data["net_assets"]), re.IGNORECASE)


def with_plan_elements(mapped: tuple[MappedStatement, ...]) -> tuple[MappedStatement, ...]:
    """What a person has decided stays."""
    return tuple(_with_elements(each) if each.statement.of_plan else each for each in mapped)


def _with_elements(each: MappedStatement) -> MappedStatement:
    mappings = tuple(_mapping(item, known) for item, known in zip(each.statement.items, each.mappings, strict=True))
    return replace(each, mappings=mappings)


def _mapping(item: LineItem, known: Mapping) -> Mapping:
    elements, net_assets = _rules()
    if known.origin is not Origin.ENGINE or known.decision is Decision.NONE:
        return known
    if net_assets.match(" ".join(item.label.split())) and _are_balances(item):
        return replace(
            known,
            decision=Decision.STANDARD,
            concept=_NET_ASSETS,
            negated=False,
            also=None,
            evidence=("net assets of a benefit plan",),
        )
    if known.decision is not Decision.STANDARD or known.concept in elements:
        return known
    evidence = (*known.evidence, f"{known.concept} is no element of a plan's")
    return replace(
        known, decision=Decision.EXTENSION, concept=None, also=None, negated=False, anchor=None, evidence=evidence
    )


def _are_balances(item: LineItem) -> bool:
    periods = [cell.period for cell in item.cells if cell.period is not None]
    return bool(periods) and all(period.is_instant for period in periods)
