"""Tables whose amounts are of another magnitude than the statements'."""

from __future__ import annotations

from decimal import Decimal

import pytest

from converter.report.build import build_report
from converter.report.magnitude import CODE
from converter.report.report import Report
from converter.statements.statement import Scale, StatementKind
from tests.report.pages import Q3, Line, Page, column, document, mapped

PRIOR = Q3.__class__(Q3.end.replace(year=1999), Q3.start and Q3.start.replace(year=1999))
STATEMENT = """\
                 STATEMENTS OF INCOME
                    (in thousands)
Net sales                                 84,420
Net income                                 3,911
"""
ROWS = (("Net sales", "us-gaap:Revenues"), ("Net income", "us-gaap:NetIncomeLoss"))


def report(sales: str, income: str) -> Report:
    summary = f"                 SELECTED DATA\nNet sales {sales:>40}\nNet income {income:>39}\n"
    text = STATEMENT + summary
    lines = tuple(Line(label, concept) for label, concept in ROWS)
    pages = (
        Page(StatementKind.INCOME, "STATEMENTS OF INCOME", (column(0, "2003", Q3),), lines),
        Page(StatementKind.SELECTED, "SELECTED DATA", (column(0, "1999", PRIOR),), lines, scale=Scale()),
    )
    return build_report(document(text), mapped(text, pages))


@pytest.mark.parametrize(
    ("sales", "income", "left_out"),
    [
        ("77,642", "3,102", True),  # thousands that nobody has said are thousands
        ("77,642,000", "3,102,000", False),
        ("9,642,000", "1,102,000", False),  # a smaller company then
        ("77,642,000", "3,102", False),  # one row alone may be another thing
    ],
)
def test_a_table_without_a_scale_is_told_by_its_rows(sales: str, income: str, left_out: bool) -> None:
    found = report(sales, income)
    assert (len(found.facts) == 2) is left_out
    assert (CODE in {finding.code for finding in found.findings}) is left_out
    assert Decimal(84_420_000) in {fact.value for fact in found.facts}
