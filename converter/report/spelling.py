"""A label as an element's name is made of it: without dates and amounts and the words that go with them, units, notes
and footnotes (EFM 6.8.5, 6.8.6). The words that decide are in `taxonomy/naming.toml`.

    "Allowance of $412 and $389 at December 31, 1995 and 1994 (Note 5)" -> "Allowance"
    "7 1/4% senior notes due 1998"                                       -> "7 1/4% senior notes"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from converter.resources import rules

_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
_YEAR = r"(?:19|20)\d\d(?:\s?[-/\u2013]\s?(?:19|20)?\d\d)?(?![\d%])"
_PERIOD = re.compile(
    rf"\b(?:{_MONTHS} ?\d{{1,2}}\b(?:,? ?{_YEAR})?|{_MONTHS},? {_YEAR}|{_YEAR}|\d{{1,2}}/\d{{1,2}}/\d\d(?:\d\d)?"
    r"|(?:first|second|third|fourth) quarter|half year|[1-4] ?qtr|qtr ?[1-4]|year to date|ytd)(?![\w%])",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"{_MONTHS}$", re.IGNORECASE)
_AMOUNT = re.compile(r"\$ ?\([\d.][\d,. ]*\)|\(\$ ?[\d.][\d,.]*\)|\$ ?[\d.][\d,.]*|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_FRACTION = re.compile(r"\b(?:(\d{1,3})[ -])?(\d{1,2})/(2|4|8|16|32)(?=\s?%|\s+per ?cent)")
_RANGE = re.compile(r"\b(\d{1,2})\s?[-\u2013]\s?(\d{1,2})(?![\w/])")
_ENUMERATION = re.compile(r"^\(?(?:\d{1,3}|[A-Za-z])[.)]\s+(?![A-Z]\.)")  # "A. B. Larch Group" begins with initials
_SECTION = re.compile(r"\b(\d{3})\s?\(([a-zA-Z])\)")  # "401(k)"
_FOOTNOTE = re.compile(r"\b([A-Za-z]*[a-z]{3})\d(?![\w.,%])")
_LONGEST = 511  # characters of a label (EFM 6.10.6)
_GAP = "\x00"
_TOKEN = re.compile(
    r"\x00|[^\s\x00,;:()\[\]\u2013\u2014]+(?:\([^\s()\x00]{1,6}\))?|[,;:()\[\]\u2013\u2014]"  # "loss(es)" is a word
)
_CLAUSE = re.compile(r"[;:]|,(?!\d)|\s-{1,2}\s|\u2013|\u2014")
_BRACKETS = re.compile(r"\([^()]*\d[^()]*\)")  # with a figure
_SIGNS = (("%", " percent "), ("&", " and "), ("$", " "), ("'", ""), ("\u2019", ""), ("`", ""))
_LETTERS = re.compile(r"(?<=[A-Z])&(?=[A-Z])")  # "AT&T"
_MARKS = frozenset(",;:-()[]\u2013\u2014")


@dataclass(frozen=True, slots=True)
class NamingRules:
    """`taxonomy/naming.toml`; its heads say what each part means."""

    asides: tuple[re.Pattern[str], ...]
    prefixes: re.Pattern[str]
    before: frozenset[str]
    weak: frozenset[str]
    joining: frozenset[str]
    after: frozenset[str]
    ended: frozenset[str]
    spans: frozenset[str]
    hanging: frozenset[str]
    opening: frozenset[str]
    details: frozenset[str]
    counted: frozenset[str]
    generic: frozenset[str]
    before_company: tuple[str, ...]
    after_company: tuple[str, ...]


@cache
def naming_rules() -> NamingRules:
    data = rules("naming.toml")
    clauses = {name: frozenset(words) for name, words in data["clauses"].items()}
    return NamingRules(
        asides=tuple(re.compile(pattern, re.IGNORECASE) for pattern in data["asides"]),
        prefixes=re.compile("|".join(f"(?:{pattern})" for pattern in data["prefixes"]), re.IGNORECASE),
        counted=frozenset(data["footnotes"]["counted"]),
        generic=frozenset(data["generic"]),
        before_company=tuple(data["company"]["before"]),
        after_company=tuple(data["company"]["after"]),
        **clauses,
    )


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Amounts, periods, units, notes and what numbers it left out. "" where nothing is left."""
    return timeless(_ENUMERATION.sub("", text))


@lru_cache(maxsize=65536)
def timeless(text: str) -> str:
    """Amounts, periods, units and notes left out."""
    text = _without_asides(_beginning(text))
    tokens = _TOKEN.findall(_AMOUNT.sub(_GAP, _PERIOD.sub(_GAP, text)))
    return _joined(_without_loose_ends(_without_gaps(tokens)))


@lru_cache(maxsize=65536)
def spelled_out(text: str) -> str:
    """The bare text with signs as words and fractions as decimals."""
    text = _SECTION.sub(r"\1\2", bare(text))
    text = _LETTERS.sub("", _RANGE.sub(r"\1 to \2", _FRACTION.sub(_decimal, text)))
    for sign, spoken in _SIGNS:
        text = text.replace(sign, spoken)
    return " ".join(text.split())


def unnumbered(title: str) -> str:
    """A title without what numbers it: "Note 5 - Inventories" -> "Inventories"."""
    found = naming_rules().prefixes.match(title)
    rest = title[found.end() :] if found else title
    return rest if any(c.isalpha() for c in rest) else title


def brief(label: str) -> str:
    """Without the clauses that tell in passing: "Common stock, $1 par value; 500 shares authorized" -> "Common
    stock". Where a label states no figure it is the bare label."""
    label = _beginning(label)
    if not any(c.isdigit() for c in label):
        return bare(label)
    kept: list[str] = []
    for clause in _CLAUSE.split(_BRACKETS.sub(" ", label)):
        words = bare(clause)
        passing = any(c.isdigit() for c in clause) or not naming_rules().details.isdisjoint(words.lower().split())
        if words and not (kept and passing):
            kept.append(words)
    return ", ".join(kept) or bare(label)


def without_footnotes(text: str) -> str:
    """Without the figure of a footnote that a word ends in: "Dividends1"."""
    return _FOOTNOTE.sub(_plain_word, text)


def _beginning(text: str) -> str:
    """With single spaces, no longer than a label may be."""
    return " ".join(text[: 4 * _LONGEST].split())[:_LONGEST]


def _plain_word(match: re.Match[str]) -> str:
    return match[0] if match[1].lower() in naming_rules().counted else match[1]


def _decimal(match: re.Match[str]) -> str:
    """ "7 1/4" -> "7.25"."""
    value = int(match[1] or 0) + int(match[2]) / int(match[3])
    return f"{value:.5f}".rstrip("0").rstrip(".")


def _without_asides(text: str) -> str:
    for pattern in naming_rules().asides:
        text = pattern.sub(" ", text)
    return without_footnotes(text)


def _without_gaps(tokens: Sequence[str]) -> list[str]:
    """Without dates and amounts, and the words that go with them."""
    known = naming_rules()
    out: list[str] = []
    at = 0
    while at < len(tokens):
        if tokens[at] != _GAP and not _is_month(tokens, at):
            out.append(tokens[at])
            at += 1
            continue
        _drop_words_before(out)
        at += 1
        ahead = at
        while ahead < len(tokens) and (tokens[ahead].lower() in known.joining or tokens[ahead] == _GAP):
            ahead += 1
            at = ahead if tokens[ahead - 1] == _GAP else at
        while ahead < len(tokens) and tokens[ahead].lower() in known.after:
            ahead += 1
            at = ahead
    return out


def _is_month(tokens: Sequence[str], at: int) -> bool:
    """A month without a day or year is a date after a word of dates: "due in March"."""
    known = naming_rules()
    words = known.ended | known.before
    return at > 0 and tokens[at - 1].lower() in words and _MONTH.match(tokens[at]) is not None


def _drop_words_before(out: list[str]) -> None:
    known = naming_rules()
    ended = False
    while out:
        word = out[-1].lower()
        ended |= word in known.ended
        weak = word in known.weak and len(out) > 1
        if weak or word in known.before or word in known.ended or (ended and word in known.spans):
            out.pop()
        else:
            return


def _without_loose_ends(tokens: list[str]) -> list[str]:
    """Without empty brackets, the words that no label begins or ends with, and the name of a period without dates."""
    known = naming_rules()
    kept: list[str] = []
    for token in tokens:
        if token in (")", "]") and kept and kept[-1] in ("(", "["):
            kept.pop()
        elif not (token in ",;:" and (not kept or kept[-1] in _MARKS)):
            kept.append(token)
    if any(token.lower() in known.ended for token in kept) and all(
        token.lower() in known.ended or token.lower() in known.spans or token in _MARKS for token in kept
    ):
        return []
    first, last = 0, len(kept)
    while first < last and (kept[first].lower() in known.opening or kept[first] in ",;:-)]\u2013\u2014"):
        first += 1
    while last > first and (kept[last - 1].lower() in known.hanging or kept[last - 1] in ",;:-([\u2013\u2014"):
        if kept[last - 1] == "A" and last - 2 >= first and kept[last - 2].lower() in known.counted:
            break  # the "A" of "Series A" is no article
        last -= 1
    return kept[first:last]


def _joined(tokens: Sequence[str]) -> str:
    text = ""
    for token in tokens:
        tight = token in ",;:)]" or text.endswith(("(", "["))
        text += token if tight or not text else f" {token}"
    return text
