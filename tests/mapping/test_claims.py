"""Rows that give an element up to another row, and labels read into rows that have none."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import jsonschema
import pytest

from converter.mapping.blanks import with_labels
from converter.mapping.claims import settled
from converter.mapping.engine import Filing, map_statements
from converter.mapping.mapping import Candidate, MappedStatement
from converter.mapping.opinion import Opinion
from converter.mapping.sheet import Row, Sheet, sheet_of
from converter.resources import folder, rules
from converter.statements.statement import StatementKind
from converter.taxonomies.taxonomy import load
from tests.mapping.build import statement

REVENUES, EQUITY = "us-gaap:Revenues", "us-gaap:StockholdersEquity"


def opinion(concept: str, score: float) -> Opinion:
    return Opinion((Candidate(concept, score), Candidate("us-gaap:OtherAssets", 0.05)), 1 - score)


def best(rows: tuple[Row, ...], *scores: tuple[str, float]) -> list[str | None]:
    """The best candidates that are likely after the rows have given way to each other."""
    found = settled(Sheet("income", rows), [opinion(*score) for score in scores])
    return [o.best.concept if o.best and o.best.score >= 0.3 else None for o in found]


def rows(*lines: tuple[str, int]) -> tuple[Row, ...]:
    return tuple(Row(label, values=(Decimal(value),)) for label, value in lines)


def test_the_sum_of_revenues_has_the_element_of_the_whole() -> None:
    page = rows(("Product sales", 917), ("Service fees", 126), ("Total revenues", 1043))
    assert best(page, (REVENUES, 0.95), (REVENUES, 0.2), (REVENUES, 0.45)) == [None, None, REVENUES]


GROSS, COSTS, OPERATING = "us-gaap:GrossProfit", "us-gaap:CostsAndExpenses", "us-gaap:OperatingIncomeLoss"


@pytest.mark.parametrize(
    ("result", "costs"), [(512, "us-gaap:OperatingExpenses"), (511, COSTS)], ids=["all that lies between", "not all"]
)
def test_costs_between_two_results_are_operating_expenses(result: int, costs: str) -> None:
    page = rows(("Gross profit", 900), ("Total expenses", 388), ("Income from operations", result))
    assert best(page, (GROSS, 0.9), (COSTS, 0.7), (OPERATING, 0.9)) == [GROSS, costs, OPERATING]


SALES = "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax"


def test_net_sales_beside_other_income_are_the_sales_to_customers() -> None:
    page = rows(("Net sales", 917), ("Interest and other income", 26), ("Total revenues", 943))
    assert best(page, (REVENUES, 0.6), ("us-gaap:OtherIncome", 0.4), (REVENUES, 0.45)) == [
        SALES,
        "us-gaap:OtherIncome",
        REVENUES,
    ]


@pytest.mark.parametrize(("other", "amount"), [("Service fees", 26), ("Other income", 1900)])
def test_net_sales_beside_other_sales_or_less_than_half_are_a_part(other: str, amount: int) -> None:
    page = rows(("Net sales", 917), (other, amount), ("Total revenues", 917 + amount))
    assert best(page, (REVENUES, 0.6), ("us-gaap:OtherIncome", 0.2), (REVENUES, 0.45)) == [None, None, REVENUES]


def test_the_sum_may_have_the_element_of_its_time() -> None:
    page = rows(("Products", 917), ("Services", 126), ("Total net sales", 1043))
    assert best(page, (REVENUES, 0.8), (REVENUES, 0.2), (SALES, 0.4)) == [None, None, SALES]


def test_of_sums_in_sums_the_outermost_has_the_element() -> None:
    page = rows(("Northern sales", 917), ("Southern sales", 126), ("Total sales", 1043), ("Other", 31), ("Total", 1074))
    found = best(page, (REVENUES, 0.5), (REVENUES, 0.4), (REVENUES, 0.9), ("us-gaap:Other", 0.2), (REVENUES, 0.4))
    assert found == [None, None, SALES, None, REVENUES]


def test_parts_beside_each_other_have_it_not() -> None:
    page = rows(("Product sales", 900), ("Service sales", 100), ("Cost of sales", 600))
    assert best(page, (REVENUES, 0.95), (REVENUES, 0.4), ("us-gaap:CostOfRevenue", 0.9))[:2] == [None, None]


def test_what_is_left_after_a_deduction_is_no_sum() -> None:
    page = rows(("Gross revenue", 917), ("Purchased services", -126), ("Net service revenue", 791))
    found = best(page, (REVENUES, 0.95), ("us-gaap:CostOfRevenue", 0.9), (REVENUES, 0.45))
    assert found == [REVENUES, "us-gaap:CostOfRevenue", REVENUES]


def test_revenues_alone_keep_it() -> None:
    page = rows(("Net sales", 1000), ("Cost of sales", 600), ("Gross profit", 400))
    wanted = [REVENUES, "us-gaap:CostOfRevenue", "us-gaap:GrossProfit"]
    assert best(page, *((concept, 0.95) for concept in wanted)) == wanted


def equity(*lines: tuple[object, ...]) -> MappedStatement:
    page = (
        ("Total assets", 900, 800),
        ("Total liabilities", 210, 200),
        ("Shareholders' equity:",),
        ("Common stock", 100, 100),
        ("Retained earnings", 640, 550),
        *lines,
        ("Total liabilities and shareholders' equity", 900, 800),
    )
    (found,) = map_statements((statement(StatementKind.BALANCE, *page),), Filing(year=1995), load())
    return found


def test_a_subtotal_before_treasury_stock_is_not_equity() -> None:
    found = equity(("", 740, 650), ("Less treasury stock, at cost", -50, -50), ("Total shareholders' equity", 690, 600))
    assert [m.concept for m in found.mappings[5:8]] == [
        "us-gaap:StockholdersEquityBeforeTreasuryStock",
        "us-gaap:TreasuryStockValue",
        EQUITY,
    ]


def test_a_row_without_a_label_gives_way_to_one_that_names_the_element() -> None:
    found = equity(("", 740, 650), ("Pension adjustment", -50, -50), ("Total shareholders' equity", 690, 600))
    assert found.mappings[5].concept != EQUITY
    assert found.mappings[7].concept == EQUITY


def test_a_sum_without_a_label_does_not_give_way_to_its_own_parts() -> None:
    page = (
        *(("Net product sales", 900, 800), ("Service revenue", 80, 70), ("Other revenue", 20, 30), ("", 1000, 900)),
        *(("Cost of product sales", 600, 500), ("Selling, general and administrative", 300, 300)),
        ("Net income", 100, 100),
    )
    plain = statement(StatementKind.INCOME, *page)
    parts = (replace(item, section=("Revenues",), parent=3) for item in plain.items[:3])
    items = (*parts, *plain.items[3:])
    (found,) = map_statements((replace(plain, items=items),), Filing(year=1995), load())
    assert found.mappings[3].concept == "us-gaap:Revenues"
    assert found.mappings[0].concept != "us-gaap:Revenues"


def note(*lines: tuple[object, ...]) -> MappedStatement:
    (found,) = map_statements((statement(StatementKind.OTHER, *lines),), Filing(year=1995), load())
    return found


def test_the_sum_over_accumulated_depreciation_is_property_at_cost() -> None:
    found = note(
        ("Land", 100, 100),
        ("Buildings and improvements", 400, 300),
        ("Machinery and equipment", 500, 450),
        ("", 1000, 850),
        ("Less accumulated depreciation", -300, -250),
        ("", 700, 600),
    )
    labels = [sheet.label for sheet in with_labels([sheet_of(found.statement)])[0].rows]
    assert labels[3:] == [
        "Property, plant and equipment, at cost",
        "Less accumulated depreciation",
        "Property, plant and equipment, net",
    ]


def test_a_subtotal_under_assets_is_not_their_total() -> None:
    page = (
        *(("Cash", 300, 200), ("Inventories", 600, 600)),
        *(
            ("Land", 100, 100),
            ("Buildings", 400, 300),
            ("", 500, 400),
            ("Less depreciation", -200, -150),
            ("", 300, 250),
        ),
        ("Total", 1200, 1050),
    )
    sections = dict.fromkeys(range(2, 7), ("Assets",))
    plain = statement(StatementKind.BALANCE, *page)
    items = tuple(replace(item, section=sections.get(item.index, ())) for item in plain.items)
    sheet = with_labels([sheet_of(replace(plain, items=items))])[0]
    assert "Total assets" not in [row.label.capitalize() for row in sheet.rows[:7]]


def test_contingencies_head_no_sum() -> None:
    plain = statement(
        StatementKind.BALANCE, ("Partners' capital", 285, 298), ("Less: demand notes", -80, -80), ("", 205, 218)
    )
    parts = (replace(item, section=("Commitments and Contingencies",), parent=2) for item in plain.items[:2])
    sheet = with_labels([sheet_of(replace(plain, items=(*parts, plain.items[2])))])[0]
    assert sheet.rows[2].label == ""


@pytest.mark.parametrize("last", ["", "Total"])
def test_a_balance_sheet_on_two_pages_ends_twice_on_one_total(last: str) -> None:
    assets = statement(StatementKind.BALANCE, ("Cash", 300, 200), ("Inventories", 600, 600), (last, 900, 800))
    claims = statement(
        StatementKind.BALANCE,
        ("Accounts payable", 210, 200),
        ("Total shareholders' equity", 690, 600),
        (last, 900, 800),
    )
    first, second = map_statements((assets, claims), Filing(year=1995), load())
    assert first.mappings[-1].concept == "us-gaap:Assets"
    assert second.mappings[-1].concept == "us-gaap:LiabilitiesAndStockholdersEquity"


ASSETS_SIDE = (("Cash", 300, 200), ("Inventories", 600, 600), ("", 900, 800))
OTHER_SIDE = (("Accounts payable", 210, 200), ("Total shareholders' equity", 690, 600))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((*ASSETS_SIDE, OTHER_SIDE[0]), (OTHER_SIDE[1], ("", 900, 800))),
        (
            (("Cash", 412_306, 390_115), ("Inventories", 800_001, 700_000), ("", 1_212_307, 1_090_115)),
            (*OTHER_SIDE, ("Total liabilities and shareholders' equity", 1_212_307, 1_090_114)),
        ),
    ],
    ids=["the page turns among the liabilities", "one side is named, and rounded apart"],
)
def test_a_balance_sheet_on_two_pages_has_its_totals(
    first: tuple[tuple[object, ...], ...], second: tuple[tuple[object, ...], ...]
) -> None:
    pages = tuple(statement(StatementKind.BALANCE, *rows) for rows in (first, second))
    found = map_statements(pages, Filing(year=1995), load())
    assert found[0].mappings[2].concept == "us-gaap:Assets"
    assert found[1].mappings[-1].concept == "us-gaap:LiabilitiesAndStockholdersEquity"


def test_pages_of_unlike_columns_have_the_same_totals() -> None:
    first, second = (
        sheet_of(statement(StatementKind.BALANCE, *rows)) for rows in (ASSETS_SIDE, (*OTHER_SIDE, ("Total", 900, 800)))
    )
    wider = replace(second, rows=tuple(replace(row, values=(None, *row.values)) for row in second.rows))
    labels = [sheet.rows[-1].label for sheet in with_labels((first, wider))]
    assert labels == ["Total assets", "Total liabilities and stockholders' equity"]


def test_an_end_on_other_figures_is_no_total_of_both_pages() -> None:
    pages = (
        statement(StatementKind.BALANCE, *ASSETS_SIDE),
        statement(StatementKind.BALANCE, *OTHER_SIDE, ("Total liabilities and shareholders' equity", 901, 801)),
    )
    assert [row.label for row in with_labels([sheet_of(page) for page in pages])[0].rows][2] != "Total assets"


@pytest.mark.parametrize("name", ["blanks", "wholes"])
def test_the_tables_keep_to_their_schemas(name: str) -> None:
    schema = json.loads((folder("taxonomy") / "lexicon" / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.validate(rules(f"lexicon/{name}.toml"), schema)
