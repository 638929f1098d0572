"""The numbers of a label, in rows that belong together: "24 and 22 shares as of June 30, 2003 and 2002".

tokens_of     numbers, dates, words and marks
number_lists  numbers that "and", commas or dates join, each with its date where the label gives one
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
    "unissued": "unissued",
}
_SCALES = {"thousand": 3, "million": 6, "billion": 9}
NONE = frozenset({"none", "no", "zero", "nil"})
SHARES = frozenset({"shares", "share"})
_STOCK = frozenset({"common", "preferred", "preference", "ordinary", "capital", "stock"})
JOINING = frozenset({"and", "or", "&", ","})
_BETWEEN_SHARES = frozenset({"and", "&"})  # "24 shares and 22 shares"; after a comma something else begins
_BETWEEN_DATED = frozenset({"and", "&", ";", ","})
_BEFORE_DATES = frozenset(
    {"as", "of", "at", "in", "on", "and", "respectively", ",", "year", "-", "end", "fiscal", "the"}
)
_MOST_BEFORE_DATES = 6
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
class Token:
    kind: str
    text: str
    start: int
    end: int
    day: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class NumberList:
    """Numbers in a row: tokens [first, last) of the label. `shares`: the word stands with them."""

    numbers: tuple[LabelNumber, ...]
    first: int
    last: int
    dollars: bool
    shares: bool
    statuses: frozenset[int] = frozenset()


def tokens_of(label: str) -> list[Token]:
    months = vocabulary.periods().months
    found: list[Token] = []
    at = 0
    while (match := _TOKEN.search(label, at)) is not None:
        at = match.end()
        kind = match.lastgroup or ""
        if match["date"]:
            month = months.get(match["month"])
            if month is None:  # "authorized 50": a word before a number
                at = match.end("month")
                found.append(Token("word", match["month"], match.start(), at))
                continue
            year = int(match["year"]) if match["year"] else None
            found.append(Token("date", match["date"], match.start(), at, PartialDate(year, month, int(match["day"]))))
        elif match["bare"]:
            found.append(Token("date", match["bare"], match.start(), at, PartialDate(int(match["bare"]))))
        else:
            found.append(Token(kind, match[0], match.start(), at))
    return found


def number_lists(tokens: Sequence[Token]) -> list[NumberList]:
    found: list[NumberList] = []
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


def _list(tokens: Sequence[Token], first: int) -> NumberList:
    """Numbers that "and" or a comma joins, each with its date, or all with theirs: "24 shares issued as of December 31,
    1996 and 22 as of December 31, 1995", "24 and 22 shares in 1996 and 1995"."""
    numbers: list[LabelNumber] = []
    inside: set[int] = set()
    shares = False
    at: int | None = first
    end = first
    dollars = word_at(tokens, first - 1) == "$"
    while at is not None and len(numbers) < _MOST_NUMBERS:
        if numbers and not dollars and word_at(tokens, at - 1) == "$":
            break  # "authorized 1,000,000, $.01 par value"
        number, end = number_at(tokens, at)
        end, said = after_shares(tokens, end)
        shares |= said
        numbers.append(number)
        status = status_end(tokens, end)
        days, after = days_at(tokens, status)
        at = next_number(tokens, end, _BETWEEN_SHARES if said else JOINING)
        if not days:
            continue
        at = next_number(tokens, after, _BETWEEN_DATED)
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
    return NumberList(tuple(numbers), first, end, dollars, shares, frozenset(inside))


def status_end(tokens: Sequence[Token], at: int) -> int:
    """Where a run of statuses that begins at `at` ends."""
    end = at
    while word_at(tokens, at) in STATUSES:
        end = at = at + 1
        while word_at(tokens, at) in ("and", "or", "&"):
            at += 1
    return end


def _carries_on(tokens: Sequence[Token], at: int, statuses: Sequence[Token]) -> bool:
    """Whether the number at `at` is the same figure's, of another date: it has no status of its own, or the same."""
    _, end = number_at(tokens, at)
    end, _ = after_shares(tokens, end)
    own = tokens[end : status_end(tokens, end)]
    return not own or [token.text for token in own] == [token.text for token in statuses]


def _days_before(tokens: Sequence[Token], first: int, floor: int) -> list[PartialDate]:
    """Dates that stand before the numbers: "1996 - 12,345", "at December 31, 1996 and 1995, 12,345 and 12,001"."""
    trailing, after = days_at(tokens, status_end(tokens, floor)) if floor else ([], floor)
    at = first - 1
    while at >= floor and word_at(tokens, at) in ("$", ",", ":", "-", "\u2013", "\u2014", "("):
        at -= 1
    last = at
    if trailing and all(token.text in (*JOINING, "$") for token in tokens[after:first]):
        return []  # "230 outstanding in 2003 and 220 ...": the date of the number before
    while at >= floor and (tokens[at].day is not None or word_at(tokens, at) in JOINING):
        at -= 1
    return days_at(tokens, at + 1)[0] if at < last else []


def _dated_list(tokens: Sequence[Token], first: int, days: list[PartialDate]) -> NumberList:
    """Numbers each after its date, or all after all dates."""
    numbers: list[LabelNumber] = []
    shares = False
    at: int | None = first
    end = first
    while at is not None and len(numbers) < _MOST_NUMBERS:
        number, end = number_at(tokens, at)
        end, said = after_shares(tokens, end)
        shares |= said
        numbers.append(number)
        at = next_number(tokens, end)
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
    return NumberList(tuple(numbers), first, end, word_at(tokens, first - 1) == "$", shares)


def _next_dated(tokens: Sequence[Token], at: int) -> tuple[PartialDate, int] | None:
    """ "; 1995 - 12,001", "and in 1995, $389"."""
    while word_at(tokens, at) in (*JOINING, ";"):
        at += 1
    while word_at(tokens, at) in ("in", "at"):
        at += 1
    day = tokens[at].day if at < len(tokens) else None
    at += 1
    while word_at(tokens, at) in ("$", ",", ":", "-", "\u2013", "\u2014"):
        at += 1
    return (day, at) if day is not None and at < len(tokens) and tokens[at].kind == "number" else None


def number_at(tokens: Sequence[Token], at: int) -> tuple[LabelNumber, int]:
    token = tokens[at]
    power = _SCALES.get(word_at(tokens, at + 1))
    plain = token.text.replace(",", "")
    number = LabelNumber(token.start, token.end, Decimal(plain), len(plain.partition(".")[2]), power)
    return number, at + (1 if power is None else 2)


def after_shares(tokens: Sequence[Token], at: int) -> tuple[int, bool]:
    ahead = at
    while word_at(tokens, ahead) in _STOCK:
        ahead += 1
    if word_at(tokens, ahead) not in SHARES:
        return at, False
    ahead += 1
    if word_at(tokens, ahead) == "of" and word_at(tokens, ahead + 1) in _STOCK:
        ahead += 1
        while word_at(tokens, ahead) in _STOCK:
            ahead += 1
    return ahead, True


def days_at(tokens: Sequence[Token], at: int) -> tuple[list[PartialDate], int]:
    """Dates after a number: "as of June 30, 2022 and 2021", "in 1996", "(1996)"."""
    if word_at(tokens, at) != "(":
        return _days(tokens, at)
    inside, end = _days(tokens, at + 1)
    return (inside, end + 1) if inside and word_at(tokens, end) == ")" else ([], at)


def _days(tokens: Sequence[Token], at: int) -> tuple[list[PartialDate], int]:
    ahead = at
    while word_at(tokens, ahead) in _BEFORE_DATES and ahead < at + _MOST_BEFORE_DATES:
        ahead += 1
    days: list[PartialDate] = []
    while ahead < len(tokens) and tokens[ahead].day is not None:
        day = tokens[ahead].day
        assert day is not None
        if day.month is None and days and days[-1].month is not None:
            day = replace(days[-1], year=day.year)
        days.append(day)
        at = ahead = ahead + 1
        while word_at(tokens, ahead) in JOINING:
            ahead += 1
    last = days[-1].year if days else None
    return [day if day.year is not None else replace(day, year=last) for day in days], at


def next_number(tokens: Sequence[Token], at: int, joining: frozenset[str] = JOINING) -> int | None:
    """The number that a comma or an "and" joins to the one before."""
    begin = at
    while word_at(tokens, at) in joining:
        at += 1
    if at == begin:
        return None
    ended = joining is _BETWEEN_DATED and word_at(tokens, begin) in (";", ",")
    if word_at(tokens, at) == "of" and word_at(tokens, at + 1) == "$":  # "of $16 and of $23"
        at += 1
    if word_at(tokens, at) == "$":
        at += 1
    if at >= len(tokens) or tokens[at].kind != "number":
        return None
    return None if ended and not _is_dated(tokens, at) else at


def _is_dated(tokens: Sequence[Token], at: int) -> bool:
    _, end = number_at(tokens, at)
    end, _ = after_shares(tokens, end)
    return bool(days_at(tokens, status_end(tokens, end))[0])


def word_at(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""
