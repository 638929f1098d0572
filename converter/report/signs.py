"""Signs and balances that a page's own sums settle.

In a sum `total = Σ weight × part` (page signs) the balances of the elements and the negations of the rows must agree
(XBRL 2.1 §5.1.1.2): a page-positive amount of a part that adds has the same side, debit or credit, as that of its
total. `settle_signs` gathers the sides over all sums that hang together, lets the mapped elements vote by confidence,
and puts right what stands alone against the rest:

- a row that is positive once turned, or can go both ways and was turned by the mapping, has its negation turned, unless
  its label says gain or loss as its element does: what is printed is then the amount;
- any other row that is not mapped with certainty becomes an element of the filing's own;
- an element of the filing's own gets the balance of its side.

An amount that the income statement reports too has in the cash flow the sign that it has there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.findings import Finding, Location, Severity
from converter.mapping.mapping import Decision, MappedStatement, Mapping
from converter.mapping.signs import concept_side, majority, side
from converter.report.sums import page_sums
from converter.statements.statement import Basis, LineItem, Measure, Period, StatementKind

if TYPE_CHECKING:
    from converter.taxonomies.taxonomy import Concept, Taxonomy

_BOTH_WAYS_LABEL = re.compile(
    r"\((?:income|loss|losses|gain|gains|benefit|benefits|deficit|credit|credits|recovery|recoveries|expense|provision|"
    r"used|use|decrease|increase|charge|charges|reversal|earnings)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]*\)")
_CONTRA = re.compile(r"\b(?:less|deduct|allowances?|reserves?|accumulated|unearned|unamortized)\b")
_BOTH_WAYS_NAME = re.compile(
    "IncomeLoss|GainLoss|ProfitLoss|ExpenseBenefit|AccumulatedDeficit|IncreaseDecrease|ProvidedByUsedIn|IncomeExpense|"
    "BenefitExpense|NetOfTax|ProceedsFromPayments|PaymentsForProceeds|NetReported|StockholdersEquity$|Adjustment"
)
# In a cash flow net income (credit) and depreciation (debit) both add to a total that has no balance, and an equity
# statement mixes sides freely: there sums say nothing. Of statements with two sides they say most; elsewhere they only
# decide the balance of elements of the filing's own.
_SIDELESS = (StatementKind.CASH_FLOW, StatementKind.EQUITY)
_SIDED = (StatementKind.BALANCE, StatementKind.INCOME, StatementKind.COMPREHENSIVE_INCOME)
_SIDES = {"debit": 1, "credit": -1}
_SURE = 0.8  # a mapping that the page's sums do not unseat
_GUESS = 0.01  # how the balance of an own element votes, where no mapped element has a say
_SUPPORT = 2.0  # how many times its own confidence the others must have to overrule a row


def settle_signs(
    mapped: tuple[MappedStatement, ...], taxonomy: Taxonomy
) -> tuple[tuple[MappedStatement, ...], tuple[Finding, ...]]:
    findings: list[Finding] = []
    settled = tuple(_settle(each, taxonomy, findings) for each in mapped)
    stated = _stated(settled)
    return tuple(_as_stated(each, stated, findings) for each in settled), tuple(findings)


def _settle(each: MappedStatement, taxonomy: Taxonomy, findings: list[Finding]) -> MappedStatement:
    statement = each.statement
    if statement.kind in _SIDELESS:
        return each
    parity = _Parity(len(statement.items))
    for total, parts in page_sums(statement):
        if each.mappings[total].decision is Decision.STANDARD and not _side(each.mappings[total], taxonomy):
            continue
        for part, weight in parts:
            if statement.items[part].measure is Measure.MONEY and statement.items[total].measure is Measure.MONEY:
                parity.join(total, part, weight)
    votes: dict[int, float] = defaultdict(float)
    sides: dict[int, int] = {}
    for index, mapping in enumerate(each.mappings):
        side = _side(mapping, taxonomy)
        root, sign = parity.find(index)
        if side and mapping.decision is Decision.STANDARD:
            sides[index] = side * (-1 if mapping.negated else 1)
            votes[root] += mapping.confidence * sides[index] * sign
        elif mapping.decision is Decision.EXTENSION:
            own = _SIDES.get(mapping.balance or "", 0) * (-1 if mapping.negated else 1)
            votes[root] += _GUESS * own * sign
    mappings = list(each.mappings)
    for index, mapping in enumerate(each.mappings):
        root, sign = parity.find(index)
        if parity.is_alone(index) or not votes[root] or mapping.decision is Decision.NONE:
            continue
        wanted = (1 if votes[root] > 0 else -1) * sign
        item = statement.items[index]
        if mapping.decision is Decision.EXTENSION:
            mappings[index] = _own_balance(mapping, item, wanted)
        elif (
            statement.kind in _SIDED
            and sides.get(index, wanted) != wanted
            and abs(votes[root]) >= (_SUPPORT - 1) * mapping.confidence
        ):
            mappings[index] = overruled = _overruled(mapping, item, wanted, taxonomy)
            if overruled is mapping:
                continue
            what = "its sign is turned" if overruled.decision is Decision.STANDARD else "it gets its own element"
            message = f"{mapping.concept} for {item.label!r} stands on the wrong side of the page's sums; {what}"
            findings.append(Finding("ix.report.sign", Severity.WARNING, message, Location(span=item.span)))
    return replace(each, mappings=tuple(mappings))


def _stated(mapped: tuple[MappedStatement, ...]) -> dict[tuple[str, Period], Decimal]:
    """What the income statements report, by element and period."""
    found: dict[tuple[str, Period], Decimal] = {}
    for each in mapped:
        if each.statement.kind is StatementKind.INCOME:
            for key, value in _amounts(each):
                found.setdefault(key, value)
    return found


def _amounts(each: MappedStatement, row: int | None = None) -> Iterator[tuple[tuple[str, Period], Decimal]]:
    """Amounts of reported columns with the sign of their element."""
    columns = {column.index: column for column in each.statement.columns if column.basis is Basis.REPORTED}
    for item, mapping in zip(each.statement.items, each.mappings, strict=True):
        if mapping.decision is not Decision.STANDARD or mapping.concept is None or row not in (None, item.index):
            continue
        for cell in item.cells:
            period = cell.period or (columns[cell.column].period if cell.column in columns else None)
            if cell.value and period is not None and cell.column in columns:
                yield (mapping.concept, period), -cell.value if mapping.negated else cell.value


def _as_stated(
    each: MappedStatement, stated: dict[tuple[str, Period], Decimal], findings: list[Finding]
) -> MappedStatement:
    """A cash flow shows what it adds back or takes off with either sign: an amount of the income statement has the sign
    that it has there."""
    if each.statement.kind is not StatementKind.CASH_FLOW:
        return each
    mappings = list(each.mappings)
    for index, mapping in enumerate(each.mappings):
        shared = [(value, stated[key]) for key, value in _amounts(each, index) if key in stated]
        if shared and all(own == -other for own, other in shared):
            evidence = (*mapping.evidence, "sign as in the income statement")
            mappings[index] = replace(mapping, negated=not mapping.negated, evidence=evidence)
            item = each.statement.items[index]
            message = (
                f"{mapping.concept} for {item.label!r} has the opposite sign in the income statement; it is turned"
            )
            findings.append(Finding("ix.report.sign", Severity.WARNING, message, Location(span=item.span)))
    return replace(each, mappings=tuple(mappings))


def _side(mapping: Mapping, taxonomy: Taxonomy) -> int:
    concept = taxonomy.concept(mapping.concept) if mapping.concept else None
    return _SIDES.get(concept.balance or "", 0) if concept else 0


def _overruled(mapping: Mapping, item: LineItem, wanted: int, taxonomy: Taxonomy) -> Mapping:
    concept = taxonomy.concept(mapping.concept or "")
    if concept is not None and not mapping.negated and _says_so(item.label, concept):
        return mapping
    turned = replace(
        mapping, negated=not mapping.negated, evidence=(*mapping.evidence, "sign settled by the page's sums")
    )
    shown = _page_sign(item) * (-1 if turned.negated else 1)
    both_ways = _BOTH_WAYS_LABEL.search(item.label) or (concept and _BOTH_WAYS_NAME.search(concept.name))
    if shown > 0 or (not turned.negated and (both_ways or shown == 0)):
        return turned
    if mapping.confidence >= _SURE:
        return mapping
    own = replace(mapping, decision=Decision.EXTENSION, concept=None, anchor=mapping.anchor or mapping.concept)
    return _own_balance(replace(own, balance=None), item, wanted)


def _says_so(label: str, concept: Concept) -> bool:
    """Whether the label calls the amount what the element does, gain or loss: what it shows is then its sign."""
    said = side(_ASIDE.sub(" ", label.lower()))
    return said != 0 and said == concept_side(concept)


def _own_balance(mapping: Mapping, item: LineItem, wanted: int) -> Mapping:
    """The side of an element of the filing's own: as mapped if that fits, else so that its amounts are positive, where
    they are no losses of what may also be a gain."""
    if _SIDES.get(mapping.balance or "", 0) * (-1 if mapping.negated else 1) == wanted:
        return mapping
    negated = _page_sign(item) < 0 and not _BOTH_WAYS_LABEL.search(item.label) and _is_taken_off(item, wanted)
    side = wanted * (-1 if negated else 1)
    return replace(mapping, negated=negated, balance="debit" if side > 0 else "credit")


def _is_taken_off(item: LineItem, wanted: int) -> bool:
    """Whether a row of mostly negative figures shows what is taken off, not what was less than nothing: "Interest
    expense (45)" of a profit, not "Western region (45)" among the profits of regions, nor what is 30 in another column.

    `wanted` is the side of an amount that the page shows as positive."""
    label = _ASIDE.sub(" ", item.label.lower())
    if _CONTRA.search(label):
        return True
    said = side(label)
    if not said:
        if any(cell.value is not None and cell.value > 0 for cell in item.cells):
            return False
        said = side(_ASIDE.sub(" ", item.section[-1].lower())) if item.section else 0
    return not said or wanted != -said  # gains are credits


def _page_sign(item: LineItem) -> int:
    return majority(cell.value for cell in item.cells)


class _Parity:
    """Items joined by sums, each with a sign relative to the root of what it hangs together with."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._sign = [1] * size
        self._joined = [False] * size

    def find(self, index: int) -> tuple[int, int]:
        sign = 1
        while self._parent[index] != index:
            sign *= self._sign[index]
            index = self._parent[index]
        return index, sign

    def join(self, a: int, b: int, weight: int) -> None:
        """The sides of `a` and `b` are equal (weight 1) or opposite (-1)."""
        (root_a, sign_a), (root_b, sign_b) = self.find(a), self.find(b)
        self._joined[a] = self._joined[b] = True
        if root_a != root_b:
            self._parent[root_b] = root_a
            self._sign[root_b] = sign_a * sign_b * weight

    def is_alone(self, index: int) -> bool:
        return not self._joined[index]
