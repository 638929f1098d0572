"""A call of `ixconvert convert` from a person's point of view: progress while it runs, a summary when it is done."""

from __future__ import annotations

import contextlib
import json
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

from converter.errors import IxconvertError
from converter.running.outcome import Outcome, Status
from converter.running.pool import describe, peak_bytes
from converter.running.progress import Progress, open_progress
from converter.running.run import Plan, convert_many, do, failed, prepare, works, writing
from converter.running.storage import open_storage
from converter.running.summary import print_outcome, print_run

INTERRUPTED = 130


def run_session(sources: list[str], plan: Plan, as_json: bool) -> int:
    """Convert, tell, and return the exit status: the gravest of all filings."""
    if len(sources) == 1 and plan.scheduler is None:
        return _run_one(sources[0], plan, as_json)
    return _run_many(sources, plan, as_json)


def _run_one(source: str, plan: Plan, as_json: bool) -> int:
    """In this process: a single filing needs no pool, and its error is the program's last word."""
    prepare(plan)
    with open_progress(1, sys.stderr) as progress:
        outcome = _one_outcome(source, plan)
        progress.advance(outcome)
    if as_json:
        _print_json(outcome)
    elif outcome.status is Status.CONVERTED:
        print_outcome(outcome, open_storage(plan.out))
    if outcome.status is not Status.CONVERTED:
        print(f"ixconvert: {source}: {outcome.message}", file=sys.stderr)
    return outcome.exit_status


def _one_outcome(source: str, plan: Plan) -> Outcome:
    work = next(works([source], plan))
    try:
        return replace(do(work), peak_memory=peak_bytes())
    except IxconvertError:
        raise
    except Exception as error:
        return failed(source, describe(error))


def _run_many(sources: list[str], plan: Plan, as_json: bool) -> int:
    from converter.running.run_report import RunReport, write_run_report

    start = time.time()
    outcomes: list[Outcome] = []
    finished: list[float] = []
    interrupted = False
    with open_progress(len(sources), sys.stderr) as progress, _interruptible():
        try:
            for outcome in _stream(sources, plan, progress):
                outcomes.append(outcome)
                finished.append(time.time() - start)
                if as_json:
                    _print_json(outcome)
        except KeyboardInterrupt:
            interrupted = True
    outcomes_by_source = sorted(zip(outcomes, finished, strict=True), key=lambda pair: pair[0].source)
    report = RunReport(
        outcomes=tuple(outcome for outcome, _ in outcomes_by_source),
        finished=tuple(sorted(finished)),
        sources=len(sources),
        jobs=plan.jobs,
        seconds=time.time() - start,
        own_peak=peak_bytes(),
        interrupted=interrupted,
    )
    with writing(plan.out):
        write_run_report(report, open_storage(plan.out))
    if not as_json:
        print_run(report, plan.out)
    if interrupted:
        print("ixconvert: interrupted; run the same command with --resume to carry on", file=sys.stderr)
        return INTERRUPTED
    return max((outcome.exit_status for outcome in outcomes), default=0)


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """Ctrl-C and a polite end (SIGTERM, as batch systems send it) both stop the run with a report of what is done."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stream(sources: list[str], plan: Plan, progress: Progress) -> Iterator[Outcome]:
    if plan.scheduler is None:
        outcomes = convert_many(sources, plan)
    else:
        from converter.running.cluster import convert_on_cluster

        outcomes = convert_on_cluster(sources, plan, plan.scheduler)
    for outcome in outcomes:
        progress.advance(outcome)
        yield outcome


def _print_json(outcome: Outcome) -> None:
    print(json.dumps(outcome.as_json(), ensure_ascii=True), flush=True)
