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
from dataclasses import dataclass, replace

from converter.mapping.mapping import Decision, MappedStatement
from converter.report.dimensions import Dimensions, component_dimensions, member_table
from converter.report.elements import ElementBook
from converter.report.member_names import said
from converter.statements import vocabulary
from converter.statements.statement import Basis, LineItem, Measure, Period, Statement, StatementKind
from converter.statements.wording import words

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WHOLE = ("us-gaap:StockholdersEquity", "us-gaap:SharesOutstanding")


@dataclass(frozen=True, slots=True)
class _Block:
    """`inner` is the heading right below the one that names the component, if there is one."""

    name: str
    inner: str
    items: tuple[int, ...]


def block_dimensions(mapped: MappedStatement, book: ElementBook) -> dict[int, Dimensions]:
    """The dimensions of rows by item index. Empty for statements whose components are columns, or that show one
    block only; a block whose balances have elements of their own (`CommonStockValue`) needs no dimension."""
    found: dict[int, Dimensions] = {}
    for block in _named_blocks(mapped):
        if not any(_is_own(mapped, index) for index in block.items):
            dimensions = component_dimensions(block.name, book)
            found.update((index, dimensions) for index in block.items)
    return found


def deducted_rows(mapped: MappedStatement) -> frozenset[int]:
    """The rows, by item index, of blocks headed "Less: Treasury stock", and of treasury stock at a cost without a sign:
    equity has less by what they show as more."""
    return frozenset(
        index
        for block in _named_blocks(mapped)
        if words(block.name)[:1] == ("less",) or _is_treasury_without_sign(block, mapped.statement)
        if not any(_is_own(mapped, index) for index in block.items)
        for index in block.items
    )


def _is_treasury_without_sign(block: _Block, statement: Statement) -> bool:
    place = member_table().component(said(block.name), True)[1]
    if place is None or place.member != "us-gaap:TreasuryStockCommonMember":
        return False
    costs = {column.index for column in statement.columns if column.measure is None}
    items = [statement.items[index] for index in block.items]
    balances = [item for item in items if _is_balance(item) and item.measure is Measure.MONEY]
    values = [cell.value for item in balances for cell in item.cells if cell.value and cell.column in costs]
    return bool(values) and all(value > 0 for value in values)


def superseded_balances(statement: Statement) -> frozenset[int]:
    """Balances of a statement of equity, by item index, that a row below states anew for the same day."""
    if statement.kind is not StatementKind.EQUITY:
        return frozenset()
    days: set[tuple[int, Period]] = set()
    found: set[int] = set()
    for item in reversed(statement.items):
        own = {(cell.column, cell.period) for cell in item.cells if cell.period is not None and cell.period.is_instant}
        if own and own & days:
            found.add(item.index)
        days |= own
    return frozenset(found)


def _named_blocks(mapped: MappedStatement) -> list[_Block]:
    statement = mapped.statement
    if statement.kind is not StatementKind.EQUITY or any(c.basis is Basis.COMPONENT for c in statement.columns):
        return []
    blocks = [block for block in _blocks(statement.items) if not _YEAR.search(block.name) and not _moment(block.name)]
    return _told_apart(blocks) if len({(block.name, block.inner) for block in blocks}) > 1 else []


def _moment(heading: str) -> bool:
    """Whether a heading says when ("Balance at beginning of period:", over a row for each partner), and not what of."""
    said_words = words(heading)
    return said_words[:1] in (("balance",), ("balances",)) or said_words[-1:] in (("ended",), ("ending",))


def _told_apart(blocks: list[_Block]) -> list[_Block]:
    """Blocks under one heading are of what it is divided into: "Common stock, Series A"."""
    parts: dict[str, set[str]] = {}
    for block in blocks:
        parts.setdefault(block.name, set()).add(block.inner)
    return [
        replace(block, name=f"{block.name}, {block.inner}") if block.inner and len(parts[block.name]) > 1 else block
        for block in blocks
    ]


def _blocks(items: tuple[LineItem, ...]) -> Iterator[_Block]:
    rows = [item for item in items if item.cells]
    at = 0
    while at < len(rows):
        name = _component(rows[at])
        end = at
        if name and _is_balance(rows[at]):
            end = _last_of_block(rows, at, name)
            yield _Block(name, _below(rows[at], name), tuple(item.index for item in rows[at : end + 1]))
        at = end + 1


def _component(row: LineItem) -> str:
    """The heading that names the component: the innermost that speaks of equity, else the outermost."""
    told = (heading for heading in reversed(row.section) if words(heading) and _speaks_of_equity(heading))
    return next(told, row.section[0] if row.section else "")


def _below(row: LineItem, name: str) -> str:
    return next(iter(row.section[row.section.index(name) + 1 :]), "")


def _speaks_of_equity(heading: str) -> bool:
    return next(vocabulary.bases().capital.find(words(heading)), None) is not None


def _last_of_block(rows: list[LineItem], first: int, name: str) -> int:
    """The closing balance, whatever headings stand before it; without one the last row under the block's heading."""
    closing = next((place for place in range(first + 1, len(rows)) if _is_balance(rows[place])), None)
    if closing is not None and _follows(rows[closing], rows[first]):
        return closing
    last = first
    for place in range(first + 1, len(rows)):
        if _component(rows[place]) not in ("", name):
            break
        last = place
        if _is_balance(rows[place]):
            break
    return last


def _follows(closing: LineItem, opening: LineItem) -> bool:
    """Whether one balance is later than another in each column that has both."""
    opened = {cell.column: cell.period for cell in opening.cells if cell.period is not None}
    closed = {cell.column: cell.period for cell in closing.cells if cell.period is not None}
    both = opened.keys() & closed.keys()
    return bool(both) and all(opened[column].end < closed[column].end for column in both)


def _is_balance(item: LineItem) -> bool:
    return all(cell.period is not None and cell.period.is_instant for cell in item.cells)


def _is_own(mapped: MappedStatement, index: int) -> bool:
    """Whether the row is a balance with a standard element that is not equity as a whole."""
    mapping = mapped.mappings[index]
    standard = mapping.decision is Decision.STANDARD and not (mapping.concept or "").startswith(_WHOLE)
    return standard and _is_balance(mapped.statement.items[index])
