"""What the document is, as its cover says: form, amendment, period, fiscal year."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from converter.cover.boxes import BOX, ticked
from converter.cover.dates import (
    DATE,
    ShownDate,
    find_date,
    fiscal_quarter,
    fiscal_year_end,
)
from converter.cover.facts import Shown, at, coded_fact, hidden_fact, plain_fact, transformed_fact
from converter.cover.header import HeaderFields
from converter.cover.layout import Layout
from converter.findings import Finding, Location, Severity
from converter.mapping.mapping import MappedStatement
from converter.report.partial import PartialFact
from converter.statements.fiscal import is_month_end, months_before
from converter.statements.statement import Basis, StatementKind

_FORM = re.compile(
    r"\bFORM\s{1,4}(?P<form>(?P<base>10\s?-?\s?[KQ]|8\s?-?\s?K)(?P<kind>SB|405|T)?(?P<amended>\s?/\s?A)?)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_HEADER_FORM = re.compile(r"(?P<base>10-?[KQ]|8-?K)(?P<kind>SB|405|T)?(?:40)?(?P<amended>/A)?", re.IGNORECASE)
_AMENDMENT = re.compile(r"\bAMENDMENT\s+(?:NO\.?|NUMBER)\s*(?:\d+|ONE|TWO|THREE|FOUR|I{1,3})\b", re.IGNORECASE)
_PERIOD = re.compile(
    r"for\s+(?:the\s+)?(?:(?:fiscal|calendar|quarterly|quarter|annual|three|six|nine|twelve|month|months|thirteen|fourteen"
    r"|fifty-two|fifty-three|52|53|26|39|13|week|weeks|first|second|third|fourth|interim)[\s-]{1,20}){0,4}"
    r"(?:years?|periods?|quarters?|months|weeks)?[\s:]*(?:\([^)\n]{1,30}\)\s*)?(?:ended|ending|end|period)\b[\s:_-]{0,80}",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"transition|commission", re.IGNORECASE)
_ENDED = re.compile(r"for\s+the\s+(?:fiscal\s+)?(?:year|quarter|period)\s+end(?:ed|ing)", re.IGNORECASE)
_BLANK_TRANSITION = re.compile(
    r"(?P<words>transition\s{1,40}period)\s{1,40}from(?:[\s.:-]|_){0,120}?(?<![A-Za-z])to(?![A-Za-z])", re.IGNORECASE
)
_FROM_TO = re.compile(r"for\s{1,40}the\s{1,40}(?:transition\s{1,40})?period[\s:]{1,40}(?:from\s{1,40})?", re.IGNORECASE)
_TO = re.compile(r"[\s,_]*(?:to|through|and\s+ended|ended)[\s,_]*", re.IGNORECASE)
_EVENT = re.compile(r"date\s+of\s+(?:report|earliest\s+event)", re.IGNORECASE)
_REPORT = re.compile(r"\b(?P<kind>ANNUAL|QUARTERLY|TRANSITION)\s+REPORT\b", re.IGNORECASE)
_PURSUANT = re.compile(r"\s{1,60}(?:(?:filed\s{1,40})?(?:pursuant|under)|on\s{1,20}form\s{1,9}10)", re.IGNORECASE)
_FISCAL = re.compile(r"\bfiscal\s{1,40}(?:year\s{1,40})?((?:19|20)\d\d)\b", re.IGNORECASE)
_MENTIONS = 3
_EIGHT_K = "8-K"
_HEADING_WORDS = 7


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    facts: tuple[PartialFact, ...]
    form: str | None
    period_end: date | None
    fiscal_start: date | None
    findings: tuple[Finding, ...]


def document_facts(
    cover: Layout | None, fields: HeaderFields, mapped: tuple[MappedStatement, ...] = ()
) -> DocumentFacts:
    """Facts of the document; `form` is the base form with its amendment ("10-K/A"), None where nothing states it."""
    findings: list[Finding] = []
    facts, form = _form(cover, fields)
    base = form.removesuffix("/A") if form else None
    shown, period_end = _period(cover, fields, base)
    facts += shown
    in_header = fields.period
    if in_header and period_end and in_header != period_end and base != _EIGHT_K:
        findings.append(
            Finding(
                "ix.cover.period",
                Severity.WARNING,
                f"the submission header gives {in_header} as the period, the cover page {period_end}",
                Location(span=shown[0].span if shown else None),
            )
        )
    year_facts, fiscal_start = _fiscal_year(fields, base, shown, period_end, cover, _year_end(mapped, period_end))
    facts += year_facts
    if cover is not None and base in ("10-K", "10-Q"):
        facts += _report_kinds(cover, base)
    return DocumentFacts(tuple(facts), form, period_end, fiscal_start, tuple(findings))


# --- form


def _canonical(base: str) -> str:
    return base.upper().replace(" ", "").replace("-", "").replace("K", "-K").replace("Q", "-Q")


def _form(cover: Layout | None, fields: HeaderFields) -> tuple[list[PartialFact], str | None]:
    """The value is a form of today: a 10-K405 is a 10-K whose filer ticked the box of Item 405; a 10-KSB is no 10-K,
    unless it was submitted as one."""
    in_header = fields.get("form")
    stated = _HEADER_FORM.fullmatch(in_header.text) if in_header else None
    printed = _printed_form(cover, stated) if cover is not None else None
    if printed is not None and stated is not None and _is_small_business(printed) != _is_small_business(stated):
        printed = None
    source = printed or stated
    if source is None or _is_small_business(source):
        return [], None
    amended = bool(source["amended"]) or bool(stated and stated["amended"])
    base = _canonical(source["base"])
    form = base + ("/A" if amended else "")
    facts: list[PartialFact] = []
    if printed is not None and cover is not None and bool(printed["amended"]) == amended:
        end = printed.end("base") if not amended else printed.end("form")
        shown = at(cover.page, cover.source, (printed.start("base"), end))
        facts.append(coded_fact("dei:DocumentType", form, shown))
        flag = at(cover.page, cover.source, (printed.start(), printed.end("form")))
        facts.append(_amendment_flag(amended, flag, facts[0]))
    elif in_header is not None and stated is not None:
        ((start, _),) = in_header.stretches
        end = start + (stated.end("base") if not amended else stated.end())
        facts.append(coded_fact("dei:DocumentType", form, at(in_header.page, in_header.source, (start, end))))
        facts.append(hidden_fact("dei:AmendmentFlag", str(amended).lower(), None))
    if amended and cover is not None:
        match = _AMENDMENT.search(cover.text, 0, cover.end)
        if match:
            facts.append(plain_fact("dei:AmendmentDescription", at(cover.page, cover.source, match.span())))
    return facts, form


def _is_small_business(form: re.Match[str]) -> bool:
    return (form["kind"] or "").upper() == "SB"


def _printed_form(cover: Layout, stated: re.Match[str] | None) -> re.Match[str] | None:
    """`FORM 10-K` as a heading of its own; within a sentence only where the header names the same form."""
    within = None
    for match in _FORM.finditer(cover.text, 0, cover.end):
        if stated is not None and _canonical(match["base"]) != _canonical(stated["base"]):
            continue
        line = cover.lines[cover.page.line_at(match.start())]
        if len(line.text.split()) <= _HEADING_WORDS:
            return match
        within = within or match
    return within if stated is not None else None


def _amendment_flag(amended: bool, shown: Shown, kind: PartialFact) -> PartialFact:
    """`FORM 10-K/A` around the form itself; hidden where the words are set apart."""
    fact = transformed_fact("dei:AmendmentFlag", str(amended).lower(), shown, f"ixt:fixed-{str(amended).lower()}")
    if fact.span is not None and kind.span is not None and kind.span in fact.span and kind.span != fact.span:
        return fact
    return hidden_fact("dei:AmendmentFlag", str(amended).lower(), None)


# --- period


def _period(cover: Layout | None, fields: HeaderFields, base: str | None) -> tuple[list[PartialFact], date | None]:
    concept = "dei:DocumentPeriodEndDate"
    shown = None
    if cover is not None:
        shown = _event_date(cover) if base == _EIGHT_K else _period_date(cover)
        if shown is not None and shown.format is not None:
            place = at(cover.page, cover.source, (shown.start, shown.end))
            return [transformed_fact(concept, shown.value.isoformat(), place, shown.format)], shown.value
        if shown is not None:
            place = at(cover.page, cover.source, (shown.start, shown.end))
            return [hidden_fact(concept, shown.value.isoformat(), place)], shown.value
    if fields.period is None:
        return [], None
    return [hidden_fact(concept, fields.period.isoformat(), fields.get("period"))], fields.period


def _transition(cover: Layout) -> tuple[ShownDate, ShownDate] | None:
    """`For the transition period from DATE to DATE`, both filled in."""
    for match in _FROM_TO.finditer(cover.text, 0, cover.end):
        stop = min(match.end() + 160, cover.end)
        first = find_date(cover.text, match.end(), stop)
        second = find_date(cover.text, first.end, stop) if first else None
        if first and second and _TO.fullmatch(cover.text, first.end, second.start) and second.value > first.value:
            return first, second
    return None


def _period_date(cover: Layout) -> ShownDate | None:
    transition = _transition(cover)
    for match in _PERIOD.finditer(cover.text, 0, cover.end):
        before = cover.text[max(0, match.start() - 12) : match.end()].casefold()
        if "transition" in before:
            continue
        shown = find_date(cover.text, match.end(), min(match.end() + 200, cover.end))
        if shown is None or _ELSEWHERE.search(cover.text, match.end(), shown.start):
            continue
        if transition is None or shown.start < transition[0].start - 1:
            return shown
    return transition[1] if transition else _date_under(cover)


def _date_under(cover: Layout) -> ShownDate | None:
    """`For the fiscal year ended` with its date on the line below, another caption beside it."""
    for caption, match in cover.captions(_ENDED):
        found = cover.value(caption, match, DATE)
        shown = find_date(cover.text, found.start(), found.end()) if found else None
        if shown is not None:
            return shown
    return None


def _event_date(cover: Layout) -> ShownDate | None:
    """`Date of Report (Date of earliest event reported): DATE`, or the date printed over these words."""
    match = _EVENT.search(cover.text, 0, cover.end)
    if match is None:
        return None
    line = cover.page.line_at(match.start())
    stop = cover.lines[min(line + 4, len(cover.lines) - 1)].end
    after = find_date(cover.text, match.end(), stop)
    begin = cover.lines[max(line - 4, 0)].start
    before = find_date(cover.text, begin, match.start())
    if after and before:
        # The words may stand under their date, with another date of the cover below.
        return before if cover.page.line_at(after.start) > line + 1 else after
    return after or before


# --- fiscal year


def _fiscal_year(
    fields: HeaderFields,
    base: str | None,
    period: list[PartialFact],
    period_end: date | None,
    cover: Layout | None,
    year_end: date | None,
) -> tuple[list[PartialFact], date | None]:
    if period_end is None or base not in ("10-K", "10-Q"):
        return [], period_end if base == _EIGHT_K else None
    facts: list[PartialFact] = []
    shown = None
    if cover is not None and period and period[0].span is not None:
        shown = _period_date(cover)
    if base == "10-K":
        if shown is not None and shown.month_day is not None and cover is not None:
            facts.append(
                transformed_fact(
                    "dei:CurrentFiscalYearEndDate",
                    f"--{period_end:%m-%d}",
                    at(cover.page, cover.source, shown.month_day),
                    "ixt:date-monthname-day-en",
                )
            )
        else:
            facts.append(hidden_fact("dei:CurrentFiscalYearEndDate", f"--{period_end:%m-%d}", None))
        facts += _year_focus(period_end, period_end, shown, cover)
        facts.append(hidden_fact("dei:DocumentFiscalPeriodFocus", "FY", None))
        transition = _transition(cover) if cover is not None else None
        if transition is not None and transition[1].value == period_end:
            return facts, transition[0].value
        start = months_before(period_end, 12) + timedelta(days=1) if is_month_end(period_end) else None
        return facts, start
    stated = fields.get("fiscal_year_end")
    match = re.fullmatch(r"(\d\d)(\d\d)", stated.text) if stated else None
    if match is not None and 1 <= int(match[1]) <= 12 and 1 <= int(match[2]) <= 31:
        month, day = int(match[1]), int(match[2])
    elif year_end is not None:
        month, day, stated = year_end.month, year_end.day, None
    else:
        return [], None
    facts.append(hidden_fact("dei:CurrentFiscalYearEndDate", f"--{month:02}-{day:02}", stated))
    quarter = fiscal_quarter(period_end, month, day)
    if quarter not in (1, 2, 3):
        return facts, None
    facts += _year_focus(fiscal_year_end(period_end, month, day), period_end, shown, cover)
    facts.append(hidden_fact("dei:DocumentFiscalPeriodFocus", f"Q{quarter}", None))
    start = months_before(period_end, 3 * quarter) + timedelta(days=1) if is_month_end(period_end) else None
    return facts, start


def _year_end(mapped: tuple[MappedStatement, ...], period_end: date | None) -> date | None:
    """In a quarterly report: the other date of the balance sheet, where it lies whole quarters before."""
    ends = {
        column.period.end
        for each in mapped
        if each.statement.kind is StatementKind.BALANCE
        for column in each.statement.columns
        if column.period and column.period.is_instant and column.basis is Basis.REPORTED
    }
    if period_end is None or period_end not in ends or len(ends) != 2:
        return None
    other = min(ends)
    quarters = (period_end - other).days / 91.3
    return other if abs(quarters - round(quarters)) < 0.15 and round(quarters) in (1, 2, 3) else None


def _year_focus(year_end: date, period_end: date, shown: ShownDate | None, cover: Layout | None) -> list[PartialFact]:
    """A year that ends in its first week is named for the year before. Years ending later in January or in February
    are named either way: the words of the filing say how."""
    year: int | None = year_end.year
    if year_end.month == 1 and year_end.day <= 7:
        year = year_end.year - 1
    elif year_end.month <= 2:
        year = _named_year(cover.source, year_end) if cover is not None else None
    if year is None:
        return []
    if shown is not None and shown.year is not None and cover is not None and year == period_end.year:
        return [plain_fact("dei:DocumentFiscalYearFocus", at(cover.page, cover.source, shown.year))]
    return [hidden_fact("dei:DocumentFiscalYearFocus", str(year), None)]


def _named_year(source: str, year_end: date) -> int | None:
    """How the filing calls the year that ends on `year_end`: by its own year, or by the one that it mostly lies in.

    `fiscal 1998` is the year of most mentions; a year's last mention of three is the oldest, seldom the newest."""
    counts = Counter(int(match[1]) for match in _FISCAL.finditer(source))
    own, before = counts[year_end.year], counts[year_end.year - 1]
    if own >= _MENTIONS and own * 2 >= before:
        return year_end.year
    return year_end.year - 1 if before >= _MENTIONS and own * 4 <= before else None


# --- check marks before the kind of report


@dataclass(frozen=True, slots=True)
class _Kind:
    """`mark` is None where the words stand without a box; `span` what to tag: the box, or the words."""

    mark: bool | None
    span: tuple[int, int]


def _report_kinds(cover: Layout, base: str) -> list[PartialFact]:
    """Boxes before "ANNUAL REPORT", "QUARTERLY REPORT" and "TRANSITION REPORT"; without boxes the words say it."""
    own = "ANNUAL" if base == "10-K" else "QUARTERLY"
    found: dict[str, _Kind] = {}
    for match in _REPORT.finditer(cover.text, 0, cover.end):
        name = match["kind"].upper()
        if name not in (own, "TRANSITION"):
            continue
        kind = _kind(cover, match)
        if kind is not None and (name not in found or (found[name].mark is None and kind.mark is not None)):
            found[name] = kind
    if own not in found:
        return []
    transition = found.get("TRANSITION")
    unmarked = transition is None or transition.mark is None
    blank = _blank_transition(cover) if unmarked and found[own].mark is not False else None
    if blank is not None:  # the words without a box, and no period filled in: no transition report
        found.pop("TRANSITION", None)
    if any(kind.mark is not None for kind in found.values()):
        found = {name: kind for name, kind in found.items() if kind.mark is not None}
    elif len(found) > 1:
        return []
    if sum(kind.mark is not False for kind in found.values()) != 1:
        return []
    facts = []
    for name, kind in found.items():
        word = "false" if kind.mark is False else "true"
        shown = at(cover.page, cover.source, kind.span)
        facts.append(transformed_fact(f"dei:Document{name.capitalize()}Report", word, shown, f"ixt:fixed-{word}"))
    if blank is not None:
        shown = at(cover.page, cover.source, blank)
        facts.append(transformed_fact("dei:DocumentTransitionReport", "false", shown, "ixt:fixed-false"))
    return facts


def _blank_transition(cover: Layout) -> tuple[int, int] | None:
    """`For the transition period from ____ to ____`, nothing filled in."""
    match = _BLANK_TRANSITION.search(cover.text, 0, cover.end)
    return match.span("words") if match else None


def _kind(cover: Layout, match: re.Match[str]) -> _Kind | None:
    if not _PURSUANT.match(cover.text, match.end()):
        return None
    number = cover.page.line_at(match.start())
    start = cover.lines[number].start
    boxes = list(BOX.finditer(cover.text, start, match.start()))
    if boxes:
        return _Kind(ticked(boxes[-1]), boxes[-1].span())
    before = cover.text[start : match.start()]
    if before.strip(" \xa0\tORor:-"):
        return None
    # The box may stand beside the second line of the words, or above them.
    for other in (number + 1, number - 1):
        if 0 <= other < len(cover.lines):
            first = cover.chunks[other][0] if cover.chunks[other] else None
            box = BOX.fullmatch(first.text) if first and first.right <= match.start() - start else None
            if first and box:
                return _Kind(ticked(box), (first.start, first.end))
    return _Kind(None, match.span())
