"""Checks within one statement: footing, columns across, assets against liabilities and equity, opening to closing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from converter.statements.footing import Sum
from converter.statements.moments import moment
from converter.statements.statement import (
    Basis,
    Cell,
    Check,
    CheckKind,
    Column,
    Doubt,
    LineItem,
    Measure,
    Role,
    StatementKind,
)
from converter.statements.wording import folded, words

ZERO = Decimal(0)


def footing_checks(items: Sequence[LineItem], sums: Sequence[Sum], columns: Sequence[Column]) -> list[Check]:
    """One check a total and column."""
    checks = []
    for found in sums:
        kind = CheckKind.ROLL_FORWARD if moment(items[found.total].label, ()) else CheckKind.FOOTING
        for column in columns:
            check = _foots(items, found, column, kind)
            if check is not None:
                checks.append(check)
    return checks


def _foots(items: Sequence[LineItem], found: Sum, column: Column, kind: CheckKind) -> Check | None:
    total = _cell(items[found.total], column.index)
    if column.basis in (Basis.PERCENT, Basis.CHANGE) or column.measure is not None:
        return None
    if total is None or total.value is None:
        return None
    parts = [_cell(items[part], column.index) for part in found.parts]
    amounts = [part.value if part is not None and part.value is not None else ZERO for part in parts]
    computed = sum((amount * weight for amount, weight in zip(amounts, found.weights, strict=True)), ZERO)
    unit = Decimal(1).scaleb(total.scale - total.figure.decimals)
    missing = any(part is None or part.value is None for part in parts)
    doubt = _doubt(abs(computed - total.value), unit, len(parts), missing)
    return Check(kind, column.index, found.total, found.parts, found.weights, total.value, computed, doubt)


def _doubt(off: Decimal, unit: Decimal, parts: int, missing: bool) -> Doubt:
    if not off:
        return Doubt.NONE
    if off <= unit * max(1, (parts + 1) // 2) and off <= 3 * unit:
        return Doubt.ROUNDING
    return Doubt.OURS if missing else Doubt.SOURCE


def _cell(item: LineItem, column: int) -> Cell | None:
    return next((cell for cell in item.cells if cell.column == column), None)


def cross_column_checks(items: Sequence[LineItem], columns: Sequence[Column]) -> list[Check]:
    """Reported + adjustments = non-GAAP, row by row; `parts` are the columns' indices."""
    checks = []
    for place in range(len(columns) - 2):
        trio = columns[place : place + 3]
        if [column.basis for column in trio] not in (
            [Basis.REPORTED, Basis.ADJUSTMENT, Basis.NON_GAAP],
            [Basis.REPORTED, Basis.ADJUSTMENT, Basis.PRO_FORMA],
        ):
            continue
        for item in items:
            if item.measure is not Measure.MONEY:
                continue
            cells = [_cell(item, column.index) for column in trio]
            if any(cell is None or cell.value is None for cell in cells):
                continue
            first, second, third = (cell.value or ZERO for cell in cells if cell is not None)
            last = cells[2]
            assert last is not None
            unit = Decimal(1).scaleb(last.scale - last.figure.decimals)
            doubt = _doubt(abs(first + second - third), unit, 2, False)
            indices = (trio[0].index, trio[1].index)
            checks.append(
                Check(CheckKind.CROSS_COLUMN, trio[2].index, item.index, indices, (1, 1), third, first + second, doubt)
            )
    return checks


def balance_checks(kind: StatementKind, items: Sequence[LineItem], columns: Sequence[Column]) -> list[Check]:
    """Total assets against total liabilities and equity, which is the last total of a balance sheet."""
    if kind is not StatementKind.BALANCE:
        return []
    assets = next((item for item in items if _is_total_assets(item)), None)
    if assets is None:
        first = next((item for item in items if item.role is Role.TOTAL and not item.label), None)
        assets = first
    other = next((item for item in reversed(items) if item is not assets and _is_total_claims(item)), None)
    if other is None:
        last = [item for item in items if item.role is not Role.HEADING and not item.label and item is not assets]
        other = last[-1] if last else None
    if assets is None or other is None or other.index <= assets.index:
        return []
    checks = []
    for column in columns:
        left, right = _cell(assets, column.index), _cell(other, column.index)
        if left is None or right is None or left.value is None or right.value is None:
            continue
        unit = Decimal(1).scaleb(right.scale - right.figure.decimals)
        doubt = _doubt(abs(left.value - right.value), unit, 1, False)
        checks.append(
            Check(CheckKind.BALANCE, column.index, other.index, (assets.index,), (1,), right.value, left.value, doubt)
        )
    return checks


def _is_total_assets(item: LineItem) -> bool:
    return folded(item.label) in ("total assets", "totals assets", "assets total", "total")


def _is_total_claims(item: LineItem) -> bool:
    text = words(item.label)
    if text[:1] != ("total",):
        return False
    return "liabilities" in text and any(
        word in text for word in ("equity", "deficit", "capital", "investment", "deficiency", "assets", "interest")
    )
