"""Rows whose figures belong to another period than their column's: balances within a statement of flows.

"Cash at beginning of period" is an instant on the eve of the column's period, "Balance, December 31, 1998" the instant
that the label names, "Total assets" in a five-year summary the instant at which the year ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum

from converter.statements import vocabulary
from converter.statements.body import is_period_heading
from converter.statements.dates import PartialDate, read_period_text
from converter.statements.fiscal import complete
from converter.statements.statement import Measure, Period
from converter.statements.wording import PhraseTable, words
from converter.tables.grid import Figure


def moment(label: str, section: Sequence[str]) -> str | None:
    """ "opening" or "closing" for a balance at the start or end of the column's period."""
    tables = vocabulary.rows()
    text = words(label)
    if not _has(tables["held"], text):
        if not (section and _has(tables["held"], words(section[-1])) and len(text) <= 4):
            return None
    return _edge(text) or _headed(text, section)


def _edge(text: tuple[str, ...]) -> str | None:
    tables = vocabulary.rows()
    if _has(tables["opening"], text):
        return "opening"
    return "closing" if _has(tables["closing"], text) and not {"ended", "during"} & set(text) else None


def _headed(text: tuple[str, ...], section: Sequence[str]) -> str | None:
    """What the heading right above says, "Balance at beginning of period" over the names of the partners."""
    heading = words(section[-1]) if section else ()
    if heading[:1] not in (("balance",), ("balances",)) or len(heading) > _SHORT:
        return None
    if _has(vocabulary.rows()["flow"], text) or (MOVING | _CHANGING) & set(text):
        return None
    return _edge(heading)


_CHANGING = frozenset(
    {"contributions", "distributions", "withdrawals", "issued", "issuance", "transfers", "net", "repurchase"}
)


def row_period(
    label: str,
    section: Sequence[str],
    column: Period,
    lean: Lean,
    measure: Measure,
    agreed: bool | None = None,
    ending: bool = False,
) -> Period | None:
    """The period of a row's figure in a column that reports a duration; None where it may be either. `agreed` is
    whether it is a balance as the sum that it is part of tells. `ending` says that days over the columns are those on
    which years end, not of balances."""
    told = is_balance(label, section, measure)
    if column.start is None:
        if lean is Lean.FLOWS_ONLY or agreed:
            return column
        return None if told is False or (ending and told is None) else column
    edge = edge_of(label, section, column)
    if edge is not None:
        return edge
    if lean is Lean.FLOWS_ONLY:
        return Period(column.end) if _holds_cash(label, section) else column
    if lean is Lean.UNCLEAR:
        if agreed is None or _headed_kind(section) is not agreed:
            return None
        return Period(column.end) if agreed else column
    balance = told if agreed is None else agreed
    if lean is not Lean.EITHER and (balance is None or lean is Lean.BALANCES):
        balance = lean is Lean.BALANCES
    if balance is None:
        return None
    return Period(column.end) if balance else column


def edge_of(label: str, section: Sequence[str], column: Period) -> Period | None:
    """The instant at which a column's period begins or ends, where the label says that its balance is of that time:
    "cash at beginning of year", "cash at December 31" in a year that ends then."""
    if column.start is None:
        return None
    eve = column.start - timedelta(1)
    when = moment(label, section)
    if when is not None:
        return Period(eve if when == "opening" else column.end)
    said = set(words(label))
    if not said & {"cash", "balance", "balances", "equity"} or said & MOVING:
        return None
    found = read_period_text(label)
    days = [(day.month, day.day) for day in found.dates]
    if days == [(column.start.month, column.start.day), (column.end.month, column.end.day)] and not found.durations:
        return Period(column.end)  # "Balance at January 1 and December 31"
    if len(found.dates) != 1 or found.durations or found.start is not None or found.dates[0].day is None:
        return None
    named = found.dates[0]
    for day, edge in ((column.end, column.end), (column.start, eve), (eve, eve)):
        if (named.month, named.day) == (day.month, day.day) and named.year in (None, day.year):
            return Period(edge)
    return None


def is_cash(label: str) -> bool:
    """Whether a label has no words but those of cash on hand, "Total cash and restricted cash"."""
    text = words(label)
    known = vocabulary.rows()["cash_words"]
    return "cash" in text and all(_has(known, (word,)) for word in text)


def column_moments(heads: Sequence[str], names: Sequence[str]) -> tuple[str | None, ...] | None:
    """ "opening" or "closing" for the columns of a schedule that runs across the page, from the balance at the start of
    its period through what changed it to the balance at its end (Regulation S-X, Schedule II); None for others."""
    if dated_across(heads) is not None:
        days = _balance_days(heads)
        first = min(day for day in days if day is not None)
        return tuple(None if day is None else "opening" if day == first else "closing" for day in days)
    for texts in (heads, names):
        found = tuple(moment(text, ()) for text in texts)
        if found.count("opening") == found.count("closing") == 1:
            return found
        half = found.count("opening") + found.count("closing") == 1  # the one half of a schedule in two panels
        if half and any(_MOVED & set(words(text)) for text in texts):
            return found
    return None


def dated_across(heads: Sequence[str]) -> Period | None:
    """The time between the balances of such a schedule whose heads name their days, "Balance December 31, 1997" and
    "Balance December 31, 1998"; None for others."""
    days = [day for day in _balance_days(heads) if day is not None]
    if len(days) != 2 or not any(_MOVED & set(words(head)) for head in heads):
        return None
    first, last = sorted(days)
    return Period(last, first + timedelta(1)) if 300 < (last - first).days <= 400 else None


def _balance_days(heads: Sequence[str]) -> list[date | None]:
    """The days of the balances; where no head calls one so, those of bare days before and after columns of changes."""
    called = [_balance_day(head) for head in heads]
    if any(called) or len(heads) < 3 or any(read_period_text(head).dates for head in heads[1:-1]):
        return called
    bare = [complete(day) for head in (heads[0], heads[-1]) for day in _days_alone(head)]
    first, last = bare if len(bare) == 2 else (None, None)
    return [first, *called[1:-1], last] if first is not None and last is not None and first < last else called


def _days_alone(head: str) -> Sequence[PartialDate]:
    text = read_period_text(head)
    whole = len(text.dates) == 1 and text.dates[0].day is not None and not (text.durations or text.ended)
    return text.dates if whole and is_period_heading(head) else ()


def _balance_day(head: str) -> date | None:
    days = [found for found in read_period_text(head).dates if found.month is not None]
    if len(days) != 1 or not days[0].is_complete or not {"balance", "balances"} & set(words(head)):
        return None
    return complete(days[0])


_MOVED = frozenset({"additions", "deductions", "charged", "increase", "decrease", "change", "changes", "adjustments"})


def across_period(when: str | None, period: Period) -> Period | None:
    """The period of a figure in such a schedule, in the column `when`, of which the table says `period`."""
    if when == "closing":
        return Period(period.end)
    if period.start is None:
        return None
    return Period(period.start - timedelta(1)) if when == "opening" else period


def _holds_cash(label: str, section: Sequence[str]) -> bool:
    tables = vocabulary.rows()
    return _has(tables["cash_rows"], words(label)) or any(
        _has(tables["cash_headings"], words(heading)) for heading in section
    )


# words that speak of cash that came or went, of which a date in the label is not the date
MOVING = frozenset({"paid", "received", "provided", "used", "increase", "decrease", "change", "from", "dividends"})
# words with which only balances begin
STANDING = frozenset({"accrued", "prepaid", "unearned", "accumulated", "unamortized", "unrealized"})
# what joins a flow to the balance that it changes
OF = frozenset({"of", "on", "in", "from", "for", "to"})


class Lean(Enum):
    """What the rows of a table report where their labels do not tell."""

    FLOWS_ONLY = "flows only"
    FLOWS = "flows"
    BALANCES = "balances"
    EITHER = "either"  # each row what its own words say
    UNCLEAR = "unclear"


def lean(labels: Sequence[tuple[str, Sequence[str], Measure]], title: str = "") -> Lean:
    """The side to which the labels of a mixed table lean, with hardly an exception; one is enough of a label that says
    what the title does, where none says the opposite."""
    votes = [is_balance(*label) for label in labels]
    balances, flows = votes.count(True), votes.count(False)
    told = is_balance(title, (), Measure.MONEY) if title else None
    if told is not None and votes.count(told) and not votes.count(not told):
        return Lean.BALANCES if told else Lean.FLOWS
    if told is not None and [is_balance(label, (), measure) for label, _, measure in labels].count(not told) < 3:
        return Lean.UNCLEAR  # no more than headings say otherwise, which may be those of further tables
    if balances >= 3 and balances > 5 * flows:
        return Lean.BALANCES
    return Lean.FLOWS if flows >= 3 and flows > 5 * balances else Lean.UNCLEAR


# sums of a balance sheet, whatever heading stands above them
_STANDING_SUMS = {("total", "assets"), ("total", "liabilities"), ("working", "capital")}
_STANDING_SUMS |= {(whose, "equity") for whose in ("stockholders", "shareholders", "shareowners", "total")}
_STANDING_HEADINGS = {("inventories",), ("inventory",), ("receivables",), ("accounts", "receivable")}
_ALONE = (("equity",), ("debt",))  # balances where no other word stands beside them
_AVERAGES = frozenset({"average", "averages"})
_OVER_TIME = frozenset(
    {"assumed", "return", "during", "change", "changes", "maximum", "highest", "largest", "peak", "yield"}
)


def is_balance(label: str, section: Sequence[str], measure: Measure) -> bool | None:
    """Whether a row of a mixed table reports a balance; None where its words do not tell."""
    tables = vocabulary.rows()
    text = words(label)
    flows = list(tables["flow"].find(text))
    flow = [end for _, end, _ in flows]
    if text in _ALONE or (text[:1] and text[0] in STANDING):
        return True
    if any(start == 0 for start, _, _ in tables["standing"].find(text)):
        return True
    if _is_of_flow(text, [(start, end) for start, end, _ in flows]):
        return False  # "sales of equipment", "net increase in debt", "income before debt service"
    if measure in (Measure.PER_SHARE, Measure.SHARES):
        return "book" in text or ("outstanding" in text and "average" not in text and "end" in text)
    if measure is Measure.PERCENT and section and _has(tables["rate_headings"], words(section[-1])):
        return True
    averaged = any(_AVERAGES & set(words(heading)[:3]) for heading in section)
    if any(_has(tables["instant_headings"], words(heading)) for heading in section) and not flow and not averaged:
        return True
    if section and words(section[-1]) in _STANDING_HEADINGS and not flow:
        return True
    instant = [end for _, end, _ in tables["instant"].find(text)]
    if section and _has(tables["flow_headings"], words(section[-1])) and text[:2] not in _STANDING_SUMS:
        return False  # "Deposits" below "Interest expense:"
    if averaged or (_OVER_TIME | _AVERAGES) & set(text):
        return False
    if instant and flow:
        return max(instant) > max(flow) or max(instant) == len(text) or None
    return True if instant else False if flow else None


def _is_of_flow(text: tuple[str, ...], flows: Sequence[tuple[int, int]]) -> bool:
    """Whether a label begins with flows and goes on with what they are flows of, or stand before."""
    begun = first = 1 if text[:1] == ("net",) and not any(start == 0 for start, _ in flows) else 0
    while (end := max((end for start, end in flows if start <= begun < end), default=None)) is not None:
        begun = end
    if text[1:2] and text[1] in OF and any(start == 0 for start, _ in flows):
        return True
    return first < begun < len(text) and text[begun] in OF | {"before"}


def carries(label: str) -> bool:
    """Whether a row is an end of a roll-forward: called by a day, by the beginning or by the end of a period."""
    tables, text = vocabulary.rows(), words(label)
    return bool(read_period_text(label).dates) or _has(tables["opening"], text) or _has(tables["closing"], text)


def _headed_kind(section: Sequence[str]) -> bool | None:
    """Whether the heading right above is one of balances; None where it does not tell."""
    tables = vocabulary.rows()
    heading = words(section[-1]) if section else ()
    flow, instant = _has(tables["flow_headings"], heading), _has(tables["instant_headings"], heading)
    return None if flow is instant else instant


def by_sums(votes: Sequence[bool | None], sums: Sequence[tuple[int, Sequence[int]]]) -> dict[int, bool]:
    """For rows of which `votes` says whether they report balances: what the total of their sum says for all of its
    parts, unless they all say the opposite. "Equipment" is sales where it adds up to total sales."""
    found: dict[int, bool] = {}
    for total, parts in sums:
        told = votes[total]
        if told is not None and any(votes[part] is not (not told) for part in parts):
            found.update((row, told) for row in (total, *parts))
    return found


def of_one_mind(votes: Sequence[bool | None], sums: Sequence[tuple[int, Sequence[int]]]) -> dict[int, bool]:
    """For the rows of sums whose words say nothing else than that all are balances, or all flows: where the total says
    so and another with it, or three of the parts do."""
    found: dict[int, bool] = {}
    for total, parts in sums:
        said = {votes[row] for row in (total, *parts)} - {None}
        count = sum(votes[row] is not None for row in (total, *parts))
        if len(said) == 1 and count >= (2 if votes[total] is not None else 3):
            found.update((row, said == {True}) for row in (total, *parts))
    return found


def is_change(label: str, figures: Sequence[Figure]) -> bool:
    """Whether a row of what cannot be below zero is so somewhere: "Receivables (2,917)" have grown or shrunk."""
    text = words(label)
    below = any(figure.value is not None and figure.value < 0 for figure in figures)
    return below and bool(_NEVER_BELOW & set(text[:3])) and text[:1] != ("less",)


_NEVER_BELOW = frozenset({"receivable", "receivables", "inventory", "inventories", "payable", "payables", "prepaid"})


def across_quarters(labels: Sequence[str]) -> bool:
    """Whether the rows of a table are quarters, and its columns what elsewhere are rows: nothing in it is certain, the
    rows that sum the quarters up included."""
    quarters = sum(map(_is_quarter, labels))
    return quarters >= 3 and 2 * quarters >= len(labels)


def _is_quarter(label: str) -> bool:
    text = [word for word in words(label) if not word.isdigit()]
    ordinals = vocabulary.periods().ordinals
    return (len(text) == 1 and text[0] in ordinals) or (bool(read_period_text(label).quarters) and len(text) <= 4)


def is_dated(label: str) -> bool:
    """Whether a row is called by a day ("January 27"), a quarter or a year alone, as in a table turned on its side."""
    text = read_period_text(label)
    if text.dates and is_period_heading(label):
        return True
    spoken = [word for word in words(label) if not word.isdigit()]
    dated = any(found.month is not None and found.day is not None for found in text.dates) or bool(text.quarters)
    return dated and len(spoken) <= 2


_OUTSTANDING = frozenset({"balance", "balances", "outstanding", "exercisable", "options"})


def named_balance(label: str, column: Period) -> Period | None:
    """Of a row called by the full date of its balance ("Outstanding at June 30, 1991") the instant, where its column's
    period begins or ends on that date; None where it does neither."""
    named = complete(read_period_text(label).dates[0])
    if named == column.end:
        return Period(column.end)
    if column.start is not None and named in (column.start, column.start - timedelta(1)):
        return Period(column.start - timedelta(1))
    return None


def names_balance(label: str) -> bool:
    """Whether a label says of which day its balance is: one full date, and no more."""
    text = read_period_text(label)
    return (
        words(label)[:1] != ()
        and words(label)[0] in _OUTSTANDING
        and not text.durations
        and len(text.dates) == 1
        and text.dates[0].is_complete
    )


def rolling(labels: Sequence[str]) -> frozenset[int]:
    """The rows of roll-forwards but for the balances that close them: "Balance at beginning of year" and what moved it,
    of no instant at which a column ends."""
    return frozenset(row for first, last in runs(labels) for row in range(first, first + 1 if last is None else last))


def runs(labels: Sequence[str]) -> list[tuple[int, int | None]]:
    """The rows of the balances that open and that close each roll-forward; None for one that nothing closes."""
    tables = vocabulary.rows()
    found: list[tuple[int, int | None]] = []
    for place, label in enumerate(labels):
        text = words(label)
        if len(text) > _SHORT:
            continue
        opens, closes = _has(tables["opening"], text), _has(tables["closing"], text)
        opened = bool(found) and found[-1][1] is None
        if not (opens or closes) and names_a_day(text):  # "Balance at December 1," to "Balance at November 30,"
            opens, closes = not opened, opened
        if opens and not closes:
            found.append((place, None))
        elif closes and opened and not opens:
            found[-1] = (found[-1][0], place)
    return found


def falling_due(labels: Sequence[str], headings: Sequence[bool]) -> frozenset[int]:
    """The rows of amounts by the years in which they fall due, told by one for those "thereafter": of no period that is
    reported, as far as the next heading."""
    found: set[int] = set()
    for place, label in enumerate(labels):
        if words(label)[:1] != ("thereafter",) or headings[place]:
            continue
        first = last = place
        while first and not headings[first - 1] and _is_due(labels[first - 1]):
            first -= 1
        while last + 1 < len(labels) and not headings[last + 1]:
            last += 1
        if place - first > 1:
            found.update(range(first, last + 1))
    return frozenset(found)


def _is_due(label: str) -> bool:
    return bool(_REST & set(words(label)[:1])) or is_period_heading(label)


_REST = frozenset({"remainder", "remaining", "balance"})  # of the year that has begun


def names_a_day(text: tuple[str, ...]) -> bool:
    """Whether the words of a label are those of a balance on a day of a month."""
    return text[:1] in (("balance",), ("balances",)) and any(word in vocabulary.periods().months for word in text)


_SHORT = 9  # words of a label that names an opening or closing balance


def _has(table: PhraseTable[bool], text: tuple[str, ...]) -> bool:
    return next(table.find(text), None) is not None
