"""HTML parts: is it one, and its tree."""

from __future__ import annotations

import re

from converter.findings import Span
from converter.reading.document import Element
from converter.reading.settings import ReadingSettings

_LAYOUT_TAG = re.compile(r"(?i)<(?:td|tr|p|br|div|font|span|h[1-6]|li|b|center)[ >/]")
_HTML_OPEN = re.compile(r"(?i)<(?:!doctype\s{1,8}html|html|body)\b")
_PRE = re.compile(r"(?i)<pre\b")


def is_html(text: str, span: Span, settings: ReadingSettings) -> bool:
    """By the density of layout tags: old text filings hold a few, and some are wrapped in nothing but `<html>`."""
    body = text[span.start : span.end]
    opened = _HTML_OPEN.search(body, 0, 4_000) is not None
    if opened and _PRE.search(body):
        return True
    tags = sum(1 for _ in _LAYOUT_TAG.finditer(body))
    lines = body.count("\n") + body.count("\r") + 1
    return tags >= 4 and tags * settings.markup_lines > lines


def parse_html(text: str, span: Span, settings: ReadingSettings, escaped_dashes: bool = False) -> Element:
    return Element("html", (), ())
