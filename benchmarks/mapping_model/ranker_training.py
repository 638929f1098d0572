"""Trains the trees that correct the network's odds, on companies that the network has not seen.

The lexicon's counts for a company's own rows leave that company out, so that in training, as in use, the label's
history is that of others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any

import lightgbm
import numpy as np

from benchmarks.mapping_model.corpus import Labelled
from converter.mapping.elements import Elements
from converter.mapping.labels import forms
from converter.mapping.lexicon import OWN, Use
from converter.mapping.network import Network
from converter.mapping.ranking import read, weigh
from converter.mapping.sheet import Row, Sheet
from converter.mapping.trees import Trees

Users = dict[tuple[str, str, str], dict[str, dict[str, bool]]]


def label_users(examples: list[Labelled]) -> Users:
    """(form, statement, key) -> element -> company -> whether it showed the element negated."""
    users: Users = defaultdict(lambda: defaultdict(dict))
    for x in examples:
        for row, truth in zip(x.sheet.rows, x.truths, strict=True):
            if truth.element is None:
                continue
            form = forms(row.label)
            for name, key in (("exact", form.exact), ("loose", form.loose), ("bag", form.bag)):
                if key:
                    companies = users[name, x.sheet.kind or "", key][truth.element]
                    companies[x.company] = companies.get(x.company, False) or truth.negated
    return users


def without(users: Users, company: str | None) -> Callable[[str, str, str], tuple[Use, ...]]:
    """The lexicon as it would be had `company` never filed: labels of one company alone are not in it."""

    def lookup(form: str, statement: str, key: str) -> tuple[Use, ...]:
        found = users.get((form, statement, key))
        if not found:
            return ()
        others: set[str] = set()
        for companies in found.values():
            others.update(name for name in islice(companies, 3) if name != company)
        if len(others) < 2:
            return ()
        counts = (
            Use(element, len(c) - (company in c), sum(islice(c.values(), 20)) - c.get(company or "", False))
            for element, c in found.items()
        )
        return tuple(sorted((u for u in counts if u.companies), key=lambda use: (-use.companies, use.element)))

    return lookup


@dataclass(frozen=True, slots=True)
class Groups:
    """Evidence of all candidates of all rows; rows' sizes; the place of the right one in each row, -1 for none."""

    evidence: np.ndarray
    sizes: np.ndarray
    right: np.ndarray


def as_asked(x: Labelled, alone: bool, keep_measure: bool) -> list[Sheet]:
    """The sheet as `suggest` or a conversion would give it: whole, or row by row without figures."""
    rows = [
        Row(
            r.label,
            r.section,
            r.parent_label,
            r.period_type,
            r.measure if keep_measure else None,
            () if alone else r.values,
            r.heading,
        )
        for r in x.sheet.rows
    ]
    if alone:
        return [Sheet(x.sheet.kind, (row,), None, x.sheet.year) for row in rows]
    return [Sheet(x.sheet.kind, tuple(rows), x.sheet.sic if keep_measure else None, x.sheet.year)]


def gather(
    examples: list[Labelled], network: Network, elements: Elements, users: Users, rng: np.random.Generator
) -> Groups:
    evidence, sizes, right = [], [], []
    for x in examples:
        sheets = as_asked(x, alone=rng.random() < 0.35, keep_measure=rng.random() < 0.4)
        truths = iter(x.truths)
        lookup = without(users, x.company)
        for sheet, reading in zip(sheets, read(network, elements, sheets), strict=True):
            found, block = weigh(sheet, reading, elements, lookup)
            start = 0
            for chosen in found:
                truth = next(truths)
                part = block[start : start + len(chosen)]
                start += len(chosen)
                if truth.element is None:
                    continue
                wanted = elements.number(truth.element) if truth.element != OWN else None
                evidence.append(part)
                sizes.append(len(chosen))
                right.append(chosen.index(wanted) if wanted in chosen else -1)
    return Groups(np.concatenate(evidence), np.array(sizes), np.array(right))


def train_trees(groups: Groups, rounds: int, leaves: int = 31, rate: float = 0.12) -> Trees:
    starts = np.r_[0, np.cumsum(groups.sizes)[:-1]]
    y = np.zeros(len(groups.evidence), np.float32)
    hit = groups.right >= 0
    y[starts[hit] + groups.right[hit]] = 1
    base = np.clip(groups.evidence[:, 0] - groups.evidence[:, 6], -30, 30).astype(np.float64)

    def softmax_with_none(scores: np.ndarray, _: Any) -> tuple[np.ndarray, np.ndarray]:
        odds = np.exp(np.clip(scores + base, -30, 30))
        p = odds / np.repeat(1 + np.add.reduceat(odds, starts), groups.sizes)
        return p - y, np.maximum(p * (1 - p), 1e-4) * 1.5

    data = lightgbm.Dataset(groups.evidence, y, free_raw_data=False)
    booster = lightgbm.train(
        {
            "objective": softmax_with_none,
            "learning_rate": rate,
            "num_leaves": leaves,
            "max_depth": 7,
            "min_data_in_leaf": 60,
            "lambda_l2": 4.0,
            "feature_fraction": 0.7,
            "bagging_fraction": 0.8,
            "bagging_freq": 1,
            "num_threads": 2,
            "seed": 7,
            "deterministic": True,
            "force_col_wise": True,
            "verbosity": -1,
        },
        data,
        rounds,
    )
    return export(booster)


def export(booster: Any) -> Trees:
    roots, feature, threshold, left, right, value = [], [], [], [], [], []
    deepest = 0

    def add(node: dict[str, Any], depth: int) -> int:
        nonlocal deepest
        deepest = max(deepest, depth)
        at = len(feature)
        leaf = "leaf_value" in node
        feature.append(0 if leaf else node["split_feature"])
        threshold.append(0.0 if leaf else node["threshold"])
        value.append(node["leaf_value"] if leaf else 0.0)
        left.append(at)
        right.append(at)
        if not leaf:
            left[at] = add(node["left_child"], depth + 1)
            right[at] = add(node["right_child"], depth + 1)
        return at

    for tree in booster.dump_model()["tree_info"]:
        roots.append(add(tree["tree_structure"], 0))
    return Trees(
        np.array(roots, np.int32),
        np.array(feature, np.int16),
        np.array(threshold, np.float32),
        np.array(left, np.int32),
        np.array(right, np.int32),
        np.array(value, np.float32),
        deepest,
    )
