"""Reads the development corpus as labelled sheets: the statements of 2009-2010, and the tagged filings of 2019 on.

Statements come from the SEC's Financial Statement Data Sets (one JSON object a line, gzip); tagged filings are inline
XBRL documents. Both become `Labelled`: a `Sheet` as the program would see it, and for each row what its filer used.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from lxml import etree

from converter.mapping.lexicon import OWN
from converter.mapping.sheet import BALANCE, CASH_FLOW, INCOME, Row, Sheet
from converter.resources import folder
from converter.statements.statement import Measure
from converter.taxonomies import taxonomy as taxonomies
from converter.taxonomies.taxonomy import Concept

FOLDS = 4
MEASURES = {
    "monetaryItemType": Measure.MONEY,
    "sharesItemType": Measure.SHARES,
    "perShareItemType": Measure.PER_SHARE,
    "percentItemType": Measure.PERCENT,
    "pureItemType": Measure.PURE,
}


@dataclass(frozen=True, slots=True)
class Truth:
    """`element` is a live element's name, OWN for one of the filer's own, None where the filer's element has gone
    without a successor. `judged` is False for successors: the filer did not choose them."""

    element: str | None
    judged: bool
    negated: bool


@dataclass(frozen=True, slots=True)
class Labelled:
    company: str
    sheet: Sheet
    truths: tuple[Truth, ...]

    @property
    def fold(self) -> int:
        return fold_of(self.company)


def fold_of(company: str) -> int:
    """A company is in one fold with all its filings, also under a changed name's first words."""
    stem = " ".join(re.findall(r"[a-z0-9]+", company.lower())[:2])
    return int(hashlib.md5(stem.encode()).hexdigest(), 16) % FOLDS


def live_elements() -> dict[str, Concept]:
    taxonomy = taxonomies.load()
    concepts = (taxonomy.concept(qname) for qname in taxonomy.names("us-gaap"))
    return {concept.name: concept for concept in concepts if concept and not concept.deprecated}


def successors() -> dict[str, str]:
    table = tomllib.loads((folder("taxonomy") / "lexicon" / "successors.toml").read_text("utf-8"))
    found: dict[str, str] = table["successor"]
    return found


def read_statements(corpus: Path) -> Iterator[Labelled]:
    live, later = live_elements(), successors()
    with gzip.open(corpus / "statements.jsonl.gz", "rt") as lines:
        for line in lines:
            yield _labelled(json.loads(line), live, later)


def _labelled(s: dict[str, Any], live: dict[str, Concept], later: dict[str, str]) -> Labelled:
    rows, truths = [], []
    for r in s["rows"]:
        if not r["label"]:
            continue
        value = r["value"]
        page = None if value is None else Decimal(str(-value if r["negated"] else value))
        rows.append(
            Row(
                r["label"],
                period_type=r["period_type"],
                values=() if page is None else (page,),
                measure=_measure(r, live),
            )
        )
        truths.append(_truth(r["tag"], r["custom"], r["negated"], live, later))
    sheet = Sheet(s["statement"], tuple(rows), sic=s["sic"], year=int(s["period"][:4]))
    return Labelled(s["company"], sheet, tuple(truths))


def _measure(r: dict[str, Any], live: dict[str, Concept]) -> Measure | None:
    concept = None if r["custom"] else live.get(r["tag"])
    if concept is not None:
        return MEASURES.get(concept.type.partition(":")[2])
    return {"monetary": Measure.MONEY, "shares": Measure.SHARES, "perShare": Measure.PER_SHARE}.get(r["datatype"] or "")


def _truth(tag: str, custom: bool, negated: bool, live: dict[str, Concept], later: dict[str, str]) -> Truth:
    if custom:
        return Truth(OWN, True, negated)
    if tag in live:
        return Truth(tag, True, negated)
    return Truth(later.get(tag), False, negated)


# --- tagged filings ---

_IX = ("{http://www.xbrl.org/2013/inlineXBRL}", "{http://www.xbrl.org/2008/inlineXBRL}")
_XBRLI = "{http://www.xbrl.org/2003/instance}"
_ANCHORS = (
    (BALANCE, {"Assets", "LiabilitiesAndStockholdersEquity"}),
    (CASH_FLOW, {"NetCashProvidedByUsedInOperatingActivities", "NetCashProvidedByUsedInFinancingActivities"}),
    (INCOME, {"NetIncomeLoss", "EarningsPerShareBasic"}),
    (INCOME, {"ProfitLoss", "EarningsPerShareBasic"}),
    (INCOME, {"NetIncomeLoss", "EarningsPerShareDiluted"}),
)


@dataclass(frozen=True, slots=True)
class _Tagged:
    name: str
    page: Decimal
    negated: bool


def read_filings(corpus: Path) -> Iterator[Labelled]:
    live, later = live_elements(), successors()
    for path in sorted((corpus / "ixbrl").glob("*.gz")):
        yield from _filing(path, live, later)


def _filing(path: Path, live: dict[str, Concept], later: dict[str, str]) -> Iterator[Labelled]:
    parser = etree.XMLParser(huge_tree=True, recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(gzip.decompress(path.read_bytes()), parser)
    plain, years = set(), Counter()
    for context in root.iter(_XBRLI + "context"):
        if not any(isinstance(e.tag, str) and e.tag.endswith("Member") for e in context.iter()):
            plain.add(context.get("id"))
            years.update(re.findall(r">?(\d{4})-\d\d-\d\d", " ".join(t.strip() for t in context.itertext())))
    year = max((int(y) for y, n in years.items() if n > 1), default=None)
    company = re.sub(r"-[0-9a-f]{8}\.htm\.gz$|[-_]?\d{6,}.*$", "", path.name)
    for table in root.iter("{*}table"):
        names = {_local(e.get("name", "")) for e in table.iter(*(ix + "nonFraction" for ix in _IX))}
        kind = next((kind for kind, anchors in _ANCHORS if anchors <= names), None)
        if kind is not None:
            yield _tagged_table(table, kind, company, year, plain, live, later)


def _tagged_table(
    table: Any,
    kind: str,
    company: str,
    year: int | None,
    plain: set[str],
    live: dict[str, Concept],
    later: dict[str, str],
) -> Labelled:
    rows, truths, heading = [], [], ""
    for tr in table.iter("{*}tr"):
        cells = [c for c in tr if isinstance(c.tag, str) and c.tag.endswith(("}td", "}th"))]
        label, tagged = "", list[_Tagged]()
        for cell in cells:
            text = " ".join("".join(cell.itertext()).split())
            if not label and re.search("[A-Za-z]{2}", text):
                label = text
                continue
            tagged.extend(_facts(cell, text, plain))
        if not label:
            continue
        if not tagged:
            if not any(c.isdigit() for c in "".join("".join(c.itertext()) for c in cells[1:])):
                heading = label
                rows.append(Row(label, heading=True))
                truths.append(Truth(None, False, False))
            continue
        name = Counter(t.name for t in tagged).most_common(1)[0][0]
        ours = [t for t in tagged if t.name == name]
        prefix, _, local = name.rpartition(":")
        truth = _truth(
            local, not prefix.startswith("us-gaap"), Counter(t.negated for t in ours).most_common(1)[0][0], live, later
        )
        concept = live.get(local)
        rows.append(
            Row(
                label,
                section=(heading,) if heading else (),
                period_type=concept.period_type if concept else None,
                measure=MEASURES.get(concept.type.partition(":")[2]) if concept else None,
                values=tuple(t.page for t in ours),
            )
        )
        truths.append(truth)
    return Labelled(company, Sheet(kind, tuple(rows), year=year), tuple(truths))


def _facts(cell: Any, text: str, plain: set[str]) -> Iterator[_Tagged]:
    for e in cell.iter(*(ix + "nonFraction" for ix in _IX)):
        if e.get("contextRef") not in plain:
            continue
        digits = re.sub(r"[^\d.]", "", "".join(e.itertext()))
        try:
            size = Decimal(digits or "0").scaleb(int(e.get("scale") or 0))
        except InvalidOperation:
            continue
        minus = "(" in text or (text.startswith(("-", "−")) and any(c.isdigit() for c in text))
        yield _Tagged(e.get("name", ""), -size if minus else size, minus != (e.get("sign") == "-") and bool(size))


def _local(name: str) -> str:
    return name.rpartition(":")[2]
