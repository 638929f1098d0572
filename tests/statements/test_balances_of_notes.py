"""Notes that report balances, and the days of these."""

from __future__ import annotations

from datetime import date

import pytest

from converter.statements.moments import edge_of, is_balance
from converter.statements.statement import Measure, Period
from tests.statements.filings import dates, statements

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
    dated = dates(found)
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
    dated = dates(found)
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
