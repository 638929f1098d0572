from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import ocfl
import pytest

from converter import durable
from converter.archive.layout import object_path
from converter.archive.store import Store
from converter.archive.verify import verify
from converter.errors import ArchiveError
from tests.archive.test_kill import ROOT
from tests.archive.writer import EVENTS, files

NAME = "accession:one"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    Store.create(root)
    return root


def add(root: Path, version: int, name: str = NAME) -> str:
    return Store(root).add(name, files(name, version), "test", EVENTS).version


def is_well(root: Path, objects: int) -> None:
    verdict = verify(Store(root), revalidate=False)
    assert (verdict.damages, verdict.objects) == ((), objects)
    storage = ocfl.StorageRoot(root=str(root))
    assert storage.validate(log_warnings=False), storage.errors


def test_versions_share_what_did_not_change(root: Path) -> None:
    assert [add(root, 1), add(root, 2), add(root, 2)] == ["v1", "v2", "v2"]
    store = Store(root)
    inventory = store.inventory(NAME)
    assert (inventory.head, len(inventory.manifest)) == ("v2", 5)
    assert store.read(NAME, "source/filing.txt", "v1") == store.read(NAME, "source/filing.txt", "v2")
    assert store.read(NAME, "report.xbri", "v1") != store.read(NAME, "report.xbri")
    is_well(root, 1)


@pytest.mark.parametrize("name", ["accession:0000950109-99-001234", "sha256:" + "ab" * 32, "ä/b?c", "x" * 300])
def test_paths_are_those_of_the_layout_extension(root: Path, name: str) -> None:
    library = ocfl.StorageRoot(root=str(root))
    assert str(object_path(name)) == library.object_path(name)


def test_a_damaged_file_is_not_handed_out(root: Path) -> None:
    add(root, 1)
    path = Store(root).object_folder(NAME) / "v1/content/report.xbri"
    path.write_bytes(b"other")
    with pytest.raises(ArchiveError, match="damaged"):
        Store(root).read(NAME, "report.xbri")
    path.unlink()
    with pytest.raises(ArchiveError, match="missing"):
        Store(root).read(NAME, "report.xbri")


@pytest.mark.parametrize("name", ["../x", "accession:none"])
def test_what_is_not_there(root: Path, name: str) -> None:
    with pytest.raises(ArchiveError, match="no object"):
        Store(root).inventory(name)


def test_not_an_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="not an archive"):
        Store(tmp_path)
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(ArchiveError, match="not empty"):
        Store.create(tmp_path)


def test_two_writers_at_once(root: Path) -> None:
    """Both add versions of the same objects; every one is acknowledged once, and the log has them all."""
    program = (
        "import sys; from pathlib import Path; from converter.archive.store import Store\n"
        "from tests.archive.writer import EVENTS, files\n"
        "for n in range(12):\n"
        "    name = f'accession:{n % 3}'\n"
        "    added = Store(Path(sys.argv[1])).add(name, files(name, int(sys.argv[2]) * 100 + n), 'test', EVENTS)\n"
        "    print(added.object, added.version)\n"
    )
    command = [sys.executable, "-c", program, str(root)]
    both = [subprocess.Popen([*command, str(n)], cwd=ROOT, stdout=subprocess.PIPE, text=True) for n in (1, 2)]
    lines = [line for process in both for line in process.communicate()[0].splitlines()]
    assert [process.returncode for process in both] == [0, 0]
    assert len(lines) == len(set(lines)) == 24
    is_well(root, 3)


def test_a_second_writer_does_not_wait_for_ever(root: Path) -> None:
    store = Store(root, wait_seconds=0.1)
    with Store(root)._writing(), pytest.raises(ArchiveError, match="another process is writing"):
        store.add(NAME, files(NAME, 1), "test", EVENTS)


@pytest.mark.parametrize("call", range(9))
def test_disk_full(root: Path, monkeypatch: pytest.MonkeyPatch, call: int) -> None:
    """No space at the n-th write: an error, nothing half, and all well once there is space again."""
    add(root, 1)
    left = call
    real = durable.write_new

    def write_new(path: Path, data: bytes) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            path.write_bytes(data[: len(data) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")
        real(path, data)

    monkeypatch.setattr(durable, "write_new", write_new)
    if call < 8:
        with pytest.raises(ArchiveError, match="no space left"):
            add(root, 2)
        assert Store(root).inventory(NAME).head == "v1"
    else:
        assert add(root, 2) == "v2"
    monkeypatch.undo()
    assert add(root, 2) == "v2"
    is_well(root, 1)


def test_disk_full_while_the_log_is_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The object is in place but not acknowledged: the next writer finishes what was begun."""
    real = os.write

    def write(handle: int, data: bytes) -> int:
        real(handle, data[:50])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", write)
        with pytest.raises(ArchiveError, match="no space left"):
            add(root, 1)
    add(root, 1, "accession:two")
    assert add(root, 1) == "v1"
    events = [e for e in Store(root).log.events() if e.object == NAME]
    assert len(events) == len(EVENTS)
    is_well(root, 2)


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits are POSIX")
def test_disk_full_for_real(root: Path) -> None:
    """The kernel refuses to write beyond a limit, in the middle of a file."""
    program = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from converter.archive.store import Store; from tests.archive.writer import EVENTS\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "Store(Path(sys.argv[1])).add('accession:big', {'a': b'x' * 50_000, 'b': b'y' * 150_000}, 'test', EVENTS)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(root)], cwd=ROOT, capture_output=True, text=True)
    assert "ArchiveError" in done.stderr
    assert list(Store(root).identifiers()) == []
    add(root, 1)
    is_well(root, 1)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="POSIX")
def test_a_root_that_cannot_be_written(root: Path) -> None:
    """Reading and verifying work; writing is refused in one line. Root may write anywhere, so this is another user."""
    add(root, 1)
    for path in (root, *root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for path in root.parents:
        with contextlib.suppress(PermissionError):
            if path.stat().st_uid == os.geteuid() and not path.stat().st_mode & 0o001:
                path.chmod(path.stat().st_mode | 0o055)
    program = (
        "import os, sys; from pathlib import Path\n"
        "from converter.archive.store import Store; from converter.archive.verify import verify\n"
        "from converter.errors import ArchiveError; from tests.archive.writer import EVENTS, files\n"
        "import ocfl.validator, multiprocessing\n"
        "if os.geteuid() == 0: os.setgid(65534); os.setuid(65534)\n"
        "store = Store(Path(sys.argv[1]))\n"
        "verdict = verify(store, revalidate=False)\n"
        "print(len(verdict.damages), verdict.objects, verdict.recorded)\n"
        "print(len(store.read('accession:one', 'report.xbri')))\n"
        "try: store.add('accession:two', files('accession:two', 1), 'test', EVENTS)\n"
        "except ArchiveError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(root)], cwd=ROOT, capture_output=True, text=True)
    for path in (root, *root.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    lines = done.stdout.splitlines()
    assert lines[:2] == ["0 1 False", "6900"], done.stderr
    assert "cannot be written" in lines[2]


def test_a_clock_that_goes_back(root: Path) -> None:
    """The order of events is their number; what the clock said is kept as it was."""
    start = datetime(2026, 11, 22, 12, tzinfo=UTC)
    ticks = iter(start - timedelta(hours=n) for n in range(1000))
    store = Store(root, clock=lambda: next(ticks))
    for version in (1, 2, 3):
        store.add(NAME, files(NAME, version), "test", EVENTS)
    events = list(store.log.events())
    assert [e.number for e in events] == list(range(1, 10))
    assert [e.time for e in events] == sorted((e.time for e in events), reverse=True)
    assert [e.version for e in events[::3]] == ["v1", "v2", "v3"]
    is_well(root, 1)


def test_deletion_keeps_the_record(root: Path) -> None:
    add(root, 1)
    add(root, 1, "accession:two")
    Store(root).delete(NAME, "asked for by the filer")
    assert list(Store(root).identifiers()) == ["accession:two"]
    [event] = [e for e in Store(root).log.events() if e.type.value == "deletion"]
    assert (event.object, event.version, event.detail) == (NAME, "v1", {"reason": "asked for by the filer"})
    is_well(root, 1)
    assert add(root, 1) == "v1"
    is_well(root, 2)


def test_segments_of_the_log(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converter.archive.events._SEGMENT_EVENTS", 4)
    for n in range(5):
        add(root, 1, f"accession:{n}")
    folder = root / "extensions/ixconvert/events"
    assert [p.name for p in sorted(folder.iterdir())] == [
        "000000000001.jsonl",
        "000000000007.jsonl",
        "000000000013.jsonl",
    ]
    assert [e.number for e in Store(root).log.events(7)] == list(range(8, 16))
    is_well(root, 5)


def test_without_an_exchange_of_names(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Systems that cannot swap two names in one step get two renames; in between, the next writer repairs."""
    monkeypatch.setattr(durable, "exchange_at_once", lambda first, second: False)
    add(root, 1)
    assert add(root, 2) == "v2"
    is_well(root, 1)
    real = Path.rename
    calls = []

    def rename(self: Path, target: Path) -> Path:
        calls.append(target)
        if target.name.startswith("accession"):
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Path, "rename", rename)
        add(root, 3)
    assert not Store(root).object_folder(NAME).exists()
    add(root, 1, "accession:two")
    assert Store(root).inventory(NAME).head == "v2"
    is_well(root, 2)
