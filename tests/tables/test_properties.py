"""Laws: a statement printed in any layout is read back as it was; no input takes more than linear time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from converter.tables.text import text_grids

LABELS = (
    "Cash and cash equivalents",
    "Accounts receivable, less allowance for doubtful accounts",
    "Inventories",
    "Prepaid expenses and other current assets",
    "Property, plant and equipment, net of accumulated depreciation",
    "Goodwill",
    "Deferred income taxes",
    "Accounts payable",
    "Accrued compensation and related benefits",
    "Notes payable to banks and others, including current maturities of long-term debt",
    "Net sales",
    "Cost of products sold",
    "Selling, general and administrative expenses",
    "Interest expense",
)


@dataclass(frozen=True)
class Layout:
    width: int  # of the label
    gap: int
    column: int
    leaders: bool
    currency: str
    markers: bool
    rules: bool
    indent: int
    wrap: int  # labels are broken at this many characters
    line_end: str


layouts = st.builds(
    Layout,
    width=st.integers(42, 70),
    gap=st.integers(2, 9),
    column=st.integers(11, 18),
    leaders=st.booleans(),
    currency=st.sampled_from(["", "$", "$ "]),
    markers=st.booleans(),
    rules=st.booleans(),
    indent=st.integers(0, 6),
    wrap=st.integers(26, 38),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
amounts = st.one_of(st.integers(-999_999, 9_999_999), st.just(None))


@st.composite
def statements(draw: st.DrawFn) -> tuple[list[int], list[tuple[str, list[int | None]]]]:
    columns = draw(st.integers(2, 6))
    first = draw(st.integers(1993, 2002))
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=3, max_size=10, unique=True))
    rows = []
    for label in labels:
        cells = draw(st.lists(amounts, min_size=columns, max_size=columns))
        # A row prints at least one amount of its own width, as a statement does.
        cells[0] = cells[0] if cells[0] is not None and abs(cells[0]) > 99 else draw(st.integers(1000, 999_999))
        rows.append((label, cells))
    return [first - index for index in range(columns)], rows


def printed(value: int | None, currency: str) -> str:
    if value is None:
        return "--"
    return f"{currency}({-value:,})" if value < 0 else f"{currency}{value:,}"


def wrapped(label: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in label.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


def render(years: list[int], rows: list[tuple[str, list[int | None]]], layout: Layout) -> str:
    margin = " " * layout.indent
    start = layout.indent + layout.width + layout.gap
    lines = ["                  FICTIONAL WORKS, INC.", "               STATEMENTS OF SOMETHING", ""]
    if layout.markers:
        lines += ["<TABLE>", "<CAPTION>"]
    lines.append(" " * start + "".join(f"{year}".rjust(layout.column) for year in years))
    if layout.markers:
        lines.append("<S>".ljust(start) + "".join("<C>".rjust(layout.column) for _ in years))
    for index, (label, cells) in enumerate(rows):
        pieces = wrapped(label, layout.wrap)
        lines += [margin + ("  " if at else "") + piece for at, piece in enumerate(pieces[:-1])]
        last = margin + ("  " if len(pieces) > 1 else "") + pieces[-1]
        if layout.leaders:
            last = (last + " ").ljust(layout.indent + layout.width, ".")
        line = last
        for column, value in enumerate(cells):
            text = printed(value, layout.currency if index in (0, len(rows) - 1) else "")
            # Closing brackets hang out to the right, as typists let them.
            edge = start + (column + 1) * layout.column + text.endswith(")")
            line = line + text.rjust(edge - len(line))
        lines.append(line)
        if layout.rules and index == len(rows) - 2:
            lines.append(" " * start + "".join("--------".rjust(layout.column) for _ in years))
    if layout.markers:
        lines.append("</TABLE>")
    return layout.line_end.join(lines) + layout.line_end


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(statements(), layouts)
def test_statement_is_read_back(
    statement: tuple[list[int], list[tuple[str, list[int | None]]]], layout: Layout
) -> None:
    years, rows = statement
    text = render(years, rows, layout)
    grids = text_grids(text, 0)
    assert len(grids) == 1, text
    grid = grids[0]
    assert [column.head for column in grid.columns] == [str(year) for year in years], text
    read = [row for row in grid.rows if row.cells]
    assert [row.label for row in read] == [label for label, _ in rows], text
    for row, (_, cells) in zip(read, rows, strict=True):
        values = [cell.figure.value if cell.figure else None for cell in row.cells]
        assert values == [Decimal(value or 0) for value in cells], text
    assert [title.text for title in grid.titles] == ["FICTIONAL WORKS, INC.", "STATEMENTS OF SOMETHING"]


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="$(),.-=_1 2/%*<>FNMA—\n\tTotal", max_size=400))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for grid in text_grids(text, 0):
        assert 0 <= grid.span.start <= grid.span.end <= len(text)


@pytest.mark.parametrize(
    "unit",
    ["(", "$ ", "1,", "- ", "1/", "<F", " ", ". ", "1)", "a  1  ", "1  a  ", "=", "\t", "|", "\n", "1  2\n", "ab (\n"],
)
def test_time_is_linear(unit: str) -> None:
    def seconds(length: int) -> float:
        text = "Total assets  1,234  5,678\n" + unit * (length // len(unit))
        began = time.process_time()
        text_grids(text, 0)
        return time.process_time() - began

    seconds(1000)
    small, large = seconds(20_000), seconds(80_000)
    assert large < 12 * small + 0.5
