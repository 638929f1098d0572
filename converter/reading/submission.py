"""A submission taken apart: its `<DOCUMENT>`s with their types, and where the text of each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from converter.findings import Span

_DOCUMENT = re.compile(r"(?i)<DOCUMENT>(?=\s{0,20}<TYPE>)")
_DOCUMENT_END = re.compile(r"(?i)</DOCUMENT>")
_TEXT = re.compile(r"(?i)<TEXT>")
_TEXT_END = re.compile(r"(?i)</TEXT>")
_FIELD = re.compile(r"(?i)<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>([^\r\n<]*)")
_HEADER_END = re.compile(r"(?i)</(?:SEC|IMS)-HEADER>")
_PEM = re.compile(r"-----BEGIN PRIVACY-ENHANCED MESSAGE-----\r?\n(?:[^\r\n]{1,200}\r?\n){0,40}?\r?\n")
_PEM_END = re.compile(r"-----END PRIVACY-ENHANCED MESSAGE-----")


@dataclass(frozen=True, slots=True)
class Piece:
    """One document of the submission; `span` is between <TEXT> and </TEXT>. A file without wrapper is one piece."""

    type: str
    span: Span
    sequence: int = 1
    filename: str | None = None
    description: str | None = None


def is_enveloped(text: str) -> bool:
    """A Privacy-Enhanced Mail envelope, in which every line that starts with `-` is written `- -`."""
    return text.startswith("-----BEGIN PRIVACY-ENHANCED MESSAGE-----", len(text) - len(text.lstrip()))


def pieces(text: str) -> tuple[Piece, ...]:
    starts = list(_DOCUMENT.finditer(text))
    if not starts:
        return (Piece("", _body(text)),)
    ends = [m.start() for m in starts[1:]] + [len(text)]
    return tuple(
        _piece(text, m.end(), end, number) for number, (m, end) in enumerate(zip(starts, ends, strict=True), 1)
    )


def _piece(text: str, start: int, limit: int, number: int) -> Piece:
    opened = _TEXT.search(text, start, min(limit, start + 20_000))
    closed = _last(_DOCUMENT_END, text, start, limit)
    end = closed if closed is not None else limit
    head_end = opened.start() if opened else end
    fields = {m[1].upper(): m[2].strip() for m in _FIELD.finditer(text, start, head_end)}
    if opened:
        begin = opened.end()
        text_end = _last(_TEXT_END, text, begin, end)
        end = text_end if text_end is not None else end
    else:
        begin = max((m.end() for m in _FIELD.finditer(text, start, min(end, start + 5_000))), default=start)
    sequence = fields.get("SEQUENCE", "")
    return Piece(
        type=fields.get("TYPE", "").upper(),
        span=Span(begin, max(begin, end)),
        sequence=int(sequence) if sequence.isdigit() and len(sequence) < 8 else number,
        filename=fields.get("FILENAME") or None,
        description=fields.get("DESCRIPTION") or None,
    )


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    """Where the last match begins: a text may quote the tag, the wrapper's own comes last."""
    return max((m.start() for m in pattern.finditer(text, start, end)), default=None)


def _body(text: str) -> Span:
    """What remains of a file without <DOCUMENT>: after the envelope and the submission header, if any."""
    start, end = 0, len(text)
    envelope = _PEM.match(text, len(text) - len(text.lstrip()))
    if envelope:
        start = envelope.end()
        closed = _PEM_END.search(text, start)
        end = closed.start() if closed else end
    header = _HEADER_END.search(text, start, min(end, start + 100_000))
    if header:
        start = header.end()
    return Span(start, end)


_UUENCODED = re.compile(r"(?m)^begin [0-7]{3,4} \S")
_PDF_OR_XBRL = re.compile(r"(?i)<(PDF|ZIP|EXCEL|JSON|XML)>")
_SKIPPED_TYPES = re.compile(
    r"(?i)^(GRAPHIC|ZIP|EXCEL|JSON|XML|PDF|COVER|EX-101\b.*|EX-100\b.*|.*\.(?:SCH|CAL|DEF|LAB|PRE|INS))$"
)


def not_text(text: str, piece: Piece) -> str | None:
    """What a piece is, if it is no page to read: an attached image, a PDF, a file of XBRL data."""
    head = text[piece.span.start : min(piece.span.end, piece.span.start + 2_000)].lstrip()
    if _SKIPPED_TYPES.match(piece.type):
        return f"{piece.type} file"
    if _UUENCODED.match(head):
        return "uuencoded file"
    wrapped = _PDF_OR_XBRL.match(head)
    if wrapped:
        return f"{wrapped[1].upper()} file"
    if head.startswith("%PDF-"):
        return "PDF file"
    return None


_PART_TYPE_LINES = re.compile(
    r"(?i)\bFORM\s{0,4}(10-?K(?:SB|405)?|10-?Q(?:SB)?|8-?K|20-?F|40-?F|6-?K|11-?K|S-?[1-4])(?:\s{0,2}[-/]?\s{0,2}(A)\b)?"
)
_TAG = re.compile(r"<[^<>]{0,2000}>|&(?:nbsp|#160|#xa0);")


def guessed_type(text: str, span: Span) -> str:
    """The form named on the cover of a document that came without a wrapper ("FORM 10-K"), "" if none is."""
    cover = _TAG.sub(" ", text[span.start : min(span.end, span.start + 60_000)])
    kept = " ".join(cover.split())[:6_000]
    found = _PART_TYPE_LINES.search(kept)
    if found is None:
        return ""
    form = found[1].upper()
    form = form if "-" in form else re.sub(r"(\d+|S)(.*)", r"\1-\2", form)
    return form + ("/A" if found[2] else "")


def repeated(text: str, spans: tuple[Span, ...]) -> Iterator[int | None]:
    """For each span, the index of an earlier one with the same text: submissions that stand twice in one file."""
    if len(spans) == 1:
        yield None
        return
    seen: dict[str, int] = {}
    for index, span in enumerate(spans):
        body = " ".join(text[span.start : span.end].split())  # copies differ in their line ends
        first = seen.setdefault(body, index)
        yield first if first != index else None
