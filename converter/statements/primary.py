"""Which tables that look like statements are the filing's primary statements.

A filing also condenses, discusses and explains its statements: quarter by quarter, over five or ten years, beside the
changes from year to year, in notes. Such a table has a statement's labels, but it is none where another table of the
filing has the statement's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from converter.statements import vocabulary
from converter.statements.body import Body, is_remark
from converter.statements.classify import FACE, Classified, is_bare_name, is_enumerated, label_scores
from converter.statements.dates import PartialDate, read_period_text
from converter.statements.plans import is_of_plan
from converter.statements.scale import read_scale
from converter.statements.statement import Basis, StatementKind
from converter.statements.wording import words
from converter.tables.grid import FigureKind

SERIES = 4  # different years, or quarters, in the heads of a table: more than a statement compares
MIXED = 2  # by their labels so much of an income statement is told among balances, and rows are read one by one
SHORT = 2  # times as many rows as a table without a name the named statement has, and the table condenses one
FEW = 10  # rows: a statement has more
REPEATED = Decimal("0.7")  # of a table's amounts: so many stand in the statements too where it is taken from them
LEAST = 10  # smaller figures are found anywhere
LEAD_WORDS = 4  # of a sentence that leads to a table; fewer are a heading
NOTE_LINES = 4  # lines above a table among which the number of its note may stand
TABLED = (StatementKind.BALANCE, StatementKind.INCOME, StatementKind.CASH_FLOW)  # kinds that are told by their labels

Found = Sequence[tuple[Body, Classified | None]]


def settle_kinds(found: Found) -> list[Classified | None]:
    """The classified tables, those that are no primary statements as what they are."""
    primary = {place for place, (body, classified) in enumerate(found) if classified and _is_primary(body, classified)}
    amounts = {kind: _all_amounts(found, primary, kind) for kind in TABLED}
    rows = {
        kind: max((len(found[p][0].rows) for p in primary if _kind(found, p) is kind), default=0) for kind in TABLED
    }
    of_income = any(_kind(found, place) is StatementKind.COMPREHENSIVE_INCOME for place in primary)
    result: list[Classified | None] = []
    for place, (body, classified) in enumerate(found):
        if classified is None or _is_of_plan(body, classified):
            pass
        elif classified.kind is StatementKind.OTHER:
            if _goes_on_in_equity(found, place, result):
                classified = replace(classified, kind=StatementKind.EQUITY, shape=StatementKind.EQUITY, by_shape=False)
        elif classified.kind is StatementKind.COMPREHENSIVE_INCOME:
            if _notes_income(body, classified, of_income):
                classified = _note(classified)
        elif classified.kind in TABLED:
            kept = place in primary or (_goes_with(found, place, primary, result) and not _leads(body, classified))
            if classified.title is None and _follows_summary(found, place, result):
                classified = _summary(body, classified)
            elif not kept or _is_series(body, classified):
                classified = _settled(body, classified, amounts[classified.kind], rows[classified.kind])
        result.append(classified)
    return result


def _is_of_plan(body: Body, classified: Classified) -> bool:
    """Whether a benefit plan reports it, whose statements the registrant's say nothing of."""
    return is_of_plan(body, classified.kind, "" if classified.title is None else body.titles[classified.title])


def _settled(body: Body, classified: Classified, amounts: frozenset[Decimal], rows: int) -> Classified:
    """`amounts` are those of the filing's primary statements; none where no table has the name of the kind. `rows` are
    those of the longest of the kind."""
    if classified.named:
        return _note(classified) if amounts and _mentions(body, classified) else classified
    if classified.title is not None:
        certain = amounts or _is_series(body, classified) or not _is_whole(classified)
        return _summary(body, classified) if certain else classified
    aside = amounts and (_is_series(body, classified) or _is_aside(body, amounts) or _is_short(body, rows))
    return _summary(body, classified) if aside or _is_quarterly(body, classified) else classified


def _leads(body: Body, classified: Classified) -> bool:
    """Whether the line that names a statement is the end of a sentence that leads to the table."""
    line = "" if classified.title is None else body.titles[classified.title].strip()
    return line.endswith(":") and not line.isupper() and _support(classified) < vocabulary.kinds().threshold


def _notes_income(body: Body, classified: Classified, primary: bool) -> bool:
    """Whether a table of comprehensive income stands in a note; `primary`: the filing has a statement of it."""
    if classified.named:
        return False
    if classified.title is not None:
        return primary or not is_bare_name(body.titles[classified.title])
    return primary or _is_note(body)


def _kind(found: Found, place: int) -> StatementKind | None:
    classified = found[place][1]
    return None if classified is None else classified.kind


def _is_primary(body: Body, classified: Classified) -> bool:
    known = vocabulary.kinds()
    if (
        not classified.named
        or classified.title is None
        or {"pro", "forma"} <= set(words(body.titles[classified.title]))
    ):
        return False
    return classified.kind in FACE and (classified.kind not in TABLED or _support(classified) >= known.threshold)


def _support(classified: Classified) -> int:
    """How much the labels say for the kind."""
    return classified.score - (vocabulary.kinds().title_weight if classified.title is not None else 0)


def _is_whole(classified: Classified) -> bool:
    return _support(classified) >= 2 * vocabulary.kinds().threshold


def _mentions(body: Body, classified: Classified) -> bool:
    """Whether the line that names a statement only speaks of it: no label of the table says that it is one, or few do
    and the table is short or the line no name."""
    line = "" if classified.title is None else body.titles[classified.title].strip()
    if line in vocabulary.kinds().plan.titles:
        return False
    support = _support(classified)
    if support >= vocabulary.kinds().threshold:
        return False
    return not support or not (line.isupper() or (is_bare_name(line) and len(body.rows) >= FEW))


def _summary(body: Body, classified: Classified) -> Classified:
    """A table that sums up or discusses statements; without the labels of one no more than a note."""
    known = vocabulary.kinds()
    if _support(classified) < known.threshold:
        return _note(classified)
    balances = classified.kind is StatementKind.BALANCE
    flows = balances and label_scores([row.label for row in body.rows]).get(StatementKind.INCOME, 0) >= MIXED
    return replace(classified, kind=StatementKind.SELECTED, shape=classified.kind, by_shape=not flows)


def _note(classified: Classified) -> Classified:
    """A table that is no more than a note on the statement that its title speaks of."""
    return replace(classified, kind=StatementKind.OTHER, shape=classified.kind, by_shape=True)


def _is_series(body: Body, classified: Classified) -> bool:
    """More quarters or years side by side than a statement compares, without a statement's name."""
    years = {day.year for day in _days(body) if day.year is not None}
    return _is_quarterly(body, classified) or (not classified.named and len(years) >= SERIES)


def _is_quarterly(body: Body, classified: Classified) -> bool:
    quarters = {quarter for head in body.heads for quarter in read_period_text(head).quarters}
    months = {day.month for day in _days(body) if day.month is not None}
    ordinals = vocabulary.periods().ordinals
    quarters |= {ordinals[word] for head in body.heads for word in words(head) if word in ordinals}
    of_year = quarters & {1, 2, 3, 4}
    return not classified.named and (len(of_year) >= SERIES - 1 or len(months) >= SERIES)


def _days(body: Body) -> list[PartialDate]:
    return [day for head in body.heads for day in read_period_text(head).dates]


def _is_aside(body: Body, amounts: frozenset[Decimal]) -> bool:
    """Whether a table without a title of its own stands in a note, compares, is of no time, or is taken from a
    statement."""
    if _is_note(body):
        return True
    bases = vocabulary.bases().bases
    if any(bases.first(head) in _COMPARING for head in body.heads):
        return True
    if len(body.columns) == 1 and not any(
        read_period_text(text).dates for text in (*body.heads, *body.titles[-NOTE_LINES:])
    ):
        return True
    own = _amounts(body)
    repeated = sum(amount in amounts for amount in own)
    return len(own) < len(amounts) and repeated >= REPEATED * len(own) and len(own) > 1


def _is_short(body: Body, rows: int) -> bool:
    """Whether a table condenses a statement of so many rows. The panels of consolidating statements do that too, whole
    sets of them, and are left what they are."""
    parts = sum(head in vocabulary.bases().component for head in body.heads)
    return len(body.rows) * SHORT <= rows and parts < 2


_COMPARING = (Basis.CHANGE, Basis.PREVIOUSLY_REPORTED)


def _is_note(body: Body) -> bool:
    """Whether a note's number stands above the table, or a sentence that leads to it."""
    near = body.titles[-NOTE_LINES:]
    if any(is_enumerated(title) for title in near):
        return True
    said = [title for title in near if _is_lead(title) or not (is_remark(title) or read_scale(title) is not None)]
    return bool(said) and _is_lead(said[-1])


def _is_lead(line: str) -> bool:
    plain = _ASIDE.sub("", line).strip()
    return plain.endswith(":") and len(words(plain)) >= LEAD_WORDS and not plain.isupper()


_ASIDE = re.compile(r"\([^()]{0,60}\)")


def _follows_summary(found: Found, place: int, settled: Sequence[Classified | None]) -> bool:
    """Whether a table without a title has the heads of the one before, which is no primary statement."""
    after = settled[place - 1] if place else None
    (body, classified), (before, other) = found[place], found[place - 1]
    return (
        classified is not None
        and other is not None
        and after is not None
        and other.kind is classified.kind
        and after.kind not in FACE
        and len(body.heads) > 1
        and body.names == before.names
    )


def _goes_on_in_equity(found: Found, place: int, settled: Sequence[Classified | None]) -> bool:
    """Whether a table is the next period of the statement of equity right before it: from balance to balance, under
    the heads of its components."""
    body, before = found[place][0], found[place - 1][0]
    after = settled[place - 1] if place else None
    if after is None or after.kind is not StatementKind.EQUITY or before.grid.part != body.grid.part:
        return False
    ours, theirs = ({words(name) for name in each.names if words(name)} for each in (body, before))
    parts = sum(head in vocabulary.bases().equity for head in body.heads)
    shared = len(ours & theirs) * 3 >= 2 * min(len(ours), len(theirs))
    labels = [words(row.label) for row in body.rows if any(cell.figure is not None for cell in row.cells)]
    balanced = len(labels) > 2 and all(_BALANCES & set(label[:2]) for label in (labels[0], labels[-1]))
    return parts >= 2 and len(ours) > 2 and shared and balanced


_BALANCES = frozenset({"balance", "balances"})


def _goes_with(found: Found, place: int, primary: set[int], settled: Sequence[Classified | None]) -> bool:
    """Whether a table goes on with the statement right before it, or begins the one right after it, under the same name
    or none."""
    before = next((other for other in reversed(range(place)) if settled[other] is not None), None)
    after = place + 1
    if before is not None and _same(found, place, before, settled[before]):
        return True
    return after in primary and bool(_name_of(found, place)) and _same(found, place, after, found[after][1])


def _same(found: Found, place: int, other: int, settled: Classified | None) -> bool:
    (body, classified), (beside, _) = found[place], found[other]
    if classified is None or settled is None or settled.kind is not classified.kind:
        return False
    if beside.grid.part != body.grid.part or len(beside.columns) != len(body.columns):
        return False
    ours, theirs = _name_of(found, place), _name_of(found, other)
    return ours <= theirs or theirs <= ours


def _name_of(found: Found, place: int) -> set[str]:
    body, classified = found[place]
    if classified is None or classified.title is None:
        return set()
    return set(words(body.titles[classified.title])) - vocabulary.kinds().filler


def _amounts(body: Body) -> frozenset[Decimal]:
    """The amounts of a table, without their signs."""
    return frozenset(
        abs(cell.figure.value)
        for row in body.rows
        for cell in row.cells
        if cell.figure is not None
        and cell.figure.kind is FigureKind.NUMBER
        and cell.figure.value is not None
        and abs(cell.figure.value) >= LEAST
    )


def _all_amounts(found: Found, primary: set[int], kind: StatementKind) -> frozenset[Decimal]:
    """The amounts of all primary statements, where one is of the kind."""
    if not any(found[place][1].kind is kind for place in primary):  # type: ignore[union-attr]
        return frozenset()
    return frozenset(amount for place in primary for amount in _amounts(found[place][0]))
