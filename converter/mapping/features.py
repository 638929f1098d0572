"""What is seen of each row of a sheet before anything is known of elements: its words, its place, its figures.

`tokens` are strings for the network's vocabulary; `columns` one float row of `WIDTH` a line item. Training and
use share this module, so that a model always sees what it was trained on.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.mapping.labels import Forms, forms
from converter.mapping.sheet import KINDS, Row, Sheet
from converter.statements.statement import Measure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODERN = 2018  # from this year on revenue (ASC 606) and, a year later, leases (ASC 842) have other elements
_MEASURES = {Measure.MONEY: 9, Measure.SHARES: 10, Measure.PER_SHARE: 11, Measure.PERCENT: 12, Measure.PURE: 12}
FIGURES = slice(13, 24)  # what is known only where the row has figures
PLACES = slice(24, 28)  # what is known only of a row within its statement
SECTOR = 33  # first of ten columns, one for each division of the industry code
WIDTH = 43
_MOST_PARTS = 40


@dataclass(frozen=True, slots=True)
class Footing:
    """`parts[i]` rows add up to row i (0 where nothing was found); `whole[i]` is the row that i is a part of, or -1."""

    parts: tuple[int, ...]
    whole: tuple[int, ...]


def tokens(row: Row, form: Forms) -> list[str]:
    """Words, pairs of words and whole forms of the label, marked by what they are; then words of the heading above."""
    words = form.words
    found = [f"w:{w}" for w in words[:16]]
    found += [f"b:{a} {b}" for a, b in pairwise(words[:13])]
    found += [f"e:{form.exact}", f"l:{form.loose}", f"g:{form.bag}"]
    if row.section:
        found += [f"s:{w}" for w in forms(row.section[-1]).words[:6]]
    return found


def numbers(sheet: Sheet) -> list[float | None]:
    """The figure that stands for each row: the first reported column that most rows have."""
    width = max((len(row.values) for row in sheet.rows), default=0)
    best = max(range(width), key=lambda c: (sum(_at(row, c) is not None for row in sheet.rows), -c), default=0)
    return [_at(row, best) for row in sheet.rows]


def _at(row: Row, column: int) -> float | None:
    value = row.values[column] if column < len(row.values) else None
    return None if value is None else float(value)


def footing(values: list[float | None], tolerance: float) -> Footing:
    """Finds totals by a stack of rows not yet summed: a row that equals the sum of the uppermost takes their place."""
    parts, whole = [0] * len(values), [-1] * len(values)
    open_rows: list[int] = []
    for i, value in enumerate(values):
        if value is None:
            continue
        total, count = 0.0, 0
        if abs(value) > tolerance:
            for j in reversed(open_rows[-_MOST_PARTS:]):
                total += values[j] or 0.0
                count += 1
                if count > 1 and abs(total - value) <= tolerance * (1 + count / 4):
                    parts[i] = count
                    for k in open_rows[-count:]:
                        whole[k] = i
                    del open_rows[-count:]
                    break
        open_rows.append(i)
    return Footing(tuple(parts), tuple(whole))


def grain(values: list[float | None]) -> float:
    """The unit that the page rounds to: the largest power of ten that divides most figures."""
    whole = [abs(int(v)) for v in values if v and abs(v) >= 1000]
    for power in (6, 3):
        if whole and sum(v % 10**power == 0 for v in whole) > 0.8 * len(whole):
            return float(10**power)
    return 1.0


def columns(sheet: Sheet, row_forms: list[Forms]) -> NDArray[np.float32]:
    """One row of `WIDTH` numbers for each line item, shape (rows, WIDTH)."""
    import numpy as np

    n = len(sheet.rows)
    out = np.zeros((n, WIDTH), np.float32)
    out[:, KINDS.index(sheet.kind) if sheet.kind else 4] = 1
    if sheet.year:
        out[:, 5] = sheet.year >= MODERN
        out[:, 6] = 1
    if sheet.sic:
        out[:, SECTOR + min(sheet.sic // 1000, 9)] = 1
    values = numbers(sheet)
    foots = footing(values, 1.01 * grain(values))
    top = max((abs(v) for v in values if v is not None), default=0.0)
    seen: set[float] = set()
    for i, row in enumerate(sheet.rows):
        line = out[i]
        if row.period_type:
            line[7 if row.period_type == "instant" else 8] = 1
        if row.measure in _MEASURES:
            line[_MEASURES[row.measure]] = 1
        line[24:28] = (i / n, 1 / n, i == 0, i == n - 1)
        line[28] = row.heading
        line[29] = row.label.isupper()
        line[30] = row.label[:5].lower() == "total"
        line[31] = row.label.rstrip().endswith(":")
        line[32] = min(len(row_forms[i].words) / 10, 2)
        value = values[i]
        if value is None:
            continue
        line[13] = 1
        line[14] = value == 0
        line[15] = value < 0
        line[16] = math.log10(max(abs(value), 1)) / math.log10(max(top, 10))
        line[17] = abs(value) < 1000 and (value % 1 != 0 or top > 1e6) and value != 0
        line[18] = foots.parts[i] > 0
        line[19] = foots.parts[i] / 10
        line[20] = foots.whole[i] >= 0
        before = [v for v in values[max(0, i - 2) : i] if v is not None]
        line[21] = len(before) == 2 and value != 0 and abs(before[0] - before[1] - value) <= 1.01
        line[22] = value != 0 and abs(value) in seen
        line[23] = abs(value) == top
        seen.add(abs(value))
    return out
