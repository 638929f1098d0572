"""What the page's own sums may and may not say about signs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from converter.mapping.mapping import Decision, Mapping
from converter.report.signs import settle_signs
from converter.statements.statement import Basis, Role, StatementKind
from converter.taxonomies.taxonomy import load
from tests.report.pages import DECEMBER, Q3, SEPTEMBER, Line, Page, Sum, column, mapped

CASH = """\
                     CASH FLOWS
Net income                                 5,582
Depreciation                               1,200
Receivables                                 (300)
Cash from operations                       6,482
"""

EQUITY = """\
                     EQUITY SIDE
Common stock                                 246
Paid-in capital                           30,000
Treasury stock                              (267)
Deferred pay                              (1,078)
Total equity                              28,901
"""


def settled(text: str, kind: StatementKind, lines: tuple[Line, ...], total: int) -> tuple[Mapping, ...]:
    page = Page(
        kind, text.split("\n")[0].strip(), (column(0, "2003", Q3),), lines, sums=(Sum(total, tuple(range(total))),)
    )
    found, _ = settle_signs(mapped(text, (page,)), load())
    return found[0].mappings


def test_a_cash_flow_is_left_alone() -> None:
    """Net income is a credit, depreciation a debit: both add to a total without a balance."""
    lines = (
        Line("Net income", "us-gaap:NetIncomeLoss"),
        Line("Depreciation", "us-gaap:DepreciationDepletionAndAmortization"),
        Line("Receivables", "us-gaap:IncreaseDecreaseInAccountsReceivable", negated=True),
        Line("Cash from operations", "us-gaap:NetCashProvidedByUsedInOperatingActivities", role=Role.TOTAL),
    )
    after = settled(CASH, StatementKind.CASH_FLOW, lines, 3)
    assert [m.concept for m in after] == [line.concept for line in lines]
    assert [m.negated for m in after] == [line.negated for line in lines]


def equity_lines(*, treasury_negated: bool = True, pay: str | None = None, confidence: float = 0.5) -> tuple[Line, ...]:
    return (
        Line("Common stock", "us-gaap:CommonStockValue"),
        Line("Paid-in capital", "us-gaap:AdditionalPaidInCapital"),
        Line("Treasury stock", "us-gaap:TreasuryStockValue", negated=treasury_negated),
        Line("Deferred pay", pay, negated=pay is not None, confidence=confidence),
        Line("Total equity", "us-gaap:StockholdersEquity", role=Role.TOTAL),
    )


def test_a_sign_that_the_sums_and_the_figures_both_want_is_turned() -> None:
    after = settled(EQUITY, StatementKind.BALANCE, equity_lines(treasury_negated=False), 4)
    assert after[2].concept == "us-gaap:TreasuryStockValue" and after[2].negated


def test_a_doubtful_element_of_the_wrong_side_gives_way() -> None:
    """A liability shown negative cannot be a part of equity."""
    lines = equity_lines(pay="us-gaap:DeferredCompensationLiabilityClassifiedNoncurrent")
    after = settled(EQUITY, StatementKind.BALANCE, lines, 4)[3]
    assert after.decision is Decision.EXTENSION
    assert (after.balance, after.negated) == ("debit", True)
    assert after.anchor == "us-gaap:DeferredCompensationLiabilityClassifiedNoncurrent"


def test_a_certain_element_stays() -> None:
    lines = equity_lines(pay="us-gaap:DeferredCompensationLiabilityClassifiedNoncurrent", confidence=0.95)
    assert settled(EQUITY, StatementKind.BALANCE, lines, 4)[3].decision is Decision.STANDARD


def test_an_element_of_the_filings_own_gets_its_side_from_the_sum() -> None:
    after = settled(EQUITY, StatementKind.BALANCE, equity_lines(), 4)[3]
    assert (after.decision, after.balance, after.negated) == (Decision.EXTENSION, "debit", True)


def test_a_positive_row_is_never_made_negative() -> None:
    lines = equity_lines()
    wrong = (replace(lines[0], concept="us-gaap:RetainedEarningsAccumulatedDeficit"), *lines[1:])
    assert not settled(EQUITY, StatementKind.BALANCE, wrong, 4)[0].negated


def test_a_row_whose_figures_cancel_is_not_turned() -> None:
    """A charge beside its change from year to year."""
    text = """\
                     RESULTS
Sales                                        900      900
Charge                                        80      (80)
Operating income                             980      820
"""
    lines = (
        Line("Sales", "us-gaap:Revenues", confidence=0.99),
        Line("Charge", "us-gaap:RestructuringCharges", confidence=0.9),
        Line("Operating income", "us-gaap:OperatingIncomeLoss", role=Role.TOTAL, confidence=0.99),
    )
    columns = (column(0, "2003", Q3), column(1, "Change", Q3, Basis.CHANGE))
    page = Page(StatementKind.INCOME, "RESULTS", columns, lines, sums=(Sum(2, (0, 1)),))
    found, _ = settle_signs(mapped(text, (page,)), load())
    assert not found[0].mappings[1].negated
    assert found[0].mappings[1].concept == "us-gaap:RestructuringCharges"


def test_a_negated_row_whose_figures_cancel_is_shown_as_it_stands() -> None:
    """Taxes of which one company is owed, the other owes them."""
    text = """\
                     BALANCES
Payables                                     900      900
Deferred taxes                               (80)      80
Total liabilities                            820      980
"""
    lines = (
        Line("Payables", "us-gaap:AccountsPayableCurrent", confidence=0.99),
        Line("Deferred taxes", "us-gaap:DeferredIncomeTaxLiabilitiesNet", confidence=0.8, negated=True),
        Line("Total liabilities", "us-gaap:Liabilities", role=Role.TOTAL, confidence=0.99),
    )
    columns = (column(0, "2003", SEPTEMBER), column(1, "2002", DECEMBER))
    page = Page(StatementKind.BALANCE, "BALANCES", columns, lines, sums=(Sum(2, (0, 1)),))
    found, _ = settle_signs(mapped(text, (page,)), load())
    assert not found[0].mappings[1].negated


@pytest.mark.parametrize("kind", [StatementKind.OTHER, StatementKind.EQUITY, StatementKind.SELECTED])
def test_only_statements_with_two_sides_are_judged(kind: StatementKind) -> None:
    lines = equity_lines(treasury_negated=False)
    assert not settled(EQUITY, kind, lines, 4)[2].negated


def test_earnings_that_the_label_calls_so_are_never_turned() -> None:
    """Whatever a chance sum says, "Earnings (loss)" printed without parentheses are earnings."""
    lines = (
        Line("Net income", "us-gaap:ProfitLoss"),
        Line("Earnings (loss) from continuing operations", "us-gaap:IncomeLossFromContinuingOperations"),
        Line("Result", "us-gaap:IncomeLossFromDiscontinuedOperationsNetOfTax", role=Role.TOTAL),
    )
    text = """\
                     INCOME
Net income                                 9,180
Earnings (loss) from continuing operations  8,770
Result                                       410
"""
    page = Page(StatementKind.INCOME, "INCOME", (column(0, "2003", Q3),), lines, sums=(Sum(2, (0, 1), (1, -1)),))
    found, findings = settle_signs(mapped(text, (page,)), load())
    assert [m.negated for m in found[0].mappings] == [False, False, False]
    assert not findings


def test_an_amount_of_the_income_statement_has_its_sign_in_the_cash_flow() -> None:
    text = """\
                     INCOME
Discontinued operations                      (26)
                     CASH FLOWS
Discontinued operations                      (26)
"""
    line = Line("Discontinued operations", "us-gaap:IncomeLossFromDiscontinuedOperationsNetOfTax")
    pages = (
        Page(StatementKind.INCOME, "INCOME", (column(0, "2003", Q3),), (line,)),
        Page(StatementKind.CASH_FLOW, "CASH FLOWS", (column(0, "2003", Q3),), (replace(line, negated=True),)),
    )
    found, findings = settle_signs(mapped(text, pages), load())
    assert [each.mappings[0].negated for each in found] == [False, False]
    assert len(findings) == 1


REGIONS = """\
                     PROFIT BEFORE TAXES
East                                         900      700
West                                         (45)     (30)
Central                                      (60)      80
Interest cost                                (20)     (20)
Gain on sale                                 (10)     (10)
Less eliminations                             (5)      (5)
Profit before taxes                          760      715
"""


def test_a_loss_of_what_may_be_a_profit_keeps_the_sign_of_the_page() -> None:
    """Costs and what is called a deduction are amounts, whichever way the page shows them."""
    profits = ("Profit before taxes",)
    names = ("East", "West", "Central", "Interest cost", "Gain on sale", "Less eliminations")
    lines = tuple(Line(name, None, section=profits) for name in names)
    total = "us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest"
    lines += (Line("Profit before taxes", total, role=Role.TOTAL),)
    columns = (column(0, "2003", Q3), column(1, "2002", Q3))
    page = Page(StatementKind.OTHER, "PROFIT", columns, lines, sums=(Sum(6, tuple(range(6))),))
    found, _ = settle_signs(mapped(REGIONS, (page,)), load())
    own = dict(zip(names, found[0].mappings, strict=False))
    assert [name for name, mapping in own.items() if mapping.negated] == ["Interest cost", "Less eliminations"]
    assert {own[name].balance for name in ("Interest cost", "Less eliminations")} == {"debit"}
    assert {own[name].balance for name in ("East", "West", "Central", "Gain on sale")} == {"credit"}
