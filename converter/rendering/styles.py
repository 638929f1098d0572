"""Inline styles of HTML parts: what is harmless stays, presentational attributes become declarations (EFM 5.2.5)."""

from __future__ import annotations

import re

from converter.reading.document import Element

_UNSAFE = re.compile(r"url|expression|javascript|behaviou?r|binding|import|\\|@|<|-sec-ix|/\*", re.IGNORECASE)
_DROPPED = frozenset(("position", "float", "z-index", "display", "visibility", "content", "clip", "overflow", "zoom"))
_NAME = re.compile(r"[a-z-]{1,40}$")
_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)\s*(%|px|pt|em|in|cm|mm)?$")
_COLOUR = re.compile(r"#?[0-9A-Za-z]{3,20}$")
_FONT_SIZES = {1: "x-small", 2: "small", 3: "medium", 4: "large", 5: "x-large", 6: "xx-large", 7: "xx-large"}
_ALIGNS = frozenset(("left", "right", "center", "justify"))
_VERTICAL = frozenset(("top", "middle", "bottom", "baseline"))

# What an element looks like without being said to.
TAG_STYLES = {
    "b": "font-weight:bold",
    "strong": "font-weight:bold",
    "th": "font-weight:bold",
    "i": "font-style:italic",
    "em": "font-style:italic",
    "cite": "font-style:italic",
    "var": "font-style:italic",
    "dfn": "font-style:italic",
    "address": "font-style:italic",
    "u": "text-decoration:underline",
    "ins": "text-decoration:underline",
    "s": "text-decoration:line-through",
    "strike": "text-decoration:line-through",
    "del": "text-decoration:line-through",
    "big": "font-size:larger",
    "small": "font-size:smaller",
    "sup": "vertical-align:super;font-size:smaller",
    "sub": "vertical-align:sub;font-size:smaller",
    "tt": "font-family:monospace",
    "code": "font-family:monospace",
    "kbd": "font-family:monospace",
    "samp": "font-family:monospace",
    "center": "text-align:center",
    "pre": "white-space:pre;font-family:monospace",
    "xmp": "white-space:pre;font-family:monospace",
    "listing": "white-space:pre;font-family:monospace",
    "h1": "font-size:2em;font-weight:bold;margin:.67em 0",
    "h2": "font-size:1.5em;font-weight:bold;margin:.75em 0",
    "h3": "font-size:1.17em;font-weight:bold;margin:.83em 0",
    "h4": "font-weight:bold;margin:1.12em 0",
    "h5": "font-size:.83em;font-weight:bold;margin:1.5em 0",
    "h6": "font-size:.75em;font-weight:bold;margin:1.67em 0",
    "p": "margin:1em 0",
    "blockquote": "margin:1em 40px",
    "ul": "margin:1em 0;padding-left:40px",
    "ol": "margin:1em 0;padding-left:40px",
    "dl": "margin:1em 0",
    "dd": "margin-left:40px",
    "li": "display:list-item",
}


def style_of(element: Element) -> str:
    """The declarations that the element's attributes and own style ask for, later ones stronger."""
    found = [*_presentational(element), *_own(element.get("style") or "")]
    return ";".join(found)


def _own(style: str) -> list[str]:
    found = []
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        name, value = name.strip().lower(), " ".join(value.split())
        if colon and value and _NAME.match(name) and name not in _DROPPED and len(value) < 200 and name[0] != "-":
            if not _UNSAFE.search(value) and value.isascii() and value.isprintable():
                found.append(f"{name}:{value}")
    return found


def _presentational(element: Element) -> list[str]:
    found = []
    for name, raw in element.attributes:
        value = raw.strip()
        lower = value.lower()
        if name == "align" and element.tag == "table" and lower == "center":
            found += ["margin-left:auto", "margin-right:auto"]
        elif name == "align" and lower in _ALIGNS:
            found.append(f"text-align:{lower}")
        elif name == "valign" and lower in _VERTICAL:
            found.append(f"vertical-align:{lower}")
        elif name in ("width", "height") and element.tag != "hr" and (length := _length(lower)):
            found.append(f"{name}:{length}")
        elif name == "bgcolor" and _COLOUR.match(value):
            found.append(f"background-color:{value}")
        elif name in ("color", "text") and element.tag in ("font", "body") and _COLOUR.match(value):
            found.append(f"color:{value}")
        elif name == "face" and value.isascii() and not _UNSAFE.search(value) and value.replace("'", "").isprintable():
            found.append("font-family:" + value.replace('"', "").replace(";", " "))
        elif name == "size" and element.tag == "font" and (size := _font_size(lower)):
            found.append(f"font-size:{size}")
        elif name == "nowrap":
            found.append("white-space:nowrap")
    return found


def _length(value: str) -> str:
    match = _LENGTH.match(value)
    return f"{match[1]}{match[2] or 'px'}" if match else ""


def _font_size(value: str) -> str:
    sign, digits = value[:1], value.lstrip("+-")
    if not digits.isdigit() or len(digits) > 2:
        return ""
    size = 3 + int(digits) if sign == "+" else 3 - int(digits) if sign == "-" else int(digits)
    return _FONT_SIZES[min(max(size, 1), 7)]
