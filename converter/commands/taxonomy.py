"""`ixconvert taxonomy`: thin over `converter.taxonomies`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

_EPILOG = """\b
Examples:
  ixconvert taxonomy search "accounts receivable net"
  ixconvert taxonomy show us-gaap:Assets
  ixconvert taxonomy install us-gaap-2023.zip
  ixconvert taxonomy check us-gaap-2024.zip
"""

_NAME = click.option("--taxonomy", "name", metavar="NAME", default="us-gaap/2024", show_default=True, help="Release.")


@click.group(epilog=_EPILOG)
def command() -> None:
    """Install, search, check and build taxonomy packages."""


@command.command("list")
def list_releases() -> None:
    """Show the releases that can be used: shipped facts and installed packages."""
    from converter.resources import folder
    from converter.taxonomies.installed import installed

    for path in sorted(folder("taxonomy").glob("*/schemas.tsv")):
        family, _, year = path.parent.name.rpartition("-")
        click.echo(f"{family}/{year}\tfrozen facts, shipped")
    for item in installed():
        click.echo(f"{item.release}\tofficial package, {item.source}\tsha256 {item.sha256}")


@command.command()
@click.argument("source", metavar="FILE|URL")
@click.option("--sha256", metavar="HEX", help="What the package must have.")
def install(source: str, sha256: str | None) -> None:
    """Install an official taxonomy package from a zip file or a URL."""
    from converter.taxonomies.installed import install as install_package

    for item in install_package(source, sha256):
        click.echo(f"installed {item.release}\tsha256 {item.sha256}")


@command.command()
@click.argument("package", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", metavar="NAME", help="Release to read from the package [its latest us-gaap].")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Folder to write [taxonomy/NAME].")
def build(package: Path, name: str | None, out: Path | None) -> None:
    """Write the frozen facts of an official package as text tables."""
    from converter.resources import folder
    from converter.taxonomies.installed import file_hash
    from converter.taxonomies.tables import write_tables
    from converter.validation.taxonomy_reader import read_package

    release = name or _latest(package)
    target = out or folder("taxonomy") / release.replace("/", "-")
    facts = read_package(package, release)
    write_tables(facts, target, source=(package.name, file_hash(package)))
    elements = sum(len(schema.elements) for schema in facts.schemas)
    click.echo(f"{release}: {elements} elements, {len(facts.arcs)} arcs read; tables in {target}")


@command.command()
@click.argument("package", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", metavar="NAME", help="Release to compare [the package's latest us-gaap].")
def check(package: Path, name: str | None) -> None:
    """Compare a package with the frozen facts; exit status 1 on any difference."""
    from converter.taxonomies.comparison import compare
    from converter.taxonomies.taxonomy import load
    from converter.validation.taxonomy_reader import read_package

    release = name or _latest(package)
    compared = compare(load(release), read_package(package, release))
    for difference in compared.differences:
        click.echo(f"{difference.kind} {difference.name}")
        click.echo(f"  frozen   {difference.frozen or '(none)'}")
        click.echo(f"  package  {difference.package or '(none)'}")
    told = ", ".join(f"{count} {kind}s" for kind, count in compared.counts.items())
    click.echo(f"{release}: {len(compared.differences)} differences ({told})")
    sys.exit(int(bool(compared.differences)))


@command.command()
@click.argument("query")
@_NAME
@click.option("--top", default=20, show_default=True, help="How many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def search(query: str, name: str, top: int, as_json: bool) -> None:
    """Find elements by words of their names (and labels and documentation, where the official package is installed)."""
    from converter.taxonomies.search import search as find
    from converter.taxonomies.taxonomy import load

    for hit in find(load(name), query, top):
        click.echo(json.dumps(asdict(hit)) if as_json else f"{hit.concept}\t{hit.label or ''}".rstrip())


@command.command()
@click.argument("concept")
@_NAME
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def show(concept: str, name: str, as_json: bool) -> None:
    """Show an element: type, balance, period type, totals, parts, and where statements present it."""
    from converter.errors import UsageError
    from converter.taxonomies.taxonomy import load

    taxonomy = load(name)
    qname = concept if ":" in concept else f"us-gaap:{concept}"
    found = taxonomy.concept(qname)
    if found is None:
        raise UsageError(f"{name} has no element {qname}; try `ixconvert taxonomy search`")
    described = _described(taxonomy, qname)
    if as_json:
        click.echo(json.dumps(described, indent=2))
        return
    for key, value in described.items():
        if not isinstance(value, list):
            click.echo(f"{key:14} {value}")
            continue
        for number, row in enumerate(value):
            click.echo(f"{key if not number else '':14} {row}")


def _described(taxonomy: Any, qname: str) -> dict[str, Any]:
    found = taxonomy.concept(qname)
    parents = taxonomy.calculation_parents(qname)
    children = taxonomy.calculation_children(qname)
    places = [
        f"{taxonomy.roles[role].definition}, under {arc.parent}"
        for role in taxonomy.presentation_roles
        for arc in taxonomy.presentation(role)
        if arc.child == qname
    ]
    flags = [word for word in ("abstract", "nillable", "deprecated") if getattr(found, word)]
    return {
        "element": qname,
        "type": found.type,
        "period type": found.period_type,
        "balance": found.balance or "(none)",
        "substitution": found.substitution or "(none)",
        "flags": ", ".join(flags) or "(none)",
        "adds to": [_relation(taxonomy, relation) for relation in parents],
        "sum of": [_relation(taxonomy, relation) for relation in children],
        "presented in": places,
    }


def _relation(taxonomy: Any, relation: Any) -> str:
    return f"{relation.weight:+d} {relation.concept}  ({taxonomy.roles[relation.role].definition})"


def _latest(package: Path) -> str:
    from converter.errors import TaxonomyError
    from converter.validation.taxonomy_reader import releases

    found = releases(package)
    if not found:
        raise TaxonomyError(f"{package.name}: holds no us-gaap taxonomy")
    return found[-1]
