"""The scale and the currency that a phrase states: "(in thousands, except per share data)", "millions of yen".

A number before the unit word ("40 million shares") makes it prose, not a scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from converter.statements import vocabulary
from converter.statements.wording import words


@dataclass(frozen=True, slots=True)
class ScalePhrase:
    """Powers of ten; `shares` is None where the phrase leaves open whether share counts are scaled."""

    money: int
    shares: int | None
    per_share: int = 0


@lru_cache(maxsize=8192)
def read_scale(text: str) -> ScalePhrase | None:
    """The scale that a title line, head or label states, or None."""
    found = words(text)
    known = vocabulary.scales()
    for place, word in enumerate(found):
        if word not in known.units:
            continue
        before = found[place - 1] if place else ""
        after = found[place + 1] if place + 1 < len(found) else ""
        if before and not (before in known.before or _is_exceptions_end(before)) and not _brackets(text, word):
            continue
        if after and after not in known.after and not _brackets(text, word) and before not in ("in", "$"):
            continue
        power = known.units[word]
        shares = _shares_apart(found, place)
        if shares is not None:
            return shares
        exempt = _exceptions(found[place:])
        only_money = bool(set(found) & known.money) and not set(found[: place + 1]) & known.shares
        return ScalePhrase(
            money=power,
            shares=0 if "shares" in exempt else None if only_money else power,
            per_share=0,
        )
    return None


def _is_exceptions_end(word: str) -> bool:
    return word in ("data", "amounts", "stated")


def _brackets(text: str, word: str) -> bool:
    """ "(thousands)", "(000's)": the unit word opens a bracket."""
    low = text.casefold()
    return any(f"{mark}{word[:3]}" in low for mark in ("(", "( ", "($", "($ ", "[", "- "))


def _exceptions(rest: tuple[str, ...]) -> frozenset[str]:
    """Measures that "except ..." takes out of the scale."""
    if not any(word in ("except", "excepting", "excluding", "other") for word in rest):
        return frozenset()
    start = next(i for i, word in enumerate(rest) if word in ("except", "excepting", "excluding", "other"))
    tail = rest[start + 1 :]
    best: tuple[int, tuple[str, ...]] = (0, ())
    for begin, end, measures in vocabulary.scales().exceptions.find(tail):
        if end - begin > best[0]:
            best = (end - begin, measures)
    return frozenset(best[1])


def _shares_apart(found: tuple[str, ...], place: int) -> ScalePhrase | None:
    """ "Dollars in millions and shares in thousands"; "shares in thousands"."""
    known = vocabulary.scales()
    units = [index for index, word in enumerate(found) if word in known.units]
    if len(units) < 2 or not any(word in known.shares for word in found[units[0] : units[1]]):
        return None
    return ScalePhrase(known.units[found[units[0]]], known.units[found[units[1]]])


@lru_cache(maxsize=8192)
def read_currency(text: str) -> str | None:
    """ISO 4217 code of the currency that a phrase names; the longest phrase decides."""
    best: tuple[int, str | None] = (0, None)
    for start, end, code in vocabulary.scales().currencies.find(words(text)):
        if end - start > best[0]:
            best = (end - start, code)
    return best[1]
