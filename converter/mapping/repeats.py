"""Rows that say the same in the years of one statement of equity are one element, with one sign.

An equity statement goes through its years one after the other, and each year has its "Net income" and its "Shares
repurchased". What the engine decided with most confidence of one of them holds for all under the same headings, unless
the page shows one of them the other way round and the element goes one way only.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from converter.mapping.labels import forms
from converter.mapping.mapping import Decision, MappedStatement, Mapping, Origin
from converter.mapping.signs import majority
from converter.statements.statement import LineItem, Measure, Role, StatementKind

_Key = tuple[str, tuple[str, ...], Measure]


def settle_repeats(mapped: tuple[MappedStatement, ...]) -> tuple[MappedStatement, ...]:
    return tuple(_settled(each) if each.statement.kind is StatementKind.EQUITY else each for each in mapped)


def _settled(each: MappedStatement) -> MappedStatement:
    groups: dict[_Key, list[int]] = defaultdict(list)
    for at, (item, mapping) in enumerate(zip(each.statement.items, each.mappings, strict=True)):
        label = forms(item.label).exact
        if label and item.role is not Role.HEADING and mapping.decision is not Decision.NONE:
            groups[label, item.section, item.measure].append(at)
    mappings = list(each.mappings)
    for rows in groups.values():
        best = max((each.mappings[at] for at in rows), key=_rank)
        sign = _shown(each.statement.items[best.item])
        for at in rows:
            if _shown(each.statement.items[at]) in (0, sign) or best.decision is Decision.EXTENSION:
                mappings[at] = _with(mappings[at], best)
    return replace(each, mappings=tuple(mappings)) if mappings != list(each.mappings) else each


def _rank(mapping: Mapping) -> tuple[bool, bool, float, int]:
    """A person's decision, then a standard element, then the surest; the first of equals."""
    decided = mapping.origin is not Origin.ENGINE
    return decided, mapping.decision is Decision.STANDARD, mapping.confidence, -mapping.item


def _with(mapping: Mapping, best: Mapping) -> Mapping:
    said = ("concept", "negated", "balance", "period_type", "anchor", "also")
    if mapping.origin is not Origin.ENGINE or all(getattr(mapping, name) == getattr(best, name) for name in said):
        return mapping
    evidence = ("as the row of the same label in another year", *mapping.evidence)
    return replace(best, item=mapping.item, evidence=evidence, candidates=mapping.candidates)


def _shown(item: LineItem) -> int:
    return majority(cell.value for cell in item.cells)
