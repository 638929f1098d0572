"""HTML parts: their tree written again as XHTML that EDGAR takes, facts tagged inside the text.

Old pages break every content model: tables within tables and within fonts, paragraphs in bold, rows without cells.
So only a few elements are written, each where it may stand:

    table, tr, td     never within another table (EFM 5.2.5); an inner table becomes blocks with `display:table`
    div               every block, and every inline element that holds a block
    span              every other inline element
    br, hr, a         as they are; links only within the document or into the EDGAR archive

All text is kept, in order; the look is kept by inline styles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.findings import Span
from converter.reading.document import Element, TextNode
from converter.rendering.environment import attribute, escaped, xml_text
from converter.rendering.styles import TAG_STYLES, style_of
from converter.rendering.tagging import Mark, Marks, Writer

Node = Element | TextNode
_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd"),
        *("label", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "nobr"),
        *("page", "blink", "wbr"),
    )
)
_SILENT = frozenset(
    ("script", "style", "head", "title", "meta", "link", "base", "col", "colgroup", "map", "area", "param", "noscript")
)
_SPACED = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote"))
_ROW_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_TABLE_PARTS = frozenset(("table", "tr", "td", "th", "caption")) | _ROW_GROUPS
_ARCHIVE = re.compile(r"https?://(?:www\.)?sec\.gov/Archives/edgar/data/", re.IGNORECASE)
_IDENTIFIER = re.compile(r"[^A-Za-z0-9_.-]")


class Hypertext:
    """Writes one HTML part. Identifiers of the source get a prefix of their own, so that parts cannot collide."""

    def __init__(self, marks: Marks, writer: Writer, number: int) -> None:
        self._marks = marks
        self._writer = writer
        self._prefix = f"p{number}-"
        self._ids: set[str] = set()
        self._extents: dict[int, Span | None] = {}
        self._blocks: dict[int, bool] = {}
        self._tight: dict[int, str] = {}

    def write(self, root: Element) -> None:
        self._survey(root)
        extent = self._extents[id(root)]
        marks = self._marks.within(extent.start, extent.end) if extent else []
        self._writer.write("<div>")
        self._children(root.children, marks, in_table=False)
        self._writer.write("</div>")

    # --- what is where ---

    def _survey(self, root: Element) -> None:
        """Source extent of every node, and whether a block stands in it; without recursion, pages nest deep."""
        stack: list[tuple[Node, bool]] = [(root, False)]
        while stack:
            node, done = stack.pop()
            if isinstance(node, TextNode):
                self._extents[id(node)] = Span(node.offset(0), node.end) if node.text else None
                self._blocks[id(node)] = False
            elif not _shown(node):
                self._extents[id(node)] = None
                self._blocks[id(node)] = False
            elif not done:
                stack.append((node, True))
                stack.extend((child, False) for child in node.children)
            else:
                spans = [span for child in node.children if (span := self._extents[id(child)])]
                self._extents[id(node)] = Span(min(spans).start, max(s.end for s in spans)) if spans else None
                inner = any(self._blocks[id(child)] for child in node.children)
                self._blocks[id(node)] = inner or not (node.tag in _INLINE or node.tag in ("br", "img"))

    # --- tags around nodes ---

    def _children(self, children: Sequence[Node], marks: list[Mark], in_table: bool) -> None:
        """Each run of children that a mark covers is wrapped; what a mark covers in part is looked into."""
        i = 0
        here = Marks(marks)
        while i < len(children):
            child = children[i]
            extent = self._extents.get(id(child))
            touching = here.touching(extent) if extent and marks else []
            mark = self._covering(extent, touching)
            if mark is None:
                self._node(child, touching, in_table)
                i += 1
                continue
            last = i + 1
            for j in range(i + 1, len(children)):
                further = self._extents.get(id(children[j]))
                if further is None:
                    continue
                if further not in mark.span:
                    break
                last = j + 1
            self._writer.open(mark)
            self._children(children[i:last], [m for m in marks if m is not mark], in_table)
            self._writer.close(mark)
            i = last

    @staticmethod
    def _covering(extent: Span | None, marks: list[Mark]) -> Mark | None:
        """The outermost mark that must be opened before an element of this extent: not one that fits inside it."""
        if extent is None:
            return None
        return next((m for m in marks if extent in m.span and (m.block or m.span not in extent)), None)

    @staticmethod
    def _touching(extent: Span | None, marks: list[Mark]) -> list[Mark]:
        if extent is None:
            return []
        return [mark for mark in marks if mark.span.start < extent.end and extent.start < mark.span.end]

    def _node(self, node: Node, marks: list[Mark], in_table: bool) -> None:
        if isinstance(node, TextNode):
            self._text(node, marks)
        elif _shown(node):
            self._element(node, marks, in_table)

    def _text(self, node: TextNode, marks: list[Mark]) -> None:
        """The marks that cover a part of the text, in order; crossing ones have been sorted out before."""
        self._text_part(node, 0, len(node.text), marks)

    def _text_part(self, node: TextNode, start: int, end: int, marks: list[Mark]) -> None:
        at = start
        while marks:
            mark, *marks = marks
            first = max(_index(node, mark.span.start), at)
            last = min(_index(node, mark.span.end), end)
            if last <= first:
                continue
            self._writer.write(escaped(xml_text(node.text[at:first])))
            inner = [m for m in marks if m.span in mark.span]
            marks = [m for m in marks if m not in inner]
            self._writer.open(mark)
            self._text_part(node, first, last, inner)
            self._writer.close(mark)
            at = last
        self._writer.write(escaped(xml_text(node.text[at:end])))

    # --- elements ---

    def _element(self, element: Element, marks: list[Mark], in_table: bool) -> None:
        tag = element.tag
        if tag == "br":
            self._writer.write("<br/>")
        elif tag == "hr":
            self._writer.write("<hr/>")
        elif tag == "img":
            self._image(element)
        elif tag == "table" and not in_table:
            self._table(element, marks)
        elif tag in _TABLE_PARTS:
            self._loose_table_part(element, marks)
        elif tag == "a" and not self._blocks[id(element)]:
            self._anchor(element, marks, in_table)
        elif tag in _INLINE and not self._blocks[id(element)]:
            self._wrapped("span", element, TAG_STYLES.get(tag, ""), marks, in_table)
        elif tag in _INLINE:
            self._wrapped("div", element, f"display:inline;{TAG_STYLES.get(tag, '')}", marks, in_table)
        else:
            self._wrapped("div", element, TAG_STYLES.get(tag, "") + self._tight.get(id(element), ""), marks, in_table)

    def _wrapped(self, name: str, element: Element, style: str, marks: list[Mark], in_table: bool) -> None:
        self._open(name, element, style)
        self._children(element.children, marks, in_table)
        self._writer.write(f"</{name}>")

    def _open(self, name: str, element: Element, style: str = "", more: str = "") -> None:
        full = ";".join(s for s in (style, style_of(element)) if s)
        said = f' style="{attribute(full)}"' if full else ""
        self._writer.write(f"<{name}{self._id(element)}{said}{more}>")

    def _id(self, element: Element) -> str:
        name = element.get("id") or (element.get("name") if element.tag == "a" else None)
        if not name:
            return ""
        clean = self._clean(name)
        if clean in self._ids:
            return ""
        self._ids.add(clean)
        return f' id="{clean}"'

    def _clean(self, name: str) -> str:
        return self._prefix + _IDENTIFIER.sub("_", name.strip())[:100]

    def _anchor(self, element: Element, marks: list[Mark], in_table: bool) -> None:
        """A link that may stay, else its text."""
        href = (element.get("href") or "").strip()
        if href.startswith("#") and len(href) > 1:
            self._open("a", element, more=f' href="#{self._clean(href[1:])}"')
        elif _ARCHIVE.match(href) and href.isascii():
            self._open("a", element, more=f' href="{attribute(href)}"')
        else:
            self._wrapped("span", element, "", marks, in_table)
            return
        self._children(element.children, marks, in_table)
        self._writer.write("</a>")

    def _image(self, element: Element) -> None:
        """Pictures do not come with the source; their place is kept."""
        name = attribute((element.get("alt") or element.get("src") or "").strip()[:200])
        self._writer.write(f'<span title="{name}"></span>' if name else "")

    # --- tables ---

    def _table(self, table: Element, marks: list[Mark]) -> None:
        rows = [row for row in _rows(table) if _has_content(row)]
        if not any(isinstance(row, Element) and row.tag == "tr" for row in rows):
            self._wrapped("div", table, "", marks, in_table=False)
            return
        self._open("table", table, more=_table_attributes(table))
        for row in rows:
            self._row(row, self._touching(self._extents.get(id(row)), marks))
        self._writer.write("</table>")

    def _row(self, row: Node, marks: list[Mark]) -> None:
        """A `tr` with at least one cell; stray content between rows gets a row of its own."""
        if isinstance(row, TextNode) or row.tag != "tr":
            self._stray((row,), marks)
            return
        cells = [c for c in row.children if isinstance(c, Element) and c.tag in ("td", "th") and _shown(c)]
        if not cells:
            self._stray(row.children, marks)
            return
        self._open("tr", row)
        for child in row.children:
            touching = self._touching(self._extents.get(id(child)), marks)
            if isinstance(child, Element) and child.tag in ("td", "th"):
                if _shown(child):
                    self._cell(child, touching)
            elif self._extents.get(id(child)) is not None and not _blank(child):
                self._writer.write("<td>")
                self._children((child,), touching, in_table=True)
                self._writer.write("</td>")
        self._writer.write("</tr>")

    def _stray(self, nodes: Sequence[Node], marks: list[Mark]) -> None:
        if all(_blank(node) for node in nodes):
            return
        self._writer.write('<tr><td colspan="99">')
        self._children(nodes, marks, in_table=True)
        self._writer.write("</td></tr>")

    def _cell(self, cell: Element, marks: list[Mark]) -> None:
        self._tighten(cell, 0, ";margin-top:0")
        self._tighten(cell, -1, ";margin-bottom:0")
        self._open("td", cell, TAG_STYLES["th"] if cell.tag == "th" else "", _spans(cell))
        self._children(cell.children, marks, in_table=True)
        self._writer.write("</td>")

    def _tighten(self, element: Element, end: int, style: str) -> None:
        """The first and the last paragraph of a cell stand at its edge, as pages without a doctype are shown."""
        while True:
            children = [c for c in element.children if not _blank(c)]
            if not children or isinstance(children[end], TextNode):
                return
            child = children[end]
            assert isinstance(child, Element)
            if child.tag in _SPACED:
                self._tight[id(child)] = self._tight.get(id(child), "") + style
                return
            element = child

    def _loose_table_part(self, element: Element, marks: list[Mark]) -> None:
        """A table within a table, or a row or cell without one."""
        display = {"table": "table", "tr": "table-row", "td": "table-cell", "th": "table-cell"}.get(
            element.tag, "block"
        )
        padding = ";padding:1px" if display == "table-cell" else ""
        self._wrapped("div", element, f"display:{display}{padding}", marks, in_table=True)


def _shown(element: Element) -> bool:
    return not element.hidden and element.tag not in _SILENT


def _blank(node: Node) -> bool:
    if isinstance(node, TextNode):
        return not node.text.strip()
    return not any(text.text.strip() for text in node.texts())


def _has_content(row: Node) -> bool:
    """Whether something would be written for it: any shown cell, or text that strayed between the cells."""
    if isinstance(row, TextNode) or row.tag != "tr":
        return not _blank(row)
    cells = any(isinstance(c, Element) and c.tag in ("td", "th") and _shown(c) for c in row.children)
    return _shown(row) and (cells or not _blank(row))


def _rows(table: Element) -> list[Node]:
    """Rows and whatever stands between them, groups opened."""
    found: list[Node] = []
    for child in table.children:
        if isinstance(child, Element) and child.tag in _ROW_GROUPS:
            found += child.children
        else:
            found.append(child)
    return found


def _table_attributes(table: Element) -> str:
    found = ""
    for name in ("border", "cellpadding", "cellspacing"):
        value = (table.get(name) or "").strip().removesuffix("px")
        if value.isdigit() and value.isascii() and len(value) < 4:
            found += f' {name}="{value}"'
    return found


def _spans(cell: Element) -> str:
    found = ""
    for name in ("colspan", "rowspan"):
        value = (cell.get(name) or "").strip()
        if value.isdigit() and value.isascii() and 1 < int(value) < 1000:
            found += f' {name}="{int(value)}"'
    return found


def _index(node: TextNode, offset: int) -> int:
    """The first index of the text whose character stands at or after a source offset."""
    low, high = 0, len(node.text)
    while low < high:
        middle = (low + high) // 2
        if node.offset(middle) < offset:
            low = middle + 1
        else:
            high = middle
    return low
