"""Phrases of scale and currency."""

from __future__ import annotations

import pytest

from converter.statements.scale import ScalePhrase, read_currency, read_scale


@pytest.mark.parametrize(
    ("text", "money", "shares"),
    [
        ("(In thousands, except per share data)", 3, 3),
        ("(In thousands, except share and per share data)", 3, 0),
        ("(000's)", 3, 3),
        ("(000 omitted)", 3, 3),
        ("($000)", 3, None),
        ("$ in 000s", 3, None),
        ("- Thousands of Dollars -", 3, None),
        ("(Millions)", 6, 6),
        ("(in millions, except number of shares)", 6, 0),
        ("(dollars in millions and shares in thousands, except per share data)", 6, 3),
        ("(Expressed in thousands of U.S. dollars)", 3, None),
    ],
)
def test_scale(text: str, money: int, shares: int | None) -> None:
    found = read_scale(text)
    assert found is not None
    assert (found.money, found.shares, found.per_share) == (money, shares, 0)


@pytest.mark.parametrize(
    "text", ["issued 40 million shares", "three thousand", "Total assets", "authorized 1,000,000 shares"]
)
def test_prose_is_no_scale(text: str) -> None:
    assert read_scale(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(In thousands of yen)", "JPY"),
        ("thousands of Canadian dollars", "CAD"),
        ("(in thousands of U.S. dollars)", "USD"),
    ],
)
def test_currency(text: str, code: str) -> None:
    assert read_currency(text) == code


def test_a_scale_phrase_is_a_value() -> None:
    assert read_scale("in thousands") == ScalePhrase(3, 3)
