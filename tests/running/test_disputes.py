"""Figures on which the readings of a report disagree, however often it is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.findings import Severity, Span
from converter.report import earnings
from converter.report.report import Report
from converter.running import filing
from converter.running.options import Options

NAME = "2006-ex99-earnings.htm"
BOUND = 3


def test_what_is_disputed_at_the_bound_is_an_error(examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that objects to another figure each time never comes to an end, and the last report says so."""
    objected: list[Span] = []

    def objects(report: Report) -> dict[Span, str]:
        fact = next(f for f in report.facts if f.unit is not None and f.span is not None and f.span not in objected)
        assert fact.span is not None
        objected.append(fact.span)
        return {fact.span: "never content"}

    monkeypatch.setattr(earnings, "misscaled", objects)
    monkeypatch.setattr(filing, "_READINGS", BOUND)
    converted = filing.convert_bytes((examples / NAME).read_bytes(), NAME, Options())
    assert len(objected) == BOUND
    withheld = [f.location.span for f in converted.findings if f.code == "ix.report.withheld"]
    assert withheld == sorted(objected[:-1])
    (error,) = [f for f in converted.findings if f.code == "ix.report.unsettled"]
    assert error.severity is Severity.ERROR
    assert error.location.span == objected[-1]
    assert "never content" in error.message


def test_an_agreed_report_has_no_such_error(examples: Path) -> None:
    converted = filing.convert_bytes((examples / NAME).read_bytes(), NAME, Options())
    assert not any(finding.code == "ix.report.unsettled" for finding in converted.findings)
