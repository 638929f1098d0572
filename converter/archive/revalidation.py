"""Validates an archived report anew and compares with the findings that were stored beside it."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from converter.errors import InputError

_OURS = "ix."  # codes of our own stages; a validator's are kept as it gives them


def differences(report: bytes, stored: Any) -> Iterator[str]:
    """One sentence a code that the validator now gives more or less often than when the report was stored."""
    from converter.validation.validate import validate_report

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.xbri"
        path.write_bytes(report)
        try:
            found = validate_report(path)
        except InputError as error:
            yield f"it cannot be validated: {str(error).rpartition(': ')[2]}"
            return
        now = Counter(finding.code for finding in found if not finding.code.startswith(_OURS))
    before = Counter(finding["code"] for finding in stored["findings"] if not finding["code"].startswith(_OURS))
    for code in sorted(now.keys() | before.keys()):
        if now[code] != before[code]:
            yield f"{code}: {before[code]} when it was stored, {now[code]} now"
