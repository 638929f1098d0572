"""Reads a label into rows that have none, or none but "Total": a sum under "Inventories:" is "Total inventories"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from converter.mapping.evidence import page_sums
from converter.mapping.labels import forms
from converter.mapping.rules import matches, patterns
from converter.mapping.sheet import BALANCE, Row, Sheet
from converter.resources import rules

_SAYS_NOTHING = frozenset(("total", "totals", "subtotal", "sub-total"))
_ASSETS, _OTHER_SIDE = "Total assets", "Total liabilities and stockholders' equity"
_UNCERTAIN = frozenset(("commitment", "commitments", "contingency", "contingencies", "contingent"))
_ABOVE = 8  # rows above a sum that tell what it sums


@dataclass(frozen=True, slots=True)
class Blank:
    """One `[[blank]]` of `taxonomy/lexicon/blanks.toml`; the table's head says what each part means."""

    following: tuple[re.Pattern[str], ...]
    among: tuple[re.Pattern[str], ...]
    statement: str | None
    label: str
    net: str


@lru_cache(maxsize=1)
def _table() -> tuple[Blank, ...]:
    return tuple(
        Blank(patterns(entry["next"]), patterns(entry["among"]), entry.get("statement"), entry["label"], entry["net"])
        for entry in rules("lexicon/blanks.toml")["blank"]
    )


def has_label(row: Row) -> bool:
    """Whether the label says more than that the row is a total."""
    return any(c.isalpha() for c in row.label) and row.label.strip(" .:-").lower() not in _SAYS_NOTHING


def with_labels(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets of a filing in source order, with labels for rows that have none: sums of rows under a common heading,
    sums that a following row tells, and the two equal totals of a balance sheet, on one page or on two."""
    out: list[Sheet] = []
    for sheet in sheets:
        before = out[-1] if out else None
        out.append(_with_labels(sheet, _balance_totals(sheet) or _other_side(sheet, before)))
        if before is not None and _other_side(sheet, before):
            out[-2] = _with_labels(before, _first_side(before))
    return out


def _with_labels(sheet: Sheet, totals: dict[int, str]) -> Sheet:
    blank = [i for i, row in enumerate(sheet.rows) if row.value is not None and (row.silent or not has_label(row))]
    if not blank:
        return sheet
    foots = page_sums(sheet)
    rows = list(sheet.rows)
    told = _told_by_the_next(sheet, blank)
    for i in blank:
        parts = [j for j, part in enumerate(sheet.rows) if foots.whole[j] == i or part.parent == i]
        label = totals.get(i) or told.get(i) or _label(sheet, parts)
        if label.lower() == _ASSETS.lower() and i not in totals and _is_exceeded(sheet, i):
            label = ""  # a part of what stands under "Assets"
        rows[i] = replace(sheet.rows[i], label=label or sheet.rows[i].label, silent=i not in totals)
    return replace(sheet, rows=tuple(rows))


def _is_exceeded(sheet: Sheet, place: int) -> bool:
    """Whether a row of the sheet is larger than the one that would be its total."""
    total = sheet.rows[place].value
    alike = [row.value for row in sheet.rows if row.measure is sheet.rows[place].measure and row.value is not None]
    return total is not None and any(abs(value) > abs(total) for value in alike)


def _filled(sheet: Sheet) -> list[int]:
    return [i for i, row in enumerate(sheet.rows) if row.value is not None]


def _balance_totals(sheet: Sheet) -> dict[int, str]:
    """The last two rows of equal figures in a balance sheet are assets, then liabilities and equity."""
    if sheet.kind != BALANCE:
        return {}
    filled = [i for i, row in enumerate(sheet.rows) if row.value]
    for last in reversed(filled):
        twin = next((i for i in filled if i < last - 1 and sheet.rows[i].values == sheet.rows[last].values), None)
        if twin is not None:
            return {twin: _ASSETS, last: _OTHER_SIDE}
    return {}


def _other_side(sheet: Sheet, before: Sheet | None) -> dict[int, str]:
    """Where a balance sheet ends without a label on what the sheet before, its first page, ended on: that total."""
    if before is None or sheet.kind != BALANCE or before.kind != BALANCE:
        return {}
    mine, theirs = _filled(sheet), _filled(before)
    if not mine or not theirs or has_label(sheet.rows[mine[-1]]):
        return {}
    row, other = sheet.rows[mine[-1]], before.rows[theirs[-1]]
    return {mine[-1]: _OTHER_SIDE} if row.value and row.values == other.values else {}


def _first_side(sheet: Sheet) -> dict[int, str]:
    """The last row of the first page of a balance sheet that goes on on a second one."""
    last = _filled(sheet)[-1]
    return {last: _ASSETS} if sheet.rows[last].silent or not has_label(sheet.rows[last]) else {}


def _told_by_the_next(sheet: Sheet, blank: list[int]) -> dict[int, str]:
    """Labels from the row that follows a sum: what is "less accumulated depreciation" is property at cost."""
    found: dict[int, str] = {}
    filled = _filled(sheet)
    place = {i: at for at, i in enumerate(filled)}
    for i in blank:
        at = place[i]
        if at + 1 >= len(filled):
            continue
        rule = _rule(sheet, filled[max(0, at - _ABOVE) : at], sheet.rows[filled[at + 1]], sheet.rows[i])
        if rule is None:
            continue
        found.setdefault(i, rule.label)
        after = filled[at + 2] if at + 2 < len(filled) else None
        if after is not None and _is_net(sheet.rows[i], sheet.rows[filled[at + 1]], sheet.rows[after]):
            found[after] = rule.net
    return found


def _rule(sheet: Sheet, above: list[int], following: Row, row: Row) -> Blank | None:
    label = forms(following.label).exact
    around = [forms(text).exact for text in (*row.section, *(sheet.rows[j].label for j in above))]
    for rule in _table():
        if rule.statement is None or rule.statement == sheet.kind:
            if matches(rule.following, label) and any(matches(rule.among, text) for text in around):
                return rule
    return None


def _is_net(gross: Row, less: Row, net: Row) -> bool:
    """Whether the third row is the first less the second, in their first figures."""
    a, b, c = gross.value, less.value, net.value
    return a is not None and b is not None and c is not None and a - abs(b) == c


def _label(sheet: Sheet, parts: list[int]) -> str:
    """From the heading that the parts stand under; "net" where something is taken off an unlabelled sum."""
    if not parts:
        return ""
    first, last = sheet.rows[parts[0]], sheet.rows[parts[-1]]
    if any(_UNCERTAIN & set(forms(_heading(sheet.rows[j])).words) for j in parts if sheet.rows[j].section):
        return ""  # a line that has no amount, and heads none
    same = first.section == last.section
    if len(parts) == 2 and not has_label(first) and first.section and same and (last.value or 0) < 0:
        return f"{_heading(first)}, net"
    headings = {_heading(sheet.rows[j]) for j in parts if sheet.rows[j].section and has_label(sheet.rows[j])}
    if len(headings) != 1:
        return ""
    heading = headings.pop()
    return heading if heading.lower().startswith("total") else f"Total {heading.lower()}"


def _heading(row: Row) -> str:
    return row.section[-1].strip().rstrip(":").strip()
