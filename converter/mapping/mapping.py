"""What the mapping stage hands on: for each line item a concept, an extension, or the decision not to tag.

Candidate        a concept with its calibrated probability
Mapping          the decision for one line item with its evidence and runners-up
MappedStatement  a Statement and one Mapping per item, in order
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from converter.statements.statement import Statement


class Decision(StrEnum):
    STANDARD = "standard"  # `concept` is a standard element
    EXTENSION = "extension"  # an element of the filing's own taxonomy, anchored to `anchor` where one is known
    NONE = "none"  # a heading, or a row that carries nothing to tag, or "do not tag" by override


class Origin(StrEnum):
    """Who decided."""

    ENGINE = "engine"
    OVERRIDE = "override"  # a --mapping file
    MEMORY = "memory"  # an approved decision of an earlier conversion of the same registrant


@dataclass(frozen=True, slots=True)
class Candidate:
    concept: str  # "us-gaap:Assets"
    score: float  # calibrated probability, 0..1


@dataclass(frozen=True, slots=True)
class Mapping:
    """`concept` is a prefixed name for STANDARD, else None. `negated` says that the page shows the opposite of the
    concept's own sign, so value(fact) = -value(page); it holds for all cells of the row.

    `anchor` is the nearest wider standard concept of an extension. `evidence` is in words, strongest first.
    """

    item: int
    decision: Decision
    concept: str | None
    confidence: float
    negated: bool = False
    anchor: str | None = None
    balance: str | None = None  # "debit"/"credit" of an extension, from its place on the page
    period_type: str | None = None  # "instant"/"duration" of an extension
    evidence: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    origin: Origin = Origin.ENGINE
    also: str | None = None  # a second standard element that the same figures state ("basic and diluted")


@dataclass(frozen=True, slots=True)
class MappedStatement:
    statement: Statement
    mappings: tuple[Mapping, ...]
