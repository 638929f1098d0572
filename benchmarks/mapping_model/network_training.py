"""Trains `converter.mapping.network.Network` with JAX. Deterministic for one machine and one set of versions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
import optax

from benchmarks.mapping_model.corpus import Labelled
from converter.mapping.features import FIGURES, MODERN, PLACES, SECTOR, WIDTH, columns, tokens
from converter.mapping.labels import forms
from converter.mapping.lexicon import OWN
from converter.mapping.network import REACH, Network

EMBEDDING, HIDDEN, TOKENS, PACK, NAME_WORDS = 64, 128, 28, 2048, 14
MODERN_TIMES = 3
LEAST = {"w": 2, "b": 3, "e": 3, "l": 3, "g": 2, "s": 2}  # companies that must share a token of each kind


@dataclass(frozen=True, slots=True)
class Encoded:
    """A labelled sheet in numbers: token ids (padded with 0), columns, class ids (-1: teaches nothing)."""

    company: str
    kind: str
    modern: bool
    ids: np.ndarray
    columns: np.ndarray
    classes: np.ndarray


def vocabulary(examples: list[Labelled]) -> dict[str, int]:
    """Tokens that enough companies share, numbered from 1 in sorted order."""
    companies: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for row in example.sheet.rows:
            for token in tokens(row, forms(row.label)):
                companies[token].add(example.company)
    kept = sorted(t for t, c in companies.items() if len(c) >= LEAST[t[0]])
    return {token: i + 1 for i, token in enumerate(kept)}


def class_names(examples: list[Labelled]) -> tuple[str, ...]:
    """OWN, then the elements that two or more companies used."""
    companies: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for truth in example.truths:
            if truth.element:
                companies[truth.element].add(example.company)
    return (OWN, *sorted(e for e, c in companies.items() if len(c) >= 1 and e != OWN))


def name_words(classes: tuple[str, ...]) -> tuple[int, np.ndarray]:
    """How many words the elements' names have between them, and for each class their numbers (0: none), padded."""
    split = [[w.lower() for w in re.findall("[A-Z][a-z]*|[0-9]+", name)][:NAME_WORDS] for name in classes]
    count = Counter(w for ws in split for w in set(ws))
    number = {w: i + 1 for i, w in enumerate(sorted(w for w, n in count.items() if n > 1))}
    ids = np.zeros((len(classes), NAME_WORDS), np.int32)
    for i, ws in enumerate(split):
        known = [number[w] for w in ws if w in number]
        ids[i, : len(known)] = known
    return len(number) + 1, ids


def encode(examples: list[Labelled], words: dict[str, int], classes: tuple[str, ...]) -> list[Encoded]:
    number = {name: i for i, name in enumerate(classes)}
    out = []
    for x in examples:
        row_forms = [forms(row.label) for row in x.sheet.rows]
        ids = np.zeros((len(row_forms), TOKENS), np.int32)
        for i, (row, form) in enumerate(zip(x.sheet.rows, row_forms, strict=True)):
            found = [words[t] for t in tokens(row, form) if t in words][-TOKENS:]
            ids[i, : len(found)] = found
        wanted = np.array([number.get(t.element or "", -1) for t in x.truths], np.int32)
        out.append(
            Encoded(
                x.company, x.sheet.kind or "", (x.sheet.year or 0) >= MODERN, ids, columns(x.sheet, row_forms), wanted
            )
        )
    return out


def initial(key: jax.Array, words: int, classes: int, names: int) -> dict[str, jax.Array]:
    keys = iter(jax.random.split(key, 32))

    def matrix(rows: int, cols: int, scale: float = 1.0) -> jax.Array:
        return jax.random.normal(next(keys), (rows, cols)) * scale / np.sqrt(rows)

    p = {
        "embedding": jax.random.normal(next(keys), (words + 1, EMBEDDING)) * 0.2,
        "in": matrix(EMBEDDING + WIDTH, HIDDEN, 1.4),
        "in_bias": jnp.zeros(HIDDEN),
        "in2": matrix(HIDDEN, HIDDEN),
        "in2_bias": jnp.zeros(HIDDEN),
        "out": matrix(HIDDEN, classes, 0.3),
        "out_bias": jnp.zeros(classes),
        "names": jax.random.normal(next(keys), (names, HIDDEN)) * 0.02,
    }
    for k in range(len(REACH)):
        p[f"wide{k}"] = matrix(4 * HIDDEN, HIDDEN, 1.4)
        p[f"wide{k}_bias"] = jnp.zeros(HIDDEN)
        p[f"back{k}"] = matrix(HIDDEN, HIDDEN, 0.3)
    return p


def _normal(h: jax.Array) -> jax.Array:
    centred = h - h.mean(1, keepdims=True)
    return centred / jnp.sqrt((centred * centred).mean(1, keepdims=True) + 1e-5)


def _shifted(x: jax.Array, sheets: jax.Array, by: int) -> jax.Array:
    moved = jnp.roll(x, by, 0)
    index = jnp.arange(len(sheets)) - by
    same = (jnp.roll(sheets, by) == sheets) & (index >= 0) & (index < len(sheets))
    return moved * same[:, None]


def output_layer(p: dict[str, jax.Array], names: jax.Array) -> jax.Array:
    """A class's vector is its own and its name's words' together, so that rare elements learn from their kin."""
    known = (names > 0).astype(jnp.float32)[..., None]
    return p["out"] + ((p["names"][names] * known).sum(1) / jnp.sqrt(jnp.maximum(known.sum(1), 1))).T


def forward(
    p: dict[str, jax.Array], names: jax.Array, ids: jax.Array, cols: jax.Array, sheets: jax.Array, key: jax.Array | None
) -> jax.Array:
    known = (ids > 0).astype(jnp.float32)
    row = (p["embedding"][ids] * known[..., None]).sum(1) / jnp.sqrt(jnp.maximum(known.sum(1), 1))[:, None]
    keys = jax.random.split(key, len(REACH) + 2) if key is not None else [None] * (len(REACH) + 2)
    h = jnp.concatenate([row, cols], 1) @ p["in"] + p["in_bias"]
    h = _dropped(jax.nn.relu(h), keys[0], 0.1) @ p["in2"] + p["in2_bias"]
    segments = len(sheets)
    sizes = jax.ops.segment_sum(jnp.ones(segments), sheets, segments)
    for k, reach in enumerate(REACH):
        x = _normal(h)
        mean = (jax.ops.segment_sum(x, sheets, segments) / jnp.maximum(sizes, 1)[:, None])[sheets]
        wide = jnp.concatenate([_shifted(x, sheets, reach), x, _shifted(x, sheets, -reach), mean], 1)
        h = h + _dropped(jax.nn.relu(wide @ p[f"wide{k}"] + p[f"wide{k}_bias"]), keys[k + 1], 0.2) @ p[f"back{k}"]
    return _dropped(_normal(h), keys[-1], 0.2) @ output_layer(p, names) + p["out_bias"]


def _dropped(h: jax.Array, key: jax.Array | None, rate: float) -> jax.Array:
    if key is None:
        return h
    return h * jax.random.bernoulli(key, 1 - rate, h.shape) / (1 - rate)


def _loss(p, names, ids, cols, sheets, wanted, key):
    logits = jax.nn.log_softmax(forward(p, names, ids, cols, sheets, key))
    picked = jnp.take_along_axis(logits, jnp.maximum(wanted, 0)[:, None], 1)[:, 0]
    use = (wanted >= 0).astype(jnp.float32)
    return -(picked * use).sum() / jnp.maximum(use.sum(), 1)


def packs(sample: list[Encoded], rng: np.random.Generator, whole: np.ndarray) -> Iterator[tuple[np.ndarray, ...]]:
    """Packs of PACK rows: some statements as they are, some as rows alone, some with figures or headings hidden.

    `whole` tells for each token whether it stands for a whole label, which a new filer's label may not match.
    """
    ids = np.zeros((PACK, TOKENS), np.int32)
    cols = np.zeros((PACK, WIDTH), np.float32)
    sheets = np.zeros(PACK, np.int32)
    wanted = np.full(PACK, -1, np.int32)
    at = number = 0
    for x in sample:
        n = min(len(x.classes), PACK)
        if at + n > PACK:
            sheets[at:] = number
            yield ids.copy(), cols.copy(), sheets.copy(), wanted.copy()
            ids[:], cols[:], sheets[:], wanted[:] = 0, 0, 0, -1
            at = number = 0
        c = x.columns[:n].copy()
        hide = rng.random(n)
        alone = rng.random() < 0.3
        if alone:
            c[:, PLACES] = 0
            c[:, 25] = 1
        if alone or rng.random() < 0.15:
            c[:, FIGURES] = 0
        if rng.random() < 0.6:
            c[:, 9:13] = 0
        if rng.random() < 0.2:
            c[:, 7:9] = 0
        if rng.random() < 0.7:
            c[:, SECTOR:] = 0
        if rng.random() < 0.05:
            c[:, :5] = (0, 0, 0, 0, 1)
        t = x.ids[:n].copy()
        drop = rng.random(t.shape) < np.where(whole[t], 0.25, 0.08)
        drop |= (hide < 0.2)[:, None] & whole[t]
        drop |= (hide > 0.97)[:, None]  # totals without a label
        t[drop] = 0
        ids[at : at + n], cols[at : at + n], wanted[at : at + n] = t, c, x.classes[:n]
        if alone:
            sheets[at : at + n] = number + np.arange(n)
            number += n
        else:
            sheets[at : at + n] = number
            number += 1
        at += n
    sheets[at:] = min(number, PACK - 1)
    yield ids, cols, sheets, wanted


def sampled(examples: list[Encoded], rng: np.random.Generator, most: int) -> list[Encoded]:
    """At most `most` statements of a kind from each company, in random order."""
    by_company: dict[tuple[str, str], list[Encoded]] = defaultdict(list)
    for x in examples:
        by_company[x.company, x.kind].append(x)
    chosen = []
    for key in sorted(by_company):
        group = by_company[key]
        picked = [group[i] for i in rng.permutation(len(group))[:most]]
        chosen += picked
        # filings of today are few in the corpus and differ most from the rest
        chosen += [x for x in picked if x.modern for _ in range(MODERN_TIMES - 1)]
    return [chosen[i] for i in rng.permutation(len(chosen))]


def carried(
    p: dict[str, jax.Array], start: Network, words: dict[str, int], classes: tuple[str, ...]
) -> dict[str, jax.Array]:
    """Fresh weights with those of an earlier network in the places of the tokens and classes that both have."""
    tokens_both = [(i, start.vocabulary[token]) for token, i in words.items() if token in start.vocabulary]
    before = {name: i for i, name in enumerate(start.classes)}
    classes_both = [(i, before[name]) for i, name in enumerate(classes) if name in before]
    to, at = (np.array(side) for side in zip(*tokens_both, strict=True))
    to_class, at_class = (np.array(side) for side in zip(*classes_both, strict=True))
    out = dict(p)
    for name, value in start.weights.items():
        if name == "embedding":
            out[name] = p[name].at[to].set(value[at])
        elif name == "out":
            out[name] = p[name].at[:, to_class].set(value[:, at_class])
        elif name == "out_bias":
            out[name] = p[name].at[to_class].set(value[at_class])
        else:
            out[name] = jnp.asarray(value)
    out["names"] = jnp.zeros_like(p["names"])
    return out


def train(
    examples: list[Encoded],
    words: dict[str, int],
    classes: tuple[str, ...],
    epochs: int,
    seed: int,
    start: Network | None = None,
) -> dict[str, np.ndarray]:
    """The weights after `epochs` passes over a sample of the examples, from scratch or from an earlier network's."""
    rng = np.random.default_rng(seed)
    whole = np.zeros(len(words) + 1, bool)
    for token, i in words.items():
        whole[i] = token[0] in "elg"
    key = jax.random.key(seed)
    names_count, names = name_words(classes)
    p = initial(key, len(words), len(classes), names_count)
    if start is not None:
        p = carried(p, start, words, classes)
    steps = epochs * (sum(len(x.classes) for x in sampled(examples, np.random.default_rng(seed), 2)) // (PACK - 60) + 1)
    schedule = optax.warmup_cosine_decay_schedule(1e-4, 4e-3 if start is None else 1.5e-3, steps // 12, steps, 2e-5)
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, weight_decay=1e-2))
    state = optimiser.init(p)

    @jax.jit
    def step(p, state, key, ids, cols, sheets, wanted):
        loss, gradient = jax.value_and_grad(_loss)(p, names, ids, cols, sheets, wanted, key)
        updates, state = optimiser.update(gradient, state, p)
        return optax.apply_updates(p, updates), state, loss

    for epoch in range(epochs):
        losses = []
        for pack in packs(sampled(examples, rng, 2), rng, whole):
            key, one = jax.random.split(key)
            p, state, loss = step(p, state, one, *pack)
            losses.append(loss)
        print(f"  epoch {epoch + 1}: loss {float(jnp.stack(losses).mean()):.4f}", flush=True)
    p["out"] = output_layer(p, jnp.asarray(names))
    del p["names"]
    return {name: np.asarray(value, np.float32) for name, value in p.items()}
