"""ixconvert: a plain-text or HTML SEC filing goes in, a validated inline XBRL report with provenance comes out.

    from converter import Options, convert_filing, validate_report

    outcome = convert_filing("filing.txt", "output", Options(cik="0001105472"))
    findings = validate_report(Path("output/filing"))

The names below are imported when first asked for, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from converter.errors import IxconvertError
    from converter.findings import Finding, Severity, Span
    from converter.running.options import Options
    from converter.running.outcome import Outcome
    from converter.running.run import convert_filing
    from converter.validation.validate import validate_report

_HOMES = {
    "Finding": "converter.findings",
    "IxconvertError": "converter.errors",
    "Options": "converter.running.options",
    "Outcome": "converter.running.outcome",
    "Severity": "converter.findings",
    "Span": "converter.findings",
    "convert_filing": "converter.running.run",
    "validate_report": "converter.validation.validate",
}

__all__ = [
    "Finding",
    "IxconvertError",
    "Options",
    "Outcome",
    "Severity",
    "Span",
    "__version__",
    "convert_filing",
    "validate_report",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
