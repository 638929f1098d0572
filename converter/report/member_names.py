"""What the head of a column calls its member: without marks of notes, words that a line breaks, or its footing."""

from __future__ import annotations

import re

from converter.statements import vocabulary
from converter.statements.wording import words
from converter.tables.vocabulary import COMPOUND_BEGINNINGS

_NOTES = re.compile(
    r"\([^()]{0,40}\bauthorized\)|\((?:see )?(?:foot)?notes?\b[^()]{0,30}\)|(?<=[\w.)])\s?\((?:[a-z]|\d{1,2})\)",
    re.IGNORECASE,
)
_GLUED_NOTE = re.compile(r"(?<=[a-z]{3})\d(?:,\d)?$")
_REPORTED = re.compile(r"^(?:us )?gaap (?=\w)", re.IGNORECASE)
_BROKEN = re.compile(r"\b([A-Za-z]{2,})- ([a-z]{2,})")
_BROKEN_CAPITALS = re.compile(r"\b([A-Z]{2,})- ([A-Z]{2,})")
_PERIOD = re.compile(
    r"^(?:for )?(?:the )?(?:(?:three|six|nine|twelve) months|(?:fiscal )?years?|quarters?) ended ", re.IGNORECASE
)
_LEFT_OF_A_PERIOD = re.compile(r"\s(?:year|years|period|quarter)?\s?(?:ended|ending|as of|at)\W*$", re.IGNORECASE)

_GROUP = re.compile(
    r"\s(?:and|&)\s(?:its\s)?(?:consolidated\s|wholly[- ]owned\s)?subsidiar(?:y|ies)(?:\scompanies)?\W{0,3}$",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"^item\s\d{1,2}[a-z]?\b\W?|\bselected (?:consolidated )?financial (?:data|information)\b|\W?\bcontinued\b\W?",
    re.IGNORECASE,
)


def said(head: str) -> str:
    """A head as one would say it: "Addi- tional Paid-in Capital (Note 6)" is "Additional Paid-in Capital"."""
    text = " ".join(_NOTES.sub(_unnoted, " ".join(head.split())).split())
    text = _BROKEN.sub(_joined, text)
    text = _BROKEN_CAPITALS.sub(_joined, text) if text.isupper() else text
    text = _GLUED_NOTE.sub("", _REPORTED.sub("", _PERIOD.sub("", text)))
    return _LEFT_OF_A_PERIOD.sub("", text).strip() or text


def without_item(head: str) -> str:
    """A head without the item of the report that it stands under: "Item 6. Selected Financial Data Larkspur and
    Subsidiaries" is "Larkspur and Subsidiaries"."""
    return " ".join(_ITEM.sub(" ", head).split())


def group(head: str) -> str | None:
    """The company that a head names with its subsidiaries: "Larkspur and Consolidated Subsidiaries" is "Larkspur"."""
    found = _GROUP.search(head)
    return without_item(head[: found.start()]) if found else None


def _unnoted(note: re.Match[str]) -> str:
    """The letter of "Common Stock (A)" may be a class, that of "Retained earnings (b)" is a note."""
    mark = note[0].strip(" ()")
    return note[0] if mark.isalpha() and mark.isupper() and len(mark) == 1 else " "


def _joined(broken: re.Match[str]) -> str:
    first, second = broken[1], broken[2]
    if second.lower() in ("and", "or"):
        return broken[0]
    return f"{first}-{second}" if first.lower() in COMPOUND_BEGINNINGS else first + second


def without_footing(text: str) -> str:
    """The party that a head of a pro forma statement names: "Historical Larkspur" and "Pro forma Larkspur" are
    "Larkspur"."""
    footings = {"pro", "forma", "proforma", "pro-forma"} | vocabulary.bases().historical
    kept = [part for part in text.split() if not (set(words(part)) and set(words(part)) <= footings)]
    return " ".join(kept) or text
