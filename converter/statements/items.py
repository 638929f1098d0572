"""Rows to line items: the period and the value in full units of every figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from converter.statements.carried import carried_years
from converter.statements.classify import FACE
from converter.statements.draft import Draft
from converter.statements.entries import Entry, figures_of, is_heading, measured_rows
from converter.statements.footing import Sum
from converter.statements.leaning import agreed_by_sums, lean_of, sides_of_sums
from converter.statements.moments import (
    Lean,
    across_period,
    across_quarters,
    carries,
    edge_of,
    falling_due,
    is_cash,
    is_change,
    is_dated,
    moment,
    named_balance,
    names_a_day,
    names_balance,
    rolling,
    row_period,
)
from converter.statements.outline import Place
from converter.statements.quantities import power
from converter.statements.rollforward import Line, stated_moment, timeline
from converter.statements.row_years import years_in_rows
from converter.statements.scale import read_scale
from converter.statements.standing import columns_of_balances, holds_balances
from converter.statements.statement import (
    Basis,
    Cell,
    Column,
    LineItem,
    Measure,
    Period,
    Scale,
    StatementKind,
)
from converter.statements.wording import words
from converter.tables.grid import Figure, FigureKind


def line_items(
    draft: Draft, found: Sequence[Entry], columns: Sequence[Column], scale: Scale
) -> tuple[tuple[LineItem, ...], tuple[Sum, ...]]:
    """The items, and the sums among them by item index."""
    rows = measured_rows(draft, found, columns)
    measured, places, sums = rows.entries, rows.places, rows.sums
    parents = {
        part: (total.total, weight) for total in sums for part, weight in zip(total.parts, total.weights, strict=True)
    }
    position = {index: place for place, index in enumerate(draft.body.columns)}
    told = [
        None if entry.heading else (entry.row.label, place.section, entry.measure)
        for entry, place in zip(measured, places, strict=True)
    ]
    named = [entry.row.label for entry in measured]
    stands = holds_balances(draft, named)
    side = Lean.BALANCES if stands else lean_of(draft, told)
    held = columns_of_balances(draft, named)
    plain = [
        (each.total, each.parts)
        for each in sums
        if not any(carries(measured[row].row.label) for row in (each.total, *each.parts))
    ]
    agreed = agreed_by_sums(draft, side, told, plain)
    sides = sides_of_sums(side, told, plain)
    items = []
    turned = across_quarters([entry.row.label for entry in measured if not entry.heading])
    runs = (draft.kind is StatementKind.EQUITY or draft.rolls) and not draft.of_plan
    apart = sum(column.basis is Basis.COMPONENT for column in columns) > 1
    lines = _lines(measured, places)
    times = timeline(lines, draft.fiscal, draft.filed, apart, draft.beside) if runs else None
    rolled = rolling(named)
    due = falling_due(named, [entry.heading for entry in measured])
    years = {} if draft.kind in FACE else carried_years(lines, columns, draft.body.columns, draft.fiscal)
    called = {} if draft.kind in FACE else years_in_rows(draft.body)
    closed = False  # the cash at the end of the period has been shown; what it consists of may follow
    for index, (entry, place) in enumerate(zip(measured, places, strict=True)):
        if draft.form is StatementKind.CASH_FLOW:
            if closed and is_cash(entry.row.label) and not is_heading(entry.row):
                entry = replace(entry, periods=tuple(map(_end, entry.periods)), timed=True)
            closed = closed or moment(entry.row.label, place.section) == "closing"
        if times is not None:
            entry = replace(entry, periods=(times[index],) * len(columns), timed=True)
        elif turned:
            entry = replace(entry, periods=(None,) * len(columns))
        elif index in rolled:
            over = years if entry.row.label else {}  # a sum without a label may have the opening balance in it
            entry = replace(
                entry,
                periods=tuple(
                    p if p is None or p.start is not None else over.get(column)
                    for column, p in enumerate(entry.periods)
                ),
            )
        parent, weight = parents.get(index, (None, 1))
        if parent is not None and _is_roll_forward(measured, index, parent, draft.kind):
            parent, weight = None, 1
        flow = moment(entry.row.label, place.section) is None and not names_a_day(words(entry.row.label))
        own = sides.get(index, side)
        moved = (index in rolled and flow) or (not stands and is_change(entry.row.label, figures_of(entry.row)))
        ends = frozenset() if moved or index in rolled or entry.timed else held
        item = _item(
            index, entry, place, draft, columns, scale, position, own, parent, weight, moved, agreed.get(index), ends
        )
        item = _of_year(item, called[entry.row.span], columns) if entry.row.span in called else item
        items.append(_standing(item) if index in due else item)
    return tuple(items), sums


def _of_year(item: LineItem, year: int, columns: Sequence[Column]) -> LineItem:
    """A row that a column calls by its year: that column is no amount, and figures of another year have no period."""
    cells = []
    for cell in item.cells:
        if cell.figure.value == year:
            continue
        own = columns[cell.column].period
        other = own is not None and own.end.year != year
        cells.append(replace(cell, period=None, undated=True) if other else cell)
    return replace(item, cells=tuple(cells))


def _standing(item: LineItem) -> LineItem:
    """Of amounts that fall due those of a day: they have been reported over no time."""
    cells = (
        replace(cell, period=None, undated=True) if cell.period is not None and cell.period.start is not None else cell
        for cell in item.cells
    )
    return replace(item, cells=tuple(cells))


def _lines(found: Sequence[Entry], places: Sequence[Place]) -> list[Line]:
    return [
        Line(
            entry.row.label,
            place.section[-1] if place.section else "",
            {
                cell.column: cell.figure.value
                for cell in entry.row.cells
                if cell.figure is not None and cell.figure.value is not None
            },
        )
        for entry, place in zip(found, places, strict=True)
    ]


def _end(period: Period | None) -> Period | None:
    return None if period is None else Period(period.end)


def _is_roll_forward(found: Sequence[Entry], part: int, total: int, kind: StatementKind) -> bool:
    """A balance is no part of a flow, nor a flow of a balance: such sums are checks, not calculations."""
    if kind in (StatementKind.BALANCE,):
        return False
    return any(
        moment(found[row].row.label, found[row].section) or stated_moment(found[row].row.label) for row in (part, total)
    )


def _item(
    index: int,
    entry: Entry,
    place: Place,
    draft: Draft,
    columns: Sequence[Column],
    scale: Scale,
    position: Mapping[int, int],
    side: Lean,
    parent: int | None,
    weight: int,
    moved: bool,
    agreed: bool | None,
    held: frozenset[int],
) -> LineItem:
    """`moved` says that the row is no balance, whatever its words: it stands between those of a roll-forward, or is a
    change. `agreed` is whether the sum that it is part of makes it one, where that tells. In the columns that are
    `held` its figures are balances."""
    row = entry.row
    across = draft.across
    cells = []
    for cell in row.cells:
        if cell.figure is None or cell.figure.kind is FigureKind.NOTE or cell.column not in position:
            continue
        column = columns[position[cell.column]]
        kind = column.measure_of(entry.measure, cell.figure)
        power = _power(kind, row.label, place.section, column, scale, cell.figure)
        period = entry.periods[position[cell.column]]
        own = entry.timed or across is not None or draft.kind is StatementKind.EQUITY
        if period is not None and not own and is_dated(row.label) and not _is_edge(row.label, place.section, period):
            period = None  # the row tells of another time than its column
        if period is not None and across is not None:
            period = across_period(across[position[cell.column]], period)
        elif period is not None and not own and names_balance(row.label):
            period = named_balance(row.label, period)
        elif period is not None and position[cell.column] in held:
            period = edge_of(row.label, place.section, period) or Period(period.end)
        elif period is not None and not entry.timed and not (moved and period.start is not None):
            period = row_period(row.label, place.section, period, side, entry.measure, agreed, draft.ending)
        value = _value(cell.figure, power, kind)
        cells.append(Cell(position[cell.column], cell.figure, value, power, period, undated=period is None))
    note = next(
        (cell.text for cell in row.cells if cell.figure is not None and cell.figure.kind is FigureKind.NOTE), None
    )
    return LineItem(
        index,
        row.label,
        row.label_spans,
        place.role,
        entry.measure,
        place.depth,
        place.section,
        tuple(cells),
        row.span,
        parent,
        weight,
        note,
    )


def _is_edge(label: str, section: tuple[str, ...], column: Period) -> bool:
    """Whether a row is the balance of a day on which its column's period begins or ends."""
    return names_a_day(words(label)) and edge_of(label, section, column) is not None


def _power(kind: Measure, label: str, section: tuple[str, ...], column: Column, scale: Scale, figure: Figure) -> int:
    """The power of ten of one figure: its row's own phrase, its column's, the statement's."""
    if kind is Measure.PERCENT:
        return -2
    if kind is Measure.PURE:
        return power(label, section, column.head if column.measure is kind else "")
    if kind is Measure.TEXT:
        return 0
    if kind is Measure.PER_SHARE:
        return scale.per_share
    if figure.decimals >= 2 and scale.money == 3 and kind is Measure.SHARES:
        return scale.shares
    own = read_scale(label) or next((s for s in map(read_scale, reversed(section)) if s is not None), None)
    if own is not None and not (own.of_shares and kind is Measure.MONEY):
        return own.money
    used = column.scale or scale
    return used.shares if kind is Measure.SHARES else used.money


def _value(figure: Figure, power: int, kind: Measure) -> Decimal | None:
    if figure.value is None or figure.kind is FigureKind.NOT_MEANINGFUL:
        return None
    if figure.kind is FigureKind.DASH:
        return None if kind in (Measure.PERCENT, Measure.PURE, Measure.TEXT) else Decimal(0)
    value = figure.value.scaleb(power)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
