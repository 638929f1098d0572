"""Rebuilds `taxonomy/lexicon/` from the development corpus.

usage: train_mapping.py CORPUS_DIR [--output taxonomy/lexicon]
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from pathlib import Path

from converter.mapping.labels import forms
from converter.mapping.lexicon import OWN
from converter.taxonomies import taxonomy as taxonomies


def live_elements() -> set[str]:
    taxonomy = taxonomies.load()
    found = set()
    for qname in taxonomy.names("us-gaap"):
        concept = taxonomy.concept(qname)
        if concept and not concept.deprecated and not concept.abstract:
            found.add(concept.name)
    return found


def label_table(statements: list[dict], live: set[str]) -> str:
    users: dict = defaultdict(lambda: defaultdict(set))
    negated: dict = defaultdict(lambda: defaultdict(set))
    for s in statements:
        for r in s["rows"]:
            if not r["label"]:
                continue
            element = OWN if r["custom"] else r["tag"]
            if element != OWN and element not in live:
                continue
            f = forms(r["label"])
            for form, key in (("exact", f.exact), ("loose", f.loose), ("bag", f.bag)):
                if not key:
                    continue
                at = (form, s["statement"], key)
                users[at][element].add(s["company"])
                if r["negated"]:
                    negated[at][element].add(s["company"])
    lines = []
    for at in sorted(users):
        if len(set().union(*users[at].values())) < 2:
            continue
        uses = sorted(users[at].items(), key=lambda item: (-len(item[1]), item[0]))
        lines.append("\t".join((*at, " ".join(f"{e}:{len(c)}:{len(negated[at][e])}" for e, c in uses))))
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--output", type=Path, default=Path("taxonomy/lexicon"))
    arguments = parser.parse_args()
    with gzip.open(arguments.corpus / "statements.jsonl.gz", "rt") as lines:
        statements = [json.loads(line) for line in lines]
    table = label_table(statements, live_elements())
    (arguments.output / "labels.tsv.gz").write_bytes(gzip.compress(table.encode("ascii"), 9, mtime=0))


if __name__ == "__main__":
    main()
