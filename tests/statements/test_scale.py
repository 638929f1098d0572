"""Phrases of scale and currency."""

from __future__ import annotations

import pytest

from converter.statements.scale import ScalePhrase, read_currency, read_scale
from tests.statements.filings import statements, values


@pytest.mark.parametrize(
    ("text", "money", "shares"),
    [
        ("(In thousands, except per share data)", 3, 3),
        ("(In thousands, except share and per share data)", 3, 0),
        ("(000's)", 3, 3),
        ("(000 omitted)", 3, 3),
        ("($000)", 3, None),
        ("$ in 000s", 3, None),
        ("- Thousands of Dollars -", 3, None),
        ("(Millions)", 6, 6),
        ("(in millions, except number of shares)", 6, 0),
        ("(dollars in millions and shares in thousands, except per share data)", 6, 3),
        ("(Expressed in thousands of U.S. dollars)", 3, None),
    ],
)
def test_scale(text: str, money: int, shares: int | None) -> None:
    found = read_scale(text)
    assert found is not None
    assert (found.money, found.shares, found.per_share) == (money, shares, 0)


@pytest.mark.parametrize(
    "text", ["issued 40 million shares", "three thousand", "Total assets", "authorized 1,000,000 shares"]
)
def test_prose_is_no_scale(text: str) -> None:
    assert read_scale(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(In thousands of yen)", "JPY"),
        ("thousands of Canadian dollars", "CAD"),
        ("(in thousands of U.S. dollars)", "USD"),
    ],
)
def test_currency(text: str, code: str) -> None:
    assert read_currency(text) == code


def test_a_scale_phrase_is_a_value() -> None:
    assert read_scale("in thousands") == ScalePhrase(3, 3)


STATED = """
                     BIRCHWOOD INSTRUMENTS, INC.
                     CONSOLIDATED BALANCE SHEETS
                           (In thousands)
                                            December 31,
                                        1998         1997
Cash                               $   4,310     $  3,925
Inventories                          118,415      108,902
Total assets                       $ 122,725     $112,827
Accounts payable                   $  22,725     $ 12,827
Common stock                         100,000      100,000
Total liabilities and equity       $ 122,725     $112,827
"""

SILENT = """
                     BIRCHWOOD INSTRUMENTS, INC.
                   CONSOLIDATED STATEMENTS OF INCOME

                                      Years ended December 31,
                                        1998         1997
Net sales                          $ 214,802     $213,977
Cost of sales                        114,102      103,077
Income taxes                          31,100       30,100
Net income                         $  69,600     $ 80,800
Average number of shares          34,910,683   34,910,683
"""

IN_FULL = """
                     BIRCHWOOD CAPITAL TRUST
                   CONSOLIDATED STATEMENTS OF INCOME

                                      Years ended December 31,
                                        1998         1997
Interest received                  $ 214,000     $213,000
Interest paid                        114,000      103,000
Income taxes                          31,000       30,000
Net income                         $  69,000     $ 80,000
"""


def test_a_count_of_shares_in_full_does_not_put_a_statement_in_full() -> None:
    _, income = statements(STATED + SILENT, form="10-K", period="19981231")
    assert values(income, "Net sales")[0] == 214_802_000
    assert [finding.code for finding in income.findings] == ["ix.statements.scale"]


def test_figures_that_end_in_noughts_are_not_guessed_to_be_in_thousands() -> None:
    _, income = statements(STATED + IN_FULL, form="10-K", period="19981231")
    assert values(income, "Net income")[0] == 69_000
