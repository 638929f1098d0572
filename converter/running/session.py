"""A call of `ixconvert convert` from a person's point of view: progress while it runs, a summary when it is done."""

from __future__ import annotations

import contextlib
import json
import signal
import sys
import time
from collections.abc import Iterator

from converter.errors import IxconvertError
from converter.running.outcome import Outcome, Status
from converter.running.pool import peak_bytes
from converter.running.progress import open_progress
from converter.running.run import Plan, convert_here, convert_many, writing
from converter.running.storage import open_storage
from converter.running.summary import print_outcome, print_run

INTERRUPTED = 130


def run_session(sources: list[str], plan: Plan, as_json: bool) -> int:
    """Convert, tell, and return the exit status: the gravest of all filings."""
    start = time.time()
    outcomes: list[Outcome] = []
    finished: list[float] = []
    interrupted = False
    stopped: IxconvertError | None = None
    alone = len(sources) == 1 and plan.scheduler is None
    with open_progress(len(sources), sys.stderr) as progress, _interruptible():
        try:
            for outcome in _outcomes(sources, plan, alone):
                outcomes.append(outcome)
                finished.append(time.time() - start)
                progress.advance(outcome)
                if as_json:
                    print(json.dumps(outcome.as_json(), ensure_ascii=True), flush=True)
        except KeyboardInterrupt:
            interrupted = True
        except IxconvertError as error:
            if not outcomes:
                raise
            stopped = error
    if not alone:
        cut_short = interrupted or stopped is not None
        _report(outcomes, finished, len(sources), plan, time.time() - start, cut_short, as_json)
    elif outcomes:
        _tell(outcomes[0], plan, as_json)
    if stopped is not None:
        raise stopped
    if interrupted:
        again = "" if alone else "; run the same command with --resume to carry on"
        print(f"ixconvert: interrupted{again}", file=sys.stderr)
        return INTERRUPTED
    return max((outcome.exit_status for outcome in outcomes), default=0)


def _outcomes(sources: list[str], plan: Plan, alone: bool) -> Iterator[Outcome]:
    if alone:  # a single filing needs no pool
        return convert_here(sources, plan)
    if plan.scheduler is None:
        return convert_many(sources, plan)
    from converter.running.cluster import convert_on_cluster

    return convert_on_cluster(sources, plan, plan.scheduler)


def _tell(outcome: Outcome, plan: Plan, as_json: bool) -> None:
    if outcome.status is not Status.CONVERTED:
        print(f"ixconvert: {outcome.source}: {outcome.message}", file=sys.stderr)
    elif not as_json:
        print_outcome(outcome, open_storage(plan.out))


def _report(
    outcomes: list[Outcome],
    finished: list[float],
    sources: int,
    plan: Plan,
    seconds: float,
    interrupted: bool,
    as_json: bool,
) -> None:
    from converter.running.run_report import RunReport, write_run_report

    report = RunReport(
        outcomes=tuple(sorted(outcomes, key=lambda outcome: outcome.source)),
        finished=tuple(finished),
        sources=sources,
        jobs=plan.jobs,
        seconds=seconds,
        own_peak=peak_bytes(),
        interrupted=interrupted,
    )
    with writing(plan.out):
        write_run_report(report, open_storage(plan.out))
    if not as_json:
        print_run(report, plan.out)


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
