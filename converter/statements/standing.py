"""Tables and columns of notes that can only report balances, whatever periods stand over them.

The components of deferred taxes and the issues of debt are told by their totals, the columns of an insurance schedule
and those of assets beside liabilities by their heads.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from converter.statements import vocabulary
from converter.statements.classify import FACE
from converter.statements.columns import without_dates
from converter.statements.draft import Draft
from converter.statements.statement import StatementKind
from converter.statements.wording import PhraseTable, words

_LEAD = frozenset({"total", "net", "gross", "less", "and", "noncurrent"})  # before the name of what stands
_SIDES = (frozenset({"assets", "asset"}), frozenset({"liabilities", "liability", "liabs"}))
_SUMS = (("total",), ("less",))
_FLOWS = frozenset({"provision", "expense", "change", "changes", "average"})  # in the line above a note
LEAST = 2  # labels that name a balance
ISSUES = 3  # rows that name what was issued


def holds_balances(draft: Draft, labels: Sequence[str]) -> bool:
    """Whether a note's rows, headings among them, are the components of deferred taxes or the issues of debt."""
    if not _is_note(draft) or draft.kind is not StatementKind.OTHER:
        return False
    tables = vocabulary.rows()
    said = [words(label) for label in labels]
    heads = [without_dates(head) for head in draft.body.heads]
    if any(_begins(tables["stock_contrary"], text) for text in (*said, *heads)) or _FLOWS & set(_led(draft)):
        return False
    taxes = sum(_begins(tables["stock_taxes"], _bare(text)) for text in said)
    debts = sum(text[:1] in _SUMS and _begins(tables["stock_debts"], _bare(text)) for text in said)
    issues = sum(next(tables["stock_issues"].find(text), None) is not None for text in said)
    return taxes >= LEAST or (debts >= 1 and issues >= ISSUES)


def columns_of_balances(draft: Draft, labels: Sequence[str]) -> frozenset[int]:
    """The places of the columns whose heads name balances; all of them where they are assets and liabilities, or
    levels of fair values. None where the heads of a further panel stand among the rows."""
    if not _is_note(draft) or any(set(words(label)) >= _PANEL for label in labels):
        return frozenset()
    table = vocabulary.rows()["stock_heads"]
    said = [words(head) for head in draft.body.heads]
    if sum(map(_is_level, said)) > 1:
        return frozenset(place for place, text in enumerate(said) if not _MOVED & set(text))
    named = [_bare(without_dates(head)) for head in draft.body.heads]
    last = {text[-1] for text in named if text}
    if all(side & last for side in _SIDES) and last <= frozenset.union(*_SIDES) and max(map(len, named)) <= _SHORT:
        return frozenset(range(len(named)))
    return frozenset(place for place, text in enumerate(named) if _begins(table, text))


_SHORT = 4  # words of a head over assets or liabilities
_PANEL = frozenset({"benefits", "amortization"})


_MOVED = frozenset({"gain", "gains", "loss", "losses", "impairment", "charges", "change", "changes", "income"})


def _is_level(text: tuple[str, ...]) -> bool:
    """Whether a head names a level of the hierarchy of fair values (ASC 820-10-35)."""
    return any(pair in _LEVELS for pair in pairwise(text))


_LEVELS = frozenset({("level", "1"), ("level", "2"), ("level", "3")})


def _led(draft: Draft) -> tuple[str, ...]:
    """The words of the line right above the table."""
    return words(draft.body.remarks[0].text) if draft.body.remarks else ()


def _is_note(draft: Draft) -> bool:
    apart = draft.kind in FACE or draft.by_shape or draft.across is not None or draft.rolls
    return not apart and draft.kind not in (StatementKind.SELECTED, StatementKind.PARENT_ONLY)


def _bare(text: tuple[str, ...]) -> tuple[str, ...]:
    """Without what leads to the name: "Total", "Net", and the letter by which a schedule calls its column."""
    if text[:1] == ("column",) and len(text[1:2]) == 1 and len(text[1]) == 1:
        text = text[2:]
    while text[:1] and text[0] in _LEAD:
        text = text[1:]
    return text


def _begins(table: PhraseTable[bool], text: tuple[str, ...]) -> bool:
    return any(start == 0 for start, _, _ in table.find(text))
