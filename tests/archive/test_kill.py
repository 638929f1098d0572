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


def look(root: Path, acknowledged: dict[tuple[str, str], str]) -> None:
    """Before any other writer comes: every object that can be seen is whole, and holds what was acknowledged."""
    storage = ocfl.StorageRoot(root=str(root))
    assert storage.validate(log_warnings=False), storage.errors
    store = Store(root)
    for (name, version), digest in acknowledged.items():
        inventory = store.inventory(name)
        assert int(inventory.head[1:]) >= int(version[1:])
        assert (store.object_folder(name) / version / "inventory.json.sha512").read_text().split()[0] == digest


def loop(root: Path, kills: int, seed: int) -> int:
    """Kills at up to three times what an addition takes on this machine; the number of acknowledged versions."""
    choose = random.Random(seed)
    acknowledged: dict[tuple[str, str], str] = {}
    Store.create(root)
    start = time.monotonic()
    for version in range(3):
        Store(root).add("accession:first", files("accession:first", version), "test", EVENTS)
    usual = (time.monotonic() - start) / 3
    for n in range(kills):
        for name, label, digest in killed_writer(root, n, choose.uniform(0.0, 3 * usual)):
            acknowledged[name, label] = digest
        look(root, acknowledged)
    store = Store(root)
    store.add("accession:last", files("accession:last", 1), "test", EVENTS)
    verdict = verify(store, jobs=1, revalidate=False)
    assert verdict.damages == ()
    logged = {(e.object, e.version): e.inventory for e in store.log.events() if e.object and e.inventory}
    assert acknowledged.items() <= logged.items()
    assert not list((store.ours / "staging").iterdir())
    return len(acknowledged)


def test_a_few_kills(tmp_path: Path) -> None:
    assert loop(tmp_path / "archive", kills=5, seed=1) > 0


@pytest.mark.slow
def test_hundreds_of_kills(tmp_path: Path) -> None:
    acknowledged = loop(tmp_path / "archive", kills=400, seed=2)
    print(f"400 kills, {acknowledged} acknowledged versions")
    assert acknowledged > 100
