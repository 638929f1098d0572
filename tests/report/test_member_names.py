"""What the heads of columns call their members."""

from __future__ import annotations

import pytest

from converter.report.dimensions import member_table
from converter.report.elements import ElementBook
from converter.report.member_names import said, without_footing
from converter.taxonomies.taxonomy import load

EQUITY = "us-gaap:StatementEquityComponentsAxis"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Addi- tional Paid-In Capital", "Additional Paid-In Capital"),
        ("ACCUM- ULATED DEFICIT", "ACCUMULATED DEFICIT"),
        ("Other Subsidiaries (Non- guarantors)", "Other Subsidiaries (Non-guarantors)"),
        ("Note Receivable- Employee Trust", "Note Receivable- Employee Trust"),
        ("Short- and long-term debt", "Short- and long-term debt"),
        ("Retained Earnings (Note C)", "Retained Earnings"),
        ("RETAINED EARNINGS (b)", "RETAINED EARNINGS"),
        ("Common Stock (A)", "Common Stock (A)"),
        ("Inputs (Level 2)", "Inputs (Level 2)"),
        ("Predecessor Company Ended", "Predecessor Company"),
        ("At", "At"),
        ("Net investment income1,2", "Net investment income"),
        ("Three Months Ended Total Stockholders' Equity", "Total Stockholders' Equity"),
        ("GAAP Consolidated", "Consolidated"),
        ("Common Shares (50,000,000 Authorized)", "Common Shares"),
    ],
)
def test_a_head_is_said_without_notes_and_broken_words(head: str, name: str) -> None:
    assert said(head) == name


@pytest.mark.parametrize(
    ("head", "party"),
    [
        ("Historical Larkspur", "Larkspur"),
        ("Pro Forma Larkspur with Alder", "Larkspur with Alder"),
        ("Actual", "Actual"),
    ],
)
def test_a_party_is_named_without_its_footing(head: str, party: str) -> None:
    assert without_footing(head) == party


@pytest.mark.parametrize(
    ("head", "member"),
    [
        ("Larkspur Company Shareholders' Equity Common Stock", "us-gaap:CommonStockMember"),
        ("Equity Attributable to Larkspur Mills Retained Earnings", "us-gaap:RetainedEarningsMember"),
        ("Larkspur shareholders Treasury Stock", "us-gaap:TreasuryStockCommonMember"),
        ("Paid-in Surplus", "us-gaap:AdditionalPaidInCapitalMember"),
        ("Class A and Class B Common Stock and Additional Paid-In Capital",
         "us-gaap:CommonStockIncludingAdditionalPaidInCapitalMember"),
        ("Notes receivable from stockholders", "us-gaap:ReceivablesFromStockholderMember"),
        ("Net unrealized gains (losses)", "us-gaap:AccumulatedNetUnrealizedInvestmentGainLossMember"),
        ("AOCI", "us-gaap:AccumulatedOtherComprehensiveIncomeMember"),
    ],
)  # fmt: skip
def test_components_of_equity_by_their_many_names(head: str, member: str) -> None:
    known, place = member_table().component(said(head), True)
    assert known and place is not None
    assert (place.axis, place.member) == (EQUITY, member)


@pytest.mark.parametrize(
    "head",
    [
        "Preferred Stockholders' Equity Common Stock",
        "Redeemable Noncontrolling Interest Stockholders Retained Earnings",
        "Treasury Stock Retained Earnings",
        "Distributions to Holders",
    ],
)
def test_what_is_not_certainly_a_component_is_none(head: str) -> None:
    assert member_table().component(head, True) == (False, None)


@pytest.mark.parametrize(
    ("head", "is_group"),
    [
        ("ITEM 6. SELECTED FINANCIAL DATA, continued LARKSPUR AND CONSOLIDATED SUBSIDIARIES", True),
        ("Larkspur Inc. and Subsidiary Companies", True),
        ("Larkspur Timber Group and Subsidiaries", False),
        ("Guarantor and Subsidiaries", False),
        ("Larkspur", False),
    ],
)
def test_the_registrant_with_its_subsidiaries_is_the_whole(head: str, is_group: bool) -> None:
    assert ElementBook("larkspur", load(), "LARKSPUR /NV/").is_group(head) is is_group
