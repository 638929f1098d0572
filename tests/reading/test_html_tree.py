from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converter.findings import Span
from converter.reading.document import Element, TextNode
from converter.reading.html import parse_html
from converter.reading.settings import DEFAULT


def tree(page: str, escaped_dashes: bool = False) -> Element:
    return parse_html(page, Span(0, len(page)), DEFAULT, escaped_dashes)


def texts(page: str) -> list[str]:
    return [node.text for node in tree(page).texts()]


def test_each_character_knows_its_place() -> None:
    page = "<p>Profit &amp; loss&nbsp;<b>1,234</b></p>"
    nodes = list(tree(page).texts())
    assert [node.text for node in nodes] == ["Profit & loss\xa0", "1,234"]
    first, second = nodes
    assert page[first.offset(7) : first.offset(8)] == "&amp;"
    assert page[first.offset(13) : first.offset(14)] == "&nbsp;"
    assert page[slice(*_ends(second.span(0, 5)))] == "1,234"
    assert page[slice(*_ends(first.span(7, 13)))] == "&amp; loss"


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>a<!-- b --> c<script>d</script><style>e</style></p><title>f</title>", ["a", " c"]),
        ("<p>a</p><!-- never closed <p>b</p>", ["a", "b"]),
        ("<p>a<script>never closed <b>b</b>", ["a", "never closed ", "b"]),
        ("1 < 2 <p>a</p>", ["1 < 2 ", "a"]),
        ("AT&T R&D &copy2003 &#8212; &#150; &bogus;", ["AT&T R&D ©2003 — – &bogus;"]),
        ("<table>stray<tr><td>cell</td></tr></table>", ["stray", "cell"]),
        ("<p>a</p><a name=x title='>'>b</a>", ["a", "b"]),
        ('<p title="never closed>a</p>b', ["a", "b"]),
        ("<p>a</p><b", ["a", "<b"]),
        ("<xmp>a < b &amp;</xmp>", ["a < b &amp;"]),
        ("<b>Total</b> <i>assets</i>", ["Total", " ", "assets"]),
        ("<pre>\n a\n\n<b>b</b>\n </pre>", ["\n a\n\n", "b", "\n "]),
        ("<div style='DISPLAY: none'>a</div><p hidden>b</p><p>c</p>", ["c"]),
        ("<td>a</td><tr>b</tr>c", ["a", "b", "c"]),
        ("<select><option>a</select>b", ["a", "b"]),
    ],
)
def test_visible_text(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


def test_escaped_dashes_of_an_envelope_are_no_text() -> None:
    page = "<pre>\n- -----\n- a\n- --b\n</pre>"
    nodes = list(tree(page, escaped_dashes=True).texts())
    assert "".join(node.text for node in nodes) == "\n-----\n- a\n--b\n"
    for node in nodes:
        assert page[node.offset(0) : node.end] == node.text


def test_formatting_stays_within_its_cell() -> None:
    root = tree("<table><tr><td><b>Total<td>1,234</table><p>after")
    bold = [path for path in _paths(root) if "b" in path]
    assert [path[-1] for path in bold] == ["Total"]


def _paths(element: Element, above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    path = (*above, element.tag)
    found = []
    for child in element.children:
        found += [(*path, child.text)] if isinstance(child, TextNode) else _paths(child, path)
    return found


def test_xhtml_elements_close_themselves() -> None:
    root = tree("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><div/><p>a</p></body></html>")
    assert [path[-2] for path in _paths(root)] == ["p"]
    assert all("div" not in path for path in _paths(root))


TAGS = (
    "<p> </p> <b> </b> <font> <div> </div> <table> <tr> <td> </td> </tr> </table> <span> </span> <br> <pre> </pre> <li>"
    " <ul> </ul> <a> </a> <center> <th> <hr> <sup> </sup> <form> <page> <s> <caption> </caption> <i> <dl> <dt>"
)
VOCABULARY = st.sampled_from(TAGS.split())
WORDS = st.text(alphabet="abc 1,()$—é\u00a0\n", min_size=1, max_size=8)
ENTITIES = st.sampled_from(["&amp;", "&nbsp;", "&#8212;", "&copy", "&lt;", "&", "&#x41;"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(VOCABULARY, VOCABULARY, WORDS, ENTITIES), max_size=60))
def test_no_visible_character_is_lost_and_each_leads_back_to_itself(pieces: list[str]) -> None:
    """Law: whatever the tags, every character between them stands in the tree once, where the source has it."""
    page = "".join(pieces)
    nodes = list(tree(page).texts())
    shown = set()
    for node in nodes:
        for index, character in enumerate(node.text):
            start, stop = node.offset(index), node.offset(index + 1)
            written = page[start:stop]
            assert written == character or (written.startswith("&") and len(written) > 1)
            assert start not in shown
            shown.add(start)
    at = 0
    for piece in pieces:
        if not (piece.startswith("<") and piece.endswith(">")):
            for offset, character in enumerate(piece):
                if not character.isspace() and not piece.startswith("&"):
                    assert at + offset in shown
        at += len(piece)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="<>/!-\"'= abtdp&#;x", max_size=80))
def test_any_string_is_read(page: str) -> None:
    for node in tree(page).texts():
        assert 0 <= node.offset(0) <= node.end <= len(page)


HOSTILE: dict[str, Callable[[int], str]] = {
    "unclosed div": lambda n: "<div>x" * n,
    "unclosed font": lambda n: "".join(f"<font size={i % 97}><p>x" for i in range(n)),
    "unmatched ends": lambda n: "<span>" * n + "</x>" * n,
    "paragraphs in depth": lambda n: "<div>" * n + "<p>x</p>" * n,
    "unclosed comments": lambda n: "<!-- x" * n,
    "unclosed scripts": lambda n: "<script>x" * n,
    "quoted ends": lambda n: '<a b=">" ' * n,
    "no ends": lambda n: "<a " * n,
    "angles": lambda n: "<" * n,
    "references": lambda n: "&#" * n + "&amp" * n,
    "nested tables": lambda n: "<table><tr><td><b>" * n,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_linear_time(name: str) -> None:
    """Eight times the page takes about eight times as long, not sixty-four times."""
    page = HOSTILE[name]
    small = min(_seconds(page(500)) for _ in range(3))
    large = min(_seconds(page(4_000)) for _ in range(2))
    assert large < 0.2 or large < 24 * small


def _seconds(page: str) -> float:
    start = time.process_time()
    for _ in tree(page).texts():
        pass
    return time.process_time() - start


def test_depth_is_bounded_and_nothing_is_lost() -> None:
    root = tree("<div>x" * 5_000)
    assert sum(len(node.text) for node in root.texts()) == 5_000
