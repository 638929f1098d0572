from __future__ import annotations

import importlib
import itertools
import time
from pathlib import Path

import pytest

from converter.errors import WorkersUnavailable
from converter.running.pool import Limits, Loss, run_tasks
from tests.running.pool_tasks import behave


def test_every_task_comes_back_once() -> None:
    tasks = [("echo", str(n)) for n in range(40)]
    done = list(run_tasks(behave, tasks, jobs=2))
    assert sorted(d.task for d in done) == sorted(tasks)
    assert all(d.value == "echo" + d.task[1] and d.loss is None for d in done)


def test_losses_cost_their_own_task_only(tmp_path: Path) -> None:
    bad = [
        ("crash", ""),
        ("exit", ""),
        ("crash once", str(tmp_path / "marker")),
        ("hang", ""),
        ("grow", ""),
        ("raise", "boom"),
    ]
    tasks = list(itertools.chain.from_iterable((task, ("echo", str(n))) for n, task in enumerate(bad)))
    limits = Limits(seconds=2.0, bytes=300 * 2**20)
    done = {d.task: d for d in run_tasks(behave, tasks, jobs=2, limits=limits)}
    assert len(done) == len(tasks)
    assert all(done["echo", str(n)].value == f"echo{n}" for n in range(len(bad)))
    assert (done["crash", ""].loss, done["crash", ""].attempts) == (Loss.CRASHED, 2)
    assert done["crash", ""].detail == "ended by SIGKILL"
    assert done["exit", ""].detail == "ended with status 7"
    assert (done[bad[2]].loss, done[bad[2]].attempts) == (None, 2)
    assert (done["hang", ""].loss, done["hang", ""].attempts) == (Loss.TIMED_OUT, 1)
    assert done["grow", ""].loss is Loss.TOO_LARGE
    assert (done["raise", "boom"].loss, done["raise", "boom"].detail) == (Loss.RAISED, "ValueError: boom")


def test_workers_are_replaced_after_their_share() -> None:
    done = list(run_tasks(behave, [("pid", str(n)) for n in range(6)], jobs=1, limits=Limits(tasks=2)))
    assert len({d.value for d in done}) == 3


def test_tasks_are_drawn_as_workers_come_free() -> None:
    drawn = 0

    def endless():  # type: ignore[no-untyped-def]
        nonlocal drawn
        for n in itertools.count():
            drawn += 1
            yield ("echo", str(n))

    results = run_tasks(behave, endless(), jobs=2)
    for _ in range(5):
        next(results)
    results.close()  # type: ignore[attr-defined]
    assert drawn < 12


def test_a_retry_waits_for_a_worker_after_the_last_task(tmp_path: Path) -> None:
    start = time.monotonic()
    done = list(run_tasks(behave, [("crash once", str(tmp_path / "m"))], jobs=1))
    assert [d.loss for d in done] == [None]
    assert time.monotonic() - start < 10


def test_workers_that_cannot_start_cost_no_task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the installation is replaced under a run: the function that was asked for is no longer there."""
    module = tmp_path / "replaced_under_a_run.py"
    module.write_text("def work(task):\n    return task\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    work = importlib.import_module("replaced_under_a_run").work
    module.write_text("def work_of_the_next_version(task):\n    return task\n")
    results = run_tasks(work, range(1000), jobs=2)
    with pytest.raises(WorkersUnavailable, match="ended with status 1"):
        next(results)


@pytest.mark.parametrize("jobs", [1, 3])
def test_no_tasks(jobs: int) -> None:
    assert list(run_tasks(behave, [], jobs=jobs)) == []
