"""Where the values of a submission header stand, so that they can be tagged in place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from converter.cover.facts import Shown, at
from converter.findings import Span
from converter.reading.document import Document
from converter.report.pagetext import PageText, plain_page

_FIELD = re.compile(
    r"^[\s\]]*(?:<(?P<tag>[A-Z][A-Z0-9-]+)>|(?P<key>[A-Z][A-Z0-9 -]*):)[ \t]*(?P<value>\S[^\r\n]*?)?[ \t]*$",
    re.MULTILINE,
)
_NAMES = {
    "CONFORMED SUBMISSION TYPE": "form",
    "TYPE": "form",
    "CONFORMED PERIOD OF REPORT": "period",
    "PERIOD": "period",
    "COMPANY CONFORMED NAME": "name",
    "CONFORMED-NAME": "name",
    "CENTRAL INDEX KEY": "cik",
    "CIK": "cik",
    "IRS NUMBER": "employer_id",
    "IRS-NUMBER": "employer_id",
    "STATE OF INCORPORATION": "state_of_incorporation",
    "STATE-OF-INCORPORATION": "state_of_incorporation",
    "FISCAL YEAR END": "fiscal_year_end",
    "FISCAL-YEAR-END": "fiscal_year_end",
    "SEC FILE NUMBER": "file_number",
    "FILE-NUMBER": "file_number",
}
_ADDRESS = {
    "STREET 1": "street1",
    "STREET1": "street1",
    "STREET 2": "street2",
    "STREET2": "street2",
    "CITY": "city",
    "STATE": "state",
    "ZIP": "postal_code",
    "BUSINESS PHONE": "phone",
    "PHONE": "phone",
}
_SECOND = ("FILER", "CO-REGISTRANT", "SUBJECT COMPANY", "FILED BY")


@dataclass(frozen=True, slots=True)
class HeaderFields:
    """Field name (of `Registrant`, `Address`, or "form", "period") -> where its value stands."""

    page: PageText
    source: str
    places: tuple[tuple[str, int, int], ...]

    def get(self, name: str) -> Shown | None:
        return next((at(self.page, self.source, (start, end)) for key, start, end in self.places if key == name), None)


def header_fields(document: Document) -> HeaderFields:
    """The fields of the first registrant; empty where there is no header."""
    text = document.source.text
    span = document.header.span if document.header and document.header.span else Span(0, 0)
    page = plain_page(text, span)
    places: dict[str, tuple[int, int]] = {}
    section = ""
    registrants = 0
    for match in _FIELD.finditer(page.text):
        key = match["tag"] or match["key"].strip()
        if key in _SECOND and not match["value"]:
            registrants += 1
            if registrants > 1:
                break
        if match["value"] is None:
            section = key
            continue
        name = _NAMES.get(key)
        if name is None and "ADDRESS" in section and "MAIL" not in section:
            name = _ADDRESS.get(key)
        if name is not None and name not in places:
            places[name] = (match.start("value"), match.end("value"))
    return HeaderFields(page, text, tuple((name, start, end) for name, (start, end) in places.items()))
