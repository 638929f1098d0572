"""HTML parts: is it one, and its tree, with the place of every character kept.

scan (scanner.py)   tags and text runs with their places
Soup (soup.py)      tags in an order that the tree builder takes in linear time; each text run as a short marker
Lexbor              HTML5's tree: implied elements, text moved out of tables, ...
_Builder            Lexbor's tree, read back, with each marker replaced by the text it stands for
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from converter.findings import Span
from converter.reading.document import Element, TextNode
from converter.reading.entities import decode_references
from converter.reading.scanner import Token, TokenKind, scan
from converter.reading.settings import ReadingSettings
from converter.reading.soup import Soup
from converter.reading.tags import INLINE, VOID
from converter.reading.visibility import is_hidden

_LAYOUT_TAG = re.compile(r"(?i)<(?:td|tr|p|br|div|font|span|h[1-6]|li|b|center)[ >/]")
_HTML_OPEN = re.compile(r"(?i)<(?:!doctype\s{1,8}html|html|body)\b")
_PRE = re.compile(r"(?i)<pre\b")
_XHTML = re.compile(r"""(?i)<\?xml\s|xmlns\s{0,4}=\s{0,4}["']http://www\.w3\.org/1999/xhtml""")
_INLINE_XBRL = re.compile(r"(?i)<ix:(?:nonfraction|nonnumeric|header)\b")
_ESCAPED_DASH = re.compile(r"(?m)^- (?=-)")

# A marker is two characters of the last two private-use planes: the text itself never goes through the tree builder,
# so nothing in it can be mistaken for one.
_PLANE = 0xFFFE
_HIGH, _LOW = 0xF0000, 0x100000
_MARKER = re.compile("[\U000f0000-\U000ffffd][\U00100000-\U0010fffd]")
_WHITE = " \t\n\r\f"
_SERIALISED = re.compile(r'<(/?)([^\s>]++)((?:[^">]++|"[^"]*+")*+)>|([^<]++)')
_ATTRIBUTE = re.compile(r'([^\s="]++)(?:="([^"]*+)")?')


def is_html(text: str, span: Span, settings: ReadingSettings) -> bool:
    """By the density of layout tags: old text filings hold a few, and some are wrapped in nothing but `<html>`."""
    body = text[span.start : span.end]
    opened = _HTML_OPEN.search(body, 0, 4_000) is not None
    if opened and _PRE.search(body):
        return True
    tags = sum(1 for _ in _LAYOUT_TAG.finditer(body))
    lines = body.count("\n") + body.count("\r") + 1
    return tags >= (1 if opened else 4) and tags * settings.markup_lines > lines


def is_tagged(text: str, span: Span) -> bool:
    """The page is inline XBRL already."""
    return _INLINE_XBRL.search(text, span.start, span.end) is not None


def parse_html(text: str, span: Span, settings: ReadingSettings, escaped_dashes: bool = False) -> Element:
    """The tree of a page. With `escaped_dashes`, a `- ` before a dash at the start of a line is no part of the text."""
    soup = Soup(settings.max_depth)
    runs: list[Token] = []
    xhtml = _XHTML.search(text, span.start, min(span.end, span.start + 6_000)) is not None
    inline_before = False
    blank: Token | None = None  # white space after an inline tag, kept if an inline tag or text follows
    for token in scan(text, span.start, span.end):
        kind = token.kind
        if kind is TokenKind.TEXT and not soup.preformatted and text[token.start : token.end].strip(_WHITE) == "":
            blank = token if inline_before else None
            continue
        inline = kind is TokenKind.TEXT or token.name in INLINE or token.name.startswith("ix:")
        if blank is not None and inline:
            soup.text(_marker(len(runs)))
            runs.append(blank)
        blank = None
        inline_before = inline
        if kind is TokenKind.START:
            attributes = token.attributes.rstrip("/")
            soup.start(token.name, attributes)
            if token.self_closed and xhtml and token.name not in VOID:
                soup.end(token.name)
        elif kind is TokenKind.END:
            soup.end(token.name)
        else:
            soup.text(_marker(len(runs)))
            runs.append(token)
    markup = LexborHTMLParser(soup.markup()).html or ""
    return _Builder(text, runs, escaped_dashes).tree(markup)


def elements(root: Element, tag: str) -> Iterator[Element]:
    """The visible elements of that name, in no particular order."""
    stack = [root]
    while stack:
        for child in stack.pop().children:
            if isinstance(child, Element) and not child.hidden:
                stack.append(child)
                if child.tag == tag:
                    yield child


def _marker(index: int) -> str:
    high, low = divmod(index, _PLANE)
    return chr(_HIGH + high) + chr(_LOW + low)


class _Builder:
    """Builds our tree from the serialised one: its tags nest properly, its attributes are all double-quoted."""

    def __init__(self, text: str, runs: list[Token], escaped_dashes: bool) -> None:
        self._text = text
        self._runs = runs
        self._escaped_dashes = escaped_dashes
        self._attributes: dict[str, tuple[tuple[str, str], ...]] = {"": ()}
        self._hidden: dict[tuple[str, str], bool] = {}

    def tree(self, markup: str) -> Element:
        open_: list[tuple[str, str, list[Element | TextNode]]] = [("", "", [])]
        for match in _SERIALISED.finditer(markup):
            close, name, attributes, text = match.groups()
            if text is not None:
                open_[-1][2].extend(self._nodes(text))
            elif close:
                if len(open_) > 1:
                    self._finish(open_)
            elif name in VOID:
                open_[-1][2].append(self._element(name, attributes, []))
            else:
                open_.append((name, attributes, []))
        while len(open_) > 1:
            self._finish(open_)
        children = open_[0][2]
        root = next((child for child in children if isinstance(child, Element)), None)
        return root if root is not None and len(children) == 1 else Element("html", (), tuple(children))

    def _finish(self, open_: list[tuple[str, str, list[Element | TextNode]]]) -> None:
        name, attributes, children = open_.pop()
        open_[-1][2].append(self._element(name, attributes, children))

    def _element(self, name: str, written: str, children: list[Element | TextNode]) -> Element:
        attributes = self._attributes.get(written)
        if attributes is None:
            attributes = tuple((m[1], html.unescape(m[2] or "")) for m in _ATTRIBUTE.finditer(written))
            self._attributes[written] = attributes
        key = (name, written)
        hidden = self._hidden.get(key)
        if hidden is None:
            hidden = self._hidden[key] = is_hidden(name, attributes)
        return Element(name, attributes, tuple(children), hidden)

    def _nodes(self, marked: str) -> Iterator[TextNode]:
        for marker in _MARKER.findall(marked):
            token = self._runs[(ord(marker[0]) - _HIGH) * _PLANE + ord(marker[1]) - _LOW]
            if token.kind is TokenKind.RAW:
                yield TextNode(self._text[token.start : token.end], ((0, token.start),), token.end)
            elif self._escaped_dashes and _ESCAPED_DASH.search(self._text, token.start, token.end):
                yield from self._unescaped(token)
            else:
                yield TextNode(*decode_references(self._text, token.start, token.end), token.end)

    def _unescaped(self, token: Token) -> Iterator[TextNode]:
        at = token.start
        for match in _ESCAPED_DASH.finditer(self._text, token.start, token.end):
            if match.start() > at:
                yield TextNode(*decode_references(self._text, at, match.start()), match.start())
            at = match.end()
        yield TextNode(*decode_references(self._text, at, token.end), token.end)
