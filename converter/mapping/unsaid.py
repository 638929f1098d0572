"""Elements that a label has to name, and what is meant where it does not: `taxonomy/lexicon/unsaid.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from converter.mapping.rules import patterns
from converter.mapping.sheet import Row
from converter.resources import rules
from converter.statements.wording import words

Weighed = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Unsaid:
    """One `[[unsaid]]`; the table's head says what each part means."""

    words: tuple[re.Pattern[str], ...]
    before: int | None
    instead: Mapping[str, str]

    def holds(self, said: tuple[str, ...], year: int | None) -> bool:
        """Whether labels of that year with those words leave the elements unnamed."""
        if self.before is not None and (year is None or year >= self.before):
            return False
        return not any(pattern.match(word) for pattern in self.words for word in said)


@lru_cache(maxsize=1)
def _table() -> tuple[Unsaid, ...]:
    data = rules("lexicon/unsaid.toml")
    return tuple(Unsaid(patterns(entry["words"]), entry.get("before"), entry["instead"]) for entry in data["unsaid"])


def as_said(candidates: list[Weighed], row: Row, year: int | None) -> list[Weighed]:
    """Names with probabilities, best first, where an element that the row does not name gives way to the plain one."""
    if row.heading:
        return candidates
    concerned = [rule for rule in _table() if any(name in rule.instead for name, _ in candidates)]
    if not concerned:
        return candidates
    said = tuple(word for text in (*row.section, row.label) for word in words(text))
    instead = {name: plain for rule in concerned if rule.holds(said, year) for name, plain in rule.instead.items()}
    moved: dict[str, float] = {}
    for name, p in candidates:
        name = instead.get(name, name)
        moved[name] = moved.get(name, 0.0) + p
    return sorted(moved.items(), key=lambda item: -item[1])
