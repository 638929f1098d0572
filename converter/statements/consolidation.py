"""Columns that are the parts of a consolidation - the parent, guarantors, eliminations - and their whole.

wholes          which columns the heads call the consolidated total
consolidation   the parts by their names, the wholes borne out by what they add up or by the title
proved_period   the period of such a table that states none, by the statement that its whole repeats
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from converter.statements import vocabulary
from converter.statements.body import Body
from converter.statements.statement import Basis, Measure, Period, Statement, StatementKind
from converter.statements.wording import words
from converter.tables.grid import Figure, FigureKind, GridRow

ROWS = 3  # so many rows that add up bear a whole out
PROOF = 5  # figures that the whole has in common with the statement of its period
SHARE = Decimal("0.6")  # and their share of the whole's figures
TELLING = 100  # smaller figures are alike by chance


def is_consolidation(names: Iterable[tuple[str, ...]]) -> bool:
    """Whether one of the heads, as words, is that of a part which only a consolidation has."""
    known = vocabulary.bases().parts
    return any(next(known.find(name), None) is not None for name in names)


def wholes(names: Sequence[str]) -> tuple[int, ...]:
    """The places of the consolidated totals, each the last of as many columns; empty for other tables."""
    told = [words(name) for name in names]
    if len(told) < 3 or not is_consolidation(told):
        return ()
    known = vocabulary.bases()
    found = [
        place
        for place, name in enumerate(told)
        if next(known.parts.find(name), None) is None
        and (" ".join(name) in known.reported or "consolidated" in (*name[:2], *name[-1:]))
        and not {"pro", "forma"} <= set(name)
    ]
    sizes = {right - left for left, right in zip([-1, *found], found, strict=False)}
    return tuple(found) if len(sizes) == 1 and min(sizes) > 2 and found[-1] == len(told) - 1 else ()


def consolidation(body: Body) -> tuple[str | None, ...]:
    """The name of the part in each column, None for a whole; empty where the table is no consolidation, or supposes
    one (pro forma). A total that neither its name, the title nor the parts prove is a part as well."""
    found = wholes(body.names)
    titles = [set(words(title)) for title in body.titles]
    if not found or any({"pro", "forma"} <= title for title in titles):
        return ()
    titled = any({"consolidating", "combining"} & title for title in titles)
    known = vocabulary.bases().reported
    own = all(" ".join(words(body.names[place])) in known for place in found)
    proved = found if own or titled or _adds_up(body, found) else ()
    return tuple(None if place in proved else _part(name) for place, name in enumerate(body.names))


def _part(name: str) -> str:
    """A name less the conjunction that a head broken over several lines left before it."""
    return name.removeprefix("AND ").removeprefix("and ").strip()


def _adds_up(body: Body, found: Sequence[int]) -> bool:
    """Whether the columns before each whole add up to it, in nearly all rows that tell."""
    held = tried = 0
    for row in body.rows:
        by_column = {cell.column: cell.figure for cell in row.cells if cell.figure is not None}
        first = 0
        for whole in found:
            parts = [by_column.get(body.columns[place]) for place in range(first, whole)]
            amounts = [figure.value for figure in parts if figure is not None and figure.value]
            total = by_column.get(body.columns[whole])
            first = whole + 1
            if total is None or not total.value or len(amounts) < 2:
                continue
            unit = Decimal(1).scaleb(-total.decimals)
            tried += 1
            held += abs(sum(amounts, Decimal(0)) - total.value) <= unit * len(amounts)
    return held >= ROWS and held >= Decimal("0.8") * tried


# --- proof of the period


def proved_period(body: Body, kind: StatementKind, scale: int, statements: Iterable[Statement]) -> Period | None:
    """The one period of the plain statements of the kind whose figures the whole of an undated table repeats. `scale`
    is the power of ten of the table's amounts."""
    found = wholes(body.names)
    if len(found) != 1:
        return None
    figures = frozenset(
        abs(cell.figure.value.scaleb(scale))
        for row in body.rows
        for cell in row.cells
        if cell.column == body.columns[found[0]]
        and cell.figure is not None
        and cell.figure.value
        and _tells(cell.figure)
    )
    alike: Counter[Period] = Counter()
    for statement in statements:
        if statement.kind is not kind:
            continue
        for column in statement.columns:
            if column.basis is Basis.REPORTED and column.member is None and column.period is not None:
                common = len(figures & _figures(statement, column.index))
                alike[column.period] = max(alike[column.period], common)
    ranked = alike.most_common(2)
    if not ranked or ranked[0][1] < PROOF or ranked[0][1] < SHARE * len(figures):
        return None
    if len(ranked) > 1 and 2 * ranked[1][1] >= ranked[0][1]:
        return None
    return ranked[0][0]


def _tells(figure: Figure) -> bool:
    return figure.kind is FigureKind.NUMBER and figure.value is not None and abs(figure.value) >= TELLING


def _figure(row: GridRow, column: int) -> Figure | None:
    return next((cell.figure for cell in row.cells if cell.column == column), None)


def _figures(statement: Statement, column: int) -> frozenset[Decimal]:
    """The telling amounts of a column in full units, whatever their signs."""
    return frozenset(
        abs(cell.value)
        for item in statement.items
        if item.measure is Measure.MONEY
        for cell in item.cells
        if cell.column == column and cell.value and _tells(cell.figure)
    )
