"""Heads and titles to periods."""

from __future__ import annotations

from datetime import date

import pytest

from converter.statements.dates import Duration, read_period_text
from converter.statements.ends import Context
from converter.statements.fiscal import FiscalCalendar
from converter.statements.periods import periods

QUARTERLY = FiscalCalendar("10-Q", date(1999, 9, 30), (12, 31), frozenset({date(1999, 9, 30), date(1998, 12, 31)}))
ANNUAL = FiscalCalendar("10-K", date(1999, 12, 31), (12, 31), frozenset({date(1999, 12, 31), date(1998, 12, 31)}))


def read(heads: list[str], titles: list[str], fiscal: FiscalCalendar, instant: bool = False) -> list[str]:
    texts = tuple(text for text in map(read_period_text, titles) if not text.is_empty)
    found = periods(heads, [False] * len(heads), Context(texts, fiscal, instant, len(texts)))
    return [str(period) for period in found]


@pytest.mark.parametrize(
    ("heads", "titles", "expected"),
    [
        (
            ["Three Months Ended September 30, 1999", "1998", "Nine Months Ended September 30, 1999", "1998"],
            [],
            [
                "1999-07-01/1999-09-30",
                "1998-07-01/1998-09-30",
                "1999-01-01/1999-09-30",
                "1998-01-01/1998-09-30",
            ],
        ),
        (
            ["1999", "1998", "1999", "1998"],
            ["For the three and nine months ended September 30, 1999 and 1998"],
            [
                "1999-07-01/1999-09-30",
                "1998-07-01/1998-09-30",
                "1999-01-01/1999-09-30",
                "1998-01-01/1998-09-30",
            ],
        ),
        (
            [
                "Months Ended 1999",
                "For the Three Months Ended September 30, 1998",
                "1999",
                "For the Nine Months Ended September 30, 1998",
            ],
            [],
            [
                "1999-07-01/1999-09-30",
                "1998-07-01/1998-09-30",
                "1999-01-01/1999-09-30",
                "1998-01-01/1998-09-30",
            ],
        ),
        (
            ["Three months ended September 30, 1999 1998", "1998"],
            [],
            ["1999-07-01/1999-09-30", "1998-07-01/1998-09-30"],
        ),
        (["January 1 through March 15, 1999"], [], ["1999-01-01/1999-03-15"]),
        (["13 weeks ended October 2, 1999"], [], ["1999-07-04/1999-10-02"]),
        (["Three months ended February 28, 1999"], [], ["1998-12-01/1999-02-28"]),
        (["Common Stock", "Retained Earnings"], [], ["None", "None"]),
    ],
)
def test_flows(heads: list[str], titles: list[str], expected: list[str]) -> None:
    assert read(heads, titles, QUARTERLY) == expected


@pytest.mark.parametrize(
    ("heads", "titles", "expected"),
    [
        (["1999", "1998"], ["December 31, 1999 and 1998"], ["1999-12-31", "1998-12-31"]),
        (["1999", "1998"], ["September 30, 1999 and December 31, 1998"], ["1999-09-30", "1998-12-31"]),
        (["1999", "1998"], ["September 30, December 31,"], ["1999-09-30", "1998-12-31"]),
        (["9/30/99", "12/31/98"], [], ["1999-09-30", "1998-12-31"]),
        (["September 30, December 31, 1998", "1999"], ["September 30, December 31,"], ["1998-09-30", "1999-12-31"]),
    ],
)
def test_balances(heads: list[str], titles: list[str], expected: list[str]) -> None:
    assert read(heads, titles, QUARTERLY, instant=True) == expected


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (["1999", "1998", "1997"], ["1999-01-01/1999-12-31", "1998-01-01/1998-12-31", "1997-01-01/1997-12-31"]),
        (["1999", "Change", "1998"], ["1999-01-01/1999-12-31", "None", "1998-01-01/1998-12-31"]),
    ],
)
def test_bare_years_in_an_annual_report(heads: list[str], expected: list[str]) -> None:
    assert read(heads, [], ANNUAL) == expected


def test_what_stands_beside_numbered_quarters_has_no_date_of_the_filing() -> None:
    heads = ["First Quarter 1999", "Second Quarter 1999", "6 months 1999", "Total 1999"]
    assert read(heads, [], QUARTERLY) == ["1999-01-01/1999-03-31", "1999-04-01/1999-06-30", "None", "None"]


def test_years_of_each_of_two_entities_in_an_annual_report() -> None:
    heads = ["Parent 1999", "Parent 1998", "Finance 1999", "Finance 1998"]
    years = ["1999-01-01/1999-12-31", "1998-01-01/1998-12-31"]
    assert read(heads, ["Statement of Earnings (continued)"], ANNUAL) == years * 2


def test_a_date_that_moves_from_year_to_year_is_not_carried_over() -> None:
    weekly = FiscalCalendar("10-Q", date(1999, 6, 26), None, frozenset({date(1999, 6, 26), date(1998, 9, 25)}))
    assert read(["1999", "1998"], ["Three months ended June 26, 1999"], weekly)[1] == "None"


@pytest.mark.parametrize(
    ("end", "months", "start"),
    [
        (date(1999, 6, 26), 3, date(1999, 3, 28)),  # thirteen weeks
        (date(1999, 6, 26), 9, date(1998, 9, 26)),  # since the year end that the balance sheet reports
    ],
)
def test_quarters_of_weeks(end: date, months: int, start: date) -> None:
    weekly = FiscalCalendar("10-Q", end, (9, 25), frozenset({end, date(1998, 9, 25)}))
    assert weekly.start(end, Duration(months, "month")) == start


def test_a_month_alone_is_its_end_only_where_periods_end_with_months() -> None:
    by_weeks = FiscalCalendar("10-K", date(1999, 11, 26), (11, 26))
    assert read(["November 1999", "November 1998"], [], by_weeks, instant=True) == ["1999-11-26", "None"]
    assert read(["December 1999", "December 1998"], [], ANNUAL, instant=True) == ["1999-12-31", "1998-12-31"]


def test_quarters_of_weeks_in_a_year_of_months() -> None:
    fiscal = FiscalCalendar("10-Q", date(2023, 7, 2), None, frozenset({date(2023, 7, 2), date(2022, 12, 31)}))
    assert fiscal.start(date(2023, 7, 2), Duration(6, "month")) == date(2023, 1, 1)
    assert fiscal.start(date(2022, 7, 3), Duration(6, "month")) == date(2022, 1, 1)


def test_years_of_52_weeks_begin_after_the_year_before() -> None:
    fiscal = FiscalCalendar("10-K", date(2023, 12, 31), None, frozenset({date(2023, 12, 31), date(2023, 1, 1)}), True)
    assert read(["2023", "2022"], [], fiscal) == ["2023-01-02/2023-12-31", "2022-01-03/2023-01-01"]
