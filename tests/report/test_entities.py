"""Statements of somebody else in an exhibit are not the registrant's (EFM 6.5.3, 6.5.12)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from converter.findings import Span
from converter.reading.document import Part, PartKind
from converter.report.build import build_report
from converter.report.report import Report
from converter.statements.statement import StatementKind
from tests.report.pages import SEPTEMBER as END
from tests.report.pages import Line, Page, column, document, mapped

ROWS = (
    ("Cash", "us-gaap:CashAndCashEquivalentsAtCarryingValue"),
    ("Receivables", "us-gaap:AccountsReceivableNetCurrent"),
    ("Inventories", "us-gaap:InventoryNet"),
    ("Current assets", "us-gaap:AssetsCurrent"),
    ("Total assets", "us-gaap:Assets"),
)
OURS = ("1,204", "3,310", "2,127", "6,641", "9,876")
THEIRS = ("87", "412", "306", "805", "1,153")


def sheet(heading: str, title: str, figures: tuple[str, ...]) -> str:
    rows = "".join(f"{label:<40}{figure:>12}\n" for (label, _), figure in zip(ROWS, figures, strict=True))
    return f"            {heading}\n\n            {title}\n            (in thousands)\n{rows}\n"


def report(figures: tuple[str, ...], exhibit: str = "EX-99.1") -> Report:
    first = sheet("LARKSPUR INSTRUMENTS, INC.", "CONSOLIDATED BALANCE SHEETS", OURS)
    text = first + sheet('"TAMARACK GROUP"', "COMBINED BALANCE SHEETS", figures)
    lines = tuple(Line(label, concept) for label, concept in ROWS)
    titles = ("CONSOLIDATED BALANCE SHEETS", "COMBINED BALANCE SHEETS")
    pages = [Page(StatementKind.BALANCE, title, (column(0, "2003", END),), lines) for title in titles]
    ours, theirs = mapped(text, pages)
    theirs = replace(theirs, statement=replace(theirs.statement, part=1))
    parts = (
        Part("10-Q", PartKind.TEXT, Span(0, len(first))),
        Part(exhibit, PartKind.TEXT, Span(len(first), len(text)), 2),
    )
    return build_report(replace(document(text), parts=parts), (ours, theirs))


def entities(found: Report) -> list[tuple[tuple[str, str], ...]]:
    where = {each.id: each.dimensions for each in found.contexts}
    return [where[fact.context] for fact in found.facts]


def test_an_exhibit_that_contradicts_the_report_has_a_member_of_its_own() -> None:
    found = report(THEIRS)
    assert len(found.facts) == 2 * len(ROWS)
    other = (("dei:LegalEntityAxis", f"{found.extension.prefix}:TamarackGroupMember"),)
    assert entities(found) == [()] * len(ROWS) + [other] * len(ROWS)
    assert "ix.report.contradiction" not in {finding.code for finding in found.findings}


@pytest.mark.parametrize(
    ("figures", "exhibit"),
    [(OURS, "EX-99.1"), (tuple(figure + ",000" for figure in OURS), "EX-99.1"), (THEIRS, "EX-13")],
)
def test_what_agrees_or_is_the_annual_report_is_the_registrants(figures: tuple[str, ...], exhibit: str) -> None:
    """The same figures in another scale agree as well."""
    assert set(entities(report(figures, exhibit))) == {()}
