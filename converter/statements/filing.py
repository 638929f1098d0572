"""What the filing says of its fiscal year: form, period, year end, from the header or else from the cover."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from converter.reading.document import Document
from converter.statements import vocabulary
from converter.statements.dates import PartialDate, read_period_text
from converter.statements.fiscal import FiscalCalendar, complete, year_called
from converter.statements.weeks import told_weeks, weeks_rule

COVER = 12_000  # characters of a part in which its cover stands
_FORM = re.compile(r"\bform\s{1,20}(10-?K(?:SB|405)?|10-?Q(?:SB)?|8-?K|20-?F)\b", re.IGNORECASE)
_BLANK = r"(?:\s|&#160;|&nbsp;|\xa0)"
_DAY = re.compile(
    rf"\b([A-Z][A-Za-z]{{2,8}})\.?{_BLANK}{{1,6}}(\d{{1,2}}){_BLANK}{{0,3}},{_BLANK}{{0,6}}((?:19|20)\d\d)\b"
)
_PERIOD = re.compile(
    r"\b(?:quarter(?:ly)?|fiscal|annual)?\s{0,20}(?:period|year|quarter)\s{1,20}ended:?\s{1,60}([A-Za-z]{3,9}\.?\s{1,9}\d{1,2}\s{0,5},?\s{1,9}\d{4})",
    re.IGNORECASE,
)


def fiscal_calendar(document: Document) -> FiscalCalendar:
    """As far as header and cover tell; `ends` are added when balance sheets have been read."""
    header = document.header
    form = (header.form or "" if header else "").upper()
    period = header.period if header else None
    year_end = _year_end(next((r.fiscal_year_end for r in header.registrants), None) if header else None)
    text = document.source.text
    if not form or period is None:
        cover = cover_text(document)
        if not form and (match := _FORM.search(cover)):
            form = match[1].upper()
        if period is None and (match := _PERIOD.search(cover)):
            found = read_period_text(match[1])
            period = complete(found.dates[0]) if found.dates else None
    if form.startswith(("10", "11")) and form[2:3] != "-":
        form = f"{form[:2]}-{form[2:]}"
    if year_end is None and form.startswith("10-K") and period is not None:
        year_end = (period.month, period.day)
    filed = header.filed if header else None
    return FiscalCalendar(form, period, year_end, frozenset(), weeks_rule(text), filed=filed, told=told_weeks(text))


def cover_text(document: Document) -> str:
    """The first characters of the filing's main document, as text."""
    for part in document.parts:
        if part.is_schedule:
            continue
        if part.root is None:
            return document.source.text[part.span.start : min(part.span.start + COVER, part.span.end)]
        found, size = [], 0
        for node in part.root.texts():
            found.append(node.text)
            size += len(node.text)
            if size > COVER:
                break
        return " ".join(" ".join(found).split())
    return ""


def _year_end(digits: str | None) -> tuple[int, int] | None:
    if not digits or len(digits) != 4 or not digits.isdigit():
        return None
    month, day = int(digits[:2]), int(digits[2:])
    return (month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def with_ends(fiscal: FiscalCalendar, ends: Iterable[date]) -> FiscalCalendar:
    return replace(fiscal, ends=frozenset(ends))


def with_named_days(fiscal: FiscalCalendar, document: Document) -> FiscalCalendar:
    """With the days that the filing's text names, where its calendar goes by weeks."""
    if not fiscal.by_weeks:
        return fiscal
    months = vocabulary.periods().months
    found = set()
    for match in _DAY.finditer(document.source.text):
        month = months.get(match[1].casefold())
        day = complete(PartialDate(int(match[3]), month, int(match[2]))) if month else None
        if day is not None:
            found.add(day)
    return replace(fiscal, named=frozenset(found))


def with_shift(fiscal: FiscalCalendar, latest: Sequence[int]) -> FiscalCalendar:
    """How the filing calls its fiscal years, by the latest bare year that most of its tables show.

    A year that ends in the first months of the next is often called by the year in which it began.
    """
    if fiscal.period_end is None or not fiscal.is_annual or fiscal.period_end.month > 6:
        return fiscal
    votes = Counter(year_called(fiscal.period_end) - year for year in latest)
    return replace(fiscal, shift=1) if votes[1] > votes[0] else fiscal
