"""Pages that are easily read wrong without anybody noticing."""

from __future__ import annotations

from decimal import Decimal

from converter.statements.statement import Basis, StatementKind
from tests.statements.filings import statements, values

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
