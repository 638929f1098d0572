"""Finds the inline documents to validate in what a person points at: a file, a folder, an archive, files in memory."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from converter.errors import InputError, SourceTooLarge, UnreadableSource

_INLINE = (b"http://www.xbrl.org/2013/inlineXBRL", b"http://www.xbrl.org/2008/inlineXBRL")
_DOCUMENTS = (".htm", ".html", ".xhtml")
_ARCHIVES = (".zip", ".xbri", ".xbr", ".xbrl.zip")

# Bounds on what an archive may hold, generous for any filing: the largest on EDGAR stay below a tenth.
MOST_ENTRIES = 5_000
MOST_BYTES = 1_000_000_000
MOST_RATIO = 200  # of unpacked to packed, for archives above 10 MB unpacked


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


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a zip into `folder`, within bounds and never outside.

    Raises InputError with a reason for a damaged archive, a path that leads out, a link, too many or too large files.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [info for info in opened.infolist() if not info.is_dir()]
            _check(archive, members)
            for info in members:
                target = folder / PurePosixPath(info.filename)
                target.parent.mkdir(parents=True, exist_ok=True)
                with opened.open(info) as source, target.open("wb") as sink:
                    _copy(source, sink, info.file_size, archive)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise UnreadableSource(f"{archive}: damaged archive: {error}") from error
    except InputError:
        raise
    except Exception as error:  # zlib.error and its like have no common ancestor
        raise UnreadableSource(f"{archive}: damaged archive: {error}") from error


def _check(archive: Path, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_ENTRIES:
        raise SourceTooLarge(f"{archive}: {len(members)} files, more than {MOST_ENTRIES}")
    unpacked = sum(info.file_size for info in members)
    packed = sum(info.compress_size for info in members)
    if unpacked > MOST_BYTES:
        raise SourceTooLarge(f"{archive}: {unpacked} bytes unpacked, more than {MOST_BYTES}")
    if unpacked > 10_000_000 and unpacked > MOST_RATIO * max(packed, 1):
        raise SourceTooLarge(f"{archive}: unpacks to {unpacked // max(packed, 1)} times its size: a bomb")
    for info in members:
        path = PurePosixPath(info.filename)
        if path.is_absolute() or ".." in path.parts or "\\" in info.filename or ":" in path.parts[0]:
            raise UnreadableSource(f"{archive}: leads out of its folder: {info.filename!r}")
        if (info.external_attr >> 16) & 0o170000 == 0o120000:
            raise UnreadableSource(f"{archive}: holds a link: {info.filename!r}")


def _copy(source: object, sink: object, size: int, archive: Path) -> None:
    """No more than was declared, whatever the stream holds."""
    left = size
    while chunk := source.read(min(1 << 16, left + 1)):  # type: ignore[attr-defined]
        left -= len(chunk)
        if left < 0:
            raise SourceTooLarge(f"{archive}: a file is larger than the archive says")
        sink.write(chunk)  # type: ignore[attr-defined]
