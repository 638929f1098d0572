"""Scales for tables that state none: from the statement before in the same set, borne out by figures they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from converter.statements.draft import Draft
from converter.statements.scale import ScalePhrase
from converter.tables.grid import FigureKind

TELLING = 1000  # a figure from this size on is hardly shared by chance
ENOUGH = 2  # shared figures that settle a scale


def settle_scales(drafts: Sequence[Draft]) -> list[Draft]:
    """Gives each draft without a phrase the scale of the drafts that print the same figures."""
    by_power: dict[int, set[int]] = {}
    for found in drafts:
        if found.scale is not None:
            by_power.setdefault(found.scale.money, set()).update(_figures(found))
    result = []
    for found in drafts:
        if found.scale is not None or not by_power:
            result.append(found)
            continue
        own = _figures(found)
        shared = {power: len(own & figures) for power, figures in by_power.items() if power}
        best = max(shared, key=lambda power: shared[power], default=0)
        if best and shared[best] >= ENOUGH and 20 * shared[best] >= len(own):
            result.append(replace(found, scale=ScalePhrase(best, None)))
        else:
            result.append(found)
    return result


def _figures(found: Draft) -> set[int]:
    return {
        abs(int(cell.figure.value))
        for row in found.body.rows
        for cell in row.cells
        if cell.figure is not None
        and cell.figure.kind is FigureKind.NUMBER
        and cell.figure.value is not None
        and cell.figure.decimals == 0
        and abs(cell.figure.value) >= TELLING
    }
