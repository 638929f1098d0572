"""`ixconvert suggest`: names the concept of a line item."""

from __future__ import annotations

import click


@click.command("suggest")
@click.argument("labels", nargs=-1)
def command(labels: tuple[str, ...]) -> None:
    """Name the us-gaap concept of each LABEL."""
    from converter.mapping.engine import _rank
    from converter.mapping.lexicon import load
    from converter.mapping.sheet import Row, Sheet
    from converter.taxonomies.taxonomy import load as load_taxonomy

    for label in labels:
        row = Row(label)
        for candidate in _rank(row, Sheet(None, (row,)), load(), load_taxonomy())[:5]:
            click.echo(f"{candidate.score:.3f} {candidate.concept}")
