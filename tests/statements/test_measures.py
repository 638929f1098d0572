"""What rows measure, from their labels and figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from converter.findings import Span
from converter.statements.measures import measure
from converter.statements.statement import Measure, StatementKind
from converter.tables.grid import Figure, FigureKind
from tests.statements.filings import statements, values


def _figure(text: str) -> Figure:
    digits = "".join(letter for letter in text if letter in "0123456789.")
    return Figure(
        FigureKind.PERCENT if text.endswith("%") else FigureKind.NUMBER,
        Decimal(digits),
        Span(0, len(text)),
        Span(0, len(text)),
        decimals=len(digits.partition(".")[2]),
        currency="USD" if text.startswith("$") else None,
    )


@pytest.mark.parametrize(
    ("label", "figures", "expected"),
    [
        ("Savings", "$30,808 4% $32,958 4%", Measure.MONEY),
        ("Checking", "80,778 10% 79,835 10%", Measure.MONEY),
        ("Net interest margin", "3.41% 3.50%", Measure.PERCENT),
        ("Numerator for basic and diluted earnings per share", "$321 $216", Measure.MONEY),
        ("Denominator for basic earnings per share - weighted average shares", "150 153", Measure.SHARES),
        ("Basic earnings per share from continuing operations", "$2.15 $1.41", Measure.PER_SHARE),
        ("Basic earnings per common share", "$13.23 $10.20", Measure.PER_SHARE),
        ("Diluted loss per common and common equivalent share", "(.23) (1.20)", Measure.PER_SHARE),
        ("Weighted average common stock outstanding - basic", "168,474,882 109,437,293", Measure.SHARES),
        ("Awards excluded from diluted net income per share as anti-dilutive", "44 12", Measure.SHARES),
        ("Net earnings allocable to common shares, basic", "7,706 6,416", Measure.MONEY),
        ("Dividends declared - $.40 per share", "175 184", Measure.MONEY),
        ("Dividends declared per share", ".40 .42", Measure.PER_SHARE),
        ("Vehicles", "852,096 883,644", Measure.MONEY),
        ("Accruing loans - 90 days past due", "1,161 1,287", Measure.MONEY),
        ("Unrecognized net asset (amortized over 15 years)", "435,869 498,314", Measure.MONEY),
        ("Receivables from customers", "4,120 3,998", Measure.MONEY),
        ("Electric customers", "4,120 3,998", Measure.PURE),
        ("Available seat miles (millions)", "40,095 40,406", Measure.PURE),
        ("Selling sq. ft.", "842,000 845,000", Measure.PURE),
        ("Sales per square foot", "$803 $809", Measure.TEXT),
        ("Inventory turnover", "5.4 5.5", Measure.PURE),
        ("Net income margin (6)", "1.9 2.5", Measure.PERCENT),
        ("Rate change adjustment of deferred taxes", ".4 1.0", Measure.MONEY),
        ("Outstanding common shares at year end", "43,533,000 43,383,000", Measure.SHARES),
        ("5% Preference Dividend", "10.3 10.5", Measure.MONEY),
        ("9.60% sinking fund debentures due 2011", "25.0 25.0", Measure.MONEY),
        ("Return on common stock %", "10.3 10.5", Measure.PERCENT),
        ("Desktop unit sales (in thousands)", "4,558 3,448", Measure.PURE),
        ("Average remaining life (in years)", "7 8", Measure.PURE),
    ],
)
def test_a_row_measures_what_its_label_and_figures_say(label: str, figures: str, expected: Measure) -> None:
    found = measure(label, (), [_figure(text) for text in figures.split()], StatementKind.OTHER, True)
    assert found is expected


def test_a_name_may_stand_between_per_and_share() -> None:
    figures = [_figure("$0.51"), _figure("$0.79")]
    section = ("Per Birchwood Group common share - basic:",)
    assert measure("Income from continuing operations", section, figures, StatementKind.INCOME, True) is (
        Measure.PER_SHARE
    )


def test_words_may_stand_between_per_and_share_in_a_heading() -> None:
    figures = [_figure("$0.26"), _figure("0.15")]
    section = ("Net income per diluted common share:",)
    assert measure("As reported", section, figures, StatementKind.OTHER, True) is Measure.PER_SHARE


@pytest.mark.parametrize("heading", ["MARKET PRICE:", "Common stock price range", "Fully diluted -"])
def test_rows_below_prices_are_of_a_share(heading: str) -> None:
    figures = [_figure("$26.50"), _figure("35")]
    assert measure("High", (heading,), figures, StatementKind.SELECTED, True) is Measure.PER_SHARE


def test_people_are_counted_in_any_statement() -> None:
    figures = [_figure("259,000"), _figure("258,000")]
    assert measure("Number of shareholders", (), figures, StatementKind.BALANCE, True) is Measure.PURE
    assert measure("Number of shares held in trust", (), figures, StatementKind.BALANCE, True) is Measure.MONEY


def test_the_value_of_stock_is_no_count_of_its_shares() -> None:
    label = (
        "Common Stock, par value $.10 per share: authorized 5,500 million shares; issued and outstanding 2,297 shares"
    )
    assert measure(label, (), [_figure("230"), _figure("230")], StatementKind.OTHER, True) is Measure.MONEY
    memo = "Shares of Common Stock outstanding ($0.01 par value, 100,000 authorized)"
    assert measure(memo, (), [_figure("40,463")], StatementKind.BALANCE, True) is Measure.SHARES


def test_units_that_are_operated_are_counted() -> None:
    found = measure(
        "At end of year", ("Grill units operated:",), [_figure("160"), _figure("158")], StatementKind.OTHER, True
    )
    assert found is Measure.PURE


@pytest.mark.parametrize("label", ["Treasury shares issued at less than cost", "Common shares issued"])
def test_what_shares_were_issued_for_is_an_amount(label: str) -> None:
    figures = [_figure("1,240"), _figure("375")]
    for kind in (StatementKind.EQUITY, StatementKind.CASH_FLOW):
        assert measure(label, (), figures, kind, True) is Measure.MONEY


@pytest.mark.parametrize(
    ("label", "figures", "expected"),
    [
        ("Interest rate swaps", "6 12", Measure.MONEY),
        ("Interest rate swap agreements", "4.1 3.2", Measure.MONEY),
        ("Note payable to Alder -- 8.75% at June 30, payable in 1999", "21.6 21.6", Measure.MONEY),
        ("10.4%, due 1999-2009", "54.0 57.9", Measure.MONEY),
        ("Series 2, 9.875%, retired during 1997", "63.5 12.1", Measure.MONEY),
        ("Federal tax rate increase", "2.7 1.4", Measure.MONEY),
        ("Rate of increase in future compensation", "6.0 5.5", Measure.PERCENT),
        ("Average interest rate on notes payable", "8.2 7.9", Measure.PERCENT),
        ("Yield on loans", "8.2 7.9", Measure.PERCENT),
        ("Average price per barrel", "14.99 15.20", Measure.TEXT),
        ("Production (barrels per day)", "14,990 15,200", Measure.PURE),
        ("Common stock outstanding at year end (shares in thousands)", "12,940 12,991", Measure.SHARES),
        ("Shares of common stock repurchased", "141,712 98,110", Measure.SHARES),
        ("Dilutive potential common shares", "20,890 4,111", Measure.SHARES),
        ("Pro forma diluted shares", "484 476", Measure.SHARES),
        ("Earnings allocable to diluted shares", "4,184 4,760", Measure.MONEY),
        ("Common shares -- basic", "88,617 88,614", Measure.SHARES),
    ],
)
def test_an_instrument_is_no_rate_and_shares_no_money(label: str, figures: str, expected: Measure) -> None:
    assert measure(label, (), [_figure(text) for text in figures.split()], StatementKind.OTHER, True) is expected


RATIOS = """
                          BIRCHWOOD BANCORP
                        SELECTED FINANCIAL DATA
              (Dollars in thousands, except per share data)

                                         Year Ended December 31,
                                       1998       1997       1996
                                     --------   --------   --------
Net income                           $ 14,120   $ 12,334   $ 10,015
Net income per share                 $   1.41   $   1.23   $   1.00
CAPITAL RATIOS
Tier 1 capital                          12.22%     12.41%     12.90%
Total capital                           13.48      13.67      14.16
Leverage ratio                           7.95       7.60       7.48
"""


def test_the_percent_signs_of_a_first_ratio_stand_for_all() -> None:
    (found,) = statements(RATIOS, "10-K", "19981231")
    assert values(found, "Total capital") == [Decimal("0.1348"), Decimal("0.1367"), Decimal("0.1416")]
    assert values(found, "Leverage ratio")[0] == Decimal("0.0795")


@pytest.mark.parametrize(("figures", "expected"), [("$2,262 $1,021", Measure.PER_SHARE), ("2,262 1,021", Measure.TEXT)])
def test_an_amount_for_a_dear_share_has_no_decimals(figures: str, expected: Measure) -> None:
    numbers = [_figure(text) for text in figures.split()]
    assert measure("Net earnings per common share", (), numbers, StatementKind.INCOME, True) is expected


def test_shares_in_millions_have_decimals() -> None:
    section = ("Weighted average common shares outstanding:",)
    found = [_figure("43.97"), _figure("42.11")]
    assert measure("Primary", section, found, StatementKind.INCOME, False) is Measure.SHARES
    assert measure("Primary", section, [_figure("$1.97"), _figure("2.11")], StatementKind.INCOME, True) is not (
        Measure.SHARES
    )


def test_ratios_that_say_neither_percent_nor_times_are_left_open() -> None:
    (found,) = statements(RATIOS.replace("%", " "), "10-K", "19981231")
    assert next(item for item in found.items if item.label == "Total capital").measure is Measure.TEXT


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("Shares issued (acquired), net:", Measure.MONEY), ("Number of shares outstanding:", Measure.SHARES)],
)
def test_what_was_issued_and_acquired_in_equity_is_an_amount(heading: str, expected: Measure) -> None:
    section, found = ("Additional paid-in capital", heading), [_figure("756"), _figure("43,144")]
    assert measure("For acquisitions", section, found, StatementKind.EQUITY, True) is expected


@pytest.mark.parametrize(
    "label", ["Shares outstanding: 10,350,000 in 1998 and 1997", "$1.75 series (2,115,000 shares outstanding)"]
)
def test_beside_a_count_in_the_label_stands_the_amount(label: str) -> None:
    for kind in (StatementKind.BALANCE, StatementKind.OTHER):
        assert measure(label, (), [_figure("513"), _figure("513")], kind, True) is Measure.MONEY
