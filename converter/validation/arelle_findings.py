"""Turns Arelle's messages into findings: severity, place in the file, fact id; in one order whatever Arelle's was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from converter.findings import Finding, Location, Severity
from converter.validation.session import Message, Reference

# What Arelle says about its own work, and what a plug-in extracts rather than finds.
_ABOUT_THE_RUN = re.compile(
    r"^(|info|debug|profileActivity|info:profileActivity|EFM\.(coverFacts|attachmentDocumentType|feeFacts)"
    r"|arelle[.:]xulePluginNotLoaded)$"
)
_LEVELS = {
    "CRITICAL": Severity.ERROR,
    "ERROR": Severity.ERROR,
    "ERROR-SEMANTIC": Severity.ERROR,
    "ASSERTION": Severity.ERROR,
    "INCONSISTENCY": Severity.ERROR,
    "ASSERTION-SATISFIED": Severity.INFO,
    "WARNING": Severity.WARNING,
    "WARNING-SEMANTIC": Severity.WARNING,
    "ASSERTION-NOT-SAT": Severity.ERROR,
}
_FROM_A_SET = re.compile(r"(extraneous attributes: )([\w:,.-]+)")
_ID = re.compile(r"[A-Za-z_][\w.-]*")


def findings_of(messages: Iterable[Message], root: Path) -> tuple[Finding, ...]:
    """Findings sorted by file, line, code and text. `root` is the report's folder."""
    places = _Places(root)
    found = [
        Finding(
            message.code,
            _LEVELS.get(message.level, Severity.INFO),
            settled(message.text),
            places.of(message.references),
        )
        for message in messages
        if not _ABOUT_THE_RUN.match(message.code)
    ]
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[int, str, int, int, str, str]:
    place = finding.location
    return (
        finding.severity.rank,
        place.file or "",
        place.line or 0,
        place.column or 0,
        finding.code,
        finding.message,
    )


def settled(text: str) -> str:
    """The text with lists that Arelle takes from a set, in an order that changes from run to run, in order."""
    return _FROM_A_SET.sub(lambda found: found[1] + ",".join(sorted(found[2].split(","))), text)


class _Places:
    """Lines and columns of elements with an id, looked up in the files of the report."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._texts: dict[str, str] = {}

    def of(self, references: tuple[Reference, ...]) -> Location:
        """The first place named, or where that is in the taxonomy the first of the others that is in the report."""
        if not references:
            return Location()
        chosen = references[0]
        if not self._text(_name(chosen)):
            inside = [ref for ref in references[1:] if self._text(_name(ref))]
            chosen = min(inside, key=lambda ref: (ref.file, ref.line or 0, ref.fragment), default=chosen)
        name = _name(chosen)
        ident = chosen.fragment if _ID.fullmatch(chosen.fragment) else None
        line, column = chosen.line, None
        start = self._start(name, ident) if ident else None
        if start is not None:
            text = self._text(name)
            line = text.count("\n", 0, start) + 1
            column = start - text.rfind("\n", 0, start)
        return Location(line=line, column=column, file=name or None, fact_id=ident)

    def _start(self, name: str, ident: str) -> int | None:
        """Offset of the tag that carries the id."""
        text = self._text(name)
        for quote in ('"', "'"):
            at = text.find(f" id={quote}{ident}{quote}")
            if at >= 0:
                return text.rfind("<", 0, at)
        return None

    def _text(self, name: str) -> str:
        if name not in self._texts:
            path = self._root / name
            self._texts[name] = path.read_text("utf-8", "replace") if name and path.is_file() else ""
        return self._texts[name]


def _name(reference: Reference) -> str:
    return reference.file.rpartition("/")[2]
