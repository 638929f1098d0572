"""Statements of another entity in the same filing: a subsidiary, a tracked group, a joint registrant, a business that
is bought, a company that the notes summarize, an employee benefit plan, the registrant without its subsidiaries.

The contexts of a report are the registrant's. A statement is another entity's where the page says so and nothing speaks
against it: the name above it is a joint registrant's, or a company's that is not the registrant and whose figures
contradict the registrant's or stand beside statements that name the registrant; or the figures of a full statement
contradict the registrant's, and the text that introduces it, the heading of its note or the opinion before it says
whose they are. Its facts have a member on `dei:LegalEntityAxis`, or are the parent company's. Where nothing names it,
it stays text: whose it is is not certain. (Tables of parts, which no words tell, are `scope`'s.)

    headings, introductions, opinions, plan_names   what the page says
    agreement                                       what the figures say
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass
from itertools import pairwise

from converter.findings import Finding, Location, Severity, Span
from converter.mapping.mapping import Decision, MappedStatement
from converter.reading.document import Document
from converter.report.agreement import Amounts, Place, alike, amounts_of, compared
from converter.report.dimensions import PARENT
from converter.report.headings import Heading, Pages, headings, likeness, same_name, sets_side_by_side, shows_acquired
from converter.report.introductions import introduced, is_parent_alone
from converter.report.opinions import Opinion, opinion_above, opinions
from converter.report.plan_names import plan_name
from converter.report.titles import is_face_title
from converter.statements.statement import Statement, StatementKind

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
_REPORT = 2  # statements with a name above them that make a document somebody's report
_NEAR = 4000  # characters between statements of one set

# Additional exhibits. An annual report to shareholders (EX-13) is the registrant's whatever else the filing shows.
_EXHIBITS = ("EX-99", "EX-28")

# Where what follows the statements of an entity ends: a heading of the report as a whole.
_END = re.compile(
    r"^\s*(?:item\s+\d{1,2}[a-z]?\b|part\s+[iv]{1,3}\b|signatures?\s*$|schedule\s+(?:[ivx]+|\d+)\b|exhibit\s+index)",
    re.IGNORECASE,
)

_Printed = dict[Place, str]


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
        return tuple(
            Finding("ix.report.entity", Severity.WARNING, _message(each), Location(span=each.statement.span))
            for each in mapped
            if each.statement.id in self.unnamed
        )


def _message(each: MappedStatement) -> str:
    whose = "whose it is is not certain: not tagged"
    if each.statement.of_plan:
        return f"a statement of an employee benefit plan that the page does not name; {whose}"
    return f"a full statement with other totals than the registrant's; {whose}"


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
        self._pages = Pages(document)
        self._headings = headings(mapped, self._pages)
        self._opinions: dict[int, tuple[Opinion, ...]] = {}
        self._acquired = bool(own) and shows_acquired(document)
        self._primary = [each for each in mapped if each.statement.kind in _PRIMARY and not each.statement.of_plan]
        self._leading: list[MappedStatement] = []
        self._told: dict[str, str] = {}  # statement -> the entity that the text before it names
        self._sets: dict[str, str] = {}  # statement -> the entity whose tables go on after it
        self.named: dict[str, str] = {}
        self.unnamed: set[str] = set()

    def settle(self) -> None:
        self._plans()
        self._exhibits()
        own = [each for each in self._primary if self._is_own_by_name(each)]
        leading = own or [each for each in self._primary if not self._speaks_of_another(each)]
        if not leading and not self._acquired:
            leading = self._primary
        self._leading = [each for each in leading if each.statement.id not in self.named]
        totals = _totals(sorted(self._leading, key=lambda each: not is_face_title(each.statement.title)))
        for each in self._primary if self._own else ():
            if each.statement.id not in self.named and not sets_side_by_side(each.statement.title):
                self._by_heading(each, totals, own)
        self._introduced_together()
        self._by_company(totals)
        self._by_opinion(totals)
        if self._joint:
            self._sole_parts()
            self._tables_after()
        self._sets_go_on()

    # --- employee benefit plans

    def _plans(self) -> None:
        """By the name above each; a table in their notes is the plan's whose statements, and no other's, stand in its
        document."""
        of_plans = [each.statement for each in self._mapped if each.statement.of_plan]
        plans: dict[int, dict[str, None]] = defaultdict(dict)
        for statement in of_plans:
            page = self._pages.of(statement.part)
            told = statement.kind in _PRIMARY or is_face_title(statement.title)
            found = plan_name(statement, page) if page is not None and told else None
            if found is not None:
                plans[statement.part][found.plan] = None
                self.named[statement.id] = found.full
        for statement in of_plans:
            known = list(plans[statement.part])
            if statement.id not in self.named:
                if len(known) != 1 or statement.kind in _PRIMARY:
                    self.unnamed.add(statement.id)
                    continue
                self.named[statement.id] = known[0]
            if len(known) == 1:
                self._sets[statement.id] = known[0]

    # --- exhibits that contradict the report

    def _exhibits(self) -> None:
        parts: dict[int, _Printed] = {}
        for each in self._mapped:
            if each.statement.kind in _COMPARED and not each.statement.of_plan:
                parts.setdefault(each.statement.part, {}).update(_printed(each))
        leading: list[int] = []
        for part in sorted(parts):
            is_exhibit = self._document.parts[part].type.upper().startswith(_EXHIBITS)
            if is_exhibit and any(_are_two(parts[part], parts[before]) for before in leading):
                name = self._name_of_part(part)
                self.named |= {
                    each.statement.id: name
                    for each in self._mapped
                    if each.statement.part == part and not each.statement.of_plan
                }
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

    def _by_heading(self, each: MappedStatement, totals: Amounts, own: list[MappedStatement]) -> None:
        heading, statement = self._heading(each), each.statement
        differs = _differs(each, totals)
        name = heading.name if heading.name and not self._is_own(heading.name) else None
        joint = next((other for other in self._joint if name and same_name(name, other)), None)
        if joint is None and (heading.parent or (differs and self._is_parent_alone(each))):
            if statement.kind is not StatementKind.PARENT_ONLY and _differs(each, totals, _TOTALS) is not False:
                self.named[statement.id] = PARENT
        elif differs is False and not (joint is not None and _has_kind(own, statement.kind)):
            return
        elif joint is not None:
            self.named[statement.id] = joint
        elif name is not None and self._is_company(heading, differs, statement.kind, own):
            self.named[statement.id] = self._known(name)
        elif differs and _is_full(each):
            told = self._introduced(each)
            if told is not None:
                self.named[statement.id] = self._told[statement.id] = told
            else:
                self.unnamed.add(statement.id)

    def _introduced_together(self) -> None:
        """Tables beside one that the text introduces are the same entity's where the text introduces both at once."""
        for ordered in (self._mapped, self._mapped[::-1]):
            for one, each in pairwise(ordered):
                name, statement = self._told.get(one.statement.id), each.statement
                if (
                    name is None
                    or one.statement.part != statement.part
                    or not _near(one.statement.span, statement.span)
                ):
                    continue
                if statement.id not in self.named and (told := self._introduced(each)) and same_name(told, name):
                    self.unnamed.discard(statement.id)
                    self.named[statement.id] = self._told[statement.id] = name

    def _known(self, name: str) -> str:
        """The name by which an entity is known already."""
        return next((known for known in self.named.values() if known != PARENT and same_name(known, name)), name)

    def _introduced(self, each: MappedStatement) -> str | None:
        page = self._pages.of(each.statement.part)
        name = introduced(each.statement, self._tables(each.statement.part), page) if page is not None else None
        return None if name is None or self._is_own(name) else name

    def _is_parent_alone(self, each: MappedStatement) -> bool:
        page = self._pages.of(each.statement.part)
        return (
            page is not None
            and "consolidated" not in each.statement.title.lower()
            and is_parent_alone(each.statement, self._tables(each.statement.part), page)
        )

    def _tables(self, part: int) -> list[Statement]:
        return [each.statement for each in self._mapped if each.statement.part == part]

    def _is_company(
        self, heading: Heading, differs: bool | None, kind: StatementKind, own: list[MappedStatement]
    ) -> bool:
        """A company's name that contradicts the registrant's totals, or stands over a statement of a kind that the
        registrant's name stands over elsewhere, or in a report of a purchase; in a joint filing any name that
        contradicts."""
        if not heading.corporate:
            return bool(differs and self._joint)
        return bool(differs) or self._acquired or _has_kind(own, kind)

    # --- statements without a name beside others

    def _by_company(self, totals: Amounts) -> None:
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
            and (bool(differs) or not self._is_headed(each))
            and not sets_side_by_side(statement.title)
            and (statement.kind is not beside or bool(self._joint))
            and self._has_own(statement.kind, statement.id)
        )

    def _is_headed(self, each: MappedStatement) -> bool:
        """Whether the line above a statement is a company's name, not some other heading."""
        heading = self._heading(each)
        known = heading.name is not None and any(same_name(heading.name, one) for one in (*self._own, *self._joint))
        return known or heading.corporate

    def _has_own(self, kind: StatementKind, besides: str) -> bool:
        return any(
            each.statement.kind is kind
            and each.statement.id not in (besides, *self.unnamed)
            and each.statement.id not in self.named
            for each in self._primary
        )

    # --- opinions

    def _by_opinion(self, totals: Amounts) -> None:
        """Statements that nothing else names are the entity's of which the opinion before them speaks."""
        for each in self._primary:
            if each.statement.id in self.unnamed:
                name = self._opined(each, totals)
                if name is not None:
                    self.named[each.statement.id] = self._sets[each.statement.id] = self._known(name)
        self.unnamed -= self.named.keys()

    def _opined(self, each: MappedStatement, totals: Amounts) -> str | None:
        """The name in the nearest opinion above a statement, where no other statement stands between that is the
        registrant's, and no opinion follows the statements that it is on."""
        part, line = each.statement.part, self._line(each)
        found = opinion_above(self._opinions_of(part), line)
        if found is None or self._is_own(found.name):
            return None
        leading = {other.statement.id for other in self._leading} - self.unnamed - self.named.keys()
        for other in self._primary:
            if other.statement.part != part or other.statement.id == each.statement.id:
                continue
            if other.statement.id in leading and found.line < self._line(other) < line:
                return None
            if other.statement.id in self.unnamed and _is_full(other) and self._line(other) < found.line:
                earlier = opinion_above(self._opinions_of(part), self._line(other))
                if earlier is None or self._is_own(earlier.name):
                    return None
        return found.name

    def _opinions_of(self, part: int) -> tuple[Opinion, ...]:
        if part not in self._opinions:
            page = self._pages.of(part)
            self._opinions[part] = opinions(page) if page is not None else ()
        return self._opinions[part]

    def _line(self, each: MappedStatement) -> int:
        page = self._pages.of(each.statement.part)
        return page.title_line(each.statement) if page is not None else 0

    def _sets_go_on(self) -> None:
        """The tables of the notes after an entity's statements are its own, up to the next opinion, to a statement of
        somebody else's, or to a heading of the report as a whole."""
        whose: str | None = None
        part, end = -1, 0
        for each in self._mapped:
            statement = each.statement
            if statement.part != part:
                part, whose = statement.part, None
            if statement.id in self._sets:
                whose, end = self._sets[statement.id], self._end(part, self._line(each))
            elif whose is None or self._line(each) >= end or self._is_own_by_name(each):
                whose = None
            elif statement.id in self.named:
                whose = whose if self.named[statement.id] == whose else None
            else:
                self.unnamed.discard(statement.id)
                self.named[statement.id] = whose

    def _end(self, part: int, line: int) -> int:
        page = self._pages.of(part)
        if page is None:
            return 0
        lines = page.text.lines
        stop = next((opinion.line for opinion in self._opinions_of(part) if opinion.line > line), len(lines))
        return next((number for number in range(line + 1, stop) if _END.match(lines[number].text)), stop)

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
                if statement.kind in _PRIMARY and statement.kind in seen and not self._is_sole(whose, part):
                    self.unnamed.add(statement.id)
                else:
                    self.named[statement.id] = whose
                    seen.add(statement.kind)

    def _sole_parts(self) -> None:
        """A document in which every name above a statement is one joint registrant's is that registrant's report."""
        for part in {each.statement.part for each in self._primary}:
            inside = [each.statement for each in self._primary if each.statement.part == part]
            names = [self.named.get(statement.id) for statement in inside if self._headings[statement.id].name]
            name = names[0] if names else None
            if name is None or len(names) < _REPORT or name not in self._joint or set(names) != {name}:
                continue
            for statement in inside:
                if statement.id not in self.named:
                    self.unnamed.discard(statement.id)
                    self.named[statement.id] = name

    def _is_sole(self, name: str, part: int) -> bool:
        """Whether every statement of a part with a name above it is one entity's."""
        headed = [
            each.statement.id for each in self._primary if each.statement.part == part and self._heading(each).name
        ]
        return all(self.named.get(statement) == name for statement in headed)


def _has_kind(statements: Iterable[MappedStatement], kind: StatementKind) -> bool:
    return any(each.statement.kind is kind for each in statements)


def _near(one: Span, two: Span) -> bool:
    first, second = sorted((one, two), key=lambda span: span.start)
    return second.start - first.end <= _NEAR


# --- figures


def _totals(statements: Iterable[MappedStatement]) -> Amounts:
    """The first value of every standard element of the statements, by element and period."""
    found = Amounts()
    for each in statements:
        if not sets_side_by_side(each.statement.title):
            found.add(amounts_of(each))
    return found.firsts


def _differs(each: MappedStatement, totals: Amounts, elements: Sequence[str] = _DECISIVE) -> bool | None:
    """Whether most of the decisive figures that both have differ; None where they share no place."""
    found = compared([(place, amount) for place, amount in amounts_of(each) if place[0] in elements], totals, alike)
    return 2 * len(found.against) > found.shared if found.shared else None


def _is_full(each: MappedStatement) -> bool:
    """Whether a balance sheet has both its sides."""
    concepts = {mapping.concept for mapping in each.mappings if mapping.decision is Decision.STANDARD}
    return (
        each.statement.kind is StatementKind.BALANCE
        and "us-gaap:Assets" in concepts
        and not concepts.isdisjoint(_EQUITY)
    )


def _printed(each: MappedStatement) -> _Printed:
    """The digits of every figure of a standard element."""
    found: _Printed = {}
    for place, amount in amounts_of(each):
        found.setdefault(place, amount.digits)
    return found


def _are_two(here: _Printed, there: _Printed) -> bool:
    """Whether hardly a figure of what both report stands anywhere under its element in the other."""
    known = {(concept, digits) for (concept, _), digits in there.items()}
    shared = here.keys() & there.keys()
    apart = sum((place[0], here[place]) not in known for place in shared)
    return len(shared) >= _ENOUGH and 4 * apart > 3 * len(shared)
