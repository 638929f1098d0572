"""Statements of equity that run on over the page, and days that are misprinted in them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from converter.statements.fiscal import FiscalCalendar
from converter.statements.moments import falling_due
from converter.statements.rollforward import Beside, Line, carried_over, timeline
from converter.statements.statement import Period
from tests.statements.filings import statements


def line(label: str, *amounts: int) -> Line:
    return Line(label, "", {place: Decimal(amount) for place, amount in enumerate(amounts) if amount})


ABOVE = [
    line("Balance December 31, 1996", 1_204, 3_117, 4_321),
    line("Net earnings", 0, 612, 612),
    line("Balance December 31, 1997", 1_204, 3_729, 4_933),
    line("Net earnings", 0, 644, 644),
]
BELOW = [
    line("Stock issued", 20, 81, 101),
    line("Dividends", 0, -153, -153),
    line("Balance December 31, 1998", 1_224, 4_301, 5_525),
    line("Net earnings", 0, 701, 701),
]


def test_what_stands_on_two_pages_between_two_balances_is_of_the_time_between() -> None:
    beside = carried_over(ABOVE, BELOW)
    assert beside is not None
    year, other = Period(date(1998, 12, 31), date(1998, 1, 1)), Period(date(1997, 12, 31), date(1997, 1, 1))
    ends = [Period(date(last, 12, 31)) for last in (1996, 1997, 1998)]
    assert timeline(ABOVE, beside=Beside(after=beside.after)) == (ends[0], other, ends[1], year)
    assert timeline(BELOW, beside=Beside(before=beside.before)) == (year, year, ends[2], None)


def test_pages_that_do_not_add_up_are_not_read_as_one() -> None:
    assert carried_over([*ABOVE[:-1], line("Net earnings", 0, 645, 645)], BELOW) is None
    assert carried_over(ABOVE, [*BELOW[:2], line("Balance December 31, 1999", 1_224, 4_301, 5_525)]) is None


PAGES = """
<TABLE>
              CONSOLIDATED STATEMENTS OF STOCKHOLDERS' EQUITY
                              Common        Retained       Surplus
                              stock         earnings
<S>                           <C>           <C>              <C>
Balance December 31, 1996     $ 1,204,000   $ 3,117,450      $   400,000
Net earnings                                    612,310
Balance December 31, 1997       1,204,000     3,729,760          400,000
Net earnings                                    644,220
</TABLE>
<TABLE>
                              Unrealized      Treasury         Total
                                gains          stock
<S>                           <C>           <C>              <C>
Balance December 31, 1996     $    30,000   $   (80,000)     $ 4,671,450
Net earnings                                                     612,310
Balance December 31, 1997          30,000       (80,000)       5,283,760
Net earnings                                                     644,220
</TABLE>
<PAGE>
<TABLE>
         CONSOLIDATED STATEMENTS OF STOCKHOLDERS' EQUITY, CONTINUED
                              Common        Retained       Surplus
                              stock         earnings
<S>                           <C>           <C>              <C>
Stock issued                  $    20,000   $               $    81,200
Dividends                                      (153,000)
Balance December 31, 1998     $ 1,224,000   $ 4,220,980      $   481,200
</TABLE>
<TABLE>
                              Unrealized      Treasury         Total
                                gains          stock
<S>                           <C>           <C>              <C>
Stock issued                                                 $   101,200
Dividends                                                       (153,000)
Balance December 31, 1998     $    30,000   $   (80,000)     $ 5,876,180
</TABLE>
"""


def test_pages_of_panels_go_on_with_the_panel_of_the_same_columns() -> None:
    found = dates(PAGES)
    assert {period for label, period in found if label == "Stock issued"} == {"1998-01-01/1998-12-31"}
    earned = {period for label, period in found if label == "Net earnings"}
    assert earned == {"1997-01-01/1997-12-31", "1998-01-01/1998-12-31"}


def dates(text: str) -> list[tuple[str, str]]:
    found = statements(text, form="10-K", period="19981231")
    return [(item.label, str(item.cells[-1].period)) for each in found for item in each.items if item.cells]


MISPRINT = """
<TABLE>
              CONSOLIDATED STATEMENTS OF STOCKHOLDERS' EQUITY
             Years ended December 31, 1998, 1997 and 1996
                              Common        Retained
                              stock         earnings         Total
<S>                           <C>           <C>              <C>
Balance December 31, 1995     $   804,000   $ 2,010,140      $ 2,814,140
Stock issued                      200,000                        200,000
Net earnings                                    506,110          506,110
Balance December 31, 1996       1,004,000     2,516,250        3,520,250
Stock issued                      100,000       214,000          314,000
Net earnings                                    512,310          512,310
Balance December 31, 1998       1,104,000     3,242,560        4,346,560
Stock issued                      120,000       {paid}          {sum}
Net earnings                                    544,100          544,100
Balance December 31, 1998     $ 1,224,000   $ 4,027,860      $ 5,251,860
</TABLE>
"""


@pytest.mark.parametrize(
    ("paid", "total", "expected"), [("241,200", "361,200", "1997-12-31"), ("241,300", "361,300", "None")]
)
def test_a_misprinted_day_gives_way_to_what_adds_up_on_both_sides(paid: str, total: str, expected: str) -> None:
    found = dates(MISPRINT.format(paid=paid, sum=total))
    assert found[6] == ("Balance December 31, 1998", expected)
    assert found[5][1] == ("1997-01-01/1997-12-31" if expected != "None" else "None")


def test_amounts_by_the_years_in_which_they_fall_due() -> None:
    labels = ["Rent expense", "Remainder of 1999", "2000", "2001", "Thereafter", "Total payments", "Other", "Rent"]
    assert falling_due(labels, [False] * 6 + [True, False]) == frozenset(range(1, 6))
    assert not falling_due(["1998", "Thereafter"], [False, False])


def test_a_period_that_ends_a_quarter_after_the_balance_sheet_was_not_over() -> None:
    calendar = FiscalCalendar("10-Q", date(2020, 9, 30), (12, 31), frozenset({date(2020, 9, 30), date(2019, 12, 31)}))
    assert calendar.is_over(date(2020, 10, 31))
    assert not calendar.is_over(date(2020, 12, 31))
    assert FiscalCalendar("8-K", date(2020, 9, 30), ends=calendar.ends).is_over(date(2020, 12, 31))
