"""Numbers the statements in source order and ties figures that stand in two of them: net income in the income statement
and in the cash flow, cash in the balance sheet and at the end of the cash flow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from converter.statements import vocabulary
from converter.statements.classify import FACE
from converter.statements.continuation import CONTINUED, NEAR
from converter.statements.statement import (
    Basis,
    Cell,
    Check,
    CheckKind,
    Doubt,
    LineItem,
    Measure,
    Period,
    Role,
    Statement,
    StatementKind,
)
from converter.statements.wording import words

Place = tuple[Statement, LineItem, Cell]


def link(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Statements with ids "s1", "s2", ... and TIE checks on the later of the two that share a figure."""
    numbered = _carried_on([replace(found, id=f"s{number}") for number, found in enumerate(statements, start=1)])
    incomes = _by_period(numbered, StatementKind.INCOME, "net_income")
    cash = _by_period(numbered, StatementKind.BALANCE, "cash")
    result = []
    for found in numbered:
        checks: list[Check] = []
        if found.kind is StatementKind.CASH_FLOW:
            checks.extend(_ties(found, "net_income", incomes))
            checks.extend(_ties(found, "cash_balance", cash))
        result.append(replace(found, checks=(*found.checks, *checks)) if checks else found)
    return tuple(result)


def _carried_on(statements: Sequence[Statement]) -> list[Statement]:
    """Face statements that say that they carry on the one before, or that have no title and its columns."""
    result: list[Statement] = []
    for found in statements:
        before = result[-1] if result else None
        if before is not None and _carries_on(before, found):
            found = replace(found, continues=before.id)
        result.append(found)
    return result


def _carries_on(before: Statement, found: Statement) -> bool:
    if before.kind is not found.kind or found.kind not in FACE or before.part != found.part:
        return False
    if found.span.start - before.span.end > NEAR:
        return False
    if CONTINUED & set(words(found.title)):
        return True
    alike = [column.period for column in before.columns] == [column.period for column in found.columns]
    return not found.title and alike


def _by_period(statements: Sequence[Statement], kind: StatementKind, name: str) -> dict[Period, Place]:
    """The first row of that name in a statement of that kind, for each period."""
    found: dict[Period, Place] = {}
    for statement in statements:
        if statement.kind is kind:
            for item, cell, period in _named(statement, name):
                found.setdefault(period, (statement, item, cell))
    return found


def _named(statement: Statement, name: str) -> Iterator[tuple[LineItem, Cell, Period]]:
    """Cells of the rows whose labels begin with the phrases of that name, in columns reported under GAAP."""
    table = vocabulary.rows()[name]
    for item in statement.items:
        if item.role is Role.HEADING or item.measure is not Measure.MONEY:
            continue
        if not any(start == 0 for start, _, _ in table.find(words(item.label))):
            continue
        for cell in item.cells:
            if cell.value is not None and cell.period is not None:
                if statement.columns[cell.column].basis is Basis.REPORTED:
                    yield item, cell, cell.period


def _ties(statement: Statement, name: str, known: dict[Period, Place]) -> Iterator[Check]:
    seen: set[Period] = set()
    for item, cell, period in _named(statement, name):
        if period in seen or period not in known or cell.value is None:
            continue
        seen.add(period)
        other, part, counterpart = known[period]
        if counterpart.value is None:
            continue
        unit = Decimal(1).scaleb(max(cell.scale, counterpart.scale))
        off = abs(cell.value - counterpart.value)
        doubt = Doubt.NONE if not off else Doubt.ROUNDING if off < unit else Doubt.SOURCE
        yield Check(
            CheckKind.TIE,
            cell.column,
            item.index,
            (part.index,),
            (1,),
            cell.value,
            counterpart.value,
            doubt,
            other.id,
        )
