"""Whole statements, from a page of text to values and periods."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from converter.statements.recognise import _of_other_years
from converter.statements.statement import Basis, CheckKind, Measure, Role, StatementKind
from tests.statements.filings import periods, statements, values

BALANCE = """
                          BIRCHWOOD INSTRUMENTS, INC.
                          CONSOLIDATED BALANCE SHEETS
                                (In thousands)

                                                 March 31,   December 31,
                                                   1999          1998
                                                 ---------   ------------
                                                (Unaudited)
                                   ASSETS
Current assets:
   Cash and cash equivalents                      $  4,310       $  3,925
   Accounts receivable, net                         11,204         10,877
   Inventories                                       8,415          8,902
                                                  --------       --------
      Total current assets                          23,929         23,704
Property, plant and equipment, net                  15,062         15,318
                                                  --------       --------
                                                  $ 38,991       $ 39,022
                                                  ========       ========
"""

CLAIMS = """
                    LIABILITIES AND STOCKHOLDERS' EQUITY
Current liabilities:
   Accounts payable                               $  5,116       $  5,404
   Accrued expenses                                  2,210          2,377
                                                  --------       --------
      Total current liabilities                      7,326          7,781
Long-term debt                                       9,000          9,500
Stockholders' equity:
   Common stock                                        120            120
   Retained earnings                                22,545         21,621
                                                  --------       --------
      Total stockholders' equity                    22,665         21,741
                                                  --------       --------
                                                  $ 38,991       $ 39,022
                                                  ========       ========
"""

INCOME = """
                          BIRCHWOOD INSTRUMENTS, INC.
                     CONSOLIDATED STATEMENTS OF OPERATIONS
                 (In thousands, except per share data; unaudited)

                                                   Three Months Ended
                                                        March 31,
                                                 -----------------------
                                                    1999          1998
                                                 ---------     ---------
Net sales                                        $  14,802     $  13,977
Cost of sales                                        9,411         9,006
                                                 ---------     ---------
Gross profit                                         5,391         4,971
Selling, general and administrative expenses         3,802         3,655
                                                 ---------     ---------
Operating income                                     1,589         1,316
Interest expense                                      (165)         (188)
                                                 ---------     ---------
Income before income taxes                           1,424         1,128
Provision for income taxes                             500           395
                                                 ---------     ---------
Net income                                       $     924     $     733
                                                 =========     =========
Net income per share:
   Basic                                         $     .77     $     .61
   Diluted                                       $     .75     $     .60
Weighted average shares outstanding:
   Basic                                             1,200         1,200
   Diluted                                           1,232         1,221
"""

CASH_FLOW = """
                          BIRCHWOOD INSTRUMENTS, INC.
                     CONSOLIDATED STATEMENTS OF CASH FLOWS
                           (In thousands, unaudited)

                                                  Three Months Ended
                                                       March 31,
                                                    1999       1998
                                                  --------   --------
Cash flows from operating activities:
   Net income                                      $   924    $   733
   Depreciation and amortization                       512        498
   Change in working capital                          (295)      (401)
                                                   -------    -------
      Net cash provided by operating activities      1,141        830
                                                   -------    -------
Cash flows from investing activities:
   Capital expenditures                               (256)      (330)
                                                   -------    -------
      Net cash used in investing activities           (256)      (330)
                                                   -------    -------
Cash flows from financing activities:
   Repayment of long-term debt                        (500)      (500)
                                                   -------    -------
      Net cash used in financing activities           (500)      (500)
                                                   -------    -------
Net increase in cash and cash equivalents              385         --
Cash and cash equivalents at beginning of period     3,925      2,641
                                                   -------    -------
Cash and cash equivalents at end of period         $ 4,310    $ 2,641
                                                   =======    =======
"""


def test_a_balance_sheet_on_two_tables_is_one_statement() -> None:
    (found,) = statements(BALANCE + CLAIMS)
    assert found.kind is StatementKind.BALANCE
    assert periods(found) == ["1999-03-31", "1998-12-31"]
    assert values(found, "Retained earnings") == [Decimal(22_545_000), Decimal(21_621_000)]
    assert all(check.holds for check in found.checks)
    assert any(check.kind is CheckKind.BALANCE for check in found.checks)


def test_unlabelled_totals_have_their_parts() -> None:
    (found,) = statements(BALANCE + CLAIMS)
    bare = [item for item in found.items if not item.label]
    assert [item.role for item in bare] == [Role.TOTAL, Role.TOTAL]
    parts = [item.label for item in found.items if item.parent == bare[0].index]
    assert parts == ["Total current assets", "Property, plant and equipment, net"]


def test_sections_are_the_headings_above() -> None:
    (found,) = statements(BALANCE + CLAIMS)
    inventories = next(item for item in found.items if item.label == "Inventories")
    assert inventories.section == ("ASSETS", "Current assets")


def test_an_income_statement_scales_money_and_shares_not_earnings_per_share() -> None:
    (found,) = statements(INCOME)
    assert found.kind is StatementKind.INCOME
    assert periods(found) == ["1999-01-01/1999-03-31", "1998-01-01/1998-03-31"]
    assert values(found, "Net income") == [Decimal(924_000), Decimal(733_000)]
    by_measure = [item.measure for item in found.items if item.label in ("Basic", "Diluted")]
    assert by_measure == [Measure.PER_SHARE, Measure.PER_SHARE, Measure.SHARES, Measure.SHARES]
    assert values(found, "Basic") == [Decimal("0.77"), Decimal("0.61")]
    assert [cell.value for cell in found.items[-1].cells] == [Decimal(1_232_000), Decimal(1_221_000)]


def test_costs_are_subtracted_and_income_foots() -> None:
    (found,) = statements(INCOME)
    weights = {item.label: item.weight for item in found.items if item.parent is not None}
    assert weights["Cost of sales"] == -1
    assert weights["Interest expense"] == 1
    assert weights["Provision for income taxes"] == -1
    assert all(check.holds for check in found.checks)


def test_cash_at_both_ends_is_a_balance_and_ties() -> None:
    _, income, cash = statements(BALANCE + CLAIMS + INCOME + CASH_FLOW)
    by_label = {item.label: item for item in cash.items}
    opening = by_label["Cash and cash equivalents at beginning of period"]
    assert [str(cell.period) for cell in opening.cells] == ["1998-12-31", "1997-12-31"]
    assert opening.parent is None
    ties = [check for check in cash.checks if check.kind is CheckKind.TIE]
    assert {check.other for check in ties} == {"s1", income.id}
    assert all(check.holds for check in ties)


def test_a_dash_is_zero_in_a_column_that_reports() -> None:
    (found,) = statements(CASH_FLOW)
    assert values(found, "Net increase in cash") == [Decimal(385_000), Decimal(0)]


def test_a_wrong_total_in_the_source_is_told() -> None:
    wrong = INCOME.replace("5,391         4,971", "5,391         4,917")
    (found,) = statements(wrong)
    failing = [check for check in found.checks if not check.holds]
    assert {check.column for check in failing} == {1}
    assert "ix.footing.source" in {finding.code for finding in found.findings}


def test_gaap_adjustments_and_non_gaap_columns() -> None:
    (found,) = statements(
        """
                            BIRCHWOOD INSTRUMENTS, INC.
               Condensed Consolidated Statements of Operations
                    (In thousands, except per share data)

                                      Three months ended
                                        March 31, 1999
                               -----------------------------
                              US GAAP                Non-GAAP
                             Results   Adjustments   Results
                               -----------------------------
Revenues                       $18,644     $--       $18,644
Cost of revenues                 9,047      --         9,047
                              --------  ------      --------
Gross profit                     9,597      --         9,597
Gross profit %                    51.5%                 51.5%
Amortization                       271    (271)           --
General and administrative       2,999      --         2,999
                              --------  ------      --------
Total operating expenses         3,270    (271)        2,999
                              --------  ------      --------
Net income                      $6,327    $271        $6,598
                              ========  ======      ========
""",
        form="8-K",
    )
    assert [column.basis for column in found.columns] == [Basis.REPORTED, Basis.ADJUSTMENT, Basis.NON_GAAP]
    assert periods(found) == ["1999-01-01/1999-03-31"] * 3
    assert values(found, "Gross profit %") == [Decimal("0.515"), Decimal("0.515")]
    across = [check for check in found.checks if check.kind is CheckKind.CROSS_COLUMN]
    assert across
    assert all(check.holds for check in across)


def test_bare_years_of_a_fiscal_year_that_ends_in_january() -> None:
    page = """
                          BIRCHWOOD STORES, INC.
                       CONSOLIDATED BALANCE SHEETS
                             (In thousands)

                                           January 31,   January 31,
                                              1999          1998
                                           -----------   -----------
Cash and cash equivalents                     $  4,310      $  3,925
Merchandise inventories                         38,415        38,902
                                              --------      --------
Total assets                                  $ 42,725      $ 42,827
                                              ========      ========
Accounts payable                              $ 12,725      $ 13,827
Stockholders' equity                            30,000        29,000
                                              --------      --------
Total liabilities and stockholders' equity    $ 42,725      $ 42,827
                                              ========      ========


                          BIRCHWOOD STORES, INC.
                     CONSOLIDATED STATEMENTS OF INCOME
                             (In thousands)

                                              Fiscal Year
                                           1998          1997
                                         --------      --------
Net sales                                $184,310      $173,925
Cost of sales                             121,415       115,902
                                         --------      --------
Gross profit                               62,895        58,023
Selling and administrative expenses        58,895        55,023
                                         --------      --------
Net income                               $  4,000      $  3,000
                                         ========      ========
"""
    _, income = statements(page, form="10-K", period="19990131", year_end="0131")
    assert periods(income) == ["1998-02-01/1999-01-31", "1997-02-01/1998-01-31"]


def test_a_statement_of_equity_runs_from_balance_to_balance() -> None:
    page = """
                          BIRCHWOOD INSTRUMENTS, INC.
                CONSOLIDATED STATEMENTS OF STOCKHOLDERS' EQUITY
                               (In thousands)

                                          Common      Retained
                                           Stock      Earnings       Total
                                         --------     --------     --------
Balance at December 31, 1996             $    118     $ 15,870     $ 15,988
   Net income                                  --        2,415        2,415
   Issuance of common stock                     2           --            2
                                         --------     --------     --------
Balance at December 31, 1997                  120       18,285       18,405
   Net income                                  --        3,336        3,336
                                         --------     --------     --------
Balance at December 31, 1998             $    120     $ 21,621     $ 21,741
                                         ========     ========     ========
"""
    (found,) = statements(page, form="10-K", period="19981231")
    assert found.kind is StatementKind.EQUITY
    assert [column.basis for column in found.columns] == [Basis.COMPONENT, Basis.COMPONENT, Basis.REPORTED]
    assert [column.member for column in found.columns] == ["Common Stock", "Retained Earnings", None]
    by_row = [{str(cell.period) for cell in item.cells} for item in found.items]
    assert by_row == [
        {"1996-12-31"},
        {"1997-01-01/1997-12-31"},
        {"1997-01-01/1997-12-31"},
        {"1997-12-31"},
        {"1998-01-01/1998-12-31"},
        {"1998-12-31"},
    ]


def test_a_scale_that_only_another_table_states() -> None:
    silent = INCOME.replace("(In thousands, except per share data; unaudited)", "(unaudited)")
    between = "\n<PAGE>\nThe results of the quarter are repeated here for the convenience of the reader.\n\n"
    found, *_ = statements(silent + between + INCOME.replace("STATEMENTS OF OPERATIONS", "SUMMARY OF OPERATIONS"))
    assert found.scale.money == 3
    assert values(found, "Net sales") == [Decimal(14_802_000), Decimal(13_977_000)]


def test_a_scale_that_no_table_states_is_none() -> None:
    (found,) = statements(INCOME.replace("(In thousands, except per share data; unaudited)", "(unaudited)"))
    assert values(found, "Net sales") == [Decimal(14_802), Decimal(13_977)]


def test_a_statement_of_a_scaled_set_is_scaled_with_a_warning() -> None:
    silent = INCOME.replace("(In thousands, except per share data; unaudited)", "(unaudited)")
    _, found = statements(BALANCE + CLAIMS + silent)
    assert values(found, "Net sales") == [Decimal(14_802_000), Decimal(13_977_000)]
    assert "ix.statements.scale" in {finding.code for finding in found.findings}


def test_an_index_of_statements_is_none() -> None:
    page = """
                   INDEX TO CONSOLIDATED FINANCIAL STATEMENTS

                                                                  Page
                                                                  ----
Report of Independent Auditors                                      21
Consolidated Balance Sheets as of December 31, 1998 and 1997        22
Consolidated Statements of Operations for the three years
   ended December 31, 1998                                          23
Consolidated Statements of Cash Flows for the three years
   ended December 31, 1998                                          24
"""
    assert statements(page, form="10-K", period="19981231") == ()


def test_share_counts_are_refereed_by_earnings_per_share() -> None:
    full = INCOME.replace("1,200         1,200", "1,200,000     1,200,000").replace(
        "1,232         1,221", "1,232,000     1,221,000"
    )
    (found,) = statements(full)
    assert [cell.value for cell in found.items[-1].cells] == [Decimal(1_232_000), Decimal(1_221_000)]


def test_tables_that_are_no_statements_are_left_out() -> None:
    page = """
                                 EXHIBIT INDEX

Exhibit                                                       Page
- -------                                                       ----
 3.1     Articles of Incorporation                              21
10.1     Lease of the Dover plant                               34
27       Financial Data Schedule                                55


                          Quarterly prices of common stock

                                            High          Low
                                          --------      --------
First quarter                              $ 12.50       $ 10.25
Second quarter                               13.00         11.75
"""
    assert statements(page) == ()


def test_a_slip_beside_the_day_of_a_balance_sheet_is_no_end_of_a_year() -> None:
    """A head that says June 25 for the year that the balance sheet closes on June 24 leaves the year its one end."""
    ends = {date(1995, 6, 30), date(1994, 6, 24)}
    further = {date(1994, 6, 25), date(1994, 6, 24), date(1993, 6, 25)}
    assert _of_other_years(further, ends) == {date(1994, 6, 24), date(1993, 6, 25)}
