"""Labels and titles as words, and tables of phrases that are looked up in them in time linear in the words.

A phrase is words; `word*` matches any ending of a word, a `*` alone up to `GAP` words of any kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

GAP = 3  # words that a lone `*` may stand for
PREFIX = 2  # letters of a word by which phrases that begin with `word*` are kept
REMEMBERED = 20_000  # texts for which a table remembers what it found: labels and heads repeat
_WORD = re.compile(r"[a-z]{0,3}\$|%|[a-z0-9]+")
_APOSTROPHES = str.maketrans({"'": None, "’": None, "‘": None, "`": None, "´": None, "&": " and "})

T = TypeVar("T")


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case; apostrophes vanish, `&` is "and", other punctuation parts words."""
    return tuple(_WORD.findall(text.translate(_APOSTROPHES).casefold()))


def folded(text: str) -> str:
    """The words of a text, joined by single spaces."""
    return " ".join(words(text))


def capital_words(text: str) -> bool:
    """Whether most of a line's longer words begin with a capital, as titles do and prose does not."""
    longer = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return bool(longer) and sum(word[0].isupper() for word in longer) >= 0.7 * len(longer)


def title_like(text: str) -> bool:
    """Whether a line reads as a title: short, mostly capitals at the start of words, no end of a sentence."""
    plain = text.strip()
    if plain.endswith((".", ",", ";")) or plain[:1].islower() or len(words(plain)) > 16:
        return False
    return plain.isupper() or capital_words(plain)


class PhraseTable(Generic[T]):
    """Phrases with what each stands for."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_word: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._by_prefix: dict[str, list[tuple[str, tuple[str, ...], T]]] = {}
        self._known: dict[tuple[str, ...], tuple[tuple[int, int, T], ...]] = {}
        for phrase, value in entries:
            pattern = _pattern(phrase)
            if pattern[0].endswith("*"):
                prefix = pattern[0][:-1]
                self._by_prefix.setdefault(prefix[:PREFIX], []).append((prefix, pattern, value))
            else:
                self._by_word.setdefault(pattern[0], []).append((pattern, value))

    def find(self, text: tuple[str, ...]) -> Iterator[tuple[int, int, T]]:
        """(start, end, value) of every phrase in `text`, by place; `end` is exclusive."""
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            known = self._known[text] = tuple(self._search(text))
        return iter(known)

    def _search(self, text: tuple[str, ...]) -> Iterator[tuple[int, int, T]]:
        for start, word in enumerate(text):
            for pattern, value in self._by_word.get(word, ()):
                end = _match(pattern, text, start)
                if end is not None:
                    yield start, end, value
            for prefix, pattern, value in self._by_prefix.get(word[:PREFIX], ()):
                if word.startswith(prefix):
                    end = _match(pattern, text, start)
                    if end is not None:
                        yield start, end, value

    def first(self, text: str) -> T | None:
        return next((value for _, _, value in self.find(words(text))), None)

    def __contains__(self, text: str) -> bool:
        return next(self.find(words(text)), None) is not None


def _pattern(phrase: str) -> tuple[str, ...]:
    found: list[str] = []
    for piece in phrase.split():
        if piece == "*":
            found.append("*")
            continue
        parts = list(words(piece.rstrip("*")))
        if piece.endswith("*") and parts:
            parts[-1] += "*"
        found.extend(parts)
    if not found or len(found[0].rstrip("*")) < (PREFIX if found[0].endswith("*") else 1):
        raise ValueError(f"a phrase must begin with a word: {phrase!r}")
    return tuple(found)


def _match(pattern: tuple[str, ...], text: tuple[str, ...], start: int) -> int | None:
    """Where the pattern, matched from `start`, ends. A lone `*` takes as few words as it can."""
    at = start
    for place, piece in enumerate(pattern):
        if piece == "*":
            rest = pattern[place + 1 :]
            if not rest:
                return at
            for skip in range(GAP + 1):
                end = _match(rest, text, at + skip)
                if end is not None:
                    return end
            return None
        if at >= len(text) or not _same(piece, text[at]):
            return None
        at += 1
    return at


def _same(piece: str, word: str) -> bool:
    return word.startswith(piece[:-1]) if piece.endswith("*") else word == piece
