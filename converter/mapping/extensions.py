"""What an element of the filing's own needs: a balance, a period type, and the nearest wider standard element."""

from __future__ import annotations

from dataclasses import dataclass

from converter.mapping.elements import Elements
from converter.mapping.features import Footing
from converter.mapping.opinion import Opinion
from converter.mapping.sheet import BALANCE, CASH_FLOW, INCOME, Row, Sheet
from converter.mapping.signs import page_sign, side
from converter.statements.statement import Measure

_LIABILITY = ("liabilit", "equity", "capital", "debt", "deficit")


@dataclass(frozen=True, slots=True)
class Nature:
    balance: str | None
    period_type: str
    anchor: str | None
    negated: bool


def nature(
    sheet: Sheet,
    i: int,
    opinion: Opinion,
    decided: list[str | None],
    flipped: list[bool],
    foots: Footing,
    elements: Elements,
) -> Nature:
    """`decided` are the rows' standard concepts, prefixed; `flipped` says which of them the page shows negated."""
    row = sheet.rows[i]
    total = row.parent if row.parent is not None else foots.whole[i] if foots.whole[i] >= 0 else None
    anchor = decided[total] if total is not None else None
    if anchor is None:
        anchor = _wider(opinion, elements)
    period = row.period_type or ("instant" if sheet.kind == BALANCE else "duration")
    if row.measure not in (None, Measure.MONEY):
        return Nature(None, period, anchor, False)
    summed = _from_total(row, total, decided, flipped, elements)
    said = side(row.label.lower()) if sheet.kind == INCOME and page_sign(row) < 0 else 0
    named = {1: "credit", -1: "debit"}.get(said)
    if named is not None and named != (summed or "credit"):
        # "Gain on sale (34)" among costs, "Corporate expense (12)" among results: the label says what it is
        return Nature(named, period, anchor, True)
    return Nature(summed or _from_place(sheet, i, opinion, elements), period, anchor, False)


def _wider(opinion: Opinion, elements: Elements) -> str | None:
    """The total of which the likeliest candidate is a part in the taxonomy."""
    best = opinion.best
    number = elements.number(best.concept.partition(":")[2]) if best and best.score >= 0.15 else None
    if number is None:
        return None
    parents = elements.arcs[elements.arcs[:, 1] == number][:, 0].tolist()
    return f"us-gaap:{elements.names[max(parents, key=lambda p: float(elements.use[p].sum()))]}" if parents else None


def _from_total(
    row: Row, total: int | None, decided: list[str | None], flipped: list[bool], elements: Elements
) -> str | None:
    """A part has the balance of its total, or the opposite where the page takes it away (EFM 6.11)."""
    name = decided[total] if total is not None else None
    number = elements.number(name.partition(":")[2]) if name else None
    if number is None or total is None or not elements.balance[number]:
        return None
    weight = (row.weight if row.parent is not None else 1) * (-1 if flipped[total] else 1)
    return "debit" if int(elements.balance[number]) * weight > 0 else "credit"


def _from_place(sheet: Sheet, i: int, opinion: Opinion, elements: Elements) -> str:
    row = sheet.rows[i]
    if sheet.kind == CASH_FLOW:
        return "debit"  # inflows
    said = side(row.label.lower())
    if sheet.kind == INCOME and said:
        return "credit" if said > 0 else "debit"
    best = opinion.best
    number = elements.number(best.concept.partition(":")[2]) if best else None
    if number is not None and elements.balance[number]:
        return "debit" if elements.balance[number] > 0 else "credit"
    heading = " ".join(row.section).lower()
    return "credit" if sheet.kind == BALANCE and any(word in heading for word in _LIABILITY) else "debit"
