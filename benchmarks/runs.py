"""Measures a run over many filings, and that a run killed midway and resumed ends as one that was left alone.

    python benchmarks/runs.py FOLDER... --work EMPTY-FOLDER [--jobs 2] [--every 1] [--again 1] [--kill-at 0.5]
                              [--option=...]

1. `ixconvert convert` over all filings of the folders, uninterrupted: filings a minute, peak memory, failures.
2. The same (or every n-th of them, with --again n) into another output; once a part of the filings is done, SIGKILL to
   the whole process group.
3. What the kill left: each folder that can be seen has to be a whole conversion.
4. The same command with --resume: what was skipped, what was converted; every filing has to be there once, and every
   byte of every conversion has to be that of the uninterrupted run.

The exit status is 1 where 3 or 4 does not hold. Filings that a limit of time or memory ended are named, and compared
like the others. Linux only: memory and processes are read from /proc.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

_LOOK_SECONDS = 0.25
_MB = 1 << 20
_NEEDED = frozenset({"report.xbri", "facts.json", "conversion.json", "findings.json"})


@dataclass(slots=True)
class Memory:
    """High-water marks in bytes: the process that was called, its largest worker, and all together (shared once)."""

    parent: int = 0
    worker: int = 0
    together: int = 0
    workers: set[int] = field(default_factory=set)

    def look(self, leader: int) -> None:
        together = 0
        for pid in group_of(leader):
            resident, shared_once = memory_of(pid)
            together += shared_once
            if pid == leader:
                self.parent = max(self.parent, resident)
            else:
                self.workers.add(pid)
                self.worker = max(self.worker, resident)
        self.together = max(self.together, together)

    def __str__(self) -> str:
        sizes = (self.parent, self.worker, self.together)
        return "parent {} MB, largest worker {} MB, all together {} MB".format(*(size // _MB for size in sizes))


@dataclass(frozen=True, slots=True)
class Ended:
    """`seconds` of wall clock; `status` is the exit status, negative for a signal."""

    seconds: float
    status: int
    memory: Memory


def group_of(leader: int) -> list[int]:
    """The processes of the group that `leader` leads."""
    found = []
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                state, _, group = (place / "stat").read_text().rpartition(")")[2].split()[:3]
                if int(group) == leader and state != "Z":
                    found.append(int(place.name))
    return found


def memory_of(pid: int) -> tuple[int, int]:
    """Resident bytes, and the same with what is shared divided among those who share it."""
    values = {}
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
            name, _, rest = line.partition(":")
            values[name] = int(rest.split()[0]) * 1024
    return values.get("Rss", 0), values.get("Pss", 0)


def convert(sources: Path, out: Path, options: argparse.Namespace, kill_at: int | None = None) -> Ended:
    """One call of the program in a process group of its own, ended by SIGKILL once `kill_at` filings are done."""
    command = [sys.executable, "-m", "converter", "convert", "--from", str(sources), "-o", str(out)]
    command += ["--jobs", str(options.jobs), *options.option]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    memory = Memory()
    start = time.monotonic()
    with (out.parent / f"{out.name}.log").open("ab") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        while process.poll() is None:
            memory.look(process.pid)
            if kill_at is not None and len(done(out)) >= kill_at:
                os.killpg(process.pid, signal.SIGKILL)
                kill_at = None
            time.sleep(_LOOK_SECONDS)
    return Ended(time.monotonic() - start, process.wait(), memory)


def done(out: Path) -> list[Path]:
    return list(out.glob(".ixconvert/done/*/*.json"))


def conversions(out: Path) -> list[Path]:
    return sorted(path for path in out.iterdir() if path.is_dir() and not path.name.startswith("."))


def halves(out: Path) -> list[str]:
    """Visible folders that are not whole conversions."""
    return [folder.name for folder in conversions(out) if not {path.name for path in folder.iterdir()} >= _NEEDED]


def partial(out: Path) -> list[str]:
    """What a writer that was killed left behind, which only its own name shows."""
    return sorted(path.name for path in out.iterdir() if path.name.endswith(".partial"))


def digest(folder: Path) -> str:
    whole = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        whole.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def report_of(out: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((out / "run.json").read_bytes())
    return loaded


def tell_run(name: str, ended: Ended, report: dict[str, Any]) -> None:
    statuses = ", ".join(f"{number} {status}" for status, number in report["statuses"].items())
    errors = sum(f["severities"].get("error", 0) > 0 for f in report["filings"] if f["status"] == "converted")
    rate, processor = report["filings_a_minute"], report["cpu_seconds"]
    print(f"{name}: {len(report['filings'])} filings of {report['sources']}: {statuses}; {errors} with error findings")
    print(f"  {ended.seconds:.0f} s, {rate:.1f} filings a minute, {processor:.0f} s of processor")
    print(f"  memory: {ended.memory}; {report['peak_bytes_a_process'] // _MB} MB by the processes' own count")
    for filing in report["filings"]:
        if filing["status"] != "converted":
            print(f"  {filing['status']}: {filing['source']}: {filing['message']}")


def compare(whole: Path, resumed: Path) -> Iterator[str]:
    """What is not the same in both outputs: one sentence a filing of the second, and one a folder without a filing."""
    one, two = ({filing["source"]: filing for filing in report_of(out)["filings"]} for out in (whole, resumed))
    for source, filing in two.items():
        first = one[source]
        if (first["status"], first["folder"]) != (filing["status"], filing["folder"]):
            yield f"{source}: {first['status']} in {first['folder']}, {filing['status']} in {filing['folder']}"
        elif filing["folder"] and digest(whole / first["folder"]) != digest(resumed / filing["folder"]):
            yield f"{source}: other bytes"
    for folder in {each.name for each in conversions(resumed)} - {filing["folder"] for filing in two.values()}:
        yield f"{folder}: belongs to no filing"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", help="folders of filings, or filings")
    parser.add_argument("--work", type=Path, required=True, help="an empty or absent folder to work in")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--every", type=int, default=1, help="every n-th filing only")
    parser.add_argument("--again", type=int, default=1, help="every n-th of them only in the run that is killed")
    parser.add_argument("--kill-at", type=float, default=0.5, help="the share of filings after which to kill")
    parser.add_argument("--option", action="append", default=[], help="passed on to `ixconvert convert`")
    options = parser.parse_args()
    from converter.running.inputs import find_sources

    options.work.mkdir(parents=True, exist_ok=True)
    if any(options.work.iterdir()):
        parser.error(f"{options.work} is not empty")
    sources = list(find_sources(options.folders))[:: options.every]
    listed, listed_again = options.work / "filings.txt", options.work / "again.txt"
    for place, some in ((listed, sources), (listed_again, sources[:: options.again])):
        place.write_text("".join(f"{Path(source).resolve()}\n" for source in some))
    whole, resumed = options.work / "whole", options.work / "resumed"

    ended = convert(listed, whole, options)
    report = report_of(whole)
    tell_run("uninterrupted", ended, report)

    kill_at = max(1, round(options.kill_at * report["statuses"].get("converted", 0) / options.again))
    killed = convert(listed_again, resumed, options, kill_at)
    left = len(done(resumed))
    half = halves(resumed)
    print(f"killed: status {killed.status} after {killed.seconds:.0f} s, {left} filings on record as done")
    print(
        f"  left behind: {len(half)} folders that are not whole, {len(partial(resumed))} unfinished ones out of sight"
    )

    options.option.append("--resume")
    again = convert(listed_again, resumed, options)
    report = report_of(resumed)
    tell_run("resumed", again, report)
    fresh = sum(f["status"] == "converted" and not f["skipped"] for f in report["filings"])
    print(f"  {report['skipped']} skipped, {fresh} converted; {len(partial(resumed))} unfinished folders left")

    wrong = [f"{name}: not whole after the kill" for name in half]
    wrong += [f"{name}: left unfinished" for name in partial(resumed)]
    times = Counter(filing["source"] for filing in report["filings"])
    asked = listed_again.read_text().splitlines()
    wrong += [f"{source}: {times[source]} times in the run" for source in asked if times[source] != 1]
    if report["skipped"] < left:
        wrong.append(f"only {report['skipped']} skipped of {left} that were on record as done")
    if killed.status != -signal.SIGKILL:
        wrong.append("the run was over before it could be killed")
    differing = list(compare(whole, resumed))
    wrong += differing
    same, all_ = len(conversions(resumed)) - len(differing), len(conversions(resumed))
    print(f"compared: {same} of {all_} conversions are byte for byte those of the uninterrupted run")
    for line in wrong:
        print(f"  wrong: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
