"""Schedules that run from an opening to a closing balance across the page."""

from __future__ import annotations

from datetime import date

from converter.statements.moments import across_period
from converter.statements.statement import Period, StatementKind
from tests.statements.filings import statements

SCHEDULE = """
             SCHEDULE II - VALUATION AND QUALIFYING ACCOUNTS
                       (In thousands)
<TABLE>
<CAPTION>
                                   Balance at     Additions                     Balance
                                   Beginning      Charged to                    at End
                                   of Period      Expenses      Deductions      of Period
                                   ----------     ----------    ----------      ---------
<S>                                <C>            <C>           <C>             <C>
{heading}
  Allowance for doubtful accounts..    $  410        $  120         $   95         $  435
  Reserve for obsolete stock.......       280            60             40            300
</TABLE>
"""


def test_a_schedule_from_balance_to_balance_begins_on_the_eve() -> None:
    (found,) = statements(SCHEDULE.format(heading="Year ended December 31, 1998:"), form="10-K", period="19981231")
    for item in found.items[-2:]:
        assert [str(cell.period) for cell in item.cells] == [
            "1997-12-31",
            "1998-01-01/1998-12-31",
            "1998-01-01/1998-12-31",
            "1998-12-31",
        ]


def test_a_schedule_without_a_known_start_has_no_balance_at_it() -> None:
    only_end = Period(date(1998, 12, 31))
    assert across_period("opening", only_end) is None
    assert across_period(None, only_end) is None
    assert across_period("closing", only_end) == only_end
    found = statements(SCHEDULE.format(heading="At December 31, 1998:"), form="10-Q", period="19981231")
    assert all(cell.undated for each in found for item in each.items for cell in item.cells)


def test_a_line_of_a_schedule_called_by_its_year_reports_that_year() -> None:
    own = SCHEDULE.format(heading="Allowance for doubtful accounts:")
    own = own.replace("Allowance for doubtful accounts..  ", "Year ended December 31, 1997.....  ")
    own = own.replace("  Reserve for obsolete stock.......", "  Year ended December 31, 1998.....")
    (found,) = statements(own, form="10-K", period="19981231")
    assert [[str(cell.period) for cell in item.cells] for item in found.items[-2:]] == [
        ["1996-12-31", "1997-01-01/1997-12-31", "1997-01-01/1997-12-31", "1997-12-31"],
        ["1997-12-31", "1998-01-01/1998-12-31", "1998-01-01/1998-12-31", "1998-12-31"],
    ]


LISTED = """
                     INDEX TO FINANCIAL SCHEDULES

I.   Summary of Investments

II.  Condensed Financial Information of Registrant

<TABLE>
{title}

BIRCHWOOD INSTRUMENTS INC
December 31, 1998

<CAPTION>
(000s omitted)
          COLUMN A                        COLUMN B       COLUMN C
     Type of Investment                     Cost        Fair Value
<S>                                      <C>            <C>
Bonds of states                          $   7,575      $   8,054
Bonds of public utilities                    7,882          8,242
Mortgage loans                               6,342          6,530
                                         $  21,799      $  22,826
</TABLE>
"""


def test_a_list_of_schedules_above_the_head_of_one_does_not_name_it() -> None:
    text = LISTED.format(title="SCHEDULE I SUMMARY OF INVESTMENTS")
    assert {found.kind for found in statements(text, form="10-K", period="19981231")} <= {StatementKind.OTHER}


def test_the_head_of_a_schedule_may_name_the_registrants_own_statements() -> None:
    text = LISTED.format(title="SCHEDULE II CONDENSED FINANCIAL INFORMATION OF REGISTRANT")
    (found,) = statements(text, form="10-K", period="19981231")
    assert found.kind is StatementKind.PARENT_ONLY
