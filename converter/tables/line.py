"""One line of a page of text: its characters, its figures in cells of their own, its rules, its table tags.

Positions within a line are columns of the line with its tabs expanded, counted from 0; `Line.at` carries them back into
the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from converter.findings import Span
from converter.tables.grid import Figure, FigureKind, Rule


class LineKind(StrEnum):
    BLANK = "blank"
    RULE = "rule"
    PAGE = "page"  # a page break
    FIGURES = "figures"  # at least one figure in a cell of its own
    TEXT = "text"
    PROSE = "prose"  # a line of a paragraph


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text without a wide gap; [left, right) in columns of the line."""

    text: str
    left: int
    right: int

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Token:
    """A figure in a cell of its own. `edge` is the column after its last digit, which typists align.

    `loose` says that only one space separates it from the label before it."""

    figure: Figure
    left: int
    right: int
    edge: int
    loose: bool = False

    @property
    def is_year(self) -> bool:
        """Whether it can be a year in a head: four digits and nothing else."""
        figure = self.figure
        return (
            figure.kind is FigureKind.NUMBER
            and figure.currency is None
            and not figure.negative
            and self.edge - figure.digits.start == 4
            and figure.value is not None
            and 1900 <= figure.value <= 2100
            and figure.decimals == 0
        )


@dataclass(frozen=True, slots=True)
class RuleMark:
    rule: Rule
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    start: int
    end: int
    text: str
    kind: LineKind
    tokens: tuple[Token, ...] = ()
    segments: tuple[Segment, ...] = ()
    rules: tuple[RuleMark, ...] = ()
    tags: tuple[tuple[str, int], ...] = ()
    indices: tuple[int, ...] | None = None

    def at(self, column: int) -> int:
        """Index in the text of a column of the line."""
        if self.indices is None:
            return min(self.start + column, self.end)
        return self.indices[column] if column < len(self.indices) else self.end

    def span(self, left: int, right: int) -> Span:
        return Span(self.at(left), self.at(right - 1) + 1) if right > left else Span(self.at(left), self.at(left))

    def has(self, tag: str) -> bool:
        return bool(self.tags) and any(name == tag for name, _ in self.tags)

    @property
    def indent(self) -> int:
        return self.segments[0].left if self.segments else 0

    @property
    def plain(self) -> str:
        """All words of the line, figures included, single-spaced."""
        return " ".join(self.text.split())
