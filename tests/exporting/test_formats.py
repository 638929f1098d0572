"""Every format of one conversion of an example filing, read back by the reader that the format is for."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from converter.exporting.package import report_package, zipped
from converter.running.filing import Conversion, convert_bytes
from converter.running.options import Options
from converter.validation.validate import validate_report

NAME = "1999-10q-submission.txt"


@pytest.fixture(scope="module")
def conversion(examples: Path) -> Conversion:
    options = Options(also=("parquet", "xlsx"), debug_tables=True)
    return convert_bytes((examples / NAME).read_bytes(), NAME, options)


def test_a_zip_depends_on_its_content_alone() -> None:
    one, two = zipped({"b": b"2", "a": b"1"}), zipped({"a": b"1", "b": b"2"})
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as opened:
        assert opened.namelist() == ["a", "b"]
        assert {info.date_time for info in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_report_package_is_valid(conversion: Conversion, tmp_path: Path) -> None:
    """Report Package 1.0: one top-level folder, the document type, one report, validating as it does unpacked."""
    path = tmp_path / "report.xbri"
    path.write_bytes(conversion.files["report.xbri"])
    with zipfile.ZipFile(path) as opened:
        names = opened.namelist()
        [declaration] = [name for name in names if name.endswith("META-INF/reportPackage.json")]
        assert json.loads(opened.read(declaration))["documentInfo"]["documentType"].endswith("/2023/xbri")
        assert len({name.split("/")[0] for name in names}) == 1
        assert sum(name.endswith(".htm") for name in names) == 1
    loose = {n: d for n, d in conversion.files.items() if n.endswith((".htm", ".xsd", ".xml"))}
    assert report_package(loose, names[0].split("/")[0]) == conversion.files["report.xbri"]
    packed = sorted((finding.code, finding.message) for finding in validate_report(path))
    assert packed == sorted((finding.code, finding.message) for finding in validate_report(loose))


def test_json_and_csv_have_the_same_facts(conversion: Conversion) -> None:
    report = json.loads(conversion.files["facts.json"])["facts"]
    assert len(report) == conversion.outcome.counts.facts
    rows = list(csv.DictReader(io.StringIO(conversion.files["facts.csv"].decode("utf-8-sig"))))
    assert {row["id"]: row["value"] for row in rows if row["decimals"]} == {
        name: fact["value"] for name, fact in report.items() if "decimals" in fact
    }
    metadata = json.loads(conversion.files["facts-metadata.json"])
    assert [table["url"] for table in metadata["tables"].values()] == ["facts.csv"]


def test_the_workbook_shows_the_statements(conversion: Conversion) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(conversion.files["statements.xlsx"]))
    record = json.loads(conversion.files["conversion.json"])
    assert len(book.worksheets) == len(record["statements"]) + 1
    formulas = links = 0
    for sheet, statement in zip(book.worksheets, record["statements"], strict=False):
        for row in statement["rows"]:
            for cell in row["cells"]:
                if cell["value"] is None:
                    continue
                shown = sheet.cell(5 + row["index"], 4 + cell["column"])
                formulas += isinstance(shown.value, str)
                assert value_of(sheet, shown.value) == Decimal(cell["value"])
                if cell["fact"] is not None:
                    links += 1
                    target = book["Facts"][shown.hyperlink.location.removeprefix("Facts!")]
                    assert target.value == cell["fact"]
                    assert target.hyperlink.target.endswith(f".htm#{cell['fact']}")
    assert formulas > 10
    assert links > 150


def test_a_reader_that_does_not_calculate_sees_every_figure(conversion: Conversion) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(conversion.files["statements.xlsx"]), data_only=True)
    record = json.loads(conversion.files["conversion.json"])
    for sheet, statement in zip(book.worksheets, record["statements"], strict=False):
        for row in statement["rows"]:
            for cell in row["cells"]:
                if cell["value"] is not None:
                    shown = sheet.cell(5 + row["index"], 4 + cell["column"]).value
                    assert Decimal(str(shown)) == Decimal(cell["value"])


def value_of(sheet: object, value: object) -> Decimal:
    """What a spreadsheet program makes of a cell: these formulas are sums of other cells."""
    if not isinstance(value, str):
        return Decimal(str(value))
    terms = re.findall(r"([+-]?)([A-Z]+\d+)", value)
    parts = (value_of(sheet, sheet[place].value) * (-1 if sign == "-" else 1) for sign, place in terms)  # type: ignore[index]
    return sum(parts, Decimal(0))


def test_parquet_has_the_facts_with_their_lines(conversion: Conversion, examples: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(conversion.files["fact.parquet"])).to_pylist()
    assert len(table) == conversion.outcome.counts.facts
    lines = (examples / NAME).read_text().splitlines()
    for row in table:
        if row["printed"] and "\n" not in row["printed"]:
            assert row["printed"] in lines[row["line"] - 1]
    [assets] = {
        row["value"] for row in table if row["concept"] == "us-gaap:Assets" and str(row["period_end"]) == "1999-06-30"
    }
    assert assets == 79786000


def test_again_the_same_bytes(conversion: Conversion, examples: Path) -> None:
    options = Options(also=("parquet", "xlsx"), debug_tables=True)
    again = convert_bytes((examples / NAME).read_bytes(), NAME, options)
    assert {n for n in again.files if again.files[n] != conversion.files[n]} == set()
