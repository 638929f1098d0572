"""From mapped statements to facts: signs, scales, units, periods, dimensions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from converter.errors import NoStatements
from converter.report.build import build_report
from converter.report.options import ReportOptions
from converter.report.report import Context, Fact, Report
from converter.statements.statement import Basis, Measure, Period, Role, Scale, StatementKind
from tests.report.pages import BALANCE, INCOME, Q3, SEPTEMBER, TEXT, Line, Page, column, document, example, mapped


@pytest.fixture(scope="module")
def report() -> Report:
    return build_report(*example())


def context(report: Report, fact: Fact) -> Context:
    return next(each for each in report.contexts if each.id == fact.context)


def fact(report: Report, concept: str, period: Period, member: str | None = None) -> Fact:
    found = [
        each
        for each in report.facts
        if each.concept == concept
        and context(report, each).period == period
        and (dict(context(report, each).dimensions).get("srt:StatementScenarioAxis") == member)
    ]
    assert len(found) == 1, (concept, found)
    return found[0]


@pytest.mark.parametrize(
    ("concept", "period", "value", "negative"),
    [
        ("us-gaap:TreasuryStockValue", SEPTEMBER, "267000", False),
        ("us-gaap:RetainedEarningsAccumulatedDeficit", SEPTEMBER, "-8276000", True),
        ("us-gaap:InterestExpense", Q3, "128000", False),
        ("us-gaap:Assets", SEPTEMBER, "21703000", False),
        ("us-gaap:EarningsPerShareBasic", Q3, "0.01", False),
        ("us-gaap:WeightedAverageNumberOfSharesOutstandingBasic", Q3, "224356000", False),
        ("larkspur:GrossProfitPercent", Q3, "0.614", False),
    ],
)
def test_values_have_the_sign_of_the_concept(
    report: Report, concept: str, period: Period, value: str, negative: bool
) -> None:
    found = fact(report, concept, period)
    assert (found.value, found.negative) == (Decimal(value), negative)


@pytest.mark.parametrize(
    ("concept", "unit", "scale", "decimals"),
    [
        ("us-gaap:Revenues", "usd", 3, -3),
        ("us-gaap:EarningsPerShareBasic", "usd-per-shares", 0, 2),
        ("us-gaap:WeightedAverageNumberOfSharesOutstandingBasic", "shares", 3, -3),
        ("larkspur:GrossProfitPercent", "pure", -2, 3),
    ],
)
def test_scale_and_decimals_come_from_the_page(
    report: Report, concept: str, unit: str, scale: int, decimals: int
) -> None:
    found = fact(report, concept, Q3)
    assert (found.unit, found.scale, found.decimals) == (unit, scale, decimals)


def test_a_dash_is_zero_by_transform(report: Report) -> None:
    found = fact(report, "us-gaap:Revenues", Q3, "us-gaap:ScenarioAdjustmentMember")
    assert (found.value, found.format) == (Decimal(0), "ixt:fixed-zero")


def test_only_reported_columns_are_undimensioned(report: Report) -> None:
    columns = {fact.column: context(report, fact).dimensions for fact in report.facts if fact.statement == "s2"}
    assert columns == {
        0: (),
        1: (("srt:StatementScenarioAxis", "us-gaap:ScenarioAdjustmentMember"),),
        2: (("srt:StatementScenarioAxis", "larkspur:NonGaapMember"),),
    }


def test_tags_hold_what_a_transform_reads(report: Report) -> None:
    """GFM 1.10.18: no sign, parenthesis or currency symbol inside a numeric tag."""
    for each in report.facts:
        if each.unit and each.span:
            inside = TEXT[each.span.start : each.span.end]
            assert not set(inside) & set("$()%"), inside
            assert "-" not in inside or each.format == "ixt:fixed-zero"


def test_every_context_and_unit_is_used_once(report: Report) -> None:
    """EFM 6.5.7-8 and 6.5.11."""
    assert {each.id for each in report.contexts} == {each.context for each in report.facts}
    assert len({(each.period, each.dimensions) for each in report.contexts}) == len(report.contexts)
    assert {each.id for each in report.units} == {each.unit for each in report.facts if each.unit}


def test_a_cik_has_ten_digits() -> None:
    """EFM 6.5.2."""
    report = build_report(document(TEXT, cik=None), mapped(TEXT, (BALANCE,)), ReportOptions(cik="912345"))
    assert (report.entity.scheme, report.entity.identifier) == ("http://www.sec.gov/CIK", "0000912345")


def test_without_a_cik_a_finding_asks_for_it() -> None:
    report = build_report(document(TEXT, cik=None), mapped(TEXT, (BALANCE,)))
    assert report.entity.scheme == "https://www.sec.gov/file-number"
    assert "ix.cover.no-cik" in {finding.code for finding in report.findings}


def test_nothing_to_tag_is_an_error() -> None:
    with pytest.raises(NoStatements):
        build_report(document(TEXT), ())


@pytest.mark.parametrize("basis", [Basis.PERCENT, Basis.CHANGE, Basis.UNKNOWN])
def test_columns_of_no_amounts_are_left_with_a_finding(basis: Basis) -> None:
    page = replace(BALANCE, columns=(BALANCE.columns[0], replace(BALANCE.columns[1], basis=basis)), sums=())
    report = build_report(document(TEXT), mapped(TEXT, (page,)))
    assert {each.column for each in report.facts} == {0}
    assert [f.code for f in report.findings].count("ix.report.untagged-column") == 1


def test_a_column_without_period_is_left_with_a_finding() -> None:
    page = replace(BALANCE, columns=(BALANCE.columns[0], replace(BALANCE.columns[1], period=None)), sums=())
    report = build_report(document(TEXT), mapped(TEXT, (page,)))
    assert {each.column for each in report.facts} == {0}
    assert "ix.report.untagged-column" in {finding.code for finding in report.findings}


# --- contradictions (EFM 6.5.12) ---

TWICE = """\
                    SELECTED FIGURES
Net sales                              1,200
Total sales                            1,250
Net sales, restated here               1,200
"""


def contradicting(*concepts: str) -> Report:
    labels = ("Net sales", "Total sales", "Net sales, restated here")
    page = Page(
        StatementKind.INCOME,
        "SELECTED FIGURES",
        (column(0, "2003", Q3),),
        tuple(Line(label, concept) for label, concept in zip(labels, concepts, strict=True)),
    )
    return build_report(document(TWICE), mapped(TWICE, (page,)))


def test_two_values_of_one_concept_never_stand_together() -> None:
    report = contradicting("us-gaap:Revenues", "us-gaap:Revenues", "us-gaap:Revenues")
    values = {each.value for each in report.facts if each.concept == "us-gaap:Revenues"}
    assert values == {Decimal(1200000)}
    assert len(report.facts) == 3
    assert "ix.report.contradiction" in {finding.code for finding in report.findings}


def test_equal_values_of_one_concept_may_stand_together() -> None:
    report = contradicting("us-gaap:Revenues", "us-gaap:CostOfRevenue", "us-gaap:Revenues")
    assert [each.concept for each in report.facts].count("us-gaap:Revenues") == 2
    assert "ix.report.contradiction" not in {finding.code for finding in report.findings}


@pytest.mark.parametrize(
    "concept",
    ["us-gaap:Assets", "us-gaap:EarningsPerShareBasic", "us-gaap:AssetsAbstract", "us-gaap:NoSuchElement"],
)
def test_a_concept_that_does_not_fit_gives_way_to_an_extension(concept: str) -> None:
    """An instant for a period, a wrong type, an abstract element, none at all."""
    report = contradicting(concept, "us-gaap:CostOfRevenue", "us-gaap:Revenues")
    assert concept not in {each.concept for each in report.facts}
    assert "ix.report.unfit-concept" in {finding.code for finding in report.findings}
    assert len(report.facts) == 3


def test_required_context_covers_the_longest_period_of_the_report() -> None:
    """EFM 6.5.19, for what stands in it: only a report with cover facts has one."""
    report = build_report(*example())
    assert report.period_end == date(2003, 9, 30)


def test_share_counts_of_an_income_statement_are_scaled_by_their_own_scale() -> None:
    page = replace(INCOME, scale=replace(INCOME.scale, shares=0), sums=())
    report = build_report(document(TEXT), mapped(TEXT, (page,)))
    found = [each for each in report.facts if each.concept.endswith("SharesOutstandingBasic")]
    assert {each.value for each in found} == {Decimal(224356)}
    assert {each.decimals for each in found} == {0}


def test_measures_without_a_number_are_not_tagged() -> None:
    lines = (Line("Net sales", "us-gaap:Revenues"), Line("Total sales", None, Measure.TEXT))
    page = Page(StatementKind.INCOME, "SELECTED FIGURES", (column(0, "2003", Q3),), lines)
    report = build_report(document(TWICE), mapped(TWICE, (page,)))
    assert len(report.facts) == 1


def test_a_full_statement_outweighs_a_shorter_one() -> None:
    """The parent company's figures in a note do not take the place of the consolidated ones, though they come first."""
    text = """\
                    PARENT
Net sales                                 10
                    CONSOLIDATED
Net sales                              1,200
Cost of sales                            700
"""
    columns = (column(0, "2003", Q3),)
    sales = Line("Net sales", "us-gaap:Revenues")
    parent = Page(StatementKind.INCOME, "PARENT", columns, (replace(sales, confidence=0.99),))
    whole = Page(StatementKind.INCOME, "CONSOLIDATED", columns, (sales, Line("Cost of sales", "us-gaap:CostOfRevenue")))
    report = build_report(document(text), mapped(text, (parent, whole)))
    values = {each.value for each in report.facts if each.concept == "us-gaap:Revenues"}
    assert values == {Decimal(1200000)}
    assert len(report.facts) == 3


STACKED = """\
                    STATEMENTS OF EQUITY
COMMON STOCK
  Beginning of year                          200
  Shares issued                               46
  End of year                                246
RETAINED EARNINGS
  Beginning of year                        1,000
  Net income                                 300
  End of year                              1,300
"""


def stacked(balance: str) -> Report:
    opening, closing = Period(date(2003, 6, 30)), Period(SEPTEMBER.end)
    lines = []
    for name, change in (("COMMON STOCK", "Shares issued"), ("RETAINED EARNINGS", "Net income")):
        section = (name,)
        lines += [
            Line(name, "", Measure.TEXT, Role.HEADING),
            Line("Beginning of year", balance, section=section, periods=(opening,)),
            Line(change, None, section=section, balance="credit", period_type="duration"),
            Line("End of year", balance, periods=(closing,)),
        ]
    page = Page(StatementKind.EQUITY, "STATEMENTS OF EQUITY", (column(0, "2003", Q3),), tuple(lines))
    return build_report(document(STACKED), mapped(STACKED, (page,)))


def test_components_of_equity_one_below_the_other_are_dimensions() -> None:
    """Their balances are one element in as many contexts, none contradicts another (EFM 6.5.12)."""
    found = stacked("us-gaap:StockholdersEquity")
    assert len(found.facts) == 6
    assert not {"ix.report.contradiction"} & {finding.code for finding in found.findings}
    members = {context(found, each).dimensions for each in found.facts}
    axis = "us-gaap:StatementEquityComponentsAxis"
    assert members == {((axis, "us-gaap:CommonStockMember"),), ((axis, "us-gaap:RetainedEarningsMember"),)}
    assert [each.value for each in found.facts if each.concept == "us-gaap:StockholdersEquity"] == [
        Decimal(value) for value in (200000, 246000, 1000000, 1300000)
    ]


def test_a_component_that_has_an_element_needs_no_dimension() -> None:
    found = stacked("us-gaap:RetainedEarningsAccumulatedDeficit")
    assert {context(found, each).dimensions for each in found.facts} == {()}


CUT = """\
                    SELECTED DATA
Net sales                              8,661      9,120
Cost of sales                          5,000      5,100
Interest                                 310        295
                    STATEMENTS OF INCOME
Net sales                          8,661,750  9,120,118
"""


@pytest.mark.parametrize("full_first", [False, True])
def test_a_figure_cut_off_gives_way_to_the_whole_one(full_first: bool) -> None:
    """8,661 thousand for 8,661,750 is no duplicate that agrees (EFM 6.5.12); the statement keeps its figures."""
    prior = Period(date(2002, 9, 30), date(2002, 7, 1))
    columns = (column(0, "2003", Q3), column(1, "2002", prior))
    sales = Line("Net sales", "us-gaap:Revenues")
    others = (Line("Cost of sales", "us-gaap:CostOfRevenue"), Line("Interest", "us-gaap:InterestExpense"))
    kind = StatementKind.SELECTED if full_first else StatementKind.INCOME
    data = Page(kind, "SELECTED DATA", columns, (sales, *others))
    face = Page(StatementKind.INCOME, "STATEMENTS OF INCOME", columns, (sales,), scale=Scale())
    found = build_report(document(CUT), mapped(CUT, (data, face)))
    values = {each.value for each in found.facts if each.concept == "us-gaap:Revenues"}
    assert values == {Decimal(8661750), Decimal(9120118)} | ({Decimal(9120000)})
    assert not [each for each in found.facts if each.concept.startswith(found.extension.prefix)]


ASKEW = """\
                    STATEMENT OF EQUITY
Beginning of year              200      1,000
Net income                                            300
End of year                    200                  1,300
"""


def test_columns_of_one_meaning_that_no_row_fills_both_of_are_one() -> None:
    """A reader may take a column that stands askew for two."""
    retained = [column(i, "Retained earnings", Q3, Basis.COMPONENT, "Retained earnings") for i in (1, 2)]
    columns = (column(0, "Common stock", Q3, Basis.COMPONENT, "Common stock"), *retained)
    opening, closing = Period(date(2003, 6, 30)), Period(SEPTEMBER.end)
    lines = (
        Line("Beginning of year", "us-gaap:StockholdersEquity", columns=(0, 1), periods=(opening,) * 2),
        Line("Net income", "us-gaap:NetIncomeLoss", columns=(2,)),
        Line("End of year", "us-gaap:StockholdersEquity", columns=(0, 2), periods=(closing,) * 2),
    )
    page = Page(StatementKind.EQUITY, "STATEMENT OF EQUITY", columns, lines)
    found = build_report(document(ASKEW), mapped(ASKEW, (page,)))
    members = [dict(context(found, each).dimensions).popitem()[1] for each in found.facts]
    names = ("CommonStock", "RetainedEarnings", "RetainedEarnings", "CommonStock", "RetainedEarnings")
    assert members == [f"us-gaap:{name}Member" for name in names]


HELD = """\
                    STATEMENT OF EQUITY
Balance at end of year         200      1,000       (30)      (410)
"""


def test_shares_that_the_company_holds_itself_are_not_outstanding() -> None:
    heads = [("Common stock shares", "Common stock"), ("Common stock amount", "Common stock")]
    heads += [("Treasury stock shares", "Treasury stock"), ("Treasury stock amount", "Treasury stock")]
    columns = tuple(
        replace(column(i, head, Q3, Basis.COMPONENT, name), measure=(Measure.SHARES, Measure.MONEY)[i % 2])
        for i, (head, name) in enumerate(heads)
    )
    line = Line("Balance at end of year", "us-gaap:StockholdersEquity", periods=(Period(SEPTEMBER.end),) * 4)
    page = Page(StatementKind.EQUITY, "STATEMENT OF EQUITY", columns, (line,))
    found = build_report(document(HELD), mapped(HELD, (page,)))
    assert [(each.concept, each.value) for each in found.facts] == [
        ("us-gaap:SharesOutstanding", Decimal(200000)),
        ("us-gaap:StockholdersEquity", Decimal(1000000)),
        ("us-gaap:TreasuryStockCommonShares", Decimal(30000)),
        ("us-gaap:StockholdersEquity", Decimal(-410000)),
    ]
