"""Securities on a cover page: shares outstanding, public float, titles and exchanges, trading symbol."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from converter.cover.dates import find_dates
from converter.cover.facts import at, coded_fact, plain_fact
from converter.cover.layout import Layout
from converter.cover.tables import exchange_code, stock_member
from converter.report.partial import PartialFact
from converter.report.report import FactOrigin
from converter.statements.statement import Period

_CLASS_AXIS = "us-gaap:StatementClassOfStockAxis"
_NUMBER = re.compile(r"(?<![\d,.$/])(?<!\d-)(?<!\$ )(?:\d{1,3}(?:,\s?\d{3})+|\d{1,12})(?:\.\d{1,4})?(?![\d/]|,\d|-\d)")
_MONEY = re.compile(
    r"\$\s{0,8}(?P<digits>\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<word>\s+(?:million|billion|thousand))?(?![\d])",
    re.IGNORECASE,
)
_OUTSTANDING = re.compile(r"outstanding", re.IGNORECASE)
_SHARES = re.compile(r"shares?\b|stock|units?\b|interests", re.IGNORECASE)
_FLOAT = re.compile(r"aggregate\s+(?:market\s+)?value|market\s+value\s+of", re.IGNORECASE)
_HOLDERS = re.compile(
    r"non\s?-?\s*affil|not\s+(?:held\s+by\s+)?affiliate|other\s+than\s+(?:affiliate|executive|officer|director)",
    re.IGNORECASE,
)
_BASED_ON = re.compile(r"based\s+(?:up)?on|closing\s+(?:sales?\s+)?price|computed", re.IGNORECASE)
_AS_OF = re.compile(
    r"(?:as\s+of|as\s+at|\bat|\bon|outstanding[,:]?)[\s:(]*(?:the\s+close\s+of\s+business\s+on\s+)?$", re.IGNORECASE
)
_AT_YEAR_END = re.compile(r"at\s+the\s+end\s+of\s+the\s+(?:fiscal\s+)?(?:year|quarter|period)", re.IGNORECASE)
_NOT_A_COUNT = re.compile(
    r"(?:\bfile|\bno\.?|\bnumber|including|excluding|less|net\s+of|item|rule|form|section|page)\s*$", re.IGNORECASE
)
_COUNTED = re.compile(r"\s{1,40}(?:shares|units|interests)\b", re.IGNORECASE)
_SHARES_OF = re.compile(r"\s{1,40}(?:shares|units)\s{1,40}of\b", re.IGNORECASE)
_WAS = re.compile(r"(?:\bwas|\bwere|\bis|outstanding|:)[:\s]*$", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\([^)]*$")
_NOT_COUNTS = re.compile(
    r"documents|incorporated\s+by|item\s+\d|indicate\s+by|aggregate|\bpage\b|\bindex\b|part\s+i", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<![A-Z])(?<!Inc)(?<!INC)(?<!Corp)(?<!Co)(?<!Ltd)(?<!No)(?<!St)\.\s+(?=[A-Z(])")
_PART_OF = re.compile(r"(?:includ(?:es|ing)|exclud(?:es|ing)|of\s+which)(?:\s+approximately)?\s*$", re.IGNORECASE)
_SCALES = {"thousand": 3, "million": 6, "billion": 9}
_SMALLEST_FLOAT = 50_000


@dataclass(frozen=True, slots=True)
class _Count:
    number: Decimal
    span: tuple[int, int]
    when: date
    title: str


def security_facts(cover: Layout, form: str, period_end: date | None) -> list[PartialFact]:
    facts = _titles(cover) if form != "8-K" else []
    if form in ("10-K", "10-Q"):
        facts += _shares_outstanding(cover, period_end)
    if form == "10-K":
        facts += _public_float(cover)
    return facts


# --- shares outstanding


def _shares_outstanding(cover: Layout, period_end: date | None) -> list[PartialFact]:
    """One fact, or one for each class where the words tell the classes apart."""
    for match in _OUTSTANDING.finditer(cover.text, 0, cover.end):
        counts = _counts(cover, match, period_end)
        if len(counts) == 1:
            return [_shares_fact(cover, counts[0], ())]
        members = [stock_member(count.title) for count in counts]
        if counts and None not in members and len(set(members)) == len(members):
            return [
                _shares_fact(cover, count, ((_CLASS_AXIS, member),))
                for count, member in zip(counts, members, strict=True)
                if member is not None
            ]
    return []


def _counts(cover: Layout, match: re.Match[str], period_end: date | None) -> list[_Count]:
    """The counts in the sentence or paragraph around "outstanding"; else in the table after it, or the line before it
    where the words stand in brackets under their number."""
    text = cover.text
    start, end = cover.paragraph(match.start())
    for begin, stop in _regions(cover, start, end, match):
        found = _numbers(text, begin, stop)
        if not found or not _SHARES.search(text, min(begin, start), max(stop, end)):
            continue
        when = _as_of(text, min(begin, start), max(stop, end), begin, stop, period_end)
        if when is None:
            return []
        bounds = [begin, *(span[1] for _, span in found[:-1])]
        return [
            _Count(number, span, when, _title(cover, span, left, right))
            for (number, span), left, right in zip(
                found, bounds, [*(span[0] for _, span in found[1:]), stop], strict=True
            )
        ]
    return []


def _regions(cover: Layout, start: int, end: int, match: re.Match[str]) -> list[tuple[int, int]]:
    """Where to look for counts, in order."""
    regions = [_sentence(cover.text, start, end, match), (start, end)]
    if _BRACKETED.match(cover.text, start, match.start()):
        before = _paragraph_before(cover, start)
        return [before] if before else []
    if _FLOAT.search(cover.text, start, end):
        return regions[:1]
    following = _next_paragraph(cover, end)
    for _ in range(2):
        if following is None:
            break
        other = _NOT_COUNTS.search(cover.text, *following)
        if other is None or other.start() > following[0] + 40:
            regions.append((following[0], other.start() if other else following[1]))
        if other is not None:
            break
        following = _next_paragraph(cover, following[1])
    return regions


def _sentence(text: str, start: int, end: int, match: re.Match[str]) -> tuple[int, int]:
    """The sentence around a word, within its paragraph."""
    bounds = [start, *(start + found.end() for found in _SENTENCE.finditer(text[start:end])), end]
    return next((left, right) for left, right in pairwise(bounds) if left <= match.start() < max(right, left + 1))


def _as_of(text: str, start: int, end: int, begin: int, stop: int, period_end: date | None) -> date | None:
    """The one date that the count is as of."""
    for left, right in ((begin, stop), (start, end)):
        dates = find_dates(text, left, right)
        marked = [day for day in dates if _AS_OF.search(text[max(left, day.start - 60) : day.start])]
        values = {day.value for day in marked or dates}
        if len(values) == 1:
            return values.pop()
        if values:
            return None
    if _AT_YEAR_END.search(text, start, end):
        return period_end
    return None


def _numbers(text: str, start: int, end: int) -> list[tuple[Decimal, tuple[int, int]]]:
    found = []
    for match in _NUMBER.finditer(text, start, end):
        before = text[max(start, match.start() - 30) : match.start()]
        after = text[match.end() : match.end() + 40]
        grouped = "," in match[0] or len(match[0].partition(".")[0]) >= 5
        if not grouped and not _COUNTED.match(after) and not _WAS.search(before):
            continue
        if _NOT_A_COUNT.search(before) or after.startswith("%") or "treasury" in after[:22].casefold():
            continue
        number = Decimal("".join(match[0].replace(",", "").split()))
        if not grouped and 1900 < number < 2100 and not _COUNTED.match(after):
            continue
        found.append((number, match.span()))
    return found


def _next_paragraph(cover: Layout, index: int) -> tuple[int, int] | None:
    line = cover.page.line_at(min(index, cover.end)) + 1
    while line < len(cover.lines) and not cover.lines[line].text.strip():
        line += 1
    return cover.paragraph(cover.lines[line].start) if line < len(cover.lines) else None


def _paragraph_before(cover: Layout, index: int) -> tuple[int, int] | None:
    line = cover.page.line_at(index) - 1
    while line >= 0 and cover.blank(line):
        line -= 1
    return cover.paragraph(cover.lines[line].start) if line >= 0 else None


def _title(cover: Layout, span: tuple[int, int], left: int, right: int) -> str:
    """Words about the class: those of "shares of ..." after the number, those on the number's own line, those between
    it and the next count, those before it."""
    line = cover.lines[cover.page.line_at(span[0])]
    own = cover.text[max(left, line.start) : min(right, line.end)]
    after = cover.text[span[1] : right]
    choices = (after if _SHARES_OF.match(after) else "", own, after, cover.text[left : span[0]])
    return next((choice for choice in choices if stock_member(choice)), own)


def _shares_fact(cover: Layout, count: _Count, dimensions: tuple[tuple[str, str], ...]) -> PartialFact:
    return PartialFact(
        "dei:EntityCommonStockSharesOutstanding",
        count.number,
        cover.page.span(*count.span),
        FactOrigin.COVER,
        period=Period(count.when),
        dimensions=dimensions,
        unit="shares",
        decimals=max(-int(count.number.as_tuple().exponent), 0),
        format="ixt:num-dot-decimal",
    )


# --- public float


def _public_float(cover: Layout) -> list[PartialFact]:
    for match in _FLOAT.finditer(cover.text, 0, cover.end):
        start, end = cover.paragraph(match.start())
        if not _HOLDERS.search(cover.text, start, end):
            continue
        amounts = _amounts(cover.text, start, end)
        following = _next_paragraph(cover, end)
        if not amounts and following is not None:
            amounts = _amounts(cover.text, *following)
            end = following[1] if amounts else end
        dates = list(find_dates(cover.text, start, end))
        if not dates and following is not None and _BASED_ON.search(cover.text, *following):
            dates = list(find_dates(cover.text, *following))
        if len({day.value for day in dates}) > 1:
            dates = sorted(dates, key=lambda day: abs(day.start - match.start()))[:1] if len(amounts) == 1 else []
        if len(amounts) == 1 and dates:
            return _float_fact(cover, amounts[0], dates[0].value)
    return []


def _amounts(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Amounts that can be a market value: prices of a share are small, zero says that there is none, and what it
    includes is no other."""
    return [
        found
        for found in _MONEY.finditer(text, start, end)
        if (_amount(found) >= _SMALLEST_FLOAT or (_amount(found) == 0 and "." not in found["digits"]))
        and not _PART_OF.search(text[max(start, found.start() - 30) : found.start()])
    ]


def _amount(match: re.Match[str]) -> Decimal:
    scale = _SCALES.get((match["word"] or "").strip().casefold(), 0)
    return Decimal("".join(match["digits"].replace(",", "").split())).scaleb(scale)


def _float_fact(cover: Layout, match: re.Match[str], when: date) -> list[PartialFact]:
    span = cover.page.span(*match.span("digits"))
    if span is None:
        return []
    scale = _SCALES.get((match["word"] or "").strip().casefold(), 0)
    places = len(match["digits"].partition(".")[2])
    return [
        PartialFact(
            "dei:EntityPublicFloat",
            _amount(match),
            span,
            FactOrigin.COVER,
            period=Period(when),
            unit="USD",
            decimals=places - scale,
            scale=scale,
            format="ixt:num-dot-decimal",
        )
    ]


# --- titles and exchanges


_SECTION_12B = re.compile(r"12\s?\(\s?b\s?\)", re.IGNORECASE)
_SECTION_12G = re.compile(r"12\s?\(\s?g\s?\)|indicate\s+by\s+check", re.IGNORECASE)
_HEAD = re.compile(
    r"name\s+of\s+(?:each|exchange)|exchange\s+on|on\s+which|each\s+exchange|title\s+of|each\s+class|trading\s+symbol"
    r"|which\s+shares|securities\s+(?:act|exchange\s+act)|registered\s+pursuant|^\W*registered\W*$|of\s+the\s+act",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(r"(?:,|\b(?:of|and|the|to|each|representing|per|share|interest|purchase))\s*$", re.IGNORECASE)
_CARRIED = re.compile(r"^(?:[a-z($]|due\b|par\b|value\b|per\b|thereto\b|(?:Notes|Debentures|Rights|Stock)\b)")
_SAID_NONE = re.compile(r"\bnone\b|not\s+applicable", re.IGNORECASE)


@dataclass(slots=True)
class _Row:
    titles: list[tuple[int, int]]
    exchange: tuple[str, int, int] | None
    certain: bool = True


def _titles(cover: Layout) -> list[PartialFact]:
    """Rows of the table under "registered pursuant to Section 12(b)"; nothing where the rows are not plain."""
    match = _SECTION_12B.search(cover.text, 0, cover.end)
    if match is None:
        return []
    first = cover.page.line_at(match.start())
    stop = _SECTION_12G.search(cover.text, match.end(), cover.end)
    last = cover.page.line_at(stop.start()) if stop else min(first + 14, len(cover.lines))
    if _SAID_NONE.search(cover.text, match.end(), cover.lines[max(last - 1, first)].end):
        return []
    rows = _rows(cover, first + 1, last)
    return _row_facts(cover, [row for row in rows if row.exchange and row.titles and row.certain])


def _rows(cover: Layout, first: int, last: int) -> list[_Row]:
    """A row has a title and, to the right of it, an exchange; either may go on over more lines."""
    rows: list[_Row] = []
    pending: list[tuple[int, int]] = []
    for number in range(first, last):
        line = cover.lines[number]
        if not line.text.strip():
            pending = pending if pending and _UNFINISHED.search(cover.text[slice(*pending[-1])]) else []
            continue
        if cover.blank(number) or _HEAD.search(line.text):
            continue
        found = exchange_code(line.text)
        title = _title_of(cover, number, found[1] if found else None)
        if found and title:
            code = (found[0], line.start + found[1], line.start + found[2])
            row = _Row([*pending, title], code)
            if pending and not _belongs(cover, pending[-1], title):
                row.titles, row.certain = [title], False
            rows.append(row)
            pending = []
        elif title and not found:
            if rows and not pending and _belongs(cover, rows[-1].titles[-1], title):
                rows[-1].titles.append(title)
            else:
                pending.append(title)
    return rows


def _title_of(cover: Layout, number: int, limit: int | None) -> tuple[int, int] | None:
    chunks = [c for c in cover.chunks[number] if limit is None or c.right <= limit]
    return (chunks[0].start, chunks[-1].end) if chunks and (limit is not None or len(chunks) == 1) else None


def _belongs(cover: Layout, one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Whether the second line of words carries on the first."""
    return bool(_UNFINISHED.search(cover.text[slice(*one)]) or _CARRIED.match(cover.text[slice(*two)]))


def _row_facts(cover: Layout, rows: list[_Row]) -> list[PartialFact]:
    """One security stands without an axis, several by their class (EFM 6.5.46); a class that has no member of its own
    is left out."""
    named = [(row, stock_member(" ".join(cover.text[start:end] for start, end in row.titles))) for row in rows]
    if len(rows) > 1:
        members = [member for _, member in named]
        named = [(row, member) for row, member in named if member is not None and members.count(member) == 1]
    facts: list[PartialFact] = []
    for row, member in named:
        dimensions = ((_CLASS_AXIS, member),) if len(named) > 1 and member is not None else ()
        facts.append(_with(plain_fact("dei:Security12bTitle", at(cover.page, cover.source, *row.titles)), dimensions))
        if row.exchange:
            code, start, end = row.exchange
            shown = at(cover.page, cover.source, (start, end))
            facts.append(_with(coded_fact("dei:SecurityExchangeName", code, shown), dimensions))
    return facts


def _with(fact: PartialFact, dimensions: tuple[tuple[str, str], ...]) -> PartialFact:
    return PartialFact(
        fact.concept,
        fact.value,
        fact.span,
        fact.origin,
        None,
        dimensions,
        continuations=fact.continuations,
        reference=fact.reference,
        format=fact.format,
    )
