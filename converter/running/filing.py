"""One filing, end to end: read, tables, statements, map, report, render, document check, validate, export.

Everything happens in memory; `converter.running.run` writes it in one step at the end, so that a filing that cannot be
used leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.errors import NoStatements
from converter.findings import Finding
from converter.running.options import Options
from converter.running.outcome import Outcome, Status
from converter.running.tally import counted

if TYPE_CHECKING:
    from converter.findings import Span
    from converter.mapping.mapping import MappedStatement
    from converter.mapping.overrides import Overrides
    from converter.reading.document import Document
    from converter.report.report import Report


# How often a report is built again without the disputed figures: more often than any needs. What is disputed in the
# last one is published, with an error for each.
_READINGS = 8


class Stopwatch:
    """Wall seconds a stage, in the order in which the stages ran."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}

    @property
    def seconds(self) -> tuple[tuple[str, float], ...]:
        return tuple(self._seconds.items())

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Adds to what earlier runs of the same stage took."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self._seconds[name] = self._seconds.get(name, 0.0) + time.perf_counter() - start


@dataclass(frozen=True, slots=True)
class Conversion:
    """What one source became: the files of its output folder by name, and the tallies."""

    files: Mapping[str, bytes]
    outcome: Outcome
    findings: tuple[Finding, ...]


def convert_bytes(data: bytes, name: str, options: Options, watch: Stopwatch | None = None) -> Conversion:
    """The conversion without its edges: no file is read or written but the program's own tables.

    Raises InputError for bytes that cannot be used.
    """
    watch = watch or Stopwatch()
    with watch.stage("read"):
        from converter.reading.read import read_document

        document = read_document(data, name)
    with watch.stage("tables"):
        from converter.tables.recover import recover_grids

        grids = recover_grids(document)
    with watch.stage("statements"):
        from converter.statements.recognise import recognise_all

        recognised = recognise_all(document, grids)
        statements = recognised.statements
    if not any(item.cells for statement in statements for item in statement.items):
        looked_at = "1 table" if len(grids) == 1 else f"{len(grids)} tables"
        raise NoStatements(f"no financial statement found ({looked_at} looked at)")
    with watch.stage("map"):
        from converter.mapping.engine import Filing, map_statements
        from converter.taxonomies.taxonomy import load

        registrant = document.header.registrants[0] if document.header and document.header.registrants else None
        ends = [column.period.end for s in statements for column in s.columns if column.period]
        filing = Filing(
            cik=options.cik or (registrant.cik if registrant else None),
            sic=registrant.sic if registrant else None,
            year=max(ends).year if ends else None,
        )
        mapped = map_statements(statements, filing, load(options.taxonomy), _overrides(options, filing.cik))
    report, files, checked = _agreed_report(document, mapped, options, watch)
    with watch.stage("validate"):
        from converter.validation.validate import validate_and_export

        validated = validate_and_export(
            files, options.profile, taxonomy=options.taxonomy, edgar_plugin=options.edgar_plugin
        )
    findings = _gathered(
        document.findings,
        *(grid.findings for grid in grids),
        *(statement.findings for statement in statements),
        recognised.findings,
        report.findings,
        validated.findings,
        checked,
    )
    with watch.stage("export"):
        from converter.exporting.package import report_package
        from converter.exporting.record import record
        from converter.findings_json import finding_object

        written = dict(files)
        written["report.xbri"] = report_package(files, report.extension.base)
        written |= validated.exports
        written["conversion.json"] = _compact(record(report, findings, validated.validator))
        written["findings.json"] = _json({"findings": [finding_object(finding) for finding in findings]})
        written |= _also(report, document.source.text, written, options)
        if options.debug_tables:
            from converter.drawing.page import page

            written["tables.html"] = page(document, grids, statements).encode()
    htm = next((name for name in files if name.endswith(".htm")), None)
    counts, statement_counts = counted(report)
    outcome = Outcome(
        source=name,
        status=Status.CONVERTED,
        sha256=document.source.sha256,
        report=htm,
        counts=counts,
        statements=statement_counts,
    )
    return Conversion(written, outcome.with_findings(findings), findings)


def _agreed_report(
    document: Document, mapped: tuple[MappedStatement, ...], options: Options, watch: Stopwatch
) -> tuple[Report, dict[str, bytes], tuple[Finding, ...]]:
    """The report, its files, and what the document check still objects to.

    A fact that the check reads otherwise, or that the amounts a share or a balance disprove, is withheld, with a
    warning, and the report is built again without it: of two readings that disagree neither is published. A report that
    does not settle within the bound has an error finding for each figure that is disputed still.
    """
    from converter.doccheck.check import check_report
    from converter.exporting.record import record
    from converter.rendering.render import render
    from converter.report.balancing import unbalanced
    from converter.report.build import build_report
    from converter.report.earnings import misscaled
    from converter.report.options import ReportOptions

    withheld: dict[Span, str] = {}
    for _ in range(_READINGS):
        with watch.stage("report"):
            asked = ReportOptions(cik=options.cik, taxonomy=options.taxonomy, withheld=tuple(sorted(withheld.items())))
            report = build_report(document, mapped, asked)
        with watch.stage("render"):
            files = dict(render(report, options.layout))
        with watch.stage("check"):
            checked = check_report(files, document.source.text, record(report))
        disputed = unbalanced(report) | misscaled(report) | _disputed(report, checked)
        if disputed.keys() <= withheld.keys():
            return report, files, checked
        unsettled = {span: reason for span, reason in disputed.items() if span not in withheld}
        withheld |= disputed
    return report, files, (*checked, *_unsettled(document, unsettled))


def _unsettled(document: Document, disputed: Mapping[Span, str]) -> tuple[Finding, ...]:
    """An error for each figure that is published though it is disputed."""
    from converter.findings import Location, Severity

    def location(span: Span) -> Location:
        return Location(span, *document.source.position(span.start))

    return tuple(
        Finding(
            "ix.report.unsettled",
            Severity.ERROR,
            f"the figure is tagged though it is disputed ({reason}), because others came into dispute whenever the "
            f"report was built again, {_READINGS} times",
            location(span),
        )
        for span, reason in sorted(disputed.items())
    )


def _disputed(report: Report, checked: tuple[Finding, ...]) -> dict[Span, str]:
    """The figures of numeric facts that the check objects to, with its reason."""
    spans = {fact.id: fact.span for fact in report.facts if fact.unit is not None}
    found = ((spans.get(finding.location.fact_id or ""), finding.message) for finding in checked)
    return {span: message for span, message in found if span is not None}


def _also(report: Report, text: str, written: Mapping[str, bytes], options: Options) -> dict[str, bytes]:
    """The formats beyond the contract's that were asked for."""
    files: dict[str, bytes] = {}
    if "xlsx" in options.also:
        from converter.exporting.workbook import workbook

        files["statements.xlsx"] = workbook(report)
    if "parquet" in options.also:
        from converter.archive.layout import identifier
        from converter.exporting.parquet import parquet_files
        from converter.exporting.tables import Archived

        header = report.document.header
        name = identifier(header.accession if header else None, report.document.source.sha256)
        findings = json.loads(written["findings.json"])["findings"]
        files |= parquet_files(Archived(name, 1, json.loads(written["conversion.json"]), findings, text))
    return files


def _overrides(options: Options, cik: str | None) -> Overrides | None:
    """What a person decided: the rules of the mapping file, then what was approved for the registrant before."""
    if options.mapping is None and options.memory is None:
        return None
    from converter.mapping.memory import recall
    from converter.mapping.overrides import NO_OVERRIDES, load_overrides

    overrides = load_overrides(options.mapping) if options.mapping else NO_OVERRIDES
    return recall(options.memory, cik, overrides) if options.memory else overrides


def _gathered(*groups: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Each finding once, in the order of the stages."""
    return tuple(dict.fromkeys(finding for group in groups for finding in group))


def _compact(value: object) -> bytes:
    """Without white space: an account of thousands of cells is a third smaller, and nobody reads it by eye."""
    return (json.dumps(value, separators=(",", ":"), ensure_ascii=False) + "\n").encode()


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()
