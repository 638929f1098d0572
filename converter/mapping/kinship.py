"""Whether a label and an element have anything to do with each other: a word in common, or filers who said the one for
the other. In notes and summaries, which the model has not learnt from, an element that has nothing to do with the label
is a guess (`taxonomy/lexicon/kinship.toml`)."""

from __future__ import annotations

from functools import lru_cache

from converter.mapping.blanks import has_label
from converter.mapping.elements import name_words
from converter.mapping.labels import forms
from converter.mapping.mapping import Candidate
from converter.mapping.opinion import Opinion
from converter.mapping.ranking import Lookup
from converter.mapping.sheet import KINDS, Row, Sheet
from converter.resources import rules

_FORMS = ("exact", "loose", "bag")


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(rules("lexicon/kinship.toml")["common"])


@lru_cache(maxsize=4096)
def _telling(element: str) -> frozenset[str]:
    return name_words(element) - _common()


def akin(row: Row, element: str, lookup: Lookup) -> bool:
    """Whether the row's words, or those of its heading where it has none, are the element's in part or by use."""
    form = forms(row.label)
    if any(use.element == element for f in _FORMS for kind in KINDS for use in lookup(f, kind, getattr(form, f))):
        return True
    said = set(form.words)
    if row.silent or not has_label(row):
        said |= {word for heading in row.section[-1:] for word in forms(heading).words}
    return not said.isdisjoint(_telling(element))


def told(sheet: Sheet, row: Row, opinion: Opinion, lookup: Lookup, least: float) -> Opinion:
    """The opinion without first candidates that the label has nothing to do with: in notes and summaries any, in the
    primary statements, where the place tells too, those below `least`."""
    left = list(opinion.candidates)
    while left and not row.heading and not _holds(sheet, row, left[0], lookup, least):
        left.pop(0)
    if len(left) == len(opinion.candidates):
        return opinion
    return Opinion(tuple(left), max(opinion.none, 1 - (left[0].score if left else 0.0)))


def _holds(sheet: Sheet, row: Row, candidate: Candidate, lookup: Lookup, least: float) -> bool:
    if sheet.kind is not None and candidate.score >= least:
        return True
    return akin(row, candidate.concept.removeprefix("us-gaap:"), lookup)
