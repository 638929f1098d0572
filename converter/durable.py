"""Files and folders that appear whole or not at all, and that survive a crash once they have appeared.

A name becomes visible through one rename, after everything under it has been flushed to the disk; the folder that holds
the name is flushed after the rename. Works on the local file system; object stores are in `converter.running.storage`.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
import shutil
import sys
import time
import uuid
from collections.abc import Mapping
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h: both names exist afterwards, each with the other's content, in one step


def sync_folder(folder: Path) -> None:
    """Flush the names in `folder`; without effect where folders cannot be opened (Windows)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_new(path: Path, data: bytes) -> None:
    """Write and flush a file that nobody else can see yet."""
    with path.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())


def replace_file(path: Path, data: bytes) -> None:
    """`path` holds `data`, or what it held before; never a part of either."""
    beside = _beside(path)
    try:
        write_new(beside, data)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def create_file(path: Path, data: bytes) -> bool:
    """Create `path` with all of `data` in one step; False when the name is taken already."""
    beside = _beside(path)
    try:
        write_new(beside, data)
        try:
            os.link(beside, path)
        except FileExistsError:
            return False
        except OSError as error:  # a file system without hard links
            if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP):
                raise
            with path.open("xb") as handle:
                handle.write(data)
    except FileExistsError:
        return False
    finally:
        beside.unlink(missing_ok=True)
    sync_folder(path.parent)
    return True


def fill_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` (relative names, `/` between folders) under an invisible `folder` and flush all of it."""
    folders = {folder}
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        folders.update(parent for parent in path.parents if folder in parent.parents)
        write_new(path, data)
    for each in folders:
        sync_folder(each)


def replace_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """`target` holds exactly `files` afterwards; at every instant it is absent, or the old folder, or the new one."""
    beside = _beside(target)
    try:
        beside.mkdir()
        fill_folder(beside, files)
        install_folder(beside, target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def install_folder(staged: Path, target: Path) -> None:
    """Move a finished folder to `target`; what stood there is left at `staged` for the caller to remove."""
    try:
        staged.rename(target)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
        exchange(staged, target)
    sync_folder(target.parent)


def exchange(first: Path, second: Path) -> None:
    """Swap two existing names. One step where the kernel can (Linux), else two renames with an instant between."""
    if exchange_at_once(first, second):
        return
    aside = _beside(second)
    second.rename(aside)
    try:
        first.rename(second)
    except BaseException:
        aside.rename(second)
        raise
    aside.rename(first)


def exchange_at_once(first: Path, second: Path) -> bool:
    """Swap two existing names in one step; False where the system has no way to do that."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(first), None, str(second))


def _beside(path: Path) -> Path:
    """A private name in the same folder that says whose it is, so that `sweep` can tell the dead from the living."""
    return path.with_name(f".{path.name[:80]}.{_host()}.{os.getpid()}.{uuid.uuid4().hex}.partial")


def sweep(folder: Path) -> int:
    """Remove what writers that no longer live left in `folder`; the number of names removed."""
    removed = 0
    with contextlib.suppress(FileNotFoundError):
        for path in list(folder.iterdir()):
            if path.name.startswith(".") and path.name.endswith(".partial") and not _is_alive(path):
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)
                removed += 1
    return removed


def _is_alive(partial: Path) -> bool:
    """Whether the writer of a private name may still be at work; one on another machine is given a day."""
    parts = partial.name.split(".")
    host, pid = parts[-4], parts[-3]
    if host != _host() or not pid.isdigit():
        with contextlib.suppress(FileNotFoundError):
            return time.time() - partial.stat().st_mtime < 86_400
        return False
    return is_running(int(pid))


def is_running(pid: int) -> bool:
    """Whether this machine has a process of that number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _host() -> str:
    return platform.node().replace(".", "-").replace("/", "-")[:40] or "localhost"
