"""Answers that a cover page gives with check marks: yes or no, and boxes."""

from __future__ import annotations

import re

from converter.cover.boxes import BOX, ticked
from converter.cover.facts import at, coded_fact, hidden_fact, transformed_fact
from converter.cover.layout import Layout
from converter.cover.tables import Question, questions
from converter.report.partial import PartialFact

_TOKEN = re.compile(r"(?<![A-Za-z])(?:(?P<yes>[Yy][Ee][Ss])|(?P<no>N[Oo]|no))(?![A-Za-z])|" + BOX.pattern)
_BESIDE = re.compile(r"[^A-Za-z\n]*")
_NEXT = re.compile(
    r"indicate\s+by\s+check|state\s+the\s+aggregate|the\s+aggregate\s+market|documents\s+incorp", re.IGNORECASE
)
_CATEGORY = re.compile(r"(?P<large>large\s+)?(?P<non>non-?\s*)?accelerated\s+filer(?!\s*\()", re.IGNORECASE)
_REACH = 900  # characters from a question to its answer


def marked_facts(cover: Layout, form: str) -> list[PartialFact]:
    facts = []
    for question in questions():
        if form not in question.forms:
            continue
        answer = _box if question.answer == "box" else _yes_no
        found = (answer(cover, question, match) for match in question.words.finditer(cover.text, 0, cover.end))
        fact = next((fact for fact in found if fact is not None), None)
        if fact is not None:
            facts.append(fact)
    category = _filer_category(cover)
    if category is not None and form != "8-K":
        facts = [fact for fact in facts if fact.concept != category.concept] + [category]
    return facts


def _yes_no(cover: Layout, question: Question, match: re.Match[str]) -> PartialFact | None:
    stop = min(match.end() + _REACH, cover.end)
    following = _NEXT.search(cover.text, match.end(), stop)
    stop = following.start() if following else stop
    answer = _answer(cover.text, match.end(), stop)
    if answer is None:
        return None
    yes, span = answer
    shown = at(cover.page, cover.source, span)
    if question.answer == "boolean":
        word = str(yes).lower()
        return transformed_fact(question.concept, word, shown, f"ixt:fixed-{word}")
    if question.answer == "accelerated":
        return hidden_fact(question.concept, "Accelerated Filer" if yes else "Non-accelerated Filer", shown)
    return coded_fact(question.concept, "Yes" if yes else "No", shown)


def _answer(text: str, start: int, end: int) -> tuple[bool, tuple[int, int]] | None:
    """Which of Yes and No is marked, and where its word stands. None unless exactly one can be meant."""
    tokens: list[tuple[str, re.Match[str]]] = []
    for match in _TOKEN.finditer(text, start, end):
        if match["yes"] or match["no"]:
            kind = "Y" if match["yes"] else "N"
        else:
            kind = "M" if ticked(match) else "E"
        tokens.append((kind, match))
    yes = [index for index, (kind, _) in enumerate(tokens) if kind == "Y"]
    if not yes:
        return None
    first = yes[0]
    no = next((index for index in range(first + 1, len(tokens)) if tokens[index][0] == "N"), None)
    if no is None:
        return None
    before = tokens[first - 1][0] if first else ""
    if first and any(c.isalpha() for c in text[tokens[first - 1][1].end() : tokens[first][1].start()]):
        before = ""
    between = "".join(kind for kind, _ in tokens[first + 1 : no])
    after = tokens[no + 1][0] if no + 1 < len(tokens) else ""
    if after and not _BESIDE.fullmatch(text, tokens[no][1].end(), tokens[no + 1][1].start()):
        after = ""
    answer = _READINGS.get((before if before in "ME" else "", between, after if after in "ME" else ""))
    if answer is None:
        return None
    return answer, tokens[first if answer else no][1].span()


# (before Yes, between Yes and No, after No) -> the answer; what is not here is in doubt
_READINGS: dict[tuple[str, str, str], bool] = {
    ("", "M", ""): True,
    ("", "M", "E"): True,
    ("", "E", "M"): False,
    ("", "", "M"): False,
    ("M", "", ""): True,
    ("M", "E", ""): True,
    ("E", "M", ""): False,
}


def _box(cover: Layout, question: Question, match: re.Match[str]) -> PartialFact | None:
    """The box before the words on their line, or right after them; where both are, as the line begins."""
    line = cover.page.line_at(match.start())
    start, end = cover.lines[line].start, cover.lines[line].end
    left = [box for box in BOX.finditer(cover.text, start, match.start()) if box.end() <= match.start()]
    right = list(BOX.finditer(cover.text, match.end(), end))
    leading = [box for box in left if not cover.text[box.end() : match.start()].strip()]
    trailing = [box for box in right if not cover.text[match.end() : box.start()].strip(" :\xa0")]
    if leading and trailing and any(c.isalpha() for c in cover.text[start : left[0].start()]):
        leading = []
    box = leading[-1] if leading else trailing[0] if trailing else None
    if box is None:
        return None
    word = str(ticked(box)).lower()
    return transformed_fact(question.concept, word, at(cover.page, cover.source, box.span()), f"ixt:fixed-{word}")


def _filer_category(cover: Layout) -> PartialFact | None:
    """`Large accelerated filer [ ] Accelerated filer [X] Non-accelerated filer [ ]`: the one that is ticked."""
    found: list[tuple[str, bool, tuple[int, int]]] = []
    for match in _CATEGORY.finditer(cover.text, 0, cover.end):
        after = BOX.match(cover.text, _skip(cover.text, match.end()))
        line_start = cover.lines[cover.page.line_at(match.start())].start
        left = list(BOX.finditer(cover.text, line_start, match.start()))
        before = left[-1] if left and not cover.text[left[-1].end() : match.start()].strip() else None
        box = after or before
        if box is None:
            continue
        name = "Non-accelerated Filer" if match["non"] else "Accelerated Filer"
        name = "Large Accelerated Filer" if match["large"] else name
        found.append((name, ticked(box), match.span()))
    marked = [(name, span) for name, mark, span in found if mark]
    if len(marked) != 1 or len({name for name, _, _ in found}) < 2:
        return None
    name, span = marked[0]
    return coded_fact("dei:EntityFilerCategory", name, at(cover.page, cover.source, span))


def _skip(text: str, index: int) -> int:
    while index < len(text) and text[index] in " \xa0:\n":
        index += 1
    return index
