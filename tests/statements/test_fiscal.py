"""Dates of fiscal periods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from converter.statements.dates import Duration
from converter.statements.fiscal import FiscalCalendar, months_before
from converter.statements.weeks import ToldWeeks, told_weeks


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


FRIDAYS = (date(2002, 11, 29), date(2001, 11, 30), date(2000, 12, 1))


def test_a_year_of_weeks_that_only_its_month_is_told_of_ends_on_the_day_that_the_filing_names() -> None:
    found = calendar(FRIDAYS[0], named=(FRIDAYS[1],))
    assert found.in_month(date(2001, 11, 30)) == FRIDAYS[1]
    assert found.in_month(date(2000, 11, 30)) is None


def test_one_of_two_days_on_which_a_year_of_weeks_may_have_ended_is_named() -> None:
    """From Saturday, December 31, 2005 it is 364 days back to January 1, and 371 to December 25."""
    known = calendar(date(2005, 12, 31), date(2006, 12, 30))
    assert known.start(date(2005, 12, 31), Duration(12, "month"), FRIDAYS) is None
    for named in (date(2005, 1, 1), date(2004, 12, 25)):
        found = replace(known, named=frozenset({named}), nearest=None)
        assert found.previous_year_end(date(2005, 12, 31)) == named


def test_a_day_on_which_the_year_happens_to_end_is_not_that_of_each_year() -> None:
    weeks = FiscalCalendar("10-K", FRIDAYS[0], (11, 29), frozenset({FRIDAYS[0]}))
    assert weeks.start(FRIDAYS[0], Duration(12, "month")) == date(2001, 12, 1)
    fixed = FiscalCalendar("10-K", date(2002, 5, 15), (5, 15), frozenset({date(2002, 5, 15), date(2001, 5, 15)}))
    assert fixed.start(date(2002, 5, 15), Duration(3, "month")) == date(2002, 2, 16)


LONG_YEAR = ToldWeeks(frozenset({(2005, 53)}), frozenset({(2005, 1)}))


def test_the_quarters_of_a_year_of_53_weeks_of_which_one_is_said_to_be_long() -> None:
    ends = (date(2004, 9, 25), date(2005, 10, 1))  # Saturdays, 53 weeks apart
    known = FiscalCalendar("10-K", ends[1], (9, 30), frozenset(ends), named=frozenset({date(2005, 7, 2)}))
    assert known.week_quarter(2005, 1) is None
    found = replace(known, told=LONG_YEAR)
    assert [found.week_quarter(2005, quarter) for quarter in (1, 2, 3, 4)] == [
        date(2005, 1, 1),
        date(2005, 4, 2),
        date(2005, 7, 2),
        date(2005, 10, 1),
    ]
    assert found.start(date(2005, 1, 1), Duration(3, "month")) == date(2004, 9, 26)


def test_nine_months_of_last_year_begin_where_the_weeks_told_of_put_its_start() -> None:
    known = FiscalCalendar(
        "10-Q", date(2006, 7, 1), (9, 30), frozenset({date(2005, 10, 1), date(2006, 7, 1)}), told=LONG_YEAR
    )
    assert known.start(date(2005, 7, 2), Duration(9, "month")) == date(2004, 9, 26)


def test_the_year_end_of_a_quarterly_report_without_a_header() -> None:
    found = FiscalCalendar("10-Q", date(2005, 6, 30), None, frozenset({date(2005, 6, 30), date(2004, 12, 31)}))
    assert found.closing == (12, 31)
    beside = FiscalCalendar("10-Q", date(2005, 6, 30), None, frozenset({date(2005, 6, 30), date(2004, 6, 30)}))
    assert beside.closing is None


@pytest.mark.parametrize(
    ("text", "years", "long"),
    [
        ("Fiscal 1999 was a 53-week year.", {(1999, 53)}, set()),
        ("Fiscal years 1999 and 1998 each contained 52 weeks.", {(1999, 52), (1998, 52)}, set()),
        ("Our 1999 fiscal year was a 53-week period.", {(1999, 53)}, set()),
        ("An additional week was added to the first quarter of fiscal 2000.", {(2000, 53)}, {(2000, 1)}),
        ("From time to time a fiscal year has 53 weeks.", set(), set()),
    ],
)
def test_weeks_that_a_filing_says_its_years_had(text: str, years: set[object], long: set[object]) -> None:
    assert told_weeks(text) == ToldWeeks(frozenset(years), frozenset(long))  # type: ignore[arg-type]


def test_the_years_before_a_change_to_weeks_were_years_of_months() -> None:
    ends = (date(1991, 12, 31), date(1992, 12, 31), date(1993, 12, 31), date(1995, 1, 1))
    found = FiscalCalendar("10-K", ends[-1], (12, 31), frozenset(ends))
    assert found.labelled(1990, False, Duration(12, "month")) == date(1990, 12, 31)


def test_a_day_that_is_named_tells_against_a_rule_that_is_not_stated() -> None:
    """The last Friday in November, it seems, but the other Friday is named: the filing may keep to a third rule."""
    assert calendar(FRIDAYS[0]).previous_year_end(FRIDAYS[0]) == date(2001, 11, 30)
    assert calendar(FRIDAYS[0], named=(date(2001, 11, 23),)).previous_year_end(FRIDAYS[0]) is None
