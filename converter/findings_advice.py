"""Advice in plain words for the codes that people meet most, from `taxonomy/advice.tsv`."""

from __future__ import annotations

from functools import lru_cache

from converter.resources import folder


def advice(code: str) -> str | None:
    """The advice for a code: the row for the whole code, else that for the longest part of it that has one.

    Parts end before a `.`, `:` or `-`, so that `xbrl.4.6.2:context` takes the row `xbrl.4.6.2`.
    """
    table = _table()
    part = code
    while part:
        if part in table:
            return table[part]
        cut = max(part.rfind(mark) for mark in ".:-")
        part = part[:cut] if cut > 0 else ""
    return None


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    text = (folder("taxonomy") / "advice.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}
