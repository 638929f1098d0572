"""The roles beside the statements: cover page, notes, and whatever no other role shows (EFM 6.12.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.notes.note import Note
from converter.report.dimensions import axes_of
from converter.report.elements import ElementBook
from converter.report.labels import LabelBook, Wish
from converter.report.naming import clean_label, element_name, spoken_name
from converter.report.partial import PartialFact
from converter.report.presentation import Draft, Group, Node, table_node
from converter.report.report import FactOrigin

if TYPE_CHECKING:
    from converter.taxonomies.taxonomy import Taxonomy

_BALANCE_ROOT = "us-gaap:StatementOfFinancialPositionAbstract"
_NOTES_ROOT = "us-gaap:OrganizationConsolidationAndPresentationOfFinancialStatementsAbstract"


def cover(facts: tuple[PartialFact, ...], taxonomy: Taxonomy) -> tuple[Draft, ...]:
    concepts = dict.fromkeys(fact.concept for fact in facts if fact.concept.startswith("dei:"))
    if not concepts:
        return ()
    axes = axes_of((fact.dimensions for fact in facts if fact.concept in concepts), taxonomy)
    root = Node("dei:CoverAbstract")
    line_root = root
    if axes:
        line_root = Node("dei:EntityInformationLineItems")
        root.children += [table_node("dei:EntitiesTable", axes), line_root]
    line_root.children += [Node(concept, Wish(concept, "")) for concept in concepts]
    return (Draft("Document", "Cover Page", root, line_root, axes, table="dei:EntitiesTable"),)


def parenthetical(group: Group, facts: tuple[PartialFact, ...]) -> tuple[Draft, ...]:
    """What the labels of a statement say in passing (facts of the statement that are no row's)."""
    own = {each.statement.id for each in group.members}
    concepts = dict.fromkeys(fact.concept for fact in facts if fact.statement in own and fact.item is None)
    if not concepts:
        return ()
    root = Node(_BALANCE_ROOT, children=[Node(concept, Wish(concept, "")) for concept in concepts])
    return (Draft("Statement", f"{group.title} (Parenthetical)", root, root),)


def notes(facts: tuple[PartialFact, ...], headings: Sequence[Note], taxonomy: Taxonomy) -> tuple[Draft, ...]:
    """A role for each text block, titled by the heading of its note."""
    titles = {note.element: note.title for note in headings if note.element is not None}
    concepts = dict.fromkeys(fact.concept for fact in facts if fact.origin is FactOrigin.NOTE and fact.escape)
    drafts = []
    for concept in concepts:
        wanted = concept.removesuffix("TextBlock") + "Abstract"
        known = taxonomy.concept(wanted)
        root = Node(wanted if known and known.abstract and not known.deprecated else _NOTES_ROOT)
        root.children.append(Node(concept, Wish(concept, "")))
        title = clean_label(titles.get(concept, ""), 100)
        if not element_name(title):
            title = spoken_name(concept.removesuffix("TextBlock"))
        drafts.append(Draft("Disclosure", title, root, root))
    return tuple(drafts)


def remainder(facts: tuple[PartialFact, ...], shown: set[str]) -> tuple[Draft, ...]:
    """One last role for used concepts that nothing else shows."""
    concepts = dict.fromkeys(fact.concept for fact in facts if fact.concept not in shown)
    if not concepts:
        return ()
    root = Node(_NOTES_ROOT, children=[Node(concept, Wish(concept, "")) for concept in concepts])
    return (Draft("Disclosure", "Other Information (Details)", root, root),)


def told_apart(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Titles that another role of the same type has are numbered: "Segments (Details)", "Segments (Details 2)"."""
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for each in drafts:
        key = (each.type, each.title.lower())
        seen[key] += 1
        if seen[key] > 1:
            open_end = each.title.endswith(("(Details)", "(Parenthetical)"))
            title = f"{each.title[:-1]} {seen[key]})" if open_end else f"{each.title} ({seen[key]})"
            each = replace(each, title=title)
        found.append(each)
    return tuple(found)


def mnemonics(drafts: tuple[Draft, ...]) -> tuple[str, ...]:
    """The last part of each role's URI: its title in camel case, unique."""
    taken: set[str] = set()
    found = []
    for each in drafts:
        stem = element_name(each.title)[:100] or each.type
        name, number = stem, 2
        while name in taken:
            name, number = f"{stem}{number}", number + 1
        taken.add(name)
        found.append(name)
    return tuple(found)


def label_book(drafts: tuple[Draft, ...], book: ElementBook) -> LabelBook:
    """Every element of every tree named, by the texts that its rows are printed with."""
    printed: dict[str, dict[str, None]] = {}
    for each in drafts:
        for node in _nodes(each.root):
            texts = printed.setdefault(node.concept, {})
            if node.wish is not None and node.wish.printed:
                texts[node.wish.printed] = None
    labels = LabelBook(book)
    # Own elements first: their labels are what their names were made from.
    for concept in sorted(printed, key=lambda name: book.element(name) is None):
        labels.name(concept, tuple(printed[concept]))
    return labels


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _nodes(child)
