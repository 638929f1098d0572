"""The power of ten of the share counts in the labels of a balance sheet, which its phrase of scale seldom tells.

Evidence is arithmetic: par value times shares issued is the amount of the row, and about as many shares are issued as
the average that earnings per share are reckoned with. Without any a count stands as printed, in a statement whose share
counts are not scaled; in others its scale is not certain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from converter.report.label_figures import LabelFigure
from converter.report.label_numbers import LabelNumber
from converter.statements.share_scale import FULL, POWERS
from converter.statements.statement import LineItem, Statement

LEAST_COUNT = 100  # a smaller number of shares in a label may be a percentage, a note, a rate of conversion
_NEAR_PAR = Decimal("0.02")
_NEAR_AVERAGE = (Decimal("0.5"), Decimal("2"))

Spoken = tuple[LineItem, tuple[LabelFigure, ...]]


def power_of_shares(statement: Statement, labels: Sequence[Spoken], averages: Sequence[Decimal]) -> int | None:
    """0, 3 or 6; None where it is not certain. `averages` are in full."""
    votes: Counter[int] = Counter()
    for item, figures in labels:
        votes.update(_by_par(statement, item, figures))
        votes.update(_by_average(figures, averages))
    best = votes.most_common(2)
    if best and (len(best) == 1 or best[0][1] >= 2 * best[1][1]):
        return best[0][0]
    if best:
        return None
    counts = [number for _, figures in labels for number in _counts(figures)]
    if any(number.decimals for number in counts):
        return None
    largest = max((number.value for number in counts), default=Decimal(0))
    return 0 if statement.scale.shares == 0 or (statement.scale.money and largest >= 100 * FULL) else None


def _counts(figures: Sequence[LabelFigure]) -> Iterator[LabelNumber]:
    """Numbers of shares without a word of scale of their own."""
    for figure in figures:
        if not figure.spelled and figure.about & {"authorized", "issued", "outstanding", "shares"}:
            yield from (number for number in figure.numbers if number.power is None)


def _issued(figures: Sequence[LabelFigure]) -> list[LabelNumber]:
    for status in ("issued", "outstanding"):
        found = [
            n for figure in figures if status in figure.about for n in figure.numbers if n.power is None and n.value
        ]
        if found:
            return found
    return []


def _by_par(statement: Statement, item: LineItem, figures: Sequence[LabelFigure]) -> Iterator[int]:
    par = next((figure.numbers[0].value for figure in figures if "par" in figure.about), None)
    amounts = [abs(cell.value) for cell in item.cells if cell.value]
    if not par:
        return
    half = Decimal(5).scaleb(statement.scale.money - 1)
    for number in _issued(figures):
        for power in POWERS:
            value = par * number.value.scaleb(power)
            if any(abs(value - amount) <= max(half, amount * _NEAR_PAR) for amount in amounts):
                yield power


def _by_average(figures: Sequence[LabelFigure], averages: Sequence[Decimal]) -> Iterator[int]:
    for number in _issued(figures):
        for power in POWERS:
            shares = number.value.scaleb(power)
            if any(average * _NEAR_AVERAGE[0] <= shares <= average * _NEAR_AVERAGE[1] for average in averages):
                yield power
