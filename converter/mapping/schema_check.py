"""Checks data against a JSON Schema, for the few keywords that `taxonomy/mapping.schema.json` uses.

A test compares it with the `jsonschema` library, which is no dependency of the program itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


@dataclass(frozen=True, slots=True)
class Violation:
    """`path` leads to the place: keys and list indices from the top."""

    path: tuple[str | int, ...]
    message: str


def violations(data: Any, schema: dict[str, Any], path: tuple[str | int, ...] = ()) -> Iterator[Violation]:
    """Everything in `data` that the schema does not allow, in the order of the data."""
    kind = schema.get("type")
    if kind and (not isinstance(data, _TYPES[kind]) or (kind == "integer" and isinstance(data, bool))):
        yield Violation(path, f"must be of type {kind}")
        return
    if "enum" in schema and not any(data == e and type(data) is type(e) for e in schema["enum"]):
        yield Violation(path, f"must be {' or '.join(_shown(e) for e in schema['enum'])}")
    if isinstance(data, str):
        if len(data) < schema.get("minLength", 0):
            yield Violation(path, "must not be empty")
        if "pattern" in schema and not re.search(schema["pattern"], data):
            yield Violation(path, f"{data!r} does not fit the pattern {schema['pattern']}")
    if isinstance(data, int) and not isinstance(data, bool):
        if data < schema.get("minimum", data):
            yield Violation(path, f"must be at least {schema['minimum']}")
        if data > schema.get("maximum", data):
            yield Violation(path, f"must be at most {schema['maximum']}")
    if isinstance(data, list) and "items" in schema:
        for i, one in enumerate(data):
            yield from violations(one, schema["items"], (*path, i))
    if isinstance(data, dict):
        yield from _object(data, schema, path)


def _object(data: dict[str, Any], schema: dict[str, Any], path: tuple[str | int, ...]) -> Iterator[Violation]:
    known = schema.get("properties", {})
    for key in schema.get("required", ()):
        if key not in data:
            yield Violation(path, f"{key!r} is missing")
    if "oneOf" in schema:
        fitting = sum(not list(violations(data, one)) for one in schema["oneOf"])
        if fitting != 1:
            names = ", ".join(repr(key) for one in schema["oneOf"] for key in one.get("required", ()))
            yield Violation(path, f"needs exactly one of {names}; it has {fitting or 'none'}")
    for key, value in data.items():
        if key in known:
            yield from violations(value, known[key], (*path, key))
        elif schema.get("additionalProperties", True) is False:
            yield Violation((*path, key), f"{key!r} is not known here; known are {', '.join(known)}")


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)
