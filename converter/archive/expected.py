"""What the event log says that an archive must hold.

Expected       one object: its id and the inventory digest of each version
expectations   all of them, by their places; some hundred bytes an object, since an archive may have millions
stored_sizes   how long files were when they were stored
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from converter.archive import layout
from converter.archive.events import Event, EventType, is_intact
from converter.archive.store import Store
from converter.errors import ArchiveError


@dataclass(frozen=True, slots=True)
class Expected:
    """`inventories` are the digests of v1, v2, ...; None where the log has lost what it said of a version."""

    id: str
    inventories: tuple[str | None, ...]

    @property
    def head(self) -> str | None:
        return self.inventories[-1]

    def digest(self, version: str) -> str | None:
        number = int(version[1:])
        return self.inventories[number - 1] if number <= len(self.inventories) else None


def expectations(store: Store) -> dict[str, Expected]:
    """Object path -> what the log says it must be, over all events that are as they were written."""
    expected: dict[str, Expected] = {}
    for event in _intact(store):  # the events of one ingestion vouch for each other: each has the inventory's digest
        if event.object is None:
            continue
        place = str(layout.object_path(event.object))
        if event.type is EventType.DELETION:
            expected.pop(place, None)
        elif event.version and event.inventory:
            before = expected[place].inventories if place in expected else ()
            number = int(event.version[1:])
            if number > len(before) or before[number - 1] != event.inventory:
                longer = [*before, *[None] * (number - len(before))]
                longer[number - 1] = event.inventory
                expected[place] = Expected(event.object, tuple(longer))
    return expected


def stored_sizes(store: Store, paths: Collection[str]) -> dict[str, int]:
    """Path, from the archive's root -> bytes, for those of `paths` of which the log says how long they were."""
    objects = {"/".join(path.split("/")[: layout.TUPLES + 1]) for path in paths}
    sizes: dict[str, int] = {}
    for event in _intact(store) if paths else ():
        if event.type is EventType.INGESTION and event.object is not None:
            place = str(layout.object_path(event.object))
            if place in objects:
                sizes.update({f"{place}/{name}": size for name, size in event.detail.get("sizes", {}).items()})
    return {path: sizes[path] for path in paths if path in sizes}


def has_hash(store: Store, hash_: str) -> bool:
    """Whether any event of the log has this hash."""
    return any(event.hash == hash_ for event in _readable(store))


def _intact(store: Store) -> Iterator[Event]:
    return (event for event in _readable(store) if is_intact(event))


def _readable(store: Store) -> Iterator[Event]:
    """Events up to the first that cannot be read, which `EventLog.breaks` reports."""
    with contextlib.suppress(ArchiveError):
        yield from store.log.events()
