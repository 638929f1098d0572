"""Which of two rows keeps an element that both were given (EFM 6.5.12), and figures that state two elements."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from converter.doccheck.check import check_report
from converter.exporting.record import record
from converter.rendering.render import render
from converter.report.build import build_report
from converter.report.report import Layout, Report
from converter.statements.statement import Basis, Measure, Period, StatementKind
from tests.report.pages import Q3, Line, Page, column, document, mapped
from tests.report.pages import SEPTEMBER as END

SEGMENTS = """\
                 ASSETS BY REGION
Cash on hand                               1,204
Prepaid rent                               2,127
Receivables                                3,310
Northern stocks                            6,641
"""
SHEET = """\
                 CONSOLIDATED BALANCE SHEETS
Inventories                                9,876
"""


def report(guess: float) -> Report:
    pages = (
        Page(
            StatementKind.BALANCE,
            "ASSETS BY REGION",
            (column(0, "2003", END),),
            (
                Line("Cash on hand", "us-gaap:CashAndCashEquivalentsAtCarryingValue"),
                Line("Prepaid rent", "us-gaap:PrepaidRent"),
                Line("Receivables", "us-gaap:AccountsReceivableNetCurrent"),
                Line("Northern stocks", "us-gaap:InventoryNet", confidence=guess),
            ),
        ),
        Page(
            StatementKind.BALANCE,
            "CONSOLIDATED BALANCE SHEETS",
            (column(0, "2003", END),),
            (Line("Inventories", "us-gaap:InventoryNet", confidence=0.99),),
        ),
    )
    text = SEGMENTS + SHEET
    return build_report(document(text), mapped(text, pages))


def inventories(guess: float) -> list[object]:
    return [fact.value for fact in report(guess).facts if fact.concept == "us-gaap:InventoryNet"]


def test_a_guess_in_a_full_statement_does_not_take_an_element_from_a_sure_row() -> None:
    assert inventories(guess=0.6) == [Decimal(9_876_000)]


def test_of_two_sure_rows_the_one_in_the_better_understood_statement_counts() -> None:
    assert inventories(guess=0.9) == [Decimal(6_641_000)]


EARNINGS = """\
                 STATEMENTS OF OPERATIONS
Revenues                                   1,204
Net income                                   127
Net income per share, basic and diluted     $.33
"""
BASIC, DILUTED = "us-gaap:EarningsPerShareBasic", "us-gaap:EarningsPerShareDiluted"


def earnings(text: str, *more: Line) -> Report:
    lines = (
        Line("Revenues", "us-gaap:Revenues"),
        Line("Net income", "us-gaap:NetIncomeLoss"),
        Line("Net income per share, basic and diluted", BASIC, Measure.PER_SHARE, confidence=0.8),
        *more,
    )
    columns = (column(0, "Three months ended September 30, 2003", Q3),)
    (page,) = mapped(text, (Page(StatementKind.INCOME, "STATEMENTS OF OPERATIONS", columns, lines),))
    mappings = tuple(replace(m, also=DILUTED) if m.item == 2 else m for m in page.mappings)
    return build_report(document(text), (replace(page, mappings=mappings),))


def test_a_figure_states_two_elements() -> None:
    found = earnings(EARNINGS)
    basic, diluted = (fact for fact in found.facts if fact.concept in (BASIC, DILUTED))
    assert (basic.concept, diluted.concept) == (BASIC, DILUTED)
    assert replace(basic, id="", concept="") == replace(diluted, id="", concept="")
    assert "ix.report.crossing" not in {finding.code for finding in found.findings}
    shown = [arc.child for role in found.extension.roles for arc in role.presentation]
    assert BASIC in shown and DILUTED in shown


@pytest.mark.parametrize("layout", list(Layout))
def test_one_tag_stands_in_the_other(layout: Layout) -> None:
    found = earnings(EARNINGS)
    files = render(found, layout)
    page = next(data.decode() for name, data in files.items() if name.endswith(".htm"))
    tag = r'<ix:nonFraction id="[^"]+" name="{}"[^>]*>'
    assert re.search(tag.format(BASIC) + tag.format(DILUTED) + r"\.33</ix:nonFraction></ix:nonFraction>", page)
    assert check_report(files, EARNINGS, record(found)) == ()


def test_a_second_element_that_another_row_states_otherwise_is_left_out() -> None:
    text = EARNINGS + "Fully diluted                               $.31\n"
    found = earnings(text, Line("Fully diluted", DILUTED, Measure.PER_SHARE, confidence=0.9))
    values = {fact.concept: fact.value for fact in found.facts if fact.concept in (BASIC, DILUTED)}
    assert values == {BASIC: Decimal("0.33"), DILUTED: Decimal("0.31")}


def test_a_count_of_shares_below_zero_is_no_reading() -> None:
    shares = "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic"
    text = (
        EARNINGS.replace("1,204", "1,204   988   907").replace("127", "127   95   88").replace("$.33", "$.33  .31  .30")
    )
    text += "Average shares                            (1,204)   990   960\n"
    years = (END.end.replace(year=END.end.year - i) for i in range(3))
    columns = tuple(column(i, str(i), Period(end, end.replace(month=7, day=1))) for i, end in enumerate(years))
    lines = (
        Line("Revenues", "us-gaap:Revenues"),
        Line("Net income", "us-gaap:NetIncomeLoss"),
        Line("Net income per share, basic and diluted", BASIC, Measure.PER_SHARE),
        Line("Average shares", shares, Measure.SHARES),
    )
    page = Page(StatementKind.INCOME, "STATEMENTS OF OPERATIONS", columns, lines)
    found = build_report(document(text), mapped(text, (page,)))
    assert [fact.value for fact in found.facts if fact.concept == shares] == [Decimal(990_000), Decimal(960_000)]
    assert "ix.report.negative" in {finding.code for finding in found.findings}


SCHEDULE = """\
                 SCHEDULE II
Allowance for doubtful accounts      410      95     (60)     445
"""


def test_a_row_from_balance_to_balance_states_its_changes_apart() -> None:
    """What was charged to expense in a period is no balance at its end."""
    year = Period(END.end, END.end.replace(year=2002, month=10, day=1))
    columns = (
        column(0, "Balance at beginning", Period(year.end.replace(year=2002))),
        column(1, "Charged to expense", year, Basis.COMPONENT, "Charged to expense"),
        column(2, "Deductions", year, Basis.COMPONENT, "Deductions"),
        column(3, "Balance at end", END),
    )
    allowance = "us-gaap:AllowanceForDoubtfulAccountsReceivableCurrent"
    page = Page(StatementKind.OTHER, "SCHEDULE II", columns, (Line("Allowance for doubtful accounts", allowance),))
    found = build_report(document(SCHEDULE), mapped(SCHEDULE, (page,)))
    periods = {context.id: context.period for context in found.contexts}
    stated = [(fact.concept.partition(":")[2], fact.value, periods[fact.context]) for fact in found.facts]
    changes = "AllowanceForDoubtfulAccountsChanges"
    assert stated == [
        (allowance.partition(":")[2], Decimal(410_000), columns[0].period),
        (changes, Decimal(95_000), year),
        (changes, Decimal(-60_000), year),
        (allowance.partition(":")[2], Decimal(445_000), END),
    ]
    (element,) = (each for each in found.extension.elements if each.name == changes)
    assert element.period_type == "duration"


REGIONS = """\
                 STATEMENTS OF OPERATIONS
Western region                      (85)       179
Less portion of others              (28)       (6)
"""


def test_an_element_named_after_a_row_that_goes_both_ways_shows_what_the_page_shows() -> None:
    years = [
        Period(END.end.replace(year=year), END.end.replace(year=year - 1, month=10, day=1)) for year in (2003, 2002)
    ]
    columns = tuple(column(i, str(year.end.year), year) for i, year in enumerate(years))
    lines = tuple(
        Line(label, None, negated=True, balance="debit") for label in ("Western region", "Less portion of others")
    )
    page = Page(StatementKind.INCOME, "STATEMENTS OF OPERATIONS", columns, lines)
    found = build_report(document(REGIONS), mapped(REGIONS, (page,)))
    assert [fact.value for fact in found.facts] == [Decimal(n) for n in (-85_000, 179_000, 28_000, 6_000)]
    balances = {element.name: element.balance for element in found.extension.elements if element.balance}
    assert balances == {"WesternRegion": "credit", "LessPortionOfOthers": "debit"}


TAXES = """\
                 STATEMENTS OF CASH FLOWS
Net income                               18,234
Provision for income taxes                8,275
Depreciation                              5,487
Net cash provided by operations          31,996
                 STATEMENTS OF INCOME
Provision for income taxes                8,775
"""


def test_what_the_income_statement_reports_is_not_the_part_of_it_in_a_cash_flow() -> None:
    year = (column(0, "2003", Period(END.end, END.end.replace(year=2002, month=10, day=1))),)
    tax = "us-gaap:IncomeTaxExpenseBenefit"
    flows = (
        Line("Net income", "us-gaap:NetIncomeLoss"),
        Line("Provision for income taxes", tax),
        Line("Depreciation", "us-gaap:Depreciation"),
        Line("Net cash provided by operations", "us-gaap:NetCashProvidedByUsedInOperatingActivities"),
    )
    pages = (
        Page(StatementKind.CASH_FLOW, "STATEMENTS OF CASH FLOWS", year, flows),
        Page(StatementKind.INCOME, "STATEMENTS OF INCOME", year, (Line("Provision for income taxes", tax),)),
    )
    found = build_report(document(TAXES), mapped(TAXES, pages))
    assert [fact.value for fact in found.facts if fact.concept == tax] == [Decimal(8_775_000)]
