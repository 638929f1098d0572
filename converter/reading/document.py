"""What the reading stage hands on: the decoded source and its structure, with character offsets kept throughout.

    Source      the bytes' decoded text, its sha256 and encoding
    Document    Source + header + parts
    Header      what an SGML <SEC-HEADER> states
    Part        one <DOCUMENT> of a submission (or the only one), as plain text or as a tree of HTML nodes
    Element     an HTML element; children are Element or TextNode
    TextNode    text with entities decoded, and where each character stood in the source

Every span is `[start, end)` in characters of `Source.text`, which keeps the source's own line ends.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from converter.findings import Finding, Span


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    text: str
    encoding: str
    sha256: str
    line_starts: tuple[int, ...] = field(repr=False)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1


@dataclass(frozen=True, slots=True)
class Address:
    street1: str | None = None
    street2: str | None = None
    city: str | None = None
    state: str | None = None
    postal_code: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Registrant:
    """A filer as the submission header names it. `cik` has ten digits; `fiscal_year_end` is "MMDD"."""

    name: str | None = None
    cik: str | None = None
    sic: int | None = None
    employer_id: str | None = None
    state_of_incorporation: str | None = None
    fiscal_year_end: str | None = None
    file_number: str | None = None
    business_address: Address | None = None
    mail_address: Address | None = None
    role: str = "filer"  # or "subject", "filed by", "issuer", "owner": the section of the header it stands in


@dataclass(frozen=True, slots=True)
class Header:
    """`places` tells where the values of the header and of its first registrant stand, by the names of the fields of
    `Header`, `Registrant` and (business) `Address`."""

    accession: str | None = None
    form: str | None = None
    period: date | None = None
    filed: date | None = None
    registrants: tuple[Registrant, ...] = ()
    span: Span | None = None
    places: tuple[tuple[str, Span], ...] = ()

    def place(self, name: str) -> Span | None:
        return next((span for key, span in self.places if key == name), None)


class PartKind(StrEnum):
    TEXT = "text"
    HTML = "html"
    BINARY = "binary"


@dataclass(frozen=True, slots=True)
class TextNode:
    """`text` has entities decoded. `runs` are (index in text, source offset) pairs, ascending: within a run,
    source offsets advance with the text one for one; a decoded entity or a dropped character starts a new run."""

    text: str
    runs: tuple[tuple[int, int], ...]
    end: int

    def offset(self, index: int) -> int:
        """Source offset of `text[index]`; `index == len(text)` gives the end."""
        if index >= len(self.text):
            return self.end
        at, start = self.runs[bisect_right(self.runs, (index, 1 << 62)) - 1]
        return start + index - at

    def span(self, start: int, end: int) -> Span:
        """Source span of `text[start:end]` (entities included whole)."""
        return Span(self.offset(start), self.offset(end))


@dataclass(frozen=True, slots=True)
class Element:
    """An HTML element; `tag` is lower case, `hidden` says that a browser would not show it."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Element | TextNode, ...]
    hidden: bool = False

    def get(self, name: str) -> str | None:
        return next((value for key, value in self.attributes if key == name), None)

    def texts(self) -> Iterator[TextNode]:
        """Visible text nodes in document order."""
        if self.hidden:
            return
        for child in self.children:
            if isinstance(child, TextNode):
                yield child
            else:
                yield from child.texts()


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a submission. `span` is what stands between <TEXT> and </TEXT> (or the whole source).

    `root` is the parsed tree of an HTML part, None otherwise.
    """

    type: str
    kind: PartKind
    span: Span
    sequence: int = 1
    filename: str | None = None
    description: str | None = None
    root: Element | None = None

    @property
    def is_schedule(self) -> bool:
        """A Financial Data Schedule (EX-27): never a source of facts."""
        return self.type.upper().startswith("EX-27")


@dataclass(frozen=True, slots=True)
class Document:
    source: Source
    header: Header | None
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def registrant(self) -> Registrant | None:
        """The first that the header names."""
        return self.header.registrants[0] if self.header and self.header.registrants else None
