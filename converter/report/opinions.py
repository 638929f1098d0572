"""Whose statements an auditor's opinion is on: "present fairly ... the financial position of the Birchwood Group at
December 31, 1995". Where opinions stand before the statements that they are on, they tell of statements without a name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from converter.report.headings import Page, is_name, telling
from converter.report.naming import clean_label

_OPINION = re.compile(
    r"\bfinancial\s{1,40}(?:position|condition)\s{1,40}of\s{1,40}(?:the\s{1,40})?(?P<name>[^\s;:][^;:]{2,160}?)"
    r",?\s{1,40}(?:at|as\s{1,40}of)\s{1,40}(?=[A-Z])"
)
_TAIL = re.compile(r",?\s(?:and|with)\s(?:its\s|their\s)?(?:consolidated\s)?(?:subsidiar|affiliat).*$", re.IGNORECASE)
_PRONOUNS = frozenset({"company", "companies", "corporation", "partnership", "partnerships", "trust", "plan", "fund"})


@dataclass(frozen=True, slots=True)
class Opinion:
    """`line` is the number of the page's line in which the name begins."""

    line: int
    name: str


def opinions(page: Page) -> tuple[Opinion, ...]:
    """The opinions of a part in its order; those that only say "the Company" tell nothing."""
    found = []
    for match in _OPINION.finditer(page.text.text):
        name = clean_label(_TAIL.sub("", " ".join(match["name"].split())))
        if is_name(name) and not set(telling(name)) <= _PRONOUNS:
            found.append(Opinion(page.text.line_at(match.start("name")), name))
    return tuple(found)


def opinion_above(found: tuple[Opinion, ...], line: int) -> Opinion | None:
    """The nearest opinion above a line."""
    at = bisect_right(found, line, key=lambda opinion: opinion.line) - 1
    return found[at] if at >= 0 else None
