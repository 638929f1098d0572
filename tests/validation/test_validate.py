"""`validate_report` and the command, on the shapes of input that people have, good and hostile."""

from __future__ import annotations

import json
import socket
import stat
import threading
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from converter.cli import cli
from converter.errors import InputError, ValidationUnavailable
from converter.findings import Severity
from converter.validation import validate
from converter.validation.profiles import Filing, filing_of
from converter.validation.validate import release_of, validate_and_export, validate_report, warm
from tests.validation.broken_reports import HTM, LAB, LARKSPUR, XSD, Defect, broken_report, good_report

# Arelle leaves the files of taxonomy packages open until they are collected.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

_NOT_ADDING_UP = broken_report(Defect("", HTM, ">4,655<", ">4,755<"))


def zipped(files: dict[str, bytes], path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def laid_out(files: dict[str, bytes], folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def report_package(files: dict[str, bytes], path: Path) -> Path:
    document = {"documentInfo": {"documentType": "https://xbrl.org/report-package/2023/xbri"}}
    inside = {f"lki/reports/{name}": data for name, data in files.items()}
    return zipped({"lki/META-INF/reportPackage.json": json.dumps(document).encode(), **inside}, path)


# --- shapes of input -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["memory", "folder", "file", "zip", "zip with a folder", "report package"])
def test_every_shape_says_the_same(shape: str, tmp_path: Path) -> None:
    files = _NOT_ADDING_UP
    report: Path | dict[str, bytes] = {
        "memory": lambda: files,
        "folder": lambda: laid_out(files, tmp_path / "lki"),
        "file": lambda: laid_out(files, tmp_path / "lki") / HTM,
        "zip": lambda: zipped(files, tmp_path / "lki.zip"),
        "zip with a folder": lambda: zipped({f"lki/{name}": data for name, data in files.items()}, tmp_path / "l.zip"),
        "report package": lambda: report_package(files, tmp_path / "lki.xbri"),
    }[shape]()
    (finding,) = validate_report(report)
    assert finding.code == "calc11e:inconsistentCalculationUsingRounding"
    assert finding.severity is Severity.ERROR
    assert (finding.location.file, finding.location.fact_id, finding.location.line) == (HTM, "f-7", 32)
    if shape != "report package":
        text = files[HTM].decode()
        line = text.splitlines()[31]
        assert finding.location.column == line.index('<ix:nonFraction name="us-gaap:Assets" contextRef="e03"') + 1


def test_the_facts_come_with_the_findings() -> None:
    validated = validate_and_export(good_report())
    assert validated.findings == ()
    assert validated.validator.startswith("Arelle 2.")
    facts = json.loads(validated.exports["facts.json"])["facts"].values()
    (loss,) = [fact for fact in facts if fact["value"].startswith("-1200000")]
    assert loss["dimensions"]["concept"] == "us-gaap:NetIncomeLoss"
    metadata = json.loads(validated.exports["facts-metadata.json"])
    assert [table["url"] for table in metadata["tables"].values()] == ["facts.csv"]
    assert len(validated.exports["facts.csv"].splitlines()) == len(facts) + 1
    assert validate_and_export(good_report()) == validated


def test_a_report_that_is_not_well_formed_has_findings() -> None:
    validated = validate_and_export(broken_report(Defect("", HTM, "</body>", "</bdy>")))
    assert any(finding.severity is Severity.ERROR for finding in validated.findings)


def test_a_failed_report_leaves_the_next_alone() -> None:
    warm()
    for defect in (
        Defect("", HTM, "</body>", "</bdy>"),
        Defect("", XSD, "</xs:schema>", ""),
        Defect("", HTM, 'xlink:href="lki-20031231.xsd"', 'xlink:href="nowhere.xsd"'),
    ):
        assert validate_report(broken_report(defect))
        assert validate_report(good_report()) == ()


@pytest.mark.parametrize(
    ("urls", "release"),
    [
        ({"https://xbrl.fasb.org/us-gaap/2023/elts/us-gaap-2023.xsd"}, "us-gaap/2023"),
        ({"http://xbrl.fasb.org/us-gaap/2020/elts/us-gaap-2020-01-31.xsd"}, "us-gaap/2020"),
        ({"https://xbrl.fasb.org/srt/2022/elts/srt-2022.xsd"}, "us-gaap/2022"),
        ({"https://xbrl.sec.gov/dei/2022/dei-2022.xsd"}, "us-gaap/2022"),
        ({"https://xbrl.sec.gov/dei/2022/dei-2022.xsd", "http://xbrl.fasb.org/srt/2020/x.xsd"}, "us-gaap/2020"),
        ({"https://xbrl.ifrs.org/taxonomy/x.xsd"}, None),
    ],
)
def test_the_release_that_a_report_names(urls: set[str], release: str | None) -> None:
    assert release_of(urls) == release


def test_a_release_that_is_not_installed_is_one_finding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("IXCONVERT_DATA", str(tmp_path))
    files = {name: data.replace(b"2024", b"2019") for name, data in good_report().items()}
    (finding,) = validate_report(files)
    assert finding.code == "ix.validation.taxonomy"
    assert finding.severity is Severity.ERROR
    assert "us-gaap/2019" in finding.message and "taxonomy install" in finding.message
    assert finding.location.file == HTM
    validated = validate_and_export(files)
    assert validated.exports == {} and validated.findings == (finding,)


# --- profiles --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", ["efm", "dqc"])
def test_a_missing_plug_in_says_where_to_get_it(profile: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("IXCONVERT_EDGAR_PLUGIN", raising=False)
    with pytest.raises(ValidationUnavailable, match="git clone https://github"):
        validate_report(good_report(), profile, edgar_plugin=tmp_path)


def test_form_and_cik_are_taken_from_the_document() -> None:
    document = good_report()[HTM]
    assert filing_of(document, None) == Filing("10-K", "0009990001")
    assert filing_of(document, Filing(form="8-K", strict=True)) == Filing("8-K", "0009990001", strict=True)


@pytest.mark.plugin
def test_edgar_rules() -> None:
    from converter.validation.profiles import find_edgar_plugin

    try:
        find_edgar_plugin()
    except ValidationUnavailable as error:
        pytest.skip(str(error))
    codes = {finding.code for finding in validate_report(good_report(), "efm")}
    assert {"EFM.6.10.01", "EFM.6.05.20.documentFiscalYearFocusMissing"} <= codes


# --- hostile input ---------------------------------------------------------------------------------------------------


def bomb(path: Path) -> Path:
    return zipped({**good_report(), "padding.xml": b"0" * 50_000_000}, path)


def truncated(path: Path) -> Path:
    zipped(good_report(), path)
    path.write_bytes(path.read_bytes()[:-300])
    return path


def corrupted(path: Path) -> Path:
    data = bytearray(zipped(good_report(), path).read_bytes())
    data[100:200] = bytes(100)
    path.write_bytes(data)
    return path


def with_link(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("passwd.htm")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    return path


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (truncated, "not an inline|damaged"),
        (corrupted, "damaged"),
        (bomb, "a bomb"),
        (lambda path: zipped({"../../evil.htm": b"x"}, path), "leads out"),
        (lambda path: zipped({"/evil.htm": b"x"}, path), "leads out"),
        (lambda path: zipped({"a\\..\\evil.htm": b"x"}, path), "leads out"),
        (lambda path: zipped({f"{number}.txt": b"" for number in range(5_001)}, path), "5001 files"),
        (lambda path: zipped({}, path), "no inline XBRL"),
        (with_link, "holds a link"),
        (lambda path: path, "no such file"),
        (lambda path: laid_out({"a.htm": b"<html/>"}, path), "no inline XBRL"),
    ],
)
def test_archives_that_are_refused(make: object, words: str, tmp_path: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(InputError, match=words):
        validate_report(make(tmp_path / "in.zip"))  # type: ignore[operator]
    assert time.monotonic() - begun < 10


def test_more_facts_than_can_be_held_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validate, "MOST_FACTS", 10)
    with pytest.raises(InputError, match="facts, more than 10"):
        validate_report(good_report())


_ENTITY_BOMB = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + number)} "{f"&{chr(97 + number)};" * 10}">' for number in range(9)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    ("doctype", "text"),
    [
        (_ENTITY_BOMB, "&j;"),
        ('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
        ('<!DOCTYPE html [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>', "plain"),
    ],
)
def test_entities_are_not_expanded(doctype: str, text: str) -> None:
    files = good_report()
    head, _, body = files[HTM].decode().partition("\n")
    body = body.replace(">Larkspur Instruments Inc</ix:nonNumeric>", f">{text}</ix:nonNumeric>")
    files[HTM] = f"{head}\n{doctype}\n{body}".encode()
    begun = time.process_time()
    findings = validate_report(files)
    assert time.process_time() - begun < 30
    assert not any("root:" in finding.message for finding in findings)
    assert all(len(finding.message) < 100_000 for finding in findings)


def test_entities_in_schemas_and_linkbases_are_not_expanded() -> None:
    files = good_report()
    doctype = _ENTITY_BOMB.replace("DOCTYPE html", "DOCTYPE root")
    for name in (XSD, LAB):
        head, _, body = files[name].decode().partition("\n")
        files[name] = f"{head}\n{doctype}\n{body.replace('Total assets', '&j;')}".encode()
    begun = time.process_time()
    findings = validate_report(files)
    assert time.process_time() - begun < 30
    assert all(len(finding.message) < 100_000 for finding in findings)


@pytest.mark.parametrize("href", ["file:///etc/passwd", "../../../../../../etc/passwd", "/etc/passwd"])
def test_a_schema_outside_the_report_is_not_told(href: str) -> None:
    findings = validate_report(broken_report(Defect("", HTM, 'xlink:href="lki-20031231.xsd"', f'xlink:href="{href}"')))
    assert any(finding.severity is Severity.ERROR for finding in findings)
    assert not any("root:" in finding.message for finding in findings)


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped(good_report(), tmp_path / "in.zip").read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    (tmp_path / "in.zip").write_bytes(data)
    with pytest.raises(InputError, match=r"damaged archive.*encrypted"):
        validate_report(tmp_path / "in.zip")


def test_nothing_is_fetched() -> None:
    """A host that would answer hears nothing."""
    heard = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)

        def listen() -> None:
            while not done.is_set():
                try:
                    server.accept()[0].close()
                    heard.append(1)
                except TimeoutError:
                    continue

        done = threading.Event()
        listener = threading.Thread(target=listen)
        listener.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/lki-20031231.xsd"
        findings = validate_report(
            broken_report(Defect("", HTM, 'xlink:href="lki-20031231.xsd"', f'xlink:href="{url}"'))
        )
        done.set()
        listener.join()
    assert heard == []
    assert any(finding.severity is Severity.ERROR for finding in findings)


def test_no_schema_ref_is_a_finding() -> None:
    findings = validate_report(
        broken_report(Defect("", HTM, '<link:schemaRef xlink:type="simple" xlink:href="lki-20031231.xsd"/>', ""))
    )
    assert findings and findings[0].severity is Severity.ERROR


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "status"),
    [
        (["good"], 0),
        (["bad"], 1),
        (["good", "bad"], 1),
        (["good", "missing"], 3),
        (["bad", "missing"], 3),
    ],
)
def test_exit_status(names: list[str], status: int, tmp_path: Path) -> None:
    laid_out(good_report(), tmp_path / "good")
    laid_out(_NOT_ADDING_UP, tmp_path / "bad")
    result = CliRunner().invoke(cli, ["validate", *(str(tmp_path / name) for name in names)])
    assert result.exit_code == status, result.output


def test_many_in_processes_are_told_in_order(tmp_path: Path) -> None:
    laid_out(good_report(), tmp_path / "good")
    laid_out(_NOT_ADDING_UP, tmp_path / "bad")
    names = [str(tmp_path / name) for name in ("bad", "missing", "good", "good", "bad")]
    alone = CliRunner().invoke(cli, ["validate", *names, "--format", "json"])
    together = CliRunner().invoke(cli, ["validate", *names, "--format", "json", "--jobs", "2"])
    assert together.output == alone.output
    assert together.exit_code == alone.exit_code == 3


def test_a_missing_plug_in_ends_a_run_in_processes_too(tmp_path: Path) -> None:
    names = [str(laid_out(good_report(), tmp_path / name)) for name in ("a", "b")]
    arguments = ["validate", *names, "--profile", "efm", "--edgar-plugin", str(tmp_path), "--jobs", "2"]
    assert isinstance(CliRunner().invoke(cli, arguments).exception, ValidationUnavailable)


@pytest.mark.parametrize("arguments", [[], ["x", "--profile", "nothing"], ["x", "--format", "nothing"]])
def test_wrong_usage(arguments: list[str]) -> None:
    assert CliRunner().invoke(cli, ["validate", *arguments]).exit_code == 2


def test_text_for_people() -> None:
    result = CliRunner().invoke(cli, ["validate", str(LARKSPUR)])
    assert result.exit_code == 0
    assert result.output == f"{LARKSPUR}: valid\n"
