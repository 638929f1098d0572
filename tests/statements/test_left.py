"""Tables with amounts of which no statement is made leave a finding with their place."""

from __future__ import annotations

from converter.findings import Finding, Severity
from converter.reading.read import read_document
from converter.statements.recognise import recognise_all
from converter.tables.recover import recover_grids

UNDATED = """
NOTE 4.  LOANS TO DEALERS

(In thousands)                                          North        South
Equipment on trial                                    $ 1,204      $   846
Spare parts                                               390          212
                                                      $ 1,594      $ 1,058
"""

UNSCALED = """
                          BIRCHWOOD INSTRUMENTS INC
                               BALANCE SHEET
                               (In thousands)
                                                December 31,  December 31,
                                                        1998         1997
ASSETS
Cash                                                 $   120      $   110
Accounts receivable                                      880          790
Inventories                                            1,000          900
     Total assets                                    $ 2,000      $ 1,800
LIABILITIES AND STOCKHOLDERS' EQUITY
Accounts payable                                     $   500      $   450
Common stock                                             700          700
Retained earnings                                        800          650
     Total liabilities and stockholders' equity      $ 2,000      $ 1,800

NOTE 4.  DEPOSITS

                                                December 31,  December 31,
                                                        1998         1997
With the city of Alder                               $ 4,417      $ 4,213
With the harbour board                                   318          307
                                                     $ 4,735      $ 4,520
"""

UNKNOWN = """
COMMON STOCK PRICES

                                                         High          Low
First quarter                                          $12.25        $9.50
Second quarter                                          13.00        10.75
"""

CONTENTS = """
INDEX

                                                                      Page
Part I.    Business                                                      3
Part II.   Financial statements                                         14
Part III.  Directors                                                    31
"""


def left(text: str) -> list[Finding]:
    whole = f"<DOCUMENT>\n<TYPE>10-K\n<SEQUENCE>1\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n"
    document = read_document(whole.encode("ascii"), "birchwood.txt")
    findings = recognise_all(document, recover_grids(document)).findings
    for finding in findings:
        span = finding.location.span
        assert finding.code == "ix.statements.left" and span is not None and finding.location.line is not None
        assert "$" in document.source.text[span.start : span.end]
    return list(findings)


def test_a_note_without_a_certain_period_is_named() -> None:
    (found,) = left(UNDATED)
    assert found.severity is Severity.WARNING
    assert found.message == "6 figures of a table are not tagged: the periods of its columns are not certain"


def test_a_note_without_a_certain_scale_is_named() -> None:
    (found,) = left(UNSCALED)
    assert found.message == "6 figures of a table are not tagged: its scale is not certain"


def test_a_table_of_prices_is_named_and_no_warning() -> None:
    (found,) = left(UNKNOWN)
    assert found.severity is Severity.INFO


def test_a_list_of_contents_is_no_table_of_amounts() -> None:
    assert left(CONTENTS) == []
