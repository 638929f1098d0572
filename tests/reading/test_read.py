from __future__ import annotations

import hashlib

import pytest

from converter.errors import SourceTooLarge
from converter.findings import Severity
from converter.reading.document import PartKind
from converter.reading.read import read_document
from converter.reading.settings import ReadingSettings
from tests.reading.submissions import DOCUMENTS, ENVELOPE, HEADER, SUBMISSION


def test_a_submission_is_taken_apart() -> None:
    document = read_document(SUBMISSION.encode(), "brindle.txt")
    assert [(p.type, p.kind, p.sequence) for p in document.parts] == [
        ("10-Q", PartKind.TEXT, 1),
        ("EX-27", PartKind.TEXT, 2),
        ("GRAPHIC", PartKind.BINARY, 3),
    ]
    assert [p.is_schedule for p in document.parts] == [False, True, False]
    assert document.parts[0].description == "QUARTERLY REPORT"
    assert document.header is not None and document.header.form == "10-Q"
    text = document.source.text
    first, second, third = (text[p.span.start : p.span.end] for p in document.parts)
    assert first.lstrip().startswith("FORM 10-Q") and first.endswith("$ 1,100\n")
    assert second.strip().startswith("<ARTICLE>")
    assert third.strip().startswith("begin 644")


def test_the_skipped_part_is_reported_with_its_place() -> None:
    document = read_document(SUBMISSION.encode(), "brindle.txt")
    (finding,) = document.findings
    assert (finding.code, finding.severity) == ("ix.reading.skipped-part", Severity.INFO)
    assert "logo.gif" in finding.message
    assert finding.location.line == 1 + SUBMISSION[: SUBMISSION.index("\nbegin 644")].count("\n")


def test_the_source_is_kept_as_it_is() -> None:
    data = SUBMISSION.replace("\n", "\r\n").encode()
    source = read_document(data, "brindle.txt").source
    assert source.text.encode() == data
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns(end: str) -> None:
    source = read_document(end.join(["one", "two", "three"]).encode(), "x").source
    assert source.line_starts == (0, 3 + len(end), 6 + 2 * len(end))
    assert source.position(source.text.index("two") + 1) == (2, 2)


@pytest.mark.parametrize(
    ("cover", "form"),
    [
        ("            FORM 10-K\n  Annual report", "10-K"),
        ("Form 8-K/A\n", "8-K/A"),
        ("FORM 10Q", "10-Q"),
        ("FORM 10-K405", "10-K405"),
        ("<html><body><p>FORM&nbsp;<b>10-Q</b></p><p>x</p><p>x</p></body></html>", "10-Q"),
        ("Brindle Pump reports record earnings", ""),
    ],
)
def test_a_file_without_wrapper_is_one_part(cover: str, form: str) -> None:
    (part,) = read_document(cover.encode(), "x").parts
    assert part.type == form
    assert (part.span.start, part.span.end) == (0, len(cover))


def test_an_envelope_without_documents() -> None:
    text = ENVELOPE + "Cash  1,234\n" + "-----END PRIVACY-ENHANCED MESSAGE-----\n"
    (part,) = read_document(text.encode(), "x").parts
    assert text[part.span.start : part.span.end] == "Cash  1,234\n"


def test_a_submission_cut_short_is_read_as_far_as_it_goes() -> None:
    text = HEADER + DOCUMENTS[: DOCUMENTS.index("$ 1,100")]
    (part,) = read_document(text.encode(), "x").parts
    assert part.type == "10-Q" and "1,234" in text[part.span.start : part.span.end]


def test_lower_case_wrappers() -> None:
    wrapper = "<html><body><document>\n<type>EX-99.1\n<sequence>2\n<text>\n"
    text = wrapper + "<p>a</p><p>b</p><p>c</p><p>d</p>\n</text></document>"
    (part,) = read_document(text.encode(), "x").parts
    assert (part.type, part.kind, part.sequence) == ("EX-99.1", PartKind.HTML, 2)


def test_a_submission_that_stands_twice_is_read_once() -> None:
    twice = SUBMISSION + SUBMISSION.replace("\n", "\r\n")
    document = read_document(twice.encode(), "x")
    kinds = [p.kind for p in document.parts]
    assert kinds == [PartKind.TEXT, PartKind.TEXT, *[PartKind.BINARY] * 4]
    assert sum(f.code == "ix.reading.repeated-part" for f in document.findings) == 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<html><body><table><tr><td>Cash</td><td>1</td></tr></table></body></html>", PartKind.HTML),
        ("<HTML><BODY><PRE>\n" + "Cash   1,234\n" * 99 + "</PRE></BODY></HTML>", PartKind.HTML),
        ("<html><body><div>\n" + "Cash   1,234\n" * 99 + "</div></body></html>", PartKind.TEXT),
        ("<TABLE>\n<CAPTION>\n<S>   <C>\n" + "Cash   1,234\n" * 99 + "</TABLE>", PartKind.TEXT),
        ("<P align=left>Title\n" + "Cash   1,234\n" * 99, PartKind.TEXT),
    ],
)
def test_html_or_text(text: str, kind: PartKind) -> None:
    (part,) = read_document(text.encode(), "x").parts
    assert part.kind is kind
    assert (part.root is None) == (kind is PartKind.TEXT)


def test_scanned_pages_are_reported() -> None:
    page = "<html><body>" + "<p><img src='p1.jpg'></p>" * 5 + "</body></html>"
    document = read_document(page.encode(), "x")
    assert [(f.code, f.severity) for f in document.findings] == [("ix.reading.scanned-pages", Severity.WARNING)]


def test_a_page_that_is_tagged_already_is_reported_and_read() -> None:
    page = (
        "<html xmlns='http://www.w3.org/1999/xhtml'><body><div style='display:none'><ix:header><ix:hidden>"
        "<ix:nonNumeric name='dei:DocumentType'>10-K</ix:nonNumeric></ix:hidden></ix:header></div>"
        "<p>Cash <ix:nonFraction name='us-gaap:Cash'>1,234</ix:nonFraction></p></body></html>"
    )
    document = read_document(page.encode(), "x")
    assert [f.code for f in document.findings] == ["ix.reading.already-tagged"]
    root = document.parts[0].root
    assert root is not None
    assert "".join(node.text for node in root.texts()) == "Cash 1,234"


def test_the_size_limit() -> None:
    with pytest.raises(SourceTooLarge, match="at most 0 MB"):
        read_document(b"Cash", "x", ReadingSettings(max_bytes=3))
