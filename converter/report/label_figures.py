"""The figures that a label states: its numbers with what its words say of them.

    "common stock, $.01 par value; 50,000 shares authorized; 24,600 and 24,500 shares issued and outstanding"
    -> par (.01), authorized (50,000), issued and outstanding (24,600, 24,500)

Numbers that belong together are one figure, one number for each date. A word of status belongs to the figure next to
it, before or after; where both are possible the label's first such word or figure decides how it is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from converter.report.label_numbers import (
    JOINING,
    NONE,
    SHARES,
    STATUSES,
    LabelNumber,
    NumberList,
    Token,
    after_shares,
    days_at,
    next_number,
    number_at,
    number_lists,
    tokens_of,
    word_at,
)

_MOST_WORDS_TO_AMOUNT = 10
_KINDS_OF_AMOUNT = ("allowance", "allowances", "accumulated")


@dataclass(frozen=True, slots=True)
class LabelFigure:
    """`about` holds "par", "allowance", "accumulated", "shares" or the statuses; `spelled` says that a word ("none")
    stands for the number."""

    numbers: tuple[LabelNumber, ...]
    about: frozenset[str]
    spelled: bool = False


def label_figures(label: str) -> tuple[LabelFigure, ...]:
    """`label` in lower case with single spaces."""
    tokens = tokens_of(label)
    lists = number_lists(tokens)
    lists = [each for each in lists if each.numbers and not _after_none(tokens, each.first)]
    found = [*_pars(tokens, lists), *_amounts(tokens, lists)]
    taken = {number.start for figure in found for number in figure.numbers}
    counts = [each for each in lists if not each.dollars and each.numbers[0].start not in taken]
    found += _counts(tokens, counts)
    return tuple(sorted((each for each in found if each.numbers), key=lambda figure: figure.numbers[0].start))


def _pars(tokens: Sequence[Token], lists: Sequence[NumberList]) -> list[LabelFigure]:
    """ "$.01 par value", "par value of $1.00", "stated value $5": an amount in dollars of one share."""
    found = []
    for each in lists:
        if not each.dollars:
            continue
        _, after = number_at(tokens, each.first)
        before = each.first - 2
        while word_at(tokens, before) in ("of", ",", ":", "-", "\u2013", "\u2014"):
            before -= 1
        named = word_at(tokens, before) == "value" and word_at(tokens, before - 1) in ("par", "stated")
        named |= word_at(tokens, before) == "par"
        if named or word_at(tokens, after) in ("par", "stated"):
            found.append(LabelFigure(each.numbers[:1], frozenset({"par"})))
    return found


def _amounts(tokens: Sequence[Token], lists: Sequence[NumberList]) -> list[LabelFigure]:
    """ "less allowance for doubtful accounts of $412 and $389", "net of accumulated depreciation of $57,955", "less
    allowances $205 (2002, $203)"."""
    found = []
    for at, token in enumerate(tokens):
        if token.text not in _KINDS_OF_AMOUNT:
            continue
        place = next((place for place, each in enumerate(lists) if each.first > at), len(lists))
        each = lists[place] if place < len(lists) else None
        if each is None or each.shares or each.first - at > _MOST_WORDS_TO_AMOUNT:
            continue
        between = tokens[at + 1 : each.first]
        if any(word.kind not in ("word", "mark", "date") or word.text in ";)." for word in between):
            continue
        if each.dollars or (between and between[-1].text == "of"):
            about = frozenset({token.text.removesuffix("s"), *_texts(between)})
            found.append(LabelFigure(each.numbers, about))
            later = lists[place + 1] if place + 1 < len(lists) else None
            if later is not None and later.dollars and _is_beside(tokens, each, later):
                found.append(LabelFigure(later.numbers, about))
    return found


def _is_beside(tokens: Sequence[Token], each: NumberList, later: NumberList) -> bool:
    """Whether a dated number in brackets is what the number before was on another date: "$205 (2002, $203)"."""
    between = tokens[each.last : later.first]
    dated = all(number.day is not None for number in later.numbers)
    return dated and between[0].text == "(" and not any(token.kind == "word" for token in between)


def _texts(tokens: Sequence[Token]) -> set[str]:
    return {token.text for token in tokens if token.kind == "word"}


def _counts(tokens: Sequence[Token], lists: Sequence[NumberList]) -> list[LabelFigure]:
    groups = _status_groups(tokens)
    first = min((group[0] for group in groups), default=len(tokens))
    leading = bool(lists) and first < lists[0].first
    owned: set[tuple[int, int]] = set()
    found = []
    for each in [*lists, *_spelled(tokens)]:
        inside = [group for group in groups if group[0] in each.statuses]
        before = [group for group in groups if group not in owned and _leads(tokens, group, each.first)]
        after = inside or [group for group in groups if group not in owned and _follows(tokens, each.last, group)]
        chosen = (before or after) if leading else (after or before)
        if inside:
            chosen = inside
        owned |= set(chosen)
        statuses = {STATUSES[token.text] for a, b in chosen for token in tokens[a:b] if token.text in STATUSES}
        spelled = tokens[each.first].text in NONE
        if statuses:
            numbers = _dated_after(tokens, each.numbers, chosen[-1][1])
            found.append(LabelFigure(numbers, frozenset(statuses), spelled))
            _share_date(tokens, found, chosen[-1])
        elif not spelled and (each.shares or _follows_shares(tokens, each.first)):
            found.append(LabelFigure(each.numbers, frozenset({"shares"})))
    return found


def _dated_after(tokens: Sequence[Token], numbers: tuple[LabelNumber, ...], at: int) -> tuple[LabelNumber, ...]:
    """The numbers with the dates that follow their status; one holds for all dates: "issued in 1996 and 1995"."""
    days, _ = days_at(tokens, at)
    if not days or any(number.day is not None for number in numbers):
        return numbers
    if len(numbers) == 1:
        return tuple(replace(numbers[0], day=day) for day in days)
    if len(numbers) == len(days):
        return tuple(replace(number, day=day) for number, day in zip(numbers, days, strict=True))
    return ()


def _share_date(tokens: Sequence[Token], found: list[LabelFigure], group: tuple[int, int]) -> None:
    """ "47 shares issued and 44 shares outstanding at June 30, 2003": the date is that of both."""
    if len(found) < 2 or len(found[-1].numbers) != 1 or len(found[-2].numbers) != 1:
        return
    last, before = found[-1].numbers[0], found[-2].numbers[0]
    if last.day is None or before.day is not None or found[-1].about == found[-2].about:
        return
    between = [token for token in tokens if before.end <= token.start < last.start]
    if all(token.text in ("and", "&") or token.text in STATUSES or token.text in SHARES for token in between):
        found[-2] = replace(found[-2], numbers=(replace(before, day=last.day),))


def _spelled(tokens: Sequence[Token]) -> list[NumberList]:
    """ "none issued", "no shares outstanding"."""
    found = []
    for at, token in enumerate(tokens):
        if token.text in NONE and next_number(tokens, at + 1) is None:
            last, shares = after_shares(tokens, at + 1)
            found.append(NumberList((LabelNumber(token.start, token.end, Decimal(0)),), at, last, False, shares))
    return found


def _after_none(tokens: Sequence[Token], first: int) -> bool:
    """ "none and 25,000 shares issued": the first date's number is a word."""
    at = first - 1
    while word_at(tokens, at) in JOINING:
        at -= 1
    return at < first - 1 and word_at(tokens, at) in NONE


def _status_groups(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Runs of statuses: "issued and outstanding"."""
    groups: list[tuple[int, int]] = []
    at = 0
    while at < len(tokens):
        if tokens[at].text not in STATUSES:
            at += 1
            continue
        start = at
        while at < len(tokens):
            ahead = at + 1
            while word_at(tokens, ahead) in JOINING:
                ahead += 1
            at += 1
            if word_at(tokens, ahead) not in STATUSES:
                break
            at = ahead
        groups.append((start, at))
    return groups


def _leads(tokens: Sequence[Token], group: tuple[int, int], first: int) -> bool:
    """Whether the group stands right before the numbers: "issued and outstanding: 1,000", "authorized - 500"."""
    between = tokens[group[1] : first]
    return group[1] <= first and all(
        token.kind == "date"
        or token.text in SHARES
        or token.text in ("of", "at", "in", "as", "total", ":", "-", "\u2013", "\u2014", ",")
        for token in between
    )


def _follows(tokens: Sequence[Token], last: int, group: tuple[int, int]) -> bool:
    return last <= group[0] and all(token.text in ("are", "were", "have", "been") for token in tokens[last : group[0]])


def _follows_shares(tokens: Sequence[Token], first: int) -> bool:
    """ "shares held: 47 and 33", "shares held: 2003 - 47; 2002 - 33"."""
    before = first - 1
    while word_at(tokens, before) in (":", "-", "\u2013", "\u2014", "held", "(", ",") or (
        before >= 0 and tokens[before].day is not None
    ):
        before -= 1
    return word_at(tokens, before) == "shares"
