"""What the tests of the archive leave behind them."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _no_thread_at_the_end() -> Iterator[None]:
    """Ends the thread that fsspec keeps for the OCFL library. Python does not take modules apart while a thread that
    it may not wait for is alive, and DuckDB's then reports all of itself as leaked."""
    yield
    asyn = sys.modules.get("fsspec.asyn")
    if asyn is not None and asyn.iothread[0] is not None:
        asyn.loop[0].call_soon_threadsafe(asyn.loop[0].stop)
        asyn.iothread[0].join(timeout=5)
        asyn.iothread[0] = asyn.loop[0] = None
