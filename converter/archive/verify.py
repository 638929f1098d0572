"""Proves that an archive holds what it acknowledged: every byte, every inventory, every event.

    Damage     one thing that is wrong, and exactly where
    Verdict    all of them, and what was looked at
    verify     the whole archive, in parallel; resumable

Three records have to agree: the files, the inventories (and their sidecars), and the event log, which keeps the digest
of each inventory. Changing one of them without the others is noticed, whichever it is.
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from converter.archive import layout
from converter.archive.events import Event, EventType, NewEvent, is_intact
from converter.archive.inventory import FILE, SIDECAR, Inventory, decode, digest_of, sidecar
from converter.archive.store import Store
from converter.errors import ArchiveError
from converter.running.pool import Limits, run_tasks

_PROGRESS = "verify.jsonl"


class Kind(StrEnum):
    CHANGED = "changed"  # the size is right, the bytes are not
    WRONG_SIZE = "wrong-size"  # truncated or grown
    MISSING = "missing"
    EXTRA = "extra"
    UNREADABLE = "unreadable"
    INVENTORY = "inventory"  # an inventory was changed
    SIDECAR = "sidecar"
    LOG = "log"  # the event log was changed
    LOST_OBJECT = "lost-object"  # the log knows it, the storage does not
    UNKNOWN_OBJECT = "unknown-object"  # the storage has it, the log does not
    STRUCTURE = "structure"  # anything else that OCFL forbids
    VALIDATION = "validation"  # the report does not validate as it did


@dataclass(frozen=True, slots=True)
class Damage:
    """`path` is relative to the archive's root."""

    kind: Kind
    path: str
    detail: str
    object: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`revalidated` counts the reports that were validated anew; `resumed` the objects an earlier call had passed.

    `second_opinion` names the OCFL library that looked at each whole object too, None where none is installed.
    """

    objects: int
    files: int
    bytes: int
    revalidated: int
    resumed: int
    events: int
    head: str
    damages: tuple[Damage, ...]
    recorded: bool
    second_opinion: str | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What the log says of one object: inventory digest and file sizes (content path -> bytes) a version."""

    inventories: Mapping[str, str]
    sizes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    folder: Path
    expected: Expected | None


@dataclass(frozen=True, slots=True)
class Checked:
    object: str | None
    inventory: str | None
    files: int
    bytes: int
    revalidated: bool
    damages: tuple[Damage, ...]


def verify(
    store: Store,
    jobs: int = 1,
    revalidate: bool = True,
    resume: bool = False,
    expected_head: str | None = None,
    told: Callable[[Checked], None] = lambda _: None,
) -> Verdict:
    """Look at everything; the log gets a fixity-check event, unless the root cannot be written.

    An interrupted call leaves a list of what it had passed, which `resume` takes up; an object that has changed since
    is looked at again. `expected_head` is a hash that the log must have: whoever noted it elsewhere can tell that
    nobody wrote the whole log anew.
    """
    damages = [
        Damage(Kind.LOG, f"{layout.OURS}/events/{b.segment}", f"event {b.number}: {b.reason}")
        for b in store.log.breaks()
    ]
    expected, end = expectations(store)
    if expected_head is not None and expected_head not in _hashes(store):
        damages.append(Damage(Kind.LOG, f"{layout.OURS}/events", f"no event has the hash {expected_head[:16]}..."))
    passed = _passed(store) if resume else {}
    with _progress(store, resume) as note:
        tally = _Tally()
        tasks = _tasks(store, expected, passed, tally)
        check = partial(check_object, root=store.root, revalidate=revalidate)
        for checked in map(check, tasks) if jobs == 1 else _in_parallel(check, tasks, jobs, store.root):
            tally.add(checked)
            damages += checked.damages
            if not checked.damages:
                note(checked)
            told(checked)
    damages += [
        Damage(Kind.LOST_OBJECT, str(layout.object_path(name)), "the event log has it, the storage has not", name)
        for name in sorted(set(expected) - tally.seen)
    ]
    recorded = _recorded(store, tally, damages)
    if recorded:
        (store.ours / _PROGRESS).unlink(missing_ok=True)
    return Verdict(
        objects=tally.objects,
        files=tally.files,
        bytes=tally.bytes,
        revalidated=tally.revalidated,
        resumed=tally.resumed,
        events=end.number,
        head=end.hash,
        damages=tuple(damages),
        recorded=recorded,
        second_opinion=_library(),
    )


def _in_parallel(check: Callable[[Task], Checked], tasks: Iterator[Task], jobs: int, root: Path) -> Iterator[Checked]:
    for done in run_tasks(check, tasks, jobs, Limits(seconds=3600, tasks=500)):
        if done.value is not None:
            yield done.value
        else:
            place = done.task.folder.relative_to(root).as_posix()
            yield Checked(None, None, 0, 0, False, (Damage(Kind.UNREADABLE, place, done.detail),))


def expectations(store: Store) -> tuple[dict[str, Expected], Any]:
    """Object id -> what the log says it must be, over all events; and the end of the log."""
    inventories: dict[str, dict[str, str]] = {}
    sizes: dict[str, dict[str, int]] = {}
    for event in _readable(store):
        if event.object is None or not is_intact(event):
            continue  # the events of one ingestion vouch for each other: each has the inventory's digest
        if event.type is EventType.DELETION:
            inventories.pop(event.object, None)
            sizes.pop(event.object, None)
        elif event.version and event.inventory:
            inventories.setdefault(event.object, {})[event.version] = event.inventory
            sizes.setdefault(event.object, {}).update(event.detail.get("sizes", {}))
    return {name: Expected(found, sizes[name]) for name, found in inventories.items()}, store.log.end()


def _hashes(store: Store) -> set[str]:
    return {event.hash for event in _readable(store)}


def _readable(store: Store) -> Iterator[Event]:
    """Events up to the first that cannot be read, which `breaks` reports."""
    with contextlib.suppress(ArchiveError):
        yield from store.log.events()


def check_object(task: Task, root: Path, revalidate: bool) -> Checked:
    """One object against its inventories, its sidecars, the event log and OCFL."""
    place = task.folder.relative_to(root).as_posix()
    found = list(_inventory_damages(task, place))
    inventory, digest = _trusted_inventory(task)
    if inventory is None:
        found.append(Damage(Kind.UNREADABLE, place, "no readable inventory is left"))
        return Checked(None, None, 0, 0, False, tuple(found))
    files, size, damages = _content(task, inventory, place)
    found += damages
    if task.expected is None:
        found.append(Damage(Kind.UNKNOWN_OBJECT, place, "the storage has it, the event log has not"))
    if not found:
        found += _structure_damages(task.folder, place)
    revalidated = revalidate and not found
    if revalidated:
        found += _validation_damages(task.folder, inventory, place)
    named = tuple(Damage(d.kind, d.path, d.detail, inventory.id) for d in found)
    return Checked(inventory.id, digest, files, size, revalidated, named)


def _inventory_damages(task: Task, place: str) -> Iterator[Damage]:
    expected = task.expected.inventories if task.expected else {}
    head = f"v{len(expected)}" if expected else None
    copies = [("", head), *((f"{version}/", version) for version in expected)]
    for prefix, version in copies:
        path = task.folder / prefix / FILE
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            yield Damage(Kind.MISSING, f"{place}/{prefix}{FILE}", "the inventory is missing")
            continue
        except OSError as error:
            yield Damage(Kind.UNREADABLE, f"{place}/{prefix}{FILE}", str(error.strerror))
            continue
        try:
            beside = (task.folder / prefix / SIDECAR).read_bytes()
        except OSError:
            yield Damage(Kind.MISSING, f"{place}/{prefix}{SIDECAR}", "the inventory's digest is missing")
            beside = None
        agrees = beside is None or beside.split() == sidecar(data).split()
        logged = version is None or digest_of(data) == expected.get(version)
        if not logged:
            also = "although it agrees with its sidecar" if agrees else "nor with its sidecar"
            yield Damage(Kind.INVENTORY, f"{place}/{prefix}{FILE}", f"does not agree with the event log, {also}")
        elif not agrees:
            what = "the sidecar does not agree with the inventory"
            yield Damage(Kind.SIDECAR, f"{place}/{prefix}{SIDECAR}", f"{what}, which is as the event log has it")


def _trusted_inventory(task: Task) -> tuple[Inventory | None, str | None]:
    """The inventory that the log vouches for, wherever a copy of it is left; else the one in the object's root."""
    expected = task.expected.inventories if task.expected else {}
    candidates = [task.folder / FILE, task.folder / f"v{len(expected)}" / FILE]
    readable = []
    for path in candidates:
        with contextlib.suppress(OSError, ArchiveError):
            data = path.read_bytes()
            digest = digest_of(data)
            readable.append((decode(data), digest))
            if digest == expected.get(f"v{len(expected)}"):
                return readable[-1]
    return readable[0] if readable else (None, None)


def _content(task: Task, inventory: Inventory, place: str) -> tuple[int, int, list[Damage]]:
    damages = []
    files = total = 0
    known = {f"{prefix}{name}" for prefix in ("", *_version_folders(inventory)) for name in (FILE, SIDECAR)}
    known.add(layout.OBJECT_DECLARATION)
    if not (task.folder / layout.OBJECT_DECLARATION).is_file():
        damages.append(Damage(Kind.MISSING, f"{place}/{layout.OBJECT_DECLARATION}", "the declaration is missing"))
    for digest, paths in inventory.manifest.items():
        for path in paths:
            known.add(path)
            files += 1
            try:
                data = (task.folder / path).read_bytes()
            except FileNotFoundError:
                damages.append(Damage(Kind.MISSING, f"{place}/{path}", "the file is missing"))
                continue
            except OSError as error:
                damages.append(Damage(Kind.UNREADABLE, f"{place}/{path}", str(error.strerror)))
                continue
            total += len(data)
            if digest_of(data) != digest:
                damages.append(_changed(task, f"{place}/{path}", path, len(data)))
    for found in sorted(p for p in task.folder.rglob("*") if not p.is_dir()):
        name = found.relative_to(task.folder).as_posix()
        if name not in known:
            damages.append(Damage(Kind.EXTRA, f"{place}/{name}", "no inventory knows this file"))
    return files, total, damages


def _changed(task: Task, path: str, name: str, size: int) -> Damage:
    expected = task.expected.sizes.get(name) if task.expected else None
    if expected is None or expected == size:
        return Damage(Kind.CHANGED, path, f"{size} bytes, but not the ones that were stored")
    return Damage(Kind.WRONG_SIZE, path, f"{size} bytes instead of {expected}")


def _version_folders(inventory: Inventory) -> Iterator[str]:
    return (f"v{n}/" for n in range(1, len(inventory.versions) + 1))


def _structure_damages(folder: Path, place: str) -> Iterator[Damage]:
    """What the OCFL library (extra `ocfl`) objects to, digests apart, which were checked above."""
    if not logging.root.handlers:  # else importing the library sets up logging for the whole program
        logging.root.addHandler(logging.NullHandler())
    try:
        from ocfl.validator import Validator
    except ImportError:
        return

    validator = Validator(check_digests=False, log_warnings=False)
    if not validator.validate_object(str(folder)):
        for message in validator.log.messages:
            yield Damage(Kind.STRUCTURE, place, message)


def _validation_damages(folder: Path, inventory: Inventory, place: str) -> Iterator[Damage]:
    """Where validating the head's report anew gives other findings than were stored with it."""
    from converter.archive.revalidation import differences

    state = inventory.version().state
    if "report.xbri" not in state or "findings.json" not in state:
        return
    report = folder / inventory.content_path(state["report.xbri"])
    findings = folder / inventory.content_path(state["findings.json"])
    for difference in differences(report.read_bytes(), json.loads(findings.read_bytes())):
        yield Damage(Kind.VALIDATION, f"{place}/{inventory.content_path(state['report.xbri'])}", difference)


def _library() -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"ocfl-py {version('ocfl-py')}"
    except PackageNotFoundError:
        return None


class _Tally:
    def __init__(self) -> None:
        self.objects = self.files = self.bytes = self.revalidated = self.resumed = 0
        self.seen: set[str] = set()

    def add(self, checked: Checked) -> None:
        self.objects += 1
        self.files += checked.files
        self.bytes += checked.bytes
        self.revalidated += checked.revalidated


def _tasks(store: Store, expected: dict[str, Expected], passed: dict[str, str], tally: _Tally) -> Iterator[Task]:
    names = {str(layout.object_path(name)): name for name in expected}
    for folder in store.objects():
        name = names.get(folder.relative_to(store.root).as_posix())
        if name is not None:
            tally.seen.add(name)
            if name in passed and passed[name] == expected[name].inventories[f"v{len(expected[name].inventories)}"]:
                tally.resumed += 1
                continue
        yield Task(folder, expected[name] if name is not None else None)


def _passed(store: Store) -> dict[str, str]:
    passed = {}
    with contextlib.suppress(FileNotFoundError):
        for line in (store.ours / _PROGRESS).read_text().splitlines():
            with contextlib.suppress(ValueError, KeyError):
                entry = json.loads(line)
                passed[entry["object"]] = entry["inventory"]
    return passed


@contextlib.contextmanager
def _progress(store: Store, resume: bool) -> Iterator[Callable[[Checked], None]]:
    try:
        handle = (store.ours / _PROGRESS).open("a" if resume else "w")
    except OSError:
        yield lambda _: None
        return
    with handle:

        def note(checked: Checked) -> None:
            handle.write(json.dumps({"object": checked.object, "inventory": checked.inventory}) + "\n")
            handle.flush()

        yield note


def _recorded(store: Store, tally: _Tally, damages: list[Damage]) -> bool:
    outcome = "failure" if damages else "success"
    summary = {
        "objects": tally.objects,
        "files": tally.files,
        "revalidated": tally.revalidated,
        "damages": len(damages),
    }
    events = [NewEvent(EventType.FIXITY_CHECK, outcome=outcome, detail=summary)]
    for damage in damages[:1000]:
        detail = {"kind": damage.kind.value, "path": damage.path, "detail": damage.detail}
        events.append(NewEvent(EventType.FIXITY_CHECK, damage.object, outcome="failure", detail=detail))
    try:
        store.record(*events)
    except ArchiveError:
        return False
    return True
