"""Findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import quote

from converter import __version__
from converter.findings import Finding, Severity
from converter.findings_advice import advice
from converter.findings_formats import Checked

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def as_sarif(reports: Sequence[Checked]) -> str:
    codes = sorted({finding.code for report in reports for finding in report.findings})
    rules = [_rule(code) for code in codes]
    index = {code: number for number, code in enumerate(codes)}
    results = [_result(finding, report, index) for report in reports for finding in report.findings]
    unusable = [report for report in reports if report.error is not None]
    run: dict[str, object] = {
        "tool": {
            "driver": {
                "name": "ixconvert",
                "semanticVersion": __version__,
                "version": __version__,
                "rules": rules,
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not unusable,
                "toolExecutionNotifications": [
                    {
                        "level": "error",
                        "message": {"text": report.error},
                        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(report.name)}}}],
                    }
                    for report in unusable
                ],
            }
        ],
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rule(code: str) -> dict[str, object]:
    rule: dict[str, object] = {"id": code}
    words = advice(code)
    if words:
        rule["help"] = {"text": words}
    return rule


def _result(finding: Finding, report: Checked, index: dict[str, int]) -> dict[str, object]:
    place = finding.location
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(_file(report.name, place.file))}}
    region: dict[str, int] = {}
    if place.line:
        region["startLine"] = place.line
        if place.column:
            region["startColumn"] = place.column
    if place.span is not None:
        region["charOffset"] = place.span.start
        region["charLength"] = len(place.span)
    if region:
        physical["region"] = region
    location: dict[str, object] = {"physicalLocation": physical}
    if place.fact_id:
        location["logicalLocations"] = [{"name": place.fact_id, "kind": "element"}]
    return {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message or finding.code},
        "locations": [location],
    }


def _file(report: str, file: str | None) -> str:
    """The file beside the report where the finding names another than the report itself."""
    path = PurePath(report)
    if file is None or path.name == file:
        return path.as_posix()
    return (path.parent if path.suffix else path).joinpath(file).as_posix()


def _uri(path: str) -> str:
    return quote(PurePath(path).as_posix(), safe="/!$&'()*+,;=@-._~")
