"""What a run remembers in its output root, so that it can be resumed and shared. All of it is under `.ixconvert/`:

    claims/<folder>.json   which source an output folder belongs to; created once, by whoever comes first
    done/<ab>/<name>.json  the outcome of one unit of work, and the sha256 of the record it wrote

A done entry is written after the conversion it speaks of, and counts only while that conversion is there unchanged.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from converter.running.names import stem
from converter.running.outcome import Outcome
from converter.running.storage import Storage, is_url

_HOME = ".ixconvert"


@dataclass(frozen=True, slots=True)
class _Owner:
    source: str
    sha256: str


class Ledger:
    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def claim(self, source: str, sha256: str) -> str:
        """The output folder of a source: its stem, or the stem and a mark of the source's place when another source
        of the same name and other content has it. The answer is the same in every run, and for two runs at once."""
        place = _place(source)
        plain, marked = _folders(source, place)
        if self._holds(plain, place, sha256):
            return plain
        self._holds(marked, place, sha256)
        return marked

    def find(self, source: str, sha256: str) -> str | None:
        """The folder that `source` has claimed before, if any."""
        place = _place(source)
        for folder in _folders(source, place):
            owner = self._owner(folder)
            if owner.source == place or owner.sha256 == sha256:
                return folder
        return None

    def source_of(self, folder: str) -> str:
        """The path or URL that an output folder belongs to; empty where nobody claimed it."""
        return self._owner(folder).source

    def _holds(self, folder: str, place: str, sha256: str) -> bool:
        path = f"{_HOME}/claims/{folder}.json"
        entry = json.dumps({"source": place, "sha256": sha256}).encode()
        if self._storage.create(path, entry):
            return True
        owner = self._owner(folder)
        if owner == _Owner(place, sha256):
            return True
        another = owner.source not in ("", place) and owner.sha256 != sha256
        if another and (is_url(owner.source) or Path(owner.source).exists()):
            return False
        # The source was edited or moved, or its owner is gone (a temporary copy): the name is free again.
        self._storage.write(path, entry)
        return True

    def _owner(self, folder: str) -> _Owner:
        entry = self._storage.read(f"{_HOME}/claims/{folder}.json")
        try:
            read = json.loads(entry or b"{}")
            return _Owner(str(read["source"]), str(read["sha256"]))
        except (ValueError, KeyError, TypeError):
            return _Owner("", "")

    def finished(self, key: str, folder: str) -> Outcome | None:
        """The outcome of a unit of work that was done before and whose output still stands in `folder`."""
        entry = self._storage.read(self._done(key, folder))
        if entry is None:
            return None
        try:
            content = json.loads(entry)
            outcome = Outcome.from_json(content["outcome"])
            digest = content["record_sha256"]
        except (ValueError, KeyError, TypeError):
            return None
        record = self._storage.read(f"{folder}/conversion.json")
        if record is None or hashlib.sha256(record).hexdigest() != digest:
            return None
        return outcome

    def finish(self, key: str, folder: str, outcome: Outcome, record: bytes) -> None:
        """`record` is the conversion.json that was written to `folder` just before."""
        entry = {"record_sha256": hashlib.sha256(record).hexdigest(), "outcome": outcome.as_json()}
        self._storage.write(self._done(key, folder), json.dumps(entry).encode())

    @staticmethod
    def _done(key: str, folder: str) -> str:
        name = hashlib.sha256(f"{key}/{folder}".encode()).hexdigest()[:40]
        return f"{_HOME}/done/{name[:2]}/{name}.json"


def _place(source: str) -> str:
    return source if is_url(source) else str(Path(source).resolve())


def _folders(source: str, place: str) -> tuple[str, str]:
    plain = stem(source)
    return plain, f"{plain}-{hashlib.sha256(place.encode()).hexdigest()[:8]}"
