"""The visible part of the inline document: every part of the source in order, in one of the two layouts."""

from __future__ import annotations

from converter.findings import Span
from converter.reading.document import PartKind
from converter.rendering.hypertext import Hypertext
from converter.rendering.plain import write_plain
from converter.rendering.tagging import Marks, Writer
from converter.rendering.typeset import write_between, write_typeset
from converter.report.report import Layout, Report

_OMITTED = (
    '<div style="margin:1em 0;color:#666;font:italic 14px/1.4 Georgia,serif">'
    "[A binary document of the submission is not shown.]</div>"
)


def body(report: Report, layout: Layout) -> str:
    """XHTML of everything that the source shows; what stands between its documents (SGML tags) is text."""
    text = report.document.source.text
    marks = Marks.of(report.facts)
    writer = Writer()
    at = 0
    for number, part in enumerate(report.document.parts, 1):
        _write_gap(report, layout, Span(at, max(at, part.span.start)), marks, writer)
        if part.kind is PartKind.HTML and part.root is not None:
            Hypertext(marks, writer, number).write(part.root)
        elif part.kind is PartKind.BINARY:
            writer.write(_OMITTED)
        else:
            _write_text(report, layout, part.span, marks, writer)
        at = max(at, part.span.end)
    _write_gap(report, layout, Span(at, len(text)), marks, writer)
    return writer.text()


def _write_gap(report: Report, layout: Layout, region: Span, marks: Marks, writer: Writer) -> None:
    """What stands before, between and after the documents of a submission."""
    if layout is Layout.TYPESET and report.document.header is not None:
        write_between(report.document.source.text, region, marks, writer)
    else:
        _write_text(report, layout, region, marks, writer)


def _write_text(report: Report, layout: Layout, region: Span, marks: Marks, writer: Writer) -> None:
    if region.start >= region.end:
        return
    if layout is Layout.TYPESET:
        write_typeset(report, region, marks, writer)
    else:
        write_plain(report.document.source.text, region, marks, writer)
