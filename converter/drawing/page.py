"""Sheets as one HTML page that needs nothing else: no script, no other file."""

from __future__ import annotations

from collections.abc import Sequence

from converter.drawing.sheet import sheets
from converter.reading.document import Document
from converter.statements.statement import Statement
from converter.tables.grid import Grid


def page(document: Document, grids: Sequence[Grid], statements: Sequence[Statement]) -> str:
    """The page as text; statements first seen among other tables are listed at its head."""
    from converter.rendering.environment import environment

    drawn = sheets(document, grids, statements)
    return environment().get_template("tables.html.jinja").render(name=document.source.name, sheets=drawn)
