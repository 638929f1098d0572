"""The one file that a command was asked to write."""

from __future__ import annotations

from pathlib import Path

from converter import durable
from converter.errors import OutputUnwritable


def write_output(place: Path, data: bytes) -> None:
    """Put `data` at `place`, whole or not at all; the folders above it are made. Raises `OutputUnwritable`."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        durable.replace_file(place, data)
    except OSError as error:
        raise OutputUnwritable(f"{place}: cannot be written: {error.strerror}") from error
