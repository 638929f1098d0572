"""What a user may decide about a report."""

from __future__ import annotations

from dataclasses import dataclass

from converter.findings import Span


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """`cik` overrules the one in the source (any number of digits up to ten); `taxonomy` as in `ixconvert taxonomy`.

    `withheld` are figures that stay text, each with the reason: an independent reading disagreed with the fact.
    """

    cik: str | None = None
    taxonomy: str = "us-gaap/2024"
    withheld: tuple[tuple[Span, str], ...] = ()
