"""Elements that a label has to name, and what is meant where it does not: `taxonomy/lexicon/unsaid.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from converter.mapping.mapping import Candidate
from converter.mapping.opinion import Opinion
from converter.mapping.rules import patterns
from converter.mapping.sheet import Row, Sheet
from converter.mapping.signs import side
from converter.resources import rules
from converter.statements.wording import words

_CLAIM = 0.3  # the probability from which another row is taken to state the plain element
_HAS = 0.6  # the probability from which it will be that, where it is certain what the plain one is called


@dataclass(frozen=True, slots=True)
class Unsaid:
    """One `[[unsaid]]`; the table's head says what each part means."""

    words: tuple[re.Pattern[str], ...]
    before: int | None
    beside: frozenset[str]
    instead: Mapping[str, str]

    def holds(self, said: tuple[str, ...], year: int | None) -> bool:
        """Whether labels of that year with those words leave the elements unnamed."""
        if self.before is not None and (year is None or year >= self.before):
            return False
        return not any(pattern.match(word) for pattern in self.words for word in said)


@lru_cache(maxsize=1)
def _table() -> tuple[Unsaid, ...]:
    data = rules("lexicon/unsaid.toml")
    return tuple(
        Unsaid(
            patterns(entry["words"]),
            entry.get("before"),
            frozenset(f"us-gaap:{name}" for name in entry.get("beside", ())),
            entry["instead"],
        )
        for entry in data["unsaid"]
    )


def as_said(sheet: Sheet, rows: list[Opinion]) -> list[Opinion]:
    """The opinions where an element that a row does not name has changed places with the plain one beside it, unless
    another row of the sheet is that already: then it is neither, once it is certain what the plain one is called. A row
    alone may be either, once there are two of them. The same row of another panel or of another year does not count."""
    claimed, taken = _having(sheet, rows, _CLAIM), _having(sheet, rows, _HAS)
    out = []
    for row, opinion in zip(sheet.rows, rows, strict=True):
        rule, plain = _plain(sheet, row, opinion)
        if rule is None or opinion.best is None or not _is_beside(rule, row, claimed):
            out.append(opinion)
        elif all(_repeats(row, other) for other in (claimed if rule.before is None else taken).get(plain, [])):
            out.append(_exchanged(opinion, plain))
        else:
            out.append(opinion.without(opinion.best.concept) if rule.before is not None else opinion)
    return out


def _having(sheet: Sheet, rows: list[Opinion], least: float) -> dict[str, list[Row]]:
    """The rows by their best candidates of at least that probability."""
    found: dict[str, list[Row]] = {}
    for row, opinion in zip(sheet.rows, rows, strict=True):
        if opinion.best is not None and opinion.best.score >= least:
            found.setdefault(opinion.best.concept, []).append(row)
    return found


def _is_beside(rule: Unsaid, row: Row, claimed: Mapping[str, list[Row]]) -> bool:
    """Whether the sheet has a row of smaller amounts for one of the elements that the rule asks for, if any; not one
    that its label calls an expense."""
    others = [other for concept in rule.beside for other in claimed.get(concept, []) if side(other.label.lower()) >= 0]
    return not rule.beside or any(_exceeds(row, other) for other in others)


def _exceeds(row: Row, other: Row) -> bool:
    pairs = [(a, b) for a, b in zip(row.values, other.values, strict=False) if a is not None and b is not None]
    return bool(pairs) and all(abs(a) > abs(b) for a, b in pairs)


def _repeats(row: Row, other: Row) -> bool:
    """Whether the same row stands again in another panel, or under the heading of another year."""
    return bool(row.section) and words(row.label) == words(other.label)


def _plain(sheet: Sheet, row: Row, opinion: Opinion) -> tuple[Unsaid | None, str]:
    """What is meant instead of the row's best candidate, by which rule; no rule where that is named."""
    best = opinion.best
    if best is None or row.heading:
        return None, ""
    for rule in _table():
        plain = rule.instead.get(best.concept.removeprefix("us-gaap:"))
        if plain is not None and (len(sheet.rows) > 1 or rule.before is not None):
            said = tuple(word for text in (*row.section, row.label) for word in words(text))
            if rule.holds(said, sheet.year):
                return rule, f"us-gaap:{plain}"
    return None, ""


def _exchanged(opinion: Opinion, plain: str) -> Opinion:
    """The plain element gets the probability of the best candidate, and the other way round."""
    best, *rest = opinion.candidates
    other = Candidate(best.concept, min(best.score, opinion.of(plain)))
    rest = [c for c in rest if c.concept != plain]
    return Opinion((Candidate(plain, best.score), *sorted([*rest, other], key=lambda c: -c.score)), opinion.none)
