"""Figures that a balance sheet states within its labels: par values, shares authorized and issued, allowances.

What is looked for is the table `taxonomy/parenthetical.toml`; `label_figures` reads the labels. Numbers of a label are
the dates' that it names, else the columns' in their order. A single one holds for every date where that is certain (a
par value; shares issued whose amounts are equal), else for the latest. Facts of several dates may stand on one number.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from converter.findings import Span
from converter.mapping.mapping import MappedStatement
from converter.reading.document import Document, TextNode
from converter.report.label_figures import LabelFigure, label_figures
from converter.report.label_numbers import LabelNumber
from converter.report.label_scale import LEAST_COUNT, power_of_shares
from converter.report.partial import PartialFact
from converter.report.report import FactOrigin
from converter.resources import folder
from converter.statements.dates import PartialDate
from converter.statements.fiscal import year_called
from converter.statements.statement import Basis, LineItem, Period, Statement, StatementKind

_STOCK = re.compile(r"\b(?:common|capital|preferred|preference) (?:stock|shares)\b")
_DESIGNATED = re.compile(r"\b(class(?:es)?|series) ([a-z]|[ivx]{1,4}|\d{1,2}|\d{4})\b")
_MOST_DEPRECIATED = 20  # times what is left that accumulated depreciation may come to; more, and its scale is another
_LONGEST = 2000  # characters of a label in which figures are looked for
_MOST_PER_SHARE = Decimal(10_000)
_DEAREST = Decimal(500)  # that a company has paid for a share of its own, as a rule
_MOST_SHARES = Decimal(1_000_000_000_000)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One kind of figure: what it is said to be about, and the concept by the subject of the label."""

    about: frozenset[str]
    unit: str
    standing: bool
    without: tuple[str, ...]
    concepts: tuple[tuple[str, str], ...]  # subject word, concept

    def concept(self, label: Label) -> str | None:
        """By the label's own words, else by those of the heading that it carries on."""
        whole = f"{label.heading} {label.text}"
        if any(word in whole for word in self.without):
            return None
        for text in (label.text, label.heading):
            found = [(text.index(word), name) for word, name in self.concepts if word in text]
            if found:
                return min(found)[1]
        return None


@dataclass(frozen=True, slots=True)
class Label:
    """A label in lower case with single spaces, and the source offset of each of its characters. `heading` is the row
    without figures right above ("Common stock, $.01 par value:" over "authorized 50,000 shares")."""

    item: LineItem
    text: str
    offsets: tuple[int, ...]
    figures: tuple[LabelFigure, ...]
    heading: str = ""

    def span(self, number: LabelNumber) -> Span:
        return Span(self.offsets[number.start], self.offsets[number.end - 1] + 1)


@cache
def wanted_figures() -> tuple[tuple[Wanted, ...], tuple[str, ...]]:
    """The kinds of figures, and the words of labels that have none."""
    data = tomllib.loads((folder("taxonomy") / "parenthetical.toml").read_text("utf-8"))
    kinds = tuple(
        Wanted(
            frozenset(entry["about"]),
            entry["unit"],
            entry["standing"],
            tuple(entry["without"]),
            tuple((word, each["concept"]) for each in entry["concepts"] for word in each["subject"]),
        )
        for entry in data["figure"]
    )
    return kinds, tuple(word for entry in data["never"] for word in entry["words"])


def parenthetical_facts(mapped: tuple[MappedStatement, ...], document: Document) -> tuple[PartialFact, ...]:
    """In source order; the first statement of a figure stands where two disagree."""
    found: dict[tuple[str, Period], PartialFact] = {}
    pages = _Pages(document)
    averages = tuple(_average_shares(mapped))
    for each in mapped:
        statement = each.statement
        dates = _dates(statement)
        if statement.kind is not StatementKind.BALANCE or not dates:
            continue
        labels = _under_headings([pages.label(item, statement.part) for item in statement.items if item.label_spans])
        for fact in _of_statement(statement, labels, dates, averages):
            if fact.period is not None:
                found.setdefault((fact.concept, fact.period), fact)
    return tuple(sorted(found.values(), key=lambda fact: fact.span or Span(0, 0)))


def _under_headings(labels: Sequence[Label]) -> list[Label]:
    found: list[Label] = []
    heading = ""
    for label in labels:
        found.append(replace(label, heading=heading))
        if label.item.cells:
            heading = ""
        elif _STOCK.search(label.text):
            heading = label.text
    return found


def _dates(statement: Statement) -> tuple[Period, ...]:
    periods = [c.period for c in statement.columns if c.basis is Basis.REPORTED and c.period and c.period.is_instant]
    return tuple(dict.fromkeys(periods))


def _average_shares(mapped: Sequence[MappedStatement]) -> Iterator[Decimal]:
    """The average numbers of shares of the income statements: about as many are issued."""
    for each in mapped:
        if each.statement.kind is StatementKind.INCOME:
            for item, mapping in zip(each.statement.items, each.mappings, strict=True):
                if mapping.concept is not None and mapping.concept.startswith("us-gaap:WeightedAverageNumberOf"):
                    yield from (abs(cell.value) for cell in item.cells if cell.value)


class _Pages:
    """The labels as a reader sees them, from the source: entities read, tags left out."""

    def __init__(self, document: Document) -> None:
        self._text = document.source.text
        self._nodes: list[list[TextNode]] = [
            sorted((node for node in part.root.texts() if node.text), key=lambda node: node.end) if part.root else []
            for part in document.parts
        ]
        self._ends = [[node.end for node in nodes] for nodes in self._nodes]

    def label(self, item: LineItem, part: int) -> Label:
        letters: list[str] = []
        offsets: list[int] = []
        for span in item.label_spans:
            for letter, offset in (*self._characters(span, part), (" ", span.end)):
                shown = " " if letter.isspace() else letter.lower()
                if len(shown) == 1 and not (shown == " " and (not letters or letters[-1] == " ")):
                    letters.append(shown)
                    offsets.append(offset)
        text = "".join(letters)
        return Label(item, text, tuple(offsets), label_figures(text) if len(text) <= _LONGEST else ())

    def _characters(self, span: Span, part: int) -> Iterator[tuple[str, int]]:
        nodes = self._nodes[part] if part < len(self._nodes) else []
        if not nodes:
            yield from ((self._text[at], at) for at in range(span.start, span.end))
            return
        for node in nodes[bisect_left(self._ends[part], span.start + 1) :]:
            if node.offset(0) >= span.end:
                return
            for index, letter in enumerate(node.text):
                at = node.offset(index)
                if span.start <= at < span.end:
                    yield letter, at
            yield " ", node.end


# --- a statement


def _of_statement(
    statement: Statement, labels: Sequence[Label], dates: tuple[Period, ...], averages: Sequence[Decimal]
) -> Iterator[PartialFact]:
    """Facts of its labels; where two labels give one concept two values, both stay text."""
    designated = {match[0] for label in labels for match in _DESIGNATED.finditer(label.text)}
    spoken = [label for label in labels if label.figures and _is_sole_kind(f"{label.heading} {label.text}", designated)]
    power = power_of_shares(statement, [(label.item, label.figures) for label in spoken], averages)
    found: dict[tuple[str, Period], list[PartialFact]] = defaultdict(list)
    for label in spoken:
        for fact in _of_label(statement, label, dates, power):
            if fact.period is not None:
                found[fact.concept, fact.period].append(fact)
    for facts in found.values():
        if len({fact.value for fact in facts}) == 1:
            yield facts[0]


def _is_sole_kind(label: str, designated: set[str]) -> bool:
    """Whether the label does not speak of one class of stock among others."""
    _, never = wanted_figures()
    own = {match[0] for match in _DESIGNATED.finditer(label)}
    if any(word in label for word in never) or any(name.startswith("series") for name in own):
        return False
    return not own or (designated == own and len(own) == 1)


def _of_label(
    statement: Statement, label: Label, dates: tuple[Period, ...], power: int | None
) -> Iterator[PartialFact]:
    for wanted in wanted_figures()[0]:
        concept = wanted.concept(label)
        figures = [figure for figure in label.figures if wanted.about <= figure.about]
        if concept is None or not figures:
            continue
        for number, spelled, period in _dated(wanted, label, figures, dates):
            fact = _fact(statement, label, wanted, concept, number, spelled, period, power)
            if fact is not None:
                yield fact


def _dated(
    wanted: Wanted, label: Label, figures: Sequence[LabelFigure], dates: tuple[Period, ...]
) -> Iterator[tuple[LabelNumber, bool, Period]]:
    """Each number, whether a word spells it, with its date."""
    claimed: set[Period] = set()
    open_figures = []
    for figure in figures:
        if any(number.day is not None for number in figure.numbers):
            for number in figure.numbers:
                period = _named(number.day, dates) if number.day is not None else None
                if period is not None:
                    claimed.add(period)
                    yield number, figure.spelled, period
        else:
            open_figures.append(figure)
    if len(open_figures) != 1:
        return
    figure = open_figures[0]
    rest = tuple(period for period in dates if period not in claimed)
    if len(figure.numbers) == len(rest):
        periods = rest
    elif len(figure.numbers) > 1 or not rest:
        return
    elif claimed or not _holds_for_all(wanted, label, figure, dates):
        if figure.spelled:
            return
        periods = (max(rest, key=lambda period: period.end),)
    else:
        periods = rest
    numbers = figure.numbers * len(periods) if len(figure.numbers) == 1 else figure.numbers
    yield from ((number, figure.spelled, period) for number, period in zip(numbers, periods, strict=True))


def _named(day: PartialDate, dates: Sequence[Period]) -> Period | None:
    """The one date of the balance sheet that a label means by a day or a year: the year 2002 may end on January 1."""
    called = [period for period in dates if day.month is None and year_called(period.end) == day.year]
    if len(called) == 1:
        return called[0]
    fitting = [
        period
        for period in dates
        if day.year in (None, period.end.year)
        and (day.month is None or (day.month, day.day) == (period.end.month, period.end.day))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _holds_for_all(wanted: Wanted, label: Label, figure: LabelFigure, dates: Sequence[Period]) -> bool:
    amounts = [cell.value for cell in label.item.cells if not cell.undated]
    if figure.spelled:
        return not any(amounts)
    if wanted.standing:
        return True
    if wanted.unit == "shares" and any(
        len(other.numbers) == len(dates) and not {"allowance", "accumulated"} & other.about for other in label.figures
    ):
        return True  # the other counts of the label are told apart by date
    return wanted.unit == "shares" and len(amounts) == len(dates) and len(set(amounts)) == 1 and bool(amounts[0])


def _fact(
    statement: Statement,
    label: Label,
    wanted: Wanted,
    concept: str,
    number: LabelNumber,
    spelled: bool,
    period: Period,
    power: int | None,
) -> PartialFact | None:
    scale = 0 if spelled else _scale(statement, label, wanted, number, power)
    if scale is None:
        return None
    currency = statement.currency or "USD"
    return PartialFact(
        concept=concept,
        value=number.value.scaleb(scale) if scale else number.value,
        span=label.span(number),
        origin=FactOrigin.STATEMENT,
        period=period,
        unit=wanted.unit.replace("USD", currency),
        decimals=number.decimals - scale,
        scale=scale,
        format="ixt:fixed-zero" if spelled else "ixt:num-dot-decimal",
        statement=statement.id,
    )


def _scale(statement: Statement, label: Label, wanted: Wanted, number: LabelNumber, power: int | None) -> int | None:
    """The power of ten of a number; None where it is not certain."""
    if wanted.unit == "USD/shares":
        return 0 if number.value < _MOST_PER_SHARE else None
    if wanted.unit == "shares":
        scale = power if number.power is None else number.power
        if scale is None or number.decimals > scale or number.value.scaleb(scale) > _MOST_SHARES:
            return None
        if "shares" in wanted.about and not _is_price(label, number.value.scaleb(scale)):
            return None
        return scale if scale or number.value >= LEAST_COUNT else None
    scale = statement.scale.money if number.power is None else number.power
    shown = max((abs(cell.value) for cell in label.item.cells if cell.value), default=Decimal(0))
    most = shown * (_MOST_DEPRECIATED if "accumulated" in wanted.about else 1)
    return scale if number.value.scaleb(scale) <= most else None


def _is_price(label: Label, shares: Decimal) -> bool:
    """Whether the cost of treasury shares over their number can be what a share cost."""
    cost = max((abs(cell.value) for cell in label.item.cells if cell.value), default=None)
    return cost is None or (shares > 0 and cost / shares <= _DEAREST)
