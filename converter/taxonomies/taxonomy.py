"""`load` gives a `Taxonomy`: the elements, types, roles and arcs of one release, each table read when first asked for.

taxonomy = load("us-gaap/2024")
taxonomy.concept("us-gaap:Assets").balance            "debit"
taxonomy.calculation_children("us-gaap:Assets")       (Arc(role, concept, weight, order), ...)
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path

from converter.errors import TaxonomyError
from converter.resources import folder as resource_folder
from converter.taxonomies.facts import ArcFacts, ElementFacts, RoleFacts, SchemaFacts, TypeFacts
from converter.taxonomies.installed import data_folder
from converter.taxonomies.tables import (
    element_rows,
    parse_element,
    read_arcs,
    read_roles,
    read_schemas,
    read_types,
)

DEFAULT = "us-gaap/2024"


@dataclass(frozen=True, slots=True)
class Concept:
    """An element of a standard taxonomy. `type` and `substitution` are prefixed names (`xbrli:monetaryItemType`);
    `balance` is "debit", "credit" or None; `period_type` "instant" or "duration"."""

    qname: str
    type: str
    balance: str | None
    period_type: str | None
    abstract: bool
    substitution: str | None
    nillable: bool
    deprecated: bool

    @property
    def name(self) -> str:
        return self.qname.partition(":")[2]

    @property
    def id(self) -> str:
        """The `id` of the declaration, as a locator's href names it."""
        return self.qname.replace(":", "_", 1)

    @property
    def is_member(self) -> bool:
        return self.type.endswith(":domainItemType")


@dataclass(frozen=True, slots=True)
class CalculationRelation:
    """`concept` is the other end: a child for `calculation_children`, a parent for `calculation_parents`."""

    role: str
    concept: str
    weight: int
    order: Decimal


@dataclass(frozen=True, slots=True)
class PresentationRelation:
    parent: str
    child: str
    order: Decimal
    preferred_label: str | None


@dataclass(frozen=True, slots=True)
class Role:
    uri: str
    id: str
    definition: str
    schema: str  # prefix of the schema that declares it


class Taxonomy:
    """One release of a taxonomy from its frozen tables. Every table is read when first needed."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.folder = folder
        self._rows: dict[str, dict[str, tuple[int, str]]] = {}
        self._concepts: dict[str, Concept | None] = {}

    # --- schemas and names ---

    @cached_property
    def schemas(self) -> dict[str, SchemaFacts]:
        """Prefix -> schema (with imports; elements, types and roles are asked for below)."""
        return {schema.prefix: schema for schema in read_schemas(self.folder)}

    def namespace(self, prefix: str) -> str:
        return self._schema(prefix).namespace

    def schema_url(self, prefix: str) -> str:
        """The official URL of the schema that declares the elements of `prefix`."""
        return self._schema(prefix).url

    def prefix(self, namespace: str) -> str | None:
        return next((schema.prefix for schema in self.schemas.values() if schema.namespace == namespace), None)

    def _schema(self, prefix: str) -> SchemaFacts:
        try:
            return self.schemas[prefix]
        except KeyError:
            raise TaxonomyError(f"{self.name} has no schema with the prefix {prefix}") from None

    @cached_property
    def prefixes(self) -> tuple[str, ...]:
        """Prefixes of the schemas that declare elements."""
        return tuple(prefix for prefix in self.schemas if (self.folder / f"elements-{prefix}.tsv").is_file())

    def names(self, prefix: str | None = None) -> Iterator[str]:
        """Every element's prefixed name, in the order of the official files."""
        for each in self.prefixes if prefix is None else (prefix,):
            for name in self._element_rows(each):
                yield f"{each}:{name}"

    def local_names(self, prefix: str) -> Set[str]:
        """Names without prefix of the elements that the schema of `prefix` declares."""
        return self._element_rows(prefix).keys()

    # --- elements ---

    def concept(self, qname: str) -> Concept | None:
        """The element of that prefixed name, None where the taxonomy has none."""
        try:
            return self._concepts[qname]
        except KeyError:
            facts = self.element(qname)
            concept = None
            if facts is not None:
                concept = Concept(
                    qname=qname,
                    type=facts.type,
                    balance=facts.balance,
                    period_type=facts.period_type,
                    abstract=facts.abstract,
                    substitution=facts.substitution,
                    nillable=facts.nillable,
                    deprecated=facts.deprecated,
                )
            self._concepts[qname] = concept
            return concept

    def __contains__(self, qname: object) -> bool:
        if not isinstance(qname, str):
            return False
        prefix, _, name = qname.partition(":")
        return prefix in self.prefixes and name in self._element_rows(prefix)

    def element(self, qname: str) -> ElementFacts | None:
        """The whole declaration, with line number and further attributes."""
        prefix, _, name = qname.partition(":")
        if prefix not in self.prefixes:
            return None
        found = self._element_rows(prefix).get(name)
        return None if found is None else parse_element(*found)

    def elements(self, prefix: str) -> Iterator[ElementFacts]:
        for line, row in self._element_rows(prefix).values():
            yield parse_element(line, row)

    def _element_rows(self, prefix: str) -> dict[str, tuple[int, str]]:
        if prefix not in self._rows:
            self._rows[prefix] = element_rows(self.folder, prefix)
        return self._rows[prefix]

    # --- types and roles ---

    @cached_property
    def types(self) -> dict[str, list[TypeFacts]]:
        """Schema prefix -> the types it declares."""
        return read_types(self.folder)

    @cached_property
    def role_facts(self) -> dict[str, list[RoleFacts]]:
        return read_roles(self.folder)

    @cached_property
    def roles(self) -> dict[str, Role]:
        """URI -> role."""
        return {
            role.uri: Role(role.uri, role.id, role.definition, prefix)
            for prefix, roles in self.role_facts.items()
            for role in roles
        }

    # --- arcs ---

    @cached_property
    def calculation(self) -> tuple[ArcFacts, ...]:
        """Every calculation arc, in the order of the official files."""
        return tuple(read_arcs(self.folder, "calculation.txt"))

    def calculation_children(self, qname: str) -> tuple[CalculationRelation, ...]:
        """What `qname` is the sum of, in every role, by role and order."""
        return self._calculation_index[0].get(qname, ())

    def calculation_parents(self, qname: str) -> tuple[CalculationRelation, ...]:
        """The totals that `qname` is a part of, in every role."""
        return self._calculation_index[1].get(qname, ())

    @cached_property
    def _calculation_index(
        self,
    ) -> tuple[dict[str, tuple[CalculationRelation, ...]], dict[str, tuple[CalculationRelation, ...]]]:
        children: dict[str, list[CalculationRelation]] = {}
        parents: dict[str, list[CalculationRelation]] = {}
        for arc in self.calculation:
            weight, order = int(Decimal(arc.weight or "1")), Decimal(arc.order)
            children.setdefault(arc.parent, []).append(CalculationRelation(arc.role, arc.child, weight, order))
            parents.setdefault(arc.child, []).append(CalculationRelation(arc.role, arc.parent, weight, order))
        return (
            {name: tuple(relations) for name, relations in children.items()},
            {name: tuple(relations) for name, relations in parents.items()},
        )

    @cached_property
    def _presentation(self) -> dict[str, list[PresentationRelation]]:
        found: dict[str, list[PresentationRelation]] = {}
        for arc in read_arcs(self.folder, "presentation.txt"):
            found.setdefault(arc.role, []).append(
                PresentationRelation(
                    arc.parent, arc.child, Decimal(arc.order), dict(arc.attributes).get("preferredLabel")
                )
            )
        return found

    @property
    def presentation_roles(self) -> tuple[str, ...]:
        return tuple(self._presentation)

    def presentation(self, role: str) -> tuple[PresentationRelation, ...]:
        """The presentation arcs of a statement role, in the order of the official file."""
        return tuple(self._presentation.get(role, ()))

    @cached_property
    def dimensions(self) -> tuple[ArcFacts, ...]:
        """Tables -> axes -> domains -> members, each relationship once (`role` is empty)."""
        return tuple(read_arcs(self.folder, "dimensions.txt"))

    def domain(self, axis: str) -> str | None:
        ends = {arc.parent: arc.child for arc in self.dimensions if arc.arcrole.endswith("/dimension-domain")}
        return ends.get(axis)

    @cached_property
    def embedded(self) -> tuple[ArcFacts, ...]:
        """Arcs that stand inside a schema (the lists of the extensible enumerations)."""
        return tuple(read_arcs(self.folder, "embedded.txt"))


@lru_cache(maxsize=8)
def load(name: str = DEFAULT) -> Taxonomy:
    """The taxonomy `name` ("us-gaap/2024"), from the tables shipped with the program, or those of an
    installed package.

    Raises TaxonomyError where there is none.
    """
    folder = facts_folder(name)
    if folder is None:
        raise TaxonomyError(f"no taxonomy {name}: install its official package with `ixconvert taxonomy install`")
    return Taxonomy(name, folder)


def facts_folder(name: str) -> Path | None:
    """Where the tables of `name` are, None where nowhere."""
    family, _, year = name.partition("/")
    if family.replace("-", "").isalnum() and year.isdigit():
        shipped = resource_folder("taxonomy") / f"{family}-{year}"
        if (shipped / "schemas.tsv").is_file():
            return shipped
        installed = data_folder() / f"{family}-{year}"
        if (installed / "schemas.tsv").is_file():
            return installed
    return None
