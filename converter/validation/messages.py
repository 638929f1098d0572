"""What Arelle says, as plain data.

Reference   a place that a message names
Message     code, level, text, places
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """File (as the URL that Arelle used), element id or path, line."""

    file: str
    fragment: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Message:
    """What Arelle logged. `level` is "ERROR", "WARNING", "INFO", ..."""

    code: str
    level: str
    text: str
    references: tuple[Reference, ...] = ()
