# ruff: noqa: E501 (tables of replacements)
"""What the fast validator sees of a report, and when it prefers the whole taxonomy."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.taxonomies.taxonomy import load
from converter.validation.closure import closure_of
from converter.validation.entries import find_entries
from converter.validation.references import read_references
from tests.validation.broken_reports import CAL, DEF, HTM, PRE, US_GAAP, XSD, Defect, broken_report, good_report


def references(files: dict[str, bytes]):  # type: ignore[no-untyped-def]
    with find_entries(files) as entries:
        return read_references(entries[0].document)


def test_all_files_of_the_report_are_read() -> None:
    assert {path.name for path in references(good_report()).files} == set(good_report())


def test_the_closure_holds_what_the_report_names_and_no_more() -> None:
    closure = closure_of(references(good_report()), load())
    assert closure is not None and not closure.check_base
    elements = closure.selection.elements
    assert elements is not None
    named = {
        "us-gaap:Assets",  # a fact, a locator
        "us-gaap:StatementEquityComponentsAxis",  # in a context
        "us-gaap:CommonStockMember",
        "dei:EntityCentralIndexKey",
        "us-gaap:RevenueRemainingPerformanceObligationExpectedTimingOfSatisfactionStartDateAxis.domain",
        "us-gaap:LossContingencyNontrialDecisionNonbindingMember",  # in the list of an enumeration
    }
    assert named <= elements
    assert "us-gaap:Liabilities" not in elements
    assert len(elements) < 80


@pytest.mark.parametrize(
    ("defect", "words"),
    [
        (Defect("", HTM, "<?xml", '<?xml version="1.0"?><!DOCTYPE html><?xml', once=True), "document type"),
        (Defect("", XSD, "<xs:schema ", '<xs:schema xmlns="http://fasb.org/us-gaap/2024" '), "without a prefix"),
        (Defect("", XSD, "<xs:element ", '<xs:include schemaLocation="x.xsd"/><xs:element ', once=True), "adds to"),
        (Defect("", XSD, 'targetNamespace="http://www.larkspur.example/20031231"', 'targetNamespace="http://fasb.org/us-gaap/2024"'), "adds to"),
        (Defect("", XSD, "lki-20031231_pre.xml", "../../lki-20031231_pre.xml"), "out of"),
        (Defect("", XSD, "lki-20031231_pre.xml", "/etc/passwd"), "out of"),
    ],
)  # fmt: skip
def test_doubts(defect: Defect, words: str) -> None:
    found = references(broken_report(defect))
    assert found.doubt is not None and words in found.doubt
    assert closure_of(found, load()) is None


@pytest.mark.parametrize(
    "defect",
    [
        Defect("", XSD, US_GAAP, "https://xbrl.fasb.org/us-gaap/2024/entire/us-gaap-entryPoint-std-2024.xsd"),
        Defect("", XSD, US_GAAP, US_GAAP.replace("2024", "2023")),
        Defect("", HTM, 'xlink:href="lki-20031231.xsd"', 'xlink:href="https://example.org/lki.xsd"'),
        Defect("", PRE, US_GAAP, "http://xbrl.fasb.org/us-gaap/2024/elts/us-gaap-2024.xsd"),
    ],
)
def test_documents_beyond_the_taxonomy_need_all_of_it(defect: Defect) -> None:
    assert closure_of(references(broken_report(defect)), load()) is None


@pytest.mark.parametrize(
    "defect",
    [
        Defect("", PRE, "http://www.larkspur.example/role/Operations", "http://fasb.org/us-gaap/role/statement/StatementOfIncome"),
        Defect("", CAL, "lki-20031231.xsd#BalanceSheets", "https://xbrl.fasb.org/us-gaap/2024/elts/us-roles-2024.xsd#soi"),
        Defect("", XSD, "<link:linkbaseRef", '<link:arcroleType id="x" arcroleURI="http://x.example/y" cyclesAllowed="any"/><link:linkbaseRef', once=True),
        Defect("", DEF, "http://www.larkspur.example/role/BalanceSheets", "http://fasb.org/us-gaap/role/eedm/ExtensibleEnumerationLists"),
    ],
)  # fmt: skip
def test_standard_roles_have_the_base_checked_too(defect: Defect) -> None:
    closure = closure_of(references(broken_report(defect)), load())
    assert closure is not None and closure.check_base


def test_names_behind_character_references_are_seen() -> None:
    files = broken_report(Defect("", HTM, 'name="us-gaap:InventoryNet"', 'name="us-gaap:&#76;iabilities"'))
    closure = closure_of(references(files), load())
    assert closure is not None and closure.selection.elements is not None
    assert "us-gaap:Liabilities" in closure.selection.elements


def test_a_reference_chain_ends(tmp_path: Path) -> None:
    for number in range(600):
        (tmp_path / f"f{number}.xml").write_text(f'<x xmlns:x="x" x:href="f{number + 1}.xml" href="f{number}.xml"/>')
    found = read_references(tmp_path / "f0.xml")
    assert found.doubt is not None and "files" in found.doubt
