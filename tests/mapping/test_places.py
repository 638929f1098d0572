"""Elements of the face statements on rows of notes."""

from __future__ import annotations

import pytest

from converter.mapping.places import at_home, is_aside


@pytest.mark.parametrize(
    ("element", "kind", "label", "may"),
    [
        ("LiabilitiesAndStockholdersEquity", "balance", "", True),
        ("LiabilitiesAndStockholdersEquity", None, "Total", False),
        ("LiabilitiesAndStockholdersEquity", None, "Total long-term debt and shareholders' equity", False),
        ("LiabilitiesAndStockholdersEquity", None, "Total liabilities and shareholders' equity", True),
        ("StockholdersEquity", "equity", "Balance at end of year", True),
        ("StockholdersEquity", None, "Balance at end of year", False),
        ("StockholdersEquity", None, "Shareholders' equity", True),
        ("Assets", None, "Total assets", True),
        ("Assets", None, "Total deferred tax assets", False),
        ("CashAndCashEquivalentsAtCarryingValue", None, "Balance at beginning of period", False),
        ("IncreaseDecreaseInEmployeeRelatedLiabilities", None, "Payroll", False),
        ("IncreaseDecreaseInEmployeeRelatedLiabilities", "cashflow", "Payroll", True),
        ("ProceedsFromSaleOfEquitySecuritiesFvNi", None, "Equity securities", False),
        ("PaymentsToAcquirePropertyPlantAndEquipment", None, "Capital expenditures", True),
        ("CommonStockValue", None, "Common stocks", False),
        ("CommonStockValue", None, "Common stock", True),
        ("Inventory", None, "anything", True),
        ("CommonStockValue", "balance", "Common stock equity", False),
        ("CommonStockValue", "balance", "STOCKHOLDERS' EQUITY Common stock, $.50 par value", True),
        ("NetIncomeLoss", None, "Net operating loss carry forwards", False),
        ("GainsLossesOnExtinguishmentOfDebt", None, "Adjustments for prepaid rent", False),
        ("Assets", None, "Total other current assets", False),
        ("Assets", "balance", "Total assets", True),
        ("CommitmentsAndContingencies", "balance", "", False),
        ("CommitmentsAndContingencies", "balance", "Commitments and contingencies", True),
        ("ForeignCurrencyTransactionGainLossUnrealized", "cashflow", "Currency translation", False),
        ("CostsAndExpenses", None, "Total expense", False),
        ("CostsAndExpenses", None, "Total expenses", True),
        ("Assets", "balance", "Total current assets", False),
        ("LiabilitiesAndStockholdersEquity", "balance", "Total", False),
        ("LiabilitiesAndStockholdersEquity", "balance", "Number of shareholders", False),
        ("LiabilitiesAndStockholdersEquity", "balance", "Long-term liabilities at year end", False),
        ("LiabilitiesAndStockholdersEquity", "balance", "Total liabilities and stockholders' equity", True),
        ("LiabilitiesAndStockholdersEquity", "balance", "Total capitalization and liabilities", True),
        ("InsuranceCommissions", "income", "Commissions to agents", False),
        ("DeferredPolicyAcquisitionCostAmortizationExpense", "income", "Acquisition costs", False),
        ("IncomeLossFromDiscontinuedOperationsNetOfTaxPerDilutedShare", "income", "Extraordinary loss", False),
        ("CashCashEquivalentsAndFederalFundsSold", None, "Total cash and cash equivalents", False),
        ("CashCashEquivalentsAndFederalFundsSold", "balance", "Total cash and cash equivalents", True),
        ("Deposits", "balance", "Tenants' security deposits", False),
        ("Deposits", "balance", "Total deposits", True),
        ("PreferredStockValue", "balance", "Preferred stock, none issued; common stock, 900 shares issued", False),
        ("PreferredStockValue", "balance", "Preferred stock, $1 par value", True),
        ("ConvertiblePreferredStockNonredeemableOrRedeemableIssuerOptionValue", None, "Preferred stocks", False),
        ("BankOwnedLifeInsuranceIncome", "income", "Life", False),
        ("BankOwnedLifeInsuranceIncome", "income", "Bank-owned life insurance", True),
        ("PensionContributions", None, "Contribution margin", False),
        ("PensionContributions", "cashflow", "Contributions to retirement plans", True),
        ("AccumulatedDeferredInvestmentTaxCredit", None, "Foreign tax credits", False),
        ("AccumulatedDeferredInvestmentTaxCredit", "balance", "Unamortized investment credits", True),
        ("AdvancesToAffiliate", "balance", "Advances to vendors", False),
    ],
)
def test_a_note_has_a_face_statements_element_only_where_its_label_names_it(
    element: str, kind: str | None, label: str, may: bool
) -> None:
    assert at_home(element, kind, label) is may


def test_a_row_below_includes_is_a_part_of_what_its_label_names() -> None:
    heading = ("Operating expenses", "(1) Includes stock-based compensation expense as follows")
    assert is_aside("CostOfGoodsAndServicesSold", None, heading)
    assert not is_aside("AllocatedShareBasedCompensationExpense", None, heading)
    assert not is_aside("CostOfGoodsAndServicesSold", None, ("Costs and expenses",))
    assert not is_aside("Assets", None, ())
    assert is_aside("InventoryNet", None, ("Deferred tax assets:",))
    assert not is_aside("DeferredTaxAssetsInventory", None, ("Deferred tax assets:",))


@pytest.mark.parametrize(
    ("element", "section"),
    [
        ("AccumulatedOtherComprehensiveIncomeLossNetOfTax", ("Deferred tax assets",)),
        ("RecognitionOfDeferredRevenue", ("Deferred provision resulting from",)),
        ("ProvisionForDoubtfulAccounts", ("The deferred tax", "provision consists of")),
        ("IncreaseDecreaseInOtherOperatingCapitalNet", ("Increases in taxes resulting from",)),
        ("PropertyPlantAndEquipmentNet", ("Tax effect of temporary differences relating to",)),
    ],
)
def test_what_a_note_on_taxes_lists_is_the_tax_of_it(element: str, section: tuple[str, ...]) -> None:
    assert is_aside(element, None, section)
    assert not is_aside("DeferredIncomeTaxExpenseBenefit", None, section)


def test_on_the_face_deferred_credits_stand_beside_deferred_taxes() -> None:
    assert not is_aside("DeferredRevenueNoncurrent", "balance", ("Deferred taxes and other credits",))
