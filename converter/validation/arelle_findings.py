"""Turns Arelle's messages into findings: severity, place in the file, fact id; in one order whatever Arelle's was."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path

from converter.findings import Finding, Location, Severity
from converter.validation.messages import Message, Reference

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
_AN_ID = re.compile(r""" id=(?:"([^"]*)"|'([^']*)')""")
_LINE_END = re.compile(r"\n")


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
    """Lines and columns of elements with an id, looked up in the files of the report: each file is gone through once,
    however many findings there are in it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._texts: dict[str, str] = {}
        self._starts: dict[str, dict[str, int]] = {}
        self._lines: dict[str, list[int]] = {}

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
            ends = self._line_ends(name)
            before = bisect_left(ends, start)
            line = before + 1
            column = start - (ends[before - 1] if before else -1)
        return Location(line=line, column=column, file=name or None, fact_id=ident)

    def _start(self, name: str, ident: str) -> int | None:
        """Offset of the tag that carries the id."""
        if name not in self._starts:
            starts = self._starts[name] = {}
            for found in _AN_ID.finditer(self._text(name)):
                starts.setdefault(found[1] or found[2], found.start())
        at = self._starts[name].get(ident)
        return None if at is None else self._text(name).rfind("<", 0, at)

    def _line_ends(self, name: str) -> list[int]:
        if name not in self._lines:
            self._lines[name] = [found.start() for found in _LINE_END.finditer(self._text(name))]
        return self._lines[name]

    def _text(self, name: str) -> str:
        if name not in self._texts:
            path = self._root / name
            self._texts[name] = path.read_text("utf-8", "replace") if name and path.is_file() else ""
        return self._texts[name]


def _name(reference: Reference) -> str:
    return reference.file.rpartition("/")[2]
