"""Cover facts from what the page shows: as plain text, through a transform, or hidden with a reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from converter.findings import Span
from converter.report.pagetext import PageText
from converter.report.partial import PartialFact
from converter.report.report import FactOrigin


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a value stands on the page: `[start, end)` stretches of `PageText.text`, in reading order."""

    page: PageText
    source: str
    stretches: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """What a reader sees, with single spaces."""
        return " ".join(" ".join(self.page.text[start:end].split()) for start, end in self.stretches)

    @property
    def first(self) -> Span | None:
        for start, end in self.stretches:
            pieces = self.page.pieces(start, end)
            if pieces:
                return pieces[0]
        return None


def at(page: PageText, source: str, *stretches: tuple[int, int]) -> Shown:
    return Shown(page, source, stretches)


def plain_fact(concept: str, shown: Shown) -> PartialFact:
    """The shown text is the value. Runs of white space are left out of the tag by continuing it after them."""
    spans = _word_spans(shown)
    if not spans:
        return hidden_fact(concept, shown.text, shown)
    return PartialFact(concept, shown.text, spans[0], FactOrigin.COVER, continuations=tuple(spans[1:]))


def transformed_fact(concept: str, value: str, shown: Shown, transform: str) -> PartialFact:
    """`value` is what `transform` makes of the shown text."""
    (start, end), *others = shown.stretches
    span = shown.page.span(start, end)
    if span is None or others:
        return hidden_fact(concept, value, shown)
    return PartialFact(concept, value, span, FactOrigin.COVER, format=transform)


def hidden_fact(concept: str, value: str, shown: Shown | None) -> PartialFact:
    """A value that no transform shows, concluded from the shown text."""
    return PartialFact(concept, value, None, FactOrigin.COVER, reference=shown.first if shown else None)


def coded_fact(concept: str, value: str, shown: Shown) -> PartialFact:
    """Plain where the page shows the code itself, else hidden: also where a line ends within it, which is no blank."""
    plain = plain_fact(concept, shown)
    spans = (plain.span, *plain.continuations) if plain.span is not None else ()
    printed = "".join(shown.source[span.start : span.end] for span in spans)
    return plain if printed == value else hidden_fact(concept, value, shown)


def _word_spans(shown: Shown) -> list[Span]:
    """Source spans whose texts, joined, give the words with one white-space character between them; empty where the
    page has no such character to take."""
    words: list[Span] = []
    for start, end in shown.stretches:
        at = start
        for word in shown.page.text[start:end].split():
            index = shown.page.text.index(word, at, end)
            pieces = shown.page.pieces(index, index + len(word))
            if not pieces or any(one.end != two.start for one, two in pairwise(pieces)):
                return []
            words.append(Span(pieces[0].start, pieces[-1].end))
            at = index + len(word)
    return _join(words, shown.source)


def _join(words: Sequence[Span], source: str) -> list[Span]:
    joined: list[Span] = []
    for word in words:
        if not joined:
            joined.append(word)
            continue
        last = joined[-1]
        gap = source[last.end : word.start]
        if len(gap) == 1 and gap.isspace():
            joined[-1] = Span(last.start, word.end)
        elif gap[:2] == "\r\n":
            joined[-1] = Span(last.start, last.end + 2)
            joined.append(word)
        elif gap[:1].isspace():
            joined[-1] = Span(last.start, last.end + 1)
            joined.append(word)
        else:
            return []
    return joined
