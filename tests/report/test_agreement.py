"""When two statements say the same of one element and period."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from converter.report.agreement import Amount, Amounts, alike, compared, within_grain
from converter.statements.statement import Period

END = Period(date(2003, 9, 30))
ASSETS, EQUITY = ("us-gaap:Assets", END), ("us-gaap:StockholdersEquity", END)


def amount(value: str, grain: str = "1") -> Amount:
    return Amount(Decimal(value), Decimal(grain))


@pytest.mark.parametrize(
    ("one", "other", "near", "equal"),
    [
        (amount("9876"), amount("9876"), True, True),
        (amount("9876"), amount("9800"), True, False),  # restated
        (amount("9876"), amount("9876000", "1000"), True, False),  # another scale
        (amount("-12"), amount("12"), True, True),  # the same digits, shown the other way round
        (amount("9876"), amount("9900", "100"), True, True),  # rounded
        (amount("9876"), amount("805"), False, False),
    ],
)
def test_what_is_the_same(one: Amount, other: Amount, near: bool, equal: bool) -> None:
    assert alike(one, other) is near
    assert within_grain(one, other) is equal


def test_places_that_both_have_agree_or_do_not() -> None:
    known = Amounts([(ASSETS, amount("9876")), (ASSETS, amount("44")), (EQUITY, amount("6641"))])
    found = compared([(ASSETS, amount("44")), (EQUITY, amount("805"))], known, within_grain)
    assert (found.agree, found.against, found.shared) == ({ASSETS}, {EQUITY}, 2)
    assert compared([(ASSETS, amount("44"))], known.firsts, within_grain).against == {ASSETS}
    assert compared([(("us-gaap:Cash", END), amount("1"))], known, alike).shared == 0
