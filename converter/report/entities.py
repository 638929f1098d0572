"""Statements of another entity in the same filing: a subsidiary, a tracked group, an acquired business in an exhibit.

The contexts of a report are the registrant's. Where the face statements of one document of a submission contradict
those of an earlier one at most of the places that both have, that document is about somebody else: its facts have a
member on `dei:LegalEntityAxis`, named as the page's heading names it.
"""

from __future__ import annotations

import re

from converter.mapping.mapping import Decision, MappedStatement
from converter.reading.document import Document
from converter.report.naming import clean_label, element_name
from converter.statements.statement import Basis, Period, Statement, StatementKind

_KINDS = (StatementKind.BALANCE, StatementKind.INCOME, StatementKind.CASH_FLOW)
_ENOUGH = 5  # places that two documents must share before they can be told apart
_LINES_ABOVE = 6
_NO_NAME = re.compile(r"^\(|[<>]|\d|\b(?:dollars|thousands|millions|unaudited|form|exhibit|continued|page)\b", re.I)

# Additional exhibits. An annual report to shareholders (EX-13) is the registrant's whatever else the filing shows.
_EXHIBITS = ("EX-99", "EX-28")

_Printed = dict[tuple[str, Period], str]


def other_entities(mapped: tuple[MappedStatement, ...], document: Document) -> dict[int, str]:
    """The name of the entity of each part (`Statement.part`) that is not the registrant's."""
    parts: dict[int, _Printed] = {}
    for each in mapped:
        if each.statement.kind in _KINDS:
            parts.setdefault(each.statement.part, {}).update(_printed(each))
    found: dict[int, str] = {}
    leading: list[int] = []
    for part in sorted(parts):
        is_exhibit = document.parts[part].type.upper().startswith(_EXHIBITS)
        if is_exhibit and any(_are_two(parts[part], parts[before]) for before in leading):
            found[part] = _name(mapped, part, document)
        else:
            leading.append(part)
    return found


def _printed(each: MappedStatement) -> _Printed:
    """The digits of every figure of a standard element, without trailing zeros: the same in every scale."""
    columns = {column.index: column for column in each.statement.columns}
    found: _Printed = {}
    for item, mapping in zip(each.statement.items, each.mappings, strict=True):
        if mapping.decision is not Decision.STANDARD or mapping.concept is None:
            continue
        for cell in item.cells:
            column = columns.get(cell.column)
            if column is None or column.basis is not Basis.REPORTED or not cell.value:
                continue
            period = cell.period or column.period
            if period is not None:
                digits = "".join(map(str, cell.value.as_tuple().digits)).rstrip("0")
                found.setdefault((mapping.concept, period), digits)
    return found


def _are_two(here: _Printed, there: _Printed) -> bool:
    """Whether hardly a figure of what both report stands anywhere under its element in the other."""
    known = {(concept, digits) for (concept, _), digits in there.items()}
    shared = here.keys() & there.keys()
    apart = sum((place[0], here[place]) not in known for place in shared)
    return len(shared) >= _ENOUGH and 4 * apart > 3 * len(shared)


def _name(mapped: tuple[MappedStatement, ...], part: int, document: Document) -> str:
    for each in mapped:
        if each.statement.part == part and each.statement.kind in _KINDS:
            name = _heading(each.statement, document)
            if name:
                return name
    return f"Entity of {document.parts[part].type}"


def _heading(statement: Statement, document: Document) -> str:
    """The line above the title that names whose statement it is."""
    if statement.title_span is None:
        return ""
    above = document.source.text[: statement.title_span.start].rsplit("\n", _LINES_ABOVE + 1)[1:]
    for line in reversed(above):
        name = clean_label(" ".join(line.split()).strip("\"' "))
        if name and not _NO_NAME.search(name) and element_name(name):
            return name
    return ""
