"""What every test may ask for: the example filings, and the shared corpus where it is present."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("corpus") and not (SHARED / "corpus").is_dir():
            item.add_marker(pytest.mark.skip(reason="the shared corpus is not present"))


@pytest.fixture(scope="session")
def examples() -> Path:
    return ROOT / "examples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared development material; only tests marked `corpus` may ask for it."""
    if not SHARED.is_dir():
        pytest.skip("the shared material is not present")
    return SHARED
