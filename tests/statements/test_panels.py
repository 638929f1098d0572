"""Panels of consolidating statements: their period, their parts and their whole."""

from __future__ import annotations

from converter.reading.read import read_document
from converter.statements.recognise import recognise
from converter.statements.statement import Basis, Statement
from converter.tables.recover import recover_grids
from tests.statements.filings import periods, statements, values

FIRST = """
                   BIRCHWOOD INSTRUMENTS INC.
            CONSOLIDATING CONDENSED INCOME STATEMENTS
           FOR THE THREE MONTHS ENDED MARCH 31, 1999
                     (DOLLARS IN MILLIONS)

<TABLE>
<CAPTION>
                                  GUARANTOR      GUARANTOR
                                  BIRCHWOOD     SUBSIDIARY
                                   PARENT          ELM
                                  ---------     ----------
<S>                               <C>           <C>
Revenue ......................     $  4,120      $    305
Costs of products ............        2,310           102
Total operating expenses .....        3,050           211
Operating income .............        1,070            94
Interest expense .............          212            14
Income before income taxes ...          858            80
Provision for income taxes ...          301            27
Net income ...................     $    557      $     53
</TABLE>
"""

SECOND = """

<TABLE>
<CAPTION>
                                NON-GUARANTOR     ELIMINATION AND      CONSOLIDATED
                                SUBSIDIARIES       CONSOLIDATION        BIRCHWOOD
                                                    ADJUSTMENTS      INSTRUMENTS INC.
                                -------------     ---------------    ----------------
<S>                               <C>               <C>                <C>
Revenue ......................     $  1,211           $   (123)          $  5,513
Costs of products ............          613               (110)             2,915
Total operating expenses .....          810               (119)             3,952
Operating income .............          401                 (4)             1,561
Interest expense .............           30                 (9)               247
Income before income taxes ...          371                  5              1,314
Provision for income taxes ...          120                                   448
Net income ...................     $    251           $      5           $    866
</TABLE>
"""

INCOME = """
            CONSOLIDATED STATEMENTS OF INCOME
                 (DOLLARS IN THOUSANDS)

                                    Three months ended March 31,
                                         1999           1998
                                       --------       --------
Net sales                              $ 51,310       $ 47,220
Cost of sales                            30,105         28,404
Selling and administrative expenses      12,411         11,902
Operating income                          8,794          6,914
Interest expense                          1,330          1,210
Income before income taxes                7,464          5,704
Provision for income taxes                2,612          1,996
Net income                             $  4,852       $  3,708
"""

UNDATED = """
       CONDENSED CONSOLIDATING STATEMENT OF INCOME
                (DOLLARS IN THOUSANDS)

                                  The         Subsidiary     Consolidating    Consolidated
                                 Company      Guarantors      Adjustments         Total
                                 --------     ----------     -------------    ------------
Net sales                        $ 40,300      $ 14,110        $ (3,100)        $ 51,310
Cost of sales                      22,204        11,001          (3,100)          30,105
Selling and administrative
  expenses                         10,300         2,111              --           12,411
Operating income                    7,796           998              --            8,794
Interest expense                    1,220           110              --            1,330
Income before income taxes          6,576           888              --            7,464
Provision for income taxes          2,301           311              --            2,612
Net income                       $  4,275      $    577        $     --         $  4,852
"""


def members(found: Statement) -> list[str | None]:
    return [column.member for column in found.columns]


def test_a_second_panel_has_the_title_and_the_period_of_the_first() -> None:
    first, second = statements(FIRST + SECOND)
    assert periods(first) == ["1999-01-01/1999-03-31"] * 2
    assert periods(second) == ["1999-01-01/1999-03-31"] * 3
    assert second.title == first.title
    assert second.scale.money == 6


def test_the_whole_of_a_consolidation_is_the_registrants_and_its_parts_are_members() -> None:
    _, second = statements(FIRST + SECOND)
    assert [column.basis for column in second.columns] == [Basis.COMPONENT, Basis.COMPONENT, Basis.REPORTED]
    assert members(second)[:2] == ["NON-GUARANTOR SUBSIDIARIES", "ELIMINATION AND CONSOLIDATION ADJUSTMENTS"]
    assert members(second)[2] is None


def test_a_panel_of_other_rows_is_none_of_the_statement_before() -> None:
    other = SECOND.replace("Costs of products", "Wood on hand").replace("Operating income", "Elm logs")
    other = other.replace("Total operating expenses", "Total oak").replace("Interest expense", "Ash")
    found = statements(FIRST + other)
    assert all(str(column.period) == "None" for column in found[-1].columns if found[-1] is not found[0])


def test_a_panel_after_two_periods_has_neither() -> None:
    both = FIRST.replace("FOR THE THREE MONTHS ENDED MARCH 31, 1999\n", "\n")
    both = both.replace("                                   PARENT          ELM", "MARCH 31,".rjust(44))
    found = statements(both.replace("ENDED MARCH", "ENDED") + SECOND)
    assert all(str(column.period) == "None" for column in found[-1].columns)


def test_a_panel_without_a_period_has_that_of_the_statement_that_its_whole_repeats() -> None:
    _, panel = statements(INCOME + UNDATED)
    assert periods(panel) == ["1999-01-01/1999-03-31"] * 4
    assert members(panel) == ["The Company", "Subsidiary Guarantors", "Consolidating Adjustments", None]


def test_a_panel_whose_whole_repeats_no_statement_has_no_period() -> None:
    strange = UNDATED.replace("51,310", "51,311").replace("30,105", "30,106").replace("12,411", "12,412")
    strange = strange.replace("8,794", "8,793").replace("1,330", "1,331")
    _, panel = statements(INCOME + strange)
    assert periods(panel) == ["None"] * 4


def test_a_whole_that_its_parts_do_not_add_up_to_is_a_part_of_its_own() -> None:
    title = "\n           STATEMENT OF INCOME\n   THREE MONTHS ENDED MARCH 31, 1999\n  (DOLLARS IN MILLIONS)\n"
    (found,) = statements(title + SECOND)
    assert found.columns[-1].basis is Basis.COMPONENT
    assert members(found)[-1] == "CONSOLIDATED BIRCHWOOD INSTRUMENTS INC."


LEVELS = """
    ASSETS MEASURED AT FAIR VALUE
         (DOLLARS IN THOUSANDS)

           MARCH 31, 1999
                                 Level 1      Level 2       Total
                                 -------      -------      -------
Investments                      $ 1,910      $   312      $ 2,222
Derivative assets                    200          812        1,012
Funds                                310          112          422
"""


def test_levels_by_their_numbers_are_members() -> None:
    (found,) = statements(LEVELS)
    assert periods(found) == ["1999-03-31"] * 3
    assert members(found) == ["Level 1", "Level 2", None]


YEAR = """
       CONDENSED CONSOLIDATING STATEMENT OF INCOME
                (DOLLARS IN THOUSANDS)

                                                   1998
                                 -----------------------------------------
                                  Pine           Oak           Eliminations
                                 --------     ----------     -------------
Net sales                        $ 40,300      $ 14,110        $ (3,100)
Cost of sales                      22,204        11,001          (3,100)
Operating income                    7,796           998              --
Interest expense                    1,220           110              --
Income before income taxes          6,576           888              --
Provision for income taxes          2,301           311              --
Net income                       $  4,275      $    577        $     --
"""


def test_a_bare_year_over_a_statement_of_an_annual_report_is_a_fiscal_year() -> None:
    (found,) = statements(YEAR, form="10-K", period="19981231")
    assert periods(found) == ["1998-01-01/1998-12-31"] * 3
    (found,) = statements(YEAR, form="10-Q", period="19980331")
    assert periods(found) == ["None"] * 3


MERGER = """
Pro Forma Condensed Statements of Income
(in thousands of dollars)

<TABLE>
<CAPTION>
1998                                             ELM         OAK         BIRCH
- ----                                          --------    --------    ----------
<S>                                           <C>         <C>         <C>
Operating revenues..........................  $755,009    $606,122    $1,361,131
Operating expenses..........................   565,169     464,787     1,029,956
Income from operations......................   189,840     141,335       331,175
Net income..................................    87,121      65,413       152,534
</TABLE>

<TABLE>
<CAPTION>
1997                                             ELM         OAK         BIRCH
- ----                                          --------    --------    ----------
<S>                                           <C>         <C>         <C>
Operating revenues..........................  $670,765    $626,312    $1,297,077
Operating expenses..........................   515,307     498,860     1,014,167
Income from operations......................   155,458     127,452       282,910
Net income..................................    77,197      60,300       137,497
</TABLE>
"""


def test_the_years_of_one_panel_below_the_other_have_one_title() -> None:
    first, second = statements(MERGER, form="10-K", period="19981231")
    assert periods(first) == ["1998-01-01/1998-12-31"] * 3
    assert periods(second) == ["1997-01-01/1997-12-31"] * 3
    assert second.title == first.title
    assert {column.basis for column in (*first.columns, *second.columns)} == {Basis.PRO_FORMA}
    assert members(second) == ["ELM", "OAK", "BIRCH"]


def html_row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


CAPTIONS = (
    "<html><body><p>Note 4. Derivatives held (in thousands)</p><p>March 31, 1999</p><table>"
    + html_row("", "Swaps", "Futures", "Total")
    + html_row("Investments", "$1,910", "$312", "$2,222")
    + html_row("Receivables", "200", "812", "1,012")
    + html_row("December 31, 1998", "", "", "")
    + "</table><p>&#160;</p><table>"
    + html_row("", "Swaps", "Futures", "Total")
    + html_row("Investments", "$1,710", "$212", "$1,922")
    + html_row("Receivables", "100", "612", "712")
    + "</table></body></html>"
)


def test_a_period_at_the_foot_of_a_table_heads_the_next() -> None:
    document = read_document(CAPTIONS.encode(), "birchwood.htm")
    first, second = recognise(document, recover_grids(document))
    assert set(periods(first)) == {"1999-03-31"}
    assert set(periods(second)) == {"1998-12-31"}
    assert values(second, "Investments") == [1710, 212, 1922]
