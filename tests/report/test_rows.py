"""Which figures are tagged, and with which dimensions."""

from __future__ import annotations

import pytest

from converter.report.build import build_report
from converter.statements.statement import Basis, StatementKind
from tests.report.pages import DECEMBER, Line, Page, column, document, mapped
from tests.report.pages import SEPTEMBER as END

SHEET = """\
                 BALANCE SHEETS
Total assets                   9,876       9,541
"""


@pytest.mark.parametrize(
    ("first", "second", "restated"),
    [
        (Basis.RESTATED, Basis.RESTATED, 0),  # two dates, both as restated: what the report states
        (Basis.PREVIOUSLY_REPORTED, Basis.RESTATED, 0),
        (Basis.REPORTED, Basis.RESTATED, 1),
    ],
)
def test_a_restated_column_has_an_axis_beside_a_reported_one_only(first: Basis, second: Basis, restated: int) -> None:
    other = DECEMBER if first is Basis.RESTATED else END
    columns = (column(0, "First", other, first), column(1, "Second", END, second))
    lines = (Line("Total assets", "us-gaap:Assets"),)
    page = Page(StatementKind.BALANCE, "BALANCE SHEETS", columns, lines)
    found = build_report(document(SHEET), mapped(SHEET, (page,)))
    members = [member for context in found.contexts for _, member in context.dimensions]
    assert sum(member.endswith("AsRestatedMember") for member in members) == restated
    assert sum("PreviouslyReported" in member for member in members) == (first is Basis.PREVIOUSLY_REPORTED)
    assert len(found.facts) == 2
