"""Where tags open and close: the facts of a report by place, and a writer that numbers the pieces of each fact.

A fact whose text is interrupted (a table row between two cells, a page between two paragraphs) is written in pieces;
how many is known only at the end, so the writer keeps a slot for each opening and fills them all in `text`.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.findings import Span
from converter.rendering.environment import environment
from converter.report.report import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable


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

    @classmethod
    def of(cls, facts: tuple[Fact, ...]) -> Marks:
        marks = [Mark(s, fact) for fact in facts if fact.span for s in (fact.span, *fact.continuations)]
        taken = sorted(mark.span for mark in marks if not mark.fact.escape)
        for fact in facts:
            if fact.span is None and fact.reference is not None and not _crosses(fact.reference, taken):
                marks.append(Mark(fact.reference, fact, reference=True))
        return cls(marks)

    def within(self, start: int, end: int) -> list[Mark]:
        """Those that start in [start, end)."""
        return self._marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _crosses(span: Span, taken: list[Span]) -> bool:
    at = bisect_left(taken, Span(span.start, -1))
    near = taken[max(at - 1, 0) : at + 8]
    return any(each.start < span.end and span.start < each.end and span not in each for each in near)


class Writer:
    def __init__(self) -> None:
        self._chunks: list[str] = []
        self._slots: dict[str, list[int]] = {}
        self._facts: dict[str, Fact] = {}
        self._tags = environment().get_template("inline/tags.jinja").make_module({})

    def write(self, markup: str) -> None:
        self._chunks.append(markup)

    def open(self, mark: Mark) -> None:
        fact = mark.fact
        if mark.reference:
            self.write(self._tags.reference_opening(fact))  # type: ignore[attr-defined]
            return
        self._facts[fact.id] = fact
        self._slots.setdefault(fact.id, []).append(len(self._chunks))
        self.write("")

    def close(self, mark: Mark) -> None:
        if mark.reference:
            self.write(self._tags.reference_closing())  # type: ignore[attr-defined]
            return
        piece = len(self._slots[mark.fact.id]) - 1
        self.write(self._tags.closing(mark.fact, piece))  # type: ignore[attr-defined]

    def text(self) -> str:
        """Everything written. Call once, at the end."""
        for identifier, slots in self._slots.items():
            for piece, slot in enumerate(slots):
                opening = self._tags.opening(self._facts[identifier], piece, len(slots) - 1)  # type: ignore[attr-defined]
                self._chunks[slot] = opening
        return "".join(self._chunks)
