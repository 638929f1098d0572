"""Statements of equity with several totals, and components that stand one below the other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from converter.report.build import build_report
from converter.report.report import Report
from converter.statements.statement import Basis, Column, Measure, Period, Role, StatementKind
from tests.report.pages import Line, Page, column, document, mapped

OPENING, YEAR, CLOSING = (
    Period(date(2002, 12, 31)),
    Period(date(2003, 12, 31), date(2003, 1, 1)),
    Period(date(2003, 12, 31)),
)
TITLE = "STATEMENTS OF CHANGES IN EQUITY"
AXIS = "us-gaap:StatementEquityComponentsAxis"
EQUITY = "us-gaap:StockholdersEquity"
INCLUDING = "us-gaap:StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest"


def values(report: Report, concept: str, period: Period) -> dict[str, Decimal | None]:
    """The values of an element by member; "" is the whole."""
    contexts = {context.id: context for context in report.contexts}
    return {
        dict(contexts[fact.context].dimensions).get(AXIS, ""): Decimal(fact.value)
        for fact in report.facts
        if fact.concept == concept and contexts[fact.context].period == period and fact.value is not None
    }


TOTALS = """\
STATEMENTS OF CHANGES IN EQUITY
Balance, December 31, 2002    500   {opened}    40   {whole}
Net income                     90     90     6     96
Dividends                     (20)   (20)    -    (20)
Balance, December 31, 2003    570   {closed}    46   {end}
"""


def columns_of(*heads: str) -> tuple[Column, ...]:
    """Columns of a year: components, but for those that are called totals or nothing."""
    plain = [not head or head.startswith("Total") for head in heads]
    return tuple(
        column(index, head, YEAR, Basis.REPORTED if whole else Basis.COMPONENT, None if whole else head)
        for index, (head, whole) in enumerate(zip(heads, plain, strict=True))
    )


def two_totals(opened: int, closed: int) -> Report:
    text = TOTALS.format(opened=opened, whole=540, closed=closed, end=616)
    columns = columns_of(
        "Retained earnings", "Total Larkspur stockholders' equity", "Noncontrolling interests", "Total equity"
    )
    lines = (
        Line("Balance, December 31, 2002", EQUITY, periods=(OPENING,) * 4),
        Line("Net income", "us-gaap:NetIncomeLoss"),
        Line("Dividends", "us-gaap:DividendsCommonStockCash"),
        Line("Balance, December 31, 2003", EQUITY, periods=(CLOSING,) * 4),
    )
    return build_report(document(text), mapped(text, (Page(StatementKind.EQUITY, TITLE, columns, lines),)))


def test_the_total_without_noncontrolling_interests_is_the_parents() -> None:
    report = two_totals(500, 570)
    assert values(report, INCLUDING, CLOSING) == {
        "us-gaap:RetainedEarningsMember": 570_000,
        "us-gaap:ParentMember": 570_000,
        "us-gaap:NoncontrollingInterestMember": 46_000,
        "": 616_000,
    }
    assert values(report, "us-gaap:ProfitLoss", YEAR)[""] == 96_000
    assert not values(report, EQUITY, CLOSING) and not values(report, "us-gaap:NetIncomeLoss", YEAR)


def test_a_total_that_the_figures_do_not_tell_from_the_whole_is_not_the_parents() -> None:
    report = two_totals(510, 590)
    assert "us-gaap:ParentMember" not in {member for context in report.contexts for _, member in context.dimensions}


def test_totals_of_two_periods_side_by_side_are_both_the_whole() -> None:
    text = "STATEMENTS OF CHANGES IN EQUITY\nBalance   10  490  500  20  510  530\nIssued   5  40  45  6  60  66\n"
    before = Period(date(2002, 12, 31), date(2002, 1, 1))
    heads = ("Common stock", "Retained earnings", "Year ended December 31, {} Total equity")
    columns = tuple(
        column(at + 3 * part, head.format(when.end.year), when, Basis.COMPONENT if at < 2 else Basis.REPORTED,
               head if at < 2 else None)
        for part, when in enumerate((before, YEAR))
        for at, head in enumerate(heads)
    )  # fmt: skip
    lines = (
        Line("Balance", EQUITY, periods=(OPENING,) * 3 + (CLOSING,) * 3),
        Line("Issued", "us-gaap:StockIssuedDuringPeriodValueNewIssues"),
    )
    report = build_report(document(text), mapped(text, (Page(StatementKind.EQUITY, TITLE, columns, lines),)))
    assert values(report, EQUITY, OPENING)[""] == 500_000
    assert values(report, EQUITY, CLOSING)[""] == 530_000


BLOCKS = """\
STATEMENTS OF CHANGES IN EQUITY
Common stock
  Balance at January 1                         200
  Issued:
    For employee plans                          15
  Balance at December 31                       215
{second}
  Balance at January 1                          60
  Bought                                         5
  Balance at December 31                        65
"""


def blocks(second: str) -> Report:
    text = BLOCKS.format(second=second)
    lines = (
        Line("Common stock", "", role=Role.HEADING, measure=Measure.TEXT),
        Line("Balance at January 1", EQUITY, section=("Common stock",), periods=(OPENING,)),
        Line("Issued:", "", role=Role.HEADING, measure=Measure.TEXT),
        Line("For employee plans", None, section=("Issued",)),
        Line("Balance at December 31", EQUITY, periods=(CLOSING,)),
        Line(second, "", role=Role.HEADING, measure=Measure.TEXT),
        Line("Balance at January 1", EQUITY, section=(second,), periods=(OPENING,)),
        Line("Bought", None, section=(second,)),
        Line("Balance at December 31", EQUITY, section=(second,), periods=(CLOSING,)),
    )
    columns = (column(0, "2003", YEAR),)
    return build_report(document(text), mapped(text, (Page(StatementKind.EQUITY, TITLE, columns, lines),)))


def test_a_component_goes_on_to_its_closing_balance_past_other_headings() -> None:
    report = blocks("Retained earnings")
    assert values(report, EQUITY, CLOSING) == {
        "us-gaap:CommonStockMember": 215_000,
        "us-gaap:RetainedEarningsMember": 65_000,
    }
    contexts = {context.id: context for context in report.contexts}
    assert all(contexts[fact.context].dimensions for fact in report.facts if fact.statement)


def test_a_heading_that_says_when_is_no_component() -> None:
    report = blocks("Balance at beginning of period:")
    members = {member for context in report.contexts for _, member in context.dimensions}
    assert not [member for member in members if "Balance" in member]


@pytest.mark.parametrize("heading", ["Less: Treasury stock", "Treasury stock (Note 6):", "Common stock in treasury"])
def test_a_component_that_is_deducted_without_its_sign_is_left_as_text(heading: str) -> None:
    report = blocks(heading)
    assert values(report, EQUITY, CLOSING) == {"us-gaap:CommonStockMember": 215_000}


@pytest.mark.parametrize(
    ("head", "member"),
    [
        ("Foreign Currency Translation Adjustments", "us-gaap:AccumulatedTranslationAdjustmentMember"),
        ("Pension and Other Postretirement Benefits", "us-gaap:AccumulatedDefinedBenefitPlansAdjustmentMember"),
        ("Unrealized Gains on Derivative Instruments", "us-gaap:AccumulatedGainLossNetCashFlowHedgeParentMember"),
        ("Gains on Available-for-Sale Investments", "us-gaap:AccumulatedNetUnrealizedInvestmentGainLossMember"),
    ],
)
def test_parts_of_accumulated_other_comprehensive_income(head: str, member: str) -> None:
    text = "ACCUMULATED OTHER INCOME\nBalance, December 31, 2003      30      70     100\n"
    heads = (head, "Cumulative translation adjustment", "Accumulated other comprehensive income")
    columns = tuple(column(index, name, CLOSING, Basis.COMPONENT, name) for index, name in enumerate(heads))
    page = Page(StatementKind.OTHER, "ACCUMULATED OTHER INCOME", columns, (Line("Balance, December 31, 2003", EQUITY),))
    report = build_report(document(text), mapped(text, (page,)))
    assert (AXIS, member) in {pair for context in report.contexts for pair in context.dimensions}


RESTATED = """\
STATEMENTS OF CHANGES IN EQUITY
Balance, December 31, 2002, as previously reported     500     500
Adjustment for the pooling of interests                 40      40
Balance, December 31, 2002, as restated                540     540
"""


def test_a_balance_that_is_restated_below_is_what_was_reported_before() -> None:
    columns = columns_of("Retained earnings", "Total")
    labels = [line.split("  ")[0] for line in RESTATED.splitlines()[1:]]
    lines = tuple(
        Line(label, None if "Adj" in label else EQUITY, periods=(OPENING,) * 2, period_type="instant")
        for label in labels
    )
    page = Page(StatementKind.EQUITY, TITLE, columns, lines)
    report = build_report(document(RESTATED), mapped(RESTATED, (page,)))
    contexts = {context.id: dict(context.dimensions) for context in report.contexts}
    whole = {
        contexts[fact.context].get("srt:RestatementAxis", ""): fact.value
        for fact in report.facts
        if fact.concept == EQUITY and AXIS not in contexts[fact.context]
    }
    assert whole == {"srt:ScenarioPreviouslyReportedMember": Decimal(500_000), "": Decimal(540_000)}


SHIFTED = """\
STATEMENTS OF CHANGES IN EQUITY
Balance, December 31, 2002        8     500    (40)      468
Net income                        -      90      -        90
Translation adjustment            -       -      6         6
Balance, December 31, 2003        8     590    (34)      564
"""


def test_heads_over_other_columns_than_theirs_name_nothing() -> None:
    columns = columns_of("Additional paid-in capital", "Retained earnings", "Total stockholders' equity", "")
    lines = (
        Line("Balance, December 31, 2002", EQUITY, periods=(OPENING,) * 4),
        Line("Net income", "us-gaap:NetIncomeLoss"),
        Line("Translation adjustment", None),
        Line("Balance, December 31, 2003", EQUITY, periods=(CLOSING,) * 4),
    )
    report = build_report(document(SHIFTED), mapped(SHIFTED, (Page(StatementKind.EQUITY, TITLE, columns, lines),)))
    assert values(report, EQUITY, CLOSING) == {"": 564_000}
    said = [finding.message for finding in report.findings if finding.code == "ix.report.untagged-column"]
    assert len(said) == 3 and all("another column" in message for message in said)
