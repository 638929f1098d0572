"""A figure that an independent reading disputes stays text and is reported; the rest of the report is as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.doccheck.check import check_report
from converter.exporting.record import record
from converter.findings import Span
from converter.mapping.engine import Filing, map_statements
from converter.mapping.mapping import MappedStatement
from converter.reading.document import Document
from converter.reading.read import read_document
from converter.rendering.render import render
from converter.report.build import build_report
from converter.report.options import ReportOptions
from converter.report.report import Layout
from converter.statements.recognise import recognise
from converter.tables.recover import recover_grids
from converter.taxonomies.taxonomy import load


@pytest.fixture(scope="module")
def filing(examples: Path) -> tuple[Document, tuple[MappedStatement, ...]]:
    path = examples / "1999-10q-submission.txt"
    document = read_document(path.read_bytes(), path.name)
    statements = recognise(document, recover_grids(document))
    return document, map_statements(statements, Filing(cik="987654", year=1999), load())


def test_a_withheld_figure_is_text_and_a_finding(filing: tuple[Document, tuple[MappedStatement, ...]]) -> None:
    document, mapped = filing
    start = document.source.text.index("18,744")
    span = Span(start, start + len("18,744"))
    whole = build_report(document, mapped)
    report = build_report(document, mapped, ReportOptions(withheld=((span, "the page says otherwise"),)))
    assert {f.span for f in whole.facts} - {f.span for f in report.facts} == {span}
    (finding,) = [f for f in report.findings if f.code == "ix.report.withheld"]
    assert finding.location.span == span and "the page says otherwise" in finding.message
    files = render(report, Layout.FAITHFUL)
    assert not check_report(files, document.source.text, record(report))


def test_a_withheld_prose_figure_is_text_too(filing: tuple[Document, tuple[MappedStatement, ...]]) -> None:
    document, mapped = filing
    start = document.source.text.index("31.2 million")
    span = Span(start, start + len("31.2"))
    assert span in {f.span for f in build_report(document, mapped).facts}
    assert span not in {f.span for f in build_report(document, mapped, ReportOptions(withheld=((span, "?"),))).facts}
