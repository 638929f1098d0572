"""Periods that a page leads one to misread."""

from __future__ import annotations

import pytest

from converter.statements.dating import _are_plans
from tests.statements.filings import periods, statements
from tests.statements.pages import EQUITY, SUMMARY

DUE = """
                     MATURITIES OF LONG-TERM DEBT
                            (In thousands)
                          1998     1999     2000   Thereafter    Total
<S>                     <C>      <C>      <C>      <C>         <C>
Fixed rate debt ....    $  910   $  820   $  780   $ 4,400     $ 6,910
Variable rate debt .       100      110      120       650         980
Total debt .........    $1,010   $  930   $  900   $ 5,050     $ 7,890
"""


def test_years_in_which_debt_falls_due_are_no_years_reported() -> None:
    for statement in statements(DUE, "10-K", "19981231"):
        assert {column.period for column in statement.columns} == {None}


QUARTERS = """
                        QUARTERLY RESULTS (UNAUDITED)

<TABLE>
<CAPTION>
                                                     Quarter Ended
                                  Dec. 31       March 31       June 30       Sept. 30
- -------------------------------------------------------------------------------------
                                        (Thousands, Except Per Share Data)
<S>                               <C>           <C>            <C>           <C>
FISCAL YEAR 1998
Operating revenues . . . . . .    $242,915      $353,650       $131,916      $100,267
Operating income (loss)  . . .      33,389        61,577          2,231        (5,004)
Net income (loss)  . . . . . .      27,726        53,438         (5,441)      (12,814)

FISCAL YEAR 1997
Operating revenues . . . . . .    $271,222      $410,184       $130,907      $102,550
Operating income (loss)  . . .      37,707        65,289         (2,799)       (4,101)
Net income (loss)  . . . . . .      30,252        54,958        (10,129)      (13,002)
</TABLE>
"""


def test_a_quarter_of_a_fiscal_year_that_ends_in_september_may_lie_in_the_calendar_year_before() -> None:
    (found,) = statements(QUARTERS, form="10-K", period="19980930", year_end="0930")
    dated = [
        [str(cell.period) for cell in item.cells][:2] for item in found.items if item.label.startswith("Operating rev")
    ]
    assert dated == [
        ["1997-10-01/1997-12-31", "1998-01-01/1998-03-31"],
        ["1996-10-01/1996-12-31", "1997-01-01/1997-03-31"],
    ]


QUARTERS_AND_TOTAL = """
                      QUARTERLY FINANCIAL DATA (UNAUDITED)

<TABLE>
<CAPTION>
FISCAL 1998               1ST QTR       2ND QTR       3RD QTR       4TH QTR        TOTAL
- ------------------------------------------------------------------------------------------
<S>                     <C>           <C>           <C>           <C>           <C>
NET SALES               $11,983,020   $12,159,348   $13,715,960   $11,044,277   $48,902,605
GROSS PROFIT              7,297,019     7,224,284     7,920,823     6,124,057    28,566,183
NET EARNINGS                936,015       942,177     1,290,089       263,798     3,432,079
</TABLE>
"""

SIDEWAYS = """
NOTE K - QUARTERLY RESULTS OF OPERATIONS (UNAUDITED)

(Dollars in Thousands)
<TABLE>
<CAPTION>
                               Gross       Net
                 Net Sales     Margin    Income
- ------------------------------------------------
<S>              <C>         <C>         <C>
1998 Quarter Ended:
   March 31      $163,220    $ 43,089   $ 5,379
   June 30        205,041      58,437    12,168
   September 30   216,310      64,226    15,473
   December 31    205,604      63,253    14,500
- ------------------------------------------------
                 $790,175    $229,005   $47,520
</TABLE>
"""


def test_the_total_beside_four_quarters_is_their_year() -> None:
    (found,) = statements(QUARTERS_AND_TOTAL, form="10-K", period="19981231")
    assert periods(found)[3:] == ["1998-10-01/1998-12-31", "1998-01-01/1998-12-31"]


def test_a_row_called_by_a_day_does_not_report_its_columns_period() -> None:
    found = statements(SIDEWAYS, form="10-K", period="19981231")
    dated = [cell for each in found for item in each.items if item.label.startswith("March") for cell in item.cells]
    assert all(cell.period is None and cell.undated for cell in dated)


WEEKS = """
                         CONSOLIDATED BALANCE SHEETS
<TABLE>
<CAPTION>
                                   JULY 29, 1995   JULY 30, 1994
<S>                                <C>             <C>
Cash and cash equivalents          $  9,655,284    $  7,246,164
Inventories                          24,179,034      25,273,150
Total current assets                 33,834,318      32,519,314
Accounts payable                     12,602,904      12,330,181
Retained earnings                    21,231,414      20,189,133
Total liabilities and equity       $ 33,834,318    $ 32,519,314
</TABLE>

                    CONSOLIDATED STATEMENTS OF OPERATIONS
<TABLE>
<CAPTION>
                                               YEARS ENDED
                              JULY 29, 1995   JULY 30, 1994   JULY 31, 1993   JULY 25, 1992
<S>                           <C>             <C>             <C>             <C>
Sales                         $677,321,821    $695,070,272    $713,856,206    $715,059,001
Cost of sales                  511,451,057     525,983,044     541,120,690     540,118,204
Income before income taxes         912,707      (1,936,690)      2,365,650       2,101,300
Net income (loss)             $    577,707    $   (806,690)   $  1,436,650    $    487,220
</TABLE>

                   CONSOLIDATED STATEMENTS OF CASH FLOWS
<TABLE>
<CAPTION>
                                               YEARS ENDED
                              JULY 29, 1995   JULY 30, 1994   JULY 31, 1993
<S>                           <C>             <C>             <C>
Net income (loss)             $    577,707    $   (806,690)   $  1,436,650
Depreciation                     8,618,374       8,785,917       8,718,220
Net cash provided by operating activities
                                11,845,684       9,441,860       6,939,417
Capital expenditures            (6,588,356)     (5,973,814)     (1,976,758)
Net increase in cash             2,409,120         626,709       1,295,456
</TABLE>
"""


def test_a_year_of_53_weeks_begins_where_another_table_ends_the_one_before() -> None:
    cash = statements(WEEKS, form="10-K", period="19950729", year_end="0731")[-1]
    assert periods(cash)[2] == "1992-07-26/1993-07-31"


DEBT_DUE = """
NOTE 6 - LONG-TERM DEBT
(Dollars in thousands)
<TABLE>
<CAPTION>
                                        Due December 31,
                                          2005        1998
                                        --------    --------
<S>                                     <C>         <C>
Mortgage bonds......................    $ 21,000    $ 18,000
Notes payable to banks..............       4,500       4,100
                                        --------    --------
Total long-term debt................    $ 25,500    $ 22,100
                                        ========    ========
</TABLE>
"""


def test_a_period_that_ends_after_the_filing_was_made_is_not_certain() -> None:
    (found,) = statements(DEBT_DUE, form="10-K", period="19981231")
    assert periods(found) == ["None", "1998-12-31"]
    assert all(cell.undated == (cell.column == 0) for item in found.items for cell in item.cells)
    assert [finding.code for finding in found.findings].count("ix.statements.period") == 1


def test_a_balance_dated_after_the_filing_was_made_is_undated() -> None:
    late = EQUITY.replace("SEPTEMBER 30, 1998", "SEPTEMBER 30, 1999").replace("30, 1997", "30, 1998")
    (found,) = statements(late, form="10-K", period="19980930", year_end="0930")
    dated = {item.label: item.cells[0].period for item in found.items if item.label.startswith("BALANCE")}
    assert [str(period) for period in dated.values()] == ["1998-09-30", "None"]


def test_a_row_called_by_another_year_than_its_column_is_undated() -> None:
    mixed = SUMMARY.replace("Interest Expense  ", "December 31, 1991 ")
    (found,) = statements(mixed, form="10-K", period="19981231")
    assert all(cell.undated for item in found.items if "1991" in item.label for cell in item.cells)


CHANGED_CALENDAR = """
                         CONSOLIDATED BALANCE SHEETS
                              (In thousands)
<TABLE>
<CAPTION>
                                          October 31,   October 26,
                                             1998          1997
                                          -----------   -----------
<S>                                       <C>           <C>
Cash and cash equivalents.............        $ 4,010       $ 3,900
Inventories...........................          6,100         5,800
                                              -------       -------
Total assets..........................        $10,110       $ 9,700
                                              =======       =======
</TABLE>
"""


def test_bare_years_before_a_change_of_calendar_are_not_dated() -> None:
    found = statements(CHANGED_CALENDAR + SUMMARY, form="10-K", period="19981031", year_end="1031")
    assert periods(found[1])[::2] == ["1997-10-27/1998-10-31", "None"]


BEGUN = """
                     CONSOLIDATED STATEMENTS OF INCOME
                             (In thousands)

                                     For the Three
                                                         Months Ended
                                                            March 31,
                                                         1999      1998

Net sales                                             $15,836   $14,096
Cost of sales                                          13,434    11,980
Net income                                              2,402     2,116
"""


def test_a_length_of_time_begun_above_the_heads_goes_on_in_them() -> None:
    (found,) = statements(BEGUN)
    assert periods(found) == ["1999-01-01/1999-03-31", "1998-01-01/1998-03-31"]


ONE_DAY_FOR_ALL = """
                         CONSOLIDATED BALANCE SHEETS
                                (In thousands)
                                       September 26,    September 27,
                                           1998             1997
Cash and cash equivalents                 $ 4,010          $ 3,900
Inventories                                 6,100            5,800
Total assets                              $10,110          $ 9,700

                    CONSOLIDATED STATEMENTS OF OPERATIONS
                                (In thousands)
<TABLE>
<CAPTION>
THREE FISCAL YEARS ENDED SEPTEMBER 26, 1998       1998       1997       1996
- -------------------------------------------      --------   --------   --------
<S>                                            <C>        <C>        <C>
Net sales                                      $ 84,138   $ 86,294   $ 80,112
Cost of sales                                    60,986     61,900     58,004
Net income                                     $ 12,911   $ 13,931   $ 11,805
</TABLE>

                 CONSOLIDATED STATEMENTS OF SHAREHOLDERS' EQUITY
                                (In thousands)
                                         Common      Retained
                                          Stock      Earnings       Total
Balances as of September 27, 1996         $ 900      $ 20,000    $ 20,900
Net income                                             13,931      13,931
Balances as of September 27, 1997           900        33,931      34,831
Net income                                             12,911      12,911
Balances as of September 26, 1998         $ 900      $ 46,842    $ 47,742
"""


def test_the_day_on_which_the_last_year_ended_is_not_that_of_the_years_before() -> None:
    """The year before the first one shown ended on a Friday, as the opening balance says."""
    income = statements(ONE_DAY_FOR_ALL, form="10-K", period="19980926", year_end="0930")[1]
    assert periods(income)[:2] == ["1997-09-28/1998-09-26", "1996-09-28/1997-09-27"]


SINCE_INCEPTION = """
                            STATEMENT OF OPERATIONS
                for the years ended December 31, 1998 and 1997,
                   and the period from inception (June 3, 1994)
                             to December 31, 1998
                                                                  Period from
                                                                  inception to
                                                                  December 31,
                                         1998          1997           1998
                                     ------------  ------------  ------------
Interest income                        $   12,528    $   98,005  $    121,782
Exploration costs                         185,676       173,977       647,598
                                     ------------  ------------  ------------
Net loss                               $  173,148    $   75,972  $    525,816
"""


def test_a_period_since_inception_begins_on_the_day_that_the_title_names() -> None:
    (found,) = statements(SINCE_INCEPTION, form="10-K", period="19981231")
    assert periods(found)[2] == "1994-06-03/1998-12-31"


def test_of_a_period_since_an_inception_that_nothing_dates_the_start_is_not_known() -> None:
    (found,) = statements(SINCE_INCEPTION.replace("(June 3, 1994)", ""), form="10-K", period="19981231")
    assert periods(found)[2] == "None"


TWO_PERIODS = """
                   CONSOLIDATED STATEMENTS OF OPERATIONS
                 For The Thirteen Weeks Ended May 1, 1998

                   Weeks Ended
  (In thousands) April 30, 1999      North      South      Total
                 --------------    --------   --------   --------
Net sales           $830,657       $567,217   $248,942   $816,159
Cost of sales        602,924        409,250    168,323    577,573
Net income            30,612         21,111      9,201     30,312
"""


def test_columns_do_not_take_the_date_of_another_head_where_the_title_names_a_second() -> None:
    (found,) = statements(TWO_PERIODS, period="19990430", year_end="0131")
    assert periods(found)[1:] == ["None", "None", "None"]


MOVING = """
                         CONSOLIDATED BALANCE SHEETS
                               (In thousands)
                                      May 31, 1998    August 31, 1997
Cash and cash equivalents                 $ 4,010          $ 3,900
Inventories                                 6,100            5,800
Total assets                              $10,110          $ 9,700

                    CONSOLIDATED STATEMENTS OF INCOME
                               (In thousands)
                                    Three Months Ended          Nine Months Ended
                                  May 31,     June 1,     May 31,     June 1,
                                    1998        1997        1998        1997
                                  --------    --------    --------    --------
Net sales                         $ 84,138    $ 86,294    $244,138    $256,294
Cost of sales                       60,986      61,900     160,986     161,900
Net income                        $ 12,911    $ 13,931    $ 42,911    $ 43,931

The company's years end on a Sunday. {told}
"""


def test_balance_sheets_that_happen_to_end_months_do_not_hide_a_calendar_of_weeks() -> None:
    told = "An additional week was added to the first quarter of fiscal 1997."
    income = statements(MOVING.format(told=told), period="19980531", year_end="0831")[1]
    assert periods(income) == [
        "1998-03-02/1998-05-31",
        "1997-03-03/1997-06-01",
        "1997-09-01/1998-05-31",
        "1996-08-26/1997-06-01",
    ]
    untold = statements(MOVING.format(told=""), period="19980531", year_end="0831")[1]
    assert periods(untold)[3] == "None"


AFTER_PROSE = """
Claims in 1995 were those that the premiums had allowed for. For the first
quarter of 1996, these premiums are not expected to
change.

<TABLE>
 Five Year Summary
<CAPTION>
 (000s omitted, except per share amounts)
                                     1995       1994       1993       1992       1991
<S>                              <C>        <C>        <C>        <C>        <C>
Total revenues                   $ 96,182   $ 86,929   $ 78,527   $ 70,442   $ 68,044
Operating income                   10,745      9,252      8,577      6,975      5,370
Net income                          7,860      6,301      5,666      4,967      3,964
Net income per share             $   2.73   $   2.53   $   2.45   $   2.33   $   2.13
</TABLE>
"""


def test_a_quarter_in_a_sentence_before_a_summary_is_not_what_its_years_are() -> None:
    (found,) = statements(AFTER_PROSE, form="10-K", period="19951231", year_end="1231")
    assert {str(column.period) for column in found.columns} == {
        f"{year}-01-01/{year}-12-31" for year in range(1991, 1996)
    }


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (("1981 Option Plan Shares", "1987 Option Plan Shares"), True),
        (("1994 Union Plan", "1995 Union Plan"), False),
        (("1981", "1987"), False),
        (("December 31, 1981 Union Plan", "December 31, 1987 Union Plan"), False),
    ],
)
def test_years_in_the_names_of_plans_are_no_periods(heads: tuple[str, ...], expected: bool) -> None:
    assert _are_plans(heads) is expected
