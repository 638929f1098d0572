"""Where things are in an archive. The root is an OCFL 1.1 storage root:

0=ocfl_1.1, ocfl_layout.json       what it is (OCFL 1.1 §4)
extensions/0003-.../config.json    how an object's id gives its path
extensions/ixconvert/              ours: events/, staging/, catalogue/, verify/, lock
<3>/<3>/<3>/<encoded id>/          the objects
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path, PurePosixPath

DECLARATION = "0=ocfl_1.1"
OBJECT_DECLARATION = "0=ocfl_object_1.1"
LAYOUT = "0003-hash-and-id-n-tuple-storage-layout"
OURS = "extensions/ixconvert"

TUPLES = 3
_TUPLE = 3
_LONGEST_NAME = 100
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

ROOT_FILES = {
    DECLARATION: b"ocfl_1.1\n",
    "ocfl_layout.json": (
        json.dumps(
            {
                "extension": LAYOUT,
                "description": "Hashed truncated n-tuple trees with object id encapsulating directory",
            },
            indent=1,
        )
        + "\n"
    ).encode(),
    f"extensions/{LAYOUT}/config.json": (
        json.dumps(
            {
                "extensionName": LAYOUT,
                "digestAlgorithm": "sha256",
                "tupleSize": _TUPLE,
                "numberOfTuples": TUPLES,
            },
            indent=1,
        )
        + "\n"
    ).encode(),
}


def object_path(identifier: str) -> PurePosixPath:
    """Extension 0003: three tuples of the id's sha256, then the id itself, percent-encoded."""
    digest = hashlib.sha256(identifier.encode()).hexdigest()
    name = "".join(c if c in _PLAIN else "".join(f"%{b:02x}" for b in c.encode()) for c in identifier)
    if len(name) > _LONGEST_NAME:
        name = f"{name[:_LONGEST_NAME]}-{digest}"
    return PurePosixPath(*(digest[i * _TUPLE : (i + 1) * _TUPLE] for i in range(TUPLES)), name)


def is_archive(root: Path) -> bool:
    return (root / DECLARATION).is_file()


def identifier(accession: str | None, sha256: str) -> str:
    """An object's id: the filing's accession number, or the source's own content where it has none."""
    return f"accession:{accession}" if accession else f"sha256:{sha256}"
