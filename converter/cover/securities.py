"""Securities on a cover page: shares outstanding, public float, titles and exchanges, trading symbol."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from converter.cover.dates import find_date, find_dates
from converter.cover.facts import at, coded_fact, plain_fact
from converter.cover.layout import Layout
from converter.cover.tables import exchange_code, stock_member
from converter.findings import Span
from converter.report.partial import PartialFact
from converter.report.report import FactOrigin
from converter.statements.statement import Period

_CLASS_AXIS = "us-gaap:StatementClassOfStockAxis"
_NUMBER = re.compile(
    r"(?<![\d,.$/-])(?<!\$ )\d{1,3}(?:,\s?\d{3})+(?![\d,]*\d)(?!\.\d)|(?<![\d,.$/-])(?<!\$ )\d{5,12}(?![\d,/-])"
)
_MONEY = re.compile(
    r"\$\s{0,8}(?P<digits>\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<word>\s+(?:million|billion|thousand))?(?![\d])",
    re.IGNORECASE,
)
_OUTSTANDING = re.compile(r"outstanding", re.IGNORECASE)
_SHARES = re.compile(r"shares?\b|stock|units?\b|interests", re.IGNORECASE)
_FLOAT = re.compile(r"aggregate\s+(?:market\s+)?value|market\s+value\s+of", re.IGNORECASE)
_HOLDERS = re.compile(r"non-?\s*affiliate|not\s+affiliate|other\s+than\s+affiliate|non\s+-\s*affiliate", re.IGNORECASE)
_AS_OF = re.compile(r"(?:as\s+of|as\s+at|at|on)[\s:]*(?:the\s+close\s+of\s+business\s+on\s+)?$", re.IGNORECASE)
_NOT_A_COUNT = re.compile(r"(?:\bfile|\bno\.?|\bnumber|\bincluding)\s*$", re.IGNORECASE)
_SCALES = {"thousand": 3, "million": 6, "billion": 9}
_SMALLEST_FLOAT = 50_000
_SYMBOL = re.compile(
    r"\((?:[^()]{0,40}?)(?P<exchange>NYSE|Nasdaq(?:[ -]?(?:NMS?|GS|GM|CM|National Market|Global Select|Global Market))?"
    r"|AMEX|New York Stock Exchange|NASDAQ|American Stock Exchange)"
    r"(?:\s+symbol)?\s*[:\-/]\s*[\"'“]?(?P<symbol>[A-Z]{1,5}(?:[./-][A-Z]{1,2})?)[\"'”]?\s*\)"
)


@dataclass(frozen=True, slots=True)
class _Count:
    number: int
    span: tuple[int, int]
    when: date
    title: str


def security_facts(cover: Layout, form: str) -> list[PartialFact]:
    facts = _titles(cover) if form != "8-K" else []
    if form in ("10-K", "10-Q"):
        facts += _shares_outstanding(cover)
    if form == "10-K":
        facts += _public_float(cover)
    return facts


# --- shares outstanding


def _shares_outstanding(cover: Layout) -> list[PartialFact]:
    counts: list[_Count] = []
    for match in _OUTSTANDING.finditer(cover.text, 0, cover.end):
        start, end = cover.paragraph(match.start())
        if start < (max((count.span[1] for count in counts), default=-1)):
            continue
        counts += _counts(cover, start, end)
        if counts:
            break
    if not counts:
        return []
    if len(counts) == 1:
        return [_shares_fact(cover, counts[0], ())]
    members = [stock_member(count.title) for count in counts]
    if None in members or len(set(members)) < len(members):
        return []
    return [
        _shares_fact(cover, count, ((_CLASS_AXIS, member),))
        for count, member in zip(counts, members, strict=True)
        if member is not None
    ]


def _counts(cover: Layout, start: int, end: int) -> list[_Count]:
    """The counts of shares in a paragraph that speaks of shares outstanding, or in the table that follows it."""
    text = cover.text
    if not _SHARES.search(text, start, end):
        return []
    begin, stop = _narrow(cover, start, end)
    found = _numbers(text, begin, stop)
    if not found:
        following = _next_paragraph(cover, stop)
        if following is None:
            return []
        if find_date(text, begin, following[1]) is None:
            return []
        stop = following[1]
        found = _numbers(text, begin, stop)
        if not found and (further := _next_paragraph(cover, stop)) is not None:
            stop = further[1]
            found = _numbers(text, begin, stop)
    dates = find_dates(text, begin, stop)
    if not dates:
        dates = find_dates(text, start, stop)[-1:]
    if not dates or len({day.value for day in dates}) > 1:
        dates = tuple(day for day in dates if _is_as_of(text, day.start)) or dates
    if not found or not dates or len({day.value for day in dates}) > 1:
        return []
    return [_Count(number, span, dates[0].value, _title(cover, span, begin)) for number, span in found]


def _is_as_of(text: str, start: int) -> bool:
    return _AS_OF.search(text[max(0, start - 50) : start]) is not None


def _narrow(cover: Layout, start: int, end: int) -> tuple[int, int]:
    """Only the sentence about shares outstanding, where a paragraph also tells their market value."""
    text = cover.text
    value = _FLOAT.search(text, start, end)
    if value is None:
        return start, end
    outstanding = _OUTSTANDING.search(text, start, end)
    if outstanding is None:
        return start, end
    breaks = [match.end() for match in re.finditer(r"(?<![A-Z])\.\s+(?=[A-Z(])", text[start:end])]
    bounds = [start, *(start + at for at in breaks), end]
    for left, right in pairwise(bounds):
        if left <= outstanding.start() < right:
            return left, right
    return start, end


def _numbers(text: str, start: int, end: int) -> list[tuple[int, tuple[int, int]]]:
    found = []
    for match in _NUMBER.finditer(text, start, end):
        number = int(re.sub(r"\D", "", match[0]))
        line_start = text.rfind("\n", 0, match.start()) + 1
        if "$" in text[max(line_start, match.start() - 3) : match.start()] or number < 100:
            continue
        before = text[max(0, match.start() - 14) : match.start()]
        if _NOT_A_COUNT.search(before) or text[match.end() : match.end() + 1] == "%":
            continue
        found.append((number, match.span()))
    return found


def _next_paragraph(cover: Layout, index: int) -> tuple[int, int] | None:
    line = cover.page.line_at(min(index, cover.end)) + 1
    while line < len(cover.lines) and not cover.lines[line].text.strip():
        line += 1
    return cover.paragraph(cover.lines[line].start) if line < len(cover.lines) else None


def _title(cover: Layout, span: tuple[int, int], begin: int) -> str:
    """Words about the class on the number's own line, then those around it."""
    line = cover.lines[cover.page.line_at(span[0])]
    own = line.text
    if stock_member(own):
        return own
    return cover.text[max(begin, span[0] - 160) : min(span[1] + 160, cover.end)]


def _shares_fact(cover: Layout, count: _Count, dimensions: tuple[tuple[str, str], ...]) -> PartialFact:
    return PartialFact(
        "dei:EntityCommonStockSharesOutstanding",
        Decimal(count.number),
        cover.page.span(*count.span),
        FactOrigin.COVER,
        period=Period(count.when),
        dimensions=dimensions,
        unit="shares",
        decimals=0,
        format="ixt:num-dot-decimal",
    )


# --- public float


def _public_float(cover: Layout) -> list[PartialFact]:
    for match in _FLOAT.finditer(cover.text, 0, cover.end):
        start, end = cover.paragraph(match.start())
        if not _HOLDERS.search(cover.text, start, end):
            continue
        amounts = [found for found in _MONEY.finditer(cover.text, start, end) if _amount(found) >= _SMALLEST_FLOAT]
        if not amounts and (following := _next_paragraph(cover, end)) is not None:
            amounts = [found for found in _MONEY.finditer(cover.text, *following) if _amount(found) >= _SMALLEST_FLOAT]
            end = following[1] if amounts else end
        dates = list(find_dates(cover.text, start, end))
        if len({day.value for day in dates}) > 1:
            dates = sorted(dates, key=lambda day: abs(day.start - match.start()))[:1] if len(amounts) == 1 else []
        if len(amounts) != 1 or not dates:
            continue
        return _float_fact(cover, amounts[0], dates[0].value)
    return []


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
_EXCHANGE_HEAD = re.compile(r"name\s+of\s+each|exchange\s+on|on\s+which|each\s+exchange", re.IGNORECASE)
_TITLE_HEAD = re.compile(r"title\s+of|each\s+class|^\(?classe?s?\)?$|trading\s+symbol", re.IGNORECASE)
_WRAPPED = re.compile(r"^[a-z(]|^(?:due|per|par|value|share|stock|thereto)\b", re.IGNORECASE)


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
    first = cover.page.line_at(match.start()) + 1
    stop = _SECTION_12G.search(cover.text, match.end(), cover.end)
    last = cover.page.line_at(stop.start()) if stop else min(first + 14, len(cover.lines))
    boundary = next(
        (c.left for n in range(first, last) for c in cover.chunks[n] if _EXCHANGE_HEAD.search(c.text) and c.left > 15),
        None,
    )
    if boundary is None:
        return []
    rows = _rows(cover, first, last, boundary)
    rows = [row for row in rows if row.exchange and row.titles]
    if not rows or not all(row.certain for row in rows):
        rows = [row for row in rows if row.certain] if len(rows) > 1 else []
    return _row_facts(cover, rows)


def _rows(cover: Layout, first: int, last: int, boundary: int) -> list[_Row]:
    rows: list[_Row] = []
    for number in range(first, last):
        left = [c for c in cover.chunks[number] if c.left < boundary - 6 and not _TITLE_HEAD.search(c.text)]
        right = [c for c in cover.chunks[number] if c.left >= boundary - 6 and not _EXCHANGE_HEAD.search(c.text)]
        if any(_EXCHANGE_HEAD.search(c.text) or _TITLE_HEAD.search(c.text) for c in cover.chunks[number]):
            continue
        title = (left[0].start, left[-1].end) if left else None
        code = None
        if right:
            found = exchange_code(cover.text[right[0].start : right[-1].end])
            code = (found[0], right[0].start + found[1], right[0].start + found[2]) if found else None
        if title and code:
            rows.append(_Row([title], code, certain=not (rows and rows[-1].exchange is None)))
        elif title and rows and _WRAPPED.match(cover.text[title[0] : title[1]]):
            rows[-1].titles.append(title)
        elif title:
            rows.append(_Row([title], None))
    return rows


def _row_facts(cover: Layout, rows: list[_Row]) -> list[PartialFact]:
    members: list[str | None] = []
    for row in rows:
        members.append(stock_member(" ".join(cover.text[start:end] for start, end in row.titles)))
    facts: list[PartialFact] = []
    for row, member in zip(rows, members, strict=True):
        dimensions: tuple[tuple[str, str], ...] = ()
        if len(rows) > 1:
            if member is None or members.count(member) > 1:
                continue
            dimensions = ((_CLASS_AXIS, member),)
        title = plain_fact("dei:Security12bTitle", at(cover.page, cover.source, *row.titles))
        facts.append(_with(title, dimensions))
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


# --- trading symbol, as a press release gives it after the company's name


def trading_symbol(text: str, span: Span) -> Span | None:
    """`(Nasdaq: ACME)` at the beginning of a release: where `ACME` stands."""
    match = _SYMBOL.search(text, span.start, span.end)
    return Span(*match.span("symbol")) if match else None
