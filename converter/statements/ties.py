"""Notes that repeat figures of the face statements: the tie tells whether a note under bare years reports balances."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from converter.statements.classify import FACE
from converter.statements.draft import Draft
from converter.statements.moments import Lean
from converter.statements.statement import Basis, Period, Statement, StatementKind
from converter.tables.grid import FigureKind

TELLING = Decimal(100)  # smaller printed figures are shared by chance
CERTAIN = 1000  # printed figures that are seldom shared by chance
SHARE = 10  # of so many figures of a table that reports flows one at least stands in a statement of flows
ROUND = 1000  # whole thousands, as printed, are shared by chance too


@dataclass(frozen=True, slots=True)
class Ties:
    """Amounts in full units that stand in balance sheets, and those that stand in statements of flows; the days of the
    balance sheets."""

    balances: frozenset[Decimal]
    flows: frozenset[Decimal]
    days: frozenset[date]

    def lean(self, found: Draft) -> Lean:
        """By the figures that the draft shares with one side and not with the other."""
        balances, flows = self._shared(found)
        if balances > 2 * flows:
            return Lean.BALANCES
        return Lean.FLOWS if flows > 2 * balances else Lean.UNCLEAR

    def is_by_chance(self, found: Draft) -> bool:
        """Whether the draft shares one figure alone, and that a small one as printed."""
        shared = _figures(found, TELLING) & (self.balances ^ self.flows)
        return len(shared) == 1 and max(shared) < CERTAIN * _unit(found)

    def ends_years(self, found: Draft, blocks: Sequence[tuple[Period | None, ...]]) -> bool:
        """Whether the days over the columns of a table are those on which years end: it leans to flows, and goes back
        beyond the balance sheets or shares more than chance does."""
        days = {period.end for block in blocks for period in block if period is not None}
        own = {value for value in _figures(found, TELLING) if value % (ROUND * _unit(found))}
        flows = own & (self.flows - self.balances)
        if SHARE * len(flows) < len(own) or self.lean(found) is not Lean.FLOWS:
            return False
        if self.days and days and min(days) < min(self.days):
            return True
        certain = {value for value in flows if value >= CERTAIN * _unit(found)}
        return len(certain) > 1 and not own & (self.balances - self.flows)

    def _shared(self, found: Draft) -> tuple[int, int]:
        """How many figures of balances and of flows the draft has."""
        values = _figures(found, TELLING)
        return len(values & (self.balances - self.flows)), len(values & (self.flows - self.balances))


def _unit(found: Draft) -> Decimal:
    return Decimal(1).scaleb(found.scale.money if found.scale is not None else 0)


def _figures(found: Draft, least: Decimal) -> set[Decimal]:
    """The amounts in full units of a draft that are printed as `least` or more."""
    return {
        abs(cell.figure.value) * _unit(found)
        for row in found.body.rows
        for cell in row.cells
        if cell.figure is not None
        and cell.figure.kind is FigureKind.NUMBER
        and cell.figure.value is not None
        and abs(cell.figure.value) >= least
    }


def ties(statements: Iterable[Statement]) -> Ties:
    balances: set[Decimal] = set()
    flows: set[Decimal] = set()
    days: set[date] = set()
    for statement in statements:
        if statement.kind not in FACE:
            continue
        if statement.kind is StatementKind.BALANCE:
            days |= {column.period.end for column in statement.columns if column.period is not None}
        for item in statement.items:
            for cell in item.cells:
                column = statement.columns[cell.column]
                part = column.basis is Basis.COMPONENT and statement.kind is not StatementKind.EQUITY
                if cell.value is None or cell.period is None or not (part or column.basis is Basis.REPORTED):
                    continue
                (balances if cell.period.is_instant else flows).add(abs(cell.value))
    return Ties(frozenset(balances), frozenset(flows), frozenset(days))
