"""What the registrant is called on its cover page, found by the name that the submission header has."""

from __future__ import annotations

import re

from converter.cover.facts import Shown, at
from converter.cover.header import HeaderFields
from converter.cover.incorporation import STATE_CAPTION
from converter.cover.layout import Chunk, Layout
from converter.reading.document import Registrant

_NAME_CAPTION = re.compile(
    r"(?:exact\s+name|name\s+of\s+(?:small\s+business\s+)?(?:registrant|issuer)|^\(?registrant\)?$)", re.IGNORECASE
)
_NOT_A_NAME = re.compile(
    r"commission\s+file|securities\s+(?:and|&)\s+exchange|washington,?\s+d\.?\s?c|form\s+\d|fiscal\s+year|period\s+ended"
    r"|quarter\s+ended|transition|pursuant|report\s*\(|date\s+of|\[\s*[xX ]?\s*\]|file\s+n"
    r"|\blogo\b|:$|current\s+report|_{3}|mark\s+one|to\s+be\s+filed|exchange\s+act|check\s+mark",
    re.IGNORECASE,
)
_LEGAL_FORM = re.compile(
    r"\b(?:inc(?:orporated)?|corp(?:oration)?|company|co|l\.?p|ltd|limited|llc|plc|trust|bancorp)\.?$", re.IGNORECASE
)
_SUFFIXES = frozenset((
    "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "the", "plc", "lp", "llc", "and",
    "de", "new", "md", "ny",
))  # fmt: skip


def registrant_name(cover: Layout | None, fields: HeaderFields, registrant: Registrant | None) -> Shown | None:
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
    limit = next((caption.line for caption, _ in cover.captions(STATE_CAPTION)), 0)
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
