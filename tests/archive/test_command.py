"""`ixconvert archive` from adding to asking."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from converter.commands.archive import command
from converter.errors import IxconvertError
from tests.archive.filings import write_conversion

ACCESSION = "0000012345-99-000007"


def archive(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(command, [str(a) for a in arguments])
    if result.exception and not isinstance(result.exception, SystemExit | IxconvertError):
        raise result.exception
    return result


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two filings; the first was corrected and converted again."""
    place = tmp_path_factory.mktemp("archive")
    for total in ("1,450", "1,500"):
        write_conversion(place / "out", "toys", total, ACCESSION)
        assert archive("add", place / "out" / "toys", "--root", place / "archive").exit_code == 0
    write_conversion(place / "out", "letter", "1,450")
    result = archive("add", place / "out", "--root", place / "archive")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["added", "unchanged"]
    return place


def rows(place: Path, sql: str) -> list[dict[str, object]]:
    result = archive("query", sql, "--format", "json", "--root", place / "archive")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_list_and_show(place: Path) -> None:
    listed = [json.loads(x) for x in archive("list", "--json", "--root", place / "archive").stdout.splitlines()]
    assert sorted((x["object"].partition(":")[0], x["head"]) for x in listed) == [("accession", "v2"), ("sha256", "v1")]
    shown = json.loads(archive("show", ACCESSION, "--json", "--root", place / "archive").stdout)
    assert shown["object"] == f"accession:{ACCESSION}"
    assert [event["type"] for event in shown["events"]] == ["ingestion", "migration", "validation"] * 2
    text = archive("show", ACCESSION[:12], "--root", place / "archive").stdout
    assert "source/toys.txt" in text
    assert "report.xbri" in text


def test_diff_tells_what_changed(place: Path) -> None:
    result = archive("diff", ACCESSION, "--root", place / "archive")
    assert result.stdout == "changed  us-gaap:Assets 1998-12-31 unit=iso4217:USD: 1450 -> 1500 (line 7)\n"


def edited(folder: Path, name: str, before: str, after: str) -> None:
    text = (folder / name).read_text()
    assert before in text
    (folder / name).write_text(text.replace(before, after))


def test_diff_tells_a_retagged_figure_as_one_change(tmp_path: Path) -> None:
    """Another version of the program takes the same characters for another concept, and knows the filer by now."""
    root = tmp_path / "archive"
    folder = write_conversion(tmp_path / "out", "toys", accession=ACCESSION)
    edited(folder, "facts.json", "cik:0000012345", "cik:0000000001")
    assert archive("add", folder, "--root", root).exit_code == 0
    folder = write_conversion(tmp_path / "out", "toys", accession=ACCESSION)
    edited(folder, "facts.json", "us-gaap:Assets", "us-gaap:AssetsNet")
    edited(folder, "conversion.json", '"validator": "Arelle"', '"validator": "Arelle 3"')
    assert archive("add", folder, "--root", root).exit_code == 0
    assert archive("diff", ACCESSION, "--root", root).stdout.splitlines() == [
        "entity   cik:0000000001 -> cik:0000012345",
        "retagged us-gaap:AssetsNet 1998-12-31 unit=iso4217:USD: 1500; "
        "concept us-gaap:Assets -> us-gaap:AssetsNet (line 7)",
    ]
    [change] = archive("diff", ACCESSION, "v1", "v2", "--json", "--root", root).stdout.splitlines()
    assert json.loads(change)["moves"] == [["concept", "us-gaap:Assets", "us-gaap:AssetsNet"]]


def test_facts_with_their_lines(place: Path) -> None:
    found = rows(place, "select concept, value, line, printed, version from fact order by object, version")
    assert found[:2] == [
        {"concept": "us-gaap:Assets", "value": "1450.0000000000", "line": 7, "printed": "1,450", "version": 1},
        {"concept": "us-gaap:Assets", "value": "1500.0000000000", "line": 7, "printed": "1,500", "version": 2},
    ]


def test_restated_figures_and_sums_that_do_not_hold(place: Path) -> None:
    sql = """select count(*) as n from fact a join fact b using (object, concept, period_end)
             where a.value <> b.value and b.current and not a.current"""
    assert rows(place, sql) == [{"n": 1}]
    sql = """select registrant, total, difference from arithmetic join filing using (object, version)
             where not holds and arithmetic.current"""
    [found] = rows(place, sql)
    assert (found["registrant"], found["difference"]) == ("Halyard Toy Company", "-50.0000000000")
    sql = "select label, concept, confidence, runner_up from mapping where current"
    assert {str(row["runner_up"]) for row in rows(place, sql)} == {"us-gaap:AssetsNet"}


def test_tables_are_rebuilt_from_the_objects(place: Path) -> None:
    sql = "select object, version, current from filing order by all"
    before = rows(place, sql)
    result = archive("query", sql, "--format", "json", "--rebuild", "--root", place / "archive")
    assert [json.loads(line) for line in result.stdout.splitlines()] == before
    assert len(before) == 3


def test_the_tables_follow_the_archive(place: Path, tmp_path: Path) -> None:
    count = "select count(*) as n from filing"
    before = rows(place, count)[0]["n"]
    write_conversion(tmp_path / "out", "third", "1,501")
    added = archive("add", tmp_path / "out", "--root", place / "archive", "--json")
    name = json.loads(added.stdout)["object"]
    assert rows(place, count)[0]["n"] == int(str(before)) + 1
    assert archive("delete", name, "--reason", "a test", "--root", place / "archive").exit_code == 0
    assert rows(place, count)[0]["n"] == before


@pytest.mark.parametrize("sql", ["selec 1", "select nothing from fact", "select 1/"])
def test_a_query_that_cannot_be_run(place: Path, sql: str) -> None:
    result = archive("query", sql, "--root", place / "archive")
    assert isinstance(result.exception, IxconvertError)
    assert result.exception.exit_status == 2
    assert "\n" not in str(result.exception)


def test_a_query_and_a_validation_in_one_process_end_quietly(place: Path) -> None:
    """DuckDB reports at the end of a process whatever of it is still alive."""
    program = (
        "import sys; from pathlib import Path\n"
        "from converter.archive.query import run_query\n"
        "from converter.archive.store import Store\n"
        "from converter.validation.validate import warm\n"
        "run_query(Store(Path(sys.argv[1])), 'select * from fact')\n"
        "warm()\n"
    )
    root = Path(__file__).parent.parent.parent
    command = [sys.executable, "-c", program, str(place / "archive")]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert (done.returncode, "leaked" in done.stderr) == (0, False), done.stderr


def test_an_empty_archive_has_empty_tables(tmp_path: Path) -> None:
    from converter.archive.store import Store

    Store.create(tmp_path / "archive")
    assert rows(tmp_path, "select count(*) as n from fact") == [{"n": 0}]


def test_export_as_a_bag(place: Path, tmp_path: Path) -> None:
    bagit = pytest.importorskip("bagit")
    result = archive("export", ACCESSION, "--to", tmp_path / "bag", "--root", place / "archive")
    assert result.exit_code == 0, result.output
    bag = bagit.Bag(str(tmp_path / "bag"))
    bag.validate()
    assert bag.info["External-Identifier"] == f"accession:{ACCESSION}"
    assert (tmp_path / "bag/data/source/toys.txt").is_file()
    history = (tmp_path / "bag/metadata/events.jsonl").read_text().splitlines()
    assert [json.loads(line)["version"] for line in history] == ["v1"] * 3 + ["v2"] * 3
    assert "metadata/events.jsonl" in (tmp_path / "bag/tagmanifest-sha512.txt").read_text()


def test_the_same_version_gives_the_same_bag(place: Path, tmp_path: Path) -> None:
    bags = []
    for name in ("one", "two"):
        archive("export", ACCESSION, "--to", tmp_path / name, "--version", "v1", "--root", place / "archive")
        bags.append({p.relative_to(tmp_path / name): p.read_bytes() for p in (tmp_path / name).rglob("*.*")})
    assert bags[0] == bags[1]
    assert len(bags[0]) > 8


def test_export_as_a_report_package(place: Path, tmp_path: Path) -> None:
    for version, total in (("v1", b"1,450"), ("v2", b"1,500")):
        target = tmp_path / f"{version}.xbri"
        archive(
            "export", ACCESSION, "--format", "xbri", "--version", version, "--to", target, "--root", place / "archive"
        )
        with zipfile.ZipFile(target) as package:
            assert total in package.read("halyard-19981231/reports/halyard-19981231.htm")


def test_a_source_that_cannot_be_found(tmp_path: Path) -> None:
    folder = write_conversion(tmp_path / "out", "toys")
    (tmp_path / "toys.txt").rename(tmp_path / "moved.txt")
    refused = archive("add", folder, "--root", tmp_path / "archive")
    assert refused.exit_code == 3
    assert "--source" in refused.stderr
    other = tmp_path / "other.txt"
    other.write_text("not it")
    assert archive("add", folder, "--source", other, "--root", tmp_path / "archive").exit_code == 3
    assert archive("add", folder, "--source", tmp_path / "moved.txt", "--root", tmp_path / "archive").exit_code == 0


def test_a_source_that_is_compressed_is_kept_as_the_filing_itself(tmp_path: Path) -> None:
    folder = write_conversion(tmp_path / "out", "toys")
    filing = tmp_path / "toys.txt"
    (tmp_path / "toys.txt.gz").write_bytes(gzip.compress(filing.read_bytes()))
    filing.unlink()
    assert archive("add", folder, "--source", tmp_path, "--root", tmp_path / "archive").exit_code == 0


def test_what_is_no_conversion(tmp_path: Path) -> None:
    result = archive("add", tmp_path, "--root", tmp_path / "archive")
    assert isinstance(result.exception, IxconvertError)
    assert result.exception.exit_status == 3


def test_verify_says_how_it_went(place: Path) -> None:
    result = archive("verify", "--fixity-only", "--root", place / "archive")
    assert result.exit_code == 0
    assert "all is well" in result.stdout
    verdict = json.loads(archive("verify", "--fixity-only", "--json", "--root", place / "archive").stdout)
    assert verdict["damages"] == []
    path = next((place / "archive").rglob("v1/content/report.xbri"))
    data = path.read_bytes()
    try:
        path.write_bytes(data[:-1])
        broken = archive("verify", "--fixity-only", "--root", place / "archive")
        assert broken.exit_code == 1
        assert f"bytes instead of {len(data)}" in broken.stdout
    finally:
        path.write_bytes(data)


def test_the_documentation_names_every_column() -> None:
    from converter.exporting.tables import COLUMNS

    page = (Path(__file__).parent.parent.parent / "docs" / "archive.md").read_text()
    for table, columns in COLUMNS.items():
        [row] = [line for line in page.splitlines() if line.startswith(f"| `{table}` |")]
        named = row.split("|")[3].replace("`", "").split(",")
        assert [name.strip() for name in named] == [name for name in columns if name not in ("object", "version")]


def test_the_documentation_names_every_type() -> None:
    from converter.exporting.tables import COLUMNS

    names = {
        "decimal": "decimal(38, 10)",
        "date": "date",
        "int": "64-bit integer",
        "bool": "boolean",
        "double": "double",
    }
    page = (Path(__file__).parent.parent.parent / "docs" / "archive.md").read_text()
    for kind, name in names.items():
        [row] = [line for line in page.splitlines() if line.startswith(f"| {name} |")]
        typed = [f"{table}.{c}" for table, columns in COLUMNS.items() for c, k in columns.items() if k == kind]
        assert row.split("|")[2].replace("`", "").strip().split(", ") == [
            c for c in typed if not c.endswith(".version")
        ]


def test_the_documented_questions_can_be_asked(place: Path) -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "archive.md").read_text()
    blocks = [block for block in page.split("\n\n") if block.startswith("    select")]
    assert len(blocks) == 9
    for sql in blocks:
        rows(place, sql)
