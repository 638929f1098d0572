"""A program that adds to an archive until it is killed, and says on stdout what was acknowledged.

python -m tests.archive.writer ROOT SEED
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from converter.archive.events import EventType, NewEvent
from converter.archive.store import Store

EVENTS = (NewEvent(EventType.INGESTION), NewEvent(EventType.MIGRATION), NewEvent(EventType.VALIDATION))


def files(identifier: str, version: int) -> dict[str, bytes]:
    """Content that names what it belongs to, so that a reader can tell whether it is whole."""
    return {
        "source/filing.txt": f"{identifier} source\n".encode() * 400,
        "report.xbri": f"{identifier} report {version}\n".encode() * 300,
        "conversion.json": f'{{"version": {version}}}'.encode(),
    }


def main(root: Path, seed: int) -> None:
    Store.create(root)
    store = Store(root)
    choose = random.Random(seed)
    versions: dict[str, int] = {}
    print("ready", flush=True)
    while True:
        identifier = f"accession:{seed}-{choose.randrange(6)}"
        version = versions[identifier] = versions.get(identifier, 0) + 1
        added = store.add(identifier, files(identifier, version), "test", EVENTS)
        print(added.object, added.version, added.inventory, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
