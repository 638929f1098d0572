"""Findings as JUnit XML: a suite a report, a failing case an error, a passing case with output for the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from converter.findings import Finding, Severity
from converter.findings_advice import advice
from converter.findings_formats import Checked

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(reports: Sequence[Checked]) -> str:
    suites = "".join(map(_suite, reports))
    tests = sum(max(1, len(report.findings)) for report in reports)
    failures = sum(report.count(Severity.ERROR) for report in reports)
    errors = sum(report.error is not None for report in reports)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="ixconvert" tests="{tests}" failures="{failures}" errors="{errors}">\n'
        f"{suites}</testsuites>\n"
    )


def _suite(report: Checked) -> str:
    name = _attribute(report.name)
    cases = "".join(_case(finding, report.name) for finding in report.findings)
    if report.error is not None:
        cases = f'<testcase classname={name} name="readable"><error message={_attribute(report.error)}/></testcase>\n'
    elif not cases:
        cases = f'<testcase classname={name} name="valid"/>\n'
    return (
        f'<testsuite name={name} tests="{max(1, len(report.findings))}" failures="{report.count(Severity.ERROR)}" '
        f'errors="{int(report.error is not None)}">\n{cases}</testsuite>\n'
    )


def _case(finding: Finding, report: str) -> str:
    place = finding.location
    where = ":".join(str(part) for part in (place.file or report, place.line, place.column, place.fact_id) if part)
    text = f"{where}: {finding.message}" + (f"\n{words}" if (words := advice(finding.code)) else "")
    head = f"<testcase classname={_attribute(report)} name={_attribute(f'{finding.code} at {where}')}>"
    if finding.severity is Severity.ERROR:
        message = _attribute(finding.message)
        inner = f"<failure type={_attribute(finding.code)} message={message}>{_text(text)}</failure>"
    else:
        inner = f"<system-out>{_text(f'{finding.severity.value}: {text}')}</system-out>"
    return f"{head}{inner}</testcase>\n"


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))
