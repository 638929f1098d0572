"""A `Finding` is one thing that a reader of the output has to know: a doubt, a waiver, a validator's message.

    Severity   ERROR > WARNING > INFO
    Span       [start, end) character offsets into the decoded source text
    Location   where: in the source (span, line, column) and in the report (file, line, fact id)
    Finding    code, severity, message, location

Codes are dotted: our own start with `ix.` and the stage's name (`ix.reading.encoding`, `ix.footing.source`);
codes of a validator are kept as it emits them (`xbrl.5.2.5.2`, `EFM.6.05.20`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """[start, end) character offsets into `Source.text`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Location:
    """Where a finding applies. Lines and columns count from 1; anything unknown is None."""

    span: Span | None = None
    line: int | None = None
    column: int | None = None
    file: str | None = None
    fact_id: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    code: str
    severity: Severity
    message: str
    location: Location = field(default_factory=Location)
