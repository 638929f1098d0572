"""The name of the employee benefit plan whose statement a page shows: the lines above its title, and the fund that a
line below the title names.

    BIRCHWOOD INSTRUMENTS, INC.
    EMPLOYEES' SAVINGS PLAN                          -> plan "BIRCHWOOD INSTRUMENTS, INC. EMPLOYEES' SAVINGS PLAN"
    Statements of Net Assets Available for Benefits
    Equity Fund                                      -> fund "Equity Fund"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from converter.report.headings import Page
from converter.report.naming import clean_label
from converter.resources import rules
from converter.statements.statement import Statement

_ABOVE = 12  # lines above a title in which a name stands
_LINES = 4  # of a name
_WORDS = 14  # of a line of a name
_RULE = re.compile(r"^[-=_\s]*$")
_TAG = re.compile(r"^<")
_SMALL = frozenset({"and", "of", "the", "for", "in", "its", "certain", "by"})


@dataclass(frozen=True, slots=True)
class PlanName:
    plan: str
    fund: str | None = None

    @property
    def full(self) -> str:
        return f"{self.plan}, {self.fund}" if self.fund else self.plan


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = rules("entities.toml")["plans"]
    return (
        re.compile(rf"\b(?:{'|'.join(data['names'])})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(data['funds'])})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(data['others'])})\b", re.IGNORECASE),
    )


def plan_name(statement: Statement, page: Page) -> PlanName | None:
    """None where no line above the title names a plan."""
    at = page.title_line(statement)
    line, last = at - 1, max(at - _ABOVE, -1)
    while line > last and _RULE.match(_text(page, line)):
        line -= 1
    found: list[str] = []
    while line > last and len(found) < _LINES and _is_of_name(_text(page, line)):
        found.append(_text(page, line))
        line -= 1
    plan = clean_label(" ".join(found[::-1]), 150)
    names, funds, _ = _words()
    if not names.search(plan):
        return None
    below = _text(page, at + 1) if at + 1 < len(page.text.lines) else ""
    fund = clean_label(below) if _is_of_name(below) and funds.search(below) else None
    return PlanName(plan, fund)


def _text(page: Page, line: int) -> str:
    return " ".join(page.text.lines[line].text.split())


def _is_of_name(text: str) -> bool:
    """Whether a line can be one of a name: capital words, no date, figure or title among them."""
    words = text.split()
    if not words or len(words) > _WORDS or _RULE.match(text) or _TAG.match(text) or _words()[2].search(text):
        return False
    if text.endswith((".", ":", ";")) and not text.lower().endswith("inc."):
        return False
    return all(word.lower() in _SMALL or not word[0].isalpha() or word[0].isupper() for word in words)
