"""The scale of share counts, refereed by arithmetic: net income over earnings per share is the number of shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from converter.statements.statement import Column, LineItem, Measure, Scale, Statement, StatementKind
from converter.statements.wording import words

POWERS = (0, 3, 6)
NEAR = (Decimal("0.85"), Decimal("1.18"))  # how far earnings per share, rounded to cents, may lead astray
LEAST = Decimal("0.05")  # smaller earnings per share are rounded too much to tell
FULL = Decimal(1_000_000)  # a count of so many is hardly printed in thousands or millions

MOST = Decimal(20_000_000_000)  # more shares than any company has


WITHIN = 10  # a note counts no more shares than so many times those of the statements, or its scale is another


def most_shares(statements: Iterable[Statement]) -> Decimal | None:
    """The largest count of shares on the face of the income statements; None where they count none."""
    counts = [
        abs(cell.value)
        for statement in statements
        if statement.kind is StatementKind.INCOME
        for item in statement.items
        if item.measure is Measure.SHARES
        for cell in item.cells
        if cell.value
    ]
    return max(counts, default=None)


def share_scale(
    items: Sequence[LineItem], columns: Sequence[Column], scale: Scale, stated: int | None, most: Decimal | None = None
) -> Scale:
    """`scale` with the power of share counts that the figures agree with. `items` are scaled by `scale` as it is;
    `stated` is the power that the phrase gives to shares, None where it leaves it open, `most` what `most_shares` says
    of the filing's statements."""
    counting = {column.index for column in columns if column.measure is Measure.SHARES}
    counts = [
        (cell.column, abs(cell.figure.value), cell.scale)
        for item in items
        for cell in item.cells
        if cell.figure.value and (item.measure is Measure.SHARES or cell.column in counting)
    ]
    if not counts:
        return scale
    votes = _votes(items, [(column, count) for column, count, _ in counts])
    best = max(votes, key=lambda power: votes[power], default=None)
    if best is not None and votes[best] >= 2 * votes.get(stated if stated is not None else -1, 0) and votes[best] >= 2:
        return replace(scale, shares=best)
    largest = max(count for _, count, _ in counts)
    if most is not None and not _authorizes(items, columns) and largest <= WITHIN * most:
        power = scale.money if stated is None else stated
        if largest.scaleb(power) > WITHIN * most:
            return replace(scale, shares=0)
    if stated is not None:
        return replace(scale, shares=stated if largest.scaleb(stated) <= MOST else 0)
    return replace(scale, shares=0 if largest >= FULL else scale.money)


def proved_shares(items: Sequence[LineItem], columns: Sequence[Column]) -> int | None:
    """The power of share counts that net income over the amounts a share proves, and no other as well."""
    counting = {column.index for column in columns if column.measure is Measure.SHARES}
    votes = _votes(
        items,
        [
            (cell.column, abs(cell.figure.value))
            for item in items
            for cell in item.cells
            if cell.figure.value and (item.measure is Measure.SHARES or cell.column in counting)
        ],
    )
    best = max(votes, key=lambda power: votes[power], default=None)
    return (
        best if best is not None and all(votes[best] > 2 * votes[other] for other in votes if other != best) else None
    )


def _votes(items: Sequence[LineItem], counts: Sequence[tuple[int, Decimal]]) -> dict[int, int]:
    """How many counts, each with its column, agree with each power."""
    votes: dict[int, int] = {}
    for column, count in counts:
        for expected in _expected(items, column):
            for power in POWERS:
                if NEAR[0] <= expected / count.scaleb(power) <= NEAR[1]:
                    votes[power] = votes.get(power, 0) + 1
    return votes


def _expected(items: Sequence[LineItem], column: int) -> Iterator[Decimal]:
    """Net income over each amount per share of a column."""
    income = [
        cell.value
        for item in items
        if item.measure is Measure.MONEY and words(item.label)[:1] == ("net",) and _is_income(item.label)
        for cell in item.cells
        if cell.column == column and cell.value
    ]
    per_share = [
        cell.value
        for item in items
        if item.measure is Measure.PER_SHARE and "dividends" not in words(item.label)
        for cell in item.cells
        if cell.column == column and cell.value and abs(cell.value) >= LEAST
    ]
    if income:
        for amount in per_share[:6]:
            yield abs(income[-1] / amount)


def _authorizes(items: Sequence[LineItem], columns: Sequence[Column]) -> bool:
    """Shares that may be issued are not bounded by those that were."""
    return any("authorized" in words(text) for text in (*(i.label for i in items), *(c.head for c in columns)))


def _is_income(label: str) -> bool:
    return bool({"income", "loss", "earnings"} & set(words(label)[:4])) and "interest" not in words(label)[:3]
