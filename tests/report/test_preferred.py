"""Elements by the company they keep (DQC 0004, 0085, 0119)."""

from __future__ import annotations

from dataclasses import replace

from converter.mapping.mapping import MappedStatement, Origin
from converter.report.preferred import settle_elements
from converter.statements.statement import StatementKind
from converter.taxonomies.taxonomy import load
from tests.report.pages import DECEMBER, Q3, SEPTEMBER, Line, Page, Sum, column, mapped

MINORITY = (
    "us-gaap:IncomeLossFromContinuingOperations"
    "BeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments"
)
EXTRAORDINARY = "us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest"
EQUITY_METHOD = "us-gaap:IncomeLossFromEquityMethodInvestments"

INCOME = """\
STATEMENTS OF INCOME
Operating income            90
Equity in affiliates         6
Income before taxes         96
"""


def income(equity_method: bool, before: int = 2) -> tuple[MappedStatement, ...]:
    affiliates = EQUITY_METHOD if equity_method else "us-gaap:NonoperatingIncomeExpense"
    lines = (
        Line("Operating income", "us-gaap:OperatingIncomeLoss"),
        Line("Equity in affiliates", affiliates),
        Line("Income before taxes", MINORITY),
    )
    sums = (Sum(2, tuple(range(before))),)
    page = Page(StatementKind.INCOME, "STATEMENTS OF INCOME", (column(0, "1998", Q3),), lines, sums=sums)
    return mapped(INCOME, (page,))


def concepts(statements: tuple[MappedStatement, ...]) -> list[str | None]:
    return [mapping.concept for mapping in settle_elements(statements)[0][0].mappings]


def test_income_before_taxes_where_there_is_no_equity_method() -> None:  # DQC.US.0119.9576
    assert concepts(income(False))[2] == EXTRAORDINARY


AFTER = """\
STATEMENTS OF INCOME
Income before taxes         96
Income taxes                30
Equity in affiliates         6
"""


def after() -> tuple[MappedStatement, ...]:
    lines = (
        Line("Income before taxes", MINORITY),
        Line("Income taxes", "us-gaap:IncomeTaxExpenseBenefit"),
        Line("Equity in affiliates", EQUITY_METHOD),
    )
    page = Page(StatementKind.INCOME, "STATEMENTS OF INCOME", (column(0, "1998", Q3),), lines)
    return mapped(AFTER, (page,))


def test_income_before_taxes_and_before_the_equity_method() -> None:
    assert concepts(after())[0] == MINORITY


def test_income_before_taxes_in_notes_is_that_of_the_statement() -> None:
    assert concepts((*income(False), *after()))[2] == MINORITY
    assert concepts((*income(True), *after()))[2] == EXTRAORDINARY


def test_income_before_taxes_below_the_equity_method() -> None:
    assert concepts(income(True, before=1))[2] == EXTRAORDINARY


def test_income_before_taxes_that_holds_the_equity_method() -> None:  # DQC.US.0119.9577
    assert concepts(income(True))[2] == EXTRAORDINARY


def test_a_person_s_decision_stands() -> None:
    (each,) = income(False)
    decided = tuple(replace(mapping, origin=Origin.OVERRIDE) for mapping in each.mappings)
    assert concepts((replace(each, mappings=decided),))[2] == MINORITY


SHEET = """\
BALANCE SHEETS
Current assets           40      30
Deferred taxes            5       5
Other assets             60      {}
Total assets            100      70
"""


def sheet(other: int) -> tuple[MappedStatement, ...]:
    lines = (
        Line("Current assets", "us-gaap:AssetsCurrent"),
        Line("Deferred taxes", "us-gaap:DeferredTaxAssetsNet"),
        Line("Other assets", "us-gaap:AssetsNoncurrent"),
        Line("Total assets", "us-gaap:Assets"),
    )
    columns = (column(0, "2003", SEPTEMBER), column(1, "2002", DECEMBER))
    return mapped(SHEET.format(other), (Page(StatementKind.BALANCE, "BALANCE SHEETS", columns, lines),))


def test_a_deferred_tax_on_the_face_of_the_balance_sheet() -> None:  # DQC.US.0085
    assert concepts(sheet(40))[1] == "us-gaap:DeferredIncomeTaxAssetsNet"


def test_noncurrent_assets_that_make_up_the_total() -> None:
    settled, findings = settle_elements(sheet(40))
    assert settled[0].mappings[2].concept == "us-gaap:AssetsNoncurrent"
    assert not findings


def test_noncurrent_assets_that_do_not_make_up_the_total() -> None:  # DQC.US.0004.9280
    settled, findings = settle_elements(sheet(35))
    assert settled[0].mappings[2].concept is None
    assert settled[0].mappings[2].anchor == "us-gaap:Assets"
    assert [finding.code for finding in findings] == ["ix.report.identity"]


CASH = """\
STATEMENT OF CASH FLOWS
{}           12
"""


def paid(label: str) -> str | None:
    page = Page(
        StatementKind.CASH_FLOW,
        "STATEMENT OF CASH FLOWS",
        (column(0, "2003", Q3),),
        (Line(label, "us-gaap:InterestPaid"),),
    )
    return concepts(mapped(CASH.format(label), (page,)))[0]


def test_interest_paid_beside_a_cash_flow_is_net_of_what_was_capitalized() -> None:  # DQC.US.0065
    assert paid("Cash paid for interest") == "us-gaap:InterestPaidNet"
    assert paid("Interest, including interest capitalized") == "us-gaap:InterestPaid"


def test_every_element_of_the_table_is_in_the_taxonomy() -> None:
    from converter.report.preferred import _identities, _preferences

    names = {name for one in _preferences() for name in (one.element, one.instead, *one.unless)}
    names |= {name for one in _identities() for name in (one.whole, *one.parts, *one.optional, one.doubtful)}
    for name in names:
        concept = load().concept(name)
        assert concept is not None and not concept.deprecated, name
