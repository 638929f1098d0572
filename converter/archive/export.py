"""What leaves an archive: a version of an object as a folder, a BagIt bag or a report package."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path

from converter import durable
from converter.archive.inventory import Version
from converter.archive.store import Store
from converter.errors import ArchiveError, MissingExtra


class Format(StrEnum):
    BAGIT = "bagit"
    XBRI = "xbri"
    FOLDER = "folder"


def export(store: Store, identifier: str, target: Path, format_: Format, version: str | None = None) -> Path:
    """Write one version of an object to `target`, which must not exist. Every byte is checked against the inventory.

    Raises ArchiveError, and MissingExtra for a bag without the extra `bagit`.
    """
    if target.exists():
        raise ArchiveError(f"{target} exists already")
    if format_ is Format.XBRI:
        target.parent.mkdir(parents=True, exist_ok=True)
        durable.replace_file(target, store.read(identifier, "report.xbri", version))
        return target
    inventory = store.inventory(identifier)
    chosen = inventory.version(version)
    files = {name: store.read(identifier, name, version) for name in sorted(chosen.state)}
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".export-") as place:
        staged = Path(place) / target.name
        staged.mkdir()
        durable.fill_folder(staged, files)
        if format_ is Format.BAGIT:
            _make_bag(staged, identifier, chosen, _history(store, identifier, version or inventory.head))
        shutil.move(staged, target)
    return target


def _history(store: Store, identifier: str, version: str) -> bytes:
    """What the event log has of the object's versions up to the one named."""
    names = {f"v{number}" for number in range(1, int(version.removeprefix("v")) + 1)}
    events = (event for event in store.log.about(identifier) if event.version in names)
    return b"".join(json.dumps(asdict(event), sort_keys=True).encode() + b"\n" for event in events)


def _make_bag(folder: Path, identifier: str, version: Version, history: bytes) -> None:
    """BagIt 1.0 (RFC 8493), dated by the version and not by the clock, so that the same version gives the same bag.

    The object's events stand beside the payload as a tag file, `metadata/events.jsonl` (RFC 8493 §2.2.4).
    """
    try:
        import bagit
    except ImportError:
        raise MissingExtra("BagIt export needs the extra 'bagit': pip install 'ixconvert[bagit]'") from None
    info = {
        "External-Identifier": identifier,
        "External-Description": version.message,
        "Bagging-Date": version.created[:10],
        "Bag-Software-Agent": version.agent,
    }
    bag = bagit.make_bag(str(folder), info, checksums=["sha256", "sha512"])
    (folder / "metadata").mkdir()
    durable.write_new(folder / "metadata" / "events.jsonl", history)
    bag.save()
