"""Figures in the words of a row stand under no head: the check compares them with no column."""

from __future__ import annotations

from pathlib import Path

from converter.report.report import Layout
from tests.doccheck.finished import finished

PAGE = """<html><body><p>LARKSPUR INSTRUMENTS, INC.</p><p>CONSOLIDATED BALANCE SHEETS</p><p>(In millions)</p>
<table>
<tr><td></td><td>December 31, 2003</td><td>December 31, 2002</td></tr>
<tr><td>Cash and cash equivalents</td><td>412.5</td><td>389.1</td></tr>
<tr><td>Property and equipment, net</td><td>700.3</td><td>655.0</td></tr>
<tr><td>Total assets</td><td>1,112.8</td><td>1,044.1</td></tr>
<tr><td>Notes payable</td><td>500.0</td><td>450.0</td></tr>
<tr><td>Common stock, $.01 par value; authorized &#8211; 3.5 billion shares; issued &#8211; 1,660.0 million shares</td>
<td>16.6</td><td>16.6</td></tr>
<tr><td>Retained earnings</td><td>596.2</td><td>577.5</td></tr>
<tr><td>Total liabilities and stockholders' equity</td><td>1,112.8</td><td>1,044.1</td></tr>
</table></body></html>"""


def test_a_figure_of_a_label_is_held_against_no_column(tmp_path: Path) -> None:
    source = tmp_path / "larkspur.htm"
    source.write_text(PAGE)
    report = finished(source, Layout.FAITHFUL)
    authorized = [fact for fact in report.report.facts if fact.concept == "us-gaap:CommonStockSharesAuthorized"]
    issued = [fact for fact in report.report.facts if fact.concept == "us-gaap:CommonStockSharesIssued"]
    assert [f"{fact.value:f}" for fact in (*authorized, *issued)] == ["3500000000"] * 2 + ["1660000000"] * 2
    assert [finding.message for finding in report.check()] == []


def test_the_bracket_that_ends_a_remark_is_no_minus(tmp_path: Path) -> None:
    source = tmp_path / "larkspur.htm"
    parted = "Common stock (par value $.01;<br>shares issued: 2003 - 1,660,000,000;<br>2002 - 1,650,000,000)"
    source.write_text(PAGE.replace(PAGE[PAGE.index("Common stock") : PAGE.index("</td>\n<td>16.6")], parted))
    report = finished(source, Layout.FAITHFUL)
    issued = [fact for fact in report.report.facts if fact.concept == "us-gaap:CommonStockSharesIssued"]
    assert [f"{fact.value:f}" for fact in issued] == ["1660000000", "1650000000"]
    assert [finding.message for finding in report.check()] == []
