"""Every layout that was learnt from filings: `tests/data/tables/NAME.txt` reads as `NAME.outline`."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.findings import Span
from converter.tables.outline import outline
from converter.tables.text import text_grids

DATA = Path(__file__).parent.parent / "data" / "tables"
LAYOUTS = sorted(DATA.glob("*.txt"))


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_layout(path: Path) -> None:
    grids = text_grids(path.read_bytes().decode(), part=0)
    assert [line for grid in grids for line in outline(grid)] == path.with_suffix(".outline").read_text().splitlines()


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_spans_give_back_what_is_printed(path: Path) -> None:
    text = path.read_bytes().decode()
    for grid in text_grids(text, part=0):
        assert 0 <= grid.span.start < grid.span.end <= len(text)
        for title in grid.titles:
            assert " ".join(text[title.span.start : title.span.end].split()) == title.text
        for column in grid.columns:
            for head in column.heads:
                assert text[head.span.start : head.span.end] == head.text
        for row in grid.rows:
            for cell in row.cells:
                assert text[cell.span.start : cell.span.end] == cell.text
                if cell.figure is not None:
                    digits = text[cell.figure.digits.start : cell.figure.digits.end]
                    assert digits in cell.text
                assert cell.span in row.span
            for span in row.label_spans:
                piece = " ".join(text[span.start : span.end].split())
                assert piece.rstrip("-").split("<")[0].strip() in row.label


def test_offsets_are_added() -> None:
    text = (DATA / "two_statements.txt").read_text()
    here, there = text_grids(text, 0), text_grids(text, 0, place=1000)
    assert there[1].rows[2].cells[0].span == Span(
        here[1].rows[2].cells[0].span.start + 1000, here[1].rows[2].cells[0].span.end + 1000
    )


def test_spans_go_through_a_mapping() -> None:
    text = (DATA / "two_panels.txt").read_text()
    doubled = text_grids(text, 0, place=lambda start, end: Span(2 * start, 2 * end))
    plain = text_grids(text, 0)
    assert doubled[1].rows[1].label_spans[0].start == 2 * plain[1].rows[1].label_spans[0].start


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_any_kind(end: str) -> None:
    text = (DATA / "caption_markers.txt").read_text()
    expected = [line for grid in text_grids(text, 0) for line in outline(grid)]
    assert [line for grid in text_grids(text.replace("\n", end), 0) for line in outline(grid)] == expected
