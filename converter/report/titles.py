"""What a table is called: its printed title where that tells its subject, else the note in which it stands, else what
its kind is usually called. The words that decide are in `taxonomy/titles.toml`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from converter.mapping.mapping import MappedStatement
from converter.notes.note import Note
from converter.report.naming import clean_label, element_name
from converter.report.spelling import timeless
from converter.resources import rules
from converter.statements.statement import Statement, StatementKind

_TITLES = {
    StatementKind.BALANCE: "Balance Sheets",
    StatementKind.INCOME: "Statements of Income",
    StatementKind.COMPREHENSIVE_INCOME: "Statements of Comprehensive Income",
    StatementKind.CASH_FLOW: "Statements of Cash Flows",
    StatementKind.EQUITY: "Statements of Stockholders' Equity",
    StatementKind.SELECTED: "Selected Financial Data",
    StatementKind.SEGMENT: "Segment Information",
    StatementKind.PARENT_ONLY: "Condensed Financial Information of Registrant",
    StatementKind.OTHER: "Financial Information",
}
_LONGEST = 150
_CONTINUED = re.compile(r"[-,\s]*\(?\bcont(?:inued|['\u2019]d|d|\.)\)?\.?", re.IGNORECASE)
_UNITS = re.compile(r"\([^()]{0,80}(?:thousands?|millions?|dollars)[^()]{0,80}\)", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Rules:
    silent: frozenset[str]
    fragments: tuple[re.Pattern[str], ...]
    statements: re.Pattern[str]
    others: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data = rules("titles.toml")
    telling, faces = data["telling"], data["faces"]
    return _Rules(
        frozenset(telling["silent"]),
        tuple(map(re.compile, telling["fragments"])),
        re.compile(faces["statements"]),
        re.compile(faces["others"]),
    )


def printed_title(statement: Statement) -> str:
    """The title as printed, without "(Continued)", dates, units and the like; "" where it tells nothing."""
    title = _UNITS.sub(" ", _CONTINUED.sub(" ", statement.title))
    title = clean_label(timeless(title), _LONGEST).strip(" -:;,.|\"'\u201c\u201d")
    return title if is_telling(title) else ""


def is_telling(title: str) -> bool:
    """Whether a title says what a table is about."""
    words = _WORD.findall(title.lower())
    known = _rules()
    if not element_name(title) or all(word in known.silent or word.isdigit() for word in words):
        return False
    return not any(pattern.match(title.lower()) for pattern in known.fragments)


def is_face_title(title: str) -> bool:
    """Whether a title is that of a financial statement, not of a table that summarises or explains one."""
    lowered, known = title.lower(), _rules()
    return bool(known.statements.search(lowered)) and not known.others.search(lowered)


def usual_title(kind: StatementKind) -> str:
    return _TITLES[kind]


def statement_titles(
    mapped: Sequence[MappedStatement], notes: Sequence[Note] = (), company: str | None = None
) -> dict[str, str]:
    """The title of every statement, by its id. `notes` are in source order; the name of the `company` is no title."""
    starts = [note.span.start for note in notes]
    found = {}
    for each in mapped:
        statement = each.statement
        at = bisect_right(starts, statement.span.start) - 1
        inside = at >= 0 and statement.span.start < notes[at].span.end
        around = notes[at].title if inside and is_telling(notes[at].title) else ""
        printed = printed_title(statement)
        found[statement.id] = (
            (printed if element_name(printed, company) else "") or around or usual_title(statement.kind)
        )
    return found
