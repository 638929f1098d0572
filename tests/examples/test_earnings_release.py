"""The 2003 earnings release, figure by figure: what a person reads off the page is what the report must say.

The tables below were typed from the page, not taken from the program. An amount is in thousands and signed by the
concept, as XBRL wants it.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tests.examples.reading import Tagged, numeric_facts

BALANCE = [
    ("CashAndCashEquivalentsAtCarryingValue", 48215, 39870),
    ("MarketableSecuritiesCurrent", 36402, 28951),
    ("AccountsReceivableNetCurrent", 27948, 21306),
    ("InventoryNet", 14660, 17225),
    ("PrepaidExpenseAndOtherAssetsCurrent", 4127, 3988),
    ("AssetsCurrent", 131352, 111340),
    ("PropertyPlantAndEquipmentNet", 19804, 23117),
    ("Goodwill", 22610, 22610),
    ("IntangibleAssetsNetExcludingGoodwill", 5070, 7605),
    ("OtherAssetsNoncurrent", 1286, 1540),
    ("Assets", 180122, 166212),
    ("AccountsPayableCurrent", 12455, 10982),
    ("AccruedLiabilitiesCurrent", 14208, 15611),
    ("RestructuringReserveCurrent", 1322, 2940),
    ("LongTermDebtCurrent", 1500, 1500),
    ("LiabilitiesCurrent", 46215, 43451),
    ("LongTermDebtNoncurrent", 4125, 5250),
    ("CommonStockValue", 62, 59),
    ("RetainedEarningsAccumulatedDeficit", -166004, -164308),
    ("AccumulatedOtherComprehensiveIncomeLossNetOfTax", 118, 118),
    ("StockholdersEquity", 119782, 107511),
    ("LiabilitiesAndStockholdersEquity", 180122, 166212),
]
Q3_2003 = ("2003-07-01/2003-09-30", [
    ("Revenues", 51082, 0, 51082),
    ("CostOfRevenue", 22621, 0, 22621),
    ("GrossProfit", 28461, 0, 28461),
    ("ResearchAndDevelopmentExpense", 9940, 0, 9940),
    ("SellingAndMarketingExpense", 11325, 0, 11325),
    ("GeneralAndAdministrativeExpense", 3408, 0, 3408),
    ("OperatingExpenses", 26130, -1457, 24673),
    ("OperatingIncomeLoss", 2331, 1457, 3788),
    ("InterestExpense", 214, 0, 214),
    ("InvestmentIncomeInterest", 508, 0, 508),
    ("IncomeTaxExpenseBenefit", 394, 0, 394),
    ("NetIncomeLoss", 2231, 1457, 3688),
])  # fmt: skip
Q3_2002 = ("2002-07-01/2002-09-30", [
    ("Revenues", 38062, 0, 38062),
    ("RestructuringCharges", 2316, -2316, 0),
    ("OperatingExpenses", 30402, -4265, 26137),
    ("OperatingIncomeLoss", -12189, 4265, -7924),
    ("InterestExpense", 236, 0, 236),
    ("NetIncomeLoss", -11834, 4265, -7569),
])  # fmt: skip
YTD_2003 = ("2003-01-01/2003-09-30", [
    ("Revenues", 141545, 0, 141545),
    ("CostOfRevenue", 64355, 640, 64995),
    ("GrossProfit", 77190, -640, 76550),
    ("OperatingIncomeLoss", -1523, 5096, 3573),
    ("InterestExpense", 668, 0, 668),
    ("OtherNonoperatingIncomeExpense", -87, 0, -87),
    ("IncomeTaxExpenseBenefit", 1020, 0, 1020),
    ("NetIncomeLoss", -1696, 5096, 3400),
])  # fmt: skip
PER_SHARE = [
    ("EarningsPerShareBasic", "2003-07-01/2003-09-30", "0.04"),
    ("EarningsPerShareDiluted", "2003-07-01/2003-09-30", "0.03"),
    ("EarningsPerShareBasic", "2002-07-01/2002-09-30", "-0.20"),
    ("EarningsPerShareDiluted", "2002-07-01/2002-09-30", "-0.20"),
    # "Basic and diluted net income (loss) per share": us-gaap 2024 has withdrawn the combined elements.
    ("EarningsPerShareBasic", "2003-01-01/2003-09-30", "-0.03"),
    ("EarningsPerShareDiluted", "2003-01-01/2003-09-30", "-0.03"),
]
SHARES = [
    ("WeightedAverageNumberOfSharesOutstandingBasic", "2003-07-01/2003-09-30", 61240),
    ("WeightedAverageNumberOfDilutedSharesOutstanding", "2003-07-01/2003-09-30", 64118),
    ("WeightedAverageNumberOfSharesOutstandingBasic", "2003-01-01/2003-09-30", 60555),
]


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> list[Tagged]:
    out = tmp_path_factory.mktemp("release")
    source = examples / "2003-8k-earnings.txt"
    done = subprocess.run(
        [sys.executable, "-m", "converter", "convert", str(source), "-o", str(out)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return numeric_facts(out / source.stem)


def values(facts: list[Tagged], concept: str, period: str, *, bare: bool = True) -> set[Decimal]:
    """Values of the statement-precision facts of a us-gaap concept, with or without a basis member."""
    return {
        f.value
        for f in facts
        if f.concept == f"us-gaap:{concept}" and f.period == period and bare != bool(f.members) and f.decimals != "-5"
    }


@pytest.mark.parametrize(("concept", "now", "then"), BALANCE, ids=[row[0] for row in BALANCE])
def test_balance_sheet(facts: list[Tagged], concept: str, now: int, then: int) -> None:
    assert values(facts, concept, "2003-09-30") == {Decimal(now) * 1000}
    assert values(facts, concept, "2002-12-31") == {Decimal(then) * 1000}


INCOME = [(p, *row) for p, rows in (Q3_2003, Q3_2002, YTD_2003) for row in rows]


@pytest.mark.parametrize(
    ("period", "concept", "gaap", "adjustment", "non_gaap"), INCOME, ids=[f"{r[1]}-{r[0]}" for r in INCOME]
)
def test_income_statements(
    facts: list[Tagged], period: str, concept: str, gaap: int, adjustment: int, non_gaap: int
) -> None:
    assert values(facts, concept, period) == {Decimal(gaap) * 1000}
    assert values(facts, concept, period, bare=False) == {Decimal(adjustment) * 1000, Decimal(non_gaap) * 1000}


@pytest.mark.parametrize(("concept", "period", "amount"), PER_SHARE)
def test_per_share_rows_are_not_scaled(facts: list[Tagged], concept: str, period: str, amount: str) -> None:
    assert values(facts, concept, period) == {Decimal(amount)}
    assert {f.unit for f in facts if f.concept == f"us-gaap:{concept}"} == {"USD/shares"}


@pytest.mark.parametrize(("concept", "period", "thousands"), SHARES)
def test_share_counts_are_scaled(facts: list[Tagged], concept: str, period: str, thousands: int) -> None:
    assert values(facts, concept, period) == {Decimal(thousands) * 1000}


@pytest.mark.parametrize(
    ("period", "gaap", "non_gaap"),
    [
        ("2003-07-01/2003-09-30", "0.557", "0.557"),
        ("2002-07-01/2002-09-30", "0.479", "0.479"),
        ("2003-01-01/2003-09-30", "0.545", "0.541"),
    ],
)
def test_gross_profit_percentage_is_a_pure_extension_fact(
    facts: list[Tagged], period: str, gaap: str, non_gaap: str
) -> None:
    found = [f for f in facts if f.unit == "pure" and f.period == period]
    assert {f.value for f in found if not f.members} == {Decimal(gaap)}
    assert {f.value for f in found if f.members} == {Decimal(non_gaap)}
    assert not any(f.concept.startswith("us-gaap:") for f in found)


def test_prose_repeats_statement_facts_at_its_own_precision(facts: list[Tagged]) -> None:
    prose = {(f.concept, f.period, f.value) for f in facts if f.decimals == "-5"}
    assert {
        ("us-gaap:Revenues", "2003-07-01/2003-09-30", Decimal("51100000")),
        ("us-gaap:Revenues", "2002-07-01/2002-09-30", Decimal("38100000")),
        ("us-gaap:Revenues", "2003-01-01/2003-09-30", Decimal("141500000")),
        ("us-gaap:NetIncomeLoss", "2003-07-01/2003-09-30", Decimal("2200000")),
        ("us-gaap:NetIncomeLoss", "2002-07-01/2002-09-30", Decimal("-11800000")),
        ("us-gaap:NetIncomeLoss", "2003-01-01/2003-09-30", Decimal("-1700000")),
    } <= prose


def test_every_figure_of_every_statement_is_tagged(facts: list[Tagged]) -> None:
    """27 rows by 2 dates; 70, 70 and 72 figures, of which 2 state basic and diluted earnings a share; and one per-share
    fact from prose in each period."""
    count = Counter(f.period for f in facts if f.decimals != "-5")
    assert count == {
        "2003-09-30": 27,
        "2002-12-31": 27,
        "2003-07-01/2003-09-30": 70 + 1,
        "2002-07-01/2002-09-30": 70 + 1,
        "2003-01-01/2003-09-30": 72 + 2 + 1,
    }
