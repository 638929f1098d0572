"""The tables of `taxonomy/lexicon/` keep their promises: schema, counts over companies only, live elements only."""

from __future__ import annotations

import gzip
import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from converter.mapping.lexicon import OWN, Use, load
from converter.mapping.model import load as load_model
from converter.mapping.rules import label_rules
from converter.mapping.sheet import KINDS
from converter.resources import folder
from converter.taxonomies.taxonomy import load as load_taxonomy

LEXICON = folder("taxonomy") / "lexicon"


def lines() -> list[list[str]]:
    text = gzip.decompress((LEXICON / "labels.tsv.gz").read_bytes()).decode("ascii")
    return [line.split("\t") for line in text.splitlines()]


def live(name: str) -> bool:
    concept = load_taxonomy().concept(f"us-gaap:{name}")
    return concept is not None and not concept.deprecated


def test_the_label_table_keeps_its_schema() -> None:
    seen: set[tuple[str, str, str]] = set()
    used: set[str] = set()
    for form, statement, key, uses in lines():
        assert form in ("exact", "loose", "bag") and statement in KINDS and key == " ".join(key.split())
        seen.add((form, statement, key))
        counts = []
        for use in uses.split(" "):
            element, companies, negated = use.split(":")
            assert 0 <= int(negated) <= int(companies) and int(companies) >= 1
            counts.append(int(companies))
            used.add(element)
        # only labels that two or more companies used: one company's own wording is nobody else's business
        assert sum(counts) >= 2 and counts == sorted(counts, reverse=True)
    assert len(seen) == len(lines()) > 10_000
    assert [name for name in used - {OWN} if not live(name)] == []


def test_a_label_gives_its_uses_most_used_first() -> None:
    uses = load().uses("exact", "balance", "total current assets")
    assert uses[0].element == "AssetsCurrent" and uses[0].companies > 100 and uses[0].negated == 0
    assert load().uses("exact", "balance", "no company ever wrote this") == ()
    assert all(isinstance(use, Use) for use in uses)


def test_the_models_elements_are_live() -> None:
    elements = load_model().ranker.elements
    assert [name for name in elements.names if not live(name)] == []
    assert len(set(elements.names)) == len(elements.names)


def test_the_models_facts_are_the_taxonomys() -> None:
    elements, taxonomy = load_model().ranker.elements, load_taxonomy()
    for i, name in enumerate(elements.names):
        concept = taxonomy.concept(f"us-gaap:{name}")
        assert concept is not None
        assert {"debit": 1, "credit": -1, None: 0}[concept.balance] == elements.balance[i]
        assert (concept.period_type == "instant") == bool(elements.instant[i])


@pytest.mark.parametrize(
    ("table", "schema"),
    [("lexicon/rules.toml", "lexicon/rules.schema.json"), ("lexicon/eras.toml", "lexicon/eras.schema.json")],
)
def test_rule_tables_keep_their_schema(table: str, schema: str) -> None:
    root = folder("taxonomy")
    data = tomllib.loads((root / table).read_text("utf-8"))
    jsonschema.validate(data, json.loads((root / schema).read_text("utf-8")))
    for rule in label_rules():
        assert live(rule.concept.partition(":")[2])


def test_eras_name_live_elements() -> None:
    data = tomllib.loads((LEXICON / "eras.toml").read_text("utf-8"))
    assert [name for era in data["era"] for name in (era["element"], era["instead"]) if not live(name)] == []


def test_successors_are_live_and_what_they_replace_is_not() -> None:
    table = tomllib.loads((LEXICON / "successors.toml").read_text("utf-8"))["successor"]
    assert [new for new in table.values() if not live(new)] == []
    assert [old for old in table if live(old)] == []


def test_the_files_are_small() -> None:
    assert sum(path.stat().st_size for path in Path(LEXICON).iterdir()) < 6_000_000
