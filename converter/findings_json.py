"""Findings as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from converter.findings import Finding, Severity
from converter.findings_advice import advice
from converter.findings_formats import Checked


def as_json(reports: Sequence[Checked]) -> str:
    document = {
        "reports": [
            {
                "report": report.name,
                "error": report.error,
                "counts": {severity.value: report.count(severity) for severity in Severity},
                "findings": [finding_object(finding) for finding in report.findings],
            }
            for report in reports
        ]
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def finding_object(finding: Finding) -> dict[str, object]:
    """One finding; places that are not known are left out."""
    place = finding.location
    location: dict[str, object] = {
        key: value
        for key, value in (
            ("span", [place.span.start, place.span.end] if place.span else None),
            ("line", place.line),
            ("column", place.column),
            ("file", place.file),
            ("fact_id", place.fact_id),
        )
        if value is not None
    }
    found: dict[str, object] = {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "location": location,
    }
    words = advice(finding.code)
    if words:
        found["advice"] = words
    return found
