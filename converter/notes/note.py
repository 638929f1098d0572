"""A note to the financial statements."""

from __future__ import annotations

from dataclasses import dataclass

from converter.findings import Span


@dataclass(frozen=True, slots=True)
class Note:
    """`title` is its heading as printed with its number ("NOTE 5 - INVENTORIES"), `element` the text block that the
    heading makes plain, None where none. `pieces` are its lines, one span a page."""

    title: str
    element: str | None
    pieces: tuple[Span, ...]

    @property
    def span(self) -> Span:
        return Span(self.pieces[0].start, self.pieces[-1].end)
