"""Approved decisions, kept for each registrant apart: `FOLDER/<cik>.toml`, in the form of a mapping file.

A decision is written with where it was approved. `recall` reads one registrant's file and nothing else, so that no
choice can leak to another; a hand may edit the files.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from converter.mapping.overrides import Overrides, Rule, read_rules


@dataclass(frozen=True, slots=True)
class Approved:
    """A decision on a label (as printed) that a person approved. Neither concept nor extension: "do not tag".

    `source` is the accession number or file in which it was approved.
    """

    label: str
    source: str
    statement: str | None = None
    section: str | None = None
    concept: str | None = None
    extension: bool = False
    negated: bool | None = None


def recall(folder: Path, cik: str | None, overrides: Overrides) -> Overrides:
    """The overrides with what was approved for this registrant."""
    path = folder / f"{cik.zfill(10)}.toml" if cik else None
    if path is None or not path.is_file() or not cik:
        return overrides
    mine = tuple(rule for rule in read_rules(path) if rule.registrant == cik.zfill(10))
    return Overrides(overrides.rules, mine)


def approve(folder: Path, cik: str, decisions: tuple[Approved, ...]) -> Path:
    """Keep decisions for a registrant; a later one on the same label, statement and section replaces an earlier."""
    cik = cik.zfill(10)
    path = folder / f"{cik}.toml"
    kept: dict[tuple[str, str | None, str | None], str] = {}
    if path.is_file():
        kept = {(r.label, r.statement, r.section): _written(_again(r), cik) for r in read_rules(path)}
    for d in decisions:
        kept[_literal(d.label), d.statement, _literal(d.section) if d.section else None] = _written(d, cik)
    folder.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text("# Approved mappings of one registrant.\n" + "".join(kept.values()), "utf-8")
    new.replace(path)
    return path


def _again(rule: Rule) -> Approved:
    return Approved(
        _printed(rule.label),
        rule.source or rule.where,
        rule.statement,
        _printed(rule.section) if rule.section else None,
        rule.concept,
        rule.extension,
        rule.negated,
    )


def _written(d: Approved, cik: str) -> str:
    lines = ["", "[[rule]]", f"label = {_quoted(_literal(d.label))}", f"registrant = {_quoted(cik)}"]
    if d.statement:
        lines.append(f"statement = {_quoted(d.statement)}")
    if d.section:
        lines.append(f"section = {_quoted(_literal(d.section))}")
    if d.concept:
        lines.append(f"concept = {_quoted(d.concept)}")
    else:
        lines.append("extension = true" if d.extension else "tag = false")
    if d.negated is not None:
        lines.append(f"negated = {_quoted(d.negated)}")
    lines.append(f"source = {_quoted(d.source)}")
    return "\n".join(lines) + "\n"


def _literal(label: str) -> str:
    """A pattern that fits the label alone."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in label)


def _printed(pattern: str) -> str:
    return pattern.replace("[*]", "*").replace("[?]", "?").replace("[[]", "[")


def _quoted(value: str | bool) -> str:
    return json.dumps(value, ensure_ascii=False)
