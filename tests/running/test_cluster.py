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
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from converter.running.cluster import convert_on_cluster
from converter.running.outcome import Status
from converter.running.run import Plan

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
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
    yield found[1], workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


def test_a_worker_is_killed_midway(
    tmp_path: Path, examples: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    inputs = tmp_path / "in"
    inputs.mkdir()
    example = examples / "2006-ex99-earnings.htm"
    for n in range(8):
        shutil.copy(example, inputs / f"filing-{n}.htm")
    sources = [f"file://{path}" for path in sorted(inputs.iterdir())]
    plan = Plan(out=f"file://{tmp_path / 'out'}")
    outcomes = []
    for outcome in convert_on_cluster(sources, plan, address):
        outcomes.append(outcome)
        if len(outcomes) == 1:
            os.kill(workers[0].pid, signal.SIGKILL)
    assert sorted(o.source for o in outcomes) == sources
    assert {o.status for o in outcomes} == {Status.CONVERTED}
    for n in range(8):
        assert (tmp_path / "out" / f"filing-{n}" / "report.xbri").is_file()
