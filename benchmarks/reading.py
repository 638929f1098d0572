"""What was read of each filing of a run, and which readings a person should doubt.

usage: reading.py RUN_FOLDER [--csv] [--doubtful]

Reads `conversion.json` and `findings.json` of every folder, and `run.json`, where there is one, for the sources that
gave no report. One row a filing: its form; its face statements by kind and its other tables; columns with a period of
all that report; figures read, tagged, withheld and undated; the worst quality of a face statement; footing checks that
hold and that do not, these by whose doubt it is (the reading's or the source's own); and the reasons for doubt.

A filing is in doubt where it has error findings, where a face statement has a poor quality, a scale that was guessed or
sums that the reading may have broken, where more than a twentieth of its face figures stay untagged, or where an annual
or quarterly report lacks one of the three statements that it must have.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

from benchmarks.coverage import FACE, LEFT_OUT, TAGGED, figures

LEAST_QUALITY = 0.6
LEAST_TAGGED = 0.95  # of the face figures
BROKEN = 0.1  # of the checks of a filing's face statements: more, and the reading is in doubt
DUE = {"balance": "balance sheet", "income": "income statement", "cashflow": "cash flow statement"}
PERIODIC = ("10-K", "10-Q", "20-F")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """One filing. `face` counts its face statements by kind, `other` its other tables."""

    filing: str
    form: str
    face: str
    other: int
    columns: int
    dated: int
    figures: int
    tagged: int
    withheld: int
    undated: int
    quality: float
    holding: int
    ours: int
    source: int
    doubt: str


def reading(folder: Path) -> Reading:
    """What the conversion in this folder records."""
    record = json.loads((folder / "conversion.json").read_text("utf-8"))
    statements = record["statements"]
    face = [statement for statement in statements if statement["kind"] in FACE]
    kinds = Counter(statement["kind"] for statement in face)
    columns = [column for each in statements for column in each["columns"] if column["basis"] not in LEFT_OUT]
    causes: Counter[str] = Counter()
    faces: Counter[str] = Counter()
    for figure in figures(folder):
        causes[figure.cause] += 1
        if figure.kind in FACE:
            faces[figure.cause] += 1
    checks = Counter(_outcome(check) for statement in statements for check in statement["checks"])
    return Reading(
        filing=folder.name,
        form=(record["header"] or {}).get("form") or "",
        face=" ".join(f"{kind}:{count}" for kind, count in sorted(kinds.items())),
        other=len(statements) - len(face),
        columns=len(columns),
        dated=sum(column["period"] is not None for column in columns),
        figures=sum(causes.values()),
        tagged=causes[TAGGED],
        withheld=causes["withheld"],
        undated=causes["undated column"],
        quality=min((statement["quality"] for statement in face), default=0.0),
        holding=checks["holds"],
        ours=checks["ours"],
        source=checks["source"],
        doubt="; ".join(_doubts(folder, record, face, kinds, faces)),
    )


def _outcome(check: Json) -> str:
    return "holds" if check["holds"] else str(check["doubt"])


def _doubts(
    folder: Path, record: Json, face: Sequence[Json], kinds: Counter[str], faces: Counter[str]
) -> Iterator[str]:
    findings = json.loads((folder / "findings.json").read_text("utf-8"))["findings"]
    errors = sum(finding["severity"] == "error" for finding in findings)
    if errors:
        yield f"{errors} error findings"
    if not face:
        yield "no face statement"
    elif ((record["header"] or {}).get("form") or "").startswith(PERIODIC):
        for kind, name in DUE.items():
            if not kinds[kind]:
                yield f"no {name}"
    poor = [statement["id"] for statement in face if statement["quality"] < LEAST_QUALITY]
    if poor:
        yield f"poor quality: {' '.join(poor)}"
    if any(finding["code"] == "ix.statements.scale" for finding in findings):
        yield "scale guessed"
    outcomes = Counter(_outcome(check) for statement in face for check in statement["checks"])
    if outcomes["ours"] > BROKEN * sum(outcomes.values()):
        yield f"{outcomes['ours']} sums the reading may have broken"
    total = sum(faces.values())
    if total and faces[TAGGED] < LEAST_TAGGED * total:
        worst = ", ".join(f"{cause} {count}" for cause, count in faces.most_common() if cause != TAGGED)
        yield f"{faces[TAGGED] / total:.0%} of face figures tagged ({worst})"


def unread(run: Path) -> list[tuple[str, str]]:
    """The sources of the run that gave no report, with the reason."""
    path = run / "run.json"
    if not path.exists():
        return []
    filings = json.loads(path.read_text("utf-8"))["filings"]
    return [(Path(each["source"]).name, each["message"] or each["status"]) for each in filings if not each["folder"]]


def write_table(readings: Iterable[Reading], as_csv: bool) -> None:
    names = [field.name for field in fields(Reading)]
    if as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(astuple(each) for each in readings)
        return
    print("| " + " | ".join(names) + " |")
    print("|" + " --- |" * len(names))
    for each in readings:
        print("| " + " | ".join(str(value).replace("|", "/") for value in astuple(each)) + " |")


def write_totals(readings: Sequence[Reading], refused: Sequence[tuple[str, str]]) -> None:
    def total(name: str) -> int:
        return sum(getattr(each, name) for each in readings)

    doubtful = sum(bool(each.doubt) for each in readings)
    print(f"\n{len(readings)} filings read, {len(refused)} gave no report, {doubtful} in doubt.")
    print(f"Columns: {total('columns')}, {total('dated')} with a period.")
    shown = ", ".join(f"{total(name)} {name}" for name in ("tagged", "withheld", "undated"))
    print(f"Figures: {total('figures')}, {shown}.")
    print(f"Checks: {total('holding')} hold, {total('ours')} are in doubt, {total('source')} fail on the page itself.")
    for name, reason in refused:
        print(f"- {name}: {reason}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--csv", action="store_true", help="comma-separated values without totals")
    parser.add_argument("--doubtful", action="store_true", help="only the filings in doubt")
    arguments = parser.parse_args()
    readings = [reading(path.parent) for path in sorted(arguments.run.glob("*/conversion.json"))]
    shown = [each for each in readings if each.doubt] if arguments.doubtful else readings
    write_table(shown, arguments.csv)
    if not arguments.csv:
        write_totals(readings, unread(arguments.run))


if __name__ == "__main__":
    main()
