"""Plain runs on the official package take minutes: only `pytest -m slow` makes them."""

from __future__ import annotations

import pytest


@pytest.fixture
def only_by_name(request: pytest.FixtureRequest) -> None:
    if "slow" not in str(request.config.getoption("markexpr")):
        pytest.skip("slow: run with -m slow")
