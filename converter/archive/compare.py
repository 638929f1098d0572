"""How the facts of a filing changed from one archived version to another.

    Change       added | removed | changed | retagged
    FactChange   one fact that is not in both versions alike
    compare      all of them, in the order of concepts
    entities     whom the facts of two versions are about, where that differs

Facts are the same when concept, period, unit and dimensions are. A figure of the source that one version tells as one
fact and the other as another is one change, not two: it was retagged.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from converter.archive.store import Store

_PEOPLE = ("concept", "period", "entity")  # what a change says apart from its other aspects


class Change(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RETAGGED = "retagged"


@dataclass(frozen=True, slots=True)
class FactChange:
    """What the fact is now, or was where it was removed; `period` and `line` as conversion.json has them.

    `aspects` are (name, value) pairs beyond concept, entity and period. `moves` are the aspects (name, before, after)
    in which a retagged figure differs from what it was.
    """

    change: Change
    concept: str
    period: str
    aspects: tuple[tuple[str, str], ...]
    before: str | None
    after: str | None
    line: int | None = None
    moves: tuple[tuple[str, str, str], ...] = ()


_Key = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Fact:
    """`place` are the characters of the source that it was read from, `line` theirs."""

    key: _Key
    value: str
    place: tuple[int, int] | None
    line: int | None


def compare(store: Store, identifier: str, before: str, after: str) -> Iterator[FactChange]:
    """Raises ArchiveError for what the archive does not have."""
    old, new = _facts(store, identifier, before), _facts(store, identifier, after)
    changes = list(_retagged(old, new)) if _same_source(store, identifier, before, after) else []
    paired = {id(fact) for pair in changes for fact in pair}
    found = [_retagging(*pair) for pair in changes]
    for key in old.keys() | new.keys():
        was = [fact for fact in old.get(key, []) if id(fact) not in paired]
        now = [fact for fact in new.get(key, []) if id(fact) not in paired]
        if sorted({fact.value for fact in was}) != sorted({fact.value for fact in now}):
            found.append(_changed(key, was, now))
    yield from sorted(found, key=lambda change: (change.concept, change.period, change.aspects, change.change))


def entities(store: Store, identifier: str, before: str, after: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The entities of the facts before and after; None where they are the same."""
    was, now = (
        tuple(sorted({str(fact["dimensions"].get("entity", "")) for fact in _reported(store, identifier, v).values()}))
        for v in (before, after)
    )
    return None if was == now else (was, now)


def _changed(key: _Key, was: list[_Fact], now: list[_Fact]) -> FactChange:
    change = Change.CHANGED if was and now else Change.ADDED if now else Change.REMOVED
    return _change(change, key, _shown(was), _shown(now), (now or was)[0].line)


def _retagged(old: Mapping[_Key, list[_Fact]], new: Mapping[_Key, list[_Fact]]) -> Iterator[tuple[_Fact, _Fact]]:
    """Facts of one version alone that stand on the same characters as one of the other version alone."""
    gone: defaultdict[tuple[int, int], list[_Fact]] = defaultdict(list)
    for key in sorted(old.keys() - new.keys()):
        for fact in old[key]:
            if fact.place is not None:
                gone[fact.place].append(fact)
    for key in sorted(new.keys() - old.keys()):
        for fact in new[key]:
            if fact.place is not None and gone[fact.place]:
                yield gone[fact.place].pop(0), fact


def _retagging(was: _Fact, now: _Fact) -> FactChange:
    before, after = dict(was.key), dict(now.key)
    names = sorted(before.keys() | after.keys())
    moves = tuple(
        (name, before.get(name, "none"), after.get(name, "none"))
        for name in names
        if before.get(name) != after.get(name)
    )
    return _change(Change.RETAGGED, now.key, was.value, now.value, now.line, moves)


def _change(
    change: Change,
    key: _Key,
    before: str | None,
    after: str | None,
    line: int | None,
    moves: tuple[tuple[str, str, str], ...] = (),
) -> FactChange:
    aspects = dict(key)
    others = tuple((name, value) for name, value in key if name not in _PEOPLE)
    return FactChange(change, aspects.get("concept", ""), aspects.get("period", ""), others, before, after, line, moves)


def _facts(store: Store, identifier: str, version: str) -> dict[_Key, list[_Fact]]:
    """Dimensions, the entity apart -> the facts reported for them; the same value twice counts once."""
    record = json.loads(store.read(identifier, "conversion.json", version))
    places = {fact["id"]: fact for fact in record["facts"]}
    found: defaultdict[_Key, list[_Fact]] = defaultdict(list)
    for name, fact in _reported(store, identifier, version).items():
        key = tuple(sorted((aspect, _aspect(aspect, value)) for aspect, value in fact["dimensions"].items()))
        key = tuple(pair for pair in key if pair[0] != "entity")
        value = _value(fact)
        if all(other.value != value for other in found[key]):
            place = places.get(name, {})
            span = place.get("span")
            found[key].append(_Fact(key, value, (span[0], span[1]) if span else None, place.get("line")))
    return found


def _reported(store: Store, identifier: str, version: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(store.read(identifier, "facts.json", version))["facts"]
    return facts


def _same_source(store: Store, identifier: str, before: str, after: str) -> bool:
    inventory = store.inventory(identifier)
    was, now = (
        {digest for path, digest in inventory.version(version).state.items() if path.startswith("source/")}
        for version in (before, after)
    )
    return was == now


def _aspect(name: str, value: Any) -> str:
    return _days(str(value)) if name == "period" else str(value)


def _days(period: str) -> str:
    """As people write it: xBRL-JSON ends a period at the midnight after its last day."""
    try:
        start, slash, end = period.partition("/")
        last = (datetime.fromisoformat(end or start) - timedelta(days=1)).date().isoformat()
        return f"{datetime.fromisoformat(start).date().isoformat()}/{last}" if slash else last
    except ValueError:
        return period


def _value(fact: dict[str, Any]) -> str:
    value = fact.get("value")
    if value is None:
        return "nil"
    if "decimals" in fact or "unit" in fact["dimensions"]:
        try:
            number = Decimal(str(value))
            return f"{number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize():f}"
        except InvalidOperation:
            pass
    return str(value)


def _shown(facts: list[_Fact]) -> str | None:
    return " | ".join(sorted(fact.value for fact in facts)) if facts else None
