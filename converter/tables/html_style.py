"""What an element's attributes say about its look, as far as tables are read by it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from converter.tables.grid import Rule

_DECLARATION = re.compile(r"([a-z-]+)\s*+:([^;]*+)")
_LENGTH = re.compile(r"(-?(?:\d+(?:\.\d*)?|\.\d+))\s{0,2}(pt|px|em|ex|in|cm|mm|pc|%)?")
_POINTS = {"pt": 1.0, "px": 0.75, "em": 10.0, "ex": 5.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "pc": 12.0, "": 0.75}
_UNSEEN_BORDER = re.compile(
    r"\b(?:none|hidden|transparent|white)\b|#fff(?:fff)?\b|^\s*0(?:\s|;|$)|(?<![\d.])0(?:\.0+)?p[tx]\b"
)
_SIDES = ("top", "right", "bottom", "left")


@dataclass(frozen=True, slots=True)
class Style:
    """`indent` in points; `bold` None where nothing is said; the rules at the upper and lower edge."""

    indent: float = 0.0
    bold: bool | None = None
    above: Rule = Rule.NONE
    below: Rule = Rule.NONE
    align: str = ""


@lru_cache(maxsize=16_384)
def style_of(attributes: tuple[tuple[str, str], ...]) -> Style:
    indent = 0.0
    bold: bool | None = None
    above = below = Rule.NONE
    align = ""
    for name, value in attributes:
        if name == "align":
            align = value.lower()
        elif name == "style":
            declared = {m[1]: m[2].strip() for m in _DECLARATION.finditer(value.lower())}
            indent = _indent(declared)
            weight = declared.get("font-weight", "")
            if weight:
                bold = weight.startswith("bold") or weight[:1] in "6789"
            elif re.search(r"\bbold\b", declared.get("font", "")):
                bold = True
            above, below = _rule(declared, "top"), _rule(declared, "bottom")
            align = declared.get("text-align", align)
    return Style(indent, bold, above, below, align)


def _indent(declared: dict[str, str]) -> float:
    total = 0.0
    for box in ("padding", "margin"):
        sided = declared.get(f"{box}-left")
        if sided is not None:
            total += _points(sided)
        elif box in declared:
            widths = declared[box].split()
            total += _points(widths[{1: 0, 2: 1, 3: 1}.get(len(widths), 3)]) if 0 < len(widths) < 5 else 0.0
    return total + _points(declared.get("text-indent", ""))


def _points(length: str) -> float:
    found = _LENGTH.match(length)
    if found is None or found[2] == "%":
        return 0.0
    return float(found[1]) * _POINTS[found[2] or ""]


def _rule(declared: dict[str, str], side: str) -> Rule:
    written = declared.get(f"border-{side}") or declared.get("border")
    shape = declared.get(f"border-{side}-style") or _of_side(declared.get("border-style"), side)
    width = declared.get(f"border-{side}-width") or _of_side(declared.get("border-width"), side)
    if written is None:
        if not shape:
            return Rule.NONE
        written = f"{width or '1px'} {shape}"
    elif shape:
        written = f"{written} {shape}"
    if _UNSEEN_BORDER.search(written) or (width is not None and _UNSEEN_BORDER.search(width)):
        return Rule.NONE
    if "double" in written:
        return Rule.DOUBLE
    return (
        Rule.SINGLE if any(kind in written for kind in ("solid", "dashed", "dotted", "groove", "inset")) else Rule.NONE
    )


def _of_side(written: str | None, side: str) -> str | None:
    if written is None:
        return None
    values = written.split()
    if not 0 < len(values) < 5:
        return None
    order = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}[len(values)]
    return values[order[_SIDES.index(side)]]
