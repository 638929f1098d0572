"""One writer at a time, over processes; the lock of a writer that dies is free at once."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from converter.errors import ArchiveError

_RETRY_SECONDS = 0.02


@contextlib.contextmanager
def writers_lock(path: Path, wait_seconds: float) -> Iterator[None]:
    """Raises ArchiveError when another writer holds the lock for longer than `wait_seconds`."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise ArchiveError(f"the archive cannot be written: {error.strerror} ({path})") from None
    try:
        deadline = time.monotonic() + wait_seconds
        while not _taken(handle):
            if time.monotonic() > deadline:
                raise ArchiveError(f"another process is writing to the archive ({path} is locked)")
            time.sleep(_RETRY_SECONDS)
        yield
    finally:
        os.close(handle)  # gives the lock back


def _taken(handle: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
