"""What leaves an archive: a version of an object as a folder, a BagIt bag or a report package."""

from __future__ import annotations

import shutil
import tempfile
from enum import StrEnum
from pathlib import Path

from converter import durable
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
            _make_bag(staged, identifier, chosen.created, chosen.agent)
        shutil.move(staged, target)
    return target


def _make_bag(folder: Path, identifier: str, created: str, agent: str) -> None:
    """BagIt 1.0 (RFC 8493), dated by the version and not by the clock, so that the same version gives the same bag."""
    try:
        import bagit
    except ImportError:
        raise MissingExtra("BagIt export needs the extra 'bagit': pip install 'ixconvert[bagit]'") from None
    info = {"External-Identifier": identifier, "Bagging-Date": created[:10], "Bag-Software-Agent": agent}
    bagit.make_bag(str(folder), info, checksums=["sha256", "sha512"])
