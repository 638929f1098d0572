"""The scale of share counts on pages that speak of dollars alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from converter.statements.statement import Statement, StatementKind
from tests.statements.filings import statements, values

COVER = """
                                   FORM 10-K
                          BIRCHWOOD INSTRUMENTS, INC.
Number of shares of common stock outstanding at March 1, 1999: {count}
"""

EQUITY = """
                 CONSOLIDATED STATEMENT OF STOCKHOLDERS' EQUITY
                        ({phrase})
<TABLE>
<CAPTION>
                                            Common Stock      Retained
                                          Shares     Amount   Earnings     Total
<S>                                      <C>        <C>       <C>         <C>
Balance at December 31, 1997              {opening}   $ 4,404   $ 10,000    $ 14,404
Net income                                                      2,000       2,000
Issued under employee plans                 2,301        23                     23
Balance at December 31, 1998              {closing}   $ 4,427   $ 12,000    $ 16,427
</TABLE>
"""


def _equity(count: str, phrase: str = "Dollars in thousands") -> Statement:
    page = EQUITY.format(phrase=phrase, opening="440,441", closing="442,742")
    found = statements(COVER.format(count=count) + page, "10-K", "19981231")
    return next(each for each in found if each.kind is StatementKind.EQUITY)


@pytest.mark.parametrize(("count", "power"), [("439,811", 0), ("442,741,950", 3)])
def test_the_cover_proves_the_scale_of_a_column_of_shares(count: str, power: int) -> None:
    equity = _equity(count)
    assert (equity.scale.money, equity.scale.shares) == (3, power)
    assert values(equity, "Issued under")[0] == Decimal(2301).scaleb(power)


def test_counts_whose_scale_nothing_proves_have_no_value() -> None:
    """Of 28 million shares 442,742 may be those of one class, and so may 442,742 thousand not."""
    found = statements(
        EQUITY.format(phrase="Dollars in thousands", opening="40,441", closing="42,742"), "10-K", "19981231"
    )
    (equity,) = [each for each in found if each.kind is StatementKind.EQUITY]
    assert values(equity, "Issued under") == [None, 23_000, 23_000]
    assert any("scale of the 3 counts of shares" in finding.message for finding in equity.findings)


def test_more_shares_than_the_company_has_are_in_full() -> None:
    assert _equity("28,105,300").scale.shares == 0


def test_the_cover_overrules_a_phrase_that_puts_thousands_of_shares_in_full() -> None:
    assert _equity("442,741,950", "In thousands, except share data").scale.shares == 3
    assert _equity("439,811", "In thousands, except share data").scale.shares == 0


THOUSANDS = """
                     BIRCHWOOD INSTRUMENTS, INC.
                     CONSOLIDATED STATEMENTS OF INCOME
            (Dollars in millions, except per share amounts)
                                        Year ended December 31,
                                           1998          1997
Net sales                            $  118,310    $  103,925
Cost of sales                           115,756       102,103
Net income                           $    2,554    $    1,822
Net income per share                 $     0.48    $     0.35
Average shares outstanding                5,271         5,187
"""


def test_amounts_a_share_prove_the_scale_of_shares() -> None:
    (income,) = statements(THOUSANDS, "10-K", "19981231")
    assert values(income, "Average shares") == [5_271_000_000, 5_187_000_000]


def test_counts_beside_those_whose_label_scales_them_are_of_their_scale() -> None:
    rows = """Weighted average shares (millions)        5,271         5,187
Stock options                                38            25
Average shares, diluted (millions)        5,309         5,212
"""
    (income,) = statements(
        THOUSANDS.replace("Average shares outstanding                5,271         5,187\n", rows).replace(
            "0.48", "2.48"
        ),
        "10-K",
        "19981231",
    )
    assert values(income, "Stock options") == [38_000_000, 25_000_000]


TRUST = """
                 STATEMENT OF CHANGES IN SHAREHOLDERS' EQUITY
<TABLE>
<CAPTION>
                                  Shares of
                              Beneficial Interest      Net          Total
                             Number        Amount     Income        Equity
                                           (000)       (000)         (000)
                           ---------     --------    ---------     --------
<S>                        <C>           <C>         <C>           <C>
Balance: January 1, 1998     246,978     $102,238    $ (5,220)     $ 97,018
Net income                                              1,345         1,345
Shares repurchased           (15,910)      (1,127)                   (1,127)
Balance: December 31, 1998   231,068     $101,111    $ (3,875)     $ 97,236
</TABLE>
"""


def test_noughts_under_the_heads_of_amounts_scale_no_shares() -> None:
    found = statements(COVER.format(count="231,068") + TRUST, "10-K", "19981231")[-1]
    assert (found.scale.money, found.scale.shares) == (3, 0)
    assert values(found, "Shares repurchased")[:2] == [-15_910, -1_127_000]


SUMMARY = """
                     BIRCHWOOD INSTRUMENTS, INC.
                       FIVE-YEAR SUMMARY
            (Dollars in millions, except per share amounts)
                                        Year ended December 31,
                                           1998          1997
Net sales                            $  118,310    $  103,925
Net income                                2,554         1,822
Long-term debt                            9,310         9,122
Total assets                             81,218        79,014
Average shares outstanding                5,271         5,187
"""


def test_the_income_statement_tells_more_than_numbers_around_a_cover() -> None:
    """The cover counts 5,271,040 shares of another class."""
    found = statements(COVER.format(count="5,271,040 Class B") + THOUSANDS + SUMMARY, "10-K", "19981231")
    assert values(found[-1], "Average shares") == [5_271_000_000, 5_187_000_000]
