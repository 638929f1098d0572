"""Notes to financial statements as text blocks, where their titles make their element plain.

    find_notes(document, mapped, cover) -> (notes, findings)
    note_facts(notes) -> text blocks

Notes are found as the best ascending chain of numbered headings (`NOTE 1 - ...`, `(1) ...`, `1. ...`, `A. ...`) of one
style after the words "Notes to ... Financial Statements": headings whose titles stand in `taxonomy/notes/titles.toml`
count most, so that enumerations inside a note do not win. A title that is not in the table leaves its note untagged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from converter.findings import Finding, Location, Severity, Span
from converter.mapping.mapping import MappedStatement
from converter.notes.note import Note
from converter.reading.document import Document, Part, PartKind
from converter.report.pagetext import PageText, page_text
from converter.report.partial import CoverPage, PartialFact
from converter.report.report import FactOrigin
from converter.resources import rules
from converter.statements.statement import StatementKind

_HEADING = re.compile(
    r"^[ \t\xa0]{0,60}"
    r"(?:(?P<word>NOTES?)[ \t\xa0]{1,4}(?P<n1>\d{1,2}|[A-Z])(?![A-Za-z0-9])[ \t\xa0]{0,4}[-.:)\u2013\u2014]{0,3}"
    r"|\((?P<n2>\d{1,2}|[A-Z])\)|(?P<n3>\d{1,2}|[A-Z])[ \t\xa0]{0,2}[.):-](?=[ \t\xa0]))"
    r"[ \t\xa0]{0,20}[-.:\u2013\u2014]{0,2}[ \t\xa0]{0,20}(?P<title>[^\n]*)$",
    re.IGNORECASE,
)
_NOTES = re.compile(r"^[^a-z\n]{0,60}notes\s+to\s+(?:[a-z,']+\s+){0,6}(?:financial\s+)?statements?", re.IGNORECASE)
_END = re.compile(
    r"^\s*(?:ITEM\s+\d|PART\s+(?:I|II|III|IV|1|2)\b|SIGNATURES?\s*$|SCHEDULE\s+(?:[IVX]+|\d+)\b|EXHIBIT\b"
    r"|MANAGEMENT['\u2019]?S\s+(?:DISCUSSION|REPORT|RESPONSIB)|(?:REPORT|OPINION)\s+OF\s+(?:INDEPENDENT|MANAGEMENT|ERNST|DELOITTE"
    r"|ARTHUR|KPMG|PRICE|COOPERS)|INDEPENDENT\s+(?:AUDITOR|ACCOUNTANT)|REPORT\s+OF\s+REGISTERED"
    r"|SELECTED\s+(?:CONSOLIDATED\s+)?FINANCIAL\s+DATA|(?:FIVE|TEN)[- ]YEAR\s+(?:SUMMARY|REVIEW))",
    re.IGNORECASE,
)
_PAGE = re.compile(r"^\s*<PAGE>", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"^\s*(?:-\s*)?(?:page\s+)?[A-Z]{0,2}-?\d{1,3}(?:\s*-)?\s*$|^\s*\(\d{1,3}\)\s*$", re.IGNORECASE
)
_RUNNING_HEAD = re.compile(
    r"notes\s+to\s+.{0,60}statements?|continued|\band\s+subsidiar|\bcompan(?:y|ies)\b|\bcorp(?:oration)?\b|\binc\b"
    r"|^\s*-{3,}\s*$|for\s+the\s+(?:years?|periods?|quarters?)\s+ended|december\s+31",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"\(?\s*\b(?:cont(?:inued|['\u2019]?d|\.)|concluded)\s*\)?", re.IGNORECASE)
_ASIDE = re.compile(r"\([^)]{0,60}\)|\bunaudited\b", re.IGNORECASE)
_PRIMARY = (StatementKind.BALANCE, StatementKind.INCOME, StatementKind.CASH_FLOW)
_KNOWN, _PLAIN, _CHANCE = 60, 10, 1  # what a heading is worth in a chain: known title, looks like a heading, neither
_MISSING = 20  # what a number left out costs
_RARE = 5  # of so many headings one at least has a known title
_FORMS = ("10-K", "10-Q")
_SENTENCE = re.compile(r"[.:]\s|\s--?\s|\u2014|\s{3,}")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class _Heading:
    """`line` is its number in the page, `mark` the number as printed ("NOTE 5 -"), `style` which form of heading,
    `element` None for an unknown title."""

    line: int
    number: int
    mark: str
    style: str
    title: str
    element: str | None
    weight: int


@cache
def _titles() -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    table = rules("notes/titles.toml")
    plain: dict[str, str] = {}
    patterns: list[tuple[re.Pattern[str], str]] = []
    for block in table["block"]:
        for title in block["titles"]:
            if title.startswith("re:"):
                patterns.append((re.compile(title[3:]), block["element"]))
            else:
                plain[_singular(title_key(title))] = block["element"]
    return plain, tuple(patterns)


def _singular(title: str) -> str:
    return title[:-1] if title.endswith("s") and not title.endswith("ss") else title


def title_key(title: str) -> str:
    """Lower case, no punctuation, no articles, `&` as "and"."""
    text = _CONTINUED.sub(" ", _ASIDE.sub(" ", title.replace("&", " and ").replace("\xa0", " ")))
    text = re.sub(r"['\u2019]", "", text.casefold())
    words = [word for word in re.findall(r"[a-z0-9]+", text) if word not in ("the", "a", "an", "note", "notes")]
    return " ".join(words)


def element_of(title: str) -> str | None:
    """The text block for a note's title, None where the title does not make it plain."""
    plain, patterns = _titles()
    key = title_key(title)
    if not key:
        return None
    found = plain.get(_singular(key))
    return found or next((element for pattern, element in patterns if pattern.fullmatch(key)), None)


def note_facts(notes: Sequence[Note]) -> tuple[PartialFact, ...]:
    """Text blocks with spans from the heading's line to the note's last line, in source order."""
    return tuple(
        PartialFact(note.element, "", note.pieces[0], FactOrigin.NOTE, continuations=note.pieces[1:], escape=True)
        for note in notes
        if note.element is not None
    )


def find_notes(
    document: Document, mapped: tuple[MappedStatement, ...], cover: CoverPage
) -> tuple[tuple[Note, ...], tuple[Finding, ...]]:
    """The notes of an annual or quarterly report in source order, each element given once."""
    form = cover.form.removesuffix("/A") if cover.form else None
    if form not in _FORMS:
        return (), ()
    notes: list[Note] = []
    findings: list[Finding] = []
    for number in sorted({each.statement.part for each in mapped}):
        part = document.parts[number]
        if part.kind is PartKind.BINARY or not _may_hold_notes(part):
            continue
        starts = [
            each.statement.span.start
            for each in mapped
            if each.statement.part == number and each.statement.kind in _PRIMARY
        ]
        found, doubts = _part_notes(document, part, number, starts, {note.element for note in notes})
        notes += found
        findings += doubts
    return tuple(notes), tuple(findings)


def _may_hold_notes(part: Part) -> bool:
    """The form itself or the annual report to shareholders; statements in other exhibits are of someone else."""
    kind = part.type.upper()
    return not kind.startswith("EX") or kind.startswith("EX-13")


def _part_notes(
    document: Document, part: Part, number: int, statements: Sequence[int], used: set[str | None]
) -> tuple[list[Note], list[Finding]]:
    page = page_text(document.source, part, number)
    first = _first_line(page)
    chain = best_chain(_headings(page, first)) if first is not None else []
    notes: list[Note] = []
    findings: list[Finding] = []
    for heading, following in zip(chain, [*chain[1:], *([None] if chain else [])], strict=True):
        stop = following.line if following else len(page.lines)
        pieces = _pieces(page, heading.line, _end_line(page, heading.line, stop, statements))
        if not pieces:
            continue
        element = heading.element
        if element is not None and element in used:
            name = element.partition(":")[2]
            message = f'the note "{heading.title}" is not tagged: {name} is taken by an earlier note'
            findings.append(Finding("ix.notes.taken", Severity.INFO, message, Location(span=pieces[0])))
            element = None
        used.add(element)
        notes.append(Note(_printed(heading), element, tuple(pieces)))
    return notes, findings


def _printed(heading: _Heading) -> str:
    """The heading on one line; of an unknown title that runs on as text, the first sentence or the first words."""
    title = " ".join(heading.title.replace("\xa0", " ").split())
    if heading.element is None:
        title = _SENTENCE.split(title, maxsplit=1)[0]
        if len(title) > _LONGEST:
            title = title[:_LONGEST].rpartition(" ")[0]
    return f"{heading.mark}{title}".strip(" -:;,.\u2013\u2014")


def _first_line(page: PageText) -> int | None:
    return next((at for at, line in enumerate(page.lines) if _NOTES.match(line.text)), None)


# --- headings


def _headings(page: PageText, first: int) -> list[_Heading]:
    found = []
    for at in range(first, len(page.lines)):
        text = page.lines[at].text
        if not text or len(text) > 400:
            continue
        match = _HEADING.match(text)
        if match:
            heading = _heading(page, at, match)
            if heading is not None:
                found.append(heading)
    return found


def _heading(page: PageText, at: int, match: re.Match[str]) -> _Heading | None:
    mark = match["n1"] or match["n2"] or match["n3"]
    if match["word"]:
        style = "note"
    else:
        style = "bracket" if match["n2"] else "plain"
    style += "9" if mark.isdigit() else "A"
    number = int(mark) if mark.isdigit() else ord(mark.upper()) - 64
    if number == 0 or (not mark.isdigit() and not mark.isupper()):
        return None
    before = match[0][: match.start("title") - match.start()].replace("\xa0", " ")
    printed = " ".join(before.split())
    if not match["title"].strip() or before[-1].isspace() or before[-1].isalnum():
        printed += " "
    title, known = _title(page, at, match["title"].strip())
    if title and not (title[0].isupper() or title[0] in "\"'(" or known):
        return None
    element = element_of(known) if known else None
    plain = bool(match["word"]) or (title.upper() == title and any(c.isalpha() for c in title))
    weight = _KNOWN if element else _PLAIN if plain else _CHANCE
    return _Heading(at, number, printed, style, known or title, element, weight)


def _title(page: PageText, at: int, text: str) -> tuple[str, str | None]:
    """The heading's text and the beginning of it that is a known title: the line, the line and the next, or a run-in
    title before a full stop, colon or dash."""
    following = next((line.text.strip() for line in page.lines[at + 1 : at + 4] if line.text.strip()), "")
    if not text:
        text = following
        following = ""
    choices = [text, f"{text} {following}"]
    choices += [text[: match.start()] for match in re.finditer(r"[.:]\s|[.:]$|\s?--?\s|\u2014|\u2013|\s{3,}", text)]
    return text, next((choice for choice in choices if element_of(choice)), None)


@dataclass(frozen=True, slots=True)
class _Chain:
    score: int
    heading: _Heading
    before: _Chain | None


def best_chain(headings: Sequence[_Heading]) -> list[_Heading]:
    """The ascending chain of one style with the greatest weight; empty where no title in it is known."""
    best: list[_Heading] = []
    best_score = 0
    for style in sorted({heading.style for heading in headings}):
        for chain in _chains([heading for heading in headings if heading.style == style]):
            if chain.score <= best_score:
                continue
            members = _members(chain)
            if sum(heading.element is not None for heading in members) * _RARE >= len(members):
                best, best_score = members, chain.score
    return best


def _chains(headings: Sequence[_Heading]) -> list[_Chain]:
    """For each number the best chain that ends with it."""
    ends: dict[int, _Chain] = {}
    for heading in headings:
        found = _Chain(heading.weight, heading, None)
        for step, cost in ((1, 0), (2, _MISSING)):
            earlier = ends.get(heading.number - step)
            if earlier is not None and earlier.score - cost + heading.weight > found.score:
                found = _Chain(earlier.score - cost + heading.weight, heading, earlier)
        if found.before is None and heading.number > 2:
            continue
        if heading.number not in ends or found.score > ends[heading.number].score:
            ends[heading.number] = found
    return list(ends.values())


def _members(chain: _Chain | None) -> list[_Heading]:
    members = []
    while chain is not None:
        members.append(chain.heading)
        chain = chain.before
    return members[::-1]


# --- extent


def _end_line(page: PageText, start: int, stop: int, statements: Sequence[int]) -> int:
    """The line after the note's last: before the next note, another section or a primary statement."""
    for at in range(start + 1, stop):
        if _END.match(page.lines[at].text):
            stop = at
            break
    own = _offset(page, start)
    ahead = [at for at in statements if at > own]
    if ahead:
        limit = min(ahead)
        low, high = start + 1, stop
        while low < high:
            middle = (low + high) // 2
            if _offset(page, middle) < limit:
                low = middle + 1
            else:
                high = middle
        stop = low
    return stop


def _offset(page: PageText, line: int) -> int:
    """Source offset of the first shown character at or after the line's start; −1 where none follows."""
    for at in range(line, min(line + 50, len(page.lines))):
        pieces = page.pieces(page.lines[at].start, page.lines[at].end)
        if pieces:
            return pieces[0].start
    return -1


def _pieces(page: PageText, start: int, stop: int) -> list[Span]:
    """Source spans of lines `[start, stop)`: whole lines, one span for each page, page numbers and running heads left
    out between pages."""
    pieces: list[tuple[int, int]] = []
    begin = start
    at = start
    while at < stop:
        if _PAGE.match(page.lines[at].text):
            pieces.append((begin, _before_break(page, begin, at)))
            at = begin = _after_break(page, at + 1, stop)
            continue
        at += 1
    pieces.append((begin, _trim_end(page, begin, stop)))
    spans = []
    for first, last in pieces:
        shown = page.pieces(page.lines[first].start, page.lines[last - 1].end) if last > first else ()
        if shown:
            spans.append(Span(shown[0].start, shown[-1].end))
    return spans


def _trim_end(page: PageText, begin: int, stop: int) -> int:
    while stop > begin and not page.lines[stop - 1].text.strip():
        stop -= 1
    return stop


def _before_break(page: PageText, begin: int, at: int) -> int:
    at = _trim_end(page, begin, at)
    if at > begin and _PAGE_NUMBER.match(page.lines[at - 1].text):
        at = _trim_end(page, begin, at - 1)
    return at


def _after_break(page: PageText, at: int, stop: int) -> int:
    seen = 0
    while at < stop and seen < 6:
        text = page.lines[at].text
        if text.strip():
            if not (_PAGE_NUMBER.match(text) or (_RUNNING_HEAD.search(text) and len(text.split()) < 14)):
                break
            seen += 1
        at += 1
    return at
