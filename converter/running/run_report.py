"""What came of a run: `run.json` for programs, `run.html` for people."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from converter import __version__
from converter.running.charts import Bars, Line, bars, line
from converter.running.outcome import CONFIDENCE_BINS, Outcome, Status
from converter.running.storage import Storage

_COVERAGE_BINS = 20
_CODES_SHOWN = 15


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
    def statements(self) -> int:
        return sum(o.counts.statements for o in self.converted)

    @property
    def coverage(self) -> float | None:
        figures = sum(o.counts.figures for o in self.converted)
        return sum(o.counts.tagged for o in self.converted) / figures if figures else None

    @property
    def rate(self) -> float:
        """Filings a minute."""
        return 60 * len(self.outcomes) / self.seconds if self.seconds else 0.0

    @property
    def peak(self) -> int:
        """Bytes held by the largest process of the run."""
        return max((o.peak_memory or 0 for o in self.outcomes), default=0) or self.own_peak

    @property
    def codes(self) -> list[tuple[str, str, int, int]]:
        """(code, severity, findings, filings), most frequent first."""
        findings: Counter[tuple[str, str]] = Counter()
        filings: Counter[tuple[str, str]] = Counter()
        for outcome in self.outcomes:
            for code, severity, number in outcome.codes:
                findings[code, severity] += number
                filings[code, severity] += 1
        return [(c, s, n, filings[c, s]) for (c, s), n in sorted(findings.items(), key=lambda e: (-e[1], e[0]))]

    @property
    def cpu_seconds(self) -> float:
        """Processor seconds of the filings that were converted in this run."""
        return sum(o.cpu_seconds for o in self.converted if not o.skipped)

    def stage_seconds(self) -> list[tuple[str, float]]:
        """Seconds a stage over all filings that were converted in this run."""
        total: Counter[str] = Counter()
        for outcome in self.converted:
            if not outcome.skipped:
                for stage, seconds in outcome.seconds:
                    total[stage] += seconds  # type: ignore[assignment]
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
            "codes": [{"code": c, "severity": s, "findings": n, "filings": f} for c, s, n, f in self.codes],
            "filings": [outcome.as_json() for outcome in self.outcomes],
        }


def write_run_report(report: RunReport, storage: Storage) -> None:
    storage.write("run.json", (json.dumps(report.as_json(), indent=1) + "\n").encode())
    storage.write("run.html", render_run(report).encode())


def render_run(report: RunReport) -> str:
    from converter.rendering.environment import environment

    return (
        environment()
        .get_template("run.html.jinja")
        .render(
            report=report,
            version=__version__,
            coverage_chart=_coverage_chart(report),
            confidence_chart=_confidence_chart(report),
            codes_chart=_codes_chart(report),
            throughput_chart=_throughput_chart(report),
            stages_chart=_stages_chart(report),
            statuses=Counter(o.status.value for o in report.outcomes),
        )
    )


def _coverage_chart(report: RunReport) -> Bars:
    """Filings by the share of their figures that is tagged; a bin holds its upper end, so 100 % is in the last."""
    counts = [0] * _COVERAGE_BINS
    for outcome in report.converted:
        if outcome.counts.coverage is not None:
            counts[min(int(outcome.counts.coverage * _COVERAGE_BINS), _COVERAGE_BINS - 1)] += 1
    step = 100 // _COVERAGE_BINS
    return bars([(f"{i * step}-{(i + 1) * step} %", float(n)) for i, n in enumerate(counts)])


def _confidence_chart(report: RunReport) -> Bars:
    counts = [sum(o.counts.confidence[i] for o in report.converted) for i in range(CONFIDENCE_BINS)]
    return bars([(f"{i / 10:.1f}-{(i + 1) / 10:.1f}", float(n)) for i, n in enumerate(counts)])


def _codes_chart(report: RunReport) -> Bars:
    return bars([(code, float(number)) for code, _, number, _ in report.codes[:_CODES_SHOWN]])


def _stages_chart(report: RunReport) -> Bars:
    number = max(sum(not o.skipped for o in report.converted), 1)
    return bars([(stage, seconds / number) for stage, seconds in report.stage_seconds()])


def _throughput_chart(report: RunReport) -> Line:
    """Filings a minute over the run, in at most 60 slices of time."""
    slices = max(1, min(60, len(report.finished) // 3))
    width = max(report.seconds, 1e-9) / slices
    counts = [0] * slices
    for at in report.finished:
        counts[min(int(at / width), slices - 1)] += 1
    return line([(width * (i + 0.5), 60 * n / width) for i, n in enumerate(counts)])
