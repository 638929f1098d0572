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


class _Lines:
    """Each failure at once, and how far the run is every half minute."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total, self._stream = total, stream
        self._done = self._failed = 0
        self._start = self._told = time.monotonic()

    def advance(self, outcome: Outcome) -> None:
        self._done += 1
        if outcome.status is not Status.CONVERTED:
            self._failed += 1
            print(f"{outcome.source}: {outcome.message}", file=self._stream, flush=True)
        now = time.monotonic()
        if now - self._told >= _LINE_SECONDS:
            self._told = now
            rate = self._done / (now - self._start)
            left = (self._total - self._done) / rate
            print(
                f"{self._done} of {self._total} filings, {60 * rate:.0f} a minute, "
                f"{self._failed} not converted, about {left / 60:.0f} min left",
                file=self._stream,
                flush=True,
            )


class _Bar:
    def __init__(self, progress, task) -> None:  # type: ignore[no-untyped-def]
        self._progress, self._task = progress, task
        self._done = self._failed = 0
        self._start = time.monotonic()

    def advance(self, outcome: Outcome) -> None:
        self._done += 1
        self._failed += outcome.status is not Status.CONVERTED
        rate = 60 * self._done / max(time.monotonic() - self._start, 1e-6)
        self._progress.update(self._task, advance=1, rate=f"{rate:.0f}/min", failed=f"{self._failed} not converted")
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
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    columns = [
        TextColumn("converting"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}"),
    ]
    with RichProgress(*columns, console=Console(file=stream), transient=True) as progress:
        yield _Bar(progress, progress.add_task("", total=total, rate="", failed=""))
