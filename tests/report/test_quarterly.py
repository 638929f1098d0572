"""Rows of quarterly data under the elements of the income statement's rows that they make up."""

from __future__ import annotations

from datetime import date

from converter.mapping.mapping import MappedStatement, Mapping
from converter.report.quarterly import settle_quarters
from converter.statements.statement import Period, StatementKind
from tests.report.pages import Line, Page, column, mapped

YEAR = Period(date(2003, 12, 31), date(2003, 1, 1))
QUARTERS = (
    Period(date(2003, 3, 31), date(2003, 1, 1)),
    Period(date(2003, 6, 30), date(2003, 4, 1)),
    Period(date(2003, 9, 30), date(2003, 7, 1)),
    Period(date(2003, 12, 31), date(2003, 10, 1)),
)
REVENUES, OTHER = "us-gaap:Revenues", "us-gaap:InvestmentIncomeInterest"

PAGE = """\
STATEMENT OF INCOME
Net sales          {year}
Interest              40
Total revenues       {total}
QUARTERLY DATA
Sales         {quarters}
"""


def quarterly(quarters: str, sales: str | None = None, year: int = 400, printed: int = 440) -> Mapping:
    income = (Line("Net sales", sales), Line("Interest", OTHER), Line("Total revenues", REVENUES))
    columns = tuple(column(at, f"Q{at + 1}", period) for at, period in enumerate(QUARTERS))
    pages = (
        Page(StatementKind.INCOME, "STATEMENT OF INCOME", (column(0, "2003", YEAR),), income),
        Page(StatementKind.SELECTED, "QUARTERLY DATA", columns, (Line("Sales", REVENUES),)),
    )
    found: tuple[MappedStatement, ...] = mapped(PAGE.format(year=year, total=printed, quarters=quarters), pages)
    return settle_quarters(found)[1].mappings[0]


def test_quarters_of_sales_are_not_the_sum_of_revenues() -> None:
    assert quarterly("90   110    95   105").concept is None
    assert quarterly("90   110    95   105", "us-gaap:RevenuesExcludingInterestAndDividends").concept == (
        "us-gaap:RevenuesExcludingInterestAndDividends"
    )


def test_quarters_that_make_up_the_sum_keep_its_element() -> None:
    assert quarterly("100   120   105   115").concept == REVENUES
    assert quarterly("100   120   105   113").concept == REVENUES  # rounded


def test_quarters_that_make_up_no_row_keep_their_element() -> None:
    assert quarterly("90   110    95   205").concept == REVENUES


def test_quarters_that_make_up_two_rows_keep_their_element() -> None:
    assert quarterly("10   10    10   10", year=40, printed=80).concept == REVENUES


def test_three_quarters_are_no_year() -> None:
    assert quarterly("90   110    95").concept == REVENUES
