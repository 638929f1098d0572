"""`Report`: the waist of the program. Whatever renders, exports, validates or archives reads this, nothing behind it.

Report          entity, facts, contexts, units, extension taxonomy, findings, and the Document they came from
Fact            a concept in a context with a value, and the source characters it was read from
Context, Unit   as in XBRL 2.1 §4.7 and §4.8
Extension       the filing's own elements, roles, labels, arcs
Mapped          the MappedStatements, for the record (conversion.json) and the typeset layout
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from converter.findings import Finding, Span
from converter.mapping.mapping import MappedStatement
from converter.reading.document import Document
from converter.statements.statement import Period


@dataclass(frozen=True, slots=True)
class Entity:
    """`scheme` is `http://www.sec.gov/CIK` with a ten-digit identifier, or `https://www.sec.gov/file-number`."""

    scheme: str
    identifier: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """`dimensions` are (axis, member) prefixed names, sorted by axis."""

    id: str
    period: Period
    dimensions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """`measures` over `per`: USD is (("iso4217:USD",), ()); per share (("iso4217:USD",), ("xbrli:shares",))."""

    id: str
    measures: tuple[str, ...]
    per: tuple[str, ...] = ()


class FactOrigin(StrEnum):
    COVER = "cover"
    STATEMENT = "statement"
    PROSE = "prose"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Fact:
    """A numeric fact (`unit` set) or a text fact.

    `value` is the XBRL value: a Decimal signed by the concept and in full units, a str, or None for nil.
    `span` is what the tag encloses in the source (digits only for numbers: EFM GFM.1.10.18), None where the value is
    not visible text and the fact stands in ix:hidden; `reference` is then the visible text that it was concluded from.
    `continuations` are the further pieces of a fact whose text is interrupted.
    `format` is a transform such as "ixt:num-dot-decimal"; `scale` and `decimals` are powers of ten as in Inline XBRL
    §8 (`decimals` None with a numeric value means INF). `negative` says that the tag needs `sign="-"`.
    `statement`, `item`, `column` point back into the mapped statements where the fact comes from one.
    """

    id: str
    concept: str
    context: str
    value: Decimal | str | None
    span: Span | None
    origin: FactOrigin
    unit: str | None = None
    decimals: int | None = None
    scale: int = 0
    format: str | None = None
    negative: bool = False
    continuations: tuple[Span, ...] = ()
    escape: bool = False
    reference: Span | None = None
    statement: str | None = None
    item: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class ExtensionElement:
    """An element of the extension schema. `substitution` is "xbrli:item", "xbrldt:dimensionItem" or
    "xbrldt:hypercubeItem"; `type` a prefixed type name."""

    name: str
    type: str
    period_type: str
    balance: str | None = None
    abstract: bool = False
    substitution: str = "xbrli:item"
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    concept: str
    text: str
    role: str  # full role URI
    language: str = "en-US"


@dataclass(frozen=True, slots=True)
class PresentationArc:
    parent: str
    child: str
    order: Decimal
    preferred_label: str | None = None  # full role URI


@dataclass(frozen=True, slots=True)
class CalculationArc:
    parent: str
    child: str
    order: Decimal
    weight: int


@dataclass(frozen=True, slots=True)
class DefinitionArc:
    """`arcrole` is the full URI; `closed`, `context_element`, `usable` and `target_role` only where they apply."""

    parent: str
    child: str
    order: Decimal
    arcrole: str
    closed: bool | None = None
    context_element: str | None = None
    usable: bool | None = None
    target_role: str | None = None


@dataclass(frozen=True, slots=True)
class ExtensionRole:
    """An extended link role: `uri`, definition "0000002 - Statement - TITLE", and its three networks."""

    uri: str
    id: str
    definition: str
    presentation: tuple[PresentationArc, ...] = ()
    calculation: tuple[CalculationArc, ...] = ()
    definitions: tuple[DefinitionArc, ...] = ()


@dataclass(frozen=True, slots=True)
class Extension:
    """The filing's own taxonomy. `base` is "<base>-<yyyymmdd>", the stem of every file name."""

    prefix: str
    namespace: str
    base: str
    elements: tuple[ExtensionElement, ...]
    roles: tuple[ExtensionRole, ...]
    labels: tuple[Label, ...]


class Layout(StrEnum):
    FAITHFUL = "faithful"
    TYPESET = "typeset"


@dataclass(frozen=True, slots=True)
class Report:
    document: Document
    entity: Entity
    taxonomy: str  # "us-gaap/2024"
    period_end: date
    contexts: tuple[Context, ...]
    units: tuple[Unit, ...]
    facts: tuple[Fact, ...]
    extension: Extension
    statements: tuple[MappedStatement, ...]
    findings: tuple[Finding, ...] = ()
