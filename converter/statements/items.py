"""Rows to line items: measure, place, value in full units, and the sums that hold among them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from converter.statements import vocabulary
from converter.statements.added_rows import MeasuredRow, added_measures
from converter.statements.body import is_head_row
from converter.statements.carried import carried_years
from converter.statements.classify import FACE
from converter.statements.draft import Draft, money_is_whole
from converter.statements.footing import Row, Sum, find_sums
from converter.statements.leaning import agreed_by_sums, lean_of, sides_of_sums
from converter.statements.measures import heads_ratios, is_small_fraction, measure
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
from converter.statements.outline import Place, outline
from converter.statements.quantities import counts_below, power
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
from converter.tables.grid import Figure, FigureKind, GridRow, Rule

_OF_SHARES = re.compile(
    r"\W{0,9}(?:changes in )?(?:the )?(?:number of )?(?:common |preferred |treasury )?shares of "
    r"(?:[\w.&'-]+ ){0,4}stock\b",
    re.I,
)
_MONEY_NAMED = frozenset({"amount", "amounts", "cost", "costs", "price", "prices", "value", "proceeds", "dollars", "$"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the statement with what was found of it. `periods` are those of the block of rows it belongs to."""

    row: GridRow
    heading: bool
    periods: tuple[Period | None, ...]
    measure: Measure = Measure.MONEY
    section: tuple[str, ...] = ()
    timed: bool = False  # `periods` are the row's own


def figures_of(row: GridRow) -> list[Figure]:
    return [cell.figure for cell in row.cells if cell.figure is not None and cell.figure.kind is not FigureKind.NOTE]


def is_heading(row: GridRow) -> bool:
    return not figures_of(row)


def entries(draft: Draft, blocks: Sequence[tuple[Period | None, ...]]) -> list[Entry]:
    """`blocks` gives the columns' periods for each row of the body. Head rows are left out."""
    found = []
    for row, periods in zip(draft.body.rows, blocks, strict=True):
        if is_head_row(row) or (is_heading(row) and not row.label):
            continue
        found.append(Entry(row, is_heading(row), periods))
    return found


def line_items(
    draft: Draft, found: Sequence[Entry], columns: Sequence[Column], scale: Scale
) -> tuple[tuple[LineItem, ...], tuple[Sum, ...]]:
    """The items, and the sums among them by item index."""
    whole = money_is_whole(draft.body)
    beside = {
        draft.body.columns[place]
        for place, column in enumerate(columns)
        if column.basis in (Basis.PERCENT, Basis.CHANGE) or column.measure is not None
    }
    counted = any(column.measure is Measure.SHARES for column in columns)
    rough = outline([entry.row for entry in found], [entry.heading for entry in found], {})
    priced = _priced(found, rough, beside)
    topic = _topic(draft)
    measured = [
        replace(entry, measure=_measure(entry, place, draft, topic, whole, beside, counted, priced))
        for entry, place in zip(found, rough, strict=True)
    ]
    sums = _sums(draft, measured, columns)
    places = outline(
        [entry.row for entry in measured],
        [entry.heading for entry in measured],
        {total.total: total.parts for total in sums},
    )
    priced = _priced(measured, places, beside)
    measured = [
        replace(entry, measure=_measure(entry, place, draft, topic, whole, beside, counted, priced))
        for entry, place in zip(measured, places, strict=True)
    ]
    measured = _with_ratios(measured, places)
    added = _with_added(_with_twins(measured), beside)
    places = _with_totals(measured, added, places)
    measured = added
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


_FIRST, _SECOND = frozenset({"basic", "primary"}), frozenset({"diluted", "fully", "assuming", "dilution", "full"})


def _with_twins(found: Sequence[Entry]) -> list[Entry]:
    """A row that says no more than "Diluted" measures what the row before it did: "Average shares - Basic"."""
    result = list(found)
    for place in range(1, len(result)):
        before, entry = result[place - 1], result[place]
        alone = bool(words(entry.row.label)) and set(words(entry.row.label)) <= _SECOND
        if alone and words(before.row.label)[-1:] and words(before.row.label)[-1] in _FIRST:
            result[place] = replace(entry, measure=before.measure)
    return result


def _with_ratios(found: Sequence[Entry], places: Sequence[Place]) -> list[Entry]:
    """Below a heading of ratios the first row may have the percent signs of all."""
    signed = {
        place.section
        for entry, place in zip(found, places, strict=True)
        if entry.measure is Measure.PERCENT and place.section and heads_ratios(place.section[-1])
        if any(figure.kind is FigureKind.PERCENT for figure in figures_of(entry.row))
    }
    return [
        replace(entry, measure=Measure.PERCENT)
        if place.section in signed and not entry.heading and is_small_fraction(_numbers(entry.row))
        else entry
        for entry, place in zip(found, places, strict=True)
    ]


def _numbers(row: GridRow) -> list[Figure]:
    return [figure for figure in figures_of(row) if figure.kind is FigureKind.NUMBER and figure.value is not None]


def _with_added(found: Sequence[Entry], beside: set[int]) -> list[Entry]:
    rows = [
        MeasuredRow(
            Measure.TEXT if entry.heading else entry.measure,
            {c.column: c.figure for c in entry.row.cells if c.figure is not None and c.column not in beside},
        )
        for entry in found
    ]
    added = added_measures(rows)
    return [replace(entry, measure=added.get(place, entry.measure)) for place, entry in enumerate(found)]


def _with_totals(before: Sequence[Entry], after: Sequence[Entry], places: Sequence[Place]) -> tuple[Place, ...]:
    """The total of what was counted stands under the heading of what it adds up, which may tell in what it counts."""
    found = list(places)
    for place, (old, new) in enumerate(zip(before, after, strict=True)):
        if place and new.measure is Measure.PURE and old.measure is not Measure.PURE and not found[place].section:
            found[place] = replace(found[place], section=found[place - 1].section)
    return tuple(found)


def _is_roll_forward(found: Sequence[Entry], part: int, total: int, kind: StatementKind) -> bool:
    """A balance is no part of a flow, nor a flow of a balance: such sums are checks, not calculations."""
    if kind in (StatementKind.BALANCE,):
        return False
    return any(
        moment(found[row].row.label, found[row].section) or stated_moment(found[row].row.label) for row in (part, total)
    )


def _priced(found: Sequence[Entry], places: Sequence[Place], beside: set[int]) -> set[tuple[str, ...]]:
    """The sections that print a currency at a whole amount: they count nothing, whatever their headings say."""
    return {
        place.section
        for entry, place in zip(found, places, strict=True)
        for cell in entry.row.cells
        if cell.column not in beside and cell.figure and cell.figure.currency and cell.figure.decimals < 2
    }


def _measure(
    entry: Entry,
    place: Place,
    draft: Draft,
    topic: tuple[str, ...],
    whole: bool,
    beside: set[int],
    counted: bool,
    priced: set[tuple[str, ...]],
) -> Measure:
    """`beside` are the grid columns that measure something else than the others: percentages, changes, shares; where
    shares are `counted` in a column of their own, no other column counts them, nor do rows of a `priced` section that
    do not say so themselves."""
    if entry.heading:
        return Measure.TEXT
    own = [
        cell.figure
        for cell in entry.row.cells
        if cell.figure is not None and cell.figure.kind is not FigureKind.NOTE and cell.column not in beside
    ]
    figures = own or figures_of(entry.row)
    kind = draft.shape if draft.kind is StatementKind.PARENT_ONLY else draft.kind
    found = measure(entry.row.label, place.section or topic, figures, kind, whole)
    if found is Measure.SHARES and place.section in priced:
        found = measure(entry.row.label, (), figures, kind, whole)
    return Measure.MONEY if counted and found is Measure.SHARES else found


def _topic(draft: Draft) -> tuple[str, ...]:
    """The title of a note that says what all of its rows count: "Average number of customers", "Shares of common
    stock" over figures none of which is money."""
    if draft.kind is not StatementKind.OTHER or draft.title is None:
        return ()
    text = draft.title.text
    return (text,) if counts_below(text) or (_OF_SHARES.match(text) and _has_no_money(draft)) else ()


def _has_no_money(draft: Draft) -> bool:
    rows = draft.body.rows
    whole = all(figure.currency is None and not figure.decimals for row in rows for figure in figures_of(row))
    return whole and not any(
        _MONEY_NAMED & set(words(text)) for text in (*draft.body.heads, *(row.label for row in rows))
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


# --- arithmetic


def _sums(draft: Draft, found: Sequence[Entry], columns: Sequence[Column]) -> tuple[Sum, ...]:
    """Sums among the money rows, by entry index."""
    usable = [
        place
        for place, column in enumerate(columns)
        if column.basis not in (Basis.PERCENT, Basis.CHANGE) and column.measure is None
    ]
    if not usable:
        return ()
    grid_columns = [draft.body.columns[place] for place in usable]
    indices = [i for i, entry in enumerate(found) if not entry.heading and entry.measure is Measure.MONEY]
    decimals = max(
        (figure.decimals for i in indices for figure in figures_of(found[i].row) if figure.kind is FigureKind.NUMBER),
        default=0,
    )
    rows = [_footing_row(found, i, grid_columns, min(decimals, 4), indices) for i in indices]
    return tuple(
        Sum(indices[s.total], tuple(indices[part] for part in s.parts), s.weights, s.off) for s in find_sums(rows)
    )


def _footing_row(
    found: Sequence[Entry], index: int, columns: Sequence[int], decimals: int, indices: Sequence[int]
) -> Row:
    row = found[index].row
    tables = vocabulary.rows()
    amounts: list[int | None] = []
    by_column = {cell.column: cell.figure for cell in row.cells}
    for column in columns:
        figure = by_column.get(column)
        if figure is None or figure.value is None or figure.kind in (FigureKind.PERCENT, FigureKind.NOTE):
            amounts.append(None)
        else:
            amounts.append(int(figure.value.scaleb(decimals)))
    text = words(row.label)
    starts = {start for start, _, _ in tables["total"].find(text)}
    ruled = row.rule_above is not Rule.NONE and row.rule_below is not Rule.NONE
    breaks = index > 0 and found[index - 1].heading
    return Row(
        tuple(amounts),
        totals=0 in starts or ruled or not text,
        minus=next(tables["minus"].find(text), None) is not None,
        loss=next(tables["loss"].find(text), None) is not None,
        breaks=breaks or index == indices[0],
        bare=not text,
    )
