"""What a statement is called: its printed title, or what its kind is usually called."""

from __future__ import annotations

import re

from converter.report.naming import clean_label, element_name
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
_CONTINUED = re.compile(r"[-,\s]*\(?\bcont(?:inued|'d|d|\.)\)?\.?", re.IGNORECASE)
_ASIDE = re.compile(r"\((?:un)?audited\)", re.IGNORECASE)


def role_title(statement: Statement) -> str:
    """The title as printed, without "(Continued)" and "(Unaudited)"."""
    title = clean_label(_ASIDE.sub(" ", _CONTINUED.sub(" ", statement.title)), 150).strip(" -:;,.")
    return title if element_name(title) else _TITLES[statement.kind]
