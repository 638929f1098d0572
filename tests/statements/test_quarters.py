"""Tables of quarters, and headings that name a period on more than one line."""

from __future__ import annotations

from tests.statements.filings import periods, statements

Q1, Q2, Q3, Q4 = (
    "1998-01-01/1998-03-31",
    "1998-04-01/1998-06-30",
    "1998-07-01/1998-09-30",
    "1998-10-01/1998-12-31",
)
YEAR = "1998-01-01/1998-12-31"


def quarterly(heads: str, heading: str = "", title: str = "QUARTERLY FINANCIAL DATA (UNAUDITED)") -> str:
    return f"""
{title}
(In thousands)

{heads}
                               -------   -------   -------   -------   --------
{heading}
Net sales                      $84,816   $91,054   $94,169  $102,346   $372,385
Gross profit                    18,270    19,000    20,701    26,439     84,410
Operating income                 7,881     8,795    10,098    13,303     40,077
Net income                       4,101     4,640     5,512     7,200     21,453
"""


def annual(text: str, period: str = "19981231") -> list[str]:
    (found,) = statements(text, form="10-K", period=period)
    rows = [item for item in found.items if item.label == "Net sales"]
    return [str(cell.period) for cell in rows[0].cells]


def test_ordinals_alone_are_quarters_of_the_year_in_the_row_above() -> None:
    heads = "                                First    Second     Third    Fourth       Year"
    assert annual(quarterly(heads, "1998")) == [Q1, Q2, Q3, Q4, YEAR]


def test_the_date_in_the_row_above_ends_the_year_that_the_quarters_are_of() -> None:
    heads = "                                First    Second     Third    Fourth      Total"
    heads += "\n                              Quarter   Quarter   Quarter   Quarter"
    assert annual(quarterly(heads, "Year ended December 31, 1998:")) == [Q1, Q2, Q3, Q4, YEAR]


def test_quarters_in_the_order_of_the_latest_first_under_their_year() -> None:
    text = """
QUARTERLY ANALYSIS
(In thousands)

                                              1998 Quarters
                               ------------------------------------
                               Fourth     Third    Second     First
                               -------   -------   -------   -------
Net sales                      $84,816   $91,054   $94,169   $72,346
Gross profit                    18,270    19,000    20,701    16,439
Operating income                 7,881     8,795    10,098     3,303
Net income                       4,101     4,640     5,512     1,200
"""
    assert annual(text) == [Q4, Q3, Q2, Q1]


def test_quarters_of_so_many_weeks_are_not_dated_by_months() -> None:
    heads = "                                First    Second     Third    Fourth       Year"
    heads += "\n                             12 weeks  12 weeks  16 weeks  12 weeks"
    (found,) = statements(quarterly(heads, "1998"), form="10-K", period="19981231")
    assert [str(c.period) for i in found.items if i.label == "Net sales" for c in i.cells][:4] == ["None"] * 4


def test_a_letter_typed_for_a_figure() -> None:
    heads = "                                 lst       2nd       3rd       4th\n"
    heads += "                              Quarter   Quarter   Quarter   Quarter       Year"
    assert annual(quarterly(heads, "1998")) == [Q1, Q2, Q3, Q4, YEAR]


SEGMENTS = """
NOTE 8.  SEGMENT DATA
                            Rental   Insurance  Eliminations  Consolidated
                           --------   --------  ------------  ------------
                                          (in thousands)
Nine months ended
September 30, 1998
Revenues:
 Outside                 $1,126,987    251,990           -       1,378,977
 Intersegment                     -      3,890      (3,890)              -
 Total revenues           1,126,987    255,880      (3,890)      1,378,977
Quarter ended
September 30, 1998
Revenues:
 Outside                 $  320,572    102,380           -         422,952
 Intersegment                     -      1,529      (1,529)              -
 Total revenues             320,572    103,909      (1,529)        422,952
"""


def test_a_heading_of_two_lines_names_one_period() -> None:
    (found,) = statements(SEGMENTS, period="19980930")
    outside = [str(item.cells[-1].period) for item in found.items if item.label == "Outside"]
    assert outside == ["1998-01-01/1998-09-30", "1998-07-01/1998-09-30"]


def test_a_heading_that_gives_scale_and_period_starts_a_block() -> None:
    text = """
SCHEDULE II - VALUATION AND QUALIFYING ACCOUNTS
                        Balance at  Additions charged               Balance at
                         beginning      to costs and                    end of
                         of period          expenses    Deductions      period
                        Millions of dollars, year ended December 31, 1998
Allowance for doubtful
  accounts                     $11               $ 5           $ 5         $11
                        Millions of dollars, year ended December 31, 1997
Allowance for doubtful
  accounts                     $12               $ 2           $ 3         $11
"""
    (found,) = statements(text, form="10-K", period="19981231")
    closing = [str(item.cells[-1].period) for item in found.items if item.cells]
    assert closing == ["1998-12-31", "1997-12-31"]


def test_columns_of_a_quarterly_report_keep_their_periods() -> None:
    text = """
                     CONSOLIDATED STATEMENTS OF INCOME
                            Third Quarter Ended September 30,
                                      1998         1997
Net sales                         $ 84,138     $ 86,294
Cost of sales                       60,986       61,900
Net income                          12,911       13,931
"""
    (found,) = statements(text, period="19980930")
    assert periods(found) == ["1998-07-01/1998-09-30", "1997-07-01/1997-09-30"]


def test_days_without_a_year_lie_in_the_year_that_the_heading_ends() -> None:
    text = """
NOTE Q - QUARTERLY FINANCIAL INFORMATION (UNAUDITED)
(In thousands)
                                       Quarter Ended
                            ----------------------------------
                             Sep 30   Dec 31   Mar 31  June 30   Total
                            -------  -------  -------  -------  --------
Year ended June 30, 1998:
 Net sales................  $20,119  $16,975  $11,197  $11,202   $59,493
 Gross profit.............    9,007    6,369    4,698    4,605    24,679
 Net income...............    4,089    1,310    1,368    1,175     7,942
"""
    (found,) = statements(text, form="10-K", period="19980630", year_end="0630")
    sales = [str(cell.period) for cell in found.items[1].cells]
    assert sales[:4] == [
        "1997-07-01/1997-09-30",
        "1997-10-01/1997-12-31",
        "1998-01-01/1998-03-31",
        "1998-04-01/1998-06-30",
    ]


def test_the_total_beside_four_dated_quarters_is_their_year() -> None:
    heads = """
                                                 1998 Quarters Ended
                               -------------------------------------------------
                              March 31   June 30   Sept. 30   Dec. 31     Total"""
    assert annual(quarterly(heads)) == [Q1, Q2, Q3, Q4, YEAR]


def test_a_total_beside_periods_that_do_not_follow_one_another_has_none() -> None:
    heads = """
                                               Year to date of 1998 through
                               -------------------------------------------------
                              March 31   June 30   Sept. 30   Dec. 31     Total"""
    assert annual(quarterly(heads, title="YEAR TO DATE DATA (UNAUDITED)"))[4] == "None"


UNSAID = """
                         CONSOLIDATED BALANCE SHEETS
                               (In thousands)
                                     {last}    December 31, 1997
Cash and cash equivalents                 $ 4,010          $ 3,900
Inventories                                 6,100            5,800
Total assets                              $10,110          $ 9,700

                    CONSOLIDATED STATEMENTS OF INCOME
                               (In thousands)
                                     {last}       {before}
Net sales                                $ 84,138         $ 86,294
Cost of sales                              60,986           61,900
Income before income taxes                 20,152           21,394
Net income                               $ 12,911         $ 13,931
"""


def test_a_statement_for_a_first_quarter_need_not_say_how_long_it_was() -> None:
    first = UNSAID.format(last="March 31, 1998", before="March 31, 1997")
    assert periods(statements(first, period="19980331")[1]) == [Q1, "1997-01-01/1997-03-31"]
    second = UNSAID.format(last="June 30, 1998 ", before="June 30, 1997 ")
    assert periods(statements(second, period="19980630")[1]) == ["None", "None"]


JUNE_YEARS = """
NOTE N  QUARTERLY FINANCIAL INFORMATION  (UNAUDITED)
(In thousands)
<TABLE>
<CAPTION>
                              Fiscal Year 1995                     Fiscal Year 1994
                    -------------------------------------  -------------------------------------
Quarter ending       Jun 30    Mar 31    Dec 31    Sep 30   Jun 30    Mar 31    Dec 31    Sep 30
- -----------------  --------  --------  --------  -------  --------  --------  --------  -------
<S>                 <C>       <C>       <C>       <C>      <C>       <C>       <C>       <C>
Net sales            $10,254   $10,054   $ 9,364   $9,418   $10,080   $10,253   $10,935  $11,496
Gross profit           7,505     7,414     7,279    7,149     7,581     7,731     7,724    7,996
Net income               176       190       148       46       116       149        34      230
</TABLE>
"""


def test_the_quarters_of_fiscal_years_lie_in_two_calendar_years() -> None:
    (found,) = statements(JUNE_YEARS, form="10-K", period="19950630", year_end="0630")
    assert periods(found)[:5] == [
        "1995-04-01/1995-06-30",
        "1995-01-01/1995-03-31",
        "1994-10-01/1994-12-31",
        "1994-07-01/1994-09-30",
        "1994-04-01/1994-06-30",
    ]


def test_days_in_the_order_of_the_fiscal_year_lie_in_the_one_named_above_them() -> None:
    text = """
QUARTERLY INFORMATION (UNAUDITED)
(In millions)
                                           Quarter Ended
                     -------------------------------------------------------
                      Sept. 30     Dec. 31     Mar. 31     June 30      Year
1995
Net revenues          $   983      $ 1,129     $ 1,244     $ 1,293   $ 4,649
Operating income          343          415         480         488     1,726
Net income                239          289         256         362     1,146
"""
    (found,) = statements(text, form="10-K", period="19950630", year_end="0630")
    assert [str(cell.period) for cell in found.items[1].cells] == [
        "1994-07-01/1994-09-30",
        "1994-10-01/1994-12-31",
        "1995-01-01/1995-03-31",
        "1995-04-01/1995-06-30",
        "1994-07-01/1995-06-30",
    ]


def test_months_and_totals_beside_numbered_quarters_are_not_quarters() -> None:
    heads = """
                              1998      1998      1998      1998      1998
                             1st Qtr   2nd Qtr   6 mos    3rd Qtr     Total"""
    assert annual(quarterly(heads))[2:] == ["None", Q3, "None"]
