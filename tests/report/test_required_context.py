"""The Required Context covers what the form reports on (EFM 6.5.19)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from converter.report.build import _required_period
from converter.report.partial import CoverPage, PartialFact
from converter.report.report import FactOrigin
from converter.report.rows import StatementFacts
from converter.statements.statement import Period

END = date(1996, 9, 29)


def facts(*starts: date) -> StatementFacts:
    found = (
        PartialFact("us-gaap:Revenues", Decimal(1), None, FactOrigin.STATEMENT, Period(END, start), unit="USD")
        for start in starts
    )
    return StatementFacts(tuple(found), {}, frozenset(), ())


@pytest.mark.parametrize(
    ("form", "starts", "start"),
    [
        ("10-K", (date(1995, 10, 2), date(1996, 7, 1)), date(1995, 10, 2)),
        ("10-K", (date(1985, 1, 1), date(1995, 10, 2)), date(1995, 10, 2)),  # not since the company's inception
        ("10-K/A", (), date(1995, 9, 30)),
        ("10-Q", (date(1995, 10, 2), date(1996, 7, 1)), date(1996, 7, 1)),  # not the twelve months of a utility
        ("10-Q", (), date(1996, 6, 30)),
        ("8-K", (), END),
        (None, (date(1995, 10, 2),), date(1995, 10, 2)),
    ],
)
def test_required_period(form: str | None, starts: tuple[date, ...], start: date) -> None:
    assert _required_period(CoverPage((), form=form), facts(*starts), END) == Period(END, start)
