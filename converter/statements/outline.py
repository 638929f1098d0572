"""Where each row stands: the headings above it, its depth, its role.

A heading holds the rows below it until a total closes it, a row stands further left than the rows it held, or another
heading of its level comes. A heading further right than what it heads is centred: it opens a part of the statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from converter.statements import vocabulary
from converter.statements.statement import Role
from converter.statements.wording import folded, words
from converter.tables.grid import GridRow

CENTRED = 3  # characters by which a heading must stand right of what it heads


@dataclass(frozen=True, slots=True)
class Place:
    role: Role
    depth: int
    section: tuple[str, ...]


@dataclass(slots=True)
class _Open:
    label: str
    level: float
    first: int | None = None
    indent: int | None = None  # left edge of the rows that it holds


def outline(
    rows: Sequence[GridRow], headings: Sequence[bool], sums: Mapping[int, tuple[int, ...]]
) -> tuple[Place, ...]:
    """One place a row. `sums` maps a total's row to the rows that add up to it."""
    totals = _levels(sums)
    stack: list[_Open] = []
    places: list[Place] = []
    for index, row in enumerate(rows):
        if headings[index]:
            level = _heading_level(rows, headings, index, stack)
            while stack and stack[-1].level >= level:
                stack.pop()
            places.append(Place(Role.HEADING, len(stack), tuple(heading.label for heading in stack)))
            stack.append(_Open(row.label.rstrip(": "), level))
            continue
        role = _role(row, index, totals)
        closes = _closed_by(stack, index, row, role, sums.get(index, ()))
        if role is Role.ITEM or closes is None:
            while stack and stack[-1].indent is not None and _outside(stack[-1], row):
                stack.pop()
        places.append(Place(role, len(stack), tuple(heading.label for heading in stack)))
        for heading in stack:
            heading.first = index if heading.first is None else heading.first
        if stack and stack[-1].indent is None:
            stack[-1].indent = row.indent
        if closes is not None:
            del stack[closes:]
    return tuple(places)


def _levels(sums: Mapping[int, tuple[int, ...]]) -> dict[int, Role]:
    """A total that is a part of another is a subtotal."""
    parts = {part for members in sums.values() for part in members}
    return {total: Role.SUBTOTAL if total in parts else Role.TOTAL for total in sums}


def _role(row: GridRow, index: int, totals: Mapping[int, Role]) -> Role:
    if index in totals:
        return totals[index]
    first = words(row.label)[:1]
    return Role.SUBTOTAL if first in (("total",), ("totals",), ("subtotal",)) or not row.label else Role.ITEM


def _closed_by(stack: Sequence[_Open], index: int, row: GridRow, role: Role, parts: tuple[int, ...]) -> int | None:
    """Index in the stack of the outermost heading that this total closes."""
    if role is Role.ITEM or not stack:
        return None
    label = folded(row.label)
    for place, heading in enumerate(stack):
        name = folded(heading.label)
        if name and label in (f"total {name}", f"net {name}", f"total {name} net"):
            return place
    if parts:
        for place, heading in enumerate(stack):
            if heading.first is not None and heading.first == parts[0] and not _is_top(heading.label):
                return place
    return None


def _outside(heading: _Open, row: GridRow) -> bool:
    """Whether a row stands left of the rows that the heading holds, at the heading's own edge or before it."""
    return heading.indent is not None and row.indent < heading.indent and row.indent <= heading.level


def _heading_level(rows: Sequence[GridRow], headings: Sequence[bool], index: int, stack: Sequence[_Open]) -> float:
    row = rows[index]
    following = next((other for other in rows[index + 1 :] if other.label), None)
    if _is_top(row.label) or (following is not None and row.indent >= following.indent + CENTRED):
        return -1.0
    level = float(row.indent)
    if stack and stack[-1].level == level and stack[-1].first is None:
        return level + 0.5  # a heading right under a heading stands inside it
    peers = [
        heading.level for heading in stack if int(heading.level) == row.indent and heading.level != int(heading.level)
    ]
    return peers[-1] if peers else level


def _is_top(label: str) -> bool:
    text = words(label)
    return any(end - start == len(text) and start == 0 for start, end, _ in vocabulary.rows()["top"].find(text))
