"""Panels below the first panel of a table, with its further columns."""

from __future__ import annotations

from converter.tables.grid import Grid
from converter.tables.text import text_grids

_FIRST = """
<TABLE>
<CAPTION>
STATEMENT OF CHANGES IN SHAREHOLDERS' EQUITY
                             Preferred   Common     Retained   Treasury
(IN THOUSANDS)               Stock       Stock      Earnings   Shares Held
<S>                          <C>         <C>        <C>        <C>
Balance at
end of 1995                   $ 819       $   60     $ 4,758    $ (310)

Net income                        -            -       1,465         -
Dividends                         -            -        (242)        -
Conversion of preferred
 stock                           (1)           1           -         -
Issuance of stock                 -            4           -        90
Balance at
end of 1996                     818           65       5,981      (220)
"""

_SECOND = """


Other       Total
<C>         <C>

$36         $ 5,363

  -            1,465
  -             (242)


  -               -
 19             113

 55           6,699
</TABLE>
"""

_NEXT_PAGE = """
<PAGE>
<TABLE>
<CAPTION>

                                 Preferred     Common       Retained
(IN THOUSANDS)                   Stock         Stock        Earnings
<S>                              <C>           <C>          <C>
Balance at end of 1996             $ 818         $   65       $ 5,981
Net income                             -              -           300
Dividends                              -              -          (100)
Balance at end of 1997             $ 818         $   65       $ 6,181

<CAPTION>
 Treasury
 Shares Held   Other       Total
 <S>           <C>         <C>
 $  (220)      $ 55        $ 6,699
       -          -            300
       -          -           (100)
 $  (220)      $ 55        $ 6,899
</TABLE>
"""

_TOTAL_APART = """
<TABLE>
<CAPTION>
CONSOLIDATED STATEMENTS OF SHAREHOLDERS' EQUITY
                                 Common Stock           Retained
                              Shares       Amount       Earnings
                             ---------   ---------    -----------
<S>                          <C>         <C>          <C>
Balance, May 31, 1992          416,320     $ 4,160      $ 24,060
Issuance of stock
 to an affiliate                 4,908          40            --
Net income                          --          --         2,219
                             ---------   ---------    -----------
Balance, May 31, 1993          421,228       4,200        26,279
                             =========   =========    ===========
<CAPTION>
                                 Total
                             Shareholders'
                                Equity
                             -------------
<S>                          <C>
Balance, May 31, 1992          $ 28,220
Issuance of stock
 to an affiliate                     40
Net income                        2,219
                             -------------
Balance, May 31, 1993            30,479
                             =============
</TABLE>
"""


def _grids(text: str) -> tuple[Grid, ...]:
    return text_grids(text, part=0)


def _values(grid: Grid, row: int) -> list[int]:
    figures = [cell.figure for cell in grid.rows[row].cells if cell.figure is not None]
    return [int(figure.value) for figure in figures if figure.value is not None]


def test_a_panel_without_labels_stands_beside_the_rows_whose_sums_it_ends_in() -> None:
    grid = _grids(_FIRST + _SECOND)[0]
    assert [column.head for column in grid.columns][-2:] == ["Other", "Total"]
    assert [cell.column for cell in grid.rows[0].cells] == [0, 1, 2, 3, 4, 5]
    assert (grid.rows[4].label, _values(grid, 4)) == ("Issuance of stock", [0, 4, 0, 90, 19, 113])


def test_the_figures_keep_their_places_on_the_page() -> None:
    text = _FIRST + _SECOND
    for row in _grids(text)[0].rows:
        for cell in row.cells:
            assert text[cell.span.start : cell.span.end] == cell.text


def test_the_next_page_goes_on_below_columns_of_the_same_names() -> None:
    grids = _grids(_FIRST + _SECOND + _NEXT_PAGE)
    assert len(grids) == 1
    assert (grids[0].rows[-1].label, _values(grids[0], -1)) == (
        "Balance at end of 1997",
        [818, 65, 6181, -220, 55, 6899],
    )


def test_a_panel_without_labels_stays_alone_where_a_sum_fails() -> None:
    first, second = _grids(_FIRST + _SECOND.replace("6,699", "6,999"))
    assert len(first.columns) == 4
    assert {row.label for row in second.rows} == {""}


def test_a_panel_without_labels_stays_alone_where_rows_are_missing() -> None:
    first, _ = _grids(_FIRST + _SECOND.replace("  -             (242)\n", ""))
    assert len(first.columns) == 4


def test_a_panel_without_a_total_stays_alone() -> None:
    first, _ = _grids(_FIRST + _SECOND.replace("Total", "Units"))
    assert len(first.columns) == 4


def test_a_total_in_a_panel_of_its_own_stands_beside_the_columns_it_sums() -> None:
    (grid,) = _grids(_TOTAL_APART)
    assert grid.columns[-1].head == "Total Shareholders' Equity"
    assert [_values(grid, row)[-1] for row in range(len(grid.rows))] == [28220, 40, 2219, 30479]


def test_a_panel_of_the_same_labels_stays_alone_where_a_sum_fails() -> None:
    assert len(_grids(_TOTAL_APART.replace("30,479", "30,497"))) == 2


def test_a_row_of_dashes_alone_is_no_row_of_the_other_panel() -> None:
    dashes = "                                 --          --            --\n"
    marked = "                             ---------   ---------    -----------\nBalance, May 31, 1993"
    (grid,) = _grids(_TOTAL_APART.replace(marked, dashes + marked))
    assert [row.label for row in grid.rows if len(row.cells) == 4][-1] == "Balance, May 31, 1993"
