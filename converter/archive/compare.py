"""How the facts of a filing changed from one archived version to another."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from converter.archive.store import Store


class Change(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FactChange:
    """`aspects` are (name, value) pairs beyond concept, entity and period; values as xBRL-JSON has them."""

    change: Change
    concept: str
    period: str
    aspects: tuple[tuple[str, str], ...]
    before: str | None
    after: str | None


_Key = tuple[tuple[str, str], ...]


def compare(store: Store, identifier: str, before: str, after: str) -> Iterator[FactChange]:
    """Facts are the same when all their dimensions are; raises ArchiveError for what the archive does not have."""
    old = _facts(store.read(identifier, "facts.json", before))
    new = _facts(store.read(identifier, "facts.json", after))
    for key in sorted(old.keys() | new.keys()):
        was, is_ = old.get(key, []), new.get(key, [])
        if was == is_:
            continue
        if not was:
            change = Change.ADDED
        elif not is_:
            change = Change.REMOVED
        else:
            change = Change.CHANGED
        aspects = dict(key)
        concept, period = aspects.pop("concept", ""), aspects.pop("period", "")
        aspects.pop("entity", None)
        yield FactChange(change, concept, period, tuple(sorted(aspects.items())), _shown(was), _shown(is_))


def _facts(data: bytes) -> dict[_Key, list[str]]:
    """Dimensions -> the values reported for them, sorted; duplicates count once."""
    found: dict[_Key, set[str]] = defaultdict(set)
    for fact in json.loads(data)["facts"].values():
        key = tuple(sorted((name, str(value)) for name, value in fact["dimensions"].items()))
        found[key].add(_value(fact))
    return {key: sorted(values) for key, values in found.items()}


def _value(fact: dict[str, Any]) -> str:
    value = fact.get("value")
    return "nil" if value is None else str(value)


def _shown(values: list[str]) -> str | None:
    return " | ".join(values) if values else None
