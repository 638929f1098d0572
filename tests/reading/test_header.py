from __future__ import annotations

from datetime import date

from converter.reading.document import Address
from converter.reading.header import read_header
from tests.reading.submissions import DOCUMENTS, HEADER, SECOND_FILER


def test_the_header_of_a_submission() -> None:
    header = read_header(HEADER + DOCUMENTS)
    assert header is not None
    assert header.accession == "0000900001-99-000012"
    assert (header.form, header.period, header.filed) == ("10-Q", date(1999, 6, 30), date(1999, 8, 12))
    (filer,) = header.registrants
    assert filer.name == "BRINDLE PUMP CO /DE/"
    assert (filer.cik, filer.sic, filer.employer_id) == ("0000900001", 3561, "410000001")
    assert (filer.state_of_incorporation, filer.fiscal_year_end, filer.file_number) == ("DE", "1231", "001-90001")
    assert filer.business_address == Address("12 MILL LANE", None, "DULUTH", "MN", "55802", "2185550100")
    assert filer.mail_address == Address("PO BOX 9", None, "DULUTH", "MN", "55801", None)


def test_the_span_covers_the_header() -> None:
    text = HEADER + DOCUMENTS
    header = read_header(text)
    assert header is not None and header.span is not None
    assert text[header.span.start : header.span.end].startswith("<SEC-HEADER>")
    assert text[header.span.start : header.span.end].endswith("</SEC-HEADER>")


def test_several_filers() -> None:
    header = read_header(HEADER + SECOND_FILER + DOCUMENTS)
    assert header is not None
    assert [(r.name, r.cik, r.fiscal_year_end) for r in header.registrants] == [
        ("BRINDLE PUMP CO /DE/", "0000900001", "1231"),
        ("BRINDLE FINANCE CORP", "0000900002", "0930"),
    ]


def test_who_filed_about_whom() -> None:
    text = HEADER.replace("FILER:", "SUBJECT COMPANY:") + SECOND_FILER.replace("FILER:", "FILED BY:") + DOCUMENTS
    header = read_header(text)
    assert header is not None
    assert [r.role for r in header.registrants] == ["subject", "filed by"]


def test_the_header_of_1995() -> None:
    header = read_header((HEADER + DOCUMENTS).replace("SEC-HEADER", "IMS-HEADER"))
    assert header is not None and header.registrants[0].cik == "0000900001"


def test_the_tagged_header_of_the_dissemination_feed() -> None:
    header = read_header(
        "<SEC-HEADER>\n<ACCESSION-NUMBER>0000900001-99-000012\n<TYPE>10-Q\n<PERIOD>19990630\n<FILER>\n<COMPANY-DATA>\n"
        "<CONFORMED-NAME>BRINDLE PUMP CO\n<CIK>0000900001\n<ASSIGNED-SIC>3561\n<FISCAL-YEAR-END>1231\n</COMPANY-DATA>\n"
        "<FILING-VALUES>\n<FILE-NUMBER>001-90001\n</FILING-VALUES>\n</FILER>\n</SEC-HEADER>\n"
    )
    assert header is not None and header.form == "10-Q"
    assert [(r.cik, r.sic, r.file_number) for r in header.registrants] == [("0000900001", 3561, "001-90001")]


def test_no_header() -> None:
    assert read_header("FORM 10-Q\nCash 1,234") is None


def test_nonsense_stays_absent() -> None:
    text = HEADER.replace("19990630", "19991399").replace("1231", "1399").replace("0000900001\n", "none\n") + DOCUMENTS
    header = read_header(text)
    assert header is not None and header.period is None
    assert (header.registrants[0].fiscal_year_end, header.registrants[0].cik) == (None, None)


def test_where_the_values_stand() -> None:
    text = HEADER + SECOND_FILER + DOCUMENTS
    header = read_header(text)
    assert header is not None
    shown = {name: text[span.start : span.end] for name, span in header.places}
    assert shown["name"] == "BRINDLE PUMP CO /DE/"
    assert (shown["form"], shown["period"], shown["cik"]) == ("10-Q", "19990630", "0000900001")
    assert (shown["street1"], shown["state"], shown["state_of_incorporation"]) == ("12 MILL LANE", "MN", "DE")
    assert header.place("street2") is None
