"""What covers state, each fact with its value, the characters that are tagged, and the transform between them."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from converter.cover.page import _fits, cover_page
from converter.cover.tables import stock_member
from converter.reading.read import read_document
from converter.report.partial import CoverPage, PartialFact
from converter.report.report import FactOrigin
from tests.cover import pages


def read(text: str, name: str = "cover.txt", cik: str | None = None) -> tuple[CoverPage, str]:
    document = read_document(text.encode("utf-8"), name)
    return cover_page(document, (), cik), document.source.text


def shown(fact: PartialFact, text: str) -> str | None:
    """What the tag and its continuations enclose, as the page's source has it."""
    if fact.span is None:
        return None
    return "".join(text[span.start : span.end] for span in (fact.span, *fact.continuations))


def table(text: str, name: str = "cover.txt") -> dict[str, tuple[object, str | None, str | None]]:
    page, source = read(text, name)
    return {fact.concept.removeprefix("dei:"): (fact.value, shown(fact, source), fact.format) for fact in page.facts}


PLAIN = None


def test_a_10k_of_1997_with_its_header() -> None:
    assert table(pages.submission(pages.ANNUAL)) == {
        "DocumentType": ("10-K", "10-K", PLAIN),
        "AmendmentFlag": ("false", "FORM 10-K", "ixt:fixed-false"),
        "DocumentPeriodEndDate": ("1996-12-31", "December 31, 1996", "ixt:date-monthname-day-year-en"),
        "CurrentFiscalYearEndDate": ("--12-31", "December 31", "ixt:date-monthname-day-en"),
        "DocumentFiscalYearFocus": ("1996", "1996", PLAIN),
        "DocumentFiscalPeriodFocus": ("FY", None, PLAIN),
        "DocumentAnnualReport": ("true", "[X]", "ixt:fixed-true"),
        "DocumentTransitionReport": ("false", "[ ]", "ixt:fixed-false"),
        "EntityCentralIndexKey": ("0000987001", "0000987001", PLAIN),
        "EntityRegistrantName": ("LARKSPUR MILLS, INC.", "LARKSPUR MILLS, INC.", PLAIN),
        "EntityFileNumber": ("1-9870", "1-9870", PLAIN),
        "EntityIncorporationStateCountryCode": ("DE", "DE", PLAIN),
        "EntityTaxIdentificationNumber": ("56-1234567", "56-1234567", PLAIN),
        "EntityAddressAddressLine1": ("12 Mill Race, Suite 4", "12 Mill Race, Suite 4", PLAIN),
        "EntityAddressCityOrTown": ("Salisbury", "Salisbury", PLAIN),
        "EntityAddressStateOrProvince": ("NC", "NC", PLAIN),
        "EntityAddressPostalZipCode": ("28144", "28144", PLAIN),
        "CityAreaCode": ("704", "704", PLAIN),
        "LocalPhoneNumber": ("555-0111", "555-0111", PLAIN),
        "EntityCurrentReportingStatus": ("Yes", "Yes", PLAIN),
        "Security12bTitle": ("Common Stock, par value $.05 per share",) * 2 + (PLAIN,),
        "SecurityExchangeName": ("NYSE", None, PLAIN),
        "EntityCommonStockSharesOutstanding": (Decimal(5120433), "5,120,433", "ixt:num-dot-decimal"),
        "EntityPublicFloat": (Decimal(48210500), "48,210,500", "ixt:num-dot-decimal"),
    }


def test_contexts_units_and_precision_of_counts_and_float() -> None:
    page, _ = read(pages.submission(pages.ANNUAL))
    facts = {fact.concept: fact for fact in page.facts}
    shares, value = facts["dei:EntityCommonStockSharesOutstanding"], facts["dei:EntityPublicFloat"]
    assert (str(shares.period), shares.unit, shares.decimals) == ("1997-03-03", "shares", 0)
    assert (str(value.period), value.unit, value.decimals) == ("1997-03-03", "USD", 0)


def test_the_cover_as_a_whole() -> None:
    page, _ = read(pages.submission(pages.ANNUAL))
    assert (page.form, page.registrant, page.cik, page.file_number) == (
        "10-K", "LARKSPUR MILLS, INC.", "0000987001", "1-9870",
    )  # fmt: skip
    assert (str(page.period_end), str(page.fiscal_start)) == ("1996-12-31", "1996-01-01")


def test_an_amended_10q_without_a_header() -> None:
    found = table(pages.QUARTERLY)
    assert found["DocumentType"] == ("10-Q/A", "10-Q/A", PLAIN)
    assert found["AmendmentFlag"] == ("true", "FORM 10-Q/A", "ixt:fixed-true")
    assert found["AmendmentDescription"] == ("AMENDMENT NO. 2", "AMENDMENT NO. 2", PLAIN)
    assert found["DocumentPeriodEndDate"][0] == "1999-07-03"
    assert found["DocumentQuarterlyReport"] == ("true", "/X/", "ixt:fixed-true")
    assert found["EntityTaxIdentificationNumber"] == ("34-1234567", None, PLAIN)
    assert found["EntityIncorporationStateCountryCode"] == ("OH", None, PLAIN)
    assert found["EntityAddressStateOrProvince"] == ("OH", "OH", PLAIN)
    assert found["EntityAddressPostalZipCode"][0] == "43604-1100"
    assert (found["CityAreaCode"][0], found["LocalPhoneNumber"][0]) == ("419", "555.0123")
    assert found["EntityCurrentReportingStatus"] == ("Yes", None, PLAIN)
    assert "CurrentFiscalYearEndDate" not in found and "EntityCentralIndexKey" not in found


def test_a_name_over_two_lines_is_continued_so_that_its_pieces_make_the_value() -> None:
    value, text, _ = table(pages.QUARTERLY)["EntityRegistrantName"]
    assert value == "PELHAM OPTICAL HOLDINGS AND INSTRUMENTS CORPORATION"
    assert text == "PELHAM OPTICAL HOLDINGS AND\nINSTRUMENTS CORPORATION"


def test_share_counts_by_class() -> None:
    page, _ = read(pages.QUARTERLY)
    counts = [fact for fact in page.facts if fact.concept == "dei:EntityCommonStockSharesOutstanding"]
    assert [(fact.value, fact.dimensions[0][1], str(fact.period)) for fact in counts] == [
        (Decimal(1500000), "us-gaap:CommonClassAMember", "1999-08-02"),
        (Decimal(250000), "us-gaap:CommonClassBMember", "1999-08-02"),
    ]


def annual(old: str, new: str) -> dict[str, tuple[object, str | None, str | None]]:
    assert old in pages.ANNUAL
    return table(pages.submission(pages.ANNUAL.replace(old, new)))


COUNT = """As of March 3, 1997, there were 5,120,433 shares of Common Stock outstanding,
excluding 61,200 shares held in treasury."""
FLOAT = "registrant as of March 3, 1997 was $48,210,500 (based on a price of $11.25)."


def test_share_counts_in_one_sentence_over_the_end_of_a_line() -> None:
    sentence = """As of March 3, 1997, the Registrant had outstanding 5,120,433
shares of Common Stock and 250,000 shares of Class
B Stock."""
    page, _ = read(pages.submission(pages.ANNUAL.replace(COUNT, sentence)))
    counts = [fact for fact in page.facts if fact.concept == "dei:EntityCommonStockSharesOutstanding"]
    assert [(fact.value, fact.dimensions[0][1]) for fact in counts] == [
        (Decimal(5120433), "us-gaap:CommonStockMember"),
        (Decimal(250000), "us-gaap:CommonClassBMember"),
    ]


def test_what_the_public_float_includes_is_no_other() -> None:
    found = annual(FLOAT, "registrant was $48,210,500 at March 3, 1997 which includes $1,750,000 held in trust.")
    assert found["EntityPublicFloat"][0] == Decimal(48210500)


@pytest.mark.parametrize(
    ("box", "period", "transition"),
    [
        ("   ", "from ________ to ________", "false"),  # the words without a box, nothing filled in
        ("[ ]", "from ________ to ________", "false"),
        ("   ", "from July 1, 1996 to December 31, 1996", None),
    ],
)
def test_a_transition_period_that_is_not_filled_in(box: str, period: str, transition: str | None) -> None:
    text = pages.ANNUAL.replace("[ ]  TRANSITION", f"{box}  TRANSITION").replace("from ________ to ________", period)
    found = table(pages.submission(text))
    assert found.get("DocumentTransitionReport", (None,))[0] == transition


def test_a_question_may_stand_in_a_sentence_before_its_box() -> None:
    asked = """Indicate by check mark whether the registrant is an accelerated filer or a smaller reporting company.
Large accelerated filer [ ]  Accelerated filer [X]  Smaller reporting company [ ]

                      DOCUMENTS INCORPORATED"""
    found = annual("                      DOCUMENTS INCORPORATED", asked)
    assert found["EntitySmallBusiness"] == ("false", "[ ]", "ixt:fixed-false")


@pytest.mark.parametrize(("marks", "answer"), [("Yes \u00fc No", "Yes"), ("Yes X No", "Yes"), ("Yes No", None)])
def test_a_check_mark_of_wingdings(marks: str, answer: str | None) -> None:
    found = annual("Yes  X   No\n                                       ---     ---", marks)
    assert found.get("EntityCurrentReportingStatus", (None,))[0] == answer


def test_an_8k_of_2004() -> None:
    found = table(pages.CURRENT)
    assert found["DocumentPeriodEndDate"][:2] == ("2004-11-04", "November 4, 2004")
    assert found["EntityIncorporationStateCountryCode"] == ("D0", None, PLAIN)
    assert found["EntityFileNumber"][0] == "001-31999"
    assert found["WrittenCommunications"] == ("false", "[ ]", "ixt:fixed-false")
    assert found["SolicitingMaterial"] == ("true", "[x]", "ixt:fixed-true")
    assert found["PreCommencementTenderOffer"][0] == found["PreCommencementIssuerTenderOffer"][0] == "false"
    assert found["TradingSymbol"] == ("QRB", "QRB", PLAIN)
    assert found["SecurityExchangeName"] == ("NYSE", "NYSE", PLAIN)


def test_a_cover_in_html_of_2007() -> None:
    found = table(pages.HYPERTEXT, "cover.htm")
    assert found["DocumentType"][:2] == ("10-Q", "10-Q")
    assert found["DocumentPeriodEndDate"][:2] == ("2007-09-30", "September&nbsp;30, 2007")
    assert found["DocumentQuarterlyReport"] == ("true", "&#254;", "ixt:fixed-true")
    assert found["DocumentTransitionReport"] == ("false", "&#168;", "ixt:fixed-false")
    assert found["EntityRegistrantName"][0] == "TAMARACK PIPELINE & STORAGE, INC."
    assert found["EntityIncorporationStateCountryCode"][0] == "TX"
    assert found["EntityTaxIdentificationNumber"] == ("76-0123456", "76-0123456", PLAIN)
    assert found["EntityAddressCityOrTown"] == ("Houston", "Houston", PLAIN)
    assert found["EntityAddressPostalZipCode"][0] == "77002"
    assert (found["CityAreaCode"][0], found["LocalPhoneNumber"][0]) == ("713", "555-0199")
    assert found["EntityCurrentReportingStatus"] == ("Yes", "Yes", PLAIN)
    assert found["EntityFilerCategory"] == ("Accelerated Filer", None, PLAIN)
    assert found["EntityShellCompany"] == ("false", "No", "ixt:fixed-false")
    assert found["EntityCommonStockSharesOutstanding"][0] == Decimal(41870112)


def test_a_code_that_a_line_end_parts_is_not_the_code() -> None:
    """An enumerated value has blanks, no line ends."""
    exact = pages.HYPERTEXT.replace("Accelerated filer <", "Accelerated Filer <")
    parted = exact.replace("Accelerated Filer", "Accelerated\nFiler")
    assert table(exact, "cover.htm")["EntityFilerCategory"] == ("Accelerated Filer", "Accelerated Filer", PLAIN)
    assert table(parted, "cover.htm")["EntityFilerCategory"] == ("Accelerated Filer", None, PLAIN)


def test_a_release_that_only_mentions_a_form_has_no_form() -> None:
    page, _ = read(pages.RELEASE)
    assert page.form is None
    assert page.registrant == "Cedar Sound Networks, Inc."
    assert {fact.concept: fact.value for fact in page.facts} == {
        "dei:EntityRegistrantName": "Cedar Sound Networks, Inc.",
        "dei:TradingSymbol": "CSND",
        "dei:SecurityExchangeName": "NASDAQ",
    }


def test_what_the_source_does_not_state_is_waived() -> None:
    page, _ = read(pages.QUARTERLY)
    waived = {f.message.split()[0]: f.message for f in page.findings if f.code == "ix.cover.waived"}
    assert "the source does not state it" in waived["EntityCentralIndexKey"]
    assert "covers did not state it before 2009" in waived["EntityInteractiveDataCurrent"]
    assert "EntityRegistrantName" not in waived and "EntityPublicFloat" not in waived


def test_a_cik_given_by_the_caller_needs_no_waiver() -> None:
    page, _ = read(pages.QUARTERLY, cik="987001")
    assert not any("EntityCentralIndexKey" in finding.message for finding in page.findings)


def test_a_header_that_contradicts_the_cover_is_reported_and_the_cover_believed() -> None:
    page, _ = read(pages.submission(pages.ANNUAL, period="19950101"))
    assert str(page.period_end) == "1996-12-31"
    assert [f.message for f in page.findings if f.code == "ix.cover.period"] == [
        "the submission header gives 1995-01-01 as the period, the cover page 1996-12-31"
    ]


@pytest.mark.parametrize(
    ("form", "document_type", "printed"), [("10-K405", "10-K", "10-K"), ("10-K405/A", "10-K/A", None)]
)
def test_a_10k405_is_a_10k(form: str, document_type: str, printed: str | None) -> None:
    found = table(pages.submission(pages.ANNUAL, form=form))
    assert found["DocumentType"][:2] == (document_type, printed)


def test_a_10ksb_has_no_form_of_today() -> None:
    text = pages.submission(pages.ANNUAL.replace("FORM 10-K", "FORM 10-KSB"), form="10-KSB")
    assert "DocumentType" not in table(text)


def test_what_was_submitted_as_a_10k_is_one_whatever_its_heading_says() -> None:
    text = pages.submission(pages.ANNUAL.replace("FORM 10-K", "FORM 10-KSB"))
    assert table(text)["DocumentType"][:2] == ("10-K", "10-K")


def test_no_two_tags_cross() -> None:
    for text in (pages.submission(pages.ANNUAL), pages.QUARTERLY, pages.CURRENT, pages.HYPERTEXT):
        page, _ = read(text)
        spans = sorted(
            (span for fact in page.facts if fact.span for span in (fact.span, *fact.continuations)),
            key=lambda span: (span.start, -span.end),
        )
        for one, two in pairwise(spans):
            assert one.end <= two.start or two in one


@pytest.mark.parametrize("text", ["", "\n", "FORM 10-K", pages.ANNUAL[:700], pages.ANNUAL.replace(" ", "\t")])
def test_scraps_of_covers_do_no_harm(text: str) -> None:
    page, _ = read(text + "\n.")
    assert all(fact.value for fact in page.facts)


@pytest.mark.parametrize(
    ("title", "member"),
    [
        ("Common Stock, $.01 par value", "us-gaap:CommonStockMember"),
        ("Class B Common Stock", "us-gaap:CommonClassBMember"),
        ("7% Cumulative Preferred Stock", "us-gaap:PreferredStockMember"),
        ("Rights to Purchase Preferred Stock", None),
        ("8-7/8% Debentures due 2011", None),
    ],
)
def test_the_class_that_a_title_names(title: str, member: str | None) -> None:
    assert stock_member(title) == member


@pytest.mark.parametrize(("length", "tagged"), [(150, True), (151, False)])
def test_a_list_of_titles_longer_than_the_type_admits_is_no_title(length: int, tagged: bool) -> None:
    """dei:securityTitleItemType has maxLength 150."""
    fact = PartialFact("dei:Security12bTitle", "x" * length, None, FactOrigin.COVER)
    assert _fits(fact) is tagged
