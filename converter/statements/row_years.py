"""Years that stand in a column of their own before the amounts, a row for each.

Allowance for doubtful accounts     1998      $ 4.2      4.6
                                    1997      $ 2.6      5.4
"""

from __future__ import annotations

from converter.findings import Span
from converter.statements.body import Body
from converter.tables.grid import Figure, FigureKind

SPAN = 6  # years that such a column goes back at most


def years_in_rows(body: Body) -> dict[Span, int]:
    """The year of each row whose first figure is one; empty where the first column has anything else in it."""
    found: dict[Span, int] = {}
    for row in body.rows:
        figures = [cell for cell in row.cells if cell.figure is not None]
        if not figures or figures[0].column != body.columns[0]:
            continue
        year = _year(figures[0].figure, figures[0].text)
        if year is None or len(figures) < 2:
            return {}
        found[row.span] = year
    years = set(found.values())
    return found if len(years) > 1 and max(years) - min(years) == len(years) - 1 < SPAN else {}


def _year(figure: Figure | None, text: str) -> int | None:
    if figure is None or figure.kind is not FigureKind.NUMBER or figure.value is None or figure.currency is not None:
        return None
    return int(figure.value) if text.strip().isdigit() and 1900 < figure.value < 2100 else None
