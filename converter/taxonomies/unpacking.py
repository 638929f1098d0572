"""Unpacks zip archives that a stranger may have made: within bounds, and never out of the folder."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath
from typing import IO

from converter.errors import InputError, SourceTooLarge, UnreadableSource

# Bounds on what an archive may hold, generous for any filing: the largest on EDGAR stay below a tenth.
MOST_ENTRIES = 5_000
MOST_BYTES = 1_000_000_000
MOST_RATIO = 200  # of unpacked to packed, for archives above 10 MB unpacked


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a zip into `folder`, within bounds and never outside.

    Raises InputError with a reason for a damaged archive, a path that leads out, a link, too many or too large files.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [info for info in opened.infolist() if not info.is_dir()]
            check_members(archive, members)
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


def check_members(archive: Path, members: list[zipfile.ZipInfo]) -> None:
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


def _copy(source: IO[bytes], sink: IO[bytes], size: int, archive: Path) -> None:
    """No more than was declared, whatever the stream holds."""
    left = size
    while chunk := source.read(min(1 << 16, left + 1)):
        left -= len(chunk)
        if left < 0:
            raise SourceTooLarge(f"{archive}: a file is larger than the archive says")
        sink.write(chunk)
