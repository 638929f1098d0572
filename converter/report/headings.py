"""The name above a statement: whose statement a page says that it is, by the table `taxonomy/entities.toml`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from converter.mapping.mapping import MappedStatement
from converter.reading.document import Document, PartKind
from converter.report.naming import clean_label, element_name
from converter.report.pagetext import PageText, page_text
from converter.resources import rules
from converter.statements.statement import Statement

_ABOVE = 6  # lines with words that are looked at
_LONGEST = 9  # words of a name
_NO_NAME = re.compile(
    r"^\(|[<>|=_]|\d|\b(?:dollars|thousands|millions|unaudited|form|exhibit|continued|page|schedule|item|notes?|see"
    r"|accompanying|statements?|balance|sheets?|assets|liabilities|december|september|june|march|years?|ended|report"
    r"|annual|part|index|director|president|accountants?|auditors?|signature|results|operations|selected|summary"
    r"|discussion|analysis|cash|flows|earnings|liquidity|computation|following|table|totals?|company's)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"^</?[A-Za-z]+>|^\(|\)$")
_WORD = re.compile(r"[a-z0-9]+")
_QUOTES = "\"'\u201c\u201d\u2018\u2019 "


@dataclass(frozen=True, slots=True)
class Heading:
    """`name` is None where no line above the title is one; `corporate` says that its words are those of a company's
    name; `parent` that the statement is the registrant's alone."""

    name: str | None = None
    corporate: bool = False
    parent: bool = False


@dataclass(frozen=True)
class _Words:
    corporate: frozenset[str]
    others: frozenset[str]
    parent: re.Pattern[str]
    combining: re.Pattern[str]
    acquired: re.Pattern[str]


@cache
def _words() -> _Words:
    data = rules("entities.toml")
    return _Words(
        frozenset(data["corporate"]),
        frozenset(data["others"]),
        re.compile("|".join(data["parent"])),
        re.compile("|".join(data["combining"])),
        re.compile("|".join(data["acquired"]), re.IGNORECASE),
    )


def parent_words(text: str) -> bool:
    """Whether a text says that the registrant is meant without its subsidiaries."""
    return bool(_words().parent.search(" ".join(text.lower().split())))


def sets_side_by_side(title: str) -> bool:
    """Whether a title's statement is of several entities, or of no entity as it reports."""
    return bool(_words().combining.search(title.lower()))


def shows_acquired(document: Document) -> bool:
    """Whether a filing says that it shows the statements of a business that the registrant buys."""
    first = document.parts[0]
    return first.type.upper().startswith("8-K") and bool(
        _words().acquired.search(" ".join(document.source.text[first.span.start : first.span.end].split()))
    )


def same_name(one: str, two: str) -> bool:
    """Whether two names can be one company's: the telling words of one are among those of the other."""
    first, second = telling(one), telling(two)
    if not first or not second:
        return False
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    run, other = "".join(_WORD.findall(one.lower())), "".join(second)
    return run.startswith(other) or "".join(_WORD.findall(two.lower())).startswith("".join(first))


def likeness(one: str, two: str) -> int:
    """How many telling words two names share."""
    return len(set(telling(one)) & set(telling(two)))


def telling(name: str) -> list[str]:
    """The words that tell a company from others; "AMR CORP /DE/" → ["amr"]."""
    text = name.lower().replace("'", "").replace("\u2019", "")
    return [word for word in _WORD.findall(text) if word not in _words().others]


class Pages:
    """The parts of a document as pages, each laid out once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._pages: dict[int, Page | None] = {}

    def of(self, part: int) -> Page | None:
        """None for a part that shows nothing."""
        if part not in self._pages:
            found = self._document.parts[part]
            shown = found.kind is not PartKind.BINARY
            self._pages[part] = Page(page_text(self._document.source, found, part)) if shown else None
        return self._pages[part]


class Page:
    def __init__(self, text: PageText) -> None:
        self.text = text

    @cached_property
    def _shown(self) -> tuple[list[int], list[int]]:
        pairs = [(o, s) for o, s in zip(self.text.origins, self.text.starts, strict=True) if o >= 0]
        pairs.sort()
        return [origin for origin, _ in pairs], [start for _, start in pairs]

    def line_of(self, offset: int) -> int:
        """Number of the line that shows a character of the source."""
        origins, starts = self._shown
        at = bisect_right(origins, offset) - 1
        return self.text.line_at(starts[at] + offset - origins[at]) if at >= 0 else 0

    def title_line(self, statement: Statement) -> int:
        """Number of the line in which a statement's title stands, or else its first."""
        return self.line_of(statement.title_span.start if statement.title_span else statement.span.start)


def headings(mapped: Iterable[MappedStatement], pages: Pages) -> dict[str, Heading]:
    """What stands above each statement, by its id."""
    found: dict[str, Heading] = {}
    for each in mapped:
        page = pages.of(each.statement.part)
        if page is not None:
            found[each.statement.id] = _heading(each.statement, page)
    return found


def _heading(statement: Statement, page: Page) -> Heading:
    at = page.title_line(statement)
    above = lines_above(page.text, at)
    around = [line.text for line in page.text.lines[max(at - 5, 0) : at + 3]]
    parent = parent_words(" ".join([statement.title, *around]))
    for line in above:
        name = clean_label(line.strip(_QUOTES))
        if not telling(name):
            continue  # "AND SUBSIDIARIES" below its name
        if not is_name(name):
            break
        return Heading(name, is_corporate(name), parent)
    return Heading(None, False, parent)


def lines_above(page: PageText, at: int) -> list[str]:
    """From the nearest up, without blank lines, rules, tags and what stands in brackets."""
    found: list[str] = []
    while at > 0 and len(found) < _ABOVE:
        at -= 1
        line = " ".join(page.lines[at].text.split())
        if any(c.isalpha() for c in line) and not _ASIDE.search(line):
            found.append(line)
    return found


def is_name(line: str) -> bool:
    """Whether a line is nothing but a name: few words, all of them capital but for the small ones. One that ends in a
    full stop is one if it ends as a company's name does: "Tamarack Corp."."""
    words = line.split()
    if len(words) > _LONGEST or _NO_NAME.search(line) or not element_name(line) or line.endswith((":", ";")):
        return False
    if line.endswith(".") and not is_corporate(words[-1]):
        return False
    small = ("and", "of", "the", "its", "de", "in", "for")
    return all(word[0].isupper() or not word[0].isalpha() or word in small for word in words)


def is_corporate(name: str) -> bool:
    words = _WORD.findall(name.lower().replace(".", ""))
    return any(word in _words().corporate for word in words)
