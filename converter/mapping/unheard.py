"""Elements that no company used for a label like the row's, and that no word over or in the row names.

The ranking judges labels that it never saw by their place: "High", below "Market price", becomes the element that often
stands there. `taxonomy/lexicon/unheard.toml` holds the words that name elements in other ways.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from converter.mapping.labels import forms, root
from converter.mapping.lexicon import Lexicon
from converter.mapping.mapping import Candidate
from converter.mapping.rules import patterns
from converter.mapping.sheet import KINDS, Row, Sheet
from converter.resources import rules
from converter.statements.wording import words

_PART = re.compile(r"[A-Z][a-z]{0,40}")
_STEM = 5  # letters by which words are compared
_HEADINGS = 2  # headings above a row that may name its element


@dataclass(frozen=True, slots=True)
class Table:
    """`unheard.toml`; its head says what each part means."""

    most: float
    common: frozenset[str]
    heard: tuple[tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]], ...]


@lru_cache(maxsize=1)
def _table() -> Table:
    data = rules("lexicon/unheard.toml")
    heard = tuple((patterns(each["elements"]), patterns(each["words"])) for each in data["heard"])
    return Table(data["most"], _stems(tuple(data["common"])), heard)


def is_unheard(sheet: Sheet, row: Row, best: Candidate, lexicon: Lexicon) -> bool:
    """Whether nothing but its place speaks for the element; a row without words is judged by its place alone."""
    table = _table()
    if best.score >= table.most or row.silent or not any(letter.isalpha() for letter in row.label):
        return False
    name = best.concept.partition(":")[2]
    said = tuple(word for text in (*row.section[-_HEADINGS:], row.label) for word in words(text))
    parts = _stems(tuple(_PART.findall(name)))
    if (parts - table.common or parts) & _stems(said):
        return False
    if any(
        any(p.match(name) for p in elements) and any(p.match(word) for p in named for word in said)
        for elements, named in table.heard
    ):
        return False
    return not _is_known(row.label, sheet.kind, name, lexicon)


@lru_cache(maxsize=8192)
def _stems(found: tuple[str, ...]) -> frozenset[str]:
    return frozenset(root(word.lower())[:_STEM] for word in found)


def _is_known(label: str, kind: str | None, name: str, lexicon: Lexicon) -> bool:
    form = forms(label)
    return any(
        use.element == name
        for which in ("exact", "loose", "bag")
        for statement in ((kind,) if kind else KINDS)
        for use in lexicon.uses(which, statement, getattr(form, which))
    )
