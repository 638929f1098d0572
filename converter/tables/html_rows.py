"""One HTML table read: its heads, its labels, its rows; one that holds several statements gives several `Table`s."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from converter.findings import Span
from converter.reading.flow import Flow, joined
from converter.tables.grid import Grid, GridCell, GridColumn, GridRow, HeadText, Rule, TitleLine
from converter.tables.html_cells import HtmlRow, by_lines
from converter.tables.html_columns import (
    Band,
    Entry,
    column_at,
    columns_of,
    entries_of,
    heads_over,
    is_amount,
    is_leading_number,
    without_marks,
)

_CONTINUES = re.compile(
    r"(?i)(?:.*\s)?(?:of|and|or|to|in|for|from|on|by|the|a|an|less|net|per|at|with|before|after|&)|.*[,\u2013\u2014-]"
)
_CARRIES_ON = re.compile(r"(?:OF|AND|OR|IN|ON|TO|FOR|FROM|BY|NET OF)\s")
_NOTE_MARK = re.compile(r"\(\d{1,2}\)")
_LEADER_CHARACTERS = " \xa0.\u2026\xb7$"
_SCALE = re.compile(
    r"(?i)\(?\s*(?:unaudited|audited|in\s+(?:thousands|millions|billions)|(?:dollars|amounts|shares|\$|millions|thousands|000)).*"
)


@dataclass(slots=True)
class _Line:
    """A row with its entries: `label` those left of the figures, `values` the others."""

    row: HtmlRow
    entries: list[Entry]
    label: list[Entry] = field(default_factory=list)
    values: list[Entry] = field(default_factory=list)

    @property
    def has_figures(self) -> bool:
        """Holds a figure that is not just a year of a head or the number of an item."""
        figures = [
            e
            for i, e in enumerate(self.entries)
            if e.figure is not None and not e.is_year and not is_leading_number(self.entries, i)
        ]
        texts = [e.text for e in self.entries if e.figure is None]
        if texts and all(text[0] == "(" and text[-1] == ")" for text in texts):  # `(unaudited)   (1)` of a head
            figures = [e for e in figures if not _NOTE_MARK.fullmatch(e.text)]
        return bool(figures)


def read_table(rows: Sequence[HtmlRow]) -> list[Table]:
    """The tables that the rows hold; none where no column of figures stands in them."""
    lines = [_Line(part, entries_of(part)) for row in rows for part in _parts(row)]
    data = [line for line in lines if line.has_figures]
    if sum(is_amount(e.figure) for line in data for e in line.entries) < 2:
        return []
    tables = []
    for stretch in _stretches(lines):
        table = _read_stretch(stretch)
        if table is not None:
            tables.append(table)
    return tables


def _parts(row: HtmlRow) -> list[HtmlRow]:
    """The row, or several where its cells hold figures line under line."""
    if not any("\n" in cell.text for cell in row.cells):
        return [row]
    parts = by_lines(row)
    if len(parts) < 2:
        return [row]
    figures = [sum(is_amount(e.figure) and not e.is_year for e in entries_of(part)) for part in parts]
    stacked = sum(1 for count in figures if count) > 1
    return parts if stacked else [replace(row, cells=[replace(c, flow=_unbroken(c.flow)) for c in row.cells])]


def _unbroken(flow: Flow) -> Flow:
    return joined(flow.lines(), " ") if "\n" in flow.text else flow


def _stretches(lines: list[_Line]) -> list[list[_Line]]:
    """Cuts where new heads stand after rows of figures."""
    bands = columns_of([line.entries for line in lines if line.has_figures])
    if not bands:
        return []
    cuts = [0]
    seen_data = False
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.has_figures:
            seen_data = True
        elif seen_data and _is_head(line, bands):
            start = at
            while start > cuts[-1] + 1 and _is_title(lines[start - 1], bands):
                start -= 1
            cuts.append(start)
            seen_data = False
        at += 1
    return [lines[a:b] for a, b in zip(cuts, [*cuts[1:], len(lines)], strict=True)]


def _is_head(line: _Line, bands: list[Band]) -> bool:
    """Texts or years over at least two columns, and no figure."""
    over = [e for e in line.entries if e.right > bands[0].left and (e.left >= bands[0].left or e.is_year)]
    if not over or line.has_figures:
        return False
    reach = sum(1 for band in bands if any(band.overlap(e.left, e.right) > 0 for e in over))
    years = sum(e.is_year for e in over)
    return reach > 1 and (years > 1 or len(over) > 1 or _is_dated(over[0].text))


def _is_dated(text: str) -> bool:
    return (
        re.search(r"(?i)\b(?:months?|years?|weeks|quarters?|ended|ending|periods?|(?:19|20)\d\d)\b", text) is not None
    )


def _is_title(line: _Line, bands: list[Band]) -> bool:
    """One text across the whole width, or a blank row between titles."""
    if not line.entries:
        return not line.row.is_rule
    return len(line.entries) == 1 and line.entries[0].figure is None and line.entries[0].right > bands[0].outer


def _read_stretch(lines: list[_Line]) -> Table | None:
    data = [line for line in lines if line.has_figures]
    if not data:
        return None
    first = next(index for index, line in enumerate(lines) if line.has_figures)
    without_marks([line.entries for line in data], [line.entries for line in lines[:first]])
    bands = columns_of(
        [[e for i, e in enumerate(line.entries) if not is_leading_number(line.entries, i)] for line in data]
    )
    if not bands:
        return None
    table = Table(bands)
    stub = _stub_edge(data, bands)
    for index, line in enumerate(lines):
        _divide(line, bands, stub, heads=index < first)
    first = table.take_head(lines[:first])
    table.take_body(lines[first:])
    # A list of exhibits or a page of layout: figures stand there, but hardly any has a label.
    named = [bool(row.label.text) for row in table.rows if any(is_amount(entry.figure) for entry in row.values)]
    return table if 3 * sum(named) > len(named) else None


def _divide(line: _Line, bands: list[Band], stub: int, heads: bool) -> None:
    """A text that begins left of the first column is label (or title), in `heads` only if it begins in the column of
    the labels, which ends at `stub`; a figure there only where others follow."""
    edge = bands[0].left
    for index, entry in enumerate(line.entries):
        names = entry.figure is None and entry.left < edge and not line.values
        if names and heads and entry.left >= stub and entry.right > bands[0].inner:
            names = False
        if names or is_leading_number(line.entries, index):
            line.label.append(entry)
        else:
            line.values.append(entry)


def _stub_edge(data: list[_Line], bands: list[Band]) -> int:
    """Where most labels of rows with figures end."""
    ends = Counter(
        line.entries[0].right
        for line in data
        if line.entries[0].figure is None and line.entries[0].left < bands[0].left
    )
    return min((end for end, count in ends.items() if 2 * count > max(ends.values())), default=bands[0].left)


@dataclass(slots=True)
class _Body:
    """A row of the body before it becomes a GridRow."""

    label: Flow
    spans: tuple[Span, ...]
    indent: int
    bold: bool
    values: list[Entry]
    row: HtmlRow
    rule_above: Rule
    rule_below: Rule
    break_above: bool


class Table:
    """One table as it is being read; `grid` gives the result."""

    def __init__(self, bands: list[Band]) -> None:
        self.bands = bands
        self.titles: list[Flow] = []
        self.heads: list[list[tuple[int, Flow]]] = [[] for _ in bands]
        self.stub: list[Flow] = []
        self.rows: list[_Body] = []
        self.misplaced = 0
        self.figures = 0

    def take_head(self, lines: list[_Line]) -> int:
        """Reads titles and heads from the rows before the first figures; gives how many of them they are."""
        last_head = -1
        for index, line in enumerate(lines):
            if line.values:
                last_head = index
        level = 0
        taken = 0
        for index, line in enumerate(lines):
            if index > last_head and not (last_head < 0 and self._titled(line)) and not self._scaled(line):
                if line.entries:
                    break
                taken = index + 1
                continue
            taken = index + 1
            if line.values:
                self._head_row(line, level)
                level += 1
                self.stub.extend(e.flow for e in line.label)
            else:
                for entry in line.label:
                    wide = entry.right > self.bands[0].outer
                    (self.titles if wide or level == 0 else self.stub).append(entry.flow)
        return taken

    def _titled(self, line: _Line) -> bool:
        return not line.entries or any(e.right > self.bands[0].outer for e in line.label)

    def _scaled(self, line: _Line) -> bool:
        return len(line.label) == 1 and not line.values and _SCALE.fullmatch(line.label[0].text) is not None

    def _head_row(self, line: _Line, level: int) -> None:
        under = heads_over(self.bands, line.values)
        for entry, columns in zip(line.values, under, strict=True):
            for index in columns:
                self.heads[index].append((level, entry.flow))

    def take_body(self, lines: list[_Line]) -> None:
        rule = Rule.NONE
        broken = False
        waiting: _Body | None = None  # a label without figures that may go on in the next row
        for line in lines:
            if not line.entries:
                if line.row.is_rule:
                    rule = _stronger(rule, _stronger(line.row.above, line.row.below))
                    if self.rows and waiting is None:
                        self.rows[-1].rule_below = _stronger(self.rows[-1].rule_below, rule)
                else:
                    broken = True
                continue
            self._body_line(line)
            body = self._body(line, rule, broken)
            if waiting is not None:
                if _goes_on(waiting, body):
                    body.label = joined((waiting.label, body.label), " ")
                    body.spans = waiting.spans + body.spans
                    body.indent, body.bold = waiting.indent, waiting.bold
                    body.rule_above = _stronger(waiting.rule_above, body.rule_above)
                    body.break_above = waiting.break_above
                else:
                    self.rows.append(waiting)
            waiting = None
            if body.values or not body.label.text:
                self.rows.append(body)
            else:
                waiting = body
            rule, broken = line.row.below, False
        if waiting is not None:
            self.rows.append(waiting)

    def _body_line(self, line: _Line) -> None:
        """A text alone across several columns is a heading within the table."""
        only = line.values[0] if len(line.values) == 1 and not line.label else None
        if only is not None and only.figure is None:
            if sum(band.overlap(only.left, only.right) > 0 for band in self.bands) > 1:
                line.label, line.values = [only], []

    def _body(self, line: _Line, rule: Rule, broken: bool) -> _Body:
        label = _without_leaders(joined((_unbroken(e.flow) for e in line.label), " "))
        first = line.label[0] if line.label else None
        cell = first.cell if first is not None else None
        indent = (cell.indent if cell is not None else 0) + (2 * first.left if first is not None else 0)
        return _Body(
            label=label,
            spans=tuple(e.flow.whole for e in line.label),
            indent=indent,
            bold=cell.bold if cell is not None else False,
            values=line.values,
            row=line.row,
            rule_above=_stronger(rule, line.row.above),
            rule_below=line.row.below,
            break_above=broken,
        )

    def grid(self, part: int, titles: tuple[TitleLine, ...], line: Callable[[Span], int]) -> Grid:
        rows = tuple(self._grid_row(body, line) for body in self.rows)
        own = tuple(TitleLine(_unbroken(flow).text, flow.whole) for flow in self.titles)
        start = min([row.span.start for row in rows] + [title.span.start for title in own])
        columns = tuple(self._column(index) for index in range(len(self.bands)))
        return Grid(
            part=part,
            span=Span(start, max(row.span.end for row in rows)),
            titles=titles + own,
            columns=columns,
            rows=rows,
            stub_head=" ".join(_unbroken(flow).text for flow in self.stub),
            quality=self._quality(),
        )

    def _column(self, index: int) -> GridColumn:
        band = self.bands[index]
        heads = tuple(HeadText(_unbroken(flow).text, flow.whole, level) for level, flow in self.heads[index])
        return GridColumn(index, band.left, band.right, heads)

    def _grid_row(self, body: _Body, line: Callable[[Span], int]) -> GridRow:
        cells = self._cells(body.values)
        spans = [*body.spans, *(cell.span for cell in cells)]
        span = Span(min(s.start for s in spans), max(s.end for s in spans))
        return GridRow(
            label=body.label.text,
            label_spans=body.spans,
            indent=body.indent,
            cells=cells,
            line=line(span),
            span=span,
            rule_above=body.rule_above,
            rule_below=body.rule_below,
            bold=body.bold,
            break_above=body.break_above,
        )

    def _cells(self, values: list[Entry]) -> tuple[GridCell, ...]:
        """Each entry in its column; two that fall into one column are told apart by their order."""
        places = [column_at(self.bands, entry) or 0 for entry in values]
        if len(set(places)) < len(places):
            self.misplaced += 1
            if len(values) <= len(self.bands):
                places = _in_order(places, len(self.bands))
        cells = []
        for place, entry in zip(places, values, strict=True):
            self.figures += entry.figure is not None
            cells.append(GridCell(place, entry.text, entry.flow.whole, entry.placed()))
        return tuple(cells)

    def _quality(self) -> float:
        headed = sum(1 for heads in self.heads if heads) / len(self.heads)
        regular = 1 - self.misplaced / max(1, len(self.rows))
        labelled = sum(1 for row in self.rows if row.label.text or row.rule_above) / len(self.rows)
        return round(max(0.0, regular) * (0.6 + 0.25 * headed + 0.15 * labelled), 3)


def _in_order(places: list[int], columns: int) -> list[int]:
    """The nearest places that rise strictly."""
    result: list[int] = []
    for index, place in enumerate(places):
        low = result[-1] + 1 if result else 0
        result.append(min(max(place, low), columns - (len(places) - index)))
    return result


def _without_leaders(label: Flow) -> Flow:
    """`Cash . . . . . . $` is labelled `Cash`."""
    kept = label.text.rstrip(_LEADER_CHARACTERS)
    cut = label.text[len(kept) :]
    led = sum(cut.count(dot) for dot in ".\xb7") > 1 or "\u2026" in cut or (cut[:1].isspace() and "$" in cut)
    return label.part(0, len(kept)) if led else label


def _goes_on(waiting: _Body, body: _Body) -> bool:
    """The label of `waiting` has its end, and its figures, in `body`."""
    first, second = waiting.label.text, body.label.text
    if not second or first.endswith(":") or waiting.rule_below or (waiting.bold and not body.bold):
        return False
    if second[:1].islower():
        return True
    return _CONTINUES.fullmatch(first) is not None or _CARRIES_ON.match(second) is not None


def _stronger(one: Rule, other: Rule) -> Rule:
    return Rule.DOUBLE if Rule.DOUBLE in (one, other) else one or other
