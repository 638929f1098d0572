"""What the tables stage hands on: a `Grid` recovered from typed columns or from HTML cells, not yet interpreted.

    Figure      one printed number, or a dash, or a mark that stands for one
    GridCell    a Figure (or other text) in a column
    GridRow     label + cells + the rules (`---`, `===`) printed above it
    GridColumn  edges and the stack of head texts over it
    Grid        rows and columns, with the lines of title that stand above them

Spans are character offsets into `Source.text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from converter.findings import Finding, Span


class FigureKind(StrEnum):
    NUMBER = "number"
    PERCENT = "percent"
    DASH = "dash"  # -, --, ---, an em dash: zero or nil, by the row
    NOT_MEANINGFUL = "nm"  # NM, N/A, *
    NOTE = "note"  # a reference to a note, not an amount


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is as printed, signed by parentheses or minus, unscaled; a dash is Decimal(0), NM is None.

    `span` covers the figure with its `$`, parentheses and `%`; `digits` only what an ix tag may hold
    (`1,234` of `$(1,234)`; `--` of `$--`). `decimals` counts the printed digits after the point.
    """

    kind: FigureKind
    value: Decimal | None
    span: Span
    digits: Span
    decimals: int = 0
    negative: bool = False
    currency: str | None = None
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridCell:
    column: int
    text: str
    span: Span
    figure: Figure | None = None


class Rule(StrEnum):
    NONE = ""
    SINGLE = "single"
    DOUBLE = "double"


@dataclass(frozen=True, slots=True)
class GridRow:
    """`indent` is the label's left edge in characters (text) or em-ish steps (HTML), relative to nothing.

    `span` covers the label and the cells of its line; cells of a panel printed further down lie outside it.

    `rule_above` tells of a rule between this row and the one before, per column index where it covers only some.
    """

    label: str
    label_spans: tuple[Span, ...]
    indent: int
    cells: tuple[GridCell, ...]
    line: int
    span: Span
    rule_above: Rule = Rule.NONE
    rule_below: Rule = Rule.NONE
    bold: bool = False
    break_above: bool = False  # a blank line, a page break or a repeated head stands between

    def cell(self, column: int) -> GridCell | None:
        return next((cell for cell in self.cells if cell.column == column), None)


@dataclass(frozen=True, slots=True)
class HeadText:
    """One head text over one or more columns; `level` counts from 0 (outermost)."""

    text: str
    span: Span
    level: int


@dataclass(frozen=True, slots=True)
class GridColumn:
    index: int
    left: int
    right: int
    heads: tuple[HeadText, ...] = ()

    @property
    def head(self) -> str:
        """All head texts, outermost first, joined by spaces."""
        return " ".join(h.text for h in self.heads)


@dataclass(frozen=True, slots=True)
class TitleLine:
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Grid:
    """`titles` are the lines above the head: company, title, scale, dates. `notes` are lines below (footnotes)."""

    part: int
    span: Span
    titles: tuple[TitleLine, ...]
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    stub_head: str = ""
    notes: tuple[TitleLine, ...] = ()
    quality: float = 1.0
    findings: tuple[Finding, ...] = field(default=())
