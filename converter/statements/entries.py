"""Rows of a statement before they are dated: headings, what each row measures, and the sums that hold among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from converter.statements import vocabulary
from converter.statements.added_rows import MeasuredRow, added_measures
from converter.statements.body import is_head_row
from converter.statements.draft import Draft, money_is_whole
from converter.statements.footing import Row, Sum, find_sums
from converter.statements.measures import heads_ratios, is_small_fraction, measure
from converter.statements.outline import Place, outline
from converter.statements.quantities import counts_below
from converter.statements.statement import Basis, Column, Measure, Period, StatementKind
from converter.statements.wording import words
from converter.tables.grid import Figure, FigureKind, GridRow, Rule

_OF_SHARES = re.compile(
    r"\W{0,9}(?:changes in )?(?:the )?(?:number of )?(?:common |preferred |treasury )?shares of "
    r"(?:[\w.&'-]+ ){0,4}stock\b",
    re.I,
)
_MONEY_NAMED = frozenset({"amount", "amounts", "cost", "costs", "price", "prices", "value", "proceeds", "dollars", "$"})
_FIRST, _SECOND = frozenset({"basic", "primary"}), frozenset({"diluted", "fully", "assuming", "dilution", "full"})


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


@dataclass(frozen=True, slots=True)
class Measured:
    """Rows with their measures and places, and the sums among them, by place in `entries`."""

    entries: tuple[Entry, ...]
    places: tuple[Place, ...]
    sums: tuple[Sum, ...]


def measured_rows(draft: Draft, found: Sequence[Entry], columns: Sequence[Column]) -> Measured:
    """What each row measures: by its own words, those above it, the sums it is in and the rows beside it. Measures tell
    the sums, and sums tell the places by which rows are measured once more."""
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
    return Measured(tuple(added), _with_totals(measured, added, places), sums)


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
