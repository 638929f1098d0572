"""Numbers of shares in rows of amounts: an equity statement shows both beside each other, often on one line.

The element for the number is the counterpart of the amount's (`taxonomy/share-counts.toml`). A row that has none, such
as net income, shows dashes under "Shares" because it moves no shares: these say nothing, and are no zeros.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from converter.report.rows import RowFigure
from converter.resources import rules
from converter.tables.grid import FigureKind
from converter.taxonomies.taxonomy import Concept, Taxonomy

OUTSTANDING = "us-gaap:SharesOutstanding"


@cache
def _counts() -> dict[str, str]:
    return {entry["amount"]: entry["number"] for entry in rules("share-counts.toml")["count"]}


def share_counterpart(concept: Concept, taxonomy: Taxonomy) -> Concept | None:
    """The element for the number of shares in a row whose amounts have `concept`, or None."""
    if concept.name.startswith("StockholdersEquity") and concept.period_type == "instant":
        return taxonomy.concept(OUTSTANDING)
    if concept.qname in _counts():
        return taxonomy.concept(_counts()[concept.qname])
    return taxonomy.concept(concept.qname.replace("Value", "Shares")) if "Value" in concept.name else None


def says_nothing(figures: Iterable[RowFigure]) -> bool:
    """Whether the figures under "Shares" of a row without an element for shares are dashes all along."""
    return all(figure.cell.figure.kind is FigureKind.DASH for figure in figures)
