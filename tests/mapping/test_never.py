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


DEPRECIATED = "AccumulatedDepreciationDepletionAndAmortizationPropertyPlantAndEquipment"
SHARE_OF_OTHERS = "IncomeLossFromContinuingOperationsAttributableToNoncontrollingEntity"
AOCI = "AccumulatedOtherComprehensiveIncomeLossNetOfTax"
WITHDRAWN = "OtherComprehensiveIncomeUnrealizedGainLossOnDerivativesArisingDuringPeriodNetOfTax"
RECLASSIFIED = "OtherComprehensiveIncomeLossReclassificationAdjustmentFromAOCIForSaleOfSecuritiesNetOfTax"
HEDGES = "OtherComprehensiveIncomeLossCashFlowHedgeGainLossReclassificationAfterTax"
PRIOR_SERVICE = "OtherComprehensiveIncomeDefinedBenefitPlanNetPriorServiceCostsCreditArisingDuringPeriodNetOfTax"
PENSIONS = "OtherComprehensiveIncomeDefinedBenefitPlansNetUnamortizedGainLossArisingDuringPeriodNetOfTax"
OF_OTHERS = "ComprehensiveIncomeNetOfTaxAttributableToNoncontrollingInterest"
CONTINUING = "IncomeLossFromContinuingOperations"


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
        (None, "Income from continuing operations", (), SHARE_OF_OTHERS, False),
        (None, "Continuing operations", ("Attributable to noncontrolling interests",), SHARE_OF_OTHERS, True),
        ("balance", "Debt and capital leases", ("Current liabilities",), "CapitalLeaseObligationsCurrent", False),
        ("balance", "Capital lease obligations", ("Long-term debt",), "CapitalLeaseObligationsNoncurrent", True),
        ("balance", "Preference stock", ("Stockholders' equity",), "PreferredStockValueOutstanding", False),
        ("income", "Operating and administrative", (), "OperatingExpenses", False),
        ("income", "Total selling, operating and administrative", (), "OperatingExpenses", True),
        ("income", "Pension curtailment (gain)", (), "PensionAndOtherPostretirementBenefitExpense", False),
        ("income", "Accelerated amortization of intangibles", (), "AmortizationOfIntangibleAssets", False),
        ("balance", "Total deferred credits and other liabilities", (), "LiabilitiesNoncurrent", False),
        ("balance", "Total other noncurrent liabilities", (), "LiabilitiesNoncurrent", False),
        ("balance", "Total noncurrent liabilities", (), "LiabilitiesNoncurrent", True),
        ("balance", "Total other liabilities and credits", (), "Liabilities", False),
        ("balance", "Total liabilities and deferred credits", (), "Liabilities", True),
        ("balance", "Gas", ("Utility plant in service",), "InventoryFinishedGoods", False),
        ("balance", "Gas", ("Plant, at original cost", "In service"), "InventoryFinishedGoods", False),
        ("balance", "Fuel inventory, at average cost", (), "InventoryNet", False),
        ("balance", "Fuel and supplies", (), "InventoryNet", True),
        ("balance", "Non-regulated property, net", (), "RealEstateInvestmentPropertyNet", False),
        ("income", "Total interest charges and other", (), "InterestExpense", False),
        ("income", "Interest charges and other financing costs", (), "InterestExpense", True),
        (None, "Goodwill", ("Amortization of intangibles",), "GoodwillImpairmentLoss", False),
        (None, "Depreciation", ("Balance sheet data",), DEPRECIATED, False),
        ("balance", "Depreciation", ("Property, plant and equipment", "Less"), DEPRECIATED, True),
        (None, "Goodwill", ("Impairment charges",), "GoodwillImpairmentLoss", True),
        (None, "Dividends per share as a percentage of earnings", (), "CommonStockDividendsPerShareDeclared", False),
        (None, "Accounts written off, net of recoveries", (), "ProvisionForDoubtfulAccounts", False),
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
        ("income", "Gain on hedges, net of taxes", ("Other comprehensive income",), WITHDRAWN, False),
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
        ("income", "Reclassified to earnings", ("Cash flow hedges",), RECLASSIFIED, False),
        ("income", "Reclassified to earnings", ("Unrealized gains on securities",), RECLASSIFIED, True),
        ("income", "Gains on securities hedged", ("Hedges",), RECLASSIFIED, True),
        ("income", "Translation losses reclassified", (), HEDGES, False),
        ("income", "Gains on hedges of securities", (), HEDGES, True),
        ("income", "Amortization of prior service cost", ("Benefit plans",), PRIOR_SERVICE, False),
        ("income", "Prior service cost of the period", ("Benefit plans",), PRIOR_SERVICE, True),
        ("income", "Less: other comprehensive income of others", (), OF_OTHERS, False),
        ("income", "Comprehensive income of others", (), OF_OTHERS, True),
        ("income", "Net income from continuing and discontinued operations", (), CONTINUING, False),
        ("income", "Net income from continuing operations", (), CONTINUING, True),
        ("income", "Other", ("Other comprehensive income (loss)",), "OtherNonoperatingIncomeExpense", False),
        ("cashflow", "Land in accounts payable", ("Noncash activities",), "IncreaseDecreaseInAccountsPayable", False),
        ("cashflow", "Increase in payables", ("Noncash activities",), "IncreaseDecreaseInAccountsPayable", True),
        ("cashflow", "Provision for income taxes", ("Adjustments",), "DeferredIncomeTaxExpenseBenefit", False),
        ("cashflow", "Provision for income taxes", ("Deferred items",), "DeferredIncomeTaxExpenseBenefit", True),
        (None, "Trademarks", (), "IndefiniteLivedTrademarks", False),
        (None, "Trademarks", ("Not subject to amortization",), "IndefiniteLivedTrademarks", True),
        (None, "Settlements", (), "GainLossRelatedToLitigationSettlement", False),
        (None, "Settlements", ("Litigation",), "GainLossRelatedToLitigationSettlement", True),
        (None, "Total other long-term liabilities", (), "LiabilitiesNoncurrent", False),
        ("income", "Advertising", ("Operating revenues",), "AdvertisingExpense", False),
        ("income", "Advertising", ("Operating expenses",), "AdvertisingExpense", True),
        (None, "Refining and marketing", (), "MarketingExpense", False),
        (None, "Professional instruments", (), "ProfessionalFees", False),
        (None, "Professional services", (), "ProfessionalFees", True),
        ("balance", "Cash, cash equivalents and total investments", (), "CashAndCashEquivalentsAtCarryingValue", False),
        ("balance", "Cash and cash equivalents", (), "CashAndCashEquivalentsAtCarryingValue", True),
        ("income", "Net income", ("Proforma amounts assuming", "the rule held before"), "NetIncomeLoss", False),
        (None, "Assumed purchase of treasury shares", (), "TreasuryStockSharesAcquired", False),
        (None, "Treasury shares bought", ("Dilutive effect of options",), "TreasuryStockSharesAcquired", False),
        ("cashflow", "Issuance of notes in lieu of interest", (), "InterestPaid", False),
        ("cashflow", "Interest", ("Cash paid for",), "InterestPaid", True),
        (None, "Commissions to brokers", (), "BrokerageCommissionsRevenue", False),
        (None, "Commissions", ("Revenues",), "BrokerageCommissionsRevenue", True),
        (None, "Shares of common stock, year-end", (), "DividendsCommonStockCash", False),
        (None, "Common equity", ("Capitalization ratios (percent)",), "StockholdersEquity", False),
        ("parent", "Investment in life insurance subsidiaries", (), "CashSurrenderValueOfLifeInsurance", False),
        ("balance", "Life insurance, cash value", (), "CashSurrenderValueOfLifeInsurance", True),
        ("income", "Other real estate expenses", (), "GainsLossesOnSalesOfOtherRealEstate", False),
        ("income", "Losses on other real estate", (), "GainsLossesOnSalesOfOtherRealEstate", True),
        (None, "Tax credits", ("Deferred tax assets",), "DeferredIncomeTaxesAndOtherTaxLiabilitiesNoncurrent", False),
        (None, "Income from operations", ("Net income (loss)",), "OperatingIncomeLoss", False),
        ("income", "Taxes on reconciling items", (), HEDGES, False),
        ("income", "", ("Extraordinary credit",), "NetIncomeLossAttributableToNoncontrollingInterest", False),
        (None, "Equity", ("Mutual funds",), "FinancialInstrumentsOwnedCorporateEquitiesAtFairValue", False),
        (None, "Equity", ("Instruments owned",), "FinancialInstrumentsOwnedCorporateEquitiesAtFairValue", True),
        (None, "Less: OCI of others", (), "NetIncomeLossAttributableToNoncontrollingInterest", False),
        ("equity", "Gains arising during the year", ("Unrealized gains on securities",), PENSIONS, False),
        ("equity", "Gains arising during the year", ("Pension plans",), PENSIONS, True),
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


def test_net_income_of_what_is_given_up_is_not_the_companys() -> None:
    ended = ("Discontinued operations",)
    values = (Decimal(40),)
    rows = (
        Row("Net earnings", ended, values=values),
        Row("Net gain on disposal", ended, values=values),
        Row("", ended, values=values),
        Row("Net earnings", ended, values=values),
        Row("Continuing operations", ("Earnings per share",), values=values),
    )
    page = Sheet("income", rows)
    assert [may_have("NetIncomeLoss", page, place) for place in (0, 3)] == [False, True]


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
