"""Compares a taxonomy package with the frozen facts, element by element and arc by arc."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace

from converter.taxonomies.facts import ArcFacts, SchemaFacts, TaxonomyFacts
from converter.taxonomies.tables import (
    calculation_arcs,
    dimension_arcs,
    embedded_arcs,
    presentation_arcs,
    read_arcs,
)
from converter.taxonomies.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Difference:
    """`kind` is "element", "type", "role", "schema" or an arc table's name; `frozen` and `package` say what each has,
    None where it has nothing."""

    kind: str
    name: str
    frozen: str | None
    package: str | None


@dataclass(frozen=True, slots=True)
class Compared:
    differences: tuple[Difference, ...]
    counts: Mapping[str, int]  # kind -> how many were compared


def compare(taxonomy: Taxonomy, package: TaxonomyFacts) -> Compared:
    """Differences between the frozen facts and those just read from a package."""
    counts: dict[str, int] = {}
    found = list(_schemas(taxonomy, package, counts))
    for table, arcs in (
        ("calculation", calculation_arcs(package)),
        ("presentation", presentation_arcs(package)),
        ("dimensions", dimension_arcs(package)),
        ("embedded", embedded_arcs(package)),
    ):
        frozen = _by_arc(read_arcs(taxonomy.folder, f"{table}.txt"))
        found += _differing(f"{table} arc", frozen, _by_arc(arcs), counts)
    return Compared(tuple(found), counts)


def _schemas(taxonomy: Taxonomy, package: TaxonomyFacts, counts: dict[str, int]) -> Iterator[Difference]:
    frozen = {schema.prefix: _head(schema) for schema in taxonomy.schemas.values()}
    yield from _differing("schema", frozen, {schema.prefix: _head(schema) for schema in package.schemas}, counts)
    for schema in package.schemas:
        prefix = schema.prefix
        elements = taxonomy.elements(prefix) if prefix in taxonomy.prefixes else ()
        for kind, ours, theirs in (
            (
                "element",
                {f"{prefix}:{item.name}": repr(item) for item in elements},
                {f"{prefix}:{item.name}": repr(item) for item in schema.elements},
            ),
            (
                "type",
                {f"{prefix}:{item.name}": repr(item) for item in taxonomy.types.get(prefix, ())},
                {f"{prefix}:{item.name}": repr(item) for item in schema.types},
            ),
            (
                "role",
                {item.uri: repr(item) for item in taxonomy.role_facts.get(prefix, ())},
                {item.uri: repr(item) for item in schema.roles},
            ),
        ):
            yield from _differing(kind, ours, theirs, counts)


def _head(schema: SchemaFacts) -> str:
    return repr(replace(schema, elements=(), types=(), roles=()))


def _by_arc(arcs: list[ArcFacts]) -> dict[str, str]:
    """One key a relationship; the same one twice in a network is told apart by its order."""
    found = {}
    for arc in arcs:
        key = f"{arc.role} {arc.arcrole.rpartition('/')[2]} {arc.parent} -> {arc.child} at {arc.order}"
        found[key] = " ".join(f"{field.name}={getattr(arc, field.name)!r}" for field in fields(arc))
    return found


def _differing(
    kind: str, frozen: Mapping[str, str], package: Mapping[str, str], counts: dict[str, int]
) -> Iterator[Difference]:
    counts[kind] = counts.get(kind, 0) + len(package)
    for name in sorted(frozen.keys() | package.keys()):
        if frozen.get(name) != package.get(name):
            yield Difference(kind, name, frozen.get(name), package.get(name))
