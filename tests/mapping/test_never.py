"""Elements that a row cannot have, by its label or by a heading over it."""

from __future__ import annotations

import json
from decimal import Decimal

import jsonschema
import pytest

from converter.mapping.never import barred, is_barred
from converter.mapping.sheet import Row, Sheet
from converter.resources import folder, rules


def may_have(element: str, sheet: Sheet, place: int = 0) -> bool:
    return not is_barred(element, barred(sheet, place))


AOCI = "AccumulatedOtherComprehensiveIncomeLossNetOfTax"


@pytest.mark.parametrize(
    ("kind", "label", "section", "element", "may"),
    [
        ("income", "Interest on trading accounts", ("Interest income",), "InterestExpenseTradingLiabilities", False),
        ("income", "Interest on deposits", ("Interest expense",), "InterestExpenseDeposits", True),
        ("income", "Interest on deposits", ("Interest expense",), "InterestIncomeOther", False),
        ("income", "Extraordinary charge", ("Loss per share",), "EarningsPerShareBasic", False),
        ("income", "Net loss", ("Loss per share",), "EarningsPerShareBasic", True),
        ("income", "Basic", ("Earnings per share from continuing operations",), "EarningsPerShareBasic", False),
        ("income", "Basic", ("Per share - discontinued operations",), "EarningsPerShareBasic", False),
        ("income", "Basic", ("Net earnings per share",), "EarningsPerShareBasic", True),
        ("income", "Net income", ("Earnings per common share - diluted",), "EarningsPerShareBasic", False),
        ("income", "Net income", ("Earnings per common share - diluted",), "EarningsPerShareDiluted", True),
        ("income", "Net income", ("Earnings per common share - basic",), "EarningsPerShareDiluted", False),
        ("income", "Net income", ("Earnings per share, basic and diluted",), "EarningsPerShareBasic", True),
        ("balance", "Goodwill and other intangibles", (), "Goodwill", False),
        ("balance", "Goodwill", (), "Goodwill", True),
        ("balance", "Deferred income taxes", ("Current assets",), "DeferredTaxAssetsDeferredIncome", False),
        ("balance", "Deferred revenue", ("Current liabilities",), "DeferredRevenueCurrent", True),
        ("cashflow", "Issuance (purchase) of common stock", (), "PaymentsForRepurchaseOfCommonStock", False),
        ("cashflow", "Purchase of common stock", (), "PaymentsForRepurchaseOfCommonStock", True),
        ("cashflow", "Cash used before payments to the fund", (), "NetCashProvidedByUsedInOperatingActivities", False),
        ("cashflow", "Currency translation", (), "OtherComprehensiveIncomeLossNetOfTax", False),
        ("income", "Comprehensive provision for income taxes", (), "ComprehensiveIncomeNetOfTax", False),
        ("income", "Comprehensive income, net of tax", (), "ComprehensiveIncomeNetOfTax", True),
        ("balance", "Other", ("Accounts payable",), "OtherLiabilitiesCurrent", False),
        ("balance", "Other", ("Current liabilities",), "OtherLiabilitiesCurrent", True),
        ("equity", "Shares withheld for taxes", (), "StockIssuedDuringPeriodValueShareBasedCompensation", False),
        ("equity", "Shares withheld for taxes on stock issued", (), "StockIssuedDuringPeriodValueNewIssues", False),
        ("equity", "Shares issued, net of shares withheld", (), "StockIssuedDuringPeriodValueNewIssues", True),
        (None, "Adjusted diluted EPS", (), "EarningsPerShareDiluted", False),
        (None, "Earnings per share, as adjusted", (), "EarningsPerShareBasic", False),
        (None, "Non-GAAP net income", (), "NetIncomeLoss", False),
        (None, "Pro forma - basic", (), "EarningsPerShareBasic", False),
        ("income", "Earnings per share, adjusted for the stock split", (), "EarningsPerShareBasic", True),
        ("income", "Current", ("Federal income taxes",), "CurrentIncomeTaxExpenseBenefit", False),
        ("income", "Current", ("Federal and state income taxes",), "CurrentIncomeTaxExpenseBenefit", True),
        ("income", "Current", ("Federal income taxes",), "CurrentFederalTaxExpenseBenefit", True),
        (None, "Deferred", ("State",), "DeferredIncomeTaxExpenseBenefit", False),
        ("income", "Income from operations", ("Discontinued operations",), "OperatingIncomeLoss", False),
        ("income", "Income from operations", (), "OperatingIncomeLoss", True),
        (None, "Gain on hedges", ("Other comprehensive income",), AOCI, False),
        ("balance", "On hedges", ("Accumulated other comprehensive income",), AOCI, True),
        ("cashflow", "Stock option income tax benefits", (), "ProceedsFromStockOptionsExercised", False),
        ("cashflow", "Options exercised, including tax benefits", (), "ProceedsFromStockOptionsExercised", True),
        ("income", "Use of loss carryforward", (), "OperatingIncomeLoss", False),
        ("income", "Earnings from operations", ("Per share",), "EarningsPerShareBasic", False),
        ("cashflow", "Net proceeds from refinancing", (), "ProceedsFromIssuanceOfCommonStock", False),
        ("income", "Investments", ("Investment income from short-term",), "GainLossOnInvestments", False),
        ("income", "Long-term debt", (), "InterestExpenseLongTermDebt", False),
        ("income", "Long-term debt", ("Interest on",), "InterestExpenseLongTermDebt", True),
        ("income", "Per common share", ("Results by quarter",), "CommonStockDividendsPerShareCashPaid", False),
        ("income", "Per common share", ("Cash dividends",), "CommonStockDividendsPerShareCashPaid", True),
        ("cashflow", "Income taxes (refund), net", ("Cash paid for",), "IncomeTaxesPaidNet", True),
        ("cashflow", "Income taxes (refund), net", ("Cash paid for",), "ProceedsFromIncomeTaxRefunds", False),
        ("cashflow", "Income tax refunds", ("Cash received",), "ProceedsFromIncomeTaxRefunds", True),
        ("income", "", (), "SellingGeneralAndAdministrativeExpense", False),
        ("income", "", (), "CostsAndExpenses", True),
    ],
)  # fmt: skip
def test_what_labels_and_headings_rule_out(
    kind: str | None, label: str, section: tuple[str, ...], element: str, may: bool
) -> None:
    assert may_have(element, Sheet(kind, (Row(label, section),))) is may


def test_what_is_current_is_not_noncurrent_as_far_as_the_total() -> None:
    one, current = (Decimal(1),), ("Current liabilities",)
    rows = (
        Row("Miscellaneous", current, values=one),
        Row("Total current liabilities", current, values=one),
        Row("Other", current, values=one),  # the heading hangs over, the total has been
    )
    sheet = Sheet("balance", rows)
    assert not may_have("OtherLiabilitiesNoncurrent", sheet, 0)
    assert may_have("OtherLiabilitiesNoncurrent", sheet, 2)


def test_another_heading_ends_the_first() -> None:
    one = (Decimal(1),)
    rows = (
        Row("Other", ("Current assets",), values=one),
        Row("Accounts payable", ("Current liabilities",), values=one),
        Row("Total current liabilities", ("Current liabilities",), values=one),
    )
    assert may_have("OtherAssetsNoncurrent", Sheet("balance", rows))


def test_payments_before_their_discount_are_no_cash() -> None:
    row = Row("Total undiscounted cash flows", (), values=(Decimal(1),))
    cash = "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"
    assert not may_have(cash, Sheet("other", (row,)))


def test_the_table_keeps_to_its_schema() -> None:
    schema = json.loads((folder("taxonomy") / "lexicon" / "never.schema.json").read_text("utf-8"))
    jsonschema.validate(rules("lexicon/never.toml"), schema)
