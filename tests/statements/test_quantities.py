"""What is counted, or measured in barrels, is no money."""

from __future__ import annotations

from decimal import Decimal

import pytest

from converter.statements.quantities import counts, counts_below, power
from converter.statements.statement import Measure
from tests.statements.filings import statements, values

SUMMARY = """
                          BIRCHWOOD GAS & LIGHT COMPANY
                              OPERATING STATISTICS
                  (In thousands, except number of customers)

                                         Year Ended December 31,
                                       1998       1997       1996
                                     --------   --------   --------
REVENUES:
Residential                          $ 84,120   $ 82,334   $ 80,015
Commercial                             41,207     40,118     39,640
                                     --------   --------   --------
Total revenues                       $125,327   $122,452   $119,655
                                     ========   ========   ========
CUSTOMERS (Average for year):
Residential                           104,310    102,922    101,540
Commercial                             11,208     11,017     10,862
                                     --------   --------   --------
Total customers                       115,518    113,939    112,402
                                     ========   ========   ========
MWH SALES (000'S):
Residential                             3,512      3,536      3,176
Commercial                              2,611      2,528      2,367
                                     --------   --------   --------
TOTAL SALES                             6,123      6,064      5,543
                                     ========   ========   ========
Employees at year end                     611        604        598
"""

LOCATIONS = """
7. ACQUISITIONS

<TABLE>
<CAPTION>
                               Purchase        Number of
                                 price         locations
                              (in thousands)
<S>                           <C>              <C>
At December 31, 1998:
Alder State Bank                $ 12,400             4
Maple National Bank               31,150            11
</TABLE>
"""

EARNINGS = """
4. EARNINGS PER SHARE

<TABLE>
<CAPTION>
                                                    Three months ended March 31,
(in thousands, except per share amounts)                  1999         1998
<S>                                                     <C>          <C>
Numerator:
Net income                                              $ 13,450     $ 5,500
                                                        --------     -------
Denominator:
Weighted average shares outstanding                      137,201     131,814
Effect of dilutive securities:
   Options                                                 4,590       4,100
   Convertible notes                                      16,300          11
                                                        --------     -------
Dilutive potential common shares                          20,890       4,111
                                                        --------     -------
Denominator for diluted earnings per share               158,091     135,925
                                                        ========     =======
</TABLE>
"""


@pytest.mark.parametrize(
    "heading",
    [
        "Employees at year end",
        "EMPLOYEES",
        "ELECTRIC CUSTOMERS (End of Year)",
        "CUSTOMERS (AVERAGE FOR YEAR)",
        "Customers at Dec. 31",
        "Sales (MWh)",
        "SALES: (KWH--MILLIONS)",
        "Sales-kWh (000)",
        "Produced gold (troy ounces)",
        "Desktop Units (in thousands)",
    ],
)
def test_a_heading_of_things_or_quantities_counts(heading: str) -> None:
    assert counts_below(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Revenues from customers",
        "Average price (per barrel)",
        "Price per kwh",
        "Due from customers",
        "Limited partnership units",
        "Franchised restaurants revenues",
        "Company restaurants",
        "Sales",
        "Accrued employees benefits",
    ],
)
def test_a_heading_of_amounts_counts_nothing(heading: str) -> None:
    assert not counts_below(heading)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Restaurants at year-end", True),
        ("Average licensed beds", True),
        ("Pipelines operated (miles)", True),
        ("Oil (Mbbls)", True),
        ("Cell sites in service", True),
        ("Franchised restaurants", False),
        ("Food at restaurants", False),
        ("Customers", False),
        ("Crude oil revenues (barrels)", False),
    ],
)
def test_a_label_counts_what_it_says_that_it_counts(label: str, expected: bool) -> None:
    assert counts(label) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("MWH sales (000's)", 3), ("SALES: (KWH--MILLIONS)", 6), ("(thousands of therms)", 3), ("Employees", 0)],
)
def test_a_quantity_says_in_what_it_is_counted(text: str, expected: int) -> None:
    assert power(text) == expected


def test_rows_under_what_is_counted_are_no_money() -> None:
    (found,) = statements(SUMMARY, "10-K", "19981231")
    assert [item.measure for item in found.items if item.cells] == [Measure.MONEY] * 3 + [Measure.PURE] * 7
    assert values(found, "Total customers") == [Decimal(115518), Decimal(113939), Decimal(112402)]
    assert values(found, "TOTAL SALES") == [Decimal(6123000), Decimal(6064000), Decimal(5543000)]
    assert values(found, "Employees at year end") == [Decimal(611), Decimal(604), Decimal(598)]


def test_a_column_counts_what_its_head_says() -> None:
    (found,) = statements(LOCATIONS, "10-K", "19981231")
    assert [column.measure for column in found.columns] == [None, Measure.PURE]
    assert values(found, "Maple") == [Decimal(31150000), Decimal(11)]


def test_dilutive_shares_are_the_sum_of_those_above_and_no_money() -> None:
    (found,) = statements(EARNINGS)
    assert {item.measure for item in found.items if item.cells and item.label != "Net income"} == {Measure.SHARES}
    assert values(found, "Convertible") == [Decimal(16300000), Decimal(11000)]


OUTSTANDING = """
                          BIRCHWOOD GAS & LIGHT COMPANY
                    SHARES OF BIRCHWOOD COMMON STOCK

                                      Year Ended December 31,
                               1998       1997       1996
                             --------   --------   --------
(In thousands)
Outstanding, beginning      {} 115,518    113,939    112,402
Repurchased                    (2,913)    (1,135)    (1,200)
                             --------   --------   --------
Outstanding, ending           112,605    112,804    111,202
                             ========   ========   ========
"""


@pytest.mark.parametrize(("mark", "measure"), [(" ", Measure.SHARES), ("$", Measure.MONEY)])
def test_the_title_of_a_note_says_that_its_rows_are_shares_where_none_is_money(mark: str, measure: Measure) -> None:
    (found,) = statements(OUTSTANDING.format(mark), "10-K", "19981231")
    assert {item.measure for item in found.items if item.cells} == {measure}
