"""A page as a sequence of blocks: stretches of text, tables, preformatted text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from converter.reading.document import Element, TextNode
from converter.reading.flow import EMPTY, Flow, FlowWriter
from converter.reading.tags import CELLS, SPECIAL


class BlockKind(Enum):
    TEXT = "text"
    TABLE = "table"
    PREFORMATTED = "preformatted"
    PAGE_BREAK = "page break"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Block:
    """`flow` is the text of a TEXT block (a paragraph, with "\\n" at its line breaks; no-break spaces at its start are
    kept, as some pages align columns by them); `element` the element of the others."""

    kind: BlockKind
    flow: Flow = EMPTY
    element: Element | None = None


def blocks(root: Element, is_table: Callable[[Element], bool]) -> list[Block]:
    """The visible page in reading order. Tables that are none for `is_table` (they only lay out the page) are read as
    text: each row begins a block."""
    walk = _Walk(is_table)
    walk.into(root)
    walk.flush()
    return walk.found


class _Walk:
    def __init__(self, is_table: Callable[[Element], bool]) -> None:
        self.found: list[Block] = []
        self._is_table = is_table
        self._writer = FlowWriter()

    def flush(self) -> None:
        flow = self._writer.flow(strip=False)
        if flow.text and not flow.text.isspace():
            self.found.append(Block(BlockKind.TEXT, flow))
        self._writer = FlowWriter()

    def into(self, element: Element) -> None:
        if element.hidden:
            return
        for child in element.children:
            if isinstance(child, TextNode):
                self._writer.collapsed(child)
            elif child.hidden:
                continue
            elif child.tag == "table" and self._is_table(child):
                self._alone(BlockKind.TABLE, child)
            elif child.tag == "pre":
                self._alone(BlockKind.PREFORMATTED, child)
            elif child.tag == "img":
                self._alone(BlockKind.IMAGE, child)
            elif child.tag == "br":
                self._writer.line_break(always=True)
            elif child.tag == "page":
                self._alone(BlockKind.PAGE_BREAK, child)
            elif child.tag in CELLS:
                self._writer.gap()
                self.into(child)
            elif child.tag in SPECIAL or child.tag == "hr":
                self.flush()
                if _breaks_page(child):
                    self.found.append(Block(BlockKind.PAGE_BREAK, element=child))
                self.into(child)
                self.flush()
            else:
                self.into(child)

    def _alone(self, kind: BlockKind, element: Element) -> None:
        self.flush()
        self.found.append(Block(kind, element=element))


def _breaks_page(element: Element) -> bool:
    style = element.get("style")
    return style is not None and "page-break-" in style.lower() and "always" in style.lower()
