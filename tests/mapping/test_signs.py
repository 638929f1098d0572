from dataclasses import replace
from decimal import Decimal

import pytest

from converter.mapping.sheet import Row, Sheet
from converter.mapping.signs import Decided, flips
from converter.taxonomies.taxonomy import load


def decided(name: str | None) -> Decided | None:
    concept = load().concept(f"us-gaap:{name}") if name else None
    assert concept is not None or name is None
    return Decided(concept) if concept else None


def row(label: str, *values: object) -> Row:
    return Row(label, values=tuple(Decimal(str(v)) for v in values))


@pytest.mark.parametrize(
    ("kind", "label", "value", "concept", "negated"),
    [
        ("balance", "Treasury stock", -267, "TreasuryStockValue", True),
        ("balance", "Treasury stock", 267, "TreasuryStockValue", False),
        ("balance", "Accumulated deficit", -804250, "RetainedEarningsAccumulatedDeficit", False),
        ("balance", "Accumulated deficit", 804250, "RetainedEarningsAccumulatedDeficit", True),
        (
            "balance",
            "Accumulated other comprehensive loss",
            -40,
            "AccumulatedOtherComprehensiveIncomeLossNetOfTax",
            False,
        ),
        ("income", "Interest expense", -128, "InterestExpense", True),
        ("income", "Interest expense", 128, "InterestExpense", False),
        ("income", "Net loss", -6382, "NetIncomeLoss", False),
        ("income", "Net loss", 6382, "NetIncomeLoss", True),
        ("income", "Net income (loss)", -6382, "NetIncomeLoss", False),
        ("income", "Other (income) expense, net", -10, "OtherNonoperatingIncomeExpense", True),
        ("income", "Other income (expense), net", -10, "OtherNonoperatingIncomeExpense", False),
        ("income", "Provision for income taxes", 50, "IncomeTaxExpenseBenefit", False),
        ("income", "Income tax benefit", 50, "IncomeTaxExpenseBenefit", True),
        ("income", "Restructuring charges (benefit), net", -10141, "RestructuringCharges", False),
        (
            "equity",
            "Cost of the rights offering",
            -18,
            "AdjustmentsToAdditionalPaidInCapitalStockIssuedIssuanceCosts",
            True,
        ),
        ("equity", "Cost of rights", 18, "AdjustmentsToAdditionalPaidInCapitalStockIssuedIssuanceCosts", False),
        ("equity", "Shares issued at less than cost", -18, "StockIssuedDuringPeriodValueNewIssues", False),
        ("cashflow", "Stock issued for a business", -18, "StockIssued1", True),
        ("equity", "Other", -18, "StockholdersEquityOther", True),
        ("equity", "Other", 18, "StockholdersEquityOther", True),
        (
            "income",
            "Gains reclassified to earnings",
            -31,
            "OtherComprehensiveIncomeLossReclassificationAdjustmentFromAOCIForSaleOfSecuritiesNetOfTax",
            True,
        ),
        (
            "income",
            "Losses reclassified to earnings",
            4,
            "OtherComprehensiveIncomeLossReclassificationAdjustmentFromAOCIForSaleOfSecuritiesNetOfTax",
            True,
        ),
        (
            "income",
            "Less: gains (losses) reclassified to earnings",
            31,
            "OtherComprehensiveIncomeLossReclassificationAdjustmentFromAOCIForSaleOfSecuritiesNetOfTax",
            False,
        ),
        (
            "income",
            "Less: gains (losses) reclassified to earnings",
            -31,
            "OtherComprehensiveIncomeLossReclassificationAdjustmentFromAOCIForSaleOfSecuritiesNetOfTax",
            False,
        ),
        (
            "income",
            "Less: (gains) losses reclassified to earnings",
            -31,
            "OtherComprehensiveIncomeLossReclassificationAdjustmentFromAOCIForSaleOfSecuritiesNetOfTax",
            True,
        ),
        (
            "income",
            "Less: reclassification adjustment for (gains) losses included in net income",
            31,
            "OtherComprehensiveIncomeLossReclassificationAdjustmentFromAOCIForSaleOfSecuritiesNetOfTax",
            True,
        ),
        (
            "equity",
            "Reclassification of a realized loss",
            9,
            "OtherComprehensiveIncomeLossReclassificationAdjustmentFromAOCIForSaleOfSecuritiesNetOfTax",
            True,
        ),
        (None, "Income tax (expense) benefit", -6, "OtherComprehensiveIncomeLossTax", True),
        (None, "Tax provision/(benefit) on other comprehensive income", -6, "OtherComprehensiveIncomeLossTax", False),
        (
            None,
            "Tax provision/(benefit) on other comprehensive income/(loss)",
            -6,
            "OtherComprehensiveIncomeLossTax",
            False,
        ),
        (None, "Tax expense on other comprehensive income (loss)", 6, "OtherComprehensiveIncomeLossTax", False),
        (None, "Tax expense", -6, "OtherComprehensiveIncomeLossTax", True),
        (None, "Income tax expense", 6, "OtherComprehensiveIncomeLossTax", False),
        ("income", "Unrealized gains arising", -6, "OtherComprehensiveIncomeLossNetOfTax", False),
        ("income", "Preferred dividends and other", -58, "PreferredStockDividendsAndOtherAdjustments", True),
        ("equity", "Net loss", -18, "NetIncomeLoss", False),
        ("equity", "Net loss of others", -18, "NetIncomeLossAttributableToNoncontrollingInterest", False),
        ("cashflow", "(Increase) in receivables", -2648, "IncreaseDecreaseInAccountsReceivable", True),
        ("cashflow", "Accounts payable", 300, "IncreaseDecreaseInAccountsPayable", False),
        ("cashflow", "Purchases of property", -500, "PaymentsToAcquirePropertyPlantAndEquipment", True),
        ("cashflow", "Dividends paid", -500, "PaymentsOfDividends", True),
        ("cashflow", "Gain on sale of assets", -7, "GainLossOnDispositionOfAssets", True),
        ("cashflow", "Net loss", -900, "NetIncomeLoss", False),
        ("cashflow", "Income taxes paid", 12, "IncomeTaxesPaid", False),
        ("cashflow", "Income taxes paid", -12, "IncomeTaxesPaid", True),
        ("cashflow", "Income taxes paid (received)", -12, "IncomeTaxesPaidNet", False),
        ("cashflow", "Income taxes paid (refunded), net", -12, "IncomeTaxesPaidNet", False),
        ("cashflow", "Increase (decrease) in unpaid additions", -12, "CapitalExpendituresIncurredButNotYetPaid", False),
        ("cashflow", "Net decrease in cash", -5, "NetCashProvidedByUsedInOperatingActivities", False),
    ],
)
def test_the_fact_has_the_concepts_sign(kind: str | None, label: str, value: int, concept: str, negated: bool) -> None:
    assert flips(Sheet(kind, (row(label, value),)), [decided(concept)]) == [negated]


@pytest.mark.parametrize(("tax", "net", "negated"), [(-30, 70, True), (30, 70, False), (30, 130, True)])
def test_arithmetic_tells_expense_from_benefit(tax: int, net: int, negated: bool) -> None:
    sheet = Sheet("income", (row("Income before income taxes", 100), row("Income taxes", tax), row("Net income", net)))
    found = flips(
        sheet,
        [
            decided("IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest"),
            decided("IncomeTaxExpenseBenefit"),
            decided("NetIncomeLoss"),
        ],
    )
    assert found == [False, negated, False]


@pytest.mark.parametrize(("others", "parent", "negated"), [(-30, 70, True), (30, 70, False), (-30, -130, True)])
def test_arithmetic_tells_the_share_of_others(others: int, parent: int, negated: bool) -> None:
    whole = 100 if parent > 0 else -100
    sheet = Sheet("income", (row("Net income (loss)", whole), row("Others' share", others), row("Net", parent)))
    share = "IncomeLossFromContinuingOperationsAttributableToNoncontrollingEntity"
    found = flips(sheet, [decided("ProfitLoss"), decided(share), decided("NetIncomeLoss")])
    assert found == [False, negated, False]


def test_a_payment_that_was_received_and_proceeds_that_were_paid() -> None:
    rows = (
        row("Purchases of property", -500),
        row("Purchases of securities", -300),
        row("Acquisitions, net of cash acquired", 90),
        row("Sale of a business, net of cash sold", -20),
        row("Cash used in investing activities", -730),
    )
    rows = tuple(replace(each, parent=4, weight=1) for each in rows[:4]) + rows[4:]
    names = (
        "PaymentsToAcquirePropertyPlantAndEquipment",
        "PaymentsToAcquireInvestments",
        "PaymentsToAcquireBusinessesNetOfCashAcquired",
        "ProceedsFromDivestitureOfBusinessesNetOfCashDivested",
        "NetCashProvidedByUsedInInvestingActivities",
    )
    assert flips(Sheet("cashflow", rows), [decided(n) for n in names]) == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("labels", "names", "values", "negated"),
    [
        (
            ("Net income", "Discontinued operations", "Income from continuing operations"),
            ("ProfitLoss", "IncomeLossFromDiscontinuedOperationsNetOfTax", "IncomeLossFromContinuingOperations"),
            (794, -26, 820),
            [False, False, False],
        ),
        (
            ("Cash provided by operations", "Cash used for investing", "Increase in cash"),
            (
                "NetCashProvidedByUsedInOperatingActivities",
                "NetCashProvidedByUsedInInvestingActivities",
                "CashAndCashEquivalentsPeriodIncreaseDecrease",
            ),
            (500, 300, 200),
            [False, True, False],
        ),
    ],
)
def test_what_a_cash_flow_takes_off_as_printed(
    labels: tuple[str, ...], names: tuple[str, ...], values: tuple[int, ...], negated: list[bool]
) -> None:
    rows = tuple(row(label, value) for label, value in zip(labels, values, strict=True))
    assert flips(Sheet("cashflow", rows), [decided(n) for n in names]) == negated


def test_uses_of_cash_printed_without_parentheses_are_payments() -> None:
    rows = (row("Purchases of property", 500), row("Dividends", 300), row("Total uses of cash", 800))
    rows = tuple(replace(each, parent=2, weight=1) for each in rows[:2]) + rows[2:]
    names = ("PaymentsToAcquirePropertyPlantAndEquipment", "PaymentsOfDividends", None)
    assert flips(Sheet("cashflow", rows), [decided(n) for n in names]) == [False, False, False]


@pytest.mark.parametrize("kind", ["income", None])
def test_what_a_note_takes_off_has_the_other_side_too(kind: str | None) -> None:
    rows = (row("Net income", 135), row("Reclassification of gains included in net income", -50), row("Total", 85))
    names = (
        "NetIncomeLoss",
        "OtherComprehensiveIncomeLossReclassificationAdjustmentFromAOCIForSaleOfSecuritiesNetOfTax",
        "ComprehensiveIncomeNetOfTax",
    )
    assert flips(Sheet(kind, rows), [decided(n) for n in names]) == [False, True, False]


def test_taxes_paid_in_one_year_and_refunded_in_another() -> None:
    taxes = replace(row("Income taxes paid, net of refunds", 11, -2352), section=("Operating activities",), parent=2)
    rows = (row("Collections", 500, 400), taxes, row("Net cash", 511, -1952))
    names = (None, "IncomeTaxesPaidNet", "NetCashProvidedByUsedInOperatingActivities")
    assert flips(Sheet("cashflow", rows), [decided(n) for n in names])[1]
    beside = (rows[0], replace(taxes, section=("Cash paid for",), parent=None), rows[2])
    assert not flips(Sheet("cashflow", beside), [decided(n) for n in names])[1]


def test_a_parents_cash_flow_has_the_signs_of_any_other() -> None:
    rows = (row("Other, net", 9), row("Other, net", 9))
    under = (replace(rows[0], section=("Cash flows from operating activities",)), rows[1])
    names = ("IncreaseDecreaseInOtherOperatingCapitalNet",) * 2
    assert flips(Sheet(None, under), [decided(n) for n in names]) == [True, False]


def test_what_remains_of_a_balance_sheet_below_a_line_is_no_sum() -> None:
    rows = (row("Capital", 60), row("Retained earnings", 30), row("Other comprehensive loss, accumulated", -10))
    rows = tuple(replace(each, parent=2, weight=-1) for each in rows[:2]) + rows[2:]
    names = (
        "AdditionalPaidInCapital",
        "RetainedEarningsAccumulatedDeficit",
        "AccumulatedOtherComprehensiveIncomeLossNetOfTax",
    )
    assert flips(Sheet(None, rows), [decided(n) for n in names]) == [False, False, False]


def test_rows_without_a_concept_or_figures_are_not_negated() -> None:
    assert flips(Sheet("income", (Row("Heading"), row("x", -1))), [decided("InterestExpense"), None]) == [False, False]
