"""What heads and titles say about time."""

from __future__ import annotations

import pytest

from converter.statements.dates import Duration, PartialDate, read_period_text

MONTHS_3 = Duration(3, "month")
MONTHS_9 = Duration(9, "month")
YEAR = Duration(12, "month")


@pytest.mark.parametrize(
    ("text", "durations", "dates"),
    [
        ("Three months ended September 30, 2003", [MONTHS_3], [(2003, 9, 30)]),
        ("THREE MONTHS ENDED JUNE 30,", [MONTHS_3], [(None, 6, 30)]),
        (
            "For the three and nine months ended September 30, 2000 and 1999",
            [MONTHS_3, MONTHS_9],
            [(2000, 9, 30), (1999, 9, 30)],
        ),
        ("Years Ended December 31, 1999, 1998 and 1997", [YEAR], [(1999, 12, 31), (1998, 12, 31), (1997, 12, 31)]),
        ("Years Ended June 30, 1996,1995 and 1994", [YEAR], [(1996, 6, 30), (1995, 6, 30), (1994, 6, 30)]),
        ("September 25,1999", [], [(1999, 9, 25)]),
        ("Sept. 30, 2003 (Unaudited)", [], [(2003, 9, 30)]),
        ("13 Weeks Ended October 4, 2003", [Duration(13, "week")], [(2003, 10, 4)]),
        ("Thirty-nine weeks ended Nov. 1, 1997", [Duration(39, "week")], [(1997, 11, 1)]),
        ("52-Week Period Ended Jan. 28, 1996", [Duration(52, "week")], [(1996, 1, 28)]),
        ("Quarter (13 weeks) ended", [Duration(13, "week")], []),
        ("June 30, 2000 and December 31, 1999", [], [(2000, 6, 30), (1999, 12, 31)]),
        ("9/30/03", [], [(2003, 9, 30)]),
        ("30-Sep-03", [], [(2003, 9, 30)]),
        ("31 December 1999", [], [(1999, 12, 31)]),
        ("1995 December 31,", [], [(1995, 12, 31)]),
        ("Dec-99", [], [(1999, 12, None)]),
        ("Fiscal 1995", [YEAR], [(1995, None, None)]),
        ("July 2, 2023 Maturities (in Years)", [], [(2023, 7, 2)]),
        ("2-12 Months", [], []),
        ("Over 36 Months", [], []),
        ("More than one year", [], []),
        ("One-day value at risk", [], []),
        ("Ten Months Ended June 30, 1993", [Duration(10, "month")], [(1993, 6, 30)]),
        ("for the five years ended December 31, 1995", [YEAR], [(1995, 12, 31)]),
    ],
)
def test_durations_and_dates(
    text: str, durations: list[Duration], dates: list[tuple[int | None, int | None, int | None]]
) -> None:
    found = read_period_text(text)
    assert list(found.durations) == durations
    assert list(found.dates) == [PartialDate(*date) for date in dates]


def test_a_span_between_two_dates_has_a_start() -> None:
    found = read_period_text("January 1 through March 31, 2000")
    assert found.start == PartialDate(2000, 1, 1)
    assert found.dates == (PartialDate(2000, 3, 31),)


def test_inception_is_told() -> None:
    found = read_period_text("For the period from inception (May 3, 1992) to June 30, 1999")
    assert found.inception
    assert found.dates[-1] == PartialDate(1999, 6, 30)


@pytest.mark.parametrize("text", ["Common Stock", "US GAAP Results", "results may vary", "(In thousands)", "Total"])
def test_other_heads_say_nothing_of_time(text: str) -> None:
    assert read_period_text(text).is_empty


@pytest.mark.parametrize(("text", "quarter"), [("First Quarter", 1), ("4th Qtr.", 4), ("Q3 '99", 3)])
def test_quarters(text: str, quarter: int) -> None:
    assert read_period_text(text).quarters == (quarter,)


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Period from inception (June 1, 1990) to December 31, 1994", PartialDate(1990, 6, 1)),
        ("June 1, 1990 (date of inception) through December 31, 1994", PartialDate(1990, 6, 1)),
        ("Inception, June 1, 1990, to December 31, 1994", PartialDate(1990, 6, 1)),
        ("Period from inception to December 31, 1994", None),
        ("Cumulative from inception through December 31, 1994", None),
    ],
)
def test_the_day_of_an_inception_stands_beside_the_word(text: str, origin: PartialDate | None) -> None:
    assert read_period_text(text).origin == origin
