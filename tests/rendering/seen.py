"""What a reader of an inline document sees, read back with lxml and nothing of the program's own."""

from __future__ import annotations

import re

from lxml import etree

XHTML = "{http://www.w3.org/1999/xhtml}"
IX = "{http://www.xbrl.org/2013/inlineXBRL}"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def tree(document: bytes) -> etree._Element:
    return etree.fromstring(document)


def visible_text(document: bytes) -> str:
    """All text of the body outside what is not displayed."""
    body = tree(document).find(f"{XHTML}body")
    assert body is not None
    for hidden in body.findall(f".//{XHTML}div[@style='display:none']"):
        parent = hidden.getparent()
        assert parent is not None
        parent.remove(hidden)
    return "".join(str(piece) for piece in body.itertext())


def lines(text: str) -> list[str]:
    """Lines without the white space at their ends and without control characters; outer empty lines dropped."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return [line.rstrip() for line in text.strip("\n").split("\n")]


def tagged(document: bytes) -> list[tuple[str, str, str]]:
    """(concept, context, text) of every tag, hidden ones included."""
    return sorted(
        (str(each.get("name")), str(each.get("contextRef")), "".join(str(piece) for piece in each.itertext()).strip())
        for each in tree(document).iter(f"{IX}nonFraction", f"{IX}nonNumeric")
    )
