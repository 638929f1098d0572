"""Lines -> regions: stretches of a page that each hold one table, its heads and what may be its title.

A region ends at a paragraph, at a table tag, after too much that is no figure, and where new heads or the name of
another statement begin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from converter.tables.line import Line, LineKind, Segment
from converter.tables.lines import SPACED_THOUSANDS, with_spaced_thousands
from converter.tables.settings import TableSettings
from converter.tables.vocabulary import LEAD_IN, continued, is_period, is_title, stands_beside_periods

LONGEST_NAME = 24  # characters of one line of a column's name


@dataclass(frozen=True, slots=True)
class Region:
    """Line indices: [top, first) may hold titles and heads, [first, end) the rows. `marked` says that table tags
    enclose it."""

    top: int
    first: int
    end: int


def find_regions(lines: Sequence[Line], settings: TableSettings) -> list[Region]:
    """Regions in source order; they do not overlap."""
    regions: list[Region] = []
    top = 0
    first: int | None = None
    last = 0  # after the last line with figures
    rows = 0

    def close() -> None:
        nonlocal top, first, rows
        if first is not None:
            end = _end(lines, last)
            regions.append(Region(top, first, end))
            top = end
        first, rows = None, 0

    in_label = False  # of the lines that look like a paragraph
    blank = text = 0
    for index, line in enumerate(lines):
        anew = line.has("TABLE") or (rows > _FEW and line.has("CAPTION") and _brings_heads(lines, index))
        anew = anew or (rows > _FEW and line.has("C") and _ends_heads(lines, last, index))
        if line.has("/TABLE") or (anew and first is not None):
            close()
        elif first is not None and line.has("S") and _are_in_caption(lines, first, index, rows):
            first, rows = None, 0
        if line.kind in (LineKind.BLANK, LineKind.PAGE):
            blank += 1
        elif line.kind is LineKind.PROSE:
            opens = index == 0 or lines[index - 1].kind is not LineKind.PROSE
            in_label = _belongs_to_label(lines, index) if opens else in_label
            if not in_label:
                close()
                top = index + 1
        elif line.kind is LineKind.TEXT or is_head(line):
            text += 1
            blank = 0
            if first is not None and _starts_anew(lines, index, last, rows):
                close()
        elif line.kind is LineKind.FIGURES:
            far = blank > settings.blank_run and not _fits(lines, last, index, settings)
            if first is not None and (far or text > settings.text_run):
                close()
            if first is None:
                first = index
            last = index + 1
            rows += 1
            blank = text = 0
        if line.has("/TABLE"):
            top = max(top, index)
    close()
    return regions


def _fits(lines: Sequence[Line], last: int, row: int, settings: TableSettings) -> bool:
    """Whether a row far below the last stands in its columns, with nothing but white space of one page between."""
    if any(line.kind not in (LineKind.BLANK, LineKind.RULE) or line.has("PAGE") for line in lines[last:row]):
        return False
    above, tokens = lines[last - 1].tokens, lines[row].tokens
    return (
        len(tokens) > 1
        and all(abs(one.edge - other.edge) <= settings.same_edge for one, other in zip(above, tokens, strict=False))
        and len(above) == len(tokens)
    )


_FEW = 3  # lines with a figure that may stand among heads
_NEXT = 20  # lines within which the rows begin
_ASIDE = 4  # columns by which a head may stand left of the first figure below it


def _brings_heads(lines: Sequence[Line], caption: int) -> bool:
    """Whether columns are named between `<CAPTION>` and `<S>`, as over the second panel of a statement of equity."""
    named: list[Segment] = []
    for line in lines[caption + 1 : caption + 1 + _NEXT]:
        if line.has("S"):
            column = next((at for name, at in line.tags if name == "C"), None)
            return column is not None and any(segment.left >= column - 1 and _may_head(segment) for segment in named)
        if line.kind is LineKind.FIGURES:
            return False
        if line.kind is LineKind.TEXT and len(line.segments) > 1:
            return True
        if line.kind is LineKind.TEXT and not is_title(line.plain) and not continued(line.plain):
            named.extend(line.segments)
    return False


def _ends_heads(lines: Sequence[Line], last: int, columns: int) -> bool:
    """Whether columns are named between the last figures and `<C>`, as over a panel printed without a caption."""
    between = lines[max(last, columns - _NEXT) : columns]
    return any(
        line.kind is LineKind.TEXT and len(line.segments) > 1 and all(map(_may_head, line.segments)) for line in between
    )


def _may_head(segment: Segment) -> bool:
    return segment.text[:1].isupper() and segment.right - segment.left <= LONGEST_NAME


def _are_in_caption(lines: Sequence[Line], first: int, stub: int, rows: int) -> bool:
    """Whether the lone figures above `<S>`, which ends the heads, are of the heads: `Par Value $.10`."""
    if rows > _FEW or any(len(line.tokens) > 1 for line in lines[first:stub]):
        return False
    below = next((line for line in lines[stub : stub + _NEXT] if line.kind is LineKind.FIGURES), None)
    if below is None or len(below.tokens) < 2:
        return False
    zone = below.tokens[0].left - _ASIDE
    return all(line.tokens[0].left >= zone for line in lines[first:stub] if line.tokens)


def group_thousands(lines: list[Line], region: Region, settings: TableSettings) -> None:
    """Read the region's lines again where it groups its digits by spaces rather than commas."""
    rows = [lines[at].text for at in range(region.first, region.end) if lines[at].kind is LineKind.FIGURES]
    spaced = sum(len(SPACED_THOUSANDS.findall(row)) for row in rows)
    commas = sum(len(_GROUPED.findall(row)) for row in rows)
    if spaced < settings.spaced_figures or spaced <= commas:
        return
    for at in range(region.first, region.end):
        lines[at] = with_spaced_thousands(lines[at], settings)


_GROUPED = re.compile(r"\d,\d{3}(?!\d)")


def is_head(line: Line) -> bool:
    """Dates, years and periods over columns, and nothing else but perhaps a text over the labels."""
    if any(not token.is_year or token.loose for token in line.tokens):
        return False
    items = [(segment.left, segment.text) for segment in line.segments]
    if not items and not line.tokens:
        return False
    periods = [left for left, text in items if is_period(text)]
    years = [token.left for token in line.tokens]
    if not periods and not years:
        return False
    if _distinct_years(line) or _is_year_beside_names(line):
        return True
    first_period = min(periods + years)
    beside = [text for left, text in items if left > first_period and stands_beside_periods(text)]
    others = [text for _, text in items if not is_period(text) and text not in beside]
    heads = len(periods) + len(years) + len(beside)
    if not others:
        return heads >= 2 or first_period >= 18
    # One text over the labels ("ASSETS", "(In thousands)") beside the periods.
    first = items[0]
    return len(others) == 1 and others[0] == first[1] and len(first[1]) < 50 and heads >= 2 and first[0] < first_period


def _distinct_years(line: Line) -> bool:
    """Two years or more over columns, whatever stands over the labels: no amounts look so."""
    years = [token.figure.value for token in line.tokens if token.figure.value is not None]
    return len(years) >= 2 and len(set(years)) >= 2 and max(years) - min(years) < 30


def _is_year_beside_names(line: Line) -> bool:
    """ "1995      Parent    Subsidiaries    Eliminations": the year of all columns stands over the labels."""
    if len(line.tokens) != 1 or len(line.segments) < 2:
        return False
    year = line.tokens[0]
    return all(
        segment.left >= year.right + 3 and segment.right - segment.left < LONGEST_NAME and segment.text[:1].isupper()
        for segment in line.segments
    )


def _starts_anew(lines: Sequence[Line], index: int, last: int, rows: int) -> bool:
    """Whether heads or a statement's name begin another table here."""
    line = lines[index]
    if is_head(line):
        return True
    if rows >= 2 and LEAD_IN.search(line.plain) and _heads_follow(lines, index):
        return True
    if rows < 2 or not (len(line.segments) == 1 and not line.tokens and is_title(line.plain)):
        return False
    # The registrant's name may stand above the statement's; above that, nothing.
    above = index - 1
    while above >= max(last, index - 3) and lines[above].kind is LineKind.TEXT:
        above -= 1
    return line.indent >= 12 or lines[above].kind in (LineKind.BLANK, LineKind.PAGE, LineKind.RULE)


def _heads_follow(lines: Sequence[Line], sentence: int) -> bool:
    """Whether a rule and columns' names stand between a sentence and the next figures."""
    ruled = False
    for line in lines[sentence + 1 : sentence + 1 + _NEXT]:
        if line.kind in (LineKind.FIGURES, LineKind.PROSE):
            return ruled and is_head(line)
        if ruled and line.kind is LineKind.TEXT and len(line.segments) > 1:
            return True
        ruled = ruled or line.kind is LineKind.RULE
    return False


def _end(lines: Sequence[Line], last: int) -> int:
    """Past the rules that close the last row, and past the rest of its label."""
    end = last
    while end < len(lines) and lines[end].kind is LineKind.RULE:
        end += 1
    if end == last and end < len(lines) and lines[end].kind is LineKind.TEXT and not is_head(lines[end]):
        line = lines[end]
        if (
            line.plain[:1].islower()
            and len(line.segments) == 1
            and line.segments[0].right < lines[last - 1].tokens[0].left
        ):
            end += 1
            while end < len(lines) and lines[end].kind is LineKind.RULE:
                end += 1
    return end


def _belongs_to_label(lines: Sequence[Line], index: int) -> bool:
    """A long label in a wide table looks like a paragraph, but ends before the figures that follow at once."""
    right = 0
    at = index
    while at < len(lines) and lines[at].kind is LineKind.PROSE and at < index + 5:
        right = max(right, len(lines[at].text))
        at += 1
    if at < len(lines) and lines[at].kind is LineKind.TEXT:
        right = max(right, len(lines[at].text))
        at += 1
    if at == len(lines) or lines[at].kind is not LineKind.FIGURES:
        return False
    label = " ".join(line.text for line in lines[index:at])
    opened = label.count("(") > label.count(")")  # "aggregating / $2,831,629)   203,580"
    return lines[at].tokens[-1 if opened else 0].left >= right - 1
