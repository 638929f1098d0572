"""Labels and documentation of an official package, for the search of a user who installed it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_LINKBASE = re.compile(r"(?:us-gaap|srt|dei|country|currency|exch|stpr|ecd|naics|sic)-(?:lab|doc)-\d{4}[\d-]*\.xml$")
_LINK = "{http://www.xbrl.org/2003/linkbase}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_KINDS = {"label": "label", "documentation": "documentation", "terseLabel": "label", "verboseLabel": "label"}


@dataclass(frozen=True, slots=True)
class LabelText:
    """`kind` is "label" or "documentation"."""

    concept: str
    kind: str
    text: str


def read_labels(package: Path) -> Iterator[LabelText]:
    with zipfile.ZipFile(package) as archive:
        for name in sorted(archive.namelist()):
            if _LINKBASE.search(name):
                yield from _linkbase(archive.read(name))


def _linkbase(data: bytes) -> Iterator[LabelText]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(data, parser)
    for link in root.iter(f"{_LINK}labelLink"):
        concepts: dict[str, str] = {}
        texts: dict[str, tuple[str, str]] = {}
        for child in link.iterchildren(f"{_LINK}loc", f"{_LINK}label"):
            label = child.get(f"{_XLINK}label", "")
            if child.tag == f"{_LINK}loc":
                ident = child.get(f"{_XLINK}href", "").rpartition("#")[2]
                concepts[label] = ident.replace("_", ":", 1)
            else:
                kind = _KINDS.get((child.get(f"{_XLINK}role") or "").rpartition("/")[2])
                if kind is not None:
                    texts[label] = (kind, " ".join("".join(child.itertext()).split()))
        for arc in link.iterchildren(f"{_LINK}labelArc"):
            concept = concepts.get(arc.get(f"{_XLINK}from", ""))
            found = texts.get(arc.get(f"{_XLINK}to", ""))
            if concept and found and found[1]:
                yield LabelText(concept, *found)


def write_labels(labels: Iterable[LabelText], path: Path) -> None:
    rows = sorted({f"{label.concept}\t{label.kind}\t{label.text}" for label in labels})
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8", newline="\n")


def load_labels(path: Path) -> Iterator[LabelText]:
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            concept, kind, text = line.split("\t", 2)
            yield LabelText(concept, kind, text)
