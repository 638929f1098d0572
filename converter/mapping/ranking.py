"""Ranks the elements that each row of a sheet may be: candidates, what speaks for each, and a probability.

candidates   what the network, the lexicon and the elements' names suggest
evidence     one row of `EVIDENCE` numbers for each candidate of a row
probability  softmax over a row's candidates and "none of them", from the network's odds corrected by boosted trees,
             then no element twice in a statement that does not repeat
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log1p
from typing import TYPE_CHECKING

from converter.mapping.elements import KIND_OF, Elements, Kind
from converter.mapping.features import FIGURES, MODERN, PLACES, Footing, columns, footing, grain, numbers, tokens
from converter.mapping.labels import Forms, forms
from converter.mapping.lexicon import OWN, Use
from converter.mapping.network import Network
from converter.mapping.sheet import KINDS, Row, Sheet
from converter.mapping.trees import Trees

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

Lookup = Callable[[str, str, str], tuple[Use, ...]]

EVIDENCE = 48
_FROM_NETWORK, _FROM_LABEL, _FROM_NAMES = 20, 12, 6
_FORMS = ("exact", "loose", "bag")
_FLOOR = -20.0  # log probability of what the network does not know


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of a sheet's rows: log probabilities of each element (rows, elements) and of OWN (rows,),
    once in context and once of each row alone."""

    context: Array
    context_own: Array
    alone: Array
    alone_own: Array


@dataclass(frozen=True, slots=True)
class Ranked:
    """One row's candidates, best first: element numbers, probabilities, and the probability of none of them."""

    elements: tuple[int, ...]
    probabilities: tuple[float, ...]
    none: float


@dataclass(frozen=True, slots=True)
class Ranker:
    elements: Elements
    network: Network
    trees: Trees
    lookup: Lookup

    def rank(self, sheets: list[Sheet]) -> list[list[Ranked]]:
        """For each sheet, for each row, its ranked candidates."""
        readings = read(self.network, self.elements, sheets)
        out = []
        for sheet, reading in zip(sheets, readings, strict=True):
            found, evidence = weigh(sheet, reading, self.elements, self.lookup)
            out.append(resolve(sheet, self.elements, found, evidence, self.trees.scores(evidence)))
        return out


def read(network: Network, elements: Elements, sheets: list[Sheet]) -> list[Reading]:
    """Run the network over the sheets together."""
    import numpy as np

    row_forms = [[forms(row.label) for row in sheet.rows] for sheet in sheets]
    found = [
        tokens(row, form) for s, fs in zip(sheets, row_forms, strict=True) for row, form in zip(s.rows, fs, strict=True)
    ]
    if not found:
        empty = np.zeros((0, len(elements.names)), np.float32)
        return [Reading(empty, empty[:, 0], empty, empty[:, 0]) for _ in sheets]
    cols = np.concatenate([columns(s, fs) for s, fs in zip(sheets, row_forms, strict=True)])
    sizes = [len(s.rows) for s in sheets]
    context = _log_softmax(network.logits(found, cols, np.repeat(np.arange(len(sheets)), sizes)))
    several = np.repeat(np.array(sizes) > 1, sizes)
    alone = context
    if several.any():
        bare = cols.copy()
        bare[:, PLACES] = 0
        bare[:, 25] = 1
        bare[:, FIGURES] = 0
        alone = _log_softmax(network.logits(found, bare, np.arange(len(found))))
    places = np.array([elements.number(name) if name != OWN else -1 for name in network.classes], object)
    known = np.array([k for k, p in enumerate(places) if p is not None and p >= 0])
    at = places[known].astype(np.int64)

    def spread(log_p: Array) -> Array:
        wide = np.full((len(log_p), len(elements.names)), _FLOOR, np.float32)
        wide[:, at] = np.maximum(log_p[:, known], _FLOOR)
        return wide

    own = network.classes.index(OWN)
    wide, wide_alone = spread(context), spread(alone)
    out, start = [], 0
    for size in sizes:
        part = slice(start, start + size)
        out.append(Reading(wide[part], context[part, own], wide_alone[part], alone[part, own]))
        start += size
    return out


def _log_softmax(x: Array) -> Array:
    import numpy as np

    x = x - x.max(1, keepdims=True)
    out: Array = x - np.log(np.exp(x).sum(1, keepdims=True))
    return out


def weigh(sheet: Sheet, reading: Reading, elements: Elements, lookup: Lookup) -> tuple[list[list[int]], Array]:
    """Candidates of each row, and the evidence for all of them in that order, shape (candidates, EVIDENCE)."""
    import numpy as np

    values = numbers(sheet)
    foots = footing(values, 1.01 * grain(values))
    best = reading.context.argmax(1)
    # how strongly the strongest and the second strongest row of the sheet claim each element
    claims = np.sort(reading.context, 0)[-2:] if len(sheet.rows) > 1 else None
    found: list[list[int]] = []
    blocks = []
    for i, row in enumerate(sheet.rows):
        form = forms(row.label)
        uses = {(f, kind): lookup(f, kind, getattr(form, f)) for f in _FORMS for kind in _kinds(sheet, f)}
        shared = elements.named_like(form.words)
        chosen = _candidates(reading, i, uses, shared, elements)
        block = np.zeros((len(chosen), EVIDENCE), np.float32)
        if chosen:
            _from_network(block, reading, i, chosen)
            _from_labels(block, sheet, uses, chosen, elements)
            _from_names(block, form, shared, chosen, elements)
            _from_facts(block, sheet, row, chosen, elements)
            _from_footing(block, i, foots, best, chosen, elements)
            _from_rivals(block, i, reading, claims, chosen)
            _from_row(block, sheet, row, form, values, i)
        found.append(chosen)
        blocks.append(block)
    return found, np.concatenate(blocks) if blocks else np.zeros((0, EVIDENCE), np.float32)


def _kinds(sheet: Sheet, form: str) -> tuple[str, ...]:
    return KINDS if form == "loose" or sheet.kind is None else (sheet.kind,)


def _candidates(
    reading: Reading, i: int, uses: dict[tuple[str, str], tuple[Use, ...]], shared: Array, elements: Elements
) -> list[int]:
    import numpy as np

    log_p = reading.context[i]
    top = (
        np.argpartition(-log_p, _FROM_NETWORK)[:_FROM_NETWORK] if len(log_p) > _FROM_NETWORK else np.arange(len(log_p))
    )
    chosen = dict.fromkeys(int(k) for k in top[np.argsort(-log_p[top], kind="stable")])
    for found in uses.values():
        for use in found[:_FROM_LABEL]:
            number = elements.number(use.element)
            if number is not None:
                chosen[number] = None
    likeness = shared * shared / (elements.name_weights + 3)
    alike = np.argpartition(-likeness, _FROM_NAMES)[:_FROM_NAMES]
    chosen.update(dict.fromkeys(int(k) for k in alike[np.argsort(-likeness[alike], kind="stable")] if shared[k]))
    return list(chosen)


def _from_network(block: Array, reading: Reading, i: int, chosen: list[int]) -> None:
    import numpy as np

    for at, log_p in ((0, reading.context[i]), (1, reading.alone[i])):
        mine = log_p[chosen]
        block[:, at] = mine
        block[:, at + 2] = mine - mine.max()
        block[:, at + 4] = np.argsort(np.argsort(-mine, kind="stable"))
    block[:, 6] = reading.context_own[i]
    block[:, 7] = reading.alone_own[i]
    block[:, 8] = reading.context[i].max()


def _from_labels(
    block: Array, sheet: Sheet, uses: dict[tuple[str, str], tuple[Use, ...]], chosen: list[int], elements: Elements
) -> None:
    place = {element: k for k, element in enumerate(chosen)}
    for n, form in enumerate(_FORMS):
        at = 9 + 4 * n
        here = [u for kind in ((sheet.kind,) if sheet.kind else _kinds(sheet, form)) for u in uses[form, kind]]
        total = sum(u.companies for u in here)
        own = sum(u.companies for u in here if u.element == OWN)
        block[:, at + 2] = log1p(total)
        block[:, at + 3] = own / (total + 1)
        for use in here:
            k = place.get(_number(elements, use))
            if k is not None:
                block[k, at] += log1p(use.companies)
                block[k, at + 1] += use.companies / (total + 1)
    everywhere = [u for kind in KINDS for u in uses["loose", kind]]
    total = sum(u.companies for u in everywhere)
    for use in everywhere:
        k = place.get(_number(elements, use))
        if k is not None:
            block[k, 21] += use.companies / (total + 1)


def _number(elements: Elements, use: Use) -> int:
    found = elements.number(use.element)
    return -1 if found is None else found


def _from_names(block: Array, form: Forms, shared: Array, chosen: list[int], elements: Elements) -> None:
    block[:, 22] = shared[chosen] / elements.word_weight(form.words)
    block[:, 23] = shared[chosen] / elements.name_weights[chosen]


def _from_facts(block: Array, sheet: Sheet, row: Row, chosen: list[int], elements: Elements) -> None:
    import numpy as np

    kind = KINDS.index(sheet.kind) if sheet.kind else None
    use = elements.use[chosen]
    block[:, 24] = np.log1p(use[:, kind] if kind is not None else use.max(1))
    block[:, 25] = np.log1p(use.sum(1))
    block[:, 26] = elements.repeats[chosen, kind] if kind is not None else 0
    if row.period_type:
        block[:, 27] = np.where(elements.instant[chosen] == (row.period_type == "instant"), 1, -1)
    if row.measure in KIND_OF:
        block[:, 28] = np.where(elements.kind[chosen] == KIND_OF[row.measure], 1, -1)
    block[:, 29] = elements.kind[chosen]
    block[:, 30] = elements.minus[chosen]
    block[:, 31] = np.log1p(elements.modern[chosen])
    block[:, 32] = elements.balance[chosen]
    if sheet.sic:
        division = min(sheet.sic // 1000, 9)
        all_of = elements.sectors[chosen].sum(1) + 1
        base = elements.sectors[:, division].sum() / max(float(elements.sectors.sum()), 1.0)
        block[:, 33] = np.log((elements.sectors[chosen, division] + 2 * base) / (all_of + 1) / (base + 1e-6))


def _from_footing(
    block: Array, i: int, foots: Footing, best: NDArray[np.int64], chosen: list[int], elements: Elements
) -> None:
    parts = [int(best[j]) for j, whole in enumerate(foots.whole) if whole == i]
    above = int(best[foots.whole[i]]) if foots.whole[i] >= 0 else None
    block[:, 34] = len(parts)
    for k, element in enumerate(chosen):
        if parts:
            below = elements.below(element)
            block[k, 35] = sum(part in below for part in parts) / len(parts)
            block[k, 36] = bool(below)
        if above is not None:
            block[k, 37] = 1 if element in elements.below(above) else -1


def _from_rivals(block: Array, i: int, reading: Reading, claims: Array | None, chosen: list[int]) -> None:
    import numpy as np

    if claims is None:
        return
    mine = reading.context[i][chosen]
    first, second = claims[1][chosen], claims[0][chosen]
    block[:, 38] = np.where(mine >= first, second, first)  # the strongest claim of another row
    block[:, 39] = mine - block[:, 38]


def _from_row(block: Array, sheet: Sheet, row: Row, form: Forms, values: list[float | None], i: int) -> None:
    value = values[i]
    block[:, 40] = len(form.words)
    block[:, 41] = KINDS.index(sheet.kind) if sheet.kind else 4
    block[:, 42] = len(sheet.rows)
    block[:, 43] = row.heading
    block[:, 44] = 0 if value is None else 1 if value >= 0 else -1
    block[:, 45] = 0 if sheet.year is None else 1 if sheet.year >= MODERN else -1
    block[:, 46] = i / len(sheet.rows)
    block[:, 47] = row.label[:5].lower() == "total"


def resolve(sheet: Sheet, elements: Elements, found: list[list[int]], evidence: Array, scores: Array) -> list[Ranked]:
    """Probabilities from scores; then, strongest first, an element once taken weighs less for the other rows."""
    import numpy as np

    probabilities: list[Array] = []
    none: list[float] = []
    start = 0
    for chosen in found:
        part = slice(start, start + len(chosen))
        odds = np.exp(np.clip(scores[part] + evidence[part, 0] - evidence[part, 6], -30, 30))
        probabilities.append(odds / (1 + odds.sum()))
        none.append(float(1 / (1 + odds.sum())))
        start += len(chosen)
    if len(found) > 1:
        _once_each(sheet, elements, found, probabilities)
    out = []
    for chosen, p, rest in zip(found, probabilities, none, strict=True):
        order = sorted(range(len(chosen)), key=lambda k: (-p[k], chosen[k]))
        out.append(Ranked(tuple(chosen[k] for k in order), tuple(float(p[k]) for k in order), rest))
    return out


def _once_each(sheet: Sheet, elements: Elements, found: list[list[int]], probabilities: list[Array]) -> None:
    kind = KINDS.index(sheet.kind) if sheet.kind else None
    claims = sorted(
        (
            (float(p[k]), i, k)
            for i, p in enumerate(probabilities)
            for k in range(len(p))
            if p[k] > 0.02
        ),
        key=lambda claim: (-claim[0], claim[1], claim[2]),
    )  # fmt: skip
    taken: dict[int, float] = {}
    for _, i, k in claims:
        element = found[i][k]
        if elements.kind[element] == Kind.OTHER:
            continue
        held = taken.get(element)
        if held is None:
            taken[element] = float(probabilities[i][k])
        else:
            again = float(elements.repeats[element, kind]) if kind is not None else 0.2
            probabilities[i][k] *= (1 - held) + held * min(1.0, again + 0.02)
