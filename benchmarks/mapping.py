"""Measures how well labels are named on companies that the model has not seen; writes docs/mapping-benchmark.md.

usage: mapping.py CORPUS_DIR HELD_OUT.npz [--output docs/mapping-benchmark.md] [--every N]

HELD_OUT.npz comes from `train_mapping.py CORPUS_DIR --held-out HELD_OUT.npz`: its network knows folds 1 to 3, its trees
half of fold 0. Measured is the other half of fold 0, with each company's own uses taken out of the lexicon.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.mapping_model.corpus import Labelled, read_filings, read_statements
from benchmarks.mapping_model.ranker_training import Users, as_asked, label_users, without
from benchmarks.train_mapping import few_of_each, second_half
from converter.mapping.decision import CERTAIN, opinions
from converter.mapping.labels import forms
from converter.mapping.lexicon import OWN
from converter.mapping.model import Model, load_from
from converter.mapping.ranking import Lookup
from converter.mapping.sheet import Sheet
from converter.mapping.suggestion import ABSTAIN, EXTENSION, decide
from converter.mapping.trees import none

DIVISIONS = (
    "agriculture", "mining, construction", "food to printing", "chemicals to machinery", "transport, utilities",
    "trade", "finance, real estate", "services", "health, professional services", "public",
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    rows: int = 0
    first: int = 0
    five: int = 0
    twenty: int = 0
    decided: int = 0
    right: int = 0
    own: int = 0
    own_kept: int = 0

    def add(self, wanted: str, names: list[str], decision: str) -> None:
        chosen = decision.rpartition(":")[2]
        if wanted == OWN:
            self.own += 1
            self.own_kept += chosen in (EXTENSION, ABSTAIN)
            return
        self.rows += 1
        self.first += names[:1] == [wanted]
        self.five += wanted in names[:5]
        self.twenty += wanted in names[:20]
        if chosen not in (EXTENSION, ABSTAIN):
            self.decided += 1
            self.right += chosen == wanted

    def cells(self) -> str:
        n, d, own = max(self.rows, 1), max(self.decided, 1), max(self.own, 1)
        shares = (self.first / n, self.five / n, self.twenty / n, self.decided / n, self.right / d, self.own_kept / own)
        return f"{self.rows:,} | " + " | ".join(f"{share:.3f}" for share in shares)


HEAD = "| {} | rows | top-1 | recall@5 | recall@20 | coverage | precision | own rows kept |\n" + "|---" * 8 + "|"


@dataclass(frozen=True, slots=True)
class Answer:
    labelled: Labelled
    row: int
    names: list[str]
    scores: list[float]
    decision: str


def answers(
    model: Model, examples: list[Labelled], users: Users, alone: bool, lookup: Lookup | None = None
) -> Iterator[Answer]:
    for x in examples:
        ranker = replace(model.ranker, lookup=lookup or without(users, x.company))
        sheets = as_asked(x, alone, keep_measure=False)
        found = [o for rows in opinions(sheets, replace(model, ranker=ranker), facts_only=False) for o in rows]
        for i, opinion in enumerate(found):
            if x.truths[i].judged:
                names = [c.concept.partition(":")[2] for c in opinion.candidates]
                yield Answer(x, i, names, [c.score for c in opinion.candidates], decide(opinion))


def tallied(found: list[Answer], key: Callable[[Answer], str]) -> dict[str, Tally]:
    out: dict[str, Tally] = defaultdict(Tally)
    for a in found:
        wanted = a.labelled.truths[a.row].element or ""
        out[key(a)].add(wanted, a.names, a.decision)
    return out


def table(title: str, tallies: dict[str, Tally]) -> str:
    lines = [HEAD.format(title)]
    lines += [f"| {name} | {tally.cells()} |" for name, tally in tallies.items()]
    return "\n".join(lines) + "\n"


def by_lexicon(examples: list[Labelled], users: Users) -> Tally:
    """The most frequent use of the strictest form that is known: a bare memory of labels."""
    tally = Tally()
    for x in examples:
        lookup = without(users, x.company)
        for row, truth in zip(x.sheet.rows, x.truths, strict=True):
            if not truth.judged:
                continue
            form = forms(row.label)
            names: list[str] = []
            for f in ("exact", "loose", "bag"):
                uses = lookup(f, x.sheet.kind or "", getattr(form, f))
                names += [u.element for u in uses if u.element != OWN and u.element not in names]
            tally.add(truth.element or "", names, f"us-gaap:{names[0]}" if names else EXTENSION)
    return tally


def unknown_label(a: Answer, users: Users) -> bool:
    label = forms(a.labelled.sheet.rows[a.row].label)
    lookup = without(users, a.labelled.company)
    return not any(lookup(f, a.labelled.sheet.kind or "", getattr(label, f)) for f in ("exact", "loose", "bag"))


def without_figures(examples: list[Labelled]) -> list[Labelled]:
    def bare(sheet: Sheet) -> Sheet:
        return replace(sheet, rows=tuple(replace(row, values=()) for row in sheet.rows))

    return [replace(x, sheet=bare(x.sheet)) for x in examples]


def reliability(found: list[Answer]) -> str:
    """A table and a diagram: of rows with a first candidate of probability p, how many are right."""
    judged = [a for a in found if a.labelled.truths[a.row].element != OWN and a.scores]
    p = np.array([a.scores[0] for a in judged])
    right = np.array([a.names[0] == a.labelled.truths[a.row].element for a in judged])
    lines = ["| probability | rows | mean | right |", "|---|---|---|---|"]
    dots = []
    for low in np.arange(0, 1, 0.1):
        inside = (p >= low) & (p < low + 0.1 if low < 0.89 else p <= 1)
        if inside.sum():
            mean, share = float(p[inside].mean()), float(right[inside].mean())
            lines.append(f"| {low:.1f} to {low + 0.1:.1f} | {int(inside.sum()):,} | {mean:.3f} | {share:.3f} |")
            at = f'cx="{20 + 200 * mean:.1f}" cy="{220 - 200 * share:.1f}"'
            dots.append(f'<circle {at} r="{2 + 6 * inside.mean() ** 0.5:.1f}"/>')
    error = _expected_error(p, right)
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="240" role="img" '
        'aria-label="Reliability: stated probability across, share right up">'
        '<path d="M20 20V220H220" fill="none" stroke="#888"/>'
        '<path d="M20 220L220 20" stroke="#bbb" stroke-dasharray="4"/><g fill="#1668a5">' + "".join(dots) + "</g></svg>"
    )
    return "\n".join(lines) + f"\n\nExpected calibration error: {error:.3f}.\n\n{svg}\n"


def thresholds(found: list[Answer]) -> str:
    """What a conversion would tag at each threshold: rows of one's own that get a standard element count as wrong."""
    own = [a for a in found if a.labelled.truths[a.row].element == OWN]
    judged = [a for a in found if a.labelled.truths[a.row].element != OWN]
    lines = [
        "| from probability | coverage | precision | precision, own rows counted | own rows kept |",
        "|---" * 5 + "|",
    ]
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, CERTAIN, 0.9):
        tagged = [a for a in judged if a.scores and a.scores[0] >= least]
        right = sum(a.names[0] == a.labelled.truths[a.row].element for a in tagged)
        strayed = sum(bool(a.scores) and a.scores[0] >= least for a in own)
        shares = (
            len(tagged) / max(len(judged), 1),
            right / max(len(tagged), 1),
            right / max(len(tagged) + strayed, 1),
            1 - strayed / max(len(own), 1),
        )
        lines.append(f"| {least:.2f} | " + " | ".join(f"{share:.3f}" for share in shares) + " |")
    return "\n".join(lines) + "\n"


def _expected_error(p: np.ndarray, right: np.ndarray) -> float:
    at = np.minimum((p * 10).astype(int), 9)
    return sum(
        float((at == k).mean()) * abs(float(p[at == k].mean() - right[at == k].mean())) for k in set(at.tolist())
    )


def sector(a: Answer) -> str:
    sic = a.labelled.sheet.sic
    return DIVISIONS[min(sic // 1000, 9)] if sic else "not known"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("held_out", type=Path)
    parser.add_argument("--output", type=Path, default=Path("docs/mapping-benchmark.md"))
    parser.add_argument("--every", type=int, default=1)
    arguments = parser.parse_args()

    statements, filings = list(read_statements(arguments.corpus)), list(read_filings(arguments.corpus))
    users = label_users([*statements, *filings])
    kept = few_of_each([x for x in statements if x.fold == 0], 2)
    examples = [x for x in kept if second_half(x)][:: arguments.every]
    modern = [x for x in filings if x.fold == 0 and second_half(x)]
    model = load_from(arguments.held_out, without(users, None))

    start = time.process_time()
    whole = list(answers(model, examples, users, alone=False))
    spent = (time.process_time() - start) / max(sum(len(x.truths) for x in examples), 1)
    alone = list(answers(model, examples, users, alone=True))
    plain = replace(model, ranker=replace(model.ranker, trees=none()))

    def total(found: list[Answer]) -> Tally:
        return tallied(found, lambda _: "all")["all"]

    ablation = {
        "everything": total(whole),
        "without figures": total(list(answers(model, without_figures(examples), users, False))),
        "without the lexicon": total(list(answers(model, examples, users, False, lambda *_: ()))),
        "without trees: the network alone": total(list(answers(plain, examples, users, False))),
        "rows alone": total(alone),
        "rows alone, without trees": total(list(answers(plain, examples, users, True))),
        "the lexicon alone": by_lexicon(examples, users),
    }
    unknown = [a for a in whole if unknown_label(a, users)]
    unknown_alone = [a for a in alone if unknown_label(a, users)]
    companies = len({x.company for x in examples})
    text = f"""# How well labels are named

Made by `benchmarks/mapping.py`. {len(examples):,} statements of {companies} companies that the measured model has not
seen (`--held-out` of `benchmarks/train_mapping.py`); their own uses are taken out of the lexicon. Rows whose filer used
an element that us-gaap has withdrawn since are not judged. Coverage and precision are of decisions at a probability of
{CERTAIN} or more; "own rows kept" is the share of rows with an element of the filer's own that get no standard one.
Filers differ: the element that most others use for a known label is right 83 times in 100.

{table("whole statements", {"all": total(whole), **tallied(whole, lambda a: a.labelled.sheet.kind or "")})}
{table("rows alone", {"all": total(alone), **tallied(alone, lambda a: a.labelled.sheet.kind or "")})}
{table("labels never seen before", {"in statements": total(unknown), "alone": total(unknown_alone)})}
{table("tagged filings of 2019 on", {"all": total(list(answers(model, modern, users, False)))})}
{table("by industry", dict(sorted(tallied(whole, sector).items())))}
## What each part gives

{table("with", ablation)}
## Calibration

Whole statements, the first candidate of each row:

{reliability(whole)}
## Thresholds

{thresholds(whole)}
Processor time: {spent * 1000:.2f} ms a row.
"""
    arguments.output.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
