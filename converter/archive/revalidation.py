"""Validates an archived report anew and compares with the findings that were stored beside it."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from converter.errors import InputError

_OURS = "ix."  # codes of our own stages; a validator's are kept as it gives them
_REPORTS = "/reports/"


def differences(report: bytes, stored: Any) -> Iterator[str]:
    """One sentence a code that the validator now gives more or less often than when the report was stored."""
    from converter.validation.validate import validate_report

    try:
        found = validate_report(unpacked(report))
    except (InputError, zipfile.BadZipFile) as error:
        yield f"it cannot be validated: {error}"
        return
    now = Counter(finding.code for finding in found if not finding.code.startswith(_OURS))
    before = Counter(finding["code"] for finding in stored["findings"] if not finding["code"].startswith(_OURS))
    for code in sorted(now.keys() | before.keys()):
        if now[code] != before[code]:
            yield f"{code}: {before[code]} when it was stored, {now[code]} now"


def unpacked(package: bytes) -> dict[str, bytes]:
    """The report's files by name, as they were validated before they were packed. Raises zipfile.BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name.rpartition("/")[2]: opened.read(name) for name in opened.namelist() if _REPORTS in name}
