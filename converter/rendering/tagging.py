"""Where tags open and close: the facts of a report by place, and a writer that numbers the pieces of each fact.

A fact whose text is interrupted (a table row between two cells, a page between two paragraphs) is written in pieces;
how many is known only at the end, so tags are tokens until then (NUL cannot occur in XML text, so no text is mistaken).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from converter.findings import Span
from converter.rendering.environment import environment
from converter.report.report import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TOKEN = re.compile("\0([+-])([^\0]+)\0")


class Tags(Protocol):
    """The macros of `inline/tags.jinja`."""

    def opening(self, fact: Fact, piece: int, last: int) -> str: ...
    def closing(self, fact: Fact, piece: int) -> str: ...
    def reference_opening(self, fact: Fact) -> str: ...
    def reference_closing(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact at a place; `reference` marks the visible text of a hidden fact."""

    span: Span
    fact: Fact
    reference: bool = False

    @property
    def block(self) -> bool:
        return self.fact.escape and not self.reference

    @property
    def order(self) -> tuple[int, int]:
        return self.span.start, -self.span.end


class Marks:
    """Marks in source order, outer before inner."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._marks = sorted(marks, key=lambda mark: mark.order)
        self._starts = [mark.span.start for mark in self._marks]
        self._blocks = [mark for mark in self._marks if mark.block]
        self._longest = max((len(mark.span) for mark in self._marks if not mark.block), default=0)

    @classmethod
    def of(cls, facts: tuple[Fact, ...]) -> Marks:
        marks = [Mark(s, fact) for fact in facts if fact.span for s in (fact.span, *fact.continuations)]
        taken = sorted(mark.span for mark in marks if not mark.fact.escape)
        for fact in facts:
            if fact.span is None and fact.reference is not None and not _crosses(fact.reference, taken):
                marks.append(Mark(fact.reference, fact, reference=True))
        return cls(marks)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._marks)

    def touching(self, extent: Span) -> list[Mark]:
        """Those that share a character with `extent`; found without looking at all that went before."""
        last = bisect_left(self._starts, extent.end)
        first = bisect_left(self._starts, extent.start - self._longest)
        near = [mark for mark in self._marks[first:last] if mark.span.end > extent.start and not mark.block]
        near += [mark for mark in self._blocks if mark.span.start < extent.end and mark.span.end > extent.start]
        return sorted(near, key=lambda mark: mark.order)

    def within(self, start: int, end: int) -> list[Mark]:
        """Those that start in [start, end)."""
        return self._marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _crosses(span: Span, taken: list[Span]) -> bool:
    at = bisect_left(taken, Span(span.start, -1))
    near = taken[max(at - 1, 0) : at + 8]
    return any(each.start < span.end and span.start < each.end and span not in each for each in near)


class Writer:
    """Collects markup. `opening` and `closing` give tokens that may be composed freely; `text` replaces them."""

    def __init__(self) -> None:
        self._chunks: list[str] = []
        self._facts: dict[str, Fact] = {}
        self._tags = cast(Tags, environment().get_template("inline/tags.jinja").make_module({}))

    def write(self, markup: str) -> None:
        self._chunks.append(markup)

    def open(self, mark: Mark) -> None:
        self.write(self.opening(mark))

    def close(self, mark: Mark) -> None:
        self.write(self.closing(mark))

    def opening(self, mark: Mark) -> str:
        if mark.reference:
            return str(self._tags.reference_opening(mark.fact))
        self._facts[mark.fact.id] = mark.fact
        return f"\0+{mark.fact.id}\0"

    def closing(self, mark: Mark) -> str:
        return str(self._tags.reference_closing()) if mark.reference else f"\0-{mark.fact.id}\0"

    def text(self) -> str:
        """Everything written, each fact's pieces numbered in order."""
        joined = "".join(self._chunks)
        last = Counter(match[2] for match in _TOKEN.finditer(joined) if match[1] == "+")
        opened: Counter[str] = Counter()

        def tag(match: re.Match[str]) -> str:
            fact = self._facts[match[2]]
            if match[1] == "-":
                return str(self._tags.closing(fact, opened[fact.id] - 1))
            opened[fact.id] += 1
            return str(self._tags.opening(fact, opened[fact.id] - 1, last[fact.id] - 1))

        return _TOKEN.sub(tag, joined)
