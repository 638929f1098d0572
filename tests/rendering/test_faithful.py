"""The faithful layout shows the source's text, character for character."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from converter.findings import Span
from converter.mapping.mapping import Decision, MappedStatement, Mapping
from converter.reading.read import read_document
from converter.rendering.environment import xml_text
from converter.rendering.plain import write_plain
from converter.rendering.render import render
from converter.rendering.tagging import Mark, Marks, Writer
from converter.report.build import build_report
from converter.report.report import Fact, FactOrigin, Layout, Report
from converter.statements.recognise import recognise
from converter.statements.statement import Period
from converter.tables.recover import recover_grids
from tests.rendering.seen import lines, tagged, visible_text
from tests.report.pages import BALANCE, TEXT, mapped
from tests.report.pages import document as source_of
from tests.report.pages import example as page_example


def document(report: Report, layout: Layout = Layout.FAITHFUL) -> bytes:
    files = render(report, layout)
    return next(data for name, data in files.items() if name.endswith(".htm"))


def converted(path: Path) -> Report:
    """With every row as an element of the filing's own: which concepts a report names does not matter here."""
    source = read_document(path.read_bytes(), path.name)
    mapped = tuple(
        MappedStatement(s, tuple(Mapping(item.index, Decision.EXTENSION, None, 1.0) for item in s.items))
        for s in recognise(source, recover_grids(source))
    )
    return build_report(source, mapped)


def test_visible_text_is_the_source() -> None:
    assert lines(visible_text(document(build_report(*page_example())))) == lines(TEXT)


@pytest.mark.parametrize("name", ["2003-8k-earnings.txt", "1999-10q-submission.txt"])
def test_nothing_of_an_example_is_lost(examples: Path, name: str) -> None:
    report = converted(examples / name)
    assert lines(visible_text(document(report))) == lines(report.document.source.text)


@pytest.mark.corpus
@pytest.mark.parametrize("pattern", ["seeds/sonus*.txt", "corpus/text/1001258*.txt", "corpus/text/trion*.txt"])
def test_nothing_of_a_real_filing_is_lost(shared: Path, pattern: str) -> None:
    report = converted(next(shared.glob(pattern)))
    assert lines(visible_text(document(report))) == lines(report.document.source.text)


def test_both_layouts_hold_the_same_facts() -> None:
    report = build_report(*page_example())
    assert tagged(document(report)) == tagged(document(report, Layout.TYPESET))
    assert len(tagged(document(report))) == len(report.facts)


@pytest.mark.parametrize("name", ["2003-8k-earnings.txt", "1999-10q-submission.txt", "2006-ex99-earnings.htm"])
def test_both_layouts_of_an_example_hold_the_same_facts(examples: Path, name: str) -> None:
    report = converted(examples / name)
    plain = [(concept, context) for concept, context, _ in tagged(document(report))]
    assert plain == [(concept, context) for concept, context, _ in tagged(document(report, Layout.TYPESET))]
    assert len(plain) == len(report.facts)


@pytest.mark.parametrize("name", ["2003-8k-earnings.txt", "1999-10q-submission.txt"])
def test_every_word_of_an_example_stands_in_the_typeset_page(examples: Path, name: str) -> None:
    report = converted(examples / name)
    shown = set("".join(c if c.isalnum() else " " for c in visible_text(document(report, Layout.TYPESET))).split())
    markup = {"TABLE", "CAPTION", "S", "C", "PAGE"}
    wanted = set("".join(c if c.isalnum() else " " for c in report.document.source.text).split())
    assert wanted - shown - markup == set()


def test_figures_of_a_label_are_tagged_in_both_layouts() -> None:
    text = TEXT.replace("Common stock                    ", "Common stock, $.01 par value    ")
    line = replace(BALANCE.lines[7], label="Common stock, $.01 par value")
    page = replace(BALANCE, lines=(*BALANCE.lines[:7], line, *BALANCE.lines[8:]))
    report = build_report(source_of(text), mapped(text, (page,)))
    par = [fact for fact in report.facts if fact.concept.endswith("ParOrStatedValuePerShare")]
    assert [fact.value for fact in par] == [Decimal("0.01")] * 2  # one figure, stated for both dates
    assert tagged(document(report)) == tagged(document(report, Layout.TYPESET))
    assert b"<table" in document(report, Layout.TYPESET)


def _fact(identifier: str, span: Span, escape: bool, unit: str | None) -> Fact:
    return Fact(identifier, "us-gaap:X", "c", "x", span, FactOrigin.NOTE, unit=unit, escape=escape)


@given(
    st.text(alphabet="ab \n\r\t<&>\x0c\u2014", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.booleans()), max_size=4),
)
@example("\r\n", [(0, 1, False)])
@settings(deadline=None)
def test_no_tagging_loses_or_adds_a_character(text: str, spans: list[tuple[int, int, bool]]) -> None:
    """Whatever is tagged, nested as it may be: taking the markup away gives the text back."""
    marks: list[Mark] = []
    for i, (a, b, escape) in enumerate(sorted(spans, key=lambda s: (min(s[:2]), -max(s[:2])))):
        span = Span(min(a, b, len(text)), min(max(a, b), len(text)))
        if all(span.start >= m.span.end or (span in m.span and (m.fact.escape or not escape)) for m in marks):
            marks.append(Mark(span, _fact(f"f{i}", span, escape, None)))
    writer = Writer()
    write_plain(text, Span(0, len(text)), Marks(marks), writer)
    shown = writer.text()
    bare = "".join(piece.partition(">")[2] for piece in ("x>" + shown).split("<"))
    bare = bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert bare == xml_text(text)


def test_a_text_block_of_whole_lines_is_wrapped_as_a_block() -> None:
    text = "before\nNOTE 1\nof two lines\nafter\n"
    start = text.index("NOTE")
    span = Span(start, text.index("after"))
    writer = Writer()
    write_plain(text, Span(0, len(text)), Marks([Mark(span, _fact("f1", span, True, None))]), writer)
    block = writer.text()
    assert block.count("<ix:nonNumeric") == 1
    assert ">NOTE 1\nof two lines\n</div></ix:nonNumeric>" in block


def test_a_fact_in_pieces_is_continued() -> None:
    """Inline XBRL 1.1 §4: the first piece and each further one name the next."""
    text = "one two three"
    fact = Fact("f-1", "dei:X", "c", "one three", Span(0, 3), FactOrigin.COVER, continuations=(Span(4, 7), Span(8, 13)))
    writer = Writer()
    write_plain(text, Span(0, len(text)), Marks.of((fact,)), writer)
    shown = writer.text()
    assert 'continuedAt="f-1-1">one</ix:nonNumeric>' in shown
    assert '<ix:continuation id="f-1-1" continuedAt="f-1-2">two</ix:continuation>' in shown
    assert '<ix:continuation id="f-1-2">three</ix:continuation>' in shown


def test_the_period_of_a_context_is_as_printed() -> None:
    assert str(Period(date(2003, 9, 30), date(2003, 7, 1))) == "2003-07-01/2003-09-30"
