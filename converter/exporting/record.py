"""`record`: conversion.json, the account of a conversion; its JSON Schema is docs/conversion.schema.json.

Amounts are strings in plain decimal notation, spans `[start, end)` in characters of the decoded source, periods
"2003-09-30" or "2003-07-01/2003-09-30", enumerations their values. The only place where the data types of the program
become JSON objects.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from converter import __version__
from converter.findings import Finding, Severity, Span
from converter.mapping.mapping import MappedStatement, Mapping
from converter.reading.document import Header, Part, Registrant, Source
from converter.report.report import Context, ExtensionElement, ExtensionRole, Fact, Report
from converter.statements.statement import Cell, Check, Column, LineItem, Scale, Statement

FORMAT = "ixconvert-conversion/1"

Json = dict[str, Any]
_Place = tuple[str | None, int | None, int | None]


def record(report: Report, findings: Iterable[Finding] = (), validator: str | None = None) -> Json:
    """`findings` are all of the conversion's, `validator` the name and version of what validated it."""
    source = report.document.source
    by_cell: dict[_Place, Fact] = {}
    for fact in report.facts:
        if fact.statement is not None:
            by_cell.setdefault((fact.statement, fact.item, fact.column), fact)
    contexts = {context.id: context for context in report.contexts}
    severities = Counter(finding.severity.value for finding in findings)
    return {
        "format": FORMAT,
        "version": __version__,
        "taxonomy": report.taxonomy,
        "validator": validator,
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "encoding": source.encoding,
            "characters": len(source.text),
        },
        "header": _header(report.document.header),
        "parts": [_part(part) for part in report.document.parts],
        "entity": {
            "scheme": report.entity.scheme,
            "identifier": report.entity.identifier,
            "name": report.entity.name,
        },
        "period_end": report.period_end.isoformat(),
        "statements": [_statement(each, source, by_cell) for each in report.statements],
        "facts": [_fact(fact, contexts[fact.context], source) for fact in report.facts],
        "extension": {
            "base": report.extension.base,
            "prefix": report.extension.prefix,
            "namespace": report.extension.namespace,
            "elements": [_element(element) for element in report.extension.elements],
            "roles": [_role(role) for role in report.extension.roles],
        },
        "findings": {severity.value: severities[severity.value] for severity in Severity},
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _date(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _header(header: Header | None) -> Json | None:
    if header is None:
        return None
    return {
        "accession": header.accession,
        "form": header.form,
        "period": _date(header.period),
        "filed": _date(header.filed),
        "registrants": [_registrant(registrant) for registrant in header.registrants],
    }


def _registrant(registrant: Registrant) -> Json:
    return {
        "name": registrant.name,
        "cik": registrant.cik,
        "sic": registrant.sic,
        "file_number": registrant.file_number,
        "fiscal_year_end": registrant.fiscal_year_end,
    }


def _part(part: Part) -> Json:
    return {"type": part.type, "kind": part.kind.value, "span": _span(part.span), "filename": part.filename}


def _statement(each: MappedStatement, source: Source, by_cell: dict[_Place, Fact]) -> Json:
    statement = each.statement
    return {
        "id": statement.id,
        "kind": statement.kind.value,
        "title": statement.title,
        "title_span": _span(statement.title_span),
        "span": _span(statement.span),
        "line": source.position(statement.span.start)[0],
        "part": statement.part,
        "currency": statement.currency,
        "scale": _scale(statement.scale),
        "audited": statement.audited.value,
        "quality": round(statement.quality, 4),
        "continues": statement.continues,
        "columns": [_column(column) for column in statement.columns],
        "rows": [
            _row(statement, item, mapping, source, by_cell)
            for item, mapping in zip(statement.items, each.mappings, strict=True)
        ],
        "checks": [_check(check) for check in statement.checks],
    }


def _scale(scale: Scale) -> Json:
    return {"money": scale.money, "shares": scale.shares, "per_share": scale.per_share, "span": _span(scale.span)}


def _column(column: Column) -> Json:
    return {
        "index": column.index,
        "head": column.head,
        "period": str(column.period) if column.period else None,
        "basis": column.basis.value,
        "member": column.member,
        "span": _span(column.span),
    }


def _row(statement: Statement, item: LineItem, mapping: Mapping, source: Source, by_cell: dict[_Place, Fact]) -> Json:
    return {
        "index": item.index,
        "label": item.label,
        "label_spans": [_span(span) for span in item.label_spans],
        "span": _span(item.span),
        "line": source.position(item.span.start)[0],
        "role": item.role.value,
        "measure": item.measure.value,
        "depth": item.depth,
        "section": list(item.section),
        "parent": item.parent,
        "weight": item.weight,
        "note": item.note,
        "mapping": _mapping(mapping),
        "cells": [_cell(cell, source, by_cell.get((statement.id, item.index, cell.column))) for cell in item.cells],
    }


def _mapping(mapping: Mapping) -> Json:
    return {
        "decision": mapping.decision.value,
        "concept": mapping.concept,
        "also": mapping.also,
        "confidence": round(mapping.confidence, 4),
        "origin": mapping.origin.value,
        "negated": mapping.negated,
        "anchor": mapping.anchor,
        "balance": mapping.balance,
        "period_type": mapping.period_type,
        "evidence": list(mapping.evidence),
        "candidates": [{"concept": c.concept, "score": round(c.score, 4)} for c in mapping.candidates],
    }


def _cell(cell: Cell, source: Source, fact: Fact | None) -> Json:
    figure = cell.figure
    return {
        "column": cell.column,
        "span": _span(figure.span),
        "digits": _span(figure.digits),
        "text": source.text[figure.span.start : figure.span.end],
        "kind": figure.kind.value,
        "value": _number(cell.value),
        "scale": cell.scale,
        "period": str(cell.period) if cell.period else None,
        "fact": fact.id if fact else None,
        "concept": fact.concept if fact else None,
    }


def _check(check: Check) -> Json:
    return {
        "kind": check.kind.value,
        "column": check.column,
        "total": check.total,
        "parts": list(check.parts),
        "weights": list(check.weights),
        "printed": _number(check.printed),
        "computed": _number(check.computed),
        "holds": check.holds,
        "doubt": check.doubt.value,
    }


def _fact(fact: Fact, context: Context, source: Source) -> Json:
    at = fact.span or fact.reference
    return {
        "id": fact.id,
        "concept": fact.concept,
        "context": fact.context,
        "period": str(context.period),
        "dimensions": dict(context.dimensions),
        "unit": fact.unit,
        "value": _number(fact.value) if isinstance(fact.value, Decimal) else fact.value,
        "decimals": fact.decimals,
        "scale": fact.scale,
        "format": fact.format,
        "negative": fact.negative,
        "origin": fact.origin.value,
        "span": _span(fact.span),
        "continuations": [_span(span) for span in fact.continuations],
        "reference": _span(fact.reference),
        "line": source.position(at.start)[0] if at else None,
        "statement": fact.statement,
        "item": fact.item,
        "column": fact.column,
    }


def _element(element: ExtensionElement) -> Json:
    return {
        "name": element.name,
        "type": element.type,
        "period_type": element.period_type,
        "balance": element.balance,
        "abstract": element.abstract,
        "anchor": element.anchor,
    }


def _role(role: ExtensionRole) -> Json:
    return {"uri": role.uri, "definition": role.definition}
