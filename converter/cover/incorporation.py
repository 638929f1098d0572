"""Where the registrant is incorporated: the state or country beside or above its caption."""

from __future__ import annotations

import re

from converter.cover.facts import Shown, at, hidden_fact, plain_fact
from converter.cover.header import HeaderFields
from converter.cover.layout import Chunk, Layout
from converter.cover.tables import incorporation_places, place_key
from converter.report.partial import PartialFact

STATE_CAPTION = re.compile(
    r"\(?\s*state\s+(?:or|of)\b|\(?state\s*$|jurisdiction\s+of|\(place\s+of\s+incorp", re.IGNORECASE
)


def incorporation_facts(cover: Layout | None, fields: HeaderFields) -> list[PartialFact]:
    concept = "dei:EntityIncorporationStateCountryCode"
    stated = fields.get("state_of_incorporation")
    codes = set(incorporation_places().values())
    from_header = stated if stated is not None and stated.text in codes else None
    found = _state_on_cover(cover) if cover is not None else None
    if found is not None and found[1].text == found[0]:
        return [plain_fact(concept, found[1])]
    if from_header is not None and (found is None or found[0] == from_header.text):
        # The code itself can be tagged where the header shows it; the name would need a transform that only EDGAR has.
        return [plain_fact(concept, from_header)]
    if found is not None:
        return [hidden_fact(concept, found[0], found[1])]
    return []


def _state_on_cover(cover: Layout) -> tuple[str, Shown] | None:
    places = incorporation_places()
    for caption, match in cover.captions(STATE_CAPTION):
        beside = cover.text[caption.start + match.end() : caption.end]
        if ":" in beside:
            start = caption.start + match.end() + beside.rindex(":") + 1
            rest = cover.text[start : caption.end]
            inner = Chunk(rest, start, caption.end, caption.line, 0, 0)
            found = _place(places, inner)
            if found:
                return found[0], at(cover.page, cover.source, found[1:])
        for chunk in _around(cover, caption):
            found = _place(places, chunk)
            if found:
                return found[0], at(cover.page, cover.source, found[1:])
    return None


def _place(places: dict[str, str], chunk: Chunk) -> tuple[str, int, int] | None:
    """The place that a chunk names: all of it, or its beginning up to a comma or bracket."""
    for length in (len(chunk.text), *(match.start() for match in re.finditer(r"[,(;]|\s-\s", chunk.text))):
        text = chunk.text[:length]
        core = text.strip(" \xa0_*:.,-")
        lead = len(text) - len(text.lstrip(" \xa0_*:.,-"))
        for opening in ("a ", "the state of ", "state of "):
            if core.casefold().startswith(opening) and place_key(core[len(opening) :]) in places:
                lead += len(opening)
                core = core[len(opening) :]
        code = places.get(place_key(core))
        if core and code:
            return code, chunk.start + lead, chunk.start + lead + len(core)
    return None


def _around(cover: Layout, caption: Chunk) -> list[Chunk]:
    """Chunks that may hold the caption's value, likeliest first: above it, beside it, below it."""
    above = [
        chunk
        for number in range(caption.line - 1, max(-1, caption.line - 8), -1)
        for chunk in cover.chunks[number]
        if chunk.overlaps(caption.left, caption.right, 6)
    ]
    beside = [chunk for chunk in cover.chunks[caption.line] if chunk.left >= caption.right]
    below = [
        chunk
        for number in range(caption.line + 1, min(len(cover.lines), caption.line + 4))
        for chunk in cover.chunks[number]
        if chunk.overlaps(caption.left, caption.right, 6)
    ]
    return [*above, *beside, *below] if caption.text.startswith("(") else [*beside, *above, *below]
