"""The numbers of a label and what they are about."""

from __future__ import annotations

import pytest

from converter.report.label_figures import label_figures


def read(label: str) -> list[str]:
    """ "issued 24,600 (2003-9-30)" for each number, in the order of the label."""
    found = []
    for figure in label_figures(label):
        for number in figure.numbers:
            day = number.day
            when = "-".join(str(part) for part in (day.year, day.month, day.day) if part) if day else ""
            said = " ".join(sorted(figure.about & {"par", "authorized", "issued", "outstanding", "shares"}))
            found.append(f"{said} {label[number.start : number.end]}" + (f" ({when})" if when else ""))
    return found


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (
            "common stock, $.10 par; shares authorized: 50; shares issued: 24 and 22; shares outstanding: 21 and 20",
            ["par .10", "authorized 50", "issued 24", "issued 22", "outstanding 21", "outstanding 20"],
        ),
        ("common stock, authorized 900 shares issued 240 shares", ["authorized 900", "issued 240"]),
        ("common stock, 900 shares authorized 240 shares issued", ["authorized 900", "issued 240"]),
        (
            "common stock, authorized 900 shares, 24.5 and 24.6 shares issued and outstanding, respectively",
            ["authorized 900", "issued outstanding 24.5", "issued outstanding 24.6"],
        ),
        (
            "common stock, 240 shares issued as of june 30, 2003 and 220 as of june 30, 2002",
            ["issued 240 (2003-6-30)", "issued 220 (2002-6-30)"],
        ),
        (
            "common stock, 240 shares issued and outstanding in 2003 and 220 shares issued and outstanding in 2002",
            ["issued outstanding 240 (2003)", "issued outstanding 220 (2002)"],
        ),
        ("common stock, issued 2003 - 240; 2002 - 220", ["issued 240 (2003)", "issued 220 (2002)"]),
        (
            "240 shares issued and 230 shares outstanding in 2003 and 220 shares issued and 210 outstanding in 2002",
            ["issued 240 (2003)", "outstanding 230 (2003)", "issued 220 (2002)", "outstanding 210 (2002)"],
        ),
        ("common stock, 240 shares issued in 2003 and 2002", ["issued 240 (2003)", "issued 240 (2002)"]),
        (
            "treasury stock: 240 and 220 shares as of june 30, 2003 and 2002, respectively",
            ["shares 240 (2003-6-30)", "shares 220 (2002-6-30)"],
        ),
        ("held in treasury (shares held: 2003 - 47; 2002 - 33)", ["shares 47 (2003)", "shares 33 (2002)"]),
        ("preferred shares, authorized 1,000, $.01 par value", ["authorized 1,000", "par .01"]),
        ("receivables, less allowance of $162 in 2003, and $189 in 2002", [" 162 (2003)", " 189 (2002)"]),
        ("common stock, issued 240 shares (2002), 250 shares (2003)", ["issued 240 (2002)", "issued 250 (2003)"]),
        ("preferred stock (authorized and unissued 900 shares)", ["authorized 900"]),
        ("receivables, net of allowances of $16 and of $23", [" 16", " 23"]),
        ("receivables, less allowances $205 (2002, $203)", [" 205", " 203 (2002)"]),
        ("6-1/2% preferred stock, $1.66 2/3 par value", []),
        ("common stock, 5-for-4 split, none and 240 shares issued", []),
        ("senior notes, 7.5%, due 2008", []),
    ],
)
def test_numbers_of_labels(label: str, expected: list[str]) -> None:
    assert read(label) == expected
