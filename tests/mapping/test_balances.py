"""One element for the balances that open and close a statement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from converter.mapping.balances import settle_balances
from converter.mapping.mapping import Decision, MappedStatement, Mapping
from converter.statements.statement import Period, StatementKind
from tests.mapping.build import statement

EQUITY, WHOLE = "StockholdersEquity", "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest"
KEPT = "RetainedEarningsAccumulatedDeficit"
CASH, EQUIVALENTS = "Cash", "CashAndCashEquivalentsAtCarryingValue"


def mapped(kind: StatementKind, *rows: tuple[str, str | None, float]) -> MappedStatement:
    page = statement(kind, *((label, 5, 4) for label, _, _ in rows))
    mappings = tuple(
        Mapping(at, Decision.STANDARD, f"us-gaap:{concept}", confidence)
        if concept
        else Mapping(at, Decision.EXTENSION, None, confidence)
        for at, (_, concept, confidence) in enumerate(rows)
    )
    return MappedStatement(page, mappings)


def names(*statements: MappedStatement) -> list[str | None]:
    last = settle_balances(statements)[-1]
    return [mapping.concept and mapping.concept.removeprefix("us-gaap:") for mapping in last.mappings]


BALANCE = ("Balance", EQUITY, 0.9)
MOVES = ("Net income", "NetIncomeLoss", 0.9)


@pytest.mark.parametrize("face", [EQUITY, WHOLE, "PartnersCapital"])
def test_the_balances_of_equity_are_what_the_balance_sheet_names(face: str) -> None:
    sheet = mapped(StatementKind.BALANCE, ("Total equity", face, 0.9))
    rows = (("Balance, January 1", EQUITY, 0.9), MOVES, ("Balance, December 31", face, 0.7))
    assert names(sheet, mapped(StatementKind.EQUITY, *rows)) == [face, "NetIncomeLoss", face]


def test_most_of_the_balances_tell_where_no_balance_sheet_does() -> None:
    rows = [("Balance, January 1", WHOLE, 0.9), ("Balance, May 1", EQUITY, 0.7), ("Balance, May 9", EQUITY, 0.7)]
    assert names(mapped(StatementKind.EQUITY, *rows)) == [EQUITY] * 3


def test_equity_with_a_column_of_others_is_the_whole() -> None:
    sheet = mapped(StatementKind.BALANCE, ("Shareholders' equity", EQUITY, 0.9), ("Total equity", WHOLE, 0.9))
    rows = (("Balance, January 1", EQUITY, 0.9), ("Balance, December 31", WHOLE, 0.7))
    plain = mapped(StatementKind.EQUITY, *rows)
    assert names(sheet, plain) == [EQUITY, EQUITY]
    columns = tuple(replace(column, head="Noncontrolling Interest") for column in plain.statement.columns)
    assert names(sheet, replace(plain, statement=replace(plain.statement, columns=columns))) == [WHOLE, WHOLE]


def test_a_balance_that_got_no_element_gets_that_of_the_others() -> None:
    rows = (("Balance, January 1", None, 0.9), ("Balance, May 1", EQUITY, 0.9), ("Balance, May 9", EQUITY, 0.9))
    assert names(mapped(StatementKind.EQUITY, *rows)) == [EQUITY] * 3


def test_a_balance_as_previously_reported_is_a_balance_of_equity() -> None:
    rows = (("Balance, previously reported", None, 0.9), ("Balance, restated", None, 0.9), *(BALANCE,) * 3)
    page = mapped(StatementKind.EQUITY, *rows)
    days = [replace(item, cells=tuple(replace(c, period=Period(date(2001, 1, at + 1))) for c in item.cells))
            for at, item in zip((0, 0, 1, 2, 3), page.statement.items, strict=True)]  # fmt: skip
    assert names(replace(page, statement=replace(page.statement, items=tuple(days)))) == [EQUITY] * 5


@pytest.mark.parametrize("label", ["Balance, as reported", "Balance, May 1, as restated", "Opening balance"])
def test_a_second_balance_of_the_same_day_keeps_its_own(label: str) -> None:
    rows = ((label, None, 0.9), ("Balance, May 1", EQUITY, 0.9), ("Balance, May 9", EQUITY, 0.9))
    assert names(mapped(StatementKind.EQUITY, *rows)) == [None, EQUITY, EQUITY]


def test_balances_of_which_most_have_no_element_keep_none() -> None:
    rows = (("Balance, January 1", None, 0.9), ("Balance, May 1", None, 0.9), ("Balance, May 9", EQUITY, 0.9))
    assert names(mapped(StatementKind.EQUITY, *rows)) == [None, None, EQUITY]


@pytest.mark.parametrize(("face", "one"), [(CASH, CASH), (EQUIVALENTS, EQUIVALENTS), ("Goodwill", EQUIVALENTS)])
def test_cash_at_both_ends_is_one_element(face: str, one: str) -> None:
    sheet = mapped(StatementKind.BALANCE, ("Cash", face, 0.9))
    rows = (("Cash at beginning of year", CASH, 0.7), ("Cash at end of year", EQUIVALENTS, 0.8))
    assert names(sheet, mapped(StatementKind.CASH_FLOW, *rows)) == [one, one]


def test_cash_with_and_without_what_is_restricted_is_two() -> None:
    rows = (("Cash at beginning of year", CASH, 0.7), ("Cash and restricted cash at end of year", EQUIVALENTS, 0.8))
    assert names(mapped(StatementKind.CASH_FLOW, *rows)) == [CASH, EQUIVALENTS]


def titled(title: str, *rows: tuple[str, str | None, float]) -> MappedStatement:
    page = mapped(StatementKind.EQUITY, *rows)
    return replace(page, statement=replace(page.statement, title=title))


def test_a_statement_of_retained_earnings_alone_has_no_total_equity() -> None:
    rows = (("Balance at beginning of year", EQUITY, 0.99), MOVES, ("Balance at end of year", EQUITY, 0.99))
    sheet = mapped(StatementKind.BALANCE, ("Common shareholders' equity", EQUITY, 0.9))
    for title in ("Statements of Consolidated Retained Earnings", "EARNINGS REINVESTED IN THE BUSINESS"):
        assert names(sheet, titled(title, *rows)) == [KEPT, "NetIncomeLoss", KEPT]
    for title in ("Statement of Stockholders' Equity", "Retained Earnings and Other Capital"):
        assert names(sheet, titled(title, *rows)) == [EQUITY, "NetIncomeLoss", EQUITY]


def test_a_column_for_a_component_tells_what_its_balances_are() -> None:
    page = titled("Retained earnings", ("Balance at beginning of year", EQUITY, 0.99))
    columns = tuple(replace(column, member="Common Stock") for column in page.statement.columns)
    assert names(replace(page, statement=replace(page.statement, columns=columns))) == [EQUITY]


def test_equity_is_what_the_only_balance_of_the_balance_sheet_is() -> None:
    rows = (("Balance, January 1", EQUITY, 0.9), MOVES, ("Balance, December 31", EQUITY, 0.9))
    sheet = mapped(StatementKind.BALANCE, ("Total partners' capital", "PartnersCapital", 0.9))
    assert names(sheet, mapped(StatementKind.EQUITY, *rows)) == ["PartnersCapital", "NetIncomeLoss", "PartnersCapital"]
    others = mapped(
        StatementKind.BALANCE, ("Minority interest", "MinorityInterest", 0.9), ("Equity", "PartnersCapital", 0.9)
    )
    assert names(others, mapped(StatementKind.EQUITY, *rows)) == [EQUITY, "NetIncomeLoss", EQUITY]
