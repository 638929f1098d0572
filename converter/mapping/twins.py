"""Figures that state two elements at once ("basic and diluted"): `taxonomy/lexicon/twins.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from converter.mapping.labels import forms
from converter.mapping.rules import matches, patterns
from converter.mapping.sheet import Row
from converter.resources import rules


@dataclass(frozen=True, slots=True)
class Twin:
    """One `[[twin]]`; the table's head says what each part means. `of` finds a pair by either of its elements."""

    labels: tuple[re.Pattern[str], ...]
    of: Mapping[str, tuple[str, str]]


@lru_cache(maxsize=1)
def _table() -> tuple[Twin, ...]:
    return tuple(
        Twin(
            labels=patterns(entry["labels"]),
            of={f"us-gaap:{name}": _pair(pair) for pair in entry["both"].items() for name in pair},
        )
        for entry in rules("lexicon/twins.toml")["twin"]
    )


def _pair(names: tuple[str, str]) -> tuple[str, str]:
    first, second = names
    return f"us-gaap:{first}", f"us-gaap:{second}"


def twins(concept: str, row: Row) -> tuple[str, str] | None:
    """The two elements (prefixed) that the row states where it was given one of them; None where it states one."""
    for twin in _table():
        if concept in twin.of:
            texts = [forms(text).exact for text in (row.label, *row.section)]
            if any(matches(twin.labels, text) for text in texts):
                return twin.of[concept]
    return None
