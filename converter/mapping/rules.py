"""Labels that name an element outright: `taxonomy/lexicon/rules.toml`, applied to what the ranking found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import translate
from functools import lru_cache

from converter.mapping.labels import forms
from converter.mapping.mapping import Candidate
from converter.mapping.sheet import Row
from converter.resources import rules
from converter.statements.statement import Measure


@dataclass(frozen=True, slots=True)
class LabelRule:
    """One `[[rule]]`; the table's head says what each part means."""

    labels: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    under: tuple[re.Pattern[str], ...]
    statement: str | None
    measure: Measure | None
    concept: str
    confidence: float
    before: int | None
    period: str | None = None
    not_under: tuple[re.Pattern[str], ...] = ()

    def fits(self, row: Row, kind: str | None, year: int | None = None) -> bool:
        """Whether the rule holds for a row of a statement of that kind and year."""
        if self.before is not None and (year is None or year >= self.before):
            return False
        if self.statement is not None and kind is not None and kind != self.statement:
            return False
        if self.measure is not None and row.measure is not self.measure:
            return False
        if self.period is not None and row.period_type != self.period:
            return False
        if self.under and not (row.section and matches(self.under, forms(row.section[-1]).exact)):
            return False
        if self.not_under and any(matches(self.not_under, forms(heading).exact) for heading in row.section):
            return False
        label = forms(row.label).exact
        return matches(self.labels, label) and not matches(self.unless, label)


def patterns(globs: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """What `*`, `?` and `[...]` mean in the tables of rules."""
    return tuple(re.compile(translate(glob)) for glob in globs)


def matches(table: Iterable[re.Pattern[str]], text: str) -> bool:
    """Whether one of the patterns is the whole text's."""
    return any(pattern.match(text) for pattern in table)


@lru_cache(maxsize=1)
def label_rules() -> tuple[LabelRule, ...]:
    data = rules("lexicon/rules.toml")
    return tuple(
        LabelRule(
            labels=patterns(entry["labels"]),
            unless=patterns(entry.get("unless", ())),
            under=patterns(entry.get("under", ())),
            statement=entry.get("statement"),
            measure=Measure(entry["measure"]) if "measure" in entry else None,
            concept=entry["concept"],
            confidence=entry["confidence"],
            before=entry.get("before"),
            period=entry.get("period"),
            not_under=patterns(entry.get("not_under", ())),
        )
        for entry in data["rule"]
    )


def raised(candidates: tuple[Candidate, ...], rule: LabelRule) -> tuple[Candidate, ...]:
    """The candidates with the rule's element first; the others share what is left of the probability."""
    rest = [c for c in candidates if c.concept != rule.concept]
    total = sum(c.score for c in rest)
    scale = min(1.0, (1 - rule.confidence) / total) if total else 1.0
    return (
        Candidate(rule.concept, rule.confidence),
        *(Candidate(c.concept, round(c.score * scale, 4)) for c in rest[: max(len(candidates) - 1, 4)]),
    )
