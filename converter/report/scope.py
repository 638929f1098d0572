"""Tables of something else than the registrant as a whole: a segment, a business held for sale, a company held in part.

Such a table speaks of revenue and total assets in the words of the statements, and what the statements do not print too
would pass for the registrant's. No heading tells such tables: their figures do (what a page says of another entity is
`entities`'). Where they contradict those of fuller statements at more elements than they agree, none of the table's
rows is taken for the registrant's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as ReadOnly

from converter.mapping.mapping import Decision, Origin
from converter.report.agreement import Agreement, Amount, Amounts, Place, amount_of, compared, within_grain
from converter.report.rows import PRIMARY, Row

SURE = 0.7  # rows that are rather guessed neither agree nor contradict
LEAST = 2  # elements that must be contradicted


def other_scopes(rows: Sequence[Row], weight: ReadOnly[str, float]) -> dict[str, int]:
    """The statements of something else by id, with the number of elements at which they contradict fuller ones."""
    of_statement: dict[str, list[Row]] = {}
    for row in rows:
        of_statement.setdefault(row.statement.id, []).append(row)
    known = Amounts()
    found: dict[str, int] = {}
    for name in sorted(of_statement, key=lambda name: (not _is_primary(of_statement[name]), -weight[name])):
        said = list(_said(of_statement[name]))
        against = _contradicted(compared(said, known, within_grain))
        if against:
            found[name] = against
        elif _is_primary(of_statement[name]):
            known.add(said)
    return found


def _contradicted(found: Agreement) -> int:
    """How many elements speak against a table, where enough do; else none."""
    agree = {concept for concept, _ in found.agree}
    against = {concept for concept, _ in found.against} - agree
    return len(against) if len(against) >= LEAST and len(against) > len(agree) else 0


def _is_primary(rows: Sequence[Row]) -> bool:
    return rows[0].statement.kind in PRIMARY


def _said(rows: Sequence[Row]) -> Iterator[tuple[Place, Amount]]:
    for row in rows:
        mapping = row.mapping
        if mapping.decision is not Decision.STANDARD or mapping.origin is not Origin.ENGINE or mapping.concept is None:
            continue
        if mapping.confidence >= SURE:
            for figure in row.figures:
                if not figure.dimensions and figure.cell.value:
                    yield (mapping.concept, figure.period), amount_of(figure.cell)
