"""How the amounts of one statement agree with those of others: the same element for the same period, told twice.

    Amounts                      by element and period, what statements say of it
    amounts_of(statement)        what the columns of a mapped statement say that report
    compared(said, known, same)  the places that both have, parted by whether one of the known amounts is the `same`

`entities` asks whether a statement is the registrant's, `scope` whether a table is about the registrant as a whole.
What counts as the same differs: a restated total is still the registrant's (`alike`), a row of a table that speaks of
the whole repeats its statement to the last digit (`within_grain`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from converter.mapping.mapping import Decision, MappedStatement
from converter.statements.statement import Basis, Cell, Period

Place = tuple[str, Period]  # element and period
_ALIKE = Decimal("0.02")  # totals this near are one total, restated or rounded


@dataclass(frozen=True, slots=True)
class Amount:
    """`grain` is what one of the last printed digit stands for."""

    value: Decimal
    grain: Decimal = Decimal(0)

    @property
    def digits(self) -> str:
        """Without trailing zeros: the same in every scale."""
        return "".join(map(str, self.value.as_tuple().digits)).rstrip("0")


Same = Callable[[Amount, Amount], bool]


def alike(one: Amount, other: Amount) -> bool:
    """Whether two amounts can be one total: near each other, or the same digits in another scale."""
    near = abs(one.value - other.value) <= _ALIKE * max(abs(one.value), abs(other.value))
    return near or one.digits == other.digits


def within_grain(one: Amount, other: Amount) -> bool:
    """Whether two amounts are equal but for sign and rounding."""
    return abs(abs(one.value) - abs(other.value)) <= max(one.grain, other.grain)


@dataclass(slots=True)
class Agreement:
    agree: set[Place] = field(default_factory=set)
    against: set[Place] = field(default_factory=set)

    @property
    def shared(self) -> int:
        return len(self.agree) + len(self.against)


class Amounts:
    """Every amount that statements give a place; the first one given comes first."""

    def __init__(self, said: Iterable[tuple[Place, Amount]] = ()) -> None:
        self._known: dict[Place, list[Amount]] = {}
        self.add(said)

    def add(self, said: Iterable[tuple[Place, Amount]]) -> None:
        for place, amount in said:
            self._known.setdefault(place, []).append(amount)

    def at(self, place: Place) -> list[Amount]:
        return self._known.get(place, [])

    @property
    def firsts(self) -> Amounts:
        """Of every place the first amount alone."""
        return Amounts((place, amounts[0]) for place, amounts in self._known.items())


def compared(said: Iterable[tuple[Place, Amount]], known: Amounts, same: Same) -> Agreement:
    """A place at which one amount agrees and another does not stands on both sides."""
    found = Agreement()
    for place, amount in said:
        others = known.at(place)
        if any(same(amount, other) for other in others):
            found.agree.add(place)
        elif others:
            found.against.add(place)
    return found


def amount_of(cell: Cell) -> Amount:
    return Amount(cell.value or Decimal(0), Decimal(1).scaleb(cell.scale - cell.figure.decimals))


def amounts_of(each: MappedStatement) -> Iterator[tuple[Place, Amount]]:
    """The amounts other than zero of the standard elements of a statement, in columns that report."""
    columns = {column.index: column for column in each.statement.columns}
    for item, mapping in zip(each.statement.items, each.mappings, strict=True):
        if mapping.decision is not Decision.STANDARD or mapping.concept is None:
            continue
        for cell in item.cells:
            column = columns.get(cell.column)
            if column is None or column.basis is not Basis.REPORTED or not cell.value:
                continue
            period = cell.period or column.period
            if period is not None:
                yield (mapping.concept, period), amount_of(cell)
