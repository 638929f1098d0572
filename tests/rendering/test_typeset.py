"""What the typeset layout makes of the lines of a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from converter.findings import Span
from converter.reading.document import Part, PartKind
from converter.rendering.body import body
from converter.rendering.typeset import _CENTRED, _HEADING, _LINES, _PARAGRAPH, _PRINTED, _style
from converter.report.build import build_report
from converter.report.report import Layout
from tests.report.pages import BALANCE, TEXT, document, mapped

RUNNING = """\
The mills run on water in spring and on coal for the rest of the year; both are
to be had within a day's journey of each of them, at prices that have not moved
since the war."""
LIST = """\
Spinning of cotton
Weaving of linen and of mixed cloth for export
Dyeing"""


@pytest.mark.parametrize(
    ("block", "style"),
    [
        (RUNNING, _PARAGRAPH),
        ("One line alone.", _PARAGRAPH),
        (LIST, _LINES),
        ("              NOTES TO THE STATEMENTS", _HEADING),
        ("              Salisbury, North Carolina", _CENTRED),
        ("Cotton            12      14\nLinen              3       4", _PRINTED),
    ],
)
def test_styles_of_blocks(block: str, style: str) -> None:
    assert _style(block) == style


HEADER = "<SEC-HEADER>\nCONFORMED SUBMISSION TYPE: 8-K\n" + "STREET 1: 12 MILL RACE\n" * 16 + "</SEC-HEADER>\n"


def page(header: str) -> str:
    text = header + TEXT
    parts = (Part("8-K", PartKind.TEXT, Span(len(header), len(text))),)
    return body(build_report(replace(document(text), parts=parts), mapped(text, (BALANCE,))), Layout.TYPESET)


def test_the_header_of_a_submission_is_set_apart() -> None:
    header, _, rest = page(HEADER).partition("</div>")
    assert "CONFORMED SUBMISSION TYPE" in header and "column-width" in header
    assert "CONFORMED SUBMISSION TYPE" not in rest and "CONSOLIDATED BALANCE SHEETS" in rest


def test_a_page_without_a_header_begins_with_its_text() -> None:
    assert "column-width" not in page("")
