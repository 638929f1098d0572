"""What the statements stage hands on: grids understood as financial statements.

    Statement   kind, title, scale, currency, columns, items, checks
    Column      a period and a basis (and, for equity statements, a component)
    LineItem    a row with its role, place and cells
    Cell        one figure of one row in one column, with its value in full units
    Check       an arithmetic relation that was tried, and how it came out

Values are `Decimal`s signed *as on the page* and scaled to full units; the concept's own sign is the report's affair.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from converter.findings import Finding, Span
from converter.tables.grid import Figure, FigureKind


class StatementKind(StrEnum):
    BALANCE = "balance"
    INCOME = "income"
    COMPREHENSIVE_INCOME = "comprehensive"
    CASH_FLOW = "cashflow"
    EQUITY = "equity"
    SELECTED = "selected"  # selected or quarterly data, five-year summaries
    SEGMENT = "segment"
    PARENT_ONLY = "parent"  # condensed financial information of registrant
    OTHER = "other"


class Audited(StrEnum):
    AUDITED = "audited"
    UNAUDITED = "unaudited"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """On which footing a column is reported. Only REPORTED may become plain us-gaap facts."""

    REPORTED = "reported"
    ADJUSTMENT = "adjustment"
    NON_GAAP = "non-gaap"
    PRO_FORMA = "pro-forma"
    RESTATED = "restated"
    PREVIOUSLY_REPORTED = "previously-reported"
    PERCENT = "percent"  # percent of revenue: not a monetary fact
    CHANGE = "change"  # difference or percent change between periods: not tagged
    COMPONENT = "component"  # equity component, parent, subsidiary, segment: see Column.member
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Period:
    """An instant (`start` None) or a duration; both ends inclusive, as printed."""

    end: date
    start: date | None = None

    @property
    def is_instant(self) -> bool:
        return self.start is None

    def __str__(self) -> str:
        return self.end.isoformat() if self.start is None else f"{self.start}/{self.end}"


class Measure(StrEnum):
    MONEY = "money"
    SHARES = "shares"
    PER_SHARE = "per-share"
    PERCENT = "percent"  # printed 61.4 % is 0.614, a pure number
    PURE = "pure"
    TEXT = "text"  # not a quantity: date, name, count of something unknown


class Role(StrEnum):
    HEADING = "heading"
    ITEM = "item"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Scale:
    """Powers of ten: 3 = thousands. `span` is the phrase that says so ("In thousands, except per share data")."""

    money: int = 0
    shares: int = 0
    per_share: int = 0
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """`period` is None where the page does not say it with certainty (then its cells are not tagged).

    `member` names a component column ("Common Stock", "Parent Company"). `index` is the place in `Statement.columns`.
    `measure` is set where a whole column counts something else than its rows say ("Shares" of an equity statement).
    """

    index: int
    head: str
    period: Period | None
    basis: Basis = Basis.REPORTED
    member: str | None = None
    scale: Scale | None = None
    span: Span | None = None
    measure: Measure | None = None

    def measure_of(self, row: Measure, figure: Figure) -> Measure:
        """What a figure of the column measures, in a row that measures `row`: "$24.90" among shares is no share."""
        if figure.kind is FigureKind.PERCENT:
            return Measure.PERCENT
        if self.measure is Measure.SHARES and figure.decimals >= 2:
            return Measure.PER_SHARE
        return self.measure or row


@dataclass(frozen=True, slots=True)
class Cell:
    """`value` is page-signed and in full units (thousands multiplied out); None for nil or not meaningful.

    `period` overrides the column's (opening balance rows of equity statements, cash at beginning of year);
    `undated` says that the cell has none, nor its column's.
    """

    column: int
    figure: Figure
    value: Decimal | None
    scale: int
    period: Period | None
    undated: bool = False


@dataclass(frozen=True, slots=True)
class LineItem:
    """`section` are the headings above, outermost first. `parent` is the index (in `Statement.items`) of the total
    that the row adds to with `weight` 1 or -1, as found by arithmetic; None where nothing foots."""

    index: int
    label: str
    label_spans: tuple[Span, ...]
    role: Role
    measure: Measure
    depth: int
    section: tuple[str, ...]
    cells: tuple[Cell, ...]
    span: Span
    parent: int | None = None
    weight: int = 1
    note: str | None = None  # printed note reference or footnote mark


class CheckKind(StrEnum):
    FOOTING = "footing"  # parts add up to a total
    CROSS_COLUMN = "cross-column"  # US GAAP + adjustments = non-GAAP
    BALANCE = "balance"  # assets = liabilities and equity
    TIE = "tie"  # the same figure in two statements, or in prose
    ROLL_FORWARD = "roll-forward"  # opening + changes = closing


class Doubt(StrEnum):
    """Why a check failed."""

    NONE = "none"
    OURS = "ours"  # the reading is in doubt
    SOURCE = "source"  # the filer's own arithmetic is off
    ROUNDING = "rounding"  # within the rounding of the printed figures


@dataclass(frozen=True, slots=True)
class Check:
    """`total` and `parts` are item indices; `weights` belong to `parts`; amounts in full units.

    For CROSS_COLUMN `parts` are column indices. For TIE `other` is the id of the statement in which `parts` stand.
    """

    kind: CheckKind
    column: int
    total: int
    parts: tuple[int, ...]
    weights: tuple[int, ...]
    printed: Decimal
    computed: Decimal
    doubt: Doubt = Doubt.NONE
    other: str | None = None

    @property
    def holds(self) -> bool:
        return self.doubt in (Doubt.NONE, Doubt.ROUNDING)


@dataclass(frozen=True, slots=True)
class Statement:
    id: str  # "s1", "s2", ... in source order
    kind: StatementKind
    title: str
    title_span: Span | None
    span: Span
    part: int
    currency: str
    scale: Scale
    audited: Audited
    columns: tuple[Column, ...]
    items: tuple[LineItem, ...]
    checks: tuple[Check, ...] = ()
    quality: float = 1.0
    findings: tuple[Finding, ...] = ()
    continues: str | None = None  # id of the statement that this table carries on (a second panel or page)
    reads_as: StatementKind | None = None  # the statement that a summary condenses, if its rows are that one's
    of_plan: bool = False  # an employee benefit plan reports it, not the registrant whose filing shows it
