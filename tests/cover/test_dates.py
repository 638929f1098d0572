"""Dates are read as the transformation registry reads them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converter.cover.dates import find_date, fiscal_quarter, fiscal_year_end


@pytest.mark.parametrize(
    ("text", "value", "transform"),
    [
        ("September 30, 2003", date(2003, 9, 30), "ixt:date-monthname-day-year-en"),
        ("SEPTEMBER 30, 2003", date(2003, 9, 30), "ixt:date-monthname-day-year-en"),
        ("Sept. 30, 1996", date(1996, 9, 30), "ixt:date-monthname-day-year-en"),
        ("June  30 ,1996", date(1996, 6, 30), "ixt:date-monthname-day-year-en"),
        ("december 31, 1998", date(1998, 12, 31), None),
        ("30 June 1997", date(1997, 6, 30), "ixt:date-day-monthname-year-en"),
        ("30th day of June 1997", date(1997, 6, 30), "ixt:date-day-monthname-year-en"),
        ("12/31/1997", date(1997, 12, 31), "ixt:date-month-day-year"),
        ("12/31/97", date(1997, 12, 31), None),
        ("12/31/03", date(2003, 12, 31), "ixt:date-month-day-year"),
        ("February 30, 1997", None, None),
        ("May 1, 1776", None, None),
        ("no date", None, None),
    ],
)
def test_find_date(text: str, value: date | None, transform: str | None) -> None:
    shown = find_date(text)
    assert (shown.value, shown.format) == (value, transform) if shown else value is None


@settings(deadline=None, max_examples=60)
@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.sampled_from(["%B %d, %Y", "%B  %d,%Y", "%b. %d, %Y"]))
def test_the_registry_agrees(day: date, pattern: str) -> None:
    from arelle.FunctionIxt import ixtNamespaceFunctions

    transforms = ixtNamespaceFunctions["http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"]
    text = day.strftime(pattern).replace("May.", "May")
    shown = find_date(text)
    assert shown is not None and shown.format is not None
    assert transforms[shown.format.removeprefix("ixt:")](text[shown.start : shown.end]) == day.isoformat()
    assert shown.month_day is not None
    assert transforms["date-monthname-day-en"](text[slice(*shown.month_day)]) == f"--{day:%m-%d}"


@pytest.mark.parametrize(
    ("end", "year_end", "quarter", "fiscal"),
    [
        (date(1999, 3, 31), (12, 31), 1, date(1999, 12, 31)),
        (date(1999, 9, 30), (6, 30), 1, date(2000, 6, 30)),
        (date(1999, 7, 3), (1, 1), 2, date(2000, 1, 1)),
        (date(2000, 1, 2), (12, 31), 4, date(1999, 12, 31)),
        (date(1999, 10, 30), (1, 25), 3, date(2000, 1, 25)),
        (date(1999, 2, 14), (12, 31), None, date(1999, 12, 31)),
    ],
)
def test_fiscal_quarters(end: date, year_end: tuple[int, int], quarter: int | None, fiscal: date) -> None:
    assert fiscal_quarter(end, *year_end) == quarter
    assert fiscal_year_end(end, *year_end) == fiscal
