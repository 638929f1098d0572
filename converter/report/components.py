"""Equity statements that stand their components one below the other: which rows belong to which component.

    COMMON STOCK
      Beginning of year             $ 73,254   $ 72,489
      Exercise of stock options           15        765
      End of year                   $ 73,269   $ 73,254
    RETAINED EARNINGS
      ...

A block runs from a row of balances under a heading to the next row of balances; the heading names the component.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from converter.mapping.mapping import Decision, MappedStatement
from converter.report.dimensions import Dimensions, component_dimensions
from converter.report.elements import ElementBook
from converter.statements.statement import Basis, LineItem, StatementKind

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WHOLE = ("us-gaap:StockholdersEquity", "us-gaap:SharesOutstanding")


@dataclass(frozen=True, slots=True)
class _Block:
    name: str
    items: tuple[int, ...]


def block_dimensions(mapped: MappedStatement, book: ElementBook) -> dict[int, Dimensions]:
    """The dimensions of rows by item index. Empty for statements whose components are columns, or that show one
    block only; a block whose balances have elements of their own (`CommonStockValue`) needs no dimension."""
    statement = mapped.statement
    if statement.kind is not StatementKind.EQUITY or any(c.basis is Basis.COMPONENT for c in statement.columns):
        return {}
    blocks = [block for block in _blocks(statement.items) if not _YEAR.search(block.name)]
    if len({block.name for block in blocks}) < 2:
        return {}
    found: dict[int, Dimensions] = {}
    for block in blocks:
        if not any(_is_own(mapped, index) for index in block.items):
            dimensions = component_dimensions(block.name, book)
            found.update((index, dimensions) for index in block.items)
    return found


def _blocks(items: tuple[LineItem, ...]) -> Iterator[_Block]:
    name, rows = "", list[int]()
    for item in items:
        if not item.cells:
            continue
        heading = item.section[0] if item.section else ""
        if name and heading not in ("", name):
            yield _Block(name, tuple(rows))
            name, rows = "", []
        if name:
            rows.append(item.index)
            if _is_balance(item):
                yield _Block(name, tuple(rows))
                name, rows = "", []
        elif heading and _is_balance(item):
            name, rows = heading, [item.index]
    if name:
        yield _Block(name, tuple(rows))


def _is_balance(item: LineItem) -> bool:
    return all(cell.period is not None and cell.period.is_instant for cell in item.cells)


def _is_own(mapped: MappedStatement, index: int) -> bool:
    """Whether the row is a balance with a standard element that is not equity as a whole."""
    mapping = mapped.mappings[index]
    standard = mapping.decision is Decision.STANDARD and not (mapping.concept or "").startswith(_WHOLE)
    return standard and _is_balance(mapped.statement.items[index])
