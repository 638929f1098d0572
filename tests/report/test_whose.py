"""What a page says of whose statement it shows: opinions, introductions, headings of notes, names of plans."""

from __future__ import annotations

import pytest

from converter.report.headings import Pages, is_name
from converter.report.introductions import introduced, is_parent_alone
from converter.report.opinions import opinion_above, opinions
from converter.report.plan_names import PlanName, plan_name
from converter.statements.statement import StatementKind
from tests.report.pages import SEPTEMBER, Line, Page, column, document, mapped

ROWS = "Total assets            1,153\nEquity                    805\n"


def page_of(above: str, title: str = "BALANCE SHEETS", below: str = "") -> tuple[str, Page]:
    lines = (Line("Total assets", "us-gaap:Assets"), Line("Equity", "us-gaap:StockholdersEquity"))
    text = f"{above}\n{title}\n{below}{ROWS}"
    return text, Page(StatementKind.BALANCE, title, (column(0, "2003", SEPTEMBER),), lines)


def told(above: str, title: str = "BALANCE SHEETS") -> str | None:
    text, page = page_of(above, title)
    (each,) = mapped(text, (page,))
    shown = Pages(document(text)).of(each.statement.part)
    assert shown is not None
    return introduced(each.statement, [each.statement], shown)


@pytest.mark.parametrize(
    ("above", "name"),
    [
        ("Condensed balance sheets of Tamarack Finance are as follows:\n", "Tamarack Finance"),
        (
            "The following is condensed information for the Tamarack Leasing\nCompany (in thousands).\n\n",
            "Tamarack Leasing Company",
        ),
        ("6. Unconsolidated Affiliates\n\nInformation about these companies follows:\n", "Unconsolidated Affiliates"),
        ("Note C - Investment in Joint Venture (Continued)\n\nIts balance sheet is shown below:\n", "Joint Venture"),
        ("Note C - Investment in Joint Venture\n\nOur share of its balance sheet is shown below:\n", None),
        ("6. Inventories\n\nThey are shown below:\n", None),
        ("The Company sells instruments.\n", None),
    ],
)
def test_the_text_before_a_table_says_whose_it_is(above: str, name: str | None) -> None:
    assert told(above) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("TAMARACK FINANCE COMPANY", True),
        ("Tamarack Corp.", True),
        ("The Bank of Tamarack", True),
        ("subsidiaries and Tamarack equity.", False),
        ("Tamarack and its subsidiaries are small", False),
        ("Tamarack Balance Sheets", False),
    ],
)
def test_a_line_that_is_a_name(line: str, name: bool) -> None:
    assert is_name(line) is name


def test_the_title_says_whose_it_is() -> None:
    assert told("", "BALANCE SHEETS - EQUITY INVESTEES") == "EQUITY INVESTEES"
    assert told("", "Tamarack Capital Corp.") == "Tamarack Capital Corp."


@pytest.mark.parametrize(
    ("above", "alone"),
    [
        ("(18) Parent Company Financial Statements\n\nThey reflect the bank at equity.\n", True),
        ("                (Parent Company)\n         Condensed Financial Information\n", True),
        ("(18) Parent Company Financial Statements\n\nNone.\n\n(19) Leases\n\nThey are short.\n", False),
        ("The parent company of the bank is in Ohio.\n", False),
    ],
)
def test_a_note_on_the_parent_company(above: str, alone: bool) -> None:
    text, page = page_of(above)
    (each,) = mapped(text, (page,))
    shown = Pages(document(text)).of(each.statement.part)
    assert shown is not None
    assert is_parent_alone(each.statement, [each.statement], shown) is alone


OPINIONS = """
In our opinion, the statements present fairly the financial position of Larkspur Instruments, Inc. and its
subsidiaries at December 31, 1998 and 1997.

In our opinion, the statements present fairly the financial position of the
Tamarack Group at December 31, 1998 and 1997.

In our opinion, they present fairly the financial position of the Company as of December 31, 1998.
"""


def test_an_opinion_names_the_entity_that_it_is_on() -> None:
    page = Pages(document(OPINIONS)).of(0)
    assert page is not None
    found = opinions(page)
    assert [each.name for each in found] == ["Larkspur Instruments, Inc.", "Tamarack Group"]
    assert opinion_above(found, 0) is None
    above = opinion_above(found, 40)
    assert above is not None and above.name == "Tamarack Group"


@pytest.mark.parametrize(
    ("above", "below", "name"),
    [
        ("LARKSPUR, INC.\nEMPLOYEES' SAVINGS PLAN", "", PlanName("LARKSPUR, INC. EMPLOYEES' SAVINGS PLAN")),
        ("The Larkspur Stock Plan", "Equity Fund\n", PlanName("The Larkspur Stock Plan", "Equity Fund")),
        ("The Larkspur Stock Plan", "December 31, 1998\n", PlanName("The Larkspur Stock Plan")),
        ("See accompanying notes.", "", None),
        ("LARKSPUR, INC.", "", None),
    ],
)
def test_the_name_of_a_plan_and_of_its_fund(above: str, below: str, name: PlanName | None) -> None:
    text, page = page_of(f"<PAGE>\n{above}", "STATEMENTS OF NET ASSETS", below)
    (each,) = mapped(text, (page,))
    shown = Pages(document(text)).of(each.statement.part)
    assert shown is not None
    assert plan_name(each.statement, shown) == name
    assert name is None or name.full.startswith(name.plan)
