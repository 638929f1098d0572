"""What came of a run, added up; `run.json` for programs. `converter.running.run_page` has it for people.

RunReport   outcomes, times, tallies over them
CodeCount   how often a finding was made, and the filings that have most of it
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass

from converter import __version__
from converter.running.outcome import CONFIDENCE_BINS, Outcome, Status
from converter.running.storage import Storage

_EXAMPLES = 3
_GRAVITY = {Status.FAILED: 0, Status.REFUSED: 1, Status.CONVERTED: 2}


@dataclass(frozen=True, slots=True)
class CodeCount:
    """`worst` are the filings with most findings of this code, the first of them first."""

    code: str
    severity: str
    findings: int
    filings: int
    worst: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class RunReport:
    """`outcomes` by source; `finished` when each was done (seconds from the start); `sources` were asked for."""

    outcomes: tuple[Outcome, ...]
    finished: tuple[float, ...]
    sources: int
    jobs: int
    seconds: float
    own_peak: int
    interrupted: bool = False

    @property
    def converted(self) -> tuple[Outcome, ...]:
        return tuple(o for o in self.outcomes if o.status is Status.CONVERTED)

    @property
    def fresh(self) -> tuple[Outcome, ...]:
        """What was converted in this run, and not in one that it resumed."""
        return tuple(o for o in self.converted if not o.skipped)

    @property
    def by_urgency(self) -> tuple[Outcome, ...]:
        """Failures, refusals, filings with errors, then those of which least is tagged."""
        return tuple(sorted(self.outcomes, key=_urgency))

    @property
    def statements(self) -> int:
        return sum(o.counts.statements for o in self.converted)

    @property
    def coverage(self) -> float | None:
        figures = sum(o.counts.figures for o in self.converted)
        return sum(o.counts.tagged for o in self.converted) / figures if figures else None

    @property
    def rate(self) -> float:
        """Filings a minute, without those that an earlier run did."""
        return 60 * sum(not o.skipped for o in self.outcomes) / self.seconds if self.seconds else 0.0

    @property
    def peak(self) -> int:
        """Bytes held by the largest process of the run."""
        return max((o.peak_memory or 0 for o in self.outcomes), default=0) or self.own_peak

    @property
    def codes(self) -> list[CodeCount]:
        """Gravest first, then most frequent first."""
        having: defaultdict[tuple[str, str], list[tuple[int, Outcome]]] = defaultdict(list)
        for outcome in self.outcomes:
            for code, severity, number in outcome.codes:
                having[code, severity].append((number, outcome))
        counts = []
        for (code, severity), each in having.items():
            worst = sorted(each, key=lambda pair: (-pair[0], pair[1].source))[:_EXAMPLES]
            total = sum(number for number, _ in each)
            counts.append(CodeCount(code, severity, total, len(each), tuple(outcome for _, outcome in worst)))
        gravity = {"error": 0, "warning": 1, "info": 2}
        return sorted(counts, key=lambda c: (gravity[c.severity], -c.findings, c.code))

    @property
    def cpu_seconds(self) -> float:
        """Processor seconds of the filings that were converted in this run."""
        return sum(o.cpu_seconds for o in self.fresh)

    def stage_seconds(self) -> list[tuple[str, float]]:
        """Seconds a stage over all filings that were converted in this run."""
        total: defaultdict[str, float] = defaultdict(float)
        for outcome in self.fresh:
            for stage, seconds in outcome.seconds:
                total[stage] += seconds
        return list(total.items())

    def as_json(self) -> dict[str, object]:
        statuses = Counter(o.status.value for o in self.outcomes)
        confidence = [sum(o.counts.confidence[i] for o in self.converted) for i in range(CONFIDENCE_BINS)]
        return {
            "version": __version__,
            "sources": self.sources,
            "interrupted": self.interrupted,
            "jobs": self.jobs,
            "seconds": round(self.seconds, 3),
            "filings_a_minute": round(self.rate, 2),
            "cpu_seconds": round(self.cpu_seconds, 2),
            "peak_bytes_a_process": self.peak,
            "peak_bytes_parent": self.own_peak,
            "statuses": dict(sorted(statuses.items())),
            "skipped": sum(o.skipped for o in self.outcomes),
            "statements": self.statements,
            "facts": sum(o.counts.facts for o in self.converted),
            "coverage": None if self.coverage is None else round(self.coverage, 6),
            "confidence": confidence,
            "stage_seconds": {stage: round(seconds, 3) for stage, seconds in self.stage_seconds()},
            "codes": [
                {"code": c.code, "severity": c.severity, "findings": c.findings, "filings": c.filings}
                for c in self.codes
            ],
            "filings": [outcome.as_json() for outcome in self.outcomes],
        }


def write_run_report(report: RunReport, storage: Storage) -> None:
    from converter.running.run_page import run_page

    storage.write("run.json", (json.dumps(report.as_json(), indent=1) + "\n").encode())
    storage.write("run.html", run_page(report).encode())


def _urgency(outcome: Outcome) -> tuple[int, int, float, int, str]:
    tagged = 0.0 if outcome.counts.coverage is None else outcome.counts.coverage
    return _GRAVITY[outcome.status], -outcome.errors, tagged, -outcome.warnings, outcome.source
