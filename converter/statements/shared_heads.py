"""Columns of equity whose heads say what they count ("Shares", "Amount") and not of which component.

Common Stock                          the head stands over the first of two columns: the second is of the
Shares       Amount    Capital        component of its neighbour

Number of   Common     Capital        the only count of shares in a statement with one kind of stock counts
Shares      Stock                     that stock

     1995               1994          no head names a component: the rows do, and every column is of the
Shares  Amount     Shares  Amount     component that its row's heading names
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.statements import vocabulary
from converter.statements.wording import words

_NOTE = re.compile(r"\((?:note|see)?\s{0,2}[a-z0-9]{1,2}\)", re.IGNORECASE)
_COUNT = re.compile(r"[\s,]{1,9}(?:number of |no\. of )?shares$", re.IGNORECASE)
_AMOUNT = re.compile(r"[\s,]{1,9}(?:amounts?|dollars|\$)$", re.IGNORECASE)


def names_of_components(names: Sequence[str]) -> tuple[str | None, ...]:
    """The heads, those that only count with the component that they count; None where that is not certain. `names` are
    heads without dates."""
    found: list[str | None] = [None if _only_counts(name) else name for name in names]
    for place, name in enumerate(names):
        if found[place] is not None:
            continue
        if _is_shares(name):
            found[place] = _before_amounts(names, place) or _of_only_stock(names, place)
        elif place and _counts_shares(names[place - 1]):
            whose = _without_count(names[place - 1])
            found[place - 1 : place + 1] = f"{whose} Shares", f"{whose} Amount"
    return tuple(found)


def components_in_rows(names: Sequence[str]) -> bool:
    """Whether every head only counts, some of them shares and others amounts."""
    shares = [_is_shares(name) for name in names]
    return all(map(_only_counts, names)) and any(shares) and not all(shares)


def _said(name: str) -> tuple[str, ...]:
    return words(_NOTE.sub(" ", name))


def _is_shares(name: str) -> bool:
    return " ".join(_said(name)) in vocabulary.bases().counted.shares


def _only_counts(name: str) -> bool:
    return _is_shares(name) or " ".join(_said(name)) in vocabulary.bases().counted.amounts


def _counts_shares(name: str) -> bool:
    """ "Common Stock Shares", "Common Stock, Number of shares", "Shares of Beneficial Interest"; not "Shares"."""
    said = _said(name)
    return not _only_counts(name) and (said[-1:] == ("shares",) or said[:2] == ("shares", "of"))


def _without_count(name: str) -> str:
    """ "Common Stock Number of shares" → "Common Stock"."""
    return _COUNT.sub("", _NOTE.sub(" ", name).strip())


def _before_amounts(names: Sequence[str], place: int) -> str | None:
    """ "Common Stock Shares" on the left of "Common Stock Amount"."""
    after = _said(names[place + 1]) if place + 1 < len(names) else ()
    if len(after) < 2 or after[-1] not in vocabulary.bases().counted.amounts:
        return None
    return f"{_AMOUNT.sub('', _NOTE.sub(' ', names[place + 1]).strip())} Shares"


def _of_only_stock(names: Sequence[str], place: int) -> str | None:
    """The common stock of a statement that has no other stock and no other column of shares."""
    counted = vocabulary.bases().counted
    others = [name for at, name in enumerate(names) if at != place]
    stocks = [name for name in others if next(counted.stocks.find(_said(name)), None) is not None]
    if len(stocks) != 1 or " ".join(_said(stocks[0])) not in counted.common:
        return None
    if any(_is_shares(name) or _counts_shares(name) for name in others):
        return None
    return f"{_AMOUNT.sub('', stocks[0].strip())} Shares"
