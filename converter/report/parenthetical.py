"""Figures that a balance sheet states within its labels: par values, shares authorized and issued, allowances.

What is looked for is the table `taxonomy/parenthetical.toml`. A second number of a label belongs to the second column;
a single one to the latest date alone, for which the page certainly states it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from converter.findings import Span
from converter.mapping.mapping import MappedStatement
from converter.report.partial import PartialFact
from converter.report.report import FactOrigin
from converter.resources import folder
from converter.statements.statement import Basis, LineItem, Period, Statement, StatementKind

_NUMBER = r"(?P<{}>\d{{1,3}}(?:,\d{{3}})+|\d*\.\d+|\d+)(?![\d,.]*\d)"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One kind of figure: where it stands in a label, and the concept by the words of the label."""

    unit: str
    pattern: re.Pattern[str]
    concepts: tuple[tuple[tuple[str, ...], str], ...]

    def concept(self, label: str) -> str | None:
        return next((name for subject, name in self.concepts if any(word in label for word in subject)), None)


@cache
def wanted_figures() -> tuple[Wanted, ...]:
    data = tomllib.loads((folder("taxonomy") / "parenthetical.toml").read_text("utf-8"))
    return tuple(
        Wanted(
            entry["unit"],
            _compiled(entry["pattern"]),
            tuple((tuple(each["subject"]), each["concept"]) for each in entry["concepts"]),
        )
        for entry in data["figure"]
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    """`{n}` and `{m}` become groups n1, n2, ... and m1, m2, ...: a name may stand once only."""
    for letter in "nm":
        number = 0
        while f"{{{letter}}}" in pattern:
            number += 1
            pattern = pattern.replace(f"{{{letter}}}", _NUMBER.format(f"{letter}{number}"), 1)
    return re.compile(pattern)


def parenthetical_facts(mapped: tuple[MappedStatement, ...], text: str) -> tuple[PartialFact, ...]:
    """In source order; the first statement of a figure stands where two disagree."""
    found: dict[tuple[str, Period], PartialFact] = {}
    for each in mapped:
        statement = each.statement
        if statement.kind is StatementKind.BALANCE:
            dates = _dates(statement)
            for item in statement.items:
                for fact in _of_label(text, statement, item, dates):
                    if fact.period is not None:
                        found.setdefault((fact.concept, fact.period), fact)
    return tuple(found.values())


def _dates(statement: Statement) -> tuple[Period, ...]:
    periods = [c.period for c in statement.columns if c.basis is Basis.REPORTED and c.period and c.period.is_instant]
    return tuple(dict.fromkeys(periods))


def _of_label(text: str, statement: Statement, item: LineItem, dates: tuple[Period, ...]) -> Iterator[PartialFact]:
    if not item.label_spans or not dates:
        return
    label, offsets = _label(text, item)
    if "class " in label or "series " in label:
        return
    taken: list[tuple[int, int]] = []
    for wanted in wanted_figures():
        concept = wanted.concept(label)
        match = wanted.pattern.search(label) if concept else None
        if match is None or concept is None:
            continue
        groups = {name: name[0] for name, value in match.groupdict().items() if value is not None}
        first = next((name for name, kind in groups.items() if kind == "n"), None)
        second = next((name for name, kind in groups.items() if kind == "m"), None)
        latest = max(dates, key=lambda period: period.end)
        places = [(first, dates[0] if second else latest)]
        places += [(second, dates[1])] if second and len(dates) > 1 else []
        for name, period in places:
            if name is None or any(a < match.end(name) and match.start(name) < b for a, b in taken):
                continue
            taken.append(match.span(name))
            span = Span(offsets[match.start(name)], offsets[match.end(name) - 1] + 1)
            fact = _fact(statement, item, wanted.unit, concept, match[name], span, period)
            if fact is not None:
                yield fact


def _label(text: str, item: LineItem) -> tuple[str, list[int]]:
    """The label in lower case with single spaces, and the source offset of each of its characters."""
    letters: list[str] = []
    offsets: list[int] = []
    for span in item.label_spans:
        for offset in range(span.start, span.end):
            letter = " " if text[offset].isspace() else text[offset].lower()
            if len(letter) == 1 and not (letter == " " and (not letters or letters[-1] == " ")):
                letters.append(letter)
                offsets.append(offset)
        if letters and letters[-1] != " ":
            letters.append(" ")
            offsets.append(span.end)
    return "".join(letters), offsets


def _fact(
    statement: Statement, item: LineItem, unit: str, concept: str, printed: str, span: Span, period: Period
) -> PartialFact | None:
    value = Decimal(printed.replace(",", ""))
    digits = len(printed.partition(".")[2])
    currency = statement.currency or "USD"
    scale = 0
    if unit == "USD":
        scale = statement.scale.money
        shown = [abs(cell.value) for cell in item.cells if cell.value]
        if not shown or value.scaleb(scale) > max(shown):
            return None
    elif unit == "shares" and (statement.scale.shares or value < 100):
        return None  # a count of thousands, a percentage, a year: not certain
    return PartialFact(
        concept=concept,
        value=value.scaleb(scale) if scale else value,
        span=span,
        origin=FactOrigin.STATEMENT,
        period=period,
        unit=unit.replace("USD", currency),
        decimals=digits - scale,
        scale=scale,
        format="ixt:num-dot-decimal",
        statement=statement.id,
    )
