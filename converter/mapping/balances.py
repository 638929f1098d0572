"""The balances that open and close a statement of flows are one element, whatever each row's label says of it.

equity      "Balance, December 31": total equity as the balance sheet names it; retained earnings in a statement of
            these that has no column for anything else
cash flow   "Cash at beginning of year", "Cash at end of year": as the balance sheet names it, else the surer of the two

A row that was given none of the elements, among others that were, gets theirs.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from converter.mapping.mapping import Decision, MappedStatement, Mapping, Origin
from converter.statements.statement import LineItem, Measure, StatementKind
from converter.statements.wording import words

_PARENT, _WHOLE = (
    "us-gaap:StockholdersEquity",
    ("us-gaap:StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest"),
)
_MINORITY = "us-gaap:MinorityInterest"
_EQUITY = frozenset((_PARENT, _WHOLE, "us-gaap:PartnersCapital", "us-gaap:MembersEquity"))
_CASH = frozenset(
    f"us-gaap:{name}"
    for name in (
        "Cash",
        "CashAndDueFromBanks",
        "CashAndCashEquivalentsAtCarryingValue",
        "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents",
    )
)
_RETAINED = "us-gaap:RetainedEarningsAccumulatedDeficit"
_KEPT = frozenset(("retained", "reinvested", "undistributed"))  # in the title of a statement of nothing else
_MORE = frozenset(
    (
        "equity",
        "capital",
        "stock",
        "stockholders",
        "shareholders",
        "shareowners",
        "partners",
        "investment",
        "comprehensive",
    )
)
_OPENS, _CLOSES = frozenset(("beginning", "begin", "start")), frozenset(("end", "ending", "close"))
# a second balance of the same day, or one of something else
_OTHER = ("adjust", "pool", "discontinu", "held", "segregat", "acqui", "pro")
_BEFORE = frozenset(("previously", "originally"))  # these have a member of their own
_OTHERS_SHARE = ("controlling", "minority")  # "noncontrolling", "non-controlling"


def settle_balances(mapped: tuple[MappedStatement, ...]) -> tuple[MappedStatement, ...]:
    faces = [each for each in mapped if each.statement.kind is StatementKind.BALANCE]
    shown = {mapping.concept for each in faces for mapping in each.mappings if mapping.concept}
    return tuple(_settled(each, shown) for each in mapped)


def _settled(each: MappedStatement, shown: set[str]) -> MappedStatement:
    if each.statement.kind is StatementKind.EQUITY:
        if _is_of_retained_earnings(each):
            return _as_retained(each)
        preferred = _equity(each, shown)
        sole = next(iter(preferred)) if len(preferred) == 1 and _MINORITY not in shown else None
        return _as_one(each, _balances(each.statement.items), _EQUITY, preferred, sole)
    if each.statement.kind is StatementKind.CASH_FLOW:
        rows = [at for at, item in enumerate(each.statement.items) if _is_cash(item)]
        opens = [at for at in rows if not _OPENS.isdisjoint(words(each.statement.items[at].label))]
        restricted = {"restricted" in words(each.statement.items[at].label) for at in rows}
        if len(rows) == 2 and len(opens) == 1 and len(restricted) == 1:
            return _as_one(each, rows, _CASH, shown & _CASH)
    return each


def _as_one(
    each: MappedStatement, rows: list[int], family: frozenset[str], preferred: set[str], sole: str | None = None
) -> MappedStatement:
    """The statement with one element of the family for all the rows, where most of them have one; `sole` is the only
    one that the balance sheet knows, if there is just one."""
    found = [each.mappings[at] for at in rows]
    named = [mapping for mapping in found if mapping.concept in family]
    if 2 * len(named) < len(found) or any(m.concept and m.concept not in family for m in found):
        return each
    if not named or all(mapping.concept == (sole or named[0].concept) for mapping in found):
        return each
    votes = Counter(mapping.concept for mapping in named)
    one = max(named, key=lambda m: (m.concept in preferred, votes[m.concept], m.confidence, m.concept or ""))
    if sole is not None and one.concept != sole and one.origin is Origin.ENGINE:
        one = replace(one, concept=sole)
    mappings = list(each.mappings)
    for at in rows:
        mappings[at] = _with(mappings[at], one)
    return replace(each, mappings=tuple(mappings))


def _is_of_retained_earnings(each: MappedStatement) -> bool:
    """Whether the title names nothing but retained earnings, and the columns are periods of the whole."""
    said = set(words(each.statement.title))
    plain = all(column.member is None for column in each.statement.columns)
    return plain and not _KEPT.isdisjoint(said) and _MORE.isdisjoint(said)


def _as_retained(each: MappedStatement) -> MappedStatement:
    """The statement with retained earnings for its balances, which their labels only call balances."""
    mappings = list(each.mappings)
    for at, item in enumerate(each.statement.items):
        mapping = mappings[at]
        if _is_balance(item) and mapping.concept in _EQUITY and mapping.origin is Origin.ENGINE:
            evidence = ("a balance of a statement of retained earnings", *mapping.evidence)
            mappings[at] = replace(mapping, concept=_RETAINED, evidence=evidence)
    return replace(each, mappings=tuple(mappings))


def _with(mapping: Mapping, one: Mapping) -> Mapping:
    if mapping.concept == one.concept or mapping.origin is not Origin.ENGINE or mapping.decision is Decision.NONE:
        return mapping
    evidence = ("as the other balances of the statement", *mapping.evidence)
    return replace(one, item=mapping.item, evidence=evidence, candidates=mapping.candidates)


def _equity(each: MappedStatement, shown: set[str]) -> set[str]:
    """What total equity is on the balance sheet; with the share of others where the statement has a column for it."""
    stated = shown & _EQUITY
    if {_PARENT, _WHOLE} <= stated:
        heads = " ".join(column.head for column in each.statement.columns).casefold()
        return {_WHOLE if any(word in heads for word in _OTHERS_SHARE) else _PARENT}
    return stated


def _balances(items: tuple[LineItem, ...]) -> list[int]:
    """The rows of balances; where one of a day is restated and another does not say what it is, only the other."""
    rows = [at for at, item in enumerate(items) if _is_balance(item)]
    plain = {_day(items[at]) for at in rows if not (_BEFORE | {"restated"}).intersection(words(items[at].label))}
    return [at for at in rows if "restated" not in words(items[at].label) or _day(items[at]) not in plain]


def _day(item: LineItem) -> date | None:
    return next((cell.period.end for cell in item.cells if cell.period is not None), None)


def _is_balance(item: LineItem) -> bool:
    said = words(item.label)
    named = said[:1] in (("balance",), ("balances",))
    unclear = "reported" in said and _BEFORE.isdisjoint(said)
    return item.measure is Measure.MONEY and named and not unclear and not _is_other(said)


def _is_cash(item: LineItem) -> bool:
    said = words(item.label)
    dated = not (_OPENS | _CLOSES).isdisjoint(said)
    return item.measure is Measure.MONEY and "cash" in said and dated and not _is_other(said)


def _is_other(said: tuple[str, ...]) -> bool:
    return any(word.startswith(_OTHER) for word in said)
