"""Tables of something else than the registrant as a whole: a segment, a business held for sale, a company held in part.

Such a table speaks of revenue and total assets in the words of the statements, and what the statements do not print too
would pass for the registrant's. Where its figures contradict those of fuller statements at more elements than they
agree, none of its rows is taken for the registrant's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field
from decimal import Decimal

from converter.mapping.mapping import Decision, Origin
from converter.report.rows import PRIMARY, Row, RowFigure
from converter.statements.statement import Period

SURE = 0.7  # rows that are rather guessed neither agree nor contradict
LEAST = 2  # elements that must be contradicted

Values = dict[tuple[str, Period], list[tuple[Decimal, Decimal]]]  # element and period -> amounts with their grain


@dataclass(slots=True)
class Votes:
    """The elements that a statement has in common with fuller ones."""

    agree: set[str] = field(default_factory=set)
    against: set[str] = field(default_factory=set)

    @property
    def is_of_something_else(self) -> bool:
        against = self.against - self.agree
        return len(against) >= LEAST and len(against) > len(self.agree)


def other_scopes(rows: Sequence[Row], weight: ReadOnly[str, float]) -> dict[str, int]:
    """The statements of something else by id, with the number of elements at which they contradict fuller ones."""
    of_statement: dict[str, list[Row]] = {}
    for row in rows:
        of_statement.setdefault(row.statement.id, []).append(row)
    known: Values = {}
    found: dict[str, int] = {}
    for name in sorted(of_statement, key=lambda name: (not _is_primary(of_statement[name]), -weight[name])):
        said = list(_said(of_statement[name]))
        votes = _votes(said, known)
        if votes.is_of_something_else:
            found[name] = len(votes.against - votes.agree)
        elif _is_primary(of_statement[name]):
            for key, amount in said:
                known.setdefault(key, []).append(amount)
    return found


def _is_primary(rows: Sequence[Row]) -> bool:
    return rows[0].statement.kind in PRIMARY


def _said(rows: Iterable[Row]) -> Iterable[tuple[tuple[str, Period], tuple[Decimal, Decimal]]]:
    for row in rows:
        mapping = row.mapping
        if mapping.decision is not Decision.STANDARD or mapping.origin is not Origin.ENGINE or mapping.concept is None:
            continue
        if mapping.confidence >= SURE:
            for figure in row.figures:
                if not figure.dimensions and figure.cell.value:
                    yield (mapping.concept, figure.period), _amount(figure)


def _amount(figure: RowFigure) -> tuple[Decimal, Decimal]:
    value = figure.cell.value or Decimal(0)
    return abs(value), Decimal(1).scaleb(figure.cell.scale - figure.cell.figure.decimals)


def _votes(said: Iterable[tuple[tuple[str, Period], tuple[Decimal, Decimal]]], known: Values) -> Votes:
    votes = Votes()
    for (concept, period), (amount, grain) in said:
        others = known.get((concept, period), ())
        if any(abs(amount - other) <= max(grain, coarse) for other, coarse in others):
            votes.agree.add(concept)
        elif others:
            votes.against.add(concept)
    return votes
