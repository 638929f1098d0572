"""The scale that an income statement proves where it states none: net income over the number of shares is the amount
that it prints for each share.

A net income of 4,112 on 9,138,204 shares at $.45 each is one of thousands: a count of seven digits and more is printed
in full, and so is an amount for a share, so that no other scale is possible. An exhibit that reckons the amounts a
share proves its own scale so, which need not be that of the statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from converter.statements.share_scale import FULL, LEAST, MOST, NEAR, POWERS
from converter.statements.wording import words
from converter.tables.grid import Figure, FigureKind, GridRow

ENOUGH = 2  # columns that have to prove the same
SMALL = Decimal(1000)
_INCOME = frozenset({"income", "loss", "earnings"})
_OTHER_INCOME = frozenset({"interest", "before", "share"})
_NO_RESULT = frozenset({"dividend", "dividends", "book", "price"})

_Row = Mapping[int, Figure]
Amounts = dict[int, list[Decimal]]  # column -> the amounts of the rows of one sort


def proved_power(rows: Sequence[GridRow]) -> int | None:
    """The power of ten of the amounts of money, where several columns prove one and none another."""
    incomes = _of(rows, _is_income)
    a_share = _of(rows, _is_a_share)
    counts = _of(rows, _is_count)
    found: list[int] = []
    for column in incomes.keys() & a_share.keys() & counts.keys():
        powers = set(_powers(incomes[column], a_share[column], counts[column]))
        if len(powers) > 1:
            return None
        found += powers
    return found[0] if len(found) >= ENOUGH and len(set(found)) == 1 else None


def reckoned_power(rows: Sequence[GridRow]) -> int | None:
    """The power of ten of the amounts of a table that divides them by numbers of shares, where an amount, a number and
    an amount a share say the same in all of several columns, to the cent."""
    counts = [found for found in map(_figures_of, rows) if found and all(map(_is_full_count, found.values()))]
    a_share = [_figures_of(row) for row in rows]
    a_share = [found for row, found in zip(rows, a_share, strict=True) if found and _is_a_share(row, [*found.values()])]
    amounts = [found for found in map(_figures_of, rows) if found and not any(f.decimals for f in found.values())]
    proved = {
        power
        for amount in amounts
        if amount not in counts
        for count in counts
        for each in a_share
        for power in POWERS
        if _all_agree(amount, count, each, power)
    }
    return proved.pop() if len(proved) == 1 else None


def _all_agree(amount: _Row, count: _Row, a_share: _Row, power: int) -> bool:
    columns = amount.keys() & count.keys() & a_share.keys()
    return len(columns) >= ENOUGH and all(
        _agree(_value(amount[column]), _value(count[column]), a_share[column], power) for column in columns
    )


def _agree(amount: Decimal, count: Decimal, a_share: Figure, power: int) -> bool:
    """Whether the amount over the number is the amount a share, as exactly as the three are printed."""
    printed = abs(_value(a_share))
    if printed < LEAST or not amount:
        return False
    slack = Decimal(5).scaleb(-a_share.decimals - 1) + Decimal(5).scaleb(power - 1) / abs(count)
    return abs(abs(amount.scaleb(power) / count) - printed) <= slack


def _figures_of(row: GridRow) -> _Row:
    return {
        cell.column: cell.figure
        for cell in row.cells
        if cell.figure is not None and cell.figure.kind is FigureKind.NUMBER and cell.figure.value is not None
    }


def _powers(incomes: Sequence[Decimal], a_share: Sequence[Decimal], counts: Sequence[Decimal]) -> Iterator[int]:
    for income in incomes:
        for amount in a_share:
            for count in counts:
                for power in POWERS:
                    if NEAR[0] <= income.scaleb(power) / (amount * count) <= NEAR[1]:
                        yield power


def _of(rows: Sequence[GridRow], is_such: Callable[[GridRow, Sequence[Figure]], bool]) -> Amounts:
    found: Amounts = {}
    for row in rows:
        figures = [
            cell.figure for cell in row.cells if cell.figure is not None and cell.figure.kind is FigureKind.NUMBER
        ]
        if figures and is_such(row, figures):
            for cell in row.cells:
                if cell.figure in figures and cell.figure is not None and cell.figure.value:
                    found.setdefault(cell.column, []).append(abs(cell.figure.value))
    return found


def _is_income(row: GridRow, figures: Sequence[Figure]) -> bool:
    text = words(row.label)
    return (
        text[:1] == ("net",)
        and bool(_INCOME & set(text[1:4]))
        and not _OTHER_INCOME & set(text)
        and all(figure.decimals == 0 for figure in figures)
    )


def _is_a_share(row: GridRow, figures: Sequence[Figure]) -> bool:
    """Amounts with decimals that no label calls something else; too small ones are rounded too much to prove."""
    fractions = all(figure.decimals >= 2 and LEAST <= abs(_value(figure)) < SMALL for figure in figures)
    return fractions and not _NO_RESULT & set(words(row.label))


def _is_count(row: GridRow, figures: Sequence[Figure]) -> bool:
    return all(map(_is_full_count, figures))


def is_full_count(row: GridRow) -> bool:
    """Whether a row's label and figures are those of a number of shares printed in full."""
    figures = [*_figures_of(row).values()]
    return bool(figures) and "shares" in words(row.label) and _is_count(row, figures)


def _is_full_count(figure: Figure) -> bool:
    return figure.decimals == 0 and figure.currency is None and FULL <= abs(_value(figure)) <= MOST


def _value(figure: Figure) -> Decimal:
    return figure.value or Decimal(0)
