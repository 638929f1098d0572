"""Statements of another entity in the same filing: a subsidiary, a tracked group, a joint registrant, a business that
is bought, a company that the notes summarize, an employee benefit plan, the registrant without its subsidiaries.

The contexts of a report are the registrant's. A statement is another entity's where the page says so and nothing speaks
against it: the name above it is a joint registrant's, or a company's that is not the registrant and whose figures
contradict the registrant's or stand beside statements that name the registrant; or the figures of a full statement
contradict the registrant's, and the text that introduces it, the heading of its note or the opinion before it says
whose they are. Its facts have a member on `dei:LegalEntityAxis`, or are the parent company's. Where nothing names it,
it stays text: whose it is is not certain. (Tables of parts, which no words tell, are `scope`'s.)

    witness (headings, introductions, opinions), plan_names   what the pages say
    agreement                                                 what the figures say
    following                                                 what goes on after the statements of an entity
"""

from __future__ import annotations

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
from converter.report.following import Whose, carry_joint, carry_sets
from converter.report.headings import Heading, same_name, sets_side_by_side, shows_acquired
from converter.report.opinions import opinion_above
from converter.report.plan_names import plan_name
from converter.report.rows import PRIMARY
from converter.report.titles import is_face_title
from converter.report.witness import Witness
from converter.statements.statement import StatementKind

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
_SUMMARIES = (StatementKind.SELECTED, StatementKind.OTHER)
_ENOUGH = 5  # places that two statements must share before they can be told apart
_NEAR = 4000  # characters between statements of one set

# Additional exhibits. An annual report to shareholders (EX-13) is the registrant's whatever else the filing shows.
_EXHIBITS = ("EX-99", "EX-28")

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
    return Entities(finder.whose.named, frozenset(finder.whose.unnamed))


class _Finder:
    def __init__(
        self, mapped: tuple[MappedStatement, ...], document: Document, own: Sequence[str], joint: Sequence[str]
    ) -> None:
        self._document = document
        self._witness = Witness(mapped, document, own, joint)
        self._acquired = bool(own) and shows_acquired(document)
        self._primary = [each for each in mapped if each.statement.kind in PRIMARY and not each.statement.of_plan]
        self._leading: list[MappedStatement] = []
        self.whose = Whose()

    def settle(self) -> None:
        self._plans()
        self._exhibits()
        own = [each for each in self._primary if self._witness.is_own_by_name(each)]
        leading = own or [each for each in self._primary if not self._witness.speaks_of_another(each)]
        if not leading and not self._acquired:
            leading = self._primary
        self._leading = [each for each in leading if each.statement.id not in self.whose.named]
        totals = _totals(sorted(self._leading, key=lambda each: not is_face_title(each.statement.title)))
        for each in self._primary if self._witness.own else ():
            if each.statement.id not in self.whose.named and not sets_side_by_side(each.statement.title):
                self._by_heading(each, totals, own)
        self._summaries(totals)
        self._introduced_together()
        self._by_company(totals)
        self._by_parent()
        self._with_notes()
        self._by_opinion(totals)
        self._left_open_together()
        if self._witness.joint:
            carry_joint(self._witness, self.whose, self._primary)
        carry_sets(self._witness, self.whose)

    # --- employee benefit plans

    def _plans(self) -> None:
        """By the name above each; a table in their notes is the plan's whose statements, and no other's, stand in its
        document."""
        of_plans = [each.statement for each in self._witness.mapped if each.statement.of_plan]
        plans: dict[int, dict[str, None]] = defaultdict(dict)
        for statement in of_plans:
            page = self._witness.page(statement)
            told = statement.kind in PRIMARY or is_face_title(statement.title)
            found = plan_name(statement, page) if page is not None and told else None
            if found is not None:
                plans[statement.part][found.plan] = None
                self.whose.named[statement.id] = found.full
                self.whose.plans |= {found.plan, found.full}
        for statement in of_plans:
            known = list(plans[statement.part])
            if statement.id not in self.whose.named:
                if len(known) != 1 or statement.kind in PRIMARY:
                    self.whose.unnamed.add(statement.id)
                    continue
                self.whose.named[statement.id] = known[0]
            if len(known) == 1:
                self.whose.sets[statement.id] = known[0]

    # --- exhibits that contradict the report

    def _exhibits(self) -> None:
        parts: dict[int, _Printed] = {}
        told = self._told_by_report()
        for each in self._witness.mapped:
            kinds = _COMPARED if self._is_exhibit(each.statement.part) else told
            if each.statement.kind in kinds and not each.statement.of_plan:
                parts.setdefault(each.statement.part, {}).update(_printed(each))
        leading: list[int] = []
        for part in sorted(parts):
            is_exhibit = self._is_exhibit(part)
            if is_exhibit and any(_are_two(parts[part], parts[before]) for before in leading):
                name = self._name_of_part(part)
                self.whose.named |= {
                    each.statement.id: name
                    for each in self._witness.mapped
                    if each.statement.part == part and not each.statement.of_plan
                }
            else:
                leading.append(part)

    def _told_by_report(self) -> tuple[StatementKind, ...]:
        """What the report itself says is in its statements and selected figures; where it takes all of them in from
        elsewhere, in the tables of its discussion."""
        kinds = (*_COMPARED, StatementKind.SELECTED)
        report = [each.statement for each in self._witness.mapped if not self._is_exhibit(each.statement.part)]
        return kinds if any(each.kind in kinds for each in report) else (*kinds, StatementKind.OTHER)

    def _is_exhibit(self, part: int) -> bool:
        return self._document.parts[part].type.upper().startswith(_EXHIBITS)

    def _name_of_part(self, part: int) -> str:
        names = [
            name
            for each in self._witness.mapped
            if each.statement.part == part and each.statement.kind in _COMPARED
            if (name := self._witness.heading(each).name)
        ]
        return names[0] if names else f"Entity of {self._document.parts[part].type}"

    # --- names above statements

    def _by_heading(self, each: MappedStatement, totals: Amounts, own: list[MappedStatement]) -> None:
        heading, statement = self._witness.heading(each), each.statement
        differs = _differs(each, totals)
        name = heading.name if heading.name and not self._witness.is_own(heading.name) else None
        joint = next((other for other in self._witness.joint if name and same_name(name, other)), None)
        if joint is None and (heading.parent or (differs and self._witness.is_parent_alone(each))):
            if statement.kind is not StatementKind.PARENT_ONLY and _differs(each, totals, _TOTALS) is not False:
                self.whose.named[statement.id] = PARENT
        elif differs is False and not (joint is not None and _has_kind(own, statement.kind)):
            return
        elif joint is not None:
            self.whose.named[statement.id] = joint
        elif name is not None and self._is_company(heading, differs, statement.kind, own):
            self.whose.named[statement.id] = self.whose.known(name)
        elif differs and _is_full(each):
            told = self._witness.introduced(each)
            if told is not None:
                self.whose.named[statement.id] = self.whose.told[statement.id] = told
            else:
                self.whose.unnamed.add(statement.id)

    def _summaries(self, totals: Amounts) -> None:
        """Balance sheets in notes, which are no primary statements, with other totals than the registrant's."""
        for each in self._witness.mapped if self._witness.own else ():
            statement = each.statement
            if statement.kind not in _SUMMARIES or statement.id in self.whose.named or not _has_both_sides(each):
                continue
            if sets_side_by_side(statement.title) or not _differs(each, totals):
                continue
            told = self._witness.introduced(each)
            if told is not None:
                self.whose.named[statement.id] = self.whose.told[statement.id] = told
            elif self._witness.is_in_note_on_others(each):
                self.whose.unnamed.add(statement.id)

    def _introduced_together(self) -> None:
        """Tables beside one that the text introduces are the same entity's where the text introduces both at once."""
        for ordered in (self._witness.mapped, self._witness.mapped[::-1]):
            for one, each in pairwise(ordered):
                name, statement = self.whose.told.get(one.statement.id), each.statement
                if (
                    name is None
                    or one.statement.part != statement.part
                    or not _near(one.statement.span, statement.span)
                ):
                    continue
                if (
                    statement.id not in self.whose.named
                    and (told := self._witness.introduced(each))
                    and same_name(told, name)
                ):
                    self.whose.unnamed.discard(statement.id)
                    self.whose.named[statement.id] = self.whose.told[statement.id] = name

    def _is_company(
        self, heading: Heading, differs: bool | None, kind: StatementKind, own: list[MappedStatement]
    ) -> bool:
        """A company's name that contradicts the registrant's totals, or stands over a statement of a kind that the
        registrant's name stands over elsewhere, or in a report of a purchase; in a joint filing any name that
        contradicts."""
        if not heading.corporate:
            return bool(differs and self._witness.joint)
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
                whose = self.whose.named.get(one.id)
                if whose == PARENT:
                    if one.span.start < two.span.start and "consolidated" not in two.title.lower():
                        self.whose.named[two.id] = PARENT
                elif differs is not False:
                    if whose is not None:
                        self.whose.named[two.id] = whose
                    elif one.id in self.whose.unnamed:
                        self.whose.unnamed.add(two.id)

    def _by_parent(self) -> None:
        """The further tables of a note on the parent company, right after its statements."""
        for before, each in pairwise(self._witness.mapped):
            one, two = before.statement, each.statement
            follows = self.whose.named.get(one.id) == PARENT or one.kind is StatementKind.PARENT_ONLY
            is_table = two.kind in (StatementKind.SELECTED, StatementKind.OTHER) and two.id not in self.whose.named
            if follows and is_table and one.part == two.part and _near(one.span, two.span):
                if self._witness.is_parent_alone(each):
                    self.whose.named[two.id] = PARENT

    def _left_open_together(self) -> None:
        """A table that one sentence introduces together with one whose entity nobody knows is no better known."""
        for before, each in pairwise(self._witness.mapped):
            one, two = before.statement, each.statement
            is_open = one.id in self.whose.unnamed and not one.of_plan and two.id not in self.whose.named
            if is_open and one.part == two.part and _near(one.span, two.span):
                sentence = self._witness.introduction(each)
                if sentence is not None and sentence == self._witness.introduction(before):
                    self.whose.unnamed.add(two.id)

    def _with_notes(self) -> None:
        """Companies named above their statements, whose notes go on under the same name."""
        for each in self._primary:
            name = self.whose.named.get(each.statement.id)
            if name is None or name == PARENT or name in self._witness.joint or each.statement.id in self.whose.told:
                continue
            if self._witness.has_notes(each, name):
                self.whose.sets[each.statement.id] = name

    def _is_open(self, each: MappedStatement, beside: StatementKind, differs: bool | None) -> bool:
        """Whether nothing says yet whose a statement is; the registrant's name may head every page."""
        statement = each.statement
        return (
            statement.id not in self.whose.named
            and statement.id not in self.whose.unnamed
            and (bool(differs) or not self._witness.is_headed(each))
            and not sets_side_by_side(statement.title)
            and (statement.kind is not beside or bool(self._witness.joint))
            and self._has_own(statement.kind, statement.id)
        )

    def _has_own(self, kind: StatementKind, besides: str) -> bool:
        return any(
            each.statement.kind is kind
            and each.statement.id not in (besides, *self.whose.unnamed)
            and each.statement.id not in self.whose.named
            for each in self._primary
        )

    # --- opinions

    def _by_opinion(self, totals: Amounts) -> None:
        """Statements that nothing else names are the entity's of which the opinion before them speaks."""
        for each in self._primary:
            if each.statement.id in self.whose.unnamed:
                name = self._opined(each, totals)
                if name is not None:
                    self.whose.named[each.statement.id] = self.whose.sets[each.statement.id] = self.whose.known(name)
        self.whose.unnamed -= self.whose.named.keys()

    def _opined(self, each: MappedStatement, totals: Amounts) -> str | None:
        """The name in the nearest opinion above a statement, where no other statement stands between that is the
        registrant's, and no opinion follows the statements that it is on."""
        part, line = each.statement.part, self._witness.line(each)
        found = opinion_above(self._witness.opinions_of(part), line)
        if found is None or self._witness.is_own(found.name):
            return None
        leading = {other.statement.id for other in self._leading} - self.whose.unnamed - self.whose.named.keys()
        for other in self._primary:
            if other.statement.part != part or other.statement.id == each.statement.id:
                continue
            if other.statement.id in leading and found.line < self._witness.line(other) < line:
                return None
            if other.statement.id in self.whose.unnamed and _is_full(other) and self._witness.line(other) < found.line:
                earlier = opinion_above(self._witness.opinions_of(part), self._witness.line(other))
                if earlier is None or self._witness.is_own(earlier.name):
                    return None
        return found.name


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
    return each.statement.kind is StatementKind.BALANCE and _has_both_sides(each)


def _has_both_sides(each: MappedStatement) -> bool:
    """Whether a table has both the sides of a balance sheet."""
    concepts = {mapping.concept for mapping in each.mappings if mapping.decision is Decision.STANDARD}
    return "us-gaap:Assets" in concepts and not concepts.isdisjoint(_EQUITY)


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
