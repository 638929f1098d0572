"""Elements for which nothing but a row's place speaks."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from converter.mapping.lexicon import load
from converter.mapping.mapping import Candidate
from converter.mapping.sheet import Row, Sheet
from converter.mapping.unheard import is_unheard
from converter.resources import folder, rules


@pytest.mark.parametrize(
    ("label", "section", "element", "score", "unheard"),
    [
        ("High", ("Market price per common share",), "DepreciationDepletionAndAmortization", 0.62, True),
        ("Preoperating expenses", (), "ShareBasedCompensation", 0.58, True),
        ("Repayments from loan", ("Unearned plan shares",), "MinorityInterest", 0.83, True),
        (
            "Market price at year-end",
            ("Per common share",),
            "AccumulatedOtherComprehensiveIncomeLossNetOfTax",
            0.58,
            True,
        ),
        ("High", ("Market price per common share",), "DepreciationDepletionAndAmortization", 0.95, False),
        (
            "Construction expenditures",
            ("Investing activities",),
            "PaymentsToAcquirePropertyPlantAndEquipment",
            0.6,
            False,
        ),
        ("Capital spending", (), "PaymentsToAcquirePropertyPlantAndEquipment", 0.6, False),
        (
            "Subcontractor costs",
            (),
            "NetPeriodicDefinedBenefitsExpenseReversalOfExpenseExcludingServiceCostComponent",
            0.75,
            True,
        ),
        ("Cost of direct sales", (), "CostOfGoodsAndServicesSold", 0.62, False),
        ("Undivided profits", (), "RetainedEarningsAccumulatedDeficit", 0.56, False),
        ("Widget rentals", (), "Revenues", 0.6, False),
        ("", (), "Assets", 0.6, False),
    ],
)
def test_an_element_is_named_or_was_used_before(
    label: str, section: tuple[str, ...], element: str, score: float, unheard: bool
) -> None:
    row = Row(label, section)
    assert is_unheard(Sheet(None, (row,)), row, Candidate(f"us-gaap:{element}", score), load()) is unheard


def test_the_table_keeps_its_schema() -> None:
    schema = json.loads((folder("taxonomy") / "lexicon" / "unheard.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(rules("lexicon/unheard.toml"))
