"""What the ranking works on, whether it came from a `Statement` or from one line of `suggest --batch`.

Row     a label with what is known of it: place, quantity, figures
Sheet   the rows of one statement, in order
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from converter.statements.body import is_period_heading
from converter.statements.rollforward import rolls_income
from converter.statements.statement import (
    Basis,
    LineItem,
    Measure,
    Role,
    Statement,
    StatementKind,
)

BALANCE, INCOME, CASH_FLOW, EQUITY = "balance", "income", "cashflow", "equity"
KINDS = (BALANCE, INCOME, CASH_FLOW, EQUITY)

_KINDS = {
    StatementKind.BALANCE: BALANCE,
    StatementKind.INCOME: INCOME,
    StatementKind.COMPREHENSIVE_INCOME: INCOME,
    StatementKind.CASH_FLOW: CASH_FLOW,
    StatementKind.EQUITY: EQUITY,
}


@dataclass(frozen=True, slots=True)
class Row:
    """`values` are page-signed, in full units, one a reported column; None where a column shows no number.

    `parent` is the index of the total that the row adds to with `weight`, where arithmetic found one. `silent` says
    that the page gives the row no label of its own, whatever has been read into it.
    """

    label: str
    section: tuple[str, ...] = ()
    parent_label: str | None = None
    period_type: str | None = None
    measure: Measure | None = None
    values: tuple[Decimal | None, ...] = ()
    heading: bool = False
    total: bool = False
    parent: int | None = None
    weight: int = 1
    silent: bool = False

    @property
    def value(self) -> Decimal | None:
        """The first number of the row."""
        return next((value for value in self.values if value is not None), None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`kind` is one of KINDS, or None where the page does not say."""

    kind: str | None
    rows: tuple[Row, ...]
    sic: int | None = None
    year: int | None = None


# "Inventories -- Notes A and C": notes that go by letters, after a dash or comma at the label's end
_LETTERED_NOTES = re.compile(
    r"\s{0,3}[-\u2013\u2014,:]{1,3}\s{0,3}(?:see\s)?notes?\s[A-Z]{1,2}(?:(?:,\s?|\s(?:and|&)\s|,\sand\s)[A-Z]{1,2}){0,6}\.?\s{0,3}$",
    re.IGNORECASE,
)


# "Adjustments to reconcile net income to net cash provided by operating activities Depreciation": a heading that runs
# into the row below it
_RUN_IN = re.compile(
    r"(?i:adjustments?\s(?:required\s)?to\sreconcile)\b.{0,200}?\b(?i:activities)[\s:.\u2013-]{1,8}(?=[A-Z][A-Za-z]{2})"
)


def sheet_of(statement: Statement, sic: int | None = None, year: int | None = None) -> Sheet:
    """The view of a statement that ranking needs. Only reported columns give figures where there are any."""
    reported = [c.index for c in statement.columns if c.basis in (Basis.REPORTED, Basis.RESTATED)]
    columns = tuple(reported or [c.index for c in statement.columns])
    kind = EQUITY if _rolls_income(statement) else _KINDS.get(statement.reads_as or statement.kind)
    rows = tuple(_row(item, statement.items, columns, kind) for item in statement.items)
    return Sheet(kind, _with_sums_under_headings(rows) if kind == INCOME else rows, sic, year)


def _with_sums_under_headings(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Amounts per share without a label that are the sum, in every column, of the rows under the heading right above
    stand under that heading too: beneath "Diluted" they are no basic earnings."""
    out = list(rows)
    for i, row in enumerate(rows):
        if row.label.strip() or row.measure is not Measure.PER_SHARE or i == 0:
            continue
        section = rows[i - 1].section
        first = i
        while first and rows[first - 1].section == section and rows[first - 1].values:
            first -= 1
        if len(section) > len(row.section) and i - first > 1 and _sum(rows[first:i]) == row.values:
            out[i] = replace(row, section=section)
    return tuple(out)


def _sum(rows: tuple[Row, ...]) -> tuple[Decimal | None, ...]:
    """Column by column; a column without a figure in any of the rows has none."""
    columns = zip(*(row.values for row in rows), strict=True)
    return tuple(
        sum((v for v in column if v is not None), Decimal(0)) if any(v is not None for v in column) else None
        for column in columns
    )


def _rolls_income(statement: Statement) -> bool:
    """Whether a note carries the parts of accumulated other comprehensive income forward, as a statement of equity
    does."""
    heads = [column.head for column in statement.columns]
    return statement.kind is StatementKind.OTHER and rolls_income(
        heads, [item.label for item in statement.items], [statement.title]
    )


def _row(item: LineItem, items: tuple[LineItem, ...], columns: tuple[int, ...], kind: str | None) -> Row:
    by_column = {cell.column: cell for cell in item.cells}
    cells = [by_column.get(column) for column in columns]
    periods = {cell.period.is_instant for cell in item.cells if cell.period is not None}
    label = _own(item.label)
    if kind == EQUITY and periods == {True} and is_period_heading(label):
        label = f"Balance at {label}"  # called by its day alone
    return Row(
        label=label,
        section=item.section,
        parent_label=items[item.parent].label if item.parent is not None else None,
        period_type=("instant" if periods.pop() else "duration") if len(periods) == 1 else None,
        measure=item.measure,
        values=tuple(cell.value if cell else None for cell in cells),
        heading=item.role is Role.HEADING,
        total=item.role in (Role.TOTAL, Role.SUBTOTAL),
        parent=item.parent,
        weight=item.weight,
    )


def _own(label: str) -> str:
    """The label without a heading before it and without marks of notes after it."""
    heading = _RUN_IN.match(label)
    return _LETTERED_NOTES.sub("", label[heading.end() :] if heading else label)
