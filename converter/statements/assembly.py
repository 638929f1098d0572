"""A draft and the periods of its columns to a statement: columns, items, checks, findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from converter.findings import Finding, Location, Severity, Span
from converter.reading.document import Source
from converter.statements import checks as checking
from converter.statements.classify import FACE
from converter.statements.columns import MARGINAL, told_apart
from converter.statements.draft import Draft
from converter.statements.entries import entries
from converter.statements.items import line_items
from converter.statements.moments import dated_across
from converter.statements.share_scale import share_scale
from converter.statements.statement import (
    Basis,
    Check,
    Column,
    Doubt,
    LineItem,
    Period,
    Scale,
    Statement,
    StatementKind,
)
from converter.tables.grid import FigureKind


def assemble(
    source: Source, found: Draft, blocks: list[tuple[Period | None, ...]], most: Decimal | None = None
) -> Statement | None:
    """`most` is the largest count of shares in the statements before, which bounds that of a note."""
    body = found.body
    columns = _columns(found, blocks)
    blocks = _without_doubtful(blocks, columns)
    phrase = found.scale
    scale = (
        Scale(phrase.money, phrase.money if phrase.shares is None else phrase.shares, 0, found.scale_span)
        if phrase
        else Scale()
    )
    rows = entries(found, blocks)
    items, sums = line_items(found, rows, columns, scale)
    refereed = share_scale(items, columns, scale, phrase.shares if phrase else 0, most)
    if refereed != scale:
        scale = refereed
        items, sums = line_items(found, rows, columns, scale)
    columns = _spanned(columns, items)
    if all(cell.figure.kind is FigureKind.DASH for item in items for cell in item.cells):
        return None  # no cells, or the dashes of a list of contents
    checks = [
        *checking.footing_checks(items, sums, columns),
        *checking.cross_column_checks(items, columns),
        *checking.balance_checks(found.kind, items, columns),
    ]
    if found.kind not in FACE and all(cell.period is None for item in items for cell in item.cells):
        return None
    return Statement(
        id="",
        kind=found.kind,
        title=found.title.text if found.title else "",
        title_span=found.title.span if found.title else None,
        span=body.grid.span,
        part=body.grid.part,
        currency=found.currency or "USD",
        scale=scale,
        audited=found.audited,
        columns=columns,
        items=items,
        checks=tuple(checks),
        quality=_quality(found, columns, checks),
        findings=tuple(_findings(source, found, columns, checks)),
        reads_as=found.shape if found.by_shape and found.kind is StatementKind.SELECTED else None,
        of_plan=found.of_plan,
    )


def _without_doubtful(
    blocks: list[tuple[Period | None, ...]], columns: Sequence[Column]
) -> list[tuple[Period | None, ...]]:
    """A column that lost its period, because another reports the same, has none in any row."""
    doubtful = [place for place, column in enumerate(columns) if column.period is None]
    if not blocks or all(blocks[0][place] is None for place in doubtful):
        return blocks
    lost = {place for place in doubtful if blocks[0][place] is not None}
    return [tuple(None if place in lost else period for place, period in enumerate(block)) for block in blocks]


def _columns(found: Draft, blocks: list[tuple[Period | None, ...]]) -> tuple[Column, ...]:
    first = blocks[0] if blocks else (None,) * len(found.body.columns)
    by_index = {column.index: column for column in found.body.grid.columns}
    result = []
    for place, (index, foot) in enumerate(zip(found.body.columns, found.footings, strict=True)):
        heads = by_index[index].heads
        span = Span(min(h.span.start for h in heads), max(h.span.end for h in heads)) if heads else None
        result.append(
            Column(place, found.body.heads[place], first[place], foot.basis, foot.member, None, span, foot.measure)
        )
    names = found.body.names
    if found.across is not None and dated_across(found.body.heads) is not None:
        names = tuple(_EDGES.get(when or "", name) for when, name in zip(found.across, names, strict=True))
    return told_apart(result, names, found.kind)


# what columns that are called by the day of their balance and no more are
_EDGES = {"opening": "Balance at beginning of period", "closing": "Balance at end of period"}


def _spanned(columns: tuple[Column, ...], items: Sequence[LineItem]) -> tuple[Column, ...]:
    """Columns without a period of their own, whose cells have theirs, span the latest of these."""
    result = []
    for column in columns:
        own = [c.period for item in items for c in item.cells if c.column == column.index and c.period is not None]
        flows = [period for period in own if period.start is not None]
        if column.period is None and flows:
            column = replace(column, period=max(flows, key=lambda period: period.end))
        result.append(column)
    return tuple(result)


def _quality(found: Draft, columns: Sequence[Column], checks: Sequence[Check]) -> float:
    """From the grid's own quality, the columns with a period, and the checks that hold."""
    dated = sum(column.period is not None for column in columns if column.basis not in MARGINAL)
    relevant = sum(column.basis not in MARGINAL for column in columns)
    period_share = dated / relevant if relevant else 0.0
    holding = sum(check.holds for check in checks) / len(checks) if checks else 0.8
    return round(found.body.grid.quality * (0.5 + 0.5 * period_share) * (0.5 + 0.5 * holding), 3)


def _findings(source: Source, found: Draft, columns: Sequence[Column], checks: Sequence[Check]) -> list[Finding]:
    def location(span: Span) -> Location:
        line, column = source.position(span.start)
        return Location(span, line, column)

    findings = []
    if found.scale_guessed or found.scale_proved:
        how = "proved by the amounts a share" if found.scale_proved else "taken from the other statements of the filing"
        message = f"no scale is stated: {how}"
        findings.append(Finding("ix.statements.scale", Severity.WARNING, message, location(found.body.grid.span)))
    for column in columns:
        if column.period is None and column.basis not in (Basis.CHANGE, Basis.PERCENT):
            where = location(column.span or found.body.grid.span)
            message = f"the period of column {column.index + 1} ({column.head or 'no head'}) is not certain: not tagged"
            findings.append(Finding("ix.statements.period", Severity.WARNING, message, where))
    for check in checks:
        if check.doubt in (Doubt.SOURCE, Doubt.OURS):
            code = "ix.footing.source" if check.doubt is Doubt.SOURCE else "ix.footing.reading"
            amounts = f"printed {check.printed:,}, computed {check.computed:,}"
            message = f"{check.kind.value}: {amounts} (column {check.column + 1})"
            findings.append(Finding(code, Severity.WARNING, message, location(found.body.grid.span)))
    return findings
