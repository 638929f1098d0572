"""`ixconvert tables`: thin over the reader and `converter.drawing`."""

from __future__ import annotations

from pathlib import Path

import click

_EPILOG = """\b
Examples:
  ixconvert tables examples/2003-8k-earnings.txt
  ixconvert tables filing.txt -o tables.html
  ixconvert tables filing.txt --statements

\b
In the outline, - and = before a label are rules above the row, ~ is a break in the page.
Exit status: 0 done; 2 wrong usage; 3 the source could not be used, or the page not written.
"""


@click.command(epilog=_EPILOG)
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="PAGE.html", type=click.Path(path_type=Path), help="Write an HTML page of the source."
)
@click.option("--statements", "only_statements", is_flag=True, help="Leave out tables that are no statement.")
def command(source: Path, output: Path | None, only_statements: bool) -> None:
    """Show what the reader saw: columns, heads, row roles, checks.

    Prints an outline of every table of a filing; with -o, writes a page of the source with all of it drawn over.
    """
    from converter.commands.output import write_output
    from converter.drawing.page import page
    from converter.drawing.sheet import sheets
    from converter.errors import UnreadableSource
    from converter.reading.read import read_document
    from converter.statements.recognise import recognise
    from converter.tables.outline import outline
    from converter.tables.recover import recover_grids

    try:
        data = source.read_bytes()
    except OSError as error:
        raise UnreadableSource(f"{source}: {error.strerror}") from error
    document = read_document(data, source.name)
    grids = recover_grids(document)
    statements = recognise(document, grids)
    if only_statements:
        grids = tuple(sheet.grid for sheet in sheets(document, grids, statements) if sheet.statement is not None)
    if output is not None:
        write_output(output, page(document, grids, statements).encode())
        return
    for sheet in sheets(document, grids, statements):
        for line in outline(sheet.grid):
            click.echo(line)
        if sheet.statement is not None:
            found = sheet.statement
            click.echo(f"is      {found.id} {found.kind.value}, x10^{found.scale.money}, {found.audited.value}")
            for column in sheet.columns:
                click.echo(f"period  {column.index + 1}: {column.period or 'none'} {column.basis}")
            click.echo(f"checks  {sheet.held} hold, {len(sheet.failed)} do not")
        click.echo()
