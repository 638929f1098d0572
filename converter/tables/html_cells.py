"""An HTML table as rows of cells on a lattice: column and row spans laid out, with what each cell shows.

HtmlCell   lattice columns [left, right), the text, indent, weight, rules
HtmlRow    the cells of one row that show something, and the rules at its edges
rows_of    the rows of a table
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from converter.reading.document import Element, TextNode
from converter.reading.flow import Flow, flow_of, joined
from converter.reading.tags import BOLD
from converter.tables.grid import Rule
from converter.tables.html_style import style_of

_MOST_COLUMNS = 400
_MOST_ROWS_SPANNED = 100
_TYPED_RULE = re.compile(r"[-\u2014\u2013_=\s]{3,}|=[=\s]*")
_RULE_CHARACTERS = re.compile("[-=_\u2014\u2013]{3}|[-=_] [-=_] [-=_]")
_POINTS_A_CHARACTER = 5.0


@dataclass(frozen=True, slots=True)
class HtmlCell:
    """`indent` counts characters. `raised` says that all of its text is superscript."""

    left: int
    right: int
    flow: Flow
    indent: int = 0
    bold: bool = False
    raised: bool = False
    align: str = ""

    @property
    def text(self) -> str:
        return self.flow.text


@dataclass(slots=True)
class HtmlRow:
    """`above` and `below` are the rules at the edges of the cells right of the first column. `is_rule`: the row shows
    nothing but a rule."""

    cells: list[HtmlCell]
    width: int
    above: Rule = Rule.NONE
    below: Rule = Rule.NONE
    is_rule: bool = False
    index: int = 0


def rows_of(table: Element) -> list[HtmlRow]:
    rows: list[HtmlRow] = []
    spanning: list[tuple[int, int, int]] = []  # (left, right, rows still to cover)
    for index, element in enumerate(_row_elements(table)):
        row, spanning = _row(element, spanning, index)
        rows.append(row)
    return rows


def _row_elements(table: Element) -> Iterator[Element]:
    for child in table.children:
        if isinstance(child, TextNode) or child.hidden:
            continue
        if child.tag in ("tr", "caption"):
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from _row_elements(child)


def _row(
    element: Element, spanning: list[tuple[int, int, int]], index: int
) -> tuple[HtmlRow, list[tuple[int, int, int]]]:
    own = style_of(element.attributes)
    cells: list[HtmlCell] = []
    above, below = own.above, own.below
    rules = 0
    at = 0
    kept = [(left, right, rows - 1) for left, right, rows in spanning if rows > 1]
    if element.tag == "caption":
        flow = flow_of(element)
        return HtmlRow([HtmlCell(0, _MOST_COLUMNS, flow)] if flow.text else [], 0, index=index), kept
    occupied = sorted((left, right) for left, right, _ in spanning)
    for cell in element.children:
        if isinstance(cell, TextNode) or cell.tag not in ("td", "th"):
            continue
        at = _free(at, occupied)
        if at >= _MOST_COLUMNS:
            break
        wide, high = _count(cell.get("colspan"), _MOST_COLUMNS), _count(cell.get("rowspan"), _MOST_ROWS_SPANNED)
        left, right = at, min(at + wide, _MOST_COLUMNS)
        at = right
        if high > 1:
            kept.append((left, right, high - 1))
        if cell.hidden:
            continue
        shown, cell_above, cell_below, ruled = _cell(cell, left, right, own.bold or False)
        if left > 0 or ruled:
            above, below = _stronger(above, cell_above), _stronger(below, cell_below)
        if ruled:
            rules += 1
            below = _stronger(below, ruled)
        elif shown is not None:
            cells.append(shown)
    spans = [(left, right, rows) for left, right, rows in kept]
    row = HtmlRow(cells, at, above, below, is_rule=not cells and (rules > 0 or above != "" or below != ""), index=index)
    return row, spans


def _free(at: int, occupied: list[tuple[int, int]]) -> int:
    for left, right in occupied:
        if left <= at < right:
            at = right
    return at


def _count(written: str | None, most: int) -> int:
    digits = re.match(r"\s{0,9}(\d{1,6})", written) if written else None
    return max(1, min(int(digits[1]), most)) if digits else 1


def _cell(cell: Element, left: int, right: int, bold: bool) -> tuple[HtmlCell | None, Rule, Rule, Rule]:
    """The cell if it shows text; its rules above and below; the rule that it shows instead of text."""
    style = style_of(cell.attributes)
    above, below = style.above, style.below
    look = _Look(style.indent, bold if style.bold is None else style.bold, cell.tag == "th")
    for inner in _descendants(cell):
        inner_style = style_of(inner.attributes)
        above, below = _stronger(above, inner_style.above), _stronger(below, inner_style.below)
        if inner.tag == "hr":
            below = _stronger(below, Rule.SINGLE)
            look.rules += 1
    flow = flow_of(cell)
    visible = flow.text
    if not visible:
        ruled = Rule.NONE if not look.rules else Rule.SINGLE if look.rules == 1 else Rule.DOUBLE
        return None, above, below, ruled
    flow, typed_above, typed_below = _without_typed_rules(flow)
    if not flow.text:
        return None, above, below, typed_above
    above, below = _stronger(above, typed_above), _stronger(below, typed_below)
    look.find(cell)
    shown = HtmlCell(
        left,
        right,
        flow,
        max(0, round(look.indent / _POINTS_A_CHARACTER)) + _leading_blanks(cell),
        look.bold,
        look.raised,
        look.align or style.align,
    )
    return shown, above, below, Rule.NONE


def _without_typed_rules(flow: Flow) -> tuple[Flow, Rule, Rule]:
    """The text without the lines of `-----` or `=====` above and below it; these as rules."""
    if not _RULE_CHARACTERS.search(flow.text):
        return flow, Rule.NONE, Rule.NONE
    lines = flow.lines()
    above = below = Rule.NONE
    while lines and _is_typed_rule(lines[0].text):
        above = _stronger(above, Rule.DOUBLE if "=" in lines.pop(0).text else Rule.SINGLE)
    while lines and _is_typed_rule(lines[-1].text):
        below = _stronger(below, Rule.DOUBLE if "=" in lines.pop().text else Rule.SINGLE)
    return joined(lines, "\n"), above, below


def _is_typed_rule(text: str) -> bool:
    return len(text) > 2 and _TYPED_RULE.fullmatch(text) is not None


def _leading_blanks(cell: Element) -> int:
    blanks = 0
    for node in cell.texts():
        rest = node.text.lstrip()
        blanks += node.text[: len(node.text) - len(rest)].count("\xa0")
        if rest:
            break
    return blanks


class _Look:
    """The look of a cell's first text: what the elements around it add up to."""

    def __init__(self, indent: float, bold: bool, head: bool) -> None:
        self.indent = indent
        self.bold = bold or head
        self.raised = False
        self.align = ""
        self.rules = 0

    def find(self, cell: Element) -> None:
        path = _path_to_text(cell)
        for element in path:
            style = style_of(element.attributes)
            self.indent += style.indent
            if style.bold is not None:
                self.bold = style.bold
            elif element.tag in BOLD:
                self.bold = True
            self.align = style.align or self.align
            if element.tag == "sup":
                self.raised = True


def _path_to_text(element: Element) -> list[Element]:
    """The elements around the first text of `element`, outermost first, without itself."""
    path: list[tuple[Element, int]] = [(element, 0)]
    while path:
        current, at = path.pop()
        for index in range(at, len(current.children)):
            child = current.children[index]
            if isinstance(child, TextNode):
                if child.text.strip():
                    return [e for e, _ in path[1:]] + ([current] if path else [])
            elif not child.hidden:
                path.append((current, index + 1))
                path.append((child, 0))
                break
    return []


def _descendants(element: Element) -> Iterator[Element]:
    stack = [element]
    while stack:
        for child in stack.pop().children:
            if isinstance(child, Element) and not child.hidden:
                yield child
                stack.append(child)


def _stronger(one: Rule, other: Rule) -> Rule:
    if Rule.DOUBLE in (one, other):
        return Rule.DOUBLE
    return one or other


def by_lines(row: HtmlRow) -> list[HtmlRow]:
    """A row whose cells hold several lines that belong side by side, taken apart; else the row alone."""
    lines = [cell.flow.lines() for cell in row.cells]
    height = max((len(each) for each in lines), default=1)
    if height < 2 or len(lines) < 2:
        return [row]
    result = []
    for index in range(height):
        cells = []
        for cell, each in zip(row.cells, lines, strict=True):
            offset = index - (height - len(each)) if len(each) < height else index
            if 0 <= offset < len(each):
                cells.append(replace(cell, flow=each[offset]))
        result.append(replace(row, cells=cells, above=row.above if index == 0 else Rule.NONE))
    return result
