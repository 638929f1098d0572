"""Reads the facts of a finished report with lxml alone, for tests that must not trust the program's own reader."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from lxml import etree

IX = "{http://www.xbrl.org/2013/inlineXBRL}"
XBRLI = "{http://www.xbrl.org/2003/instance}"
XBRLDI = "{http://xbrl.org/2006/xbrldi}"


@dataclass(frozen=True, slots=True)
class Tagged:
    """`concept` keeps the document's prefix; `period` is "end" or "start/end"; `members` are local names."""

    concept: str
    value: Decimal
    period: str
    unit: str
    members: tuple[str, ...]
    decimals: str


def report_file(folder: Path) -> Path:
    (page,) = folder.glob("*.htm")
    return page


def numeric_facts(folder: Path) -> list[Tagged]:
    """Every ix:nonFraction of the one report in `folder` that is not nil, scaled and signed."""
    root = etree.parse(report_file(folder)).getroot()
    periods: dict[str, tuple[str, tuple[str, ...]]] = {}
    for context in root.iter(XBRLI + "context"):
        dates = [e.text or "" for e in context.iter(XBRLI + "startDate", XBRLI + "endDate", XBRLI + "instant")]
        members = tuple(sorted((e.text or "").rpartition(":")[2] for e in context.iter(XBRLDI + "explicitMember")))
        periods[context.attrib["id"]] = ("/".join(dates), members)
    units = {
        u.attrib["id"]: "/".join((m.text or "").rpartition(":")[2] for m in u.iter(XBRLI + "measure"))
        for u in root.iter(XBRLI + "unit")
    }
    facts = []
    for element in root.iter(IX + "nonFraction"):
        if element.get("{http://www.w3.org/2001/XMLSchema-instance}nil") == "true":
            continue
        text = "".join(element.itertext()).replace(",", "").strip()
        dash = element.get("format", "").endswith("fixed-zero")
        value = Decimal(0) if dash else Decimal(text).scaleb(int(element.get("scale", "0")))
        period, members = periods[element.attrib["contextRef"]]
        facts.append(
            Tagged(
                element.attrib["name"],
                -value if element.get("sign") == "-" else value,
                period,
                units[element.attrib["unitRef"]],
                members,
                element.get("decimals", ""),
            )
        )
    return facts
