"""Names concepts for labels given from outside: one label, rows of a file, or whole statements.

A request is one JSON object: id, label, statement, section, parent_label, period_type, value, year, statement_id.
Requests that share a `statement_id` and follow each other are the rows of one statement, in order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from converter.errors import InputError
from converter.mapping.decision import CERTAIN, opinions
from converter.mapping.labels import forms
from converter.mapping.mapping import Candidate
from converter.mapping.model import load
from converter.mapping.opinion import Opinion
from converter.mapping.sheet import KINDS, Row, Sheet

EXTENSION, ABSTAIN = "extension", "abstain"
_ROWS_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Request:
    id: str
    row: Row
    statement: str | None = None
    statement_id: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`decision` is a prefixed name, "extension" or "abstain"; `candidates` are at most 20, best first."""

    id: str
    candidates: tuple[Candidate, ...]
    decision: str


def parse(line: str, number: int) -> Request:
    """A line of a batch file. Raises `InputError` with the line's number."""
    try:
        data = json.loads(line)
        if not isinstance(data, dict) or not isinstance(data.get("label"), str):
            raise ValueError("needs an object with a label")
        return _request(data, number)
    except (ValueError, ArithmeticError, TypeError) as error:
        raise InputError(f"line {number}: {error}") from error


def _request(data: dict[str, Any], number: int) -> Request:
    statement = data.get("statement")
    if statement is not None and statement not in KINDS:
        raise ValueError(f"statement must be one of {', '.join(KINDS)}, not {statement!r}")
    period = data.get("period_type")
    value = data.get("value")
    year = data.get("year")
    section = data.get("section") or ()
    row = Row(
        label=data["label"],
        section=(section,) if isinstance(section, str) else tuple(str(s) for s in section),
        parent_label=data.get("parent_label"),
        period_type=period if period in ("instant", "duration") else None,
        values=(Decimal(str(value)),) if isinstance(value, int | float | str) and value != "" else (),
    )
    statement_id = data.get("statement_id")
    return Request(
        str(data.get("id", number)),
        row,
        statement,
        str(statement_id) if statement_id is not None else None,
        int(year) if year is not None else None,
    )


def suggest(requests: Iterable[Request]) -> Iterator[Suggestion]:
    """One suggestion for each request, in order."""
    model = load()
    for group in _chunks(requests):
        sheets = [Sheet(rows[0].statement, _with_parents(rows), year=rows[0].year) for rows in group]
        for rows, found in zip(group, opinions(sheets, model, facts_only=False), strict=True):
            for request, opinion in zip(rows, found, strict=True):
                yield Suggestion(request.id, opinion.candidates, decide(opinion))


def _with_parents(requests: list[Request]) -> tuple[Row, ...]:
    """The rows of a statement, each with the row that its parent's label names: the next below, else the last above."""
    places: dict[str, list[int]] = {}
    for i, request in enumerate(requests):
        places.setdefault(forms(request.row.label).exact, []).append(i)
    rows = []
    for i, request in enumerate(requests):
        named = places.get(forms(request.row.parent_label or "").exact, []) if request.row.parent_label else []
        below = [j for j in named if j > i]
        above = [j for j in named if j < i]
        parent = below[0] if below else above[-1] if above else None
        rows.append(replace(request.row, parent=parent))
    return tuple(rows)


def decide(opinion: Opinion) -> str:
    """The element where it is all but certain; the filing's own where none is likely; else neither."""
    best = opinion.best
    if best is not None and best.score >= CERTAIN:
        return best.concept
    return EXTENSION if best is None or opinion.none >= 0.5 else ABSTAIN


def _chunks(requests: Iterable[Request]) -> Iterator[list[list[Request]]]:
    """Statements (or single rows) gathered until there are enough rows to be worth a pass."""
    group: list[list[Request]] = []
    rows = 0
    for request in requests:
        last = group[-1][0] if group else None
        same = last is not None and request.statement_id is not None and last.statement_id == request.statement_id
        if same:
            group[-1].append(request)
        else:
            if rows >= _ROWS_AT_ONCE:
                yield group
                group, rows = [], 0
            group.append([request])
        rows += 1
    if group:
        yield group
