"""The numbers that a label states, with what its words say of them.

    "common stock, $.01 par value; 50,000 shares authorized; 24,600 and 24,500 shares issued and outstanding"
    -> par (.01), authorized (50,000), issued and outstanding (24,600, 24,500)

Numbers that "and" or a comma joins are one figure, one number for each date. A word of status belongs to the figure
next to it, before or after; where both are possible the label's first such word or figure decides how it is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from converter.statements import vocabulary
from converter.statements.dates import PartialDate

STATUSES = {
    "authorized": "authorized",
    "authorised": "authorized",
    "issued": "issued",
    "outstanding": "outstanding",
}
_SCALES = {"thousand": 3, "million": 6, "billion": 9}
_NONE = frozenset({"none", "no", "zero", "nil"})
_SHARES = frozenset({"shares", "share"})
_STOCK = frozenset({"common", "preferred", "preference", "ordinary", "capital", "stock"})
_KINDS_OF_AMOUNT = ("allowance", "allowances", "accumulated")
_JOINING = frozenset({"and", "or", "&", ","})
_BETWEEN_SHARES = frozenset({"and", "&"})  # "24 shares and 22 shares"; after a comma something else begins
_BETWEEN_DATED = frozenset({"and", "&", ";"})
_BEFORE_DATES = frozenset(
    {"as", "of", "at", "in", "on", "and", "respectively", ",", "year", "-", "end", "fiscal", "the"}
)
_MOST_BEFORE_DATES = 6
_MOST_WORDS_TO_AMOUNT = 10
_MOST_NUMBERS = 4  # dates that a balance sheet shows, and more

_TOKEN = re.compile(
    r"(?P<date>(?<![a-z])(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2})(?!\d)(?:,? (?P<year>(?:19|20)\d\d)(?!\d))?)"
    r"|(?P<other>\d{1,3}(?:-\d{1,2}/\d{1,2}|/\d{1,3}(?:/\d{2,4})?)|[\d.,]*\d ?%|\d[\d.]*-[a-z]|[a-z]-\d+)"
    r"|(?P<bare>(?:19|20)\d\d(?![\d,.]*\d))"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!,?\d)|\d*\.\d+(?!\.?\d)|\d+(?![\d,.]*\d))"
    r"|(?P<word>[a-z]+)"
    r"|(?P<mark>[^\s\w])"
)


@dataclass(frozen=True, slots=True)
class LabelNumber:
    """`[start, end)` in the label; `power` where a word of scale follows ("4.5 billion"); `day` where the label dates
    this number. `value` is as printed, 0 for "none"."""

    start: int
    end: int
    value: Decimal
    decimals: int = 0
    power: int | None = None
    day: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class LabelFigure:
    """`about` holds "par", "allowance", "accumulated", "shares" or the statuses; `spelled` says that a word ("none")
    stands for the number."""

    numbers: tuple[LabelNumber, ...]
    about: frozenset[str]
    spelled: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int
    day: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """Numbers in a row: tokens [first, last) of the label. `shares`: the word stands with them."""

    numbers: tuple[LabelNumber, ...]
    first: int
    last: int
    dollars: bool
    shares: bool
    statuses: frozenset[int] = frozenset()


def label_figures(label: str) -> tuple[LabelFigure, ...]:
    """`label` in lower case with single spaces."""
    tokens = _tokens(label)
    lists = _lists(tokens)
    lists = [each for each in lists if each.numbers and not _after_none(tokens, each.first)]
    found = [*_pars(tokens, lists), *_amounts(tokens, lists)]
    taken = {number.start for figure in found for number in figure.numbers}
    counts = [each for each in lists if not each.dollars and each.numbers[0].start not in taken]
    found += _counts(tokens, counts)
    return tuple(sorted((each for each in found if each.numbers), key=lambda figure: figure.numbers[0].start))


def _tokens(label: str) -> list[_Token]:
    months = vocabulary.periods().months
    found: list[_Token] = []
    at = 0
    while (match := _TOKEN.search(label, at)) is not None:
        at = match.end()
        kind = match.lastgroup or ""
        if match["date"]:
            month = months.get(match["month"])
            if month is None:  # "authorized 50": a word before a number
                at = match.end("month")
                found.append(_Token("word", match["month"], match.start(), at))
                continue
            year = int(match["year"]) if match["year"] else None
            found.append(_Token("date", match["date"], match.start(), at, PartialDate(year, month, int(match["day"]))))
        elif match["bare"]:
            found.append(_Token("date", match["bare"], match.start(), at, PartialDate(int(match["bare"]))))
        else:
            found.append(_Token(kind, match[0], match.start(), at))
    return found


# --- numbers in a row


def _lists(tokens: Sequence[_Token]) -> list[_List]:
    found: list[_List] = []
    at = 0
    while at < len(tokens):
        if tokens[at].kind == "number":
            days = _days_before(tokens, at, found[-1].last if found else 0)
            each = _dated_list(tokens, at, days) if days else _list(tokens, at)
            found.append(each)
            at = each.last
        else:
            at += 1
    return found


def _list(tokens: Sequence[_Token], first: int) -> _List:
    """Numbers that "and" or a comma joins, each with its date, or all with theirs: "24 shares issued as of December 31,
    1996 and 22 as of December 31, 1995", "24 and 22 shares in 1996 and 1995"."""
    numbers: list[LabelNumber] = []
    inside: set[int] = set()
    shares = False
    at: int | None = first
    end = first
    while at is not None and len(numbers) < _MOST_NUMBERS:
        number, end = _number(tokens, at)
        end, said = _words_of_shares(tokens, end)
        shares |= said
        numbers.append(number)
        status = _status_end(tokens, end)
        days, after = _days(tokens, status)
        at = _next_number(tokens, end, _BETWEEN_SHARES if said else _JOINING)
        if not days:
            continue
        at = _next_number(tokens, after, _BETWEEN_DATED)
        if status > end:
            if at is None or not _carries_on(tokens, at, tokens[end:status]):
                if inside and len(days) == 1:
                    numbers[-1], end = replace(number, day=days[0]), after
                break  # else the dates follow the status of all; see `_dated_after`
            inside |= set(range(end, status))
        end = after
        if len(days) == 1:
            numbers[-1] = replace(number, day=days[0])
        elif len(numbers) == 1:
            numbers = [replace(number, day=day) for day in days]  # one number for all dates
            break
        else:
            paired = len(days) == len(numbers)
            numbers = [replace(old, day=day) for old, day in zip(numbers, days, strict=True)] if paired else []
            break
    return _List(tuple(numbers), first, end, _word(tokens, first - 1) == "$", shares, frozenset(inside))


def _status_end(tokens: Sequence[_Token], at: int) -> int:
    """Where a run of statuses that begins at `at` ends."""
    end = at
    while _word(tokens, at) in STATUSES:
        end = at = at + 1
        while _word(tokens, at) in ("and", "or", "&"):
            at += 1
    return end


def _carries_on(tokens: Sequence[_Token], at: int, statuses: Sequence[_Token]) -> bool:
    """Whether the number at `at` is the same figure's, of another date: it has no status of its own, or the same."""
    _, end = _number(tokens, at)
    end, _ = _words_of_shares(tokens, end)
    own = tokens[end : _status_end(tokens, end)]
    return not own or [token.text for token in own] == [token.text for token in statuses]


def _days_before(tokens: Sequence[_Token], first: int, floor: int) -> list[PartialDate]:
    """Dates that stand before the numbers: "1996 - 12,345", "at December 31, 1996 and 1995, 12,345 and 12,001"."""
    trailing, after = _days(tokens, _status_end(tokens, floor)) if floor else ([], floor)
    at = first - 1
    while at >= floor and _word(tokens, at) in ("$", ",", ":", "-", "\u2013", "\u2014", "("):
        at -= 1
    last = at
    if trailing and all(token.text in (*_JOINING, "$") for token in tokens[after:first]):
        return []  # "230 outstanding in 2003 and 220 ...": the date of the number before
    while at >= floor and (tokens[at].day is not None or _word(tokens, at) in _JOINING):
        at -= 1
    return _days(tokens, at + 1)[0] if at < last else []


def _dated_list(tokens: Sequence[_Token], first: int, days: list[PartialDate]) -> _List:
    """Numbers each after its date, or all after all dates."""
    numbers: list[LabelNumber] = []
    shares = False
    at: int | None = first
    end = first
    while at is not None and len(numbers) < _MOST_NUMBERS:
        number, end = _number(tokens, at)
        end, said = _words_of_shares(tokens, end)
        shares |= said
        numbers.append(number)
        at = _next_number(tokens, end)
        if len(days) == len(numbers):
            following = _next_dated(tokens, end)
            if following is not None:
                day, at = following
                days = [*days, day]
            else:
                at = None
    if len(days) == len(numbers):
        numbers = [replace(number, day=day) for number, day in zip(numbers, days, strict=True)]
    else:
        numbers = []
    return _List(tuple(numbers), first, end, _word(tokens, first - 1) == "$", shares)


def _next_dated(tokens: Sequence[_Token], at: int) -> tuple[PartialDate, int] | None:
    """ "; 1995 - 12,001", "and in 1995, $389"."""
    while _word(tokens, at) in (*_JOINING, ";"):
        at += 1
    while _word(tokens, at) in ("in", "at"):
        at += 1
    day = tokens[at].day if at < len(tokens) else None
    at += 1
    while _word(tokens, at) in ("$", ",", ":", "-", "\u2013", "\u2014"):
        at += 1
    return (day, at) if day is not None and at < len(tokens) and tokens[at].kind == "number" else None


def _number(tokens: Sequence[_Token], at: int) -> tuple[LabelNumber, int]:
    token = tokens[at]
    power = _SCALES.get(_word(tokens, at + 1))
    plain = token.text.replace(",", "")
    number = LabelNumber(token.start, token.end, Decimal(plain), len(plain.partition(".")[2]), power)
    return number, at + (1 if power is None else 2)


def _words_of_shares(tokens: Sequence[_Token], at: int) -> tuple[int, bool]:
    ahead = at
    while _word(tokens, ahead) in _STOCK:
        ahead += 1
    if _word(tokens, ahead) not in _SHARES:
        return at, False
    ahead += 1
    if _word(tokens, ahead) == "of" and _word(tokens, ahead + 1) in _STOCK:
        ahead += 1
        while _word(tokens, ahead) in _STOCK:
            ahead += 1
    return ahead, True


def _days(tokens: Sequence[_Token], at: int) -> tuple[list[PartialDate], int]:
    """Dates after a number: "as of June 30, 2022 and 2021", "in 1996"."""
    ahead = at
    while _word(tokens, ahead) in _BEFORE_DATES and ahead < at + _MOST_BEFORE_DATES:
        ahead += 1
    days: list[PartialDate] = []
    while ahead < len(tokens) and tokens[ahead].day is not None:
        day = tokens[ahead].day
        assert day is not None
        if day.month is None and days and days[-1].month is not None:
            day = replace(days[-1], year=day.year)
        days.append(day)
        at = ahead = ahead + 1
        while _word(tokens, ahead) in _JOINING:
            ahead += 1
    last = days[-1].year if days else None
    return [day if day.year is not None else replace(day, year=last) for day in days], at


def _next_number(tokens: Sequence[_Token], at: int, joining: frozenset[str] = _JOINING) -> int | None:
    """The number that a comma or an "and" joins to the one before."""
    begin = at
    while _word(tokens, at) in joining:
        at += 1
    if at == begin:
        return None
    ended = _word(tokens, begin) == ";"
    if _word(tokens, at) == "of" and _word(tokens, at + 1) == "$":  # "of $16 and of $23"
        at += 1
    if _word(tokens, at) == "$":
        at += 1
    if at >= len(tokens) or tokens[at].kind != "number":
        return None
    return None if ended and not _is_dated(tokens, at) else at


def _is_dated(tokens: Sequence[_Token], at: int) -> bool:
    _, end = _number(tokens, at)
    end, _ = _words_of_shares(tokens, end)
    return bool(_days(tokens, _status_end(tokens, end))[0])


def _word(tokens: Sequence[_Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""


# --- what they are


def _pars(tokens: Sequence[_Token], lists: Sequence[_List]) -> list[LabelFigure]:
    """ "$.01 par value", "par value of $1.00", "stated value $5": an amount in dollars of one share."""
    found = []
    for each in lists:
        if not each.dollars:
            continue
        _, after = _number(tokens, each.first)
        before = each.first - 2
        while _word(tokens, before) in ("of", ",", ":", "-", "\u2013", "\u2014"):
            before -= 1
        named = _word(tokens, before) == "value" and _word(tokens, before - 1) in ("par", "stated")
        named |= _word(tokens, before) == "par"
        if named or _word(tokens, after) in ("par", "stated"):
            found.append(LabelFigure(each.numbers[:1], frozenset({"par"})))
    return found


def _amounts(tokens: Sequence[_Token], lists: Sequence[_List]) -> list[LabelFigure]:
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


def _is_beside(tokens: Sequence[_Token], each: _List, later: _List) -> bool:
    """Whether a dated number in brackets is what the number before was on another date: "$205 (2002, $203)"."""
    between = tokens[each.last : later.first]
    dated = all(number.day is not None for number in later.numbers)
    return dated and between[0].text == "(" and not any(token.kind == "word" for token in between)


def _texts(tokens: Sequence[_Token]) -> set[str]:
    return {token.text for token in tokens if token.kind == "word"}


def _counts(tokens: Sequence[_Token], lists: Sequence[_List]) -> list[LabelFigure]:
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
        spelled = tokens[each.first].text in _NONE
        if statuses:
            numbers = _dated_after(tokens, each.numbers, chosen[-1][1])
            found.append(LabelFigure(numbers, frozenset(statuses), spelled))
            _share_date(tokens, found, chosen[-1])
        elif not spelled and (each.shares or _after_shares(tokens, each.first)):
            found.append(LabelFigure(each.numbers, frozenset({"shares"})))
    return found


def _dated_after(tokens: Sequence[_Token], numbers: tuple[LabelNumber, ...], at: int) -> tuple[LabelNumber, ...]:
    """The numbers with the dates that follow their status; one holds for all dates: "issued in 1996 and 1995"."""
    days, _ = _days(tokens, at)
    if not days or any(number.day is not None for number in numbers):
        return numbers
    if len(numbers) == 1:
        return tuple(replace(numbers[0], day=day) for day in days)
    if len(numbers) == len(days):
        return tuple(replace(number, day=day) for number, day in zip(numbers, days, strict=True))
    return ()


def _share_date(tokens: Sequence[_Token], found: list[LabelFigure], group: tuple[int, int]) -> None:
    """ "47 shares issued and 44 shares outstanding at June 30, 2003": the date is that of both."""
    if len(found) < 2 or len(found[-1].numbers) != 1 or len(found[-2].numbers) != 1:
        return
    last, before = found[-1].numbers[0], found[-2].numbers[0]
    if last.day is None or before.day is not None or found[-1].about == found[-2].about:
        return
    between = [token for token in tokens if before.end <= token.start < last.start]
    if all(token.text in ("and", "&") or token.text in STATUSES or token.text in _SHARES for token in between):
        found[-2] = replace(found[-2], numbers=(replace(before, day=last.day),))


def _spelled(tokens: Sequence[_Token]) -> list[_List]:
    """ "none issued", "no shares outstanding"."""
    found = []
    for at, token in enumerate(tokens):
        if token.text in _NONE and _next_number(tokens, at + 1) is None:
            last, shares = _words_of_shares(tokens, at + 1)
            found.append(_List((LabelNumber(token.start, token.end, Decimal(0)),), at, last, False, shares))
    return found


def _after_none(tokens: Sequence[_Token], first: int) -> bool:
    """ "none and 25,000 shares issued": the first date's number is a word."""
    at = first - 1
    while _word(tokens, at) in _JOINING:
        at -= 1
    return at < first - 1 and _word(tokens, at) in _NONE


def _status_groups(tokens: Sequence[_Token]) -> list[tuple[int, int]]:
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
            while _word(tokens, ahead) in _JOINING:
                ahead += 1
            at += 1
            if _word(tokens, ahead) not in STATUSES:
                break
            at = ahead
        groups.append((start, at))
    return groups


def _leads(tokens: Sequence[_Token], group: tuple[int, int], first: int) -> bool:
    """Whether the group stands right before the numbers: "issued and outstanding: 1,000", "authorized - 500"."""
    between = tokens[group[1] : first]
    return group[1] <= first and all(
        token.kind == "date"
        or token.text in _SHARES
        or token.text in ("of", "at", "in", "as", "total", ":", "-", "\u2013", "\u2014", ",")
        for token in between
    )


def _follows(tokens: Sequence[_Token], last: int, group: tuple[int, int]) -> bool:
    return last <= group[0] and all(token.text in ("are", "were", "have", "been") for token in tokens[last : group[0]])


def _after_shares(tokens: Sequence[_Token], first: int) -> bool:
    """ "shares held: 47 and 33", "shares held: 2003 - 47; 2002 - 33"."""
    before = first - 1
    while _word(tokens, before) in (":", "-", "\u2013", "\u2014", "held", "(", ",") or (
        before >= 0 and tokens[before].day is not None
    ):
        before -= 1
    return _word(tokens, before) == "shares"
