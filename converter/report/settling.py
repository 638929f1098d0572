"""Statement facts: for every figure of every mapped row a concept, a value with the concept's sign, a context.

`statement_facts` settles the rows in order of trust: decisions of a person before those of the engine, primary
statements before summaries, sure rows before guesses, well understood statements before others. A row that contradicts
what is settled becomes an element of the filing's own, or, where only single figures contradict, loses those figures
(EFM 6.5.12), and a finding says so.
"""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from collections.abc import Set
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from converter.findings import Finding, Severity, Span
from converter.mapping.mapping import Decision, MappedStatement, Origin
from converter.report.dilution import without_empty_dilution
from converter.report.elements import ITEM_TYPES, ElementBook, LineKey
from converter.report.ledger import Ledger, contradict_each_other, key_of
from converter.report.naming import element_name, spoken_label
from converter.report.onesided import CODE, is_impossible
from converter.report.outsize import without_outsize
from converter.report.partial import PartialFact
from converter.report.report import FactOrigin
from converter.report.rows import PRIMARY, Row, RowFigure, RowKey, StatementFacts, report_finding, tagged_rows
from converter.report.scope import other_scopes
from converter.report.share_counts import OUTSTANDING, says_nothing, share_counterpart
from converter.report.unlabelled import called
from converter.statements.statement import Basis, Measure, Period, StatementKind
from converter.tables.grid import FigureKind

if TYPE_CHECKING:
    from converter.taxonomies.taxonomy import Concept, Taxonomy

_FAMILIES = {
    StatementKind.COMPREHENSIVE_INCOME: "income",
    StatementKind.PARENT_ONLY: "parent",
}
_MEASURE_TYPES = {
    Measure.MONEY: frozenset(("monetaryItemType",)),
    Measure.SHARES: frozenset(("sharesItemType", "integerItemType", "decimalItemType")),
    Measure.PER_SHARE: frozenset(("perShareItemType", "perUnitItemType")),
    Measure.PERCENT: frozenset(("percentItemType", "pureItemType")),
    Measure.PURE: frozenset(("pureItemType", "percentItemType", "decimalItemType", "integerItemType")),
}
_OTHER_SIDE = {"debit": "credit", "credit": "debit"}
# A row that is rather guessed does not take an element from one that is known, in however full a statement.
_SURE = 0.7
_HELD = "us-gaap:TreasuryStockCommonShares"


def statement_facts(
    mapped: tuple[MappedStatement, ...],
    text: str,
    taxonomy: Taxonomy,
    book: ElementBook,
    titles: ReadOnly[str, str],
    entities: ReadOnly[str, str] = MappingProxyType({}),
) -> StatementFacts:
    """`text` is the source's; facts come in source order. `titles` names the statements by id, `entities` the entity
    of each that is not the registrant's."""
    findings: list[Finding] = []
    rows: list[Row] = []
    for each in mapped:
        rows += tagged_rows(each, text, book, entities.get(each.statement.id), findings)
    rows = without_empty_dilution(without_outsize(rows, findings), findings)
    weight = {each.statement.id: _weight(each) for each in mapped}
    earned = {row.mapping.concept for row in rows if row.statement.kind is StatementKind.INCOME}
    rows.sort(key=lambda row: _trust(row, weight[row.statement.id], earned))
    elsewhere = other_scopes(rows, weight)
    for each in mapped:
        if each.statement.id in elsewhere:
            title, count = each.statement.title or "a table", elsewhere[each.statement.id]
            message = (
                f"{title!r} contradicts fuller statements at {count} elements that both have: it is about something "
                "else, and its rows get elements of their own"
            )
            findings.append(report_finding("ix.report.scope", Severity.WARNING, message, each.statement.span))
    settler = _Settler(taxonomy, book, titles, findings, frozenset(elsewhere))
    for row in rows:
        settler.settle(row)
    settler.facts.sort(key=lambda fact: fact.span or Span(0, 0))
    return StatementFacts(
        tuple(settler.facts),
        {key: tuple(names) for key, names in settler.concepts.items()},
        frozenset(settler.negated),
        tuple(findings),
        frozenset(settler.turned),
    )


def _weight(each: MappedStatement) -> float:
    """How much of a statement is understood: a full statement outweighs the parent company's in a note."""
    sure = sum(m.confidence for m in each.mappings if m.decision is Decision.STANDARD)
    return round(sure, 3)


def _trust(row: Row, weight: float, earned: Set[str | None]) -> tuple[bool, bool, bool, bool, float, float, int]:
    """A statement of equity, whose whole may leave out holders that income includes, comes after the others; a cash
    flow, which may show a part, after the income statements, whose elements are `earned`."""
    decided = row.mapping.origin is not Origin.ENGINE
    summary = row.statement.kind not in PRIMARY
    confidence = row.mapping.confidence
    flows = row.statement.kind is StatementKind.CASH_FLOW and row.mapping.concept in earned
    beside = flows or row.statement.kind is StatementKind.EQUITY
    return not decided, summary, beside, confidence < _SURE, -weight, -round(confidence, 3), row.item.span.start


class _Settler:
    def __init__(
        self,
        taxonomy: Taxonomy,
        book: ElementBook,
        titles: ReadOnly[str, str],
        findings: list[Finding],
        elsewhere: frozenset[str] = frozenset(),
    ) -> None:
        self.facts: list[PartialFact] = []
        self.concepts: dict[RowKey, list[str]] = {}
        self.negated: set[RowKey] = set()
        self.turned: set[tuple[RowKey, str]] = set()
        self._taxonomy = taxonomy
        self._book = book
        self._titles = titles
        self._findings = findings
        self._ledger = Ledger()
        self._elsewhere = elsewhere

    def settle(self, row: Row) -> None:
        for part in self._balances_and_changes(row):
            for measure in dict.fromkeys(figure.measure for figure in part.figures):
                self._settle(replace(part, figures=tuple(f for f in part.figures if f.measure is measure)), measure)

    def _balances_and_changes(self, row: Row) -> tuple[Row, ...]:
        """A row that runs from a balance over its changes to a balance ("Schedule II") states two elements."""
        balances = tuple(figure for figure in row.figures if figure.period.is_instant)
        changes = tuple(figure for figure in row.figures if not figure.period.is_instant)
        plain = any(figure.column.basis is Basis.REPORTED for figure in changes)  # misread dates, not kinds of change
        if not balances or not changes or plain or row.statement.kind in PRIMARY:
            return (row,)
        mapping = replace(row.mapping, period_type="duration")
        concept = self._taxonomy.concept(mapping.concept) if mapping.concept else None
        if concept is None or concept.period_type == "instant":
            mapping = replace(
                mapping,
                decision=Decision.EXTENSION,
                concept=None,
                anchor=mapping.anchor or row.mapping.concept,
                also=None,
            )
        item = replace(row.item, label=f"{row.item.label}, Changes" if row.item.label.strip() else row.item.label)
        return replace(row, figures=balances), replace(row, figures=changes, mapping=mapping, item=item)

    def _settle(self, row: Row, measure: Measure) -> None:
        if _counts_shares(row, measure) and says_nothing(row.figures) and self._counterpart(row) is None:
            return
        standard = self._standard(row, measure)
        if row.statement.id in self._elsewhere and row.mapping.origin is Origin.ENGINE:
            self._extend(row, measure, standard)
            return
        if standard is not None and standard.qname == OUTSTANDING:
            row = self._without_held(row)
        if standard is not None and row.figures:
            facts = self._possible(row, self._facts(row, standard.qname, standard.period_type))
            against = [fact for fact in facts if self._ledger.contradicts(fact)]
            coarse = self._yield_to_finer(row, against)
            facts = [fact for fact in facts if fact not in coarse]
            against = [fact for fact in facts if self._ledger.contradicts(fact)]
            if not facts:
                return
            if not against and not contradict_each_other(facts):
                self._accept(row, standard.qname, facts)
                self._accept_second(row, measure)
                return
            if 0 < 2 * len(against) < len(facts) and not contradict_each_other(facts):
                self._drop(row, against)
                self._accept(row, standard.qname, [fact for fact in facts if fact not in against])
                self._accept_second(row, measure)
                return
            message = f"{row.item.label!r} contradicts another {standard.qname}; it gets an element of its own"
            self._findings.append(report_finding("ix.report.contradiction", Severity.WARNING, message, row.item.span))
        if row.figures:
            self._extend(row, measure, standard)

    def _without_held(self, row: Row) -> Row:
        """The row without the shares that the company holds itself, which are an element of their own, however the
        page shows them: shares in the treasury are none of those outstanding."""
        held = tuple(figure for figure in row.figures if _is_in_treasury(figure))
        counts = self._facts(replace(row, figures=held), _HELD, "instant")
        facts = [replace(fact, value=_size(fact.value), negative=False) for fact in counts]
        if not facts or contradict_each_other(facts) or any(self._ledger.contradicts(fact) for fact in facts):
            return row
        self._accept(row, _HELD, facts)
        if any(fact.negative for fact in counts):
            self.turned.add((row.key, _HELD))
        return replace(row, figures=tuple(figure for figure in row.figures if figure not in held))

    def _possible(self, row: Row, facts: list[PartialFact]) -> list[PartialFact]:
        for fact in facts:
            if is_impossible(fact):
                message = f"{row.item.label!r} cannot be {fact.value}: a count of shares below zero; left as text"
                self._findings.append(report_finding(CODE, Severity.WARNING, message, fact.span))
        return [fact for fact in facts if not is_impossible(fact)]

    def _yield_to_finer(self, row: Row, against: list[PartialFact]) -> list[PartialFact]:
        """Of two figures one of which is the other cut off ("8,661" thousand for 8,661,750) the finer one is tagged.
        Returns the facts that give way; a settled fact that gives way is taken back."""
        cut = [fact for fact in against if self._ledger.is_rounded_otherwise(fact)]
        for fact in cut:
            if self._ledger.is_finer(fact):
                key = key_of(fact)
                coarse = [known for known in self.facts if key_of(known) == key]
                self._drop(row, coarse)
                self.facts = [known for known in self.facts if key_of(known) != key]
                self._ledger.settled[key] = (fact.value if isinstance(fact.value, Decimal) else None, fact.decimals)
        coarser = [fact for fact in cut if self._ledger.contradicts(fact)]
        self._drop(row, coarser)
        return coarser

    def _extend(self, row: Row, measure: Measure, standard: Concept | None) -> None:
        anchor = row.mapping.anchor or (standard.qname if standard else None)
        period_type = self._period_type(row)
        balance = self._balance(row, anchor) if measure is Measure.MONEY else None
        if row.mapping.negated and _goes_both_ways(row):  # an element named after the row shows what the row shows
            row = replace(row, mapping=replace(row.mapping, negated=False))
            balance = _OTHER_SIDE.get(balance or "")
        label = called(row.statement, row.item)
        if _counts_shares(row, measure):
            label += ", Shares"
        for ordinal in range(1, 100):
            key = LineKey(
                family=_FAMILIES.get(row.statement.kind, row.statement.kind.value),
                label=(element_name(label) or spoken_label(label)).lower(),
                section=" / ".join(name for heading in row.item.section if (name := element_name(heading).lower())),
                type=ITEM_TYPES[measure],
                period_type=period_type,
                balance=balance,
                ordinal=ordinal,
            )
            concept = self._book.line(key, label, row.item.section, anchor, self._titles[row.statement.id])
            facts = self._facts(row, concept, period_type)
            if contradict_each_other(facts):
                facts = self._without_contradictions(row, facts)
            if not any(self._ledger.contradicts(fact) for fact in facts):
                self._accept(row, concept, facts)
                return

    def _accept(self, row: Row, concept: str, facts: list[PartialFact]) -> None:
        for fact in facts:
            self._ledger.settle(fact)
        self.facts += facts
        names = self.concepts.setdefault(row.key, [])
        if concept not in names:
            names.append(concept)
        if row.mapping.negated:
            self.negated.add(row.key)

    def _accept_second(self, row: Row, measure: Measure) -> None:
        """The second element that the row's figures state ("basic and diluted"), where nothing speaks against it."""
        also = row.mapping.also
        concept = self._standard(replace(row, mapping=replace(row.mapping, concept=also)), measure) if also else None
        if concept is None:
            return
        facts = self._facts(row, concept.qname, concept.period_type)
        agreeing = [fact for fact in facts if not self._ledger.contradicts(fact)]
        if agreeing:
            self._accept(row, concept.qname, agreeing)

    def _drop(self, row: Row, facts: list[PartialFact]) -> None:
        for fact in facts:
            message = f"{row.item.label!r} contradicts a fact of {fact.concept} elsewhere in the filing; left as text"
            self._findings.append(report_finding("ix.report.contradiction", Severity.WARNING, message, fact.span))

    def _without_contradictions(self, row: Row, facts: list[PartialFact]) -> list[PartialFact]:
        ledger = Ledger()
        kept: list[PartialFact] = []
        dropped: list[PartialFact] = []
        for fact in facts:
            (dropped if ledger.contradicts(fact) else kept).append(fact)
            if not ledger.contradicts(fact):
                ledger.settle(fact)
        self._drop(row, dropped)
        return kept

    def _standard(self, row: Row, measure: Measure) -> Concept | None:
        """The mapped standard concept if facts of this measure and these periods may have it."""
        mapping = row.mapping
        if mapping.decision is not Decision.STANDARD or mapping.concept is None:
            return None
        concept = self._taxonomy.concept(mapping.concept)
        if _counts_shares(row, measure):
            if concept is not None and (concept := self._counterpart(row)) is None:
                return None
        why = ""
        if concept is None or concept.abstract or concept.deprecated:
            why = "is no element for facts"
        elif concept.type.rpartition(":")[2] not in _MEASURE_TYPES[measure]:
            why = f"has type {concept.type}, the row shows {measure.value}"
        elif concept.period_type == "duration" and any(figure.period.is_instant for figure in row.figures):
            why = "needs a period, the column gives a date"
        elif concept.period_type == "instant" and _is_over_periods(row):
            why = "needs a date, the column gives a period"
        if why:
            message = f"{mapping.concept} {why}; {row.item.label!r} gets an element of its own"
            self._findings.append(report_finding("ix.report.unfit-concept", Severity.WARNING, message, row.item.span))
            return None
        return concept

    def _counterpart(self, row: Row) -> Concept | None:
        """The element for the number of shares in a row of amounts."""
        concept = self._taxonomy.concept(row.mapping.concept) if row.mapping.concept else None
        return share_counterpart(concept, self._taxonomy) if concept else None

    def _period_type(self, row: Row) -> str:
        instants = sum(figure.period.is_instant for figure in row.figures)
        if instants == len(row.figures):
            return "instant"
        return "instant" if instants or row.mapping.period_type == "instant" else "duration"

    def _balance(self, row: Row, anchor: str | None) -> str | None:
        if row.mapping.balance in ("debit", "credit"):
            return row.mapping.balance
        wider = self._taxonomy.concept(anchor) if anchor else None
        return wider.balance if wider else None

    def _facts(self, row: Row, concept: str, period_type: str | None) -> list[PartialFact]:
        return [_fact(row, figure, concept, period_type) for figure in row.figures]


def _counts_shares(row: Row, measure: Measure) -> bool:
    """Whether the figures are the shares of a row of amounts."""
    return measure is Measure.SHARES and row.item.measure is Measure.MONEY


def _goes_both_ways(row: Row) -> bool:
    return len({figure.cell.value > 0 for figure in row.figures if figure.cell.value}) > 1


def _is_over_periods(row: Row) -> bool:
    """Whether the row stands in a statement over periods and has no dates of its own. Elsewhere (a five-year summary)
    a balance may stand in a column of years: it is the one at the end."""
    over = (StatementKind.INCOME, StatementKind.COMPREHENSIVE_INCOME, StatementKind.CASH_FLOW)
    return row.statement.kind in over and not all(figure.period.is_instant for figure in row.figures)


def _is_in_treasury(figure: RowFigure) -> bool:
    return figure.period.is_instant and any(
        member.startswith("us-gaap:TreasuryStock") for _, member in figure.dimensions
    )


def _size(value: Decimal | str | None) -> Decimal | str | None:
    return abs(value) if isinstance(value, Decimal) else value


# --- facts ---


def _fact(row: Row, figure: RowFigure, concept: str, period_type: str | None) -> PartialFact:
    cell = figure.cell
    printed = cell.figure
    dash = printed.kind is FigureKind.DASH
    value = cell.value if cell.value is None or not row.mapping.negated else -cell.value
    if value is not None:
        value = _plain(value)
    return PartialFact(
        concept=concept,
        value=value,
        span=printed.digits,
        origin=FactOrigin.STATEMENT,
        period=_fitting(figure.period, period_type),
        dimensions=figure.dimensions,
        unit=unit_of(figure.measure, row.statement.currency),
        decimals=printed.decimals - cell.scale,
        scale=cell.scale,
        format="ixt:fixed-zero" if dash else "ixt:num-dot-decimal",
        negative=value is not None and value < 0,
        statement=row.statement.id,
        item=row.item.index,
        column=cell.column,
    )


def _plain(value: Decimal) -> Decimal:
    """Without exponent or trailing zeros after the point, so that equal values print alike."""
    value = value.normalize() + 0
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else value


def _fitting(period: Period, period_type: str | None) -> Period:
    """The instant at the end of the period for a balance shown in a column of durations."""
    return Period(period.end) if period_type == "instant" and not period.is_instant else period


def unit_of(measure: Measure, currency: str) -> str:
    currency = currency or "USD"
    return {
        Measure.MONEY: currency,
        Measure.SHARES: "shares",
        Measure.PER_SHARE: f"{currency}/shares",
        Measure.PERCENT: "pure",
        Measure.PURE: "pure",
    }[measure]
