"""What a row without a label is called: the sum of the rows that it adds up.

Raw materials        412
Finished goods       389
                     801   -> "Total of Raw materials and Finished goods", or the total of its heading or its table
                              where nothing under that is left out
"""

from __future__ import annotations

import re

from converter.report.naming import element_name, spoken_label
from converter.report.spelling import brief
from converter.statements.statement import LineItem, Statement

_LONGEST = 60  # characters of a part's name
_TAKEN = re.compile(r"^(?:less|deduct|add|plus)\b[\s:,\u2013\u2014-]*", re.IGNORECASE)


def has_words(item: LineItem) -> bool:
    return bool(element_name(spoken_label(item.label)))


def parts_of(statement: Statement, item: LineItem) -> tuple[LineItem, ...]:
    return tuple(each for each in statement.items if each.parent == item.index and each.cells)


def called(statement: Statement, item: LineItem) -> str:
    """The label of a row; where it has none, what its sum shows."""
    if has_words(item):
        return item.label
    parts = parts_of(statement, item)
    if not parts:
        return item.label
    heading = _common(item, parts)
    if _is_whole(statement, item, parts, heading):
        return f"Total {spoken_label(heading[-1])}" if heading and element_name(heading[-1]) else "Total"
    named = [(told, part) for part in parts if element_name(told := brief(_TAKEN.sub("", spoken_label(part.label))))]
    named = [(told, part) for told, part in named if len(element_name(told)) <= _LONGEST]
    if not named:
        return item.label
    if len(named) == 1:
        return f"Total {'net of' if named[0][1].weight < 0 else 'including'} {named[0][0]}"
    return f"Total of {named[0][0]} {'and' if len(parts) == 2 else 'through'} {named[-1][0]}"


def _common(item: LineItem, parts: tuple[LineItem, ...]) -> tuple[str, ...]:
    """The headings that stand above the sum and all its parts."""
    found = item.section
    for part in parts:
        same = (i for i, (one, two) in enumerate(zip(found, part.section, strict=False)) if one != two)
        found = found[: next(same, min(len(found), len(part.section)))]
    return found


def _is_whole(statement: Statement, item: LineItem, parts: tuple[LineItem, ...], heading: tuple[str, ...]) -> bool:
    """Whether the row adds up whatever stands with figures under a heading, or in its table, so far."""
    counted = {part.index for part in parts} | {item.index}
    within = [each for each in statement.items if each.cells and each.section[: len(heading)] == heading]
    if not heading:
        return all(_is_counted(statement, each, counted) for each in within)
    return all(_is_counted(statement, each, counted) for each in within if each.index < item.index)


def _is_counted(statement: Statement, item: LineItem, counted: set[int]) -> bool:
    seen: set[int] = set()
    at: LineItem | None = item
    while at is not None and at.index not in seen:
        if at.index in counted:
            return True
        seen.add(at.index)
        at = statement.items[at.parent] if at.parent is not None else None
    return False
