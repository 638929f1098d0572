"""The frozen facts as text tables, one folder a taxonomy: written by `taxonomy build`, read by `Taxonomy`.

    source.tsv             file name and sha256 of the package that the facts come from
    schemas.tsv            prefix, namespace, URL; then its imports and references, indented
    elements-PREFIX.tsv    name, type, balance, period type, flags, substitution group, further attributes
    types.tsv              prefix:name, base, kind, facets...
    roles.tsv              schema prefix, URI, id, definition, used on
    calculation.txt        every calculation arc
    presentation.txt       presentation arcs of the statements
    dimensions.txt         tables, axes, domains and members, each arc once
    embedded.txt           arcs that stand inside a schema

Elements stand in the order of the official schema; `@7336` gives the official line number of the next row where it is
not the one after the last (a validator's messages name lines). Flags: a abstract, n nillable, x deprecated. An arc
table groups arcs by role (`@ URI`) and parent; a child row is indented and reads order, child, then weight or
attributes. Rows keep the order of the official files, so a diff of two years shows what changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from converter.errors import TaxonomyError
from converter.taxonomies.facts import (
    ArcFacts,
    ElementFacts,
    ImportFacts,
    RoleFacts,
    SchemaFacts,
    TaxonomyFacts,
    TypeFacts,
)

ARCROLES = {
    "parent-child": "http://www.xbrl.org/2003/arcrole/parent-child",
    "summation-item": "http://www.xbrl.org/2003/arcrole/summation-item",
    "summation-item-1.1": "https://xbrl.org/2023/arcrole/summation-item",
    "all": "http://xbrl.org/int/dim/arcrole/all",
    "notAll": "http://xbrl.org/int/dim/arcrole/notAll",
    "hypercube-dimension": "http://xbrl.org/int/dim/arcrole/hypercube-dimension",
    "dimension-domain": "http://xbrl.org/int/dim/arcrole/dimension-domain",
    "domain-member": "http://xbrl.org/int/dim/arcrole/domain-member",
    "dimension-default": "http://xbrl.org/int/dim/arcrole/dimension-default",
}
_SHORT = {uri: short for short, uri in ARCROLES.items()}
_HEAD = "# Facts of {name} (names, types, arcs; no documentation). Made by `ixconvert taxonomy build`.\n"


def write_tables(facts: TaxonomyFacts, folder: Path, source: tuple[str, str] | None = None) -> None:
    """Write every table. `source` is the file name and sha256 of the package that the facts were read from."""
    folder.mkdir(parents=True, exist_ok=True)
    head = _HEAD.format(name=facts.name)
    tables = {
        "schemas.tsv": _schema_rows(facts.schemas),
        "types.tsv": _type_rows(facts.schemas),
        "roles.tsv": _role_rows(facts.schemas),
        "calculation.txt": _arc_rows(calculation_arcs(facts)),
        "presentation.txt": _arc_rows(presentation_arcs(facts)),
        "dimensions.txt": _arc_rows(dimension_arcs(facts)),
        "embedded.txt": _arc_rows(embedded_arcs(facts)),
    }
    if source is not None:
        tables["source.tsv"] = iter([f"{source[0]}\t{source[1]}"])
    for schema in facts.schemas:
        if schema.elements:
            tables[f"elements-{schema.prefix}.tsv"] = _element_rows(schema.elements)
    for name, rows in tables.items():
        (folder / name).write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8", newline="\n")


# --- which arcs are frozen -------------------------------------------------------------------------------------------


def calculation_arcs(facts: TaxonomyFacts) -> list[ArcFacts]:
    return [arc for arc in facts.arcs if arc.link == "calculation" and not arc.embedded]


def presentation_arcs(facts: TaxonomyFacts) -> list[ArcFacts]:
    """Arcs of the presentation roles that are statements (`104000 - Statement - ...`)."""
    statements = {role.uri for schema in facts.schemas for role in schema.roles if " - Statement - " in role.definition}
    return [arc for arc in facts.arcs if arc.link == "presentation" and not arc.embedded and arc.role in statements]


def dimension_arcs(facts: TaxonomyFacts) -> list[ArcFacts]:
    """Tables, axes, domains and members, each relationship once whatever number of roles repeat it: `role` is empty.
    Line items (what an `all` arc starts from, and what is below it) are left out."""
    arcs = [arc for arc in facts.arcs if arc.link == "definition" and not arc.embedded]
    below: dict[str, dict[str, list[ArcFacts]]] = {}
    for arc in arcs:
        if _SHORT.get(arc.arcrole) == "domain-member":
            below.setdefault(arc.role, {}).setdefault(arc.parent, []).append(arc)
    chosen: dict[tuple[str, str, str], ArcFacts] = {}

    def choose(arc: ArcFacts) -> bool:
        key = (arc.arcrole, arc.parent, arc.child)
        chosen.setdefault(key, ArcFacts(arc.link, "", arc.arcrole, arc.parent, arc.child, arc.order))
        return True

    for arc in arcs:
        short = _SHORT.get(arc.arcrole)
        if short in ("hypercube-dimension", "dimension-default"):
            choose(arc)
        elif short == "dimension-domain":
            choose(arc)
            pending, seen = [arc.child], set()
            while pending:
                member = pending.pop()
                if member not in seen:
                    seen.add(member)
                    for inner in below.get(arc.role, {}).get(member, ()):
                        choose(inner)
                        pending.append(inner.child)
    return sorted(chosen.values(), key=lambda arc: (arc.parent, list(_SHORT).index(arc.arcrole), float(arc.order)))


def embedded_arcs(facts: TaxonomyFacts) -> list[ArcFacts]:
    return [arc for arc in facts.arcs if arc.embedded]


# --- writing ---------------------------------------------------------------------------------------------------------


def _schema_rows(schemas: Iterable[SchemaFacts]) -> Iterator[str]:
    for schema in schemas:
        yield f"{schema.prefix}\t{schema.namespace}\t{schema.url}"
        for item in schema.imports:
            yield f"\timport\t{item.namespace}\t{item.location or ''}"
        for item in schema.located:
            yield f"\tlocated\t{item.namespace}\t{item.location or ''}"
        for url in schema.references:
            yield f"\treference\t{url}"


def _element_rows(elements: Iterable[ElementFacts]) -> Iterator[str]:
    line = 0
    for element in elements:
        if element.line != line + 1:
            yield f"@{element.line}"
        line = element.line
        flags = "a" * element.abstract + "n" * element.nillable + "x" * element.deprecated
        extra = [f"{name}={value}" for name, value in element.attributes]
        if element.id is not None:
            extra.append(f"id={element.id}")
        cells = [
            element.name,
            element.type,
            element.balance or "",
            element.period_type or "",
            flags,
            element.substitution or "",
            *extra,
        ]
        yield "\t".join(cells).rstrip("\t")


def _type_rows(schemas: Iterable[SchemaFacts]) -> Iterator[str]:
    for schema in schemas:
        for item in schema.types:
            facets = [f"{name}={value}" for name, value in item.facets]
            groups = [f"attributeGroup={name}" for name in item.attribute_groups]
            kind = "simple" if item.simple else "complex"
            yield "\t".join([f"{schema.prefix}:{item.name}", item.base, kind, str(item.line), *facets, *groups])


def _role_rows(schemas: Iterable[SchemaFacts]) -> Iterator[str]:
    for schema in schemas:
        for role in schema.roles:
            yield "\t".join([schema.prefix, role.uri, role.id, str(role.line), " ".join(role.used_on), role.definition])


def _arc_rows(arcs: Iterable[ArcFacts]) -> Iterator[str]:
    group: tuple[str | None, str, str] | None = None
    parent = None
    for arc in arcs:
        here = (arc.embedded, arc.role, arc.arcrole)
        if here != group:
            group, parent = here, None
            yield "\t".join(
                ["@", arc.link, _SHORT.get(arc.arcrole, arc.arcrole), arc.role, arc.embedded or ""]
            ).rstrip()
        if arc.parent != parent:
            parent = arc.parent
            yield parent
        extra = [f"weight={arc.weight}"] if arc.weight is not None else []
        extra += [f"{name}={value}" for name, value in arc.attributes]
        yield "\t".join(["", arc.order, arc.child, *extra])


# --- reading ---------------------------------------------------------------------------------------------------------


def rows(folder: Path, name: str) -> list[str]:
    """The lines of a table without its comments. Raises TaxonomyError where there is no such table."""
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except OSError as error:
        raise TaxonomyError(f"{folder.name}: no table {name}") from error
    return [row for row in text.split("\n") if row and not row.startswith("#")]


def read_schemas(folder: Path) -> list[SchemaFacts]:
    """Schemas with imports and references only; elements, types and roles have tables of their own."""
    heads: list[tuple[str, str, str]] = []
    imports: dict[tuple[str, str], list[ImportFacts]] = {}
    references: dict[str, list[str]] = {}
    for row in rows(folder, "schemas.tsv"):
        cells = row.split("\t")
        if cells[0]:
            heads.append((cells[0], cells[1], cells[2]))
        elif cells[1] == "reference":
            references.setdefault(heads[-1][0], []).append(cells[2])
        else:
            imports.setdefault((heads[-1][0], cells[1]), []).append(ImportFacts(cells[2], cells[3] or None))
    return [
        SchemaFacts(
            prefix=prefix,
            namespace=space,
            url=url,
            imports=tuple(imports.get((prefix, "import"), ())),
            references=tuple(references.get(prefix, ())),
            elements=(),
            types=(),
            roles=(),
            located=tuple(imports.get((prefix, "located"), ())),
        )
        for prefix, space, url in heads
    ]


def element_rows(folder: Path, prefix: str) -> dict[str, tuple[int, str]]:
    """name -> (official line, row) without taking the rows apart, which is left to `parse_element`."""
    found: dict[str, tuple[int, str]] = {}
    line = 0
    for row in rows(folder, f"elements-{prefix}.tsv"):
        if row[0] == "@":
            line = int(row[1:]) - 1
            continue
        line += 1
        found[row[: row.index("\t")]] = (line, row)
    return found


def parse_element(line: int, row: str) -> ElementFacts:
    cells = row.split("\t")
    cells += [""] * (6 - len(cells))
    extra = [(name, value) for name, _, value in (cell.partition("=") for cell in cells[6:])]
    ident = next((value for name, value in extra if name == "id"), None)
    return ElementFacts(
        name=cells[0],
        type=cells[1],
        line=line,
        balance=cells[2] or None,
        period_type=cells[3] or None,
        abstract="a" in cells[4],
        nillable="n" in cells[4],
        deprecated="x" in cells[4],
        substitution=cells[5] or None,
        id=ident,
        attributes=tuple((name, value) for name, value in extra if name != "id"),
    )


def read_types(folder: Path) -> dict[str, list[TypeFacts]]:
    """Schema prefix -> its types."""
    found: dict[str, list[TypeFacts]] = {}
    for row in rows(folder, "types.tsv"):
        name, base, kind, line, *rest = row.split("\t")
        prefix, _, local = name.partition(":")
        pairs = [(key, value) for key, _, value in (cell.partition("=") for cell in rest)]
        found.setdefault(prefix, []).append(
            TypeFacts(
                name=local,
                base=base,
                line=int(line),
                simple=kind == "simple",
                facets=tuple(pair for pair in pairs if pair[0] != "attributeGroup"),
                attribute_groups=tuple(value for key, value in pairs if key == "attributeGroup"),
            )
        )
    return found


def read_roles(folder: Path) -> dict[str, list[RoleFacts]]:
    """Schema prefix -> its role types."""
    found: dict[str, list[RoleFacts]] = {}
    for row in rows(folder, "roles.tsv"):
        prefix, uri, ident, line, used, definition = row.split("\t")
        found.setdefault(prefix, []).append(RoleFacts(uri, ident, definition, tuple(used.split()), int(line)))
    return found


def read_arcs(folder: Path, name: str) -> list[ArcFacts]:
    found: list[ArcFacts] = []
    link = arcrole = role = parent = ""
    embedded: str | None = None
    for row in rows(folder, name):
        if row[0] == "@":
            cells = [*row.split("\t"), "", ""]
            link, arcrole, role, embedded = cells[1], ARCROLES.get(cells[2], cells[2]), cells[3], cells[4] or None
        elif row[0] == "\t":
            _, order, child, *rest = row.split("\t")
            pairs = [(key, value) for key, _, value in (cell.partition("=") for cell in rest)]
            weight = next((value for key, value in pairs if key == "weight"), None)
            extra = tuple(pair for pair in pairs if pair[0] != "weight")
            found.append(ArcFacts(link, role, arcrole, parent, child, order, weight, embedded, extra))
        else:
            parent = row
    return found
