"""Tables over a whole archive, derived from its objects and nothing else: `extensions/ixconvert/catalogue/`.

A part covers the log up to the event in its name and is never changed; what was ingested later goes into the next part.
Throwing all parts away loses nothing.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from converter.archive.events import EventType
from converter.archive.store import Store
from converter.errors import ArchiveError
from converter.exporting.parquet import TableWriter
from converter.exporting.tables import Archived, rows_of

_PART = "part-"


@dataclass(frozen=True, slots=True)
class Part:
    """`upto` is the last event it covers; `gone` are the objects that were deleted after that."""

    folder: Path
    upto: int
    gone: tuple[str, ...] = ()


@contextmanager
def open_catalogue(store: Store, rebuild: bool = False) -> Iterator[tuple[Part, ...]]:
    """Parts that together have every version of every object. On a root that cannot be written, they are made in a
    temporary folder and forgotten. Raises ArchiveError where an object cannot be read."""
    home = store.ours / "catalogue"
    try:
        home.mkdir(exist_ok=True)
        if rebuild:
            shutil.rmtree(home)
            home.mkdir()
        probe = tempfile.mkdtemp(dir=home, prefix=".")
        Path(probe).rmdir()
    except OSError:
        with tempfile.TemporaryDirectory() as place:
            yield _brought_up(store, Path(place))
        return
    yield _brought_up(store, home)


def _brought_up(store: Store, home: Path) -> tuple[Part, ...]:
    parts = sorted((_part(path) for path in home.glob(f"{_PART}*")), key=lambda part: part.upto)
    end = store.log.end().number
    covered = parts[-1].upto if parts else 0
    wanted = list(_new_versions(store, covered) if parts else _all_versions(store))
    if wanted:
        parts.append(_written(store, home, end, wanted))
    return tuple(Part(part.folder, part.upto, tuple(sorted(_deleted(store, part.upto)))) for part in parts)


def _written(store: Store, home: Path, end: int, wanted: list[tuple[str, str]]) -> Part:
    staged = Path(tempfile.mkdtemp(dir=home, prefix="."))
    try:
        with TableWriter(staged) as writer:
            for name, version in wanted:
                writer.add(rows_of(archived(store, name, version)))
        target = home / f"{_PART}{end:012d}"
        try:
            staged.rename(target)
        except OSError:  # another query was faster, with the same rows
            if not target.is_dir():
                raise
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return _part(target)


def archived(store: Store, name: str, version: str) -> Archived:
    """A version's record, findings and source text, every byte checked."""
    from converter.reading.encoding import decode
    from converter.reading.settings import DEFAULT

    record = json.loads(store.read(name, "conversion.json", version))
    findings = json.loads(store.read(name, "findings.json", version))["findings"]
    source = str(record["source"]["name"])
    text = decode(store.read(name, f"source/{source}", version), DEFAULT).text
    return Archived(name, int(version[1:]), record, findings, text)


def _part(folder: Path) -> Part:
    return Part(folder, int(folder.name.removeprefix(_PART)))


def _all_versions(store: Store) -> Iterator[tuple[str, str]]:
    for name in store.identifiers():
        for number in range(1, len(store.inventory(name).versions) + 1):
            yield name, f"v{number}"


def _new_versions(store: Store, after: int) -> Iterator[tuple[str, str]]:
    for event in store.log.events(after):
        if event.type is EventType.INGESTION and event.object and event.version:
            try:
                store.inventory(event.object).version(event.version)
            except ArchiveError:
                continue  # deleted since
            yield event.object, event.version


def _deleted(store: Store, after: int) -> set[str]:
    return {e.object for e in store.log.events(after) if e.type is EventType.DELETION and e.object}
