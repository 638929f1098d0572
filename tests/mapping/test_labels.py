import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.mapping.labels import forms


@pytest.mark.parametrize(
    ("label", "exact", "loose"),
    [
        ("Accounts receivable, net", "accounts receivable net", "account receivable"),
        (
            "Accounts receivable, net of allowance of $8,205 and $7,826 (Note 3)",
            "accounts receivable",
            "account receivable",
        ),
        ("Common stock, $.01 par value; 200,000 shares authorized", "common stock", "common stock"),
        ("Less: Accum. depr.", "accum depr", "accumulated depreciation"),
        ("PP&E, net", "pp&e net", "property plant equipment"),
        ("Total stockholders' equity", "total stockholders equity", "total holder equity"),
        ("TOTAL SHAREHOLDERS’ EQUITY", "total shareholders equity", "total holder equity"),
        ("Cash (a)", "cash", "cash"),
        ("6 3/4% Convertible preferred stock", "convertible preferred stock", "convertible preferred stock"),
        ("Convertible subordinated notes", "convertible subordinated notes", "convertible subordinated note"),
        ("Commitments and contingencies, see Note 5", "commitments and contingencies", "commitment contingency"),
        ("Commitments Note 5", "commitments", "commitment"),
        ("Net income per share - basic", "net income per share basic", "net income per share basic"),
        ("Deferred income taxes-net", "deferred income taxes net", "deferred income tax"),
        ("Long term debt", "long-term debt", "long-term debt"),
        ("Non-current assets", "non-current assets", "noncurrent asset"),
        ("Balance at January 1, 2003", "balance", "balance"),
        ("", "", ""),
        ("-----", "", ""),
    ],
)
def test_forms_of_labels(label: str, exact: str, loose: str) -> None:
    found = forms(label)
    assert (found.exact, found.loose) == (exact, loose)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("(Increase) decrease in receivables", "Decrease (increase) in receivables"),
        ("Purchases of property and equipment", "Property and equipment purchases"),
        ("Shareholders' equity", "Stockholders' Equity"),
    ],
)
def test_labels_with_the_same_words_share_their_loosest_form(one: str, other: str) -> None:
    assert forms(one).bag == forms(other).bag


def test_the_current_portion_is_not_the_rest() -> None:
    assert forms("Current portion of long-term debt").bag != forms("Long-term debt, less current portion").bag


@given(st.text(max_size=200))
def test_any_text_has_forms(label: str) -> None:
    found = forms(label)
    assert "\t" not in found.exact and found.exact == " ".join(found.exact.split())
