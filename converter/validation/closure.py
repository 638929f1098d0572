"""The closure of a report: the part of the standard taxonomy that it can see.

Arelle takes seconds to load and check a base taxonomy of 17,000 elements of which a filing uses fifty. The same
schemas with only the elements that the report can refer to, and what those need, lead to the same messages:

- an element that nothing in the report names takes no part in any check of the report;
- types, schema imports and references between documents are all kept, so that the set of documents is the same;
- the taxonomy's own documents are known to be valid, and are checked again only where the report names a role of
  theirs or declares arcrole types, because two declarations of one role are compared from both sides;
- declarations stand on their official lines, because messages name lines;
- the lists inside the schemas (extensible enumerations) are kept as far as the elements chosen can reach them.

Where the names in the report cannot be known with certainty, there is no closure, and the whole taxonomy is used.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass

from converter.taxonomies.schema import Selection, anchors
from converter.taxonomies.taxonomy import Taxonomy
from converter.validation.references import References

# What Arelle carries itself, and loads as it is in either case.
_BUILT_IN = ("http://www.xbrl.org/", "https://www.xbrl.org/", "http://www.w3.org/", "https://www.w3.org/")
_LISTS = "ExtensibleEnumerationLists"


@dataclass(frozen=True, slots=True)
class Closure:
    """`check_base` says that the taxonomy's own documents are to be checked too."""

    taxonomy: Taxonomy
    selection: Selection
    check_base: bool


def closure_of(
    references: References, taxonomy: Taxonomy, whole: Collection[str] = (), named: Set[str] = frozenset()
) -> Closure | None:
    """None where the report leads to documents beyond the taxonomy, or its names are in doubt.

    `whole` are prefixes of schemas of which everything is kept, `named` local names that the checks ask for; where
    there are any, axes come with their default members, with which such checks compare those of a report.
    """
    urls = {schema.url for schema in taxonomy.schemas.values()}
    strange = {url for url in references.remote if url not in urls and not url.startswith(_BUILT_IN)}
    if references.doubt is not None or strange:
        return None
    names = references.names | named
    elements = {f"{prefix}:{name}" for prefix in taxonomy.prefixes for name in taxonomy.local_names(prefix) & names}
    if named:
        elements |= _defaults(elements, taxonomy)
    elements |= anchors(taxonomy)
    elements.update(name for prefix in whole for name in taxonomy.names(prefix))
    roles = {uri for uri, role in taxonomy.roles.items() if uri in references.roles or role.id in references.names}
    lists = any(_LISTS in uri for uri in references.roles)
    arcs = None if lists else _listed(elements, taxonomy)
    if lists:
        elements |= {name for arc in taxonomy.embedded for name in (arc.parent, arc.child)}
    elif arcs:
        elements |= arcs
    elements |= _typed_domains(elements, taxonomy)
    selection = Selection(frozenset(elements), frozenset(roles), embedded=lists or bool(arcs))
    return Closure(taxonomy, selection, check_base=bool(roles) or references.arcrole_types)


def _defaults(elements: Set[str], taxonomy: Taxonomy) -> set[str]:
    arcs = (arc for arc in taxonomy.dimensions if arc.arcrole.endswith("/dimension-default"))
    return {arc.child for arc in arcs if arc.parent in elements}


def _typed_domains(elements: Iterable[str], taxonomy: Taxonomy) -> set[str]:
    found = set()
    for name in elements:
        facts = taxonomy.element(name)
        for key, value in facts.attributes if facts else ():
            if key == "xbrldt:typedDomainRef":
                prefix, _, local = value.rpartition("#")[2].partition("_")
                found.add(f"{prefix}:{local}")
    return found


def _listed(elements: Iterable[str], taxonomy: Taxonomy) -> set[str]:
    """Members of the lists of the enumerations among `elements`, with their heads."""
    heads = set()
    for name in elements:
        facts = taxonomy.element(name)
        heads |= {value for key, value in (facts.attributes if facts else ()) if key in ("enum2:domain", "enum:domain")}
    if not heads:
        return set()
    below: dict[str, list[str]] = {}
    for arc in taxonomy.embedded:
        below.setdefault(arc.parent, []).append(arc.child)
    found: set[str] = set()
    pending = list(heads)
    while pending:
        member = pending.pop()
        if member not in found:
            found.add(member)
            pending += below.get(member, ())
    return found
