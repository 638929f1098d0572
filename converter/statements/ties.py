"""Notes that repeat figures of the face statements: the tie tells whether a note under bare years reports balances."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from converter.statements.classify import FACE
from converter.statements.draft import Draft
from converter.statements.moments import Lean
from converter.statements.statement import Basis, Statement
from converter.tables.grid import FigureKind

TELLING = Decimal(100)  # smaller printed figures are shared by chance


@dataclass(frozen=True, slots=True)
class Ties:
    """Amounts in full units that stand in balance sheets, and those that stand in statements of flows."""

    balances: frozenset[Decimal]
    flows: frozenset[Decimal]

    def lean(self, found: Draft) -> Lean:
        """By the figures that the draft shares with one side and not with the other."""
        power = found.scale.money if found.scale is not None else 0
        values = {
            abs(cell.figure.value).scaleb(power)
            for row in found.body.rows
            for cell in row.cells
            if cell.figure is not None
            and cell.figure.kind is FigureKind.NUMBER
            and cell.figure.value is not None
            and abs(cell.figure.value) >= TELLING
        }
        balances = len(values & (self.balances - self.flows))
        flows = len(values & (self.flows - self.balances))
        if balances > 2 * flows:
            return Lean.BALANCES
        return Lean.FLOWS if flows > 2 * balances else Lean.UNCLEAR


def ties(statements: Iterable[Statement]) -> Ties:
    balances: set[Decimal] = set()
    flows: set[Decimal] = set()
    for statement in statements:
        if statement.kind not in FACE:
            continue
        for item in statement.items:
            for cell in item.cells:
                column = statement.columns[cell.column]
                if cell.value is None or cell.period is None or column.basis is not Basis.REPORTED:
                    continue
                (balances if cell.period.is_instant else flows).add(abs(cell.value))
    return Ties(frozenset(balances), frozenset(flows))
