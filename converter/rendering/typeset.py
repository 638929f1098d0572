"""Plain text in the typeset layout: statements as tables, paragraphs as running text, other tables as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from converter.findings import Span
from converter.rendering.environment import environment
from converter.rendering.plain import block_end, write_text
from converter.rendering.statement_view import statement_view
from converter.rendering.tagging import Mark, Marks, Writer
from converter.report.report import Report
from converter.statements.statement import Statement

_MONOSPACED = "font-family:'Courier New',Courier,monospace"
_PRINTED = f"white-space:pre;overflow-x:auto;margin:1em 0;{_MONOSPACED};font-size:12px;line-height:1.3"
_MARKUP = f"white-space:pre-wrap;margin:.6em 0;color:#8a8f98;{_MONOSPACED};font-size:11px"
_BETWEEN = (
    f"white-space:pre-wrap;margin:0 0 1.6em 0;padding-bottom:.8em;border-bottom:1px solid #d5d8dc;color:#8a8f98;"
    f"{_MONOSPACED};font-size:10px;line-height:1.25;tab-size:4"
)
_LONG_BETWEEN = f"{_BETWEEN};column-width:36em;column-gap:2em"
_MANY_LINES = 15
_FULL_LINE, _FILLED = 50, 0.72  # characters of a line of running text; the part of the longest that each line fills
_PARAGRAPH = "margin:.8em 0"
_LINES = "margin:.8em 0;white-space:pre-line"
_CENTRED = "margin:.8em 0;text-align:center;white-space:pre-line"
_HEADING = "margin:1.2em 0 .6em 0;text-align:center;white-space:pre-line;font-weight:bold"
_GAP = re.compile(r"\S {3,}\S|\t")
_LEADER = re.compile(r"\.{4,}|-{5,}|_{4,}|={3,}")
_RULES = re.compile(r"(?:[ \t\r\n]*[-=_]{3,}[-=_ \t]*(?=[\r\n]))+")
_TAG_LINE = re.compile(r"\s*</?[A-Z][A-Z0-9:_-]*>|\s*-----(?:BEGIN|END) PRIVACY")
_FIELD = re.compile(r"\s*[A-Z][A-Z .'/()-]{2,40}:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A statement and the lines it fills."""

    span: Span
    statement: Statement


def write_typeset(report: Report, region: Span, marks: Marks, writer: Writer) -> None:
    inside = marks.within(region.start, region.end)
    statements = [s for s in _placed(report) if s.span in region]
    _write_flow(report, region, inside, statements, writer)


def write_between(text: str, region: Span, marks: Marks, writer: Writer) -> None:
    """The header and the tags of a submission: small, in columns where the page has room for them."""
    shown = text[region.start : region.end]
    if shown.strip():
        start = region.start + len(shown) - len(shown.lstrip("\r\n"))
        end = region.start + len(shown.rstrip())
        long = len([line for line in shown.splitlines() if line.strip()]) > _MANY_LINES
        writer.write(f'<div style="{_LONG_BETWEEN if long else _BETWEEN}">')
        write_text(text, Span(start, end), marks.within(start, end), writer)
        writer.write("</div>\n")


def _placed(report: Report) -> list[_Placed]:
    """Statements by place; where two share lines only the first is set as a table."""
    text = report.document.source.text
    found: list[_Placed] = []
    for each in sorted((mapped.statement for mapped in report.statements), key=lambda s: s.span):
        span = _whole_lines(text, each.span)
        if not found or found[-1].span.end <= span.start:
            found.append(_Placed(span, each))
    return found


def _whole_lines(text: str, span: Span) -> Span:
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    ends = [at for at in (text.find("\n", span.end - 1), text.find("\r", span.end - 1)) if at >= 0]
    end = max(span.end, min(ends) if ends else len(text))
    rules = _RULES.match(text, end)
    return Span(start, rules.end() if rules else end)


def _write_flow(report: Report, region: Span, marks: list[Mark], statements: list[_Placed], writer: Writer) -> None:
    """Blocks and statements in order; text between them as paragraphs."""
    text = report.document.source.text
    at = region.start
    events: list[tuple[Span, Mark | _Placed]] = [(s.span, s) for s in statements if _fits(s, marks)]
    events += [(Span(m.span.start, end), m) for m in marks if (end := block_end(text, region, m)) is not None]
    for span, event in sorted(events, key=lambda e: (e[0].start, -e[0].end)):
        if span.start < at or any(
            m.span.start < span.start < m.span.end for m in marks if m.span.end > at and not m.block
        ):
            continue
        _write_paragraphs(text, Span(at, span.start), marks, writer)
        inner = [m for m in marks if m is not event and m.span in span]
        if isinstance(event, Mark):
            writer.open(event)
            _write_flow(report, span, inner, [s for s in statements if s.span in span], writer)
            writer.close(event)
        else:
            view = statement_view(report, event.statement, span, inner, writer)
            module = environment().get_template("inline/statement.jinja").module
            writer.write(str(module.statement(view)))  # type: ignore[attr-defined]
        at = span.end
    _write_paragraphs(text, Span(at, region.end), marks, writer)


def _fits(placed: _Placed, marks: list[Mark]) -> bool:
    """Whether a table of the statement's figures would show every fact that stands in its lines."""
    digits = {cell.figure.digits for item in placed.statement.items for cell in item.cells}
    labels = [span for item in placed.statement.items for span in item.label_spans]
    for mark in marks:
        if mark.span.start < placed.span.end and placed.span.start < mark.span.end:
            if mark.block and placed.span in mark.span:
                continue
            if mark.span not in digits and not any(mark.span in span for span in labels):
                return False
    return True


def _write_paragraphs(text: str, region: Span, marks: list[Mark], writer: Writer) -> None:
    inside = Marks(m for m in marks if m.span in region)
    held = [m for m in inside if "\n" in text[m.span.start : m.span.end]]
    for block in _blocks(text, region, held):
        style = _style(text[block.start : block.end])
        writer.write(f'<div style="{style}">')
        write_text(text, block, [m for m in inside.within(block.start, block.end) if m.span in block], writer)
        writer.write("</div>\n")


def _blocks(text: str, region: Span, marks: list[Mark]) -> Iterator[Span]:
    """Runs of lines without a blank line between them; `marks` of several lines are never cut."""
    start: int | None = None
    end = region.start
    at = region.start
    for line in text[region.start : region.end].splitlines(keepends=True):
        after = at + len(line)
        held = any(m.span.start < at < m.span.end for m in marks)
        if line.strip():
            if start is not None and not held and _starts_block(text[start:at], line):
                yield Span(start, end)
                start = None
            start = at if start is None else start
            end = at + len(line.rstrip())
        elif start is not None and not held:
            yield Span(start, end)
            start = None
        at = after
    if start is not None:
        yield Span(start, end)


def _starts_block(before: str, line: str) -> bool:
    """Whether a line begins a new block though no blank line stands above: SGML tags end, a paragraph is indented."""
    if (_TAG_LINE.match(before) is None) != (_TAG_LINE.match(line) is None):
        return True
    last = before.rstrip("\r\n").rpartition("\n")[2]
    if _is_tabular(line) or _is_tabular(last):
        return False
    indent, above = _indent(line), _indent(last)
    return 3 <= indent <= 10 and above <= indent - 2 and len(line.strip()) > 40


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_tabular(line: str) -> bool:
    return bool(_GAP.search(line.strip()) or _LEADER.search(line))


def _style(block: str) -> str:
    lines = [line for line in block.splitlines() if line.strip()]
    if all(_TAG_LINE.match(line) or _FIELD.match(line) for line in lines):
        return _MARKUP
    if sum(map(_is_tabular, lines)) * 3 >= len(lines):
        if len(lines) > 1 or _GAP.search(lines[0].strip()):
            return _PRINTED
    if min(map(_indent, lines)) >= 8 and max(len(line.strip()) for line in lines) <= 70:
        letters = [c for c in block if c.isalpha()]
        return _HEADING if len(lines) <= 3 and letters and all(c.isupper() for c in letters) else _CENTRED
    return _PARAGRAPH if _is_running(lines) else _LINES


def _is_running(lines: list[str]) -> bool:
    """Whether lines are those of a paragraph, each filled up to the margin but the last, and not of a list."""
    widths = [len(line.rstrip()) for line in lines]
    return len(lines) == 1 or (max(widths) > _FULL_LINE and min(widths[:-1]) >= _FILLED * max(widths))
