"""One object against its inventories, their sidecars, the event log, the OCFL library and the validator.

Task           an object, and what the log expects of it
Checked        what was looked at, and what is wrong with it
check_object   the inspection
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from converter.archive import layout
from converter.archive.damage import Damage, Kind
from converter.archive.expected import Expected
from converter.archive.inventory import FILE, SIDECAR, Inventory, decode, digest_of, sidecar
from converter.errors import ArchiveError

NOT_AS_STORED = "not the bytes that were stored"


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
    named = tuple(replace(damage, object=inventory.id) for damage in found)
    return Checked(inventory.id, digest, files, size, revalidated, named)


def _inventory_damages(task: Task, place: str) -> Iterator[Damage]:
    expected = task.expected.inventories if task.expected else ()
    copies = [("", expected[-1] if expected else None)]
    copies += [(f"v{number}/", digest) for number, digest in enumerate(expected, 1) if digest is not None]
    for prefix, logged in copies:
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
        if logged is not None and digest_of(data) != logged:
            also = "although it agrees with its sidecar" if agrees else "nor with its sidecar"
            yield Damage(Kind.INVENTORY, f"{place}/{prefix}{FILE}", f"does not agree with the event log, {also}")
        elif not agrees:
            what = "the sidecar does not agree with the inventory"
            yield Damage(Kind.SIDECAR, f"{place}/{prefix}{SIDECAR}", f"{what}, which is as the event log has it")


def _trusted_inventory(task: Task) -> tuple[Inventory | None, str | None]:
    """The inventory that the log vouches for, wherever a copy of it is left; else the one in the object's root."""
    expected = task.expected.inventories if task.expected else ()
    candidates = [task.folder / FILE, task.folder / f"v{len(expected)}" / FILE]
    readable = []
    for path in candidates:
        with contextlib.suppress(OSError, ArchiveError):
            data = path.read_bytes()
            digest = digest_of(data)
            readable.append((decode(data), digest))
            if expected and digest == expected[-1]:
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
                damages.append(Damage(Kind.CHANGED, f"{place}/{path}", NOT_AS_STORED, size=len(data)))
    for found in sorted(p for p in task.folder.rglob("*") if not p.is_dir()):
        name = found.relative_to(task.folder).as_posix()
        if name not in known:
            damages.append(Damage(Kind.EXTRA, f"{place}/{name}", "no inventory knows this file"))
    return files, total, damages


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
