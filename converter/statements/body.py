"""Parts a grid into what is said about the table (its margin) and the rows that carry figures or head them.

Head rows that were recovered as rows (a line of years, "(in thousands)" under the head) go to the margin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from converter.findings import Span
from converter.reading.document import Document
from converter.statements import vocabulary
from converter.statements.dates import PeriodText, read_period_text
from converter.statements.scale import read_scale
from converter.statements.wording import title_like, words
from converter.tables.grid import FigureKind, Grid, GridCell, GridRow

LOOK_BACK = 1500  # characters before a table in which its title may stand
LOOK_LINES = 12
STRAY = 3  # so few figures in a column without a head stand in labels ("allowances of $66 and $68")
FEWEST_NOTES = 3  # numbers of notes by which a column of them is known
AMOUNT = 100  # beside a figure as large, (1) and (2) may be numbers of notes


@dataclass(frozen=True, slots=True)
class Remark:
    """One text about the table."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Body:
    """`remarks` come nearest to the figures first: rows above the figures, stub head, titles from below upwards.

    `head_lines` are the typed lines that the heads stand on, whole: a phrase may run over several columns.
    `outside` are lines that stand before the table and were not taken for its titles, nearest first.
    `heads` has one text for each of `columns`, the indices of the grid columns that hold amounts; `names` are the same
    without what they say of period, scale and audit: what is left names a member.
    """

    grid: Grid
    columns: tuple[int, ...]
    heads: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[GridRow, ...]
    remarks: tuple[Remark, ...]
    outside: tuple[Remark, ...] = field(default=())
    head_lines: tuple[Remark, ...] = field(default=())

    @property
    def titles(self) -> list[str]:
        """Title lines, outermost first, those before the table included."""
        return [remark.text for remark in (*reversed(self.outside), *reversed(self.remarks))]


def part_body(document: Document, grid: Grid, floor: int) -> Body:
    """`floor` is where the table before ends: nothing above it belongs to this one."""
    rows = list(grid.rows)
    remarks: list[Remark] = []
    extra: dict[int, list[str]] = {}
    while rows and (_is_margin(rows[0]) or (not rows[0].label and (_is_head_row(rows[0]) or _is_scale_row(rows[0])))):
        row = rows.pop(0)
        if row.label:
            remarks.append(Remark(row.label, row.span))
        for cell in row.cells:
            extra.setdefault(cell.column, []).append(cell.text)
    columns = _amount_columns(grid, rows)
    by_index = {column.index: column for column in grid.columns}
    heads = tuple(" ".join([by_index[index].head, *extra.get(index, ())]).strip() for index in columns)
    if grid.stub_head:
        remarks.append(Remark(grid.stub_head, grid.span))
    remarks.extend(Remark(title.text, title.span) for title in reversed(grid.titles))
    outside = _lines_before(document, grid, floor)
    names = tuple(_name([head.text for head in by_index[index].heads]) for index in columns)
    return Body(grid, columns, heads, names, tuple(rows), tuple(remarks), outside, _head_lines(document, grid))


def _head_lines(document: Document, grid: Grid) -> tuple[Remark, ...]:
    if document.parts[grid.part].root is not None:
        return ()
    text = document.source.text
    found: dict[int, Remark] = {}
    for start in sorted({head.span.start for column in grid.columns for head in column.heads}):
        begin = text.rfind("\n", 0, start) + 1
        if begin not in found:
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            found[begin] = Remark(" ".join(text[begin:end].split()), Span(begin, end))
    return tuple(found.values())


def _name(heads: Sequence[str]) -> str:
    """ "Retained" over "Earnings" is a name; "(Unaudited)", "(In thousands)" and rules are not, but "Shares" is in
    "Shares (in thousands)"."""
    kept = [_without_scale(head) if is_remark(head) else head for head in heads if words(head)]
    named = [head for head in kept if words(head) and not is_remark(head) and not _names_statement(head)]
    return " ".join(" ".join(head.strip("-=_ ") for head in named).split())


def _without_scale(head: str) -> str:
    before, bracket, _ = head.partition("(")
    return (
        before if bracket and read_scale(head) is not None and vocabulary.scales().shares & set(words(before)) else ""
    )


def _names_statement(head: str) -> bool:
    return "statement" in head.casefold() or "form 10" in head.casefold()


def _is_margin(row: GridRow) -> bool:
    """A row without figures that speaks of scale, period or audit only."""
    if any(cell.figure is not None for cell in row.cells) or not row.label:
        return False
    return is_remark(row.label)


def is_remark(label: str) -> bool:
    text = words(label)
    if not text or len(text) > 16:
        return False
    if read_scale(label) is not None:
        return True
    if {"unaudited", "audited"} & set(text) and len(text) <= 4:
        return True
    return is_period_heading(label)


def is_period_heading(label: str) -> bool:
    """Whether a heading says nothing but a period: "Three months ended June 30," or "1999"."""
    if read_period_text(label).is_empty:
        return False
    known = vocabulary.periods()
    return all(
        word.isdigit()
        or word in known.months
        or word in known.numbers
        or word in known.ordinals
        or word in known.units
        or word in known.classes
        or word in ("for", "the", "period", "periods", "unaudited", "audited", "in", "a", "inc")
        or (word[:1].isdigit() and len(word) <= 4)
        for word in words(label)
    )


def _is_head_row(row: GridRow) -> bool:
    return bool(row.cells) and all(_is_year(cell) or _is_date_text(cell) for cell in row.cells)


def _is_scale_row(row: GridRow) -> bool:
    """ "(000)" under the name of each column."""
    return bool(row.cells) and all(read_scale(cell.text) is not None for cell in row.cells)


def _is_year(cell: GridCell) -> bool:
    text = cell.text.strip("*% ")  # the sign of the column beside it, as in "2022%"
    return len(text) == 4 and text.isdigit() and text[:2] in ("19", "20")


def _is_date_text(cell: GridCell) -> bool:
    return cell.figure is None and (not read_period_text(cell.text).is_empty or "audited" in cell.text.casefold())


def is_head_row(row: GridRow) -> bool:
    """A line of years or dates among the rows: the head of the rows below it."""
    return not row.label and len(row.cells) > 1 and _is_head_row(row)


def _amount_columns(grid: Grid, rows: Sequence[GridRow]) -> tuple[int, ...]:
    """Columns with amounts; those of note references and of words are left out."""
    amounts: dict[int, int] = {}
    for row in rows:
        for cell in row.cells:
            if cell.figure is not None and cell.figure.kind is not FigureKind.NOTE:
                amounts[cell.column] = amounts.get(cell.column, 0) + 1
    most = max(amounts.values(), default=0)
    headed = any(column.heads for column in grid.columns)
    return tuple(
        column.index
        for column in grid.columns
        if amounts.get(column.index)
        and not _is_note_head(column.head)
        and not _refers(grid, rows, column.index)
        and column.head not in vocabulary.kinds().asides
        and not (headed and not column.heads and amounts[column.index] <= min(STRAY, 0.15 * most))
    )


def _refers(grid: Grid, rows: Sequence[GridRow], column: int) -> bool:
    """Whether a column holds the numbers of notes, (1) (1) (2) (3) (2): as notes are numbered where they are first
    named, each new number is one more than those above. Amounts of one digit stand in no such order."""
    printed = [(cell.column, cell.figure) for row in rows for cell in row.cells if cell.figure is not None]
    figures = [figure for place, figure in printed if place == column and figure.value]
    if any(figure.decimals or figure.currency or not figure.negative for figure in figures):
        return False
    numbers = list(dict.fromkeys(abs(int(figure.value or 0)) for figure in figures))
    counted = len(numbers) >= FEWEST_NOTES and numbers == list(range(1, len(numbers) + 1))
    return counted and any(figure.value is not None and abs(figure.value) >= AMOUNT for _, figure in printed)


def _is_note_head(head: str) -> bool:
    text = words(head)
    return (0 < len(text) <= 3 and text[0] in ("note", "notes", "footnote")) or text == ("see", "note")


def _lines_before(document: Document, grid: Grid, floor: int) -> tuple[Remark, ...]:
    start = min([grid.span.start, *(title.span.start for title in grid.titles)])
    low = max(floor, start - LOOK_BACK)
    if low >= start or document.parts[grid.part].root is not None:
        return ()
    lines: list[Remark] = []
    at = start
    for line in reversed(document.source.text[low:start].split("\n")):
        begin = at - len(line)
        at = begin - 1
        text = line.strip()
        if text[:6].upper() in ("<PAGE>", "</TABL", "<TEXT>"):
            break
        if not text or text.startswith("<") or not any(character.isalpha() for character in text):
            continue
        if len(text) > 110 or (text.endswith(".") and len(words(text)) > 4):
            break  # prose: what stands above it belongs to something else
        if title_like(text) or is_remark(text) or text.startswith("("):
            lines.append(Remark(text, Span(begin, begin + len(line))))
        if len(lines) >= LOOK_LINES:
            break
    return tuple(lines)


def supposes(text: str) -> bool:
    """Whether a line tells of what would have been."""
    said = set(words(text))
    return (
        "had" in said
        and bool({"if", "though", "would"} & said)
        and bool({"acquired", "occurred", "consummated", "completed", "been"} & said)
    )


_VERBS = frozenset(("is", "are", "was", "were", "has", "have", "had", "will", "would", "expects", "expected"))
_LEADS = frozenset(
    ("follows", "following", "below", "presented", "summarized", "shown", "set", "reflects", "reflected")
)


def _tells(text: str) -> bool:
    """Whether a line is a piece of a sentence that does not lead to the table: "quarter of 1996, these rates are not
    expected to"."""
    *said, last = words(text) or ("",)
    leads = last in _VERBS or not _LEADS.isdisjoint((*said, last)) or text.rstrip().endswith(":")
    return not leads and not _VERBS.isdisjoint(said) and not supposes(text)


def _is_prose(text: str) -> bool:
    """Whether what a line says of time is none of its table's: "bought with a maturity of three months or less",
    "if the company had been acquired as of January 1", "quarter of 1996, these rates are not expected to"."""
    found = read_period_text(text)
    if supposes(text) and not found.durations:
        return True
    if found.durations and not found.ended and _tells(text) and not title_like(text):
        return True
    alone = bool(found.durations) and not (found.dates or found.ended or found.quarters)
    return alone and not title_like(text) and not is_period_heading(text)


def period_texts(remarks: Sequence[Remark]) -> list[PeriodText]:
    """What the remarks say of periods: line by line, nearest first, then the short ones joined."""
    remarks = [remark for remark in remarks if not _is_prose(remark.text)]
    short = [remark for remark in remarks if len(words(remark.text)) <= 16]
    texts = [read_period_text(remark.text) for remark in remarks if len(words(remark.text)) <= 20]
    if len(short) > 1:
        texts.append(read_period_text(" ".join(remark.text for remark in reversed(short))))
    return [text for text in texts if not text.is_empty]
