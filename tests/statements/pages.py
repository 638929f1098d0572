"""Pages that tests of several subjects read."""

from __future__ import annotations

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
