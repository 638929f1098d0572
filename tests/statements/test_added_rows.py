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


EXHIBIT = """
                     BIRCHWOOD INSTRUMENTS, INC.
                 COMPUTATION OF EARNINGS PER SHARE
               (000s omitted, except per share amounts)
                                            Years ended December 31,
                                               1998         1997
Average common shares outstanding             12,204       12,144
Assumed exercise of warrants                      56           --
TOTAL                                         12,260       12,144
Net income                                  $ 33,499     $ 30,939
Net income per share                        $   2.73     $   2.55
"""


def test_what_is_added_to_a_count_and_its_total_count_shares() -> None:
    """Nothing is added in one of the columns, and the total has no word of shares."""
    found = statements(EXHIBIT, "10-K", "19981231")[0]
    assert [item.measure for item in found.items][:4] == [Measure.SHARES] * 3 + [Measure.MONEY]


def test_counts_of_shares_are_rounded() -> None:
    rounded = DILUTION.replace("5,351", "5,352").replace("(Dollars in thousands)", "(In thousands)")
    assert Measure.MONEY not in measures(rounded)[1:5]
    assert measures(DILUTION.replace("5,351", "5,354"))[2:4] == [Measure.MONEY, Measure.MONEY]
