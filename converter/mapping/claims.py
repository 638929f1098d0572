"""Rows of one sheet that lay claim to the same element, and which of them has to give way.

silent   a row without a label of its own gives way to one that names the element
whole    an element that only the whole has (`taxonomy/lexicon/wholes.toml`) goes to the sum, not to its parts
less     what is taken from one result to leave another is all that lies between them: costs below gross profit are
         operating expenses
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from converter.mapping.evidence import page_sums
from converter.mapping.labels import forms
from converter.mapping.mapping import Candidate
from converter.mapping.opinion import Opinion
from converter.mapping.rules import matches, patterns
from converter.mapping.sheet import Row, Sheet
from converter.resources import rules

_CLAIM = 0.3  # the probability from which a row lays claim to an element
_WHOLE = 0.1  # the same for a sum of rows that claim it, unless it is
_SURE = 0.5  # of something else


@lru_cache(maxsize=1)
def _wholes() -> dict[str, frozenset[str]]:
    """Each element that only the whole has, with the elements that the whole may have in its place."""
    table = rules("lexicon/wholes.toml")["elements"]
    return {
        f"us-gaap:{name}": frozenset(f"us-gaap:{each}" for each in (name, *others)) for name, others in table.items()
    }


@dataclass(frozen=True, slots=True)
class Part:
    """One `[[part]]` of the table, whose head says what each part means."""

    whole: str
    part: str
    labels: tuple[re.Pattern[str], ...]
    beside: tuple[re.Pattern[str], ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Less:
    """One `[[less]]` of the table, whose head says what each part means."""

    start: str
    taken: str
    left: str
    instead: str


@lru_cache(maxsize=1)
def _lesses() -> tuple[Less, ...]:
    return tuple(
        Less(*(f"us-gaap:{entry[key]}" for key in ("from", "taken", "left", "instead")))
        for entry in rules("lexicon/wholes.toml")["less"]
    )


@lru_cache(maxsize=1)
def _parts() -> tuple[Part, ...]:
    return tuple(
        Part(
            f"us-gaap:{entry['whole']}",
            f"us-gaap:{entry['part']}",
            patterns(entry["labels"]),
            patterns(entry["beside"]),
            entry["confidence"],
        )
        for entry in rules("lexicon/wholes.toml")["part"]
    )


def settled(sheet: Sheet, rows: list[Opinion]) -> list[Opinion]:
    """The opinions after the rows of the sheet have given way to each other."""
    out = _silent_give_way(sheet, list(rows))
    for concept, family in _wholes().items():
        claims = [i for i, o in enumerate(out) if o.best and o.best.concept == concept and o.best.score >= _CLAIM]
        claims = [i for i in claims if not sheet.rows[i].heading]
        if claims:
            _to_the_whole(sheet, out, concept, family, claims)
    for rule in _lesses():
        _as_difference(sheet, out, rule)
    return out


def _as_difference(sheet: Sheet, rows: list[Opinion], rule: Less) -> None:
    """The row that `taken` was found for has `instead` where it is the difference of the two results in every column;
    not where another row has that already."""
    found = {
        concept: [i for i, o in enumerate(rows) if o.best and o.best.concept == concept and o.best.score >= _CLAIM]
        for concept in (rule.start, rule.taken, rule.left, rule.instead)
    }
    if found[rule.instead]:
        return
    for start in found[rule.start]:
        for taken in found[rule.taken]:
            for left in found[rule.left]:
                if start < taken < left and _leaves(*(sheet.rows[i] for i in (start, taken, left))):
                    best, *rest = rows[taken].candidates
                    others = tuple(c for c in rest if c.concept != rule.instead)
                    rows[taken] = Opinion((Candidate(rule.instead, best.score), *others), rows[taken].none)


def _leaves(start: Row, taken: Row, left: Row) -> bool:
    columns = list(zip(start.values, taken.values, left.values, strict=False))
    full = [(a, b, c) for a, b, c in columns if a is not None and b is not None and c is not None]
    return any(b for _, b, _ in full) and all(a - abs(b) == c for a, b, c in full)


def _silent_give_way(sheet: Sheet, rows: list[Opinion]) -> list[Opinion]:
    """Not to a row that is a part of it: "Net product sales" is not the whole that the sum below it is."""
    named: dict[str, list[int]] = {}
    for i, (row, opinion) in enumerate(zip(sheet.rows, rows, strict=True)):
        best = opinion.best
        if not row.silent and not row.heading and best is not None and best.score >= _CLAIM:
            named.setdefault(best.concept, []).append(i)
    wholes = _sums_of_all(sheet)
    for i, (row, opinion) in enumerate(zip(sheet.rows, rows, strict=True)):
        best = opinion.best
        claims = named.get(best.concept, []) if best is not None and row.silent else []
        others = [sheet.rows[j] for j in claims if i not in wholes[j]]
        if best is not None and others and all(other.values != row.values for other in others):
            rows[i] = opinion.without(best.concept)
    return rows


def _to_the_whole(sheet: Sheet, rows: list[Opinion], concept: str, family: frozenset[str], claims: list[int]) -> None:
    wholes = _sums_of_all(sheet)
    sums = {
        whole
        for i in claims
        for whole in wholes[i]
        if _may_be(rows[whole], concept, family) and _size(sheet.rows[whole]) >= _size(sheet.rows[i])
    }
    scores = {i: rows[i].of(concept) for i in (*claims, *sums)}
    taken = {i for i in scores if wholes[i] & sums}
    for whole in sums - taken:
        best = rows[whole].best
        own = best.concept if best is not None and best.concept in family else concept
        score = max(rows[whole].of(own), *(scores[i] for i in scores if i == whole or whole in wholes[i]))
        rest = tuple(c for c in rows[whole].candidates if c.concept != own)
        rows[whole] = Opinion((Candidate(own, score), *rest), min(rows[whole].none, 1 - score))
    for i in claims:
        if i not in sums and not _is_sum(sheet.rows[i]) and any(_are_parts(sheet, wholes, i, j) for j in claims):
            taken.add(i)
    for i in taken:
        rows[i] = rows[i].without(concept)
        part = _part(sheet, wholes, concept, i, sums)
        if part is not None:
            rest = tuple(c for c in rows[i].candidates if c.concept != part.part)
            rows[i] = Opinion((Candidate(part.part, part.confidence), *rest), 1 - part.confidence)


def _part(sheet: Sheet, wholes: list[frozenset[int]], concept: str, place: int, sums: set[int]) -> Part | None:
    """The rule for the larger part of a sum whose other parts are of another kind (`[[part]]`)."""
    label = forms(sheet.rows[place].label).exact
    for rule in _parts():
        if rule.whole != concept or not matches(rule.labels, label):
            continue
        for whole in wholes[place] & sums:
            beside = [j for j, above in enumerate(wholes) if whole in above and j != place and place not in above]
            larger = 2 * _size(sheet.rows[place]) >= _size(sheet.rows[whole])
            if larger and not any(matches(rule.beside, forms(sheet.rows[j].label).exact) for j in beside):
                return rule
    return None


def _may_be(opinion: Opinion, concept: str, family: frozenset[str]) -> bool:
    best = opinion.best
    if best is not None and best.concept in family and best.score >= _CLAIM:
        return True
    return opinion.of(concept) >= _WHOLE and best is not None and (best.concept == concept or best.score < _SURE)


def _sums_of_all(sheet: Sheet) -> list[frozenset[int]]:
    """For each row the sums that it goes into, on the page or by its arithmetic."""
    foots = page_sums(sheet)
    found: list[frozenset[int]] = []
    for i, row in enumerate(sheet.rows):
        above: set[int] = set()
        at = row.parent if row.parent is not None else foots.whole[i]
        while at >= 0 and at not in above and at != i:
            above.add(at)
            parent = sheet.rows[at].parent
            at = parent if parent is not None else foots.whole[at]
        found.append(frozenset(above))
    return found


def _are_parts(sheet: Sheet, wholes: list[frozenset[int]], i: int, j: int) -> bool:
    """Whether two rows are different parts of one sum, or stand right beside each other without any."""
    a, b = sheet.rows[i], sheet.rows[j]
    if _said(a) == _said(b) or a.values == b.values:
        return False
    between = sheet.rows[min(i, j) + 1 : max(i, j)]
    beside = a.section == b.section and not any(row.value is not None and row.measure is a.measure for row in between)
    return bool(wholes[i] & wholes[j]) or (beside and not wholes[i] and not wholes[j])


def _size(row: Row) -> Decimal:
    return abs(row.value or Decimal(0))


def _is_sum(row: Row) -> bool:
    return row.total or row.label[:5].lower() == "total"


def _said(row: Row) -> tuple[str, ...]:
    return tuple(sorted(set(forms(row.label).words)))
