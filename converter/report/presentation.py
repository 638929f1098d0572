"""Roles and their presentation trees: the page's order and headings, one root a role (EFM 6.12).

Tables of one statement (the panels of three quarters, a page and its continuation) share one role: their rows are
merged in page order.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.mapping.mapping import MappedStatement
from converter.report.dimensions import AxisUse, axes_of
from converter.report.elements import ElementBook
from converter.report.labels import LabelBook, Purpose, Wish
from converter.report.naming import element_name, spoken_label
from converter.report.report import PresentationArc
from converter.report.rows import RowKey, StatementFacts, opening
from converter.report.titles import is_face_title, printed_title
from converter.statements.statement import Cell, LineItem, Measure, Role, Statement, StatementKind

if TYPE_CHECKING:
    from converter.taxonomies.taxonomy import Taxonomy

_ROOTS = {
    StatementKind.BALANCE: "us-gaap:StatementOfFinancialPositionAbstract",
    StatementKind.INCOME: "us-gaap:IncomeStatementAbstract",
    StatementKind.COMPREHENSIVE_INCOME: "us-gaap:StatementOfIncomeAndComprehensiveIncomeAbstract",
    StatementKind.CASH_FLOW: "us-gaap:StatementOfCashFlowsAbstract",
    StatementKind.EQUITY: "us-gaap:StatementOfStockholdersEquityAbstract",
    StatementKind.SEGMENT: "us-gaap:SegmentReportingAbstract",
    StatementKind.PARENT_ONLY: "srt:CondensedFinancialInformationDisclosureAbstract",
    StatementKind.SELECTED: "us-gaap:QuarterlyFinancialInformationDisclosureAbstract",
}
_OTHER_ROOT = "us-gaap:OrganizationConsolidationAndPresentationOfFinancialStatementsAbstract"
FACES = frozenset(
    (
        StatementKind.BALANCE,
        StatementKind.INCOME,
        StatementKind.COMPREHENSIVE_INCOME,
        StatementKind.CASH_FLOW,
        StatementKind.EQUITY,
    )
)
TABLE = "us-gaap:StatementTable"
LINE_ITEMS = "us-gaap:StatementLineItems"


@dataclass(slots=True)
class Node:
    """A concept in a presentation tree; a heading where `wish` is None."""

    concept: str
    wish: Wish | None = None
    children: list[Node] = field(default_factory=list)
    cursor: int = 0

    def lines(self) -> Iterator[Node]:
        for child in self.children:
            if child.wish is not None:
                yield child
            yield from child.lines()


@dataclass(frozen=True, slots=True)
class Group:
    """The mapped statements that share a role."""

    kind: StatementKind
    title: str
    members: tuple[MappedStatement, ...]
    is_face: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A role before it has a number: what it shows, and the axes with the members that its facts use."""

    type: str  # "Document", "Statement" or "Disclosure"
    title: str
    root: Node
    line_root: Node
    axes: tuple[AxisUse, ...] = ()
    group: Group | None = None
    table: str = TABLE

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts of its rows, each once, in order."""
        return tuple(dict.fromkeys(node.concept for node in self.root.lines()))


def groups(mapped: tuple[MappedStatement, ...], facts: StatementFacts, titles: ReadOnly[str, str]) -> tuple[Group, ...]:
    """In page order, by the `titles` of the statements. Statements without a fact are left out."""
    tagged = {key.statement for key in facts.concepts}
    keys: dict[str, tuple[StatementKind, str]] = {}
    found: dict[tuple[StatementKind, str], list[MappedStatement]] = {}
    named: dict[tuple[StatementKind, str], str] = {}
    for each in mapped:
        statement = each.statement
        title = titles[statement.id]
        key = keys.get(statement.continues or "") or (statement.kind, element_name(title).lower())
        keys[statement.id] = key
        if statement.id in tagged:
            found.setdefault(key, []).append(each)
            named.setdefault(key, title)
    faces = _faces(found)
    return tuple(Group(key[0], named[key], tuple(members), key in faces) for key, members in found.items())


_Groups = dict[tuple[StatementKind, str], list[MappedStatement]]


def _faces(found: _Groups) -> set[tuple[StatementKind, str]]:
    """The statements themselves: those with a statement's title, or all of a kind of which none has one. What
    summarises or explains a statement discloses."""
    titled = {key for key, members in found.items() if key[0] in FACES and _has_face_title(members)}
    kinds = {kind for kind, _ in titled}
    return titled | {key for key in found if key[0] in FACES and key[0] not in kinds}


def _has_face_title(members: list[MappedStatement]) -> bool:
    return any(is_face_title(printed_title(each.statement)) for each in members)


def draft(
    group: Group, facts: StatementFacts, totals: frozenset[RowKey], taxonomy: Taxonomy, book: ElementBook
) -> Draft:
    """The tree of one group. `totals` are the rows that a footing makes a sum of others."""
    own = {each.statement.id for each in group.members}
    axes = axes_of((fact.dimensions for fact in facts.facts if fact.statement in own), taxonomy)
    root_concept = _ROOTS.get(group.kind, _OTHER_ROOT)
    root = Node(root_concept if taxonomy.concept(root_concept) else _OTHER_ROOT)
    line_root = root
    if axes:
        line_root = Node(LINE_ITEMS)
        root.children += [table_node(TABLE, axes), line_root]
    planter = _Planter(line_root, facts, totals, taxonomy, book, root.concept)
    for each in group.members:
        planter.plant(each)
    _prune(line_root)
    type_, title = ("Statement", group.title) if group.is_face else ("Disclosure", f"{group.title} (Details)")
    return Draft(type_, title, root, line_root, axes, group)


def table_node(table: str, axes: tuple[AxisUse, ...]) -> Node:
    node = Node(table)
    for use in axes:
        domain = Node(use.domain, children=[Node(member) for member in use.members])
        node.children.append(Node(use.axis, children=[domain]))
    return node


Path = tuple[str, ...]


class _Planter:
    """Plants the rows of statement after statement into one tree."""

    def __init__(
        self,
        root: Node,
        facts: StatementFacts,
        totals: frozenset[RowKey],
        taxonomy: Taxonomy,
        book: ElementBook,
        taken: str,
    ) -> None:
        self._nodes: dict[Path, Node] = {(): root}
        self._facts = facts
        self._totals = totals
        self._taxonomy = taxonomy
        self._book = book
        self._headings = {taken, root.concept}

    def plant(self, mapped: MappedStatement) -> None:
        for node in self._nodes.values():
            node.cursor = 0
        for item, mapping in zip(mapped.statement.items, mapped.mappings, strict=True):
            parent, path = self._parent(item)
            if item.role is Role.HEADING:
                self._heading(item, mapping.concept, parent, path)
            for concept in self._facts.concepts.get(RowKey(mapped.statement.id, item.index), ()):
                for wish in self._wishes(mapped.statement, item, concept):
                    _place(parent, Node(concept, wish))

    def _parent(self, item: LineItem) -> tuple[Node, Path]:
        path = tuple(spoken_label(heading).lower() for heading in item.section)
        while path not in self._nodes:
            path = path[:-1]
        return self._nodes[path], path

    def _heading(self, item: LineItem, concept: str | None, parent: Node, path: Path) -> None:
        label = spoken_label(item.label)
        own = (*path, label.lower())
        if not element_name(label):
            return
        if own in self._nodes:
            _move_to(parent, self._nodes[own])
            return
        name = self._abstract(label, concept, item.section)
        node = Node(name)
        self._headings.add(name)
        self._nodes[own] = node
        _insert(parent, node)

    def _abstract(self, label: str, mapped: str | None, section: tuple[str, ...]) -> str:
        for name in (mapped, f"us-gaap:{element_name(label)}Abstract"):
            known = self._taxonomy.concept(name) if name else None
            if known and known.abstract and known.substitution == "xbrli:item" and known.qname not in self._headings:
                if not known.is_member and not known.deprecated and not known.name.endswith("LineItems"):
                    return known.qname
        return self._book.abstract(label, section, self._headings)

    def _wishes(self, statement: Statement, item: LineItem, concept: str) -> Iterator[Wish]:
        key = RowKey(statement.id, item.index)
        negated = key in self._facts.negated or (key, concept) in self._facts.turned
        label = spoken_label(item.label)
        moment = _moment(statement, item)
        if moment is not Purpose.PLAIN and self._is_instant(concept):
            yield Wish(concept, label, moment, negated)
            return
        if item.role in (Role.TOTAL, Role.SUBTOTAL) and (key in self._totals or "total" in label.lower()):
            yield Wish(concept, label, Purpose.TOTAL, negated)
            return
        yield Wish(concept, label, Purpose.PLAIN, negated)

    def _is_instant(self, concept: str) -> bool:
        """Only balances are shown as of the start or the end of a period (EFM 6.12.7)."""
        known = self._book.element(concept) or self._taxonomy.concept(concept)
        return known is not None and known.period_type == "instant"


def _moment(statement: Statement, item: LineItem) -> Purpose:
    """Opening or closing balance of a statement over a period, or neither."""
    columns = {column.index: column for column in statement.columns}
    for cell in item.cells:
        column = columns.get(cell.column)
        over = column.period if column else None
        if cell.period is None or over is None or over.is_instant or not cell.period.is_instant:
            continue
        return Purpose.PERIOD_START if cell.period == opening(over) else Purpose.PERIOD_END
    if statement.kind is StatementKind.EQUITY and item.measure in (Measure.MONEY, Measure.SHARES):
        instants = [_instant(cell) for other in statement.items for cell in other.cells if _instant(cell) > date.min]
        own = [_instant(cell) for cell in item.cells if _instant(cell) > date.min]
        if own and min(instants) < max(instants):
            return Purpose.PERIOD_START if own[0] == min(instants) else Purpose.PERIOD_END
    return Purpose.PLAIN


def _instant(cell: Cell) -> date:
    """The cell's own date, `date.min` where it has none."""
    return cell.period.end if cell.period is not None and cell.period.is_instant else date.min


def _place(parent: Node, node: Node) -> None:
    for child in parent.children:
        if child.wish and node.wish and child.concept == node.concept and _same_moment(child.wish, node.wish):
            _move_to(parent, child)
            return
    _insert(parent, node)


def _same_moment(a: Wish, b: Wish) -> bool:
    """Whether one arc can show both rows: only openings and closings need arcs of their own."""
    moments = (Purpose.PERIOD_START, Purpose.PERIOD_END)
    return a.purpose is b.purpose or not (a.purpose in moments or b.purpose in moments)


def _insert(parent: Node, node: Node) -> None:
    parent.children.insert(parent.cursor, node)
    parent.cursor += 1


def _move_to(parent: Node, child: Node) -> None:
    at = next((i for i, each in enumerate(parent.children) if each is child), None)
    if at is not None:
        parent.cursor = max(parent.cursor, at + 1)


def _prune(node: Node) -> None:
    """Without headings that have no row under them."""
    for child in node.children:
        _prune(child)
    node.children = [child for child in node.children if child.wish is not None or child.children]


def arcs(draft: Draft, labels: LabelBook) -> tuple[PresentationArc, ...]:
    """The arcs of a tree; a second arc to one concept under one parent needs a label role of its own (EFM 6.12.5)."""
    found: list[PresentationArc] = []
    _arcs(draft.root, labels, found)
    return tuple(found)


def _arcs(node: Node, labels: LabelBook, found: list[PresentationArc]) -> None:
    seen: set[tuple[str, str | None]] = set()
    order = 1
    for child in node.children:
        preferred = labels.role(child.wish) if child.wish else None
        if (child.concept, preferred) in seen:
            continue
        seen.add((child.concept, preferred))
        found.append(PresentationArc(node.concept, child.concept, Decimal(order), preferred))
        order += 1
        _arcs(child, labels, found)
