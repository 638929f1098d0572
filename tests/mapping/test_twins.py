"""Labels that state two elements, and elements that a label has to name."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

from converter.mapping.engine import Filing, map_statements
from converter.mapping.mapping import Candidate
from converter.mapping.opinion import Opinion
from converter.mapping.sheet import Row, Sheet
from converter.mapping.twins import twins
from converter.mapping.unsaid import as_said
from converter.resources import folder, rules
from converter.statements.statement import Measure, StatementKind
from converter.taxonomies.taxonomy import load
from tests.mapping.build import statement

BASIC, DILUTED = "us-gaap:EarningsPerShareBasic", "us-gaap:EarningsPerShareDiluted"


@pytest.mark.parametrize(
    ("label", "section"),
    [
        ("Net income per share, basic and diluted", ()),
        ("Basic/diluted earnings per share", ()),
        ("Net income", ("Earnings per share - basic and diluted",)),
        ("Earnings per common share, primary and fully diluted", ()),
    ],
)
@pytest.mark.parametrize("given", [BASIC, DILUTED])
def test_both_elements_are_stated(label: str, section: tuple[str, ...], given: str) -> None:
    assert twins(given, Row(label, section)) == (BASIC, DILUTED)


@pytest.mark.parametrize(
    ("given", "label"), [(BASIC, "Basic earnings per share"), ("us-gaap:Assets", "Basic and diluted")]
)
def test_one_element_is_stated(given: str, label: str) -> None:
    assert twins(given, Row(label)) is None


@pytest.mark.parametrize(
    ("label", "section", "year", "best"),
    [
        ("Net income per share", (), 1995, BASIC),
        ("Net income per share", (), 2003, BASIC),
        ("Net income per common and common equivalent share", (), 1995, BASIC),
        ("Net income per common and common equivalent share", (), 1999, DILUTED),
        ("Fully diluted", ("Net income per share",), 1995, DILUTED),
        ("Net income", ("Diluted earnings per share",), 1999, DILUTED),
        ("Assuming full dilution", (), 1995, DILUTED),
    ],
)
def test_dilution_has_to_be_named(label: str, section: tuple[str, ...], year: int, best: str) -> None:
    page = Sheet("income", (Row("Net income"), Row(label, section)), year=year)
    found = as_said(page, [opinion("us-gaap:NetIncomeLoss", "us-gaap:ProfitLoss"), opinion(DILUTED, BASIC)])
    assert found[1].best == Candidate(best, 0.7)
    assert found[1].of(DILUTED if best == BASIC else BASIC) == 0.2


def test_of_two_figures_without_a_word_of_dilution_one_is_diluted() -> None:
    page = Sheet("income", (Row("Net income per share"), Row("Net income per share")), year=2010)
    found = as_said(page, [opinion(BASIC, DILUTED), opinion(DILUTED, BASIC)])
    assert [o.best.concept for o in found if o.best] == [BASIC, DILUTED]


def test_the_same_row_in_another_panel_is_the_same() -> None:
    row = Row("Net income", ("Per common share",))
    found = as_said(Sheet("income", (row, row), year=1995), [opinion(BASIC, DILUTED), opinion(DILUTED, BASIC)])
    assert [o.best.concept for o in found if o.best] == [BASIC, BASIC]


def test_the_same_row_of_another_year_is_the_same() -> None:
    rows = tuple(Row("Net income per share", (year,)) for year in ("1994", "1993"))
    found = as_said(Sheet(None, rows, year=1995), [opinion(BASIC, DILUTED), opinion(DILUTED, BASIC)])
    assert [o.best.concept for o in found if o.best] == [BASIC, BASIC]


def test_before_there_was_a_basic_figure_another_row_without_a_word_of_dilution_is_no_diluted_one() -> None:
    page = Sheet("income", (Row("Net income per share"), Row("Net income per weighted average share")), year=1995)
    found = as_said(page, [opinion(BASIC, DILUTED), opinion(DILUTED, "us-gaap:ProfitLoss")])
    assert [o.best.concept for o in found if o.best] == [BASIC, "us-gaap:ProfitLoss"]


def test_a_row_that_is_rather_not_the_plain_one_leaves_it_to_another() -> None:
    page = Sheet("income", (Row("Effect of changes"), Row("Net income per weighted average share")), year=1995)
    unsure = Opinion((Candidate(BASIC, 0.4), Candidate(DILUTED, 0.2)), 0.4)
    found = as_said(page, [unsure, opinion(DILUTED, "us-gaap:ProfitLoss")])
    assert [o.best.concept for o in found if o.best] == [BASIC, BASIC]


DIVIDENDS, COMMON = "us-gaap:PaymentsOfDividends", "us-gaap:PaymentsOfDividendsCommonStock"


@pytest.mark.parametrize(
    ("label", "section", "best"),
    [
        ("Cash dividends paid", ("Financing activities",), DIVIDENDS),
        ("Dividends on common stock", ("Financing activities",), COMMON),
        ("Cash dividends", ("Financing activities", "Common stock"), COMMON),
    ],
)
def test_dividends_are_on_common_stock_where_the_page_says_so(label: str, section: tuple[str, ...], best: str) -> None:
    page = Sheet("cashflow", (Row(label, section), Row("Borrowings")))
    found = as_said(page, [opinion(COMMON, DIVIDENDS), opinion("us-gaap:ProfitLoss", DIVIDENDS)])
    assert found[0].best is not None
    assert found[0].best.concept == best


@pytest.mark.parametrize(
    ("label", "amounts", "best"),
    [
        ("Interest income", (900, 800), "us-gaap:InterestAndDividendIncomeOperating"),
        ("Interest income", (90, 800), "us-gaap:InvestmentIncomeInterest"),
        ("Interest on investments", (900, 800), "us-gaap:InvestmentIncomeInterest"),
    ],
)
def test_what_interest_is_taken_from_is_all_that_a_bank_earns_by_it(
    label: str, amounts: tuple[int, int], best: str
) -> None:
    rows = (
        Row(label, values=tuple(Decimal(a) for a in amounts)),
        Row("Net interest income", values=(Decimal(400), Decimal(300))),
    )
    found = as_said(
        Sheet(None, rows, year=1995),
        [
            opinion("us-gaap:InvestmentIncomeInterest", DILUTED),
            opinion("us-gaap:InterestIncomeExpenseNet", "us-gaap:ProfitLoss"),
        ],
    )
    assert found[0].best is not None
    assert found[0].best.concept == best


def test_interest_that_leaves_a_net_expense_is_no_banks() -> None:
    rows = (
        Row("Interest income", values=(Decimal(500),)),
        Row("Net interest expense", values=(Decimal(-200),)),
    )
    found = as_said(
        Sheet("income", rows, year=1995),
        [
            opinion("us-gaap:InvestmentIncomeInterest", DILUTED),
            opinion("us-gaap:InterestIncomeExpenseNet", "us-gaap:ProfitLoss"),
        ],
    )
    assert found[0].best is not None
    assert found[0].best.concept == "us-gaap:InvestmentIncomeInterest"


def opinion(first: str, second: str) -> Opinion:
    return Opinion((Candidate(first, 0.7), Candidate(second, 0.2)), 0.1)


def test_a_row_of_a_statement_gets_both() -> None:
    rows = (
        ("Revenues", 2000, 1800),
        ("Cost of revenues", 1200, 1100),
        ("Net income", 90, 30),
        ("Net income per share, basic and diluted", Measure.PER_SHARE, 0.45, 0.15),
        ("Weighted average shares outstanding, basic and diluted", Measure.SHARES, 200_000, 200_000),
    )
    (found,) = map_statements((statement(StatementKind.INCOME, *rows),), Filing(year=2003), load())
    per_share, shares = found.mappings[3:]
    assert (per_share.concept, per_share.also) == (BASIC, DILUTED)
    assert (shares.concept, shares.also) == (
        "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic",
        "us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding",
    )
    assert all(mapping.also is None for mapping in found.mappings[:3])


@pytest.mark.parametrize("name", ["twins", "unsaid"])
def test_the_tables_keep_to_their_schemas_and_name_elements_in_use(name: str) -> None:
    schema = json.loads((folder("taxonomy") / "lexicon" / f"{name}.schema.json").read_text("utf-8"))
    table = rules(f"lexicon/{name}.toml")
    Draft202012Validator(schema).validate(table)
    pairs = [pair for entry in table[name.removesuffix("s") if name == "twins" else name] for pair in _pairs(entry)]
    for element in (element for pair in pairs for element in pair):
        concept = load().concept(f"us-gaap:{element}")
        assert concept is not None and not concept.deprecated, element


def _pairs(entry: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    return list((entry.get("both") or entry["instead"]).items())
