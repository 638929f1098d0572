"""Findings in the four formats of `ixconvert validate --format`.

text    lines that editors and people read: file:line:column: severity: message [code], advice below
json    one object: reports with their findings, and counts
sarif   SARIF 2.1.0, for code scanning services
junit   JUnit XML, for build servers
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from converter.errors import UsageError
from converter.findings import Finding, Severity

FORMATS = ("text", "json", "sarif", "junit")


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings about one report; `name` is what the person called it, `error` why it could not be used."""

    name: str
    findings: tuple[Finding, ...] = ()
    error: str | None = None

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


def rendered(reports: Sequence[Checked], form: str, *, colour: bool = False) -> str:
    """Raises UsageError for a format that there is not."""
    if form == "text":
        from converter.findings_text import as_text

        return as_text(reports, colour=colour)
    if form == "json":
        from converter.findings_json import as_json

        return as_json(reports)
    if form == "sarif":
        from converter.findings_sarif import as_sarif

        return as_sarif(reports)
    if form == "junit":
        from converter.findings_junit import as_junit

        return as_junit(reports)
    raise UsageError(f"unknown format {form}: one of {', '.join(FORMATS)}")
