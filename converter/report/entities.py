"""Statements of another entity in the same filing: a subsidiary, a tracked group, a joint registrant, a business that
is bought, the registrant without its subsidiaries.

The contexts of a report are the registrant's. A statement is another entity's where the heading above it says so and
nothing speaks against it: the name is a joint registrant's, or a company's that is not the registrant and whose figures
contradict the registrant's or stand beside statements that name the registrant. Its facts have a member on
`dei:LegalEntityAxis`, or are the parent company's. A full balance sheet whose totals contradict the registrant's and
that nothing names stays text: whose it is is not certain. (Tables of parts, which no name tells, are `scope`'s.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from converter.findings import Finding, Location, Severity, Span
from converter.mapping.mapping import Decision, MappedStatement
from converter.reading.document import Document
from converter.report.dimensions import PARENT
from converter.report.headings import Heading, headings, likeness, same_name, sets_side_by_side, shows_acquired
from converter.report.titles import is_face_title
from converter.statements.statement import Basis, Period, StatementKind

_PRIMARY = (
    StatementKind.BALANCE,
    StatementKind.INCOME,
    StatementKind.CASH_FLOW,
    StatementKind.COMPREHENSIVE_INCOME,
    StatementKind.EQUITY,
)
_COMPARED = (StatementKind.BALANCE, StatementKind.INCOME, StatementKind.CASH_FLOW)
_TOTALS = ("us-gaap:Assets", "us-gaap:LiabilitiesAndStockholdersEquity")
_DECISIVE = (
    *_TOTALS,
    "us-gaap:Revenues",
    "us-gaap:NetIncomeLoss",
    "us-gaap:IncomeTaxExpenseBenefit",
    "us-gaap:NetCashProvidedByUsedInOperatingActivities",
    "us-gaap:StockholdersEquity",
)
_EQUITY = (
    "us-gaap:LiabilitiesAndStockholdersEquity",
    "us-gaap:StockholdersEquity",
    "us-gaap:StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",
    "us-gaap:PartnersCapital",
)
_ENOUGH = 5  # places that two statements must share before they can be told apart
_ALIKE = Decimal("0.02")  # totals this near are one total, restated or rounded
_NEAR = 4000  # characters between statements of one set

# Additional exhibits. An annual report to shareholders (EX-13) is the registrant's whatever else the filing shows.
_EXHIBITS = ("EX-99", "EX-28")

_Printed = dict[tuple[str, Period], str]


@dataclass(frozen=True, slots=True)
class Entities:
    """`named` are entities by statement id; `unnamed` the statements whose entity is not certain."""

    named: ReadOnly[str, str]
    unnamed: frozenset[str]

    def has(self, statement: str) -> bool:
        """Whether a statement is the registrant's."""
        return statement not in self.named and statement not in self.unnamed

    def titled(self, titles: ReadOnly[str, str]) -> dict[str, str]:
        """The titles of statements with the entities that they are of."""
        whose = {statement: "Parent Company" if name == PARENT else name for statement, name in self.named.items()}
        return {
            statement: f"{title} ({whose[statement]})" if statement in whose else title
            for statement, title in titles.items()
        }

    def findings(self, mapped: Iterable[MappedStatement]) -> tuple[Finding, ...]:
        message = "a full statement with other totals than the registrant's; whose it is is not certain: not tagged"
        return tuple(
            Finding("ix.report.entity", Severity.WARNING, message, Location(span=each.statement.span))
            for each in mapped
            if each.statement.id in self.unnamed
        )


def other_entities(mapped: tuple[MappedStatement, ...], document: Document, registrant: str | None) -> Entities:
    """`registrant` is the name on the cover."""
    filers = [each.name for each in document.header.registrants if each.name] if document.header else []
    first = [name for name in (registrant, *filers[:1]) if name]
    finder = _Finder(mapped, document, first, filers[1:])
    finder.settle()
    return Entities(finder.named, frozenset(finder.unnamed))


class _Finder:
    def __init__(
        self, mapped: tuple[MappedStatement, ...], document: Document, own: Sequence[str], joint: Sequence[str]
    ) -> None:
        self._mapped = mapped
        self._document = document
        self._own = own
        self._joint = joint
        self._headings = headings(mapped, document)
        self._acquired = bool(own) and shows_acquired(document)
        self._primary = [each for each in mapped if each.statement.kind in _PRIMARY]
        self.named: dict[str, str] = {}
        self.unnamed: set[str] = set()

    def settle(self) -> None:
        self._exhibits()
        own = [each for each in self._primary if self._is_own_by_name(each)]
        leading = own or [each for each in self._primary if not self._speaks_of_another(each)]
        if not leading and not self._acquired:
            leading = self._primary
        leading = [each for each in leading if each.statement.id not in self.named]
        totals = _totals(sorted(leading, key=lambda each: not is_face_title(each.statement.title)))
        for each in self._primary if self._own else ():
            if each.statement.id not in self.named and not sets_side_by_side(each.statement.title):
                self._by_heading(each, totals, own)
        self._by_company(totals)
        if self._joint:
            self._tables_after()

    # --- exhibits that contradict the report

    def _exhibits(self) -> None:
        parts: dict[int, _Printed] = {}
        for each in self._mapped:
            if each.statement.kind in _COMPARED:
                parts.setdefault(each.statement.part, {}).update(_printed(each))
        leading: list[int] = []
        for part in sorted(parts):
            is_exhibit = self._document.parts[part].type.upper().startswith(_EXHIBITS)
            if is_exhibit and any(_are_two(parts[part], parts[before]) for before in leading):
                name = self._name_of_part(part)
                self.named |= {each.statement.id: name for each in self._mapped if each.statement.part == part}
            else:
                leading.append(part)

    def _name_of_part(self, part: int) -> str:
        names = [
            name
            for each in self._mapped
            if each.statement.part == part and each.statement.kind in _COMPARED
            if (name := self._heading(each).name)
        ]
        return names[0] if names else f"Entity of {self._document.parts[part].type}"

    # --- names above statements

    def _heading(self, each: MappedStatement) -> Heading:
        return self._headings.get(each.statement.id, Heading())

    def _is_own_by_name(self, each: MappedStatement) -> bool:
        heading = self._heading(each)
        if heading.parent or heading.name is None or sets_side_by_side(each.statement.title):
            return False
        return self._is_own(heading.name)

    def _is_own(self, name: str) -> bool:
        if not any(same_name(name, own) for own in self._own):
            return False
        best = max(likeness(name, own) for own in self._own)
        return all(likeness(name, other) <= best for other in self._joint)

    def _speaks_of_another(self, each: MappedStatement) -> bool:
        heading = self._heading(each)
        return heading.parent or bool(heading.name and heading.corporate and not self._is_own(heading.name))

    def _by_heading(
        self, each: MappedStatement, totals: dict[tuple[str, Period], Decimal], own: list[MappedStatement]
    ) -> None:
        heading, statement = self._heading(each), each.statement
        differs = _differs(each, totals)
        name = heading.name if heading.name and not self._is_own(heading.name) else None
        joint = next((other for other in self._joint if name and same_name(name, other)), None)
        if heading.parent and joint is None:
            if statement.kind is not StatementKind.PARENT_ONLY and _differs(each, totals, _TOTALS) is not False:
                self.named[statement.id] = PARENT
        elif differs is False:
            return
        elif joint is not None:
            self.named[statement.id] = joint
        elif name is not None and self._is_company(heading, differs, statement.kind, own):
            self.named[statement.id] = next((known for known in self.named.values() if same_name(known, name)), name)
        elif differs and _is_full(each):
            self.unnamed.add(statement.id)

    def _is_company(
        self, heading: Heading, differs: bool | None, kind: StatementKind, own: list[MappedStatement]
    ) -> bool:
        """A company's name that contradicts the registrant's totals, or stands over a statement of a kind that the
        registrant's name stands over elsewhere, or in a report of a purchase; in a joint filing any name that
        contradicts."""
        if not heading.corporate:
            return bool(differs and self._joint)
        return bool(differs) or self._acquired or any(each.statement.kind is kind for each in own)

    # --- statements without a name beside others

    def _by_company(self, totals: dict[tuple[str, Period], Decimal]) -> None:
        """Statements that nothing names are the entity's whose statement stands right before or after them, where the
        registrant's own statement of that kind is another one."""
        for ordered in (self._primary, self._primary[::-1]):
            for before, each in pairwise(ordered):
                one, two = before.statement, each.statement
                differs = _differs(each, totals)
                if one.part != two.part or not _near(one.span, two.span) or not self._is_open(each, one.kind, differs):
                    continue
                whose = self.named.get(one.id)
                if whose == PARENT:
                    if one.span.start < two.span.start and "consolidated" not in two.title.lower():
                        self.named[two.id] = PARENT
                elif differs is not False:
                    if whose is not None:
                        self.named[two.id] = whose
                    elif one.id in self.unnamed:
                        self.unnamed.add(two.id)

    def _is_open(self, each: MappedStatement, beside: StatementKind, differs: bool | None) -> bool:
        """Whether nothing says yet whose a statement is; the registrant's name may head every page."""
        statement = each.statement
        return (
            statement.id not in self.named
            and statement.id not in self.unnamed
            and (self._heading(each).name is None or bool(differs))
            and not sets_side_by_side(statement.title)
            and (statement.kind is not beside or bool(self._joint))
            and self._has_own(statement.kind, statement.id)
        )

    def _has_own(self, kind: StatementKind, besides: str) -> bool:
        return any(
            each.statement.kind is kind
            and each.statement.id not in (besides, *self.unnamed)
            and each.statement.id not in self.named
            for each in self._primary
        )

    # --- joint filings

    def _tables_after(self) -> None:
        """In a filing of several registrants the tables of the notes belong to those whose statements come before. A
        statement of a kind that they have already, without a name above it, is the next one's: nobody knows whose."""
        whose: str | None = None
        part = -1
        seen: set[StatementKind] = set()
        for each in self._mapped:
            statement = each.statement
            if statement.part != part:
                part, whose = statement.part, None
            is_headed = statement.kind in _PRIMARY and self._heading(each).name is not None
            named = self.named.get(statement.id)
            if is_headed and named != PARENT:
                seen = set() if named != whose else seen
                whose = named
                seen.add(statement.kind)
            elif whose is not None and named is None:
                self.unnamed.discard(statement.id)
                if statement.kind in _PRIMARY and statement.kind in seen:
                    self.unnamed.add(statement.id)
                else:
                    self.named[statement.id] = whose
                    seen.add(statement.kind)


def _near(one: Span, two: Span) -> bool:
    first, second = sorted((one, two), key=lambda span: span.start)
    return second.start - first.end <= _NEAR


# --- figures


def _totals(statements: Iterable[MappedStatement]) -> dict[tuple[str, Period], Decimal]:
    """The first value of every standard element of the statements, by element and period."""
    found: dict[tuple[str, Period], Decimal] = {}
    for each in statements:
        if not sets_side_by_side(each.statement.title):
            for place, value in _values(each):
                found.setdefault(place, value)
    return found


def _differs(
    each: MappedStatement, totals: dict[tuple[str, Period], Decimal], elements: Sequence[str] = _DECISIVE
) -> bool | None:
    """Whether most of the decisive figures that both have differ; None where they share no place."""
    shared = [(value, totals[place]) for place, value in _values(each) if place in totals and place[0] in elements]
    if not shared:
        return None
    apart = sum(
        abs(one - other) > _ALIKE * max(abs(one), abs(other)) and _digits(one) != _digits(other)
        for one, other in shared
    )
    return 2 * apart > len(shared)


def _digits(value: Decimal) -> str:
    """Without trailing zeros: the same in every scale."""
    return "".join(map(str, value.as_tuple().digits)).rstrip("0")


def _is_full(each: MappedStatement) -> bool:
    """Whether a balance sheet has both its sides."""
    concepts = {mapping.concept for mapping in each.mappings if mapping.decision is Decision.STANDARD}
    return (
        each.statement.kind is StatementKind.BALANCE
        and "us-gaap:Assets" in concepts
        and not concepts.isdisjoint(_EQUITY)
    )


def _values(each: MappedStatement) -> Iterator[tuple[tuple[str, Period], Decimal]]:
    columns = {column.index: column for column in each.statement.columns}
    for item, mapping in zip(each.statement.items, each.mappings, strict=True):
        if mapping.decision is not Decision.STANDARD or mapping.concept is None:
            continue
        for cell in item.cells:
            column = columns.get(cell.column)
            if column is None or column.basis is not Basis.REPORTED or not cell.value:
                continue
            period = cell.period or column.period
            if period is not None:
                yield (mapping.concept, period), cell.value


def _printed(each: MappedStatement) -> _Printed:
    """The digits of every figure of a standard element."""
    found: _Printed = {}
    for place, value in _values(each):
        found.setdefault(place, _digits(value))
    return found


def _are_two(here: _Printed, there: _Printed) -> bool:
    """Whether hardly a figure of what both report stands anywhere under its element in the other."""
    known = {(concept, digits) for (concept, _), digits in there.items()}
    shared = here.keys() & there.keys()
    apart = sum((place[0], here[place]) not in known for place in shared)
    return len(shared) >= _ENOUGH and 4 * apart > 3 * len(shared)
