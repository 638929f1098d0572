"""Scales for tables that state none, or state one only nearby: borne out by figures that other tables print too.

A figure of 49,525 in a table of thousands is the 49,525,329 of another in full. Tables whose own title or head states
a scale are witnesses; so are those that can only be in full, by the length of their figures.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from converter.statements.classify import FACE
from converter.statements.draft import Draft
from converter.statements.scale import ScalePhrase
from converter.statements.scale_proof import SMALL, is_full_count, proved_power, reckoned_power
from converter.statements.statement import Measure, StatementKind
from converter.statements.wording import words
from converter.tables.grid import FigureKind, GridRow

NUMBER = FigureKind.NUMBER
INCOME = StatementKind.INCOME
OTHER = StatementKind.OTHER
TELLING = 1000  # a figure from this size on is hardly shared by chance
ENOUGH = 2  # shared figures that settle a scale
LONG = 10_000_000  # a face statement that prints such figures, and no scale, prints them in full
OUTSIZE = 50  # a figure so many times the largest of the scaled statements is of another scale
POWERS = (0, 3, 6)
SAME = 3  # heads by which a statement of equity goes on under those of another
_COUNTING = frozenset({"shares", "share", "units", "unit", "average", "outstanding"})

Witnesses = dict[tuple[int, int], set[int]]  # (power of the table, power to which rounded) -> figures


def settle_scales(drafts: Sequence[Draft]) -> list[Draft]:
    """Each draft with the scale that other drafts bear out; without any, the draft's own phrase, or none."""
    drafts = _proved(_carried_on(drafts))
    witnesses = _witnesses(drafts)
    if not witnesses:
        return list(drafts)
    drafts = [_of_unknown_scale(found) for found in drafts]
    settled = [found if _is_certain(found) else _settled(found, witnesses) for found in drafts]
    return _of_one_set(settled)


def _carried_on(drafts: Sequence[Draft]) -> list[Draft]:
    """A statement of equity that states no scale and goes on under the heads of the one right before it has that one's,
    of amounts and of shares."""
    result: list[Draft] = []
    for found in drafts:
        before = result[-1] if result else None
        if before is not None and found.scale is None and found.kind is before.kind is StatementKind.EQUITY:
            same = before.scale is not None and len({*found.body.heads} & {*before.body.heads}) >= SAME
            if same and before.body.grid.part == found.body.grid.part and found.title is None:
                found = replace(found, scale=before.scale, scale_is_own=before.scale_is_own)
        result.append(found)
    return result


def _is_certain(found: Draft) -> bool:
    if found.scale is None:
        return found.kind is OTHER and found.scale_borne_out  # amounts a share show that it is in full
    return found.scale_is_own or found.scale_proved


def _proved(drafts: Sequence[Draft]) -> list[Draft]:
    """The income statements that state no scale with the one that they prove, where the filing's own phrases, if there
    are any, state it too; and the tables that reckon amounts a share with the one that these show."""
    own = {found.scale.money for found in drafts if found.scale is not None and found.scale_is_own}
    in_full = _print_shares_in_full(drafts)
    result = []
    for found in drafts:
        power = proved_power(found.body.rows) if found.kind is INCOME and found.scale is None else None
        if power and (not own or power in own):
            phrase = ScalePhrase(power, 0)
            found = replace(found, scale=phrase, scale_is_own=False, scale_borne_out=True, scale_proved=True)
        elif in_full and found.kind is OTHER and not (found.scale is not None and found.scale_is_own):
            found = _reckoned(found)
        result.append(found)
    return result


def _print_shares_in_full(drafts: Sequence[Draft]) -> bool:
    """Whether the income statements say so: otherwise nine digits may count thousands of shares."""
    said = [found.scale for found in drafts if found.kind is INCOME and found.scale is not None and found.scale_is_own]
    return bool(said) and all(phrase.shares == 0 for phrase in said)


def _reckoned(found: Draft) -> Draft:
    """An exhibit that reckons the amounts a share shows its scale, whatever that of the statements is."""
    power = reckoned_power(found.body.rows)
    if power is None:
        return found
    phrase = ScalePhrase(power, 0) if power else None
    return replace(
        found, scale=phrase, scale_span=None, scale_is_own=False, scale_borne_out=True, scale_proved=bool(power)
    )


def _of_unknown_scale(found: Draft) -> Draft:
    """Amounts in tenths that state no scale are not in the thousands of the statements around, nor are small ones in
    hundredths, which are amounts for a share: a note, and no guess."""
    numbers = [
        cell.figure for row in found.body.rows for cell in row.cells if cell.figure and cell.figure.kind is NUMBER
    ]
    small = [figure for figure in numbers if figure.value is not None and abs(figure.value) < SMALL]
    tenths = sum(figure.decimals == 1 for figure in numbers)
    hundredths = sum(figure.decimals == 2 for figure in small)
    nearby = found.scale is None or (not _is_certain(found) and found.scale.money == 3)
    if not nearby or not found.reads_as_face or 2 * max(tenths, hundredths) <= len(numbers):
        return found
    return replace(found, kind=StatementKind.OTHER, scale=None, scale_span=None, by_shape=False)


def _of_one_set(drafts: Sequence[Draft]) -> list[Draft]:
    """A face statement without a phrase has the scale of the others of its filing, where these are of one mind and its
    figures are not so long that they can only be in full. It is a guess, and said to be one."""
    sets = [found for found in drafts if found.kind in FACE and found.scale is not None]
    powers = {found.scale.money for found in sets if found.scale is not None}
    if len(powers) != 1:
        return list(drafts)
    longest = max((max(_amounts(found), default=0) for found in sets), default=0)
    power = powers.pop()
    result = []
    for found in drafts:
        silent = found.reads_as_face and found.scale is None and not found.scale_borne_out
        if silent and max(_amounts(found), default=0) <= OUTSIZE * longest and not _ends_in_noughts(found):
            found = replace(found, scale=ScalePhrase(power, None), scale_is_own=False, scale_guessed=True)
        result.append(found)
    return result


def _ends_in_noughts(found: Draft) -> bool:
    """Whether long figures were rounded to thousands and the noughts printed: in full, then."""
    long = [figure for figure in _amounts(found) if figure >= 10 * TELLING]
    round_ones = sum(figure % TELLING == 0 for figure in long)
    return round_ones >= 2 and 2 * round_ones >= len(long)


def _settled(found: Draft, witnesses: Witnesses) -> Draft:
    figures = _figures(found)
    support = {power: _support(figures, power, witnesses) for power in POWERS}
    best = max(POWERS, key=lambda power: support[power])
    second = max(support[power] for power in POWERS if power != best)
    clear = support[best] >= ENOUGH and support[best] > 1.5 * second and 25 * support[best] >= len(figures)
    stated = found.scale.money if found.scale is not None else None
    if clear and stated is not None and best != stated and support[best] > 2 * support.get(stated, 0):
        return replace(found, scale=ScalePhrase(best, None) if best else None, scale_span=None, scale_borne_out=True)
    if stated is not None:
        return replace(found, scale_borne_out=clear and best == stated)
    if clear:
        return replace(found, scale=ScalePhrase(best, None) if best else None, scale_borne_out=True)
    return found


def _witnesses(drafts: Sequence[Draft]) -> Witnesses:
    result: Witnesses = {}
    for found in drafts:
        if found.scale is not None and _is_certain(found):
            power = found.scale.money
        elif found.scale is None and found.kind in FACE and any(figure >= LONG for figure in _amounts(found)):
            power = 0
        else:
            continue
        figures = _figures(found)
        for coarse in POWERS:
            if coarse >= power:
                result.setdefault((power, coarse), set()).update(_rounded(figures, coarse - power))
    return result


def _support(figures: set[int], power: int, witnesses: Witnesses) -> int:
    """How many of the figures, were they scaled by `power`, stand in the witnesses too."""
    shared: set[int] = set()
    for (other, coarse), known in witnesses.items():
        if coarse != max(power, other):
            continue
        shared.update(figure for figure in figures if _round(figure, coarse - power) in known)
    return len(shared)


def _rounded(figures: set[int], power: int) -> set[int]:
    return {rounded for rounded in (_round(figure, power) for figure in figures) if rounded >= TELLING}


def _round(figure: int, power: int) -> int:
    """Half up, as the filers do."""
    return figure if power <= 0 else (figure + 10**power // 2) // 10**power


def largest_figure(found: Draft) -> int:
    """As printed; 0 where there is none that tells."""
    return max(_figures(found), default=0)


def _figures(found: Draft) -> set[int]:
    """Without numbers of shares in full, which stand so beside amounts in thousands too."""
    return _telling([row for row in found.body.rows if not is_full_count(row)])


def _amounts(found: Draft) -> set[int]:
    """Without the rows and the columns that count shares, which are printed in full beside amounts in thousands."""
    counts = {
        column
        for column, foot in zip(found.body.columns, found.footings, strict=True)
        if foot.measure is Measure.SHARES
    }
    return _telling([row for row in found.body.rows if not _COUNTING & set(words(row.label))], counts)


def _telling(rows: Sequence[GridRow], aside: Set[int] = frozenset()) -> set[int]:
    return {
        abs(int(cell.figure.value))
        for row in rows
        for cell in row.cells
        if cell.figure is not None
        and cell.column not in aside
        and cell.figure.kind is FigureKind.NUMBER
        and cell.figure.value is not None
        and cell.figure.decimals == 0
        and abs(cell.figure.value) >= TELLING
    }
