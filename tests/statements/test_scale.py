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
        ("(shares in thousands and dollars in millions)", 6, 3),
        ("In thousands of shares and millions of dollars", 6, 3),
        ("(in millions, except shares, which are reflected in thousands)", 6, 3),
        ("(Shares and dollars in thousands)", 3, 3),
    ],
)
def test_scale(text: str, money: int, shares: int | None) -> None:
    found = read_scale(text)
    assert found is not None
    assert (found.money, found.shares, found.per_share) == (money, shares, 0)


@pytest.mark.parametrize(
    "text",
    [
        "issued 40 million shares",
        "three thousand",
        "billion of minority interest",
        "million and $3 million, respectively",
        "million.",
        "Total assets",
        "authorized 1,000,000 shares",
    ],
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


PROVED = """
                     BIRCHWOOD BANCORP
                   CONSOLIDATED STATEMENTS OF INCOME

                                      Years ended December 31,
                                        1998         1997
Interest income                    $  21,480     $ 20,397
Interest expense                      11,410       10,307
Income taxes                           3,110        3,010
Net income                         $   6,960     $  7,080
Basic earnings per share           $     .20     $    .20
Average number of shares          34,910,683   34,910,683
"""


def test_an_income_statement_without_a_scale_has_the_one_that_its_amounts_a_share_prove() -> None:
    """6,960 over 34,910,683 shares is $.20 a share in thousands alone."""
    (income,) = statements(PROVED, form="10-K", period="19981231")
    assert values(income, "Net income")[0] == 6_960_000
    assert values(income, "Average number")[0] == 34_910_683
    assert [finding.message for finding in income.findings] == ["no scale is stated: proved by the amounts a share"]


def test_amounts_a_share_that_fit_no_scale_prove_none() -> None:
    (income,) = statements(PROVED.replace(" .20", "7.45"), form="10-K", period="19981231")
    assert values(income, "Net income")[0] == 6_960


BY_COLUMN = """
                        STATEMENTS OF CHANGES IN SHAREHOLDERS' EQUITY
<TABLE>
<CAPTION>
                                   Shares of Beneficial      Accumulated     Total
                                   Number        Amount        Deficit       Equity
                                                  (000)          (000)        (000)
                                 ---------------------------------------------------
<S>                              <C>            <C>            <C>           <C>
Balance, January 1, 1998         21,240,900     $112,200       $(5,200)      $107,000
Net income                                                       1,300          1,300
Shares repurchased                 (150,100)      (1,100)                      (1,100)
Balance, December 31, 1998       21,090,800     $111,100       $(3,900)      $107,200
</TABLE>
"""


def test_noughts_under_the_heads_scale_the_columns_that_have_them() -> None:
    (equity,) = statements(BY_COLUMN, form="10-K", period="19981231")
    assert values(equity, "Balance, January 1")[:2] == [21_240_900, 112_200_000]
    assert not any(cell.figure.digits and cell.value == 0 for item in equity.items for cell in item.cells)


A_SHARE = """
                     BIRCHWOOD INSTRUMENTS, INC.
            CONSOLIDATED STATEMENTS OF INCOME, BY THEIR PART IN EARNINGS

                                      Years ended December 31,
                                        1998         1997
Net sales                          $   21.40     $  20.39
Cost of sales                          (9.41)       (9.30)
Income taxes                           (3.11)       (3.01)
Net income                         $    8.88     $   8.08
"""


def test_small_amounts_in_hundredths_are_not_guessed_to_be_thousands() -> None:
    """A table of what each item contributes to the earnings of a share, among statements in thousands."""
    assert len(statements(STATED + A_SHARE, form="10-K", period="19981231")) == 1


APART = """
                 CONSOLIDATED STATEMENT OF STOCKHOLDERS' EQUITY
<TABLE>
<CAPTION>
                                                1998
                                         Shares        Millions
                                      (in thousands)  of dollars
<S>                                         <C>          <C>
Common Stock
Balance at January 1                        161,320      $   161
Issued for employee plans                     2,100            2
Balance at December 31                      163,420      $   163
</TABLE>
"""


def test_columns_whose_heads_state_scales_of_their_own_have_them() -> None:
    (equity,) = statements(APART, form="10-K", period="19981231")
    assert (equity.scale.money, equity.scale.shares) == (6, 3)


EXHIBIT = """
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-11
<SEQUENCE>2
<TEXT>
                                                              EXHIBIT 11
BIRCHWOOD INSTRUMENTS, INC.
COMPUTATION OF EARNINGS PER SHARE

PRIMARY                                         1998           1997

Weighted average common and common
  equivalent shares outstanding            5,270,453      5,186,879
Net income                               $ 2,554,000    $ 1,822,000
Primary earnings per common share              $0.48          $0.35

FULLY DILUTED
                                                1998           1997
Weighted average shares outstanding
  used in the computation of primary
  earnings per share                       5,270,453      5,186,879
Conversion of preferred stock to common
  stock                                      848,560        848,956
Weighted average common and common
  equivalent shares outstanding            6,119,013      6,035,835
Net income                               $ 2,554,000    $ 1,822,000
Fully diluted earnings per common share        $0.42          $0.30
"""
THOUSANDS = """
                     BIRCHWOOD INSTRUMENTS, INC.
                     CONSOLIDATED STATEMENTS OF INCOME
            (In thousands, except share and per share amounts)
                                        Year ended December 31,
                                           1998          1997
Net sales                            $  118,310    $  103,925
Cost of sales                           115,756       102,103
Net income                           $    2,554    $    1,822
Net income per share                 $     0.48    $     0.35
Average shares outstanding            5,270,453     5,186,879
"""


def test_an_exhibit_that_reckons_amounts_a_share_shows_that_it_is_in_full() -> None:
    income, exhibit = statements(THOUSANDS + EXHIBIT, "10-K", "19981231")
    assert values(income, "Net income") == [2_554_000, 1_822_000]
    assert values(exhibit, "Net income") == [2_554_000, 1_822_000]
    assert exhibit.scale.money == 0


def test_an_exhibit_in_the_thousands_of_the_statements_shows_these() -> None:
    text = THOUSANDS + EXHIBIT.replace("2,554,000", "2,554").replace("1,822,000", "1,822")
    _, exhibit = statements(text, "10-K", "19981231")
    assert exhibit.scale.money == 3
    assert values(exhibit, "Net income")[0] == 2_554_000


EQUITY = """
                     BIRCHWOOD INSTRUMENTS, INC.
                CONSOLIDATED STATEMENTS OF STOCKHOLDERS' EQUITY
                              (In thousands)
                              Common Stock     Common Stock     Retained       Total
                                 Shares           Amount        Earnings       Equity
<S>                               <C>              <C>            <C>            <C>
Balance, December 31, 1996     5,134,778        $  5,135       $ 24,834       $ 29,969
Stock issued                      52,101              52              -             52
Net income                             -               -          1,822          1,822
Balance, December 31, 1997     5,186,879        $  5,187       $ 26,656       $ 31,843
"""
NEXT = """
                          Common Stock  Common Stock    Retained      Total      Minority     Total
                             Shares        Amount       Earnings     Parent      Interest     Equity
<S>                           <C>           <C>           <C>          <C>          <C>        <C>
Balance, December 31, 1997  5,186,879     $  5,187      $ 26,656    $ 31,843     $  1,200    $ 33,043
Stock issued                   83,574           84             -          84            -          84
Net income                          -            -         2,554       2,554          100       2,654
Balance, December 31, 1998  5,270,453     $  5,271      $ 29,210    $ 34,481     $  1,300    $ 35,781
"""


def test_equity_that_goes_on_under_the_same_heads_is_of_their_scale() -> None:
    found = statements(EQUITY + "The ferries ran.\n\n" * 12 + "<PAGE>\n" + NEXT, "10-K", "19981231")
    assert len(found) == 2
    assert {(each.scale.money, each.scale.shares) for each in found} == {(3, 3)}
    assert any(cell.value == 5_270_453_000 for each in found for item in each.items for cell in item.cells)


def test_counts_of_shares_bear_out_no_scale_of_money() -> None:
    text = THOUSANDS + EXHIBIT.replace("2,554,000", "2,004,000").replace("$ 1,822,000", "$ 1,022,000")
    assert [found.scale.money for found in statements(text, "10-K", "19981231")] == [3]


def test_counts_of_shares_in_thousands_prove_no_scale() -> None:
    """2,554 million over 5,270,453 thousand shares is $0.48 a share, as 2,554 thousand over 5,270,453 is."""
    income = THOUSANDS.replace("(In thousands, except share", "(In millions, except shares in thousands")
    text = income.replace("in thousands and per", "in thousands, and per") + EXHIBIT.replace("4,000", "4").replace(
        "2,000", "2"
    )
    assert 3 not in [found.scale.money for found in statements(text, "10-K", "19981231")]
