"""The tables of rules by which reports are built keep to their schemas and name elements that there are."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from converter.resources import folder
from converter.taxonomies.taxonomy import load

TABLES = ("entities", "titles", "naming", "preferred", "parenthetical", "one-sided", "members", "share-counts")


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((folder("taxonomy") / f"{name}.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_keeps_its_schema(name: str) -> None:
    schema = json.loads((folder("taxonomy") / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(table(name), schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("name", TABLES)
def test_a_table_with_an_unknown_key_does_not(name: str) -> None:
    schema = json.loads((folder("taxonomy") / f"{name}.schema.json").read_text("utf-8"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**table(name), "larch": 1}, schema)


def texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_names_elements_that_are_live(name: str) -> None:
    taxonomy = load("us-gaap/2024")
    named = [text for text in texts(table(name)) if re.fullmatch(r"(?:us-gaap|srt|dei):[A-Z]\w*", text)]
    dead = [text for text in named if (found := taxonomy.concept(text)) is None or found.deprecated]
    assert dead == []
