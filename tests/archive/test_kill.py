"""kill -9 at random instants while filings are added: what was acknowledged is there and whole, nothing half is."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import ocfl
import pytest
from ocfl.validator import Validator

from converter.archive.store import Store
from converter.archive.verify import verify
from tests.archive.writer import EVENTS, files

ROOT = Path(__file__).parent.parent.parent


def killed_writer(root: Path, seed: int, after: float) -> list[tuple[str, str, str]]:
    """What a writer acknowledged before it was killed, `after` seconds from when it was ready."""
    command = [sys.executable, "-m", "tests.archive.writer", str(root), str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(after)
        os.kill(process.pid, signal.SIGKILL)
        lines = process.stdout.read().splitlines(keepends=True)
    return [(a, b, c) for line in lines if line.endswith("\n") for a, b, c in [line.split()]]


def look(root: Path, acknowledged: dict[tuple[str, str], str], seed: int) -> None:
    """Before any other writer comes: every object of this writer that can be seen is whole, and all it acknowledged
    is there."""
    store = Store(root)
    for name in store.identifiers():
        if name.startswith(f"accession:{seed}-"):
            validator = Validator(log_warnings=False)
            assert validator.validate_object(str(store.object_folder(name))), validator.log.messages
    for (name, version), digest in acknowledged.items():
        inventory = store.inventory(name)
        assert int(inventory.head[1:]) >= int(version[1:])
        assert (store.object_folder(name) / version / "inventory.json.sha512").read_text().split()[0] == digest


def is_valid(root: Path) -> None:
    storage = ocfl.StorageRoot(root=str(root))
    assert storage.validate(log_warnings=False), storage.errors


def loop(root: Path, kills: int, seed: int) -> tuple[int, int]:
    """Kills at up to five times what an addition takes on this machine; the number of writers that acknowledged
    anything, and of acknowledged versions."""
    choose = random.Random(seed)
    acknowledged: dict[tuple[str, str], str] = {}
    Store.create(root)
    start = time.monotonic()
    for version in range(3):
        Store(root).add("accession:first", files("accession:first", version), "test", EVENTS)
    usual = (time.monotonic() - start) / 3
    writers = 0
    for n in range(kills):
        said = {(a, b): c for a, b, c in killed_writer(root, n, choose.uniform(0.0, 5 * usual))}
        look(root, said, n)
        acknowledged |= said
        writers += bool(said)
        if n % 50 == 49:
            is_valid(root)
    is_valid(root)
    store = Store(root)
    store.add("accession:last", files("accession:last", 1), "test", EVENTS)
    verdict = verify(store, jobs=1, revalidate=False)
    assert verdict.damages == ()
    logged = {(e.object, e.version): e.inventory for e in store.log.events() if e.object and e.inventory}
    assert acknowledged.items() <= logged.items()
    assert not list((store.ours / "staging").iterdir())
    return writers, len(acknowledged)


def test_a_few_kills(tmp_path: Path) -> None:
    writers, _ = loop(tmp_path / "archive", kills=5, seed=1)
    assert writers > 0


@pytest.mark.slow
def test_hundreds_of_kills(tmp_path: Path) -> None:
    """An assertion on how many versions were added would be one on the machine; that enough writers were killed in the
    midst of their work is what makes the rest say something."""
    writers, acknowledged = loop(tmp_path / "archive", kills=400, seed=2)
    print(f"400 kills, {acknowledged} versions acknowledged by {writers} writers, none lost")
    assert writers > 100
