"""Geometry of the small charts of a run report; `templates/run.html.jinja` draws them as inline SVG.

Bars   one bar a label, lengths 0..1 of the longest
Line   points in a unit square, and the largest values on both axes
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: float
    length: float


@dataclass(frozen=True, slots=True)
class Bars:
    bars: tuple[Bar, ...]
    largest: float


@dataclass(frozen=True, slots=True)
class Line:
    """`points` have y upwards; an empty run has none."""

    points: tuple[tuple[float, float], ...]
    x_end: float
    y_end: float


def bars(values: Sequence[tuple[str, float]]) -> Bars:
    largest = max((value for _, value in values), default=0.0)
    return Bars(tuple(Bar(label, value, value / largest if largest else 0.0) for label, value in values), largest)


def line(values: Sequence[tuple[float, float]]) -> Line:
    x_end = max((x for x, _ in values), default=0.0)
    y_end = max((y for _, y in values), default=0.0)
    return Line(tuple((x / (x_end or 1.0), y / (y_end or 1.0)) for x, y in values), x_end, y_end)
