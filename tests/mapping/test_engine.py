from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from converter.mapping.engine import Filing, map_statements
from converter.mapping.mapping import Decision, MappedStatement, Origin
from converter.mapping.overrides import load_overrides
from converter.mapping.rules import label_rules
from converter.mapping.sheet import Row, sheet_of
from converter.statements.statement import Measure, StatementKind
from converter.taxonomies.taxonomy import load
from tests.mapping.build import statement

BALANCE = (
    ("Assets",),
    ("Current assets:",),
    ("Cash and cash equivalents", 1200, 900),
    ("Accounts receivable, net", 800, 750),
    ("Inventories", 500, 450),
    ("Total current assets", 2500, 2100),
    ("Property and equipment, net", 1500, 1600),
    ("", 4000, 3700),
    ("Liabilities and Stockholders' Equity",),
    ("Current liabilities:",),
    ("Accounts payable", 600, 500),
    ("Deferred revenue", 300, 250),
    ("Total current liabilities", 900, 750),
    ("Stockholders' equity:",),
    ("Common stock", 10, 10),
    ("Additional paid-in capital", 9000, 8900),
    ("Accumulated deficit", -5643, -5693),
    ("Treasury stock", -267, -267),
    ("Total stockholders' equity", 3100, 2950),
    ("", 4000, 3700),
)
INCOME = (
    ("Revenues", 2000, 1800),
    ("Cost of revenues", 1200, 1100),
    ("Gross profit", 800, 700),
    ("Gross profit %", Measure.PERCENT, 0.4, 0.389),
    ("Research and development", 300, 310),
    ("Selling, general and administrative", 350, 330),
    ("Operating income", 150, 60),
    ("Interest expense", -20, -15),
    ("Income before income taxes", 130, 45),
    ("Provision for income taxes", -40, -15),
    ("Net income", 90, 30),
    ("Net income per share:",),
    ("Basic", Measure.PER_SHARE, 0.45, 0.15),
    ("Diluted", Measure.PER_SHARE, 0.44, 0.15),
    ("Shares used in computation:",),
    ("Basic", Measure.SHARES, 200_000, 200_000),
    ("Diluted", Measure.SHARES, 204_000, 203_000),
)


def mapped(kind: StatementKind, rows: tuple[tuple[object, ...], ...]) -> MappedStatement:
    (one,) = map_statements((statement(kind, *rows),), Filing(year=2003), load())
    return one


def concepts(found: MappedStatement) -> dict[str, list[str | None]]:
    out: dict[str, list[str | None]] = {}
    for item, mapping in zip(found.statement.items, found.mappings, strict=True):
        out.setdefault(item.label, []).append(mapping.concept and mapping.concept.removeprefix("us-gaap:"))
    return out


def test_a_balance_sheet_with_unlabelled_totals() -> None:
    found = mapped(StatementKind.BALANCE, BALANCE)
    named = concepts(found)
    assert named[""] == ["Assets", "LiabilitiesAndStockholdersEquity"]
    assert named["Current assets:"] == [None]
    assert named["Cash and cash equivalents"] == ["CashAndCashEquivalentsAtCarryingValue"]
    assert named["Total current assets"] == ["AssetsCurrent"]
    assert named["Accumulated deficit"] == ["RetainedEarningsAccumulatedDeficit"]
    negated = {item.label for item, m in zip(found.statement.items, found.mappings, strict=True) if m.negated}
    assert negated == {"Treasury stock"}


def test_an_income_statement() -> None:
    found = mapped(StatementKind.INCOME, INCOME)
    named = concepts(found)
    assert named["Basic"] == ["EarningsPerShareBasic", "WeightedAverageNumberOfSharesOutstandingBasic"]
    assert named["Diluted"] == ["EarningsPerShareDiluted", "WeightedAverageNumberOfDilutedSharesOutstanding"]
    assert named["Gross profit"] == ["GrossProfit"]
    percent = found.mappings[3]
    assert percent.decision is Decision.EXTENSION and percent.balance is None
    negated = {item.label for item, m in zip(found.statement.items, found.mappings, strict=True) if m.negated}
    assert negated == {"Interest expense", "Provision for income taxes"}


@pytest.mark.parametrize("rows", [BALANCE, INCOME], ids=["balance", "income"])
def test_every_mapping_tells_why(rows: tuple[tuple[object, ...], ...]) -> None:
    found = mapped(StatementKind.BALANCE if rows is BALANCE else StatementKind.INCOME, rows)
    for i, mapping in enumerate(found.mappings):
        assert mapping.item == i and mapping.evidence and 0 <= mapping.confidence <= 1
        scores = [c.score for c in mapping.candidates]
        assert scores == sorted(scores, reverse=True)
        if mapping.decision is Decision.EXTENSION:
            assert mapping.period_type in ("instant", "duration")
    words = " / ".join(found.mappings[5 if rows is BALANCE else 2].evidence)
    assert "companies" in words
    if rows is BALANCE:
        assert "sum of 3 rows above" in words


def test_no_element_is_deprecated_abstract_or_of_another_measure() -> None:
    taxonomy = load()
    for kind, rows in ((StatementKind.BALANCE, BALANCE), (StatementKind.INCOME, INCOME)):
        found = mapped(kind, rows)
        for item, mapping in zip(found.statement.items, found.mappings, strict=True):
            for candidate in mapping.candidates:
                concept = taxonomy.concept(candidate.concept)
                assert concept is not None and not concept.deprecated and not concept.abstract
                if item.measure is Measure.MONEY:
                    assert concept.type.endswith(":monetaryItemType")


def test_the_same_statements_give_the_same_mappings() -> None:
    assert mapped(StatementKind.INCOME, INCOME) == mapped(StatementKind.INCOME, INCOME)


def test_a_mapping_file_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text(
        '[[rule]]\nlabel = "Revenues"\nextension = true\n[[rule]]\nlabel = "Gross profit"\ntag = false\n'
        '[[rule]]\nlabel = "Interest expense"\nconcept = "us-gaap:InterestExpenseDebt"\n'
    )
    (found,) = map_statements(
        (statement(StatementKind.INCOME, *INCOME),), Filing(year=2003), load(), load_overrides(path)
    )
    revenues, _, gross, *_ = found.mappings
    assert (revenues.decision, revenues.origin, revenues.balance) == (Decision.EXTENSION, Origin.OVERRIDE, "credit")
    assert (gross.decision, gross.confidence) == (Decision.NONE, 1.0)
    interest = found.mappings[7]
    assert interest.concept == "us-gaap:InterestExpenseDebt" and interest.negated
    assert interest.evidence == ("decided by m.toml:7",) or "m.toml" in interest.evidence[0]


def test_a_statement_without_rows_and_one_of_an_unknown_kind() -> None:
    empty = mapped(StatementKind.OTHER, ())
    assert empty.mappings == ()
    other = mapped(StatementKind.OTHER, (("Zebra counting fee ratio", 1, 2), ("qwerty", 3, 4)))
    assert all(m.decision is Decision.EXTENSION for m in other.mappings)


INVENTORIES = (
    ("Current assets:",),
    ("Cash", 100, 90),
    ("Total cash and such", 100, 90),
    ("Inventories:",),
    ("Raw materials", 7215, 6904),
    ("Work in process", 4480, 4117),
    ("Finished goods", 5962, 6338),
    ("", 17657, 17359),
    ("Property, plant and equipment:",),
    ("Land", 1120, 1120),
    ("Buildings", 12604, 12411),
    ("Machinery and equipment", 31872, 29955),
    ("", 45596, 43486),
    ("Less accumulated depreciation", -22140, -20385),
    ("", 23456, 23101),
)


def test_unlabelled_subtotals_are_read_from_their_headings() -> None:
    found = mapped(StatementKind.BALANCE, INVENTORIES)
    named = concepts(found)
    assert named[""] == ["InventoryNet", "PropertyPlantAndEquipmentGross", "PropertyPlantAndEquipmentNet"]
    assert found.mappings[7].evidence[0] == "no label of its own on the page: read as 'Total inventories'"


def test_a_bare_total_is_read_from_its_heading_too() -> None:
    rows = tuple(("Total", *row[1:]) if row == ("", 17657, 17359) else row for row in INVENTORIES)
    assert concepts(mapped(StatementKind.BALANCE, rows))["Total"] == ["InventoryNet"]


@pytest.mark.parametrize(("year", "never"), [(1999, "ProfitLoss"), (2008, "ProfitLoss")])
def test_elements_younger_than_the_filing_are_not_chosen(year: int, never: str) -> None:
    (found,) = map_statements((statement(StatementKind.INCOME, *INCOME),), Filing(year=year), load())
    net = found.mappings[10]
    assert net.concept == "us-gaap:NetIncomeLoss"
    assert f"us-gaap:{never}" not in {c.concept for m in found.mappings for c in m.candidates}


def test_a_note_needs_more_certainty_than_a_face_statement() -> None:
    rows = (("Land", 120, 110), ("State", 45, 40), ("Total", 165, 150), ("", 165, 150))
    (mapped,) = map_statements((statement(StatementKind.OTHER, *rows),), Filing(year=1998), load())
    assert all(m.confidence >= 0.7 for m in mapped.mappings if m.decision is Decision.STANDARD)
    assert mapped.mappings[2].decision is Decision.EXTENSION
    assert mapped.mappings[3].decision is Decision.EXTENSION


@pytest.mark.parametrize(
    "label", ["Inventories--Notes A and C", "Inventories -- Note B", "Inventories, Notes B, C and D"]
)
def test_notes_that_go_by_letters_are_no_words_of_a_label(label: str) -> None:
    (row,) = sheet_of(statement(StatementKind.BALANCE, (label, 500, 450))).rows
    assert row.label == "Inventories"


def test_notes_payable_stay() -> None:
    rows = sheet_of(statement(StatementKind.BALANCE, ("Bank loans, notes payable", 5, 4), ("Notes A and B", 5, 4))).rows
    assert [row.label for row in rows] == ["Bank loans, notes payable", "Notes A and B"]


@pytest.mark.parametrize(("year", "concept"), [(1996, "us-gaap:NetIncomeLoss"), (2012, None)])
def test_rules_for_labels_may_end_with_a_year(year: int, concept: str | None) -> None:
    """Since 2009 "net income" in a statement of equity may be that of the whole group."""
    rule = next(rule for rule in label_rules() if rule.before == 2009)
    found = rule.concept if rule.fits(Row("Net income for the year", measure=Measure.MONEY), "equity", year) else None
    assert found == concept


def test_a_heading_that_runs_into_the_row_below_is_not_its_label() -> None:
    run_in = "Adjustments to reconcile net loss to net cash used in operating activities: Depreciation"
    whole = "Adjustments to reconcile net loss to net cash used in operating activities"
    rows = sheet_of(statement(StatementKind.CASH_FLOW, (run_in, 5, 4), (whole, 5, 4))).rows
    assert [row.label for row in rows] == ["Depreciation", whole]


@pytest.mark.parametrize(
    ("heading", "label", "concept"),
    [
        ("Current:", "Federal", "us-gaap:CurrentFederalTaxExpenseBenefit"),
        ("Deferred provision (benefit):", "State and local", "us-gaap:DeferredStateAndLocalIncomeTaxExpenseBenefit"),
        ("Federal:", "Deferred", "us-gaap:DeferredFederalIncomeTaxExpenseBenefit"),
        ("Foreign income taxes", "Current", "us-gaap:CurrentForeignTaxExpenseBenefit"),
        ("Federal and state:", "Current", None),
        ("Current assets:", "Federal", None),
    ],
)
def test_the_tax_of_one_government_is_named_by_label_and_heading(heading: str, label: str, concept: str | None) -> None:
    row = Row(label, (heading,), period_type="duration", measure=Measure.MONEY)
    fits = [rule.concept for rule in label_rules() if rule.fits(row, None)]
    assert fits == ([concept] if concept else [])
    assert not any(rule.fits(replace(row, period_type="instant"), None) for rule in label_rules())


def test_a_sum_of_amounts_per_share_stands_under_the_heading_of_its_parts() -> None:
    rows = (
        ("Earnings per share",),
        ("Continuing operations", Measure.PER_SHARE, "0.45", "0.15"),
        ("Discontinued operations", Measure.PER_SHARE, "-0.03", "0.02"),
        ("", Measure.PER_SHARE, "0.42", "0.17"),
        ("", Measure.PER_SHARE, "0.40", "0.17"),
    )
    made = statement(StatementKind.INCOME, *rows)
    diluted, above = ("Earnings per share", "Diluted"), ("Earnings per share",)
    sections = (above, diluted, diluted, above, above)
    items = (replace(item, section=section) for item, section in zip(made.items, sections, strict=True))
    sheet = sheet_of(replace(made, items=tuple(items)))
    assert [row.section for row in sheet.rows[1:]] == [diluted, diluted, diluted, above]


def income(*rows: tuple[object, ...]) -> MappedStatement:
    (found,) = map_statements((statement(StatementKind.INCOME, *rows),), Filing(year=1995), load())
    return found


PER_SHARE = Measure.PER_SHARE
BASIC, DILUTED = "us-gaap:{}PerBasicShare", "us-gaap:{}PerDilutedShare"
CONTINUING, ENDED = "IncomeLossFromContinuingOperations", "IncomeLossFromDiscontinuedOperationsNetOfTax"


@pytest.mark.parametrize(
    ("heading", "continuing", "ended", "net"),
    [
        ("Primary earnings per share:", BASIC, BASIC, "us-gaap:EarningsPerShareBasic"),
        ("Earnings per common share", BASIC, BASIC, "us-gaap:EarningsPerShareBasic"),
        ("Fully diluted earnings per share:", DILUTED, DILUTED, "us-gaap:EarningsPerShareDiluted"),
        ("Net earnings per diluted share:", DILUTED, DILUTED, "us-gaap:EarningsPerShareDiluted"),
    ],
)
def test_rows_of_an_amount_for_a_share_are_named_by_their_heading(
    heading: str, continuing: str, ended: str, net: str
) -> None:
    found = income(
        ("Net sales", 9000, 8000),
        ("Net income", 700, 600),
        (heading,),
        ("Income before extraordinary item", PER_SHARE, "1.10", "1.00"),
        ("Discontinued operations", PER_SHARE, "0.10", "0.20"),
        ("Net income", PER_SHARE, "1.20", "1.20"),
    )
    concepts = [mapping.concept for mapping in found.mappings[3:]]
    assert concepts == [continuing.format(CONTINUING), ended.format(ENDED), net]


def test_what_is_pro_forma_is_not_the_amount_for_a_share() -> None:
    found = income(("Pro forma earnings per share",), ("Net income", PER_SHARE, "1.20", "1.10"))
    assert found.mappings[1].concept is None


@pytest.mark.parametrize(
    ("label", "section"),
    [
        ("Net income", ("Diluted", "Earnings per common share")),
        ("Discontinued operations before accounting changes", ("Earnings per share",)),
        ("Net income", ("Per share, assuming no dilution",)),
    ],
)
def test_headings_that_say_otherwise_name_no_amount_for_a_share(label: str, section: tuple[str, ...]) -> None:
    row = Row(label, section=section, measure=Measure.PER_SHARE)
    assert not [rule for rule in label_rules() if rule.fits(row, "income")]


def test_potential_shares_head_no_amount_for_a_share() -> None:
    row = Row("Net income", section=("Effect of dilutive securities",), measure=PER_SHARE)
    assert not [rule for rule in label_rules() if rule.fits(row, "income")]


BEFORE = "us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxes"
ALONE = "ExtraordinaryItemsNoncontrollingInterest"
OR_OTHERS = "MinorityInterestAndIncomeLossFromEquityMethodInvestments"


@pytest.mark.parametrize(
    ("label", "element"),
    [
        ("Earnings (loss) before income taxes", OR_OTHERS),
        ("Loss before equity in loss of affiliates and income taxes", OR_OTHERS),
        ("Income before income taxes, minority interests and accounting changes", ALONE),
        ("Income before income taxes and minority interest", ALONE),
    ],
)
def test_what_is_before_income_taxes_is_told_by_what_else_it_is_before(label: str, element: str) -> None:
    row = Row(label, measure=Measure.MONEY)
    assert next(rule.concept for rule in label_rules() if rule.fits(row, "income")) == BEFORE + element


@pytest.mark.parametrize(
    "label", ["Income before interest and income taxes", "Loss from discontinued operations before taxes"]
)
def test_what_is_before_more_than_taxes_is_named_by_no_rule(label: str) -> None:
    assert not [rule for rule in label_rules() if rule.fits(Row(label, measure=Measure.MONEY), "income")]


def test_what_the_label_calls_a_gain_or_an_expense_is_one_where_the_page_takes_it_away() -> None:
    found = income(
        ("Income from operations", 500, 450),
        ("Interest expense", 100, 90),
        ("Gain on sale of the Ostrander lease", -40, -30),
        ("Expense of moving the mill", 15, 12),
        ("Income before income taxes", 425, 378),
    )
    rows = found.statement.items
    linked = [replace(rows[i], parent=4, weight=weight) for i, weight in enumerate((1, -1, -1, -1))]
    (found,) = map_statements((replace(found.statement, items=(*linked, rows[4])),), Filing(year=1995), load())
    gain, moving = found.mappings[2:4]
    assert (gain.concept, gain.balance, gain.negated) == (None, "credit", True)
    assert (moving.balance, moving.negated) == ("debit", False)


def test_an_expense_that_was_taken_back_stays_negative() -> None:
    found = income(
        ("Gross profit", 500, 450),
        ("Charges for the closing of kilns", -20, -10),
        ("Operating income", 520, 460),
    )
    rows = found.statement.items
    linked = (replace(rows[0], parent=2), replace(rows[1], parent=2, weight=-1), rows[2])
    (found,) = map_statements((replace(found.statement, items=linked),), Filing(year=1995), load())
    charge = found.mappings[1]
    assert (charge.concept, charge.balance, charge.negated) == (None, "debit", False)
