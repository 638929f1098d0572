"""Installing, checking and searching, with a small package made here in the layout of the official ones."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from converter.cli import cli
from converter.errors import TaxonomyError
from converter.taxonomies import installed as installation
from converter.taxonomies.offline import package_files
from converter.taxonomies.schema import Selection, anchors
from converter.taxonomies.search import words_of
from converter.taxonomies.taxonomy import load

# Arelle leaves the files of taxonomy packages open until they are collected.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

_SOME = frozenset(
    {"us-gaap:Assets", "us-gaap:AssetsCurrent", "us-gaap:Revenues", "dei:DocumentType", "country:US", "srt:RangeAxis"}
)


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IXCONVERT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    load.cache_clear()


def small_package(year: str = "2023") -> dict[str, bytes]:
    """A few elements of the frozen release, renamed to another year."""
    frozen = load("us-gaap/2024")
    files = package_files(frozen, Selection(elements=_SOME | anchors(frozen), embedded=False))
    return {path.replace("2024", year): data.replace(b"2024", year.encode()) for path, data in files.items()}


def zipped(files: dict[str, bytes], path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_an_installed_year_can_be_used(tmp_path: Path) -> None:
    package = zipped(small_package(), tmp_path / "us-gaap-2023.zip")
    added = installation.install(str(package))
    assert [item.release for item in added] == ["us-gaap/2023"]
    assert installation.packages_for("us-gaap/2023") == [added[0].path]
    taxonomy = load("us-gaap/2023")
    assert taxonomy.namespace("us-gaap") == "http://fasb.org/us-gaap/2023"
    concept = taxonomy.concept("us-gaap:Assets")
    assert concept is not None and concept.balance == "debit"
    runner = CliRunner()
    assert "us-gaap/2023\tofficial package" in runner.invoke(cli, ["taxonomy", "list"]).output
    shown = runner.invoke(cli, ["taxonomy", "show", "Assets", "--taxonomy", "us-gaap/2023", "--json"])
    assert json.loads(shown.output)["balance"] == "debit"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.write_bytes(b"not a zip"), "not a usable package"),
        (lambda path: zipped({"readme.txt": b"hello"}, path), "no META-INF/taxonomyPackage.xml"),
        (lambda path: zipped({"../../evil.txt": b"", "x/META-INF/taxonomyPackage.xml": b""}, path), "leads out"),
        (lambda path: zipped({"/etc/evil": b"", "x/META-INF/taxonomyPackage.xml": b""}, path), "leads out"),
        (lambda path: zipped({"x/META-INF/taxonomyPackage.xml": b"", "big": b"0" * 30_000_000}, path), "a bomb"),
        (lambda path: zipped({"x/META-INF/taxonomyPackage.xml": b"<a/>"}, path), "no us-gaap"),
        (lambda path: None, "No such file"),
    ],
)
def test_what_is_no_package_is_refused(make: object, words: str, tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    make(path)  # type: ignore[operator]
    with pytest.raises(TaxonomyError, match=words):
        installation.install(str(path))
    assert installation.installed() == []


def test_a_damaged_package_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped(small_package(), tmp_path / "whole.zip").read_bytes())
    at = len(data) // 3
    data[at : at + 200] = bytes(200)
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(data)
    with pytest.raises(TaxonomyError):
        installation.install(str(damaged))


def test_a_wrong_sha256_is_refused(tmp_path: Path) -> None:
    package = zipped(small_package(), tmp_path / "us-gaap-2023.zip")
    with pytest.raises(TaxonomyError, match="its sha256 is"):
        installation.install(str(package), sha256="0" * 64)


def test_check_finds_each_difference(tmp_path: Path) -> None:
    package = zipped(small_package("2024"), tmp_path / "less.zip")
    result = CliRunner().invoke(cli, ["taxonomy", "check", str(package)])
    assert result.exit_code == 1
    assert "element us-gaap:Liabilities\n" in result.output
    assert "element us-gaap:Assets\n" not in result.output


@pytest.mark.slow
@pytest.mark.corpus
@pytest.mark.usefixtures("only_by_name")
def test_the_frozen_facts_agree_with_the_official_package(shared: Path) -> None:
    package = shared / "taxonomy" / "us-gaap-2024-offline-full.zip"
    result = CliRunner().invoke(cli, ["taxonomy", "check", str(package)])
    assert result.exit_code == 0, result.output[:2000]
    assert "0 differences (10 schemas, 18695 elements" in result.output


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("accounts receivable net current", "us-gaap:AccountsReceivableNetCurrent"),
        ("AssetsCurrent", "us-gaap:AssetsCurrent"),
        ("treasury stock value", "us-gaap:TreasuryStockValue"),
        ("central index key", "dei:EntityCentralIndexKey"),
    ],
)
def test_search_by_words(query: str, first: str) -> None:
    result = CliRunner().invoke(cli, ["taxonomy", "search", query, "--json"])
    assert json.loads(result.output.splitlines()[0])["concept"] == first


@pytest.mark.parametrize("query", ["", "  ", '"', "*", "a AND", "(", "zzzzqqq"])
def test_search_with_nothing_to_find(query: str) -> None:
    result = CliRunner().invoke(cli, ["taxonomy", "search", query])
    assert result.exit_code == 0


def test_words_of_a_name() -> None:
    assert words_of("IncomeLossFromDOJSettlementNetOfTax2") == "Income Loss From DOJ Settlement Net Of Tax 2"


def test_show_says_when_there_is_no_such_element() -> None:
    from converter.errors import UsageError

    result = CliRunner().invoke(cli, ["taxonomy", "show", "us-gaap:Nothing"])
    assert isinstance(result.exception, UsageError)


def test_labels_are_found_where_installed(tmp_path: Path) -> None:
    files = small_package()
    root = next(iter(files)).partition("/")[0]
    files[f"{root}/xbrl.fasb.org/us-gaap/2023/elts/us-gaap-lab-2023.xml"] = (
        b'<l:linkbase xmlns:l="http://www.xbrl.org/2003/linkbase" xmlns:x="http://www.w3.org/1999/xlink"><l:labelLink>'
        b'<l:loc x:href="us-gaap-2023.xsd#us-gaap_Revenues" x:label="a"/>'
        b'<l:label x:label="b" x:role="http://www.xbrl.org/2003/role/label">Turnover of the enterprise</l:label>'
        b'<l:labelArc x:from="a" x:to="b"/></l:labelLink></l:linkbase>'
    )
    installation.install(str(zipped(files, tmp_path / "labelled.zip")))
    result = CliRunner().invoke(cli, ["taxonomy", "search", "turnover", "--taxonomy", "us-gaap/2023"])
    assert result.output == "us-gaap:Revenues\tTurnover of the enterprise\n"


def test_downloads_only_from_the_address_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = zipped(small_package(), tmp_path / "served.zip").read_bytes()
    asked = []

    def opened(url: str, timeout: float) -> io.BytesIO:
        asked.append(url)
        return io.BytesIO(data)

    monkeypatch.setattr("urllib.request.urlopen", opened)
    installation.install("https://example.org/us-gaap-2023.zip")
    assert asked == ["https://example.org/us-gaap-2023.zip"]
