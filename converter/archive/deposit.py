"""From the output folder of a conversion to what the archive keeps of it.

    Deposit      object id, logical files, what to say in the log
    read_deposit a conversion folder and its source
    find_folders the conversion folders below an output root

The loose files of the report are not kept twice: `report.xbri` holds them.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from converter.archive.events import EventType, NewEvent
from converter.archive.layout import identifier
from converter.errors import ArchiveError
from converter.reading.compression import decompressed
from converter.reading.settings import DEFAULT
from converter.running.ledger import Ledger
from converter.running.storage import LocalFolder

_KEPT = ("report.xbri", "facts.json", "facts.csv", "facts-metadata.json", "conversion.json", "findings.json")
_NEEDED = ("report.xbri", "conversion.json", "findings.json")


@dataclass(frozen=True, slots=True)
class Deposit:
    object: str
    files: Mapping[str, bytes]
    message: str
    events: tuple[NewEvent, ...]


def read_deposit(folder: Path, source: Path | None = None) -> Deposit:
    """`source` is the filing, or a folder to look for it in; by default the place that the run remembers.

    Raises ArchiveError for a folder that is not a conversion, or whose source cannot be found with the sha256 that the
    conversion speaks of.
    """
    files = {name: (folder / name).read_bytes() for name in _KEPT if (folder / name).is_file()}
    missing = [name for name in _NEEDED if name not in files]
    if missing:
        raise ArchiveError(f"{folder} is not a conversion: it has no {missing[0]}")
    try:
        return _deposit(folder, source, files)
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveError(f"{folder} is not a conversion of this program: {type(error).__name__} {error}") from None


def _deposit(folder: Path, source: Path | None, files: dict[str, bytes]) -> Deposit:
    record = json.loads(files["conversion.json"])
    sha256 = str(record["source"]["sha256"])
    name = str(record["source"]["name"])
    original = _source(folder, source, name, sha256)
    files[f"source/{name}"] = original
    findings = json.loads(files["findings.json"])["findings"]
    severities = Counter(finding["severity"] for finding in findings)
    accession = (record.get("header") or {}).get("accession")
    return Deposit(
        identifier(accession, sha256),
        files,
        f"{name} converted by ixconvert {record['version']}",
        (
            NewEvent(EventType.INGESTION, detail={"source": name, "source_sha256": sha256}),
            NewEvent(EventType.MIGRATION, detail={"converter": record["version"], "taxonomy": record["taxonomy"]}),
            NewEvent(
                EventType.VALIDATION,
                outcome="failure" if severities["error"] else "success",
                detail={"validator": record["validator"], "findings": dict(sorted(severities.items()))},
            ),
        ),
    )


def find_folders(places: Iterable[Path]) -> Iterator[Path]:
    """Conversion folders among `places`: each itself, or the ones directly in it. Raises ArchiveError for others."""
    for place in places:
        if (place / "conversion.json").is_file():
            yield place
            continue
        found = sorted(path.parent for path in place.glob("*/conversion.json")) if place.is_dir() else []
        if not found:
            raise ArchiveError(f"{place}: no conversion here (no conversion.json)")
        yield from found


def _source(folder: Path, given: Path | None, name: str, sha256: str) -> bytes:
    remembered = Ledger(LocalFolder(folder.resolve().parent)).source_of(folder.resolve().name)
    if given is None:
        candidates = [Path(remembered)] if remembered else []
    elif given.is_dir():
        candidates = [given / name, *sorted(given.rglob(name)), *sorted(given.rglob(f"{name}.gz"))]
    else:
        candidates = [given]
    for path in candidates:
        if path.is_file():
            data = decompressed(path.read_bytes(), DEFAULT.max_bytes)
            if hashlib.sha256(data).hexdigest() == sha256:
                return data
    tried = f" (tried {candidates[0]})" if candidates else ""
    raise ArchiveError(f"{folder}: its source {name} with sha256 {sha256[:12]}... is not found{tried}; use --source")
