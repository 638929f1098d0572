"""Who the registrant is, as its cover page says: name, numbers, state, address, telephone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from converter.cover.facts import Shown, at, coded_fact, hidden_fact, plain_fact
from converter.cover.header import HeaderFields
from converter.cover.layout import Chunk, Layout
from converter.cover.tables import address_places, incorporation_places, place_key
from converter.reading.document import Registrant
from converter.report.partial import PartialFact

_NAME_CAPTION = re.compile(
    r"(?:exact\s+name|name\s+of\s+(?:small\s+business\s+)?(?:registrant|issuer)|^\(?registrant\)?$)", re.IGNORECASE
)
_STATE_CAPTION = re.compile(
    r"\(?\s*state\s+(?:or|of)\b|\(?state\s*$|jurisdiction\s+of|\(place\s+of\s+incorp", re.IGNORECASE
)
_FILE_CAPTION = re.compile(r"commission\s*(?:file|$)|file\s*(?:number|no\b)", re.IGNORECASE)
_TAX_CAPTION = re.compile(r"i\.?\s*r\.?\s*s\.?\b|employer\s*$|employer\s+id|identification", re.IGNORECASE)
_PHONE_CAPTION = re.compile(r"telephone", re.IGNORECASE)
_ADDRESS_CAPTION = re.compile(r"address(?:es)?\s*(?:of|$)|principal\s+(?:executive|place)", re.IGNORECASE)
_CAPTION = re.compile(
    r"^\(|commission|identification|jurisdiction|incorporat|organization\)|employer|exact\s+name|zip\s+code|telephone"
    r"|form\s+\d|pursuant|securities|offices|registrant",
    re.IGNORECASE,
)
_FILE_NUMBER = re.compile(r"(?<![\d-])\d{1,3}\s?-\s?\d{2,6}(?:-(?:\d{1,3}|[A-Z]))?(?![\d-])")
_TAX_NUMBER = re.compile(r"(?<![\d-])\d{2}\s?-\s?\d{7}(?!\d)")
_BARE_TAX_NUMBER = re.compile(r"(?<![\d-])\d{9}(?!\d)")
_PHONE = re.compile(r"(?<![\d-])\(?(?P<area>\d{3})\)?\s{0,3}[-./]?\s{0,3}(?P<local>\d{3}\s?[-.\s]\s?\d{4})(?!\d)")
_ZIP = re.compile(r"(?<![\d-])\d{5}(?:-\d{4})?(?![\d-])")
_NOT_A_NAME = re.compile(
    r"commission\s+file|securities\s+(?:and|&)\s+exchange|washington,?\s+d\.?\s?c|form\s+\d|fiscal\s+year|period\s+ended"
    r"|quarter\s+ended|transition|pursuant|report\s*\(|date\s+of|\[\s*[xX ]?\s*\]|file\s+n"
    r"|:$|current\s+report|_{3}|mark\s+one|to\s+be\s+filed|exchange\s+act|check\s+mark",
    re.IGNORECASE,
)
_LEGAL_FORM = re.compile(
    r"\b(?:inc(?:orporated)?|corp(?:oration)?|company|co|l\.?p|ltd|limited|llc|plc|trust|bancorp)\.?$", re.IGNORECASE
)
_SUFFIXES = frozenset((
    "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "the", "plc", "lp", "llc", "and",
    "de", "new", "md", "ny",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identity:
    facts: tuple[PartialFact, ...]
    registrant: str | None
    file_number: str | None


def identity(cover: Layout | None, fields: HeaderFields, registrant: Registrant | None) -> Identity:
    """Facts about the registrant; the cover page before the header, since it is what a reader sees."""
    name = _name(cover, fields, registrant)
    number = _file_number(cover, fields, registrant)
    facts = [
        *_cik(fields, registrant),
        *([plain_fact("dei:EntityRegistrantName", name)] if name else []),
        *([_pattern_fact("dei:EntityFileNumber", number)] if number else []),
        *_state(cover, fields),
        *_tax_number(cover, fields),
        *_address(cover, fields),
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


# --- name


def _name(cover: Layout | None, fields: HeaderFields, registrant: Registrant | None) -> Shown | None:
    conformed = fields.get("name")
    known = registrant.name if registrant else None
    if cover is None:
        return conformed
    for caption, match in cover.captions(_NAME_CAPTION):
        found = _name_beside(cover, caption, match) or _name_above(cover, caption, known)
        if found and (known is None or alike(found.text, known)):
            return found
    return _name_anywhere(cover, known) or conformed or _name_by_form(cover)


def _name_by_form(cover: Layout) -> Shown | None:
    """The first line before the state's caption that ends with a legal form, where no caption marks the name."""
    limit = next((caption.line for caption, _ in cover.captions(_STATE_CAPTION)), 0)
    for number in range(limit):
        text = cover.lines[number].text.strip(" \xa0_*")
        if _LEGAL_FORM.search(text) and not _NOT_A_NAME.search(text) and len(text.split()) <= 10:
            return _stripped(cover, *_ends(cover, number))
    return None


def _name_beside(cover: Layout, caption: Chunk, match: re.Match[str]) -> Shown | None:
    """`Exact name of registrant: ACME, INC.`"""
    rest = cover.text[caption.start + match.end() : cover.lines[caption.line].end]
    colon = rest.find(":")
    if colon < 0 or not rest[colon + 1 :].strip(" _.)"):
        return None
    start = caption.start + match.end() + colon + 1
    return _stripped(cover, start, cover.lines[caption.line].end)


def _name_above(cover: Layout, caption: Chunk, known: str | None) -> Shown | None:
    """The lines of words just above the caption; wrapped names take several."""
    number = caption.line - 1
    while number >= 0 and cover.blank(number):
        number -= 1
    lines: list[int] = []
    while number >= 0 and not cover.blank(number) and len(lines) < 4:
        if _NOT_A_NAME.search(cover.lines[number].text):
            break
        lines.insert(0, number)
        number -= 1
    if not lines:
        return None
    choices = [lines[first:] for first in range(len(lines))]
    if known is not None:
        choices = [choice for choice in choices if alike(_joined(cover, choice), known)]
    elif len(lines) > 2:
        choices = [lines[-1:]]
    if not choices:
        return None
    best = choices[0] if known is None else min(choices, key=lambda c: _distance(_joined(cover, c), known))
    stretches = [shown.stretches[0] for n in best if (shown := _stripped(cover, *_ends(cover, n)))]
    return at(cover.page, cover.source, *stretches) if stretches else None


def _ends(cover: Layout, number: int) -> tuple[int, int]:
    return cover.lines[number].start, cover.lines[number].end


def _joined(cover: Layout, numbers: list[int]) -> str:
    return " ".join(" ".join(cover.lines[number].text.split()) for number in numbers)


def _name_anywhere(cover: Layout, known: str | None) -> Shown | None:
    """A line near the top that is the header's name, however punctuated."""
    if known is None:
        return None
    for number, line in enumerate(cover.lines[:120]):
        if not cover.blank(number) and _name_words(line.text) == _name_words(known):
            return _stripped(cover, *_ends(cover, number))
    return None


def _stripped(cover: Layout, start: int, end: int) -> Shown | None:
    text = cover.text[start:end]
    left = len(text) - len(text.lstrip(" \t\xa0_*-\"'“"))
    right = len(text.rstrip(" \t\xa0_*-\"'”"))
    return at(cover.page, cover.source, (start + left, start + right)) if right > left else None


def _name_words(name: str) -> tuple[str, ...]:
    """Letters and digits only; the header's `/DE/`, articles and legal forms left out."""
    text = re.sub(r"/[A-Za-z]{2,4}/?", " ", name).replace("&", " ")
    text = re.sub(r"[.'’`]", "", text)
    return tuple(word for word in re.findall(r"[a-z0-9]+", text.casefold()) if word not in _SUFFIXES)


def alike(name: str, known: str) -> bool:
    """Whether two ways to write a name mean one company: half of the known words are there, or the letters agree."""
    one, two = _name_words(name), _name_words(known)
    if not one or not two:
        return name.strip().casefold() == known.strip().casefold()
    squeezed_one, squeezed_two = "".join(one), "".join(two)
    if squeezed_one.startswith(squeezed_two[:8]) or squeezed_two.startswith(squeezed_one[:8]):
        return True
    shared = sum(any(w == word or (len(word) > 3 and w.startswith(word[:4])) for w in one) for word in two)
    return shared * 2 >= len(two) and len(one) <= len(two) + 6


def _distance(name: str, known: str) -> int:
    return abs(len("".join(_name_words(name))) - len("".join(_name_words(known))))


# --- numbers


def _file_number(cover: Layout | None, fields: HeaderFields, registrant: Registrant | None) -> Shown | None:
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


# --- places


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


def _state(cover: Layout | None, fields: HeaderFields) -> list[PartialFact]:
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
    for caption, match in cover.captions(_STATE_CAPTION):
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


# --- address and telephone


@dataclass(frozen=True, slots=True)
class _Address:
    streets: tuple[tuple[int, int], ...]
    city: tuple[int, int]
    state: tuple[str, int, int] | None
    postal_code: tuple[int, int] | None


def _address(cover: Layout | None, fields: HeaderFields) -> list[PartialFact]:
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
