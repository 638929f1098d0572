"""The filing's own elements: each row, heading, member that the standard taxonomy has no element for gets one here.

An element is shared by rows that are the same line (same label, section, kind of statement and type), so that the
three quarters of one line item carry one concept. Names never equal a standard name (EFM 6.7.16).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from converter.report.headings import telling
from converter.report.member_names import group
from converter.report.naming import clean_label, element_name, is_generic, spoken_label
from converter.report.report import ExtensionElement
from converter.report.spelling import bare, brief, unnumbered
from converter.statements.statement import Measure
from converter.statements.wording import words as words_of

if TYPE_CHECKING:
    from converter.taxonomies.taxonomy import Taxonomy

ITEM_TYPES = {
    Measure.MONEY: "xbrli:monetaryItemType",
    Measure.SHARES: "xbrli:sharesItemType",
    Measure.PER_SHARE: "dtr-types:perShareItemType",
    Measure.PERCENT: "dtr-types:percentItemType",
    Measure.PURE: "xbrli:pureItemType",
}
_LONG = 70  # characters of a name; a longer label is named without what it says in passing, where that is free
_LINES = 10_000  # more rows of one wording than any filing has
_DOMAIN_TYPE = "dtr-types:domainItemType"
_SUFFIXES = ("Abstract", "Axis", "Table", "Domain", "Member", "LineItems")


# Elements of the reference parts schemas, which every us-gaap report's taxonomy set holds too.
_REFERENCE_PARTS = frozenset(
    (
        *("Publisher", "Name", "Number", "IssueDate", "Chapter", "Article", "Note", "Section", "Subsection"),
        *("Paragraph", "Subparagraph", "Clause", "Subclause", "Appendix", "Example", "Page", "Exhibit", "Footnote"),
        *("Sentence", "URI", "URIDate", "Topic", "SubTopic", "Source", "SourceName", "Glossary", "AsuNumber"),
    )
)


@dataclass(frozen=True, slots=True)
class LineKey:
    """What makes two rows the same line. `ordinal` tells apart rows that would otherwise contradict each other."""

    family: str
    label: str
    section: str
    type: str
    period_type: str
    balance: str | None
    ordinal: int = 1


@lru_cache(maxsize=4)
def _local_names(taxonomy: Taxonomy) -> frozenset[str]:
    return frozenset(name.rpartition(":")[2] for name in taxonomy.names())


class ElementBook:
    """Grows while a report is built; `elements` and `wording` are read at the end."""

    def __init__(self, prefix: str, taxonomy: Taxonomy, company: str | None) -> None:
        self.prefix = prefix
        self._company = company
        self._standard = _local_names(taxonomy) | _REFERENCE_PARTS
        self._elements: dict[str, ExtensionElement] = {}
        self._wording: dict[str, str] = {}
        self._lines: dict[LineKey, str] = {}
        self._headings: dict[str, list[str]] = {}
        self._folded = {name.lower() for name in self._standard}

    def line(self, key: LineKey, label: str, section: tuple[str, ...], anchor: str | None, statement: str = "") -> str:
        """The concept of a row; `statement` is the title that tells it from like rows elsewhere."""
        if key not in self._lines:
            wording = self._free_wording(label, section, "", statement)
            self._lines[key] = self._add(
                wording,
                ExtensionElement(
                    name=element_name(wording, self._company),
                    type=key.type,
                    period_type=key.period_type,
                    balance=key.balance,
                    anchor=anchor,
                ),
            )
        return self._lines[key]

    def abstract(self, label: str, section: tuple[str, ...], taken: Collection[str] = ()) -> str:
        """The heading element with that label, made where every one is `taken` (shown elsewhere in its tree)."""
        known = self._headings.setdefault(element_name(label, self._company).lower(), [])
        concept = next((each for each in known if each not in taken), "")
        if not concept:
            concept = self._typed(label, section, "Abstract", "xbrli:stringItemType")
            known.append(concept)
        return concept

    def member(self, label: str) -> str:
        """The member element with that label, made on first use."""
        bare = clean_label(label.removesuffix("[Member]"))
        wanted = f"{self.prefix}:{_suffixed(element_name(bare, self._company), 'Member')}"
        if wanted in self._wording and wanted.rpartition(":")[2] in self._elements:
            return wanted
        return self._typed(bare, (), "Member", _DOMAIN_TYPE)

    def is_company(self, name: str) -> bool:
        """Whether a name says no more than the registrant's."""
        known = set(words_of(self._company or ""))
        return bool(known) and set(words_of(name)) <= known

    def is_group(self, name: str) -> bool:
        """Whether a name is the registrant's with its subsidiaries."""
        one = group(name)
        return bool(one and self._company) and telling(one or "") == telling(self._company or "") != []

    def axis(self, label: str) -> str:
        """The axis of the filing's own with that label, and its domain, made on first use."""
        self._once(label, "Domain", _DOMAIN_TYPE)
        return self._once(label, "Axis", "xbrli:stringItemType", "xbrldt:dimensionItem")

    def _once(self, label: str, suffix: str, type_name: str, substitution: str = "xbrli:item") -> str:
        name = _suffixed(element_name(label), suffix)
        if name in self._elements:
            return f"{self.prefix}:{name}"
        element = ExtensionElement(name, type_name, "duration", abstract=True, substitution=substitution)
        return self._add(f"{label} [{suffix}]", element)

    def _typed(self, label: str, section: tuple[str, ...], suffix: str, type_name: str) -> str:
        wording = self._free_wording(label, section, suffix)
        name = _suffixed(element_name(wording, self._company), suffix)
        element = ExtensionElement(name=name, type=type_name, period_type="duration", abstract=True)
        return self._add(f"{wording} [{suffix}]", element)

    def elements(self) -> tuple[ExtensionElement, ...]:
        return tuple(self._elements[name] for name in sorted(self._elements))

    def element(self, concept: str) -> ExtensionElement | None:
        prefix, _, name = concept.partition(":")
        return self._elements.get(name) if prefix == self.prefix else None

    def wording(self, concept: str) -> str:
        """The label that the element's name was made from."""
        return self._wording[concept]

    def _add(self, wording: str, element: ExtensionElement) -> str:
        concept = f"{self.prefix}:{element.name}"
        self._elements[element.name] = element
        self._folded.add(element.name.lower())
        self._wording[concept] = clean_label(wording)
        return concept

    def _free_wording(self, label: str, section: tuple[str, ...], suffix: str, statement: str = "") -> str:
        """The shortest wording whose name is free: the label alone, under its headings, with its statement's title."""
        headings = [told for heading in reversed(section) if (told := bare(unnumbered(spoken_label(heading))))]
        spoken = self._telling(bare(spoken_label(label)), headings)
        titled = bare(unnumbered(spoken_label(statement)))
        wordings = [f"{headings[i - 1]}, {spoken}" if i else spoken for i in range(len(headings) + 1)]
        if len(element_name(spoken)) > _LONG:
            wordings.insert(0, brief(spoken_label(label)))
        if is_generic(spoken) and (headings or titled):
            wordings.append(wordings.pop(0))
        if headings:
            wordings.append(", ".join([*reversed(headings), spoken]))
        if titled:
            place = len(wordings) - 1 if is_generic(spoken) and not headings else len(wordings)
            wordings[place:place] = [f"{titled}, {wording}" for wording in dict.fromkeys((spoken, wordings[-1]))]
        for wording in wordings:
            if self._is_free(wording, suffix):
                return wording
        numbered = (self._numbered(wordings[0], number) for number in range(2, _LINES))
        return next(wording for wording in numbered if self._is_free(wording, suffix))

    def _numbered(self, wording: str, number: int) -> str:
        """With a line number that reaches the name: names are cut, so a long wording loses words at its end first."""
        words = wording.split()
        while True:
            numbered = f"{' '.join(words)}, Line {number}".lstrip(", ")
            if not words or re.search(rf"Line{number}(?!\d)", element_name(numbered, self._company)):
                return numbered
            words.pop()

    def _telling(self, spoken: str, headings: list[str]) -> str:
        """A label that a name can be made from."""
        for wording in (spoken, headings[0] if headings else "", f"Amount {spoken}"):
            if element_name(wording, self._company):
                return wording
        return "Unlabelled amount"

    def _is_free(self, wording: str, suffix: str) -> bool:
        name = element_name(wording, self._company)
        if not name:
            return False
        if suffix:
            name = _suffixed(name, suffix)
        elif name.endswith(_SUFFIXES):
            return False
        return name.lower() not in self._folded


def _suffixed(name: str, suffix: str) -> str:
    return name if name.endswith(suffix) else name + suffix
