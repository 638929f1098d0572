"""The objects of an archive, written so that a crash at any instant leaves each of them whole.

    Store    open or create a root; add a version, read, delete
    Added    what `add` acknowledges

How a version is added, by the one writer that holds the lock:

    1. the complete object, with its new version, is built and flushed under `staging/` (old content by hard link)
    2. an intent is flushed: which object, which inventory, which events, where the log ended
    3. the object takes its place by one rename (a new object brings the missing folders above it along)
    4. the events are appended to the log and flushed
    5. the intent is removed, and the caller is told

A writer that finds an intent finishes it when step 3 had happened, and forgets it otherwise.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from converter import __version__, durable
from converter.archive import layout
from converter.archive.events import Event, EventLog, EventType, NewEvent, Position, now
from converter.archive.inventory import FILE, SIDECAR, Inventory, Version, decode, digest_of, sidecar
from converter.archive.lock import writers_lock
from converter.errors import ArchiveError

AGENT = f"ixconvert {__version__}"
_INTENT = "intent.json"


@dataclass(frozen=True, slots=True)
class Added:
    """`unchanged` says that the head version holds exactly these files already, and nothing was written."""

    object: str
    version: str
    inventory: str
    unchanged: bool = False


class Store:
    """`wait_seconds` is how long to wait for another writer. Reading needs no lock and no right to write."""

    def __init__(self, root: Path, clock: Callable[[], datetime] = now, wait_seconds: float = 60.0) -> None:
        if not layout.is_archive(root):
            raise ArchiveError(f"{root} is not an archive (no {layout.DECLARATION} in it)")
        self.root = root
        self.ours = root / layout.OURS
        self.log = EventLog(self.ours / "events", AGENT, clock)
        self._clock = clock
        self._wait = wait_seconds

    @staticmethod
    def create(root: Path) -> None:
        """Make an empty archive at `root`, which must be empty or absent; without effect where one is."""
        if layout.is_archive(root):
            return
        try:
            root.mkdir(parents=True, exist_ok=True)
            strangers = [p.name for p in root.iterdir() if p.name not in ("extensions", "ocfl_layout.json")]
            if strangers:
                raise ArchiveError(f"{root} is not empty and not an archive (it has {strangers[0]})")
            for folder in ("events", "staging"):
                (root / layout.OURS / folder).mkdir(parents=True, exist_ok=True)
            for name, data in sorted(layout.ROOT_FILES.items(), reverse=True):  # the declaration last
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                durable.replace_file(root / name, data)
        except OSError as error:
            raise ArchiveError(f"{root}: no archive can be made here: {error.strerror or error}") from None

    # reading

    def object_folder(self, identifier: str) -> Path:
        return self.root / layout.object_path(identifier)

    def inventory(self, identifier: str) -> Inventory:
        """Raises ArchiveError when there is no such object, or its inventory cannot be read."""
        try:
            return decode((self.object_folder(identifier) / FILE).read_bytes())
        except FileNotFoundError:
            raise ArchiveError(f"no object {identifier} in {self.root}") from None

    def read(self, identifier: str, logical_path: str, version: str | None = None) -> bytes:
        """The bytes of a logical file; raises ArchiveError when they are not what the inventory says."""
        inventory = self.inventory(identifier)
        digest = inventory.version(version).state.get(logical_path)
        if digest is None:
            raise ArchiveError(f"{identifier} {version or inventory.head} has no {logical_path}")
        path = self.object_folder(identifier) / inventory.content_path(digest)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise ArchiveError(f"{identifier}: {path.relative_to(self.root)} is missing") from None
        if digest_of(data) != digest:
            raise ArchiveError(f"{identifier}: {path.relative_to(self.root)} is damaged")
        return data

    def objects(self) -> Iterator[Path]:
        """The folders of all objects, in a fixed order, found by their declarations."""
        yield from _objects(self.root, 0)

    def identifiers(self) -> Iterator[str]:
        for folder in self.objects():
            yield decode((folder / FILE).read_bytes()).id

    # writing

    def add(self, identifier: str, files: Mapping[str, bytes], message: str, events: tuple[NewEvent, ...]) -> Added:
        """One more version of an object, holding exactly `files`; when this returns, it is safe.

        `events` are given the object, version and inventory digest. Raises ArchiveError; then nothing was added, or the
        next writer will finish what this one began.
        """
        with self._writing() as end:
            final = self.object_folder(identifier)
            before = self.inventory(identifier) if final.is_dir() else Inventory(identifier, {}, ())
            state = {name: digest_of(data) for name, data in files.items()}
            if before.versions and dict(before.version().state) == state:
                digest = digest_of((final / FILE).read_bytes())
                return Added(identifier, before.head, digest, unchanged=True)
            created = self._clock().isoformat(timespec="seconds").replace("+00:00", "Z")
            after, new = before.with_version(Version(created, message, AGENT, state))
            contents = {path: next(data for n, data in files.items() if state[n] == d) for d, path in new.items()}
            inventory = after.encoded()
            digest = digest_of(inventory)
            staging = self.ours / "staging" / uuid.uuid4().hex
            anchor = _topmost_missing(final, self.root)
            staged = staging / anchor.name / final.relative_to(anchor)
            try:
                staged.mkdir(parents=True)
                _link_tree(final, staged)
                durable.fill_folder(staged, {
                    **contents,
                    layout.OBJECT_DECLARATION: b"ocfl_object_1.1\n",
                    FILE: inventory,
                    SIDECAR: sidecar(inventory),
                    f"{after.head}/{FILE}": inventory,
                    f"{after.head}/{SIDECAR}": sidecar(inventory),
                })  # fmt: skip
                for folder in staged.relative_to(staging).parents:
                    durable.sync_folder(staging / folder)
            except BaseException:
                self._forget(staging)
                raise
            # From here on an interruption is for the next writer to look at: it may have happened after the rename.
            sizes = {path: len(data) for path, data in contents.items()}
            placed = tuple(_placed(event, identifier, after.head, digest, sizes) for event in events)
            self._intend(identifier, digest, end, placed)
            _install(staging / anchor.name, anchor, staging / "previous")
            self.log.append(placed, end)
            self._forget(staging)
            return Added(identifier, after.head, digest)

    def record(self, *events: NewEvent) -> None:
        """Append events that change no object (fixity checks)."""
        with self._writing() as end:
            self.log.append(events, end)

    def delete(self, identifier: str, reason: str) -> None:
        """Remove an object with all its versions; the log keeps what it was, and why it went."""
        with self._writing() as end:
            final = self.object_folder(identifier)
            inventory = self.inventory(identifier)
            digest = digest_of((final / FILE).read_bytes())
            event = NewEvent(EventType.DELETION, identifier, inventory.head, digest, detail={"reason": reason})
            staging = self.ours / "staging" / uuid.uuid4().hex
            staging.mkdir(parents=True)
            self._intend(identifier, None, end, (event,))
            topmost = _topmost_lonely(final, self.root)
            topmost.rename(staging / "deleted")
            durable.sync_folder(topmost.parent)
            self.log.append((event,), end)
            self._forget(staging)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Position]:
        """Holds the writer's lock, with the leavings of an interrupted writer cleared; gives the end of the log."""
        try:
            with writers_lock(self.ours / "lock", self._wait):
                yield self._recovered()
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise ArchiveError(f"no space left for the archive at {self.root}; nothing was acknowledged") from None
            raise ArchiveError(f"the archive at {self.root} cannot be written: {error.strerror or error}") from None

    def _intend(self, identifier: str, digest: str | None, end: Position, events: tuple[NewEvent, ...]) -> None:
        intent = {
            "object": identifier,
            "inventory": digest,
            "end": asdict(end),
            "events": [asdict(event) for event in events],
        }
        durable.replace_file(self.ours / "staging" / _INTENT, json.dumps(intent).encode())

    def _forget(self, staging: Path) -> None:
        """Best effort: what cannot be removed now is removed by the next writer."""
        with contextlib.suppress(OSError):
            (self.ours / "staging" / _INTENT).unlink(missing_ok=True)
        shutil.rmtree(staging, ignore_errors=True)

    def _recovered(self) -> Position:
        staging = self.ours / "staging"
        path = staging / _INTENT
        if path.exists():
            intent = json.loads(path.read_bytes())
            end = Position(**intent["end"])
            self.log.cut_to(end)
            final = self.object_folder(intent["object"])
            self._put_back(final, staging)
            if self._digest(final) == intent["inventory"]:
                events = tuple(NewEvent(**{**e, "type": EventType(e["type"])}) for e in intent["events"])
                self.log.append(events, end)
            path.unlink()
        for each in staging.iterdir():
            if each.is_dir():
                shutil.rmtree(each, ignore_errors=True)
            else:
                each.unlink(missing_ok=True)
        return self.log.end()

    @staticmethod
    def _digest(final: Path) -> str | None:
        try:
            return digest_of((final / FILE).read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return None

    @staticmethod
    def _put_back(final: Path, staging: Path) -> None:
        """Where an object was moved aside and its successor had not come yet (systems that cannot exchange names)."""
        if not final.exists():
            for previous in staging.glob("*/previous"):
                final.parent.mkdir(parents=True, exist_ok=True)
                previous.rename(final)


def _placed(event: NewEvent, identifier: str, version: str, digest: str, sizes: dict[str, int]) -> NewEvent:
    """An ingestion also says how long each new file is, so that a truncated one can be told from a changed one."""
    detail = {**event.detail, "sizes": sizes} if event.type is EventType.INGESTION else event.detail
    return NewEvent(event.type, identifier, version, digest, event.outcome, detail)


def _install(staged: Path, final: Path, previous: Path) -> None:
    if not final.exists():
        staged.rename(final)
    elif not durable.exchange_at_once(staged, final):
        final.rename(previous)
        staged.rename(final)
    durable.sync_folder(final.parent)


def _topmost_missing(final: Path, root: Path) -> Path:
    """`final`, or the highest folder above it that does not exist: an empty folder would be an error (OCFL E073)."""
    while final.parent != root and not final.parent.exists():
        final = final.parent
    return final


def _topmost_lonely(final: Path, root: Path) -> Path:
    """`final`, or the highest folder above it that holds nothing else."""
    while final.parent != root and len(list(final.parent.iterdir())) == 1:
        final = final.parent
    return final


def _link_tree(source: Path, target: Path) -> None:
    """The version folders of an object under a second name; content never changes, so a link is as good as a copy."""
    if not source.is_dir():
        return
    for path in sorted(source.iterdir()):
        if path.is_dir():
            shutil.copytree(path, target / path.name, copy_function=_link)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV):
            raise
        shutil.copyfile(source, target)


def _objects(folder: Path, depth: int) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
    for name in names:
        path = folder / name
        if depth == 0 and name == "extensions":
            continue
        if depth >= layout.TUPLES:
            yield path
        else:
            yield from _objects(path, depth + 1)


__all__ = ["AGENT", "Added", "Event", "Store"]
