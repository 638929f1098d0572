"""What a user may decide about a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """`cik` overrules the one in the source (any number of digits up to ten); `taxonomy` as in `ixconvert taxonomy`."""

    cik: str | None = None
    taxonomy: str = "us-gaap/2024"
