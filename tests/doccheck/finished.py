"""Finished reports of the example filings, made by the whole program, and what a record of them says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from converter.doccheck.check import check_report
from converter.exporting.record import record
from converter.findings import Finding
from converter.mapping.engine import Filing, map_statements
from converter.reading.read import read_document
from converter.rendering.render import render
from converter.report.build import build_report
from converter.report.report import Layout, Report
from converter.statements.recognise import recognise
from converter.tables.recover import recover_grids
from converter.taxonomies.taxonomy import load


@dataclass(frozen=True)
class Finished:
    report: Report
    files: dict[str, bytes]
    source: str
    record: dict[str, Any]

    @property
    def page(self) -> str:
        return next(name for name in self.files if name.endswith(".htm"))

    def check(self, html: bytes | None = None, with_record: bool = True) -> list[Finding]:
        files = self.files if html is None else {**self.files, self.page: html}
        return list(check_report(files, self.source, self.record if with_record else None))

    def changed(self, old: str, new: str) -> bytes:
        html = self.files[self.page].decode("ascii")
        assert html.count(old) == 1, (old, html.count(old))
        return html.replace(old, new).encode("ascii")


@cache
def finished(path: Path, layout: Layout) -> Finished:
    document = read_document(path.read_bytes(), path.name)
    statements = recognise(document, recover_grids(document))
    mapped = map_statements(statements, Filing(cik=None, sic=None, year=2003), load())
    report = build_report(document, mapped)
    return Finished(report, dict(render(report, layout)), document.source.text, dict(record(report)))
