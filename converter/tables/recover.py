"""Every table of a document, whatever its parts are written in."""

from __future__ import annotations

from converter.reading.document import Document, PartKind
from converter.tables.grid import Grid
from converter.tables.settings import DEFAULT, TableSettings
from converter.tables.text import text_grids


def recover_grids(document: Document, settings: TableSettings = DEFAULT) -> tuple[Grid, ...]:
    """Grids of all parts in source order. Financial Data Schedules and binary parts have none."""
    grids: list[Grid] = []
    for index, part in enumerate(document.parts):
        if part.is_schedule or part.kind is PartKind.BINARY:
            continue
        if part.kind is PartKind.HTML:
            from converter.tables.html import html_grids

            grids.extend(html_grids(document, index))
        else:
            text = document.source.text[part.span.start : part.span.end]
            grids.extend(text_grids(text, index, part.span.start, settings))
    return tuple(grids)
