"""What the statements tell of the filing's calendar beside the dates of its balance sheets.

moves           whether heads show years of weeks, though the balance sheets' dates happen to be ends of months
years_spelled   the ends of years of weeks that the heads of statements and summaries spell out
years_opened    the ends of years of weeks that the rows of a statement of equity name
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from converter.statements.classify import FACE
from converter.statements.dates import read_period_text
from converter.statements.draft import Draft
from converter.statements.fiscal import FiscalCalendar, complete, is_month_end
from converter.statements.statement import Period, StatementKind
from converter.statements.wording import words

_YEAR_OF_WEEKS = (364, 371)
_BALANCES = frozenset({"balance", "balances"})


def moves(drafts: Iterable[Draft], fiscal: FiscalCalendar) -> bool:
    """Whether a head of a primary statement names the day 52 or 53 weeks before the period's end, no month's end."""
    last = fiscal.period_end
    if last is None:
        return False
    return any(
        day is not None and (last - day).days in _YEAR_OF_WEEKS and not is_month_end(day)
        for found in drafts
        if found.kind in FACE and not found.of_plan
        for day in _days(found.body.heads)
    )


def years_spelled(drafts: Sequence[Draft], columns: Sequence[list[tuple[Period | None, ...]]]) -> set[date]:
    """A summary that puts every year's end on the same day ("6/25/95, 6/25/94") is not exact."""
    found: set[date] = set()
    for each, blocks in zip(drafts, columns, strict=True):
        if each.kind not in (*FACE, StatementKind.SELECTED) or not blocks or each.of_plan:
            continue
        named = {day for day in _days(each.body.heads) if day is not None}
        if any(len(same) > 1 for same in _by_day(named).values()):
            continue
        years = {p.end for p in blocks[0] if p is not None and p.start is not None and (p.end - p.start).days > 350}
        found |= named & years
    return found


def _by_day(days: Iterable[date]) -> dict[tuple[int, int], set[date]]:
    found: dict[tuple[int, int], set[date]] = {}
    for day in days:
        if not is_month_end(day):
            found.setdefault((day.month, day.day), set()).add(day)
    return found


def years_opened(drafts: Iterable[Draft], fiscal: FiscalCalendar) -> set[date]:
    """ "Balances as of September 25, 1998": the rows that open or close a year."""
    labels = [
        row.label
        for found in drafts
        if found.kind is StatementKind.EQUITY and not found.of_plan
        for row in found.body.rows
        if words(row.label)[:1] and words(row.label)[0] in _BALANCES
    ]
    named = [read_period_text(label).dates for label in labels]
    days = {complete(dates[0]) for dates in named if len(dates) == 1 and dates[0].day is not None}
    return {day for day in days if day is not None and fiscal.ends_a_year(day)}


def _days(heads: Iterable[str]) -> Iterable[date | None]:
    return (complete(day) for head in heads for day in read_period_text(head).dates if day.day is not None)
