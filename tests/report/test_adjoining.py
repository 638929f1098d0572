"""Periods that follow one another share no day (EFM 6.5.9)."""

from __future__ import annotations

from datetime import date

from converter.report.adjoining import begun_after
from converter.report.build import build_report
from converter.statements.statement import Period, StatementKind
from tests.report.pages import Line, Page, column, document, mapped

TEXT = """\
STATEMENTS OF OPERATIONS
                 Sept. 25,  Sept. 26,
                   1999       1998
Revenues            812        764
"""
EARLIER = Period(date(1998, 9, 26), date(1997, 9, 28))
LATER = Period(date(1999, 9, 25), date(1998, 9, 26))  # 52 weeks counted a day too far


def test_a_year_begins_on_the_day_after_the_year_before() -> None:
    columns = (column(0, "1999", LATER), column(1, "1998", EARLIER))
    page = Page(StatementKind.INCOME, "STATEMENTS OF OPERATIONS", columns, (Line("Revenues", "us-gaap:Revenues"),))
    report = build_report(document(TEXT), mapped(TEXT, (page,)))
    periods = {context.id: context.period for context in report.contexts}
    assert {periods[fact.context] for fact in report.facts if fact.concept == "us-gaap:Revenues"} == {
        EARLIER,
        Period(date(1999, 9, 25), date(1998, 9, 27)),
    }
    assert {context.period.start for context in report.contexts} & {period.end for period in (EARLIER, LATER)} == set()


def test_dates_and_single_days_are_left_alone() -> None:
    ends = frozenset((date(1998, 9, 26),))
    for period in (Period(date(1998, 9, 26)), Period(date(1998, 9, 26), date(1998, 9, 26)), EARLIER):
        assert begun_after(period, ends) == period
