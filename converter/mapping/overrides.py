"""What a person decided: rules of a `--mapping` file, and approved decisions of earlier conversions of a registrant.

    [[rule]]
    label = "Net revenues*"          # * and ? as in file names; case and runs of spaces do not count
    statement = "income"             # optional: balance, income, cashflow, equity
    section = "*continuing*"         # optional: one of the headings above the row
    registrant = "1105472"           # optional: CIK
    from = 2001                      # optional: first and last year
    to = 2004
    concept = "us-gaap:Revenues"     # or: extension = true, or: tag = false

The first rule that fits counts; a rule of the file before an approved decision. The schema is
`taxonomy/mapping.schema.json`; what breaks it is a `UsageError` with the file's line.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from fnmatch import translate
from functools import lru_cache
from pathlib import Path
from typing import Any

from converter.errors import UsageError
from converter.mapping.mapping import Decision, Origin
from converter.mapping.schema_check import violations
from converter.mapping.sheet import Row
from converter.resources import folder
from converter.taxonomies.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Rule:
    """One `[[rule]]`; `where` is "file:line" for messages, `registrant` has ten digits."""

    label: str
    where: str
    statement: str | None = None
    section: str | None = None
    registrant: str | None = None
    first: int | None = None
    last: int | None = None
    concept: str | None = None
    extension: bool = False
    anchor: str | None = None
    negated: bool | None = None
    reason: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of one row."""

    decision: Decision
    concept: str | None
    anchor: str | None
    negated: bool | None
    reason: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Overrides:
    """`rules` of a mapping file; `approved` decisions, each of which holds for its registrant alone."""

    rules: tuple[Rule, ...] = ()
    approved: tuple[Rule, ...] = ()

    def verdict(
        self, row: Row, statement: str | None, cik: str | None, year: int | None, taxonomy: Taxonomy
    ) -> Verdict | None:
        """The decision of the first rule that fits the row, None where none does."""
        for rules, origin in ((self.rules, Origin.OVERRIDE), (self.approved, Origin.MEMORY)):
            for rule in rules:
                if origin is Origin.MEMORY and rule.registrant is None:
                    continue  # a registrant's choices never hold for another
                if _fits(rule, row, statement, cik, year):
                    return _verdict(rule, origin, taxonomy)
        return None


NO_OVERRIDES = Overrides()


def load_overrides(path: Path) -> Overrides:
    """Read a mapping file. Raises `UsageError` with file and line where it is not TOML or breaks the schema."""
    return Overrides(rules=read_rules(path))


def read_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of a mapping file or of a memory file, in order."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read mapping file {path}: {error}") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: not valid TOML: {error}") from error
    schema = json.loads((folder("taxonomy") / "mapping.schema.json").read_text("utf-8"))
    problems = [f"{path}:{line_of(text, v.path)}: {v.message}" for v in violations(data, schema)]
    if problems:
        raise UsageError("mapping file breaks its schema\n" + "\n".join(problems))
    return tuple(
        _rule(entry, f"{path.name}:{line_of(text, ('rule', i))}") for i, entry in enumerate(data.get("rule", ()))
    )


def line_of(text: str, path: tuple[str | int, ...]) -> int:
    """The line, from 1, of the table or key that a path leads to; of the nearest that has one."""
    nth = next((p for p in path if isinstance(p, int)), 0)
    key = next((p for p in reversed(path) if isinstance(p, str) and p != "rule"), None)
    lines = text.splitlines()
    tables = [n for n, line in enumerate(lines) if re.match(r"\s*\[\[\s*rule\s*\]\]", line)]
    inside = bool(path) and path[0] == "rule" and nth < len(tables)
    start = tables[nth] if inside else 0
    end = (tables[nth + 1] if nth + 1 < len(tables) else len(lines)) if inside else len(lines)
    if key is not None:
        found = re.compile(rf"\s*(\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*[=\].]")
        start = next((n for n in range(start, end) if found.match(lines[n])), start)
    return start + 1


def _rule(entry: dict[str, Any], where: str) -> Rule:
    return Rule(
        label=entry["label"],
        where=where,
        statement=entry.get("statement"),
        section=entry.get("section"),
        registrant=entry["registrant"].zfill(10) if "registrant" in entry else None,
        first=entry.get("from"),
        last=entry.get("to"),
        concept=entry.get("concept"),
        extension=entry.get("extension", False),
        anchor=entry.get("anchor"),
        negated=entry.get("negated"),
        reason=entry.get("reason"),
        source=entry.get("source"),
    )


@lru_cache(maxsize=4096)
def _pattern(glob: str) -> re.Pattern[str]:
    return re.compile(translate(_plain(glob)))


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _fits(rule: Rule, row: Row, statement: str | None, cik: str | None, year: int | None) -> bool:
    if rule.registrant is not None and (cik is None or rule.registrant != cik.zfill(10)):
        return False
    if rule.statement is not None and rule.statement != statement:
        return False
    if (rule.first is not None or rule.last is not None) and year is None:
        return False
    if rule.first is not None and year is not None and year < rule.first:
        return False
    if rule.last is not None and year is not None and year > rule.last:
        return False
    if not _pattern(rule.label).match(_plain(row.label)):
        return False
    return rule.section is None or any(_pattern(rule.section).match(_plain(heading)) for heading in row.section)


def _verdict(rule: Rule, origin: Origin, taxonomy: Taxonomy) -> Verdict:
    for name in (rule.concept, rule.anchor):
        if name is not None:
            _check(name, rule, taxonomy)
    decision = Decision.STANDARD if rule.concept else Decision.EXTENSION if rule.extension else Decision.NONE
    if origin is Origin.OVERRIDE:
        said = f"decided by {rule.where}"
    else:
        said = f"approved for this registrant in {rule.source or rule.where}"
    reason = f"{said}: {rule.reason}" if rule.reason else said
    return Verdict(decision, rule.concept, rule.anchor, rule.negated, reason, origin)


def _check(name: str, rule: Rule, taxonomy: Taxonomy) -> None:
    concept = taxonomy.concept(name)
    if concept is None:
        raise UsageError(f"{rule.where}: {taxonomy.name} has no element {name}")
    if concept.deprecated or concept.abstract:
        raise UsageError(f"{rule.where}: {name} is {'deprecated' if concept.deprecated else 'abstract'}")
