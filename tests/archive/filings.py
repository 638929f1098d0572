"""Small conversions for archive tests, in the form in which `convert` leaves them, without a validator's part."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from converter import __version__
from converter.exporting.package import report_package
from converter.running.ledger import Ledger
from converter.running.storage import LocalFolder

SOURCE = """\
                     HALYARD TOY COMPANY
                CONSOLIDATED BALANCE SHEETS

 Cash                                   $  1,200
 Receivables                                 300
                                        --------
 Total assets                           $  {total}
"""


def write_conversion(out: Path, name: str, total: str = "1,500", accession: str | None = None) -> Path:
    """`out`/`name`, with its source beside `out`; returns the folder."""
    source = out.parent / f"{name}.txt"
    source.parent.mkdir(parents=True, exist_ok=True)
    text = SOURCE.format(total=total)
    source.write_text(text)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    begin = text.index(total)
    value = total.replace(",", "")
    facts = {
        "f-1": _oim("us-gaap:Assets", value),
        "f-2": _oim("us-gaap:Cash", "1200"),
    }
    record = {
        "version": __version__,
        "taxonomy": "us-gaap/2024",
        "validator": "Arelle",
        "source": {"name": source.name, "sha256": sha256},
        "header": {"accession": accession, "form": "10-K", "filed": "1999-03-31", "registrants": []},
        "entity": {"scheme": "http://www.sec.gov/CIK", "identifier": "0000012345", "name": "Halyard Toy Company"},
        "period_end": "1998-12-31",
        "extension": {"prefix": "halyard"},
        "statements": [_statement(value, begin, begin + len(total))],
        "facts": [_fact(value, begin, begin + len(total))],
    }
    finding = {"code": "ix.cover.waived", "severity": "info", "message": "no exchange", "location": {"line": 2}}
    files = {
        "report.xbri": report_package({"halyard-19981231.htm": f"<html>{total}</html>".encode()}, "halyard-19981231"),
        "facts.json": json.dumps({"facts": facts}).encode(),
        "conversion.json": json.dumps(record).encode(),
        "findings.json": json.dumps({"findings": [finding]}).encode(),
    }
    storage = LocalFolder(out)
    folder = Ledger(storage).claim(str(source), sha256)
    storage.put_folder(folder, files)
    return out / folder


def _oim(concept: str, value: str) -> dict[str, Any]:
    dimensions = {
        "concept": concept,
        "entity": "cik:0000012345",
        "period": "1999-01-01T00:00:00",
        "unit": "iso4217:USD",
    }
    return {"value": value, "decimals": 0, "dimensions": dimensions}


def _fact(value: str, begin: int, end: int) -> dict[str, Any]:
    return {
        "id": "f-1",
        "concept": "us-gaap:Assets",
        "period": "1998-12-31",
        "dimensions": {},
        "unit": "usd",
        "value": value,
        "decimals": 0,
        "origin": "statement",
        "span": [begin, end],
        "line": 7,
        "statement": "s1",
        "item": 0,
        "column": 0,
    }


def _statement(value: str, begin: int, end: int) -> dict[str, Any]:
    mapping = {
        "decision": "standard",
        "concept": "us-gaap:Assets",
        "anchor": None,
        "confidence": 0.97,
        "origin": "engine",
        "candidates": [{"concept": "us-gaap:Assets", "score": 0.97}, {"concept": "us-gaap:AssetsNet", "score": 0.01}],
    }
    row = {
        "index": 0,
        "label": "Total assets",
        "section": ["Assets"],
        "role": "total",
        "measure": "money",
        "line": 7,
        "mapping": mapping,
        "cells": [{"value": value, "fact": "f-1", "span": [begin, end]}],
    }
    check = {
        "kind": "footing",
        "column": 0,
        "total": 0,
        "printed": value,
        "computed": "1500",
        "holds": value == "1500",
        "doubt": "none" if value == "1500" else "source",
    }
    return {
        "id": "s1",
        "kind": "balance",
        "title": "CONSOLIDATED BALANCE SHEETS",
        "columns": [{"index": 0, "period": "1998-12-31"}],
        "rows": [row],
        "checks": [check],
    }
