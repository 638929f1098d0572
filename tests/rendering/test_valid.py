"""Rendered reports are valid: by Arelle, and by the SEC's own rules where its plug-in is installed."""

from __future__ import annotations

import pytest

from converter.errors import ValidationUnavailable
from converter.findings import Severity
from converter.rendering.render import render
from converter.report.build import build_report
from converter.report.report import Layout
from converter.validation.profiles import Filing, find_edgar_plugin
from converter.validation.validate import validate_report
from tests.report.pages import example

# The page of the tests has no cover: what the rules say about missing cover facts is not about the rendering.
_COVER = ("EFM.6.05.20.deiFactsMissing",)


@pytest.mark.parametrize("layout", list(Layout))
def test_arelle_finds_nothing(layout: Layout) -> None:
    """XBRL 2.1, dimensions, Inline XBRL 1.1, units, duplicates, Calculations 1.1."""
    assert validate_report(render(build_report(*example()), layout)) == ()


@pytest.mark.plugin
@pytest.mark.parametrize("layout", list(Layout))
def test_the_secs_strict_rules_find_nothing(layout: Layout) -> None:
    try:
        find_edgar_plugin()
    except ValidationUnavailable as error:
        pytest.skip(str(error))
    filing = Filing(form="8-K", cik="0000912345", strict=True)
    findings = validate_report(render(build_report(*example()), layout), "efm", filing=filing)
    grave = [f for f in findings if f.severity is Severity.ERROR and f.code not in _COVER]
    assert [(f.code, f.message) for f in grave] == []
