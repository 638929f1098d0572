"""Character references decoded one by one, so that each decoded character knows where its reference stood.

`html.unescape` decodes the same references (HTML5's table and its repairs of Windows-1252 numbers), but of a whole
string and without places.
"""

from __future__ import annotations

import html
import re

_REFERENCE = re.compile(r"&(?:#(?:[xX][0-9A-Fa-f]{1,7}|[0-9]{1,8});?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_BLANKED = re.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f-\\x9f\\ufffe\\uffff\\ud800-\\udfff]")


def decode_references(text: str, start: int, end: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of `text[start:end]` with references decoded, and its runs as `TextNode` has them."""
    if text.find("&", start, end) < 0:
        return text[start:end], ((0, start),)
    pieces: list[str] = []
    runs: list[tuple[int, int]] = []
    length, at = 0, start
    for match in _REFERENCE.finditer(text, start, end):
        written = match[0]
        decoded = html.unescape(written)
        if decoded == written:
            continue
        decoded = _BLANKED.sub(" ", decoded)
        begin = match.start()
        tail = ""
        if len(decoded) > 1 and written.endswith(decoded[1:]):  # `&nbspTotal`: only the start of it is a reference
            tail = decoded[1:]
            decoded = decoded[0]
        if begin > at:
            runs.append((length, at))
            pieces.append(text[at:begin])
            length += begin - at
        # A reference that stands for two characters gives both the same place.
        for character in decoded:
            runs.append((length, begin))
            pieces.append(character)
            length += 1
        at = match.end() - len(tail)
    if at < end:
        runs.append((length, at))
        pieces.append(text[at:end])
    return "".join(pieces), tuple(runs)
