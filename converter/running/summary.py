"""What a person reads when a conversion is done: in colour on a terminal, plain lines elsewhere."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from converter.running.outcome import Outcome, Status
from converter.running.storage import Storage

if TYPE_CHECKING:
    from converter.running.run_report import RunReport

_SHOWN_FINDINGS = 12
_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}

Line = tuple[str, str]  # a text and the style it has on a terminal


def print_outcome(outcome: Outcome, storage: Storage) -> None:
    _show(outcome_lines(outcome, storage))


def print_run(report: RunReport, out: str) -> None:
    _show(run_lines(report, out))


def outcome_lines(outcome: Outcome, storage: Storage) -> Iterable[Line]:
    counts = outcome.counts
    again = " (done before, nothing to do)" if outcome.skipped else ""
    yield f"{outcome.source}{again}", "bold"
    yield f"  {_plural(counts.statements, 'statement')}", ""
    for statement in outcome.statements:
        tagged = f"{statement.tagged} of {statement.figures} figures tagged"
        yield f"    {statement.kind:<14} {tagged:<30} {statement.title}", ""
    yield f"  {_plural(counts.facts, 'fact')}: {counts.standard} standard, {counts.extension} extension", ""
    if counts.coverage is not None:
        style = "green" if counts.coverage > 0.95 else "yellow"
        yield f"  {100 * counts.coverage:.1f} % of the statements' figures tagged", style
    yield f"  findings: {_severities(outcome)}", ""
    yield from _finding_lines(outcome, storage)
    yield f"  {outcome.total_seconds:.1f} s ({_stages(outcome)})", "dim"
    yield f"  open {storage.place(f'{outcome.folder}/{outcome.report}')}", "bold"


def _finding_lines(outcome: Outcome, storage: Storage) -> Iterable[Line]:
    """One line a code, gravest first, with the first message of each."""
    findings = json.loads(storage.read(f"{outcome.folder}/findings.json") or b'{"findings": []}')["findings"]
    first: dict[tuple[str, str], Any] = {}
    for finding in findings:
        first.setdefault((finding["code"], finding["severity"]), finding)
    order = list(_STYLES)
    codes = sorted(outcome.codes, key=lambda c: (order.index(c[1]), -c[2], c[0]))
    codes = [code for code in codes if code[1] != "info"] or codes[:3]
    for code, severity, number in codes[:_SHOWN_FINDINGS]:
        finding = first.get((code, severity), {})
        line = (finding.get("location") or {}).get("line")
        place = f"line {line}: " if line else ""
        times = f" (x{number})" if number > 1 else ""
        yield f"    {severity:<8} {code}{times}  {place}{_short(finding.get('message', ''))}", _STYLES[severity]
    if len(codes) > _SHOWN_FINDINGS:
        yield f"    and {len(codes) - _SHOWN_FINDINGS} more kinds in findings.json", "dim"


def run_lines(report: RunReport, out: str) -> Iterable[Line]:
    converted = [o for o in report.outcomes if o.status is Status.CONVERTED]
    skipped = sum(o.skipped for o in converted)
    yield f"{_plural(len(report.outcomes), 'filing')} of {report.sources}", "bold"
    yield f"  {len(converted)} converted" + (f", {skipped} of them before" if skipped else ""), "green"
    with_errors = sum(o.errors > 0 for o in converted)
    if with_errors:
        yield f"  {with_errors} with findings at error level", "yellow"
    for status in (Status.REFUSED, Status.FAILED):
        number = sum(o.status is status for o in report.outcomes)
        if number:
            yield f"  {number} {status.value}", "red"
    yield f"  {sum(o.counts.facts for o in converted)} facts in {_plural(report.statements, 'statement')}", ""
    if report.coverage is not None:
        yield f"  {100 * report.coverage:.1f} % of the statements' figures tagged", ""
    yield f"  {report.rate:.0f} filings a minute, peak {report.peak / 2**20:.0f} MB a process", "dim"
    yield f"  open {out.rstrip('/')}/run.html", "bold"


def _severities(outcome: Outcome) -> str:
    return ", ".join(_plural(number, severity) for severity, number in outcome.severities) or "none"


def _stages(outcome: Outcome) -> str:
    return ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in outcome.seconds)


def _plural(number: int, noun: str) -> str:
    noun = noun if number == 1 or noun == "info" else f"{noun}s"
    return f"{number} {noun}"


def _short(message: str, width: int = 150) -> str:
    message = " ".join(message.split())
    return message if len(message) <= width else f"{message[: width - 3]}..."


def _show(lines: Iterable[Line]) -> None:
    if not sys.stdout.isatty():
        for text, _ in lines:
            print(text)
        return
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    for text, style in lines:
        console.print(text, style=style or None, markup=False)
