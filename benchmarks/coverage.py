"""Counts which printed figures of a run's filings are tagged, and why the others are not.

usage: coverage.py RUN_FOLDER [--list CAUSE [--limit N]]

Reads `conversion.json` and `findings.json` of every folder. A figure is a cell with a value in a column that reports:
columns of percentages and of changes are left out. "face" are the primary statements, "rest" notes, summaries,
segments and the parent company's own statements. What is printed in digits and what is a dash is counted apart too:
a dash may be a zero or may say nothing, as under "Shares" in the row of net income.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FACE = frozenset(("balance", "income", "comprehensive", "cashflow", "equity"))
LEFT_OUT = frozenset(("percent", "change"))
TAGGED = "tagged"
_CAUSES = {
    "ix.report.withheld": "withheld",
    "ix.report.contradiction": "contradiction",
    "ix.report.crossing": "crossing",
    "ix.report.unreadable-figure": "unreadable",
    "ix.report.untagged": "not mapped",
    "ix.report.outsize": "outsize",
    "ix.report.negative": "below zero",
    "ix.report.dash": "a dash that is no zero",
}
_OF_STATEMENTS = {
    "ix.report.entity": "whose is not certain",
    "ix.report.magnitude": "another magnitude",
}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure; `cause` is `TAGGED` or why it is not."""

    filing: str
    statement: str
    kind: str
    line: int
    label: str
    text: str
    dash: bool
    cause: str
    detail: str

    @property
    def group(self) -> str:
        return "face" if self.kind in FACE else "rest"


def figures(folder: Path) -> Iterator[Figure]:
    """The figures of one conversion."""
    record = json.loads((folder / "conversion.json").read_text("utf-8"))
    found = json.loads((folder / "findings.json").read_text("utf-8"))["findings"]
    said = {tuple(f["location"]["span"]): f for f in found if f["code"] in _CAUSES and f["location"].get("span")}
    whole = {tuple(f["location"]["span"]): f for f in found if f["code"] in _OF_STATEMENTS}
    for statement in record["statements"]:
        of_all = whole.get(tuple(statement["span"]))
        columns = {column["index"]: column for column in statement["columns"]}
        for row in statement["rows"]:
            for cell in row["cells"]:
                column = columns.get(cell["column"])
                if cell["value"] is None or column is None or column["basis"] in LEFT_OUT:
                    continue
                cause, detail = _cause(cell, column, said, of_all)
                yield Figure(
                    filing=folder.name,
                    statement=statement["id"],
                    kind=statement["kind"],
                    line=row["line"],
                    label=row["label"],
                    text=cell["text"],
                    dash=cell["kind"] == "dash",
                    cause=cause,
                    detail=detail,
                )


def _cause(cell: Json, column: Json, said: dict[tuple[int, ...], Json], of_all: Json | None) -> tuple[str, str]:
    if cell["fact"]:
        return TAGGED, cell["concept"]
    if of_all is not None:
        return _OF_STATEMENTS[of_all["code"]], of_all["message"]
    for span in (cell["digits"], cell["span"]):
        finding = said.get(tuple(span))
        if finding is not None:
            return _CAUSES[finding["code"]], finding["message"]
    if column["basis"] == "unknown":
        return "basis unknown", column["head"]
    if column["period"] is None and cell["period"] is None:
        return "undated column", column["head"]
    if cell["kind"] == "dash":
        return "dash", column["head"]
    return "undated cell or column alike", column["head"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--list", metavar="CAUSE", help="list the figures of a cause instead of counting")
    parser.add_argument("--limit", type=int, default=50)
    arguments = parser.parse_args()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    filings: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    printed: Counter[tuple[str, bool, bool]] = Counter()
    listed = 0
    for path in sorted(arguments.run.glob("*/conversion.json")):
        for figure in figures(path.parent):
            counts[figure.group][figure.cause] += 1
            filings[figure.group][figure.cause].add(figure.filing)
            printed[figure.group, figure.dash, figure.cause == TAGGED] += 1
            if arguments.list == figure.cause and listed < arguments.limit:
                listed += 1
                print(
                    figure.filing, figure.statement, figure.kind, figure.line, repr(figure.label), figure.text,
                    figure.detail, sep="\t",
                )  # fmt: skip
    if arguments.list:
        return
    for group, causes in sorted(counts.items()):
        total = sum(causes.values())
        print(f"{group}: {total} figures, {causes[TAGGED] / total:.4f} tagged")
        for name, dash in (("in digits", False), ("dashes", True)):
            of_all = printed[group, dash, True] + printed[group, dash, False]
            if of_all:
                print(f"  {name}: {of_all}, {printed[group, dash, True] / of_all:.4f} tagged")
        for cause, count in causes.most_common():
            print(f"  {cause:30} {count:8} {count / total:8.4f}  in {len(filings[group][cause])} filings")


if __name__ == "__main__":
    main()
