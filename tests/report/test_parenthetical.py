"""Figures within the labels of a balance sheet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from converter.report.build import build_report
from converter.report.parenthetical import parenthetical_facts
from converter.report.report import Report
from converter.statements.statement import Period, Scale, StatementKind
from tests.report.pages import DECEMBER, SEPTEMBER, Line, Page, column, document, mapped


def page(label: str) -> tuple[str, Page]:
    text = f"              BALANCE SHEETS\n{label}      246,000     207,000\nTotal      300,000   300,000\n"
    lines = (Line(label, "us-gaap:CommonStockValue"), Line("Total", "us-gaap:Assets"))
    columns = (column(0, "2003", SEPTEMBER), column(1, "2002", DECEMBER))
    return text, Page(StatementKind.BALANCE, "BALANCE SHEETS", columns, lines, scale=Scale())


def figures(label: str) -> dict[tuple[str, date], str]:
    text, one = page(label)
    found = {}
    for fact in parenthetical_facts(mapped(text, (one,)), text):
        assert fact.span is not None and fact.period is not None
        assert Decimal(text[fact.span.start : fact.span.end].replace(",", "")) == fact.value
        found[fact.concept.removeprefix("us-gaap:"), fact.period.end] = f"{fact.value} {fact.unit}"
    return found


NOW, BEFORE = date(2003, 9, 30), date(2002, 12, 31)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (
            "Common stock, $.01 par value; 50,000,000 shares authorized; 24,600,000 shares issued",
            {
                ("CommonStockParOrStatedValuePerShare", NOW): "0.01 USD/shares",
                ("CommonStockSharesAuthorized", NOW): "50000000 shares",
                ("CommonStockSharesIssued", NOW): "24600000 shares",
            },
        ),
        (
            "Preferred stock, par value $1.00, authorized 500,000 shares; none issued",
            {
                ("PreferredStockParOrStatedValuePerShare", NOW): "1.00 USD/shares",
                ("PreferredStockSharesAuthorized", NOW): "500000 shares",
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
            "Treasury stock, at cost, 12,345 shares",
            {("TreasuryStockCommonShares", NOW): "12345 shares"},
        ),
        (
            "Accounts receivable, less allowance of $5,000 and $4,000",
            {
                ("AllowanceForDoubtfulAccountsReceivableCurrent", NOW): "5000 USD",
                ("AllowanceForDoubtfulAccountsReceivableCurrent", BEFORE): "4000 USD",
            },
        ),
        ("Class A common stock, $.01 par value", {}),
        ("Notes payable, due 2005", {}),
        ("Inventories", {}),
    ],
)
def test_figures_of_labels(label: str, expected: dict[tuple[str, date], str]) -> None:
    assert figures(label) == expected


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


def test_the_period_of_a_single_figure_is_the_latest(report: Report) -> None:
    authorized = next(fact for fact in report.facts if fact.concept.endswith("SharesAuthorized"))
    assert next(c.period for c in report.contexts if c.id == authorized.context) == Period(NOW)
