"""A writer that dies at each of its steps in turn: before every open, rename, link, mkdir, remove and truncate."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import ocfl
import pytest

from converter.archive.events import EventType
from converter.archive.store import Store
from converter.archive.verify import verify
from tests.archive.writer import EVENTS, files

STEPS = frozenset(
    {
        "open",
        "os.rename",
        "os.link",
        "os.mkdir",
        "os.remove",
        "os.rmdir",
        "os.truncate",
        "shutil.copyfile",
        "os.scandir",
    }
)
DIED, FINISHED = 9, 0


def dies_at(step: int, work: Callable[[], object]) -> bool:
    """Run `work` in a copy of this process that ends, without any clean-up, before its `step`-th step."""
    child = os.fork()
    if child == 0:
        left = step

        def hook(event: str, _arguments: object) -> None:
            nonlocal left
            if event in STEPS or event.startswith("ctypes.dlsym"):
                left -= 1
                if left < 0:
                    os._exit(DIED)

        sys.addaudithook(hook)
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(FINISHED)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (DIED, FINISHED)
    return status == DIED


def add(root: Path, version: int) -> None:
    Store(root).add("accession:one", files("accession:one", version), "test", EVENTS)


def delete(root: Path) -> None:
    Store(root).delete("accession:one", "test")


def is_whole(root: Path) -> None:
    storage = ocfl.StorageRoot(root=str(root))
    assert storage.validate(log_warnings=False), storage.errors


def roots_of_the_dead(
    place: Path, stride: int, before: Callable[[Path], object], work: Callable[[Path], object]
) -> Iterator[Path]:
    """An archive for every `stride`-th step at which `work` can die, before another writer has come."""
    step = 0
    while True:
        root = place / str(step)
        Store.create(root)
        before(root)
        if not dies_at(step, lambda root=root: work(root)):  # type: ignore[misc]
            assert step > 5
            return
        is_whole(root)
        yield root
        step += stride


EVERY = pytest.mark.parametrize(
    "stride", [pytest.param(5, id="some"), pytest.param(1, id="all", marks=pytest.mark.slow)]
)
pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


@EVERY
def test_a_first_version(tmp_path: Path, stride: int) -> None:
    for root in roots_of_the_dead(tmp_path, stride, lambda root: None, lambda root: add(root, 1)):
        heads = [Store(root).inventory(name).head for name in Store(root).identifiers()]
        assert heads in ([], ["v1"])
        add(root, 1)
        verdict = verify(Store(root), revalidate=False)
        assert (verdict.damages, verdict.objects) == ((), 1)


@EVERY
def test_a_further_version(tmp_path: Path, stride: int) -> None:
    for root in roots_of_the_dead(tmp_path, stride, lambda root: add(root, 1), lambda root: add(root, 2)):
        before = Store(root).inventory("accession:one").head
        assert before in ("v1", "v2")
        add(root, 3)
        assert Store(root).inventory("accession:one").head == ("v2" if before == "v1" else "v3")
        verdict = verify(Store(root), revalidate=False)
        assert (verdict.damages, verdict.objects) == ((), 1)


@EVERY
def test_a_deletion(tmp_path: Path, stride: int) -> None:
    for root in roots_of_the_dead(tmp_path, stride, lambda root: add(root, 1), delete):
        there = list(Store(root).identifiers())
        Store(root).add("accession:two", files("accession:two", 1), "test", EVENTS)
        deletions = [e for e in Store(root).log.events() if e.type is EventType.DELETION]
        assert len(there) + len(deletions) == 1
        assert verify(Store(root), revalidate=False).damages == ()
