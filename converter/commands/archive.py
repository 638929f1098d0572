"""`ixconvert archive`: add, list, show, verify, diff, export, query, delete."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from converter.archive.compare import FactChange
    from converter.archive.store import Store

_Command = TypeVar("_Command", bound=Callable[..., Any])

_EPILOG = """\b
Examples:
  ixconvert archive add output --root archive        every conversion in output/
  ixconvert archive verify --jobs 4                  every byte, inventory, event and report
  ixconvert archive show 0000950109-99-001234
  ixconvert archive query "select concept, value from fact where line is not null limit 5"
"""


def _root(command: _Command) -> _Command:
    return click.option(
        "--root",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("archive"),
        show_default=True,
        envvar="IXCONVERT_ARCHIVE",
        metavar="FOLDER",
        help="The archive.",
    )(command)


def _json(command: _Command) -> _Command:
    return click.option("--json", "as_json", is_flag=True, help="JSON on standard output.")(command)


def _store(root: Path) -> Store:
    from converter.archive.store import Store

    return Store(root)


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=True))


@click.group(epilog=_EPILOG)
def command() -> None:
    """Keep, verify, compare and query conversions.

    The archive is an OCFL 1.1 storage root with one object a filing and one version an accepted conversion.
    """


@command.command("add")
@click.argument("folders", nargs=-1, required=True, metavar="DIR...", type=click.Path(path_type=Path))
@click.option(
    "--source",
    type=click.Path(path_type=Path, exists=True),
    metavar="PATH",
    help="The filing, or a folder to look for it in, where the conversion no longer knows.",
)
@_root
@_json
def add(folders: tuple[Path, ...], source: Path | None, root: Path, as_json: bool) -> None:
    """Add conversions: output folders of `ixconvert convert`, or a folder of them.

    A line that says "added" is a promise: the filing is safe from then on.
    """
    from converter.archive.deposit import find_folders, read_deposit
    from converter.archive.store import Store
    from converter.errors import ArchiveError

    Store.create(root)
    store = Store(root)
    refused = 0
    for folder in find_folders(folders):
        try:
            deposit = read_deposit(folder, source)
            added = store.add(deposit.object, deposit.files, deposit.message, deposit.events)
        except ArchiveError as error:
            refused += 1
            click.echo(f"ixconvert: {error}", err=True)
            continue
        if as_json:
            _print_json({"folder": str(folder), **asdict(added)})
        else:
            word = "unchanged" if added.unchanged else "added"
            click.echo(f"{word} {added.object} {added.version} {folder}")
        sys.stdout.flush()
    sys.exit(3 if refused else 0)


@command.command("list")
@_root
@_json
def list_(root: Path, as_json: bool) -> None:
    """One line an object: id, head version, when it was made, what it is."""
    store = _store(root)
    for identifier in store.identifiers():
        inventory = store.inventory(identifier)
        head = inventory.version()
        if as_json:
            record = {"object": identifier, "head": inventory.head, "created": head.created, "message": head.message}
            _print_json(record)
        else:
            click.echo(f"{identifier}  {inventory.head}  {head.created}  {head.message}")


@command.command("show")
@click.argument("identifier", metavar="ID")
@_root
@_json
def show(identifier: str, root: Path, as_json: bool) -> None:
    """The versions, files and events of one object. ID may be the accession number alone, or a unique beginning."""
    from converter.archive.lookup import find_object

    store = _store(root)
    name = find_object(store, identifier)
    inventory = store.inventory(name)
    events = list(store.log.about(name))
    if as_json:
        _print_json(
            {
                "object": name,
                "path": str(store.object_folder(name)),
                "versions": [
                    {"version": f"v{n}", "created": v.created, "message": v.message, "files": dict(v.state)}
                    for n, v in enumerate(inventory.versions, 1)
                ],
                "events": [asdict(event) for event in events],
            }
        )
        return
    click.echo(f"{name}\n  {store.object_folder(name)}")
    for number, version in enumerate(inventory.versions, 1):
        click.echo(f"  v{number}  {version.created}  {version.message}")
        for path, digest in sorted(version.state.items()):
            size = (store.object_folder(name) / inventory.content_path(digest)).stat().st_size
            click.echo(f"      {path:<24} {size:>10,}  sha512 {digest[:16]}...")
    click.echo("  events")
    for event in events:
        click.echo(
            f"      {event.number:>8}  {event.time}  {event.type.value:<12} {event.version or '':<4} {event.outcome}"
        )


@command.command("verify")
@click.option(
    "--jobs", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Objects at a time."
)
@click.option("--resume", is_flag=True, help="Skip what an interrupted verification had passed.")
@click.option("--fixity-only", is_flag=True, help="Bytes, inventories and events; do not validate reports again.")
@click.option(
    "--expect-head", metavar="HASH", help="The log's last hash as noted before: proves that no event is gone."
)
@_root
@_json
def verify(root: Path, jobs: int, resume: bool, fixity_only: bool, expect_head: str | None, as_json: bool) -> None:
    """Hash every byte, check inventories and the event log, validate every report again; say what is damaged.

    Exit status 0 when all is well, 1 when something is damaged.
    """
    from converter.archive.verify import verify as verify_archive

    store = _store(root)
    verdict = verify_archive(store, jobs=jobs, revalidate=not fixity_only, resume=resume, expected_head=expect_head)
    if as_json:
        _print_json(asdict(verdict))
    else:
        for damage in verdict.damages:
            click.echo(f"{damage.kind.value}: {damage.path}: {damage.detail}")
        click.echo(
            f"{verdict.objects} objects, {verdict.files} files, {verdict.bytes:,} bytes, {verdict.events} events; "
            f"{verdict.revalidated} reports validated again"
            + (f"; {verdict.resumed} objects passed before" if verdict.resumed else "")
        )
        click.echo(f"{len(verdict.damages)} damages" if verdict.damages else "all is well")
        click.echo(f"OCFL also checked by {verdict.second_opinion or 'nobody else (extra ocfl is not installed)'}")
        click.echo(f"head {verdict.head}")
        if not verdict.recorded:
            click.echo("the check is not in the event log: the archive cannot be written", err=True)
    sys.exit(1 if verdict.damages else 0)


@command.command("diff")
@click.argument("identifier", metavar="ID")
@click.argument("before", required=False)
@click.argument("after", required=False)
@_root
@_json
def diff(identifier: str, before: str | None, after: str | None, root: Path, as_json: bool) -> None:
    """How the facts changed from version BEFORE (default: the last but one) to AFTER (default: the last)."""
    from converter.archive.compare import compare, entities
    from converter.archive.lookup import find_object
    from converter.errors import ArchiveError

    store = _store(root)
    name = find_object(store, identifier)
    last = len(store.inventory(name).versions)
    if before is None and last < 2:
        raise ArchiveError(f"{name} has one version only")
    versions = before or f"v{last - 1}", after or f"v{last}"
    moved = entities(store, name, *versions)
    if moved and not as_json:
        click.echo(f"entity   {' '.join(moved[0])} -> {' '.join(moved[1])}")
    for change in compare(store, name, *versions):
        if as_json:
            _print_json(asdict(change))
        else:
            click.echo(_change_line(change))


def _change_line(change: FactChange) -> str:
    aspects = "".join(f" {key}={value}" for key, value in change.aspects)
    values = " -> ".join(dict.fromkeys(_short(value) for value in (change.before, change.after) if value is not None))
    moves = "".join(f"; {name} {was} -> {now}" for name, was, now in change.moves)
    line = f" (line {change.line})" if change.line else ""
    return f"{change.change.value:<8} {change.concept} {change.period}{aspects}: {values}{moves}{line}"


def _short(value: str) -> str:
    """A text block is told by its beginning and its length."""
    words = " ".join(value.split())
    return words if len(words) <= 80 else f"{words[:60]}... ({len(value):,} characters)"


@command.command("export")
@click.argument("identifier", metavar="ID")
@click.option(
    "--to", "target", required=True, type=click.Path(path_type=Path), metavar="PATH", help="Where to; must not exist."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["bagit", "xbri", "folder"]),
    default="bagit",
    show_default=True,
    help="A BagIt bag, the report package alone, or plain files.",
)
@click.option("--version", "version", metavar="V", help="Which version (default: the last).")
@_root
def export(identifier: str, target: Path, format_: str, version: str | None, root: Path) -> None:
    """Write one version of an object outside the archive, every byte checked on the way."""
    from converter.archive.export import Format
    from converter.archive.export import export as export_object
    from converter.archive.lookup import find_object

    store = _store(root)
    written = export_object(store, find_object(store, identifier), target, Format(format_), version)
    click.echo(f"{written}")


@command.command("delete")
@click.argument("identifier", metavar="ID")
@click.option("--reason", required=True, help="Kept in the event log for good.")
@_root
def delete(identifier: str, reason: str, root: Path) -> None:
    """Remove an object with all its versions. The event log keeps that it was there, and why it went."""
    from converter.archive.lookup import find_object

    store = _store(root)
    name = find_object(store, identifier)
    store.delete(name, reason)
    click.echo(f"deleted {name}")


@command.command("query")
@click.argument("sql")
@click.option("--rebuild", is_flag=True, help="Derive the tables anew from the objects.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to print the rows.",
)
@_root
def query(sql: str, rebuild: bool, format_: str, root: Path) -> None:
    """Ask the archive in SQL (extra 'query'): tables filing, fact, mapping, arithmetic, finding.

    \b
    filing      source, sha256, accession, form, registrant, cik, period_end, figures, tagged, facts ...
    fact        concept, period_start, period_end, unit, value, dimensions, label, line, printed ...
    mapping     statement, kind, label, section, decision, concept, confidence, runner_up ...
    arithmetic  statement, kind, total, printed, computed, difference, holds, doubt ...
    finding     code, severity, message, line
    Each also has object, version, and current (true for an object's last version).
    """
    from converter.archive.query import print_rows, run_query

    print_rows(run_query(_store(root), sql, rebuild=rebuild), format_)
