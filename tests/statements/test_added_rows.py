"""Rows that add up to what others measure."""

from __future__ import annotations

from decimal import Decimal

from converter.findings import Span
from converter.statements.added_rows import MeasuredRow, added_measures
from converter.statements.statement import Measure
from converter.tables.grid import Figure, FigureKind
from tests.statements.filings import statements

DILUTION = """
                     BIRCHWOOD INSTRUMENTS, INC.
                 COMPUTATION OF EARNINGS PER SHARE
                    (Dollars in thousands)
                                            Years ended December 31,
                                               1998         1997
Net income                                  $  4,310     $  3,925
Weighted average shares outstanding - basic    5,151        4,962
Effect of stock options                          157          130
Assumed conversion of notes                       43           43
Weighted average shares outstanding - diluted  5,351        5,135
Basic earnings per share                    $    .84     $    .79
"""
RATES = """
                     BIRCHWOOD INSTRUMENTS, INC.
                    CONSOLIDATED INCOME TAX RATES
                    (Dollars in thousands)
                                            Years ended December 31,
                                               1998         1997
Income before income taxes                  $  6,310     $  5,925
Statutory rate                                 34.0%        34.0%
State income tax                                 --          2.7
Research credit                                 (.8)          --
Effective tax rate                             33.2%        36.7%
"""


def measures(text: str) -> list[Measure]:
    (found,) = statements(text, form="10-K", period="19981231")
    return [item.measure for item in found.items if item.cells]


def test_what_is_added_to_shares_counts_shares() -> None:
    shares = [Measure.SHARES] * 4
    assert measures(DILUTION) == [Measure.MONEY, *shares, Measure.PER_SHARE]


def test_what_does_not_add_up_is_left_alone() -> None:
    assert measures(DILUTION.replace("  157 ", "  457 "))[2:4] == [Measure.MONEY, Measure.MONEY]


def test_what_is_added_to_percentages_is_percent() -> None:
    assert measures(RATES) == [Measure.MONEY, *[Measure.PERCENT] * 4]


def test_the_total_of_shares_counts_shares() -> None:
    def row(measure: Measure, amount: str) -> MeasuredRow:
        figure = Figure(FigureKind.NUMBER, Decimal(amount), Span(0, 1), Span(0, 1), decimals=0, currency=None)
        return MeasuredRow(measure, {0: figure})

    parts = [row(Measure.SHARES, "5151"), row(Measure.SHARES, "157")]
    assert added_measures([*parts, row(Measure.MONEY, "5308")]) == {2: Measure.SHARES}
    assert added_measures([*parts, row(Measure.MONEY, "5310")]) == {}
