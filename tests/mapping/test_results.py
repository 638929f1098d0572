"""Net income of the whole or of the parent: the amounts of the income statement tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from converter.mapping.mapping import Decision, MappedStatement, Mapping, Origin
from converter.mapping.results import settle_results
from converter.statements.statement import Basis, StatementKind
from tests.mapping.build import statement

PARENTS, WHOLE = "NetIncomeLoss", "ProfitLoss"


def mapped(kind: StatementKind, *rows: tuple[str, str, float, float]) -> MappedStatement:
    page = statement(kind, *((label, now, before) for label, _, now, before in rows))
    mappings = (Mapping(at, Decision.STANDARD, f"us-gaap:{row[1]}", 0.9) for at, row in enumerate(rows))
    return MappedStatement(page, tuple(mappings))


def first(*statements: MappedStatement) -> str:
    return (settle_results(statements)[-1].mappings[0].concept or "").removeprefix("us-gaap:")


BOTH = mapped(StatementKind.INCOME, ("Net income", WHOLE, 83, 97), ("Net income of the parent", PARENTS, 80, 97))
ONE = mapped(StatementKind.INCOME, ("Net income", PARENTS, 83, 97))


@pytest.mark.parametrize("kind", [StatementKind.CASH_FLOW, StatementKind.COMPREHENSIVE_INCOME, StatementKind.EQUITY])
@pytest.mark.parametrize(
    ("income", "given", "now", "wanted"),
    [
        (BOTH, PARENTS, 80, PARENTS),
        (BOTH, WHOLE, 83, WHOLE),
        (BOTH, PARENTS, 83, WHOLE),
        (ONE, WHOLE, 83, PARENTS),
        (ONE, WHOLE, 84, WHOLE),
    ],
)
def test_a_row_has_the_element_of_its_amounts(
    kind: StatementKind, income: MappedStatement, given: str, now: float, wanted: str
) -> None:
    assert first(income, mapped(kind, ("Net income", given, now, 97))) == wanted


def test_an_amount_of_both_tells_nothing_and_another_year_may() -> None:
    alike = mapped(StatementKind.INCOME, ("Net income", WHOLE, 83, 97), ("Of the parent", PARENTS, 83, 97))
    assert first(alike, mapped(StatementKind.CASH_FLOW, ("Net income", PARENTS, 83, 97))) == PARENTS


def test_what_a_person_said_stays_and_components_say_nothing() -> None:
    flows = mapped(StatementKind.CASH_FLOW, ("Net income", WHOLE, 83, 97))
    told = replace(flows, mappings=(replace(flows.mappings[0], origin=Origin.OVERRIDE),))
    assert first(ONE, told) == WHOLE
    columns = tuple(replace(c, basis=Basis.COMPONENT, member="Retained earnings") for c in flows.statement.columns)
    assert first(ONE, replace(flows, statement=replace(flows.statement, columns=columns))) == WHOLE
