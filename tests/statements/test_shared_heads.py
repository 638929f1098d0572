"""Columns of equity whose heads only say what they count."""

from __future__ import annotations

import pytest

from converter.statements.shared_heads import names_of_components
from converter.statements.statement import Basis, Measure
from tests.statements.filings import statements

CAPITAL = "Additional Paid-in Capital"


@pytest.mark.parametrize(
    ("names", "whose"),
    [
        (("Common Stock Shares", "Amount", CAPITAL), ("Common Stock Shares", "Common Stock Amount", CAPITAL)),
        (("Shares", "Common Stock Amount", CAPITAL), ("Common Stock Shares", "Common Stock Amount", CAPITAL)),
        (("Number of shares", "Common Stock", CAPITAL), ("Common Stock Shares", "Common Stock", CAPITAL)),
        (("Shares of Trust", "Dollars", CAPITAL), ("Shares of Trust Shares", "Shares of Trust Amount", CAPITAL)),
        (("Preferred Stock", "Shares", "Amount", CAPITAL), ("Preferred Stock", None, None, CAPITAL)),
        (("Number of shares", "Common Stock", "Preferred Stock"), (None, "Common Stock", "Preferred Stock")),
        (("Shares", "Common Stock", "Treasury Stock Shares"), (None, "Common Stock", "Treasury Stock Shares")),
    ],
)
def test_a_head_that_only_counts_is_of_its_neighbour_where_that_is_certain(
    names: tuple[str, ...], whose: tuple[str | None, ...]
) -> None:
    assert names_of_components(names) == whose


BY_YEARS = """
                     CONSOLIDATED STATEMENTS OF STOCKHOLDERS' EQUITY
                         (in thousands, except share amounts)

For the years ended December 31,
                                      1998                1997
                                Shares     Amount    Shares     Amount
<S>                            <C>        <C>       <C>        <C>
Common stock
Balance at beginning of year   848,956    $  849    840,011    $  840
Common stock issued             10,000        10      8,945         9
Balance at end of year         858,956       859    848,956       849
Paid in capital
Balance at beginning of year              37,280               36,699
Common stock issued                          498                  581
Balance at end of year                    37,778               37,280
"""


def test_where_no_head_names_a_component_the_rows_do() -> None:
    (found,) = statements(BY_YEARS, form="10-K", period="19981231")
    assert [(column.basis, column.measure) for column in found.columns] == [
        (Basis.REPORTED, Measure.SHARES),
        (Basis.REPORTED, None),
    ] * 2
    assert all(column.period is not None for column in found.columns)
