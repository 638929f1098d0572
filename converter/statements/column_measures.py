"""What a whole column counts where its head says so: shares, or an amount for each share, beside columns of money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from converter.statements import vocabulary
from converter.statements.quantities import counts_below
from converter.statements.statement import Measure
from converter.statements.wording import words
from converter.tables.grid import Figure, FigureKind

_NOTE = re.compile(r"\((?:note|see|footnote)?\s{0,2}[a-z0-9]{1,2}\)", re.I)
_OF_SHARES = frozenset({"shares", "share", "options", "rights", "warrants", "units", "awards", "stock", "securities"})
STRAY = 3  # one figure in so many may be an amount of money, or have the mark of the next column
_AVERAGE_PRICE = frozenset({"weighted", "average"})
_OF_ONE = frozenset({"grant", "exercise"})
_PRICE = frozenset({"price", "prices", "value"})  # and no term, no life
_SMALL = Decimal(1000)  # amounts for a share are smaller


def column_measure(name: str, figures: Sequence[Figure]) -> Measure | None:
    """`name` is the head without what it says of period, scale and audit; None where the column counts what its rows
    count. The head alone is not believed: an amount for a share has decimals, and shares have no currency sign."""
    numbers = [figure for figure in figures if figure.kind is FigureKind.NUMBER and figure.value is not None]
    percents = sum(figure.kind is FigureKind.PERCENT for figure in figures)
    if STRAY * percents >= len(numbers):
        return None
    text = words(_NOTE.sub(" ", name))
    table = vocabulary.column_measures()
    if next(table.per_share.find(text), None) is not None and _are_fractions(numbers):
        return Measure.PER_SHARE
    if (
        set(text) >= _AVERAGE_PRICE
        and _OF_ONE & set(text)
        and _PRICE & set(text)
        and numbers
        and all(map(_is_small, numbers))
    ):
        return Measure.PER_SHARE  # a value in whole dollars of one award, on an average
    if STRAY * sum(map(is_money, numbers)) > len(numbers):
        return None
    if text[:2] == ("total", "number"):
        text = text[1:]
    if any(word in table.not_shares for word in text):
        return Measure.PURE if _counts(name) else None
    bare = tuple(word for word in text if not word.isdigit() and word not in vocabulary.periods().months)
    named = " ".join(bare) in table.bare or next(table.shares.find(text), None) is not None
    if named:
        return Measure.SHARES
    return Measure.PURE if _counts(name) else None


def _counts(name: str) -> bool:
    """ "Number of locations", "Occupied sites", "Purchased (MWh)"."""
    text = words(name)
    number = text[:2] in (("number", "of"), ("no", "of")) and not _OF_SHARES & set(text)
    return number or counts_below(name)


def is_money(figure: Figure) -> bool:
    """Whether a figure cannot count shares: "$24.90" at the foot of a column of options is their value."""
    return figure.currency is not None or figure.decimals >= 2


def column_price(name: str, figures: Sequence[Figure]) -> Measure | None:
    """Beside a column of shares or options a column of prices gives the price of each."""
    numbers = [figure for figure in figures if figure.kind is FigureKind.NUMBER and figure.value is not None]
    return Measure.PER_SHARE if {"price", "prices"} & set(words(name)) and _are_fractions(numbers) else None


def _are_fractions(numbers: Sequence[Figure]) -> bool:
    fractions = [figure for figure in numbers if figure.decimals >= 2]
    return all(map(_is_small, numbers)) and 2 * len(fractions) > len(numbers)


def _is_small(figure: Figure) -> bool:
    return figure.value is not None and abs(figure.value) < _SMALL
