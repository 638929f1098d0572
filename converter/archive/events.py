"""The event log: what was done to which object, when and by what. Append-only; each event carries the hash of the one
before it, and of the inventory that it speaks of, so that an edited event or inventory cannot go unnoticed.

    EventType   PREMIS event names (id.loc.gov/vocabulary/preservation/eventType)
    Event       one line of the log
    EventLog    segments of lines under one folder

A line is an event once it ends with a line feed and is flushed; what an interrupted writer left after the last line
feed was never acknowledged and is cut off by the next writer.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from converter import durable
from converter.errors import ArchiveError

_SEGMENT_EVENTS = 100_000
_START = "0" * 64  # what the first event has for a predecessor


class EventType(StrEnum):
    INGESTION = "ingestion"
    MIGRATION = "migration"
    VALIDATION = "validation"
    FIXITY_CHECK = "fixity check"
    DELETION = "deletion"


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event before it has its place in the log. `inventory` is the sha512 of the version's inventory."""

    type: EventType
    object: str | None = None
    version: str | None = None
    inventory: str | None = None
    outcome: str = "success"
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """`number` counts from 1 and alone gives the order; `time` is what the clock said, which may have gone back."""

    number: int
    time: str
    type: EventType
    agent: str
    object: str | None
    version: str | None
    inventory: str | None
    outcome: str
    detail: dict[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold, and why."""

    number: int
    segment: str
    reason: str


@dataclass(frozen=True, slots=True)
class Position:
    """The end of the log: the last event's number and hash, and the length of the segment that holds it."""

    number: int = 0
    hash: str = _START
    segment: str = ""
    size: int = 0


def now() -> datetime:
    return datetime.now(UTC)


class EventLog:
    def __init__(self, folder: Path, agent: str, clock: Callable[[], datetime] = now) -> None:
        self._folder = folder
        self._agent = agent
        self._clock = clock

    def append(self, events: Sequence[NewEvent], after: Position | None = None) -> Position:
        """Write and flush `events` in one go; the caller holds the writer's lock. Raises OSError; then none counts."""
        end = after or self.end()
        segment = end.segment
        if not segment or end.number - int(segment.split(".")[0]) + 1 >= _SEGMENT_EVENTS:
            segment, size = f"{end.number + 1:012d}.jsonl", 0
        else:
            size = end.size
        number, previous = end.number, end.hash
        lines = b""
        for event in events:
            number += 1
            line, previous = self._line(number, event, previous)
            lines += line
        path = self._folder / segment
        handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o644)
        try:
            os.ftruncate(handle, size)
            os.lseek(handle, size, os.SEEK_SET)
            _write_all(handle, lines)
            os.fsync(handle)
        finally:
            os.close(handle)
        if size == 0:
            durable.sync_folder(self._folder)
        return Position(number, previous, segment, size + len(lines))

    def end(self) -> Position:
        """The last whole event; whatever stands after it does not count."""
        for path in reversed(self._segments()):
            data = _tail(path)
            whole = data.rfind(b"\n") + 1
            if whole == 0:
                continue
            start = data.rfind(b"\n", 0, whole - 1) + 1
            size = path.stat().st_size - (len(data) - whole)
            try:
                last = json.loads(data[start:whole])
                return Position(last["number"], last["hash"], path.name, size)
            except (ValueError, KeyError) as error:
                raise ArchiveError(f"the event log is damaged at the end of {path}: {error}") from None
        return Position()

    def cut_to(self, position: Position) -> None:
        """Remove what an interrupted writer left behind `position`."""
        for path in self._segments():
            if path.name > position.segment:
                path.unlink()
            elif path.name == position.segment and path.stat().st_size > position.size:
                with path.open("r+b") as handle:
                    handle.truncate(position.size)
                    os.fsync(handle.fileno())

    def events(self, after: int = 0) -> Iterator[Event]:
        """Events with a number above `after`, without a check of the chain."""
        return (event for event in self._parsed(after, b"") if event.number > after)

    def about(self, identifier: str) -> Iterator[Event]:
        """The events of one object; lines that do not name it are not parsed, since a log may have millions."""
        return (event for event in self._parsed(0, json.dumps(identifier).encode()) if event.object == identifier)

    def _parsed(self, after: int, naming: bytes) -> Iterator[Event]:
        segments = self._segments()
        for path, following in zip(segments, [*segments[1:], None], strict=True):
            if following is not None and int(following.name.split(".")[0]) <= after + 1:
                continue
            with path.open("rb") as handle:
                for line in handle:
                    if naming in line and line.endswith(b"\n"):
                        try:
                            event = _event(json.loads(line))
                        except (ValueError, KeyError, TypeError) as error:
                            raise ArchiveError(f"the event log is damaged in {path.name}: {error}") from None
                        yield event

    def breaks(self) -> Iterator[Break]:
        """Where the chain does not hold. After a break, what follows is checked from there on."""
        previous, number = _START, 0
        for path in self._segments():
            with path.open("rb") as handle:
                for line in handle:
                    number += 1
                    if not line.endswith(b"\n"):
                        yield Break(number, path.name, "an event without an end (a writer was interrupted)")
                        number -= 1
                        continue
                    try:
                        record = json.loads(line)
                        event = _event(record)
                    except (ValueError, KeyError, TypeError):
                        yield Break(number, path.name, "not an event")
                        continue
                    if event.hash != _hash(record):
                        yield Break(number, path.name, "the event was changed after it was written")
                    elif event.previous != previous or event.number != number:
                        yield Break(number, path.name, "events before this one were removed, added or changed")
                    previous, number = event.hash, event.number

    def _line(self, number: int, event: NewEvent, previous: str) -> tuple[bytes, str]:
        record = {
            "number": number,
            "time": self._clock().isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "type": event.type.value,
            "agent": self._agent,
            "object": event.object,
            "version": event.version,
            "inventory": event.inventory,
            "outcome": event.outcome,
            "detail": event.detail,
            "previous": previous,
        }
        hash_ = _hash(record)
        return _canonical({**record, "hash": hash_}) + b"\n", hash_

    def _segments(self) -> list[Path]:
        return sorted(self._folder.glob("*.jsonl"))


def is_intact(event: Event) -> bool:
    """Whether the event is as it was written, by its own hash."""
    return event.hash == _hash(asdict(event))


def _event(record: dict[str, Any]) -> Event:
    return Event(**{**record, "type": EventType(record["type"])})


def _hash(record: dict[str, Any]) -> str:
    return hashlib.sha256(_canonical({k: v for k, v in record.items() if k != "hash"})).hexdigest()


def _canonical(record: dict[str, Any]) -> bytes:
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _write_all(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]


def _tail(path: Path) -> bytes:
    """The end of a file, with at least one whole line in it where the file has one."""
    size = path.stat().st_size
    length = 1 << 14
    with path.open("rb") as handle:
        while True:
            handle.seek(max(0, size - length))
            data = handle.read()
            if length >= size or data.count(b"\n") > 1:
                return data
            length *= 4
