"""Statements of others than the registrant: the parent alone, benefit plans."""

from __future__ import annotations

import pytest

from converter.statements.statement import Basis, Measure, StatementKind
from tests.statements.filings import periods, statements
from tests.statements.pages import PARENT


def test_a_parent_companys_own_income_is_not_the_groups() -> None:
    (found,) = statements(PARENT, form="10-K", period="19981231")
    assert found.kind is StatementKind.PARENT_ONLY
    assert {column.basis for column in found.columns} == {Basis.COMPONENT}


def test_the_title_of_a_parent_companys_statement_decides() -> None:
    own = PARENT.replace("14.  PARENT COMPANY ONLY FINANCIAL INFORMATION, Continued:", "").replace(
        "CONDENSED STATEMENTS OF INCOME", "STATEMENT OF OPERATIONS - PARENT COMPANY ONLY"
    )
    (found,) = statements(own, form="10-K", period="19981231")
    assert found.kind is StatementKind.PARENT_ONLY


PARENT_BALANCE = """
15.  PARENT COMPANY ONLY FINANCIAL INFORMATION

                       CONDENSED BALANCE SHEETS
                       (in thousands of dollars)
<TABLE>
<CAPTION>
                                            1998       1997
                                          --------   --------
<S>                                       <C>        <C>
Cash...................................    $    65    $    10
Investment in subsidiary...............     10,471      8,718
                                           -------    -------
Total assets...........................    $10,536    $ 8,728
                                           =======    =======
Accounts payable.......................    $   233    $   240
Common stock...........................      1,101      1,096
Retained earnings......................      9,202      7,392
                                           -------    -------
Total liabilities and equity...........    $10,536    $ 8,728
                                           =======    =======
</TABLE>
"""


def test_statements_that_follow_the_parents_balance_sheet_are_the_parents_too() -> None:
    bare = PARENT.replace("14.  PARENT COMPANY ONLY FINANCIAL INFORMATION, Continued:", "")
    group = bare.replace("CONDENSED STATEMENTS", "CONSOLIDATED STATEMENTS")
    found = statements(group + PARENT_BALANCE + bare, form="10-K", period="19981231")
    assert [each.kind for each in found] == [
        StatementKind.INCOME,
        StatementKind.PARENT_ONLY,
        StatementKind.PARENT_ONLY,
    ]


PLAN = """
                 BIRCHWOOD INSTRUMENTS SAVINGS PLAN
         {title}

<TABLE>
<CAPTION>
                                                   December 31,
                                                1998          1997
                                             ----------    ----------
<S>                                          <C>           <C>
Investments, at fair value.................  $4,210,300    $3,980,200
Contributions receivable...................      81,400        77,900
                                             ----------    ----------
Total assets...............................   4,291,700     4,058,100
Administrative expenses payable............      12,000        11,000
                                             ----------    ----------
{row:.<43}  $4,279,700    $4,047,100
                                             ==========    ==========
</TABLE>
"""


@pytest.mark.parametrize(
    ("title", "row"),
    [
        ("STATEMENTS OF NET ASSETS AVAILABLE FOR BENEFITS", "Net assets"),
        ("STATEMENTS OF FINANCIAL CONDITION", "Net assets available for plan benefits"),
        ("STATEMENTS OF NET ASSETS", "Net assets"),
    ],
)
def test_a_benefit_plans_statement_has_the_dates_that_it_shows(title: str, row: str) -> None:
    (found,) = statements(PLAN.format(title=title, row=row), form="10-K", period="19990131", year_end="0131")
    assert found.of_plan
    assert periods(found) == ["1998-12-31", "1997-12-31"]


def test_the_sponsors_year_and_thousands_tell_nothing_of_its_plan() -> None:
    sheet = """
                 BIRCHWOOD INSTRUMENTS, INC.
                CONSOLIDATED BALANCE SHEETS
                      (in thousands)
<TABLE>
<CAPTION>
                                                   December 31,
                                                1998          1997
<S>                                          <C>           <C>
Cash.......................................  $      610    $      580
Inventories................................       3,400         3,100
Total assets...............................       4,010         3,680
Accounts payable...........................       1,010           980
Retained earnings..........................       3,000         2,700
Total liabilities and equity...............       4,010         3,680
</TABLE>
"""
    plan = PLAN.format(title="STATEMENTS OF NET ASSETS AVAILABLE FOR BENEFITS", row="Net assets")
    own, found = statements(sheet + plan.replace("December 31,", " " * 12), form="10-K", period="19981231")
    assert not own.of_plan and own.scale.money == 3
    assert found.of_plan and found.scale.money == 0
    assert periods(found) == ["None", "None"]


FUNDS = """
                 BIRCHWOOD INSTRUMENTS SAVINGS PLAN
      STATEMENT OF CHANGES IN NET ASSETS AVAILABLE FOR BENEFITS
                 YEAR ENDED SEPTEMBER 30, 1998
<TABLE>
<CAPTION>
                                               Stock       Growth
                                               Fund         Fund        Total
<S>                                          <C>         <C>          <C>
Employees' contributions...................  $ 81,400    $ 77,900     $159,300
Dividends..................................     3,100       2,000        5,100
Benefits paid..............................   (12,500)     (9,900)     (22,400)
                                             --------    --------     --------
Net increase...............................    72,000      70,000      142,000
Net assets, beginning of year..............   400,000     300,000      700,000
                                             --------    --------     --------
Net assets available for benefits, end
  of year..................................  $472,000    $370,000     $842,000
                                             ========    ========     ========
</TABLE>
"""


def test_the_funds_of_a_plan_are_components() -> None:
    (found,) = statements(FUNDS, form="10-K", period="19981231")
    assert found.of_plan
    assert [(column.basis, column.member) for column in found.columns] == [
        (Basis.COMPONENT, "Stock Fund"),
        (Basis.COMPONENT, "Growth Fund"),
        (Basis.COMPONENT, "Total"),
    ]
    assert set(periods(found)) == {"1997-10-01/1998-09-30"}
    assert [str(cell.period) for cell in found.items[-1].cells] == ["1998-09-30"] * 3


def test_pensions_in_the_sponsors_notes_are_its_own() -> None:
    note = PLAN.format(title="RETIREMENT BENEFITS", row="Accumulated plan benefits").replace("SAVINGS PLAN", "")
    assert not any(found.of_plan for found in statements(note, form="10-K", period="19981231"))


def test_a_plan_that_reports_for_itself_is_dated() -> None:
    own = PLAN.format(title="STATEMENTS OF NET ASSETS AVAILABLE FOR BENEFITS", row="Net assets")
    (found,) = statements(own, form="11-K", period="19981231")
    assert periods(found) == ["1998-12-31", "1997-12-31"]


def test_a_balance_sheet_below_the_name_of_a_note_on_plans_is_the_registrants() -> None:
    below = PLAN.format(title="CONSOLIDATED STATEMENTS OF FINANCIAL CONDITION", row="Net assets")
    (found,) = statements(below, form="10-K", period="19981231")
    assert periods(found) == ["1998-12-31", "1997-12-31"]


UNITS = """
                 BIRCHWOOD CANADA SAVINGS PLAN
                 STATEMENTS OF FINANCIAL CONDITION
                 As at December 31
<TABLE>
<CAPTION>
                                                1998         1997
<S>                                          <C>         <C>
[expressed in Canadian dollars]
Cash.......................................    13,100       12,082
Investments................................   216,238      237,161
                                             --------    ---------
Net assets available for benefits..........   229,338      249,243
                                             ========    =========
Number of units outstanding at December 31.   2,568.5      2,806.0
Fund equity per unit at December 31........      89.3         88.8
</TABLE>
"""


def test_units_of_a_plan_and_its_equity_a_unit_are_no_money() -> None:
    (found,) = statements(UNITS, form="10-K", period="19981231")
    assert found.of_plan and found.currency == "CAD"
    measures = [item.measure for item in found.items if item.cells]
    assert measures == [Measure.MONEY] * 3 + [Measure.SHARES, Measure.PER_SHARE]
