"""Years in a column of their own."""

from __future__ import annotations

from tests.statements.filings import statements

ALLOWANCES = """
                             VALUATION AND QUALIFYING ACCOUNTS
                                    (In thousands)
                               Year ended December 31, 1998
                                         Balance at                                Balance at
                                         beginning      Additions    Deductions      end
<S>                              <C>        <C>            <C>          <C>          <C>
Allowance for doubtful ferries   1998     $  420         $  460       $  310       $  570
Allowance for doubtful ferries   1997        260            540          380          420
Allowance for doubtful ferries   1996        140            280          160          260
"""


def test_a_year_before_the_amounts_is_no_amount_and_dates_its_row() -> None:
    for found in statements(ALLOWANCES, form="10-K", period="19981231"):
        for item in found.items:
            assert not [cell for cell in item.cells if cell.figure.value in (1998, 1997, 1996)]
        for item in found.items[1:]:
            ends = {cell.period.end.year for cell in item.cells if cell.period}
            assert 1998 not in ends
