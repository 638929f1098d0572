"""Statements of somebody else are not the registrant's (EFM 6.5.3, 6.5.12)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from converter.findings import Span
from converter.reading.document import Header, Part, PartKind, Registrant
from converter.report.build import build_report
from converter.report.headings import same_name
from converter.report.report import Report
from converter.statements.statement import Basis, StatementKind
from tests.report.pages import SEPTEMBER as END
from tests.report.pages import Line, Page, column, document, mapped

ROWS = (
    ("Cash", "us-gaap:CashAndCashEquivalentsAtCarryingValue"),
    ("Receivables", "us-gaap:AccountsReceivableNetCurrent"),
    ("Inventories", "us-gaap:InventoryNet"),
    ("Current assets", "us-gaap:AssetsCurrent"),
    ("Total assets", "us-gaap:Assets"),
)
OURS = ("1,204", "3,310", "2,127", "6,641", "9,876")
THEIRS = ("87", "412", "306", "805", "1,153")


def sheet(heading: str, title: str, figures: tuple[str, ...]) -> str:
    rows = "".join(f"{label:<40}{figure:>12}\n" for (label, _), figure in zip(ROWS, figures, strict=True))
    return f"            {heading}\n\n            {title}\n            (in thousands)\n{rows}\n"


def report(figures: tuple[str, ...], exhibit: str = "EX-99.1", kind: StatementKind = StatementKind.BALANCE) -> Report:
    first = sheet("LARKSPUR INSTRUMENTS, INC.", "CONSOLIDATED BALANCE SHEETS", OURS)
    text = first + sheet('"TAMARACK GROUP"', "COMBINED BALANCE SHEETS", figures)
    lines = tuple(Line(label, concept) for label, concept in ROWS)
    titles = ("CONSOLIDATED BALANCE SHEETS", "COMBINED BALANCE SHEETS")
    kinds = (kind, StatementKind.BALANCE)
    pages = [Page(of, title, (column(0, "2003", END),), lines) for of, title in zip(kinds, titles, strict=True)]
    ours, theirs = mapped(text, pages)
    theirs = replace(theirs, statement=replace(theirs.statement, part=1))
    parts = (
        Part("10-Q", PartKind.TEXT, Span(0, len(first))),
        Part(exhibit, PartKind.TEXT, Span(len(first), len(text)), 2),
    )
    return build_report(replace(document(text), parts=parts), (ours, theirs))


def entities(found: Report) -> list[tuple[tuple[str, str], ...]]:
    where = {each.id: each.dimensions for each in found.contexts}
    return [where[fact.context] for fact in found.facts]


@pytest.mark.parametrize("kind", [StatementKind.BALANCE, StatementKind.SELECTED, StatementKind.OTHER])
def test_an_exhibit_that_contradicts_the_report_has_a_member_of_its_own(kind: StatementKind) -> None:
    """A report that takes its statements in from elsewhere has selected figures, or tables in its discussion."""
    found = report(THEIRS, kind=kind)
    assert len(found.facts) == 2 * len(ROWS)
    other = (("dei:LegalEntityAxis", f"{found.extension.prefix}:TamarackGroupMember"),)
    assert entities(found) == [()] * len(ROWS) + [other] * len(ROWS)
    assert "ix.report.contradiction" not in {finding.code for finding in found.findings}


@pytest.mark.parametrize(
    ("figures", "exhibit"),
    [(OURS, "EX-99.1"), (tuple(figure + ",000" for figure in OURS), "EX-99.1"), (THEIRS, "EX-13")],
)
def test_what_agrees_or_is_the_annual_report_is_the_registrants(figures: tuple[str, ...], exhibit: str) -> None:
    """The same figures in another scale agree as well."""
    assert set(entities(report(figures, exhibit))) == {()}


# --- by the names above the statements


def titled(*headed: tuple[str, tuple[str, ...]], form: str = "10-K", registrants: tuple[str, ...] = ()) -> Report:
    """Balance sheets one after another, each under a heading."""
    titles = [f"{kind} BALANCE SHEETS" for kind in ("CONSOLIDATED", "FURTHER", "LAST")][: len(headed)]
    sheets = (sheet(heading, title, figures) for (heading, figures), title in zip(headed, titles, strict=True))
    text = "".join(sheets)
    lines = tuple(Line(label, concept) for label, concept in ROWS)
    pages = [Page(StatementKind.BALANCE, title, (column(0, "2003", END),), lines) for title in titles]
    page = document(text)
    header = Header(registrants=tuple(Registrant(name=name, cik="0000912345") for name in registrants or (OUR_NAME,)))
    parts = (Part(form, PartKind.TEXT, Span(0, len(text))),)
    return build_report(replace(page, header=header, parts=parts), mapped(text, pages))


OUR_NAME = "LARKSPUR INSTRUMENTS INC /DE/"
OUR_HEADING = "LARKSPUR INSTRUMENTS, INC. AND SUBSIDIARIES"


def members(found: Report) -> list[str]:
    return [places[0][1].partition(":")[2] if places else "" for places in entities(found)]


def test_a_company_named_above_its_statement_has_a_member() -> None:
    found = titled((OUR_HEADING, OURS), ("TAMARACK FINANCE COMPANY\n      (a venture)", THEIRS))
    assert members(found) == [""] * 5 + ["TamarackFinanceCompanyMember"] * 5


def test_joint_registrants_have_members_by_their_names_in_the_header() -> None:
    names = (OUR_NAME, "TAMARACK LIGHT CO")
    found = titled((OUR_HEADING, OURS), ("Tamarack", THEIRS), registrants=names)
    assert members(found) == [""] * 5 + ["TamarackLightCoMember"] * 5
    assert [role.definition.partition(" - ")[2] for role in found.extension.roles] == [
        "Statement - CONSOLIDATED BALANCE SHEETS",
        "Statement - FURTHER BALANCE SHEETS (TAMARACK LIGHT CO)",
    ]


def test_the_registrant_alone_is_the_parent_company() -> None:
    found = titled((OUR_HEADING, OURS), ("LARKSPUR INSTRUMENTS, INC. (PARENT)", THEIRS))
    assert entities(found)[5:] == [(("srt:ConsolidatedEntitiesAxis", "srt:ParentCompanyMember"),)] * 5


def test_a_full_statement_with_other_totals_and_no_name_stays_text() -> None:
    found = full("")
    assert {fact.value for fact in found.facts} == {Decimal(9876000), Decimal(6641000)}
    assert "ix.report.entity" in {finding.code for finding in found.findings}


def full(heading: str, kind: StatementKind = StatementKind.BALANCE) -> Report:
    """Two sheets with both sides, the second, of `kind`, under `heading`."""
    rows = "Total assets            {0}\nEquity                  {1}\n"
    text = f"{OUR_HEADING}\nBALANCE SHEETS\n{rows.format('9,876', '6,641')}\n{heading}\nBALANCE SHEETS\n"
    text += rows.format("1,153", "805")
    lines = (Line("Total assets", "us-gaap:Assets"), Line("Equity", "us-gaap:StockholdersEquity"))
    page = Page(StatementKind.BALANCE, "BALANCE SHEETS", (column(0, "2003", END),), lines)
    return build_report(document(text, registrant=OUR_NAME), mapped(text, (page, replace(page, kind=kind))))


def test_a_statement_without_a_name_is_the_entity_s_of_the_opinion_before_it() -> None:
    opinion = "They present fairly the financial position of the Tamarack Group at September 30, 2003.\n"
    assert members(full(opinion)) == [""] * 2 + ["TamarackGroupMember"] * 2
    own = opinion.replace("the Tamarack Group", "Larkspur Instruments, Inc.")
    assert members(full(own)) == [""] * 2


@pytest.mark.parametrize("kind", [StatementKind.BALANCE, StatementKind.SELECTED])
def test_a_statement_without_a_name_is_whose_the_text_before_it_says(kind: StatementKind) -> None:
    found = full("Condensed financial information of Tamarack Leasing is as follows:\n", kind)
    assert members(found) == [""] * 2 + ["TamarackLeasingMember"] * 2


def test_a_summary_in_a_note_on_others_that_names_nobody_stays_text() -> None:
    found = full("5. Investment in Joint Venture\n\nOur share of its assets was:\n", StatementKind.SELECTED)
    assert members(found) == [""] * 2
    assert "ix.report.entity" in {finding.code for finding in found.findings}


def test_what_one_sentence_introduces_is_open_together() -> None:
    rows = "Total assets            {0}\nEquity                  {1}\n"
    text = (
        f"{OUR_HEADING}\nBALANCE SHEETS\n{rows.format('9,876', '6,641')}\nOur share of its assets and income was:\n\n"
    )
    text += f"BALANCE SHEETS\n{rows.format('1,153', '805')}\nSTATEMENTS OF INCOME\nInventory          44\n"
    lines = (Line("Total assets", "us-gaap:Assets"), Line("Equity", "us-gaap:StockholdersEquity"))
    sheet = Page(StatementKind.BALANCE, "BALANCE SHEETS", (column(0, "2003", END),), lines)
    goods = (Line("Inventory", "us-gaap:InventoryNet"),)
    other = Page(StatementKind.OTHER, "STATEMENTS OF INCOME", (column(0, "2003", END),), goods)
    found = build_report(document(text, registrant=OUR_NAME), mapped(text, (sheet, sheet, other)))
    assert members(found) == [""] * 2


def test_a_pro_forma_statement_ends_the_statements_of_an_entity() -> None:
    rows = "Total assets            {0}\nEquity                  {1}\n"
    text = f"{OUR_HEADING}\nBALANCE SHEETS\n{rows.format('9,876', '6,641')}\n"
    text += (
        "They present fairly the financial position of the Tamarack Group at September 30, 2003.\n\nBALANCE SHEETS\n"
    )
    text += rows.format("1,153", "805") + "\nWhat follows is unaudited.\n\nBALANCE SHEETS\n" + rows.format("44", "12")
    lines = (Line("Total assets", "us-gaap:Assets"), Line("Equity", "us-gaap:StockholdersEquity"))
    sheet = Page(StatementKind.BALANCE, "BALANCE SHEETS", (column(0, "2003", END),), lines)
    combined = replace(sheet, columns=(column(0, "Pro Forma", END, Basis.PRO_FORMA),))
    found = build_report(document(text, registrant=OUR_NAME), mapped(text, (sheet, sheet, combined)))
    axes = [{axis for axis, _ in dimensions} for dimensions in entities(found)]
    assert axes == [set()] * 2 + [{"dei:LegalEntityAxis"}] * 2 + [{"srt:StatementScenarioAxis"}] * 2


@pytest.mark.parametrize(
    ("before", "notes", "goes_on"),
    [
        ("They present fairly the financial position of the Tamarack Group at September 30, 2003.\n", "", True),
        ("TAMARACK GROUP, INC.", "TAMARACK GROUP, INC.\nNOTES TO FINANCIAL STATEMENTS\n", True),
        ("TAMARACK GROUP, INC.", f"{OUR_HEADING}\nNOTES TO FINANCIAL STATEMENTS\n", False),
        ("TAMARACK GROUP, INC.", "", False),
    ],
)
def test_tables_after_the_statements_of_an_entity_are_its_own(before: str, notes: str, goes_on: bool) -> None:
    rows = "Total assets            {0}\nEquity                  {1}\n"
    text = f"{OUR_HEADING}\nBALANCE SHEETS\n{rows.format('9,876', '6,641')}\n{before}\nBALANCE SHEETS\n"
    text += rows.format("1,153", "805") + f"\n{notes}\n2. Goods\n\nInventory          44\n"
    text += "\nITEM 9. CHANGES\n\nGoodwill          12\n"
    lines = (Line("Total assets", "us-gaap:Assets"), Line("Equity", "us-gaap:StockholdersEquity"))
    sheet = Page(StatementKind.BALANCE, "BALANCE SHEETS", (column(0, "2003", END),), lines)
    after = [
        Page(StatementKind.OTHER, title, (column(0, "2003", END),), (Line(label, concept),))
        for title, label, concept in (
            ("2. Goods", "Inventory", "us-gaap:InventoryNet"),
            ("ITEM 9. CHANGES", "Goodwill", "us-gaap:Goodwill"),
        )
    ]
    found = build_report(document(text, registrant=OUR_NAME), mapped(text, (sheet, sheet, *after)))
    assert [bool(name) for name in members(found)] == [False] * 2 + [True] * 2 + [goes_on, False]


@pytest.mark.parametrize(("title", "parent"), [("Other balances", True), ("(19) Quarterly Goods", False)])
def test_the_tables_of_a_note_on_the_parent_company_are_the_parent_s(title: str, parent: bool) -> None:
    rows = "Total assets            {0}\nEquity                  {1}\n"
    text = f"{OUR_HEADING}\nBALANCE SHEETS\n{rows.format('9,876', '6,641')}\n(18) Parent Company\n\nBALANCE SHEETS\n"
    text += rows.format("1,153", "805") + f"\n{title}\nInventory          44\n"
    lines = (Line("Total assets", "us-gaap:Assets"), Line("Equity", "us-gaap:StockholdersEquity"))
    sheet = Page(StatementKind.BALANCE, "BALANCE SHEETS", (column(0, "2003", END),), lines)
    goods = (Line("Inventory", "us-gaap:InventoryNet"),)
    other = Page(StatementKind.OTHER, title, (column(0, "2003", END),), goods)
    found = build_report(document(text, registrant=OUR_NAME), mapped(text, (sheet, sheet, other)))
    assert members(found) == [""] * 2 + ["ParentCompanyMember"] * (3 if parent else 2) + [""] * (not parent)


def of_plan(heading: str) -> Report:
    rows = "Dividends               {0}\nNet assets, end of year {1}\n"
    text = f"{OUR_HEADING}\nBALANCE SHEETS\nTotal assets            9,876\nEquity                  6,641\n"
    text += f"<PAGE>\n{heading}\nSTATEMENTS OF NET ASSETS\n{rows.format('1,153', '805')}"
    ours = (Line("Total assets", "us-gaap:Assets"), Line("Equity", "us-gaap:StockholdersEquity"))
    theirs = (Line("Dividends", "us-gaap:DividendsReceivable"), Line("Net assets, end of year", "us-gaap:Goodwill"))
    pages = [
        Page(StatementKind.BALANCE, title, (column(0, "2003", END),), lines)
        for title, lines in (("BALANCE SHEETS", ours), ("STATEMENTS OF NET ASSETS", theirs))
    ]
    own, plan = mapped(text, pages)
    plan = replace(plan, statement=replace(plan.statement, of_plan=True))
    return build_report(document(text, registrant=OUR_NAME), (own, plan))


def test_a_benefit_plan_has_a_member_by_the_name_above_its_statement() -> None:
    found = of_plan("TAMARACK SAVINGS PLAN")
    assert members(found) == [""] * 2 + ["TamarackSavingsPlanMember"] * 2
    dividends, net_assets = (fact.concept for fact in found.facts[2:])
    assert not dividends.startswith("us-gaap:")
    assert net_assets == "us-gaap:AssetsNet"
    unnamed = of_plan("See accompanying notes.")
    assert members(unnamed) == [""] * 2
    assert "ix.report.entity" in {finding.code for finding in unnamed.findings}


@pytest.mark.parametrize("said", ["financial statements of businesses acquired", "an agreement was signed"])
def test_statements_of_a_business_that_is_bought(said: str) -> None:
    text = f"Item 7. (a) {said}.\n\n" + sheet("TAMARACK CORP.", "CONSOLIDATED BALANCE SHEETS", THEIRS)
    lines = tuple(Line(label, concept) for label, concept in ROWS)
    page = Page(StatementKind.BALANCE, "CONSOLIDATED BALANCE SHEETS", (column(0, "2003", END),), lines)
    found = build_report(document(text, registrant=OUR_NAME), mapped(text, (page,)))
    assert set(members(found)) == {"TamarackCorpMember" if "acquired" in said else ""}


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("LARKSPUR INSTRUMENTS, INC. AND SUBSIDIARIES", OUR_NAME, True),
        ("L A R K S P U R  I N S T R U M E N T S  I N C.", OUR_NAME, True),
        ("Larkspur", OUR_NAME, True),
        ("LARKSPUR FUNDING, INC.", OUR_NAME, False),
        ("TAMARACK, INC.", OUR_NAME, False),
    ],
)
def test_names_are_one_company_s_by_their_telling_words(one: str, two: str, same: bool) -> None:
    assert same_name(one, two) is same
