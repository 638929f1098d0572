"""Elements that are never negative (EFM.6.05.43, DQC.US.0015)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from converter.findings import Span
from converter.mapping.mapping import Decision
from converter.report.build import build_report
from converter.report.onesided import CODE, is_impossible, one_sided, turn_one_sided
from converter.report.partial import PartialFact
from converter.report.report import FactOrigin, Report
from converter.statements.statement import Basis, StatementKind
from tests.report.pages import Q3, Line, Page, Sum, column, document, mapped

PRIOR = Q3.__class__(Q3.end.replace(year=Q3.end.year - 1), Q3.start and Q3.start.replace(year=Q3.start.year - 1))


def paid(figures: str, *, negated: bool) -> Report:
    text = f"                    CASH FLOWS\nPurchases of equipment            {figures}\n"
    page = Page(
        StatementKind.CASH_FLOW,
        "CASH FLOWS",
        (column(0, "2003", Q3), column(1, "2002", PRIOR)),
        (Line("Purchases of equipment", "us-gaap:PaymentsToAcquirePropertyPlantAndEquipment", negated=negated),),
    )
    return build_report(document(text), mapped(text, (page,)))


@pytest.mark.parametrize(("figures", "negated"), [("(120)     (80)", False), ("120      80", True)])
def test_a_row_shown_the_other_way_is_turned(figures: str, negated: bool) -> None:
    report = paid(figures, negated=negated)
    assert [fact.value for fact in report.facts] == [Decimal(120000), Decimal(80000)]
    assert CODE not in {finding.code for finding in report.findings}


def test_a_single_negative_figure_is_told() -> None:
    report = paid("120      (80)", negated=False)
    assert [fact.value for fact in report.facts] == [Decimal(120000), Decimal(-80000)]
    assert [finding.code for finding in report.findings].count(CODE) == 1


@pytest.mark.parametrize(
    ("concept", "expected"),
    [
        ("us-gaap:ProceedsFromSaleOfPropertyPlantAndEquipment", True),
        ("us-gaap:RepaymentsOfLongTermDebt", True),
        ("us-gaap:TreasuryStockValue", True),
        ("us-gaap:InterestCostsCapitalized", True),
        ("us-gaap:ProceedsFromPaymentsForOtherFinancingActivities", False),
        ("us-gaap:IncreaseDecreaseInInventories", False),
        ("larkspur:PaymentsOfOtherKinds", False),
    ],
)
def test_which_elements_are_never_negative(concept: str, expected: bool) -> None:
    assert one_sided(concept) is expected


def test_payments_that_were_received_are_something_else() -> None:
    """Among payments that add up to cash used, a positive amount is no payment."""
    text = """\
                    CASH FLOWS
Purchases of equipment            (120)     (80)
Customer loans, net                 42       35
Cash used in investing             (78)     (45)
"""
    lines = (
        Line("Purchases of equipment", "us-gaap:PaymentsToAcquirePropertyPlantAndEquipment", negated=True),
        Line("Customer loans, net", "us-gaap:PaymentsToAcquireFinanceReceivables", negated=True),
        Line("Cash used in investing", "us-gaap:NetCashProvidedByUsedInInvestingActivities"),
    )
    columns = (column(0, "2003", Q3), column(1, "2002", PRIOR))
    page = Page(StatementKind.CASH_FLOW, "CASH FLOWS", columns, lines, sums=(Sum(2, (0, 1)),))
    each = mapped(text, (page,))[0]
    items = tuple(replace(item, parent=2 if item.index < 2 else None) for item in each.statement.items)
    (turned,) = turn_one_sided((replace(each, statement=replace(each.statement, items=items)),))
    assert [m.decision for m in turned.mappings] == [Decision.STANDARD, Decision.EXTENSION, Decision.STANDARD]
    assert (turned.mappings[1].negated, turned.mappings[1].balance) == (False, "debit")


def test_stock_issued_for_less_than_it_had_cost_takes_from_a_component() -> None:
    text = """\
                    STATEMENT OF SHAREHOLDERS' EQUITY
Options exercised                  (110)       (6)
"""
    columns = tuple(
        column(at, head, Q3, Basis.COMPONENT, head) for at, head in enumerate(("Capital surplus", "Common stock"))
    )
    line = Line("Options exercised", "us-gaap:StockIssuedDuringPeriodValueStockOptionsExercised")
    page = Page(StatementKind.EQUITY, "STATEMENT OF SHAREHOLDERS' EQUITY", columns, (line,))
    report = build_report(document(text), mapped(text, (page,)))
    assert [fact.value for fact in report.facts] == [Decimal(-110_000), Decimal(-6_000)]
    assert CODE not in {finding.code for finding in report.findings}


@pytest.mark.parametrize(
    ("concept", "unit", "value", "expected"),
    [
        ("us-gaap:TreasuryStockSharesAcquired", "shares", -4, True),
        ("us-gaap:SharesOutstanding", "shares", -4, True),
        ("us-gaap:StockRepurchasedDuringPeriodShares", "shares", 4, False),
        ("us-gaap:StockRepurchasedDuringPeriodValue", "USD", -4, False),
    ],
)
def test_no_count_of_shares_is_below_zero(concept: str, unit: str, value: int, expected: bool) -> None:
    fact = PartialFact(concept, Decimal(value), Span(0, 1), FactOrigin.STATEMENT, unit=unit)
    assert is_impossible(fact) is expected
