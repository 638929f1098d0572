"""Amounts of many times total assets: misread, unless the page adds them up."""

from __future__ import annotations

import pytest

from converter.report.build import build_report
from converter.report.report import Report
from converter.statements.statement import Scale, StatementKind
from tests.report.pages import SEPTEMBER, Line, Page, Sum, column, document, mapped

TEXT = """\
                 BALANCE SHEETS
Cash                                            153
Total assets                                    153
Accounts payable                             13,243
Common stock                             34,033,975
Accumulated deficit                     (34,047,065)
Total liabilities and deficit                   153
"""
LINES = (
    Line("Cash", "us-gaap:Cash"),
    Line("Total assets", "us-gaap:Assets", confidence=0.95),
    Line("Accounts payable", "us-gaap:AccountsPayableCurrent"),
    Line("Common stock", "us-gaap:CommonStockValue"),
    Line("Accumulated deficit", "us-gaap:RetainedEarningsAccumulatedDeficit"),
    Line("Total liabilities and deficit", "us-gaap:LiabilitiesAndStockholdersEquity"),
)


def report(text: str, sums: tuple[Sum, ...]) -> Report:
    page = Page(
        StatementKind.BALANCE, "BALANCE SHEETS", (column(0, "2003", SEPTEMBER),), LINES, scale=Scale(), sums=sums
    )
    return build_report(document(text), mapped(text, (page,)))


@pytest.mark.parametrize(("sums", "left_out"), [((Sum(5, (2, 3, 4)),), 0), ((), 3)])
def test_an_amount_beyond_measure_is_taken_where_the_page_adds_it_up(sums: tuple[Sum, ...], left_out: int) -> None:
    found = report(TEXT, sums)
    assert len(found.facts) == 6 - left_out
    assert sum(finding.code == "ix.report.outsize" for finding in found.findings) == left_out


def test_an_amount_beyond_what_is_added_up_stays_text() -> None:
    text = TEXT.replace("34,033,975", "94,033,976").replace(
        "deficit                   153", "deficit          (34,033,822)"
    )
    found = report(text, (Sum(5, (2, 4)),))
    assert "us-gaap:CommonStockValue" not in {fact.concept for fact in found.facts}
    assert "us-gaap:AccountsPayableCurrent" in {fact.concept for fact in found.facts}


def test_shares_are_not_carried_at_more_than_all_there_is() -> None:
    """A number of shares that was taken for their amount."""
    text = TEXT.replace("34,033,975", "       400").replace("13,243", "    60").replace("(34,047,065)", "      (307)")
    found = report(text, ())
    assert "us-gaap:CommonStockValue" not in {fact.concept for fact in found.facts}
    assert {"us-gaap:AccountsPayableCurrent", "us-gaap:Assets"} <= {fact.concept for fact in found.facts}
