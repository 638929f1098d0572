"""Which tables are an entity's because of what stands before them: the notes after its statements, its own document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from converter.mapping.mapping import MappedStatement
from converter.report.dimensions import PARENT
from converter.report.headings import same_name
from converter.report.rows import PRIMARY
from converter.report.witness import Witness
from converter.statements.statement import Basis, Statement, StatementKind

_REPORT = 2  # statements with a name above them that make a document somebody's report


@dataclass(slots=True)
class Whose:
    """What is known so far, by statement id: `named` the entities other than the registrant, `unnamed` the statements
    whose entity is not certain, `told` the entities that the text before a table names, `sets` those whose tables go on
    after the statement."""

    named: dict[str, str] = field(default_factory=dict)
    unnamed: set[str] = field(default_factory=set)
    told: dict[str, str] = field(default_factory=dict)
    sets: dict[str, str] = field(default_factory=dict)
    plans: set[str] = field(default_factory=set)  # names of benefit plans

    def name(self, statement: Statement, entity: str) -> None:
        self.unnamed.discard(statement.id)
        self.named[statement.id] = entity

    def known(self, name: str) -> str:
        """The name by which an entity, no plan, is known already."""
        others = (known for known in self.named.values() if known != PARENT and known not in self.plans)
        return next((known for known in others if same_name(known, name)), name)


def carry_sets(witness: Witness, whose: Whose) -> None:
    """The tables of the notes after an entity's statements are its own, up to the next opinion, to a statement of
    somebody else's, to a pro forma statement, which is of several, or to a heading of the report as a whole."""
    entity: str | None = None
    part, end = -1, 0
    for each in witness.mapped:
        statement = each.statement
        if statement.part != part:
            part, entity = statement.part, None
        if statement.id in whose.sets:
            entity, end = whose.sets[statement.id], witness.end(part, witness.line(each))
        elif entity is None or witness.line(each) >= end or witness.is_own_by_name(each) or _is_pro_forma(statement):
            entity = None
        elif statement.id in whose.named:
            entity = entity if whose.named[statement.id] == entity else None
        else:
            whose.name(statement, entity)


def _is_pro_forma(statement: Statement) -> bool:
    return statement.kind in PRIMARY and any(column.basis is Basis.PRO_FORMA for column in statement.columns)


def carry_joint(witness: Witness, whose: Whose, primary: Sequence[MappedStatement]) -> None:
    """In a filing of several registrants the tables of the notes belong to those whose statements come before. A
    statement of a kind that they have already, without a name above it, is the next one's: nobody knows whose."""
    _name_reports(witness, whose, primary)
    entity: str | None = None
    part = -1
    seen: set[StatementKind] = set()
    for each in witness.mapped:
        statement = each.statement
        if statement.part != part:
            part, entity = statement.part, None
        is_headed = statement.kind in PRIMARY and witness.heading(each).name is not None
        named = whose.named.get(statement.id)
        if is_headed and named != PARENT:
            seen = set() if named != entity else seen
            entity = named
            seen.add(statement.kind)
        elif entity is not None and named is None:
            again = statement.kind in PRIMARY and statement.kind in seen
            if again and _headed(part, witness, whose, primary) != {entity}:
                whose.unnamed.add(statement.id)
            else:
                whose.name(statement, entity)
                seen.add(statement.kind)


def _name_reports(witness: Witness, whose: Whose, primary: Sequence[MappedStatement]) -> None:
    """A document in which every name above a statement is one joint registrant's is that registrant's report."""
    for part in {each.statement.part for each in primary}:
        inside = [each for each in primary if each.statement.part == part]
        entities = _headed(part, witness, whose, primary)
        entity = entities.pop() if len(entities) == 1 else None
        if entity in witness.joint and sum(witness.heading(each).name is not None for each in inside) >= _REPORT:
            for each in inside:
                if entity is not None and each.statement.id not in whose.named:
                    whose.name(each.statement, entity)


def _headed(part: int, witness: Witness, whose: Whose, primary: Sequence[MappedStatement]) -> set[str | None]:
    """The entities of the statements of a part with a name above them; None for the registrant."""
    inside = [each for each in primary if each.statement.part == part]
    return {whose.named.get(each.statement.id) for each in inside if witness.heading(each).name}
