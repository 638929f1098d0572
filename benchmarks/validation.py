"""Measures validation: `arelleCmdLine --validate`, a process a report, against ours, on the same reports.

    python benchmarks/validation.py --package us-gaap-2024.zip REPORT... [--batch 100] [--plain 5] [--flat 1000]

REPORT is a folder or document that `ixconvert validate` takes. Each is validated in both ways; single figures are the
median of cold runs, the batch goes over the reports again and again until it has validated as many as asked for, in
one process and in as many as there are cores. Both sides find the same messages: that is what
`tests/validation/test_equality.py` is for, and here the numbers of messages are compared once more.
"""

from __future__ import annotations

import argparse
import itertools
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of wall clock and of processor, peak memory in MB, lines of messages."""

    wall: float
    processor: float
    peak: float
    messages: int


def run_cold(command: list[str]) -> Measured:
    """One process from start to end."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT)
    assert process.stdout is not None
    lines = process.stdout.read().splitlines()
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    messages = sum(line.startswith("[") and not line.startswith("[info]") for line in lines)
    return Measured(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, messages)


def plain_command(document: Path, package: Path) -> list[str]:
    arelle = shutil.which("arelleCmdLine", path=str(Path(sys.executable).parent)) or "arelleCmdLine"
    return [
        arelle,
        "--internetConnectivity=offline",
        "--packages",
        str(package),
        "--file",
        str(document),
        "--validate",
        "--calc",
        "c11r",
        "--utr",
        "--validateDuplicateFacts",
        "inconsistent",
    ]


def document_of(report: Path) -> Path:
    from converter.validation.entries import find_entries

    with find_entries(report) as entries:
        return entries[0].document


def validate_one(report: str) -> int:
    from converter.validation.validate import validate_report

    return len(validate_report(Path(report)))


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def start_worker() -> None:
    from converter.validation.validate import warm

    warm()


def batch(reports: list[str], jobs: int) -> Measured:
    """Seconds for all of them, and the largest worker in MB; starting the workers counts."""
    before = _used_by_children()
    began = time.perf_counter()
    with ProcessPoolExecutor(jobs, initializer=start_worker) as pool:
        found = sum(pool.map(validate_one, reports))
        spent = time.perf_counter() - began
        largest = max(pool.map(_peak_of_worker, range(4 * jobs)))
    return Measured(spent, _used_by_children() - before, largest, found)


def _used_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak_of_worker(_: int) -> float:
    time.sleep(0.05)
    return peak()


def flatness(reports: list[str], count: int) -> list[tuple[int, float]]:
    """Resident memory in MB after 1/10, 2/10, ... of `count` validations in this process."""
    found = []
    for number, report in enumerate(itertools.islice(itertools.cycle(reports), count), 1):
        validate_one(report)
        if number % max(1, count // 10) == 0:
            found.append((number, resident()))
    return found


def resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / (1 << 20)


def median(runs: list[Measured]) -> Measured:
    """Median seconds, and the highest peak."""
    return Measured(
        statistics.median(run.wall for run in runs),
        statistics.median(run.processor for run in runs),
        max(run.peak for run in runs),
        runs[0].messages,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="+", type=Path)
    parser.add_argument("--package", type=Path, required=True, help="the official taxonomy package")
    parser.add_argument("--batch", type=int, default=100, help="reports in the batch")
    parser.add_argument("--plain", type=int, default=5, help="cold runs of each kind to take the median of")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--flat", type=int, default=0, help="validations to watch memory over")
    options = parser.parse_args()
    reports = [report.resolve() for report in options.reports]
    documents = [document_of(report) for report in reports]
    for report in reports:
        validate_one(str(report))  # what is made once on a machine is made

    turns = list(itertools.islice(itertools.cycle(range(len(reports))), options.plain))
    plain, cold = [], []
    for turn in turns:  # by turns, so that what else the machine does slows both alike
        plain.append(run_cold(plain_command(documents[turn], options.package.resolve())))
        cold.append(run_cold([sys.executable, "-m", "converter", "validate", str(reports[turn])]))
    names = [str(report) for report in itertools.islice(itertools.cycle(reports), options.batch)]

    print(f"{len(reports)} reports; {options.batch} in the batch; medians of {options.plain} cold runs")
    print(f"{'':34}{'seconds':>9}{'cpu s':>8}{'a minute':>10}{'peak MB':>9}{'times':>7}{'by cpu':>8}")
    base = median(plain)

    def row(name: str, each: Measured) -> None:
        print(
            f"{name:34}{each.wall:9.3f}{each.processor:8.3f}{60 / each.wall:10.1f}{each.peak:9.0f}"
            f"{base.wall / each.wall:7.1f}{base.processor / each.processor:8.1f}"
        )

    row("arelleCmdLine, a process each", base)
    row("ixconvert validate, cold", median(cold))
    for jobs in sorted({1, options.jobs}):
        whole = batch(names, jobs)
        count = options.batch
        row(
            f"ixconvert batch, {jobs} process{'es' if jobs > 1 else ''}",
            Measured(whole.wall / count, whole.processor / count, whole.peak, whole.messages),
        )
    if options.flat:
        for number, size in flatness([str(report) for report in reports], options.flat):
            print(f"resident after {number} validations: {size:.0f} MB")


if __name__ == "__main__":
    main()
