"""Ids for contexts, units and facts, and each context and unit once (EFM 6.5.7-8, 6.5.11)."""

from __future__ import annotations

from collections.abc import Iterable

from converter.report.dimensions import Dimensions
from converter.report.report import Context, Unit
from converter.statements.statement import Period


def contexts(used: Iterable[tuple[Period, Dimensions]]) -> dict[tuple[Period, Dimensions], Context]:
    """One context each, sorted by period then dimensions; the id tells both (`d20030701-20030930_NonGaapMember`)."""
    found: dict[tuple[Period, Dimensions], Context] = {}
    taken: set[str] = set()
    ordered = sorted(set(used), key=lambda c: (c[1], c[0].end, c[0].start is not None, c[0].start or c[0].end))
    for period, dimensions in ordered:
        stem = "_".join([_period_id(period), *(member.rpartition(":")[2] for _, member in dimensions)])
        name, number = stem, 2
        while name in taken:
            name, number = f"{stem}_{number}", number + 1
        taken.add(name)
        found[period, dimensions] = Context(name, period, dimensions)
    return found


def _period_id(period: Period) -> str:
    if period.start is None:
        return f"i{period.end:%Y%m%d}"
    return f"d{period.start:%Y%m%d}-{period.end:%Y%m%d}"


def unit(name: str) -> Unit:
    """The unit that a `PartialFact` names."""
    measures = [_measure(part) for part in name.split("/")]
    identifier = name.replace("/", "-per-").lower()
    return Unit(identifier, (measures[0],), tuple(measures[1:]))


def _measure(part: str) -> str:
    return f"xbrli:{part}" if part in ("shares", "pure") else f"iso4217:{part}"
