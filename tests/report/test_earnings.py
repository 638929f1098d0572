"""Scales that the amounts a share disprove: nothing that may be off is published, and what is not off is."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from converter.running.filing import convert_bytes
from converter.running.options import Options

PAGE = """\
                         TAMARACK SAVINGS CORP.
                   CONSOLIDATED STATEMENTS OF INCOME
{scale}
                                                 Years Ended December 31,
                                                 2004            2003
                                              ----------      ----------
Total revenues                                $   18,194      $   16,666
Total expenses                                    12,394          11,210
                                              ----------      ----------
Income before income taxes                         5,800           5,456
Income taxes                                       1,817           1,661
                                              ----------      ----------
Net income                                    $    3,983      $    3,795
                                              ==========      ==========
Basic earnings per share                      $     {basic}      $     0.38
Weighted average shares outstanding            {shares}
"""
EXACT = " 9,911,027       9,944,017"
THOUSANDS = "     9,911           9,944"


def converted(scale: str, shares: str, basic: str = "0.40") -> tuple[dict[str, list[Decimal]], list[dict[str, Any]]]:
    """Values by concept, and the findings of withheld figures."""
    page = PAGE.format(scale=scale.center(64), shares=shares, basic=basic)
    files = convert_bytes(page.encode(), "tamarack.txt", Options()).files
    values: dict[str, list[Decimal]] = {}
    for fact in json.loads(files["conversion.json"])["facts"]:
        if fact["origin"] == "statement":
            values.setdefault(fact["concept"].partition(":")[2], []).append(Decimal(fact["value"]))
    findings = json.loads(files["findings.json"])["findings"]
    return values, [finding for finding in findings if finding["code"] == "ix.report.withheld"]


@pytest.mark.parametrize(
    ("scale", "shares"),
    [("(in thousands, except share and per share data)", EXACT), ("(in thousands, except per share data)", THOUSANDS)],
)
def test_what_agrees_is_tagged(scale: str, shares: str) -> None:
    values, withheld = converted(scale, shares)
    assert values["NetIncomeLoss"] == [3_983_000, 3_795_000]
    assert values["EarningsPerShareBasic"] == [Decimal("0.40"), Decimal("0.38")]
    assert not withheld


def test_money_of_which_two_years_prove_the_scale_is_tagged() -> None:
    values, withheld = converted("", EXACT)
    assert values["NetIncomeLoss"] == [3_983_000, 3_795_000]
    assert values["WeightedAverageNumberOfSharesOutstandingBasic"] == [9_911_027, 9_944_017]
    assert not withheld


def test_money_of_which_no_scale_is_stated_is_withheld() -> None:
    """One year is no proof, but it is a doubt."""
    values, withheld = converted("", EXACT[:10])
    assert values.keys() == {"EarningsPerShareBasic", "WeightedAverageNumberOfSharesOutstandingBasic"}
    assert len(withheld) == 10
    assert "net income of 3,983 on 9,911,027 shares is not 0.40 a share" in withheld[0]["message"]


def test_another_amount_a_share_proves_nothing() -> None:
    """Of continuing operations, of a class of stock, a dividend: no power of a thousand lies between."""
    _, withheld = converted("(in thousands, except share and per share data)", EXACT, basic="0.07")
    assert not withheld
