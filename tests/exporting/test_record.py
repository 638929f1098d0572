"""conversion.json follows its schema and leads from every cell to its fact and its characters."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from converter.exporting.record import record
from converter.report.build import build_report
from converter.report.report import Report
from tests.conftest import ROOT
from tests.report.pages import TEXT, example


@pytest.fixture(scope="module")
def report() -> Report:
    return build_report(*example())


@pytest.fixture(scope="module")
def made(report: Report) -> dict[str, Any]:
    return json.loads(json.dumps(record(report, report.findings, "Arelle 2.47")))  # type: ignore[no-any-return]


def test_follows_its_schema(made: dict[str, Any]) -> None:
    schema = json.loads((ROOT / "docs" / "conversion.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(made)] == []


def test_every_cell_leads_to_its_characters_and_its_fact(made: dict[str, Any]) -> None:
    facts = {fact["id"]: fact for fact in made["facts"]}
    cells = [cell for s in made["statements"] for row in s["rows"] for cell in row["cells"]]
    assert len(cells) > 40
    for cell in cells:
        start, end = cell["span"]
        assert TEXT[start:end] == cell["text"]
        fact = facts[cell["fact"]]
        assert fact["span"] == cell["digits"]
        assert fact["concept"] == cell["concept"]
        assert fact["value"].lstrip("-") == cell["value"].lstrip("-") or float(fact["value"]) == abs(
            float(cell["value"])
        )


def test_says_how_each_row_was_mapped(made: dict[str, Any]) -> None:
    rows = {row["label"]: row for row in made["statements"][0]["rows"]}
    treasury = rows["Treasury stock"]
    assert treasury["mapping"]["concept"] == "us-gaap:TreasuryStockValue"
    assert treasury["mapping"]["negated"] is True
    assert [cell["value"] for cell in treasury["cells"]] == ["-267000", "-261000"]
    assert [made["facts"][int(c["fact"][2:]) - 1]["value"] for c in treasury["cells"]] == ["267000", "261000"]


def test_counts_findings(made: dict[str, Any], report: Report) -> None:
    assert sum(made["findings"].values()) == len(report.findings)


def test_is_the_same_twice(report: Report) -> None:
    assert json.dumps(record(report)) == json.dumps(record(report))
