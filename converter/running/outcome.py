"""How the conversion of one filing came out.

Status    converted | refused (unusable input) | failed (the program broke, crashed or ran out of time)
Counts    what was found and tagged
Outcome   status, counts, findings by severity and code, seconds a stage
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from converter.findings import Finding, Severity

CONFIDENCE_BINS = 10


class Status(StrEnum):
    CONVERTED = "converted"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Counts:
    """`figures` are the amounts that stand in statements, `tagged` those of them that became facts; `standard` and
    `extension` split all facts by the owner of their concept. `confidence` is a histogram, ten equal bins of 0..1."""

    statements: int = 0
    figures: int = 0
    tagged: int = 0
    facts: int = 0
    standard: int = 0
    extension: int = 0
    confidence: tuple[int, ...] = (0,) * CONFIDENCE_BINS

    @property
    def coverage(self) -> float | None:
        """Share of the statements' figures that are tagged, 0..1; None where there are none."""
        return self.tagged / self.figures if self.figures else None


@dataclass(frozen=True, slots=True)
class StatementCounts:
    kind: str
    title: str
    figures: int
    tagged: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """`source` is the path or URL as given, `folder` the name under the output root, `message` why nothing was written.

    `severities` and `codes` are (name, count) pairs, `seconds` (stage, wall seconds) in the order of the stages.
    """

    source: str
    status: Status
    sha256: str | None = None
    folder: str | None = None
    report: str | None = None
    message: str | None = None
    counts: Counts = field(default_factory=Counts)
    statements: tuple[StatementCounts, ...] = ()
    severities: tuple[tuple[str, int], ...] = ()
    codes: tuple[tuple[str, str, int], ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
    cpu_seconds: float = 0.0
    peak_memory: int | None = None
    skipped: bool = False
    attempts: int = 1

    @property
    def errors(self) -> int:
        return dict(self.severities).get(Severity.ERROR, 0)

    @property
    def warnings(self) -> int:
        return dict(self.severities).get(Severity.WARNING, 0)

    @property
    def total_seconds(self) -> float:
        return sum(seconds for _, seconds in self.seconds)

    @property
    def exit_status(self) -> int:
        """0 nothing at error level, 1 error findings, 3 no output for this input (contract of the command line)."""
        if self.status is not Status.CONVERTED:
            return 3
        return 1 if self.errors else 0

    def as_json(self) -> dict[str, Any]:
        """For run.json, the ledger and `--json`; `from_json` reads it back."""
        record = asdict(self)
        record["counts"]["coverage"] = None if self.counts.coverage is None else round(self.counts.coverage, 6)
        record["severities"] = dict(self.severities)
        record["codes"] = [{"code": code, "severity": severity, "count": n} for code, severity, n in self.codes]
        record["cpu_seconds"] = round(self.cpu_seconds, 4)
        record["seconds"] = {stage: round(seconds, 4) for stage, seconds in self.seconds}
        return record

    @staticmethod
    def from_json(record: dict[str, Any]) -> Outcome:
        counts = {key: value for key, value in record["counts"].items() if key != "coverage"}
        return Outcome(
            **{
                **record,
                "status": Status(record["status"]),
                "counts": Counts(**{**counts, "confidence": tuple(counts["confidence"])}),
                "statements": tuple(StatementCounts(**each) for each in record["statements"]),
                "severities": tuple(record["severities"].items()),
                "codes": tuple((c["code"], c["severity"], c["count"]) for c in record["codes"]),
                "seconds": tuple(record["seconds"].items()),
            }
        )

    def with_findings(self, findings: Iterable[Finding]) -> Outcome:
        """The same outcome, its tallies replaced by those of `findings`."""
        findings = tuple(findings)
        by_severity = Counter(finding.severity.value for finding in findings)
        by_code = Counter((finding.code, finding.severity.value) for finding in findings)
        return replace(
            self,
            severities=tuple((s.value, by_severity[s.value]) for s in Severity if by_severity[s.value]),
            codes=tuple((code, severity, n) for (code, severity), n in sorted(by_code.items())),
        )
