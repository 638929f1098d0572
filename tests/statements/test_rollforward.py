"""Statements that run from balance to balance over columns of components."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from converter.statements.fiscal import FiscalCalendar
from converter.statements.rollforward import Line, rolled_kind, stated_moment, timeline
from converter.statements.statement import Basis, Period, Statement, StatementKind
from tests.statements.filings import statements

YEARS = FiscalCalendar(form="10-K", period_end=date(1998, 12, 31), ends=frozenset({date(1998, 12, 31)}))
WEEKS = FiscalCalendar(
    form="10-K", period_end=date(1998, 10, 2), ends=frozenset({date(1998, 10, 2), date(1997, 10, 3)}), nearest=True
)


def dated(found: Statement) -> dict[str, set[str]]:
    return {item.label: {str(cell.period) for cell in item.cells} for item in found.items if item.cells}


@pytest.mark.parametrize(
    ("label", "calendar", "expected"),
    [
        ("Balance, December 31, 1997", None, date(1997, 12, 31)),
        ("Balance, January 1, 1998", None, date(1997, 12, 31)),
        ("Balance, 12/31/97", None, date(1997, 12, 31)),
        ("April 3, 1998", None, date(1998, 4, 3)),
        ("Balance at fiscal year-end 1997", WEEKS, date(1997, 10, 3)),
        ("Balance, at the end of fiscal 1998", WEEKS, date(1998, 10, 2)),
        ("Balance at fiscal year-end 1997", None, None),
        ("Net income for fiscal 1997", WEEKS, None),
    ],
)
def test_the_day_of_a_balance(label: str, calendar: FiscalCalendar | None, expected: date | None) -> None:
    assert stated_moment(label, calendar) == (None if expected is None else Period(expected))


def test_years_of_weeks_may_end_on_the_first_of_a_month() -> None:
    calendar = FiscalCalendar(
        form="10-K", period_end=date(1998, 1, 3), ends=frozenset({date(1998, 1, 3), date(1996, 12, 28)})
    )
    assert stated_moment("Balance, November 1, 1997", calendar) == Period(date(1997, 11, 1))
    assert stated_moment("Balance, November 1, 1997", YEARS) == Period(date(1997, 10, 31))


def lines(*rows: tuple[str, int | None, int | None]) -> list[Line]:
    amounts = [{c: Decimal(v) for c, v in enumerate(values) if v is not None} for _, *values in rows]
    return [Line(label, "", found) for (label, *_), found in zip(rows, amounts, strict=True)]


def test_a_balance_without_a_label_is_dated_where_all_before_it_adds_up() -> None:
    rows = lines(
        ("Balance, December 31, 1996", 40, 100),
        ("Net income", None, 20),
        ("Balance, December 31, 1997", 40, 120),
        ("Net income", None, 30),
        ("Shares issued", 5, 9),
        ("", 45, 159),
    )
    found = timeline(rows, YEARS)
    assert found is not None
    assert found[-1] == Period(date(1998, 12, 31))
    assert found[-2] == Period(date(1998, 12, 31), date(1998, 1, 1))
    wrong = timeline([*rows[:-1], *lines(("", 45, 158))], YEARS)
    assert wrong is not None and wrong[-3:] == (None, None, None)


def test_a_flow_dated_by_the_year_that_it_ends_is_no_balance() -> None:
    rows = lines(("Balance, December 31, 1996", 40, 100), ("", None, None), ("", None, 20))
    rows[2] = Line("December 31, 1997", "Net income for the year ended", rows[2].amounts)
    rows += lines(("Balance, December 31, 1997", 40, 120))
    found = timeline(rows, YEARS)
    assert found is not None and found[2] == Period(date(1997, 12, 31), date(1997, 1, 1))


def test_the_first_of_two_unlike_balances_of_one_day_is_not_certain() -> None:
    rows = lines(
        ("Balance, December 31, 1996", 40, 100),
        ("Net income", None, 20),
        ("Balance, December 31, 1998", 40, 120),
        ("Net income", None, 30),
        ("Balance, December 31, 1998", 40, 150),
    )
    found = timeline(rows, YEARS)
    assert found == (Period(date(1996, 12, 31)), None, None, None, Period(date(1998, 12, 31)))
    restated = [*rows[:3], Line("As adjusted for the pooling", "", rows[3].amounts), rows[4]]
    assert timeline(restated, YEARS) != found


def test_a_second_panel_below_the_first_is_of_other_columns() -> None:
    panel = lines(
        ("Balance, December 31, 1996", 40, 100),
        ("Net income", None, 20),
        ("Balance, December 31, 1997", 40, 120),
    )
    other = lines(
        ("Balance, December 31, 1996", -7, 133),
        ("Net income", None, 20),
        ("Balance, December 31, 1997", -9, 151),
    )
    found = timeline([*panel, *other], YEARS, of_components=True)
    assert found is not None and found[:3] == timeline(panel, YEARS) and found[3:] == (None, None, None)
    again = timeline([*panel, *panel], YEARS, of_components=True)
    assert again is not None and None not in again
    assert None not in (timeline([*panel, *other], YEARS) or (None,))


def test_an_adjustment_of_a_balance_is_of_its_day() -> None:
    rows = lines(
        ("Balance, December 31, 1997", 40, 100),
        ("Adjustments for pooling of interests", 5, 30),
        ("Balance, December 31, 1997, as restated", 45, 130),
        ("Net income", None, 20),
        ("Balance, December 31, 1998", 45, 150),
    )
    found = timeline(rows, YEARS)
    assert found is not None and found[1] == Period(date(1997, 12, 31))
    short = timeline([rows[0], *lines(("Adjustments for pooling of interests", 5, 20)), *rows[2:]], YEARS)
    assert short is not None and short[1] is None


def test_what_came_before_the_first_balance_begins_with_the_company() -> None:
    rows = lines(
        ("Shares issued for cash", 40, 100),
        ("Net loss for the period May 7, 1997 (inception) through December 31, 1997", None, -20),
        ("Balance, December 31, 1997", 40, 80),
        ("Net loss", None, -10),
        ("Balance, December 31, 1998", 40, 70),
    )
    found = timeline(rows, YEARS)
    assert found is not None and found[:2] == (Period(date(1997, 12, 31), date(1997, 5, 7)),) * 2


def test_a_heading_of_a_year_is_no_balance() -> None:
    rows = lines(("Balance, January 1, 1997", 40, 100), ("", None, None), ("Net income", None, 20))
    rows[1] = Line("December 31, 1997:", "", {})
    rows += lines(("Balances", None, None), ("12/31/97", 40, 120))
    rows[-1] = Line("12/31/97", "Balances", rows[-1].amounts)
    found = timeline(rows, YEARS)
    year = Period(date(1997, 12, 31), date(1997, 1, 1))
    assert found == (Period(date(1996, 12, 31)), year, year, year, Period(date(1997, 12, 31)))


def test_the_columns_tell_a_statement_of_equity_from_a_note() -> None:
    labels = ("Balance at December 31, 1997", "Other comprehensive income", "Balance at December 31, 1998")
    capital = ("Common Stock", "Retained Earnings", "Total")
    parts = ("Currency Translation", "Unrealized Gains on Hedges", "Total")
    assert rolled_kind(capital, labels, ()) is StatementKind.EQUITY
    assert rolled_kind(parts, labels, ()) is StatementKind.OTHER
    assert rolled_kind(parts, labels[1:], ()) is None
    assert rolled_kind(parts, ("Balance at December 31, 1997", "Claims", "Balance at December 31, 1998"), ()) is None


INCOME = """
NOTE 9 - ACCUMULATED OTHER COMPREHENSIVE INCOME
(in thousands)
<TABLE>
<CAPTION>
                                       Foreign      Unrealized
                                       Currency      Gains on
                                     Translation    Derivative
                                     Adjustments    Instruments     Total
                                     -----------    -----------    --------
<S>                                  <C>            <C>            <C>
Balance at December 31, 1997         $     (420)    $     130      $   (290)
Other comprehensive income
  before reclassifications                  (35)           60            25
Amounts reclassified                          -           (15)          (15)
Balance at December 31, 1998         $     (455)    $     175      $   (280)
</TABLE>
"""


def test_accumulated_income_is_carried_forward_by_its_parts() -> None:
    (found,) = statements(INCOME, form="10-K", period="19981231")
    assert found.kind is StatementKind.OTHER
    assert {column.basis for column in found.columns} == {Basis.COMPONENT}
    assert found.columns[-1].member == "Accumulated Other Comprehensive Income"
    assert dated(found)["Amounts reclassified"] == {"1998-01-01/1998-12-31"}
    assert dated(found)["Balance at December 31, 1997"] == {"1997-12-31"}


ONE_YEAR = """
                 CONSOLIDATED STATEMENT OF STOCKHOLDERS' EQUITY
<TABLE>
<CAPTION>
                                                    1998
                                           ---------------------
                                           Millions of dollars
<S>                                        <C>
Common Stock
  Balance at January 1                            $   155
  Issued:
    For employee plans                                  2
  Balance at December 31                          $   157
Retained Earnings
  Balance at January 1                            $ 1,333
  Net income                                          215
  Cash dividends on common stock                     (103)
  Balance at December 31                          $ 1,445
Total Stockholders' Equity                        $ 1,602
</TABLE>
"""


def test_a_year_runs_from_the_balance_at_its_beginning() -> None:
    (found,) = statements(ONE_YEAR, form="10-K", period="19981231")
    assert dated(found)["Net income"] == {"1998-01-01/1998-12-31"}
    assert dated(found)["Balance at January 1"] == {"1997-12-31"}
    assert dated(found)["Balance at December 31"] == {"1998-12-31"}


SLASHES = """
              CONSOLIDATED STATEMENTS OF SHAREHOLDERS' EQUITY
                          (in thousands)
                         Common        Retained
                          Stock        Earnings        Total
                         ------        --------       -------
Balance 12/31/97         $  125         $ 2,046       $ 2,171
Net income                    -             527           527
Balance 12/31/98         $  125         $ 2,573       $ 2,698
"""


def test_the_day_between_slashes_is_no_note_mark() -> None:
    (found,) = statements(SLASHES, form="10-K", period="19981231")
    assert dated(found)["Net income"] == {"1998-01-01/1998-12-31"}
    assert dated(found)["Balance 12/31/97"] == {"1997-12-31"}
