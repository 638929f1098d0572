"""Pages with labels in the middle: two tables side by side, or one table whose labels stand between its columns.

Two panels                                    Labels in the middle
Cash         1,234   Accounts payable  567    1,234   1,100   Net sales   5,678   5,500
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from converter.tables.line import Line, LineKind
from converter.tables.lines import rearranged
from converter.tables.settings import TableSettings


@dataclass(frozen=True, slots=True)
class _Middle:
    """A label with figures on both sides of it, or figures, label and figures of another panel."""

    left: int  # where the label begins
    before: int  # where the figures to its left end
    after: int | None  # where the figures to its right begin
    labelled: bool  # whether the figures to its left have a label of their own


def panels(
    lines: Sequence[Line], top: int, first: int, end: int, settings: TableSettings
) -> tuple[Sequence[Line], ...]:
    """The page as the one, or the two, sequences of lines that each hold one table with its labels at the left."""
    top = max(top, first - settings.head_lines)
    rows = [at for at in range(first, end) if lines[at].kind is LineKind.FIGURES]
    middles = [middle for middle in (_middle(lines[at]) for at in rows) if middle is not None]
    if len(middles) < settings.panel_rows or len(middles) < settings.panel_share * len(rows):
        return (lines,)
    starts = sorted(middle.left for middle in middles)
    start = starts[len(starts) // 10]
    before = max((middle.before for middle in middles if middle.before <= start), default=start)
    middles = [middle for middle in middles if middle.left >= start]
    if len(middles) < settings.panel_rows or start - before < 1:
        return (lines,)
    if 2 * sum(middle.labelled for middle in middles) >= len(middles):
        cut = start
        return (
            _with(lines, top, end, ((0, cut),), settings),
            _with(lines, top, end, ((cut, settings.longest_line),), settings),
        )
    afters = [middle.after for middle in middles if middle.after is not None]
    if 2 * len(afters) < len(middles):
        # Figures before their text: nothing heads a second column to the right of it.
        return (_with(lines, top, end, ((before, settings.longest_line), (0, before)), settings),)
    after = min(afters)
    return (_with(lines, top, end, ((before, after), (0, before), (after, settings.longest_line)), settings),)


def _middle(line: Line) -> _Middle | None:
    """The first text to the right of a figure."""
    if not line.tokens:
        return None
    first = line.tokens[0]
    segment = next(
        (
            segment
            for segment in line.segments
            if segment.left > first.left and sum(character.isalpha() for character in segment.text) >= 3
        ),
        None,
    )
    if segment is None:
        return None
    before = max(token.right for token in line.tokens if token.left < segment.left)
    after = min((token.left for token in line.tokens if token.left > segment.left), default=None)
    if segment.left - before < 2:
        return None
    labelled = any(other.right <= first.left for other in line.segments)
    return _Middle(segment.left, before, after, labelled)


def _with(
    lines: Sequence[Line], top: int, end: int, slices: tuple[tuple[int, int], ...], settings: TableSettings
) -> list[Line]:
    """All lines, those in [top, end) rearranged where no word is cut by it."""
    changed = list(lines)
    for at in range(top, end):
        line = lines[at]
        if line.kind in (LineKind.BLANK, LineKind.PAGE, LineKind.PROSE):
            continue
        if line.kind is not LineKind.RULE and any(_cuts(line.text, cut) for piece in slices for cut in piece):
            continue
        changed[at] = rearranged(line, slices, settings)
    return changed


def _cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1] != " " and text[at] != " "
