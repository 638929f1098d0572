"""Whose figures the text before a table announces: "Condensed financial information of Birchwood Leasing Company is as
follows:", a note headed "Unconsolidated Affiliates", a title that ends in "- Equity Investees".

Only such tables are asked for of which the figures already say that they are not the registrant's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from converter.report.headings import Page, is_corporate, is_name, parent_words
from converter.report.naming import clean_label
from converter.report.titles import is_face_title
from converter.resources import rules
from converter.statements.statement import Statement

_FAR = 60  # lines above a table in which its introduction stands
_NOTE = 150  # lines above a table in which the heading of its note stands
_LONGEST = 12  # words of a name
_RULE = re.compile(r"^[-=_\s]*$|^<[^<>]{0,80}>")
_PAGE_NUMBER = re.compile(r"^\s*-?\s*(?:page\s+)?[A-Z]{0,2}-?\d{1,4}\s*-?\s*$", re.IGNORECASE)
_HEAD = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|years?|months|weeks|"
    r"ended|thousands|millions|dollars|unaudited|continued|(?:19|20)\d\d)\b|^\(",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(
    r"^\s{0,40}(?:note\s{1,4})?\(?(?:\d{1,2}|[A-Z])\)?\s{0,4}[-.:)\u2013\u2014]{0,2}\s{1,10}(?=[A-Z])(?P<title>.+)$",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"[-\u2013\u2014,(\s]{0,6}\bcont(?:inued|'d|\.)?\b\)?\.?\s*$", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|years?|months|weeks|"
    r"ended|as|at|for|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SMALL = frozenset({"and", "of", "the", "in", "for", "to", "on", "with", "by", "a", "its"})
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class _Words:
    subject: re.Pattern[str]
    announced: re.Pattern[str]
    name: re.Pattern[str]
    partial: re.Pattern[str]
    pronouns: frozenset[str]
    groups: re.Pattern[str]
    held: re.Pattern[str]


@cache
def _words() -> _Words:
    data = rules("entities.toml")["introduced"]

    def either(name: str) -> str:
        return "|".join(data[name])

    return _Words(
        re.compile(rf"\b(?:{either('subjects')})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{either('announced')})\b", re.IGNORECASE),
        re.compile(
            rf"\b(?:{either('subjects')})\b.{{0,120}}?\b(?:of|for)\s+(?:the\s+)?(?P<name>\S.{{1,120}}?)"
            rf"(?=\s+(?:{either('ends')})\b|\s*\(|\s*[,:.]\s|\s*[.:]?$)",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{either('partial')})\b", re.IGNORECASE),
        frozenset(data["pronouns"]),
        re.compile(rf"\b(?:{either('groups')})\b", re.IGNORECASE),
        re.compile(rf"^(?:{either('held')})\s+", re.IGNORECASE),
    )


def introduced(statement: Statement, tables: Sequence[Statement], page: Page) -> str | None:
    """The name by which the page introduces a table of somebody else's; `tables` are those of its part."""
    at = page.title_line(statement)
    heads = _in_heads(statement)
    named = _by_its_words(heads) or _in_title(statement.title) or _in_title(page.text.lines[at].text)
    if named is not None:
        return named
    sentence = _sentence(at, _tables(tables, statement, page), page)
    if sentence is not None and _words().partial.search(sentence):
        return None
    if sentence is not None and _words().subject.search(sentence) and _words().announced.search(sentence):
        named = _in_sentence(sentence)
        if named is not None:
            return named
    note = note_title(at, page)
    if note is None or not _words().groups.search(note) or parent_words(note):
        return None
    line = clean_label(page.text.lines[at].text)
    own = heads or (line if is_name(line) and not _is_head(line) else None)
    return own or _words().held.sub("", note)


def is_parent_alone(statement: Statement, tables: Sequence[Statement], page: Page) -> bool:
    """Whether the heading of the note, or a line of its own between that and the table, says "parent company"."""
    at = page.title_line(statement)
    note = note_title(at, page, _FAR)
    if note is not None and parent_words(note):
        return True
    bottom = max((last for _, last in _tables(tables, statement, page)), default=-1)
    for line in range(at, max(at - _FAR, bottom, -1), -1):
        text = page.text.lines[line].text
        if _enumerated(text) is not None:
            return False
        if parent_words(text) and len(text.split()) <= _LONGEST and not text.rstrip().endswith((".", ",")):
            return True
    return False


def introduction(statement: Statement, tables: Sequence[Statement], page: Page) -> str | None:
    """The sentence that introduces a table, alone or with the tables right before it."""
    return _sentence(page.title_line(statement), _tables(tables, statement, page), page)


def in_note_on_others(statement: Statement, page: Page) -> bool:
    """Whether the heading of the note that a table stands in is of companies besides the registrant."""
    note = note_title(page.title_line(statement), page)
    return note is not None and bool(_words().groups.search(note)) and not parent_words(note)


def note_title(at: int, page: Page, far: int = _NOTE) -> str | None:
    """The heading with a number or letter that a line is, or that is nearest above it."""
    for line in range(at, max(at - far, -1), -1):
        title = _enumerated(page.text.lines[line].text)
        if title is not None:
            return title
    return None


def _enumerated(text: str) -> str | None:
    match = _ENUMERATED.match(text)
    if match is None:
        return None
    printed = match["title"].strip()
    title = clean_label(_CONTINUED.sub("", printed))
    words = [word for word in title.split() if word[:1].isalpha()]
    capital = sum(word[0].isupper() or word.lower() in _SMALL for word in words)
    fits = 0 < len(words) <= _LONGEST and capital == len(words) and "   " not in printed and not title.endswith(".")
    return title if fits else None


def _in_heads(statement: Statement) -> str | None:
    """What stands over all columns alike, before their dates: "EQUITY INVESTEES May 31, 1995"."""
    names = {clean_label(_DATE.split(column.head, maxsplit=1)[0].strip(" ,-")) for column in statement.columns}
    name = names.pop() if len(names) == 1 else ""
    return name if name and is_name(name) else None


def _by_its_words(name: str | None) -> str | None:
    """A name that says itself that it is one of a company, or of companies."""
    return name if name and (_words().groups.search(name) or is_corporate(name)) else None


def _in_title(title: str) -> str | None:
    """ "Birchwood Capital B.V." over a table, or what follows the dash in "BALANCE SHEETS - EQUITY INVESTEES"."""
    before, dash, after = " ".join(title.split()).rpartition("- ")
    last = clean_label(after)
    if dash and is_face_title(before) and _words().groups.search(last) and is_name(last):
        return last
    name = clean_label(re.split(r"\s{3,}", title.strip())[0])
    return _by_its_words(name) if is_name(name) else None


def _in_sentence(sentence: str) -> str | None:
    match = _words().name.search(sentence)
    if match is None:
        return None
    name = clean_label(match["name"])
    words = name.lower().split()
    if not words or len(words) > _LONGEST or words[0] in _words().pronouns or set(words) <= _words().pronouns:
        return None
    return name if any(word[0].isupper() for word in name.split()) or _words().groups.search(name) else None


def _tables(tables: Sequence[Statement], statement: Statement, page: Page) -> list[tuple[int, int]]:
    """First and last line with rows of the two tables before a statement, from the nearest."""
    earlier = [other for other in tables if other.span.end <= statement.span.start and other.items]
    nearest = sorted(earlier, key=lambda other: other.span.start, reverse=True)[:2]
    return [(page.line_of(other.items[0].span.start), page.line_of(other.span.end - 1)) for other in nearest]


def _sentence(at: int, tables: Sequence[tuple[int, int]], page: Page) -> str | None:
    """The last sentence of the paragraph right above a table, or above the tables that follow upon each other there."""
    lines = page.text.lines
    line = at - 1
    while line > max(at - _FAR, -1):
        inside = next((first for first, last in tables if first <= line <= last), None)
        if inside is not None:
            line = inside - 1
            continue
        text = " ".join(lines[line].text.split())
        if _is_prose(text):
            return _SENTENCE.split(" ".join(_paragraph(line, page)))[-1]
        if not _is_furniture(text):
            return None
        line -= 1
    return None


def _paragraph(line: int, page: Page) -> list[str]:
    found: list[str] = []
    while line >= 0 and (text := " ".join(page.text.lines[line].text.split())) and not _RULE.match(text):
        found.append(text)
        line -= 1
    return found[::-1]


def _is_prose(text: str) -> bool:
    small = sum(word[0].islower() for word in text.split())
    return small >= 4 or (text.endswith((":", ".")) and small >= 1)


def _is_head(text: str) -> bool:
    return bool(_HEAD.search(text))


def _is_furniture(text: str) -> bool:
    """What stands between a table and its introduction: heads, units, rules, titles, the turn of a page."""
    return bool(
        not any(c.isalpha() for c in text)
        or _RULE.match(text)
        or _PAGE_NUMBER.match(text)
        or _is_head(text)
        or is_face_title(text)
        or (is_name(text) and _enumerated(text) is None)
    )
