"""Small fictional filings with their statements already read and mapped, so that this stage is tested on its own.

A statement is described by what its page shows: the lines of its columns, then one `Line` a row. `mapped` finds each
row's label and figures in the text and makes the dataclasses of the earlier stages from them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from converter.findings import Span
from converter.mapping.mapping import Decision, MappedStatement, Mapping
from converter.reading.document import Document, Header, Part, PartKind, Registrant, Source
from converter.statements.statement import (
    Audited,
    Basis,
    Cell,
    Check,
    CheckKind,
    Column,
    LineItem,
    Measure,
    Period,
    Role,
    Scale,
    Statement,
    StatementKind,
)
from converter.tables.figures import find_figures
from converter.tables.grid import FigureKind


@dataclass(frozen=True)
class Line:
    """`concept` None is an extension, "" is not to be tagged; a heading has no figures."""

    label: str
    concept: str | None = None
    measure: Measure = Measure.MONEY
    role: Role = Role.ITEM
    section: tuple[str, ...] = ()
    negated: bool = False
    balance: str | None = None
    period_type: str | None = None
    confidence: float = 0.9
    columns: tuple[int, ...] | None = None
    periods: tuple[Period | None, ...] | None = None
    printed: str | None = None  # what stands in the text where it differs from the label


@dataclass(frozen=True)
class Sum:
    total: int
    parts: tuple[int, ...]
    weights: tuple[int, ...] | None = None
    columns: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Page:
    kind: StatementKind
    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    scale: Scale = field(default_factory=lambda: Scale(money=3, shares=3))
    sums: tuple[Sum, ...] = ()


def heading(label: str, section: tuple[str, ...] = (), concept: str | None = "") -> Line:
    return Line(label, concept, Measure.TEXT, Role.HEADING, section)


def column(
    index: int, head: str, period: Period | None, basis: Basis = Basis.REPORTED, member: str | None = None
) -> Column:
    return Column(index, head, period, basis, member)


def document(text: str, cik: str | None = "0000912345", name: str = "page.txt", registrant: str = "") -> Document:
    source = Source(
        name,
        text,
        "ascii",
        hashlib.sha256(text.encode()).hexdigest(),
        (0, *(i + 1 for i, c in enumerate(text) if c == "\n")),
    )
    header = Header(registrants=(Registrant(name=registrant or "Larkspur Instruments, Inc.", cik=cik),))
    return Document(source, header, (Part("8-K", PartKind.TEXT, Span(0, len(text))),))


def mapped(text: str, pages: Sequence[Page]) -> tuple[MappedStatement, ...]:
    at = 0
    found = []
    for number, page in enumerate(pages, 1):
        start = text.index(page.title, at)
        statement, mappings, at = _statement(text, page, f"s{number}", start)
        found.append(MappedStatement(statement, mappings))
    return tuple(found)


def _statement(text: str, page: Page, identifier: str, start: int) -> tuple[Statement, tuple[Mapping, ...], int]:
    at = start + len(page.title)
    items, mappings = [], []
    for index, line in enumerate(page.lines):
        printed = line.printed if line.printed is not None else line.label
        begin = text.index(printed, at)
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        at = end
        cells = _cells(text, begin + len(printed), end, line, page)
        items.append(
            LineItem(
                index=index,
                label=line.label,
                label_spans=(Span(begin, begin + len(printed)),),
                role=line.role,
                measure=line.measure,
                depth=len(line.section),
                section=line.section,
                cells=cells,
                span=Span(begin, end),
            )
        )
        mappings.append(_mapping(index, line))
    statement = Statement(
        id=identifier,
        kind=page.kind,
        title=page.title,
        title_span=Span(start, start + len(page.title)),
        span=Span(start, at),
        part=0,
        currency="USD",
        scale=page.scale,
        audited=Audited.UNKNOWN,
        columns=page.columns,
        items=tuple(items),
        checks=tuple(check for s in page.sums for check in _checks(items, s)),
    )
    return statement, tuple(mappings), at


def _cells(text: str, start: int, end: int, line: Line, page: Page) -> tuple[Cell, ...]:
    if line.role is Role.HEADING:
        return ()
    figures = list(find_figures(text, start, end))
    where = line.columns or tuple(range(len(figures)))
    assert len(figures) == len(where), (line.label, text[start:end])
    scale = {Measure.MONEY: page.scale.money, Measure.SHARES: page.scale.shares, Measure.PERCENT: -2}.get(
        line.measure, 0
    )
    cells = []
    for i, (figure, index) in enumerate(zip(figures, where, strict=True)):
        value = None if figure.value is None else figure.value.scaleb(scale)
        value = Decimal(0) if figure.kind is FigureKind.DASH else value
        period = line.periods[i] if line.periods else page.columns[index].period
        cells.append(Cell(index, figure, value, scale, period))
    return tuple(cells)


def _mapping(index: int, line: Line) -> Mapping:
    if line.concept is None:
        decision = Decision.EXTENSION
    else:
        decision = Decision.STANDARD if line.concept else Decision.NONE
    return Mapping(
        index,
        decision,
        line.concept or None,
        line.confidence,
        negated=line.negated,
        balance=line.balance,
        period_type=line.period_type,
    )


def _checks(items: list[LineItem], sum_: Sum) -> list[Check]:
    weights = sum_.weights or (1,) * len(sum_.parts)
    found = []
    for cell in items[sum_.total].cells:
        if sum_.columns is not None and cell.column not in sum_.columns:
            continue
        computed = Decimal(0)
        for part, weight in zip(sum_.parts, weights, strict=True):
            computed += sum((c.value or 0) * weight for c in items[part].cells if c.column == cell.column)
        printed = cell.value or Decimal(0)
        if computed == printed:
            found.append(Check(CheckKind.FOOTING, cell.column, sum_.total, sum_.parts, weights, printed, computed))
    return found


Q3 = Period(date(2003, 9, 30), date(2003, 7, 1))
SEPTEMBER = Period(date(2003, 9, 30))
DECEMBER = Period(date(2002, 12, 31))

TEXT = """\
                         LARKSPUR INSTRUMENTS, INC.
                        CONSOLIDATED BALANCE SHEETS
                              (In thousands)

                                             Sept. 30,   Dec. 31,
                                                2003       2002
                                            ---------- ---------
Current assets:
     Cash and cash equivalents                 $12,856    $9,167
     Inventories                                 2,333     1,776
                                            ---------- ---------
         Total current assets                   15,189    10,943
Property and equipment, net                      6,514    11,174
                                            ---------- ---------
                                               $21,703   $22,117
                                            ========== =========
Stockholders' equity:
     Common stock                                  246       207
     Accumulated deficit                        (8,276)   (7,829)
     Treasury stock                               (267)     (261)
     Paid-in capital                            30,000    30,000
                                            ---------- ---------
          Total stockholders' equity           $21,703   $22,117
                                            ========== =========

                         LARKSPUR INSTRUMENTS, INC.
                   CONSOLIDATED STATEMENTS OF OPERATIONS
                 (In thousands, except per share data)

                                    Three months ended
                                    September 30, 2003
                               US GAAP                Non-GAAP
                               Results   Adjustments   Results
                               -------------------------------
Revenues                       $28,644     $--       $28,644
Cost of revenues                11,047      --        11,047
                              --------  ------      --------
Gross profit                    17,597      --        17,597
Gross profit %                    61.4%                 61.4%
Operating expenses:
 Research & development          7,984      --         7,984
 Widget recall charges             866    (866)           --
 Selling expenses                8,194      --         8,194
                              --------  ------      --------
Total operating expenses        17,044    (866)       16,178
                              --------  ------      --------
Interest expense                 (128)      --          (128)
                              --------  ------      --------
Net income                       $425     $866        $1,291
                              ========  ======      ========
Net income per share:
 Basic                          $0.01                 $0.01
Shares used in computation:
 Basic                        224,356               224,356
"""

ASSETS = ("Current assets",)
EQUITY = ("Stockholders' equity",)
EXPENSES = ("Operating expenses",)

BALANCE = Page(
    StatementKind.BALANCE,
    "CONSOLIDATED BALANCE SHEETS",
    (column(0, "Sept. 30, 2003", SEPTEMBER), column(1, "Dec. 31, 2002", DECEMBER)),
    (
        heading("Current assets:"),
        Line("Cash and cash equivalents", "us-gaap:CashAndCashEquivalentsAtCarryingValue", section=ASSETS),
        Line("Inventories", "us-gaap:InventoryNet", section=ASSETS),
        Line("Total current assets", "us-gaap:AssetsCurrent", role=Role.TOTAL, section=ASSETS),
        Line("Property and equipment, net", "us-gaap:PropertyPlantAndEquipmentNet"),
        Line("", "us-gaap:Assets", role=Role.TOTAL, printed=" " * 47),
        heading("Stockholders' equity:"),
        Line("Common stock", "us-gaap:CommonStockValue", section=EQUITY),
        Line("Accumulated deficit", "us-gaap:RetainedEarningsAccumulatedDeficit", section=EQUITY),
        Line("Treasury stock", "us-gaap:TreasuryStockValue", section=EQUITY, negated=True),
        Line("Paid-in capital", "us-gaap:AdditionalPaidInCapital", section=EQUITY),
        Line("Total stockholders' equity", "us-gaap:StockholdersEquity", role=Role.TOTAL, section=EQUITY),
    ),
    sums=(Sum(3, (1, 2)), Sum(5, (3, 4)), Sum(11, (7, 8, 9, 10))),
)
INCOME = Page(
    StatementKind.INCOME,
    "CONSOLIDATED STATEMENTS OF OPERATIONS",
    (
        column(0, "US GAAP Results", Q3),
        column(1, "Adjustments", Q3, Basis.ADJUSTMENT),
        column(2, "Non-GAAP Results", Q3, Basis.NON_GAAP),
    ),
    (
        Line("Revenues", "us-gaap:Revenues"),
        Line("Cost of revenues", "us-gaap:CostOfRevenue"),
        Line("Gross profit", "us-gaap:GrossProfit", role=Role.SUBTOTAL),
        Line("Gross profit %", None, Measure.PERCENT, columns=(0, 2)),
        heading("Operating expenses:"),
        Line("Research & development", "us-gaap:ResearchAndDevelopmentExpense", section=EXPENSES),
        Line("Widget recall charges", None, section=EXPENSES, balance="debit", period_type="duration"),
        Line("Selling expenses", "us-gaap:SellingExpense", section=EXPENSES),
        Line("Total operating expenses", "us-gaap:OperatingExpenses", role=Role.TOTAL, section=EXPENSES),
        Line("Interest expense", "us-gaap:InterestExpense", negated=True),
        Line("Net income", "us-gaap:NetIncomeLoss", role=Role.TOTAL),
        heading("Net income per share:"),
        Line(
            "Basic",
            "us-gaap:EarningsPerShareBasic",
            Measure.PER_SHARE,
            section=("Net income per share",),
            columns=(0, 2),
        ),
        heading("Shares used in computation:"),
        Line(
            "Basic",
            "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic",
            Measure.SHARES,
            section=("Shares used in computation",),
            columns=(0, 2),
        ),
    ),
    sums=(Sum(2, (0, 1), (1, -1)), Sum(8, (5, 6, 7)), Sum(10, (2, 8, 9), (1, -1, 1))),
)


def example() -> tuple[Document, tuple[MappedStatement, ...]]:
    """Balance sheet and a GAAP / adjustments / non-GAAP income statement."""
    return document(TEXT), mapped(TEXT, (BALANCE, INCOME))
