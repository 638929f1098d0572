"""Heads and titles of HTML tables, and which columns the heads stand over."""

from __future__ import annotations

from tests.tables.html_pages import grid, grids, heads, rows, table, tr, values

G = "<td>&nbsp;</td>"  # a spacer


def test_heads_over_several_columns() -> None:
    sheet = grid(
        table(
            tr(
                "",
                G,
                "<td colspan=5>Three months ended<br>June 30,</td>",
                G,
                "<td colspan=5>Six months ended June 30,</td>",
            ),
            tr(
                "(In millions)",
                G,
                "<td colspan=2>2006</td>",
                G,
                "<td colspan=2>2005</td>",
                G,
                "<td colspan=2>2006</td>",
                G,
                "<td colspan=2>2005</td>",
            ),
            tr("Sales", G, "$", "10", G, "$", "9", G, "$", "21", G, "$", "18"),
            tr("Cost", G, G, "6", G, G, "5", G, G, "11", G, G, "10"),
        )
    )
    assert heads(sheet) == [
        "Three months ended June 30, 2006",
        "Three months ended June 30, 2005",
        "Six months ended June 30, 2006",
        "Six months ended June 30, 2005",
    ]
    assert [h.level for h in sheet.columns[0].heads] == [0, 1]
    assert sheet.stub_head == "(In millions)"
    assert rows(sheet)[0] == ["Sales", "$10", "$9", "$21", "$18"]


def test_rowspans_keep_their_place() -> None:
    sheet = grid(
        table(
            tr(
                "<td rowspan=2>(In millions)</td>",
                "<td colspan=2>Year ended June 30,</td>",
                "<td rowspan=2>Change</td>",
            ),
            tr("2006", "2005"),
            tr("Sales", "10", "9", "1"),
        )
    )
    assert heads(sheet) == ["Year ended June 30, 2006", "Year ended June 30, 2005", "Change"]


def test_a_head_that_is_set_flush_right_stands_over_the_last_column() -> None:
    sheet = grid(
        table(
            tr("", "2005", "2006"),
            tr("", "<td colspan=2 align=right>(unaudited)</td>"),
            tr("Cash", "10", "9"),
            tr("Debt", "1", "2"),
        )
    )
    assert heads(sheet) == ["2005", "2006 (unaudited)"]


def test_heads_over_groups_of_unequal_size() -> None:
    """Two years over two and one columns beside a column of its own are not dealt out evenly over four."""
    sheet = grid(
        table(
            tr("", "", "<td colspan=2>2019</td>", "2020"),
            tr("", "2018", "1st Qtr", "6 mos", "1st Qtr"),
            tr("Revenue", "5,012", "1,204", "2,498", "1,310"),
            tr("Costs", "4,120", "1,001", "2,050", "1,077"),
        )
    )
    assert heads(sheet) == ["2018", "2019 1st Qtr", "2019 6 mos", "2020 1st Qtr"]


def test_titles_within_the_table() -> None:
    sheet = grid(
        table(
            tr("<td colspan=3 align=center>BRINDLE PUMP COMPANY</td>"),
            tr("<td colspan=3 align=center>Statements of Income<br>(In thousands)</td>"),
            tr("", "2006", "2005"),
            tr("Sales", "10", "9"),
            tr("Cost", "6", "5"),
        )
    )
    assert [t.text for t in sheet.titles] == ["BRINDLE PUMP COMPANY", "Statements of Income (In thousands)"]
    assert rows(sheet) == [["Sales", "10", "9"], ["Cost", "6", "5"]]


def test_titles_stay_behind_page_numbers_and_page_breaks() -> None:
    body = "<p>BRINDLE PUMP COMPANY</p><p>BALANCE SHEET</p><p>17</p><hr style='page-break-after:always'>"
    sheet = grid(body + "<p>Table of Contents</p>" + table(tr("", "2006"), tr("Cash", "10"), tr("Debt", "5")))
    assert [t.text for t in sheet.titles] == ["BRINDLE PUMP COMPANY", "BALANCE SHEET"]
    body = "<p>Some words about the quarter.</p><p>17</p><p>BALANCE SHEET</p>"
    sheet = grid(body + table(tr("", "2006"), tr("Cash", "10"), tr("Debt", "5")))
    assert [t.text for t in sheet.titles] == ["BALANCE SHEET"]


def test_titles_in_a_table_of_their_own() -> None:
    title = table(tr("BRINDLE PUMP COMPANY"), tr("BALANCE SHEET"), tr("(In thousands)"))
    sheet = grid(title + table(tr("", "2006"), tr("Cash", "10"), tr("Debt", "5")))
    assert [t.text for t in sheet.titles] == ["BRINDLE PUMP COMPANY", "BALANCE SHEET", "(In thousands)"]


def test_a_paragraph_is_no_title() -> None:
    words = "The following table shows what the company has earned and owed over the years that it has made pumps, " * 3
    sheet = grid(f"<p>{words}.</p><p>BALANCE SHEET</p>" + table(tr("", "2006"), tr("Cash", "10"), tr("Debt", "5")))
    assert [t.text for t in sheet.titles] == ["BALANCE SHEET"]


def test_uneven_rows_keep_their_columns() -> None:
    """Rows with a dollar sign use one cell more than rows without."""
    sheet = grid(
        table(
            tr("Cash", G, "$", "10", G, "$", "9"),
            tr("Debt", G, "<td colspan=2 align=right>4</td>", G, "<td colspan=2 align=right>3</td>"),
            tr("Equity", G, G, "6", G, G, "6"),
        )
    )
    assert rows(sheet) == [["Cash", "$10", "$9"], ["Debt", "4", "3"], ["Equity", "6", "6"]]


def test_a_table_with_two_statements() -> None:
    found = grids(
        table(
            tr("", "June 30, 2006", "June 30, 2005"),
            tr("Cash", "10", "9"),
            tr("Debt", "4", "3"),
            tr("<td colspan=3 align=center>STATEMENTS OF INCOME</td>"),
            tr("", "Year ended 2006", "Year ended 2005"),
            tr("Sales", "100", "90"),
            tr("Cost", "60", "50"),
        )
    )
    assert [heads(g) for g in found] == [
        ["June 30, 2006", "June 30, 2005"],
        ["Year ended 2006", "Year ended 2005"],
    ]
    assert [t.text for t in found[1].titles] == ["STATEMENTS OF INCOME"]
    assert [rows(g)[0][0] for g in found] == ["Cash", "Sales"]


def test_a_statement_that_goes_on_in_the_next_table_has_its_heads() -> None:
    first = table(tr("", "2006", "2005"), tr("Cash", "10", "9"), tr("Debt", "4", "3"))
    second = table(tr("Equity", "6", "6"), tr("Total", "10", "9"))
    found = grids(first + "<p>17</p>" + second)
    assert [heads(g) for g in found] == [["2006", "2005"], ["2006", "2005"]]
    assert found[1].quality < found[0].quality


def test_note_marks_in_heads_are_no_figures() -> None:
    sheet = grid(
        table(tr("", "2006", "2005"), tr("", "(unaudited)", "(1)"), tr("Cash", "10", "9"), tr("Debt", "4", "3"))
    )
    assert heads(sheet) == ["2006 (unaudited)", "2005 (1)"]
    assert rows(sheet) == [["Cash", "10", "9"], ["Debt", "4", "3"]]


def test_small_negative_figures_right_of_an_empty_column() -> None:
    sheet = grid(table(tr("", "", "2006", "2005"), tr("", "Sales", "10", "9"), tr("", "Loss", "(1)", "(2)")))
    assert rows(sheet) == [["Sales", "10", "9"], ["Loss", "(1)", "(2)"]]


def test_percent_signs_head_columns_beside_years() -> None:
    sheet = grid(
        table(
            tr("", "<td colspan=2>Three Months Ended</td>", "Change"),
            tr("(in millions)", "2023", "2022", "%"),
            tr("Broadband", "6,377", "6,107", "4.4%"),
            tr("Wireless", "869", "722", "20.4"),
        )
    )
    assert heads(sheet) == ["Three Months Ended 2023", "Three Months Ended 2022", "Change %"]
    assert values(sheet) == [["6377", "6107", "4.4"], ["869", "722", "20.4"]]


def test_numbers_of_notes_in_cells_of_their_own_are_no_column() -> None:
    sheet = grid(
        table(
            tr("", "Derivatives", G, "Total"),
            tr("Balance", "(43)", G, "(133)"),
            tr("Reclassified", "10", "(4)", "83"),
            tr("Other", "5", "(2)", "24"),
        )
    )
    assert heads(sheet) == ["Derivatives", "Total"]
    assert values(sheet) == [["-43", "-133"], ["10", "83"], ["5", "24"]]
    first = sheet.rows[1].cells[0].figure
    assert first is not None and first.marks == ("4",)


def test_small_negative_amounts_under_a_head_of_their_own_stay_a_column() -> None:
    sheet = grid(
        table(
            tr("", "Cost", "Losses", "Value"),
            tr("Bonds", "43", "(4)", "39"),
            tr("Stocks", "10", "(2)", "8"),
        )
    )
    assert heads(sheet) == ["Cost", "Losses", "Value"]
    assert values(sheet) == [["43", "-4", "39"], ["10", "-2", "8"]]
