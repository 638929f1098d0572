"""When two facts of one concept in one context agree (EFM 6.5.12, XBRL duplicates: "consistent")."""

from __future__ import annotations

from decimal import Decimal


def half_unit(decimals: int | None) -> Decimal:
    """Half of the last place that `decimals` says is right; 0 for INF."""
    return Decimal(0) if decimals is None else Decimal(5).scaleb(-decimals - 1)


def consistent(a: Decimal | None, a_decimals: int | None, b: Decimal | None, b_decimals: int | None) -> bool:
    """Equal at equal precision; otherwise their rounding intervals meet. A nil agrees with nil only."""
    if a is None or b is None:
        return a is None and b is None
    if a == b:
        return True
    if a_decimals == b_decimals:
        return False
    return abs(a - b) <= half_unit(a_decimals) + half_unit(b_decimals)
