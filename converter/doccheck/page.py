"""The rendered report as lines of text with its tags in place.

    Seen        one inline fact: its attributes and where its text stands
    Line        a line of the page: text, and where it begins in the page's text
    Page        lines, facts, contexts, units

Blocks with `white-space:pre` are taken as they are; tables are set with columns side by side, numbers to the right.
Nothing here comes from the rest of the program: this is a second opinion.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_IX = "{http://www.xbrl.org/2013/inlineXBRL}"
_XBRLI = "{http://www.xbrl.org/2003/instance}"
_XBRLDI = "{http://xbrl.org/2006/xbrldi}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_BLOCKS = {_XHTML + name for name in ("div", "p", "h1", "h2", "h3", "h4", "h5", "table", "ul", "ol", "li", "hr", "pre")}
_CONTINUATION = _IX + "continuation"
_SPACES = re.compile(r"[ \t\r\n]+")
_GAP = "   "


@dataclass(frozen=True, slots=True)
class Seen:
    """`[start, end)` in `Page.text`; None where the fact is hidden. `context` and `unit` are ids."""

    id: str
    concept: str
    numeric: bool
    context: str
    unit: str | None
    scale: int
    decimals: str | None
    negative: bool
    nil: bool
    format: str | None
    text: str
    place: tuple[int, int] | None
    escape: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A context's period; `start` None for an instant."""

    start: date | None
    end: date
    dimensions: tuple[tuple[str, str], ...] = ()

    @property
    def months(self) -> int:
        return 0 if self.start is None else round(((self.end - self.start).days + 1) / 30.44)

    def __str__(self) -> str:
        return self.end.isoformat() if self.start is None else f"{self.start}/{self.end}"


@dataclass(frozen=True, slots=True)
class Page:
    text: str = field(repr=False)
    line_starts: tuple[int, ...] = field(repr=False)
    facts: tuple[Seen, ...]
    contexts: dict[str, Moment]
    units: dict[str, str]
    cells: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    def cell_at(self, at: int) -> tuple[int, int] | None:
        """`[start, end)` in the text of the table cell, of several columns, that a character stands in."""
        found = bisect_right(self.cells, (at, len(self.text))) - 1
        return self.cells[found] if found >= 0 and at < self.cells[found][1] else None

    def line_number(self, at: int) -> int:
        return bisect_right(self.line_starts, at) - 1

    def line(self, number: int) -> str:
        end = self.line_starts[number + 1] - 1 if number + 1 < len(self.line_starts) else len(self.text)
        return self.text[self.line_starts[number] : end]


def read_page(html: bytes) -> Page:
    """Raises `lxml.etree.XMLSyntaxError` for what is no XHTML."""
    from lxml import etree

    root = etree.fromstring(html, etree.XMLParser(huge_tree=True, resolve_entities=False))
    body = root.find(_XHTML + "body")
    setter = _Setter(root)
    setter.set_block(root if body is None else body)
    text = "".join(setter.parts)
    starts = (0, *(match.end() for match in re.finditer("\n", text)))
    return Page(text, starts, (*_hidden(root), *setter.facts()), _contexts(root), _units(root), tuple(setter.cells))


# --- contexts and units


def _contexts(root: _Element) -> dict[str, Moment]:
    found = {}
    for context in root.iter(_XBRLI + "context"):
        instant = context.findtext(f".//{_XBRLI}instant")
        start = context.findtext(f".//{_XBRLI}startDate")
        end = instant or context.findtext(f".//{_XBRLI}endDate")
        if end is None:
            continue
        members = tuple(
            sorted((m.get("dimension", ""), (m.text or "").strip()) for m in context.iter(_XBRLDI + "explicitMember"))
        )
        begin = date.fromisoformat(start.strip()) if start else None
        found[context.get("id", "")] = Moment(begin, date.fromisoformat(end.strip()), members)
    return found


def _units(root: _Element) -> dict[str, str]:
    """Unit id -> measures, as "iso4217:USD" or "iso4217:USD/xbrli:shares"."""
    found = {}
    for unit in root.iter(_XBRLI + "unit"):
        measures = [(m.text or "").strip() for m in unit.iter(_XBRLI + "measure")]
        found[unit.get("id", "")] = "/".join(measures)
    return found


# --- facts


def _fact(element: _Element, text: str, place: tuple[int, int] | None) -> Seen:
    return Seen(
        id=element.get("id", ""),
        concept=element.get("name", ""),
        numeric=element.tag == _IX + "nonFraction",
        context=element.get("contextRef", ""),
        unit=element.get("unitRef"),
        scale=int(element.get("scale", "0")),
        decimals=element.get("decimals"),
        negative=element.get("sign") == "-",
        nil=element.get("{http://www.w3.org/2001/XMLSchema-instance}nil") in ("true", "1"),
        format=element.get("format"),
        text=text,
        place=place,
        escape=element.get("escape") in ("true", "1"),
    )


def _is_fact(element: _Element) -> bool:
    return element.tag in (_IX + "nonFraction", _IX + "nonNumeric")


def _hidden(root: _Element) -> Iterator[Seen]:
    for hidden in root.iter(_IX + "hidden"):
        for element in hidden:
            if _is_fact(element):
                yield _fact(element, "".join(str(part) for part in element.itertext()), None)


# --- setting the page


@dataclass(slots=True)
class _Open:
    element: _Element
    start: int


class _Setter:
    """Writes the page's text, and remembers where each tag begins and ends."""

    def __init__(self, root: _Element) -> None:
        self.parts: list[str] = []
        self.length = 0
        self._placed: list[tuple[_Element, int, int]] = []
        self._continued: dict[str, tuple[_Element, int, int]] = {}
        self._root = root
        self.cells: list[tuple[int, int]] = []

    def facts(self) -> Iterator[Seen]:
        text = "".join(self.parts)
        for element, start, end in self._placed:
            shown = text[start:end]
            following = element.get("continuedAt")
            while following and following in self._continued:
                more, begin, stop = self._continued[following]
                shown += text[begin:stop]
                following = more.get("continuedAt")
            yield _fact(element, shown, (start, end))

    def set_block(self, element: _Element) -> None:
        pre = "white-space:pre" in (element.get("style") or "").replace(" ", "") or element.tag == _XHTML + "pre"
        self._newline()
        self._flow(element, pre)
        self._newline()

    def _flow(self, element: _Element, pre: bool) -> None:
        self._say(element.text, pre)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, pre)
            self._say(child.tail, pre)

    def _child(self, child: _Element, pre: bool) -> None:
        style = (child.get("style") or "").replace(" ", "")
        if child.tag == _IX + "header" or "display:none" in style:
            return
        if child.tag == _XHTML + "br":
            self._write("\n")
        elif child.tag == _XHTML + "table":
            self._table(child)
        elif _is_fact(child) or child.tag == _CONTINUATION:
            start = self.length
            self._flow(child, pre)
            self._remember(child, start, self.length)
        elif child.tag in _BLOCKS:
            self.set_block(child)
        else:
            self._flow(child, pre)

    def _remember(self, element: _Element, start: int, end: int) -> None:
        if element.tag == _CONTINUATION:
            self._continued[element.get("id", "")] = (element, start, end)
        else:
            self._placed.append((element, start, end))

    def _say(self, text: str | None, pre: bool) -> None:
        if not text:
            return
        if not pre:
            text = _SPACES.sub(" ", text)
            if text == " " and (not self.parts or self.parts[-1].endswith(("\n", " "))):
                return
        self._write(text)

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _newline(self) -> None:
        if self.parts and not self.parts[-1].endswith("\n"):
            self._write("\n")

    # A cell is set by a setter of its own; its tags are moved to where the cell comes to stand.

    def _table(self, table: _Element) -> None:
        rows = [_cells(row, self._root) for row in table.iter(_XHTML + "tr")]
        widths = _widths(rows)
        self._newline()
        for row in rows:
            self._row(row, widths)

    def _row(self, row: list[_Cell], widths: list[int]) -> None:
        height = max((len(cell.lines) for cell in row), default=0)
        # Lines of one cell stand one below the other, so a tag may be placed in any of them.
        for number in range(height):
            begin = self.length
            for cell in row:
                if number >= len(cell.lines):
                    continue
                left = sum(widths[: cell.column])
                room = sum(widths[cell.column : cell.column + cell.span])
                line = cell.lines[number]
                spare = max(room - len(_GAP) - len(line), 0)
                at = left + (spare if cell.right else spare // 2 if cell.span > 1 else 0)
                self._write(" " * max(at - (self.length - begin), 0))
                shift = self.length
                if cell.span > 1 and line.strip():
                    self.cells.append((begin + left, begin + left + max(room - len(_GAP), 1)))
                self._write(line)
                for element, start, end, where in cell.tags:
                    if where == number:
                        self._remember(element, start + shift, end + shift)
            self._write("\n")


@dataclass(slots=True)
class _Cell:
    """`tags` are (element, start, end in the line, number of the line)."""

    column: int
    span: int
    lines: list[str]
    tags: list[tuple[_Element, int, int, int]]
    right: bool


_NUMBER = re.compile(r"[\s$(]*[-\u2013\u2014]?[\d,.]+[\s)%]*|[\s$()-]*")


def _cells(row: _Element, root: _Element) -> list[_Cell]:
    cells: list[_Cell] = []
    column = 0
    for element in row:
        if element.tag not in (_XHTML + "td", _XHTML + "th"):
            continue
        span = max(int(element.get("colspan", "1") or 1), 1)
        inner = _Setter(root)
        inner.set_block(element)
        text = "".join(inner.parts).rstrip("\n")
        lines = text.split("\n") if text else []
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        tags = []
        placed = [*inner._placed, *inner._continued.values()]
        for tagged, start, end in placed:
            number = max(bisect_right(starts, start) - 1, 0)
            tags.append((tagged, start - starts[number], end - starts[number], number))
        style = (element.get("style") or "").replace(" ", "")
        right = "text-align:right" in style or element.get("align") == "right" or bool(_NUMBER.fullmatch(text))
        cells.append(_Cell(column, span, lines, tags, right))
        column += span
    return cells


def _widths(rows: list[list[_Cell]]) -> list[int]:
    count = max((cell.column + cell.span for row in rows for cell in row), default=0)
    widths = [0] * count
    for spanning in (False, True):
        for row in rows:
            for cell in row:
                if (cell.span > 1) != spanning:
                    continue
                need = max((len(line) for line in cell.lines), default=0)
                need += len(_GAP) if need else 0
                have = sum(widths[cell.column : cell.column + cell.span])
                if need > have:
                    widths[cell.column + cell.span - 1] += need - have
    return widths
