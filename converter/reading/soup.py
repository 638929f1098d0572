"""Tag soup made digestible: the tags that go on to the tree builder, in an order that costs it linear time.

HTML's rules for building a tree are quadratic in two places. Every block tag walks up the open elements, so that
thousands of `<div>` that are never closed take minutes; and every formatting element that is never closed (`<font>`) is
opened anew in every later paragraph. So `Soup` keeps the open elements itself, by the same rules:

    depth        start tags beyond `max_depth` open elements are left out, and their end tags with them
    end tags     without a start tag in scope are left out
    formatting   <b>, <font>, ... are opened just around the text they apply to, the latest `_MOST_FORMATTING` of them

Elements that say nothing about the page (`<html>`, `<body>`, `<form>`, inline XBRL's `<ix:...>`) are left out too.
"""

from __future__ import annotations

import re
from collections import Counter

from converter.reading.tags import (
    CELL_SCOPE,
    CLOSES,
    CLOSES_PARAGRAPH,
    FORMATTING,
    NEUTRAL,
    SPECIAL,
    TABLE_PARTS,
    TABLE_SCOPE,
    VOID,
)

_MOST_FORMATTING = 8
_P = frozenset(["p"])
_ATTRIBUTE = r"""[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>=`]++))?+"""
_SOUND_ATTRIBUTE = re.compile(_ATTRIBUTE)
_SOUND_ATTRIBUTES = re.compile(rf"(?:\s++{_ATTRIBUTE})*+\s*+")


class Soup:
    """Collects the normalised page; `markup()` gives it."""

    def __init__(self, max_depth: int) -> None:
        self._out: list[str] = []
        self._max_depth = max_depth
        self._open: list[str] = []
        self._left_out: Counter[str] = Counter()
        self._formatting: list[tuple[str, str]] = []  # (name, attributes) in force
        self._around_tables: list[list[tuple[str, str]]] = []
        self._written: list[str] = []  # formatting elements open in the output
        self._attributes: dict[str, str] = {}
        self.preformatted = 0

    def markup(self) -> str:
        return "".join(self._out)

    def text(self, marker: str) -> None:
        if not self._written and self._formatting:
            for name, attributes in self._formatting:
                self._out.append(f"<{name}{attributes}>")
                self._written.append(name)
        self._out.append(marker)

    def start(self, name: str, attributes: str) -> None:
        attributes = self._sound(attributes)
        if name in FORMATTING:
            self._start_formatting(name, attributes)
            return
        if name in NEUTRAL or name.startswith("ix:"):
            return
        if name == "page":  # EDGAR's own page break, never closed
            self._out.append("<page></page>")
            return
        if name in VOID:
            if name == "col" and "table" not in self._open:
                return
            if name in ("hr", "col"):
                self._end_formatting_output()
            self._out.append(f"<{name}{attributes}>")
            return
        if name in TABLE_PARTS and "table" not in self._open:
            self._left_out[name] += 1
            return
        self._end_formatting_output()
        if name in CLOSES_PARAGRAPH:
            self._close(_P, CELL_SCOPE)
        if name in CLOSES:
            self._close(*CLOSES[name])
        if len(self._open) >= self._max_depth:
            self._left_out[name] += 1
            return
        if name == "table":
            self._around_tables.append(self._formatting)
            self._formatting = []
        elif name in ("td", "th", "tr"):
            self._formatting = []
        elif name == "pre":
            self.preformatted += 1
        self._open.append(name)
        self._out.append(f"<{name}{attributes}>")

    def end(self, name: str) -> None:
        if name in FORMATTING:
            self._end_formatting(name)
        elif name == "br":
            self._out.append("<br>")
        elif self._left_out[name]:
            self._left_out[name] -= 1
        elif name in SPECIAL:
            scope = TABLE_SCOPE if name in TABLE_PARTS else frozenset() if name == "table" else CELL_SCOPE
            self._close(frozenset([name]), scope)
        else:
            self._close(frozenset([name]), SPECIAL)

    def _close(self, names: frozenset[str], scope: frozenset[str]) -> None:
        """Closes the innermost open element of `names` with all that is open in it, unless one of `scope` stands
        between."""
        for index in range(len(self._open) - 1, -1, -1):
            name = self._open[index]
            if name in names:
                break
            if name in scope:
                return
        else:
            return
        self._end_formatting_output()
        while len(self._open) > index:
            name = self._open.pop()
            self._out.append(f"</{name}>")
            if name == "table":
                self._formatting = self._around_tables.pop()
            elif name in ("td", "th"):
                self._formatting = []
            elif name == "pre":
                self.preformatted -= 1

    def _sound(self, attributes: str) -> str:
        """The attributes as they stand, unless a quote in them is never closed: it would swallow the page."""
        sound = self._attributes.get(attributes)
        if sound is None:
            sound = attributes
            if not _SOUND_ATTRIBUTES.fullmatch(attributes):
                sound = "".join(f" {found[0]}" for found in _SOUND_ATTRIBUTE.finditer(attributes))
            self._attributes[attributes] = sound
        return sound

    def _start_formatting(self, name: str, attributes: str) -> None:
        if name == "a" and ("name" in attributes or "id" in attributes or "NAME" in attributes or "ID" in attributes):
            self._end_formatting_output()
            self._out.append(f"<a{attributes}></a>")
            if "href" not in attributes.lower():
                return
        self._end_formatting_output()
        self._formatting = [*self._formatting[1 - _MOST_FORMATTING :], (name, attributes)]

    def _end_formatting(self, name: str) -> None:
        for index in range(len(self._formatting) - 1, -1, -1):
            if self._formatting[index][0] == name:
                self._end_formatting_output()
                del self._formatting[index]
                return

    def _end_formatting_output(self) -> None:
        while self._written:
            self._out.append(f"</{self._written.pop()}>")
