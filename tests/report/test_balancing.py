"""Totals of one date that are not the same: what they put in doubt stays text."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from converter.running.filing import convert_bytes
from converter.running.options import Options

PAGE = """\
                            HOLLIN MILLS INC.
                          CONSOLIDATED BALANCE SHEETS
                                (in thousands)

                                                 December 31,
                                              {heads}
                                              --------      --------
Cash                                          $  1,200      $  1,100
Receivables                                      2,300         2,150
Plant and equipment                              6,500         6,250
                                              --------      --------
Total assets                                  $ 10,000      $  9,500
                                              ========      ========

                                                 December 31,
                                              {other_heads}
                                              --------      --------
Accounts payable                              $  1,500      $  1,450
Long-term debt                                   3,500         3,550
Stockholders' equity                             5,000         4,500
                                              --------      --------
Total liabilities and stockholders' equity    $ {first:>6}      $  9,500
                                              ========      ========

                       CONSOLIDATED STATEMENTS OF INCOME
                                (in thousands)

                                            Years Ended December 31,
                                                1998          1997
                                              --------      --------
Net sales                                     $ 20,000      $ 19,000
Costs and expenses                              19,200        18,300
                                              --------      --------
Net income                                    $    800      $    700
                                              ========      ========
"""


def converted(other_heads: str, first: str = "10,000") -> tuple[dict[tuple[str, str], Decimal], list[str]]:
    """Values by concept and date, and the messages of withheld figures."""
    page = PAGE.format(heads="  1998          1997", other_heads=other_heads, first=first)
    files = convert_bytes(page.encode(), "hollin.txt", Options()).files
    facts = json.loads(files["conversion.json"])["facts"]
    values = {
        (fact["concept"].partition(":")[2], fact["period"]): Decimal(fact["value"])
        for fact in facts
        if fact["origin"] == "statement"
    }
    findings = json.loads(files["findings.json"])["findings"]
    return values, [finding["message"] for finding in findings if finding["code"] == "ix.report.withheld"]


def test_what_balances_is_tagged() -> None:
    values, withheld = converted("  1998          1997")
    assert values["Assets", "1998-12-31"] == values["LiabilitiesAndStockholdersEquity", "1998-12-31"] == 10_000_000
    assert len(values) == 16 + 6
    assert not withheld


def test_columns_of_which_the_dates_disagree_stay_text() -> None:
    """The same years in another order: the assets of one date are the claims of the other."""
    values, withheld = converted("  1997          1998")
    assert not [period for _, period in values if "/" not in period]
    assert len(values) == 6
    assert "total assets of 10,000,000 and total claims on them of 9,500,000 at one date" in " ".join(withheld)


@pytest.mark.parametrize("first", ["10,001", "9,999"])
def test_a_sum_that_is_off_by_its_rounding_balances(first: str) -> None:
    _, withheld = converted("  1998          1997", first)
    assert not withheld


def test_one_total_that_is_off_takes_the_other_with_it() -> None:
    values, withheld = converted("  1998          1997", "18,000")
    assert ("Assets", "1997-12-31") in values
    assert ("Assets", "1998-12-31") not in values
    assert ("LiabilitiesAndStockholdersEquity", "1998-12-31") not in values
    assert len(withheld) == 2


def test_a_total_that_lacks_a_figure_is_out_of_column() -> None:
    """The total of the claims lost its first figure to its label, so that the second stands under the first head."""
    page = PAGE.format(heads="  1998          1997", other_heads="", first="10,000")
    first, _, second = page.partition("Accounts payable")
    first = first[: first.rindex("        December 31,")].rstrip()
    second = second.replace("$ 10,000      $  9,500", "$  9,500", 1)
    files = convert_bytes(f"{first}\nAccounts payable{second}".encode(), "hollin.txt", Options()).files
    facts = json.loads(files["conversion.json"])["facts"]
    found = {(fact["concept"].partition(":")[2], fact["period"]) for fact in facts if fact["origin"] == "statement"}
    assert {("Assets", "1998-12-31"), ("Assets", "1997-12-31"), ("StockholdersEquity", "1998-12-31")} <= found
    assert not [key for key in found if key[0] == "LiabilitiesAndStockholdersEquity"]
