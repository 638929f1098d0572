"""Which grids are statements, and of which kind: by their titles, heads and row labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from converter.statements import vocabulary
from converter.statements.rollforward import rolled_kind
from converter.statements.scale import read_currency, read_scale
from converter.statements.statement import StatementKind
from converter.statements.wording import folded, title_like, words
from converter.tables.grid import FigureKind, Grid, GridRow

FACE = (
    StatementKind.BALANCE,
    StatementKind.INCOME,
    StatementKind.COMPREHENSIVE_INCOME,
    StatementKind.CASH_FLOW,
    StatementKind.EQUITY,
)
LAST_PAGE = 400  # page numbers are whole and below
ABOVE = 6  # lines above a title that may name the note it stands in
TITLE_WORDS = 16  # a longer line is prose, not a title


@dataclass(frozen=True, slots=True)
class Classified:
    """`shape` is the kind whose labels the table has, which for a parent-only or selected table differs from `kind`.

    `title` is the index, in the texts given, of the line that named the kind.
    """

    kind: StatementKind
    shape: StatementKind
    score: int
    title: int | None = None


def classify(grid: Grid, titles: Sequence[str], rows: Sequence[GridRow]) -> Classified | None:
    """The kind of a grid, or None for a table that is no statement. `titles` come outermost first."""
    found = _classify(grid, titles, rows)
    if found is not None and found.kind is StatementKind.INCOME and _tells_of_balances(rows):
        return replace(found, kind=StatementKind.SELECTED)
    if found is not None and found.kind in _FLOWING_FACES:
        heads, labels = [column.head for column in grid.columns], [row.label for row in rows]
        rolled = rolled_kind(heads, labels, titles)
        if rolled is not None:
            return replace(found, kind=rolled, shape=rolled)
    return found


# kinds by whose labels a table of components between dated balances may be mistaken for a statement
_FLOWING_FACES = (StatementKind.COMPREHENSIVE_INCOME, StatementKind.INCOME)


def _tells_of_balances(rows: Sequence[GridRow]) -> bool:
    """Total assets among sales and earnings: a summary of several statements, not one of income."""
    return any(
        words(row.label)[-2:] == ("total", "assets") and any(cell.figure is not None for cell in row.cells)
        for row in rows
    )


def _classify(grid: Grid, titles: Sequence[str], rows: Sequence[GridRow]) -> Classified | None:
    figures = sum(_is_amount(cell.figure.kind) for row in rows for cell in row.cells if cell.figure is not None)
    if figures < 2:
        return None
    known = vocabulary.kinds()
    by_label = _label_scores([row.label for row in rows])
    named = _title_kind(titles)
    dropped = _is_dropped(grid, titles)
    if _is_index(rows) or _counts_things(grid, titles):
        return None
    shape = max(FACE, key=lambda kind: by_label.get(kind, 0))
    best = by_label.get(shape, 0)
    if shape is StatementKind.EQUITY and not _has_components(grid):
        rest = [kind for kind in FACE if kind is not StatementKind.EQUITY]
        other = max(rest, key=lambda kind: by_label.get(kind, 0))
        if named is None or named[0] is not StatementKind.EQUITY:
            shape, best = other, by_label.get(other, 0)
    if dropped and best < known.threshold:
        return None
    if named is not None:
        kind, line = named
        if kind in FACE:
            support = by_label.get(kind, 0)
            if support < known.threshold and any(is_enumerated(title) for title in titles[line:]):
                return Classified(StatementKind.OTHER, shape, best, line) if _is_money(grid, titles) else None
            if support >= known.threshold or (support and support * 2 >= best) or best < known.threshold:
                if kind is StatementKind.EQUITY and best >= 3 * max(support, 1) and best >= 10:
                    return Classified(shape, shape, best, line)
                if kind is StatementKind.COMPREHENSIVE_INCOME and by_label.get(StatementKind.INCOME, 0) > 2 * support:
                    return Classified(StatementKind.INCOME, StatementKind.INCOME, best, line)
                if support == 0 and dropped:
                    return None
                return Classified(kind, kind, support + known.title_weight, line)
            return Classified(shape, shape, best, None)
        if kind is StatementKind.SEGMENT and best >= 3 * known.threshold and not by_label.get(kind, 0):
            return Classified(shape, shape, best, None)
        return Classified(kind, shape, best + known.title_weight, line)
    if dropped and best < 2 * known.threshold:
        return None
    if _is_face(shape, by_label, known.threshold) and (not _in_notes(titles) or best >= 4 * known.threshold):
        return Classified(shape, shape, best, None)
    if by_label.get(StatementKind.SEGMENT, 0) >= known.threshold:
        return Classified(StatementKind.SEGMENT, shape, by_label[StatementKind.SEGMENT], None)
    if dropped or not _is_money(grid, titles):
        return None
    return Classified(StatementKind.OTHER, shape, best, None)


def _is_index(rows: Sequence[GridRow]) -> bool:
    """A list of the statements themselves, with their pages."""
    named = {kind for row in rows for _, _, kind in vocabulary.kinds().titles.find(words(row.label)) if kind in FACE}
    listed = sum(
        label.startswith(("consolidated ", "statement", "balance sheet", "report of", "notes to", "independent"))
        for label in (folded(row.label) for row in rows)
    )
    pages = [abs(cell.figure.value) for row in rows for cell in row.cells if cell.figure and cell.figure.value]
    numbered = bool(pages) and max(pages) < LAST_PAGE and all(page == int(page) for page in pages)
    return (len(named) >= 3 and listed >= 3) or (
        numbered and (listed >= 1 or len(named) >= 2) and len(pages) <= 2 * len(rows)
    )


def _counts_things(grid: Grid, titles: Sequence[str]) -> bool:
    """Columns of barrels, acres or people."""
    heads = [column.head for column in grid.columns] + [grid.stub_head, *titles[-2:]]
    return any(head in vocabulary.kinds().drop_units for head in heads)


def _is_money(grid: Grid, titles: Sequence[str]) -> bool:
    if any(cell.figure is not None and cell.figure.currency for row in grid.rows for cell in row.cells):
        return True
    texts = [*titles[-4:], grid.stub_head, *(column.head for column in grid.columns)]
    return any(read_scale(text) is not None or read_currency(text) is not None for text in texts)


def _is_amount(kind: FigureKind) -> bool:
    return kind in (FigureKind.NUMBER, FigureKind.DASH)


_ENUMERATED = re.compile(
    r"^\s*(?:note\s{1,3})?(?:\(?[0-9]{1,2}[.):]|\(?[A-Z][.)]\s|\([a-z]\)|note\s{1,3}[0-9A-Z])", re.IGNORECASE
)


def is_enumerated(title: str) -> bool:
    """Whether a line begins with the number or letter of a note."""
    return _ENUMERATED.match(title) is not None


def _in_notes(titles: Sequence[str]) -> bool:
    """Whether the lines right above are the number and name of a note."""
    return any(is_enumerated(title) for title in titles[-4:])


def _is_face(shape: StatementKind, scores: dict[StatementKind, int], threshold: int) -> bool:
    """Without a title a table must have the labels of a whole statement, not of one of its notes."""
    return scores.get(shape, 0) >= (2 * threshold)


def _label_scores(labels: Sequence[str]) -> dict[StatementKind, int]:
    """Each phrase counts once, however many rows have it."""
    seen: set[tuple[StatementKind, str]] = set()
    scores: dict[StatementKind, int] = {}
    for label in labels:
        for start, _, (kind, weight, phrase) in vocabulary.kinds().labels.find(words(label)):
            if start > 3 or (kind, phrase) in seen:
                continue
            seen.add((kind, phrase))
            scores[kind] = scores.get(kind, 0) + weight
    return scores


def _title_kind(titles: Sequence[str]) -> tuple[StatementKind, int] | None:
    """The kind that the nearest title line names; of several phrases in a line the longest decides."""
    known = vocabulary.kinds()
    for place in range(len(titles) - 1, -1, -1):
        text = words(titles[place])
        if not text or not title_like(titles[place]):
            continue
        best: tuple[int, StatementKind] | None = None
        for start, end, kind in known.titles.find(text):
            if best is None or end - start > best[0]:
                best = (end - start, kind)
            if kind is StatementKind.PARENT_ONLY:
                return kind, place  # whatever statement it is
        if best is not None and (best[0] >= 2 or best[0] == len(text) or best[1] is StatementKind.SEGMENT):
            above = titles[:place] if "consolidated" not in text else titles[max(place - 2, 0) : place]
            if best[1] in FACE and _in_parent_note(above):
                return StatementKind.PARENT_ONLY, place
            return best[1], place
    return None


def _in_parent_note(titles: Sequence[str]) -> bool:
    """Whether the lines above a statement's title name the note that condenses the parent company's own."""
    return any(
        kind is StatementKind.PARENT_ONLY
        for title in titles[-ABOVE:]
        if title_like(title.rstrip(" :")) and len(words(title)) <= TITLE_WORDS
        for _, _, kind in vocabulary.kinds().titles.find(words(title))
    )


def names_kind(title: str) -> bool:
    """Whether a line names a face statement."""
    found = vocabulary.kinds().titles.find(words(title)) if title_like(title) else ()
    return any(kind in FACE and end - start > 1 for start, end, kind in found)


def _is_dropped(grid: Grid, titles: Sequence[str]) -> bool:
    known = vocabulary.kinds()
    heads = [folded(head.text) for column in grid.columns for head in column.heads] + [folded(grid.stub_head)]
    if sum(head in known.drop_heads for head in heads) >= 1 and not any(
        folded(head) in ("amount", "total") for head in heads
    ):
        return True
    if any(_is_page_head(column.head) for column in grid.columns):
        return True
    return any(
        title in known.drop_titles
        for title in titles[-3:]
        if len(words(title)) <= TITLE_WORDS and not title.rstrip().endswith(".")  # the end of a sentence before
    )


def _is_page_head(head: str) -> bool:
    text = words(head)
    return "page" in text[:2] and not {"ended", "amount", "total"} & set(text)


def _has_components(grid: Grid) -> bool:
    return sum(column.head in vocabulary.bases().equity for column in grid.columns) >= 2
