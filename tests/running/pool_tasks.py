"""What the workers of `test_pool` run; a module of its own because workers import it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def behave(task: tuple[str, str]) -> str:
    kind, argument = task
    if kind == "pid":
        return str(os.getpid())
    if kind == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "exit":
        os._exit(7)
    if kind == "crash once":
        marker = Path(argument)
        if not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGSEGV)
    if kind == "hang":
        time.sleep(60)
    if kind == "grow":
        held = bytearray(400 * 2**20)
        time.sleep(30)
        del held
    if kind == "raise":
        raise ValueError(argument)
    return kind + argument
