"""Proves that an archive holds what it acknowledged: every byte, every inventory, every event.

    Verdict    all damages, and what was looked at
    verify     the whole archive, in parallel; resumable

Three records have to agree: the files, the inventories (and their sidecars), and the event log, which keeps the digest
of each inventory. Changing one of them without the others is noticed, whichever it is.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from converter.archive import layout
from converter.archive.damage import Damage, Kind
from converter.archive.events import EventType, NewEvent
from converter.archive.expected import Expected, expectations, has_hash, stored_sizes
from converter.archive.inspection import Checked, Task, check_object
from converter.archive.store import Store
from converter.errors import ArchiveError
from converter.running.pool import Limits, run_tasks

_PROGRESS = "verify.jsonl"


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
    expected, end = expectations(store), store.log.end()
    if expected_head is not None and not has_hash(store, expected_head):
        damages.append(Damage(Kind.LOG, f"{layout.OURS}/events", f"no event has the hash {expected_head[:16]}..."))
    passed = _passed(store) if resume else set()
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
    damages = _sized(store, damages)
    damages += [
        Damage(Kind.LOST_OBJECT, place, "the event log has it, the storage has not", lost.id)
        for place, lost in sorted(expected.items(), key=lambda item: item[1].id)  # what `_tasks` has left
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


def _library() -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"ocfl-py {version('ocfl-py')}"
    except PackageNotFoundError:
        return None


class _Tally:
    def __init__(self) -> None:
        self.objects = self.files = self.bytes = self.revalidated = self.resumed = 0

    def add(self, checked: Checked) -> None:
        self.objects += 1
        self.files += checked.files
        self.bytes += checked.bytes
        self.revalidated += checked.revalidated


def _tasks(store: Store, expected: dict[str, Expected], passed: set[str], tally: _Tally) -> Iterator[Task]:
    """The objects that the storage has; each takes what is expected of it out of `expected`."""
    for folder in store.objects():
        known = expected.pop(folder.relative_to(store.root).as_posix(), None)
        if known is not None and known.head in passed:
            tally.resumed += 1
        else:
            yield Task(folder, known)


def _sized(store: Store, damages: list[Damage]) -> list[Damage]:
    """Changed files told from those that were truncated or have grown."""
    stored = stored_sizes(store, {damage.path for damage in damages if damage.size is not None})
    return [_resized(damage, stored.get(damage.path)) for damage in damages]


def _resized(damage: Damage, stored: int | None) -> Damage:
    if damage.size is None:
        return damage
    if stored is None or stored == damage.size:
        return replace(damage, detail=f"{damage.size} bytes, but not the ones that were stored")
    return replace(damage, kind=Kind.WRONG_SIZE, detail=f"{damage.size} bytes instead of {stored}")


def _passed(store: Store) -> set[str]:
    """The inventories, which name their objects, of what an interrupted call had passed."""
    passed = set()
    with contextlib.suppress(FileNotFoundError):
        for line in (store.ours / _PROGRESS).read_text().splitlines():
            with contextlib.suppress(ValueError, KeyError):
                passed.add(str(json.loads(line)["inventory"]))
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
