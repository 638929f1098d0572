"""Validates inline XBRL reports with Arelle, offline, without paying for the base taxonomy at every report.

    validate_report(report)            the findings about one report
    validate_and_export(files)         the same for files in memory, with xBRL-JSON and xBRL-CSV from the same load
    warm(taxonomy)                     everything that can be loaded before the first report

A report is validated against its closure (see `closure`) where that is certain to lead to the messages of the whole
taxonomy, and against the whole taxonomy otherwise.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from converter.findings import Finding
from converter.taxonomies.taxonomy import DEFAULT, load
from converter.validation.arelle_findings import findings_of
from converter.validation.closure import closure_of
from converter.validation.entries import Entry, find_entries
from converter.validation.profiles import Filing, profile_options
from converter.validation.references import read_references
from converter.validation.session import Message, Options, run, start
from converter.validation.workplace import workplace


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

    `taxonomy` is the release to use ("us-gaap/2024"), None for the one that the report names. `filing` gives the efm
    profile the form type and CIK. Nothing is fetched unless `online`.

    Raises UnreadableSource where no inline document can be found, ValidationUnavailable where the profile's plug-in is
    missing.
    """
    base = profile_options(profile, filing, edgar_plugin, xule_plugin)
    base = replace(base, online=online)
    with find_entries(report) as entries:
        found: list[Finding] = []
        for entry in entries:
            found += findings_of(_validate(entry, base, taxonomy), entry.root)
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

    base = profile_options(profile, filing, edgar_plugin, None)
    with find_entries(files) as entries, tempfile.TemporaryDirectory(prefix="ixconvert-") as folder:
        exporter = Exporter(Path(folder))
        messages = _validate(entries[0], base, taxonomy, exporter)
        return Validated(findings_of(messages, entries[0].root), exporter.files, version())


def warm(taxonomy: str = DEFAULT, profile: str = "xbrl") -> None:
    """Import Arelle and read the tables, so that the first report costs no more than the next."""
    start()
    loaded = load(taxonomy)
    for prefix in loaded.prefixes:
        loaded.local_names(prefix)


def _validate(entry: Entry, base: Options, taxonomy: str | None, exporter: object = None) -> tuple[Message, ...]:
    from converter.taxonomies.installed import packages_for

    references = read_references(entry.document)
    name = taxonomy or release_of(references.remote) or DEFAULT
    options = base
    closure = None
    if not base.online and not entry.archive and not base.plugins:
        closure = closure_of(references, load(name))
    if closure is not None:
        place = workplace()
        place.lay_out(closure)
        options = replace(base, cache=place.folder, base_taxonomies=False)
    else:
        options = replace(base, packages=packages_for(name))
    return run(entry.path, options, exporter)  # type: ignore[arg-type]


def release_of(urls: Sequence[str] | set[str]) -> str | None:
    """The us-gaap release among the documents that a report leads to."""
    import re

    years = sorted(found[1] for url in urls if (found := re.search(r"fasb\.org/(?:us-gaap|srt)/(\d{4})/", url)))
    return f"us-gaap/{years[-1]}" if years else None
