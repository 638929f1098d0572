"""Every form in which filings print a figure."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.findings import Span
from converter.tables.figures import find_figures, parse_figure, relocate
from converter.tables.grid import FigureKind


@pytest.mark.parametrize(
    ("printed", "value", "digits"),
    [
        ("1,234", "1234", "1,234"),
        ("1234", "1234", "1234"),
        ("1,234.56", "1234.56", "1,234.56"),
        (".22", "0.22", ".22"),
        ("(.22)", "-0.22", ".22"),
        ("$(.22)", "-0.22", ".22"),
        ("(1,234)", "-1234", "1,234"),
        ("$(1,234)", "-1234", "1,234"),
        ("($1,234)", "-1234", "1,234"),
        ("( 1,234 )", "-1234", "1,234"),
        ("$   (  3,809,257)", "-3809257", "3,809,257"),
        ("<1,234>", "-1234", "1,234"),
        ("-1,234", "-1234", "1,234"),
        ("1,234-", "-1234", "1,234"),
        ("(1,234", "-1234", "1,234"),
        ("1,234)", "-1234", "1,234"),
        ("1, 234", "1234", "1, 234"),
        ("$ 1,234", "1234", "1,234"),
        ("US$1,234", "1234", "1,234"),
        ("12 1/2", "12.5", "12 1/2"),
        ("7-3/8", "7.375", "7-3/8"),
        ("1/2", "0.5", "1/2"),
    ],
)
def test_number(printed: str, value: str, digits: str) -> None:
    figure = parse_figure(printed)
    assert figure is not None
    assert figure.kind is FigureKind.NUMBER
    assert figure.value == Decimal(value)
    assert figure.negative == value.startswith("-")
    assert printed[figure.digits.start : figure.digits.end] == digits


@pytest.mark.parametrize("printed", ["-", "--", "---", "$--", "$  -", "(-)", "-0-", "- -", "—", "nil"])
def test_dash(printed: str) -> None:
    figure = parse_figure(printed)
    assert figure is not None
    assert figure.kind is FigureKind.DASH
    assert figure.value == 0


@pytest.mark.parametrize("printed", ["NM", "N/M", "N.M.", "N/A", "NA", "n/a", "*"])
def test_not_meaningful(printed: str) -> None:
    figure = parse_figure(printed)
    assert figure is not None
    assert figure.kind is FigureKind.NOT_MEANINGFUL
    assert figure.value is None


@pytest.mark.parametrize("printed", ["61.4%", "(61.4)%", "(61.4%)", "61.4 %"])
def test_percent(printed: str) -> None:
    figure = parse_figure(printed)
    assert figure is not None
    assert figure.kind is FigureKind.PERCENT
    assert abs(figure.value or 0) == Decimal("61.4")
    assert figure.decimals == 1


@pytest.mark.parametrize("mark", ["(a)", "<F1>", "*", " (A)", "(1)", " <F12>"])
def test_marks_stay_outside(mark: str) -> None:
    figure = parse_figure("1,234" + mark)
    assert figure is not None
    assert figure.value == 1234
    assert figure.span == Span(0, 5)
    assert figure.marks == (mark.strip(" ()<>F"),)


@pytest.mark.parametrize(
    "printed", ["10-K", "FAS109", "12/31/96", "12-31-96", "1st", "12,34", "(Note 5)", "", "-----------", "Total", "3/0"]
)
def test_no_figure(printed: str) -> None:
    assert parse_figure(printed) is None


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("Net income (loss)$      (3,210) $1,010   $(2,200)", ["$      (3,210)", "$1,010", "$(2,200)"]),
        ("Total assets....$ 1,234$ 5,678  --   NM", ["$ 1,234", "$ 5,678", "--", "NM"]),
        ("Net loss          $(55,650)$17,777   $(37,873)", ["$(55,650)", "$17,777", "$(37,873)"]),
        ("Other  1,000   -     -   $   -", ["1,000", "-", "-", "$   -"]),
        ("Interest.......1,234  1,100", ["1,234", "1,100"]),
    ],
)
def test_line(line: str, figures: list[str]) -> None:
    assert [line[f.span.start : f.span.end] for f in find_figures(line)] == figures


def test_offset_and_relocation() -> None:
    figure = parse_figure("$(1,234)", offset=100)
    assert figure is not None
    assert figure.digits == Span(102, 107)
    moved = relocate(figure, lambda start, end: Span(start * 2, end * 2))
    assert moved.digits == Span(204, 214)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.sampled_from(["{}", "$ {}", "  ${}  "]))
def test_printed_value_is_read_back(value: Decimal, form: str) -> None:
    printed = f"({-value:,})" if value < 0 else f"{value:,}"
    figure = parse_figure(form.format(printed))
    assert figure is not None
    assert figure.value == value
    assert figure.decimals == 2


@given(st.text(alphabet="$(),.-1 2/%*<>FNMA—", max_size=60))
def test_spans_lie_within_and_ascend(text: str) -> None:
    at = 0
    for figure in find_figures(text):
        assert at <= figure.span.start <= figure.digits.start < figure.digits.end <= figure.span.end <= len(text)
        at = figure.span.end


@pytest.mark.parametrize("unit", ["(", "$ ", "1,", "- ", "1/", "<F", " ", ".", "1)", "$" + " " * 40, "(((1)"])
def test_hostile_line_is_linear(unit: str) -> None:
    began = time.perf_counter()
    for _ in find_figures(unit * (100_000 // len(unit))):
        pass
    assert time.perf_counter() - began < 5
