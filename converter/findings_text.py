"""Findings as text, a line each, in the `file:line:column:` form that editors follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converter.findings import Finding, Severity
from converter.findings_advice import advice
from converter.findings_formats import Checked

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_MOST_TEXT = 2_000


def as_text(reports: Sequence[Checked], *, colour: bool = False) -> str:
    return "".join(f"{line}\n" for report in reports for line in _lines(report, colour))


def _lines(report: Checked, colour: bool) -> Iterator[str]:
    if report.error is not None:
        yield f"{report.name}: cannot be used: {report.error}"
        return
    told: set[str] = set()
    for finding in report.findings:
        yield f"{_place(report.name, finding)} {_painted(finding.severity, colour)}: {_one_line(finding.message)}" + (
            f" [{finding.code}]"
        )
        words = advice(finding.code)
        if words and words not in told:
            told.add(words)
            yield f"    {words}"
    yield f"{report.name}: {summary(report)}"


def summary(report: Checked) -> str:
    """ "valid", or how many of each severity."""
    counts = [(report.count(severity), severity.value) for severity in Severity]
    parts = [f"{count} {word if word == 'info' or count == 1 else word + 's'}" for count, word in counts if count]
    if not report.count(Severity.ERROR):
        parts.insert(0, "valid")
    return ", ".join(parts)


def _place(name: str, finding: Finding) -> str:
    place = finding.location
    parts = [place.file or name] + [str(number) for number in (place.line, place.column) if number is not None]
    fact = f" {place.fact_id}:" if place.fact_id else ""
    return ":".join(parts) + ":" + fact


def _painted(severity: Severity, colour: bool) -> str:
    return f"\x1b[{_COLOURS[severity]}m{severity.value}\x1b[0m" if colour else severity.value


def _one_line(message: str) -> str:
    text = " ".join("".join(mark if mark.isprintable() else " " for mark in message).split())
    return text if len(text) <= _MOST_TEXT else text[:_MOST_TEXT] + "…"
