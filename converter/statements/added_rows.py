"""What rows measure that add up: what is added to a count of shares, and gives another one, counts shares too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from converter.statements.statement import Measure
from converter.tables.grid import Figure, FigureKind

MOST = 8  # rows between two counts
_LARGE, _SEVERAL = Decimal(1000), 2
_ROUNDED = 2  # units of the last place by which rounded figures may miss their sum


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """`figures` by column."""

    measure: Measure
    figures: Mapping[int, Figure]


def added_measures(rows: Sequence[MeasuredRow]) -> dict[int, Measure]:
    """The rows, by index, that were taken for money and add to what they stand below: shares to shares, percentages to
    percentages. All columns have to agree."""
    found: dict[int, Measure] = {}
    for start, row in enumerate(rows):
        if row.measure not in (Measure.SHARES, Measure.PERCENT):
            continue
        between: list[int] = []
        for place in range(start + 1, min(start + 2 + MOST, len(rows))):
            other = rows[place]
            if other.measure is Measure.MONEY and not any(figure.currency for figure in other.figures.values()):
                parts = [rows[i] for i in between]
                if row.measure is Measure.SHARES and parts and _is_telling(row, other) and _adds_up(row, parts, other):
                    found |= dict.fromkeys((*between, place), row.measure)
                    break
                between.append(place)
                continue
            parts = [rows[i] for i in between]
            if other.measure is row.measure and parts and (_adds_up(row, parts, other) or _by_sum(row, parts, other)):
                found |= dict.fromkeys(between, row.measure)
            if other.measure is not Measure.TEXT:
                break
    return found | _totals(rows)


def _totals(rows: Sequence[MeasuredRow]) -> dict[int, Measure]:
    """The rows taken for money, by index, that are the sum of the counts of shares, or of other things, right above
    them."""
    found: dict[int, Measure] = {}
    above: list[MeasuredRow] = []
    for place, row in enumerate(rows):
        if row.measure in (Measure.SHARES, Measure.PURE):
            above = [each for each in above if each.measure is row.measure] + [row]
        elif row.measure is not Measure.TEXT:
            money = row.measure is Measure.MONEY and not any(figure.currency for figure in row.figures.values())
            if money and 1 < len(above) <= MOST and _adds_up(above[0], above[1:], row):
                found[place] = above[0].measure
            above = []
    return found


def _by_sum(first: MeasuredRow, between: Sequence[MeasuredRow], last: MeasuredRow) -> bool:
    """Dilutive shares are added up before the count of all: either may be the last row here."""
    *parts, total = between
    if len(parts) > 1 and _adds_up(parts[0], parts[1:], total) and _adds_up(first, [total], last):
        return True
    return bool(parts) and _adds_up(parts[0], [*parts[1:], total], last)


def _adds_up(first: MeasuredRow, between: Sequence[MeasuredRow], last: MeasuredRow) -> bool:
    columns = first.figures.keys() & last.figures.keys()
    added = False
    for column in columns:
        parts = [row.figures[column] for row in (first, *between) if column in row.figures]
        whole = last.figures[column]
        slack = _ROUNDED * max(Decimal(1).scaleb(-figure.decimals) for figure in (*parts, whole))
        added = added or any(_value(part) for part in parts[1:])
        between_counts = first.measure is last.measure is Measure.SHARES
        if abs(sum(map(_value, parts), Decimal(0)) - _value(whole)) > (
            slack if whole.decimals else int(between_counts)
        ):
            return False
    return added


def _is_telling(first: MeasuredRow, last: MeasuredRow) -> bool:
    """Whether several columns of large figures make it no chance that they add up."""
    shared = first.figures.keys() & last.figures.keys()
    return sum(abs(_value(last.figures[column])) >= _LARGE for column in shared) >= _SEVERAL


def _value(figure: Figure) -> Decimal:
    return figure.value if figure.value is not None and figure.kind is not FigureKind.NOT_MEANINGFUL else Decimal(0)
