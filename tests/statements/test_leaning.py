"""Whether the rows of a note report balances or flows, where its heads leave that open."""

from __future__ import annotations

from datetime import date

import pytest

from converter.findings import Span
from converter.statements.body import Remark, period_texts
from converter.statements.dates import read_period_text
from converter.statements.ends import Context, column_ends
from converter.statements.fiscal import FiscalCalendar
from converter.statements.moments import column_moments, dated_across
from converter.statements.statement import Statement
from tests.statements.filings import periods, statements

FACES = """
                    CONSOLIDATED BALANCE SHEETS
                           (In thousands)
                                       December 31,
                                     1998         1997
<S>                                  <C>          <C>
Cash and cash equivalents ......    $ 2,117      $ 1,904
Accounts receivable ............      7,331        6,858
Inventories ....................      9,226        8,713
Total assets ...................    $18,674      $17,475
Accounts payable ...............    $ 4,402      $ 4,191
Stockholders' equity ...........     14,272       13,284
Total liabilities and equity ...    $18,674      $17,475

                CONSOLIDATED STATEMENTS OF OPERATIONS
                           (In thousands)
                                     Years ended December 31,
                                     1998         1997         1996
<S>                                  <C>          <C>          <C>
Net sales ......................    $61,283      $58,119      $55,371
Cost of sales ..................     44,517       42,236       40,812
Selling expense ................     12,106       11,447       10,926
Income before income taxes .....      4,660        4,436        3,633
Provision for income taxes .....      1,768        1,639        1,322
Net income .....................    $ 2,892      $ 2,797      $ 2,311
"""

TAXES = """
The tax provision consisted of the following:
                           (In thousands)
                                     1998         1997         1996
<S>                                  <C>          <C>          <C>
Domestic .......................    $ 1,254      $ 1,131      $   926
Elsewhere ......................        514          508          396
Provision for income taxes .....    $ 1,768      $ 1,639      $ 1,322
"""


def last(text: str) -> Statement:
    return statements(FACES + text, form="10-K", period="19981231")[-1]


def dates(statement: Statement) -> list[list[str]]:
    return [[str(cell.period) for cell in item.cells] for item in statement.items if item.cells]


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("The tax provision consisted of the following", False),
        ("Expenses for 1998, 1997 and 1996 were as follows", False),
        ("Results of 1998", False),
        ("(In thousands of dollars)", False),
        ("As of December 31, 1998", True),
        ("At June 30", True),
        ("at the end of 31 March 1998", False),
        ("As of fiscal 1998", True),
        ("At year-end 1998", True),
        ("On 12/31/98", True),
        ("Outstanding at", True),
    ],
)
def test_a_word_before_a_day_says_that_it_is_one_of_balances(text: str, instant: bool) -> None:
    assert read_period_text(text).instant is instant


def test_a_sentence_that_leads_to_a_note_on_flows_makes_no_balances_of_them() -> None:
    years = [f"{year}-01-01/{year}-12-31" for year in (1998, 1997, 1996)]
    assert dates(last(TAXES)) == [years] * 3


DAYS = """
The tax provision consisted at
                           (In thousands)
                                 Dec. 31,     Dec. 31,     Dec. 31,
                                     1998         1997         1996
<S>                                  <C>          <C>          <C>
Domestic .......................    $ 1,254      $ 1,131      $   926
Elsewhere ......................        514          508          396
Total ..........................    $ 1,768      $ 1,639      $ 1,322
"""


def test_days_over_flows_are_those_on_which_years_end() -> None:
    assert [found.kind.value for found in statements(FACES + DAYS, "10-K", "19981231")] == ["balance", "income"]
    other = DAYS.replace("1,768", "1,748").replace("1,639", "1,629").replace("1,322", "1,312")
    assert dates(last(other))[0] == ["1998-12-31", "1997-12-31", "1996-12-31"]


PENSIONS = """
                              PENSIONS
December 31 (In thousands)           1998         1997
<S>                                  <C>          <C>
Fair value of plan assets ......    $ 5,137      $ 4,925
Projected obligation ...........     (4,618)      (4,370)
Unrecognized other .............       (391)        (417)
"""


def test_a_day_without_its_year_over_years_dates_balances() -> None:
    assert dates(last(PENSIONS)) == [["1998-12-31", "1997-12-31"]] * 3


def test_years_of_a_title_are_not_shared_out_among_columns_with_names() -> None:
    heads, title = ["Number of rights", "Fair value", "Total value"], read_period_text("in 1998, 1997 and 1996")
    fiscal = FiscalCalendar("10-K", date(1998, 12, 31), (12, 31))
    assert column_ends([read_period_text(head) for head in heads], Context((title,), fiscal, False, 1), None)[0]
    named = Context((title,), fiscal, False, 1, named=True)
    assert column_ends([read_period_text(head) for head in heads], named, None) == [None] * 3


def test_a_schedule_across_names_its_year_beside_the_days_of_its_balances() -> None:
    heads = ["1998 Balance at 12/31/97", "1998 Additions", "1998 Retirements", "1998 Balance at 12/31/98"]
    assert str(dated_across(heads)) == "1998-01-01/1998-12-31"
    assert column_moments(heads, heads) == ("opening", None, None, "closing")


def test_bare_days_before_and_after_changes_are_those_of_balances() -> None:
    heads = ["December 31, 1997", "Increase (Decrease)", "Reclassified", "December 31, 1998"]
    assert str(dated_across(heads)) == "1998-01-01/1998-12-31"
    assert column_moments(heads, heads) == ("opening", None, None, "closing")
    assert dated_across(["December 31, 1997", "Increase", "December 31, 1998", "Total"]) is None


COMPREHENSIVE = """
            CONSOLIDATED STATEMENTS OF COMPREHENSIVE INCOME
                           (In thousands)
                                 December 31,  December 31,  December 31,
                                     1998         1997          1996
<S>                                  <C>          <C>           <C>
Net income .....................    $ 2,892      $ 2,797       $ 2,311
Other comprehensive income:
Foreign currency translation ...        118          (74)           52
Comprehensive income ...........    $ 3,010      $ 2,723       $ 2,363
"""


def test_days_over_comprehensive_income_end_years() -> None:
    assert periods(last(COMPREHENSIVE)) == [f"{year}-01-01/{year}-12-31" for year in (1998, 1997, 1996)]


SUMMARY = """
higher prices. Pricing in 1998 and assumptions for the first
quarter of 1999, which are not expected to change
                       Five Year Summary
                         (In thousands)
                                     1998         1997         1996
<S>                                  <C>          <C>          <C>
Net sales ......................    $61,283      $58,119      $55,371
Income before income taxes .....      4,660        4,436        3,633
Net income .....................    $ 2,892      $ 2,797      $ 2,311
Total assets ...................    $18,674      $17,475      $16,230
"""


def test_a_quarter_in_the_midst_of_a_sentence_is_none_of_the_table() -> None:
    assert period_texts([Remark("quarter of 1999, which are not expected to change", Span(0, 1))]) == []
    assert period_texts([Remark("for the first quarter of 1999", Span(0, 1))]) != []
    assert periods(last(SUMMARY)) == [f"{year}-01-01/{year}-12-31" for year in (1998, 1997, 1996)]
