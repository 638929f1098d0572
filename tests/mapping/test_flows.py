"""Rows of a cash flow statement that go the other way than their element says."""

from __future__ import annotations

import json
from decimal import Decimal

import jsonschema

from converter.mapping.flows import as_they_flow
from converter.mapping.mapping import Candidate
from converter.mapping.opinion import Opinion
from converter.mapping.sheet import Row, Sheet
from converter.resources import folder, rules
from converter.taxonomies.taxonomy import load

CAPEX = ("Capital expenditures", "PaymentsToAcquirePropertyPlantAndEquipment", -900, -800)
LOAN = ("Repayment of bank loan", "RepaymentsOfBankDebt", -120, -130)


def best(*lines: tuple[str, str, int, int], section: tuple[str, ...] = (), kind: str | None = "cashflow") -> list[str]:
    page = tuple(Row(label, section, values=(Decimal(a), Decimal(b))) for label, _, a, b in lines)
    rows = [
        Opinion((Candidate(f"us-gaap:{concept}", 0.9), Candidate("us-gaap:Other", 0.05)), 0.1)
        for _, concept, *_ in lines
    ]
    found = as_they_flow(Sheet(kind, page), rows)
    return [o.candidates[0].concept.removeprefix("us-gaap:") for o in found]


def test_an_inflow_is_no_payment() -> None:
    found = best(CAPEX, LOAN, ("Dividends reinvested", "PaymentsOfDividends", 34, 31))
    assert found == [CAPEX[1], LOAN[1], "Other"]


def test_an_outflow_is_no_proceeds() -> None:
    found = best(CAPEX, LOAN, ("Sale of land, net of purchases", "ProceedsFromSaleOfLandHeldForUse", -34, -31))
    assert found[2] == "Other"


def test_a_parents_cash_flow_has_its_directions_too() -> None:
    issue = ("Subordinated notes", "MaturitiesOfSubordinatedDebt", 485, 31)
    assert best(CAPEX, LOAN, issue, section=("Cash flows from financing activities",), kind=None)[2] == "Other"
    assert best(CAPEX, LOAN, issue, section=("Debt",), kind=None)[2] == "MaturitiesOfSubordinatedDebt"


def test_a_statement_that_prints_outflows_without_a_sign_keeps_them() -> None:
    lines = (("Capital expenditures", CAPEX[1], 900, 800), ("Dividends", "PaymentsOfDividends", 34, 31))
    assert best(*lines) == [CAPEX[1], "PaymentsOfDividends"]


def test_a_heading_or_a_label_says_that_it_is_paid() -> None:
    assert best(CAPEX, LOAN, ("Dividends paid", "PaymentsOfDividends", 34, 31))[2] == "PaymentsOfDividends"
    assert best(("Dividends", "PaymentsOfDividends", 34, 31), section=("Uses of cash",)) == ["PaymentsOfDividends"]


def test_a_row_both_ways_gets_the_element_of_both() -> None:
    found = best(
        CAPEX,
        ("Revolving credit", "RepaymentsOfLinesOfCredit", -70, 45),
        ("Long-term debt", "RepaymentsOfLongTermDebt", 70, -45),
    )
    assert found == [CAPEX[1], "ProceedsFromRepaymentsOfLinesOfCredit", "Other"]


def test_the_table_keeps_to_its_schema_and_names_elements_in_use() -> None:
    table = rules("lexicon/flows.toml")
    schema = json.loads((folder("taxonomy") / "lexicon" / "flows.schema.json").read_text("utf-8"))
    jsonschema.validate(table, schema)
    for name in (name for pair in table["instead"].items() for name in pair):
        concept = load().concept(f"us-gaap:{name}")
        assert concept is not None and not concept.deprecated, name
