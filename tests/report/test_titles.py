"""What roles are called: printed titles that tell a subject, else the note around the table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from converter.findings import Span
from converter.mapping.mapping import MappedStatement
from converter.notes.note import Note
from converter.report.build import build_report
from converter.report.presentation import Draft, Node
from converter.report.roles import told_apart
from converter.report.titles import is_face_title, is_telling, printed_title, statement_titles
from converter.statements.statement import StatementKind
from tests.report.pages import BALANCE, TEXT, document, mapped


@pytest.mark.parametrize(
    ("title", "telling"),
    [
        ("CONSOLIDATED BALANCE SHEETS", True),
        ("Note 4 - Inventories", True),
        ("Liquidity and capital resources", True),
        ("(Dollars in Thousands, Except Per Share Data)", False),
        ("THOUSANDS EXCEPT PER", False),
        ("For the Thirteen Weeks Ended March 31, 1996", False),
        ("COLUMN A Description", False),
        ("Notes to consolidated financial statements", False),
        ("AND RESULTS OF OPERATIONS", False),
        ("The loan is repaid as follows", False),
        ("- 12 -", False),
    ],
)
def test_a_title_of_dates_units_and_heads_tells_nothing(title: str, telling: bool) -> None:
    assert is_telling(title) is telling


@pytest.mark.parametrize(
    ("title", "face"),
    [
        ("STATEMENTS OF CONSOLIDATED INCOME", True),
        ("Consolidated Balance Sheet", True),
        ("STATEMENTS OF OPERATIONS AND ACCUMULATED DEFICIT", True),
        ("Results of operations", False),
        ("STATEMENT OF OPERATIONS DATA", False),
        ("11. Stockholders' Equity", False),
        ("Quarterly statements of income", False),
        ("Reconciliation of equity to tangible equity", False),
    ],
)
def test_summaries_and_notes_are_no_statements(title: str, face: bool) -> None:
    assert is_face_title(title) is face


def named(title: str, kind: StatementKind = StatementKind.OTHER) -> tuple[MappedStatement, ...]:
    (each,) = mapped(TEXT, (BALANCE,))
    return (replace(each, statement=replace(each.statement, title=title, kind=kind)),)


def test_an_untitled_table_is_called_by_its_note() -> None:
    (each,) = named("(in thousands)")
    here = each.statement.span
    before = Note("(1) Policies", None, (Span(0, here.start),))
    around = Note("(2) Inventories", None, (here,))
    assert statement_titles((each,), (before, around)) == {each.statement.id: "(2) Inventories"}
    assert statement_titles((each,), (before,)) == {each.statement.id: "Financial Information"}
    assert statement_titles(named("Stores of parts"), (before, around))["s1"] == "Stores of parts"


def test_a_table_of_the_discussion_is_disclosed_beside_the_statement_and_stands_for_it_alone() -> None:
    statement, discussed = mapped(f"{TEXT}\n{TEXT}", (BALANCE, BALANCE))
    discussed = replace(discussed, statement=replace(discussed.statement, title="Liquidity and capital resources"))
    both = build_report(document(f"{TEXT}\n{TEXT}"), (statement, discussed))
    kinds = [role.definition.split(" - ", 1)[1] for role in both.extension.roles]
    assert f"Statement - {BALANCE.title}" in kinds
    assert "Disclosure - Liquidity and capital resources (Details)" in kinds
    alone = build_report(document(f"{TEXT}\n{TEXT}"), (discussed,))
    assert any(" - Statement - Liquidity and capital resources" in role.definition for role in alone.extension.roles)


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("CONSOLIDATED BALANCE SHEETS -- DECEMBER 31, 1994 AND 1993", "CONSOLIDATED BALANCE SHEETS"),
        ("CONSOLIDATED STATEMENTS OF INCOME (in 000s, except per share data)", "CONSOLIDATED STATEMENTS OF INCOME"),
        ("CONSOLIDATED CASH FLOWS Millions of Dollars", "CONSOLIDATED CASH FLOWS"),
        ("|STATEMENT OF EARNINGS", "STATEMENT OF EARNINGS"),
        ("RESULTS OF OPERATIONS - 1994 COMPARED WITH 1993", "RESULTS OF OPERATIONS"),
        ("11. Stockholders' Equity", "11. Stockholders' Equity"),
        ("Contributions to the 401(k) plan", "Contributions to the 401(k) plan"),
    ],
)
def test_a_title_says_no_date_and_no_unit(printed: str, title: str) -> None:
    each = mapped(TEXT, (BALANCE,))[0]
    assert printed_title(replace(each.statement, title=printed)) == title


def test_the_name_of_the_registrant_is_no_title() -> None:
    each = mapped(TEXT, (BALANCE,))[0]
    named = replace(each, statement=replace(each.statement, title="Larkspur Instruments Inc"))
    assert statement_titles((named,), (), "Larkspur Instruments Inc") == {"s1": "Balance Sheets"}


def test_roles_of_one_title_are_numbered() -> None:
    root = Node("us-gaap:StatementOfFinancialPositionAbstract")
    drafts = [
        Draft("Disclosure", title, root, root) for title in ("Segments (Details)", "Segments (Details)", "Leases")
    ]
    assert [each.title for each in told_apart((*drafts, drafts[2]))] == [
        "Segments (Details)",
        "Segments (Details 2)",
        "Leases",
        "Leases (2)",
    ]
