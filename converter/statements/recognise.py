"""Grids to statements: a chain of steps, each in a module of its own.

body       margin and rows of a grid
panels     tables that carry on the one before
classify   which kind of statement, if any
primary    which of these are the filing's primary statements
draft      scale, currency, audit, footing of the columns
plans      statements of employee benefit plans, which are other entities'
filing     form and fiscal year; then the dates of the balance sheets
periods    the period of each column, and of each block of rows under a heading that names one
scaling    scales that stand elsewhere
items      rows with measure, place, value; sums
checks     arithmetic within a statement
linking    continuations, and ties between statements
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date
from decimal import Decimal

from converter.findings import Finding, Location, Severity, Span
from converter.reading.document import Document, Source
from converter.statements import checks as checking
from converter.statements import vocabulary
from converter.statements.body import Body, Remark, is_head_row, is_remark, part_body, period_texts
from converter.statements.classify import FACE, Classified, classify, names_kind
from converter.statements.columns import MARGINAL, told_apart
from converter.statements.consolidation import proved_period
from converter.statements.continuation import inherit_heads, join
from converter.statements.dates import PeriodText, read_period_text
from converter.statements.draft import Draft, draft
from converter.statements.ends import Context
from converter.statements.evidence import moves, years_opened, years_spelled
from converter.statements.filing import fiscal_calendar, with_ends, with_named_days, with_shift
from converter.statements.fiscal import FiscalCalendar
from converter.statements.headings import carried_on, period_named
from converter.statements.items import entries, is_heading, line_items
from converter.statements.linking import link
from converter.statements.moments import dated_across
from converter.statements.panels import carry_panels, hand_down_captions
from converter.statements.periods import periods
from converter.statements.plans import mark_plans, plan_calendar
from converter.statements.primary import settle_kinds
from converter.statements.rollforward import years_of
from converter.statements.scaling import largest_figure, settle_scales
from converter.statements.share_scale import most_shares, share_scale
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
from converter.statements.ties import ties
from converter.statements.wording import words
from converter.tables.grid import FigureKind, Grid

WEEK = 7
SUMMARY = 200  # a five-year summary has no figure so many times smaller than the statements' largest
# kinds whose dates are the ends of periods, however the heads put them
FLOWING = (StatementKind.CASH_FLOW, StatementKind.INCOME, StatementKind.SELECTED)


def recognise(document: Document, grids: tuple[Grid, ...]) -> tuple[Statement, ...]:
    """The statements among the grids, in source order."""
    drafts = _drafts(document, grids)
    fiscal = fiscal_calendar(document)
    if not fiscal.is_of_plan:
        drafts = mark_plans(drafts)
    drafts = _scaled(drafts)
    columns = [_columns_of(found, fiscal) for found in drafts]
    fiscal = with_shift(with_ends(fiscal, _balance_dates(drafts, columns)), _latest_years(drafts))
    fiscal = with_named_days(replace(fiscal, moves=moves(drafts, fiscal)), document)
    columns = [_columns_of(found, fiscal) for found in drafts]
    if fiscal.is_annual and fiscal.by_weeks:
        further = years_spelled(drafts, columns) | years_opened(drafts, fiscal)
        fiscal = with_ends(fiscal, fiscal.ends | _of_other_years(further, fiscal.ends))
        columns = [_columns_of(found, fiscal) for found in drafts]
    drafts = join(drafts, [blocks[-1] if blocks else () for blocks in columns])
    drafts = [replace(found, fiscal=fiscal) for found in drafts]
    columns = [_columns_of(found, fiscal) for found in drafts]
    built = {
        place: _statement(document.source, found, columns[place])
        for place, found in enumerate(drafts)
        if found.kind in FACE
    }
    plain = [each for place, each in built.items() if each is not None and not drafts[place].of_plan]
    for place, found in enumerate(drafts):
        proved = _proved(found, columns[place], plain)
        if proved is not None:
            columns[place] = [(proved,) * len(block) for block in columns[place]]
            if found.kind in FACE:
                built[place] = _statement(document.source, found, columns[place])
    own = [statement for statement in built.values() if statement is not None and not statement.of_plan]
    known, most = ties(own), most_shares(own)
    for place, found in enumerate(drafts):
        if found.kind not in FACE and _is_scaled(found, drafts):
            built[place] = _statement(document.source, replace(found, tied=known.lean(found)), columns[place], most)
    return link(tuple(statement for _, statement in sorted(built.items()) if statement is not None))


def _proved(found: Draft, blocks: list[tuple[Period | None, ...]], plain: Sequence[Statement]) -> Period | None:
    """The period of a consolidation of which the page says none, and whose whole repeats a statement of the filing."""
    if found.scale is None or found.of_plan or any(period is not None for block in blocks for period in block):
        return None
    return proved_period(found.body, found.shape, found.scale.money, plain)


def _scaled(drafts: Sequence[Draft]) -> list[Draft]:
    """With scales settled among the tables of one entity: the registrant's, the plans' of each document."""
    whose = [found.body.grid.part if found.of_plan else None for found in drafts]
    settled = {
        entity: iter(settle_scales([found for found, each in zip(drafts, whose, strict=True) if each == entity]))
        for entity in dict.fromkeys(whose)
    }
    return [next(settled[entity]) for entity in whose]


def _is_scaled(found: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether the scale of a note is certain: stated, borne out, or none in a filing that prints in full throughout."""
    if found.scale is not None or found.scale_borne_out or found.by_shape:
        return True
    faces = [other for other in drafts if other.kind in FACE and other.of_plan == found.of_plan]
    if any(other.scale is not None for other in faces):
        return False
    if found.kind is not StatementKind.SELECTED:
        return True
    # a summary of the statements is as large as they are, or its thousands are said where nobody looked
    return SUMMARY * largest_figure(found) >= max(map(largest_figure, faces), default=0)


def _of_other_years(further: Set[date], ends: Set[date]) -> set[date]:
    """Without the days beside the end of a balance sheet: a year ends once, and one slip would leave it open."""
    return {each for each in further if not any(0 < abs((each - end).days) <= WEEK for end in ends)}


def _latest_years(drafts: Sequence[Draft]) -> list[int]:
    """The latest of the bare years in the heads of each table that has nothing but bare years."""
    latest = []
    for found in drafts:
        if found.of_plan:
            continue
        texts = [read_period_text(head) for head in found.body.heads]
        dates = [date for text in texts for date in text.dates]
        if len(dates) > 1 and all(date.month is None for date in dates):
            latest.append(max(date.year or 0 for date in dates))
    return latest


def _drafts(document: Document, grids: Sequence[Grid]) -> list[Draft]:
    bodies = []
    floor = 0
    part = -1
    for grid in grids:
        if document.parts[grid.part].is_schedule:
            continue
        if grid.part != part:
            part, floor = grid.part, document.parts[grid.part].span.start
        body = part_body(document, grid, floor)
        floor = grid.span.end
        if body.columns:
            bodies.append(body)
    found: list[Draft] = []
    bodies = carry_panels(inherit_heads(hand_down_captions(bodies)))
    kinds = [(body, classify(body.grid, body.titles, body.rows)) for body in bodies]
    for body, classified in zip(bodies, settle_kinds(kinds), strict=True):
        if classified is not None:
            made = draft(body, _after_parent(classified, body, found))
            found.append(replace(made, filed=document.header.filed if document.header else None))
    return found


def _after_parent(classified: Classified, body: Body, before: Sequence[Draft]) -> Classified:
    """A second statement of a kind right after one of the parent company alone is the parent's too."""
    title = "" if classified.title is None else body.titles[classified.title]
    follows = (
        bool(before) and before[-1].kind is StatementKind.PARENT_ONLY and before[-1].body.grid.part == body.grid.part
    )
    again = any(other.kind is classified.kind for other in before)
    if follows and again and classified.kind in FACE and "consolidated" not in words(title):
        return replace(classified, kind=StatementKind.PARENT_ONLY)
    return classified


def _balance_dates(drafts: Sequence[Draft], columns: Sequence[list[tuple[Period | None, ...]]]) -> set[date]:
    return {
        period.end
        for found, blocks in zip(drafts, columns, strict=True)
        if found.kind is StatementKind.BALANCE and blocks and not found.of_plan
        for period in blocks[0]
        if period is not None
    }


def _columns_of(found: Draft, fiscal: FiscalCalendar) -> list[tuple[Period | None, ...]]:
    """The columns' periods for each row of the body: a heading that names a period, or a head row, starts a block."""
    body = found.body
    if found.of_plan:
        fiscal = plan_calendar(fiscal)
    marginal = [foot.basis in MARGINAL for foot in found.footings]
    instant = found.is_instant or (found.form not in FLOWING and (_says_instant(body) or _opens_at_a_day(found)))
    base = _context(found, fiscal, instant, ())
    across = found.across is not None
    current = periods(body.heads, marginal, base)
    current = before = _of_whole(body, current) if instant and not found.is_instant else current
    due = _falling_due(body.heads)
    heading = ""  # the period that the headings right above name, over as many lines as they take
    result = []
    for row in body.rows:
        used, over, heading = None, heading, ""
        if is_head_row(row):
            heads = {cell.column: cell.text for cell in row.cells}
            texts = [heads.get(index, "") for index in body.columns]
            current = periods(texts, marginal, base)
        elif is_heading(row) and (said := period_named(row.label)):
            before = before if over else current
            heading = carried_on(over, said)
            stands = _stands(found, heading)
            context = _context(found, fiscal, instant or stands, (read_period_text(heading),))
            current = _under_heading(body, marginal, context, before)
            current = _of_whole(body, current) if stands else current
        elif across and (said := period_named(row.label)):  # a line for each year
            used = periods(body.heads, marginal, _context(found, fiscal, instant, (read_period_text(said),)))
        found_here = zip(used or current, due, strict=True)
        result.append(
            tuple(p if p is not None and fiscal.is_over(p.end) and not later else None for p, later in found_here)
        )
    if across and (time := dated_across(body.heads)) is not None and fiscal.is_over(time.end):
        return [(time,) * len(body.columns) for _ in body.rows]
    if found.kind is StatementKind.EQUITY:
        ends = periods(body.heads, marginal, _context(found, fiscal, True, ()))
        result = years_of(result, ends, [row.label for row in body.rows], fiscal)
    return result


def _stands(found: Draft, heading: str) -> bool:
    """Whether a heading in a note dates the balances below it, "At June 30, 1998" over amounts by the time they run."""
    text = read_period_text(heading)
    certain = text.instant and len(text.dates) == 1 and text.dates[0].is_complete and not text.durations
    return certain and not text.ended and not found.reads_as_face and found.kind is not StatementKind.SELECTED


def _are_lengths(heads: Sequence[str]) -> bool:
    """Whether heads name no time of their own but how long something runs."""
    texts = [read_period_text(head) for head in heads]
    if any(text.dates or text.ended or text.quarters or text.inception for text in texts):
        return False
    return any(_LENGTHS & set(words(head)) for head in heads)


_LENGTHS = frozenset({"year", "years", "months", "days"})


def _of_whole(body: Body, times: tuple[Period | None, ...]) -> tuple[Period | None, ...]:
    """Of balances by how long they run only the total is one without more said."""
    if not _are_lengths(body.heads):
        return times
    return tuple(time if words(head)[:1] == ("total",) else None for head, time in zip(body.heads, times, strict=True))


def _opens_at_a_day(found: Draft) -> bool:
    """Whether such a heading stands first, over heads that are lengths of time."""
    return _are_lengths(found.body.heads) and any(
        period_named(remark.text) and _stands(found, remark.text) for remark in found.body.remarks
    )


def _falling_due(heads: Sequence[str]) -> list[bool]:
    """Which columns are the years in which amounts fall due, not years that are reported: bare years before a column
    of what comes "thereafter"."""
    if not any("thereafter" in words(head) for head in heads):
        return [False] * len(heads)
    return [all(day.month is None for day in read_period_text(head).dates) for head in heads]


def _under_heading(
    body: Body, marginal: Sequence[bool], context: Context, before: tuple[Period | None, ...]
) -> tuple[Period | None, ...]:
    """A heading's period stands over the columns' own words for it, as far as it goes."""
    heading = context.texts[0]
    if heading.durations and not heading.dates:
        heads = [_without_durations(head) for head in body.heads]
        found = periods(heads, marginal, context)
    else:
        found = periods(body.heads, marginal, context)
    if heading.durations:
        return found  # another length of time than the columns' own
    return tuple(new or old for new, old in zip(found, before, strict=True))


def _without_durations(head: str) -> str:
    text = read_period_text(head)
    return " ".join(
        f"{date.month}/{date.day}/{date.year}" if date.month and date.day and date.year else str(date.year or "")
        for date in text.dates
    )


def _context(found: Draft, fiscal: FiscalCalendar, instant: bool, first: tuple[PeriodText, ...]) -> Context:
    body = found.body
    own = [*(read_period_text(line.text) for line in body.head_lines), *_without_numbers(period_texts(body.remarks))]
    joined = " ".join(line.text for line in (*_begun(body), *body.head_lines))
    if sum(word in ("months", "weeks") for word in words(joined)) == 1:
        own.append(read_period_text(joined))  # "For the Three" over "Months Ended": one phrase over two lines
    own = [text for text in own if not text.is_empty]
    outside = _outside(body)
    near = (*body.heads, *(line.text for line in (*body.head_lines, *body.remarks, *body.outside[:4])))
    quarterly = any("quarter" in text.casefold() for text in near)
    return Context((*first, *own, *outside), fiscal, instant, len(first) + len(own), quarterly, found.kind in FACE)


def _without_numbers(texts: Sequence[PeriodText]) -> list[PeriodText]:
    """Without what beyond the line that dates a table has the look of a day, "maturing 1/02"."""
    dated = next((place for place, text in enumerate(texts) if text.ended and _is_dated(text)), len(texts))
    return [text for place, text in enumerate(texts) if place <= dated or not text.dates or _is_dated(text)]


def _is_dated(text: PeriodText) -> bool:
    return any(day.year is not None for day in text.dates)


def _outside(body: Body) -> list[PeriodText]:
    """What the lines before a table say of its periods, up to the nearest that says all."""
    around = [line for line in body.outside[:8] if is_remark(line.text) or names_kind(line.text)]
    dated = next((place for place, line in enumerate(around) if _says_when(line.text)), len(around))
    return period_texts(around[: dated + 1])


def _says_when(text: str) -> bool:
    """Whether a line says all there is to say of a period: a date, and whether something ends then or stands then."""
    found = read_period_text(text)
    return bool(found.dates) and (found.instant or found.ended or bool(found.durations))


def _begun(body: Body) -> Sequence[Remark]:
    """ "For the Three" in the title, where the heads go on with "Months Ended"."""
    if not body.remarks or not body.head_lines or words(body.head_lines[0].text)[:1] not in (("months",), ("weeks",)):
        return ()
    above = words(body.remarks[0].text)
    return body.remarks[:1] if above and above[-1] in vocabulary.periods().numbers else ()


def _says_instant(body: Body) -> bool:
    texts = [read_period_text(head) for head in body.heads]
    texts += period_texts(body.remarks) or _outside(body)[:1]
    if any(text.durations or text.ended or text.inception or text.quarters for text in texts):
        return False
    return any(text.instant or any(d.month and d.year for d in text.dates) for text in texts)


def _statement(
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
