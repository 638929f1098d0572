from __future__ import annotations

import pytest

from converter.reading.blocks import BlockKind, blocks
from converter.reading.flow import Flow, flow_of, joined, preformatted
from tests.reading.test_html_tree import tree


def flow(page: str) -> Flow:
    return flow_of(tree(page))


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>  Net\n   income </p>", "Net income"),
        ("<p>Net<b> income</b><br>per share</p>", "Net income\nper share"),
        ("<p>a</p><p>b</p>c", "a\nb\nc"),
        ("<p>a&nbsp;&nbsp;b</p>", "a\xa0\xa0b"),
        ("<table><tr><td>Cash</td><td>1,234</td></tr><tr><td>Debt</td></tr></table>", "Cash 1,234\nDebt"),
        ("<p>a<pre>b\n  c</pre></p>", "a\nb\n  c"),
    ],
)
def test_text_as_it_is_seen(page: str, text: str) -> None:
    assert flow(page).text.replace(" \n", "\n") == text


def test_spans_lead_back_to_the_source() -> None:
    page = "<p><b>$</b>&nbsp;<i>1,234</i> &amp; more</p>"
    seen = flow(page)
    assert seen.text == "$\xa01,234 & more"

    def source(part: str) -> str:
        start = seen.text.index(part)
        span = seen.span(start, start + len(part))
        return page[span.start : span.end]

    assert source("$") == "$"
    assert source("1,234") == "1,234"
    assert source("& more") == "&amp; more"
    assert source("$\xa01,234") == "$</b>&nbsp;<i>1,234"


def test_lines_and_parts() -> None:
    page = "<p> one <br> two&nbsp; </p>"
    lines = flow(page).lines()
    assert [line.text for line in lines] == ["one", "two"]
    assert [page[line.whole.start : line.whole.end] for line in lines] == ["one", "two"]


def test_joined_flows() -> None:
    page = "<p>(1,234</p><p>)</p>"
    both = joined(flow(page).lines(), "")
    assert both.text == "(1,234)"
    assert page[both.span(6, 7).start : both.span(6, 7).end] == ")"
    assert page[both.span(1, 6).start : both.span(1, 6).end] == "1,234"


def test_preformatted_text_is_kept() -> None:
    page = "<pre>Cash    1,234\n<b>Debt</b>    &lt;5&gt;\n</pre>"
    seen = preformatted(tree(page))
    assert seen.text == "Cash    1,234\nDebt    <5>\n"
    at = seen.text.index("<5>")
    assert page[seen.span(at, at + 3).start : seen.span(at, at + 3).end] == "&lt;5&gt;"


def test_the_page_in_blocks() -> None:
    page = (
        "<div>BRINDLE PUMP CO<br>BALANCE SHEET</div><table><tr><td>a</td></tr></table>"
        "<p style='page-break-before:always'>next</p><pre>x</pre><table><tr><td>b</td><td>c</td></tr></table>"
    )
    found = blocks(tree(page), lambda table: "a" in flow_of(table).text)
    assert [(block.kind, block.flow.text) for block in found] == [
        (BlockKind.TEXT, "BRINDLE PUMP CO\nBALANCE SHEET"),
        (BlockKind.TABLE, ""),
        (BlockKind.PAGE_BREAK, ""),
        (BlockKind.TEXT, "next"),
        (BlockKind.PREFORMATTED, ""),
        (BlockKind.TEXT, "b c"),
    ]
