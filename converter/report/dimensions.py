"""From a column's basis and component to the dimensions of its facts, by the table `taxonomy/members.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from converter.report.elements import ElementBook
from converter.report.member_names import said, without_footing
from converter.report.naming import clean_label
from converter.report.wholes import NONE as NO_TOTALS
from converter.report.wholes import Totals, totals
from converter.resources import folder
from converter.statements import vocabulary
from converter.statements.statement import Basis, Column, Period, Statement, StatementKind
from converter.statements.wording import words

if TYPE_CHECKING:
    from converter.taxonomies.taxonomy import Taxonomy

# What a component's column counts, not what the component is.
_COUNTED = re.compile(r"\b(?:number of shares|no\. of shares|shares issued|shares(?! of\b)|amounts?)\b", re.IGNORECASE)
_OF_COUNT = re.compile(r"[ ,]{1,2}(?:(?:number|no\.) of shares|shares|amounts?|dollars|par value)$")
_FACES = (
    StatementKind.BALANCE,
    StatementKind.INCOME,
    StatementKind.CASH_FLOW,
    StatementKind.COMPREHENSIVE_INCOME,
    StatementKind.PARENT_ONLY,
)
_OF_PLANS = (*_FACES, StatementKind.EQUITY)
_SIDE_BY_SIDE = re.compile(r"consolidating|combining", re.IGNORECASE)
_OF_SEGMENTS = re.compile(r"segment|identifiable assets", re.IGNORECASE)
_ENTITIES, _ELIMINATED = "srt:ConsolidatedEntitiesAxis", "srt:ConsolidationItemsAxis"
_SEGMENTS, _REGIONS = "us-gaap:StatementBusinessSegmentsAxis", "srt:StatementGeographicalAxis"
MINORITY = "us-gaap:NoncontrollingInterestMember"
TAGGED = frozenset(Basis) - {Basis.PERCENT, Basis.CHANGE, Basis.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Place:
    """A member in its domain on its axis; `member` without a prefix is the filing's own, None is the default."""

    axis: str
    domain: str
    member: str | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class MemberTable:
    drop: frozenset[str]
    bases: ReadOnly[str, Place]
    statements: ReadOnly[str, Place]
    defaults: ReadOnly[str, Place]
    components: ReadOnly[str, Place | None]
    patterns: tuple[tuple[re.Pattern[str], Place], ...] = ()
    equity: tuple[tuple[re.Pattern[str], Place], ...] = ()
    including: ReadOnly[str, str] = field(default_factory=dict)
    nobody: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()
    measures: tuple[re.Pattern[str], ...] = ()
    amounts: tuple[re.Pattern[str], ...] = ()
    spans: tuple[re.Pattern[str], ...] = ()

    def component(self, text: str, of_equity: bool = False) -> tuple[bool, Place | None]:
        """Whether a column's text is a known component, and its place; None is the undimensioned total. `of_equity`
        says that the other columns are components of equity."""
        known = self.normalised(text)
        if known in self.components:
            return True, self.components[known]
        under = self._under_span(text) if of_equity else None
        if under is not None:
            return True, self.components[under]
        printed = _OF_COUNT.sub("", " ".join(text.lower().split()))
        patterns = (*self.patterns, *self.equity) if of_equity else self.patterns
        found = next((place for pattern, place in patterns if pattern.search(printed)), None)
        return found is not None, found

    def _under_span(self, text: str) -> str | None:
        """The component under a head that spans several: "Larkspur Shareholders' Equity Common Stock"."""
        parts = text.split()
        for at in range(1, len(parts)):
            under, span = self.normalised(" ".join(parts[at:])), " ".join(parts[:at]).lower()
            if self.components.get(under) is not None and any(pattern.search(span) for pattern in self.spans):
                return under
        return None

    def known_part(self, text: str) -> Place | None:
        """The place of a column headed as the total of a component: "Total Noncontrolling Interest"."""
        known = self.normalised(text)
        return self.components.get(known) or self.components.get(known.removeprefix("total "))

    @property
    def parent_of_equity(self) -> Place:
        equity = self.defaults["equity"]
        return Place(equity.axis, equity.domain, "us-gaap:ParentMember")

    def normalised(self, text: str) -> str:
        words = re.findall(r"[a-z]+", text.lower().replace("'", "").replace("’", ""))
        return " ".join(word for word in words if word not in self.drop) or " ".join(words)


@cache
def member_table() -> MemberTable:
    data = tomllib.loads((folder("taxonomy") / "members.toml").read_text("utf-8"))

    def place(entry: dict[str, str]) -> Place:
        return Place(entry["axis"], entry["domain"], entry.get("member"), entry.get("label", ""))

    table = MemberTable(
        drop=frozenset(data["drop"]),
        bases={name: place(entry) for name, entry in data["basis"].items()},
        statements={name: place(entry) for name, entry in data["statement"].items()},
        defaults={name: place(entry) for name, entry in data["default"].items()},
        components={},
    )
    components = {
        table.normalised(label): place(entry) if "member" in entry else None
        for entry in data["component"]
        for label in entry.get("labels", ())
    }
    regions = components[table.normalised("united states")]
    if regions is not None:
        for name, code in data["countries"].items():
            components[table.normalised(name)] = replace(regions, member=f"country:{code}")
    patterns = tuple(
        (re.compile(pattern), place(entry)) for entry in data["component"] for pattern in entry.get("patterns", ())
    )
    equity = tuple(
        (re.compile(pattern), place(entry)) for entry in data["component"] for pattern in entry.get("among_equity", ())
    )
    return replace(
        table,
        components=components,
        patterns=patterns,
        equity=equity,
        including=data["including"],
        nobody=frozenset(data["pro_forma"]["nobody"]),
        steps=frozenset(data["pro_forma"]["steps"]),
        measures=tuple(re.compile(pattern, re.IGNORECASE) for pattern in data["measures"]),
        amounts=tuple(re.compile(pattern, re.IGNORECASE) for pattern in data["amounts"]),
        spans=tuple(re.compile(pattern) for pattern in data["spans"]),
    )


Dimensions = tuple[tuple[str, str], ...]
PARENT = "(parent company)"  # the registrant without its subsidiaries, which has a member of its own


@dataclass(frozen=True, slots=True)
class AxisUse:
    """An axis with the members that facts have on it, in order of appearance; `default` is the domain, or the member
    that the standard taxonomy makes the default (DQC 0041), which then is the first of the members."""

    axis: str
    domain: str
    members: tuple[str, ...]
    default: str


def axes_of(used: Iterable[Dimensions], taxonomy: Taxonomy) -> tuple[AxisUse, ...]:
    """The axes of some facts' dimensions, by name."""
    found: dict[str, dict[str, None]] = {}
    for dimensions in used:
        for axis, member in dimensions:
            found.setdefault(axis, {})[member] = None
    own = {place.axis: place.domain for place in _places(member_table())}
    uses = []
    for axis, members in sorted(found.items()):
        domain = taxonomy.domain(axis) or own.get(axis) or f"{axis.removesuffix('Axis')}Domain"
        default = _standard_default(axis, taxonomy) or domain
        shown = dict.fromkeys((default, *members)) if default != domain else members
        uses.append(AxisUse(axis, domain, tuple(shown), default))
    return tuple(uses)


def _standard_default(axis: str, taxonomy: Taxonomy) -> str | None:
    defaults = (arc.child for arc in taxonomy.dimensions if arc.parent == axis and arc.arcrole.endswith("-default"))
    return next(defaults, None)


def _places(table: MemberTable) -> list[Place]:
    groups = (table.bases, table.statements, table.defaults, table.components)
    return [place for group in groups for place in group.values() if place is not None]


def column_dimensions(statement: Statement, book: ElementBook) -> tuple[Dimensions, ...]:
    """The dimensions of each column, in order. Two columns of one period and one meaning get members of their own,
    unless no row has figures in both: then they are one column that stands askew."""
    table = member_table()
    several = equity_totals(statement)
    plain = [_dimensions(statement, column, table, book, several) for column in statement.columns]
    seen: dict[tuple[Period | None, str, Dimensions], list[int]] = {}
    out: list[Dimensions] = []
    for column, dimensions in zip(statement.columns, plain, strict=True):
        key = (column.period, unit_mark(column), dimensions)
        if dimensions and column.basis in TAGGED and collide(statement, column.index, seen.get(key, ())):
            axis = dimensions[0][0]
            own = (axis, book.member(_own_label(column, len(out))))
            dimensions = tuple(sorted((own, *dimensions[1:])))
            key = (column.period, unit_mark(column), dimensions)
        seen.setdefault(key, []).append(column.index)
        out.append(dimensions)
    return tuple(out)


def equity_totals(statement: Statement) -> Totals:
    """The totals of a statement of equity that has several."""
    if statement.kind is not StatementKind.EQUITY:
        return NO_TOTALS
    table = member_table()
    minority, named = set[int](), set[int]()
    for column in statement.columns:
        text = _told(column)
        place = table.known_part(text)
        if column.basis is Basis.COMPONENT:
            place = place or table.component(text, True)[1]
        if place is not None:
            named.add(column.index)
            if place.member == MINORITY:
                minority.add(column.index)
    return totals(statement, frozenset(minority), frozenset(named))


def collide(statement: Statement, column: int, others: Collection[int]) -> bool:
    """Whether some row has a figure in `column` and in one of the others."""
    return bool(others) and any(
        column in columns and not columns.isdisjoint(others)
        for columns in ({cell.column for cell in item.cells} for item in statement.items)
    )


def unit_mark(column: Column) -> str:
    """What a column counts where it differs from its rows (shares in equity statements)."""
    return str(getattr(column, "measure", None) or "")


def _told(column: Column) -> str:
    """What a column is called; as the page prints it where its member only leaves out marks ("Addi- tional")."""
    member = column.member or column.head
    return said(column.head if _letters(column.head) == _letters(member) else member)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _own_label(column: Column, position: int) -> str:
    text = _told(column)
    return text if re.search("[A-Za-z]{2}", text) else f"{column.basis.value} column {position + 1}"


def _dimensions(
    statement: Statement, column: Column, table: MemberTable, book: ElementBook, several: Totals
) -> Dimensions:
    places: dict[str, str] = {}
    if statement.kind.value in table.statements:
        _put(places, table.statements[statement.kind.value], book)
    if column.basis.value in table.bases:
        party = column.basis is Basis.PRO_FORMA and bool(column.member) and names_party(column.member or "", table)
        if not (party and _is_as_reported(statement, column)):
            _put(places, table.bases[column.basis.value], book)
        if party:
            _put_component(places, statement, column, table, book)
    elif column.basis is Basis.COMPONENT:
        _put_component(places, statement, column, table, book)
    elif column.index in several.parents:
        _put(places, table.parent_of_equity, book)
    elif column.index in several.parts:
        places[table.defaults["equity"].axis] = book.member(clean_label(column.head) or column.head)
    elif statement.kind is StatementKind.EQUITY and column.basis is Basis.REPORTED:
        known = table.known_part(_told(column))
        if known is not None:
            _put(places, known, book)
    return tuple(sorted(places.items()))


def component_dimensions(name: str, book: ElementBook) -> Dimensions:
    """The dimensions of a component of equity that a heading names; none where it is equity as a whole."""
    table = member_table()
    places: dict[str, str] = {}
    name = said(name)
    is_known, place = table.component(name, True)
    if place is not None:
        _put(places, place, book)
    elif not is_known:
        places[table.defaults["equity"].axis] = book.member(clean_label(_COUNTED.sub(" ", name)) or name)
    return tuple(sorted(places.items()))


def row_dimensions(label: str) -> Dimensions:
    """The dimension of a row that is called as previously reported; none for others."""
    if not names_basis(label, Basis.PREVIOUSLY_REPORTED):
        return ()
    place = member_table().bases[Basis.PREVIOUSLY_REPORTED.value]
    return ((place.axis, place.member or place.domain),)


def names_basis(label: str, basis: Basis) -> bool:
    """Whether a label has a phrase for a footing: "Balance, December 31, 1997, as previously reported"."""
    return any(found is basis for _, _, found in vocabulary.bases().bases.find(words(label)))


def names_party(text: str, table: MemberTable) -> bool:
    """Whether the head of a pro forma column names somebody: "Pro forma" alone and "Pro forma offering adjustments" do
    not."""
    said = words(text)
    footings = {at for start, end, _ in vocabulary.bases().bases.find(said) for at in range(start, end)}
    left = [word for at, word in enumerate(said) if at not in footings and re.search("[a-z]{2}", word)]
    return bool(set(left) - table.nobody) and not set(said) & table.steps


def entity_dimensions(name: str, book: ElementBook) -> Dimensions:
    """The dimension of an entity that is not the registrant and its subsidiaries."""
    parent = member_table().statements["parent"]
    if name == PARENT and parent.member:
        return ((parent.axis, parent.member),)
    return ((member_table().defaults["entity"].axis, book.member(name)),)


def _put(places: dict[str, str], place: Place, book: ElementBook) -> None:
    member = place.member
    if member is not None:
        places[place.axis] = member if ":" in member else book.member(place.label or member)


def _put_component(
    places: dict[str, str], statement: Statement, column: Column, table: MemberTable, book: ElementBook
) -> None:
    text = _told(column)
    kind = _default_kind(statement, table)
    if book.is_group(text):
        return
    if kind == "entity" and _supposes(statement):
        if not names_party(text, table) or book.is_company(without_footing(text)):
            return
        text = without_footing(text)
    is_known, known = table.component(text, kind == "equity")
    if is_known and not (kind == "fund" and known is not None):
        if known is not None:
            _put(places, known, book)
        return
    if kind == "segment" and any(pattern.search(text) for pattern in table.measures):
        kind = "other"
    place = table.defaults[kind]
    if kind in ("equity", "segment"):
        text = _COUNTED.sub(" ", text)
    label = clean_label(text)
    if not re.search("[A-Za-z]{2}", label):
        label = f"Column {column.index + 1}"
    places[place.axis if ":" in place.axis else book.axis(place.axis)] = book.member(label)


def _default_kind(statement: Statement, table: MemberTable) -> str:
    """What the unknown columns of a statement are: entities where it sets entities side by side."""
    if statement.of_plan and statement.kind in _OF_PLANS:
        return "fund"
    if statement.kind in (StatementKind.EQUITY, StatementKind.SEGMENT):
        return statement.kind.value
    if statement.kind in _FACES or _SIDE_BY_SIDE.search(statement.title):
        return "other" if _sets_out_amounts(statement, table) else "entity"
    places = [table.component(_told(column))[1] for column in statement.columns]
    axes = {place.axis for place in places if place is not None}
    if _ENTITIES in axes:
        return "entity"
    if _ELIMINATED in axes:
        if _SEGMENTS in axes or any(_OF_SEGMENTS.search(item.label) for item in statement.items):
            return "segment"
        return "other" if _REGIONS in axes else "entity"
    return "equity" if _is_of_equity(statement, table) else "other"


def _sets_out_amounts(statement: Statement, table: MemberTable) -> bool:
    """Whether a head says what its column is an amount of: such columns, and those beside them, are no entities."""
    heads = [_told(column) for column in statement.columns if column.basis is Basis.COMPONENT]
    return any(pattern.search(head) for pattern in table.amounts for head in heads)


def _supposes(statement: Statement) -> bool:
    """Whether a statement leads from what was reported to what is pro forma."""
    return any(column.basis is Basis.PRO_FORMA for column in statement.columns)


def _is_as_reported(statement: Statement, column: Column) -> bool:
    """Whether a column is called as a company under a pro forma title, beside columns that are called pro forma: it is
    what that company reported."""
    others = [other for other in statement.columns if other.index != column.index]
    steps = any(other.basis is Basis.ADJUSTMENT for other in others)
    return steps and not names_basis(column.head, Basis.PRO_FORMA)


def _is_of_equity(statement: Statement, table: MemberTable) -> bool:
    """Whether most columns of a note are known components of equity, and not all the same: several pension plans side
    by side are none."""
    axis = table.defaults["equity"].axis
    places = [table.component(_told(column), True)[1] for column in statement.columns]
    known = [place.member for place in places if place is not None and place.axis == axis]
    return len(set(known)) >= 2 and 2 * len(known) > len(statement.columns)
