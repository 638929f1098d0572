"""Statement facts by the names that prose gives them.

Ledger      name -> statement rows' concepts; (concept, period) -> fact
Naming      a name found in a sentence
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from converter.mapping.mapping import MappedStatement
from converter.prose.language import Calendar, months_of
from converter.report.partial import CoverPage, PartialFact
from converter.resources import rules
from converter.statements.statement import Period, StatementKind

_PRIMARY = (
    StatementKind.BALANCE,
    StatementKind.INCOME,
    StatementKind.CASH_FLOW,
    StatementKind.COMPREHENSIVE_INCOME,
)
_LONGEST_NAME = 9  # words
_OTHER_KIND = {"diluted": ("basic",), "basic": ("diluted",)}  # what an element's name may not say
_GENERIC = frozenset(("total", "other", "basic", "diluted", "net", "current", "shares", "other net", "interest"))
_PARTIAL_INCOME = re.compile(
    r"continu|extraordinary|before|cumulative|accounting|dividend|book|pro forma|merger|charge"
)
_LOSS = re.compile(r"\bloss|\bused\b|\bdeficit", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Naming:
    """`[start, end)` in the page's text; `concepts` best first; `loss` where the name says that it is one."""

    start: int
    end: int
    concepts: tuple[str, ...]
    loss: bool


@dataclass(frozen=True, slots=True)
class _Name:
    words: re.Pattern[str]
    labels: tuple[str, ...]
    loss: bool


@cache
def _names() -> tuple[_Name, ...]:
    return tuple(
        _Name(
            re.compile(rf"\b(?:{row['words'].replace(' ', chr(92) + 's+')})\b", re.IGNORECASE),
            tuple(row["labels"]),
            row.get("loss", False),
        )
        for row in _table()["name"]
    )


@cache
def _share_concepts() -> dict[str, tuple[str, ...]]:
    """ "diluted", "basic", "either" -> concepts, best first."""
    return {kind: tuple(concepts) for kind, concepts in _table()["per_share"].items()}


@cache
def _table() -> dict[str, Any]:
    return rules("prose/words.toml")


def label_key(label: str) -> str:
    text = re.sub(r"['\u2019]", "", label.casefold().replace("&", " and "))
    return " ".join(re.findall(r"[a-z0-9]+", text))


class Ledger:
    """Undimensioned numeric facts of the primary statements."""

    def __init__(self, mapped: tuple[MappedStatement, ...], facts: Iterable[PartialFact]) -> None:
        rows = {
            (each.statement.id, item.index): (item.label, " ".join((*item.section, item.label)))
            for each in mapped
            if each.statement.kind in _PRIMARY
            for item in each.statement.items
        }
        self._concepts: dict[str, tuple[str, ...]] = {}
        self._facts: dict[str, dict[Period, PartialFact]] = {}
        self._per_share: dict[str, str] = {}
        for fact in facts:
            row = rows.get((fact.statement or "", -1 if fact.item is None else fact.item))
            if row is None or fact.dimensions or fact.period is None or not isinstance(fact.value, Decimal):
                continue
            key = label_key(row[0])
            if fact.unit is not None and fact.unit.endswith("/shares"):
                self._per_share.setdefault(fact.concept, row[1].casefold())
            known = self._concepts.get(key, ())
            if fact.concept not in known:
                self._concepts[key] = (*known, fact.concept)
            kept = self._facts.setdefault(fact.concept, {})
            if fact.period not in kept or _finer(fact, kept[fact.period]):
                kept[fact.period] = fact

    def facts(self, concept: str) -> tuple[PartialFact, ...]:
        return tuple(self._facts.get(concept, {}).values())

    def fact(self, concept: str, period: Period) -> PartialFact | None:
        return self._facts.get(concept, {}).get(period)

    def share_concepts(self, kind: str) -> tuple[str, ...]:
        """Concepts of income per share for "diluted", "basic" or "either", the standard ones first."""
        standard = _share_concepts()[kind]
        own = [
            concept
            for concept, label in self._per_share.items()
            if concept not in standard
            and not _PARTIAL_INCOME.search(label)
            and not any(other in concept.casefold() for other in _OTHER_KIND.get(kind, ()))
            and (kind == "either" or kind in label or ("basic" not in label and "diluted" not in label))
        ]
        return (*standard, *own)

    @property
    def periods(self) -> set[Period]:
        return {period for kept in self._facts.values() for period in kept}

    def namings(self, text: str, start: int, end: int) -> list[Naming]:
        """Names of statement rows in a sentence, in order; of two that overlap the longer."""
        found = [*self._by_words(text, start, end), *self._by_label(text, start, end)]
        found.sort(key=lambda naming: (naming.start, -naming.end))
        kept: list[Naming] = []
        for naming in found:
            if kept and naming.start < kept[-1].end:
                if naming.end > kept[-1].end:
                    kept[-1] = naming
                continue
            kept.append(naming)
        return kept

    def _by_words(self, text: str, start: int, end: int) -> list[Naming]:
        found = []
        for name in _names():
            for match in name.words.finditer(text, start, end):
                concepts = tuple(dict.fromkeys(c for label in name.labels for c in self._concepts.get(label, ())))
                if concepts:
                    found.append(Naming(match.start(), match.end(), concepts, name.loss))
        return found

    def _by_label(self, text: str, start: int, end: int) -> list[Naming]:
        words = list(re.finditer(r"[A-Za-z0-9'\u2019]+|&", text[start:end]))
        keys = [label_key(match[0]) for match in words]
        found = []
        for first in range(len(words)):
            for count in range(min(_LONGEST_NAME, len(words) - first), 0, -1):
                key = " ".join(keys[first : first + count])
                concepts = self._concepts.get(key)
                if concepts and key not in _GENERIC:
                    place = start + words[first].start(), start + words[first + count - 1].end()
                    found.append(Naming(*place, concepts, bool(_LOSS.search(key)) and "income" not in key))
                    break
        return found


def _finer(one: PartialFact, two: PartialFact) -> bool:
    return (one.decimals is None, one.decimals or 0) > (two.decimals is None, two.decimals or 0)


def calendar_of(cover: CoverPage, periods: Iterable[Period]) -> Calendar | None:
    """The fiscal year end that the cover states, else the one that statement periods imply: a year's end, or the day
    before a six- or nine-month period begins."""
    for fact in cover.facts:
        match = re.fullmatch(r"--(\d\d)-(\d\d)", str(fact.value)) if "FiscalYearEndDate" in fact.concept else None
        if match:
            return Calendar(int(match[1]), int(match[2]))
    for period in sorted(periods, key=lambda p: (-months_of(p), p.end)):
        months = months_of(period)
        if months == 12:
            return Calendar(period.end.month, period.end.day)
        if months in (6, 9) and period.start is not None:
            last = period.start.toordinal() - 1
            end = type(period.end).fromordinal(last)
            return Calendar(end.month, end.day)
    return None
