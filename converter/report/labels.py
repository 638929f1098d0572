"""Labels of the used elements: one standard label each, unique (EFM 6.10.1-4), others as the pages print them.

A row is shown by its printed text: as the standard label where it can be one, else under a terse, total, period or
negated label role, which the presentation arc then prefers (EFM 6.12.5: a preferred label must exist).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from converter.report.elements import ElementBook
from converter.report.naming import clean_label, is_generic, spoken_name
from converter.report.report import Label

_2003 = "http://www.xbrl.org/2003/role/"
_2009 = "http://www.xbrl.org/2009/role/"
STANDARD = _2003 + "label"
DOCUMENTATION = _2003 + "documentation"


class Purpose(Enum):
    """What a row shows of its concept."""

    PLAIN = "plain"
    TOTAL = "total"
    PERIOD_START = "start"
    PERIOD_END = "end"


_ROLES: dict[tuple[Purpose, bool], tuple[str, ...]] = {
    (Purpose.PLAIN, False): (_2003 + "terseLabel", _2003 + "verboseLabel"),
    (Purpose.PLAIN, True): (_2009 + "negatedLabel", _2009 + "negatedTerseLabel"),
    (Purpose.TOTAL, False): (_2003 + "totalLabel",),
    (Purpose.TOTAL, True): (_2009 + "negatedTotalLabel",),
    (Purpose.PERIOD_START, False): (_2003 + "periodStartLabel",),
    (Purpose.PERIOD_START, True): (_2009 + "negatedPeriodStartLabel",),
    (Purpose.PERIOD_END, False): (_2003 + "periodEndLabel",),
    (Purpose.PERIOD_END, True): (_2009 + "negatedPeriodEndLabel",),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """A row's printed label for a concept."""

    concept: str
    printed: str
    purpose: Purpose = Purpose.PLAIN
    negated: bool = False


class LabelBook:
    """First every concept is named (`name`), then every row asks for its label role (`role`)."""

    def __init__(self, book: ElementBook) -> None:
        self._book = book
        self._texts: dict[str, dict[str, str]] = {}
        self._taken: set[str] = set()

    def name(self, concept: str, printed: tuple[str, ...] = ()) -> str:
        """The standard label of a concept: its printed text if that is telling and free, else its name in words."""
        if concept in self._texts:
            return self._texts[concept][STANDARD]
        own = self._book.element(concept)
        wordings = [self._book.wording(concept)] if own else []
        wordings += [] if own else [clean_label(text) for text in printed if _is_telling(text)]
        wordings.append(_name_in_words(concept))
        text = next((wording for wording in wordings if wording and wording.lower() not in self._taken), "")
        number = 2
        while not text:
            wording = f"{wordings[-1]} ({number})"
            text, number = (wording if wording.lower() not in self._taken else ""), number + 1
        self._taken.add(text.lower())
        self._texts[concept] = {STANDARD: text}
        if own and own.type.endswith("monetaryItemType") and own.balance is None:
            self._texts[concept][DOCUMENTATION] = f"{text}, with the sign that the page shows."
        return text

    def role(self, wish: Wish) -> str | None:
        """The preferred label role of a row, None for the standard label."""
        texts = self._texts[wish.concept]
        printed = clean_label(wish.printed) or texts[STANDARD]
        if wish.purpose is Purpose.PLAIN and not wish.negated and printed == texts[STANDARD]:
            return None
        roles = _ROLES[wish.purpose, wish.negated]
        for role in roles:
            if texts.setdefault(role, printed) == printed:
                return role
        return roles[0]

    def labels(self) -> tuple[Label, ...]:
        return tuple(
            Label(concept, self._texts[concept][role], role)
            for concept in sorted(self._texts)
            for role in sorted(self._texts[concept], key=lambda r: (r != STANDARD, r))
        )


def _is_telling(text: str) -> bool:
    return any(c.isalpha() for c in text) and not is_generic(text)


def _name_in_words(concept: str) -> str:
    name = concept.rpartition(":")[2]
    for suffix, mark in (
        ("LineItems", "[Line Items]"),
        ("Abstract", "[Abstract]"),
        ("Axis", "[Axis]"),
        ("Table", "[Table]"),
        ("Domain", "[Domain]"),
        ("Member", "[Member]"),
        ("TextBlock", "[Text Block]"),
    ):
        if name.endswith(suffix) and name != suffix:
            return f"{spoken_name(name.removesuffix(suffix))} {mark}"
    return spoken_name(name)
