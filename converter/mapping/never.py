"""Elements that a row cannot have, by its label or by a heading over it: `taxonomy/lexicon/never.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from converter.mapping.labels import forms
from converter.mapping.rules import matches, patterns
from converter.mapping.sheet import Sheet
from converter.resources import rules

Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Never:
    """One `[[never]]`; the table's head says what each part means."""

    elements: Patterns
    labels: Patterns
    headings: Patterns
    before: Patterns
    unless: Patterns
    under: Patterns
    statement: str | None


@lru_cache(maxsize=1)
def _table() -> tuple[Never, ...]:
    return tuple(
        Never(
            elements=patterns(entry["elements"]),
            labels=patterns(entry.get("labels", ())),
            headings=patterns(entry.get("headings", ())),
            before=patterns(entry.get("before", ())),
            unless=patterns(entry.get("unless", ())),
            under=patterns(entry.get("under", ())),
            statement=entry.get("statement"),
        )
        for entry in rules("lexicon/never.toml")["never"]
    )


def barred(sheet: Sheet, place: int) -> Patterns:
    """Patterns of the elements that a row of the sheet cannot have."""
    row = sheet.rows[place]
    if row.heading:
        return ()
    label = forms(row.label).exact
    found: list[re.Pattern[str]] = []
    for rule in _table():
        if rule.statement not in (None, sheet.kind) or matches(rule.unless, label):
            continue
        if rule.under and any(matches(rule.under, forms(heading).exact) for heading in row.section):
            continue
        if matches(rule.labels, label) or any(_counts(sheet, place, rule, heading) for heading in row.section):
            found += rule.elements
    return tuple(found)


def _counts(sheet: Sheet, place: int, rule: Never, heading: str) -> bool:
    """Whether a heading over the row is one of the rule's, and reaches as far as the row."""
    if not matches(rule.headings, forms(heading).exact):
        return False
    return not rule.before or _reaches(sheet, place, rule.before, heading)


def _reaches(sheet: Sheet, place: int, before: Patterns, heading: str) -> bool:
    """Whether the row that ends what the heading begins comes further down, with nothing else between."""
    for row in sheet.rows[place + 1 :]:
        if row.value is not None and matches(before, forms(row.label).exact):
            return True
        if not row.heading and heading not in row.section:
            return False
    return False


def is_barred(element: str, bars: Patterns) -> bool:
    return matches(bars, element)
