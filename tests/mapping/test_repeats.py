"""Rows of one label in the years of an equity statement."""

from __future__ import annotations

from converter.mapping.mapping import Decision, MappedStatement, Mapping
from converter.mapping.repeats import settle_repeats
from converter.statements.statement import StatementKind
from tests.mapping.build import statement

BOUGHT, INCOME = "us-gaap:TreasuryStockValueAcquiredCostMethod", "us-gaap:NetIncomeLoss"


def settled(*rows: tuple[str, int, Mapping], kind: StatementKind = StatementKind.EQUITY) -> tuple[Mapping, ...]:
    page = statement(kind, *((label, value, value) for label, value, _ in rows))
    return settle_repeats((MappedStatement(page, tuple(mapping for _, _, mapping in rows)),))[0].mappings


def standard(at: int, concept: str, confidence: float = 0.9, negated: bool = False) -> Mapping:
    return Mapping(at, Decision.STANDARD, concept, confidence, negated)


def own(at: int, negated: bool = False, balance: str = "debit") -> Mapping:
    return Mapping(at, Decision.EXTENSION, None, 0.5, negated, balance=balance)


def test_what_one_year_calls_a_purchase_is_one_in_the_others() -> None:
    rows = (
        ("Shares repurchased", -5, own(0)),
        ("Net income", 9, standard(1, INCOME)),
        ("Shares repurchased", -7, standard(2, BOUGHT, negated=True)),
    )
    found = settled(*rows)
    assert [mapping.concept for mapping in found] == [BOUGHT, INCOME, BOUGHT]
    assert [mapping.negated for mapping in found] == [True, False, True]
    assert [mapping.item for mapping in found] == [0, 1, 2]


def test_own_elements_of_one_label_have_one_sign() -> None:
    found = settled(("Other, net", -5, own(0, True)), ("Other, net", 7, own(1, False, "credit")))
    assert {(mapping.negated, mapping.balance) for mapping in found} == {(True, "debit")}


def test_a_row_shown_the_other_way_keeps_its_own() -> None:
    rows = (("Treasury shares", -5, standard(0, BOUGHT, negated=True)), ("Treasury shares", 4, own(1)))
    assert settled(*rows)[1].concept is None


def test_only_statements_of_equity_repeat_their_years() -> None:
    rows = (("Other", 5, standard(0, INCOME)), ("Other", 4, own(1)))
    assert settled(*rows, kind=StatementKind.INCOME)[1].concept is None
