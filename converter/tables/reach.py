"""Which columns the texts of one line of heads stand over, by what the page shows of it.

by_flanks    as the dashes to both sides of a text reach
by_rule      as the rule beneath a text reaches
dealt        in equal shares, where the heads below repeat
centred      so that each text stands in the middle of its columns

Each gives the indices of columns under each text, in order; all but the last None where they cannot tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from converter.tables.columns import ColumnEdges
from converter.tables.line import Line, LineKind, RuleMark, Segment
from converter.tables.vocabulary import PERIOD_WORDS, YEAR, is_period, words

_ASIDE = 4  # by how far the middle of a text may miss the columns that it heads


def by_flanks(line: Line, segments: Sequence[Segment], columns: Sequence[ColumnEdges]) -> list[tuple[int, ...]] | None:
    """Columns under each text as the dashes to both sides of it span them: `---- Mutual Funds ----`."""
    groups = []
    for segment in segments:
        mark = next((mark for mark in line.rules if mark.left < segment.left and segment.right < mark.right), None)
        if mark is None:
            return None
        groups.append(tuple(at for at, column in enumerate(columns) if mark.left <= column.centre < mark.right))
    return groups if groups and all(groups) else None


def by_rule(
    lines: Sequence[Line], at: int, body: int, segments: Sequence[Segment], columns: Sequence[ColumnEdges]
) -> list[tuple[int, ...]] | None:
    """Columns under each text as the rule beneath the text spans them; None where no rule tells."""
    below = at + 1
    while below < body and lines[below].kind in (LineKind.TEXT, LineKind.BLANK):
        if lines[below].kind is LineKind.TEXT and len(lines[below].segments) > len(segments):
            return None
        below += 1
    if below >= len(lines) or lines[below].kind is not LineKind.RULE:
        return None
    marks = [mark for mark in lines[below].rules if mark.right > columns[0].left]
    under: dict[RuleMark, list[int]] = {}
    for index, column in enumerate(columns):
        mark = min(marks, key=lambda mark: _apart(mark, column), default=None)
        if mark is not None and _apart(mark, column) <= 2:
            under.setdefault(mark, []).append(index)
    groups = []
    for segment in segments:
        mark = next((m for m in marks if m.left - 2 <= segment.centre <= m.right + 2), None)
        if mark is None:
            return None
        groups.append(tuple(under.get(mark, ())))
    if any(not group for group in groups) or len(set(groups)) != len(groups):
        return None
    if len(groups) < len(columns) and all(len(group) == 1 for group in groups):
        return None  # an underlined text, not a rule over columns
    return groups


def dealt(
    segments: Sequence[Segment], columns: Sequence[ColumnEdges], heads: Sequence[Sequence[str]]
) -> list[tuple[int, ...]] | None:
    """Equal shares of the columns where the heads below repeat in each share ("Shares  Amount  Shares  Amount") and
    each text stands over its own; all columns for a lone period without a year over years that all differ."""
    count, width = len(segments), len(columns)
    if count == 1:
        years = [stack[-1] if stack else "" for stack in heads]
        bare = all(is_period(year) and not words(year) for year in years) and len(set(years)) == width > 1
        alone = is_period(segments[0].text) and not YEAR.search(segments[0].text)
        return [tuple(range(width))] if bare and alone else None
    if len({segment.text for segment in segments}) < max(2, count) or count == width or width % count:
        return None
    share = width // count
    below = [" ".join(stack).casefold() for stack in heads]
    if not all(below) or len(set(below[:share])) < share or below != below[:share] * count:
        return None
    groups = [tuple(range(start, start + share)) for start in range(0, width, share)]
    over = all(
        columns[group[0]].left - _ASIDE <= segment.centre <= columns[group[-1]].right + _ASIDE
        for segment, group in zip(segments, groups, strict=True)
    )
    return groups if over else None


def _apart(mark: RuleMark, column: ColumnEdges) -> float:
    """How far the edge of the column's figures lies outside the rule; negative within, by how much of it is covered."""
    outside = max(mark.left - (column.edge - 1), (column.edge - 1) - mark.right, 0)
    return outside or -min(mark.right, column.right) + max(mark.left, column.left)


def centred(segments: Sequence[Segment], columns: Sequence[ColumnEdges], lowest: bool) -> list[tuple[int, ...]]:
    """Runs of columns under the texts of one line, in order, so that each text stands in the middle of its columns."""
    count, width = len(segments), len(columns)
    if count == 0:
        return []
    if count > width:
        return [(_nearest(segment, columns),) for segment in segments]
    infinite = float("inf")
    best = [[infinite] * (width + 1) for _ in range(count + 1)]
    back: list[list[tuple[int, int]]] = [[(0, 0)] * (width + 1) for _ in range(count + 1)]
    best[0] = [0.0] * (width + 1)
    for i in range(1, count + 1):
        segment = segments[i - 1]
        spreads = not lowest and _spreads(segment.text)
        skipped = 0.75 if spreads else 0.0
        covered = set() if lowest else {at for at, column in enumerate(columns) if _covers(segment, column)}
        for j in range(1, width + 1):
            best[i][j], back[i][j] = best[i][j - 1] + (skipped if i == count else 0.0), (i, j - 1)
            for start in range(j - 1, -1, -1):
                if best[i - 1][start] == infinite or (j - start > 1 and lowest and count > 1):
                    continue
                cost = best[i - 1][start] + _off_centre(
                    segment, columns[start], columns[j - 1], spreads and count < width
                )
                cost += (-0.5 if spreads else 0.5) * (j - start - 1)
                cost += 3 * len(covered.difference(range(start, j)))
                if cost < best[i][j]:
                    best[i][j], back[i][j] = cost, (i - 1, start)
    groups: list[tuple[int, ...]] = []
    i, j = count, width
    while i > 0:
        before, start = back[i][j]
        if before == i:
            j = start
            continue
        groups.append(tuple(range(start, j)))
        i, j = before, start
    groups.reverse()
    return groups


def _covers(segment: Segment, column: ColumnEdges) -> bool:
    """Whether more than half of the column lies under the text."""
    return min(segment.right, column.right) - max(segment.left, column.left) > 0.5 * (column.right - column.left)


def _off_centre(segment: Segment, first: ColumnEdges, last: ColumnEdges, centred: bool = False) -> float:
    middle = (first.left + last.right) / 2
    off = abs(segment.centre - middle)
    if first is last and not centred:
        # Heads are flush with the figures' right edge as often as centred over them.
        off = min(off, abs(segment.right - last.edge), abs(segment.left - first.left) + 1)
    gap = max(first.left - segment.right, segment.left - last.right, 0)
    return off + 2 * gap


def _nearest(segment: Segment, columns: Sequence[ColumnEdges]) -> int:
    return min(range(len(columns)), key=lambda i: _off_centre(segment, columns[i], columns[i]))


def _spreads(text: str) -> bool:
    """Periods and years are printed once over the columns that share them; other texts head one column."""
    found = [word for word in words(text) if word not in ("unaudited", "audited", "restated", "note", "notes")]
    return (bool(found) and all(word in PERIOD_WORDS for word in found)) or bool(YEAR.search(text))
