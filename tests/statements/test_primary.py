"""Which tables are the primary statements of a filing, and which only discuss, condense or explain them."""

from __future__ import annotations

import pytest

from converter.statements.statement import Statement, StatementKind
from tests.statements.filings import statements

INCOME = """
                     BIRCHWOOD INSTRUMENTS, INC.
                  CONSOLIDATED STATEMENTS OF INCOME
                           (In thousands)

                                              Years Ended December 31,
                                                 1998          1997
                                              ---------     ---------
Net sales                                     $  59,802     $  53,977
Cost of sales                                    39,411        36,006
                                              ---------     ---------
Gross profit                                     20,391        17,971
Selling, general and administrative              13,802        12,655
                                              ---------     ---------
Income before income taxes                        6,589         5,316
Provision for income taxes                        2,500         2,095
                                              ---------     ---------
Net income                                    $   4,089     $   3,221
                                              =========     =========
"""

BALANCE = """
                     BIRCHWOOD INSTRUMENTS, INC.
                     CONSOLIDATED BALANCE SHEETS
                           (In thousands)

                                                  December 31,
                                                 1998          1997
                                              ---------     ---------
Cash and cash equivalents                     $   4,310     $   3,925
Accounts receivable                              11,204        10,877
                                              ---------     ---------
Total assets                                  $  15,514     $  14,802
                                              =========     =========
Accounts payable                              $   5,116     $   5,404
Stockholders' equity                             10,398         9,398
                                              ---------     ---------
Total liabilities and stockholders' equity    $  15,514     $  14,802
                                              =========     =========
"""

DISCUSSED = """
                        RESULTS OF OPERATIONS
                           (In thousands)

                                        1998          1997       Change
                                     ---------     ---------   ---------
Net sales                            $  59,802     $  53,977   $   5,825
Cost of sales                           39,411        36,006       3,405
Gross profit                            20,391        17,971       2,420
Selling, general and administrative     13,802        12,655       1,147
Income before income taxes               6,589         5,316       1,273
Net income                               4,089         3,221         868
"""

QUARTERS = """
                     Year ended December 31, 1998
                           (In thousands)

                                  First      Second       Third      Fourth
                                 Quarter     Quarter     Quarter     Quarter
                                --------    --------    --------    --------
Net sales                       $ 14,001    $ 14,802    $ 15,104    $ 15,895
Cost of sales                      9,300       9,711       9,990      10,410
Gross profit                       4,701       5,091       5,114       5,485
Income before income taxes         1,420       1,630       1,650       1,889
Net income                      $    880    $  1,010    $  1,020    $  1,179
Net income per share            $    .22    $    .25    $    .26    $    .29
"""

REPRICED = """
                      STATEMENT OF CONDITION BY REPRICING
                        (Dollars in thousands)

                             0-90       91-365       Over
                             Days        Days      1 Year       Total
                           --------    --------   --------    --------
Federal funds sold         $  2,000    $     --   $     --    $  2,000
Loans                        14,100       9,200     31,000      54,300
                           --------    --------   --------    --------
Total assets               $ 16,100    $  9,200   $ 31,000    $ 56,300
                           ========    ========   ========    ========
Total deposits             $ 20,000    $ 11,000   $ 12,000    $ 43,000
"""

DEFERRED = """
                DEFERRED TAX ASSETS AND LIABILITIES
                           (In thousands)

                                               December 31,
                                             1998        1997
                                           --------    --------
Allowance for doubtful accounts            $    310    $    280
Inventories                                     150         120
Depreciation                                    720         655
                                           --------    --------
Net deferred tax asset                     $  1,180    $  1,055
                                           ========    ========
"""

SPOKEN_OF = """
The following amounts are recognized in the Company's
Consolidated Balance Sheets:
                           (In thousands)

                                               December 31,
                                             1998        1997
                                           --------    --------
Projected benefit obligation               $  4,410    $  4,105
Plan assets at fair value                     3,900       3,700
                                           --------    --------
Unfunded obligation                        $    510    $    405
                                           ========    ========
"""

SHARES_OF_SALES = """
The table shows items of the statements of income as a percentage of net sales:

                                             1998        1997
                                           --------    --------
Net sales                                     100.0       100.0
Cost of sales                                  65.9        66.7
Gross profit                                   34.1        33.3
Selling, general and administrative            23.1        23.4
Net income                                      6.8         6.0
"""

CONDENSED = """
                           (In thousands)

                                                  December 31,
                                                 1998          1997
                                              ---------     ---------
Total assets                                  $   9,210     $   8,400
Total current liabilities                         3,050         2,900
Total liabilities and partners' equity        $   9,210     $   8,400
                                              =========     =========
"""

CASH = """
                      STATEMENT OF CASH FLOWS
                           (In thousands)

                                              Years Ended December 31,
                                                 1998          1997
                                              ---------     ---------
Cash Flows from Operations:
  Net income                                  $   4,089     $   3,221
  Accounts receivable                              (327)         (411)
  Inventories                                      (480)         (390)
  Accounts payable                                  288           105
Cash Flows from Financing:
  Long-term debt                                   (500)         (500)
  Preferred stock                                  (100)           --
Net Change in Cash at December 31             $   2,970     $   2,025
                                              =========     =========
"""

OWNERS = """
        Consolidated Statements of Changes in Stockholders' Equity
                           (In thousands)

                                              Years Ended December 31,
                                                 1998          1997
                                              ---------     ---------
Series A common stock:
  Beginning and end of year                   $   1,200     $   1,200
Common stock:
  Beginning and end of year                         400           400
Additional paid-in capital:
  Beginning and end of year                       2,000         2,000
Retained earnings:
  Beginning of year                               5,798         2,577
  Net income                                      4,089         3,221
  End of year                                     9,887         5,798
Treasury stock:
  Beginning and end of year                        (300)         (300)
Total stockholders' equity                    $  13,187     $   9,098
                                              =========     =========
"""

ABROAD = """
                5.1 Consolidated statement
                       of income
                      (in thousands)

                                        1998          1997
                                     ---------     ---------
Sales                                   59,802        53,977
Cost of sales                          (39,411)      (36,006)
Gross margin                            20,391        17,971
Research and development                (3,000)       (2,900)
Operating income                        17,391        15,071
"""


BETWEEN = "The accompanying notes, which begin on the next page, are an integral part of these statements."


def _read(*texts: str) -> tuple[Statement, ...]:
    tables = (f"<TABLE>\n{text}\n</TABLE>\n{BETWEEN}\n" for text in texts)
    return statements("<PAGE>\n".join(tables), form="10-K", period="19981231")


def _kinds(*texts: str) -> list[StatementKind]:
    return [found.kind for found in _read(*texts)]


def test_a_table_of_managements_discussion_is_no_income_statement() -> None:
    assert _kinds(DISCUSSED, INCOME) == [StatementKind.SELECTED, StatementKind.INCOME]


def test_without_a_named_statement_the_table_that_has_its_labels_is_one() -> None:
    assert _kinds(DISCUSSED, BALANCE) == [StatementKind.INCOME, StatementKind.BALANCE]


@pytest.mark.parametrize("others", [(), (INCOME,)])
def test_quarters_side_by_side_are_no_income_statement(others: tuple[str, ...]) -> None:
    assert _kinds(*others, QUARTERS)[len(others) :] == [StatementKind.SELECTED]


def test_amounts_by_when_they_are_repriced_are_no_balance_sheet() -> None:
    assert StatementKind.BALANCE not in _kinds(REPRICED)


def test_a_note_with_a_statements_name_in_its_title_is_none() -> None:
    assert _kinds(BALANCE, DEFERRED) == [StatementKind.BALANCE, StatementKind.OTHER]


def test_a_sentence_that_speaks_of_a_statement_does_not_make_the_table_below_one() -> None:
    assert _kinds(BALANCE, SPOKEN_OF) == [StatementKind.BALANCE, StatementKind.OTHER]


def test_percentages_of_sales_are_no_statement() -> None:
    assert _kinds(SHARES_OF_SALES, INCOME) == [StatementKind.INCOME]


def test_a_table_without_a_name_that_condenses_a_statement_is_not_the_registrants_balance_sheet() -> None:
    assert _kinds(BALANCE, INCOME, CONDENSED)[::2] == [StatementKind.BALANCE, StatementKind.SELECTED]


def test_the_name_of_a_statement_outweighs_labels_of_another() -> None:
    assert _kinds(CASH) == [StatementKind.CASH_FLOW]


def test_balances_of_equity_one_below_another_are_a_statement_of_equity() -> None:
    assert _kinds(OWNERS) == [StatementKind.EQUITY]


def test_a_name_in_small_letters_over_two_lines() -> None:
    (found,) = _read(ABROAD)
    assert (found.kind, found.title) == (StatementKind.INCOME, "5.1 Consolidated statement of income")


def test_a_summary_of_a_balance_sheet_is_read_as_balances() -> None:
    summary = BALANCE.replace("CONSOLIDATED BALANCE SHEETS", "BALANCE SHEET DATA")
    data = _read(summary, BALANCE)[0]
    assert data.kind is StatementKind.SELECTED
    assert {str(cell.period) for item in data.items for cell in item.cells} == {"1998-12-31", "1997-12-31"}


PERIODS_OF_EQUITY = """
                       BIRCHWOOD INSTRUMENTS INC
                             BALANCE SHEET
                            (In thousands)
                                                 March 31,  December 31,
                                                      1999         1998
ASSETS
Cash                                             $   1,210    $   1,100
Accounts receivable                                 11,880       10,790
     Total assets                                $  13,090    $  11,890
LIABILITIES AND STOCKHOLDERS' EQUITY
Accounts payable                                 $   4,500    $   4,450
Common stock                                           700          690
Retained earnings                                    7,890        6,750
     Total liabilities and stockholders' equity  $  13,090    $  11,890

                       BIRCHWOOD INSTRUMENTS INC
               CONSOLIDATED STATEMENTS OF STOCKHOLDERS' EQUITY
                       Three Months Ended March 31, 1999
                 (In thousands, except number of shares)
                                    Common Stock           Retained
                                 Shares       Amount       Earnings        Total
Balance, December 31, 1998   69,000,000      $   690       $  6,750     $  7,440
Shares issued                 1,000,000           10                          10
Net income                                                    1,140        1,140
Balance, March 31, 1999      70,000,000      $   700       $  7,890     $  8,590

                       Three Months Ended March 31, 1998

                                    Common Stock           Retained
                                 Shares       Amount       Earnings        Total
Balance, December 31, 1997   67,500,000      $   675       $  5,310     $  5,985
Shares issued                   500,000            5                           5
Net income                                                      940          940
Balance, March 31, 1998      68,000,000      $   680       $  6,250     $  6,930
"""


def test_the_next_period_of_a_statement_of_equity_is_one_of_equity_and_of_its_scale() -> None:
    _, first, second = statements(PERIODS_OF_EQUITY)
    assert (first.kind, second.kind) == (StatementKind.EQUITY, StatementKind.EQUITY)
    assert [cell.value for cell in second.items[0].cells] == [67_500_000, 675_000, 5_310_000, 5_985_000]
    assert [str(item.cells[-1].period) for item in second.items] == [
        "1997-12-31",
        "1998-01-01/1998-03-31",
        "1998-01-01/1998-03-31",
        "1998-03-31",
    ]
