"""Typeset."""

from __future__ import annotations

from converter.findings import Span
from converter.rendering.plain import write_plain
from converter.rendering.tagging import Marks, Writer
from converter.report.report import Report


def write_typeset(report: Report, region: Span, marks: Marks, writer: Writer) -> None:
    write_plain(report.document.source.text, region, marks, writer)
