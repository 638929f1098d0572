"""Whether the rows of a table report balances or flows: what ties to the statements, labels, title and sums tell.

rows (label, headings, measure; None for a heading) -> votes -> lean
"""

from __future__ import annotations

from collections.abc import Sequence

from converter.statements.body import is_remark
from converter.statements.dates import read_period_text
from converter.statements.draft import Draft
from converter.statements.moments import Lean, by_sums, is_balance, lean, of_one_mind
from converter.statements.statement import Measure, StatementKind
from converter.statements.wording import words

TITLE = 10  # words of a title; more are a sentence
COMPARED = 2  # years that balance sheets compare

Told = Sequence[tuple[str, Sequence[str], Measure] | None]
Sums = Sequence[tuple[int, Sequence[int]]]  # of each the total and the parts, by row


def lean_of(draft: Draft, rows: Told) -> Lean:
    """A note under bare years reports what its ties say, else what its labels say with hardly an exception."""
    if draft.shape_reports_flows:
        return Lean.FLOWS_ONLY
    told = lean([row for row in rows if row is not None], _title(draft))
    if draft.kind is StatementKind.SELECTED and draft.shape is StatementKind.BALANCE and told is Lean.BALANCES:
        return told  # what goes with a balance sheet, though some labels are an income statement's
    if draft.kind is StatementKind.SELECTED or draft.says_duration:
        return Lean.FLOWS
    if told is Lean.FLOWS and draft.tied is Lean.BALANCES and _years(draft) > COMPARED:
        return Lean.EITHER  # figures are shared by chance, or words have another sense
    if draft.tied in (None, Lean.UNCLEAR):
        return told
    if draft.tied_by_chance:
        return draft.tied if told is Lean.UNCLEAR and _majority(draft, rows) is draft.tied else told
    return draft.tied


def _majority(draft: Draft, rows: Told) -> Lean | None:
    """What more of the words in labels and title say."""
    votes = [*_votes(rows), is_balance(_title(draft), (), Measure.MONEY)]
    balances, flows = votes.count(True), votes.count(False)
    return Lean.BALANCES if balances > flows else Lean.FLOWS if flows > balances else None


def _title(draft: Draft) -> str:
    """The line right above a note that names what it reports, if a short line stands there."""
    line = next((remark.text for remark in draft.body.remarks if not is_remark(remark.text)), "")
    return line if len(words(line)) <= TITLE else ""


def _years(draft: Draft) -> int:
    """How many years stand over the columns."""
    return len({day.year for head in draft.body.heads for day in read_period_text(head).dates})


def _votes(rows: Told) -> list[bool | None]:
    """Whether each row reports a balance, as its own words and its headings tell."""
    return [None if row is None else is_balance(*row) for row in rows]


def agreed_by_sums(draft: Draft, side: Lean, rows: Told, sums: Sums) -> dict[int, bool]:
    """Whether the rows of a sum are balances, by what its total is called, else by what the table reports, where its
    labels or its ties tell that and not what a summary is taken for."""
    votes = _votes(rows)
    summary = draft.kind is StatementKind.SELECTED or draft.says_duration
    whole = None if summary else {Lean.BALANCES: True, Lean.FLOWS: False}.get(side)
    for total, parts in sums:
        against = sum(votes[part] is (not whole) for part in parts)
        if whole is not None and votes[total] is None and 2 * against < len(parts):
            votes[total] = whole
    return by_sums(votes, sums)


def sides_of_sums(side: Lean, rows: Told, sums: Sums) -> dict[int, Lean]:
    """In a table of both, what the sums report whose rows are all of one mind."""
    if side is not Lean.UNCLEAR:
        return {}
    told = of_one_mind(_votes(rows), sums)
    return {row: Lean.BALANCES if balance else Lean.FLOWS for row, balance in told.items()}
