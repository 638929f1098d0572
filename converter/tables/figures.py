"""One printed figure, in every form that filings use, read into a `Figure`.

    find_figures    all figures in a stretch of text (a line, a paragraph), left to right
    parse_figure    the figure that a whole cell consists of, or None
    relocate        the same figure with its spans carried into the source (HTML text with entities)

Read as figures:

    1,234   1234   1,234.56   .22   12 1/2   1/2   7-3/8          numbers
    (1,234)  $(1,234)  ($1,234)  ( 1,234 )  <1,234>  -1,234  1,234-   negative
    $ 1,234   US$1,234   $   1,234                                with a currency
    61.4%   (61.4)%   (61.4%)   61.4 %                            percent
    -   --   ---   $--   (-)   -0-   an em dash   nil             dashes: zero or nil, by the row
    NM   N/M   N.M.   N/A   NA   *                                not meaningful
    1,234(a)   1,234<F1>   1,234*   1,234 (A)                     footnote marks, outside the figure's span

Never read as figures: `10-K`, `FAS109`, `12/31/96`, `1st`, `12,34`, words. A lone year is a number like any other; who
reads heads knows better.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from converter.findings import Span
from converter.tables.grid import Figure, FigureKind

# Printed symbol -> ISO 4217 code. Longest first, so that `US$` is not read as `$`.
CURRENCIES: dict[str, str] = {
    "U.S.$": "USD",
    "US$": "USD",
    "Cdn$": "CAD",
    "CDN$": "CAD",
    "C$": "CAD",
    "A$": "AUD",
    "NT$": "TWD",
    "HK$": "HKD",
    "R$": "BRL",
    "(pound)": "GBP",
    "(yen)": "JPY",
    "(Yen)": "JPY",
    "(Y)": "JPY",
    "YEN": "JPY",
    "Yen": "JPY",
    "DM": "DEM",
    "FF": "FRF",
    "NLG": "NLG",
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
}

_DENOMINATORS = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 64))
_LONGEST_DASH = 6  # a longer run is a rule
_LONGEST_PARENTHESIS = 120  # how far back a closing bracket looks for its own

_CURRENCY = "|".join(re.escape(symbol) for symbol in sorted(CURRENCIES, key=len, reverse=True))
# Grouped digits (a typist's space after a comma allowed), plain digits, or a bare decimal fraction; then 1/2 and such.
_GROUPED = r"\d{1,3}(?:,\ ?\d{3}(?!\d))+(?:\.\d{1,8})?"
_PLAIN = r"\d{1,15}(?:\.\d{1,8})?|(?<!\.)\.\d{1,8}"
_NUMBER = rf"(?:{_GROUPED}|{_PLAIN})(?:[ -]\d{{1,2}}/\d{{1,2}}(?![\d/]))?"
_FIGURE = re.compile(
    rf"""
    (?:(?P<currency>{_CURRENCY})[ \t]{{0,16}})?
    (?:
      (?P<minus>(?<![\w)\]>.-])[-\u2212\u2013](?=[$.\d])(?!0[ ]?-))?
      (?:(?P<open>[(<[{{])[ \t]{{0,8}})?
      (?:(?P<inner>{_CURRENCY})[ \t]{{0,8}})?
      (?:
        (?P<fraction>\d{{1,2}}/\d{{1,2}}(?![\d/]))
        | (?P<number>{_NUMBER})
        | (?P<zero>-[ ]?0[ ]?-)
        | (?P<dash>-[ ]-(?![-\d])|-{{1,{_LONGEST_DASH}}}(?![-\d])|[\u2014\u2013\u2012\u2015\u2212]{{1,3}})
      )
      (?:(?P<percent>[ ]{{0,2}}%))?
      (?P<close>[ \t]{{0,3}}[)>\]}}])?
      (?P<trailing>-(?=[\s)]|$))?
      (?P<after>[ ]{{0,2}}%)?
      | (?P<nm>N/?M|N\.M\.|N/?A|n/?m|n\.m\.|n/?a|n\.a\.|N\.A\.|nil|Nil|NIL|\*{{1,3}})(?=[\s|]|$)
    )
    """,
    re.VERBOSE,
)
# A figure begins with one of these; one search for a set of characters is far quicker than trying the whole pattern.
_BEGINNING = re.compile(r"[\d$(<\[{\-*\u00a3\u20ac\u00a5\u2012-\u2015\u2212]")
_WORDY_BEGINNING = re.compile(r"[\d$(<\[{\-*\u00a3\u20ac\u00a5\u2012-\u2015\u2212NnUCAHRYDF]")
# What a figure that begins with a letter has in it.
_WORDY = re.compile(r"N[MA/.]|n[/.]|nil|Nil|NIL|[SCATKRnN]\$|U\.S\.|YEN|Yen|DM|FF|NLG")
_MARK = re.compile(r"\ ?\(([A-Za-z]{1,2})\)|\(([A-Za-z]|\d{1,2})\)|\ ?<F?(\d{1,2}|[A-Z])>|(\*{1,3}|[†‡#])(?=[\s|]|$)")
_CLOSERS = {"(": ")", "<": ">", "[": "]", "{": "}"}


def find_figures(text: str, start: int = 0, end: int | None = None, offset: int = 0) -> Iterator[Figure]:
    """Figures of `text[start:end]`, left to right; spans are indices into `text` plus `offset`."""
    stop = len(text) if end is None else end
    at = start
    beginning = _WORDY_BEGINNING if _WORDY.search(text) else _BEGINNING
    while at < stop:
        found = beginning.search(text, at, stop)
        if found is None:
            return
        begin = found.start()
        if begin > at and text[begin - 1] == "." and text[begin].isdigit():
            begin -= 1  # .22
        match = _FIGURE.match(text, begin, stop) or _FIGURE.match(text, found.start(), stop)
        if match is None:
            at = found.start() + 1
            continue
        figure = _figure(match, text, stop, offset)
        if figure is None:
            at = _past_word(text, match, stop)
            continue
        yield figure
        at = max(figure.span.end - offset, match.start() + 1)
        while mark := _MARK.match(text, at, stop):
            at = mark.end()


def parse_figure(text: str, offset: int = 0) -> Figure | None:
    """The one figure that `text` consists of, apart from white space and footnote marks."""
    figure = next(find_figures(text, offset=offset), None)
    if figure is None or text[: figure.span.start - offset].strip():
        return None
    at = figure.span.end - offset
    while mark := _MARK.match(text, at):
        at = mark.end()
    return None if text[at:].strip() else figure


def relocate(figure: Figure, place: Callable[[int, int], Span]) -> Figure:
    """The figure with each span `[a, b)` replaced by `place(a, b)`."""
    return replace(
        figure,
        span=place(figure.span.start, figure.span.end),
        digits=place(figure.digits.start, figure.digits.end),
    )


def _figure(match: re.Match[str], text: str, stop: int, offset: int) -> Figure | None:
    """The match as a figure, or None where its surroundings say that it is a part of something else."""
    if match["nm"]:
        return _not_meaningful(match, text, offset)
    digits = next(name for name in ("fraction", "number", "zero", "dash") if match[name] is not None)
    begin, finish = match.start(), match.end()
    inner_begin = match.start(digits)
    if not match["currency"]:
        begin = next(match.start(name) for name in ("minus", "open", "inner", digits) if match[name] is not None)
    opened, closed = match["open"], (match["close"] or "").strip()
    if opened and closed and _CLOSERS[opened] != closed:
        return None
    symbol = match["currency"] or match["inner"]
    if begin > 0 and not _may_precede(text, begin, symbol, opened):
        return None
    if closed and not opened:
        # `(Note 5)` closes what words opened; a bracket that nothing opened is a slip for a negative amount.
        line = max(0, begin - _LONGEST_PARENTHESIS)
        if text.count("(", line, begin) > text.count(")", line, begin):
            finish = match.start("close")
            closed = ""
    if not _may_follow(text, finish, stop):
        return None
    if digits == "dash" and not _stands_alone(text, match, begin, finish, stop, symbol):
        return None
    value = _value(match, digits)
    if value is None:
        return None
    percent = bool(match["percent"] or match["after"])
    negative = bool(match["minus"] or match["trailing"] or opened or closed) and digits in ("number", "fraction")
    kind = FigureKind.PERCENT if percent else FigureKind.NUMBER
    if digits in ("zero", "dash"):
        kind = FigureKind.DASH
    return Figure(
        kind=kind,
        value=-value if negative else value,
        span=Span(begin + offset, finish + offset),
        digits=Span(inner_begin + offset, match.end(digits) + offset),
        decimals=_decimals(match[digits]) if digits == "number" else 0,
        negative=negative,
        currency=CURRENCIES[symbol] if symbol else None,
        marks=_marks(text, finish, stop),
    )


def _not_meaningful(match: re.Match[str], text: str, offset: int) -> Figure | None:
    begin = match.start("nm")
    if begin > 0 and text[begin - 1] not in " \t\n\r\xa0$(|.":
        return None
    word = match["nm"]
    span = Span(begin + offset, match.end("nm") + offset)
    if word.lower() == "nil":
        return Figure(FigureKind.DASH, Decimal(0), span, span)
    return Figure(FigureKind.NOT_MEANINGFUL, None, span, span)


def _may_precede(text: str, begin: int, symbol: str | None, opened: str | None) -> bool:
    """Letters and digits may stand directly before a `$`, never before a digit."""
    before = text[begin - 1]
    if symbol and not symbol[0].isalpha():
        return True
    if before.isalnum() or before in "/&#'’@":
        return False
    if before in "-\u2013\u2014" and begin > 1 and text[begin - 2].isalnum():
        return False
    if before == "." and begin > 1 and text[begin - 2].isalnum():
        return False
    return not (before == "," and begin > 1 and text[begin - 2].isdigit())


def _may_follow(text: str, finish: int, stop: int) -> bool:
    if finish >= stop:
        return True
    after = text[finish]
    if after.isspace() or after in "$£€¥|)]*†‡;:":
        return True
    if after in ",.":
        return finish + 1 >= stop or not text[finish + 1].isalnum()
    if after == "-":
        return finish + 1 >= stop or not text[finish + 1].isalnum()
    return _MARK.match(text, finish, stop) is not None or after in "(_="


def _stands_alone(text: str, match: re.Match[str], begin: int, finish: int, stop: int, symbol: str | None) -> bool:
    """A dash is a figure between spaces (or after its `$`), not within words or as a range."""
    before = text[begin - 1] if begin > 0 else " "
    after = text[finish] if finish < stop else " "
    if not (before in " \t\n\r\xa0|." or symbol) or not (after in " \t\n\r\xa0|$" or _MARK.match(text, finish, stop)):
        return False
    return not (match["open"] and not match["close"])


def _value(match: re.Match[str], digits: str) -> Decimal | None:
    printed = match[digits]
    if digits in ("zero", "dash"):
        return Decimal(0)
    if digits == "fraction":
        return _fraction(printed)
    whole, slash, _ = printed.partition("/")
    if not slash:
        return Decimal(printed.replace(",", "").replace(" ", ""))
    cut = max(whole.rfind(" "), whole.rfind("-"))
    fraction = _fraction(printed[cut + 1 :])
    if fraction is None:
        return None
    return Decimal(whole[:cut].replace(",", "").replace(" ", "")) + fraction


def _fraction(printed: str) -> Decimal | None:
    numerator, denominator = (int(half) for half in printed.split("/"))
    if denominator not in _DENOMINATORS or not 0 < numerator < denominator:
        return None
    return Decimal(numerator) / Decimal(denominator)


def _decimals(printed: str) -> int:
    _, point, after = printed.partition(".")
    return len(after) if point and after.isdigit() else 0


def _marks(text: str, finish: int, stop: int) -> tuple[str, ...]:
    marks = []
    while mark := _MARK.match(text, finish, stop):
        marks.append(next(group for group in mark.groups() if group))
        finish = mark.end()
    return tuple(marks)


def _past_word(text: str, match: re.Match[str], stop: int) -> int:
    """Where to look on after a match that was no figure: past its digits, so that no part of them is read."""
    first = match.start()
    while first < match.end() and (text[first].isspace() or text[first] in "$(<[{"):
        first += 1
    at = max(first, match.start() + 1)
    while at < stop and (text[at].isalnum() or text[at] in ",./-"):
        at += 1
    return max(at, match.start() + 1)
