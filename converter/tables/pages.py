"""Tables that go on over a page: the same heads again, the same columns, perhaps the same title "(continued)"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from converter.findings import Span
from converter.tables.grid import Grid, GridRow, TitleLine
from converter.tables.heads import same_title
from converter.tables.settings import TableSettings
from converter.tables.vocabulary import YEAR, continued, is_period, is_scale, is_title, words

_SCALE = re.compile(r"(thousand|million|billion)s?\b", re.IGNORECASE)
_NOTE = re.compile(r"\s*(?:note\s{1,2}[0-9a-z]{1,3}\b|\(?\d{1,2}[.)]\s{1,4}[A-Z])", re.IGNORECASE)
_NAMES = 4  # columns whose names tell a table from any other


def join_pages(grids: Sequence[Grid], settings: TableSettings, parted: Collection[int] = frozenset()) -> list[Grid]:
    """Each table with what continues it; repeated heads and titles dropped, other lines between kept as headings.

    `parted` are the places where tables start after a paragraph: with a title or a text over their labels that the
    table before has not, they are other tables."""
    joined: list[Grid] = []
    for grid in grids:
        if joined and _continues(joined[-1], grid, settings, grid.span.start in parted):
            joined[-1] = _join(joined[-1], grid)
        else:
            joined.append(grid)
    return joined


def _continues(first: Grid, second: Grid, settings: TableSettings, parted: bool) -> bool:
    if len(first.columns) != len(second.columns) or first.part != second.part:
        return False
    apart = any(
        abs(one.right - other.right) > settings.same_columns
        for one, other in zip(first.columns, second.columns, strict=True)
    )
    own = [title for title in second.titles if title not in first.titles]
    if apart and not (_are_named(first) and all(_repeats(title, first) for title in own)):
        return False
    headed = any(column.heads for column in second.columns)
    if headed and _years(first) != _years(second):
        return False  # "1995   Q1   Q2" over the one, "1994   Q1   Q2" over the other
    if _named_periods(second) - _named_periods(first) and _named_periods(first):
        return False  # "As of December 31, 1994" over the one, "As of December 31, 1993" over the other
    if headed and [_bare(column.head) for column in first.columns] != [_bare(column.head) for column in second.columns]:
        return False
    if _scales(second) - _scales(first) and _scales(first):
        return False  # "(dollars in billions)" over the one, "(dollars in millions)" over the other
    if any(_NOTE.match(title.text) and not continued(title.text) for title in own):
        return False  # "3. Inventories" begins a note, whatever heads it repeats
    names = [title for title in own if is_title(title.text)]
    if any(not any(same_title(name.text, title.text) for title in first.titles) for name in names):
        return False
    if any(continued(title.text) for title in own) or names:
        return True
    # Nothing but headings between the same heads: the other half of a balance sheet.
    return headed and len(own) <= 2 and not (parted and _is_named(first, second, own))


def _is_named(first: Grid, second: Grid, own: Sequence[TitleLine]) -> bool:
    """Whether a title of its own, or another text over its labels, names what the second table holds."""
    names = [title.text for title in own]
    if _bare(second.stub_head) != _bare(first.stub_head):
        names.append(second.stub_head)
    return any(words(name) and not is_scale(name) and not is_period(name) for name in names)


def _repeats(title: TitleLine, first: Grid) -> bool:
    return continued(title.text) or any(same_title(title.text, other.text) for other in first.titles)


def _are_named(grid: Grid) -> bool:
    """Whether each column has a name of its own, so that the same heads are the same columns wherever they stand."""
    names = [_bare(column.head) for column in grid.columns]
    return len(names) >= _NAMES and len(set(names)) == len(names) and all(map(words, names))


def _years(grid: Grid) -> set[str]:
    return {word for word in grid.stub_head.split() if word.isdigit() and len(word) == 4}


def _named_periods(grid: Grid) -> set[str]:
    """The title lines that are nothing but a period, and the years that the others name."""
    lines = {_bare(title.text).rstrip(":.") for title in grid.titles if is_period(title.text)}
    return lines | {year for title in grid.titles for year in YEAR.findall(title.text)}


def _scales(grid: Grid) -> set[str]:
    """What the figures are said to be counted in, whatever the remark says else."""
    return {scale.lower() for title in grid.titles if is_scale(title.text) for scale in _SCALE.findall(title.text)}


def _bare(text: str) -> str:
    return " ".join(text.lower().split())


def _join(first: Grid, second: Grid) -> Grid:
    known = list(first.titles)
    headings = tuple(
        _heading(title)
        for title in second.titles
        if title not in known
        and not continued(title.text)
        and words(title.text)
        and not any(same_title(title.text, other.text) for other in known)
        and "(" not in title.text[:1]
    )
    rows = (*headings, *second.rows)
    if rows:
        rows = (replace(rows[0], break_above=True), *rows[1:])
    return replace(
        first,
        span=Span(min(first.span.start, second.span.start), max(first.span.end, second.span.end)),
        rows=(*first.rows, *rows),
        notes=(*first.notes, *second.notes),
    )


def _heading(title: TitleLine) -> GridRow:
    return GridRow(label=title.text, label_spans=(title.span,), indent=0, cells=(), line=0, span=title.span)
