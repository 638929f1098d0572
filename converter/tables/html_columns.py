"""From cells on a lattice to figures in logical columns.

entries_of    a row's cells with `$`, `)`, `%` and footnote marks of their own merged into the figures they belong to
columns_of    the lattice ranges in which figures stand, one a logical column
column_at     the logical column of a figure or of a text
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from converter.findings import Span
from converter.reading.flow import Flow, joined
from converter.tables.figures import CURRENCIES, parse_figure, relocate
from converter.tables.grid import Figure, FigureKind
from converter.tables.html_cells import HtmlCell, HtmlRow

_PREFIXES = frozenset(CURRENCIES) | {"(", "$(", "($", "-$", "$-", "<"}
_SUFFIX = re.compile(r"[)>]?\s{0,3}%?\s{0,3}[)>]?")
_MARK = re.compile(r"\(?[a-zA-Z]\)|[*\u2020\u2021#]{1,3}|\([ivx]{1,4}\)")
_NOTE_NUMBER = re.compile(r"\([1-9]\d?\)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BARE_NUMBER = re.compile(r"\(?\d{1,3}[.)]?")


_LONGEST_FIGURE = 60
_MOST_BANDS = 60
# Read as blanks around and in figures: wide and narrow spaces, typed underlines, the plus sign of a change.
_PLAIN = dict.fromkeys(map(ord, "\xa0\u2002\u2003\u2007\u2009\u200a\u202f\n_+"), " ")


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in lattice columns [left, right): a text, or a figure whose digits stand in [inner, outer)."""

    left: int
    right: int
    flow: Flow
    figure: Figure | None = None  # spans are indices into the flow
    inner: int = 0
    outer: int = 0
    cell: HtmlCell | None = None

    @property
    def text(self) -> str:
        return self.flow.text

    @property
    def is_year(self) -> bool:
        """A bare year: a head as a rule, though it reads as a figure."""
        figure = self.figure
        if figure is None or figure.kind is not FigureKind.NUMBER or figure.currency or figure.negative:
            return False
        return _YEAR.fullmatch(self.text[figure.digits.start : figure.digits.end]) is not None

    def placed(self) -> Figure | None:
        """The figure with its spans in the source."""
        return None if self.figure is None else relocate(self.figure, self._place)

    def _place(self, start: int, end: int) -> Span:
        return self.flow.span(start, end)


def entries_of(row: HtmlRow) -> list[Entry]:
    entries: list[Entry] = []
    cells = row.cells
    at = 0
    while at < len(cells):
        cell = cells[at]
        following = cells[at + 1] if at + 1 < len(cells) else None
        if following is not None and cell.text in _PREFIXES:
            both = joined((cell.flow, following.flow), " " if cell.text.isalpha() else "")
            figure = _figure(both.text)
            if figure is not None:
                entries.append(_entry(cell.left, following, both, figure))
                at += 2
                continue
        entries.append(_entry(cell.left, cell, cell.flow, _figure(cell.text)))
        at += 1
    return _with_suffixes(entries)


def _figure(text: str) -> Figure | None:
    return parse_figure(text.translate(_PLAIN)) if len(text) <= _LONGEST_FIGURE else None


def _entry(left: int, cell: HtmlCell, flow: Flow, figure: Figure | None) -> Entry:
    return Entry(left, cell.right, flow, figure, cell.left, cell.right, cell)


def _with_suffixes(entries: list[Entry]) -> list[Entry]:
    """`)`, `%`, `)%` and footnote marks go to the figure before them; `(1,234` without its `)` waits for it."""
    result: list[Entry] = []
    for entry in entries:
        before = result[-1] if result else None
        if before is not None and before.inner >= 0:
            merged = _merged(before, entry)
            if merged is not None:
                result[-1] = merged
                continue
        result.append(entry)
    return result


def _merged(before: Entry, entry: Entry) -> Entry | None:
    text = entry.text
    if len(text) > 5 or entry.left > before.right + 2:
        return None
    closes = bool(_SUFFIX.fullmatch(text))
    raised = entry.cell is not None and entry.cell.raised
    if not closes and not (before.figure is not None and (raised or (entry.figure is None and _MARK.fullmatch(text)))):
        return None
    if before.figure is None and not before.text[-1:].isdigit():
        return None
    if before.is_year and "%" in text:
        return None  # `2022   %`: the heads of two columns
    both = joined((before.flow, entry.flow), "")
    figure = _figure(both.text)
    if figure is None:
        if not closes and before.figure is not None:
            marked = replace(before.figure, marks=(*before.figure.marks, text.strip("()")))
            return replace(before, right=entry.right, flow=both, figure=marked)
        return None
    return replace(before, right=entry.right, flow=both, figure=figure)


@dataclass(slots=True)
class Band:
    """A logical column: digits stand in [inner, outer), with their signs in [left, right)."""

    inner: int
    outer: int
    left: int
    right: int
    count: int = 0

    def overlap(self, left: int, right: int) -> int:
        return min(self.right, right) - max(self.left, left)


def without_marks(rows: Sequence[list[Entry]], heads: Sequence[Sequence[Entry]]) -> None:
    """Takes the numbers of notes that stand in cells of their own beside the figures (`10  (4)`) for marks of them:
    what fills a column without a head, and nothing else does."""
    if not any(_NOTE_NUMBER.fullmatch(entry.text) for row in rows for entry in row):
        return
    bands = columns_of(rows)
    for index in range(len(bands) - 1, 0, -1):
        headed = any(
            [at for at, other in enumerate(bands) if other.overlap(entry.left, entry.right) > 0] == [index]
            for row in heads
            for entry in row
        )
        held = [(row, at) for row in rows for at, entry in enumerate(row) if column_at(bands, entry) == index]
        if not headed and held and all(_marks_the_one_before(row, at) for row, at in held):
            for row, at in held:
                row[at - 1 : at + 1] = [_marked(row[at - 1], row[at])]


def _marks_the_one_before(row: Sequence[Entry], at: int) -> bool:
    entry, before = row[at], row[at - 1] if at else None
    beside = before is not None and before.figure is not None and entry.left - before.right <= 1
    return beside and _NOTE_NUMBER.fullmatch(entry.text) is not None


def _marked(before: Entry, mark: Entry) -> Entry:
    assert before.figure is not None
    figure = replace(before.figure, marks=(*before.figure.marks, mark.text.strip("()")))
    return replace(before, right=mark.right, flow=joined((before.flow, mark.flow), ""), figure=figure)


def is_leading_number(row: Sequence[Entry], index: int) -> bool:
    """The first entry of a row is its label though it reads as a figure: a year, the number of an item, a bullet."""
    if index > 0:
        return False
    entry = row[0]
    if entry.figure is None:
        return False
    rest = row[1:]
    if not rest:
        return False
    if entry.is_year:
        return any(e.figure is not None and not e.is_year for e in rest)
    bullet = entry.figure.kind in (FigureKind.DASH, FigureKind.NOT_MEANINGFUL)
    return (bullet or _BARE_NUMBER.fullmatch(entry.text) is not None) and rest[0].figure is None


def columns_of(rows: Sequence[Sequence[Entry]]) -> list[Band]:
    """`rows` are the entries of rows that hold figures. None where they stand in more columns than a statement has."""
    places: Counter[tuple[int, int]] = Counter()
    for row in rows:
        for entry in row:
            if entry.figure is not None:
                places[entry.inner, entry.outer] += 1
    bands: list[Band] = []
    for (inner, outer), count in sorted(places.items(), key=lambda item: (item[0][1] - item[0][0], -item[1], item[0])):
        hit = [band for band in bands if band.inner < outer and inner < band.outer]
        if not hit:
            if len(bands) == _MOST_BANDS:
                return []
            bands.append(Band(inner, outer, inner, outer, count))
        elif len(hit) == 1:
            hit[0].inner, hit[0].outer = min(hit[0].inner, inner), max(hit[0].outer, outer)
            hit[0].count += count
    bands.sort(key=lambda band: band.inner)
    bands = _drift_merged(bands, rows)
    for row in rows:
        for entry in row:
            band = column_at(bands, entry)
            if entry.figure is not None and band is not None:
                bands[band].left = min(bands[band].left, entry.left)
                bands[band].right = max(bands[band].right, entry.right)
    for one, other in pairwise(bands):
        if one.right > other.left:
            one.right = max(one.outer, min(one.right, other.left))
            other.left = min(other.inner, max(other.left, one.right))
    return bands


def _drift_merged(bands: list[Band], rows: Sequence[Sequence[Entry]]) -> list[Band]:
    """Neighbours that never hold figures of one row, nearer to each other than columns that do, are one column whose
    cells were laid out unevenly."""
    if len(bands) < 2:
        return bands
    held = {_held(bands, row) for row in rows}  # each row's columns, as bits
    pairs = [1 << i | 2 << i for i in range(len(bands) - 1)]
    gaps = [bands[i + 1].inner - bands[i].outer for i, pair in enumerate(pairs) if any(h & pair == pair for h in held)]
    least = max(1, min(gaps, default=2))
    merged = [bands[0]]
    group = 1
    for index, band in enumerate(bands[1:], 1):
        last, bit = merged[-1], 1 << index
        if band.inner - last.outer < least and not any(h & group and h & bit for h in held):
            merged[-1] = Band(last.inner, band.outer, last.left, band.right, last.count + band.count)
            group |= bit
        else:
            merged.append(band)
            group = bit
    return merged


def _held(bands: Sequence[Band], row: Sequence[Entry]) -> int:
    bits = 0
    for entry in row:
        if entry.figure is not None:
            bits |= 1 << (column_at(bands, entry) or 0)
    return bits


def column_at(bands: Sequence[Band], entry: Entry) -> int | None:
    """The band an entry's digits overlap most, else the nearest one."""
    best, best_overlap = None, 0
    for index, band in enumerate(bands):
        overlap = min(band.outer, entry.outer) - max(band.inner, entry.inner)
        if overlap > best_overlap:
            best, best_overlap = index, overlap
    if best is not None:
        return best
    if not bands:
        return None
    centre = entry.inner + entry.outer
    return min(range(len(bands)), key=lambda i: abs(bands[i].inner + bands[i].outer - centre))


def heads_over(bands: Sequence[Band], heads: Sequence[Entry]) -> list[list[int]]:
    """For each head of a row the columns it stands over. Where the lattice leaves a column without or between two of
    them, and they can be dealt out evenly, they are, unless one clearly stands over another's share."""
    under = [_under(bands, head) for head in heads]
    times = Counter(column for columns in under for column in columns)
    if len(heads) > 1 and len(bands) % len(heads) == 0 and any(times[i] != 1 for i in range(len(bands))):
        share = len(bands) // len(heads)
        dealt = [list(range(i * share, (i + 1) * share)) for i in range(len(heads))]
        if max(times.values()) > 1:
            return dealt
        if share > 1 and all(set(own) <= set(columns) for own, columns in zip(under, dealt, strict=True)):
            return dealt
    return under


def _under(bands: Sequence[Band], entry: Entry) -> list[int]:
    """The bands of which a head covers at least half, else any it touches, else the nearest. One that is set flush
    right over several stands over the last."""
    covered = [
        i
        for i, b in enumerate(bands)
        if 2 * (min(b.outer, entry.right) - max(b.inner, entry.left)) >= b.outer - b.inner
    ]
    if not covered:
        covered = [i for i, band in enumerate(bands) if band.overlap(entry.left, entry.right) > 0]
    if not covered:
        nearest = column_at(bands, entry)
        return [] if nearest is None else [nearest]
    flush_right = entry.cell is not None and entry.cell.align == "right"
    return covered[-1:] if flush_right else covered


def is_amount(figure: Figure | None) -> bool:
    return figure is not None and figure.kind in (FigureKind.NUMBER, FigureKind.PERCENT)
