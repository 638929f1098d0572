"""Which axis and member a column of a table becomes (EFM 6.16, DQC 0079)."""

from __future__ import annotations

import pytest

from converter.report.build import build_report
from converter.report.dimensions import member_table, names_party
from converter.report.report import Report
from converter.statements.statement import Basis, StatementKind
from tests.report.pages import SEPTEMBER, Line, Page, column, document, mapped

TEXT = """\
{title}
                          {head}
Bonds of the state            140        30
Shares of the mill            100        70
"""


def table(head: str, kind: StatementKind = StatementKind.OTHER, title: str = "5. Investments") -> Report:
    text = TEXT.format(title=title, head=head)
    columns = tuple(
        column(index, name, SEPTEMBER, Basis.COMPONENT, name) for index, name in enumerate((head, "Some other head"))
    )
    lines = (Line("Bonds of the state", None), Line("Shares of the mill", None))
    return build_report(document(text), mapped(text, (Page(kind, title, columns, lines),)))


def dimensions(report: Report) -> set[tuple[tuple[str, str], ...]]:
    return {context.dimensions for context in report.contexts}


@pytest.mark.parametrize(
    ("head", "axis", "member"),
    [
        ("Estimated Fair Value", "us-gaap:FairValueByMeasurementBasisAxis",
         "us-gaap:EstimateOfFairValueFairValueDisclosureMember"),
        ("Carrying amount", "us-gaap:FairValueByMeasurementBasisAxis",
         "us-gaap:CarryingReportedAmountFairValueDisclosureMember"),
        ("Significant Other Observable Inputs (Level 2)", "us-gaap:FairValueByFairValueHierarchyLevelAxis",
         "us-gaap:FairValueInputsLevel2Member"),
        ("Pension Benefits", "us-gaap:RetirementPlanTypeAxis", "us-gaap:PensionPlansDefinedBenefitMember"),
        ("U.S.", "srt:StatementGeographicalAxis", "country:US"),
        ("COLOMBIA", "srt:StatementGeographicalAxis", "country:CO"),
        ("South Africa", "srt:StatementGeographicalAxis", "country:ZA"),
        ("Wholly-owned Eliminations", "srt:ConsolidationItemsAxis", "srt:ConsolidationEliminationsMember"),
        ("Larkspur (Parent/ Guarantor)", "srt:ConsolidatedEntitiesAxis", "srt:ParentCompanyMember"),
        ("Other Subsidiaries (Non- Guarantors)", "srt:ConsolidatedEntitiesAxis", "srt:NonGuarantorSubsidiariesMember"),
        ("Adjustments and Eliminations", "srt:ConsolidationItemsAxis", "srt:ConsolidationEliminationsMember"),
        ("Gross Unrealized Gains", "larkspur:TableColumnAxis", "larkspur:GrossUnrealizedGainsMember"),
        ("Deductions", "larkspur:TableColumnAxis", "larkspur:DeductionsMember"),
    ],
)  # fmt: skip
def test_columns_of_tables(head: str, axis: str, member: str) -> None:
    assert ((axis, member),) in dimensions(table(head))


def test_columns_of_statements_and_of_consolidating_tables_are_entities() -> None:
    entity = (("dei:LegalEntityAxis", "larkspur:SomeOtherHeadMember"),)
    assert entity in dimensions(table("Deductions", StatementKind.BALANCE, "BALANCE SHEETS"))
    assert entity in dimensions(table("Deductions", title="Condensed consolidating data"))
    assert entity in dimensions(table("Eliminations"))
    assert entity not in dimensions(table("Deductions"))


def test_an_axis_of_its_own_is_an_element_with_a_domain() -> None:
    """EFM 6.7.23-32: suffix, substitution group and type agree."""
    extension = table("Deductions").extension
    elements = {element.name: element for element in extension.elements}
    assert elements["TableColumnAxis"].substitution == "xbrldt:dimensionItem"
    assert elements["TableColumnDomain"].type == "dtr-types:domainItemType"
    arcs = {(arc.parent, arc.child) for role in extension.roles for arc in role.definitions}
    assert ("larkspur:TableColumnAxis", "larkspur:TableColumnDomain") in arcs
    assert ("larkspur:TableColumnDomain", "larkspur:DeductionsMember") in arcs


def test_the_default_of_a_standard_axis_is_left_as_it_is() -> None:
    """DQC.US.0041."""
    extension = table("Estimated Fair Value").extension
    arcs = [arc for role in extension.roles for arc in role.definitions]
    defaults = {arc.parent: arc.child for arc in arcs if arc.arcrole.endswith("dimension-default")}
    usual = "us-gaap:PortionAtFairValueFairValueDisclosureMember"
    assert defaults["us-gaap:FairValueByMeasurementBasisAxis"] == usual
    assert ("us-gaap:FairValueDisclosureItemAmountsDomain", usual) in {(arc.parent, arc.child) for arc in arcs}


def test_a_pro_forma_column_with_a_name_is_that_entitys() -> None:
    columns = tuple(column(index, name, SEPTEMBER, Basis.PRO_FORMA, name) for index, name in enumerate(("Elm", "Oak")))
    lines = (Line("Bonds of the state", None), Line("Shares of the mill", None))
    page = Page(StatementKind.INCOME, "Pro forma statements of income", columns, lines)
    text = TEXT.format(title="Pro forma statements of income", head="Elm")
    report = build_report(document(text), mapped(text, (page,)))
    pro_forma = ("srt:StatementScenarioAxis", "srt:ProFormaMember")
    assert (("dei:LegalEntityAxis", "larkspur:ElmMember"), pro_forma) in dimensions(report)
    assert (("dei:LegalEntityAxis", "larkspur:OakMember"), pro_forma) in dimensions(report)


def test_segments_beside_eliminations_are_no_entities() -> None:
    text = TEXT.format(title="8. Industries", head="Sawmills").replace("Shares of the mill", "Intersegment sales")
    heads = ("Sawmills", "Paper", "Adjustments and Eliminations")
    columns = tuple(column(index, name, SEPTEMBER, Basis.COMPONENT, name) for index, name in enumerate(heads))
    lines = (Line("Bonds of the state", None), Line("Intersegment sales", None))
    page = Page(StatementKind.OTHER, "8. Industries", columns, lines)
    found = dimensions(build_report(document(text), mapped(text, (page,))))
    assert (("us-gaap:StatementBusinessSegmentsAxis", "larkspur:SawmillsMember"),) in found
    assert (("us-gaap:StatementBusinessSegmentsAxis", "larkspur:PaperMember"),) in found


def test_what_is_counted_of_segments_is_no_segment() -> None:
    found = dimensions(table("Operating Profit", StatementKind.SEGMENT, "8. Segments"))
    assert (("larkspur:TableColumnAxis", "larkspur:OperatingProfitMember"),) in found
    assert (("us-gaap:StatementBusinessSegmentsAxis", "larkspur:SomeOtherHeadMember"),) in found


def test_pension_plans_side_by_side_are_no_components_of_equity() -> None:
    heads = ("Domestic Pension", "Overseas Pension")
    text = TEXT.format(title="9. Benefits", head="Domestic Pension")
    columns = tuple(column(index, name, SEPTEMBER, Basis.COMPONENT, name) for index, name in enumerate(heads))
    lines = (Line("Bonds of the state", None), Line("Shares of the mill", None))
    page = Page(StatementKind.OTHER, "9. Benefits", columns, lines)
    found = dimensions(build_report(document(text), mapped(text, (page,))))
    assert not any(axis.startswith("us-gaap:StatementEquity") for each in found for axis, _ in each)


def test_trusts_for_benefits_are_no_pension_adjustment() -> None:
    table = member_table()
    member = [place.member if place else None for _, place in (table.component("Employee Benefit Trusts", True),)]
    assert member == ["us-gaap:TrustForBenefitOfEmployeesMember"]
    assert table.component("Pension stock trust", True) == (False, None)
    assert table.component("Unfunded pension losses", True)[0]


@pytest.mark.parametrize(
    ("head", "party"),
    [
        ("PRO FORMA", False),
        ("Pro Forma Adjustments for Offering", False),
        ("Pro Forma Combined (Unaudited)", False),
        ("Corporation Pro Forma", False),
        ("Birchwood", True),
        ("Pro Forma Larkspur with Birchwood", True),
    ],
)
def test_heads_of_pro_forma_columns_that_name_a_party(head: str, party: bool) -> None:
    assert names_party(head, member_table()) is party


@pytest.mark.parametrize("head", ["Before-tax amount", "Unrealized gain (loss)", "Effects of adoption"])
def test_amounts_are_no_entities(head: str) -> None:
    found = dimensions(table(head, StatementKind.COMPREHENSIVE_INCOME, "OTHER COMPREHENSIVE INCOME"))
    assert not [axis for each in found for axis, _ in each if axis == "dei:LegalEntityAxis"]


def test_companies_beside_adjustments_under_a_pro_forma_title_are_as_reported() -> None:
    text = TEXT.format(title="PRO FORMA BALANCE SHEET", head="Larkspur  Alder  Adjustments  Pro forma")
    text = text.replace("Bonds of the state            140        30", "Bonds of the state   140   30   10  180")
    text = text.replace("Shares of the mill            100        70", "Shares of the mill   100   70   20  190")
    heads = ("Historical Larkspur", "Alder", "Adjustments", "Pro forma")
    bases = (Basis.COMPONENT, Basis.PRO_FORMA, Basis.ADJUSTMENT, Basis.PRO_FORMA)
    columns = tuple(
        column(at, head, SEPTEMBER, basis, head if at < 2 else None)
        for at, (head, basis) in enumerate(zip(heads, bases, strict=True))
    )
    lines = (Line("Bonds of the state", None), Line("Shares of the mill", None))
    page = Page(StatementKind.BALANCE, "PRO FORMA BALANCE SHEET", columns, lines)
    scenario = "srt:StatementScenarioAxis"
    assert dimensions(build_report(document(text), mapped(text, (page,)))) == {
        (),
        (("dei:LegalEntityAxis", "larkspur:AlderMember"),),
        ((scenario, "us-gaap:ScenarioAdjustmentMember"),),
        ((scenario, "srt:ProFormaMember"),),
    }


def test_a_head_that_a_line_breaks_is_one_word() -> None:
    text = TEXT.format(title="STATEMENTS OF SHAREHOLDERS' EQUITY", head="Addi- tional Paid-In Capital")
    heads = (("Addi- tional Paid-In Capital", "Addi tional Paid-In Capital"), ("Common stock", "Common stock"))
    columns = tuple(
        column(index, head, SEPTEMBER, Basis.COMPONENT, member) for index, (head, member) in enumerate(heads)
    )
    lines = (Line("Bonds of the state", None), Line("Shares of the mill", None))
    page = Page(StatementKind.EQUITY, "STATEMENTS OF SHAREHOLDERS' EQUITY", columns, lines)
    paid_in = (("us-gaap:StatementEquityComponentsAxis", "us-gaap:AdditionalPaidInCapitalMember"),)
    assert paid_in in dimensions(build_report(document(text), mapped(text, (page,))))
