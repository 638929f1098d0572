"""The drawn page holds the source's own lines, marked, and says what the statement made of them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from converter.commands.tables import command
from converter.drawing.page import page
from converter.drawing.sheet import sheets
from converter.reading.read import read_document
from converter.statements.recognise import recognise
from converter.tables.recover import recover_grids

DATA = Path(__file__).parent.parent / "data" / "tables"
HTML = b"""<html><body><p>BALANCE SHEETS</p><table>
<tr><td></td><td>1999</td><td>1998</td></tr>
<tr><td>Cash</td><td>100</td><td>90</td></tr>
<tr><td>Total assets</td><td>100</td><td>90</td></tr></table></body></html>"""


def drawn(data: bytes) -> str:
    document = read_document(data, "filing.txt")
    grids = recover_grids(document)
    return page(document, grids, recognise(document, grids))


@pytest.mark.parametrize("name", ["unlabelled_totals", "caption_markers", "middle_labels", "two_panels", "page_break"])
def test_each_line_of_the_source_is_kept(name: str) -> None:
    data = (DATA / f"{name}.txt").read_bytes()
    shown = unescape(re.sub(r"<[^>]*>", "", re.sub(r'<span class="[nr]">.*?</span>', "", drawn(data))))
    document = read_document(data, "filing.txt")
    for grid in recover_grids(document):
        for row in grid.rows:
            for line in data.decode()[row.span.start : row.span.end].splitlines():
                assert line.strip() in shown


def test_statement_is_described() -> None:
    shown = drawn((DATA / "unlabelled_totals.txt").read_bytes())
    assert "2001-03-31" in shown
    assert "checks hold" in shown
    assert 'class="figure c1"' in shown


def test_markup_in_the_source_is_escaped() -> None:
    data = (DATA / "unlabelled_totals.txt").read_bytes().replace(b"Retained earnings", b"<b onclick=x>Retained")
    assert "<b onclick" not in drawn(data)


def test_html_grid_is_shown_as_cells() -> None:
    document = read_document(HTML, "filing.htm")
    grids = recover_grids(document)
    assert len(grids) == 1
    (sheet,) = sheets(document, grids, recognise(document, grids))
    assert "".join(piece.text for piece in sheet.lines[-1].pieces).split() == ["Total", "assets", "100", "90"]


def test_command_prints_an_outline() -> None:
    result = CliRunner().invoke(command, [str(DATA / "unlabelled_totals.txt")])
    assert result.exit_code == 0, result.output
    assert "title   MERIDIAN HARDWARE, INC." in result.output
    assert "is      s1 balance, x10^3" in result.output


def test_command_writes_a_page(tmp_path: Path) -> None:
    target = tmp_path / "tables.html"
    result = CliRunner().invoke(command, [str(DATA / "unlabelled_totals.txt"), "-o", str(target), "--statements"])
    assert result.exit_code == 0, result.output
    assert target.read_text().startswith("<!DOCTYPE html>")
