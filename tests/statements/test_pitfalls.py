"""Pages that are easily read wrong without anybody noticing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from converter.statements.moments import across_period
from converter.statements.statement import Basis, Period, StatementKind
from tests.statements.filings import periods, statements, values

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

EQUITY = """
            CONSOLIDATED STATEMENT OF COMMON SHAREHOLDERS' EQUITY

<TABLE>
<CAPTION>
                                       Common Stock Issued
                                      ---------------------    Paid-in     Retained
                                       Shares        Amount    Capital     Earnings
                                      --------       ------   ---------    --------
                                                (Dollars in Thousands)
<S>                                  <C>           <C>        <C>          <C>
BALANCE SEPTEMBER 30, 1997           40,703,762    $40,704    $247,210     $147,049
  Net income                                                                 55,079
  Employee savings plans                201,196        201       3,846
                                     ----------    -------    --------     --------
BALANCE SEPTEMBER 30, 1998           40,904,958    $40,905    $251,056     $202,128
                                     ==========    =======    ========     ========
</TABLE>
"""

PARENT = """
14.  PARENT COMPANY ONLY FINANCIAL INFORMATION, Continued:

                     CONDENSED STATEMENTS OF INCOME
                       (in thousands of dollars)
<TABLE>
<CAPTION>
                                            1998       1997       1996
                                          --------   --------   --------
<S>                                       <C>        <C>        <C>
INCOME:
  Dividends from subsidiaries..........    $   400    $   315    $   276
  Other income.........................         89         62         32
                                           -------    -------    -------
      Total income.....................        489        377        308
EXPENSES:
  Interest.............................         23          6          7
                                           -------    -------    -------
Income before income taxes.............        466        371        301
Income tax benefit.....................        (10)       (53)       (54)
                                           -------    -------    -------
Net income.............................    $   476    $   424    $   355
                                           =======    =======    =======
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


def test_dollars_in_thousands_leave_counts_of_shares_alone() -> None:
    (found,) = statements(EQUITY, form="10-K", period="19980930", year_end="0930")
    assert values(found, "BALANCE SEPTEMBER 30, 1997")[:2] == [Decimal(40_703_762), Decimal(40_704_000)]
    assert values(found, "Employee savings plans")[:2] == [Decimal(201_196), Decimal(201_000)]


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

SUMMARY = """
                            OPERATING RESULTS
              (Dollars in thousands, except per share amounts)
<TABLE>
<CAPTION>
                                       1998         1997         1996
                                     --------     --------     --------
<S>                                  <C>          <C>          <C>
Net Sales                            $790,175     $795,275     $700,897
Cost of Sales                         561,170      569,063      501,135
Operating Expense                     146,344      146,683      129,997
Interest Expense                        4,216        2,504        1,645
Income Before Income Taxes             78,445       77,025       68,120
Net Income                             47,520       45,799       40,156
Total Assets                          398,199      367,608      340,479
Long-Term Debt                         21,658       35,343       10,671
</TABLE>
"""


def test_the_total_beside_four_quarters_is_their_year() -> None:
    (found,) = statements(QUARTERS_AND_TOTAL, form="10-K", period="19981231")
    assert periods(found)[3:] == ["1998-10-01/1998-12-31", "1998-01-01/1998-12-31"]


def test_a_row_called_by_a_day_does_not_report_its_columns_period() -> None:
    found = statements(SIDEWAYS, form="10-K", period="19981231")
    dated = [cell for each in found for item in each.items if item.label.startswith("March") for cell in item.cells]
    assert all(cell.period is None and cell.undated for cell in dated)


def test_a_summary_with_total_assets_is_no_income_statement() -> None:
    (found,) = statements(SUMMARY, form="10-K", period="19981231")
    assert found.kind is StatementKind.SELECTED
    assets = next(item for item in found.items if item.label == "Total Assets")
    assert [str(cell.period) for cell in assets.cells] == ["1998-12-31", "1997-12-31", "1996-12-31"]


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


TENTHS = """
   The unaudited pro forma results of operations follow.

                          CONSOLIDATED RESULTS
<TABLE>
<CAPTION>
                                                     1998         1997
                                                  ----------    --------
<S>                                               <C>         <C>
Net sales                                         $    449.7    $  462.3
Income before income taxes                        $     21.6    $   32.2
Provision for income taxes                        $      7.8    $   13.6
Net income (loss)                                 $     13.8    $   18.6
</TABLE>
"""


def test_amounts_in_tenths_are_not_guessed_to_be_thousands() -> None:
    found = statements(
        PARENT.replace("14.  PARENT COMPANY ONLY FINANCIAL INFORMATION, Continued:", "") + TENTHS,
        form="10-K",
        period="19981231",
    )
    assert len(found) == 1


SHARES_OF_SALES = """
                 CONSOLIDATED STATEMENTS OF OPERATIONS AS A PERCENTAGE OF NET SALES

Year Ended July 31,              1995     1994    1993

Net sales                       100.0%   100.0%  100.0%
Cost of sales                    67.5     61.0    60.6
                                -----    -----   -----
Gross margin                     32.5     39.0    39.4
Selling and administrative       25.5     28.2    28.4
                                -----    -----   -----
Operating income                  7.0     10.8    11.0
Income taxes                      2.5      3.9     4.0
                                -----    -----   -----
Net income                        4.5%     6.9%    7.0%
                                =====    =====   =====
"""


def test_shares_of_a_whole_are_no_amounts_in_any_column() -> None:
    """The first column too: what begins with 100% and leaves the sign off below is percent throughout."""
    found = [column.basis for statement in statements(SHARES_OF_SALES) for column in statement.columns]
    assert set(found) <= {Basis.PERCENT}


PARTNERS = """
                         STATEMENTS OF PARTNERS' EQUITY
                  YEARS ENDED DECEMBER 31, 1998, 1997 AND 1996

<TABLE>
<CAPTION>
                                        General
                                        Partner         Unit Holders            TOTAL
- ------------------------------------------------------------------------------------
<S>                                  <C>              <C>                <C>
BALANCE, January 1, 1997             $  194,704       $   48,709,497     $ 48,904,201
Distributions to unit holders                 -          (25,098,000)     (25,098,000)
Net income for the year                  14,449            1,430,430        1,444,879
                                     ----------       --------------     ------------
BALANCE, December 31, 1997              209,153           25,041,927       25,251,080
Distributions to unit holders                 -           (2,195,720)      (2,195,720)
Net income for the year                   5,402              534,749          540,151
                                     ----------       --------------     ------------
BALANCE, December 31, 1998           $  214,555       $   23,380,956     $ 23,595,511
                                     ==========       ==============     ============
</TABLE>
"""


def test_partners_shares_are_components_beside_their_total() -> None:
    (found,) = statements(PARTNERS, form="10-K", period="19981231")
    assert [column.basis for column in found.columns] == [Basis.COMPONENT, Basis.COMPONENT, Basis.REPORTED]


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


LOANS = """
5. ALLOWANCE FOR LOAN LOSSES

                                                  December 31,
                                        1998                    1997
                                             Percent                Percent
                                 Amount     of Loans     Amount    of Loans
                                           (Dollars in thousands)
<TABLE>
<CAPTION>
                                        1998                    1997
                                 Amount     to Total     Amount    to Total
                                Allocated     Loans    Allocated     Loans
<S>                             <C>          <C>       <C>          <C>
Commercial                      $ 2,726        19%      $ 4,226        23%
Real estate-commercial            1,010        20         4,597        20
Construction                      2,033         3           488         3
Residential                       3,001        58         2,106        54
                                -------      ----      --------      ----
Total                           $ 8,770       100%      $11,417       100%
                                =======      ====      ========      ====
</TABLE>
"""


def test_shares_beside_amounts_are_no_money_though_only_the_first_has_its_sign() -> None:
    found = statements(LOANS, form="10-K", period="19981231")
    small = [
        cell.value
        for each in found
        for item in each.items
        for cell in item.cells
        if cell.column in (1, 3) and each.columns[cell.column].basis is Basis.REPORTED
    ]
    assert not small


MATURITIES = """
                        INVESTMENT SECURITIES HELD TO MATURITY
                           (Dollars in thousands)
<TABLE>
<CAPTION>
                                   December 31, 1995      December 31, 1994
                                     Adjusted Cost          Adjusted Cost
<S>                                  <C>                    <C>
Within one year                          $ 1,210                $ 2,305
One to five years                          8,140                  7,911
After five years                           3,020                  2,650
                                         -------                -------
   Total                                 $12,370                $12,866
                                         =======                =======
</TABLE>
"""


def test_an_adjusted_cost_is_a_reported_amount() -> None:
    """Securities at cost adjusted for amortisation: nothing outside of GAAP."""
    found = [column.basis for statement in statements(MATURITIES) for column in statement.columns]
    assert found and set(found) == {Basis.REPORTED}


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
def test_a_benefit_plans_statement_is_not_the_registrants(title: str, row: str) -> None:
    (found,) = statements(PLAN.format(title=title, row=row), form="10-K", period="19981231")
    assert periods(found) == ["None", "None"]
    assert all(cell.undated for item in found.items for cell in item.cells)
    assert [finding.code for finding in found.findings] == ["ix.statements.entity"]


def test_a_plan_that_reports_for_itself_is_dated() -> None:
    own = PLAN.format(title="STATEMENTS OF NET ASSETS AVAILABLE FOR BENEFITS", row="Net assets")
    (found,) = statements(own, form="11-K", period="19981231")
    assert periods(found) == ["1998-12-31", "1997-12-31"]


def test_a_balance_sheet_below_the_name_of_a_note_on_plans_is_the_registrants() -> None:
    below = PLAN.format(title="CONSOLIDATED STATEMENTS OF FINANCIAL CONDITION", row="Net assets")
    (found,) = statements(below, form="10-K", period="19981231")
    assert periods(found) == ["1998-12-31", "1997-12-31"]


SCHEDULE = """
             SCHEDULE II - VALUATION AND QUALIFYING ACCOUNTS
                       (In thousands)
<TABLE>
<CAPTION>
                                   Balance at     Additions                     Balance
                                   Beginning      Charged to                    at End
                                   of Period      Expenses      Deductions      of Period
                                   ----------     ----------    ----------      ---------
<S>                                <C>            <C>           <C>             <C>
{heading}
  Allowance for doubtful accounts..    $  410        $  120         $   95         $  435
  Reserve for obsolete stock.......       280            60             40            300
</TABLE>
"""


def test_a_schedule_from_balance_to_balance_begins_on_the_eve() -> None:
    (found,) = statements(SCHEDULE.format(heading="Year ended December 31, 1998:"), form="10-K", period="19981231")
    for item in found.items[-2:]:
        assert [str(cell.period) for cell in item.cells] == [
            "1997-12-31",
            "1998-01-01/1998-12-31",
            "1998-01-01/1998-12-31",
            "1998-12-31",
        ]


def test_a_schedule_without_a_known_start_has_no_balance_at_it() -> None:
    only_end = Period(date(1998, 12, 31))
    assert across_period("opening", only_end) is None
    assert across_period(None, only_end) is None
    assert across_period("closing", only_end) == only_end
    found = statements(SCHEDULE.format(heading="At December 31, 1998:"), form="10-Q", period="19981231")
    assert all(cell.undated for each in found for item in each.items for cell in item.cells)


def test_a_line_of_a_schedule_called_by_its_year_reports_that_year() -> None:
    own = SCHEDULE.format(heading="Allowance for doubtful accounts:")
    own = own.replace("Allowance for doubtful accounts..  ", "Year ended December 31, 1997.....  ")
    own = own.replace("  Reserve for obsolete stock.......", "  Year ended December 31, 1998.....")
    (found,) = statements(own, form="10-K", period="19981231")
    assert [[str(cell.period) for cell in item.cells] for item in found.items[-2:]] == [
        ["1996-12-31", "1997-01-01/1997-12-31", "1997-01-01/1997-12-31", "1997-12-31"],
        ["1997-12-31", "1998-01-01/1998-12-31", "1998-01-01/1998-12-31", "1998-12-31"],
    ]


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
