"""Dates of fiscal periods."""

from __future__ import annotations

from datetime import date

from converter.statements.fiscal import months_before


def test_months_before_keeps_to_month_ends() -> None:
    assert months_before(date(1996, 12, 31), 12) == date(1995, 12, 31)
    assert months_before(date(1999, 8, 31), 6) == date(1999, 2, 28)
    assert months_before(date(1999, 8, 15), 6) == date(1999, 2, 15)
