"""A statement as the typeset layout shows it: heads over columns, rows with aligned figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from markupsafe import Markup

from converter.findings import Span
from converter.rendering.environment import escaped, xml_text
from converter.rendering.tagging import Mark, Writer
from converter.report.report import Report
from converter.statements.statement import Cell, Column, LineItem, Measure, Role, Statement


@dataclass(frozen=True, slots=True)
class HeadView:
    text: str
    width: int = 1


@dataclass(frozen=True, slots=True)
class CellView:
    """`content` is the digits, tagged; what stands around them on the page stands around them here."""

    symbol: str = ""
    before: str = ""
    content: Markup = field(default_factory=Markup)
    after: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    label: Markup
    indent: float
    cells: tuple[CellView, ...]
    bold: bool = False
    spaced: bool = False
    shaded: bool = False
    rules: str = ""


@dataclass(frozen=True, slots=True)
class StatementView:
    title: str
    subtitles: tuple[str, ...]
    stub: str
    heads: tuple[tuple[HeadView, ...], ...]
    rows: tuple[RowView, ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


def statement_view(
    report: Report, statement: Statement, lines: Span, marks: list[Mark], writer: Writer
) -> StatementView:
    """`lines` is what the statement fills in the source, `marks` are those of its figures. What stands in the lines
    beside title, heads, labels and figures is kept above or below the table."""
    text = report.document.source.text
    by_digits: dict[Span, list[Mark]] = {}
    for mark in marks:
        by_digits.setdefault(mark.span, []).append(mark)
    columns = [column.index for column in statement.columns]
    rows = []
    shade = False
    for item in statement.items:
        shade = not shade if item.cells else False
        cells = {cell.column: cell for cell in item.cells}
        views = tuple(_cell(text, cells.get(index), by_digits, writer) for index in columns)
        rows.append(_row(item, _label(text, item, marks, writer), views, shade))
    above, subtitles, below = remains(text, lines, statement)
    return StatementView(
        title=_words(statement.title),
        subtitles=subtitles,
        stub="",
        heads=_heads(statement.columns),
        rows=tuple(rows),
        above=above,
        below=below,
    )


def remains(text: str, lines: Span, statement: Statement) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What the lines of a statement say beside its title, heads, labels and figures: above the title, between it and
    the first row ("(In thousands)", "(unaudited)"), and after that."""
    title = statement.title_span.start if statement.title_span else lines.start
    first = min((item.span.start for item in statement.items), default=lines.end)
    heads = {word for column in statement.columns for word in _words(column.head).split()}
    found: tuple[list[str], list[str], list[str]] = ([], [], [])
    for start, piece in _gaps(text, lines, statement):
        for line in piece.splitlines(keepends=True):
            words = [word for word in _words(line).split() if _is_word(word)]
            if start < first:
                words = [word for word in words if word not in heads]
            place = 0 if start < title else 1 if start < first else 2
            if words:
                found[place].append(" ".join(words))
            start += len(line)
    return tuple(found[0]), tuple(found[1]), tuple(found[2])


def _gaps(text: str, lines: Span, statement: Statement) -> Iterator[tuple[int, str]]:
    """Offset and text of what stands between title, labels and figures."""
    shown = [statement.title_span] if statement.title_span else []
    shown += [span for item in statement.items for span in item.label_spans]
    shown += [cell.figure.span for item in statement.items for cell in item.cells]
    at = lines.start
    for span in [*sorted(shown), Span(lines.end, lines.end)]:
        if span.start > at:
            yield at, text[at : span.start]
        at = max(at, min(span.end, lines.end))


def _is_word(word: str) -> bool:
    """Not a rule, a leader or an SGML tag."""
    return any(c.isalnum() for c in word) and not (word.startswith("<") and word.endswith(">"))


def _words(text: str) -> str:
    return " ".join(xml_text(text).split())


def _label(text: str, item: LineItem, marks: list[Mark], writer: Writer) -> Markup:
    """The label, with the figures in it tagged."""
    inside = [mark for mark in marks if any(mark.span in span for span in item.label_spans)]
    if not inside:
        return Markup(escaped(_words(item.label)))
    pieces: list[str] = []
    for span in item.label_spans:
        at = span.start
        for figure in sorted({mark.span for mark in inside if mark.span in span}):
            if figure.start < at:
                continue
            tagged = escaped(xml_text(text[figure.start : figure.end]))
            for mark in reversed([mark for mark in inside if mark.span == figure]):
                tagged = writer.opening(mark) + tagged + writer.closing(mark)
            pieces += [escaped(xml_text(text[at : figure.start])), tagged]
            at = figure.end
        pieces.append(escaped(xml_text(text[at : span.end])) + " ")
    return Markup("".join(pieces).strip())


def _row(item: LineItem, label: Markup, cells: tuple[CellView, ...], shaded: bool) -> RowView:
    total = item.role in (Role.TOTAL, Role.SUBTOTAL)
    heading = item.role is Role.HEADING
    rules = ""
    if total and item.measure in (Measure.MONEY, Measure.SHARES):
        rules = ";border-top:1px solid #111" + (";border-bottom:3px double #111" if item.role is Role.TOTAL else "")
    return RowView(
        label=label,
        indent=1 + 0.9 * min(item.depth, 6),
        cells=cells,
        bold=total or (heading and item.depth == 0),
        spaced=heading and item.depth == 0,
        shaded=shaded,
        rules=rules,
    )


def _cell(text: str, cell: Cell | None, by_digits: dict[Span, list[Mark]], writer: Writer) -> CellView:
    if cell is None:
        return CellView()
    span, digits = cell.figure.span, cell.figure.digits
    lead = _words(text[span.start : digits.start])
    symbol = "".join(c for c in lead if c not in "(-")
    content = escaped(xml_text(text[digits.start : digits.end]))
    for mark in reversed(by_digits.get(digits, [])):
        content = writer.opening(mark) + content + writer.closing(mark)
    return CellView(
        symbol=symbol.strip(),
        before="".join(c for c in lead if c in "(-"),
        content=Markup(content),
        after=_words(text[digits.end : span.end]),
    )


def _heads(columns: tuple[Column, ...]) -> tuple[tuple[HeadView, ...], ...]:
    """One or two rows: what neighbouring heads begin with in common spans them."""
    words = [_words(column.head).split() for column in columns]
    over: list[HeadView] = []
    under: list[HeadView] = []
    i = 0
    while i < len(words):
        last, common = _common_run(words, i)
        over.append(HeadView(" ".join(words[i][:common]) if common else "", last - i))
        under += [HeadView(" ".join(words[j][common:])) for j in range(i, last)]
        i = last
    return (tuple(over), tuple(under)) if any(head.text for head in over) else (tuple(under),)


def _common_run(words: list[list[str]], start: int) -> tuple[int, int]:
    """How far columns share at least two first words, and how many they share; (start + 1, 0) for none."""
    end, common = start + 1, 0
    while end < len(words):
        shared = 0
        limit = min(len(words[start]), len(words[end])) - 1
        while shared < limit and words[start][shared] == words[end][shared]:
            shared += 1
        shared = min(shared, common or shared)
        if shared < 2:
            break
        common, end = shared, end + 1
    return end, common
