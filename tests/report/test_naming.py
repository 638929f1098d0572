"""Names of elements: what of a printed label they are made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.report.elements import ElementBook, LineKey
from converter.report.naming import element_name, is_generic
from converter.report.spelling import bare, brief, spelled_out, unnumbered
from converter.taxonomies.taxonomy import load


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Allowance of $412 and $389 at December 31, 1995 and 1994, respectively", "Allowance"),
        ("Loans held for sale, net of tax benefit of $20", "LoansHeldForSaleNetOfTaxBenefit"),
        ("Total assets at March 1998", "TotalAssets"),
        ("Sales for the thirteen weeks ended June 30, 1999", "Sales"),
        ("Notes repaid in December", "NotesRepaid"),
        ("Due in 1996", "Due"),
        ("Quarter ended", ""),
        ("For the year ended December 31, 1995:", ""),
        ("(Dollars in Thousands, Except Per Share Data)", ""),
        ("In Millions of Dollars (except per share amounts)", ""),
        ("Loans in 000's, subtotal", "LoansSubtotal"),
        ("Income taxes (Notes 4, 5 and 10)", "IncomeTaxes"),
        ("Commitments -- Note 7", "Commitments"),
        ("Long-term debt due within one year (Note 8, page S-11)", "LongTermDebtDueWithinOneYear"),
        ("Provision for losses - see Note B", "ProvisionForLosses"),
        ("Promissory notes", "PromissoryNotes"),
        ("Bank notes 9% due 1999", "BankNotes9Percent"),
        ("Share dividends1", "ShareDividends"),
        ("Fair value level 2", "FairValueLevel2"),
    ],
)
def test_dates_amounts_units_and_notes_are_no_part_of_a_name(label: str, name: str) -> None:
    """EFM 6.8.6; no word that went with them is left either."""
    assert element_name(label) == name


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("7 1/4% senior notes due 1998", "SeniorNotes725Percent"),
        ("0.750% 2-year notes", "TwoYearNotes0750Percent"),
        ("12 months or less", "TwelveMonthsOrLess"),
        ("1-4 family residential", "OneToFourFamilyResidential"),
        ("401(k) contribution", "Contribution401K"),
        ("8.80%", "Percent880"),
    ],
)
def test_figures_before_the_first_word_are_kept_behind_it(label: str, name: str) -> None:
    assert element_name(label) == name


@pytest.mark.parametrize(
    ("label", "company", "name"),
    [
        ("Net loss attributable to Larkspur stockholders", "LARKSPUR CO", "NetLossAttributableToParentStockholders"),
        ("Net income attributable to Larkspur Corporation", "LARKSPUR CORP", "NetIncomeAttributableToParent"),
        ("Larkspur & Company's share of net assets", "LARKSPUR & CO", "ShareOfNetAssets"),
        ("Larkspur's share", "LARKSPUR MOTOR CO", "Share"),
        ("Larkspur Credit receivables", "LARKSPUR MOTOR CO", "LarkspurCreditReceivables"),
    ],
)
def test_the_registrant_is_not_named_where_it_is_meant(label: str, company: str, name: str) -> None:
    """EFM 6.8.6; another company of a like name is."""
    assert element_name(label, company) == name


def test_the_letter_of_a_class_is_no_article() -> None:
    assert element_name("CLASS A COMMON STOCK") == "ClassACommonStock"


def test_letters_joined_by_a_sign_are_one_word() -> None:
    assert element_name("L&R Wireless") == "LrWireless"


@given(st.text(max_size=200))
def test_what_is_bare_stays_so(text: str) -> None:
    once = spelled_out(text)
    assert "\x00" not in bare(text)
    assert len(once.split()) <= len(text.split()) * 4 + 12


@pytest.mark.parametrize(
    ("label", "wording"),
    [
        ("Common stock, $1 par value; authorized 500 shares, issued 300", "Common stock"),
        ("Capital lease obligation, due in monthly installments of $3,382", "Capital lease obligation"),
        (
            "Income (loss) before interest in income of subsidiary",
            "Income (loss) before interest in income of subsidiary",
        ),
    ],
)
def test_a_brief_label_says_nothing_in_passing(label: str, wording: str) -> None:
    assert brief(label) == wording


@pytest.mark.parametrize(
    ("title", "bare_title"),
    [
        ("Note 5 - Inventories", "Inventories"),
        ("Item 6. Selected Financial Data", "Selected Financial Data"),
        ("Note payable to bank", "Note payable to bank"),
        ("Note 7", "Note 7"),
    ],
)
def test_titles_lose_their_numbers(title: str, bare_title: str) -> None:
    assert unnumbered(title) == bare_title


@pytest.mark.parametrize(("label", "generic"), [("Total", True), ("8.80% due 1996", True), ("Net income", False)])
def test_generic_labels(label: str, generic: bool) -> None:
    assert is_generic(label) is generic


def book() -> ElementBook:
    return ElementBook("larkspur", load(), "Larkspur Instruments, Inc.")


def key(label: str, section: str = "", ordinal: int = 1) -> LineKey:
    return LineKey("other", label, section, "xbrli:monetaryItemType", "instant", "debit", ordinal)


def test_a_generic_line_is_named_by_its_heading_or_its_table() -> None:
    own = book()
    under = own.line(key("total", "inventories"), "Total", ("Inventories at March 31, 1999",), None, "Note 4 - Assets")
    assert under == "larkspur:InventoriesTotal"
    assert (
        own.line(key("total"), "Total", (), None, "Note 4 - Accrued liabilities") == "larkspur:AccruedLiabilitiesTotal"
    )


def test_a_heading_of_dates_names_no_line() -> None:
    own = book()
    first = own.line(key("rents"), "Rents", (), None)
    second = own.line(key("rents", ordinal=2), "Rents", ("Three months ended June 30, 1999",), None, "Leases")
    assert (first, second) == ("larkspur:Rents", "larkspur:LeasesRents")


def test_headings_of_one_wording_are_one_element_in_every_tree() -> None:
    own = book()
    first = own.abstract("Rental properties", ())
    assert own.abstract("RENTAL PROPERTIES:", ()) == first
    assert own.abstract("Rental properties", ("Leases",), {first}) == "larkspur:LeasesRentalPropertiesAbstract"


@pytest.mark.parametrize("text", ["amounts amounts ", "(note 1 ", " ", "note 1, 2, ", "share and ", "$(", "- "])
def test_a_label_that_never_ends_is_named_in_time(text: str) -> None:
    element_name("Rents " + text * 20_000 + "x", "Larkspur Instruments, Inc.")
    assert len(bare("Rents " + text * 20_000)) < 1_100


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Preferred stock, Series A", "PreferredStockSeriesA"),
        ("COMMON STOCK CLASS A", "CommonStockClassA"),
        ("Sales of a", "Sales"),
    ],
)
def test_the_last_letter_of_a_series_is_no_article(label: str, name: str) -> None:
    assert element_name(label) == name
