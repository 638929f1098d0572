"""Which facts can be tagged where they stand: no two tags may cross, a number lies in one piece and holds no other tag
but those of further facts which the same figure states, of a second element or another date (Inline XBRL §10.1.1: equal
format, scale and unit).

Of two facts that cannot both stand, the less trusted gives way: cover, statements, notes, prose, in that order.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from converter.findings import Finding, Location, Severity, Span
from converter.reading.document import Document, PartKind
from converter.report.partial import PartialFact
from converter.report.report import FactOrigin

_TRUST = (FactOrigin.COVER, FactOrigin.STATEMENT, FactOrigin.NOTE, FactOrigin.PROSE)


@dataclass(frozen=True, slots=True)
class _Piece:
    span: Span
    fact: int

    @property
    def order(self) -> tuple[int, int, int]:
        return self.span.start, -self.span.end, self.fact


def placed(facts: tuple[PartialFact, ...], document: Document) -> tuple[tuple[PartialFact, ...], tuple[Finding, ...]]:
    """The facts that can stand together, in source order (hidden ones first), and a finding for each that cannot."""
    visible = _Visible(document)
    reasons: dict[int, str] = {}
    for i, fact in enumerate(facts):
        if not all(visible.holds(span, whole=fact.unit is not None) for span in _spans(fact)):
            reasons[i] = "its text is not visible in one piece"
    _drop_crossing(facts, reasons)
    kept = [fact for i, fact in enumerate(facts) if i not in reasons]
    kept.sort(key=lambda fact: (-1, 0) if fact.span is None else (fact.span.start, -fact.span.end))
    findings = [
        Finding(
            "ix.report.crossing",
            Severity.INFO if facts[i].origin is FactOrigin.PROSE else Severity.WARNING,
            f"a figure or text of {facts[i].concept} is not tagged: {reason}",
            Location(span=facts[i].span),
        )
        for i, reason in sorted(reasons.items())
    ]
    return tuple(kept), tuple(findings)


def _spans(fact: PartialFact) -> tuple[Span, ...]:
    return () if fact.span is None else (fact.span, *fact.continuations)


def _drop_crossing(facts: tuple[PartialFact, ...], reasons: dict[int, str]) -> None:
    pieces = [_Piece(s, i) for i, fact in enumerate(facts) if i not in reasons for s in _spans(fact)]
    open_pieces: list[_Piece] = []
    for piece in sorted(pieces, key=lambda p: p.order):
        while open_pieces and open_pieces[-1].span.end <= piece.span.start:
            open_pieces.pop()
        while open_pieces and piece.fact not in reasons:
            outer = open_pieces[-1]
            if outer.fact in reasons:
                open_pieces.pop()
                continue
            if _may_hold(facts, outer, piece):
                break
            loser = max(outer.fact, piece.fact, key=lambda i: (_TRUST.index(facts[i].origin), i))
            reasons[loser] = "it overlaps a tag of " + facts[outer.fact + piece.fact - loser].concept
        if piece.fact not in reasons:
            open_pieces.append(piece)


def _may_hold(facts: tuple[PartialFact, ...], outer: _Piece, inner: _Piece) -> bool:
    if inner.span.end > outer.span.end:
        return False
    holder, held = facts[outer.fact], facts[inner.fact]
    if holder.unit is None:
        return holder.escape or not held.escape
    return _fact(holder) != _fact(held) and _figure(holder) == _figure(held)


def _fact(fact: PartialFact) -> tuple[object, ...]:
    return fact.concept, fact.period, fact.dimensions


def _figure(fact: PartialFact) -> tuple[object, ...]:
    """What two facts that one figure states have in common."""
    place = (fact.statement, fact.item, fact.column, fact.span)
    return *place, fact.unit, fact.format, fact.scale, fact.negative


class _Visible:
    """Where a tag may stand: anywhere in text, within visible text nodes in HTML, nowhere in binary parts."""

    def __init__(self, document: Document) -> None:
        self._parts = sorted(document.parts, key=lambda part: part.span)
        self._starts = [part.span.start for part in self._parts]
        self._nodes: dict[int, list[Span]] = {}
        for i, part in enumerate(self._parts):
            if part.kind is PartKind.HTML and part.root is not None:
                nodes = [Span(node.offset(0), node.end) for node in part.root.texts() if node.text]
                self._nodes[i] = sorted(nodes)

    def holds(self, span: Span, whole: bool) -> bool:
        """`whole`: the span must lie in a single text node."""
        at = bisect_right(self._starts, span.start) - 1
        if at < 0 or span.start >= self._parts[at].span.end:
            return True
        if self._parts[at].kind is PartKind.BINARY or span.end > self._parts[at].span.end:
            return False
        if at not in self._nodes:
            return True
        nodes = self._nodes[at]
        near = bisect_right(nodes, Span(span.start, 1 << 62)) - 1
        if whole:
            return near >= 0 and span in nodes[near]
        return any(node.start < span.end and node.end > span.start for node in nodes[max(near, 0) : max(near, 0) + 2])
