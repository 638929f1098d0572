"""Notes, and columns of notes, that report balances whatever periods stand over them."""

from __future__ import annotations

import pytest

from converter.statements.statement import Statement
from tests.statements.filings import statements

LENGTHS = """
                           (In thousands)
                                   Years ended December 31,
                                     1998         1997
<S>                                  <C>          <C>
"""

DEFERRED = """
The parts of deferred taxes are:
{lengths}Deferred tax assets:
  Wharf repairs ................    $   310      $   282
  Operating loss carryforwards .        144          156
  Doubtful accounts receivable .        (21)         (17)
Total deferred tax assets ......        433          421
Deferred tax liabilities:
  Ferries ......................        205          198
Net deferred tax asset .........    $   228      $   223
"""

PROVISION = """
{lengths}Income taxes at the statutory rate   $   410      $   382
  Harbour dues .................         44           36
Valuation allowance ............        (21)         (17)
Deferred tax assets written down         12           11
Provision for income taxes .....    $   445      $   412
"""

DEBT = """
{lengths}Harbour bonds, due 2004 ......    $ 1,310      $ 1,282
Ferry notes, due 2006 ..........        744          756
Series C, due 2011 .............        421          417
Total long-term debt ...........    $ 2,475      $ 2,455
"""

INSURED = """
                           (In thousands)
Year ended December 31, 1998
                          Deferred
                         acquisition     Unearned       Premium     Amortization of
Segment                     costs        premiums       revenue   acquisition costs
<S>                          <C>            <C>            <C>            <C>
Ferries ..............    $  1,310      $  2,282      $  7,115      $    612
Wharves ..............         744           956         3,208           301
Total ................    $  2,054      $  3,238      $ 10,323      $    913
"""

SIDES = """
                           (In thousands)
                                 Year ended December 31, 1998
                              Assets     Liabilities      Total
<S>                            <C>           <C>           <C>
Wharf repairs ..........    $   310      $     -      $   310
Ferries ................         22         (205)        (183)
Operating loss .........        144            -          144
"""

LEVELS = """
                           (In thousands)
                              Year ended December 31, 1998
                          Level 1      Level 2        Total       Losses
<S>                          <C>          <C>          <C>          <C>
Ferries ..............    $ 1,310      $ 2,282      $ 3,592      $   412
Wharves ..............        744          956        1,700          301
Total ................    $ 2,054      $ 3,238      $ 5,292      $   713
"""

AREAS = """
Area Net Revenues
                           (In thousands)
                                     1998         1997
<S>                                  <C>          <C>
Northern shore .................    $ 5,310      $ 5,282
Southern shore .................      2,144        2,156
Eliminations ...................       (121)        (117)
Total ..........................    $ 7,333      $ 7,321
Area Identifiable Assets
Northern shore .................    $ 9,310      $ 9,282
Southern shore .................      3,144        3,156
Islands ........................        844          823
Total ..........................    $13,298      $13,261
"""


def note(text: str) -> Statement:
    return statements(text.format(lengths=LENGTHS), form="10-K", period="19981231")[-1]


def instants(found: Statement) -> set[bool | None]:
    return {None if cell.period is None else cell.period.is_instant for item in found.items for cell in item.cells}


@pytest.mark.parametrize("text", [DEFERRED, DEBT])
def test_components_of_deferred_taxes_and_issues_of_debt_are_balances(text: str) -> None:
    assert instants(note(text)) == {True}


def test_a_provision_with_words_of_deferred_taxes_is_no_table_of_balances() -> None:
    assert instants(note(PROVISION)) != {True}


def test_columns_of_a_schedule_of_insurance_are_balances_or_flows_by_their_heads() -> None:
    for item in note(INSURED).items:
        assert [cell.period is not None and cell.period.is_instant for cell in item.cells] == [True, True, False, False]


def test_assets_beside_liabilities_are_balances() -> None:
    assert instants(note(SIDES)) == {True}


def test_levels_of_fair_values_are_balances() -> None:
    for item in note(LEVELS).items:
        told = [cell.period is not None and cell.period.is_instant for cell in item.cells]
        assert told == [True, True, True, False]


def test_a_heading_further_down_tells_nothing_against_the_title() -> None:
    rows = [cell for item in note(AREAS).items[:4] for cell in item.cells]
    assert not any(cell.period and cell.period.is_instant for cell in rows)
