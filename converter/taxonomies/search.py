"""Text search over element names, and over labels and documentation where the official package is installed."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from converter.taxonomies.labels import load_labels
from converter.taxonomies.offline import facts_hash
from converter.taxonomies.taxonomy import Taxonomy

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")


@dataclass(frozen=True, slots=True)
class Hit:
    concept: str
    label: str | None
    score: float  # higher is better


def words_of(name: str) -> str:
    """`AssetsNetOfDebt` -> `Assets Net Of Debt`."""
    return " ".join(_WORD.findall(name))


def search(taxonomy: Taxonomy, query: str, limit: int = 20) -> list[Hit]:
    """Concepts that hold every word of `query` (as a beginning), best first; shorter names first among equals."""
    terms = re.findall(r"\w+", words_of(query) if query.isalnum() and not query.islower() else query)
    if not terms:
        return []
    match = " AND ".join(f'"{term}"*' for term in terms)
    with sqlite3.connect(_index(taxonomy)) as opened:
        rows = opened.execute(
            "select concept, label, -bm25(words, 0, 10.0, 8.0, 1.0) from words where words match ? "
            "order by bm25(words, 0, 10.0, 8.0, 1.0), length(concept), concept limit ?",
            (match, limit),
        ).fetchall()
    opened.close()
    return [Hit(concept, label or None, score) for concept, label, score in rows]


def _index(taxonomy: Taxonomy) -> Path:
    """The search index, made on first use and kept under a name that holds the hash of what it was made from."""
    labels = taxonomy.folder / "labels.tsv"
    mark = f"{labels.stat().st_mtime_ns:x}" if labels.is_file() else "0"
    folder = user_cache_path("ixconvert") / "taxonomies"
    target = folder / f"{taxonomy.name.replace('/', '-')}-{facts_hash(taxonomy)[:16]}-{mark}.sqlite"
    if not target.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".indexing-") as scratch:
            made = Path(scratch) / "index.sqlite"
            _build(taxonomy, made)
            made.replace(target)
    return target


def _build(taxonomy: Taxonomy, path: Path) -> None:
    label: dict[str, str] = {}
    documentation: dict[str, str] = {}
    for item in load_labels(taxonomy.folder / "labels.tsv"):
        chosen = label if item.kind == "label" else documentation
        chosen[item.concept] = f"{chosen[item.concept]} | {item.text}" if item.concept in chosen else item.text
    opened = sqlite3.connect(path)
    opened.execute(
        "create virtual table words using fts5(concept unindexed, name, label, documentation, tokenize='porter')"
    )
    opened.executemany(
        "insert into words values (?, ?, ?, ?)",
        (
            (name, words_of(name.partition(":")[2]), label.get(name, ""), documentation.get(name, ""))
            for name in taxonomy.names()
        ),
    )
    opened.commit()
    opened.close()
