"""What can be wrong with an archive.

Kind     the kinds of damage
Damage   one thing that is wrong, and exactly where
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    CHANGED = "changed"  # the size is right, the bytes are not
    WRONG_SIZE = "wrong-size"  # truncated or grown
    MISSING = "missing"
    EXTRA = "extra"
    UNREADABLE = "unreadable"
    INVENTORY = "inventory"  # an inventory was changed
    SIDECAR = "sidecar"
    LOG = "log"  # the event log was changed
    LOST_OBJECT = "lost-object"  # the log knows it, the storage does not
    UNKNOWN_OBJECT = "unknown-object"  # the storage has it, the log does not
    STRUCTURE = "structure"  # anything else that OCFL forbids
    VALIDATION = "validation"  # the report does not validate as it did


@dataclass(frozen=True, slots=True)
class Damage:
    """`path` is relative to the archive's root; `size` is the bytes that a changed file has now."""

    kind: Kind
    path: str
    detail: str
    object: str | None = None
    size: int | None = None
