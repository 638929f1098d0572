"""Rows of a statement of cash flows that go the other way than their element says: `taxonomy/lexicon/flows.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from converter.mapping.labels import forms
from converter.mapping.mapping import Candidate
from converter.mapping.opinion import Opinion
from converter.mapping.rules import matches, patterns
from converter.mapping.sheet import Row, Sheet
from converter.mapping.signs import moves_cash, page_sign
from converter.resources import rules

Patterns = tuple[re.Pattern[str], ...]
_CLAIM = 0.3  # the probability from which a row is taken to be what its best candidate says


@dataclass(frozen=True, slots=True)
class _Table:
    out: Patterns
    into: Patterns
    net: Patterns
    headings: Patterns
    labels: Patterns
    instead: Mapping[str, str]

    def way(self, concept: str) -> int:
        """-1 for an outflow, 1 for an inflow, 0 for what is neither or may be both."""
        name = concept.removeprefix("us-gaap:")
        if matches(self.net, name):
            return 0
        return -1 if matches(self.out, name) else 1 if matches(self.into, name) else 0

    def turns(self, row: Row) -> bool:
        """Whether the row may show an outflow as a positive amount."""
        label = forms(row.label).exact
        return matches(self.labels, label) or any(matches(self.headings, forms(h).exact) for h in row.section)


@lru_cache(maxsize=1)
def _table() -> _Table:
    data = rules("lexicon/flows.toml")
    return _Table(
        out=patterns(data["out"]),
        into=patterns(data["in"]),
        net=patterns(data["net"]),
        headings=patterns(data["headings"]),
        labels=patterns(data["labels"]),
        instead={f"us-gaap:{one}": f"us-gaap:{both}" for one, both in data["instead"].items()},
    )


def as_they_flow(sheet: Sheet, rows: list[Opinion]) -> list[Opinion]:
    """The opinions without elements whose direction the page contradicts; a row that goes both ways gets the element of
    both, where there is one."""
    if not any(moves_cash(sheet, row) for row in sheet.rows):
        return rows
    table = _table()
    ways = [table.way(o.best.concept) if o.best and o.best.score >= _CLAIM else 0 for o in rows]
    shown = [page_sign(row) * (row.weight if row.parent is not None else 1) for row in sheet.rows]
    outflows = [sign for way, sign in zip(ways, shown, strict=True) if way < 0 and sign]
    signed = 2 * sum(sign < 0 for sign in outflows) > len(outflows)
    out = []
    for row, opinion, way, sign in zip(sheet.rows, rows, ways, shown, strict=True):
        if not moves_cash(sheet, row):
            out.append(opinion)
            continue
        both = _goes_both_ways(row)
        best = opinion.best
        if best is not None and both and best.concept in table.instead:
            opinion = _exchanged(opinion, table.instead[best.concept])
        elif best is not None and way and (both or (signed and sign * way < 0 and not table.turns(row))):
            opinion = opinion.without(best.concept)
        out.append(opinion)
    return out


def _goes_both_ways(row: Row) -> bool:
    signs = {value > 0 for value in row.values if value}
    return len(signs) > 1


def _exchanged(opinion: Opinion, both: str) -> Opinion:
    best, *rest = opinion.candidates
    return Opinion((Candidate(both, best.score), *(c for c in rest if c.concept != both)), opinion.none)
