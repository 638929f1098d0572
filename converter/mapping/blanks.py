"""Reads a label into rows that have none, or none but "Total": a sum under "Inventories:" is "Total inventories"."""

from __future__ import annotations

from dataclasses import replace

from converter.mapping.evidence import page_sums
from converter.mapping.sheet import BALANCE, Row, Sheet

_SAYS_NOTHING = frozenset(("total", "totals", "subtotal", "sub-total"))


def has_label(row: Row) -> bool:
    """Whether the label says more than that the row is a total."""
    return any(c.isalpha() for c in row.label) and row.label.strip(" .:-").lower() not in _SAYS_NOTHING


def with_labels(sheet: Sheet) -> Sheet:
    """The sheet with a label for each unlabelled row that sums rows under a common heading, and for the two equal
    totals of a balance sheet."""
    blank = [i for i, row in enumerate(sheet.rows) if not has_label(row) and row.value is not None]
    if not blank:
        return sheet
    foots = page_sums(sheet)
    rows = list(sheet.rows)
    labels = _balance_totals(sheet)
    for i in blank:
        parts = [j for j, part in enumerate(sheet.rows) if foots.whole[j] == i or part.parent == i]
        label = labels.get(i) or _label(sheet, parts)
        if label:
            rows[i] = replace(sheet.rows[i], label=label)
    return replace(sheet, rows=tuple(rows))


def _balance_totals(sheet: Sheet) -> dict[int, str]:
    """The last two rows of equal figures in a balance sheet are assets, then liabilities and equity."""
    if sheet.kind != BALANCE:
        return {}
    filled = [i for i, row in enumerate(sheet.rows) if row.value]
    for last in reversed(filled):
        twin = next((i for i in filled if i < last - 1 and sheet.rows[i].values == sheet.rows[last].values), None)
        if twin is not None:
            return {twin: "Total assets", last: "Total liabilities and stockholders' equity"}
    return {}


def _label(sheet: Sheet, parts: list[int]) -> str:
    """From the heading that the parts stand under; "net" where something is taken off an unlabelled sum."""
    if not parts:
        return ""
    first, last = sheet.rows[parts[0]], sheet.rows[parts[-1]]
    if len(parts) == 2 and not has_label(first) and first.section and (last.value or 0) < 0:
        return f"{_heading(first)}, net"
    headings = {_heading(sheet.rows[j]) for j in parts if sheet.rows[j].section and has_label(sheet.rows[j])}
    if len(headings) != 1:
        return ""
    heading = headings.pop()
    return heading if heading.lower().startswith("total") else f"Total {heading.lower()}"


def _heading(row: Row) -> str:
    return row.section[-1].strip().rstrip(":").strip()
