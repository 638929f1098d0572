"""The tables of `taxonomy/cover/`: places, exchanges, questions, securities, and what EDGAR asks of each form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from converter.resources import rules


@dataclass(frozen=True, slots=True)
class Question:
    """`answer` is "yes-no", "boolean", "box" or "accelerated"; see questions.toml."""

    concept: str
    answer: str
    words: re.Pattern[str]
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Required:
    """`since` is the first year in which covers state the fact, None where they always did."""

    concept: str
    forms: tuple[str, ...]
    since: int | None


def _table(name: str) -> dict[str, Any]:
    return rules(f"cover/{name}.toml")


def words(pattern: str) -> re.Pattern[str]:
    """A pattern of the tables: a space in it stands for any white space."""
    return re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE)


def place_key(name: str) -> str:
    return " ".join(name.replace(".", " ").replace(",", " ").split()).casefold()


@cache
def incorporation_places() -> dict[str, str]:
    """Name or code, case folded -> EDGAR state or country code."""
    table = _table("places")
    found = {
        place_key(name): code
        for group in ("states", "edgar", "countries")
        for code, names in table[group].items()
        for name in names
    }
    return {**found, **{code.casefold(): code for code in table["states"]}}


@cache
def address_places() -> dict[str, str]:
    """Name or code, case folded -> code of dei:stateOrProvinceItemType."""
    table = _table("places")
    found = {
        place_key(name): code
        for group in ("states", "provinces")
        for code, names in table[group].items()
        for name in names
    }
    return {**found, **{code.casefold(): code for group in ("states", "provinces") for code in table[group]}}


@cache
def exchanges() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((words(row["words"]), row["code"]) for row in _table("exchanges")["exchange"])


@cache
def securities() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((words(row["words"]), row["member"]) for row in _table("securities")["security"])


@cache
def questions() -> tuple[Question, ...]:
    return tuple(
        Question(row["concept"], row["answer"], words(row["words"]), tuple(row["forms"]))
        for row in _table("questions")["question"]
    )


@cache
def required() -> tuple[Required, ...]:
    return tuple(Required(row["concept"], tuple(row["forms"]), row.get("since")) for row in _table("required")["fact"])


def exchange_code(text: str) -> tuple[str, int, int] | None:
    """The first exchange named in `text`: its code and where its name stands."""
    found = [(match.start(), match.end(), code) for pattern, code in exchanges() if (match := pattern.search(text))]
    if not found:
        return None
    start, end, code = min(found)
    return code, start, end


def stock_member(title: str) -> str | None:
    """The member of the first matching row, None where no row matches or the row has none."""
    return next((member for pattern, member in securities() if pattern.search(title)), None) or None
