"""The frozen facts of a standard taxonomy, as plain data: what its schemas declare and its linkbases relate.

    TaxonomyFacts   one release of a taxonomy: its schemas, types, roles and arcs
    SchemaFacts     one schema file: namespace, official URL, imports, elements, types, role types
    ElementFacts    one element declaration
    TypeFacts       one named type: its base and facets
    RoleFacts       one role type (XBRL 2.1 §5.1.3)
    ArcFacts        one relationship of a linkbase; `embedded` in a schema, or in a file of its own

Names are prefixed names (`us-gaap:Assets`); the prefixes are those of `TaxonomyFacts.schemas` and `WELL_KNOWN`.
No documentation, label or reference text is part of the facts.
"""

from __future__ import annotations

from dataclasses import dataclass

# Namespaces of XBRL itself, with the prefixes that the tables use for them.
WELL_KNOWN = {
    "xs": "http://www.w3.org/2001/XMLSchema",
    "xbrli": "http://www.xbrl.org/2003/instance",
    "link": "http://www.xbrl.org/2003/linkbase",
    "xlink": "http://www.w3.org/1999/xlink",
    "xbrldt": "http://xbrl.org/2005/xbrldt",
    "enum2": "http://xbrl.org/2020/extensible-enumerations-2.0",
    "enum": "http://xbrl.org/2014/extensible-enumerations",
    "dtr-types": "http://www.xbrl.org/dtr/type/2022-03-31",
    "dtr-types1": "http://www.xbrl.org/dtr/type/2020-01-21",
    "dtr-types24": "http://www.xbrl.org/dtr/type/2024-01-31",
    "nonnum": "http://www.xbrl.org/dtr/type/non-numeric",
    "num": "http://www.xbrl.org/dtr/type/numeric",
}


@dataclass(frozen=True, slots=True)
class ElementFacts:
    """`line` is where the official schema declares it; `attributes` are the ones beyond the named fields."""

    name: str
    type: str
    line: int
    balance: str | None = None
    period_type: str | None = None
    abstract: bool = False
    nillable: bool = True
    substitution: str | None = None
    deprecated: bool = False
    id: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """`facets` in declared order. `attribute_groups` are references that stand after them."""

    name: str
    base: str
    line: int
    simple: bool = False
    facets: tuple[tuple[str, str], ...] = ()
    attribute_groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleFacts:
    uri: str
    id: str
    definition: str
    used_on: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class ImportFacts:
    """What a schema imports: `location` is an absolute URL, None where the schema gives none."""

    namespace: str
    location: str | None


@dataclass(frozen=True, slots=True)
class SchemaFacts:
    """`located` is what the root's `xsi:schemaLocation` names; `references` are the documents, beyond the imports,
    that the schema's embedded linkbase leads to, in the order in which a processor meets them."""

    prefix: str
    namespace: str
    url: str
    imports: tuple[ImportFacts, ...]
    references: tuple[str, ...]
    elements: tuple[ElementFacts, ...]
    types: tuple[TypeFacts, ...]
    roles: tuple[RoleFacts, ...]
    located: tuple[ImportFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class ArcFacts:
    """`link` is "presentation", "calculation" or "definition"; `arcrole` the full URI; `order` and `weight` as
    written; `embedded` the prefix of the schema whose appinfo holds it; `attributes` whatever else the arc carries
    (`preferredLabel`, `xbrldt:closed`, `xbrldt:contextElement`, `xbrldt:targetRole`, `xbrldt:usable`)."""

    link: str
    role: str
    arcrole: str
    parent: str
    child: str
    order: str
    weight: str | None = None
    embedded: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TaxonomyFacts:
    name: str
    schemas: tuple[SchemaFacts, ...]
    arcs: tuple[ArcFacts, ...]
