"""The tables of `taxonomy/statements/`, read once and checked for shape."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from converter import resources
from converter.statements.statement import Basis, Measure, StatementKind
from converter.statements.wording import PhraseTable


@dataclass(frozen=True, slots=True)
class PeriodWords:
    months: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    units: dict[str, str]
    classes: dict[str, str]  # word -> "ended", "through", "instant", "joining", "fiscal", "inception", "yearend"
    bounds: frozenset[str]  # before a number of months that is a bound, not a length
    wholes: frozenset[str]  # last words of heads over sums of quarters


@dataclass(frozen=True, slots=True)
class ScaleWords:
    units: dict[str, int]
    before: frozenset[str]
    after: frozenset[str]
    exceptions: PhraseTable[tuple[str, ...]]
    shares: frozenset[str]
    money: frozenset[str]
    currencies: PhraseTable[str]


@dataclass(frozen=True, slots=True)
class BasisWords:
    bases: PhraseTable[Basis]
    order: tuple[Basis, ...]
    reported: frozenset[str]
    component: PhraseTable[bool]
    equity: PhraseTable[bool]
    capital: PhraseTable[bool]
    income: PhraseTable[bool]
    parts: PhraseTable[bool]
    historical: frozenset[str]
    counted: CountedWords


@dataclass(frozen=True, slots=True)
class CountedWords:
    """Of heads over columns of equity that name no component; see `bases.toml`."""

    shares: frozenset[str]
    amounts: frozenset[str]
    common: frozenset[str]
    stocks: PhraseTable[bool]


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """Of heads over columns of shares and of amounts for a share; see `measures.toml`."""

    shares: PhraseTable[bool]
    bare: frozenset[str]
    not_shares: frozenset[str]
    per_share: PhraseTable[bool]


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """Of counts and physical quantities; see `measures.toml`."""

    things: frozenset[str]
    units: frozenset[str]
    qualified: frozenset[str]
    around: frozenset[str]
    whose: frozenset[str]
    money: frozenset[str]
    sold: frozenset[str]
    causes: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlanWords:
    """Of employee benefit plans; see `kinds.toml`."""

    titles: PhraseTable[bool]
    rows: PhraseTable[bool]
    names: PhraseTable[bool]
    statements: PhraseTable[bool]


@dataclass(frozen=True, slots=True)
class KindWords:
    """See `kinds.toml`. `titles` holds `topics` too."""

    titles: PhraseTable[StatementKind]
    topics: PhraseTable[StatementKind]
    explains: PhraseTable[bool]
    filler: frozenset[str]
    prose: frozenset[str]
    other_order: PhraseTable[bool]
    least_of_other_order: int
    labels: PhraseTable[tuple[StatementKind, int, str]]
    title_weight: int
    threshold: int
    drop_titles: PhraseTable[bool]
    drop_heads: frozenset[str]
    drop_units: PhraseTable[bool]
    asides: PhraseTable[bool]
    note: PhraseTable[bool]
    plan: PlanWords


def _load(name: str) -> dict[str, Any]:
    with (resources.folder("taxonomy") / "statements" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _table(phrases: list[str]) -> PhraseTable[bool]:
    return PhraseTable((phrase, True) for phrase in phrases)


@cache
def periods() -> PeriodWords:
    data = _load("periods")
    classes = {word: name for name, members in data["words"].items() for word in members}
    beside = data["beside"]
    bounds, wholes = frozenset(beside["bounds"]), frozenset(beside["wholes"])
    return PeriodWords(
        data["months"], data["numbers"], data["ordinals"], data["units"], classes, bounds=bounds, wholes=wholes
    )


@cache
def scales() -> ScaleWords:
    data = _load("scales")
    exceptions = PhraseTable((entry["phrase"], tuple(entry["measures"])) for entry in data["exceptions"])
    return ScaleWords(
        units=data["units"],
        before=frozenset(data["phrase"]["before"]),
        after=frozenset(data["phrase"]["after"]),
        exceptions=exceptions,
        shares=frozenset(data["share_words"]["words"]),
        money=frozenset(data["share_words"]["money"]),
        currencies=PhraseTable(data["currencies"].items()),
    )


@cache
def bases() -> BasisWords:
    data = _load("bases")
    entries = [(phrase, Basis(table["basis"])) for table in data["basis"] for phrase in table["phrases"]]
    return BasisWords(
        bases=PhraseTable(entries),
        order=tuple(Basis(table["basis"]) for table in data["basis"]),
        reported=frozenset(data["reported"]["phrases"]),
        component=_table(data["component"]["phrases"]),
        equity=_table(data["equity"]["phrases"]),
        capital=_table(data["capital"]["phrases"]),
        income=_table(data["income"]["phrases"]),
        parts=_table(data["parts"]["phrases"]),
        historical=frozenset(data["historical"]["words"]),
        counted=CountedWords(
            shares=frozenset(data["counted"]["shares"]),
            amounts=frozenset(data["counted"]["amounts"]),
            common=frozenset(data["counted"]["common"]),
            stocks=_table(data["counted"]["stocks"]),
        ),
    )


@cache
def measures() -> dict[Measure, PhraseTable[bool]]:
    data = _load("measures")
    names = {
        Measure.PER_SHARE: "per_share",
        Measure.SHARES: "shares",
        Measure.MONEY: "money",
        Measure.PERCENT: "percent",
        Measure.PURE: "pure",
    }
    return {measure: _table(data[name]["phrases"]) for measure, name in names.items()}


@cache
def column_measures() -> ColumnWords:
    data = _load("measures")["column"]
    return ColumnWords(
        _table(data["shares"]), frozenset(data["bare"]), frozenset(data["not_shares"]), _table(data["per_share"])
    )


@cache
def quantities() -> QuantityWords:
    data = _load("measures")["quantity"]
    return QuantityWords(**{name: frozenset(members) for name, members in data.items()})


@cache
def kinds() -> KindWords:
    data = _load("kinds")
    titles: list[tuple[str, StatementKind]] = []
    topics: list[tuple[str, StatementKind]] = []
    labels: list[tuple[str, tuple[StatementKind, int, str]]] = []
    for table in data["kind"]:
        kind = StatementKind(table["kind"])
        titles.extend((phrase, kind) for phrase in table["titles"])
        topics.extend((phrase, kind) for phrase in table.get("topics", ()))
        for entry in table["labels"]:
            phrase, _, weight = entry.partition(":")
            labels.append((phrase, (kind, int(weight or 1), phrase)))
    return KindWords(
        titles=PhraseTable([*titles, *topics]),
        topics=PhraseTable(topics),
        explains=_table(data["title"]["explains"]),
        filler=frozenset(data["title"]["filler"]),
        prose=frozenset(data["title"]["prose"]),
        other_order=_table(data["columns"]["heads"]),
        least_of_other_order=data["columns"]["least"],
        labels=PhraseTable(labels),
        title_weight=data["title_weight"],
        threshold=data["threshold"],
        drop_titles=_table(data["drop"]["titles"]),
        drop_heads=frozenset(data["drop"]["heads"]),
        drop_units=_table(data["drop"]["units"]),
        asides=_table(data["drop"]["asides"]),
        note=_table(data["note"]["titles"]),
        plan=PlanWords(*(_table(data["plan"][name]) for name in ("titles", "rows", "names", "statements"))),
    )


@cache
def rows() -> dict[str, PhraseTable[bool]]:
    """Tables of `rows.toml` by name: total, minus, loss, opening, closing, held, instant, flow, ..."""
    return {name: _table(table["phrases"]) for name, table in _load("rows").items() if name != "phase"}


@cache
def phases() -> dict[StatementKind, PhraseTable[int]]:
    """For each kind of statement the phrases with which the labels of its parts begin, parts numbered in order."""
    return {
        StatementKind(table["kind"]): PhraseTable(
            (phrase, number) for number, part in enumerate(table["phrases"]) for phrase in part
        )
        for table in _load("rows")["phase"]
    }
