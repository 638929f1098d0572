"""Balances in statements of flows, and flows in tables of balances."""

from __future__ import annotations

from datetime import date

import pytest

from converter.statements.dates import read_period_text
from converter.statements.dating import _without_numbers
from converter.statements.moments import Lean, by_sums, column_moments, is_balance, rolling, row_period
from converter.statements.statement import Measure, Period
from tests.statements.filings import dates, statements

YEAR = Period(date(2003, 9, 27), date(2002, 9, 29))
END, EVE = Period(date(2003, 9, 27)), Period(date(2002, 9, 28))


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Cash and restricted cash, ending balances", END),
        ("Cash and restricted cash, beginning balances", EVE),
        ("Cash and restricted cash, ending of period", END),
        ("Cash and restricted cash at September 27", END),
        ("Cash and cash equivalents, September 27, 2003", END),
        ("Cash and cash equivalents at September 28", EVE),
        ("Cash and cash equivalents at September 29", EVE),
        ("Cash and cash equivalents at December 31", YEAR),
        ("Cash paid for interest through September 27", YEAR),
        ("Dividends payable in cash September 27", YEAR),
        ("Fund equity at September 29", EVE),
        ("Fund equity at September 27", END),
        ("Decrease in fund equity at September 27", YEAR),
    ],
)
def test_cash_at_the_edges_of_a_period(label: str, expected: Period) -> None:
    assert row_period(label, (), YEAR, Lean.FLOWS_ONLY, Measure.MONEY) == expected


CASH_FLOWS = """
                       CONSOLIDATED STATEMENTS OF CASH FLOWS
                              (In thousands)
                                                   Year ended December 31,
                                                      1998        1997
<S>                                                 <C>         <C>
Operating activities:
  Net income ...............................        $ 4,100     $ 3,900
  Restricted cash ..........................            (50)        (70)
  Net cash provided by operating activities           4,050       3,830
Financing activities:
  Payments on notes ........................         (1,250)     (2,030)
Net increase in cash .......................          2,800       1,800
Cash at beginning of year ..................          6,200       4,400
Cash at end of year ........................        $ 9,000     $ 6,200
  Cash and cash equivalents ................        $ 8,880     $ 6,130
  Restricted cash ..........................            120          70
  Total cash and restricted cash ...........        $ 9,000     $ 6,200
  Cash paid for interest ...................        $   310     $   290
"""


def test_what_cash_consists_of_stands_at_the_end_of_the_period() -> None:
    (found,) = statements(CASH_FLOWS, "10-K", "19981231")
    shown = {(item.label, str(item.cells[0].period)) for item in found.items if item.cells}
    assert {("Restricted cash", "1998-01-01/1998-12-31"), ("Restricted cash", "1998-12-31")} <= shown
    assert ("Cash and cash equivalents", "1998-12-31") in shown
    assert ("Total cash and restricted cash", "1998-12-31") in shown
    assert ("Cash paid for interest", "1998-01-01/1998-12-31") in shown


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Sales of equipment and services", False),
        ("Cost of equipment sold", False),
        ("Gain on sale of marketable securities", False),
        ("Equipment", True),
        ("Accrued interest on loans", True),
    ],
)
def test_a_flow_of_something_is_a_flow(label: str, expected: bool) -> None:
    assert is_balance(label, (), Measure.MONEY) is expected


ROLLED = """
NOTE D - ALLOWANCE FOR LOAN LOSSES
<TABLE>
<CAPTION>
                                        December 31,    December 31,
                                            1998            1997
                                        ------------    ------------
                                              (in thousands)
<S>                                     <C>             <C>
Balance, beginning of year              $  6,073        $  4,798
Provision charged to operations              240             316
Loans charged off                           (980)           (690)
Recoveries                                   347           1,549
Balance, end of year                    $  5,680        $  5,973
Outstanding at December 31, 1996        $  4,798        $  4,798
</TABLE>
"""


def test_a_roll_forward_has_only_its_closing_balance_at_the_date_of_its_column() -> None:
    (found,) = statements(ROLLED, form="10-K", period="19981231")
    dated = {item.label: [str(cell.period) for cell in item.cells if cell.period] for item in found.items}
    assert dated["Balance, end of year"] == ["1998-12-31", "1997-12-31"]
    assert not any(periods for label, periods in dated.items() if label != "Balance, end of year")


BESIDE = """
2.  COMBINATION

<TABLE>
<CAPTION>
                                     As
                                 Previously
                                  Reported     Larchmont    Combined
                                 ----------    ---------    --------
                                           (in thousands)
<S>                              <C>           <C>          <C>
Year ended December 31, 1998
Net sales                        $  32,923     $  12,651    $ 45,574
Operating expenses                  30,100        11,022      41,122
Income taxes                         1,100           600       1,700
Net income                       $   1,723     $   1,029    $  2,752
</TABLE>
"""


def test_a_name_beside_other_footings_is_no_report_of_the_whole() -> None:
    (found,) = statements(BESIDE, form="10-K", period="19981231")
    assert [(str(column.basis), column.member) for column in found.columns][:2] == [
        ("previously-reported", None),
        ("component", "Larchmont"),
    ]


FAR_AND_NEAR = """
NOTE 9 - WARRANTIES

The plan bought instruments with a maturity of three months
or less, of which $4,882 and $3,421 were left.

The following table sets forth what is recognized in the
consolidated balance sheet as of December 31 (thousands of dollars):

<TABLE>
<CAPTION>
                                                    1998       1997
                                                   -----      -----
<S>                                                <C>        <C>
Warranty obligation                                $ 852      $ 767
Service contracts                                    787        772
Difference                                            65         (5)
Unrecognized cost of parts                           134        101
Liability for warranties                           $ 199      $  96
</TABLE>
"""


def test_a_length_of_time_in_prose_is_not_that_of_the_table() -> None:
    found = statements(FAR_AND_NEAR, form="10-K", period="19981231")
    assert [str(column.period) for column in found[-1].columns] == ["1998-12-31", "1997-12-31"]


def test_half_a_schedule_runs_from_opening_balances() -> None:
    heads = ["Balance at beginning of year", "Additions charged to costs and expenses"]
    assert column_moments(heads, heads) == ("opening", None)
    assert column_moments(["Balance at beginning of year", "Net income"], ["", ""]) is None


LOANS = """
NOTE 4 - MORTGAGE LOANS ON REAL ESTATE
                                         Years ended December 31,
<TABLE>
<CAPTION>
                                           1998          1997
                                         --------      --------
                                              (in thousands)
<S>                                      <C>           <C>
Balance at beginning of year             $  2,670      $  3,480
New mortgage loans                            196            66
Collections of principal                     (135)         (876)
Balance at end of year                   $  2,731      $  2,670
</TABLE>
"""


def test_what_moves_a_balance_is_none() -> None:
    (found,) = statements(LOANS, form="10-K", period="19981231")
    dated = dates(found)
    assert dated["New mortgage loans"] == ["1998-01-01/1998-12-31", "1997-01-01/1997-12-31"]
    assert dated["Balance at beginning of year"] == ["1997-12-31", "1996-12-31"]


SUPPOSED = """
NOTE 3 - ACQUISITION

       If the Company had acquired Larchmont as of January 1, 1998

<TABLE>
<CAPTION>
                                         Year ended
                                         December 31,
                                            1998
                                         ------------
<S>                                      <C>
Revenues                                 $  45,574
Operating expenses                          41,122
Income taxes                                 1,700
Net income                               $   2,752
</TABLE>
"""


def test_what_would_have_been_is_pro_forma() -> None:
    (found,) = statements(SUPPOSED, form="10-K", period="19981231")
    assert [str(column.basis) for column in found.columns] == ["pro-forma"]
    assert str(found.columns[0].period) == "1998-01-01/1998-12-31"


TWO_YEARS = """<TABLE>
<CAPTION>
                                       Years ended December 31,
                                         1998          1997
                                       --------      --------
                                            (in thousands)
<S>                                    <C>           <C>
"""

CHANGES = """
NOTE 6 - CASH FLOWS

A summary of changes in receivables and inventories follows:
{head}Receivables                            $ (2,917)     $(25,092)
Inventories                               3,831        (6,349)
Accounts payable                         (8,595)      (12,195)
</TABLE>
"""


def test_receivables_below_zero_are_a_change() -> None:
    (found,) = statements(CHANGES.format(head=TWO_YEARS), form="10-K", period="19981231")
    assert {str(cell.period) for item in found.items for cell in item.cells} == {
        "1998-01-01/1998-12-31",
        "1997-01-01/1997-12-31",
    }


@pytest.mark.parametrize(
    ("label", "heading", "expected"),
    [
        ("Larchmont Uranium Company", "Balance at beginning of period", EVE),
        ("General partner", "Balance, end of year", END),
        ("Net income", "Balance at beginning of period", YEAR),
        ("Capital contributions", "Balance at beginning of period", YEAR),
        ("General partner", "Net income", YEAR),
    ],
)
def test_a_heading_that_names_a_balance_counts_for_the_holders_below_it(
    label: str, heading: str, expected: Period
) -> None:
    assert row_period(label, (heading,), YEAR, Lean.FLOWS_ONLY, Measure.MONEY) == expected


SALES = """
NOTE 11 - SEGMENTS
{head}Net sales:
  Farm equipment                       $ 22,095      $ 20,284
  Lawn equipment                          4,624         5,045
  Forestry                                1,200         1,100
                                       --------      --------
  Total net sales                      $ 27,919      $ 26,429
                                       ========      ========
</TABLE>
"""


RESERVES = """
                   VALUATION AND QUALIFYING ACCOUNTS
                            (in thousands)
<TABLE>
<CAPTION>
                                 Balance      Additions     Deductions     Balance
                               December 31,   Charged to       from      December 31,
Description                        1997         Income       Reserves        1998
- -----------                    ------------   ----------    ----------   ------------
<S>                            <C>            <C>           <C>          <C>
Allowance for doubtful accounts  $  247       $   100       $   (187)    $    160
Allowance for disallowances       1,338           651            (40)       1,949
Valuation allowance                  50            20            (10)          60
</TABLE>
"""


def test_what_moves_reserves_between_dated_balances_is_of_the_time_between() -> None:
    (found,) = statements(RESERVES, form="10-K", period="19981231")
    year = "1998-01-01/1998-12-31"
    assert {tuple(str(cell.period) for cell in item.cells) for item in found.items if item.cells} == {
        ("1997-12-31", year, year, "1998-12-31")
    }


def test_the_parts_of_a_flow_are_flows() -> None:
    (found,) = statements(SALES.format(head=TWO_YEARS), form="10-K", period="19981231")
    assert {str(cell.period) for item in found.items for cell in item.cells} == {
        "1998-01-01/1998-12-31",
        "1997-01-01/1997-12-31",
    }


PLAN_ASSETS = """
NOTE 8 - PENSIONS
{head}Fair value of plan assets at January 1 $ 22,095      $ 20,284
Actual return                             4,624         1,011
Employer contributions                    1,200         1,300
Benefit payments                           (600)         (500)
                                       --------      --------
Fair value of plan assets at December 31  $ 27,319   $ 22,095
</TABLE>
"""


def test_what_a_roll_forward_adds_to_its_balance_is_none() -> None:
    (found,) = statements(PLAN_ASSETS.format(head=TWO_YEARS), form="10-K", period="19981231")
    dated = {item.label: {str(cell.period) for cell in item.cells} for item in found.items}
    assert dated["Employer contributions"] == {"1998-01-01/1998-12-31", "1997-01-01/1997-12-31"}


def test_sums_below_headings_tell_in_a_table_that_does_not() -> None:
    """Segments under bare years: net sales and identifiable assets of each."""
    unclear = Lean.UNCLEAR
    assert row_period("Forestry", ("Net sales",), YEAR, unclear, Measure.MONEY, False) == YEAR
    assert row_period("Forestry", ("Identifiable assets",), YEAR, unclear, Measure.MONEY, True) == END
    assert row_period("Forestry", ("Deferred tax assets",), YEAR, unclear, Measure.MONEY, False) is None
    assert row_period("Forestry", ("Net sales",), YEAR, unclear, Measure.MONEY) is None


def test_a_sum_takes_no_row_from_a_day() -> None:
    assert row_period("Repair allowance", (), END, Lean.FLOWS, Measure.MONEY, False) == END
    assert row_period("Operating loss", (), END, Lean.FLOWS, Measure.MONEY, True) == END
    assert row_period("Operating loss", (), END, Lean.FLOWS, Measure.MONEY) is None


def test_parts_that_all_say_otherwise_stay_what_they_are_called() -> None:
    assert by_sums([True, True, False], [(2, (0, 1))]) == {}
    assert by_sums([True, None, False], [(2, (0, 1))]) == {0: False, 1: False, 2: False}
    assert by_sums([False, True, None], [(2, (0, 1))]) == {}


@pytest.mark.parametrize("label", ["Average loans", "Maximum borrowings outstanding at any month end", "Peak deposits"])
def test_averages_and_peaks_are_of_a_period(label: str) -> None:
    assert is_balance(label, (), Measure.MONEY) is False
    assert is_balance("Loans", ("Average balances",), Measure.MONEY) is False
    assert is_balance("Loans", ("Tier I capital (to average assets)",), Measure.MONEY) is True


def test_equipment_under_a_heading_of_profit_is_profit() -> None:
    assert is_balance("Farm equipment", ("Operating profit",), Measure.MONEY) is False
    assert is_balance("Farm equipment", ("Identifiable assets",), Measure.MONEY) is True


def test_roll_forwards_from_day_to_day() -> None:
    labels = ["Balance at December 1,", "New mortgage loans", "Collections", "Balance at November 30,", "Other"]
    assert rolling(labels) == {0, 1, 2}


SUMMARY = """
NOTE 3 - INSURANCE SUBSIDIARY

A summarized income statement for Larchmont is presented below:
{head}Premiums                               $ 22,095      $ 20,284
Net investment income                     4,624         5,045
Total revenue                            26,719        25,329
Operating expenses                       24,113        22,357
Net income                             $  2,606      $  2,972
</TABLE>
"""


def test_a_summarized_statement_is_another_companys() -> None:
    (found,) = statements(SUMMARY.format(head=TWO_YEARS), form="10-K", period="19981231")
    assert {column.member for column in found.columns} == {"Summarized information"}


@pytest.mark.parametrize(
    "label",
    [
        "Net increase in debt",
        "Net increase (decrease) in cash and cash equivalents",
        "Net income before debt service",
        "Liabilities assumed",
    ],
)
def test_what_moves_a_balance_is_a_flow(label: str) -> None:
    assert is_balance(label, (), Measure.MONEY) is False


NOTIONAL = """
NOTE 9 - DERIVATIVES

Notional amounts by the time that they run are as follows:
<TABLE>
<CAPTION>
                                       Over
                           1 Year     1 Year      Total
                         ---------  ---------  ---------
                              (dollars in millions)
<S>                      <C>        <C>        <C>
Swaps and options......  $     608  $     823  $   1,431
Futures contracts......        344          6        350
                         ---------  ---------  ---------
Total..................  $     952  $     829  $   1,781
                         =========  =========  =========
At June 30, 1998
Swaps and options......  $     664  $     662  $   1,326
Futures contracts......        397          8        405
                         ---------  ---------  ---------
Total..................  $   1,061  $     670  $   1,731
                         =========  =========  =========
</TABLE>
"""


def test_a_heading_that_names_a_day_dates_balances() -> None:
    (found,) = statements(NOTIONAL, form="10-K", period="19990630")
    times = {str(cell.period) for item in found.items for cell in item.cells if cell.period is not None}
    assert times == {"1998-06-30"}
    assert {cell.column for item in found.items for cell in item.cells if cell.period is not None} == {2}


def test_a_number_in_prose_far_above_is_no_day() -> None:
    above = [
        read_period_text(text) for text in ("1998:", "FOR THE THREE YEARS ENDED SEPTEMBER 30, 1998", "1/02 and due")
    ]
    assert _without_numbers(above) == above[:2]
    assert _without_numbers(above[::2]) == above[::2]
