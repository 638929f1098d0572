"""The submission header: `<SEC-HEADER>` (before 1996 `<IMS-HEADER>`), in its printed form of `KEY: value` lines under
section titles, or in the tagged form of the dissemination feed (`<CIK>0000012345`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from converter.findings import Span
from converter.reading.document import Address, Header, Registrant

_OPEN = re.compile(r"(?i)<(?:SEC|IMS)-HEADER>")
_CLOSE = re.compile(r"(?i)</(?:SEC|IMS)-HEADER>")
_DOCUMENT = re.compile(r"(?i)<DOCUMENT>")
# A stray bracket of a value that was broken over two lines may stand before the key.
_LINE = re.compile(r"[\s\]]*+(?:<([A-Z][A-Z0-9-]+)>|([A-Z][A-Z0-9 ./'-]*?):)[ \t]*+(.*)")
_WHOLE_LINE = re.compile(r"[^\r\n]+")
_SECTIONS = frozenset(["COMPANY DATA", "COMPANY-DATA", "FILING VALUES", "FILING-VALUES", "OWNER DATA"])
_SIC = re.compile(r"\[(\d{3,4})|^(\d{3,4})$")
_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")

_ROLES = {
    "FILER": "filer",
    "FILED BY": "filed by",
    "FILED-BY": "filed by",
    "FILED FOR": "filed for",
    "SUBJECT COMPANY": "subject",
    "SUBJECT-COMPANY": "subject",
    "REPORTING OWNER": "owner",
    "REPORTING-OWNER": "owner",
    "ISSUER": "issuer",
}
_ADDRESSES = {
    "BUSINESS ADDRESS": "business",
    "BUSINESS-ADDRESS": "business",
    "MAIL ADDRESS": "mail",
    "MAIL-ADDRESS": "mail",
}
_FORMER = ("FORMER COMPANY", "FORMER-COMPANY", "FORMER NAME", "FORMER-NAME")
_REGISTRANT_KEYS = {
    "COMPANY CONFORMED NAME": "name",
    "CONFORMED-NAME": "name",
    "CENTRAL INDEX KEY": "cik",
    "CIK": "cik",
    "STANDARD INDUSTRIAL CLASSIFICATION": "sic",
    "ASSIGNED-SIC": "sic",
    "IRS NUMBER": "employer_id",
    "EIN": "employer_id",
    "IRS-NUMBER": "employer_id",
    "STATE OF INCORPORATION": "state_of_incorporation",
    "STATE-OF-INCORPORATION": "state_of_incorporation",
    "FISCAL YEAR END": "fiscal_year_end",
    "FISCAL-YEAR-END": "fiscal_year_end",
    "SEC FILE NUMBER": "file_number",
    "FILE-NUMBER": "file_number",
}
_ADDRESS_KEYS = {
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
_HEADER_KEYS = {
    "ACCESSION NUMBER": "accession",
    "ACCESSION-NUMBER": "accession",
    "CONFORMED SUBMISSION TYPE": "form",
    "TYPE": "form",
    "CONFORMED PERIOD OF REPORT": "period",
    "PERIOD": "period",
    "FILED AS OF DATE": "filed",
    "FILING-DATE": "filed",
}


@dataclass(slots=True)
class _Draft:
    """A registrant in the making: values by our names, addresses by kind."""

    role: str
    values: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, dict[str, str]] = field(default_factory=dict)


def read_header(text: str) -> Header | None:
    """The header of the submission in `text`, None where there is none."""
    opened = _OPEN.search(text, 0, 1 << 20)
    if opened is None:
        return None
    document = _DOCUMENT.search(text, opened.end())
    limit = document.start() if document else len(text)
    closed = _CLOSE.search(text, opened.end(), limit)
    end = closed.start() if closed else limit
    header, drafts, places = _lines(text, opened.end(), end)
    accession = _ACCESSION.search(
        header.get("accession", "") or text[max(0, opened.start() - 200) : opened.end() + 200]
    )
    return Header(
        accession=accession[0] if accession else None,
        form=header.get("form"),
        period=_date(header.get("period")),
        filed=_date(header.get("filed")),
        registrants=tuple(_registrant(draft) for draft in drafts if draft.values),
        span=Span(opened.start(), closed.end() if closed else limit),
        places=tuple(places.items()),
    )


def _lines(text: str, start: int, end: int) -> tuple[dict[str, str], list[_Draft], dict[str, Span]]:
    header: dict[str, str] = {}
    drafts: list[_Draft] = []
    places: dict[str, Span] = {}
    address: dict[str, str] | None = None
    former = False
    for line in _WHOLE_LINE.finditer(text, start, end):
        found = _LINE.fullmatch(text, line.start(), line.end())
        if found is None:
            continue
        key, value = found[1] or found[2], found[3].rstrip(" \t")
        if not value and key in _ROLES:
            drafts.append(_Draft(_ROLES[key]))
            address, former = None, False
        elif not value and key in _ADDRESSES and drafts:
            address, former = drafts[-1].addresses.setdefault(_ADDRESSES[key], {}), False
        elif not value and key in _FORMER:
            address, former = None, True
        elif not value and key in _SECTIONS:
            address, former = None, False
            if not drafts:
                drafts.append(_Draft("filer"))
        elif not value or former:
            continue
        else:
            name, values = _field(key, header, drafts, address)
            if name and name not in values:
                values[name] = value
                if len(drafts) < 2 and (address is None or address is drafts[0].addresses.get("business")):
                    places.setdefault(name, Span(found.start(3), found.start(3) + len(value)))
    return header, drafts, places


def _field(
    key: str, header: dict[str, str], drafts: list[_Draft], address: dict[str, str] | None
) -> tuple[str | None, dict[str, str]]:
    """The name of a field, and where its value belongs."""
    if address is not None and key in _ADDRESS_KEYS:
        return _ADDRESS_KEYS[key], address
    if drafts:
        return _REGISTRANT_KEYS.get(key), drafts[-1].values
    return _HEADER_KEYS.get(key), header


def _registrant(draft: _Draft) -> Registrant:
    values = draft.values
    sic = _SIC.search(values.get("sic", ""))
    cik = values.get("cik", "")
    year_end = values.get("fiscal_year_end", "")
    return Registrant(
        name=values.get("name"),
        cik=cik.zfill(10) if cik.isdigit() and int(cik) else None,
        sic=int(sic[1] or sic[2]) if sic else None,
        employer_id=values.get("employer_id") if values.get("employer_id", "").strip("0") else None,
        state_of_incorporation=values.get("state_of_incorporation"),
        fiscal_year_end=year_end if _is_month_day(year_end) else None,
        file_number=values.get("file_number"),
        business_address=_address(draft.addresses.get("business")),
        mail_address=_address(draft.addresses.get("mail")),
        role=draft.role,
    )


def _address(values: dict[str, str] | None) -> Address | None:
    if not values:
        return None
    return Address(
        street1=values.get("street1"),
        street2=values.get("street2"),
        city=values.get("city"),
        state=values.get("state"),
        postal_code=values.get("postal_code"),
        phone=values.get("phone"),
    )


def _is_month_day(value: str) -> bool:
    return len(value) == 4 and value.isdigit() and 1 <= int(value[:2]) <= 12 and 1 <= int(value[2:]) <= 31


def _date(value: str | None) -> date | None:
    if value is None or len(value) != 8 or not value.isdigit():
        return None
    try:
        return date(int(value[:4]), int(value[4:6]), int(value[6:]))
    except ValueError:
        return None
