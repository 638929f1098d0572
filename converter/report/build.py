"""`build_report`: from a document and its mapped statements to the `Report`, the waist of the program."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as ReadOnly
from dataclasses import replace
from datetime import date, timedelta

from converter.cover.page import cover_page
from converter.errors import NoStatements
from converter.findings import Finding, Location, Severity
from converter.mapping.mapping import MappedStatement
from converter.notes.blocks import find_notes, note_facts
from converter.notes.note import Note
from converter.prose.figures import prose_facts
from converter.reading.document import Document, Source
from converter.report import roles
from converter.report.adjoining import begun_after, ends_of, part_adjoining
from converter.report.calculation import FactIntervals, Nature, calculation, total_rows
from converter.report.contexts import contexts, unit
from converter.report.definition import anchoring, definition
from converter.report.elements import ElementBook
from converter.report.entities import other_entities
from converter.report.labels import LabelBook
from converter.report.magnitude import of_another_magnitude
from converter.report.naming import file_base, namespace_authority
from converter.report.onesided import negative_findings, turn_one_sided
from converter.report.options import ReportOptions
from converter.report.parenthetical import parenthetical_facts
from converter.report.partial import CoverPage, PartialFact
from converter.report.placing import placed
from converter.report.plan_elements import with_plan_elements
from converter.report.preferred import settle_elements
from converter.report.presentation import Draft, arcs, draft, groups
from converter.report.quarterly import settle_quarters
from converter.report.report import CalculationArc, Entity, Extension, ExtensionRole, Fact, FactOrigin, Label, Report
from converter.report.rows import StatementFacts
from converter.report.settling import statement_facts
from converter.report.signs import settle_signs
from converter.report.titles import statement_titles
from converter.report.withholding import published, untouched, withheld_findings
from converter.statements.fiscal import months_before
from converter.statements.statement import Period
from converter.taxonomies.taxonomy import Taxonomy, load

_DEFAULT = ReportOptions()
_MONTHS = {"10-K": 12, "10-Q": 3}
_LONGEST = {"10-K": timedelta(days=380), "10-Q": timedelta(days=285)}  # 53 weeks; 40 weeks


def build_report(document: Document, mapped: tuple[MappedStatement, ...], options: ReportOptions = _DEFAULT) -> Report:
    """Raises NoStatements where no figure could be tagged."""
    taxonomy = load(options.taxonomy)
    cover = cover_page(document, mapped, options.cik)
    entity = _entity(document, cover, options)
    base = file_base(entity.name, entity.identifier)
    book = ElementBook(base, taxonomy, entity.name)
    mapped = with_plan_elements(mapped)
    mapped, sign_findings = settle_signs(mapped, taxonomy)
    mapped, element_findings = settle_elements(mapped)
    mapped = settle_quarters(mapped)
    mapped = turn_one_sided(mapped)
    ends = ends_of(mapped)
    mapped = part_adjoining(mapped, ends)
    entities = other_entities(mapped, document, entity.name)
    withheld = options.withheld
    agreed = untouched(mapped, withheld)
    headings, note_findings = find_notes(document, mapped, cover)
    titles = statement_titles(mapped, headings, entity.name)
    strange, magnitude_findings = of_another_magnitude([e for e in agreed if e.statement.id not in entities.named])
    certain = tuple(each for each in agreed if each.statement.id not in entities.unnamed | strange)
    settled = statement_facts(certain, document.source.text, taxonomy, book, titles, entities.named)
    if not settled.facts:
        raise NoStatements(f"{document.source.name}: no figure of a financial statement could be tagged")
    period_end = _period_end(document, cover, settled)
    prose, prose_findings = prose_facts(document, mapped, settled.facts, cover)
    notes = note_facts(headings)
    identifier = _identifier_fact(cover, entity)
    own = tuple(each for each in mapped if entities.has(each.statement.id))
    asides = _new(parenthetical_facts(own, document), settled)
    found = published((*settled.facts, *asides, *cover.facts, *identifier, *notes, *prose), withheld)
    kept, crossing = placed(found, document)
    required = begun_after(_required_period(cover, settled, period_end), ends)
    kept = tuple(fact if fact.period else replace(fact, period=required) for fact in kept)

    drafts = _drafts(mapped, settled, kept, headings, entities.titled(titles), taxonomy, book)
    extension, calculation_findings = _extension(drafts, settled, kept, taxonomy, book, base, period_end)
    context_of = contexts((fact.period, fact.dimensions) for fact in kept if fact.period)
    findings = (
        *document.findings,
        *(finding for each in mapped for finding in each.statement.findings),
        *cover.findings,
        *_entity_findings(entity),
        *sign_findings,
        *element_findings,
        *entities.findings(mapped),
        *settled.findings,
        *magnitude_findings,
        *withheld_findings(withheld),
        *negative_findings(kept),
        *note_findings,
        *prose_findings,
        *crossing,
        *calculation_findings,
    )
    return Report(
        document=document,
        entity=entity,
        taxonomy=options.taxonomy,
        period_end=period_end,
        contexts=tuple(context_of.values()),
        units=tuple(unit(name) for name in sorted({fact.unit for fact in kept if fact.unit})),
        facts=tuple(
            _fact(f"f-{number}", fact, context_of[fact.period, fact.dimensions].id)
            for number, fact in enumerate(kept, 1)
            if fact.period
        ),
        extension=extension,
        statements=mapped,
        findings=tuple(located(finding, document.source) for finding in dict.fromkeys(findings)),
    )


def located(finding: Finding, source: Source) -> Finding:
    """With line and column where it has a span."""
    where = finding.location
    if where.span is None or where.line is not None:
        return finding
    line, column = source.position(where.span.start)
    return replace(finding, location=replace(where, line=line, column=column))


# --- the report as a whole ---


def _entity(document: Document, cover: CoverPage, options: ReportOptions) -> Entity:
    registrants = document.header.registrants if document.header else ()
    first = registrants[0] if registrants else None
    name = cover.registrant or (first.name if first else None)
    cik = options.cik or cover.cik or (first.cik if first else None)
    if cik:
        return Entity("http://www.sec.gov/CIK", cik.strip().zfill(10), name)
    number = cover.file_number or (first.file_number if first else None)
    return Entity("https://www.sec.gov/file-number", number or "unknown", name)


def _identifier_fact(cover: CoverPage, entity: Entity) -> tuple[PartialFact, ...]:
    """The CIK as a hidden fact where the caller gave it and the source does not state it (EFM 6.5.21)."""
    name = "dei:EntityCentralIndexKey"
    if not cover.facts or not entity.scheme.endswith("/CIK") or any(fact.concept == name for fact in cover.facts):
        return ()
    return (PartialFact(name, entity.identifier, None, FactOrigin.COVER),)


def _new(facts: tuple[PartialFact, ...], settled: StatementFacts) -> tuple[PartialFact, ...]:
    """Those that no row of a statement states, whatever it states of one of the components of equity."""
    known = {(fact.concept, fact.period, fact.dimensions) for fact in settled.facts}
    return tuple(fact for fact in facts if (fact.concept, fact.period, fact.dimensions) not in known)


def _entity_findings(entity: Entity) -> tuple[Finding, ...]:
    if entity.scheme.endswith("/CIK"):
        return ()
    by = "its SEC file number" if entity.identifier != "unknown" else "no number at all"
    message = f"the source states no CIK: the registrant is identified by {by}; EDGAR's rules need --cik"
    return (Finding("ix.cover.no-cik", Severity.WARNING, message, Location()),)


def _period_end(document: Document, cover: CoverPage, settled: StatementFacts) -> date:
    if cover.period_end:
        return cover.period_end
    if document.header and document.header.period:
        return document.header.period
    return max(fact.period.end for fact in settled.facts if fact.period)


def _required_period(cover: CoverPage, settled: StatementFacts, period_end: date) -> Period:
    """The duration of the Required Context (EFM 6.5.19): what the statements cover up to the end of the period, no
    more than the form reports on; the form's own period where they do not say."""
    if cover.fiscal_start and cover.fiscal_start <= period_end:
        return Period(period_end, cover.fiscal_start)
    form = (cover.form or "").removesuffix("/A")
    longest = _LONGEST.get(form, date.max - date.min)
    starts = [
        fact.period.start
        for fact in settled.facts
        if fact.period and fact.period.start and fact.period.end == period_end
    ]
    within = [start for start in starts if period_end - start <= longest]
    if not within and form in _MONTHS:
        return Period(period_end, months_before(period_end, _MONTHS[form]) + timedelta(days=1))
    return Period(period_end, min(within, default=period_end))


def _fact(identifier: str, fact: PartialFact, context: str) -> Fact:
    return Fact(
        id=identifier,
        concept=fact.concept,
        context=context,
        value=fact.value,
        span=fact.span,
        origin=fact.origin,
        unit=unit(fact.unit).id if fact.unit else None,
        decimals=fact.decimals,
        scale=fact.scale,
        format=fact.format,
        negative=fact.negative,
        continuations=fact.continuations,
        escape=fact.escape,
        reference=fact.reference,
        statement=fact.statement,
        item=fact.item,
        column=fact.column,
    )


# --- the extension taxonomy ---


def _drafts(
    mapped: tuple[MappedStatement, ...],
    settled: StatementFacts,
    kept: tuple[PartialFact, ...],
    headings: tuple[Note, ...],
    titles: ReadOnly[str, str],
    taxonomy: Taxonomy,
    book: ElementBook,
) -> tuple[Draft, ...]:
    """Cover, statements, notes, details: the order that EFM 6.7.12 wants."""
    tables = []
    for group in groups(mapped, settled, titles):
        tables.append(draft(group, settled, total_rows(group), taxonomy, book))
        tables += roles.parenthetical(group, kept)
    found = [
        *roles.cover(kept, taxonomy),
        *(each for each in tables if each.type == "Statement"),
        *roles.notes(kept, headings, taxonomy),
        *(each for each in tables if each.type != "Statement"),
    ]
    shown = {concept for each in found for concept in each.concepts}
    return roles.told_apart((*found, *roles.remainder(kept, shown)))


def _extension(
    drafts: tuple[Draft, ...],
    settled: StatementFacts,
    kept: tuple[PartialFact, ...],
    taxonomy: Taxonomy,
    book: ElementBook,
    base: str,
    period_end: date,
) -> tuple[Extension, tuple[Finding, ...]]:
    authority = namespace_authority(base)
    labels = roles.label_book(drafts, book)
    intervals = FactIntervals(kept)
    findings: list[Finding] = []
    found: list[ExtensionRole] = []
    for number, (each, mnemonic) in enumerate(zip(drafts, roles.mnemonics(drafts), strict=True), 1):
        sums: tuple[CalculationArc, ...] = ()
        doubts: tuple[Finding, ...] = ()
        if each.group is not None:
            sums, doubts = calculation(each.group, settled, intervals, lambda name: _nature(name, taxonomy, book))
        findings += doubts
        found.append(
            ExtensionRole(
                uri=f"{authority}/role/{mnemonic}",
                id=mnemonic,
                definition=f"{number:07d} - {each.type} - {each.title}",
                presentation=arcs(each, labels),
                calculation=sums,
                definitions=(*definition(each), *anchoring(sums, base)),
            )
        )
    used = {name for role in found for arc in role.presentation for name in (arc.parent, arc.child)}
    return (
        Extension(
            prefix=base,
            namespace=f"{authority}/{period_end:%Y%m%d}",
            base=f"{base}-{period_end:%Y%m%d}",
            elements=tuple(e for e in book.elements() if f"{base}:{e.name}" in used),
            roles=tuple(found),
            labels=_used(labels, used),
        ),
        tuple(findings),
    )


def _used(labels: LabelBook, used: Iterable[str]) -> tuple[Label, ...]:
    wanted = set(used)
    return tuple(label for label in labels.labels() if label.concept in wanted)


def _nature(name: str, taxonomy: Taxonomy, book: ElementBook) -> Nature:
    own = book.element(name)
    if own:
        return Nature(own.balance, own.period_type)
    standard = taxonomy.concept(name)
    return Nature(standard.balance, standard.period_type) if standard else Nature(None, None)
