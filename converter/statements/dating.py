"""The periods of a draft's columns, for each row of its body: the heads say them, and headings among the rows that name
one, for the rows below.

    head rows, headings -> context -> periods
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from converter.statements import vocabulary
from converter.statements.body import Body, Remark, is_head_row, is_remark, period_texts
from converter.statements.classify import FACE, names_kind
from converter.statements.columns import MARGINAL, without_dates
from converter.statements.dates import PeriodText, read_period_text
from converter.statements.draft import Draft
from converter.statements.ends import Context
from converter.statements.entries import is_heading
from converter.statements.fiscal import FiscalCalendar
from converter.statements.headings import carried_on, period_named
from converter.statements.moments import dated_across
from converter.statements.periods import periods
from converter.statements.plans import plan_calendar
from converter.statements.rollforward import years_of
from converter.statements.statement import Period, StatementKind
from converter.statements.wording import words

# kinds whose dates are the ends of periods, however the heads put them
FLOWING = (
    StatementKind.CASH_FLOW,
    StatementKind.INCOME,
    StatementKind.COMPREHENSIVE_INCOME,
    StatementKind.SELECTED,
)


def block_periods(found: Draft, fiscal: FiscalCalendar) -> list[tuple[Period | None, ...]]:
    """The columns' periods for each row of the body: a heading that names a period, or a head row, starts a block."""
    body = found.body
    if _are_plans(body.heads):
        return [(None,) * len(body.columns) for _ in body.rows]
    if found.of_plan:
        fiscal = plan_calendar(fiscal)
    marginal = [foot.basis in MARGINAL for foot in found.footings]
    instant = found.is_instant or (found.form not in FLOWING and (_says_instant(body) or _opens_at_a_day(found)))
    base = _context(found, fiscal, instant, ())
    across = found.across is not None
    current = periods(body.heads, marginal, base)
    current = before = _of_whole(body, current) if instant and not found.is_instant else current
    due = _falling_due(body.heads)
    heading = ""  # the period that the headings right above name, over as many lines as they take
    result = []
    for row in body.rows:
        used, over, heading = None, heading, ""
        if is_head_row(row):
            heads = {cell.column: cell.text for cell in row.cells}
            texts = [heads.get(index, "") for index in body.columns]
            current = periods(texts, marginal, base)
        elif is_heading(row) and (said := period_named(row.label)):
            before = before if over else current
            heading = carried_on(over, said)
            stands = _stands(found, heading)
            context = _context(found, fiscal, instant or stands, (read_period_text(heading),))
            current = _under_heading(body, marginal, context, before)
            current = _of_whole(body, current) if stands else current
        elif across and (said := period_named(row.label)):  # a line for each year
            used = periods(body.heads, marginal, _context(found, fiscal, instant, (read_period_text(said),)))
        found_here = zip(used or current, due, strict=True)
        result.append(
            tuple(p if p is not None and fiscal.is_over(p.end) and not later else None for p, later in found_here)
        )
    if across and (time := dated_across(body.heads)) is not None and fiscal.is_over(time.end):
        return [(time,) * len(body.columns) for _ in body.rows]
    if found.kind is StatementKind.EQUITY:
        ends = periods(body.heads, marginal, _context(found, fiscal, True, ()))
        result = years_of(result, ends, [row.label for row in body.rows], fiscal)
    return result


def _are_plans(heads: Sequence[str]) -> bool:
    """Whether the years in heads are parts of the names of plans, "1981 Option Plan" beside "1987 Option Plan": they
    do not follow one another as the years of a report do."""
    named = [head for head in heads if words(head)]
    if not named or not all({"plan", "plans"} & set(words(head)) for head in named):
        return False
    texts = [read_period_text(head) for head in named]
    years = sorted({day.year for text in texts for day in text.dates if day.year is not None})
    bare = not any(text.durations or text.ended or any(day.month for day in text.dates) for text in texts)
    return bare and any(later - year > 1 for year, later in pairwise(years))


def _stands(found: Draft, heading: str) -> bool:
    """Whether a heading in a note dates the balances below it, "At June 30, 1998" over amounts by the time they run."""
    text = read_period_text(heading)
    certain = text.instant and len(text.dates) == 1 and text.dates[0].is_complete and not text.durations
    return certain and not text.ended and not found.reads_as_face and found.kind is not StatementKind.SELECTED


def _are_lengths(heads: Sequence[str]) -> bool:
    """Whether heads name no time of their own but how long something runs."""
    texts = [read_period_text(head) for head in heads]
    if any(text.dates or text.ended or text.quarters or text.inception for text in texts):
        return False
    return any(_LENGTHS & set(words(head)) for head in heads)


_LENGTHS = frozenset({"year", "years", "months", "days"})


def _of_whole(body: Body, times: tuple[Period | None, ...]) -> tuple[Period | None, ...]:
    """Of balances by how long they run only the total is one without more said."""
    if not _are_lengths(body.heads):
        return times
    return tuple(time if words(head)[:1] == ("total",) else None for head, time in zip(body.heads, times, strict=True))


def _opens_at_a_day(found: Draft) -> bool:
    """Whether such a heading stands first, over heads that are lengths of time."""
    return _are_lengths(found.body.heads) and any(
        period_named(remark.text) and _stands(found, remark.text) for remark in found.body.remarks
    )


def _falling_due(heads: Sequence[str]) -> list[bool]:
    """Which columns are the years in which amounts fall due, not years that are reported: bare years before a column
    of what comes "thereafter"."""
    if not any("thereafter" in words(head) for head in heads):
        return [False] * len(heads)
    return [all(day.month is None for day in read_period_text(head).dates) for head in heads]


def _under_heading(
    body: Body, marginal: Sequence[bool], context: Context, before: tuple[Period | None, ...]
) -> tuple[Period | None, ...]:
    """A heading's period stands over the columns' own words for it, as far as it goes."""
    heading = context.texts[0]
    if heading.durations and not heading.dates:
        heads = [_without_durations(head) for head in body.heads]
        found = periods(heads, marginal, context)
    else:
        found = periods(body.heads, marginal, context)
    if heading.durations:
        return found  # another length of time than the columns' own
    return tuple(new or old for new, old in zip(found, before, strict=True))


def _without_durations(head: str) -> str:
    text = read_period_text(head)
    return " ".join(
        f"{date.month}/{date.day}/{date.year}" if date.month and date.day and date.year else str(date.year or "")
        for date in text.dates
    )


def _context(found: Draft, fiscal: FiscalCalendar, instant: bool, first: tuple[PeriodText, ...]) -> Context:
    body = found.body
    own = [*(read_period_text(line.text) for line in body.head_lines), *_without_numbers(period_texts(body.remarks))]
    joined = " ".join(line.text for line in (*_begun(body), *body.head_lines))
    if sum(word in ("months", "weeks") for word in words(joined)) == 1:
        own.append(read_period_text(joined))  # "For the Three" over "Months Ended": one phrase over two lines
    own = [text for text in own if not text.is_empty]
    outside = _outside(body)
    near = (*body.heads, *(line.text for line in (*body.head_lines, *body.remarks, *body.outside[:4])))
    quarterly = any("quarter" in text.casefold() for text in near)
    named = len({without_dates(head) for head in body.heads if without_dates(head)}) > 1
    return Context(
        (*first, *own, *outside), fiscal, instant, len(first) + len(own), quarterly, found.kind in FACE, named
    )


def _without_numbers(texts: Sequence[PeriodText]) -> list[PeriodText]:
    """Without what beyond the line that dates a table has the look of a day, "maturing 1/02"."""
    dated = next((place for place, text in enumerate(texts) if text.ended and _is_dated(text)), len(texts))
    return [text for place, text in enumerate(texts) if place <= dated or not text.dates or _is_dated(text)]


def _is_dated(text: PeriodText) -> bool:
    return any(day.year is not None for day in text.dates)


def _outside(body: Body) -> list[PeriodText]:
    """What the lines before a table say of its periods, up to the nearest that says all."""
    around = [line for line in body.outside[:8] if is_remark(line.text) or names_kind(line.text)]
    dated = next((place for place, line in enumerate(around) if _says_when(line.text)), len(around))
    return period_texts(around[: dated + 1])


def _says_when(text: str) -> bool:
    """Whether a line says all there is to say of a period: a date, and whether something ends then or stands then."""
    found = read_period_text(text)
    return bool(found.dates) and (found.instant or found.ended or bool(found.durations))


def _begun(body: Body) -> Sequence[Remark]:
    """ "For the Three" in the title, where the heads go on with "Months Ended"."""
    if not body.remarks or not body.head_lines or words(body.head_lines[0].text)[:1] not in (("months",), ("weeks",)):
        return ()
    above = words(body.remarks[0].text)
    return body.remarks[:1] if above and above[-1] in vocabulary.periods().numbers else ()


def _says_instant(body: Body) -> bool:
    texts = [read_period_text(head) for head in body.heads]
    texts += period_texts(body.remarks) or _outside(body)[:1]
    if any(text.durations or text.ended or text.inception or text.quarters for text in texts):
        return False
    texts += [replace(text, instant=True) for text in map(_day_alone, body.remarks) if text is not None]
    return any(text.instant or any(d.month and d.year for d in text.dates) for text in texts)


def _day_alone(remark: Remark) -> PeriodText | None:
    """What a line says that names a day of the year and nothing else, "December 31 (In millions)" over years."""
    text = read_period_text(period_named(remark.text))
    return text if any(day.month and day.day for day in text.dates) else None
