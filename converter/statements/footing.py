"""Finds which rows add up to which: totals of the open rows right above, level by level, in several columns at once.

Rows are read in order. A row either joins the open rows or is found to be the total of the last k of them, which it
then stands for. k and the signs are searched for in an order of decreasing plausibility:

    plain      every part added as printed
    hinted     parts whose labels say so ("less", "cost", "provision") subtracted
    split      the first parts added, the later ones subtracted (revenues less costs)
    flipped    one or two parts with the other sign

More freedom asks for more evidence: digits that agree, in as many columns as there are. The work for one row is linear
in the open rows it may total, of which there are at most `REACH`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

REACH = 60  # most parts that a total may have
LIKELY = 12  # most parts of a total that only half of the columns bear out
NEAR = 3  # rows right above by which the column is chosen in which readings are sought
FLIP_REACH = 14  # most parts among which single signs are searched for


@dataclass(frozen=True, slots=True)
class Row:
    """Whole-number amounts, one a column, None where nothing is printed.

    `totals` says that label or rule announce a total, `minus` that the label speaks of a deduction, `loss` that a loss
    may be printed as a positive number, `breaks` that a heading stands right above, `bare` that there is no label.
    """

    amounts: tuple[int | None, ...]
    totals: bool = False
    minus: bool = False
    loss: bool = False
    breaks: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """Row `total` is the sum of `parts` times `weights`; `off` tells by how much, a column, None where not printed."""

    total: int
    parts: tuple[int, ...]
    weights: tuple[int, ...]
    off: tuple[int | None, ...]

    @property
    def exact(self) -> bool:
        return all(not off for off in self.off)


def find_sums(rows: Sequence[Row]) -> tuple[Sum, ...]:
    """Every total that foots, innermost and topmost first. Each row is a part of at most one total."""
    found: list[Sum] = []
    open_rows: list[int] = []
    for index, row in enumerate(rows):
        best = _best(rows, open_rows, index, row)
        if best is not None and min(best.weights) < 0 and _adds_to_next(rows, open_rows, index):
            best = None
        if best is not None:
            found.append(best)
            del open_rows[len(open_rows) - len(best.parts) :]
        open_rows.append(index)
    return tuple(found)


def _adds_to_next(rows: Sequence[Row], open_rows: Sequence[int], index: int) -> bool:
    """Whether the row and the one above it add up, as printed, to the row below, in every column: then it is no
    difference between two rows above, the first of which the row below repeats."""
    if index + 1 >= len(rows) or not open_rows:
        return False
    above, row, below = rows[open_rows[-1]].amounts, rows[index].amounts, rows[index + 1].amounts
    sums = [(a, b, total) for a, b, total in zip(above, row, below, strict=True) if total is not None]
    return bool(sums) and all(a and b and a + b == total for a, b, total in sums)


def _best(rows: Sequence[Row], open_rows: Sequence[int], index: int, row: Row) -> Sum | None:
    columns = [column for column, amount in enumerate(row.amounts) if amount is not None]
    if not columns or not open_rows or not any(row.amounts):
        return None
    reach = open_rows[-REACH:]
    near = [rows[index].amounts for index in reach[-NEAR:]]  # a part of nothing tells nothing of its sign
    lead = max(columns, key=lambda c: (sum(bool(amounts[c]) for amounts in near), abs(row.amounts[c] or 0)))
    best: tuple[float, Sum] | None = None
    for count, weights, freedom in _readings(rows, reach, row, lead):
        parts = tuple(reach[len(reach) - count :])
        if count == 1 and not (row.bare or (row.totals and rows[parts[0]].breaks)):
            continue
        candidate = Sum(index, parts, weights, _off(rows, parts, weights, row))
        score = _score(rows, candidate, row, freedom)
        if score is not None and (best is None or score > best[0]):
            best = (score, candidate)
    return None if best is None else best[1]


def _readings(
    rows: Sequence[Row], reach: Sequence[int], row: Row, lead: int
) -> list[tuple[int, tuple[int, ...], float]]:
    """(number of parts, weights, freedom) of every reading that foots in the lead column, within rounding."""
    target = row.amounts[lead] or 0
    result: list[tuple[int, tuple[int, ...], float]] = []
    plain = hinted = 0
    suffix: dict[int, int] = {0: 0}  # sum of the last m open rows -> m
    values: list[int] = []
    hints: list[int] = []
    for count, index in enumerate(reversed(reach), start=1):
        value = rows[index].amounts[lead] or 0
        values.append(value)
        plain += value
        sign = -1 if rows[index].minus and value > 0 and count < len(reach) + 1 else 1
        hints.append(sign)
        hinted += sign * value
        slack = _slack(count, row)
        if abs(plain - target) <= slack:
            result.append((count, (1,) * count, 0.0))
        if not row.totals:
            continue  # nothing says total: only parts that add up as printed make one
        if hinted != plain and abs(hinted - target) <= slack:
            result.append((count, tuple(reversed(hints)), 1.0))
        if count > 1:
            result.extend(_split(plain, target, suffix, values, count, row))
            if count <= FLIP_REACH:
                result.extend(_flipped(plain, target, values, count, row))
        suffix.setdefault(plain, count)
    return result


def _slack(count: int, row: Row) -> int:
    """Rounded parts miss a rounded total by half a unit each at most; only an announced total may miss it at all."""
    return min(2, (count + 1) // 2) if row.totals else 0


def _split(
    plain: int, target: int, suffix: dict[int, int], values: Sequence[int], count: int, row: Row
) -> list[tuple[int, tuple[int, ...], float]]:
    """First parts less last parts: plain - 2 * (sum of the last m) = target."""
    result = []
    for goal, sign in ((target, 1), (-target, -1)):
        if sign < 0 and not row.loss:
            continue
        twice = plain - goal
        if twice % 2 or not twice:
            continue
        last = suffix.get(twice // 2)
        if last and last < count:
            weights = (sign,) * (count - last) + (-sign,) * last
            result.append((count, weights, 1.0 if sign > 0 else 1.5))
    return result


def _flipped(
    plain: int, target: int, values: Sequence[int], count: int, row: Row
) -> list[tuple[int, tuple[int, ...], float]]:
    """One or two parts with the other sign: plain - 2 * (their sum) = target."""
    twice = plain - target
    if twice % 2 or not twice:
        return []
    goal = twice // 2
    result = []
    seen: dict[int, int] = {}
    for place, value in enumerate(values):
        if value == goal:
            result.append((count, _flip(count, (place,)), 1.5))
        elif goal - value in seen and value:
            result.append((count, _flip(count, (place, seen[goal - value])), 2.5))
        if value:
            seen.setdefault(value, place)
    return result[:4]


def _flip(count: int, places: tuple[int, ...]) -> tuple[int, ...]:
    """`places` count from the last part backwards."""
    return tuple(-1 if count - 1 - position in places else 1 for position in range(count))


def _off(rows: Sequence[Row], parts: Sequence[int], weights: Sequence[int], row: Row) -> tuple[int | None, ...]:
    result: list[int | None] = []
    for column, printed in enumerate(row.amounts):
        if printed is None:
            result.append(None)
            continue
        computed = sum(weight * (rows[part].amounts[column] or 0) for part, weight in zip(parts, weights, strict=True))
        result.append(computed - printed)
    return tuple(result)


def _score(rows: Sequence[Row], found: Sum, row: Row, freedom: float) -> float | None:
    """Evidence for a reading, None where there is too little of it."""
    slack = _slack(len(found.parts), row)
    agreeing = near = failing = 0
    digits = 0.0
    for off, printed in zip(found.off, row.amounts, strict=True):
        if off is None or printed is None:
            continue
        if off == 0:
            agreeing += 1
            digits += len(str(abs(printed))) if printed else 0.0
        elif abs(off) <= slack and abs(printed) > 20 * slack:
            near += 1
            digits += max(len(str(abs(printed))) - 1.5, 0)
        else:
            failing += 1
    if failing and (not row.totals or failing > agreeing or (freedom > 1.0 and failing * 2 > agreeing)):
        return None
    if failing and (digits < 4 or failing == agreeing) and (digits < 4 or len(found.parts) > LIKELY):
        return None
    live = sum(1 for part in found.parts if any(rows[part].amounts))
    if live < 2 and len(found.parts) > 1 and not row.totals and not row.bare:
        return None
    needed = (1.0 if row.totals or row.bare else 4.0) + 2.0 * freedom + 0.15 * len(found.parts) * freedom
    if digits < needed:
        return None
    start = found.parts[0]
    boundary = rows[start].breaks or start == 0
    crossed = sum(rows[part].breaks for part in found.parts[1:])
    return (
        digits
        - 3 * failing
        - near
        - 2.0 * freedom
        + (2.0 if boundary else 0.0)
        - 0.3 * crossed
        + 0.01 * len(found.parts)
    )
