"""Shares beside amounts in the rows of an equity statement."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from converter.report.build import build_report
from converter.report.share_counts import share_counterpart
from converter.resources import rules
from converter.statements.statement import Basis, Measure, StatementKind
from converter.taxonomies.taxonomy import load
from tests.report.pages import Q3, Line, Page, column, document, mapped

PAGE = """\
                    STATEMENT OF EQUITY
                            Common stock
                         Shares     Amount
Purchase of shares        (30)       (410)
Issued to founders         12         150
Net income                  -       1,300
Translation                 -          25
"""


def test_pairs_are_of_amounts_and_shares_over_the_same_time() -> None:
    taxonomy = load()
    for entry in rules("share-counts.toml")["count"]:
        amount, number = (taxonomy.concept(entry[key]) for key in ("amount", "number"))
        assert amount is not None and number is not None
        assert amount.type.endswith("monetaryItemType") and number.type.endswith("sharesItemType")
        assert amount.period_type == number.period_type, entry
        assert share_counterpart(amount, taxonomy) == number


def test_a_row_moves_shares_of_the_element_that_belongs_to_its_amounts_or_none() -> None:
    columns = tuple(
        replace(column(i, "Common stock", Q3, Basis.COMPONENT, "Common stock"), measure=measure)
        for i, measure in enumerate((Measure.SHARES, Measure.MONEY))
    )
    lines = (
        Line("Purchase of shares", "us-gaap:TreasuryStockValueAcquiredCostMethod", negated=True),
        Line("Issued to founders", None),
        Line("Net income", "us-gaap:NetIncomeLoss"),
        Line("Translation", None),
    )
    found = build_report(
        document(PAGE), mapped(PAGE, (Page(StatementKind.EQUITY, "STATEMENT OF EQUITY", columns, lines),))
    )
    assert [(fact.concept, fact.unit, fact.value) for fact in found.facts] == [
        ("us-gaap:TreasuryStockSharesAcquired", "shares", Decimal(30000)),
        ("us-gaap:TreasuryStockValueAcquiredCostMethod", "usd", Decimal(410000)),
        ("larkspur:IssuedToFoundersShares", "shares", Decimal(12000)),
        ("larkspur:IssuedToFounders", "usd", Decimal(150000)),
        ("us-gaap:NetIncomeLoss", "usd", Decimal(1300000)),
        ("larkspur:Translation", "usd", Decimal(25000)),
    ]
    assert not [finding for finding in found.findings if finding.code == "ix.report.unfit-concept"]
