"""Whether a label and an element have anything to do with each other."""

from __future__ import annotations

import pytest

from converter.mapping.kinship import akin, told
from converter.mapping.lexicon import Use
from converter.mapping.mapping import Candidate
from converter.mapping.opinion import Opinion
from converter.mapping.sheet import Row, Sheet


def lookup(form: str, kind: str, key: str) -> tuple[Use, ...]:
    """A lexicon that knows one label: "net sales" are revenues."""
    return (Use("Revenues", 40, 0),) if key == "net sales" else ()


@pytest.mark.parametrize(
    ("label", "section", "element", "kin"),
    [
        ("Cloud services", (), "PaymentsToAcquireInvestments", False),
        ("Net sales", (), "Revenues", True),  # by use
        ("Accumulated amortization", (), "FiniteLivedIntangibleAssetsAccumulatedAmortization", True),
        ("Balance at beginning of period", (), "RetainedEarningsAccumulatedDeficit", False),
        ("Net other", (), "OtherAssetsNoncurrent", False),  # only in words that say nothing
        ("Total", ("Deferred tax assets",), "DeferredTaxAssetsGross", True),
        ("Northern branch", ("Depreciation",), "Depreciation", False),  # a part of it
    ],
)  # fmt: skip
def test_a_word_in_common_or_filers_who_said_it(label: str, section: tuple[str, ...], element: str, kin: bool) -> None:
    assert akin(Row(label, section), element, lookup) is kin


@pytest.mark.parametrize(
    ("kind", "score", "first"),
    [
        (None, 0.95, "us-gaap:Depreciation"),  # in a note never
        ("income", 0.7, "us-gaap:Depreciation"),
        ("income", 0.95, "us-gaap:CostOfRevenue"),  # in its own statement the place tells
    ],
)
def test_a_stranger_gives_way(kind: str | None, score: float, first: str) -> None:
    opinion = Opinion((Candidate("us-gaap:CostOfRevenue", score), Candidate("us-gaap:Depreciation", 0.1)), 0.05)
    row = Row("Depreciation of vessels")
    found = told(Sheet(kind, (row,)), row, opinion, lookup, 0.85)
    assert found.best is not None and found.best.concept == first
