"""Gathers what the ranking needs to know of each element: facts and arcs from the taxonomy, use from the corpus."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from benchmarks.mapping_model.corpus import Labelled, live_elements
from converter.mapping.elements import Elements, Kind
from converter.mapping.features import MODERN
from converter.mapping.lexicon import OWN
from converter.mapping.sheet import KINDS
from converter.taxonomies import taxonomy as taxonomies
from converter.taxonomies.taxonomy import Concept

_KINDS = {
    "monetaryItemType": Kind.MONEY,
    "sharesItemType": Kind.SHARES,
    "perShareItemType": Kind.PER_SHARE,
    "percentItemType": Kind.PERCENT,
    "pureItemType": Kind.PURE,
    "integerItemType": Kind.PURE,
    "decimalItemType": Kind.PURE,
}


def element_table(examples: list[Labelled], classes: tuple[str, ...]) -> Elements:
    """The classes' elements first, then the others that stand in the taxonomy's statements."""
    taxonomy = taxonomies.load()
    live = live_elements()
    in_statements: set[str] = set()
    arcs: set[tuple[str, str]] = set()
    for role in taxonomy.presentation_roles:
        if "/us-gaap/role/statement/" in role:
            for arc in taxonomy.presentation(role):
                in_statements.update((arc.parent.partition(":")[2], arc.child.partition(":")[2]))
    names = [name for name in classes if name != OWN]
    others = [
        n
        for n in sorted(in_statements - set(names))
        if n in live and not live[n].abstract and _kind(live[n]) < Kind.OTHER
    ]
    names += others
    number = {name: i for i, name in enumerate(names)}
    for name in names:
        for child in taxonomy.calculation_children(f"us-gaap:{name}"):
            if "/role/statement/" in child.role:
                arcs.add((name, child.concept.partition(":")[2]))
    pairs = sorted((number[p], number[c]) for p, c in arcs if p in number and c in number)

    users: dict[tuple[int, int], set[str]] = defaultdict(set)
    modern: dict[int, set[str]] = defaultdict(set)
    sectors: dict[tuple[int, int], set[str]] = defaultdict(set)
    held, twice = np.zeros((len(names), 4)), np.zeros((len(names), 4))
    signs = np.zeros((len(names), 2))
    for x in examples:
        kind = KINDS.index(x.sheet.kind or "")
        count: dict[int, int] = defaultdict(int)
        for row, truth in zip(x.sheet.rows, x.truths, strict=True):
            i = number.get(truth.element or "")
            if i is None:
                continue
            count[i] += 1
            users[i, kind].add(x.company)
            if x.sheet.year and x.sheet.year >= MODERN:
                modern[i].add(x.company)
            if x.sheet.sic:
                sectors[i, min(x.sheet.sic // 1000, 9)].add(x.company)
            if row.value:
                signs[i, int((row.value < 0) != truth.negated)] += 1
        for i, n in count.items():
            held[i, kind] += 1
            twice[i, kind] += n > 1
    use = np.zeros((len(names), 4), np.float32)
    by_sector = np.zeros((len(names), 10), np.float32)
    for (i, kind), companies in users.items():
        use[i, kind] = len(companies)
    for (i, division), companies in sectors.items():
        by_sector[i, division] = len(companies)
    return Elements(
        names=tuple(names),
        kind=np.array([_kind(live[n]) for n in names], np.int8),
        balance=np.array([{"debit": 1, "credit": -1}.get(live[n].balance or "", 0) for n in names], np.int8),
        instant=np.array([live[n].period_type == "instant" for n in names], np.int8),
        arcs=np.array(pairs, np.int16).reshape(-1, 2),
        use=use,
        modern=np.array([len(modern[i]) for i in range(len(names))], np.float32),
        sectors=by_sector,
        repeats=((twice + 0.2) / (held + 2)).astype(np.float32),
        minus=((signs[:, 1] + 0.1) / (signs.sum(1) + 1)).astype(np.float32),
    )


def _kind(concept: Concept) -> Kind:
    if concept.abstract:
        return Kind.OTHER
    return _KINDS.get(concept.type.partition(":")[2], Kind.OTHER)
