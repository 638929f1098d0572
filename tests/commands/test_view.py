"""The viewer is one file; in a browser its facts are marked, and a click tells concept, period and value."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from converter.commands.view import command
from converter.errors import MissingExtra, UnreadableSource
from converter.report.report import Layout
from tests.commands.chromium import PROGRAM, Chromium
from tests.doccheck.finished import finished

_COUNT = """(() => {
  const frame = document.querySelector('iframe');
  const page = frame && frame.contentDocument;
  return page ? page.querySelectorAll('.ixbrl-element').length : 0;
})()"""
# Until the viewer has prepared the page a click does nothing, so it is repeated.
_CLICK = """(() => {
  const page = document.querySelector('iframe').contentDocument;
  [...page.querySelectorAll('.ixbrl-element')].find(e => e.textContent.trim() === %r).click();
  const told = document.querySelector('#inspector').innerText;
  return told.includes('Fact Value') && told;
})()"""
_MARKED = """(() => {
  const page = document.querySelector('iframe').contentDocument;
  return page.querySelectorAll('.ixbrl-element.ixbrl-highlight, .ixbrl-highlight .ixbrl-element').length;
})()"""


@pytest.fixture
def report(tmp_path: Path, examples: Path) -> Path:
    folder = tmp_path / "release"
    folder.mkdir()
    for name, data in finished(examples / "2003-8k-earnings.txt", Layout.FAITHFUL).files.items():
        (folder / name).write_bytes(data)
    return folder


def test_one_file_beside_the_reports_folder(report: Path) -> None:
    pytest.importorskip("iXBRLViewerPlugin")
    result = CliRunner().invoke(command, [str(report), "--no-open"], catch_exceptions=False)
    page = report.parent / "release-viewer.html"
    assert (result.exit_code, result.output) == (0, f"{page}\n")
    html = page.read_text("utf-8")
    assert not re.search(r"<(?:script|link)[^>]*\s(?:src|href)=", html)
    assert sorted(path.name for path in report.iterdir()) == sorted(finished_names(report))


def test_a_folder_to_write_into_gets_the_page_under_its_own_name(report: Path, tmp_path: Path) -> None:
    pytest.importorskip("iXBRLViewerPlugin")
    pages = tmp_path / "pages"
    pages.mkdir()
    CliRunner().invoke(command, [str(report), "--no-open", "-o", str(pages)], catch_exceptions=False)
    assert [page.name for page in pages.iterdir()] == ["release-viewer.html"]


def finished_names(report: Path) -> list[str]:
    return [path.name for path in report.glob("halyard*")]


@pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this machine")
def test_a_click_tells_concept_period_and_value(report: Path, tmp_path: Path) -> None:
    pytest.importorskip("iXBRLViewerPlugin")
    page = tmp_path / "viewer.html"
    CliRunner().invoke(command, [str(report), "--no-open", "-o", str(page)], catch_exceptions=False)
    with Chromium() as browser:
        browser.open(page)
        assert browser.wait_for(_COUNT) > 200
        told = browser.wait_for(_CLICK % "51.1")
        assert browser.evaluate(_MARKED) > 200
    assert "Revenues" in told
    assert "51,100,000" in told
    assert "2003" in told


def test_what_is_no_report_cannot_be_shown(tmp_path: Path) -> None:
    pytest.importorskip("iXBRLViewerPlugin")
    (tmp_path / "plain.htm").write_text("<html><body>nothing</body></html>")
    with pytest.raises(UnreadableSource):
        CliRunner().invoke(command, [str(tmp_path / "plain.htm"), "--no-open"], catch_exceptions=False)


def test_without_the_extra_it_says_which_one_to_install(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "iXBRLViewerPlugin.constants", None)
    with pytest.raises(MissingExtra, match=r"ixconvert\[viewer\]"):
        CliRunner().invoke(command, [str(report), "--no-open"], catch_exceptions=False)
