"""Runs that are killed, interrupted, robbed of a worker or held to limits: nothing half is left, nothing is lost."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from converter.running.outcome import Outcome, Status
from converter.running.pool import Limits
from converter.running.run import Plan, convert_many
from tests.running.test_run import NAMES, ROOT, ixconvert, outcomes


def test_killed_midway_and_resumed(tmp_path: Path, examples: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    for n in range(4):
        shutil.copy(examples / NAMES[2], inputs / f"filing-{n}.htm")
    command = [sys.executable, "-m", "converter", "convert", "in", "-o", "out", "--jobs", "1", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())
        os.kill(process.pid, signal.SIGKILL)
    time.sleep(0.2)
    done = outcomes(ixconvert("convert", "in", "-o", "out", "--resume", "--json", cwd=tmp_path))
    assert {o.status for o in done.values()} == {Status.CONVERTED}
    assert done[first["source"]].skipped
    assert not [p.name for p in (tmp_path / "out").iterdir() if p.name.endswith(".partial")]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_run_killed_midway_and_resumed_ends_as_one_left_alone(tmp_path: Path, examples: Path) -> None:
    """Parent and workers are killed at once; the benchmark compares every byte and ends with 1 where one differs."""
    (tmp_path / "in").mkdir()
    for n, name in enumerate(NAMES * 4):
        shutil.copy(examples / name, tmp_path / "in" / f"{n}-{name}")
    command = [sys.executable, ROOT / "benchmarks/runs.py", tmp_path / "in", "--work", tmp_path / "work", "--jobs", "2"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "12 of 12 conversions are byte for byte" in done.stdout


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_reports_what_is_done(tmp_path: Path, examples: Path, number: int) -> None:
    (tmp_path / "in").mkdir()
    for n in range(3):
        shutil.copy(examples / NAMES[2], tmp_path / "in" / f"filing-{n}.htm")
    command = [sys.executable, "-m", "converter", "convert", "in", "-o", "out", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(number)
        _, said = process.communicate()
    assert process.returncode == 130
    assert b"--resume" in said
    assert b"Traceback" not in said
    report = json.loads((tmp_path / "out" / "run.json").read_bytes())
    assert report["interrupted"] is True
    assert 1 <= len(report["filings"]) < 3


def handles_signals(process: subprocess.Popen[str]) -> None:
    """Waits until the program has its own handler of SIGTERM, which a bare interpreter has not."""
    status = Path(f"/proc/{process.pid}/status")
    while process.poll() is None:
        caught = int(status.read_text().split("SigCgt:")[1].split()[0], 16)
        if caught & 1 << (signal.SIGTERM - 1):
            return
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(
    ("source", "said"), [("in", "ixconvert: interrupted; run the same"), ("in/filing-0.htm", "ixconvert: interrupted")]
)
def test_interrupted_at_the_start(tmp_path: Path, examples: Path, source: str, said: str) -> None:
    """A terminal interrupts the workers too, while they still import what they need; only the parent says a line."""
    (tmp_path / "in").mkdir()
    for n in range(3):
        shutil.copy(examples / NAMES[2], tmp_path / "in" / f"filing-{n}.htm")
    # As the installed command starts: below `-m` CPython ends itself by the signal where that fell into an `exec` of
    # text, as dataclasses do at import, whatever exit status the program asks for.
    start = "from converter.cli import main; main()"
    command = [sys.executable, "-c", start, "convert", source, "-o", "out", "--jobs", "2", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        handles_signals(process)
        time.sleep(0.1)
        os.killpg(process.pid, signal.SIGINT)
        _, heard = process.communicate()
    assert (process.returncode, len(heard.splitlines())) == (130, 1), heard
    assert heard.startswith(said)
    assert not [path for path in (tmp_path / "out").glob("*") if path.is_dir() and path.name != ".ixconvert"]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_worker_that_is_killed_costs_a_retry(tmp_path: Path, examples: Path) -> None:
    """As the kernel does when memory is short: the filing in hand is converted by another process."""
    (tmp_path / "in").mkdir()
    for n in range(4):
        shutil.copy(examples / NAMES[1], tmp_path / "in" / f"filing-{n}.txt")
    command = [sys.executable, "-m", "converter", "convert", "in", "-o", "out", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        os.kill(youngest_of_group(process.pid), signal.SIGKILL)
        lines += process.communicate()[0].splitlines()
    found = [Outcome.from_json(json.loads(line)) for line in lines]
    assert process.returncode == 0
    assert [o.status for o in found] == [Status.CONVERTED] * 4
    assert sorted(o.attempts for o in found) == [1, 1, 1, 2]


def youngest_of_group(leader: int) -> int:
    """The process of a group that was started last: with one job, the worker."""
    members = []
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            with contextlib.suppress(OSError):
                after_name = (place / "stat").read_text().rpartition(")")[2].split()
                if int(after_name[2]) == leader:
                    members.append((int(after_name[19]), int(place.name)))
    return max(members)[1]


@pytest.mark.parametrize(
    ("limits", "code", "attempts"),
    [
        (Limits(seconds=0.01), "ix.running.timed-out", 1),
        (Limits(bytes=2**20), "ix.running.too-large", 2),
    ],
)
def test_a_filing_beyond_a_limit_is_a_finding(
    tmp_path: Path, examples: Path, limits: Limits, code: str, attempts: int
) -> None:
    sources = [str(examples / name) for name in NAMES]
    found = list(convert_many(sources, Plan(out=str(tmp_path / "out"), jobs=2, limits=limits)))
    assert sorted(o.source for o in found) == sorted(sources)
    assert {(o.status, o.codes[0][0], o.attempts) for o in found} == {(Status.FAILED, code, attempts)}
    assert not [path for path in (tmp_path / "out").glob("*") if path.name != ".ixconvert"]
