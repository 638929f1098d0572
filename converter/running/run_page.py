"""`run.html`: what a person reads in the morning after a run. What needs a decision stands first."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from converter import __version__
from converter.running.charts import Bars, Line, bars, line
from converter.running.names import source_name
from converter.running.outcome import CONFIDENCE_BINS, Outcome, Status
from converter.running.run_report import RunReport

_COVERAGE_BINS = 20
_CODES_SHOWN = 15
_LISTED = 20  # filings in a list of the worst; the table has them all
_LITTLE_TAGGED = 0.75
_PRIMARY = (
    ("balance", "balance sheet"),
    ("income", "income statement"),
    ("cashflow", "cash flows"),
    ("equity", "equity"),
)


@dataclass(frozen=True, slots=True)
class Lost:
    """The filings that were not converted for one reason; `code` is its finding."""

    code: str
    status: str
    filings: tuple[Outcome, ...]


def run_page(report: RunReport) -> str:
    from converter.rendering.environment import environment

    return (
        environment()
        .get_template("run.html.jinja")
        .render(
            report=report,
            version=__version__,
            statuses=Counter(o.status.value for o in report.outcomes),
            skipped=sum(o.skipped for o in report.outcomes),
            lost=_lost(report),
            with_errors=[o for o in report.by_urgency if o.status is Status.CONVERTED and o.errors],
            little_tagged=[o for o in report.by_urgency if _is_little_tagged(o)],
            slowest=sorted(report.fresh, key=lambda o: (-o.total_seconds, o.source))[:5],
            listed=_LISTED,
            little=_LITTLE_TAGGED,
            coverage_chart=_coverage_chart(report),
            confidence_chart=_confidence_chart(report),
            kinds_chart=_kinds_chart(report),
            codes_chart=_codes_chart(report),
            throughput_chart=_throughput_chart(report),
            stages_chart=_stages_chart(report),
            name_of=lambda outcome: source_name(outcome.source),
            place_of=lambda outcome: outcome.source.removesuffix(source_name(outcome.source)).rstrip("/\\"),
        )
    )


def _lost(report: RunReport) -> list[Lost]:
    """Broken before refused, the largest group first."""
    groups: defaultdict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in report.outcomes:
        if outcome.status is not Status.CONVERTED:
            groups[outcome.status.value, outcome.codes[0][0]].append(outcome)
    found = [Lost(code, status, tuple(each)) for (status, code), each in groups.items()]
    return sorted(found, key=lambda lost: (lost.status, -len(lost.filings), lost.code))


def _is_little_tagged(outcome: Outcome) -> bool:
    share = outcome.counts.coverage
    return outcome.status is Status.CONVERTED and share is not None and share < _LITTLE_TAGGED


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


def _kinds_chart(report: RunReport) -> Bars:
    """Filings that have at least one statement of each primary kind."""
    having = Counter(kind for o in report.converted for kind in {statement.kind for statement in o.statements})
    return bars([(title, float(having[kind])) for kind, title in _PRIMARY])


def _codes_chart(report: RunReport) -> Bars:
    """What asks for a look, most frequent first; notices do not."""
    shown = sorted((c for c in report.codes if c.severity != "info"), key=lambda c: (-c.findings, c.code))
    return bars([(c.code, float(c.findings)) for c in shown[:_CODES_SHOWN]])


def _stages_chart(report: RunReport) -> Bars:
    number = max(len(report.fresh), 1)
    return bars([(stage, seconds / number) for stage, seconds in report.stage_seconds()])


def _throughput_chart(report: RunReport) -> Line:
    """Filings a minute over the run, in at most 60 slices of time."""
    slices = max(1, min(60, len(report.finished) // 3))
    width = max(report.seconds, 1e-9) / slices
    counts = [0] * slices
    for at in report.finished:
        counts[min(int(at / width), slices - 1)] += 1
    return line([(width * (i + 0.5), 60 * n / width) for i, n in enumerate(counts)])
