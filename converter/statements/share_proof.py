"""The scale of share counts where the page speaks of dollars alone: proved, or the counts stay text.

"Dollars in thousands" says nothing of a column of shares that prints 45,439. Net income over the amount a share proves
its scale, and so do the number of shares outstanding that the cover states in full and the counts of the income
statements: what is outstanding is about as many, and no count is many times more. What is left open has no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from converter.findings import Finding, Location, Severity
from converter.reading.document import Document, Source
from converter.statements.filing import cover_text
from converter.statements.scale import ScalePhrase, read_scale
from converter.statements.share_scale import FULL, POWERS, WITHIN, proved_shares
from converter.statements.statement import Cell, Column, LineItem, Measure, Statement, StatementKind
from converter.statements.wording import words

_COUNT = re.compile(r"(?<![\d$.,])(?<!\$ )\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?(?![\d,])")
_OF_STOCK = re.compile(r"\b(?:shares?|common)\b", re.I)
_AROUND = 300  # characters of the cover within which its count of shares is said to be one
_OF_FILING = re.compile(
    r"(?<![\d$.,])(?<!\$ )(\d{1,3}(?:,\d{3}){2,3})\s{1,9}(?:common\s{1,9})?shares\b(?!\s{1,9}authorized)", re.I
)
_TELLING = 1000  # a count from this size on is hardly that of another thing by chance, rounded
_LIKE = (Decimal("0.5"), Decimal("2"))  # the shares of a few years of one company
_NEAR = (Decimal("0.8"), Decimal("1.25"))
_TIES = 2
_OF_OUTSTANDING = (StatementKind.EQUITY, StatementKind.INCOME, StatementKind.SELECTED, StatementKind.BALANCE)
_WHOLE = frozenset({"average", "weighted", "diluted", "basic", "primary"})
_FEWEST = 10_000  # smaller numbers on a cover are hardly of shares
_FEW = 3  # classes of shares on a cover
_CODE = "ix.statements.scale"

Place = tuple[int, int]  # item, cell


def settle_share_counts(
    document: Document, found: Mapping[int, Statement], phrases: Mapping[int, ScalePhrase | None]
) -> dict[int, Statement]:
    """The statements with their share counts scaled as is proved. `phrases` are what the statements' pages state."""
    cover = _on_cover(document)
    result = dict(found)
    anchors: set[Decimal] = set()  # of the income statements
    undecided = []
    for place, statement in found.items():
        phrase = phrases[place]
        if statement.of_plan:
            continue
        anchors |= _labelled(statement)
        if not _counts(statement):
            continue
        if phrase is None or phrase.shares is not None or not phrase.money:
            if phrase is not None and phrase.money and statement.kind is StatementKind.EQUITY:
                undecided.append(place)
            elif statement.kind is StatementKind.INCOME:
                anchors.add(_largest(statement, statement.scale.shares))
            continue
        power = proved_shares(statement.items, statement.columns)
        if power is None:
            undecided.append(place)
            continue
        result[place] = _scaled(statement, power)
        if statement.kind is StatementKind.INCOME:
            anchors.add(_largest(statement, power))
    spoken = _spoken(document) if undecided else frozenset()
    for place in undecided:
        statement, phrase = result[place], phrases[place]
        if phrase is not None and phrase.shares is not None:
            other = _contradicted(statement, cover, spoken | cover)
            result[place] = statement if other is None else _scaled(statement, other)
            continue
        power = _proved(statement, anchors, cover, spoken)
        result[place] = _left_open(document.source, statement) if power is None else _scaled(statement, power)
    return result


def _proved(
    statement: Statement, averages: set[Decimal], cover: frozenset[Decimal], spoken: frozenset[Decimal]
) -> int | None:
    """From what the income statements count first, then from what the cover may count."""
    counts = [abs(cell.figure.value or Decimal(0)) for _, cell in _cells(statement)]
    largest = max(counts)
    if largest >= FULL:
        return 0
    if (beside := _beside(statement, largest)) is not None:
        return beside
    broken = any(cell.figure.decimals for _, cell in _cells(statement))
    powers = [power for power in POWERS if power <= statement.scale.money and (power or not broken)]
    low, high = _LIKE if statement.kind in _OF_OUTSTANDING else _NEAR
    whole = statement.kind in _OF_OUTSTANDING or _counts_all(statement)
    for anchors in (averages, cover) if whole else ():
        like = {power for power in powers for each in anchors if low * each <= largest.scaleb(power) <= high * each}
        if len(like) == 1:
            return like.pop()
    if averages or cover:
        powers = [power for power in powers if largest.scaleb(power) <= WITHIN * max(averages | cover)]
    tied = {power for power in powers if _tied(counts, power, spoken | cover)}
    if len(tied) == 1:
        return tied.pop()
    return powers[0] if len(powers) == 1 else None


def _beside(statement: Statement, largest: Decimal) -> int | None:
    """The power that other rows state of their counts, of which these are parts: "Average shares (millions) 3,189"."""
    powers: dict[int, Decimal] = {}
    for item in statement.items:
        phrase = read_scale(item.label) if item.measure is Measure.SHARES else None
        printed = [abs(cell.figure.value) for cell in item.cells if cell.figure.value]
        if phrase is not None and printed:
            powers[phrase.money] = max(powers.get(phrase.money, Decimal(0)), *printed)
    if len(powers) != 1:
        return None
    power, most = powers.popitem()
    return power if largest <= most else None


def _counts_all(statement: Statement) -> bool:
    """Whether the largest count of a note is of the shares outstanding, not of one series, plan or holder."""
    at, _ = max(_cells(statement), key=lambda found: abs(found[1].figure.value or Decimal(0)))
    item = statement.items[at[0]]
    return any(_WHOLE & set(words(text)) for text in (item.label, *item.section))


def _contradicted(statement: Statement, cover: frozenset[Decimal], spoken: frozenset[Decimal]) -> int | None:
    """The power that cover and text prove of a statement of equity, against what its page states of shares: "in
    thousands, except share data" over shares in thousands."""
    counts = [abs(cell.figure.value or Decimal(0)) for _, cell in _cells(statement)]
    largest, stated = max(counts), statement.scale.shares
    like = {
        power for power in POWERS for anchor in cover if _LIKE[0] * anchor <= largest.scaleb(power) <= _LIKE[1] * anchor
    }
    if len(like) != 1 or stated in like:
        return None
    power = like.pop()
    near = any(_NEAR[0] * anchor <= largest.scaleb(power) <= _NEAR[1] * anchor for anchor in cover)
    return power if power and near and _shared(counts, power, spoken) else None


def _tied(counts: Sequence[Decimal], power: int, spoken: frozenset[Decimal]) -> bool:
    shared = _shared(counts, power, spoken)
    return len(shared) >= _TIES or any(count >= 10 * _TELLING for count in shared)


def _shared(counts: Sequence[Decimal], power: int, spoken: frozenset[Decimal]) -> set[Decimal]:
    """The counts that the filing's text states in full."""
    half = Decimal(5).scaleb(power - 1) if power else Decimal(0)
    least = _TELLING if power else 100 * _TELLING
    return {
        count for count in counts if count >= least and any(abs(count.scaleb(power) - each) <= half for each in spoken)
    }


def _on_cover(document: Document) -> frozenset[Decimal]:
    """The numbers of the cover that may be those of shares outstanding, and their sum."""
    text = cover_text(document)
    found = []
    for match in _COUNT.finditer(text):
        around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
        count = Decimal(match[0].replace(",", ""))
        if count >= _FEWEST and "outstanding" in around.casefold() and _OF_STOCK.search(around):
            found.append(count)
    return frozenset((*found, sum(found, Decimal(0)))) if 1 < len(found) <= _FEW else frozenset(found)


def _spoken(document: Document) -> frozenset[Decimal]:
    return frozenset(Decimal(match[1].replace(",", "")) for match in _OF_FILING.finditer(document.source.text))


def _cells(statement: Statement) -> Iterator[tuple[Place, Cell]]:
    """The counts of shares that neither their row nor its headings scale."""
    columns = {column.index: column for column in statement.columns}
    for at, item in enumerate(statement.items):
        if any(read_scale(text) is not None for text in (item.label, *item.section)):
            continue
        for place, cell in enumerate(item.cells):
            if cell.figure.value and _is_count(item, cell, columns):
                yield (at, place), cell


def _is_count(item: LineItem, cell: Cell, columns: Mapping[int, Column]) -> bool:
    column = columns[cell.column]
    return column.scale is None and column.measure_of(item.measure, cell.figure) is Measure.SHARES


def _labelled(statement: Statement) -> set[Decimal]:
    """The counts of an income statement of which their own row says how they are scaled."""
    if statement.kind is not StatementKind.INCOME:
        return set()
    own = [item for item in statement.items if item.measure is Measure.SHARES and read_scale(item.label) is not None]
    return {abs(cell.value) for item in own for cell in item.cells if cell.value}


def _counts(statement: Statement) -> bool:
    return next(_cells(statement), None) is not None


def _largest(statement: Statement, power: int) -> Decimal:
    return max(abs(cell.figure.value or Decimal(0)).scaleb(power) for _, cell in _cells(statement))


def _scaled(statement: Statement, power: int) -> Statement:
    if power == statement.scale.shares:
        return statement
    cells = {
        place: replace(cell, value=_full((cell.figure.value or Decimal(0)).scaleb(power)), scale=power)
        for place, cell in _cells(statement)
    }
    scale = replace(statement.scale, shares=power)
    return replace(statement, scale=scale, items=_with(statement.items, cells))


def _left_open(source: Source, statement: Statement) -> Statement:
    cells = {place: replace(cell, value=None) for place, cell in _cells(statement)}
    span = next(cell.figure.span for cell in cells.values())
    line, column = source.position(span.start)
    message = f"nothing states or proves the scale of the {len(cells)} counts of shares: left as text"
    finding = Finding(_CODE, Severity.WARNING, message, Location(span, line, column))
    return replace(statement, items=_with(statement.items, cells), findings=(*statement.findings, finding))


def _with(items: Sequence[LineItem], cells: Mapping[Place, Cell]) -> tuple[LineItem, ...]:
    return tuple(
        replace(item, cells=tuple(cells.get((at, place), cell) for place, cell in enumerate(item.cells)))
        for at, item in enumerate(items)
    )


def _full(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
