"""The cover page: every dei fact that it, or the submission header, states; what neither states is waived.

    cover_page(document, mapped, cik) -> CoverPage

A fact is tagged where its value is printed, on the cover page if it is there, else in the header. Nothing is invented:
a fact that EDGAR asks for today (EFM 6.5.20, 6.5.40, 6.5.45) and the source does not state becomes an INFO finding
`ix.cover.waived`.
"""

from __future__ import annotations

import re

from converter.cover.document import DocumentFacts, document_facts
from converter.cover.header import header_fields
from converter.cover.identity import identity
from converter.cover.layout import Layout, layout
from converter.cover.listing import listing_facts
from converter.cover.marks import marked_facts
from converter.cover.securities import security_facts
from converter.cover.tables import required
from converter.findings import Finding, Location, Severity
from converter.mapping.mapping import MappedStatement
from converter.reading.document import Document, Part, PartKind
from converter.report.pagetext import page_text
from converter.report.partial import CoverPage, PartialFact

_COVER_CHARACTERS = 60_000
# What the types admit: dei:securityTitleItemType, dei:conformedNameItemType. A list of titles is none.
_LONGEST = {"dei:Security12bTitle": 150, "dei:EntityRegistrantName": 150}
_COVER_WORDS = re.compile(
    r"^\W*(?:united\s+states\s+)?(?P<commission>securities\s+(?:and|&)\s+exchange\s+commission)|(?P<name>exact\s+name\s+of)"
    r"|(?P<file>commission\s+file)|^\W*(?P<form>form\s+(?:10|8))",
    re.IGNORECASE | re.MULTILINE,
)


def cover_page(document: Document, mapped: tuple[MappedStatement, ...], cik: str | None) -> CoverPage:
    """What the cover page and the header of `document` state. `cik` is the one given by the caller, if any."""
    fields = header_fields(document)
    registrant = document.registrant
    cover = find_cover(document)
    about = document_facts(cover, fields, mapped)
    base = about.form.removesuffix("/A") if about.form else None
    who = identity(cover, fields, registrant)
    facts = [*about.facts, *who.facts]
    if cover is not None and base is not None:
        facts += marked_facts(cover, base)
        facts += security_facts(cover, base, about.period_end)
    listed, name = _listing(document, who.registrant)
    facts = _untangled([fact for fact in (*facts, *listed) if _fits(fact)])
    return CoverPage(
        facts=tuple(facts),
        form=about.form,
        period_end=about.period_end,
        fiscal_start=about.fiscal_start,
        registrant=who.registrant or name,
        cik=registrant.cik if registrant else None,
        file_number=who.file_number,
        findings=(*about.findings, *_waivers(facts, about, cik)),
    )


def _listing(document: Document, registrant: str | None) -> tuple[list[PartialFact], str | None]:
    for number, part in enumerate(document.parts):
        if part.kind is PartKind.BINARY or part.is_schedule:
            continue
        page = page_text(document.source, part, number, _COVER_CHARACTERS)
        facts, name = listing_facts(page, document.source.text, registrant)
        if facts:
            return facts, name
    return [], None


def find_cover(document: Document) -> Layout | None:
    """The cover of the main document: the first readable part that has the words of one, exhibits left out."""
    for number, part in enumerate(document.parts):
        if part.kind is PartKind.BINARY or (part.type.upper().startswith("EX") and len(document.parts) > 1):
            continue
        found = _cover_of(document, part, number)
        if found is not None:
            return found
    return None


def _cover_of(document: Document, part: Part, number: int) -> Layout | None:
    page = page_text(document.source, part, number, _COVER_CHARACTERS)
    found = layout(page, document.source.text)
    head = found.text[: found.end]
    return found if len({match.lastgroup for match in _COVER_WORDS.finditer(head)}) >= 2 else None


def _fits(fact: PartialFact) -> bool:
    return not isinstance(fact.value, str) or len(fact.value) <= _LONGEST.get(fact.concept, len(fact.value))


def _untangled(facts: list[PartialFact]) -> list[PartialFact]:
    """Each (concept, dimensions) once, the first; no tag crosses one found earlier."""
    kept: list[PartialFact] = []
    seen: set[tuple[str, tuple[tuple[str, str], ...]]] = set()
    for fact in facts:
        key = (fact.concept, fact.dimensions)
        if key in seen or any(_cross(fact, other) for other in kept):
            continue
        seen.add(key)
        kept.append(fact)
    return kept


def _cross(one: PartialFact, two: PartialFact) -> bool:
    """Overlap without one holding the other; equal spans count too, since nothing says which is the outer."""
    for a in (one.span, *one.continuations):
        for b in (two.span, *two.continuations):
            if a is None or b is None or a.end <= b.start or b.end <= a.start:
                continue
            if a == b or not (a in b or b in a):
                return True
    return False


def _waivers(facts: list[PartialFact], about: DocumentFacts, cik: str | None) -> list[Finding]:
    stated = {fact.concept for fact in facts}
    base = about.form.removesuffix("/A") if about.form else None
    year = about.period_end.year if about.period_end else None
    findings = []
    for need in required():
        if need.concept in stated or (base is not None and base not in need.forms):
            continue
        if base is None and len(need.forms) < 3:
            continue
        if need.concept == "dei:EntityCentralIndexKey" and cik is not None:
            continue
        name = need.concept.removeprefix("dei:")
        why = "the source does not state it"
        if need.since is not None and year is not None and year < need.since:
            why = f"covers did not state it before {need.since}"
        findings.append(Finding("ix.cover.waived", Severity.INFO, f"{name} is waived: {why}", Location()))
    return findings
