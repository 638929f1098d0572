"""Rebuilds the label lexicon and the trained model in `taxonomy/lexicon/` from the development corpus.

usage: train_mapping.py CORPUS_DIR --held-out FILE.npz [--output taxonomy/lexicon] [--labels-only]

Deterministic for one machine and one set of versions (extra `train`). The steps:

1. labels.tsv.gz: label -> element -> companies, for labels that two or more companies used.
2. A network is trained on three quarters of the companies (folds 1 to 3, split by company).
3. Trees are trained on half of fold 0 over what that network and the lexicon say, each company's own uses taken out of
   the lexicon; the other half measures them and calibrates their probabilities. `--held-out` keeps this model, which
   has never seen that half, for `benchmarks/mapping.py` to measure; where the file exists, steps 2 and 3 are done.
4. For use the network is trained on with all companies; the trees stay, since they must not be trained on companies
   that their network has seen. model.npz holds both.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.mapping_model.corpus import Labelled, read_filings, read_statements
from benchmarks.mapping_model.element_table import element_table
from benchmarks.mapping_model.network_training import class_names, encode, train, vocabulary
from benchmarks.mapping_model.ranker_training import (
    Groups,
    Users,
    as_asked,
    gather,
    label_users,
    train_trees,
    without,
)
from converter.mapping.lexicon import OWN
from converter.mapping.model import Calibration, Model, load_from, save
from converter.mapping.network import Network
from converter.mapping.ranking import Ranker
from converter.mapping.trees import none

EPOCHS, MORE_EPOCHS, ROUNDS, SEED = 9, 4, 90, 7


def label_table(users: Users) -> str:
    """Lines of form, statement, label, uses; an element without a successor teaches nothing and is not in it."""
    lines = []
    for at in sorted(users):
        found = users[at]
        if len({company for companies in found.values() for company in companies}) < 2:
            continue
        uses = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
        lines.append("\t".join((*at, " ".join(f"{e}:{len(c)}:{sum(c.values())}" for e, c in uses))))
    return "\n".join(lines) + "\n"


def second_half(x: Labelled) -> bool:
    return hashlib.md5(("h" + x.company).encode()).digest()[-1] % 2 == 1


def few_of_each(examples: list[Labelled], most: int) -> list[Labelled]:
    """At most `most` statements of a kind from each company."""
    rng = np.random.default_rng(SEED)
    groups: dict[tuple[str, str], list[Labelled]] = defaultdict(list)
    for x in examples:
        groups[x.company, x.sheet.kind or ""].append(x)
    return [groups[key][i] for key in sorted(groups) for i in rng.permutation(len(groups[key]))[:most]]


def network(examples: list[Labelled], epochs: int, start: Network | None = None) -> Network:
    words, classes = vocabulary(examples), class_names(examples)
    print(f"network: {len(examples)} statements, {len(words)} tokens, {len(classes)} classes", flush=True)
    return Network(train(encode(examples, words, classes), words, classes, epochs, SEED, start), words, classes)


def outcomes(ranker: Ranker, examples: list[Labelled], users: Users, alone: bool) -> tuple[np.ndarray, np.ndarray]:
    """The probability of each judged row's first candidate, and whether the filer used it."""
    p, right = [], []
    for x in examples:
        judge = replace(ranker, lookup=without(users, x.company))
        ranked = [row for sheet in judge.rank(as_asked(x, alone, keep_measure=False)) for row in sheet]
        for found, truth in zip(ranked, x.truths, strict=True):
            if truth.judged and truth.element != OWN and found.elements:
                p.append(found.probabilities[0])
                right.append(ranker.elements.names[found.elements[0]] == truth.element)
    return np.array(p), np.array(right, float)


def calibration(p: np.ndarray, right: np.ndarray) -> Calibration:
    """Isotonic regression of the outcome on the probability, kept at 41 points, from 0 to 1."""
    from sklearn.isotonic import IsotonicRegression

    fitted = IsotonicRegression(y_min=0.0, y_max=0.999, out_of_bounds="clip").fit(p, right)
    at = np.quantile(p, np.linspace(0, 1, 39))
    at = np.unique(np.r_[0.0, at, 1.0])
    # a bin's mean is steadier than a step of the isotonic fit at one point
    smooth = np.convolve(np.pad(fitted.predict(at), 1, mode="edge"), [0.25, 0.5, 0.25], "valid")
    smooth[0] = 0.0
    return Calibration(at.astype(np.float32), np.maximum.accumulate(smooth).astype(np.float32))


def report(name: str, p: np.ndarray, right: np.ndarray) -> None:
    order = np.argsort(-p, kind="stable")
    share = np.cumsum(right[order]) / np.arange(1, len(p) + 1)
    enough = np.flatnonzero(share >= 0.95)
    last = int(enough.max()) if len(enough) else 0
    print(
        f"{name}: {len(p)} rows, top-1 {right.mean():.4f}, precision 0.95 at coverage {(last + 1) / len(p):.3f}"
        f" (probability {p[order][last]:.3f})",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--held-out", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=Path("taxonomy/lexicon"))
    parser.add_argument("--labels-only", action="store_true", help="step 1 alone")
    arguments = parser.parse_args()

    examples = [*read_statements(arguments.corpus), *read_filings(arguments.corpus)]
    users = label_users(examples)
    table = label_table(users).encode("ascii")
    (arguments.output / "labels.tsv.gz").write_bytes(gzip.compress(table, 9, mtime=0))
    if arguments.labels_only:
        return
    kept = few_of_each([x for x in examples if x.fold == 0], 2)
    first, second = [x for x in kept if not second_half(x)], [x for x in kept if second_half(x)]
    if not arguments.held_out.exists():
        save(arguments.held_out, held_out_model([x for x in examples if x.fold != 0], first, second, users))
    held = load_from(arguments.held_out, without(users, None))
    for_use = network(examples, MORE_EPOCHS, held.ranker.network)
    ranker = Ranker(element_table(examples, for_use.classes), for_use, held.ranker.trees, without(users, None))
    save(arguments.output / "model.npz", Model(ranker, held.whole, held.alone))


def held_out_model(known: list[Labelled], first: list[Labelled], second: list[Labelled], users: Users) -> Model:
    trained = network(known, EPOCHS)
    ranker = Ranker(element_table(known, trained.classes), trained, none(), without(users, None))
    ranker = replace(ranker, trees=train_trees(_groups(ranker, first, users), ROUNDS))
    return Model(ranker, *(_calibrated(ranker, second, users, alone) for alone in (False, True)))


def _groups(ranker: Ranker, part: list[Labelled], users: Users) -> Groups:
    return gather(part, ranker.network, ranker.elements, users, np.random.default_rng(SEED))


def _calibrated(ranker: Ranker, examples: list[Labelled], users: Users, alone: bool) -> Calibration:
    p, right = outcomes(ranker, examples, users, alone)
    report("rows alone" if alone else "whole statements", p, right)
    return calibration(p, right)


if __name__ == "__main__":
    main()
