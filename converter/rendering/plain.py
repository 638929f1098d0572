"""Plain text in the faithful layout: character for character, monospaced, facts tagged in place."""

from __future__ import annotations

import re

from converter.findings import Span
from converter.rendering.environment import escaped, xml_text
from converter.rendering.tagging import Mark, Marks, Writer

# A phone shows the eighty columns of a page at its width; unbroken paragraphs wrap.
_FONT = "font-family:'Courier New',Courier,monospace;line-height:1.25;font-size:12px;font-size:clamp(7px,1.95vw,12px)"
_BLOCK = f"white-space:pre;{_FONT}"
_WRAPPED = f"white-space:pre-wrap;{_FONT};max-width:80ch"
_LONG_LINE = re.compile(r"^[^\n]{100,}$", re.MULTILINE)
_GAP = re.compile(r"\S {3,}\S|\t")
_PAGE = re.compile(r"^[ \t]{0,20}<PAGE>", re.IGNORECASE | re.MULTILINE)


def write_plain(text: str, region: Span, marks: Marks, writer: Writer) -> None:
    """Blocks of lines; a text block of its own is wrapped as a whole, a new page starts a new block."""
    _write_blocks(text, region, marks.within(region.start, region.end), writer)


def _write_blocks(text: str, region: Span, marks: list[Mark], writer: Writer) -> None:
    at = region.start
    inline: list[Mark] = []
    reach = at  # how far the inline marks go: what stands in them is inline too
    i = 0
    while i < len(marks):
        mark = marks[i]
        i += 1
        end = block_end(text, region, mark) if mark.span.start >= reach else None
        if end is None:
            inline.append(mark)
            reach = max(reach, mark.span.end)
            continue
        _write_lines(text, Span(at, mark.span.start), inline, writer)
        first = i
        while i < len(marks) and marks[i].span.start < mark.span.end:
            i += 1
        writer.open(mark)
        _write_blocks(text, Span(mark.span.start, end), marks[first:i], writer)
        writer.close(mark)
        inline = []
        at = reach = end
    _write_lines(text, Span(at, region.end), inline, writer)


def block_end(text: str, region: Span, mark: Mark) -> int | None:
    """Where the lines of a text block end, with their last line end; None for a mark that is not whole lines."""
    start, end = mark.span.start, mark.span.end
    if not mark.block or not (start == region.start or text[start - 1] in "\r\n"):
        return None
    if end >= region.end or text[end - 1] in "\r\n":
        return min(end, region.end)
    if text.startswith("\r\n", end):
        return end + 2
    return end + 1 if text[end] in "\r\n" else None


def _write_lines(text: str, region: Span, marks: list[Mark], writer: Writer) -> None:
    """One block for each printed page, and for each line too long for a page."""
    if region.start >= region.end:
        return
    styles = {region.start: _BLOCK}
    for line in _LONG_LINE.finditer(text, region.start, region.end):
        if not _GAP.search(line[0]):
            styles |= {line.start(): _WRAPPED, min(line.end() + 1, region.end): _BLOCK}
    for page in _PAGE.finditer(text, region.start, region.end):
        if page.start() > region.start:
            styles[page.start()] = f"{_BLOCK};page-break-before:always"
    starts = [s for s in sorted(styles) if not any(m.span.start < s < m.span.end for m in marks) and s < region.end]
    for start, end in zip(starts, [*starts[1:], region.end], strict=True):
        writer.write(f'<div style="{styles[start]}">')
        write_text(text, Span(start, end), [m for m in marks if start <= m.span.start < end], writer)
        writer.write("</div>")


def write_text(text: str, region: Span, marks: list[Mark], writer: Writer) -> None:
    """Text with tags, outer before inner."""
    open_marks: list[Mark] = []
    at = region.start
    for mark in marks:
        while open_marks and open_marks[-1].span.end <= mark.span.start:
            at = _close(text, at, open_marks, writer)
        if mark.span.end > (open_marks[-1].span.end if open_marks else region.end):
            continue
        writer.write(_characters(text, at, mark.span.start))
        at = mark.span.start
        writer.open(mark)
        open_marks.append(mark)
    while open_marks:
        at = _close(text, at, open_marks, writer)
    writer.write(_characters(text, at, region.end))


def _close(text: str, at: int, open_marks: list[Mark], writer: Writer) -> int:
    mark = open_marks.pop()
    writer.write(_characters(text, at, mark.span.end))
    writer.close(mark)
    return mark.span.end


def _characters(text: str, start: int, end: int) -> str:
    """Character data; a line end that a tag would part (carriage return, line feed) stays one line end."""
    if start < end < len(text) and text[end - 1] == "\r" and text[end] == "\n":
        end -= 1
    return escaped(xml_text(text[start:end]))
