"""Validates inline XBRL reports with Arelle, offline."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from converter.errors import UnreadableSource
from converter.findings import Finding, Location, Severity
from converter.taxonomies.offline import offline_package
from converter.taxonomies.taxonomy import DEFAULT, load
from converter.validation.session import Message, session, validate_entry

# What Arelle says about its own work.
_NOT_ABOUT_THE_REPORT = {"info", "debug", "profileActivity", "info:profileActivity", ""}
_LEVELS = {
    "CRITICAL": Severity.ERROR,
    "ERROR": Severity.ERROR,
    "ERROR-SEMANTIC": Severity.ERROR,
    "ASSERTION": Severity.ERROR,
    "INCONSISTENCY": Severity.ERROR,
    "WARNING": Severity.WARNING,
    "WARNING-SEMANTIC": Severity.WARNING,
}


def validate_report(report: Path | Mapping[str, bytes], *, taxonomy: str = DEFAULT) -> tuple[Finding, ...]:
    """Every finding of Arelle about one report: a folder, an .htm in its folder, a zip, an .xbri, or files in memory.

    Raises UnreadableSource where no inline document can be found.
    """
    if isinstance(report, Mapping):
        with tempfile.TemporaryDirectory() as folder:
            for name, data in report.items():
                (Path(folder) / name).write_bytes(data)
            return validate_report(Path(folder), taxonomy=taxonomy)
    entry = find_entry(report)
    with session() as opened:
        messages = validate_entry(opened, entry, [offline_package(load(taxonomy))])
    return tuple(finding for message in messages if (finding := finding_of(message)) is not None)


def find_entry(report: Path) -> Path:
    if report.is_file():
        return report
    if not report.is_dir():
        raise UnreadableSource(f"{report}: no such file or folder")
    documents = sorted(path for path in report.iterdir() if path.suffix in (".htm", ".html", ".xhtml"))
    for path in documents:
        if b"http://www.xbrl.org/2013/inlineXBRL" in path.read_bytes():
            return path
    raise UnreadableSource(f"{report}: no inline XBRL document in this folder")


def finding_of(message: Message) -> Finding | None:
    """None for what Arelle says about its own work, not about the report."""
    if message.code in _NOT_ABOUT_THE_REPORT:
        return None
    location = Location()
    if message.references:
        first = message.references[0]
        ident = first.fragment if re.fullmatch(r"[\w.-]+", first.fragment) else None
        location = Location(line=first.line, file=first.file.rpartition("/")[2] or None, fact_id=ident)
    return Finding(message.code, _LEVELS.get(message.level, Severity.INFO), message.text, location)
