"""Sentences that repeat, and sentences that contradict, what the statements give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from converter.findings import Span
from converter.mapping.mapping import MappedStatement
from converter.prose.figures import prose_facts
from converter.reading.read import read_document
from converter.report.partial import CoverPage, PartialFact
from converter.report.report import FactOrigin
from converter.statements.statement import (
    Audited,
    LineItem,
    Measure,
    Period,
    Role,
    Scale,
    Statement,
    StatementKind,
)

Q3 = Period(date(2003, 9, 30), date(2003, 7, 1))
Q2 = Period(date(2003, 6, 30), date(2003, 4, 1))
Q3_BEFORE = Period(date(2002, 9, 30), date(2002, 7, 1))
NINE = Period(date(2003, 9, 30), date(2003, 1, 1))
NINE_BEFORE = Period(date(2002, 9, 30), date(2002, 1, 1))
SEPTEMBER = Period(date(2003, 9, 30))


@dataclass(frozen=True)
class Row:
    label: str
    concept: str
    amounts: dict[Period, str]
    unit: str = "USD"
    decimals: int = -3


ROWS = [
    Row("Revenues", "us-gaap:Revenues", {
        Q3: "28644000", Q2: "21356000", Q3_BEFORE: "7445000", NINE: "66019000", NINE_BEFORE: "49898000",
    }),
    Row("Net income (loss)", "us-gaap:NetIncomeLoss", {
        Q3: "1203000", Q2: "-3214000", Q3_BEFORE: "-21605000", NINE: "-6402000", NINE_BEFORE: "-55689000",
    }),
    Row("Interest expense", "us-gaap:InterestExpense", {Q3: "4981000", Q3_BEFORE: "5012000"}),
    Row("Total assets", "us-gaap:Assets", {SEPTEMBER: "324320000"}),
    Row("Diluted", "us-gaap:EarningsPerShareDiluted", {Q3: "0.01", Q2: "-0.01", Q3_BEFORE: "-0.11"}, "USD/shares", 2),
    Row("Basic", "us-gaap:EarningsPerShareBasic", {Q3: "0.01", Q2: "-0.02"}, "USD/shares", 2),
]  # fmt: skip


def read(sentence: str, rows: list[Row] = ROWS) -> tuple[list[PartialFact], list[str], str]:
    text = sentence + "\n\n\n[statement]\n"
    document = read_document(text.encode(), "release.txt")
    where = Span(text.index("[statement]"), len(text))
    items = tuple(
        LineItem(index, row.label, (), Role.ITEM, Measure.MONEY, 0, (), (), where) for index, row in enumerate(rows)
    )
    statement = Statement("s1", StatementKind.INCOME, "", None, where, 0, "USD", Scale(), Audited.UNKNOWN, (), items)
    facts = tuple(
        PartialFact(
            row.concept, Decimal(amount), Span(0, 1), FactOrigin.STATEMENT, period, unit=row.unit,
            decimals=row.decimals, statement="s1", item=index,
        )
        for index, row in enumerate(rows)
        for period, amount in row.amounts.items()
    )  # fmt: skip
    found, findings = prose_facts(document, (MappedStatement(statement, ()),), facts, CoverPage(()))
    return list(found), [finding.message for finding in findings], document.source.text


def ties(sentence: str) -> list[tuple[str, str, str, str, int, int | None, bool]]:
    facts, _, text = read(sentence)
    return [
        (
            fact.concept.removeprefix("us-gaap:"), str(fact.period), str(fact.value),
            text[fact.span.start : fact.span.end] if fact.span else "", fact.scale, fact.decimals, fact.negative,
        )
        for fact in facts
    ]  # fmt: skip


def test_three_periods_in_one_sentence() -> None:
    found = ties(
        "Revenues for the third quarter of fiscal 2003 were $28.6 million compared with $21.4 million for the second\n"
        "quarter of fiscal 2003 and $7.4 million for the third quarter of fiscal 2002."
    )
    assert found == [
        ("Revenues", str(Q3), "28600000", "28.6", 6, -5, False),
        ("Revenues", str(Q2), "21400000", "21.4", 6, -5, False),
        ("Revenues", str(Q3_BEFORE), "7400000", "7.4", 6, -5, False),
    ]


def test_diluted_earnings_are_not_the_basic_ones() -> None:
    rows = [*ROWS[:4], Row("Net income per share", "us-gaap:EarningsPerShareBasic", {Q3: "0.01"}, "USD/shares", 2)]
    sentence = "Net income for the third quarter of fiscal 2003 was $1.2 million or $0.01 per {}share."
    assert [fact.concept for fact in read(sentence.format("diluted "), rows)[0]] == ["us-gaap:NetIncomeLoss"]
    assert [fact.concept for fact in read(sentence.format(""), rows)[0]][1:] == ["us-gaap:EarningsPerShareBasic"]


def test_losses_and_amounts_per_share() -> None:
    found = ties(
        "Net income for the third quarter of fiscal 2003 was $1.2 million or $0.01 per diluted share compared with a\n"
        "net loss for the second quarter of fiscal 2003 of $3.2 million or $0.01 per diluted share and a net loss of\n"
        "$21.6 million or 11 cents per diluted share for the third quarter of fiscal 2002."
    )
    assert [(name, value, digits, negative) for name, _, value, digits, _, _, negative in found] == [
        ("NetIncomeLoss", "1200000", "1.2", False),
        ("EarningsPerShareDiluted", "0.01", "0.01", False),
        ("NetIncomeLoss", "-3200000", "3.2", True),
        ("EarningsPerShareDiluted", "-0.01", "0.01", True),
        ("NetIncomeLoss", "-21600000", "21.6", True),
        ("EarningsPerShareDiluted", "-0.11", "11", True),
    ]
    assert [scale for *_, scale, _, _ in found] == [6, 0, 6, 0, 6, -2]


def test_the_same_period_last_year() -> None:
    found = ties(
        "Revenues for the first nine months of fiscal 2003 were $66.0 million, compared with $49.9 million in the\n"
        "same period last year."
    )
    assert [(period, value) for _, period, value, *_ in found] == [
        (str(NINE), "66000000"),
        (str(NINE_BEFORE), "49900000"),
    ]


def test_amounts_in_full_keep_the_statements_precision() -> None:
    found = ties("Interest expense was $4,981,000 in the three months ended September 30, 2003.")
    assert found == [("InterestExpense", str(Q3), "4981000", "4,981,000", 0, -3, False)]


def test_noughts_written_out_promise_no_precision() -> None:
    found = ties("Interest expense was $4,981,000 in the three months ended September 30, 2003, and $5,000,000 in the "
                 "three months ended September 30, 2002.")  # fmt: skip
    assert [(value, decimals) for _, _, value, _, _, decimals, _ in found] == [("4981000", -3)]


def test_balances_at_a_date() -> None:
    found = ties("We had total assets of $324.3 million at September 30, 2003.")
    assert found == [("Assets", str(SEPTEMBER), "324300000", "324.3", 6, -5, False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Revenues rose by $28.6 million in the third quarter of fiscal 2003.",
        "Revenues were $28.6 million.",
        "Revenues for the third quarter of fiscal 2003 were good; a supplier was paid $3 million.",
        "Backlog for the third quarter of fiscal 2003 was $28.6 million.",
        "Net income for the second quarter of fiscal 2003 was $3.2 million.",
        "Revenues for the fourth quarter of fiscal 2003 were $28.6 million.",
        "     Revenues                    $28.6 million         $21.4 million",
    ],
)
def test_nothing_in_doubt_is_tagged(sentence: str) -> None:
    assert ties(sentence) == []


def test_a_contradiction_is_reported_and_not_tagged() -> None:
    facts, messages, _ = read("Revenues for the third quarter of fiscal 2003 were $28.9 million.")
    assert facts == []
    assert messages == [
        'the text says $28.9 million for "Revenues" (third quarter of fiscal 2003), the statement gives 28,644,000'
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Revenues for the third quarter of fiscal 2003 were approximately $28.9 million.",
        "Revenues for the third quarter of fiscal 2003 were $12.0 million.",
        "Pro forma revenues for the third quarter of fiscal 2003 were $28.9 million.",
        "Excluding the sold division, revenues for the third quarter of fiscal 2003 were $28.9 million.",
    ],
)
def test_what_may_be_another_figure_is_no_contradiction(sentence: str) -> None:
    assert read(sentence)[1] == []


def test_a_change_in_percent_tells_the_period() -> None:
    found = ties("Our revenues grew 34% sequentially to $28.6 million, reflecting demand.")
    assert found == [("Revenues", str(Q3), "28600000", "28.6", 6, -5, False)]


@pytest.mark.parametrize(
    ("sentence", "messages"),
    [
        ("Revenues grew 34% sequentially.", []),
        ("Revenues grew 36% sequentially.", [
            'the text says 36% for the change in "Revenues", the statement gives 34.1 %']),
        ("Revenues for the first nine months of fiscal 2003 increased 32.3% over the prior year.", []),
        ("Revenues for the first nine months of fiscal 2003 increased 31% over the prior year.", [
            'the text says 31% for the change in "Revenues", the statement gives 32.3 %']),
        ("Interest expense for the third quarter of fiscal 2003 fell 0.6% from the same quarter last year.", []),
        ("Revenues from services grew 36% sequentially.", []),
        ("Pro forma revenues grew 36% sequentially.", []),
        ("Revenues grew 36%.", []),
    ],
)  # fmt: skip
def test_changes_in_percent_are_checked(sentence: str, messages: list[str]) -> None:
    assert read(sentence)[1] == messages
