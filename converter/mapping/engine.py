"""Decides for every row of a filing's statements which element it is, or that it is none, and says why.

overrides and memory    what a person said counts before anything else
opinions                ranked candidates with calibrated probabilities (`converter.mapping.ranking`)
decision                a standard element from `decision.STANDARD` on, else an element of the filing's own
signs                   whether the page shows the opposite of the concept's own sign
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from converter.mapping.balances import settle_balances
from converter.mapping.blanks import has_label, with_labels
from converter.mapping.decision import NOTE, STANDARD, SUMMARY, opinions
from converter.mapping.evidence import evidence, page_sums
from converter.mapping.extensions import nature
from converter.mapping.lexicon import load as load_lexicon
from converter.mapping.mapping import Decision, MappedStatement, Mapping, Origin
from converter.mapping.model import Model
from converter.mapping.model import load as load_model
from converter.mapping.opinion import Opinion
from converter.mapping.overrides import NO_OVERRIDES, Overrides, Verdict
from converter.mapping.repeats import settle_repeats
from converter.mapping.results import settle_results
from converter.mapping.sheet import Row, Sheet, sheet_of
from converter.mapping.signs import Decided, flips
from converter.mapping.twins import twins
from converter.mapping.unheard import is_unheard
from converter.statements.statement import Statement, StatementKind
from converter.taxonomies.taxonomy import Concept, Taxonomy

_RUNNERS_UP = 5
_LEAST = {StatementKind.OTHER: NOTE, StatementKind.SEGMENT: SUMMARY, StatementKind.PARENT_ONLY: SUMMARY}


@dataclass(frozen=True, slots=True)
class Filing:
    """What is known of the filing as a whole: `cik` of ten digits, industry code, year of the period's end."""

    cik: str | None = None
    sic: int | None = None
    year: int | None = None


def map_statements(
    statements: tuple[Statement, ...], filing: Filing, taxonomy: Taxonomy, overrides: Overrides | None = None
) -> tuple[MappedStatement, ...]:
    """One `MappedStatement` for each statement, one `Mapping` for each of its items, in order.

    Raises `UsageError` where an override names a concept that the taxonomy does not have.
    """
    model = load_model()
    rules = overrides or NO_OVERRIDES
    sheets = with_labels([sheet_of(statement, filing.sic, filing.year) for statement in statements])
    found = opinions(sheets, model, facts_only=True)
    out = []
    for statement, sheet, rows in zip(statements, sheets, found, strict=True):
        verdicts = [rules.verdict(row, sheet.kind, filing.cik, filing.year, taxonomy) for row in sheet.rows]
        least = _LEAST.get(statement.kind, STANDARD)
        mappings = _decide(sheet, rows, verdicts, model, taxonomy, least)
        read_in = (_with_label_read_in(m, sheet, statement) for m in mappings)
        out.append(MappedStatement(statement, tuple(read_in)))
    return settle_results(settle_repeats(settle_balances(tuple(out))))


def _with_label_read_in(mapping: Mapping, sheet: Sheet, statement: Statement) -> Mapping:
    label, printed = sheet.rows[mapping.item].label, statement.items[mapping.item].label
    if label == printed or has_label(Row(printed)) or mapping.origin is not Origin.ENGINE:
        return mapping
    return replace(mapping, evidence=(f"no label of its own on the page: read as {label!r}", *mapping.evidence))


def _decide(
    sheet: Sheet,
    rows: list[Opinion],
    verdicts: list[Verdict | None],
    model: Model,
    taxonomy: Taxonomy,
    least: float,
) -> tuple[Mapping, ...]:
    elements, lexicon = model.ranker.elements, load_lexicon()
    chosen: list[str | None] = []
    for row, opinion, verdict in zip(sheet.rows, rows, verdicts, strict=True):
        best = opinion.best
        if verdict is not None:
            chosen.append(verdict.concept)
        elif row.heading or best is None or best.score < least or not _usable(taxonomy, best.concept):
            chosen.append(None)
        else:
            chosen.append(None if is_unheard(sheet, row, best, lexicon) else best.concept)
    flipped = flips(sheet, [_decided(concept, model, taxonomy) for concept in chosen])
    foots = page_sums(sheet)
    out = []
    for i, (row, opinion, verdict) in enumerate(zip(sheet.rows, rows, verdicts, strict=True)):
        runners_up = opinion.candidates[:_RUNNERS_UP]
        if verdict is None and row.heading:
            out.append(Mapping(i, Decision.NONE, None, 1.0, evidence=("a heading without figures",)))
            continue
        if verdict is not None and verdict.decision is Decision.NONE:
            out.append(Mapping(i, Decision.NONE, None, 1.0, evidence=(verdict.reason,), origin=verdict.origin))
            continue
        concept = chosen[i]
        origin = verdict.origin if verdict else Origin.ENGINE
        if concept is not None:
            pair = twins(concept, row) if verdict is None else None
            said = (verdict.reason,) if verdict else evidence(sheet, i, opinion, chosen, foots, elements, lexicon)
            score = 1.0 if verdict else opinion.candidates[0].score
            negated = flipped[i] if verdict is None or verdict.negated is None else verdict.negated
            out.append(
                Mapping(
                    i,
                    Decision.STANDARD,
                    pair[0] if pair else concept,
                    score,
                    negated=negated,
                    evidence=said,
                    candidates=runners_up,
                    origin=origin,
                    also=pair[1] if pair else None,
                )
            )
            continue
        own = nature(sheet, i, opinion, chosen, flipped, foots, elements)
        said = (verdict.reason,) if verdict else evidence(sheet, i, opinion, chosen, foots, elements, lexicon)
        best = opinion.best
        out.append(
            Mapping(
                i,
                Decision.EXTENSION,
                None,
                1.0 if verdict else round(1 - (best.score if best else 0.0), 4),
                negated=own.negated if verdict is None or verdict.negated is None else verdict.negated,
                anchor=(verdict.anchor if verdict else None) or own.anchor,
                balance=own.balance,
                period_type=own.period_type,
                evidence=said,
                candidates=runners_up,
                origin=origin,
            )
        )
    return tuple(out)


def _usable(taxonomy: Taxonomy, qname: str) -> bool:
    concept = taxonomy.concept(qname)
    return concept is not None and not concept.abstract and not concept.deprecated


def _decided(qname: str | None, model: Model, taxonomy: Taxonomy) -> Decided | None:
    concept: Concept | None = taxonomy.concept(qname) if qname else None
    if concept is None:
        return None
    number = model.ranker.elements.number(concept.name)
    return Decided(concept, float(model.ranker.elements.minus[number]) if number is not None else None)
