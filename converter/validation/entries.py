"""Finds the inline documents to validate in what a person points at: a file, a folder, an archive, files in memory."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from converter.errors import UnreadableSource
from converter.taxonomies.unpacking import unpack

_INLINE = (b"http://www.xbrl.org/2013/inlineXBRL", b"http://www.xbrl.org/2008/inlineXBRL")
_DOCUMENTS = (".htm", ".html", ".xhtml")
_ARCHIVES = (".zip", ".xbri", ".xbr", ".xbrl.zip")


@dataclass(frozen=True, slots=True)
class Entry:
    """`path` is what Arelle is given; `document` the inline document itself, `root` the folder of the report."""

    path: Path
    document: Path
    root: Path
    archive: bool = False


@contextmanager
def find_entries(report: Path | Mapping[str, bytes]) -> Iterator[list[Entry]]:
    """The entries of a report; what had to be unpacked is removed on leaving.

    Raises UnreadableSource or SourceTooLarge.
    """
    if isinstance(report, Mapping):
        with tempfile.TemporaryDirectory(prefix="ixconvert-") as folder:
            for name, data in report.items():
                target = Path(folder) / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            yield _in_folder(Path(folder))
    elif report.is_dir():
        yield _in_folder(report)
    elif report.is_file() and (report.suffix.lower() in _ARCHIVES or zipfile.is_zipfile(report)):
        with tempfile.TemporaryDirectory(prefix="ixconvert-") as folder:
            unpack(report, Path(folder))
            yield _in_archive(report, Path(folder))
    elif report.is_file():
        if not _is_inline(report):
            raise UnreadableSource(f"{report}: not an inline XBRL document")
        yield [Entry(report, report, report.parent)]
    else:
        raise UnreadableSource(f"{report}: no such file or folder")


def _in_folder(folder: Path) -> list[Entry]:
    documents = [path for path in sorted(folder.iterdir()) if path.suffix.lower() in _DOCUMENTS and _is_inline(path)]
    if not documents:
        raise UnreadableSource(f"{folder}: no inline XBRL document in this folder")
    return [Entry(path, path, folder) for path in documents]


def _in_archive(archive: Path, folder: Path) -> list[Entry]:
    documents = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in _DOCUMENTS and _is_inline(path)]
    if not documents:
        raise UnreadableSource(f"{archive}: no inline XBRL document in this archive")
    if any(path.name == "reportPackage.json" for path in folder.rglob("META-INF/*")):
        # A report package is validated as one, from the archive itself.
        return [Entry(archive, documents[0], documents[0].parent, archive=True)]
    return [Entry(path, path, path.parent) for path in documents]


def _is_inline(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(1 << 18)
            if any(space in head for space in _INLINE):
                return True
            return path.stat().st_size > len(head) and any(space in file.read() for space in _INLINE)
    except OSError as error:
        raise UnreadableSource(f"{path}: {error.strerror}") from error
