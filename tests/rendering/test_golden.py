"""The bytes of a small report, kept for review.

After a change that is meant to alter them: `IXCONVERT_RENEW_GOLDEN=1 pytest tests/rendering/test_golden.py`, then read
the difference in version control before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from converter.rendering.render import render
from converter.report.build import build_report
from converter.report.report import Layout
from tests.report.pages import example

GOLDEN = Path(__file__).parent.parent / "data" / "rendering" / "golden"
RENEW = "IXCONVERT_RENEW_GOLDEN"


@pytest.mark.parametrize("layout", list(Layout))
def test_golden_files(layout: Layout) -> None:
    files = render(build_report(*example()), layout)
    if layout is Layout.TYPESET:  # only the document differs between the layouts
        files = {name: data for name, data in files.items() if name.endswith(".htm")}
    folder = GOLDEN / layout.value
    if os.environ.get(RENEW):
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            path.unlink()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        pytest.skip(f"renewed {len(files)} files; read the difference before committing it")
    assert sorted(path.name for path in folder.iterdir()) == sorted(files)
    for name, data in files.items():
        assert data.decode("ascii") == (folder / name).read_text("ascii"), f"{name}: see {RENEW} in this module"


def test_layouts_differ_in_the_document_alone() -> None:
    report = build_report(*example())
    faithful, typeset = render(report, Layout.FAITHFUL), render(report, Layout.TYPESET)
    assert {name for name in faithful if faithful[name] != typeset[name]} == {"larkspur-20030930.htm"}
