"""What a person sees on stderr while filings are converted: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from typing import Protocol, TextIO

from converter.running.outcome import Outcome, Status

_LINE_SECONDS = 30.0


class Progress(Protocol):
    def advance(self, outcome: Outcome) -> None:
        """One filing is done."""


@contextlib.contextmanager
def open_progress(total: int, stream: TextIO) -> Iterator[Progress]:
    if total > 1 and not stream.isatty():
        yield _Lines(total, stream)
    elif total > 1:
        with _bar(total, stream) as bar:
            yield bar
    elif stream.isatty():
        with _spinner(stream):
            yield _Silence()
    else:
        yield _Silence()


class _Silence:
    def advance(self, outcome: Outcome) -> None:
        pass


class _Count:
    """What is done, and how fast: filings that an earlier run did say nothing about the ones that are left."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._skipped = 0
        self._start = time.monotonic()
        self.done = self.failed = 0

    def add(self, outcome: Outcome) -> None:
        self.done += 1
        self._skipped += outcome.skipped
        self.failed += outcome.status is not Status.CONVERTED

    @property
    def rate(self) -> float:
        """Filings a second."""
        return (self.done - self._skipped) / max(time.monotonic() - self._start, 1e-6)

    @property
    def left(self) -> str:
        if not self.rate:
            return ""
        minutes = (self._total - self.done) / self.rate / 60
        return f"about {minutes:.0f} min left" if minutes >= 1 else "less than a minute left"


class _Lines:
    """Each failure at once, and how far the run is every half minute."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total, self._stream = total, stream
        self._count = _Count(total)
        self._told = time.monotonic()

    def advance(self, outcome: Outcome) -> None:
        count = self._count
        count.add(outcome)
        if outcome.status is not Status.CONVERTED:
            print(f"{outcome.source}: {outcome.message}", file=self._stream, flush=True)
        now = time.monotonic()
        if now - self._told >= _LINE_SECONDS:
            self._told = now
            pace = f"{60 * count.rate:.0f} a minute" if count.rate else "all of them before"
            parts = [f"{count.done} of {self._total} filings", pace, f"{count.failed} not converted", count.left]
            print(", ".join(part for part in parts if part), file=self._stream, flush=True)


class _Bar:
    def __init__(self, progress, task, total: int) -> None:  # type: ignore[no-untyped-def]
        self._progress, self._task = progress, task
        self._count = _Count(total)

    def advance(self, outcome: Outcome) -> None:
        count = self._count
        count.add(outcome)
        self._progress.update(
            self._task,
            advance=1,
            rate=f"{60 * count.rate:.0f}/min",
            left=count.left,
            failed=f"{count.failed} not converted",
        )
        if outcome.status is not Status.CONVERTED:
            self._progress.console.print(f"{outcome.source}: {outcome.message}", highlight=False, markup=False)


@contextlib.contextmanager
def _spinner(stream: TextIO) -> Iterator[None]:
    from rich.console import Console

    with Console(file=stream).status("converting"):
        yield


@contextlib.contextmanager
def _bar(total: int, stream: TextIO) -> Iterator[_Bar]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as RichProgress

    columns = [
        TextColumn("converting"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("{task.fields[left]}"),
        TextColumn("{task.fields[failed]}"),
    ]
    with RichProgress(*columns, console=Console(file=stream), transient=True) as progress:
        yield _Bar(progress, progress.add_task("", total=total, rate="", left="", failed=""), total)
