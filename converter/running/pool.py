"""A pool of worker processes that outlives its workers.

`concurrent.futures` gives up on all work when one process dies. Here a worker that crashes, is killed, runs out of time
or grows too large costs the one task it had in hand; a fresh process takes its place.

    Limits     seconds a task, tasks a worker, bytes a worker
    Done       a task and what became of it: a value, or the reason why there is none
    run_tasks  the pool

A worker that ends before it has said that it is ready costs no task: it is the machine or the installation that is at
fault, and after a few of them in a row the pool gives up.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, Generic, TypeVar

from converter.durable import is_running
from converter.errors import WorkersUnavailable

Task = TypeVar("Task")
Value = TypeVar("Value")

_SCRATCH = "ixconvert-pool-"
_FAREWELL_SECONDS = 2.0
_POLL_SECONDS = 0.5  # how often memory and time are looked at while nothing else happens
_FALSE_STARTS = 5  # workers in a row that end before they are ready
_READY = "ready"  # the first thing that a worker sends


class Loss(StrEnum):
    """Why a task has no value."""

    CRASHED = "crashed"  # its process died, twice
    TIMED_OUT = "timed-out"
    TOO_LARGE = "too-large"  # its process outgrew the memory limit, twice
    RAISED = "raised"  # the function raised: the program is wrong


@dataclass(frozen=True, slots=True)
class Limits:
    """A worker is replaced after `tasks` tasks, or once it holds more than `recycle_bytes` between two tasks, and is
    ended within one when it holds more than `bytes` or takes longer than `seconds`."""

    seconds: float = 300.0
    tasks: int = 200
    bytes: int = 4 * 2**30
    recycle_bytes: int = 2**30
    attempts: int = 2


@dataclass(frozen=True, slots=True)
class Done(Generic[Task, Value]):
    """`detail` says how the process ended or what was raised; `peak_bytes` is the worker's own high-water mark."""

    task: Task
    value: Value | None
    loss: Loss | None = None
    detail: str = ""
    attempts: int = 1
    peak_bytes: int = 0


def run_tasks(
    function: Callable[[Task], Value],
    tasks: Iterable[Task],
    jobs: int,
    limits: Limits = Limits(),
    preload: tuple[str, ...] = (),
) -> Iterator[Done[Task, Value]]:
    """Results as they come, in no order. `function` and the tasks are sent to the workers, so must be picklable.

    Tasks are drawn one a free worker, so an endless iterator is fine. `preload` names modules that are imported once,
    in the process from which workers are forked. Ending the iteration early ends the workers. Raises WorkersUnavailable
    where processes end before they can take a task.
    """
    pool = _Pool(function, jobs, limits, _context(preload))
    try:
        yield from pool.run(iter(tasks))
    finally:
        pool.close()


def resident_bytes(pid: int) -> int:
    """Memory that a process holds now; 0 where the system does not tell."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as handle:  # noqa: PTH123 - read twice a second
            return int(handle.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def peak_bytes() -> int:
    """High-water mark of this process's memory; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _context(preload: tuple[str, ...]) -> BaseContext:
    # Numerical libraries start a thread a core each; with a process a core that only makes them wait for each other.
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, *preload])
    return context


def _scratch() -> str:
    """A folder for temporary files that names its owner; those of owners that were killed are removed."""
    for left in Path(tempfile.gettempdir()).glob(f"{_SCRATCH}*"):
        owner = left.name.removeprefix(_SCRATCH).partition("-")[0]
        if owner.isdigit() and not is_running(int(owner)):
            shutil.rmtree(left, ignore_errors=True)
    return tempfile.mkdtemp(prefix=f"{_SCRATCH}{os.getpid()}-")


class _Pool(Generic[Task, Value]):
    def __init__(self, function: Callable[[Task], Value], jobs: int, limits: Limits, context: BaseContext) -> None:
        self._function = function
        self._jobs = jobs
        self._limits = limits
        self._context = context
        self._workers: list[_Worker] = []
        self._retries: deque[tuple[Task, int]] = deque()
        self._false_starts = 0
        self._scratch = _scratch()

    def run(self, tasks: Iterator[Task]) -> Iterator[Done[Task, Value]]:
        drained = False
        while True:
            while not drained or self._retries:
                worker = self._idle()
                if worker is None:
                    break
                task, attempt = self._retries.popleft() if self._retries else (next(tasks, _END), 1)
                if task is _END:
                    drained = True
                    continue
                worker.give(task, attempt)
            busy = [worker for worker in self._workers if worker.task is not _END]
            if not busy:
                if drained and not self._retries:
                    return
                continue
            ready = wait([worker.results for worker in busy], timeout=_POLL_SECONDS)
            for worker in busy:
                done = self._received(worker) if worker.results in ready else self._overrun(worker)
                if done is not None:
                    yield done

    def close(self) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _idle(self) -> _Worker | None:
        for worker in self._workers:
            if worker.task is _END:
                if worker.is_alive():
                    return worker
                self._drop(worker)
                break
        if len(self._workers) < self._jobs:
            worker = _Worker(self._context, self._function, self._scratch)
            self._workers.append(worker)
            return worker
        return None

    def _received(self, worker: _Worker) -> Done[Task, Value] | None:
        try:
            message = worker.results.recv()
        except (EOFError, OSError):
            return self._lost(worker, Loss.CRASHED)
        if message == _READY:
            worker.is_ready = True
            self._false_starts = 0
            return None
        value, error, peak = message
        task, attempt = worker.take()
        worn = worker.given >= self._limits.tasks or resident_bytes(worker.pid) > self._limits.recycle_bytes
        if worn:
            self._drop(worker)
        if error is not None:
            return Done(task, None, Loss.RAISED, error, attempt, peak)
        return Done(task, value, None, "", attempt, peak)

    def _overrun(self, worker: _Worker) -> Done[Task, Value] | None:
        if time.monotonic() - worker.since > self._limits.seconds:
            return self._lost(worker, Loss.TIMED_OUT)
        if resident_bytes(worker.pid) > self._limits.bytes:
            return self._lost(worker, Loss.TOO_LARGE)
        return None

    def _lost(self, worker: _Worker, loss: Loss) -> Done[Task, Value] | None:
        """A task that ran out of time would do so again; any other loss may be the fault of what ran before it."""
        detail = worker.end()
        task, attempt = worker.take()
        self._workers.remove(worker)
        if loss is Loss.CRASHED and not worker.is_ready:
            self._false_starts += 1
            if self._false_starts >= _FALSE_STARTS:
                raise WorkersUnavailable(f"no process can be started to work in: the last {detail or 'just ended'}")
            self._retries.append((task, attempt))
            return None
        if loss is not Loss.TIMED_OUT and attempt < self._limits.attempts:
            self._retries.append((task, attempt + 1))
            return None
        if loss is Loss.TIMED_OUT:
            detail = f"longer than {self._limits.seconds:g} s"
        elif loss is Loss.TOO_LARGE:
            detail = f"more than {self._limits.bytes / 2**20:.0f} MB"
        return Done(task, None, loss, detail, attempt)

    def _drop(self, worker: _Worker) -> None:
        worker.end()
        self._workers.remove(worker)


_END: Any = object()


class _Worker:
    """One process with a pipe for tasks and one for results. The parent keeps only its own ends, so that a worker whose
    parent is gone reads an end of file and leaves, and a parent whose worker is gone reads one too."""

    def __init__(self, context: BaseContext, function: Callable[[Any], Any], scratch: str) -> None:
        # Its temporary files are here, because a process that is killed does not clean up after itself.
        self._scratch = tempfile.mkdtemp(dir=scratch)
        theirs, self._tasks = context.Pipe(duplex=False)
        self.results, other = context.Pipe(duplex=False)
        self._process = context.Process(target=_work, args=(function, theirs, other, self._scratch), daemon=True)  # type: ignore[attr-defined]
        with _interrupts_held():
            self._process.start()
        theirs.close()
        other.close()
        self.pid: int = self._process.pid
        self.given = 0
        self.is_ready = False
        self.task: Any = _END
        self.since = 0.0
        self._attempt = 0

    def is_alive(self) -> bool:
        return bool(self._process.is_alive())

    def give(self, task: Any, attempt: int) -> None:
        self.task, self._attempt, self.since = task, attempt, time.monotonic()
        self.given += 1
        with contextlib.suppress(OSError):  # died while idle: reading its results will say so
            self._tasks.send(task)

    def take(self) -> tuple[Any, int]:
        task, self.task = self.task, _END
        return task, self._attempt

    def end(self) -> str:
        """End the process, whatever it is doing, and say how it ended if it had by itself."""
        self._tasks.close()  # an idle worker reads the end of its tasks and leaves
        self._process.join(timeout=_FAREWELL_SECONDS if self.task is _END else 0.05)
        code = self._process.exitcode
        if code is None:
            self._process.kill()
            self._process.join()
        self.results.close()
        self._process.close()
        shutil.rmtree(self._scratch, ignore_errors=True)
        if code is None:
            return ""
        if code >= 0:
            return f"ended with status {code}"
        return f"ended by {signal.Signals(-code).name}" if -code in set(signal.Signals) else f"ended by signal {-code}"


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """A terminal sends Ctrl-C to every process of a run, and it is the parent's to handle: processes that are started
    in here never see it, not even while they import what they need. The parent sees it afterwards."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # it would let the signal through again once it has been started
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(function: Callable[[Any], Any], tasks: Connection, results: Connection, scratch: str) -> None:
    tempfile.tempdir = scratch
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where `_interrupts_held` could not see to it
    with contextlib.suppress(OSError):
        results.send(_READY)
    while True:
        try:
            task = tasks.recv()
        except (EOFError, OSError):
            return
        value, error = None, None
        try:
            value = function(task)
        except Exception as raised:
            error = describe(raised)
        try:
            results.send((value, error, peak_bytes()))
        except OSError:
            return


def describe(error: BaseException) -> str:
    """`KeyError: 'x' (statements/periods.py:120)`: what was raised, and the innermost place in this program."""
    place = ""
    trace = error.__traceback__.tb_next if error.__traceback__ else None
    while trace is not None:
        code = trace.tb_frame.f_code
        if "converter" in code.co_filename:
            place = f" ({'/'.join(code.co_filename.replace(os.sep, '/').split('/')[-2:])}:{trace.tb_lineno})"
        trace = trace.tb_next
    return f"{type(error).__name__}: {error}{place}"
