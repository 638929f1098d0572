"""Who the registrant is: the facts of its cover page together, and its numbers, telephone included."""

from __future__ import annotations

import re
from dataclasses import dataclass

from converter.cover.address import address_facts
from converter.cover.facts import Shown, at, coded_fact, plain_fact
from converter.cover.header import HeaderFields
from converter.cover.incorporation import incorporation_facts
from converter.cover.layout import Layout
from converter.cover.name import registrant_name
from converter.reading.document import Registrant
from converter.report.partial import PartialFact

_FILE_CAPTION = re.compile(r"commission\s*(?:file|$)|file\s*(?:number|no\b)", re.IGNORECASE)
_TAX_CAPTION = re.compile(r"i\.?\s*r\.?\s*s\.?\b|employer\s*$|employer\s+id|identification", re.IGNORECASE)
_PHONE_CAPTION = re.compile(r"telephone", re.IGNORECASE)
_FILE_NUMBER = re.compile(r"(?<![\d-])\d{1,3}\s?-\s?\d{2,6}(?:-(?:\d{1,3}|[A-Z]))?(?![\d-])")
_TAX_NUMBER = re.compile(r"(?<![\d-])\d{2}\s?-\s?\d{7}(?!\d)")
_BARE_TAX_NUMBER = re.compile(r"(?<![\d-])\d{9}(?!\d)")
_PHONE = re.compile(r"(?<![\d-])\(?(?P<area>\d{3})\)?\s{0,3}[-./]?\s{0,3}(?P<local>\d{3}\s?[-.\s]\s?\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Identity:
    facts: tuple[PartialFact, ...]
    registrant: str | None
    file_number: str | None


def identity(cover: Layout | None, fields: HeaderFields, registrant: Registrant | None) -> Identity:
    """Facts about the registrant; the cover page before the header, since it is what a reader sees."""
    name = registrant_name(cover, fields, registrant)
    number = _file_number(cover, fields)
    facts = [
        *_cik(fields, registrant),
        *([plain_fact("dei:EntityRegistrantName", name)] if name else []),
        *([_pattern_fact("dei:EntityFileNumber", number)] if number else []),
        *incorporation_facts(cover, fields),
        *_tax_number(cover, fields),
        *address_facts(cover, fields),
        *_phone(cover, fields),
    ]
    return Identity(tuple(facts), name.text if name else None, _unspaced(number) if number else None)


def _unspaced(shown: Shown) -> str:
    return "".join(shown.text.split())


def _pattern_fact(concept: str, shown: Shown) -> PartialFact:
    """A number whose pattern allows no blank: `0 - 12345` is `0-12345`."""
    return coded_fact(concept, _unspaced(shown), shown)


def _cik(fields: HeaderFields, registrant: Registrant | None) -> list[PartialFact]:
    shown = fields.get("cik")
    if shown is None or registrant is None or registrant.cik is None:
        return []
    return [coded_fact("dei:EntityCentralIndexKey", registrant.cik, shown)]


def _file_number(cover: Layout | None, fields: HeaderFields) -> Shown | None:
    stated = fields.get("file_number")
    if stated is not None and not _FILE_NUMBER.fullmatch(stated.text):
        stated = None
    if cover is None:
        return stated
    if stated is not None:
        for match in _FILE_NUMBER.finditer(cover.text, 0, cover.end):
            if _number_key(match[0]) == _number_key(stated.text):
                return at(cover.page, cover.source, match.span())
    for caption, words in cover.captions(_FILE_CAPTION):
        found = cover.value(caption, words, _FILE_NUMBER)
        if found:
            return at(cover.page, cover.source, found.span())
    return stated


def _number_key(text: str) -> tuple[str, ...]:
    return tuple(part.strip().lstrip("0") for part in text.split("-"))


def _tax_number(cover: Layout | None, fields: HeaderFields) -> list[PartialFact]:
    concept = "dei:EntityTaxIdentificationNumber"
    if cover is not None:
        for pattern in (_TAX_NUMBER, _BARE_TAX_NUMBER):
            for caption, words in cover.captions(_TAX_CAPTION):
                found = cover.value(caption, words, pattern)
                if found:
                    shown = at(cover.page, cover.source, found.span())
                    digits = re.sub(r"\D", "", found[0])
                    return [coded_fact(concept, f"{digits[:2]}-{digits[2:]}", shown)]
    shown_header = fields.get("employer_id")
    if shown_header is None:
        return []
    digits = re.sub(r"\D", "", shown_header.text)
    if len(digits) != 9 or not digits.strip("0"):
        return []
    return [coded_fact(concept, f"{digits[:2]}-{digits[2:]}", shown_header)]


def _phone(cover: Layout | None, fields: HeaderFields) -> list[PartialFact]:
    if cover is not None:
        for caption, words in cover.captions(_PHONE_CAPTION):
            found = cover.value(caption, words, _PHONE)
            if found:
                return _phone_facts(
                    at(cover.page, cover.source, found.span("area")), at(cover.page, cover.source, found.span("local"))
                )
    shown = fields.get("phone")
    if shown is not None:
        ((start, _),) = shown.stretches
        match = re.fullmatch(r"\(?(\d{3})\)?[-. ]?(\d{3}[-. ]?\d{4})", shown.text)
        if match and shown.page.text[start : start + len(shown.text)] == shown.text:
            return _phone_facts(
                *(
                    at(shown.page, shown.source, (start + match.start(group), start + match.end(group)))
                    for group in (1, 2)
                )
            )
    return []


def _phone_facts(area: Shown, local: Shown) -> list[PartialFact]:
    return [plain_fact("dei:CityAreaCode", area), plain_fact("dei:LocalPhoneNumber", local)]
