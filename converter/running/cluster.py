"""The same run on a Dask cluster (extra `dask`): the same function, one task a filing, over any number of machines.

Inputs and outputs are URLs or shared folders that every worker can reach. A worker that dies costs its filings a retry
on another; one that kills worker after worker is given up with a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from converter.errors import MissingExtra, WorkersUnavailable
from converter.running.outcome import Outcome
from converter.running.pool import Done, Loss, describe, peak_bytes
from converter.running.run import Plan, Work, attempt, prepare, settled, works

_IN_FLIGHT_A_WORKER = 4  # tasks handed to the scheduler ahead of the workers: enough to keep them busy, no more


def convert_on_cluster(sources: Sequence[str], plan: Plan, scheduler: str) -> Iterator[Outcome]:
    """Outcomes as they come. Raises MissingExtra without the extra, WorkersUnavailable where the scheduler cannot be
    reached, or is lost before all is done."""
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise MissingExtra("--scheduler needs the extra 'dask': pip install 'ixconvert[dask]'") from None
    prepare(plan)
    try:
        client = Client(scheduler)
    except (OSError, ValueError) as error:
        raise WorkersUnavailable(f"the scheduler at {scheduler} cannot be reached: {error}") from None
    with client:
        tasks = works(sources, plan)
        running: dict[Any, Work] = {}

        def more(number: int) -> list[Any]:
            futures = []
            for work in islice(tasks, number):
                future = client.submit(do_remotely, work, pure=False, retries=0)
                running[future] = work
                futures.append(future)
            return futures

        stream = as_completed(more(_width(client)))
        for future in stream:
            work = running.pop(future)
            if future.cancelled():
                raise WorkersUnavailable(f"the scheduler at {scheduler} was lost; --resume carries on")
            yield settled(_done(work, future, plan))
            future.release()
            stream.update(more(max(0, _width(client) - len(running))))


def do_remotely(work: Work) -> tuple[Outcome, int]:
    return attempt(work), peak_bytes()


def _width(client: Any) -> int:
    return max(2, _IN_FLIGHT_A_WORKER * len(client.scheduler_info(n_workers=-1)["workers"]))


def _done(work: Work, future: Any, plan: Plan) -> Done[Work, Outcome]:
    """Dask itself has retried a task whose worker died, as often as `distributed.scheduler.allowed-failures` says."""
    error = future.exception()
    if error is None:
        outcome, peak = future.result()
        return Done(work, outcome, peak_bytes=peak)
    if type(error).__name__ == "KilledWorker":
        return Done(work, None, Loss.CRASHED, "worker after worker", plan.limits.attempts)
    return Done(work, None, Loss.RAISED, describe(error))
