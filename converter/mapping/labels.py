"""The forms in which a line item's label is looked up, from strict to loose.

    "Accounts receivable, net of allowance of $8,205 (Note 3)"
    exact   "accounts receivable net of allowance"   the words, without notes, figures and dates
    loose   "account receivable"                      without asides, filler words, plurals, abbreviations
    bag     "account receivabl"                       the set of word roots, sorted

The lists that steer this are data: `taxonomy/lexicon/words.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from converter.resources import rules

_TOKEN = re.compile(r"[a-z][a-z'’&.]*(?:-[a-z]+)*|\$?\.?\d[\d,./]*%?|[(),;:\[\]–—-]")
_FIGURE = "#"
_DELIMITERS = frozenset("(),;:[]–—-")
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
    ]
)
_STANDARDS = frozenset(["sfas", "fas", "fin", "fsp", "eitf", "asu", "asc", "topic", "sab", "fasb", "no"])
_TRAILING = _MONTHS | {"at", "as", "of", "in", "respectively", "and", "on", "the", "see", "for", "par"}
_LEADING = frozenset(("less", "add", "plus", "deduct"))
_HYPHENATED = frozenset(
    ["non", "long", "short", "share", "stock", "available", "held", "mark", "mortgage", "re", "pre", "co", "sub"]
)
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ions",
    "ion",
    "ings",
    "ing",
    "ables",
    "able",
    "ed",
    "es",
    "e",
    "s",
    "ly",
)


@dataclass(frozen=True, slots=True)
class Forms:
    exact: str
    loose: str
    bag: str
    words: tuple[str, ...]  # of the loose form, asides included


@lru_cache(maxsize=1)
def _lists() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    data = rules("lexicon/words.toml")
    return data["spelling"], data["singular"], data["same"]


def _tokens(label: str) -> list[str]:
    found: list[str] = []
    for token in _TOKEN.findall(label.lower().replace("’", "'")):
        if token[0] in "$.0123456789" and any(c.isdigit() for c in token):
            found.append(_FIGURE)
        else:
            found.append(token if token in _DELIMITERS else token.rstrip(".'"))
    return _without_marks(found)


def _without_marks(tokens: list[str]) -> list[str]:
    """Drops "(Note 5)", "(see Notes 2 and 7)", "[3]", "(a)" and numbers of accounting standards."""
    kept: list[str] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token in "([":
            end = next((k for k in range(at + 1, min(at + 12, len(tokens))) if tokens[k] in ")]"), at)
            inside = tokens[at + 1 : end]
            if inside and ("note" in inside or "notes" in inside or all(t == _FIGURE or len(t) == 1 for t in inside)):
                at = end + 1
                continue
        if token == _FIGURE and kept and kept[-1] in _STANDARDS:
            at += 1
            continue
        if token in ("note", "notes") and tokens[at + 1 : at + 2] == [_FIGURE]:
            at += 2
            continue
        kept.append(token)
        at += 1
    return kept


def _cut_figures(tokens: list[str]) -> list[str]:
    """Drops what follows from the clause of the first figure on: par values, share counts, allowances, dates."""
    if _FIGURE not in tokens:
        return tokens
    first = tokens.index(_FIGURE)
    clause = next((k for k in range(first, -1, -1) if tokens[k] in _DELIMITERS), -1)
    head = tokens[: max(clause, 0)]
    if not any(len(t) > 2 for t in head):
        head = [t for t in tokens if t != _FIGURE and t not in _MONTHS]
    return head


def _joined(tokens: list[str]) -> list[str]:
    """Writes "long term" as one word, "income-net" as two."""
    out: list[str] = []
    for token in tokens:
        first, hyphen, _ = token.partition("-")
        if hyphen and first and first not in _HYPHENATED:
            out.extend(part for part in token.split("-") if part)
        elif (
            out
            and ((token == "term" and out[-1] in ("long", "short")) or out[-1] == "non")
            and token not in _DELIMITERS
        ):
            out[-1] = f"{out[-1]}-{token}"
        else:
            out.append(token)
    return out


def _singular(word: str, irregular: dict[str, str]) -> str:
    if word in irregular:
        return irregular[word]
    if word.endswith("'s"):
        return word[:-2]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def root(word: str) -> str:
    """A word without its ending."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _loose_words(tokens: list[str]) -> list[str]:
    spelling, irregular, _ = _lists()
    out: list[str] = []
    for token in tokens:
        written = spelling.get(token)
        if written is None:
            one = _singular(token.replace("'", "") if token.endswith("s'") else token, irregular)
            written = spelling.get(one, one)
        out.extend(_singular(w, irregular) for w in written.split())
    return out


def _outside_parentheses(tokens: list[str]) -> list[str]:
    depth = 0
    kept: list[str] = []
    for token in tokens:
        if token in "([":
            depth += 1
        elif token in ")]":
            depth = max(depth - 1, 0)
        elif not depth:
            kept.append(token)
    return kept


@lru_cache(maxsize=65536)
def forms(label: str) -> Forms:
    """The lookup forms of a label; all are empty for a label without a letter."""
    tokens = _joined(_cut_figures(_tokens(label)))
    while tokens and (tokens[-1] in _TRAILING or tokens[-1] in _DELIMITERS):
        tokens.pop()
    if tokens and tokens[0] in _LEADING and len(tokens) > 1:
        del tokens[0]
    exact = [t for t in tokens if t not in _DELIMITERS]
    outside = [t for t in _outside_parentheses(tokens) if t not in _DELIMITERS]
    loose = _loose_words(outside or exact)
    while len(loose) > 1 and loose[-1] == "net":
        loose.pop()
    words = tuple(_loose_words(exact))
    same = _lists()[2]
    bag = sorted({root(same.get(w, w)) for w in words if w != "net"} or {root(w) for w in words})
    return Forms(" ".join(exact), " ".join(loose or exact), " ".join(bag), words)
