"""Text as a reader of the page sees it: white space collapsed, line breaks where elements break lines, and for each
character the way back to the source.

    Flow            such a text, made of slices of text nodes
    flow_of         the flow of an element
    preformatted    the flow of a <pre>: its text with white space kept
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from converter.findings import Span
from converter.reading.document import Element, TextNode
from converter.reading.tags import CELLS, SPECIAL

_WHITE = re.compile(r"[ \t\n\r\f]+")
_WHITE_TO_COLLAPSE = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
_BREAKS = SPECIAL | {"br", "hr"}


@dataclass(frozen=True, slots=True)
class Slice:
    """`node.text[start:...]` stands at `index` of the flow, up to the next slice or a character of no node."""

    index: int
    node: TextNode
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Flow:
    text: str
    slices: tuple[Slice, ...]

    def span(self, start: int, end: int) -> Span:
        """Source span of `text[start:end]`; the characters that no node holds (line breaks, joints) are passed over."""
        first = max(0, bisect_right(self.slices, start, key=_index) - 1)
        if start >= self.slices[first].index + self.slices[first].length and first + 1 < len(self.slices):
            first += 1
            start = self.slices[first].index
        last = max(first, bisect_right(self.slices, end - 1, key=_index) - 1) if end > start else first
        head, tail = self.slices[first], self.slices[last]
        begin = head.node.offset(head.start + min(start - head.index, head.length))
        stop = tail.node.offset(tail.start + max(0, min(end - tail.index, tail.length)))
        return Span(begin, max(begin, stop))

    @property
    def whole(self) -> Span:
        """Source span of all of it; meaningless for an empty flow."""
        return self.span(0, len(self.text))

    def lines(self) -> list[Flow]:
        """The flow's lines that hold text, each without white space at its ends."""
        result, at = [], 0
        for line in self.text.split("\n"):
            piece = self.part(at, at + len(line))
            if piece.text:
                result.append(piece)
            at += len(line) + 1
        return result

    def part(self, start: int, end: int) -> Flow:
        """`text[start:end]` less the white space at its ends."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        slices = []
        for at in range(max(0, bisect_right(self.slices, start, key=_index) - 1), len(self.slices)):
            s = self.slices[at]
            if s.index >= end:
                break
            a, b = max(start, s.index), min(end, s.index + s.length)
            if a < b:
                slices.append(Slice(a - start, s.node, s.start + a - s.index, b - a))
        return Flow(self.text[start:end], tuple(slices))


def _index(piece: Slice) -> int:
    return piece.index


EMPTY = Flow("", ())


def joined(flows: Iterable[Flow], joint: str) -> Flow:
    """One flow after the other, with `joint` (characters of no node) between."""
    texts: list[str] = []
    slices: list[Slice] = []
    length = 0
    for flow in flows:
        if not flow.text:
            continue
        if texts:
            texts.append(joint)
            length += len(joint)
        texts.append(flow.text)
        slices.extend(Slice(length + s.index, s.node, s.start, s.length) for s in flow.slices)
        length += len(flow.text)
    return Flow("".join(texts), tuple(slices))


def flow_of(element: Element) -> Flow:
    """The visible text of `element`."""
    writer = FlowWriter()
    _write(element, writer)
    return writer.flow()


def preformatted(element: Element) -> Flow:
    """The text of a <pre> as it stands."""
    writer = FlowWriter()
    for node in _visible(element):
        writer.kept(node)
    return writer.flow(strip=False)


def _visible(element: Element) -> Iterable[TextNode]:
    for child in element.children:
        if isinstance(child, TextNode):
            yield child
        elif not child.hidden:
            yield from _visible(child)


def _write(element: Element, writer: FlowWriter) -> None:
    for child in element.children:
        if isinstance(child, TextNode):
            writer.collapsed(child)
        elif child.hidden:
            continue
        elif child.tag in _BREAKS:
            if child.tag in CELLS:
                writer.gap()
                _write(child, writer)
                continue
            writer.line_break(always=child.tag == "br")
            if child.tag == "pre":
                for node in _visible(child):
                    writer.kept(node)
            else:
                _write(child, writer)
            if child.tag != "br":
                writer.line_break()
        else:
            _write(child, writer)


class FlowWriter:
    def __init__(self) -> None:
        self._texts: list[str] = []
        self._slices: list[Slice] = []
        self._length = 0
        self._after_white = True

    def flow(self, strip: bool = True) -> Flow:
        flow = Flow("".join(self._texts), tuple(self._slices))
        return flow.part(0, len(flow.text)) if strip else flow

    def collapsed(self, node: TextNode) -> None:
        text = node.text
        at = 0
        if self._after_white:
            leading = _WHITE.match(text)
            at = leading.end() if leading else 0
        for white in _WHITE_TO_COLLAPSE.finditer(text, at):
            if white.start() > at:
                self._keep(node, text, at, white.start())
            if not self._after_white:
                if white[0][0] == " ":
                    self._keep(node, text, white.start(), white.start() + 1)
                else:
                    self._add(" ")
                self._after_white = True
            at = white.end()
        if at < len(text):
            self._keep(node, text, at, len(text))

    def kept(self, node: TextNode) -> None:
        if node.text:
            self._keep(node, node.text, 0, len(node.text))
            self._after_white = node.text[-1].isspace()

    def gap(self) -> None:
        if not self._after_white:
            self._add(" ")
            self._after_white = True

    def line_break(self, always: bool = False) -> None:
        if self._texts and (always or self._texts[-1] != "\n"):
            self._add("\n")
        self._after_white = True

    def _keep(self, node: TextNode, text: str, start: int, end: int) -> None:
        last = self._slices[-1] if self._slices else None
        if last is not None and last.node is node and last.index + last.length == self._length:
            if last.start + last.length == start:
                self._slices[-1] = Slice(last.index, node, last.start, last.length + end - start)
            else:
                self._slices.append(Slice(self._length, node, start, end - start))
        else:
            self._slices.append(Slice(self._length, node, start, end - start))
        self._add(text[start:end])
        self._after_white = text[end - 1] == " "

    def _add(self, text: str) -> None:
        self._texts.append(text)
        self._length += len(text)
