"""The sums of a page, by row: which rows add up to which."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from converter.statements.statement import Cell, CheckKind, Statement

Parts = tuple[tuple[int, int], ...]


def page_sums(statement: Statement) -> list[tuple[int, Parts]]:
    """(total, ((part, weight), ...)) by item index: footings that hold in most columns, else the rows' own parents."""
    votes: dict[int, dict[Parts, int]] = defaultdict(lambda: defaultdict(int))
    for check in statement.checks:
        if check.kind is CheckKind.FOOTING and check.holds:
            votes[check.total][tuple(zip(check.parts, check.weights, strict=True))] += 1
    sums = {total: max(options, key=lambda o: (options[o], len(o))) for total, options in votes.items()}
    children: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for item in statement.items:
        if item.parent is not None and item.parent not in sums:
            children[item.parent].append((item.index, item.weight))
    sums.update({total: tuple(parts) for total, parts in children.items()})
    return sorted(sums.items())


def last_digit(cell: Cell) -> Decimal:
    """The unit of the last digit that a figure prints."""
    return Decimal(1).scaleb(cell.scale - cell.figure.decimals)
