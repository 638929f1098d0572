"""What companies called their line items: for a form of a label in a kind of statement, how many companies used which
element, and how many of them showed it with the opposite sign.

The table is `taxonomy/lexicon/labels.tsv.gz`; its README says how it was made. Only labels that two or more companies
used are in it. "-" stands for an element of the filer's own taxonomy.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import lru_cache

from converter.resources import folder

OWN = "-"


@dataclass(frozen=True, slots=True)
class Use:
    """`companies` used `element` (a name without prefix, or OWN) for a label; `negated` of them showed it negated."""

    element: str
    companies: int
    negated: int


class Lexicon:
    def __init__(self, lines: dict[tuple[str, str, str], str]) -> None:
        self._lines = lines
        self._parsed: dict[tuple[str, str, str], tuple[Use, ...]] = {}

    def uses(self, form: str, statement: str, key: str) -> tuple[Use, ...]:
        """The elements used for a label, most used first; `form` is "exact", "loose" or "bag"."""
        at = (form, statement, key)
        found = self._parsed.get(at)
        if found is None:
            line = self._lines.get(at, "")
            found = tuple(_use(part) for part in line.split(" ")) if line else ()
            self._parsed[at] = found
        return found


def _use(part: str) -> Use:
    element, companies, negated = part.split(":")
    return Use(element, int(companies), int(negated))


@lru_cache(maxsize=1)
def load() -> Lexicon:
    """Read the table; its lines are taken apart when they are first asked for."""
    lines: dict[tuple[str, str, str], str] = {}
    text = gzip.decompress((folder("taxonomy") / "lexicon" / "labels.tsv.gz").read_bytes()).decode("ascii")
    for line in text.splitlines():
        form, statement, key, uses = line.split("\t")
        lines[form, statement, key] = uses
    return Lexicon(lines)
