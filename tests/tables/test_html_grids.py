"""Figures, labels, rules and layouts of HTML tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from converter.tables.grid import FigureKind, Rule
from tests.tables.html_pages import grid, grids, heads, page, rows, rules, table, tr, values

G = "<td>&nbsp;</td>"  # a spacer


BALANCE_SHEET = (
    "<p align=center><b>BRINDLE PUMP COMPANY</b><br>CONSOLIDATED BALANCE SHEETS<br>(In thousands)</p>"
    + table(
        tr(
            "",
            G,
            "<td colspan=2 align=center><b>June&nbsp;30,<br>2006</b></td>",
            G,
            G,
            "<td colspan=2>December 31,<br>2005</td>",
            G,
        ),
        tr("<b>Assets</b>", G, G, G, G, G, G, G, G),
        tr("<td style='padding-left:10pt'>Cash</td>", G, "$", "1,234", G, G, "$", "987", G),
        tr("<td style='padding-left:10pt'>Other</td>", G, G, "(12", ")", G, G, "&#8212;", G),
        tr("", G, "<td colspan=2><hr></td>", G, G, "<td colspan=2><hr></td>", G),
        tr("<td style='padding-left:20pt'>Total assets</td>", G, "$", "1,222", G, G, "$", "987", G),
        tr("", G, "<td colspan=2><hr><hr></td>", G, G, "<td colspan=2><hr><hr></td>", G),
    )
    + "<p>See accompanying notes.</p>"
)


def test_a_balance_sheet_of_2006() -> None:
    sheet = grid(BALANCE_SHEET)
    assert [t.text for t in sheet.titles] == [
        "BRINDLE PUMP COMPANY",
        "CONSOLIDATED BALANCE SHEETS",
        "(In thousands)",
    ]
    assert heads(sheet) == ["June\xa030, 2006", "December 31, 2005"]
    assert rows(sheet) == [
        ["Assets", "", ""],
        ["Cash", "$1,234", "$987"],
        ["Other", "(12)", "—"],
        ["Total assets", "$1,222", "$987"],
    ]
    assert values(sheet) == [[], ["1234", "987"], ["-12", "0"], ["1222", "987"]]
    assert [row.indent for row in sheet.rows] == [0, 2, 2, 4]
    assert [row.bold for row in sheet.rows] == [True, False, False, False]
    assert rules(sheet)[2:] == [(Rule.NONE, Rule.SINGLE), (Rule.SINGLE, Rule.DOUBLE)]
    assert [note.text for note in sheet.notes] == ["See accompanying notes."]
    assert sheet.quality > 0.9


def test_figures_lead_back_to_the_source() -> None:
    text = page(BALANCE_SHEET).source.text
    sheet = grid(BALANCE_SHEET)
    cash, other = sheet.rows[1], sheet.rows[2]
    first, second = cash.cells[0].figure, other.cells[0].figure
    assert first is not None and second is not None
    assert text[first.digits.start : first.digits.end] == "1,234"
    assert text[first.span.start : first.span.end] == "$</td><td>1,234"
    assert text[second.digits.start : second.digits.end] == "12"
    assert text[second.span.start : second.span.end] == "(12</td><td>)"
    dash = other.cells[1].figure
    assert dash is not None and text[dash.digits.start : dash.digits.end] == "&#8212;"
    assert text[cash.label_spans[0].start : cash.label_spans[0].end] == "Cash"
    assert cash.line == 1


@pytest.mark.parametrize(
    ("cells", "value", "kind"),
    [
        (["$", "1,234", ""], "1234", FigureKind.NUMBER),
        (["$(", "1,234", ")"], "-1234", FigureKind.NUMBER),
        (["$", "(1,234", ")"], "-1234", FigureKind.NUMBER),
        (["", "(1,234)", ""], "-1234", FigureKind.NUMBER),
        (["", "($1,234", ")"], "-1234", FigureKind.NUMBER),
        (["", "61.4", "%"], "61.4", FigureKind.PERCENT),
        (["", "(61.4", ")%"], "-61.4", FigureKind.PERCENT),
        (["", "(.22", ")"], "-0.22", FigureKind.NUMBER),
        (["$", "&#8212;", ""], "0", FigureKind.DASH),
        (["$", "--", ""], "0", FigureKind.DASH),
        (["", "$&nbsp;&nbsp;&nbsp;1,234", ""], "1234", FigureKind.NUMBER),
        (["", "1,234<sup>(1)</sup>", ""], "1234", FigureKind.NUMBER),
        (["", "1,234", "<sup>(1)</sup>"], "1234", FigureKind.NUMBER),
        (["", "1,234", "(a)"], "1234", FigureKind.NUMBER),
        (["", "N/M", ""], None, FigureKind.NOT_MEANINGFUL),
        (["", "<b>1</b>,<i>234</i>", ""], "1234", FigureKind.NUMBER),
    ],
)
def test_signs_in_cells_of_their_own(cells: list[str], value: str | None, kind: FigureKind) -> None:
    sheet = grid(table(tr("Revenue", "", "5,678", ""), tr("Cost", *cells), tr("Income", "", "9,876", "")))
    assert len(sheet.columns) == 1
    (cell,) = sheet.rows[1].cells
    assert cell.figure is not None
    assert cell.figure.kind is kind
    assert cell.figure.value == (None if value is None else Decimal(value))


def test_dashes_side_by_side_stay_apart() -> None:
    sheet = grid(table(tr("Revenue", "1", "2", "3"), tr("Gain", "&#8212;", "&#8212;", "7"), tr("Loss", "-", "-", "-")))
    assert rows(sheet)[1:] == [["Gain", "—", "—", "7"], ["Loss", "-", "-", "-"]]


def test_labels_over_several_rows() -> None:
    sheet = grid(
        table(
            tr("", "2006", "2005"),
            tr("Income before income taxes and", "", ""),
            tr("&nbsp;&nbsp;extraordinary items", "10", "9"),
            tr("Current assets:", "", ""),
            tr("Cash", "5", "4"),
            tr("Cumulative effect of accounting change,", "", ""),
            tr("net of taxes", "1", "2"),
        )
    )
    assert rows(sheet) == [
        ["Income before income taxes and extraordinary items", "10", "9"],
        ["Current assets:", "", ""],
        ["Cash", "5", "4"],
        ["Cumulative effect of accounting change, net of taxes", "1", "2"],
    ]
    assert len(sheet.rows[0].label_spans) == 2


def test_columns_set_with_line_breaks() -> None:
    sheet = grid(table(tr("", "2006", "2005"), tr("Cash<br>Debt<br>Equity", "10<br>4<br>6", "9<br>4<br>5")))
    assert rows(sheet) == [["Cash", "10", "9"], ["Debt", "4", "4"], ["Equity", "6", "5"]]


def test_typed_rules_under_figures() -> None:
    sheet = grid(
        table(
            tr("", "2006<br>----", "2005<br>----"),
            tr("Cash", "10<br>-----", "9<br>-----"),
            tr("Total", "10<br>=====", "9<br>====="),
        )
    )
    assert heads(sheet) == ["2006", "2005"]
    assert rows(sheet) == [["Cash", "10", "9"], ["Total", "10", "9"]]
    assert rules(sheet) == [(Rule.NONE, Rule.SINGLE), (Rule.SINGLE, Rule.DOUBLE)]


@pytest.mark.parametrize(
    ("style", "above", "below"),
    [
        ("border-bottom:1px solid #000000", Rule.NONE, Rule.SINGLE),
        ("border-bottom:2.25pt double black", Rule.NONE, Rule.DOUBLE),
        ("border-top:solid windowtext 1.0pt", Rule.SINGLE, Rule.NONE),
        ("BORDER-BOTTOM: #000000 3px double", Rule.NONE, Rule.DOUBLE),
        ("border-width:0 0 1pt 0; border-style:solid", Rule.NONE, Rule.SINGLE),
        ("border-bottom:none", Rule.NONE, Rule.NONE),
        ("border-bottom:0px solid #000000", Rule.NONE, Rule.NONE),
        ("border-bottom:1px solid #ffffff", Rule.NONE, Rule.NONE),
    ],
)
def test_rules_as_borders(style: str, above: Rule, below: Rule) -> None:
    for cell in (f"<td style='{style}'>10</td>", f"<td><p style='{style}'>10</p></td>"):
        sheet = grid(table(tr("Cash", "5"), tr("Total", cell)))
        assert rules(sheet)[1] == (above, below)


def test_rules_in_rows_of_their_own() -> None:
    rule = "<td><p style='border-top:3px double #000'>&nbsp;</p></td>"
    sheet = grid(table(tr("Cash", "5"), tr("Total", "5"), tr("", rule), tr("Debt", "1")))
    assert rules(sheet) == [(Rule.NONE, Rule.NONE), (Rule.NONE, Rule.DOUBLE), (Rule.DOUBLE, Rule.NONE)]


@pytest.mark.parametrize(
    "label",
    [
        "<td style='padding-left:20px'>Cash</td>",
        "<td><p style='margin-left:2em;text-indent:-0.5em'>Cash</p></td>",
        "<td style='padding:2px 1pt 2px 15pt'>Cash</td>",
        "<td>&nbsp;&nbsp;&nbsp;Cash</td>",
        "<td><div style='margin-left:15pt'><font>Cash</font></div></td>",
    ],
)
def test_indents(label: str) -> None:
    sheet = grid(table(tr("Assets", "1"), tr(label, "5")))
    assert [row.indent for row in sheet.rows] == [0, 3]


def test_a_table_set_row_by_row_in_tables_of_their_own() -> None:
    lines = (("", "2006", "2005"), ("Cash", "$1,234", "$987"), ("Other", "88", "13"), ("Total", "$1,322", "$1,000"))
    sheet = grid("<p>BALANCE SHEETS</p>" + "\n".join(table(tr(*line)) for line in lines))
    assert [t.text for t in sheet.titles] == ["BALANCE SHEETS"]
    assert heads(sheet) == ["2006", "2005"]
    assert rows(sheet) == [["Cash", "$1,234", "$987"], ["Other", "88", "13"], ["Total", "$1,322", "$1,000"]]


def test_tables_of_one_row_with_text_between_stay_apart() -> None:
    lines = (("Cash", "$1,234", "$987"), ("Other", "88", "13"), ("Total", "$1,322", "$1,000"), ("More", "1", "2"))
    assert grids("<p>and so on</p>".join(table(tr(*line)) for line in lines)) != ()
    assert all(len(each.rows) == 1 for each in grids("<p>and so on</p>".join(table(tr(*line)) for line in lines)))


def test_layout_tables_around_tables() -> None:
    inner = table(tr("", "2006", "2005"), tr("Cash", "10", "9"), tr("Debt", "4", "3"))
    sheet = grid(table(tr("BALANCE SHEET"), tr(f"<td>{inner}</td>")))
    assert rows(sheet) == [["Cash", "10", "9"], ["Debt", "4", "3"]]
    assert [t.text for t in sheet.titles] == ["BALANCE SHEET"]


def test_lists_laid_out_as_tables_are_no_grids() -> None:
    assert grids(table(tr("(1)", "The first of the risks."), tr("(2)", "The second."), tr("(3)", "The last."))) == ()
    assert grids(table(tr("&#8226;", "One thing"), tr("&#8226;", "Another"))) == ()
    assert grids(table(tr("&#8212;", "In 2006, 12"), tr("-", "Another"), tr("*", "See 5,000"))) == ()


def test_years_as_labels() -> None:
    sheet = grid(table(tr("Year", "Rent"), tr("2007", "1,234"), tr("2008", "1,100"), tr("Later", "900")))
    assert rows(sheet) == [["2007", "1,234"], ["2008", "1,100"], ["Later", "900"]]
    assert heads(sheet) == ["Rent"]


def test_totals_without_label() -> None:
    sheet = grid(table(tr("", "2006", "2005"), tr("Cash", "10", "9"), tr("Other", "4", "3"), tr("", "14", "12")))
    assert rows(sheet)[-1] == ["", "14", "12"]


def test_preformatted_statements() -> None:
    body = (
        "<p>x</p><pre>\n                BRINDLE PUMP COMPANY\n                   BALANCE SHEET\n\n"
        "                           2006        2005\n                         -------     -------\n"
        "Cash &amp; equivalents     $ 1,234     $   987\nOther                        200         100\n"
        "                         -------     -------\n   Total                 $ 1,434     $ 1,087\n"
        "                         =======     =======\n</pre>"
    )
    sheet = grid(body)
    assert [row.label for row in sheet.rows] == ["Cash & equivalents", "Other", "Total"]
    assert values(sheet) == [["1234", "987"], ["200", "100"], ["1434", "1087"]]
    document = page(body)
    figure = sheet.rows[0].cells[0].figure
    assert figure is not None
    assert document.source.text[figure.digits.start : figure.digits.end] == "1,234"
    assert sheet.rows[0].line == document.source.position(figure.digits.start)[0]


def test_hidden_rows_are_not_read() -> None:
    sheet = grid(table(tr("Cash", "10"), "<tr style='display:none'><td>Secret</td><td>5</td></tr>", tr("Debt", "4")))
    assert rows(sheet) == [["Cash", "10"], ["Debt", "4"]]


def test_dot_leaders_are_no_part_of_the_label() -> None:
    sheet = grid(table(tr("Cash . . . . . . $", "10"), tr("Brindle Inc.", "4"), tr("Other....", "3")))
    assert rows(sheet) == [["Cash", "10"], ["Brindle Inc.", "4"], ["Other", "3"]]


def test_headings_across_the_columns_of_figures() -> None:
    sheet = grid(
        table(
            tr("", "2006", "2005"),
            tr("Sales", "10", "9"),
            tr("", "<td colspan=2>Free cash flow</td>"),
            tr("From operations", "4", "3"),
        )
    )
    assert rows(sheet) == [["Sales", "10", "9"], ["Free cash flow", "", ""], ["From operations", "4", "3"]]


LINES = (
    "BALANCE SHEET",
    "",
    "                           2006        2005",
    "Cash and equivalents     $ 1,234     $   987",
    "Receivables                  300         200",
    "Other                        200         100",
    "   Total                 $ 1,734     $ 1,287",
)


def test_statements_aligned_by_no_break_spaces() -> None:
    lines = [line.replace(" ", "&nbsp;") for line in LINES]
    for body in ("<tt>" + "<br>".join(lines) + "</tt>", "".join(f"<p><tt>{line}</tt></p>" for line in lines)):
        sheet = grid(f"<p>Some words.</p><p>{body}</p><p>More words.</p>")
        assert [row.label for row in sheet.rows] == ["Cash and equivalents", "Receivables", "Other", "Total"]
        assert values(sheet)[-1] == ["1734", "1287"]
        figure = sheet.rows[0].cells[0].figure
        assert figure is not None
        assert page(f"<p>Some words.</p><p>{body}</p>").source.text[figure.digits.start : figure.digits.end] == "1,234"


def test_preformatted_statements_in_layout_tables() -> None:
    sheet = grid("<table><tr><td><pre>" + "\n".join(LINES) + "</pre></td></tr></table>")
    assert [row.label for row in sheet.rows] == ["Cash and equivalents", "Receivables", "Other", "Total"]


def test_a_label_in_capitals_over_two_rows() -> None:
    sheet = grid(table(tr("EARNINGS BEFORE CHANGE", ""), tr("IN ACCOUNTING", "10"), tr("OTHER", "4"), tr("", "14")))
    assert rows(sheet) == [["EARNINGS BEFORE CHANGE IN ACCOUNTING", "10"], ["OTHER", "4"], ["", "14"]]
