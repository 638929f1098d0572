"""What the document is, as its cover says: form, amendment, period, fiscal year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from converter.cover.dates import (
    ShownDate,
    find_date,
    fiscal_quarter,
    fiscal_year_end,
    is_month_end,
    months_before,
)
from converter.cover.facts import Shown, at, coded_fact, hidden_fact, plain_fact, transformed_fact
from converter.cover.header import HeaderFields
from converter.cover.layout import Layout
from converter.findings import Finding, Location, Severity
from converter.reading.document import Header
from converter.report.partial import PartialFact

_FORM = re.compile(
    r"\bFORM\s{1,4}(?P<form>(?P<base>10\s?-?\s?[KQ]|8\s?-?\s?K)(?P<kind>SB|405|T)?(?P<amended>\s?/\s?A)?)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_HEADER_FORM = re.compile(r"(?P<base>10-?[KQ]|8-?K)(?P<kind>SB|405|T)?(?:40)?(?P<amended>/A)?", re.IGNORECASE)
_AMENDMENT = re.compile(r"\bAMENDMENT\s+(?:NO\.?|NUMBER)\s*(?:\d+|ONE|TWO|THREE|FOUR|I{1,3})\b", re.IGNORECASE)
_PERIOD = re.compile(
    r"for\s+(?:the\s+)?(?:(?:fiscal|calendar|quarterly|quarter|annual|three|six|nine|twelve|month|months|thirteen|fourteen"
    r"|fifty-two|fifty-three|52|53|26|39|13|week|weeks|first|second|third|fourth|interim)[\s-]{1,20}){0,4}"
    r"(?:years?|periods?|quarters?|months|weeks)?[\s:]*(?:ended|ending|end|period)\b[\s:_-]{0,80}",
    re.IGNORECASE,
)
_EVENT = re.compile(r"date\s+of\s+(?:report|earliest\s+event)", re.IGNORECASE)
# [X]  /X/  (X)  |X|  _X_  and the ballot boxes of Unicode and of Wingdings (as Latin-1 letters)
BOX = re.compile(
    r"\[\s*(?P<bracket>[xX*_\u221a\u2713\u2612]?)\s*\]"
    r"|/\s*(?P<slash>[xX_]?)\s*/|\(\s*(?P<round>[xX_]?)\s*\)|\|(?P<bar>[xX_ ])\||_+(?P<line>[xX]?)_+"
    r"|(?P<sign>[\u2610\u2611\u2612\u00fe\u00fd\u00a8\u00a3\u2327\u25a1\u25a0\u2713\u2714]|\b[xXo](?=\s))"
)
_REPORT = re.compile(r"\b(?P<kind>ANNUAL|QUARTERLY|TRANSITION)\s+REPORT\b", re.IGNORECASE)
_TICKED = frozenset("xX*\u221a\u2713\u2714\u2612\u2611\u00fe\u00fd\u2327\u25a0")
_EIGHT_K = "8-K"


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    facts: tuple[PartialFact, ...]
    form: str | None
    period_end: date | None
    fiscal_start: date | None
    findings: tuple[Finding, ...]


def document_facts(cover: Layout | None, fields: HeaderFields, header: Header | None) -> DocumentFacts:
    """Facts of the document; `form` is the base form with its amendment ("10-K/A"), None where nothing states it."""
    findings: list[Finding] = []
    facts, form = _form(cover, fields, header)
    base = form.removesuffix("/A") if form else None
    shown, period_end = _period(cover, fields, base)
    facts += shown
    if header and header.period and period_end and header.period != period_end and base != _EIGHT_K:
        findings.append(
            Finding(
                "ix.cover.period",
                Severity.WARNING,
                f"the submission header gives {header.period} as the period, the cover page {period_end}",
                Location(span=shown[0].span if shown else None),
            )
        )
    year_facts, fiscal_start = _fiscal_year(fields, header, base, shown, period_end, cover)
    facts += year_facts
    if cover is not None and base in ("10-K", "10-Q"):
        facts += _report_kinds(cover)
    return DocumentFacts(tuple(facts), form, period_end, fiscal_start, tuple(findings))


# --- form


def _canonical(base: str) -> str:
    return base.upper().replace(" ", "").replace("-", "").replace("K", "-K").replace("Q", "-Q")


def _form(cover: Layout | None, fields: HeaderFields, header: Header | None) -> tuple[list[PartialFact], str | None]:
    """The value is a form of today: a 10-K405 is a 10-K whose filer ticked the box of Item 405; a 10-KSB is no 10-K."""
    in_header = fields.get("form")
    stated = _HEADER_FORM.fullmatch(in_header.text) if in_header else None
    printed = None
    if cover is not None:
        for match in _FORM.finditer(cover.text, 0, cover.end):
            if stated is None or _canonical(match["base"]) == _canonical(stated["base"]):
                printed = match
                break
    source = printed or stated
    if source is None:
        return [], None
    kind = (source["kind"] or "").upper()
    if stated is not None and (stated["kind"] or "").upper() == "SB":
        kind = "SB"
    amended = bool(source["amended"]) or bool(stated and stated["amended"])
    if kind == "SB":
        return [], None
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
    in_header = fields.get("period")
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", in_header.text) if in_header else None
    if in_header is None or match is None:
        return [], None
    try:
        value = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return [], None
    return [hidden_fact(concept, value.isoformat(), in_header)], value


def _period_date(cover: Layout) -> ShownDate | None:
    for match in _PERIOD.finditer(cover.text, 0, cover.end):
        before = cover.text[max(0, match.start() - 12) : match.end()].casefold()
        if "transition" in before:
            continue
        shown = find_date(cover.text, match.end(), min(match.end() + 200, cover.end))
        if shown is not None and not re.search(r"transition|commission", cover.text[match.end() : shown.start], re.I):
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
    header: Header | None,
    base: str | None,
    period: list[PartialFact],
    period_end: date | None,
    cover: Layout | None,
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
        start = months_before(period_end, 12) + timedelta(days=1) if is_month_end(period_end) else None
        return facts, start
    stated = fields.get("fiscal_year_end")
    match = re.fullmatch(r"(\d\d)(\d\d)", stated.text) if stated else None
    if stated is None or match is None or not 1 <= int(match[1]) <= 12 or not 1 <= int(match[2]) <= 31:
        return [], None
    month, day = int(match[1]), int(match[2])
    facts.append(hidden_fact("dei:CurrentFiscalYearEndDate", f"--{month:02}-{day:02}", stated))
    quarter = fiscal_quarter(period_end, month, day)
    if quarter not in (1, 2, 3):
        return facts, None
    facts += _year_focus(fiscal_year_end(period_end, month, day), period_end, shown, cover)
    facts.append(hidden_fact("dei:DocumentFiscalPeriodFocus", f"Q{quarter}", None))
    start = months_before(period_end, 3 * quarter) + timedelta(days=1) if is_month_end(period_end) else None
    return facts, start


def _year_focus(year_end: date, period_end: date, shown: ShownDate | None, cover: Layout | None) -> list[PartialFact]:
    """A year that ends in its first week is named for the year before. Years ending later in January or in February
    are named either way, so only the words of the filing can say."""
    year = year_end.year
    if year_end.month == 1 and year_end.day <= 7:
        year -= 1
    elif year_end.month <= 2:
        return []
    if shown is not None and shown.year is not None and cover is not None and year == period_end.year:
        return [plain_fact("dei:DocumentFiscalYearFocus", at(cover.page, cover.source, shown.year))]
    return [hidden_fact("dei:DocumentFiscalYearFocus", str(year), None)]


# --- check marks before the kind of report


def ticked(match: re.Match[str]) -> bool:
    return any(value in _TICKED for value in match.groupdict().values() if value)


def _report_kinds(cover: Layout) -> list[PartialFact]:
    """Boxes before "ANNUAL REPORT", "QUARTERLY REPORT" and "TRANSITION REPORT"; without boxes the words say it."""
    found: dict[str, tuple[bool | None, tuple[int, int]]] = {}
    for match in _REPORT.finditer(cover.text, 0, cover.end):
        kind = match["kind"].upper()
        rest = cover.text[match.end() : match.end() + 40]
        if kind in found or not re.match(r"\s+(?:pursuant|under)", rest, re.IGNORECASE):
            continue
        line = cover.page.line_at(match.start())
        start = cover.lines[line].start
        boxes = list(BOX.finditer(cover.text, start, match.start()))
        if not boxes and line > 0 and not cover.text[start : match.start()].strip():
            above = cover.lines[line - 1]
            boxes = [box for box in BOX.finditer(cover.text, above.start, above.end) if box[0] == above.text.strip()]
        if boxes:
            found[kind] = (ticked(boxes[-1]), boxes[-1].span())
        elif not cover.text[start : match.start()].strip(" \xa0OR"):
            found[kind] = (None, match.span())
    if any(mark is not None for mark, _ in found.values()):
        found = {kind: value for kind, value in found.items() if value[0] is not None}
    elif len(found) > 1:
        return []
    if sum(mark is not False for mark, _ in found.values()) != 1:
        return []
    facts = []
    for kind, (mark, span) in found.items():
        word = "false" if mark is False else "true"
        shown = at(cover.page, cover.source, span)
        facts.append(transformed_fact(f"dei:Document{kind.capitalize()}Report", word, shown, f"ixt:fixed-{word}"))
    return facts
