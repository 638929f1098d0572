"""Notes are found by their chain of headings and named by their titles."""

from __future__ import annotations

from datetime import date

import pytest

from converter.findings import Span
from converter.mapping.mapping import MappedStatement
from converter.notes.blocks import element_of, find_notes, note_facts
from converter.reading.document import Document
from converter.reading.read import read_document
from converter.report.partial import CoverPage
from converter.statements.statement import Audited, Scale, Statement, StatementKind


@pytest.mark.parametrize(
    ("title", "element"),
    [
        ("SUMMARY OF SIGNIFICANT ACCOUNTING POLICIES", "SignificantAccountingPoliciesTextBlock"),
        ("Inventories", "InventoryDisclosureTextBlock"),
        ("The Inventories (continued)", "InventoryDisclosureTextBlock"),
        ("Commitments & Contingencies", "CommitmentsAndContingenciesDisclosureTextBlock"),
        ("Stockholders' Equity", "StockholdersEquityNoteDisclosureTextBlock"),
        ("QUARTERLY FINANCIAL DATA (UNAUDITED)", "QuarterlyFinancialInformationTextBlock"),
        ("Discontinued operations", "DisposalGroupsIncludingDiscontinuedOperationsDisclosureTextBlock"),
        ("Basis of presentation and significant accounting policies",
         "BasisOfPresentationAndSignificantAccountingPoliciesTextBlock"),
        ("Sundry matters", None),
        ("", None),
    ],
)  # fmt: skip
def test_element_of(title: str, element: str | None) -> None:
    assert element_of(title) == (f"us-gaap:{element}" if element else None)


def test_every_element_of_the_table_is_a_text_block_in_use() -> None:
    from converter.notes.blocks import _titles
    from converter.taxonomies.taxonomy import load

    taxonomy = load()
    plain, patterns = _titles()
    for name in {*plain.values(), *(element for _, element in patterns)}:
        concept = taxonomy.concept(name)
        assert concept is not None and concept.type.endswith("textBlockItemType") and not concept.deprecated, name


BODY = """<DOCUMENT>
<TYPE>10-K
<TEXT>
CONSOLIDATED BALANCE SHEETS
Assets   1

              NOTES TO CONSOLIDATED FINANCIAL STATEMENTS

(1)  Summary of Significant Accounting Policies

The policies follow. Estimates are of two kinds:
     (1) those of management
     (2) those of others

(2)  Inventories

Inventories consist of:
                          1996     1995
Raw materials             $ 12     $ 11
                              14
<PAGE>   15
        NOTES TO CONSOLIDATED FINANCIAL STATEMENTS (continued)

(2)  Inventories (continued)

They are stated at cost.

(3)  A matter of no known name

Words.

(4)  Income Taxes. The provision is small.

ITEM 9.  CHANGES IN ACCOUNTANTS
None.
</TEXT>
</DOCUMENT>
"""


def balance(document: Document) -> tuple[MappedStatement, ...]:
    at = document.source.text.index("CONSOLIDATED BALANCE")
    span = Span(at, at + 40)
    scale, audited = Scale(), Audited.UNKNOWN
    statement = Statement("s1", StatementKind.BALANCE, "", None, span, 0, "USD", scale, audited, (), ())
    return (MappedStatement(statement, ()),)


def notes(text: str = BODY, form: str | None = "10-K") -> list[tuple[str, list[str]]]:
    document = read_document(text.encode(), "notes.txt")
    cover = CoverPage((), form=form, period_end=date(1996, 12, 31))
    facts = note_facts(find_notes(document, balance(document), cover)[0])
    source = document.source.text
    return [
        (
            fact.concept.removeprefix("us-gaap:"),
            [source[s.start : s.end] for s in (fact.span, *fact.continuations) if s],
        )
        for fact in facts
    ]


def test_a_list_within_a_note_does_not_end_it() -> None:
    name, pieces = notes()[0]
    assert name == "SignificantAccountingPoliciesTextBlock"
    assert pieces == [
        "(1)  Summary of Significant Accounting Policies\n\nThe policies follow. Estimates are of two kinds:\n"
        "     (1) those of management\n     (2) those of others"
    ]


def test_a_note_goes_on_after_a_page_break_without_page_number_and_running_head() -> None:
    name, pieces = notes()[1]
    assert name == "InventoryDisclosureTextBlock"
    assert pieces[0].endswith("$ 12     $ 11")
    assert pieces[1] == "They are stated at cost."


def test_an_unknown_title_is_left_untagged_and_ends_the_note_before() -> None:
    assert [name for name, _ in notes()] == [
        "SignificantAccountingPoliciesTextBlock",
        "InventoryDisclosureTextBlock",
        "IncomeTaxDisclosureTextBlock",
    ]


def test_a_title_may_run_into_its_text_and_the_next_item_ends_the_last_note() -> None:
    assert notes()[-1][1] == ["(4)  Income Taxes. The provision is small."]


def test_a_second_note_for_the_same_element_is_not_tagged() -> None:
    text = BODY.replace("A matter of no known name", "Federal Income Taxes")
    document = read_document(text.encode(), "notes.txt")
    notes, findings = find_notes(document, balance(document), CoverPage((), form="10-K"))
    facts = note_facts(notes)
    assert len([fact for fact in facts if "IncomeTax" in fact.concept]) == 1
    assert [finding.code for finding in findings] == ["ix.notes.taken"]


@pytest.mark.parametrize("form", [None, "8-K"])
def test_other_forms_have_no_notes(form: str | None) -> None:
    assert notes(form=form) == []


def test_notes_in_html() -> None:
    html = (
        "<html><body><p>CONSOLIDATED BALANCE SHEETS, not far from here</p>"
        "<p>NOTES TO CONSOLIDATED FINANCIAL STATEMENTS</p>"
        "<p><b>Note 1.&nbsp;Basis of Presentation</b></p><p>These are interim statements.</p>"
        "<p><b>Note 2. Inventories</b></p><p>Inventories are small.</p>"
        "<p>Item 2. Management's Discussion</p></body></html>"
    )
    found = notes(html, "10-Q")
    assert [name for name, _ in found] == [
        "OrganizationConsolidationAndPresentationOfFinancialStatementsDisclosureTextBlock",
        "InventoryDisclosureTextBlock",
    ]
    assert found[1][1] == ["Note 2. Inventories</b></p><p>Inventories are small."]


def titles(text: str, name: str) -> list[tuple[str, str | None]]:
    document = read_document(text.encode(), name)
    found, _ = find_notes(document, balance(document), CoverPage((), form="10-K"))
    return [(note.title, note.element and note.element.removeprefix("us-gaap:")) for note in found]


def test_every_note_has_its_heading_as_a_title_whether_tagged_or_not() -> None:
    assert titles(BODY, "notes.txt") == [
        ("(1) Summary of Significant Accounting Policies", "SignificantAccountingPoliciesTextBlock"),
        ("(2) Inventories", "InventoryDisclosureTextBlock"),
        ("(3) A matter of no known name", None),
        ("(4) Income Taxes", "IncomeTaxDisclosureTextBlock"),
    ]


def test_the_title_of_a_note_in_html_is_what_a_reader_sees() -> None:
    page = """<html><body><p>CONSOLIDATED BALANCE SHEETS</p><p>NOTES TO CONSOLIDATED FINANCIAL STATEMENTS</p>
    <p><b>Note&nbsp;1&#151;Inventories</b></p><p>They are stated at cost.</p>
    <p><b>Note&nbsp;2&#151;<i>Income</i> Taxes</b></p><p>The provision is small.</p></body></html>"""
    assert titles(page, "notes.htm") == [
        ("Note 1\u2014Inventories", "InventoryDisclosureTextBlock"),
        ("Note 2\u2014Income Taxes", "IncomeTaxDisclosureTextBlock"),
    ]
