"""HTML source as a stream of tags and text runs, with offsets: one linear pass that reads tags as browsers do.

A tree builder moves text about (out of tables, into new paragraphs) and forgets where it stood. So the text never goes
through it: `scan` finds every text run with its place in the source, and `converter.reading.html` sends a short marker
through the tree builder in its stead.

Possessive quantifiers keep each pattern linear whatever the input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from converter.reading.tags import DROPPED, RAW

_ATTRIBUTES = r"(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'>])[^\s>]*+|(?=>)))?+)*+"
_TOKEN = re.compile(
    rf"""<(?:
      (?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)(?P<attributes>{_ATTRIBUTES})>
    | !--(?P<comment>)
    | [!?]|/(?=[^A-Za-z])
    )""",
    re.VERBOSE,
)
# For the rest of a page in which some tag never ends: the next > closes a tag, quoted or not.
_BROKEN_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)(?P<attributes>[^>]*+)>|<(?:!--(?P<comment>)|[!?])"
)
_COMMENT_END = re.compile(r"--!?>")


class TokenKind(Enum):
    START = 1
    END = 2
    TEXT = 3
    RAW = 4  # text in which & and < stand for themselves


@dataclass(frozen=True, slots=True)
class Token:
    """`name` is lower case; [start, end) is the whole tag, or the text run."""

    kind: TokenKind
    name: str
    start: int
    end: int
    attributes: str = ""
    self_closed: bool = False


def scan(text: str, start: int, end: int) -> Iterator[Token]:
    """Tags and text runs of `text[start:end]` in order; comments, declarations, scripts and styles are left out."""
    return _Scanner(text, end).tokens(start)


class _Scanner:
    """Keeps what it has searched for in vain, so that hostile input cannot make it search again and again."""

    def __init__(self, text: str, end: int) -> None:
        self.text = text
        self.end = end
        self.token = _TOKEN
        self.unclosed: set[str] = set()

    def tokens(self, start: int) -> Iterator[Token]:
        at = start
        while (match := self._next_tag(at)) is not None:
            begin = match.start()
            if begin > at:
                yield Token(TokenKind.TEXT, "", at, begin)
            if match["name"] is None:
                at = self._past_comment(match)
                continue
            name, at = match["name"].lower(), match.end()
            if match["close"]:
                yield Token(TokenKind.END, name, begin, at)
                continue
            attributes = match["attributes"]
            self_closed = attributes.endswith("/")
            if name in DROPPED:
                at = at if self_closed else self._element_end(name, at)[1]
            elif name in RAW:
                content_end, past = self._element_end(name, at)
                yield Token(TokenKind.START, "pre", begin, at)
                yield Token(TokenKind.RAW, "", at, content_end)
                yield Token(TokenKind.END, "pre", content_end, past)
                at = past
            else:
                yield Token(TokenKind.START, name, begin, at, attributes, self_closed)
        if self.end > at:
            yield Token(TokenKind.TEXT, "", at, self.end)

    def _next_tag(self, at: int) -> re.Match[str] | None:
        """The next tag, comment or declaration; a `<` that opens none of them is text."""
        while (at := self.text.find("<", at, self.end)) >= 0:
            match = self.token.match(self.text, at, self.end)
            if match is not None:
                return match
            following = self.text[at + 1 : at + 3].lstrip("/")[:1]
            if following.isascii() and following.isalpha():
                if self.token is _BROKEN_TOKEN:
                    return None  # no > follows anywhere
                self.token = _BROKEN_TOKEN
            else:
                at += 1
        return None

    def _past_comment(self, match: re.Match[str]) -> int:
        at = match.end()
        if match["comment"] is not None:
            for abrupt in (">", "->"):
                if self.text.startswith(abrupt, at):
                    return at + len(abrupt)
            if "!--" not in self.unclosed:
                ended = _COMMENT_END.search(self.text, at, self.end)
                if ended is not None:
                    return ended.end()
                self.unclosed.add("!--")
        # A comment that is never closed: a browser would hide the rest of the page, a reader of filings wants it.
        closed = self.text.find(">", at, self.end)
        return closed + 1 if closed >= 0 else self.end

    def _element_end(self, name: str, at: int) -> tuple[int, int]:
        """Where the content of a raw element ends, and where its end tag does. One that is never closed: for text,
        the rest of the page; for scripts and the like nothing, as the page behind them is wanted."""
        if name not in self.unclosed:
            closed = _END_TAGS[name].search(self.text, at, self.end)
            if closed is not None:
                past = self.text.find(">", closed.end(), self.end)
                return closed.start(), past + 1 if past >= 0 else self.end
            self.unclosed.add(name)
        return (self.end, self.end) if name in RAW else (at, at)


_END_TAGS = {name: re.compile(rf"(?i)</{name}(?=[\s/>])") for name in DROPPED | RAW}
