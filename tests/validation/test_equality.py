"""The fast validator says what plain Arelle says: the same codes, levels, texts and places.

`data/validation/defects.json` holds what a plain run on the official package says of each broken report. The ordinary
test compares the fast validator with that table; `-m slow` makes the plain runs again and compares the table too.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.validation.broken_reports import DEFECTS, Defect, broken_report, good_report
from tests.validation.messages import Plain, fast, plain

# Arelle leaves the files of taxonomy packages open until they are collected.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

TABLE = Path(__file__).parent.parent / "data" / "validation" / "defects.json"


@pytest.fixture(scope="module")
def expected() -> dict[str, list[Plain]]:
    rows = json.loads(TABLE.read_text(encoding="utf-8"))
    return {
        name: [(level, code, text, tuple(tuple(place) for place in places)) for level, code, text, places in found]
        for name, found in rows.items()
    }


def test_there_are_enough_kinds_of_defects(expected: dict[str, list[Plain]]) -> None:
    assert len(DEFECTS) >= 153
    assert len({defect.name for defect in DEFECTS}) == len(DEFECTS)
    assert expected.keys() == {defect.name for defect in DEFECTS}


def test_the_good_report_is_good() -> None:
    assert fast(good_report()) == []


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_same_messages_as_recorded(defect: Defect, expected: dict[str, list[Plain]]) -> None:
    assert fast(broken_report(defect)) == expected[defect.name]


@pytest.mark.slow
@pytest.mark.corpus
@pytest.mark.usefixtures("only_by_name")
@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_same_messages_as_plain_arelle(defect: Defect, expected: dict[str, list[Plain]], shared: Path) -> None:
    package = shared / "taxonomy" / "us-gaap-2024-offline-full.zip"
    assert plain(broken_report(defect), package) == expected[defect.name]


def test_most_defects_are_found(expected: dict[str, list[Plain]]) -> None:
    """A defect that Arelle does not see proves nothing; there are few."""
    silent = [name for name, found in expected.items() if not found]
    assert len(silent) <= 13, silent
    assert len(Counter(code for found in expected.values() for _, code, _, _ in found)) >= 100
