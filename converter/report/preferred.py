"""Elements by the company they keep, by the table `taxonomy/preferred.toml` (DQC 0004, 0065, 0085, 0119).

Two elements may say the same of a figure until the rest of the filing is known: income before taxes "before equity
method income" where there is none of it, a deferred tax of the footnote on the face of the balance sheet. And a sum
that two elements must form by their definitions shows which row one of them does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from converter.findings import Finding, Location, Severity
from converter.mapping.mapping import Decision, MappedStatement, Mapping, Origin
from converter.mapping.rules import matches, patterns
from converter.report.sums import last_digit, page_sums
from converter.resources import rules
from converter.statements.statement import Basis, Statement, StatementKind
from converter.statements.wording import folded


@dataclass(frozen=True, slots=True)
class _Preference:
    element: str
    instead: str
    on: frozenset[str]
    unless: frozenset[str]
    labels: tuple[re.Pattern[str], ...]
    rule: str


@dataclass(frozen=True, slots=True)
class _Identity:
    whole: str
    parts: tuple[str, ...]
    optional: tuple[str, ...]
    doubtful: str
    rule: str


@cache
def _preferences() -> tuple[_Preference, ...]:
    return tuple(
        _Preference(
            e["element"],
            e["instead"],
            frozenset(e.get("on", ())),
            frozenset(e.get("unless", ())),
            patterns(e.get("labels", ())),
            e["rule"],
        )
        for e in rules("preferred.toml")["prefer"]
    )


@cache
def _identities() -> tuple[_Identity, ...]:
    return tuple(
        _Identity(e["whole"], tuple(e["parts"]), tuple(e.get("optional", ())), e["doubtful"], e["rule"])
        for e in rules("preferred.toml")["identity"]
    )


def settle_elements(
    mapped: tuple[MappedStatement, ...],
) -> tuple[tuple[MappedStatement, ...], tuple[Finding, ...]]:
    """The statements with the elements that the whole filing asks for; a finding for each row that loses its own."""
    kept = {one for one in _preferences() if any(_comes_after(each, one) for each in mapped)}
    preferred = tuple(_with_preferences(each, kept) for each in mapped)
    findings: list[Finding] = []
    return tuple(_fitting(each, findings) for each in preferred), tuple(findings)


# --- preferences


def _with_preferences(each: MappedStatement, kept: set[_Preference]) -> MappedStatement:
    """`kept` are those that some statement of the filing speaks against."""
    own = {mapping.concept for mapping in each.mappings}
    replaced: dict[str, _Preference] = {}
    for one in _preferences():
        if one.element not in own or one.instead in own or (one.on and each.statement.kind.value not in one.on):
            continue
        if _comes_after(each, one):
            continue
        if one not in kept or _stands_below(each, one) or _is_summed_from(each, one.element, one.unless):
            replaced[one.element] = one
            own.add(one.instead)
    if not replaced:
        return each
    pairs = zip(each.statement.items, each.mappings, strict=True)
    return replace(each, mappings=tuple(_preferred(item.label, mapping, replaced) for item, mapping in pairs))


def _comes_after(each: MappedStatement, one: _Preference) -> bool:
    """Whether one of the elements that speak against a preference stands below the row in a statement of income, and so
    is no part of it."""
    if each.statement.kind not in (StatementKind.INCOME, StatementKind.PARENT_ONLY):
        return False
    concepts = [mapping.concept for mapping in each.mappings]
    return one.element in concepts and not one.unless.isdisjoint(concepts[concepts.index(one.element) + 1 :])


def _stands_below(each: MappedStatement, one: _Preference) -> bool:
    concepts = [mapping.concept for mapping in each.mappings]
    return not one.unless.isdisjoint(concepts[: concepts.index(one.element)])


def _is_summed_from(each: MappedStatement, element: str, parts: frozenset[str]) -> bool:
    concepts = [mapping.concept for mapping in each.mappings]
    return any(
        concepts[total] == element and any(concepts[part] in parts for part, _ in pieces)
        for total, pieces in page_sums(each.statement)
    )


def _preferred(label: str, mapping: Mapping, replaced: dict[str, _Preference]) -> Mapping:
    one = replaced.get(mapping.concept or "")
    if one is None or mapping.origin is not Origin.ENGINE or matches(one.labels, folded(label)):
        return mapping
    evidence = (*mapping.evidence, f"preferred to {one.element.partition(':')[2]} here ({one.rule})")
    return replace(mapping, concept=one.instead, evidence=evidence)


# --- identities


def _fitting(each: MappedStatement, findings: list[Finding]) -> MappedStatement:
    rows: dict[str, int] = {}
    for at, mapping in enumerate(each.mappings):
        if mapping.concept:
            rows.setdefault(mapping.concept, at)
    doubtful: dict[int, _Identity] = {}
    for one in _identities():
        if one.whole in rows and all(part in rows for part in one.parts):
            misfit = _misfit(each, one, rows)
            if misfit is not None and each.mappings[misfit].origin is Origin.ENGINE:
                doubtful.setdefault(misfit, one)
    if not doubtful:
        return each
    mappings = list(each.mappings)
    for index, one in doubtful.items():
        mapping, item = mappings[index], each.statement.items[index]
        message = f"{mapping.concept} for {item.label!r} does not fit {one.whole} on the page; it gets an own element"
        findings.append(Finding("ix.report.identity", Severity.INFO, message, Location(span=item.span)))
        evidence = (*mapping.evidence, f"does not fit {one.whole.partition(':')[2]} ({one.rule})")
        mappings[index] = replace(
            mapping, decision=Decision.EXTENSION, concept=None, anchor=one.whole, evidence=evidence
        )
    return replace(each, mappings=tuple(mappings))


def _misfit(each: MappedStatement, one: _Identity, rows: dict[str, int]) -> int | None:
    """The row in doubt, None where no column contradicts the identity."""
    whole = _values(each, rows[one.whole])
    parts = [_values(each, rows[part]) for part in one.parts]
    others = [_values(each, rows[part]) for part in one.optional if part in rows]
    for column in _plain_columns(each.statement):
        if column not in whole or any(column not in part for part in parts):
            continue
        total, tolerance = whole[column]
        pieces = [part[column][0] for part in (*parts, *others) if column in part]
        if abs(sum(pieces, Decimal(0)) - total) <= 2 * tolerance:
            continue
        return rows[one.whole if len(parts) > 1 and any(abs(piece) > abs(total) for piece in pieces) else one.doubtful]
    return None


def _plain_columns(statement: Statement) -> Iterator[int]:
    return (column.index for column in statement.columns if column.basis is Basis.REPORTED)


def _values(each: MappedStatement, at: int) -> dict[int, tuple[Decimal, Decimal]]:
    """By column, the value with the element's sign and the unit of its last digit."""
    sign = -1 if each.mappings[at].negated else 1
    return {
        cell.column: (sign * cell.value, last_digit(cell))
        for cell in each.statement.items[at].cells
        if cell.value is not None
    }
