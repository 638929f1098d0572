"""The rules of EFM.md for files and documents, met by every rendering."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from lxml import etree

from converter.findings import Span
from converter.mapping.mapping import MappedStatement
from converter.reading.document import PartKind
from converter.reading.read import read_document
from converter.rendering.hypertext import Hypertext
from converter.rendering.render import render
from converter.rendering.tagging import Marks, Writer
from converter.report.build import build_report
from converter.report.report import Fact, FactOrigin, Layout, Report
from tests.rendering.seen import IX, XHTML, tree
from tests.report.pages import BALANCE, INCOME, TEXT, document, example, mapped

FORBIDDEN = (
    *("style", "script", "form", "input", "object", "map", "base", "col", "colgroup", "cite", "q", "dd", "del", "ins"),
    *("label", "font", "center"),
)


@pytest.fixture(scope="module")
def report() -> Report:
    return build_report(*example())


@pytest.fixture(scope="module", params=list(Layout))
def files(request: pytest.FixtureRequest, report: Report) -> dict[str, bytes]:
    return render(report, request.param)


def inline(files: dict[str, bytes]) -> bytes:
    return next(data for name, data in files.items() if name.endswith(".htm"))


def test_file_names(files: dict[str, bytes]) -> None:
    """EFM 5.1.1 and 6.3.3."""
    assert sorted(files) == [
        "larkspur-20030930.htm",
        "larkspur-20030930.xsd",
        "larkspur-20030930_cal.xml",
        "larkspur-20030930_def.xml",
        "larkspur-20030930_lab.xml",
        "larkspur-20030930_pre.xml",
    ]
    assert all(len(name) <= 32 for name in files)


def test_ascii_without_byte_order_mark(files: dict[str, bytes]) -> None:
    """EFM 5.2.1.1."""
    for data in files.values():
        assert data.isascii()
        assert data.startswith(b"<?xml")


@pytest.mark.parametrize("layout", list(Layout))
def test_a_caret_is_a_reference(layout: Layout) -> None:
    """EFM 5.2.1.1 takes every printable character of ASCII but "^"."""
    text = "Larkspur^2\n" + TEXT
    files = render(build_report(document(text), mapped(text, (BALANCE, INCOME))), layout)
    assert not any(b"^" in data for data in files.values())
    if layout is Layout.FAITHFUL:
        assert b"&#94;2" in inline(files)


def test_document_has_nothing_that_edgar_forbids(files: dict[str, bytes]) -> None:
    """EFM 5.2.5: no DOCTYPE, no style or script, no html@lang, no table in a table, xhtml as default namespace."""
    data = inline(files)
    assert b"<!DOCTYPE" not in data
    root = tree(data)
    assert root.tag == f"{XHTML}html" and root.nsmap[None] == "http://www.w3.org/1999/xhtml"
    assert root.get("lang") is None
    assert [each.tag for name in FORBIDDEN for each in root.iter(XHTML + name)] == []
    assert root.findall(f".//{XHTML}table//{XHTML}table") == []


def test_transforms_are_of_a_registry_that_edgar_takes(files: dict[str, bytes]) -> None:
    """EFM 5.2.5.12."""
    root = tree(inline(files))
    assert root.nsmap["ixt"] == "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"
    formats = {each.get("format") for each in root.iter(f"{IX}nonFraction")}
    assert formats == {"ixt:num-dot-decimal", "ixt:fixed-zero"}


def test_no_sign_or_symbol_within_a_number(files: dict[str, bytes]) -> None:
    """GFM 1.10.18."""
    for each in tree(inline(files)).iter(f"{IX}nonFraction"):
        text = each.text or ""
        assert re.fullmatch(r"[\d,.]+", text) or (text.strip("-") == "" and each.get("format") == "ixt:fixed-zero")
        assert each.get("decimals") is not None and each.get("precision") is None  # EFM 6.5.17


def test_no_empty_element_is_closed_in_itself(files: dict[str, bytes]) -> None:
    """A browser would take `<div/>` or `<span/>` for an open tag."""
    allowed = {b"br", b"hr", b"meta", b"link:schemaRef"}
    assert set(re.findall(rb"<([a-z:A-Z]+)[^<>]*/>", inline(files))) <= allowed


def test_rendering_twice_gives_the_same_bytes(report: Report) -> None:
    for layout in Layout:
        assert render(report, layout) == render(build_report(*example()), layout)


def test_official_urls(files: dict[str, bytes]) -> None:
    schema = files["larkspur-20030930.xsd"]
    assert b"https://xbrl.fasb.org/us-gaap/2024/elts/us-gaap-2024.xsd" in schema
    assert b'nillable="true"' in schema  # EFM 6.7.18


# --- HTML parts ---


def shown(html: str) -> etree._Element:
    """The XHTML that a page becomes, within its wrapper."""
    document = read_document(f"<html><body>{html}</body></html>".encode(), "page.htm")
    part = document.parts[0]
    assert part.kind is PartKind.HTML and part.root is not None
    writer = Writer()
    Hypertext(Marks([]), writer, 1).write(part.root)
    return etree.fromstring(writer.text())


PAGE = "<p>" + "</p><p>".join(f"Paragraph {i}" for i in range(8)) + "</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td><table><tr><td>inner</td></tr></table></td></tr></table>",
        "<font size=2><table><tr><td>in a font</td></tr></table></font>",
        "<b><p>bold paragraph</p></b>",
        "<table>loose text<tr>text in a row</tr></table>",
        "<table><thead><tr><th>head</th></tr></thead><tfoot><tr><td>foot</td></tr></tfoot></table>",
        "<ul><p>no item</p><li>item</li></ul>",
        "<dl><dt>term</dt><dd>definition</dd></dl>",
        '<a name="x">anchor</a> <a href="#x">link</a> <a href="http://example.com/">out</a>',
        '<form><input type="text"/>kept</form><script>var gone = 1;</script>',
        '<p style="position:absolute;color:red;background:url(x.gif)" onclick="go()">styled</p>',
        '<img src="data:image/gif;base64,AAAA" alt="logo"/>pictured',
        "<center><h1>Title</h1></center><pre>  kept   spaces</pre>",
        "<td>a cell without a table</td>",
        "<a href='javascript:go()'>scripted</a>",
    ],
)
def test_any_page_becomes_what_edgar_takes(html: str) -> None:
    """EFM 5.2.5; whatever the page breaks, its words stay."""
    root = shown(PAGE + html + PAGE)
    tags = {each.tag for each in root.iter()}
    assert tags <= {"div", "span", "table", "tr", "td", "br", "hr", "a"}
    assert root.findall(".//table//table") == []
    for each in root.iter():
        names = set(each.keys())
        assert names <= {"style", "id", "title", "href", "colspan", "rowspan", "border", "cellpadding", "cellspacing"}
        assert "url(" not in (each.get("style") or "") and "position" not in (each.get("style") or "")
        assert (each.get("href") or "#").startswith("#")
        if each.tag == "span":
            assert not each.findall(".//div")
        if each.tag == "table":
            assert {child.tag for child in each} == {"tr"}
        if each.tag == "tr":
            assert len(each) > 0 and {child.tag for child in each} == {"td"}
    words = re.sub(r"<script.*?</script>|<[^>]*>", " ", html).split()
    assert [word for word in words if word not in "".join(root.itertext())] == []


@pytest.mark.parametrize("tag", ["div", "font", "b", "blockquote"])
def test_a_page_may_nest_deep(tag: str) -> None:
    root = shown(PAGE + f"<{tag}>" * 1000 + "deep" + f"</{tag}>" * 1000)
    assert "deep" in "".join(root.itertext())


def test_a_text_block_over_cells_and_paragraphs_is_continued() -> None:
    """Inline XBRL 1.1 §4: pieces where the markup allows them, every character in exactly one."""
    html = (
        f"<html><body>{PAGE}<p>NOTE 1</p><table><tr><td>a 12</td><td>b</td></tr></table><p>end</p>after</body></html>"
    )
    document = read_document(html.encode(), "page.htm")
    root = document.parts[0].root
    assert root is not None
    note = Span(html.index("NOTE 1"), html.index("end") + 3)
    number = Span(html.index("12<"), html.index("12<") + 2)
    facts = (
        Fact("f-1", "us-gaap:XTextBlock", "c", "", note, FactOrigin.NOTE, escape=True),
        Fact("f-2", "us-gaap:X", "c", Decimal(12), number, FactOrigin.STATEMENT, unit="usd", decimals=0),
    )
    writer = Writer()
    Hypertext(Marks.of(facts), writer, 1).write(root)
    text = writer.text()
    pieces = re.findall(r"<ix:(?:nonNumeric|continuation)[^>]*>", text)
    assert len(pieces) == text.count("</ix:nonNumeric>") + text.count("</ix:continuation>")
    assert text.count("<ix:nonNumeric") == 1 and text.count("<ix:nonFraction") == 1
    tree_ = etree.fromstring(f'<r xmlns:ix="x">{text}</r>')
    inside = list(tree_.iter("{x}nonNumeric", "{x}continuation"))
    assert "".join("".join(str(t) for t in each.itertext()) for each in inside) == "NOTE 1a 12bend"


def test_links_within_the_page_still_lead_somewhere() -> None:
    root = shown(PAGE + '<a name="part 1">here</a><a href="#part 1">there</a>')
    ids = {each.get("id") for each in root.iter()}
    targets = [str(each.get("href"))[1:] for each in root.iter("a")]
    assert targets and set(targets) <= ids


def test_the_statements_stay_with_the_report(report: Report) -> None:
    assert all(isinstance(each, MappedStatement) for each in report.statements)
