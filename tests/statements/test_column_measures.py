"""Columns of shares, prices and amounts for a share beside columns of money."""

from __future__ import annotations

from decimal import Decimal

from converter.findings import Span
from converter.statements.column_measures import column_measure
from converter.statements.statement import Basis, Measure
from converter.tables.grid import Figure, FigureKind
from tests.statements.filings import statements, values

EARNINGS_PER_SHARE = """
4. EARNINGS PER SHARE

<TABLE>
<CAPTION>
                                                   Weighted Average
                                                    Common Shares
                                      Income         Outstanding       Per Share
                                    (Numerator)     (Denominator)        Amount
                                    -----------    ----------------    ---------
                                   (in thousands, except share and per share data)
<S>                                 <C>            <C>                 <C>
Quarter ended March 31, 1999:
Net earnings                        $   22,127
Less dividends on preferred shares         313
                                    ----------
Basic earnings per common share         21,814         11,964,452      $   1.82

  Series B preferred shares                 72            166,667
                                    ----------     --------------
Diluted earnings per common share   $   21,886         12,131,119      $   1.80
                                    ==========     ==============      ========
</TABLE>
"""

INCOME = """
                    CONSOLIDATED STATEMENTS OF INCOME
             (Dollars in thousands, except per share amounts)

                                          Quarter Ended March 31,
                                              1999          1998
                                           ---------     ---------
Net sales                                  $ 151,304     $ 139,118
Cost of sales                                 98,530        91,226
                                           ---------     ---------
Gross profit                                  52,774        47,892
Selling and administrative                    48,224        43,892
                                           ---------     ---------
Net income                                 $   4,550     $   4,000
                                           =========     =========
Net income per share                       $     .65     $     .57
Average shares outstanding                     7,000         7,018
"""

TREASURY = (
    INCOME
    + """

                    NOTES TO CONSOLIDATED FINANCIAL STATEMENTS
NOTE 6 - Treasury Stock

<TABLE>
<CAPTION>
                                      Quarter Ended March 31, 1999
                                             (000 omitted)
                                      ----------------------------
                                      Number of            Cost of
                                       Shares             Purchase
                                      ---------           --------
<S>                                   <C>                 <C>
Held by subsidiaries................   35,500             $    284
Bought for employees................  110,000                  374
Sold to employees...................   45,500                   91
Cancelled...........................   12,000                   18
</TABLE>
"""
)

QUARTERS = """
                  SELECTED QUARTERLY FINANCIAL DATA (Unaudited)
                     (in thousands, except per share amounts)
<TABLE>
<CAPTION>
                           Operating      Net       Earnings
                           Revenues     Income      Per Share
                           ---------   ---------    ---------
<S>                        <C>         <C>          <C>
1998 Quarter*
  First                    $ 46,743    $  8,310      $  .33
  Second                     51,461       7,446         .32
  Third                      39,034       6,916         .28
  Fourth                     54,787      12,486         .53
                           --------    --------      ------
  For the year             $192,025    $ 35,158      $ 1.46
                           ========    ========      ======
1997 Quarter*
  First                    $ 36,124    $  6,581      $  .26
  Second                     40,896       5,563         .22
  Third                      30,906       4,701         .19
  Fourth                     42,466       7,796         .31
                           --------    --------      ------
  For the year             $150,392    $ 24,641      $  .98
                           ========    ========      ======
</TABLE>
"""


def test_shares_and_amounts_for_a_share_stand_in_columns_of_their_own() -> None:
    (found,) = statements(EARNINGS_PER_SHARE)
    assert [column.measure for column in found.columns] == [None, Measure.SHARES, Measure.PER_SHARE]
    assert all(column.basis is Basis.REPORTED and column.period for column in found.columns)
    assert values(found, "Basic") == [Decimal(21_814_000), Decimal(11_964_452), Decimal("1.82")]
    assert values(found, "Series B preferred") == [Decimal(72_000), Decimal(166_667)]


def test_notes_count_no_more_shares_than_there_are() -> None:
    treasury = statements(TREASURY)[-1]
    assert [column.measure for column in treasury.columns] == [Measure.SHARES, None]
    assert values(treasury, "Bought") == [Decimal(110_000), Decimal(374_000)]


def test_tables_whose_rows_are_quarters_date_nothing() -> None:
    found = statements(QUARTERS, form="10-K", period="19981231")
    assert not [cell for each in found for item in each.items for cell in item.cells if cell.period is not None]


TWO_YEARS = """
                  Summary of Quarterly Financial Information (Unaudited)
<TABLE>
<CAPTION>
1998                                Q1             Q2             Q3             Q4           Year
- ---------------------------------------------------------------------------------------------------
<S>                              <C>           <C>            <C>           <C>           <C>
Interest income:
 Interest on loans               $8,737,731    $8,936,551     $9,008,831    $9,020,457    $35,703,570
Interest expense:
 Savings deposits                   994,100       961,300        993,927       996,692      3,946,019
                                 ----------    ----------     ----------    ----------    -----------
Net interest income               7,743,631     7,975,251      8,014,904     8,023,765     31,757,551
Net income                       $1,838,630    $1,750,609     $2,032,821    $2,065,907    $ 7,687,967

<CAPTION>
1997                                Q1             Q2             Q3             Q4           Year
- ---------------------------------------------------------------------------------------------------
<S>                              <C>           <C>            <C>           <C>           <C>
Interest income:
 Interest on loans               $7,246,159    $7,549,389     $7,948,985    $8,101,221    $30,845,754
Interest expense:
 Savings deposits                 1,070,141     1,081,222      1,090,333     1,092,941      4,334,637
                                 ----------    ----------     ----------    ----------    -----------
Net interest income               6,176,018     6,468,167      6,858,652     7,008,280     26,511,117
Net income                       $1,438,630    $1,550,609     $1,632,821    $1,642,580    $ 6,264,640
</TABLE>
"""


def test_the_same_heads_under_another_year_are_those_of_another_year() -> None:
    found = statements(TWO_YEARS, form="10-K", period="19981231")
    assert [str(statement.columns[0].period) for statement in found] == [
        "1998-01-01/1998-03-31",
        "1997-01-01/1997-03-31",
    ]
    savings = next(item for item in found[0].items if item.label.startswith("Savings"))
    assert all(cell.period is not None and cell.period.start is not None for cell in savings.cells)


CONTENTS = """
The following consolidated financial statements of Birchwood Instruments Inc are included:

<TABLE>
<CAPTION>
                                                                          Page
<S>                                                              <C>      <C>
Consolidated Statements of Operations - Years Ended
     December 31, 1998, 1997 and 1996                                     F-3
Consolidated Statements of Stockholders' Equity -
     Years Ended December 31, 1998, 1997 and 1996                         F-4
Notes to Consolidated Financial Statements -                              F-6
</TABLE>
"""


def test_a_list_of_contents_is_no_statement() -> None:
    assert statements(CONTENTS, form="10-K", period="19981231") == ()


IN_FULL = """
                    CONSOLIDATED STATEMENTS OF INCOME
<TABLE>
<CAPTION>
                                         Years Ended December 31,
                                           1998             1997
<S>                                    <C>              <C>
Net sales                              $ 163,299,682    $ 121,139,118
Cost of sales                            123,682,160       91,226,000
Gross profit                              39,617,522       29,913,118
Selling and administrative                30,224,000       22,892,000
Net income                             $   9,393,522    $   7,021,118
Net income per share                   $        1.46    $         .93
</TABLE>

                        ELEVEN-YEAR SELECTED FINANCIAL DATA
<TABLE>
<CAPTION>
                                         Years Ended December 31,
                                         1990         1989         1988
<S>                                    <C>          <C>          <C>
Net sales                              $ 77,642     $ 65,583     $ 55,279
Net income                                4,230        3,981        3,510
Working capital                          22,390       16,548       15,893
Net income per share                        .69          .65          .57
</TABLE>
In the above table, all dollar amounts, except per share data, are in thousands.
"""


def test_a_summary_is_as_large_as_the_statements() -> None:
    assert [str(found.kind) for found in statements(IN_FULL, form="10-K", period="19981231")] == ["income"]


GRANTS = """
NOTE 8 - TREASURY STOCK
                                              Year Ended December 31, 1998
<TABLE>
<CAPTION>
                                                           Weighted Average
                                              Number of        Exercise
                                               Shares           Price
                                              ---------    ----------------
                                                     (in thousands,
                                                except per share amounts)
<S>                                           <C>          <C>
Outstanding at beginning of year                1,128           $12.00
Granted                                           744            35.51
Exercised                                        (173)            6.48
Forfeited                                         (81)           12.10
Outstanding at end of year                      1,618           $21.90
Weighted average value of what was granted     $24.90
</TABLE>
"""


def test_an_amount_at_the_foot_of_a_column_of_shares_is_no_share() -> None:
    (found,) = statements(GRANTS, form="10-K", period="19981231")
    assert [column.measure for column in found.columns] == [Measure.SHARES, Measure.PER_SHARE]
    assert values(found, "Granted") == [Decimal(744_000), Decimal("35.51")]
    assert values(found, "Weighted average value") == [Decimal("24.90")]


TWINS = """
                  Selected information (unaudited)
                  Quarter ended March 31,
<TABLE>
<CAPTION>
                                                     1999          1998
                                                  ----------    ----------
                                             (in thousands, except share data)
<S>                                               <C>           <C>
Total revenues                                    $  439,410    $  462,571
Net earnings                                          42,307        42,127
Weighted average common shares outstanding
  Basic                                           21,953,199    21,964,452
Diluted                                           22,953,199    22,131,119
</TABLE>
"""


def test_diluted_counts_what_basic_counts() -> None:
    (found,) = statements(TWINS)
    assert values(found, "Diluted") == [Decimal(22_953_199), Decimal(22_131_119)]


def test_a_currency_makes_no_money_of_shares_beside_their_amount() -> None:
    text = """
                    STATEMENTS OF CHANGES IN STOCKHOLDERS' EQUITY
                       FOR THE YEAR ENDED MARCH 31, 1999

<TABLE>
<CAPTION>
                                         Common Stock            Retained
                                     Amount        Shares        Earnings         Total
                                     ------        ------        --------         -----
<S>                               <C>            <C>            <C>            <C>
Balance at March 31, 1998         $   111,130    $ 1,111,300    $ 4,613,500    $ 4,724,630
Exercise of stock options                 900          9,000             --            900
Net income                                 --             --        941,370        941,370
                                  -----------    -----------    -----------    -----------
Balance at March 31, 1999         $   112,030    $ 1,120,300    $ 5,554,870    $ 5,666,900
</TABLE>
"""
    (equity,) = statements(text)
    assert [column.measure for column in equity.columns] == [None, Measure.SHARES, None, None]


CLASSES = """
                 CONSOLIDATED STATEMENTS OF SHAREHOLDERS' EQUITY
<TABLE>
<CAPTION>
                               Common stock issued
                               -------------------
                             Shares       Shares
                            Class "A"    Class "B"    Amount     Retained
                                                                 earnings      Total
<S>                        <C>          <C>          <C>        <C>          <C>
Balance, January 1, 1998   13,333,338   1,552,866   $148,862   $ 900,100   $1,048,962
Issuance of common stock      172,500          --      1,725          --        1,725
Net income                         --          --         --      80,000       80,000
Balance, December 31, 1998 13,505,838   1,552,866   $150,587   $ 980,100   $1,130,687
</TABLE>
"""


def test_a_column_of_shares_of_a_class_counts_them() -> None:
    equity = statements(CLASSES, "10-K", "19981231")[0]
    assert [column.measure for column in equity.columns][:3] == [Measure.SHARES, Measure.SHARES, None]


def test_an_average_value_in_whole_dollars_is_of_one_award() -> None:
    value = column_measure("Weighted-Average Grant-Date Fair Value", [_whole("144"), _whole("103")])
    assert value is Measure.PER_SHARE
    assert column_measure("Weighted-Average Remaining Grant Life", [_whole("7"), _whole("6")]) is None
    assert column_measure("Weighted-Average Grant-Date Fair Value", [_whole("144,000")]) is None


def _whole(text: str) -> Figure:
    span = Span(0, len(text))
    return Figure(FigureKind.NUMBER, Decimal(text.replace(",", "")), span, span, decimals=0, currency=None)


SCALED_HEADS = """
                  CONSOLIDATED STATEMENTS OF SHAREHOLDERS' EQUITY
                              (amounts in millions)
<TABLE>
<CAPTION>
                                 Common Stock         Common Stock      Retained
                                Shares (000's)           Amount         Earnings        Total
                                --------------        ------------      --------       -------
<S>                                   <C>                 <C>             <C>           <C>
Balance, December 31, 1997            41,250              $ 412            $1,110       $1,522
  Net income                                                                  205          205
  Shares issued                          730                  9                              9
Balance, December 31, 1998            41,980              $ 421            $1,315       $1,736
</TABLE>
"""


def test_a_head_of_shares_with_a_scale_of_its_own_is_still_one_of_shares() -> None:
    (found,) = statements(SCALED_HEADS)
    assert [column.measure for column in found.columns][:2] == [Measure.SHARES, None]
    assert (found.scale.money, found.scale.shares) == (6, 3)
    assert values(found, "Shares issued")[:2] == [Decimal(730_000), Decimal(9_000_000)]
