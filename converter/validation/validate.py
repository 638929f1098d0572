"""Validates inline XBRL reports with Arelle, offline, without paying for the base taxonomy at every report.

    validate_report(report)            the findings about one report
    validate_and_export(files)         the same for files in memory, with xBRL-JSON and xBRL-CSV from the same load
    warm(taxonomy)                     everything that can be loaded before the first report

A report is validated against its closure (see `closure`) where that is certain to lead to the messages of the whole
taxonomy, and against the whole taxonomy otherwise.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from converter.errors import SourceTooLarge
from converter.findings import Finding
from converter.taxonomies.installed import packages_for
from converter.taxonomies.taxonomy import DEFAULT, facts_folder, load
from converter.validation.arelle_findings import findings_of
from converter.validation.closure import closure_of
from converter.validation.entries import Entry, find_entries
from converter.validation.inline_schema import finish_ahead
from converter.validation.messages import Message, Reference
from converter.validation.profiles import Filing, filing_of, profile_options
from converter.validation.references import read_references
from converter.validation.session import Options, run, start
from converter.validation.workplace import workplace

# Where a report leads to no us-gaap schema (a cover page alone), the year of its dei schema says the release.
_RELEASES = (re.compile(r"fasb\.org/(?:us-gaap|srt)/(\d{4})/"), re.compile(r"xbrl\.sec\.gov/dei/(\d{4})/"))
# Arelle takes half a millisecond and nine kilobytes a fact: this many two minutes and two gigabytes. The largest
# filings on EDGAR have a tenth of them.
MOST_FACTS = 250_000
_NOT_INSTALLED = (
    "the report uses {name}, which is not installed, so it was not validated: get the official package and "
    "`ixconvert taxonomy install` it, or allow --online"
)


@dataclass(frozen=True, slots=True)
class Validated:
    """`exports` maps file names to xBRL-JSON and xBRL-CSV; empty where the report could not be loaded. `validator` is
    the program and its version."""

    findings: tuple[Finding, ...]
    exports: dict[str, bytes]
    validator: str


def validate_report(
    report: Path | Mapping[str, bytes],
    profile: str = "xbrl",
    *,
    taxonomy: str | None = None,
    filing: Filing | None = None,
    edgar_plugin: Path | None = None,
    xule_plugin: Path | None = None,
    online: bool = False,
) -> tuple[Finding, ...]:
    """Every finding about one report: a folder, an inline document in its folder, a zip, an .xbri, files in memory.

    `taxonomy` is the release to use ("us-gaap/2024"), None for the one that the report names; where that one is not
    installed, the only finding says so. `filing` gives the efm
    profile the form type and CIK. Nothing is fetched unless `online`.

    Raises UnreadableSource where no inline document can be found, SourceTooLarge for one of more facts than
    `MOST_FACTS`, ValidationUnavailable where the profile's plug-in is missing.
    """
    with find_entries(report) as entries:
        found: list[Finding] = []
        for entry in entries:
            known = filing_of(entry.document.read_bytes(), filing) if profile == "efm" else Filing()
            options = replace(profile_options(profile, known, edgar_plugin, xule_plugin), online=online)
            found += findings_of(_validate(entry, options, taxonomy), entry.root)
        return tuple(dict.fromkeys(found))


def validate_and_export(
    files: Mapping[str, bytes],
    profile: str = "xbrl",
    *,
    taxonomy: str | None = None,
    filing: Filing | None = None,
    edgar_plugin: Path | None = None,
) -> Validated:
    """Validate the files of one report and write its facts as xBRL-JSON and xBRL-CSV from the same load."""
    from converter.validation.export import Exporter
    from converter.validation.startup import version

    with find_entries(files) as entries, tempfile.TemporaryDirectory(prefix="ixconvert-") as folder:
        known = filing_of(entries[0].document.read_bytes(), filing) if profile == "efm" else Filing()
        base = profile_options(profile, known, edgar_plugin, None)
        exporter = Exporter(Path(folder))
        messages = _validate(entries[0], base, taxonomy, exporter)
        return Validated(findings_of(messages, entries[0].root), exporter.files, version())


def with_model(
    report: Path | Mapping[str, bytes], use: Callable[[Any], None], taxonomy: str | None = None
) -> tuple[Finding, ...]:
    """Load and validate one report as `validate_report` does and call `use` with Arelle's model of it."""
    with find_entries(report) as entries:
        options = profile_options("xbrl", Filing(), None, None)
        return findings_of(_validate(entries[0], options, taxonomy, use), entries[0].root)


def warm(taxonomy: str = DEFAULT, profile: str = "xbrl") -> None:
    """Import Arelle and read the tables, so that the first report costs no more than the next."""
    start()
    finish_ahead()  # no thread may be at work where a process is forked
    loaded = load(taxonomy)
    for prefix in loaded.prefixes:
        loaded.local_names(prefix)


def _validate(
    entry: Entry, base: Options, taxonomy: str | None, export: Callable[[Any], None] | None = None
) -> tuple[Message, ...]:
    references = read_references(entry.document)
    if references.facts > MOST_FACTS:
        raise SourceTooLarge(f"{entry.document}: {references.facts} facts, more than {MOST_FACTS}")
    name = taxonomy or release_of(references.remote) or DEFAULT
    if taxonomy is None and facts_folder(name) is None:
        if not base.online:
            document = Reference(entry.document.name, "", None)
            return (Message("ix.validation.taxonomy", "ERROR", _NOT_INSTALLED.format(name=name), (document,)),)
        return run(entry.path, base, export)
    closure = None
    if not base.online and not entry.archive and base.whole is not None:
        closure = closure_of(references, load(name), base.whole, base.named)
    if closure is None:
        return run(entry.path, replace(base, packages=packages_for(name)), export)
    place = workplace()
    place.lay_out(closure)
    return run(entry.path, replace(base, cache=place.folder, base_taxonomies=closure.check_base), export)


def release_of(urls: Iterable[str]) -> str | None:
    """The us-gaap release among the documents that a report leads to."""
    known = list(urls)
    for pattern in _RELEASES:
        years = sorted(found[1] for url in known if (found := pattern.search(url)))
        if years:
            return f"us-gaap/{years[-1]}"
    return None
