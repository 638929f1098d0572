"""A report of 100,000 facts is validated in bounded time and memory, whether all of them are right or all wrong."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.validation.broken_reports import HTM, good_report

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
FACTS, CONCEPTS = 100_000, ("InventoryNet", "Assets", "Liabilities", "StockholdersEquity", "Goodwill")
MOST_SECONDS = 240  # of processor
MOST_MEGABYTES = 1_400


def large_report(unit: str) -> dict[str, bytes]:
    """The good report with facts for every day of fifty years and more."""
    contexts, facts = [], []
    for number in range(FACTS // len(CONCEPTS)):
        day = (date(1990, 1, 1) + timedelta(days=number)).isoformat()
        contexts.append(
            f'<xbrli:context id="d{number}"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0009990001'
            f"</xbrli:identifier></xbrli:entity><xbrli:period><xbrli:instant>{day}</xbrli:instant></xbrli:period>"
            "</xbrli:context>"
        )
        facts += [
            f'<p><ix:nonFraction name="us-gaap:{concept}" contextRef="d{number}" unitRef="{unit}" decimals="-3" '
            f'scale="3" format="ixt:num-dot-decimal" id="d{number}-{place}">{number:,}</ix:nonFraction></p>'
            for place, concept in enumerate(CONCEPTS)
        ]
    files = good_report()
    text = files[HTM].decode()
    text = text.replace("</ix:resources>", "\n".join(contexts) + "\n</ix:resources>")
    text = text.replace("</body>", "\n".join(facts) + "\n</body>")
    return {**files, HTM: text.encode()}


@pytest.mark.parametrize(("unit", "errors"), [("usd", 0), ("shares", FACTS)])
def test_bounds(unit: str, errors: int, tmp_path: Path, only_by_name: None) -> None:
    for name, data in large_report(unit).items():
        (tmp_path / name).write_bytes(data)
    code = (
        "import sys; from pathlib import Path; from converter.validation.validate import validate_report; "
        "print(sum(finding.severity == 'error' for finding in validate_report(Path(sys.argv[1]))))"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    assert process.returncode == 0
    assert int(told) >= errors
    print(f"{used.ru_utime + used.ru_stime:.0f} s, {used.ru_maxrss >> 10} MB, {told.strip()} errors, {time.ctime()}")
    assert used.ru_utime + used.ru_stime < MOST_SECONDS
    assert used.ru_maxrss >> 10 < MOST_MEGABYTES
