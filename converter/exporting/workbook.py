"""A report as a workbook: one sheet a statement, as on the page, and a sheet of all facts.

A total that foots exactly is a formula over its parts, with its result beside it for readers that do not calculate.
Each figure leads to its row on the sheet "Facts", which has the concept, the period and the line of the source, and
leads on to the fact in the report itself.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from converter.errors import MissingExtra
from converter.exporting.package import zipped
from converter.report.report import Fact, Report
from converter.statements.statement import Check, CheckKind, Doubt, LineItem, Measure, Role, Statement

_Place = tuple[str | None, int | None, int | None]

_FORMATS = {
    Measure.MONEY: "#,##0;(#,##0);0",
    Measure.SHARES: "#,##0;(#,##0);0",
    Measure.PER_SHARE: "#,##0.00##;(#,##0.00##);0.00",
    Measure.PERCENT: "0.0##%;(0.0##%);0%",
    Measure.PURE: "#,##0.####;(#,##0.####);0",
}
_FIRST_FIGURE = 4  # the column after label, concept and source line
_HEAD_ROW = 4
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORMULA = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v(?:></v>| ?/>)')
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_MADE = datetime(2000, 1, 1)  # the same for every workbook, so that the same report gives the same bytes


def workbook(report: Report) -> bytes:
    """The bytes of an .xlsx. Raises MissingExtra where openpyxl is not installed."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise MissingExtra("a workbook needs openpyxl: pip install openpyxl") from None
    book = Workbook()
    book.remove(book.active)
    rows = {fact.id: number for number, fact in enumerate(report.facts, 2)}
    facts: dict[_Place, Fact] = {}
    for fact in report.facts:
        if fact.statement is not None:
            facts.setdefault((fact.statement, fact.item, fact.column), fact)
    results = []
    for mapped in report.statements:
        concepts = {m.item: m.concept for m in mapped.mappings}
        results.append(_statement_sheet(book, mapped.statement, concepts, facts, rows, report))
    _fact_sheet(book, report)
    book.properties.creator = "ixconvert"
    buffer = io.BytesIO()
    book.save(buffer)
    return _finished(buffer.getvalue(), results)


def _statement_sheet(
    book: Any,
    statement: Statement,
    concepts: Mapping[int, str | None],
    facts: Mapping[_Place, Fact],
    rows: Mapping[str, int],
    report: Report,
) -> dict[str, Decimal]:
    """Adds the sheet; the results of its formulas by cell."""
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.hyperlink import Hyperlink

    sheet = book.create_sheet(_sheet_name(statement))
    sheet["A1"] = _text(statement.title)
    sheet["A1"].font = Font(bold=True, size=13)
    sheet["A2"] = f"{_text(report.entity.name or '')}  {statement.currency}, in full units"
    for number, head in enumerate(("Label", "Concept", "Source line"), 1):
        sheet.cell(_HEAD_ROW, number, head).font = Font(bold=True)
    place = {column.index: _FIRST_FIGURE + n for n, column in enumerate(statement.columns)}
    for column in statement.columns:
        head = f"{_text(column.head)}\n{column.period or ''}".strip()
        cell = sheet.cell(_HEAD_ROW, place[column.index], head)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, horizontal="right")
        sheet.column_dimensions[get_column_letter(place[column.index])].width = 18
    exact = {(check.total, check.column): check for check in statement.checks if _is_exact(check)}
    results = {}
    for item in statement.items:
        row = _row_of(item)
        label = sheet.cell(row, 1, _text(item.label))
        label.alignment = Alignment(indent=min(item.depth, 15), wrap_text=True)
        is_total = item.role in (Role.TOTAL, Role.SUBTOTAL)
        label.font = Font(bold=is_total or item.role is Role.HEADING)
        sheet.cell(row, 3, report.document.source.position(item.span.start)[0])
        for each in item.cells:
            if each.value is None or each.column not in place:
                continue
            number = place[each.column]
            check = exact.get((item.index, each.column))
            cell = sheet.cell(row, number, _formula(check, get_column_letter(number)) if check else each.value)
            if check:
                results[cell.coordinate] = each.value
            cell.number_format = _FORMATS.get(item.measure, "General")
            if is_total:
                cell.font, cell.border = Font(bold=True), Border(top=Side(style="thin"))
            fact = facts.get((statement.id, item.index, each.column))
            if fact is not None:
                cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"Facts!A{rows[fact.id]}")
                sheet.cell(row, 2, fact.concept)
        if item.cells and sheet.cell(row, 2).value is None and concepts.get(item.index):
            sheet.cell(row, 2, concepts[item.index])
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 52, 44
    sheet.freeze_panes = sheet.cell(_HEAD_ROW + 1, _FIRST_FIGURE)
    return results


def _fact_sheet(book: Any, report: Report) -> None:
    from openpyxl.styles import Font

    sheet = book.create_sheet("Facts")
    heads = ("Fact", "Concept", "Period", "Dimensions", "Unit", "Value", "Decimals", "Source line", "Source text")
    for number, head in enumerate(heads, 1):
        sheet.cell(1, number, head).font = Font(bold=True)
    contexts = {context.id: context for context in report.contexts}
    source = report.document.source
    for row, fact in enumerate(report.facts, 2):
        context = contexts[fact.context]
        dimensions = "; ".join(f"{axis} = {member}" for axis, member in context.dimensions)
        printed = _text(source.text[fact.span.start : fact.span.end])[:200] if fact.span else None
        line = source.position(fact.span.start)[0] if fact.span else None
        value = _text(fact.value)[:500] if isinstance(fact.value, str) else fact.value
        values = (
            fact.id,
            fact.concept,
            str(context.period),
            dimensions,
            fact.unit,
            value,
            fact.decimals,
            line,
            printed,
        )
        for number, each in enumerate(values, 1):
            cell = sheet.cell(row, number, each)
            if isinstance(each, str):
                cell.data_type = "s"  # a text that begins with = is no formula
        sheet.cell(row, 1).hyperlink = f"{report.extension.base}.htm#{fact.id}"
    for letter, width in zip("ABCDEFGHI", (10, 48, 24, 40, 12, 18, 10, 12, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"


def _is_exact(check: Check) -> bool:
    """Only what the printed figures give to the last digit may stand as a formula in place of the printed figure."""
    return check.kind is CheckKind.FOOTING and check.doubt is Doubt.NONE and check.printed == check.computed


def _formula(check: Check, letter: str) -> str:
    terms = (
        f"{'+' if weight > 0 else '-'}{letter}{_HEAD_ROW + 1 + part}"
        for part, weight in zip(check.parts, check.weights, strict=True)
    )
    return f"={''.join(terms).removeprefix('+')}"


def _row_of(item: LineItem) -> int:
    return _HEAD_ROW + 1 + item.index


def _sheet_name(statement: Statement) -> str:
    """At most 31 characters; the id keeps names apart."""
    return _FORBIDDEN.sub("", f"{statement.id} {statement.kind.value}")[:31]


def _text(text: str) -> str:
    return _CONTROL.sub("", " ".join(text.split()))


def _finished(data: bytes, results: Sequence[Mapping[str, Decimal]]) -> bytes:
    """The same workbook with the results of its formulas, and without the time of its making."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        entries = {name: book.read(name) for name in book.namelist()}
    for number, known in enumerate(results, 1):
        sheet = f"xl/worksheets/sheet{number}.xml"
        entries[sheet] = _FORMULA.sub(partial(_with_result, known), entries[sheet])
    made = _MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    entries["docProps/core.xml"] = _STAMP.sub(rb"\g<1>" + made + rb"\g<2>", entries["docProps/core.xml"])
    return zipped(entries)


def _with_result(results: Mapping[str, Decimal], formula: re.Match[bytes]) -> bytes:
    """openpyxl writes a formula without its result: pandas would read nothing, and a preview show nothing."""
    return b"%s<v>%s</v>" % (formula[1], f"{results[formula[2].decode()]:f}".encode())
