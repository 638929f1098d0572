"""Tables that would take a careless reader forever."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.tables.html_pages import grids, table, tr

HOSTILE: dict[str, Callable[[int], str]] = {
    "one long row": lambda n: "<table><tr>" + "<td>1,234" * n,
    "wide spans": lambda n: "<table>" + "<tr><td>a<td colspan=9999>1,234<td rowspan=9999 colspan=5>2" * (n // 4),
    "line breaks": lambda n: "<table><tr><td>" + "a<br>" * n + "<td>" + "1,234<br>" * n + "</table>",
    "uneven rows": lambda n: (
        "<table>" + "".join("<tr><td>a" + "<td>" * (i % 99) + "<td>1<td>2" for i in range(n // 20))
    ),
    "nested tables": lambda n: "<table><tr><td><b>" * n + "1,234",
    "many tables": lambda n: "<table><tr><td>a<td>1,234<td>2,345</table>" * (n // 8),
    "many titles": lambda n: "<p>x" * n + table(tr("a", "1,234", "2,345")),
    "open brackets": lambda n: table(tr("a", "(" * n + "1"), tr("b", "5", "6")),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_tables_take_linear_time(name: str) -> None:
    """Eight times the table takes about eight times as long, not sixty-four times."""
    small = min(_seconds(HOSTILE[name](400)) for _ in range(3))
    large = _seconds(HOSTILE[name](3_200))
    assert large < 0.3 or large < 24 * small


def _seconds(body: str) -> float:
    start = time.process_time()
    grids(body)
    return time.process_time() - start
