"""Bytes in, `Document` out: the whole reading stage."""

from __future__ import annotations

import hashlib
import re

from converter.errors import SourceTooLarge
from converter.findings import Finding, Location, Severity, Span
from converter.reading.document import Document, Element, Part, PartKind, Source
from converter.reading.encoding import decode
from converter.reading.header import read_header
from converter.reading.html import elements, is_html, is_tagged, parse_html
from converter.reading.settings import DEFAULT, ReadingSettings
from converter.reading.submission import Piece, guessed_type, is_enveloped, not_text, pieces, repeated

_LINE_END = re.compile(r"\r\n?|\n")


def read_document(data: bytes, name: str, settings: ReadingSettings = DEFAULT) -> Document:
    """Raises EmptySource, BinarySource and SourceTooLarge."""
    _check_size(len(data), settings)
    decoded = decode(data, settings)
    text = decoded.text
    line_starts = (0, *(m.end() for m in _LINE_END.finditer(text)))
    source = Source(name, text, decoded.encoding, hashlib.sha256(data).hexdigest(), line_starts)
    findings = list(decoded.findings)
    found = pieces(text)
    twins = repeated(text, tuple(piece.span for piece in found))
    parts = []
    for piece, twin in zip(found, twins, strict=True):
        part, notes = _part(source, piece, settings, twin)
        parts.append(part)
        findings += notes
    return Document(source, read_header(text), tuple(parts), tuple(findings))


def _check_size(size: int, settings: ReadingSettings) -> None:
    if size > settings.max_bytes:
        limit = settings.max_bytes / 1024 / 1024
        raise SourceTooLarge(f"the file has {size / 1024 / 1024:.0f} MB; at most {limit:.0f} MB are read")


def _part(source: Source, piece: Piece, settings: ReadingSettings, twin: int | None) -> tuple[Part, list[Finding]]:
    text, span = source.text, piece.span
    findings = []
    root = None
    what = not_text(text, piece)
    if what:
        kind = PartKind.BINARY
        findings.append(_finding(source, "ix.reading.skipped-part", f"{_named(piece)}: {what}, not read", span))
    elif is_html(text, span, settings):
        kind = PartKind.HTML
        if twin is None:
            root = parse_html(text, span, settings, escaped_dashes=is_enveloped(text))
            findings += _page_findings(source, piece, root, settings)
    else:
        kind = PartKind.TEXT
    if twin is not None and not what:
        message = f"{_named(piece)} stands in the file a second time; the first one is read"
        findings.append(_finding(source, "ix.reading.repeated-part", message, span))
        kind = PartKind.BINARY
    type_ = piece.type or guessed_type(text, span)
    return Part(type_, kind, span, piece.sequence, piece.filename, piece.description, root), findings


def _page_findings(source: Source, piece: Piece, root: Element, settings: ReadingSettings) -> list[Finding]:
    findings = []
    images = sum(1 for _ in elements(root, "img"))
    shown = sum(len(node.text.strip()) for node in root.texts()) if images else 0
    if images and shown < settings.image_page_characters * images:
        message = f"{_named(piece)}: {images} images and hardly any text; figures in images are not read"
        findings.append(_finding(source, "ix.reading.scanned-pages", message, piece.span, Severity.WARNING))
    if is_tagged(source.text, piece.span):
        message = f"{_named(piece)}: the page holds inline XBRL tags already; they are not used"
        findings.append(_finding(source, "ix.reading.already-tagged", message, piece.span))
    return findings


def _named(piece: Piece) -> str:
    return " ".join(filter(None, ("document", str(piece.sequence), piece.type, piece.filename)))


def _finding(source: Source, code: str, message: str, span: Span, severity: Severity = Severity.INFO) -> Finding:
    line, column = source.position(span.start)
    return Finding(code, severity, message, Location(span, line, column))
