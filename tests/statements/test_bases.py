"""Columns and tables that are not what they look like: shares of a whole, components, summaries, tenths."""

from __future__ import annotations

from decimal import Decimal

import pytest

from converter.statements.statement import Basis, Measure, StatementKind
from tests.statements.filings import statements, values
from tests.statements.pages import EQUITY, PARENT, SUMMARY


def test_dollars_in_thousands_leave_counts_of_shares_alone() -> None:
    (found,) = statements(EQUITY, form="10-K", period="19980930", year_end="0930")
    assert values(found, "BALANCE SEPTEMBER 30, 1997")[:2] == [Decimal(40_703_762), Decimal(40_704_000)]
    assert values(found, "Employee savings plans")[:2] == [Decimal(201_196), Decimal(201_000)]


def test_a_summary_with_total_assets_is_no_income_statement() -> None:
    (found,) = statements(SUMMARY, form="10-K", period="19981231")
    assert found.kind is StatementKind.SELECTED
    assets = next(item for item in found.items if item.label == "Total Assets")
    assert [str(cell.period) for cell in assets.cells] == ["1998-12-31", "1997-12-31", "1996-12-31"]


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


BY_SECTOR = """
                     CONSOLIDATED STATEMENT OF CASH FLOWS
                            (in millions)
                                   1998                     1997
                          -----------------------  -----------------------
                                        Financial                Financial
                           Automotive   Services    Automotive   Services

Net income                 $    7,504   $    1,182   $    4,958  $    1,175
Depreciation                    4,862        2,145        4,753       2,062
Capital expenditures           (6,714)        (100)      (5,697)        (93)
"""


def test_a_named_column_beside_a_part_of_the_whole_is_a_part_too() -> None:
    (found,) = statements(BY_SECTOR, form="10-K", period="19981231")
    assert [column.member for column in found.columns] == ["Automotive", "Financial Services"] * 2
    assert {column.basis for column in found.columns} == {Basis.COMPONENT}


ON_ASSETS = """
              RETURN ON AVERAGE ASSETS -- COMPONENT ANALYSIS

                                            Years ended December 31,
                                                 1998        1997
Net interest income                             5.20%       4.90%
Provision for possible loan losses              (.72)      (1.29)
Noninterest income                              1.63        1.61
Noninterest expense                            (4.80)      (4.86)
Income before income tax                        1.31         .36
Net income                                       .81%        .25%
"""


def test_a_column_with_the_sign_at_its_ends_alone_is_of_percentages() -> None:
    for found in statements(ON_ASSETS, form="10-K", period="19981231"):
        assert {column.basis for column in found.columns} == {Basis.PERCENT}


PARTS_OF_SALES = """
                            RESULTS OF OPERATIONS
                 CONSOLIDATED STATEMENTS OF OPERATIONS AS A PERCENTAGE

Year Ended July 31,              1995     1994    1993

Revenues:
  Instruments                      72%      64%     71%
  Service                          28       36      29
                                -----    -----   -----
  Total revenues                  100      100     100
Cost of sales                      67       61      60
Selling and administrative         25       28      28
                                -----    -----   -----
Operating income                    8       11      12
Income taxes                        2        3       4
                                -----    -----   -----
Net income                          6%       8%      8%
                                =====    =====   =====
"""


def test_parts_above_their_whole_are_percentages_too() -> None:
    found = [column.basis for statement in statements(PARTS_OF_SALES) for column in statement.columns]
    assert set(found) <= {Basis.PERCENT}


UNNAMED_COUNT = """
                 CONSOLIDATED STATEMENT OF STOCKHOLDERS' EQUITY
                           (Dollars in thousands)
<TABLE>
<CAPTION>
                          Preferred Stock       Preferred Stock      Common Stock     Common Stock
                          $1.00 Par Value       $1.00 Par Value                                       Retained
                                                     Amount             Shares           Amount       Earnings
<S>                       <C>                   <C>                  <C>              <C>            <C>
Balance December 31, 1997    11,600                 $  12               112,700         $1,127        $ 9,850
Net income                                                                                              1,308
Balance December 31, 1998    11,600                 $  12               112,700         $1,127        $11,158
</TABLE>
"""


def test_a_column_before_its_amounts_counts_shares() -> None:
    (found,) = statements(UNNAMED_COUNT, form="10-K", period="19981231")
    assert [column.measure for column in found.columns[:3]] == [Measure.SHARES, None, Measure.SHARES]


AT_COST = """
                 CONSOLIDATED STATEMENT OF STOCKHOLDERS' EQUITY
                           (Dollars in thousands)
<TABLE>
<CAPTION>
                              Common       Retained      Treasury
                              Stock        Earnings       Shares
<S>                           <C>          <C>           <C>
Balance December 31, 1997     $1,127        $ 9,850       $(3,882)
Net income                                    1,308
Restricted stock awards                                        74
Balance December 31, 1998     $1,127        $11,158       $(3,808)
</TABLE>
"""
BY_SECTION = """
                 CONSOLIDATED STATEMENTS OF CHANGES IN SHAREHOLDERS' EQUITY
                           (Dollars in thousands)
<TABLE>
<CAPTION>
                                                    1998         1997
<S>                                              <C>          <C>
COMMON SHARES
  Balance at beginning of period                 $   45,584   $   36,960
  Employee benefit plans                                 62        8,624
                                                 ----------   ----------
  Balance at end of period                       $   45,646   $   45,584
                                                 ----------   ----------
RETAINED EARNINGS
  Balance at beginning of period                     20,100       15,000
  Net income                                          6,200        5,100
                                                 ----------   ----------
  Balance at end of period                           26,300       20,100
                                                 ----------   ----------
COMMON SHARES OUTSTANDING (THOUSANDS)
  Balance at beginning of period                     45,584       36,960
  Employee benefit plans                                 62        8,624
                                                 ----------   ----------
  Balance at end of period                           45,646       45,584
                                                 ==========   ==========
</TABLE>
"""


def test_a_column_of_shares_that_begins_with_a_currency_is_their_value() -> None:
    (found,) = statements(AT_COST, form="10-K", period="19981231")
    assert [column.measure for column in found.columns] == [None, None, None]


def test_a_section_of_shares_that_prints_a_currency_is_their_value() -> None:
    (found,) = statements(BY_SECTION, form="10-K", period="19981231")
    measures = [item.measure for item in found.items if item.cells]
    assert measures == [Measure.MONEY] * 6 + [Measure.SHARES] * 3


PRO_FORMA = """
              PRO FORMA CONDENSED CONSOLIDATED STATEMENT OF INCOME
                      YEAR ENDED DECEMBER 31, 1998
                            (in thousands)
<TABLE>
<CAPTION>
                                         Historical    Adjustments     Pro Forma
                                         ----------    -----------     ---------
<S>                                      <C>           <C>             <C>
Net sales                                $  410,000     $  (12,000)    $ 398,000
Cost of sales                               300,000         (9,000)      291,000
Selling expenses                             60,000         (1,000)       59,000
Income before income taxes                   50,000         (2,000)       48,000
Provision for income taxes                   20,000           (800)       19,200
Net income                               $   30,000     $   (1,200)    $  28,800
</TABLE>
"""


@pytest.mark.parametrize("head", ["Historical", "  Actual  "])
def test_the_head_of_a_column_outdoes_a_pro_forma_title(head: str) -> None:
    (found,) = statements(PRO_FORMA.replace("Historical", head), form="10-K", period="19981231")
    assert [column.basis for column in found.columns] == [Basis.REPORTED, Basis.ADJUSTMENT, Basis.PRO_FORMA]
    assert [column.member for column in found.columns] == [None] * 3


FORMER = """
                CONSOLIDATED STATEMENT OF INCOME
                  YEAR ENDED DECEMBER 31, 1998
                         (in thousands)
<TABLE>
<CAPTION>
                                    As previously    Effects of
                                       reported       adoption     As adjusted
                                    -------------    ----------    -----------
<S>                                 <C>              <C>           <C>
Net sales                           $     410,000    $  (12,000)   $   398,000
Cost of sales                             300,000        (9,000)       291,000
Selling expenses                           60,000        (1,000)        59,000
Income before income taxes                 50,000        (2,000)        48,000
Provision for income taxes                 20,000          (800)        19,200
Net income                          $      30,000    $   (1,200)   $    28,800
</TABLE>
"""


def test_beside_what_was_reported_before_adjusted_is_restated() -> None:
    (found,) = statements(FORMER, form="10-K", period="19981231")
    assert [column.basis for column in found.columns] == [Basis.PREVIOUSLY_REPORTED, Basis.ADJUSTMENT, Basis.RESTATED]


AUTHORIZED = """
                 CONSOLIDATED STATEMENT OF STOCKHOLDERS' EQUITY
                (in millions except share and per share data)
<TABLE>
<CAPTION>
                                         Common       Stock    in
                                         Shares       $1.00  Excess                   Total
                                      (50,000,000      Par   of Par    Retained    Stockholders'
                                      Authorized)     Value   Value    Earnings       Equity
<S>                                   <C>             <C>    <C>        <C>            <C>
Balance at December 31, 1996 . . . .   22,738,918      $22.7  $115.8     $240.5         $379.0
  Conversion of debt. . . . . . . .     2,888,969        2.9    89.5        -             92.4
  Net income. . . . . . . . . . . .        -             -       -         45.0           45.0
Balance at December 31, 1997 . . . .   25,627,887       25.6   205.3      285.5          516.4
  Net income. . . . . . . . . . . .        -             -       -         50.0           50.0
Balance at December 31, 1998 . . . .   25,627,887       25.6   205.3      335.5          566.4
</TABLE>
"""


def test_shares_with_the_number_authorized_are_shares() -> None:
    (found,) = statements(AUTHORIZED, form="10-K", period="19981231")
    assert found.columns[0].measure is Measure.SHARES
    assert values(found, "Conversion of debt")[:2] == [Decimal(2_888_969), Decimal(2_900_000)]
