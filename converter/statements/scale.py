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
    """Powers of ten; `shares` is None where the phrase leaves open whether share counts are scaled. `of_shares` says
    that the phrase speaks of counts of shares alone ("shares in thousands"): `money` is then no more than supposed."""

    money: int
    shares: int | None
    per_share: int = 0
    of_shares: bool = False


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
        headed = before in known.before or _is_exceptions_end(before) or (_is_year(before) and after == "of")
        if before and not headed and not _brackets(text, word):
            continue
        if not before and word in known.units and word.isalpha() and not word.endswith("s"):
            if after not in ("of", "dollars") and not _brackets(text, word):
                continue  # "million and $35 million, respectively"
        prose = not before and after == "of" and not _brackets(text, word)
        if prose and not (set(found[place + 2 :]) & (known.shares | known.money) or read_currency(text)):
            continue  # "billion of long-term debt"
        if after and after not in known.after and not _brackets(text, word) and before not in ("in", "$"):
            continue
        power = known.units[word]
        shares = _shares_apart(found, place)
        if shares is not None:
            return shares
        exempt = _exceptions(found[place:])
        said = set(found[: place + 1])
        only_money = bool(set(found) & known.money) and not said & known.shares
        only_shares = _owner(found, place) == "shares" and not set(found) & known.money
        return ScalePhrase(
            money=power,
            shares=0 if "shares" in exempt and not only_shares else None if only_money else power,
            of_shares=only_shares,
        )
    return None


def _is_exceptions_end(word: str) -> bool:
    return word in ("data", "amounts", "stated")


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")


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
    """ "Dollars in millions and shares in thousands", "shares in thousands and dollars in millions"."""
    known = vocabulary.scales()
    units = [index for index, word in enumerate(found) if word in known.units]
    owners = [_owner(found, index) for index in units]
    if len(units) < 2 or owners.count("shares") != 1:
        return None
    shares = units[owners.index("shares")]
    money = next(index for index in units if index != shares)
    return ScalePhrase(known.units[found[money]], known.units[found[shares]])


def _owner(found: tuple[str, ...], place: int) -> str:
    """Whose scale the unit word is: what follows "of" ("thousands of shares"), else what was named last before it
    ("shares in thousands"), and nothing where that is several things ("shares and dollars in thousands") or none."""
    known = vocabulary.scales()
    rest = [word for word in found[place + 1 : place + 4] if word not in ("of", "common", "us", "u.s")]
    if found[place + 1 : place + 2] == ("of",):
        return "shares" if rest[:1] and rest[0] in known.shares else "money"
    start = next((index + 1 for index in range(place - 1, -1, -1) if found[index] in known.units), 0)
    before = found[start:place]
    if start and found[start : start + 1] == ("of",):
        before = before[2:]
    shares, money = set(before) & known.shares, set(before) & known.money
    return "shares" if shares and not money else "money" if money and not shares else ""


@lru_cache(maxsize=8192)
def read_currency(text: str) -> str | None:
    """ISO 4217 code of the currency that a phrase names; the longest phrase decides."""
    best: tuple[int, str | None] = (0, None)
    for start, end, code in vocabulary.scales().currencies.find(words(text)):
        if end - start > best[0]:
            best = (end - start, code)
    return best[1]
