"""Balances in statements of flows, and flows in tables of balances."""

from __future__ import annotations

from datetime import date

import pytest

from converter.statements.dates import read_period_text
from converter.statements.dating import _without_numbers
from converter.statements.moments import Lean, by_sums, column_moments, edge_of, is_balance, rolling, row_period
from converter.statements.statement import Measure, Period
from tests.statements.filings import statements

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
    dated = {item.label: [str(cell.period) for cell in item.cells] for item in found.items}
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


SUPPLEMENTAL = """
CONSOLIDATED BALANCE SHEETS
(In thousands)
<TABLE>
<CAPTION>
December 31,                               1998        1997
<S>                                  <C>         <C>
Cash                                 $    1,300  $    1,200
Inventories                              41,000      44,000
Total current assets                     42,300      45,200
Property, plant and equipment           601,000     590,000
Total assets                         $  643,300  $  635,200
Accounts payable                     $   40,000  $   41,000
Total current liabilities                40,000      41,000
Long-term debt                          300,000     310,000
Common stock                            100,000     100,000
Retained earnings                       203,300     184,200
Total stockholders' equity              303,300     284,200
Total liabilities and stockholders' equity
                                     $  643,300  $  635,200
</TABLE>

5. Supplemental Balance Sheet Information
<TABLE>
<CAPTION>
December 31,                               1998        1997
<S>                                  <C>         <C>
Receivables
Trade                                $   34,200  $   36,500
Net refundable income taxes               3,200       7,000
Other                                     8,600       1,600
                                         46,000      45,100
Less doubtful accounts, discounts
        and allowances                    6,500       4,600
                Net                  $   39,500  $   40,500
Inventories
Finished goods                       $   20,000  $   22,000
Raw materials                            11,000      11,000
Supplies                                 10,000      11,000
                Total                $   41,000  $   44,000
Plant and equipment, at cost
Land                                 $   35,000  $   36,000
Buildings and improvements              535,000     512,000
Machinery and equipment               5,380,000   5,158,000
Construction in progress                223,000     230,000
                Total                $6,173,000  $5,936,000
</TABLE>
"""


def test_what_supplements_a_balance_sheet_is_of_its_day() -> None:
    found = statements(SUPPLEMENTAL, form="10-K", period="19981231")[-1]
    dated = {item.label: {str(cell.period) for cell in item.cells} for item in found.items if item.cells}
    assert dated["Trade"] == dated["Supplies"] == {"1998-12-31", "1997-12-31"}


CARRIED = """
NOTE E - UNRECOGNIZED CLAIMS OF MEMBERS
<TABLE>
<CAPTION>
                                        December 31,    December 31,
                                            1998            1997
                                        ------------    ------------
                                              (in thousands)
<S>                                     <C>             <C>
Balance at beginning of year            $  4,310        $  3,905
Increases for the current year               640             580
Settlements                                 (215)           (175)
Balance at end of year                  $  4,735        $  4,310
</TABLE>
"""


def test_a_balance_carried_from_column_to_column_tells_of_the_years_between() -> None:
    (found,) = statements(CARRIED, form="10-K", period="19981231")
    dated = {item.label: [str(cell.period) for cell in item.cells] for item in found.items}
    assert dated["Balance at beginning of year"] == ["1997-12-31", "1996-12-31"]
    assert dated["Settlements"] == ["1998-01-01/1998-12-31", "1997-01-01/1997-12-31"]
    assert dated["Balance at end of year"] == ["1998-12-31", "1997-12-31"]


DAYS = """
NOTE F - INSURED RISKS

(In thousands)                              1998            1997
Balance, January 1                      $  4,310        $  3,905
Claims of members                            640             580
Settled                                     (215)           (175)
Balance, December 31                    $  4,735        $  4,310
"""


def test_a_balance_of_a_day_stands_at_the_edge_of_its_year() -> None:
    (found,) = statements(DAYS, form="10-K", period="19981231")
    dated = {item.label: [str(cell.period) for cell in item.cells] for item in found.items}
    assert dated["Balance, January 1"] == ["1997-12-31", "1996-12-31"]
    assert dated["Settled"] == ["1998-01-01/1998-12-31", "1997-01-01/1997-12-31"]
    assert dated["Balance, December 31"] == ["1998-12-31", "1997-12-31"]


BESIDE_THE_UNITS = """
NOTE G - GROVES

December 31 (In thousands)                    1998         1997
Larchmont                                 $  2,860     $  2,047
Alder Point                                    456          446
                                          $  3,316     $  2,493
"""


def test_a_day_beside_the_units_is_that_of_the_years_in_the_heads() -> None:
    (found,) = statements(BESIDE_THE_UNITS, form="10-K", period="19981231")
    assert [str(cell.period) for item in found.items for cell in item.cells] == ["1998-12-31", "1997-12-31"] * 3


def test_years_ended_beside_the_units_are_years() -> None:
    text = BESIDE_THE_UNITS.replace("December 31 (In thousands)           ", "Years ended December 31 (In thousands)")
    for found in statements(text, form="10-K", period="19981231"):
        assert not any(cell.period and cell.period.is_instant for item in found.items for cell in item.cells)


NAMED = """
NOTE H - {title}

(In thousands)                                1998         1997
{row}                        $  2,860     $  2,047
Alder Point                                    456          446
                                          $  3,316     $  2,493
"""


@pytest.mark.parametrize(
    ("title", "row", "expected"),
    [
        ("INVENTORIES", "Raw materials     ", ["1998-12-31", "1997-12-31"]),
        ("OTHER INCOME", "Gain on sale      ", ["1998-01-01/1998-12-31", "1997-01-01/1997-12-31"]),
        ("INVENTORIES", "Gain on sale      ", None),
        ("GROVES", "Raw materials     ", None),
    ],
)
def test_a_title_and_a_row_of_one_mind_tell_what_a_note_reports(
    title: str, row: str, expected: list[str] | None
) -> None:
    found = statements(NAMED.format(title=title, row=row), form="10-K", period="19981231")
    told = [[str(cell.period) for cell in item.cells] for each in found for item in each.items if item.cells]
    assert told == ([expected] * 3 if expected else [])


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Unrecognized net loss", True),
        ("Projected benefit obligation", True),
        ("Interest cost on projected benefit obligation", False),
        ("Interest on projected benefit obligations", False),
        ("Actual return on plan assets", False),
        ("Retained earnings", True),
        ("Funded status at the end of a loss", True),
        ("Preferred stock accretion", None),
        ("Deposits into an escrow account", None),
    ],
)
def test_parts_of_pension_plans(label: str, expected: bool | None) -> None:
    assert is_balance(label, (), Measure.MONEY) is expected


def test_assumptions_for_obligations_are_of_a_day() -> None:
    heading = "Weighted-average assumptions used to determine benefit obligations"
    assert is_balance("Discount rate", (heading,), Measure.PERCENT) is True
    assert is_balance("Discount rate", ("Assumptions used to determine cost",), Measure.PERCENT) is None


def test_a_balance_of_both_ends_of_a_year_is_one_of_its_end() -> None:
    year = Period(date(1998, 12, 31), date(1998, 1, 1))
    assert edge_of("Balance at January 1 and December 31", (), year) == Period(date(1998, 12, 31))


def test_rows_below_a_heading_that_names_no_more_than_inventories_are_balances() -> None:
    assert is_balance("Ferry supplies", ("Inventories",), Measure.MONEY) is True
    assert is_balance("Ferry supplies", ("Change in inventories",), Measure.MONEY) is None
    assert is_balance("Cost of sales", ("Inventories",), Measure.MONEY) is False
