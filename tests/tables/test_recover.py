"""All parts of a filing give their tables, but for its data schedules."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.reading.read import read_document
from converter.tables.recover import recover_grids

DATA = Path(__file__).parent.parent / "data" / "tables"
SEED = Path(__file__).parents[3] / "shared" / "seeds" / "sonus-2003-10-08-8k.txt"

SUBMISSION = """<SEC-DOCUMENT>0000000001-99-000001.txt
<DOCUMENT>
<TYPE>10-Q
<SEQUENCE>1
<TEXT>
{statement}
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-27
<SEQUENCE>2
<TEXT>
<TABLE> <S> <C>
<CASH>                                         4,100
<TOTAL-ASSETS>                                 8,000
<NET-INCOME>                                     500
</TABLE>
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""


def test_schedules_are_left_out_and_spans_are_of_the_source() -> None:
    data = SUBMISSION.format(statement=(DATA / "unlabelled_totals.txt").read_text()).encode()
    document = read_document(data, "submission.txt")
    (grid,) = recover_grids(document)
    assert grid.part == 0
    cash = next(row for row in grid.rows if row.label.startswith("Cash"))
    assert [document.source.text[cell.span.start : cell.span.end] for cell in cash.cells] == ["$ 4,100", "$ 3,900"]
    assert [document.source.text[span.start : span.end] for span in cash.label_spans] == [
        "Cash and cash equivalents, including",
        "restricted cash",
    ]


@pytest.mark.corpus
def test_seed_gives_its_six_statements() -> None:
    grids = recover_grids(read_document(SEED.read_bytes(), SEED.name))
    assert [len(grid.columns) for grid in grids] == [2, 3, 3, 3, 3, 3]
    assert sum(bool(cell.figure) for grid in grids for row in grid.rows for cell in row.cells) == 319
    assert all(grid.quality > 0.99 for grid in grids)
