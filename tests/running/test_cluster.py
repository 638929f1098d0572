"""A real scheduler and two real worker processes; one of them is killed midway."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from converter.errors import WorkersUnavailable
from converter.running.cluster import convert_on_cluster
from converter.running.outcome import Status
from converter.running.run import Plan, convert_here

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@dataclass
class Cluster:
    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    log = tmp_path / "scheduler.log"
    dask = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--port",
        "0",
        "--no-dashboard",
        "--host",
        "127.0.0.1",
    ]
    with log.open("wb") as output:
        scheduler = subprocess.Popen(dask, stdout=output, stderr=subprocess.STDOUT, cwd=tmp_path)
    deadline = time.monotonic() + 60
    while not (found := re.search(r"Scheduler at:\s+(tcp://\S+)", log.read_text())):
        assert time.monotonic() < deadline and scheduler.poll() is None, log.read_text()
        time.sleep(0.1)
    worker = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        found[1],
        "--nthreads",
        "1",
        "--no-nanny",
        "--no-dashboard",
    ]
    workers = [
        subprocess.Popen(worker, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tmp_path) for _ in range(2)
    ]
    yield Cluster(found[1], scheduler, workers)
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


@pytest.fixture
def sources(tmp_path: Path, examples: Path) -> list[str]:
    (tmp_path / "in").mkdir()
    for n in range(8):
        shutil.copy(examples / "2006-ex99-earnings.htm", tmp_path / "in" / f"filing-{n}.htm")
    return [f"file://{path}" for path in sorted((tmp_path / "in").iterdir())]


@pytest.mark.parametrize("kind", ["file", "local"])
def test_a_worker_is_killed_midway(tmp_path: Path, cluster: Cluster, sources: list[str], kind: str) -> None:
    """`local` is the same folder by way of fsspec, without renames: as an object store is used."""
    outcomes = []
    for outcome in convert_on_cluster(sources, Plan(out=f"{kind}://{tmp_path / 'out'}"), cluster.address):
        outcomes.append(outcome)
        if len(outcomes) == 1:
            os.kill(cluster.workers[0].pid, signal.SIGKILL)
    assert sorted(o.source for o in outcomes) == sources
    assert {o.status for o in outcomes} == {Status.CONVERTED}
    for n in range(8):
        assert (tmp_path / "out" / f"filing-{n}" / "report.xbri").is_file()


def test_the_scheduler_is_lost(tmp_path: Path, cluster: Cluster, sources: list[str]) -> None:
    """The run ends with a line, and what was done is not done again by the next one, whatever it runs on."""
    plan = Plan(out=f"file://{tmp_path / 'out'}", resume=True)
    outcomes = convert_on_cluster(sources, plan, cluster.address)
    first = next(outcomes)
    os.kill(cluster.scheduler.pid, signal.SIGKILL)
    with pytest.raises(WorkersUnavailable, match="was lost"):
        list(outcomes)
    assert [o.skipped for o in convert_here([first.source], plan)] == [True]


def test_a_scheduler_that_is_not_there(tmp_path: Path) -> None:
    import dask

    patience = dask.config.set({"distributed.comm.timeouts.connect": "1s"})
    with patience, pytest.raises(WorkersUnavailable, match="cannot be reached"):
        list(convert_on_cluster(["a.txt"], Plan(out=str(tmp_path)), "tcp://127.0.0.1:9"))
