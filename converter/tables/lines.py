"""Text -> lines: what each line of a page is, and which figures stand in cells of their own.

page_lines    every line of a text, classified
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from converter.tables.cells import find_segments, find_tokens
from converter.tables.grid import Rule
from converter.tables.line import Line, LineKind, RuleMark
from converter.tables.paragraphs import mark_prose
from converter.tables.settings import TableSettings
from converter.tables.vocabulary import MONTH_WORDS

_TAG = re.compile(r"<(/?(?:TABLE|CAPTION|S|C|PAGE|FN|TEXT|DOCUMENT|/FN|MULTIPLIER|ARTICLE))>", re.IGNORECASE)
_RULE_LINE = re.compile(r"[-=_~\u2014\u2500\u2550 $|+*.:]+\Z")
_RULE_RUN = re.compile(r"=[= ]?=[=]*|={2,}|-{2,}|_{2,}|~{3,}|[\u2014\u2500\u2550]{2,}")
SPACED_THOUSANDS = re.compile(r"(?<![\w,.] )(?<![\w,.])\d{1,3}(?: \d{3})+(?![\d,.]| \d)")
_RULE_WORD = re.compile(r"(?<!\S)(?:-{5,}|={5,})(?!\S)")
_PAGE_NUMBER = re.compile(r"(?:page|pg\.?)? ?-? ?(?:[A-Z]{1,2}-)?(?:\d{1,3}|[ivxl]{1,6}) ?-?", re.IGNORECASE)
_LONGEST_PAGE = 200  # characters of a line that may hold nothing but a page number, however far to the right
# ---- Mutual Funds ----, ====1995====: a head drawn out over its columns.
_FLANKED = re.compile(r"(?<!\S)(?:-{3,}|={3,}) ?([A-Za-z12][\w.,'&/()]*(?: [\w.,'&/()]+){0,8}) ?(?:-{3,}|={3,})(?!\S)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = "|".join(sorted(MONTH_WORDS))
_ENDS_IN_DAY = re.compile(rf"\b(?:{_MONTH})\.? {{1,2}}\d{{1,2}},?\s*\Z", re.IGNORECASE)
_HANG = 8  # columns by which the second line of a label hangs out or in


def page_lines(text: str, settings: TableSettings) -> list[Line]:
    """Every line of `text`, with line ends of any kind, classified by itself and then by its neighbours."""
    lines = [
        _line(number, start, end, text[start:end], settings) for number, (start, end) in enumerate(_line_spans(text))
    ]
    _join_wrapped(text, lines, settings)
    _drop_page_numbers(lines)
    _join_years(lines)
    mark_prose(lines, settings)
    return lines


def _join_wrapped(text: str, lines: list[Line], settings: TableSettings) -> None:
    """Lines cut at the page's width, whose last figure stands alone at the margin of the next line: one again where the
    figures so moved end in one column. The blanks before a cut are kept and tell where that column is."""
    runs: list[list[tuple[int, int]]] = []  # indices of lines and where the moved figures end
    for at in range(1, len(lines)):
        line, above = lines[at], lines[at - 1]
        if len(line.tokens) != 1 or line.segments or line.tokens[0].left > 1 or line.indices is not None:
            continue
        whole = above.kind in (LineKind.FIGURES, LineKind.TEXT) and above.indices is None
        if not whole or text[above.end - 1] not in " $":
            continue
        if not runs or at - runs[-1][-1][0] > settings.wrapped_apart:
            runs.append([])
        runs[-1].append((at, above.end - above.start + line.tokens[0].edge))
    for run in runs:
        edges = [edge for _, edge in run]
        edge = max(set(edges), key=edges.count)
        moved = [at for at, end in run if abs(end - edge) <= settings.same_edge]
        if len(moved) < settings.wrapped_lines:
            continue
        for at in moved:
            first, second = lines[at - 1], lines[at]
            places = (*range(first.start, first.end), *range(second.start, second.end))
            # The `$` before a cut would lead the figure's span over the line's end.
            before = text[first.start : first.end]
            raw = before.rstrip("$ ").ljust(len(before)) + text[second.start : second.end]
            lines[at - 1] = replace(_line(first.number, first.start, second.end, raw, settings), indices=places)
            lines[at] = _blank(second)


def align_tabs(text: str, lines: list[Line], top: int, first: int, end: int, settings: TableSettings) -> None:
    """Read the lines of a table again with the tab stops that put its figures into line, where the usual do not."""
    tabbed = [at for at in range(first, end) if lines[at].indices is not None and lines[at].kind is LineKind.FIGURES]
    if len(tabbed) < settings.tabbed_rows:
        return
    edges = _edges(lines[first:end])
    best = settings.in_line * edges
    width = settings.tab
    for tab in settings.other_tabs:
        found = _edges([_with_tab(text, line, tab, settings) for line in lines[first:end]])
        if found < best:
            best, width = found, tab
    if width != settings.tab:
        lines[top:end] = [_with_tab(text, line, width, settings) for line in lines[top:end]]


def _edges(lines: Sequence[Line]) -> int:
    return len({token.edge for line in lines for token in line.tokens})


def _with_tab(text: str, line: Line, tab: int, settings: TableSettings) -> Line:
    if line.indices is None or line.kind not in (LineKind.FIGURES, LineKind.TEXT):
        return line
    return _line(line.number, line.start, line.end, text[line.start : line.end], replace(settings, tab=tab))


def _line_spans(text: str) -> list[tuple[int, int]]:
    spans = []
    at = 0
    for match in re.finditer(r"\r\n|\n|\r", text):
        spans.append((at, match.start()))
        at = match.end()
    if at < len(text):
        spans.append((at, len(text)))
    return spans


def _line(number: int, start: int, end: int, raw: str, settings: TableSettings) -> Line:
    if len(raw) > settings.longest_line:
        return Line(number, start, end, raw[: settings.longest_line], LineKind.PROSE)
    visual, indices = (raw, None) if "\t" not in raw else _expand(raw, start, settings.tab)
    tags: tuple[tuple[str, int], ...] = ()
    if "<" in visual:
        tags = tuple((match[1].upper(), match.start()) for match in _TAG.finditer(visual))
        visual = _TAG.sub(lambda match: " " * len(match[0]), visual)
    page_break = "\f" in visual
    visual = visual.replace("\f", " ").replace("\xa0", " ").rstrip()
    if page_break or any(name == "PAGE" for name, _ in tags):
        tags = (*tags, ("PAGE", 0))
    if not visual.strip():
        kind = LineKind.PAGE if tags and ("PAGE", 0) in tags else LineKind.BLANK
        return Line(number, start, end, "", kind, tags=tags, indices=indices)
    if visual[0] == "-" and not visual.strip("- "):
        # A short dash at the margin is what signing left of an empty line's ornament, no figure.
        if visual.replace(" ", "") in ("-", "--", "---"):
            return Line(number, start, end, "", LineKind.BLANK, tags=tags, indices=indices)
    rules = _rules(visual)
    if rules:
        return Line(number, start, end, visual, LineKind.RULE, rules=rules, tags=tags, indices=indices)
    visual, rules = _rules_beside_text(visual)
    tokens = find_tokens(visual, settings)
    segments = find_segments(visual, tokens)
    kind = LineKind.FIGURES if tokens else LineKind.TEXT
    return Line(number, start, end, visual, kind, tokens, segments, rules, tags, indices)


def rearranged(line: Line, slices: Sequence[tuple[int, int]], settings: TableSettings) -> Line:
    """The line with only these stretches of it, in this order; places in the text are kept."""
    places = line.indices or range(line.start, line.end)
    visual = ""
    indices: list[int] = []
    for left, right in slices:
        stretch = line.text[left:right]
        # Each stretch but the last keeps its width, so that what follows stands in one column on all lines.
        if right != slices[-1][1]:
            stretch = stretch.ljust(right - left)
        known = places[left : left + len(stretch)]
        indices.extend(known)
        indices.extend([line.end] * (len(stretch) - len(known)))
        visual += stretch
    visual = visual.rstrip()
    same = replace(line, text=visual, indices=tuple(indices), tokens=(), segments=(), rules=())
    if not visual:
        return replace(same, kind=LineKind.BLANK)
    rules = _rules(visual)
    if rules:
        return replace(same, kind=LineKind.RULE, rules=rules)
    tokens = find_tokens(visual, settings)
    kind = LineKind.FIGURES if tokens else LineKind.TEXT
    return replace(same, kind=kind, tokens=tokens, segments=find_segments(visual, tokens))


def _expand(raw: str, start: int, tab: int) -> tuple[str, tuple[int, ...]]:
    characters: list[str] = []
    indices: list[int] = []
    for index, character in enumerate(raw):
        if character == "\t":
            width = tab - len(characters) % tab
            characters.extend(" " * width)
            indices.extend([start + index] * width)
        else:
            characters.append(character)
            indices.append(start + index)
    return "".join(characters), tuple(indices)


def _rules(visual: str) -> tuple[RuleMark, ...]:
    """The rules of a line that holds nothing else. `- -----` is a rule that a signed submission escaped."""
    if not _RULE_LINE.match(visual):
        return ()
    at = 2 if visual.startswith("- -") else 0
    marks = tuple(
        RuleMark(Rule.DOUBLE if match[0][0] in "=\u2550" else Rule.SINGLE, match.start(), match.end())
        for match in _RULE_RUN.finditer(visual, at)
    )
    if not any(mark.right - mark.left >= 3 or mark.rule is Rule.DOUBLE for mark in marks):
        return ()
    return marks


def with_spaced_thousands(line: Line, settings: TableSettings) -> Line:
    """The line read as one of a page that prints `1 437 223` for 1,437,223."""
    if line.kind not in (LineKind.FIGURES, LineKind.TEXT) or not SPACED_THOUSANDS.search(line.text):
        return line
    grouped = SPACED_THOUSANDS.sub(lambda match: match[0].replace(" ", ","), line.text)
    tokens = find_tokens(grouped, settings)
    return replace(
        line,
        kind=LineKind.FIGURES if tokens else LineKind.TEXT,
        tokens=tokens,
        segments=find_segments(line.text, tokens),
    )


def _rules_beside_text(visual: str) -> tuple[str, tuple[RuleMark, ...]]:
    """Rules on a line with words ("  liabilities      --------  --------"), and the line without them."""
    if "---" not in visual and "===" not in visual:
        return visual, ()
    flanked = [match for match in _FLANKED.finditer(visual) if _is_flanked(match[1])]
    for match in flanked:
        words = match[1].rjust(match.end(1) - match.start()).ljust(len(match[0]))
        visual = visual[: match.start()] + words + visual[match.end() :]
    marks = tuple(
        RuleMark(Rule.DOUBLE if match[0][0] == "=" else Rule.SINGLE, match.start(), match.end())
        for match in (*flanked, *_RULE_WORD.finditer(visual))
    )
    return _RULE_WORD.sub(lambda match: " " * len(match[0]), visual).rstrip(), marks


def _is_flanked(words: str) -> bool:
    """Whether dashes on both sides make the words a head: what holds a number that is no year is none."""
    return not any(map(str.isdigit, words)) or _YEAR.fullmatch(words) is not None


def _join_years(lines: list[Line]) -> None:
    """The year that ends a date begun on the line above ("Balance at December 31," / "1999   1,204") is label too."""
    above: Line | None = None
    for index, line in enumerate(lines):
        if line.kind is LineKind.FIGURES and above is not None and len(line.tokens) > 1:
            first, second = line.tokens[:2]
            begins = first.is_year and not line.text[: first.left].strip() and second.left - first.right > 2
            whole = all(token.is_year for token in line.tokens)
            if begins and not whole and abs(first.left - above.indent) <= _HANG and _ENDS_IN_DAY.search(above.text):
                tokens = line.tokens[1:]
                lines[index] = replace(line, tokens=tokens, segments=find_segments(line.text, tokens))
        above = line if line.kind is LineKind.TEXT and len(line.segments) == 1 else None


def _is_page_number(line: Line) -> bool:
    """`- 12 -`, `Page F-3`, `iv`: nothing else on the line."""
    return len(line.text) < _LONGEST_PAGE and _PAGE_NUMBER.fullmatch(line.plain) is not None


def _underlines(line: Line, above: Line) -> bool:
    """Whether the line is nothing but a dash as wide as the number that ends the line above: `Acme 39` / `--`."""
    if len(line.tokens) != 1 or line.segments or line.text.strip("- ") or not above.tokens:
        return False
    number = above.tokens[-1]
    return len(above.tokens) == 1 and (number.left, number.right) == (line.tokens[0].left, line.tokens[0].right)


def _blank(line: Line) -> Line:
    return Line(line.number, line.start, line.end, "", LineKind.BLANK, tags=line.tags)


def _drop_page_numbers(lines: list[Line]) -> None:
    """Page numbers and running feet next to a page break are no rows."""
    for index, line in enumerate(lines):
        if not line.has("PAGE"):
            continue
        if line.kind in (LineKind.TEXT, LineKind.FIGURES) and _is_page_number(line):
            lines[index] = Line(line.number, line.start, line.end, "", LineKind.PAGE, tags=line.tags)
        for step in (-1, 1):
            at = index + step
            seen = 0
            while 0 <= at < len(lines) and seen < 2 and abs(at - index) < 8:
                near = lines[at]
                if near.kind is LineKind.BLANK:
                    at += step
                    continue
                seen += 1
                if near.kind in (LineKind.TEXT, LineKind.FIGURES) and _is_page_number(near):
                    lines[at] = _blank(near)
                    break
                if step < 0 < at and _underlines(near, lines[at - 1]):
                    lines[at - 1], lines[at] = _blank(lines[at - 1]), _blank(near)
                    break
                at += step
