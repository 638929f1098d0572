"""A conversion as rows of five tables, for Parquet and SQL; made from conversion.json, findings.json and the source.

filing       one row
fact         one a fact, with its label, source line and source characters
mapping      one a line item, with the decision and the runner-up
arithmetic   one a check: footing, balance, ties
finding      one a finding
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

Row = tuple[Any, ...]

# Column -> type: string, int, bool, double, date (ISO 8601 text) or decimal.
COLUMNS: dict[str, dict[str, str]] = {
    "filing": {
        "object": "string", "version": "int", "source": "string", "sha256": "string", "accession": "string",
        "form": "string", "registrant": "string", "cik": "string", "sic": "int", "filed": "date", "period_end": "date",
        "taxonomy": "string", "converter": "string", "validator": "string", "statements": "int", "figures": "int",
        "tagged": "int", "facts": "int", "errors": "int", "warnings": "int",
    },
    "fact": {
        "object": "string", "version": "int", "id": "string", "concept": "string", "standard": "bool",
        "period_start": "date", "period_end": "date", "unit": "string", "value": "decimal", "text": "string",
        "decimals": "int", "dimensions": "string", "origin": "string", "statement": "string", "kind": "string",
        "label": "string", "section": "string", "line": "int", "start": "int", "end": "int", "printed": "string",
    },
    "mapping": {
        "object": "string", "version": "int", "statement": "string", "kind": "string", "title": "string", "row": "int",
        "label": "string", "section": "string", "role": "string", "measure": "string", "line": "int",
        "decision": "string", "concept": "string", "anchor": "string", "confidence": "double", "origin": "string",
        "runner_up": "string", "runner_up_score": "double",
    },
    "arithmetic": {
        "object": "string", "version": "int", "statement": "string", "statement_kind": "string", "kind": "string",
        "period": "string", "total": "string", "line": "int", "printed": "decimal", "computed": "decimal",
        "difference": "decimal", "holds": "bool", "doubt": "string",
    },
    "finding": {
        "object": "string", "version": "int", "code": "string", "severity": "string", "message": "string",
        "line": "int", "fact": "string",
    },
}  # fmt: skip

_DECIMAL_PLACES = 10
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Archived:
    """What the rows are made from. `record` and `findings` are the parsed JSON files, `text` the decoded source."""

    object: str
    version: int
    record: Mapping[str, Any]
    findings: list[Mapping[str, Any]]
    text: str


def rows_of(archived: Archived) -> dict[str, list[Row]]:
    """Table name -> rows, each in the order of `COLUMNS`."""
    return {
        "filing": [_filing(archived)],
        "fact": list(_facts(archived)),
        "mapping": list(_mappings(archived)),
        "arithmetic": list(_arithmetic(archived)),
        "finding": list(_findings(archived)),
    }


def _filing(archived: Archived) -> Row:
    record = archived.record
    header = record.get("header") or {}
    registrant = (header.get("registrants") or [{}])[0]
    entity = record["entity"]
    severities = Counter(finding["severity"] for finding in archived.findings)
    cells = [
        cell for s in record["statements"] for row in s["rows"] for cell in row["cells"] if cell["value"] is not None
    ]
    cik = entity["identifier"] if entity["scheme"] == "http://www.sec.gov/CIK" else registrant.get("cik")
    return (
        archived.object, archived.version, record["source"]["name"], record["source"]["sha256"],
        header.get("accession"), header.get("form"), entity["name"] or registrant.get("name"), cik,
        registrant.get("sic"), header.get("filed"), record["period_end"], record["taxonomy"], record["version"],
        record["validator"], len(record["statements"]), len(cells), sum(cell["fact"] is not None for cell in cells),
        len(record["facts"]), severities["error"], severities["warning"],
    )  # fmt: skip


def _facts(archived: Archived) -> Iterator[Row]:
    record = archived.record
    statements = {statement["id"]: statement for statement in record["statements"]}
    own = f"{record['extension']['prefix']}:"
    starts = [0, *(match.end() for match in _LINE_END.finditer(archived.text))]
    for fact in record["facts"]:
        statement = statements.get(fact["statement"])
        row = statement["rows"][fact["item"]] if statement and fact["item"] is not None else None
        begin, end = fact["span"] or (None, None)
        start_date, end_date = _dates(fact["period"])
        numeric = fact["unit"] is not None
        yield (
            archived.object, archived.version, fact["id"], fact["concept"], not fact["concept"].startswith(own),
            start_date, end_date, fact["unit"], _decimal(fact["value"]) if numeric else None,
            None if numeric else fact["value"], fact["decimals"],
            "; ".join(f"{axis}={member}" for axis, member in sorted(fact["dimensions"].items())) or None,
            fact["origin"], fact["statement"], statement["kind"] if statement else None,
            row["label"] if row else None, " > ".join(row["section"]) if row else None,
            bisect_right(starts, begin) if begin is not None else None, begin, end,
            archived.text[begin:end] if begin is not None and end - begin <= 200 else None,
        )  # fmt: skip


def _mappings(archived: Archived) -> Iterator[Row]:
    for statement in archived.record["statements"]:
        for row in statement["rows"]:
            mapping = row["mapping"]
            others = [c for c in mapping["candidates"] if c["concept"] != mapping["concept"]]
            second = others[0] if others else {"concept": None, "score": None}
            yield (
                archived.object, archived.version, statement["id"], statement["kind"], statement["title"],
                row["index"], row["label"], " > ".join(row["section"]), row["role"], row["measure"], row["line"],
                mapping["decision"], mapping["concept"], mapping["anchor"], mapping["confidence"], mapping["origin"],
                second["concept"], second["score"],
            )  # fmt: skip


def _arithmetic(archived: Archived) -> Iterator[Row]:
    for statement in archived.record["statements"]:
        periods = {column["index"]: column["period"] for column in statement["columns"]}
        for check in statement["checks"]:
            total = statement["rows"][check["total"]]
            printed, computed = _decimal(check["printed"]), _decimal(check["computed"])
            difference = printed - computed if printed is not None and computed is not None else None
            yield (
                archived.object, archived.version, statement["id"], statement["kind"], check["kind"],
                periods.get(check["column"]), total["label"], total["line"], printed, computed, difference,
                check["holds"], check["doubt"],
            )  # fmt: skip


def _findings(archived: Archived) -> Iterator[Row]:
    for finding in archived.findings:
        place = finding.get("location") or {}
        yield (
            archived.object, archived.version, finding["code"], finding["severity"], finding["message"],
            place.get("line"), place.get("fact_id"),
        )  # fmt: skip


def _dates(period: str) -> tuple[str | None, str]:
    start, slash, end = period.partition("/")
    return (start, end) if slash else (None, start)


def _decimal(value: str | None) -> Decimal | None:
    """In as many places as the tables keep; None for what is no number or too large for them."""
    if value is None:
        return None
    try:
        return Decimal(value).quantize(Decimal(1).scaleb(-_DECIMAL_PLACES))
    except InvalidOperation:
        return None
