"""`ixconvert suggest`: names the concept of a line item, with evidence; one label, several, or a file of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from converter.errors import UnreadableSource, UsageError

if TYPE_CHECKING:
    from converter.mapping.suggestion import Request, Suggestion

_STATEMENTS = ("balance", "income", "cashflow", "equity")


@click.command("suggest")
@click.argument("labels", metavar="LABEL...", nargs=-1)
@click.option("--statement", type=click.Choice(_STATEMENTS), help="The statement that the line item stands in.")
@click.option("--section", multiple=True, help="A heading above it; repeat for several, outermost first.")
@click.option("--year", type=int, help="Year of the period; from 2018 on revenue and leases have other elements.")
@click.option("--top", type=click.IntRange(1, 20), default=5, show_default=True, help="Candidates to show.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each label.")
@click.option(
    "--batch", type=click.Path(path_type=Path, allow_dash=True), help="JSON lines in, JSON lines out; - for stdin."
)
def command(
    labels: tuple[str, ...],
    statement: str | None,
    section: tuple[str, ...],
    year: int | None,
    top: int,
    as_json: bool,
    batch: Path | None,
) -> None:
    """Name the us-gaap concept of each LABEL.

    Labels that are given together are taken one by one. With --batch, rows that share a "statement_id" are read as one
    statement, where totals, neighbours and figures count.
    """
    if batch is not None and labels:
        raise UsageError("give labels or --batch, not both")
    if batch is not None:
        _batch(batch)
        return
    if not labels:
        raise UsageError("give a LABEL, or --batch FILE.jsonl")
    from converter.mapping.sheet import Row
    from converter.mapping.suggestion import Request, suggest

    asked = [Request(label, Row(label, section=section), statement, None, year) for label in labels]
    for request, found in zip(asked, suggest(asked), strict=True):
        if as_json:
            click.echo(json.dumps({**_as_dict(found, top), "evidence": list(_evidence(request, found))}))
        else:
            _show(request, found, top)


def _batch(path: Path) -> None:
    from converter.mapping.suggestion import parse, suggest

    def lines(source: TextIO) -> None:
        asked = (parse(line, n) for n, line in enumerate(source, 1) if line.strip())
        out = sys.stdout
        for found in suggest(asked):
            out.write(json.dumps(_as_dict(found, 20)) + "\n")

    if str(path) == "-":
        lines(sys.stdin)
        return
    try:
        source = path.open(encoding="utf-8")
    except OSError as error:
        raise UnreadableSource(f"cannot read {path}: {error.strerror}") from error
    with source:
        try:
            lines(source)
        except UnicodeDecodeError as error:
            raise UnreadableSource(f"{path} is not UTF-8: {error.reason}") from error


def _as_dict(found: Suggestion, top: int) -> dict[str, object]:
    return {
        "id": found.id,
        "candidates": [{"concept": c.concept, "score": c.score} for c in found.candidates[:top]],
        "decision": found.decision,
    }


def _evidence(request: Request, found: Suggestion) -> tuple[str, ...]:
    from converter.mapping.evidence import evidence, page_sums
    from converter.mapping.lexicon import load as load_lexicon
    from converter.mapping.model import load
    from converter.mapping.opinion import Opinion
    from converter.mapping.sheet import Sheet

    sheet = Sheet(request.statement, (request.row,), year=request.year)
    opinion = Opinion(found.candidates, 0.0)
    return evidence(sheet, 0, opinion, [None], page_sums(sheet), load().ranker.elements, load_lexicon())


def _show(request: Request, found: Suggestion, top: int) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right", style="bold")
    table.add_column(overflow="fold")
    for candidate in found.candidates[:top]:
        chosen = candidate.concept == found.decision
        table.add_row(f"{candidate.score:.2f}", f"[green]{candidate.concept}[/green]" if chosen else candidate.concept)
    console.print(f"[bold]{_escaped(request.row.label)}[/bold]  →  {found.decision}")
    console.print(table)
    for said in _evidence(request, found):
        console.print(f"     {_escaped(said)}", style="dim", soft_wrap=True)


def _escaped(text: str) -> str:
    from rich.markup import escape

    return escape(text)
