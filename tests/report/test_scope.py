"""Tables that speak of a part in the words of the whole."""

from __future__ import annotations

import json

from converter.running.filing import convert_bytes
from converter.running.options import Options
from tests.statements.filings import HEADER

FILING = """
                         BIRCHWOOD INSTRUMENTS INC
                        CONSOLIDATED BALANCE SHEETS
                              (in thousands)
<TABLE>
<CAPTION>
                                              March 31,     December 31,
                                                1999            1998
<S>                                           <C>             <C>
Current assets:
  Cash and cash equivalents                   $  4,100        $  3,900
  Accounts receivable, net                       9,000           8,800
  Inventories                                    7,500           7,700
                                              --------        --------
     Total current assets                       20,600          20,400
Property, plant and equipment, net              11,400          11,100
                                              --------        --------
     Total assets                             $ 32,000        $ 31,500
                                              ========        ========
Current liabilities:
  Accounts payable                            $  5,000        $  5,200
Long-term debt                                   9,000           9,100
Common stock                                     8,000           8,000
Retained earnings                               10,000           9,200
                                              --------        --------
     Total liabilities and stockholders'
       equity                                 $ 32,000        $ 31,500
                                              ========        ========
</TABLE>

                   NOTES TO CONSOLIDATED FINANCIAL STATEMENTS

3. BUSINESS HELD FOR SALE

The balance sheet of the business that is held for sale was (in thousands):
<TABLE>
<CAPTION>
                                              March 31,     December 31,
                                                1999            1998
<S>                                           <C>             <C>
Cash and cash equivalents                     $    100        $    110
Accounts receivable, net                           900             880
Inventories                                        700             710
Goodwill                                           250             260
                                              --------        --------
                                              $  1,950        $  1,960
                                              ========        ========
</TABLE>
"""


def test_what_only_a_part_has_is_not_the_registrants() -> None:
    text = HEADER.format(form="10-Q", period="19990331", year_end="1231") + FILING + "\n</TEXT>\n</DOCUMENT>\n"
    files = convert_bytes(text.encode("ascii"), "birchwood.txt", Options()).files
    facts = json.loads(files["conversion.json"])["facts"]
    plain = {fact["concept"] for fact in facts if not fact["dimensions"]}
    assert {"us-gaap:Assets", "us-gaap:InventoryNet"} <= plain
    assert "us-gaap:Goodwill" not in plain
    assert any(each["code"] == "ix.report.scope" for each in json.loads(files["findings.json"])["findings"])


def test_an_amount_of_many_times_total_assets_is_none() -> None:
    page = FILING.replace(
        "Common stock                                     8,000           8,000",
        "Common stock                                     8,000   2,630,391,784",
    )
    text = HEADER.format(form="10-Q", period="19990331", year_end="1231") + page + "\n</TEXT>\n</DOCUMENT>\n"
    files = convert_bytes(text.encode("ascii"), "birchwood.txt", Options()).files
    facts = json.loads(files["conversion.json"])["facts"]
    assert {f["value"] for f in facts if f["concept"] == "us-gaap:CommonStockValue"} == {"8000000"}
    assert any(each["code"] == "ix.report.outsize" for each in json.loads(files["findings.json"])["findings"])
