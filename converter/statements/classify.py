"""Which grids are statements, and of which kind: by their titles, heads and row labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

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
SUBJECT = 3  # words of the head of a schedule; fewer are its number
TITLE_WORDS = 16  # a longer line is prose, not a title
NAME_WORDS = 12  # a longer line is no company's name and its statement's
MOST_OF_WHOLE = 400  # per cent of sales: losses and costs may be more than these
PERCENTAGES = 0.8  # of a table's figures; more, and it reports no amounts


@dataclass(frozen=True, slots=True)
class Classified:
    """`shape` is the kind whose labels the table has, which for a parent-only or selected table differs from `kind`.

    `title` is the index, in the texts given, of the line that named the kind; `named` tells that the line is the name
    of a statement rather than of what it tells of. `by_shape` is set for a table that is no primary statement, but
    whose rows are to be read as those of a statement of its `shape`.
    """

    kind: StatementKind
    shape: StatementKind
    score: int
    title: int | None = None
    named: bool = False
    by_shape: bool = False


@dataclass(frozen=True, slots=True)
class _Title:
    kind: StatementKind
    place: int
    named: bool = False
    explains: StatementKind | None = None  # the statement whose name stands in the title of a note on it


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
    by_label = label_scores([row.label for row in rows])
    named = _title_kind(titles)
    dropped = _is_dropped(grid, titles)
    if _is_index(rows) or _counts_things(grid, titles):
        return None
    shape = max(FACE, key=lambda kind: by_label.get(kind, 0))
    best = by_label.get(shape, 0)
    if shape is StatementKind.EQUITY and not _has_components(grid):
        rest = [kind for kind in FACE if kind is not StatementKind.EQUITY]
        other = max(rest, key=lambda kind: by_label.get(kind, 0))
        if named is None or named.kind is not StatementKind.EQUITY:
            shape, best = other, by_label.get(other, 0)
    if dropped and best < known.threshold:
        return None
    if _is_of_shares_of_a_whole(titles, rows):
        return None
    if _is_of_other_order(grid) or _is_of_percentages(rows):
        return Classified(StatementKind.OTHER, shape, best, None) if is_money(grid, titles) and not dropped else None
    if named is not None:
        kind, line = named.kind, named.place
        if kind is StatementKind.OTHER:
            if not is_money(grid, titles) or (dropped and best < 2 * known.threshold):
                return None
            like = named.explains
            return Classified(kind, like or shape, best, line, by_shape=like is not None)
        if kind in FACE:
            support = by_label.get(kind, 0)
            if support < known.threshold and any(is_enumerated(title) for title in titles[line:]):
                return Classified(StatementKind.OTHER, shape, best, line) if is_money(grid, titles) else None
            least = 3 if named.named and is_bare_name(titles[line]) else 2
            if support >= known.threshold or (support and support * least >= best) or best < known.threshold:
                differs = best >= 3 * max(support, 1) and best >= 10 and (not named.named or _has_sides(rows))
                if kind is StatementKind.EQUITY and differs:
                    return Classified(shape, shape, best, line)
                if kind is StatementKind.COMPREHENSIVE_INCOME and by_label.get(StatementKind.INCOME, 0) > 2 * support:
                    return Classified(StatementKind.INCOME, StatementKind.INCOME, best, line, named.named)
                if support == 0 and dropped:
                    return None
                return Classified(kind, kind, support + known.title_weight, line, named.named)
            if kind is StatementKind.EQUITY and named.named and not _has_sides(rows):
                return Classified(kind, kind, support + known.title_weight, line, True)
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
    if dropped or not is_money(grid, titles):
        return None
    return Classified(StatementKind.OTHER, shape, best, None)


def _has_sides(rows: Sequence[GridRow]) -> bool:
    """Whether a table adds up assets or liabilities, as a balance sheet does and a statement of equity does not."""
    sums = (words(row.label)[:3] for row in rows)
    return any(text[:1] == ("total",) and bool(_SIDES & set(text)) for text in sums)


_SIDES = frozenset({"assets", "liabilities"})


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


def _is_of_other_order(grid: Grid) -> bool:
    """Columns of when amounts fall due, of what changed them, of how they are valued."""
    known = vocabulary.kinds()
    return sum(column.head in known.other_order for column in grid.columns) >= known.least_of_other_order


def _is_of_shares_of_a_whole(titles: Sequence[str], rows: Sequence[GridRow]) -> bool:
    """Whether the rows are percentages of another: the first row is 100 throughout, or a line above says so."""
    first = next((row for row in rows if any(cell.figure is not None for cell in row.cells)), None)
    if first is None:
        return False
    values = [cell.figure.value for cell in first.cells if cell.figure is not None]
    figures = [cell.figure for row in rows for cell in row.cells if cell.figure is not None]
    most = max((abs(figure.value) for figure in figures if figure.value is not None), default=0)
    said = any(_SHARES & set(words(title)) and "of" in words(title) for title in titles[-ABOVE:])
    said = said and not any(figure.currency for figure in figures)
    wholes = values.count(Decimal(100))
    return len(values) > 1 and (said or 2 <= wholes >= 0.5 * len(values)) and most <= MOST_OF_WHOLE


_SHARES = frozenset({"percentage", "percentages", "percent"})


def _is_of_percentages(rows: Sequence[GridRow]) -> bool:
    figures = [cell.figure.kind for row in rows for cell in row.cells if cell.figure is not None]
    figures = [kind for kind in figures if kind in (FigureKind.NUMBER, FigureKind.PERCENT)]
    return figures.count(FigureKind.PERCENT) > PERCENTAGES * len(figures)


def is_money(grid: Grid, titles: Sequence[str]) -> bool:
    """Whether a table or the lines above it print a currency or a scale."""
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


def label_scores(labels: Sequence[str]) -> dict[StatementKind, int]:
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


def _title_kind(titles: Sequence[str]) -> _Title | None:
    """The kind that the nearest title line names; of several phrases in a line the longest decides."""
    known = vocabulary.kinds()
    for place in range(len(titles) - 1, -1, -1):
        text = _title_words(titles, place)
        if not text:
            continue
        spans = list(known.titles.find(text))
        if any(kind is StatementKind.PARENT_ONLY for _, _, kind in spans):
            return _Title(StatementKind.PARENT_ONLY, place)  # whatever statement it is
        topics = {(start, end) for start, end, _ in known.topics.find(text)}
        best = _longest(spans, text, topics)
        if best is None and _heads_schedule(text):
            return None  # what stands above the head of a schedule lists others or ends one
        if best is None:
            continue
        start, end, kind = best
        if end - start >= 2 or end - start == len(text) or kind is StatementKind.SEGMENT:
            above = titles[:place] if "consolidated" not in text else titles[max(place - 2, 0) : place]
            if kind in FACE and _in_parent_note(above):
                return _Title(StatementKind.PARENT_ONLY, place)
            topic = (start, end) in topics and not (text[start] == "consolidated" and is_bare_name(titles[place]))
            explains = next(known.explains.find(text), None) is not None
            return _Title(kind, place, not topic and not explains, _explained(spans) if kind is _OTHER else None)
    return None


def _heads_schedule(text: tuple[str, ...]) -> bool:
    """Whether the words of a line are the number and the subject of a schedule, "SCHEDULE I SUMMARY OF INVESTMENTS"."""
    return text[:1] == ("schedule",) and len(text) > SUBJECT and bool(set(text[1]) <= _ROMAN or text[1].isdigit())


_ROMAN = frozenset("ivx")


_OTHER = StatementKind.OTHER


def _explained(spans: Sequence[tuple[int, int, StatementKind]]) -> StatementKind | None:
    """The statement that the title of a note names: what it reports moves or stands as in that. Of comprehensive income
    a note may tell either."""
    faces = [span for span in spans if span[2] in FACE and span[2] is not StatementKind.COMPREHENSIVE_INCOME]
    return max(faces, key=lambda span: span[1] - span[0])[2] if faces else None


def _title_words(titles: Sequence[str], place: int) -> tuple[str, ...]:
    """The words of a title line; those of the line before too where a name goes over both; none of what is no title."""
    line = _without_units(titles[place])
    text = words(line)
    is_title = title_like(line) or is_bare_name(line)
    if not text or not (is_title or (line[:1].islower() and line[-1] not in _ENDS)):
        return ()
    before = words(_without_units(titles[place - 1])) if place else ()
    joins = bool(before) and (before[-1] in _LEADING or text[0] in _JOINING) and read_scale(line) is None
    if joins and len(before) + len(text) <= TITLE_WORDS:
        found = vocabulary.kinds().titles.find(before + text)
        if any(start < len(before) and kind in FACE and end - start > 1 for start, end, kind in found):
            return before + text
    return text if is_title else ()


def title_lines(titles: Sequence[str], place: int) -> int:
    """Over how many lines a name goes that ends on a line of the titles."""
    return 2 if len(_title_words(titles, place)) > len(words(_without_units(titles[place]))) else 1


_LEADING = frozenset({"of", "in", "and"})  # words with which the first line of a name may end
_JOINING = frozenset({"of", "and"})  # and the second begin
_ENDS = frozenset(".,;:")
_ASIDE = re.compile(r"\(([^()]{0,100})\)\s{0,5}$")


def _without_units(line: str) -> str:
    """A title without what stands in parentheses behind it, if that speaks of units or the audit."""
    aside = _ASIDE.search(line)
    if aside is None or (read_scale(aside[0]) is None and not _OF_UNITS & set(words(aside[1]))):
        return line.strip()
    return line[: aside.start()].strip()


_OF_UNITS = frozenset({"unaudited", "audited", "dollars", "except", "continued", "note"})


def is_bare_name(line: str) -> bool:
    """Whether a line, be it in capitals or not, is the name of a statement and no more, but for a number or the name of
    whose statement it is before it."""
    known = vocabulary.kinds()
    line = _without_units(line)
    text = words(line)
    return line[-1:] not in _ENDS and any(
        all(word.isdigit() or word in known.filler for word in text[end:])
        and (
            all(word.isdigit() or word in known.filler for word in text[:start])
            or (text[start - 1] in known.filler and len(text) <= NAME_WORDS and not known.prose & set(text[:start]))
        )
        for start, end, kind in known.titles.find(text)
        if kind in FACE and end - start > 1
    )


def _longest(
    spans: Sequence[tuple[int, int, StatementKind]], text: tuple[str, ...], topics: set[tuple[int, int]]
) -> tuple[int, int, StatementKind] | None:
    """The longest phrase; of two as long a name before a topic, then the first. What explains a statement only does if
    it has its name in it."""
    best = max(spans, key=lambda span: (span[1] - span[0], (span[0], span[1]) not in topics, -span[0]), default=None)
    if best is not None and best[2] is StatementKind.OTHER:
        apart = [span for span in spans if span[2] in FACE and (span[1] <= best[0] or span[0] >= best[1])]
        named = [span for span in apart if text[span[0]].startswith(("statement", "balance"))]
        return named[0] if named else best
    return best


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
