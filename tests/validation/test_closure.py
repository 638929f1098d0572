"""What a closure keeps for checks that ask for elements by themselves."""

from __future__ import annotations

from pathlib import Path

from converter.taxonomies.taxonomy import load
from converter.validation.closure import closure_of
from converter.validation.profiles import names_in_rules
from converter.validation.references import References

_USED = References(names={"Assets", "StatementScenarioAxis"})


def test_only_what_the_report_names() -> None:
    closure = closure_of(_USED, load())
    assert closure is not None
    elements = set(closure.selection.elements or ())
    assert {"us-gaap:Assets", "srt:StatementScenarioAxis"} <= elements
    assert "srt:ScenarioForecastMember" not in elements
    assert "us-gaap:Liabilities" not in elements


def test_names_that_the_rules_ask_for_with_the_defaults_of_axes() -> None:
    """A rule about forecasts that found no such member would take every fact with the axis."""
    closure = closure_of(_USED, load(), named=frozenset({"ScenarioForecastMember", "Unheard"}))
    assert closure is not None
    elements = set(closure.selection.elements or ())
    assert {"srt:ScenarioForecastMember", "srt:ScenarioUnspecifiedDomain"} <= elements


def test_names_are_read_from_rules_and_not_from_lists_of_whole_taxonomies(tmp_path: Path) -> None:
    resources = tmp_path / "validate" / "resources"
    resources.mkdir(parents=True)
    (tmp_path / "validate" / "Rules.py").write_text('if fact.name == "AuditorName": pass\n')
    (resources / "rules.json").write_text('{"axis": "StatementScenarioAxis", "member": "ScenarioForecastMember"}')
    (resources / "us-gaap-rels-2024.json").write_text('{"calcs": ["Liabilities"]}')
    (resources / "us-gaap-deprecated-concepts.json").write_text('{"Goodwill": "2024-01-31"}')
    names = names_in_rules(tmp_path)
    assert {"AuditorName", "StatementScenarioAxis", "ScenarioForecastMember"} <= names
    assert not names & {"Liabilities", "Goodwill"}
