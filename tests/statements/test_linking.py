"""What ties statements to each other."""

from __future__ import annotations

from tests.statements.filings import statements

FLOWS = """
                      BIRCHWOOD INSTRUMENTS, INC.
                 CONSOLIDATED STATEMENTS OF CASH FLOWS{more}
                                 (In thousands)

                                      Years ended December 31,
                                        {years}
{rows}
"""
OPERATING = """Operating activities:
Net income                          $  9,600     $ 10,800     $ 8,400
Depreciation                           4,102        3,977       3,801
Net cash from operating activities    13,702       14,777      12,201
"""
INVESTING = """Investing activities:
Capital expenditures                  (5,100)      (4,300)
Net cash used for investing           (5,100)      (4,300)
Cash at end of year                    8,602        7,101
"""


def test_a_statement_on_two_pages_that_are_not_one_table_is_carried_on() -> None:
    first = FLOWS.format(more="", years="1998         1997        1996", rows=OPERATING)
    second = FLOWS.format(more=" (CONTINUED)", years="1998         1997", rows=INVESTING)
    found = statements(first + "\n<PAGE>\n" + second, form="10-K", period="19981231")
    assert [each.continues for each in found] == [None, "s1"]


def test_two_statements_of_a_kind_are_two() -> None:
    first = FLOWS.format(more="", years="1998         1997        1996", rows=OPERATING)
    second = FLOWS.format(more=" OF THE TRUST", years="1998         1997", rows=INVESTING)
    found = statements(first + "\n<PAGE>\n" + second, form="10-K", period="19981231")
    assert [each.continues for each in found] == [None, None]
