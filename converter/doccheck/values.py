"""What a tag says in numbers, read from its text alone."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_DIGITS = re.compile(r"(?:\d[\d,\s\u00a0]*)?(?:\.\d+)?")


def shown_number(text: str, transform: str | None) -> Decimal | None:
    """The unscaled number that the tag's text means under its transform, None where it means none."""
    name = (transform or "").partition(":")[2]
    if name in ("fixed-zero", "zerodash", "numdash"):
        return Decimal(0)
    if name not in ("", "num-dot-decimal", "numdotdecimal"):
        return None
    stripped = text.strip()
    if not stripped or not _DIGITS.fullmatch(stripped):
        return None
    if not name and re.search(r"[,\s]", stripped):
        return None
    try:
        return Decimal(re.sub(r"[,\s\u00a0]", "", stripped))
    except InvalidOperation:
        return None


def printed_places(text: str) -> int:
    """Digits after the decimal point."""
    return len(text.strip().partition(".")[2])
