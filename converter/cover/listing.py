"""Name, exchange and symbol as a press release gives them together: `Acme Networks, Inc. (Nasdaq: ACME)`."""

from __future__ import annotations

import re

from converter.cover.facts import at, coded_fact, plain_fact
from converter.cover.name import alike
from converter.cover.tables import exchange_code
from converter.report.pagetext import PageText
from converter.report.partial import PartialFact

_LISTING = re.compile(
    r"\(\s{0,3}(?P<exchange>(?:The\s+)?(?:NYSE|NASDAQ|Nasdaq|AMEX|New\s+York\s+Stock\s+Exchange|American\s+Stock\s+Exchange)"
    r"(?:[\s-]+(?:[A-Z][A-Za-z]{1,8}\s?){1,3})?)(?:\s+symbol)?\s{0,3}[:\-/]\s{0,3}[\"'\u201c]?"
    r"(?P<symbol>[A-Z]{1,5}(?:[./-][A-Z]{1,2})?)[\"'\u201d]?\s{0,3}[);,]"
)
_WORD = r"(?:[A-Z][\w&.'\u2019-]{0,30}|&|of|and|the|de)"
_NAME = re.compile(rf"(?P<name>[A-Z][\w&.'\u2019-]{{0,30}}(?:,?\s{{1,40}}{_WORD}){{0,7}}),?\s{{0,40}}$")
_LEAD = re.compile(r".*(?:--|\u2014|\u2013|/|;|:|\.{2,}|(?<=[a-z]{4})[.!?]\s|\d\s)\s*", re.DOTALL)
_REACH = 40_000  # characters at the head of a part
_BEFORE = 140  # characters before the bracket that may hold the name


def listing_facts(page: PageText, source: str, registrant: str | None) -> tuple[list[PartialFact], str | None]:
    """Symbol and exchange of the registrant, and its name where nothing else states it.

    With a known registrant, only what stands after its own name is taken."""
    for match in _LISTING.finditer(page.text, 0, _REACH):
        begin = max(0, match.start() - _BEFORE)
        lead = _LEAD.match(page.text, begin, match.start())
        name = _NAME.search(page.text, lead.end() if lead else begin, match.start())
        if name is None or (registrant is not None and not alike(name["name"], registrant)):
            continue
        facts = [] if registrant else [plain_fact("dei:EntityRegistrantName", at(page, source, name.span("name")))]
        facts.append(plain_fact("dei:TradingSymbol", at(page, source, match.span("symbol"))))
        code = exchange_code(match["exchange"])
        if code is not None:
            start = match.start("exchange")
            shown = at(page, source, (start + code[1], start + code[2]))
            facts.append(coded_fact("dei:SecurityExchangeName", code[0], shown))
        return facts, None if registrant else " ".join(name["name"].split())
    return [], None
