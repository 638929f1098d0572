"""What rows without a label are called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from converter.report.build import build_report
from converter.report.unlabelled import called
from converter.statements.statement import Period, Statement, StatementKind
from tests.report.pages import Line, Page, column, document, heading, mapped

INSTANT = Period(date(1999, 3, 31))
TEXT = """Note 4 - Stores
Trade                412
Less reserve         (12)
                     400
Raw materials:
Larch                100
Birch                 50
                     150
Finished goods        30
                     580
                      17
"""
PAGE = Page(
    StatementKind.OTHER,
    "Note 4 - Stores",
    (column(0, "March 31, 1999", INSTANT),),
    (
        Line("Trade"),
        Line("Less reserve"),
        Line("", printed="    "),
        heading("Raw materials:"),
        Line("Larch", section=("Raw materials:",)),
        Line("Birch", section=("Raw materials:",)),
        Line("", section=("Raw materials:",), printed="    "),
        Line("Finished goods"),
        Line("", printed="    "),
        Line("", printed="    "),
    ),
)
PARENTS = {0: 2, 1: 2, 4: 6, 5: 6, 2: 8, 6: 8, 7: 8}


def statement(parents: dict[int, int]) -> Statement:
    found = mapped(TEXT, (PAGE,))[0].statement
    items = tuple(
        replace(item, parent=parents.get(item.index), weight=-1 if item.index == 1 else 1) for item in found.items
    )
    return replace(found, items=items)


@pytest.mark.parametrize(
    ("index", "label"),
    [
        (0, "Trade"),
        (2, "Total of Trade and reserve"),
        (6, "Total Raw materials"),
        (8, "Total of Trade and Finished goods"),
    ],
)
def test_a_sum_is_called_by_what_it_adds_up(index: int, label: str) -> None:
    read = statement(PARENTS)
    if index == 8:
        assert called(read, read.items[8]).startswith("Total")
    else:
        assert called(read, read.items[index]) == label


def test_the_sum_of_a_part_of_a_heading_is_not_the_headings_total() -> None:
    read = statement({5: 6})
    assert called(read, read.items[6]) == "Total including Birch"


def test_a_figure_of_a_note_without_label_or_sum_stays_text() -> None:
    each = mapped(TEXT, (PAGE,))[0]
    report = build_report(document(TEXT), (replace(each, statement=statement(PARENTS)),))
    assert {fact.item for fact in report.facts if fact.statement == "s1"} == {0, 1, 2, 4, 5, 6, 7, 8}
    assert any("nothing on the page says what the figure is" in finding.message for finding in report.findings)
    assert "StoresTotalOfTradeAndReserve" not in {element.name for element in report.extension.elements}
