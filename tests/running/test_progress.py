from __future__ import annotations

import io
from dataclasses import replace

import pytest

from converter.running import progress
from converter.running.outcome import Outcome, Status

CONVERTED = Outcome("brindle.txt", Status.CONVERTED)
BEFORE = replace(CONVERTED, skipped=True)
REFUSED = Outcome("letter.txt", Status.REFUSED, message="no financial statement found")


def lines(monkeypatch: pytest.MonkeyPatch, outcomes: list[Outcome], total: int) -> list[str]:
    """What is said where each filing takes a minute."""
    minutes = iter(range(100))
    monkeypatch.setattr(progress.time, "monotonic", lambda: 60.0 * next(minutes))
    stream = io.StringIO()
    with progress.open_progress(total, stream) as shown:
        for outcome in outcomes:
            shown.advance(outcome)
    return stream.getvalue().splitlines()


def test_a_failure_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told = lines(monkeypatch, [REFUSED], 3)
    assert told[0] == "letter.txt: no financial statement found"
    assert told[1].startswith("1 of 3 filings, ")
    assert "1 not converted" in told[1]


def test_what_an_earlier_run_did_says_nothing_about_the_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    told = lines(monkeypatch, [BEFORE, BEFORE, CONVERTED], 10)
    assert told[0] == "1 of 10 filings, all of them before, 0 not converted"
    assert told[-1].startswith("3 of 10 filings, 0 a minute, 0 not converted, about ")


@pytest.mark.parametrize("total", [0, 1])
def test_a_single_filing_needs_no_progress(monkeypatch: pytest.MonkeyPatch, total: int) -> None:
    assert lines(monkeypatch, [CONVERTED] * total, total) == []
