"""The address of the principal executive offices: streets, city, state and postal code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from converter.cover.facts import at, coded_fact, plain_fact
from converter.cover.header import HeaderFields
from converter.cover.layout import Chunk, Layout
from converter.cover.tables import address_places, place_key
from converter.report.partial import PartialFact

_ADDRESS_CAPTION = re.compile(r"address(?:es)?\s*(?:of|$)|principal\s+(?:executive|place)", re.IGNORECASE)
_CAPTION = re.compile(
    r"^\(|commission|identification|jurisdiction|incorporat|organization\)|employer|exact\s+name|zip\s+code|telephone"
    r"|form\s+\d|pursuant|securities|offices|registrant",
    re.IGNORECASE,
)
_ZIP = re.compile(r"(?<![\d-])\d{5}(?:-\d{4})?(?![\d-])")


@dataclass(frozen=True, slots=True)
class _Address:
    streets: tuple[tuple[int, int], ...]
    city: tuple[int, int]
    state: tuple[str, int, int] | None
    postal_code: tuple[int, int] | None


def address_facts(cover: Layout | None, fields: HeaderFields) -> list[PartialFact]:
    """The whole address from one place: the cover page, or else the header."""
    found = _address_on_cover(cover) if cover is not None else None
    if cover is None or found is None:
        return _address_in_header(fields)
    facts = [
        plain_fact(f"dei:EntityAddressAddressLine{number}", at(cover.page, cover.source, street))
        for number, street in enumerate(found.streets[:3], 1)
    ]
    facts.append(plain_fact("dei:EntityAddressCityOrTown", at(cover.page, cover.source, found.city)))
    if found.state:
        code, start, end = found.state
        shown = at(cover.page, cover.source, (start, end))
        stated = fields.get("state")
        if shown.text != code and stated is not None and stated.text == code:
            shown = stated
        facts.append(coded_fact("dei:EntityAddressStateOrProvince", code, shown))
    if found.postal_code:
        facts.append(plain_fact("dei:EntityAddressPostalZipCode", at(cover.page, cover.source, found.postal_code)))
    return facts


def _address_in_header(fields: HeaderFields) -> list[PartialFact]:
    facts = []
    street1, street2 = fields.get("street1"), fields.get("street2")
    for number, shown in enumerate([street for street in (street1, street2) if street], 1):
        facts.append(plain_fact(f"dei:EntityAddressAddressLine{number}", shown))
    if not facts:
        return []
    for concept, name in (("EntityAddressCityOrTown", "city"), ("EntityAddressPostalZipCode", "postal_code")):
        shown_field = fields.get(name)
        if shown_field:
            facts.append(plain_fact(f"dei:{concept}", shown_field))
    state = fields.get("state")
    if state and state.text in set(address_places().values()):
        facts.append(plain_fact("dei:EntityAddressStateOrProvince", state))
    return facts


def _address_on_cover(cover: Layout) -> _Address | None:
    for caption, _ in cover.captions(_ADDRESS_CAPTION):
        if caption.text.casefold().startswith("principal") or "telephone" in caption.text.casefold():
            continue
        for block in (_block_above(cover, caption), _block_below(cover, caption)):
            found = _parse_address(cover, block)
            if found:
                return found
    return None


def _block_above(cover: Layout, caption: Chunk) -> list[Chunk]:
    """Chunks between the caption above and this caption, top to bottom."""
    block: list[Chunk] = []
    gaps = 0
    for number in range(caption.line - 1, max(-1, caption.line - 9), -1):
        if cover.blank(number):
            gaps += not cover.lines[number].text.strip()
            if gaps > 2 and block:
                break
            continue
        row = list(cover.chunks[number])
        if any(_CAPTION.search(chunk.text) for chunk in row):
            break
        block = row + block
    return block


def _block_below(cover: Layout, caption: Chunk) -> list[Chunk]:
    block: list[Chunk] = []
    colon = caption.text.find(":")
    if 0 <= colon < len(caption.text) - 1:
        start = caption.start + colon + 1
        block.append(Chunk(cover.text[start : caption.end], start, caption.end, caption.line, 0, 0))
    block += [chunk for chunk in cover.chunks[caption.line] if chunk.left > caption.right]
    for number in range(caption.line + 1, min(len(cover.lines), caption.line + 6)):
        row = cover.chunks[number]
        if any(_CAPTION.search(chunk.text) for chunk in row):
            break
        block += row
    return block


def _parse_address(cover: Layout, block: list[Chunk]) -> _Address | None:
    """Streets, city, state, zip out of the chunks of a block. None where city or street is in doubt."""
    postal: tuple[int, int] | None = None
    pieces: list[tuple[int, int]] = []
    for chunk in block:
        codes = list(_ZIP.finditer(chunk.text))
        whole = codes[-1] if codes else None
        if whole and not chunk.text[: whole.start()].strip(" \xa0()") and not chunk.text[whole.end() :].strip(" ()"):
            postal = (chunk.start + whole.start(), chunk.start + whole.end())
            continue
        pieces.append((chunk.start, chunk.end))
    for index in range(len(pieces) - 1, -1, -1):
        parsed = _city_line(cover, pieces[index])
        if parsed is None:
            continue
        before, city, state, code = parsed
        if city is None and index > 0:
            # `Oak Brook,` on one line and the state on the next.
            before, city = None, _trimmed(cover, *pieces[index - 1])
            index -= 1
        streets = [street for piece in pieces[:index] if (street := _trimmed(cover, *piece))]
        if before:
            streets.append(before)
        if city is None or not streets or not _is_city(cover.text[city[0] : city[1]]):
            return None
        return _Address(tuple(streets), city, state, code or postal)
    return None


def _is_city(text: str) -> bool:
    return 1 <= len(text.split()) <= 5 and not any(c.isdigit() for c in text) and any(c.isalpha() for c in text)


def _trimmed(cover: Layout, start: int, end: int) -> tuple[int, int] | None:
    text = cover.text[start:end]
    left = len(text) - len(text.lstrip(" \xa0,;_-"))
    right = len(text.rstrip(" \xa0,;_-"))
    return (start + left, start + right) if right > left else None


_CityLine = tuple[tuple[int, int] | None, tuple[int, int] | None, tuple[str, int, int], tuple[int, int] | None]


def _city_line(cover: Layout, piece: tuple[int, int]) -> _CityLine | None:
    """`street, city, state zip` from the right: (street or None, city or None, state, zip or None)."""
    start, end = piece
    text = cover.text[start:end]
    codes = list(_ZIP.finditer(text))
    code = codes[-1] if codes and not text[codes[-1].end() :].strip(" .,()") else None
    body = text[: code.start()] if code else text
    body = body.rstrip(" \xa0,.-")
    state = _state_at_end(body, start)
    if state is None:
        return None
    head = body[: state[1] - start].rstrip(" \xa0")
    postal = (start + code.start(), start + code.end()) if code else None
    head = head.rstrip(",. \xa0")
    comma = head.rfind(",")
    city = _trimmed(cover, start + comma + 1, start + len(head)) if head else None
    before = _trimmed(cover, start, start + comma) if comma > 0 else None
    return before, city, state, postal


def _state_at_end(body: str, start: int) -> tuple[str, int, int] | None:
    places = address_places()
    words = list(re.finditer(r"\S+", body))
    for count in (3, 2, 1):
        if len(words) < count:
            continue
        first = words[-count].start()
        name = body[first:]
        if "," in name[:-1] or (len(name) <= 2 and not name.isupper()):
            continue
        code = places.get(place_key(name))
        if code:
            return code, start + first, start + len(body)
    return None
