"""Judges the reports of a run by the SEC's own validator, and counts what it says.

    python benchmarks/edgar.py RUN --edgar-plugin EDGAR --seen seen.jsonl [--every 10] [--jobs 2]

RUN is what `ixconvert convert FILES -o RUN` wrote: a folder for each filing. Each report is validated under the `efm`
profile with its own form (the cover's `dei:DocumentType`) and CIK; a report whose source states no CIK, or a form that
EDGAR no longer takes (10-KSB), is judged under `xbrl` alone, as the run itself did. Every verdict is a line of the file
named by `--seen`, and a report that has one and has not changed since is not validated again, so that a run may be
stopped and goes on where it was.

The table: reports, those without an error under `xbrl` and under `efm`, errors and warnings by code (findings, reports
and one example each), findings of the Data Quality Committee's rules that the plug-in holds, and the sums of the
pages: how many were printed, held, became calculation arcs, and for each calculation inconsistency and each sum that
is left out whether the page itself does not add up.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

_KEPT = 40  # messages kept of one code in one report
_TAKEN = re.compile(r"(?:10-[KQ]T?|8-K|20-F|40-F|6-K)(?:/A)?")


@dataclass(frozen=True, slots=True)
class Count:
    """The findings of one code in one report; `messages` are the first of them."""

    severity: str
    code: str
    number: int
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in one report. Not judged under `efm`, which is then empty, where the source states no CIK (None)
    or a form that EDGAR does not take."""

    name: str
    digest: str
    form: str | None
    cik: str | None
    seconds: float
    efm: tuple[Count, ...]

    @property
    def is_judged(self) -> bool:
        return self.cik is not None and _TAKEN.fullmatch(self.form or "") is not None


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of the pages of one report by what became of them."""

    held: int
    source: int  # the page itself does not add up
    reading: int  # the reading is in doubt
    arcs: int
    contradicted: int
    unbalanced: int


def reports(run: Path, every: int) -> list[Path]:
    """The folders that hold a report, every n-th by name."""
    return sorted(path.parent for path in run.glob("*/conversion.json"))[::every]


def document_of(folder: Path) -> Path:
    return next(folder.glob("*.htm"))


def digest_of(folder: Path) -> str:
    """The report's own files: what the validator reads."""
    whole = hashlib.sha256()
    base = document_of(folder).stem
    for path in sorted(folder.glob(f"{base}*")):
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()


def record_of(folder: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((folder / "conversion.json").read_text("utf-8"))
    return record


def judge(folder: Path, plugin: Path) -> Verdict:
    """Validate one report as EDGAR would."""
    from converter.validation.profiles import Filing
    from converter.validation.validate import validate_report

    record = record_of(folder)
    entity = record["entity"]
    cik = entity["identifier"] if entity["scheme"].endswith("/CIK") else None
    forms = (fact["value"] for fact in record["facts"] if fact["concept"] == "dei:DocumentType")
    form = next(forms, None) or (record.get("header") or {}).get("form")
    began = time.process_time()
    found: tuple[Any, ...] = ()
    if cik and _TAKEN.fullmatch(form or ""):
        files = {path.name: path.read_bytes() for path in folder.glob(f"{document_of(folder).stem}*")}
        found = validate_report(files, "efm", filing=Filing(form=form, cik=cik), edgar_plugin=plugin)
    grouped: dict[tuple[str, str], list[str]] = defaultdict(list)
    for finding in found:
        grouped[str(finding.severity), finding.code].append(finding.message)
    counts = tuple(Count(*key, len(texts), tuple(texts[:_KEPT])) for key, texts in sorted(grouped.items()))
    return Verdict(folder.name, digest_of(folder), form, cik, round(time.process_time() - began, 2), counts)


def read_seen(path: Path) -> dict[str, Verdict]:
    if not path.is_file():
        return {}
    found = {}
    for line in path.read_text("utf-8").splitlines():
        entry = json.loads(line)
        entry["efm"] = tuple(Count(c["severity"], c["code"], c["number"], tuple(c["messages"])) for c in entry["efm"])
        found[entry["name"]] = Verdict(**entry)
    return found


def judge_all(folders: list[Path], plugin: Path, jobs: int, seen: Path) -> Iterator[Verdict]:
    known = read_seen(seen)
    waiting = []
    for folder in folders:
        verdict = known.get(folder.name)
        if verdict and verdict.digest == digest_of(folder):
            yield verdict
        else:
            waiting.append(folder)
    with seen.open("a", encoding="utf-8") as file, ProcessPoolExecutor(jobs) as pool:
        for verdict in pool.map(judge, waiting, [plugin] * len(waiting)):
            file.write(json.dumps(asdict(verdict)) + "\n")
            file.flush()
            yield verdict


def own_findings(folder: Path) -> tuple[Count, ...]:
    """What the run itself found: `xbrl`, the document check, the converter's doubts."""
    grouped: dict[tuple[str, str], list[str]] = defaultdict(list)
    for finding in json.loads((folder / "findings.json").read_text("utf-8"))["findings"]:
        grouped[finding["severity"], finding["code"]].append(finding["message"])
    return tuple(Count(*key, len(texts), tuple(texts[:_KEPT])) for key, texts in sorted(grouped.items()))


def sums_of(folder: Path) -> Sums:
    checks = [check for each in record_of(folder)["statements"] for check in each["checks"]]
    footings = [check for check in checks if check["kind"] == "footing"]
    found = {count.code: count.number for count in own_findings(folder)}
    return Sums(
        held=sum(check["holds"] for check in footings),
        source=sum(not check["holds"] and check["doubt"] == "source" for check in footings),
        reading=sum(not check["holds"] and check["doubt"] != "source" for check in footings),
        arcs=sum(path.read_text("ascii").count("<link:calculationArc") for path in folder.glob("*_cal.xml")),
        contradicted=found.get("ix.calculation.contradicted", 0),
        unbalanced=found.get("ix.calculation.balance", 0),
    )


def is_inconsistency(code: str) -> bool:
    return "calc11" in code.lower() or "inconsistentCalculation" in code or code.startswith("xbrl.5.2.5.2")


@dataclass(slots=True)
class Row:
    code: str
    findings: int = 0
    reports: int = 0
    example: str = ""

    def add(self, count: Count, name: str) -> None:
        self.findings += count.number
        self.reports += 1
        self.example = self.example or f"{name}: {count.messages[0]}"


def by_code(found: Iterable[tuple[str, tuple[Count, ...]]], severity: str) -> list[Row]:
    rows: dict[str, Row] = {}
    for name, counts in found:
        for count in counts:
            if count.severity == severity:
                rows.setdefault(count.code, Row(count.code)).add(count, name)
    return sorted(rows.values(), key=lambda row: (-row.reports, row.code))


def table_of(folders: list[Path], verdicts: list[Verdict]) -> dict[str, Any]:
    """Every figure of the printed table."""
    own = {folder.name: own_findings(folder) for folder in folders}
    under_efm = [(verdict.name, verdict.efm) for verdict in verdicts if verdict.is_judged]
    sums = {folder.name: sums_of(folder) for folder in folders}
    unsound = {name for name, counts in own.items() if any(count.severity == "error" for count in counts)}
    refused = {name for name, counts in under_efm if any(count.severity == "error" for count in counts)}
    inconsistent = {
        name: sum(count.number for count in counts if is_inconsistency(count.code)) for name, counts in own.items()
    }
    spent = sum(verdict.seconds for verdict in verdicts if verdict.is_judged)
    totals = Counter[str]()
    for each in sums.values():
        totals.update(asdict(each))
    return {
        "reports": len(folders),
        "without error under xbrl": len(folders) - len(unsound),
        "with a CIK and a form of today": len(under_efm),
        "without error under efm": len(under_efm) - len(refused),
        "seconds of processor a report": round(spent / max(1, len(under_efm)), 2),
        "errors under xbrl": by_code(own.items(), "error"),
        "errors under efm": by_code(under_efm, "error"),
        "warnings of the manual": [row for row in by_code(under_efm, "warning") if not row.code.startswith("DQC")],
        "findings of the Data Quality Committee": [
            row for row in by_code(under_efm, "warning") if row.code.startswith("DQC")
        ],
        "calculation inconsistencies": sum(inconsistent.values()),
        "of them where the page does not add up": sum(n for name, n in inconsistent.items() if sums[name].source),
        "sums": dict(totals),
    }


def markdown(table: dict[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, list):
            yield f"\n**{name}**\n"
            yield "| code | findings | reports | example |\n| --- | --- | --- | --- |"
            for row in value:
                example = row.example.replace("|", "/").replace("\n", " ")[:220]
                yield f"| {row.code} | {row.findings} | {row.reports} | {example} |"
        elif isinstance(value, dict):
            yield f"{name}: " + ", ".join(f"{part} {number}" for part, number in value.items())
        else:
            yield f"{name}: {value}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path, help="folder that a conversion wrote")
    parser.add_argument("--edgar-plugin", type=Path, required=True, help="folder of the SEC's plug-in")
    parser.add_argument("--seen", type=Path, required=True, help="file of verdicts, read and added to")
    parser.add_argument("--every", type=int, default=1, help="judge every n-th report")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--format", choices=("markdown", "json"), default="markdown")
    options = parser.parse_args()
    folders = reports(options.run, options.every)
    verdicts = []
    for verdict in judge_all(folders, options.edgar_plugin, options.jobs, options.seen):
        verdicts.append(verdict)
        if len(verdicts) % 20 == 0:
            print(f"{len(verdicts)} of {len(folders)}", file=sys.stderr)
    table = table_of(folders, verdicts)
    if options.format == "json":
        print(json.dumps(table, indent=1, default=asdict))
    else:
        print("\n".join(markdown(table)))


if __name__ == "__main__":
    main()
