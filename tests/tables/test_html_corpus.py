"""Every filing of the shared corpus is read; where a submission has a header, it agrees with the index."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from converter.reading.document import PartKind
from converter.reading.read import read_document
from converter.tables.html import html_grids


@pytest.mark.corpus
def test_html_filings_give_grids(shared: Path) -> None:
    poor = []
    for file in sorted((shared / "corpus" / "html").iterdir())[::6]:
        document = read_document(file.read_bytes(), file.name)
        found = [html_grids(document, i) for i, part in enumerate(document.parts) if part.kind is PartKind.HTML]
        if any(part.kind is PartKind.HTML for part in document.parts) and not any(found):
            poor.append(file.name)
    assert len(poor) <= 1, poor


@pytest.mark.corpus
def test_headers_agree_with_the_index(shared: Path) -> None:
    corpus = shared / "corpus"
    with (corpus / "index.csv").open(newline="") as lines:
        listed = [row for row in csv.DictReader(lines) if row["kind"] == "text" and row["period"]]
    for row in listed[::10]:
        header = read_document((corpus / row["file"]).read_bytes(), row["file"]).header
        if header is not None:
            assert header.period is not None and header.period.strftime("%Y%m%d") == row["period"]
            assert header.form == row["form"]
            assert all(registrant.cik and len(registrant.cik) == 10 for registrant in header.registrants)
