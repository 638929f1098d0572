"""Figures within the labels of a balance sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from converter.report.build import build_report
from converter.report.parenthetical import parenthetical_facts
from converter.report.report import Report
from converter.statements.statement import Period, Role, Scale, StatementKind
from tests.report.pages import DECEMBER, SEPTEMBER, Line, Page, column, document, mapped


def page(label: str, amounts: str = "246,000     207,000", scale: Scale | None = None) -> tuple[str, Page]:
    text = f"              BALANCE SHEETS\n{label}      {amounts}\nTotal      300,000   300,000\n"
    lines = (Line(label, "us-gaap:CommonStockValue"), Line("Total", "us-gaap:Assets"))
    columns = (column(0, "2003", SEPTEMBER), column(1, "2002", DECEMBER))
    return text, Page(StatementKind.BALANCE, "BALANCE SHEETS", columns, lines, scale=scale or Scale())


def figures(
    label: str, amounts: str = "246,000     207,000", scale: Scale | None = None
) -> dict[tuple[str, date], str]:
    text, one = page(label, amounts, scale)
    found = {}
    for fact in parenthetical_facts(mapped(text, (one,)), document(text)):
        assert fact.span is not None and fact.period is not None and isinstance(fact.value, Decimal)
        printed = text[fact.span.start : fact.span.end].replace(",", "")
        if fact.format == "ixt:num-dot-decimal":
            assert Decimal(printed).scaleb(fact.scale) == fact.value
        found[fact.concept.removeprefix("us-gaap:"), fact.period.end] = f"{fact.value:f} {fact.unit}"
    return found


NOW, BEFORE = date(2003, 9, 30), date(2002, 12, 31)


def at_both(concept: str, value: str) -> dict[tuple[str, date], str]:
    return {(concept, NOW): value, (concept, BEFORE): value}


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (
            "Common stock, $.01 par value; 50,000,000 shares authorized; 24,600,000 shares issued",
            {
                **at_both("CommonStockParOrStatedValuePerShare", "0.01 USD/shares"),
                **at_both("CommonStockSharesAuthorized", "50000000 shares"),
                ("CommonStockSharesIssued", NOW): "24600000 shares",
            },
        ),
        (
            "Preferred stock, par value $1.00, authorized 500,000 shares; none issued",
            {
                **at_both("PreferredStockParOrStatedValuePerShare", "1.00 USD/shares"),
                **at_both("PreferredStockSharesAuthorized", "500000 shares"),
            },
        ),
        (
            "Common stock, issued 24,600,000 and 24,500,000 shares",
            {
                ("CommonStockSharesIssued", NOW): "24600000 shares",
                ("CommonStockSharesIssued", BEFORE): "24500000 shares",
            },
        ),
        (
            "Common stock, 24,500,000 and 24,600,000 shares outstanding at December 31, 2002 and September 30, 2003",
            {
                ("CommonStockSharesOutstanding", NOW): "24600000 shares",
                ("CommonStockSharesOutstanding", BEFORE): "24500000 shares",
            },
        ),
        (
            "Common stock, issued and outstanding 24,600,000 in 2003 and 20,700,000 in 2002",
            {
                ("CommonStockSharesIssued", NOW): "24600000 shares",
                ("CommonStockSharesIssued", BEFORE): "20700000 shares",
                ("CommonStockSharesOutstanding", NOW): "24600000 shares",
                ("CommonStockSharesOutstanding", BEFORE): "20700000 shares",
            },
        ),
        (
            "Treasury stock, at cost, 12,345 shares",
            {("TreasuryStockCommonShares", NOW): "12345 shares"},
        ),
        (
            "Treasury stock at cost, 12,345 shares (2002: 11,111 shares)",
            {("TreasuryStockCommonShares", NOW): "12345 shares", ("TreasuryStockCommonShares", BEFORE): "11111 shares"},
        ),
        (
            "Accounts receivable, less allowance of $5,000 and $4,000",
            {
                ("AllowanceForDoubtfulAccountsReceivableCurrent", NOW): "5000 USD",
                ("AllowanceForDoubtfulAccountsReceivableCurrent", BEFORE): "4000 USD",
            },
        ),
        (
            "Property and equipment, net of accumulated depreciation of $812,000 and $764,500, respectively",
            {
                ("AccumulatedDepreciationDepletionAndAmortizationPropertyPlantAndEquipment", NOW): "812000 USD",
                ("AccumulatedDepreciationDepletionAndAmortizationPropertyPlantAndEquipment", BEFORE): "764500 USD",
            },
        ),
        ("Finance receivables, less allowance of $5,000 and $4,000", {}),
        ("Series A preferred stock, $.01 par value", {}),
        ("Class A and Class B common stock, $.01 par value", {}),
        ("Redeemable preferred stock, $1.00 par value", {}),
        ("Common stock, none and 25,000 shares issued at September 30, 2003 and December 31, 2002", {}),
        ("Notes payable, due 2005", {}),
        ("Inventories", {}),
    ],
)
def test_figures_of_labels(label: str, expected: dict[tuple[str, date], str]) -> None:
    assert figures(label) == expected


def test_a_label_that_carries_on_its_heading() -> None:
    text = """              BALANCE SHEETS
Preferred stock, none issued
Common stock, $.01 par value:
  authorized 50,000,000 shares, issued 24,600,000 and 20,700,000 shares   246,000     207,000
"""
    lines = (
        Line("Preferred stock, none issued", "", role=Role.HEADING),
        Line("Common stock, $.01 par value:", "", role=Role.HEADING),
        Line("authorized 50,000,000 shares, issued 24,600,000 and 20,700,000 shares", "us-gaap:CommonStockValue"),
    )
    columns = (column(0, "2003", SEPTEMBER), column(1, "2002", DECEMBER))
    one = Page(StatementKind.BALANCE, "BALANCE SHEETS", columns, lines, scale=Scale())
    facts = parenthetical_facts(mapped(text, (one,)), document(text))
    found = {(fact.concept.removeprefix("us-gaap:"), fact.period and fact.period.end): fact.value for fact in facts}
    assert found[("CommonStockSharesIssued", BEFORE)] == Decimal(20700000)
    assert found[("CommonStockSharesAuthorized", NOW)] == Decimal(50000000)
    assert found[("PreferredStockSharesIssued", NOW)] == 0


def test_treasury_shares_that_would_have_cost_thousands_each_stay_text() -> None:
    assert figures("Treasury stock, 120 shares at cost") == {}


def test_a_year_of_weeks_may_end_on_the_first_of_january() -> None:
    text, one = page("Accounts receivable, less allowance of $5,000 in 2003 and $4,000 in 2002")
    ends = (Period(date(2003, 12, 28)), Period(date(2003, 1, 1)))
    one = replace(one, columns=tuple(column(i, end.end.isoformat(), end) for i, end in enumerate(ends)))
    facts = parenthetical_facts(mapped(text, (one,)), document(text))
    assert [(fact.period, fact.value) for fact in facts] == [(ends[0], Decimal(5000)), (ends[1], Decimal(4000))]


def test_a_word_for_none_is_no_share_at_any_date() -> None:
    assert figures("Preferred stock, no par value, none issued or outstanding", "--       --") == {
        **at_both("PreferredStockSharesIssued", "0 shares"),
        **at_both("PreferredStockSharesOutstanding", "0 shares"),
    }


def test_a_single_count_holds_for_both_dates_where_the_amounts_are_equal() -> None:
    label = "Common stock, $.10 par value, 2,460,000 shares issued"
    issued = {key: value for key, value in figures(label, "246,000     246,000").items() if "Issued" in key[0]}
    assert issued == at_both("CommonStockSharesIssued", "2460000 shares")


def test_counts_in_thousands_are_scaled_where_the_par_value_proves_it() -> None:
    label = "Common stock, $.01 par value, 24,600 and 20,700 shares issued"
    issued = {k: v for k, v in figures(label, "246     207", Scale(money=3, shares=3)).items() if "Issued" in k[0]}
    assert issued == {
        ("CommonStockSharesIssued", NOW): "24600000 shares",
        ("CommonStockSharesIssued", BEFORE): "20700000 shares",
    }


def test_counts_whose_scale_nothing_proves_stay_text() -> None:
    assert figures("Common stock, 1,000 shares authorized", "246     207", Scale(money=3, shares=3)) == {}


def test_a_word_of_scale_goes_before_the_scale_of_the_statement() -> None:
    label = "Common stock, authorized 3.6 billion shares"
    assert figures(label, "246     207", Scale(money=3, shares=3)) == at_both(
        "CommonStockSharesAuthorized", "3600000000 shares"
    )


@pytest.fixture(scope="module")
def report() -> Report:
    text, one = page("Common stock, $.01 par value; 50,000,000 shares authorized")
    return build_report(document(text), mapped(text, (one,)))


def test_they_are_facts_in_a_role_of_their_own(report: Report) -> None:
    assert [role.definition for role in report.extension.roles] == [
        "0000001 - Statement - BALANCE SHEETS",
        "0000002 - Statement - BALANCE SHEETS (Parenthetical)",
    ]
    values = {fact.concept: fact.value for fact in report.facts}
    assert values["us-gaap:CommonStockSharesAuthorized"] == Decimal(50000000)


def test_an_allowance_greater_than_its_row_is_not_believed() -> None:
    assert figures("Accounts receivable, less allowance of $5,000,000") == {}


def test_facts_of_two_dates_stand_on_one_figure(report: Report) -> None:
    authorized = [fact for fact in report.facts if fact.concept.endswith("SharesAuthorized")]
    periods = {c.id: c.period for c in report.contexts}
    assert [periods[fact.context] for fact in authorized] == [Period(NOW), Period(BEFORE)]
    assert len({fact.span for fact in authorized}) == 1
