"""Dates of fiscal periods."""

from __future__ import annotations

from datetime import date

import pytest

from converter.statements.dates import Duration
from converter.statements.fiscal import FiscalCalendar, months_before


def test_months_before_keeps_to_month_ends() -> None:
    assert months_before(date(1996, 12, 31), 12) == date(1995, 12, 31)
    assert months_before(date(1999, 8, 31), 6) == date(1999, 2, 28)
    assert months_before(date(1999, 8, 15), 6) == date(1999, 2, 15)


def calendar(*ends: date, form: str = "10-K", named: tuple[date, ...] = ()) -> FiscalCalendar:
    return FiscalCalendar(form, max(ends), None, frozenset(ends), named=frozenset(named))


WEEKS = (date(2003, 1, 5), date(2004, 1, 4))  # Sundays, 52 weeks apart


def test_quarters_of_a_year_of_weeks_end_on_days_that_the_filing_names() -> None:
    found = calendar(*WEEKS, named=(date(2003, 4, 6), date(2003, 10, 5)))
    ends = [found.week_quarter(2003, quarter) for quarter in (1, 2, 3, 4)]
    assert ends == [date(2003, 4, 6), date(2003, 7, 6), date(2003, 10, 5), date(2004, 1, 4)]
    assert [found.start(end, Duration(3, "month")) for end in ends if end] == [
        date(2003, 1, 6),
        date(2003, 4, 7),
        date(2003, 7, 7),
        date(2003, 10, 6),
    ]


@pytest.mark.parametrize(
    "named",
    [
        (),
        (date(2003, 4, 6),),  # one may be a chance
        (date(2003, 3, 30), date(2003, 6, 22)),  # quarters of 12 weeks
        (date(2003, 4, 6), date(2003, 7, 6), date(2003, 3, 30), date(2003, 6, 22)),
    ],
)
def test_quarters_of_weeks_that_nothing_bears_out_have_no_end(named: tuple[date, ...]) -> None:
    assert calendar(*WEEKS, named=named).week_quarter(2003, 1) is None


def test_the_quarters_of_a_year_of_53_weeks_are_not_known() -> None:
    long = calendar(date(2003, 12, 28), date(2005, 1, 2), named=(date(2004, 3, 28), date(2004, 6, 27)))
    assert long.week_quarter(2004, 1) is None


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ((date(2004, 12, 31),), date(2005, 1, 1)),
        ((date(2005, 1, 1),), date(2005, 1, 2)),
        ((), None),
        ((date(2004, 12, 31), date(2005, 1, 1)), None),
    ],
)
def test_a_year_end_that_is_a_saturday_like_the_ends_of_quarters(
    named: tuple[date, ...], expected: date | None
) -> None:
    """The year ended on Saturday, December 31, 2005: by the month, or by weeks?"""
    found = calendar(date(2005, 12, 31), date(2006, 7, 1), form="10-Q", named=named)
    assert found.start(date(2005, 7, 2), Duration(6, "month")) == expected
    assert found.start(date(2006, 7, 1), Duration(6, "month")) == date(2006, 1, 1)


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ((date(2005, 9, 2),), date(2005, 9, 2)),
        ((), None),
        ((date(2005, 9, 2), date(2005, 8, 26)), None),
    ],
)
def test_last_years_interim_of_weeks_is_the_day_that_the_filing_names(
    named: tuple[date, ...], expected: date | None
) -> None:
    found = calendar(date(2005, 12, 2), date(2006, 9, 1), form="10-Q", named=named)
    assert found.labelled(2005, False, Duration(9, "month")) == expected
    assert found.labelled(2006, False, Duration(9, "month")) == date(2006, 9, 1)


def test_a_quarter_of_weeks_that_ends_on_the_last_of_march() -> None:
    """The column beside it ends on another day about that month, on the same weekday."""
    found = calendar(date(2000, 9, 30), date(2001, 3, 31), form="10-Q")
    assert found.start(date(2001, 3, 31), Duration(3, "month"), [date(2000, 4, 1)]) == date(2000, 12, 31)
    assert found.start(date(2001, 3, 31), Duration(3, "month"), [date(2000, 3, 31)]) == date(2001, 1, 1)


def test_a_year_of_weeks_that_ends_on_the_last_of_december() -> None:
    found = calendar(date(2006, 1, 1), date(2006, 12, 31))
    assert found.start(date(2006, 12, 31), Duration(3, "month")) == date(2006, 10, 2)
