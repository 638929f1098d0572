"""Headings among the rows that say which period the rows below them report."""

from __future__ import annotations

import re

from converter.statements import vocabulary
from converter.statements.body import is_period_heading
from converter.statements.dates import read_period_text
from converter.statements.scale import read_scale
from converter.statements.wording import words

_YEAR_FIRST = re.compile(r"\s*((?:19|20)\d\d)\s{0,3}(?::|--?)\s")  # "1994: Revenues"


def period_named(heading: str) -> str:
    """What a heading says of the period of the rows below it; empty where it says nothing, or more than that."""
    if not heading:
        return ""
    text = _without_scale(heading)
    if is_period_heading(text):
        return text
    match = _YEAR_FIRST.match(heading)
    return match[1] if match else ""


def _without_scale(heading: str) -> str:
    """ "Millions of dollars, year ended June 30, 1999" less its scale."""
    if read_scale(heading) is None:
        return heading
    known = vocabulary.scales()
    kept = [
        piece
        for piece in heading.split()
        if not any(word in known.units or word in known.money for word in words(piece))
    ]
    return " ".join(kept)


def carried_on(heading: str, more: str) -> str:
    """ "Quarter ended" over "March 31, 1999": one heading on two lines. A heading with a year of its own is another."""
    years = [any(found.year is not None for found in read_period_text(text).dates) for text in (heading, more)]
    return more if all(years) else f"{heading} {more}".strip()
