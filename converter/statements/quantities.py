"""Headings, labels and heads of columns that count things or measure quantities: customers, barrels, square feet.

What stands below "Employees at year end" or "Sales (MWh)" is no money, though no row says so itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.statements import vocabulary
from converter.statements.scale import read_scale
from converter.statements.statement import Measure
from converter.statements.wording import words

_BRACKETS = re.compile(r"\(([^()]{1,60})\)")
_BARE = re.compile(r"^\s{0,9}((?:in\s{1,3})?(?:thousands|millions|0{3}s?))\s{0,9}$", re.I)
_PRODUCTS = "units"  # of what is made and sold, or of a partnership: never alone
_LONGEST = 9  # words of a text that names what it counts, and no more


def counts_below(heading: str) -> bool:
    """Whether the rows under a heading, or the columns under a head, count what it names."""
    return _in_brackets(heading) or _counts_things(heading, alone=True) or _by_quantity(heading)


def counts(label: str) -> bool:
    """Whether a row counts what its own label names: a bare "Restaurants" may be what was earned with them."""
    return _in_brackets(label) or _counts_things(label, alone=False)


def power(label: str, section: Sequence[str] = (), head: str = "") -> int:
    """The power of ten in which a row of no money counts: as its label says, or the headings over what they name."""
    own = counts(label) or label in vocabulary.measures()[Measure.PURE]
    above = [text for text in reversed(section) if _BARE.match(text) or (counts_below(text) and not own)]
    said = (_power(text) for text in (label, *above, head))
    return next((found for found in said if found is not None), 0)


def _power(text: str) -> int | None:
    """ "(000)", "(KWH--MILLIONS)", "in thousands"."""
    known = vocabulary.scales()
    phrase = read_scale(text)
    if phrase is not None:
        return phrase.money
    inside = [word for found in (*_BRACKETS.findall(text), *_BARE.findall(text)) for word in words(found)]
    return next((known.units[word] for word in inside if word in known.units), None)


def may_be_counted(label: str, above: Sequence[str]) -> bool:
    """Whether a row may be what a heading counts. `above` are the headings over that one: "Kwh sales" may stand there
    as a cause of changed revenues."""
    known = vocabulary.quantities()
    if any(word in known.causes for text in above for word in words(text)):
        return False
    return not (known.money - known.sold) & set(words(label))


def _in_brackets(text: str) -> bool:
    """ "Oil (Mbbls)", "Pipelines operated (miles)", "Sales (MWh)"; no "Average price (per barrel)"."""
    known = vocabulary.quantities()
    inside = [words(found) for found in _BRACKETS.findall(text)]
    named = any(known.units & set(found) and not {"per", *known.money} & set(found) for found in inside)
    return named and not (known.money - known.sold) & set(words(text))


def _by_quantity(text: str) -> bool:
    """ "MWh sales", "Sales-kWh (000)", "Sales by class (MWh's)"."""
    known = vocabulary.quantities()
    said = set(words(text))
    named = bool(known.units & said and known.sold & said)
    return named and len(said) <= _LONGEST and not ({"per"} | known.money - known.sold) & said


def _counts_things(text: str, alone: bool) -> bool:
    """ "Employees at year end", "Average licensed beds"; with `alone` also "Employees" without more."""
    known = vocabulary.quantities()
    said = words(_BRACKETS.sub(_spoken, text))
    things = known.things & set(said)
    if not things or len(said) > _LONGEST or known.money & set(said) or known.whose & set(said):
        return False
    rest = {word for word in said if word not in things and not word.isdigit() and not _is_month(word)}
    scaled = things == {_PRODUCTS} and _power(text) is not None
    bare = alone and _PRODUCTS not in things and rest <= known.around | known.qualified
    dated = "at" in said and any(map(_is_month, said))
    return bare or scaled or dated or bool(rest & known.qualified)


def _spoken(match: re.Match[str]) -> str:
    return f" {match[1]} "


def _is_month(word: str) -> bool:
    return word in vocabulary.periods().months
