"""Elements that outside their own statement need a label that names them: `taxonomy/lexicon/places.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from converter.mapping.rules import patterns
from converter.resources import rules
from converter.statements.wording import words


@dataclass(frozen=True, slots=True)
class Place:
    """One `[[place]]`; the table's head says what each part means."""

    elements: tuple[re.Pattern[str], ...]
    own: frozenset[str]
    words: tuple[re.Pattern[str], ...] | None
    unless: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """One `[[aside]]`: a heading that has one of `words` and one of `with`."""

    words: tuple[re.Pattern[str], ...]
    topics: tuple[re.Pattern[str], ...]
    may: tuple[re.Pattern[str], ...]
    notes: bool


@lru_cache(maxsize=1)
def _tables() -> tuple[tuple[Place, ...], tuple[Aside, ...]]:
    data = rules("lexicon/places.toml")
    places = tuple(
        Place(
            elements=patterns(entry["elements"]),
            own=frozenset(entry["own"]),
            words=patterns(entry["words"]) if "words" in entry else None,
            unless=patterns(entry.get("unless", ())),
        )
        for entry in data["place"]
    )
    asides = tuple(
        Aside(patterns(entry["words"]), patterns(entry["with"]), patterns(entry["may"]), entry.get("notes", False))
        for entry in data["aside"]
    )
    return places, asides


@lru_cache(maxsize=16384)
def _place_of(element: str) -> Place | None:
    return next((place for place in _tables()[0] if any(p.match(element) for p in place.elements)), None)


def at_home(element: str, kind: str | None, label: str) -> bool:
    """Whether a row with that label, in a statement of that kind (None: a note or a summary), may have the element."""
    place = _place_of(element)
    if place is None or kind in place.own:
        return True
    said = words(label)
    if _any(place.unless, said):
        return False
    return place.words is None or _any(place.words, said)


def is_aside(element: str, kind: str | None, section: tuple[str, ...]) -> bool:
    """Whether the heading right above says that the row is only a part of what its label names, and the element is
    not that part. In a note (`kind` is None) the heading above that one says so too."""
    said = words(" ".join(section[-2 if kind is None else -1 :]))
    return any(
        _any(aside.words, said) and _any(aside.topics, said) and not _any(aside.may, (element,))
        for aside in _tables()[1]
        if kind is None or not aside.notes
    )


def _any(patterns: tuple[re.Pattern[str], ...], said: tuple[str, ...]) -> bool:
    texts = (*said, " ".join(said))
    return any(pattern.match(text) for text in texts for pattern in patterns)
