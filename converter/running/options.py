"""What a caller may choose for a conversion. All of it is part of the key that says "this work is done already"."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from converter import __version__
from converter.report.report import Layout


@dataclass(frozen=True, slots=True)
class Options:
    """`cik` has ten digits or is None; `also` names formats beyond the contract's ("parquet", "xlsx"),
    `memory` is a folder of decisions that were approved in review, one file a registrant."""

    cik: str | None = None
    taxonomy: str = "us-gaap/2024"
    layout: Layout = Layout.FAITHFUL
    mapping: Path | None = None
    memory: Path | None = None
    profile: str = "xbrl"
    edgar_plugin: Path | None = None
    also: tuple[str, ...] = ()
    debug_tables: bool = False

    def fingerprint(self) -> str:
        """sha256 over every choice that can change the output, and over the program's version.

        The mapping file and the approved decisions count by content: moving them changes nothing, editing them does.
        """
        mapping = hashlib.sha256(self.mapping.read_bytes()).hexdigest() if self.mapping else None
        approved = sorted(self.memory.glob("*.toml")) if self.memory else []
        memory = hashlib.sha256(b"".join(path.read_bytes() for path in approved)).hexdigest() if approved else None
        choices = {
            "version": __version__,
            "cik": self.cik,
            "taxonomy": self.taxonomy,
            "layout": self.layout.value,
            "mapping": mapping,
            "memory": memory,
            "profile": self.profile,
            "edgar_plugin": str(self.edgar_plugin) if self.edgar_plugin else None,
            "also": sorted(self.also),
            "debug_tables": self.debug_tables,
        }
        return hashlib.sha256(json.dumps(choices, sort_keys=True).encode()).hexdigest()


def work_key(sha256: str, options_fingerprint: str) -> str:
    """Names one unit of work: source bytes x options x version."""
    return hashlib.sha256(f"{sha256}:{options_fingerprint}".encode()).hexdigest()[:40]
