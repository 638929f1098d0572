"""The extension taxonomy: names, labels, presentation, calculation, definition, each by its EFM rule."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.report.build import build_report
from converter.report.consistency import consistent
from converter.report.definition import WIDER_NARROWER, anchoring
from converter.report.elements import ElementBook
from converter.report.naming import clean_label, element_name, file_base
from converter.report.report import CalculationArc, ExtensionRole, Report
from converter.report.spelling import spelled_out
from converter.taxonomies.taxonomy import load
from tests.report.pages import BALANCE, INCOME, TEXT, Sum, document, example, mapped

STANDARD = "http://www.xbrl.org/2003/role/label"


@pytest.fixture(scope="module")
def report() -> Report:
    return build_report(*example())


def role(report: Report, number: int) -> ExtensionRole:
    return report.extension.roles[number]


@pytest.mark.parametrize(
    ("registrant", "base"),
    [
        ("Larkspur Instruments, Inc.", "larkspur"),
        ("THE BLUE HERON COMPANY", "blueheron"),
        ("3M Co", "m"),
        ("Wm. O'Leary & Sons", "wmolearysons"),
        ("Dei Corp", "deico"),
        ("Extraordinarilylongnamed Holdings", "extraordinarily"),
        (None, "filer912345"),
    ],
)
def test_file_base(registrant: str | None, base: str) -> None:
    assert file_base(registrant, "0000912345") == base
    assert len(f"{base}-20030930_lab.xml") <= 32  # EFM 5.1.1


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Other assets, net", "OtherAssetsNet"),
        ("Gross profit %", "GrossProfitPercent"),
        ("Research & development", "ResearchAndDevelopment"),
        ("The cost of a sale", "CostOfSale"),
        ("Balance at December 31, 2002", "Balance"),
        ("First quarter charge", "Charge"),
        ("401(k) contribution", "Contribution401K"),
        ("Stockholders' equity", "StockholdersEquity"),
    ],
)
def test_element_names_are_label_camel_case_without_periods(label: str, name: str) -> None:
    """EFM 6.8.5 and 6.8.6."""
    assert element_name(label) == name


def test_element_names_lack_the_company() -> None:
    """EFM 6.8.6."""
    assert element_name("Acme Widget sales", "Acme Widget") == "Sales"


@given(st.text(max_size=80))
def test_element_names_are_always_xml_names_or_nothing(label: str) -> None:
    assert re.fullmatch(r"(?:[A-Z][A-Za-z0-9]*)?", element_name(label))


@given(st.text(max_size=700))
def test_labels_are_always_clean(text: str) -> None:
    """EFM 6.10.6-8."""
    label = clean_label(text)
    assert len(label) <= 511 and "<" not in label and label == label.strip()


def test_own_elements_follow_the_rules(report: Report) -> None:
    """EFM 6.7.16-21 and 6.7.23-28."""
    standard = {name.rpartition(":")[2] for name in load().names()}
    assert report.extension.elements
    for element in report.extension.elements:
        assert element.name not in standard
        assert not element.abstract or element.period_type == "duration"
        assert element.name.endswith(("Domain", "Member")) == element.type.endswith("domainItemType")
        assert not element.name.endswith(("Axis", "Table"))


def test_own_names_are_made_from_their_labels(report: Report) -> None:
    """EFM 6.8.5: the name is the standard label in camel case."""
    labels = {label.concept: label.text for label in report.extension.labels if label.role == STANDARD}
    for element in report.extension.elements:
        label = re.sub(r" \[(Abstract|Member)\]$", "", labels[f"larkspur:{element.name}"])
        assert element_name(spelled_out(label)) == re.sub("(Abstract|Member)$", "", element.name)


def test_monetary_elements_of_a_statement_have_a_balance(report: Report) -> None:
    """EFM 6.8.11."""
    money = [e for e in report.extension.elements if e.type == "xbrli:monetaryItemType"]
    assert money and all(element.balance for element in money)


def test_namespace_and_roles(report: Report) -> None:
    """EFM 6.7.3-12: no standard authority, one date, role URIs and ascending definitions."""
    extension = report.extension
    assert extension.namespace == "http://larkspur.example/20030930"
    assert all(role.uri.startswith("http://larkspur.example/role/") for role in extension.roles)
    assert [role.definition for role in extension.roles] == [
        "0000001 - Statement - CONSOLIDATED BALANCE SHEETS",
        "0000002 - Statement - CONSOLIDATED STATEMENTS OF OPERATIONS",
    ]


def test_every_used_element_has_one_standard_label_unique_in_the_filing(report: Report) -> None:
    """EFM 6.10.1-4."""
    labels = [label for label in report.extension.labels if label.role == STANDARD]
    used = {name for role in report.extension.roles for arc in role.presentation for name in (arc.parent, arc.child)}
    assert {label.concept for label in labels} == used
    assert len({label.text for label in labels}) == len(labels)
    assert max(Counter((label.concept, label.role) for label in report.extension.labels).values()) == 1


def test_preferred_labels_exist_and_are_distinct_among_siblings(report: Report) -> None:
    """EFM 6.12.2, 6.12.5."""
    labels = {(label.concept, label.role) for label in report.extension.labels}
    for each in report.extension.roles:
        assert all(a.preferred_label is None or (a.child, a.preferred_label) in labels for a in each.presentation)
        assert max(Counter((a.parent, a.child, a.preferred_label) for a in each.presentation).values()) == 1
        assert max(Counter((a.parent, a.order) for a in each.presentation).values()) == 1


def test_every_used_element_is_presented_under_one_root(report: Report) -> None:
    """EFM 6.12.3, 6.12.6."""
    shown = {arc.child for each in report.extension.roles for arc in each.presentation}
    assert {fact.concept for fact in report.facts} <= shown
    assert {name for context in report.contexts for pair in context.dimensions for name in pair} <= shown
    for each in report.extension.roles:
        parents = {arc.parent for arc in each.presentation}
        assert len(parents - {arc.child for arc in each.presentation}) == 1


def test_presentation_says_negated_where_the_page_shows_the_opposite(report: Report) -> None:
    arcs = {arc.child: arc.preferred_label for arc in role(report, 0).presentation}
    assert arcs["us-gaap:TreasuryStockValue"] == "http://www.xbrl.org/2009/role/negatedLabel"
    assert arcs["us-gaap:AssetsCurrent"] == "http://www.xbrl.org/2003/role/totalLabel"
    assert arcs["us-gaap:CommonStockValue"] is None


def test_presentation_is_in_page_order_under_the_page_headings(report: Report) -> None:
    arcs = [(arc.parent.rpartition(":")[2], arc.child.rpartition(":")[2]) for arc in role(report, 0).presentation]
    assert arcs[:5] == [
        ("StatementOfFinancialPositionAbstract", "CurrentAssetsAbstract"),
        ("CurrentAssetsAbstract", "CashAndCashEquivalentsAtCarryingValue"),
        ("CurrentAssetsAbstract", "InventoryNet"),
        ("CurrentAssetsAbstract", "AssetsCurrent"),
        ("StatementOfFinancialPositionAbstract", "PropertyPlantAndEquipmentNet"),
    ]


def sums(report: Report, number: int) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for arc in role(report, number).calculation:
        found.setdefault(arc.parent.rpartition(":")[2], {})[arc.child.rpartition(":")[2]] = arc.weight
    return found


def test_calculation_weights_turn_with_negated_rows(report: Report) -> None:
    """EFM 6.14.1: treasury stock is shown negative and added; as a debit it is subtracted."""
    assert sums(report, 0)["StockholdersEquity"] == {
        "CommonStockValue": 1,
        "RetainedEarningsAccumulatedDeficit": 1,
        "TreasuryStockValue": -1,
        "AdditionalPaidInCapital": 1,
    }
    assert sums(report, 1)["NetIncomeLoss"] == {"GrossProfit": 1, "OperatingExpenses": -1, "InterestExpense": -1}


def test_calculation_obeys_balances(report: Report) -> None:
    """XBRL 2.1 §5.1.1.2."""
    taxonomy = load()
    own = {f"larkspur:{e.name}": e.balance for e in report.extension.elements}
    for each in report.extension.roles:
        for arc in each.calculation:
            ends = [
                own[name] if name in own else concept.balance if (concept := taxonomy.concept(name)) else None
                for name in (arc.parent, arc.child)
            ]
            assert None in ends or (arc.weight > 0) == (ends[0] == ends[1])


def test_a_sum_that_any_column_contradicts_gets_no_arcs() -> None:
    text = TEXT.replace("15,189    10,943", "15,189    19,943")
    page = replace(BALANCE, sums=(Sum(3, (1, 2)),))
    report = build_report(document(text), mapped(text, (page,)))
    assert "AssetsCurrent" not in sums(report, 0)
    assert "ix.calculation.contradicted" in {finding.code for finding in report.findings}


def test_hypercubes_are_closed_and_have_default_domains(report: Report) -> None:
    """EFM 6.16."""
    arcs = role(report, 1).definitions
    by_arcrole = Counter(arc.arcrole.rpartition("/")[2] for arc in arcs)
    assert by_arcrole["all"] == by_arcrole["hypercube-dimension"] == by_arcrole["dimension-default"] == 1
    table = next(arc for arc in arcs if arc.arcrole.endswith("/all"))
    assert table.closed and table.context_element == "segment"
    members = [arc.child for arc in arcs if arc.arcrole.endswith("/domain-member")]
    assert len(members) == len(set(members))
    assert role(report, 0).definitions == ()


def test_own_elements_are_anchored_in_the_totals_that_add_them_up(report: Report) -> None:
    arcs = [arc for arc in role(report, 1).definitions if arc.arcrole == WIDER_NARROWER]
    assert [(arc.parent, arc.child) for arc in arcs] == [("us-gaap:OperatingExpenses", "larkspur:WidgetRecallCharges")]


def test_a_total_that_takes_something_off_is_no_anchor() -> None:
    def arc(parent: str, child: str, weight: int = 1) -> CalculationArc:
        return CalculationArc(parent, child, Decimal(1), weight)

    net = (arc("us-gaap:NetIncomeLoss", "x:Windfall"), arc("us-gaap:NetIncomeLoss", "us-gaap:IncomeTaxesPaid", -1))
    assert anchoring(net, "x") == ()
    assert anchoring((arc("x:Total", "x:Part"), arc("us-gaap:Assets", "us-gaap:AssetsCurrent")), "x") == ()


def test_panels_of_one_statement_share_a_role() -> None:
    text = TEXT + TEXT[TEXT.index("                   CONSOLIDATED STATEMENTS OF OPERATIONS") :]
    report = build_report(document(text), mapped(text, (BALANCE, INCOME, INCOME)))
    assert len(report.extension.roles) == 2


@given(
    st.decimals(-10_000, 10_000, places=0),
    st.integers(-3, 2),
    st.decimals(-10_000, 10_000, places=0),
    st.integers(-3, 2),
)
def test_consistency_is_symmetric(a: Decimal, a_decimals: int, b: Decimal, b_decimals: int) -> None:
    assert consistent(a, a_decimals, b, b_decimals) == consistent(b, b_decimals, a, a_decimals)


@pytest.mark.parametrize(
    ("a", "a_decimals", "b", "b_decimals", "agrees"),
    [
        ("28644000", -3, "28600000", -5, True),
        ("28644000", -3, "28700000", -5, False),
        ("100", 0, "101", 0, False),
        ("100", None, "100", 0, True),
    ],
)
def test_consistent_duplicates(a: str, a_decimals: int | None, b: str, b_decimals: int | None, agrees: bool) -> None:
    """EFM 6.5.12."""
    assert consistent(Decimal(a), a_decimals, Decimal(b), b_decimals) is agrees


def test_rows_whose_long_names_are_cut_alike_still_get_names_of_their_own() -> None:
    book = ElementBook("example", load(), "Example Corp.")
    label = "Gain on the sale of equipment held under leases which the company entered into before the merger " * 3
    section = (f"{label} with the predecessor of its subsidiary",)
    names: set[str] = set()
    for _ in range(40):
        names.add(book.abstract(label, section, names))
    assert len(names) == 40
