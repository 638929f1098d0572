"""Grids to statements: a chain of steps, each in a module of its own.

body       margin and rows of a grid
panels     tables that carry on the one before
classify   which kind of statement, if any
primary    which of these are the filing's primary statements
draft      scale, currency, audit, footing of the columns
plans      statements of employee benefit plans, which are other entities'
filing     form and fiscal year; then the dates of the balance sheets
dating     the period of each column, and of each block of rows under a heading that names one
scaling    scales that stand elsewhere
assembly   a draft to a statement: items, which are rows with measure, place, value; sums; checks
share_proof  the scale of share counts that the page leaves open
linking    continuations, and ties between statements
left       the tables with amounts of which no statement was made
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from converter.findings import Finding
from converter.reading.document import Document
from converter.statements.assembly import assemble
from converter.statements.body import Body, part_body
from converter.statements.classify import FACE, Classified, classify
from converter.statements.consolidation import proved_period
from converter.statements.continuation import inherit_heads, join
from converter.statements.dates import read_period_text
from converter.statements.dating import block_periods
from converter.statements.draft import Draft, draft
from converter.statements.evidence import moves, years_opened, years_spelled
from converter.statements.filing import fiscal_calendar, with_ends, with_named_days, with_shift
from converter.statements.left import Left, left_out
from converter.statements.linking import link
from converter.statements.panels import carry_panels, hand_down_captions
from converter.statements.plans import mark_plans
from converter.statements.primary import settle_kinds
from converter.statements.scaling import largest_figure, settle_scales
from converter.statements.share_proof import settle_share_counts
from converter.statements.share_scale import most_shares
from converter.statements.statement import Period, Statement, StatementKind
from converter.statements.ties import ties
from converter.statements.turning import turn_pages
from converter.statements.wording import words
from converter.tables.grid import Grid

WEEK = 7
SUMMARY = 200  # a five-year summary has no figure so many times smaller than the statements' largest


@dataclass(frozen=True, slots=True)
class Recognised:
    """`findings` name the tables with amounts of which no statement was made; a statement has its own findings."""

    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]


def recognise(document: Document, grids: tuple[Grid, ...]) -> tuple[Statement, ...]:
    """The statements among the grids, in source order."""
    return recognise_all(document, grids).statements


def recognise_all(document: Document, grids: tuple[Grid, ...]) -> Recognised:
    """The statements among the grids, in source order, and what is left of the other tables."""
    drafts = _drafts(document, grids)
    fiscal = fiscal_calendar(document)
    if not fiscal.is_of_plan:
        drafts = mark_plans(drafts)
    drafts = _scaled(drafts)
    columns = [block_periods(found, fiscal) for found in drafts]
    fiscal = with_shift(with_ends(fiscal, _balance_dates(drafts, columns)), _latest_years(drafts))
    fiscal = with_named_days(replace(fiscal, moves=moves(drafts, fiscal)), document)
    columns = [block_periods(found, fiscal) for found in drafts]
    if fiscal.is_annual and fiscal.by_weeks:
        further = years_spelled(drafts, columns) | years_opened(drafts, fiscal)
        fiscal = with_ends(fiscal, fiscal.ends | _of_other_years(further, fiscal.ends))
        columns = [block_periods(found, fiscal) for found in drafts]
    drafts = join(drafts, [blocks[-1] if blocks else () for blocks in columns])
    drafts = turn_pages([replace(found, fiscal=fiscal) for found in drafts])
    columns = [block_periods(found, fiscal) for found in drafts]
    built = {
        place: assemble(document.source, found, columns[place])
        for place, found in enumerate(drafts)
        if found.kind in FACE
    }
    plain = [each for place, each in built.items() if each is not None and not drafts[place].of_plan]
    for place, found in enumerate(drafts):
        proved = _proved(found, columns[place], plain)
        if proved is not None:
            columns[place] = [(proved,) * len(block) for block in columns[place]]
            if found.kind in FACE:
                built[place] = assemble(document.source, found, columns[place])
    own = [statement for statement in built.values() if statement is not None and not statement.of_plan]
    known, most = ties(own), most_shares(own)
    scaled = [found.kind in FACE or _is_scaled(found, drafts) for found in drafts]
    for place, found in enumerate(drafts):
        if found.kind not in FACE and scaled[place]:
            built[place] = assemble(
                document.source,
                replace(
                    found,
                    tied=known.lean(found),
                    tied_by_chance=known.is_by_chance(found),
                    ending=known.ends_years(found, columns[place]),
                ),
                columns[place],
                most,
            )
    settled = settle_share_counts(
        document,
        {place: statement for place, statement in sorted(built.items()) if statement is not None},
        {place: found.scale for place, found in enumerate(drafts)},
    )
    statements = link(tuple(settled.values()))
    doubts = {
        found.body.grid.span: Left.PERIOD if scaled[place] else Left.SCALE
        for place, found in enumerate(drafts)
        if built.get(place) is None
    }
    return Recognised(statements, left_out(document, grids, statements, doubts))


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
