"""What each row measures: money, shares, an amount per share, a percentage, a pure number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from converter.statements import vocabulary
from converter.statements.quantities import counts, counts_below, may_be_counted
from converter.statements.scale import read_scale
from converter.statements.statement import Measure, StatementKind
from converter.statements.wording import words
from converter.tables.grid import Figure, FigureKind

_ASIDE = re.compile(r"\([^()]{0,200}\)")
_AMOUNT_A_SHARE = re.compile(r"\d\s{0,3}(?:cents\s{1,3})?(?:per|a)\s{1,3}(?:common\s{1,3})?(?:share|unit)", re.I)
_OF_A_SECURITY = re.compile(
    r"\d\s?%\s{1,3}(?:[A-Za-z$.,\d-]{1,20}\s{1,3}){0,3}(?:preferred|preference|stock|notes?|bonds?|debentures?|dividends?|due)\b",
    re.I,
)
_RATE_STATED = re.compile(r"\d\s?%|\d/\d{1,2}\s?%")
_SERIES = frozenset({"series", "due", "retired", "maturing", "various"})
_YIELDS = frozenset({"average", "yield", "yields", "effective", "return"})
_TURNS = frozenset({"increase", "increases", "decrease", "decreases", "reduction"})
_NUMBERED = re.compile(
    r"\s{0,9}(?:common|preferred|capital|treasury)?\s{0,9}shares\s+(?:authorized|outstanding)\b", re.I
)  # what is "issued" may be an amount: "Common shares issued under employee plans"
_COUNTED = re.compile(r"\d,\d{3}")
_COUNTED_SHARES = re.compile(
    r"\d,\d{3}\s{1,3}(?:common\s|preferred\s)?shares\b|\bshares\s{1,3}(?:issued|outstanding)(?:\s{1,3}and\s{1,3}outstanding)?[:\s,-]{1,4}\d{1,3},\d{3}",
    re.I,
)
_EFFECTS = frozenset({"effect", "effects", "change", "changes", "adjustment", "adjustments", "impact", "differential"})
_DILUTION = frozenset({"primary", "fully", "diluted", "basic", "assuming", "dilution", "full", "no"})
_OF_THE_MARKET = frozenset(
    {"market", "price", "prices", "range", "of", "stock", "common", "high", "low", "closing", "and", "quarterly"}
)
_PRICES = frozenset({"price", "prices"})
_QUANTITIES = frozenset({"mcf", "mmcf", "bcf", "kwh", "mwh", "barrels", "bbls", "tons", "gallons", "volumes"})
_MONEY = frozenset(
    {"revenue", "revenues", "sales", "cost", "costs", "price", "prices", "income", "margin", "expenses", "$", "cents"}
)
_PLACES = frozenset({"units", "stores", "restaurants", "outlets", "branches", "offices", "hotels", "theatres"})
_RUN = frozenset({"operated", "operating", "open", "opened", "operation", "owned", "franchised"})
_COUNTING = frozenset(
    (
        *("shares", "number", "common", "basic", "diluted", "outstanding", "dilutive", "fully", "primary", "potential"),
        *("incremental", "total", "antidilutive", "anti"),
    )
)
_KINDS_OF_SHARES = (("diluted",), ("basic",), ("dilutive",), ("average",))
_NOTES = (StatementKind.SELECTED, StatementKind.OTHER, StatementKind.SEGMENT)
_RATES = frozenset({"rate", "%", "percent"})
_INSTRUMENTS = frozenset(
    (
        *("swap", "swaps", "swaption", "swaptions", "lock", "locks", "cap", "caps", "collar", "collars", "contracts"),
        *("agreements", "note", "notes", "bonds", "debentures", "loan", "loans", "maturing", "certificates"),
        *("mortgages", "derivatives", "debt"),
    )
)
_BETWEEN = frozenset({"on", "of", "for", "to", "under", "with"})
_DEAREST = Decimal(100_000)  # an amount a share without decimals is smaller
_FEWEST = Decimal(10)  # amounts for a share of so much are rare
_OWED = frozenset({"obligation", "obligations"})
_SMALL = Decimal(1000)
_NAME = 5  # words of a name
_OF_WHOM = ("from", "to", "for", "by", "with", "due", "on")  # "receivable from customers" is no number of customers


# "Shares issued (acquired), net", within paid-in capital too: the amounts of what was issued, in a statement of equity
_MOVED = frozenset(("net", "acquired", "reacquired", "purchased", "repurchased"))


def measure(label: str, section: Sequence[str], figures: Sequence[Figure], kind: StatementKind, whole: bool) -> Measure:
    """`section` are the headings above, outermost first; `whole` says that money in this table has no decimals."""
    numbers = [figure for figure in figures if figure.kind is FigureKind.NUMBER and figure.value is not None]
    percents = [figure for figure in figures if figure.kind is FigureKind.PERCENT]
    amounts = any(map(_is_amount, numbers))
    if percents and len(percents) >= len(numbers) and not amounts:
        return Measure.PERCENT
    decimal = [figure for figure in numbers if figure.decimals >= 2]
    some = sum(figure.value != 0 for figure in numbers)
    fraction = bool(decimal) and 2 * len(decimal) >= some and all(_is_small(figure) for figure in decimal)
    own = _named(label, kind)
    if own is Measure.PER_SHARE and numbers and not decimal and _AMOUNT_A_SHARE.search(label):
        own = None  # "Dividends ($.40 per share)" over whole numbers: the total that was paid
    if own is Measure.PER_SHARE and numbers and not decimal and not all(_is_small(figure) for figure in numbers):
        face = kind in (StatementKind.INCOME, StatementKind.SELECTED)
        if face and _ends_per_share(label) and all(abs(figure.value or Decimal(0)) < _DEAREST for figure in numbers):
            return Measure.PER_SHARE if any(figure.currency for figure in figures) else Measure.TEXT
        own = _shares_or_money(label)
    if own is Measure.SHARES and any(figure.currency and figure.decimals < 2 for figure in figures):
        own = None
    if own is Measure.SHARES and fraction and whole:
        own = Measure.PER_SHARE
    if own in (Measure.PERCENT, Measure.PURE) and whole and not decimal and numbers and not _plausible(numbers, own):
        own = None
    if own is Measure.PERCENT and not percents and _names_instrument(label):
        own = None
    if own is Measure.PURE and "per" in words(label) and _is_price(label, figures):
        return Measure.TEXT  # of a gallon, a square foot, a day: neither money nor a number
    if (
        own in (Measure.PERCENT, Measure.PURE)
        and any(figure.currency for figure in figures)
        and "per" not in words(label)
    ):
        own = None
    if own is Measure.PURE and section and _OWED & set(words(section[-1])):
        own = None  # "Fully eligible employees" of a benefit obligation
    if own is not None:
        return own
    inherited = next((found for found in map(_heading_measure, reversed(section)) if found is not None), None)
    if inherited is Measure.PER_SHARE and (fraction or not numbers):
        return Measure.PER_SHARE
    if inherited is Measure.PER_SHARE and _PRICES & set(words(section[-1])) and all(map(_is_small, numbers)):
        return Measure.PER_SHARE
    if section and not any(figure.currency for figure in figures):
        counted = counts_below(section[-1]) and not fraction and may_be_counted(label, section[:-1])
        if counted or _counts_quantities(section[-1]):
            return Measure.PURE
    moved = kind is StatementKind.EQUITY and section and _MOVED & set(words(section[-1]))
    if inherited is Measure.SHARES and not fraction and kind is not StatementKind.BALANCE and not moved:
        return Measure.SHARES
    if inherited is Measure.SHARES and fraction and _counts_millions(section[-1], figures):
        return Measure.SHARES
    if inherited is Measure.PERCENT and numbers and any(figure.decimals for figure in numbers):
        return Measure.PERCENT
    if inherited is Measure.PURE:
        return Measure.PURE
    if section and heads_ratios(section[-1]) and decimal and not any(figure.currency for figure in figures):
        return Measure.TEXT  # percent or times, which only its neighbours may tell
    if whole and fraction:
        return Measure.PER_SHARE if kind in (StatementKind.INCOME, StatementKind.SELECTED) else Measure.PURE
    return Measure.MONEY


def _is_amount(figure: Figure) -> bool:
    """Whether a figure without a percent sign cannot be a percentage: a currency's sign or thousands show it."""
    return figure.currency is not None or not _is_small(figure)


def _is_small(figure: Figure) -> bool:
    return figure.value is not None and abs(figure.value) < _SMALL


def _plausible(numbers: Sequence[Figure], named: Measure) -> bool:
    """A "rate" of 12,345 is an amount; a count may be any whole number."""
    return named is Measure.PURE or all(abs(figure.value or Decimal(0)) <= 100 for figure in numbers)


def _ends_per_share(label: str) -> bool:
    """ "Net earnings per common share", of a company with few and dear shares."""
    text = words(_ASIDE.sub(" ", label))
    return text[-1:] == ("share",) and "per" in text[-5:] and not {"dividend", "dividends"} & set(text)


def _is_price(label: str, figures: Sequence[Figure]) -> bool:
    return bool(_MONEY & set(words(label))) or any(figure.currency for figure in figures)


def _counts_millions(heading: str, figures: Sequence[Figure]) -> bool:
    """ "Primary 43.97" right below "Weighted average common shares outstanding"."""
    numbers = [figure for figure in figures if figure.value]
    dear = all(figure.currency is None and abs(figure.value or Decimal(0)) >= _FEWEST for figure in numbers)
    return bool(numbers) and dear and _heading_measure(heading) is Measure.SHARES and "average" in words(heading)


def _head(label: str) -> str:
    """The label without parenthetical parts and without what follows a comma, semicolon or dash."""
    text = _ASIDE.sub(" ", label)
    return re.split(r"[,;:]| - |--|\(", text, maxsplit=1)[0]


def _named(label: str, kind: StatementKind) -> Measure | None:
    tables, printed = vocabulary.measures(), label
    if _is_par_value(label):  # "Common stock, par value $.10 per share: authorized ... shares" is its value
        label = _head(label)
    if kind in (StatementKind.BALANCE, StatementKind.CASH_FLOW, StatementKind.EQUITY):
        label = _head(label)
        if kind is not StatementKind.BALANCE and label in tables[Measure.MONEY]:
            return Measure.SHARES if _NUMBERED.match(label) else None
    text = words(label)
    if text[:2] == ("number", "of") and not {"shares", "share", "units", "options"} & set(text):
        return Measure.PURE  # of people, stores and the like, whatever they are counted among
    if "numerator" in text or "denominator" in text:  # of earnings per share
        return Measure.MONEY if "numerator" in text else Measure.SHARES
    if "antidilutive" in text or ("dilutive" in text and "excluded" in text):  # from earnings per share
        return Measure.SHARES
    if _says_shares(label, text) and kind in _NOTES:
        return Measure.SHARES
    per_share = next(tables[Measure.PER_SHARE].find(text), None) is not None
    shares = [start for start, _, _ in tables[Measure.SHARES].find(text)]
    if per_share and not _is_computation(text):
        if kind is StatementKind.BALANCE and not text[0].startswith(("book", "net", "per")) and "equity" not in text:
            return None
        return Measure.PER_SHARE
    when = next((place for place, word in enumerate(text) if word in ("at", "on")), len(text))
    if _COUNTED_SHARES.search(printed) and "average" not in text:
        shares = []  # "Shares outstanding: 10,250,000", "$2 series (350,000 shares)": the figure is another, its amount
    memo = text[:1] in (("shares",), ("number",)) and text[:when][-1:] == ("outstanding",)  # below a balance sheet
    if shares and (memo or kind is not StatementKind.BALANCE) and (per_share or _counts_shares(text)):
        return Measure.SHARES
    if kind in (
        StatementKind.BALANCE,
        StatementKind.CASH_FLOW,
        StatementKind.EQUITY,
        StatementKind.COMPREHENSIVE_INCOME,
    ):
        return None
    if _OF_A_SECURITY.search(label):  # "5% Preference Dividend", "9.60% notes due 2000"
        return None
    if _RATE_STATED.search(label) and _SERIES & set(text) and not _YIELDS & set(text):
        return None  # "Series 1, 9.875%", "10.37%, due 1999-2009": the rate stands in the label, the debt beside it
    if _turns_rate(text):
        return None
    if next(tables[Measure.PERCENT].find(text), None) is not None and "%" in text:
        return Measure.PERCENT
    counted = any(not start or text[start - 1] not in _OF_WHOM for start, _, _ in tables[Measure.PURE].find(text))
    if counted and next(tables[Measure.MONEY].find(text), None) is None:
        return Measure.PURE
    if next(tables[Measure.PERCENT].find(text), None) is not None and not _EFFECTS & set(text):
        return Measure.PERCENT
    return Measure.PURE if counts(label) else None


def _turns_rate(text: tuple[str, ...]) -> bool:
    """ "Federal tax rate increase": what it cost, not the rate."""
    return any(word in ("rate", "rates") and after in _TURNS for word, after in pairwise(text))


def _says_shares(label: str, text: tuple[str, ...]) -> bool:
    """ "Common stock outstanding (shares in thousands)", "Shares of common stock repurchased"."""
    phrase = read_scale(label)
    return (phrase is not None and phrase.of_shares) or (text[:2] == ("shares", "of") and text[3:4] == ("stock",))


def _names_instrument(label: str) -> bool:
    """ "Interest rate swaps", "Note payable at 8.75%": what it is worth stands beside it, not the rate in its name."""
    text = words(label)
    if text[:1] and text[0] in _INSTRUMENTS and "%" in text:
        return True
    for place, word in enumerate(text):
        if word in _RATES:
            after = text[place + 1 :]
            named = next((at for at, other in enumerate(after) if other in _INSTRUMENTS), None)
            if named is not None and not _BETWEEN & set(after[:named]):
                return True
    return False


def heads_ratios(heading: str) -> bool:
    """ "CAPITAL RATIOS": what stands below is neither money nor an amount for a share."""
    return bool({"ratio", "ratios"} & set(words(heading)[-1:]))


def is_small_fraction(figures: Sequence[Figure]) -> bool:
    return all(_is_small(figure) and figure.currency is None and figure.decimals for figure in figures)


def _is_par_value(label: str) -> bool:
    text = words(label)
    stock = text[:2] in (
        ("common", "stock"),
        ("preferred", "stock"),
        ("capital", "stock"),
        ("class", "a"),
        ("class", "b"),
    )
    return stock and bool({"par", "stated"} & set(text)) and "shares" in text


def _is_computation(text: tuple[str, ...]) -> bool:
    """ "Shares used in computing net income per share" counts shares."""
    return _counts_shares(text) and text[0] in (
        "shares",
        "weighted",
        "average",
        "number",
        "common",
        "weighed",
        "basic",
        "diluted",
        "primary",
        "fully",
        "ordinary",
        "units",
        "adjusted",
    )


def _counts_shares(text: tuple[str, ...]) -> bool:
    counted = any(
        word in ("shares", "units", "equivalents")
        or (word == "share" and "per" not in text[:place] and text[:place][-1:] != ("a",))
        for place, word in enumerate(text)
    )
    if not counted and {"average", "stock", "outstanding"} <= set(text):
        counted = "per" not in text  # "weighted average common stock outstanding"
    if text[-1:] == ("shares",) and text[-2:-1] in _KINDS_OF_SHARES and not {"to", "for", "of"} & set(text):
        return True  # "Pro forma diluted shares"
    if not counted or any(word in ("dividends", "dividend", "price") for word in text):
        return False
    return "average" in text or text[0] in _COUNTING or "used" in text or ("outstanding" in text)


def _shares_or_money(label: str) -> Measure:
    text = words(label)
    return Measure.SHARES if any(word in ("shares", "units", "average") for word in text) else Measure.MONEY


def _counts_quantities(heading: str) -> bool:
    """ "Average number of customers", "Crude oil (barrels per day)": what is below is no money, unless it says so."""
    text = words(heading)
    number = ("number", "of") in pairwise(text) and not {"shares", "share", "options", "units"} & set(text)
    return number or bool(_QUANTITIES & set(text) and not _MONEY & set(text))


def _is_per_share_of(text: Sequence[str]) -> bool:
    """ "Per Birchwood Group common share - basic", "Net income per diluted common share": there are words between."""
    return any(word == "per" and "share" in text[place : place + _NAME + 2] for place, word in enumerate(text))


def _heading_measure(heading: str) -> Measure | None:
    if _COUNTED.search(heading):
        return None  # "Number of shares, 3,204,500": it says its own, and heads no others
    text = words(heading)
    tables = vocabulary.measures()
    if _is_computation(text) or "denominator" in text:
        return Measure.SHARES
    if next(tables[Measure.PER_SHARE].find(text), None) is not None or _is_per_share_of(text):
        return Measure.PER_SHARE
    if next(tables[Measure.SHARES].find(text), None) is not None and _counts_shares(text):
        return Measure.SHARES
    if text and (set(text) <= _DILUTION or (_PRICES & set(text) and set(text) <= _OF_THE_MARKET)):
        return Measure.PER_SHARE
    if (
        _PLACES & set(text)
        and _RUN & set(text)
        and not {"sales", "revenues", "income", "costs", "expenses"} & set(text)
    ):
        return Measure.PURE
    if (text and text[0] in ("ratios", "percentages", "percent", "percentage", "ratio")) or "%" in text:
        return Measure.PERCENT
    return None
