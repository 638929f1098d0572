"""Validates an archived report anew and compares with the findings that were stored beside it."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_OURS = "ix."  # codes of our own stages; a validator's are kept as it gives them


def differences(report: bytes, stored: Any) -> Iterator[str]:
    """One sentence a code that the validator now gives more or less often than when the report was stored."""
    from converter.validation.validate import validate_report

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.xbri"
        path.write_bytes(report)
        now = Counter(finding.code for finding in validate_report(path) if not finding.code.startswith(_OURS))
    before = Counter(finding["code"] for finding in stored["findings"] if not finding["code"].startswith(_OURS))
    for code in sorted(now.keys() | before.keys()):
        if now[code] != before[code]:
            yield f"{code}: {before[code]} when it was stored, {now[code]} now"
