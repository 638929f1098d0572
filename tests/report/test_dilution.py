"""Dashes where diluted amounts would stand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from converter.report.build import build_report
from converter.statements.statement import Measure, Period, Scale, StatementKind
from tests.report.pages import Line, Page, column, document, mapped

TEXT = """\
           STATEMENTS OF OPERATIONS
Net income                                    4,153
Primary earnings per share                     0.42
Fully diluted earnings per share                 --
Discontinued operations, fully diluted           --
Average shares                                9,888
Average shares, fully diluted                    --
Other income                                     --
"""
YEAR = Period(date(2003, 9, 30), date(2002, 10, 1))
SHARE = Measure.PER_SHARE
LINES = (
    Line("Net income", "us-gaap:NetIncomeLoss"),
    Line("Primary earnings per share", "us-gaap:EarningsPerShareBasic", SHARE),
    Line("Fully diluted earnings per share", "us-gaap:EarningsPerShareDiluted", SHARE),
    Line(
        "Discontinued operations, fully diluted",
        "us-gaap:IncomeLossFromDiscontinuedOperationsNetOfTaxPerDilutedShare",
        SHARE,
    ),
    Line("Average shares", "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic", Measure.SHARES),
    Line("Average shares, fully diluted", "us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding", Measure.SHARES),
    Line("Other income", "us-gaap:OtherNonoperatingIncomeExpense"),
)


def values(text: str) -> dict[str, object]:
    page = Page(StatementKind.INCOME, "STATEMENTS OF OPERATIONS", (column(0, "2003", YEAR),), LINES, scale=Scale())
    report = build_report(document(text), mapped(text, (page,)))
    return {fact.concept.removeprefix("us-gaap:"): fact.value for fact in report.facts}


def test_a_dash_beside_a_basic_amount_is_no_zero() -> None:
    found = values(TEXT)
    assert not {"EarningsPerShareDiluted", "WeightedAverageNumberOfDilutedSharesOutstanding"} & set(found)
    assert found["OtherNonoperatingIncomeExpense"] == Decimal(0)
    assert found["IncomeLossFromDiscontinuedOperationsNetOfTaxPerDilutedShare"] == Decimal(0)


def test_what_is_printed_is_taken_as_printed() -> None:
    found = values(
        TEXT.replace(
            "Fully diluted earnings per share                 --", "Fully diluted earnings per share               0.00"
        )
    )
    assert found["EarningsPerShareDiluted"] == Decimal(0)
