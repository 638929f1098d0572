"""The table of what was read, over a run with the examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.reading import reading, unread, write_table, write_totals
from converter.running.options import Options
from converter.running.run import convert_filing

NAMES = ("2003-8k-earnings.txt", "1999-10q-submission.txt", "2006-ex99-earnings.htm")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    out = tmp_path_factory.mktemp("run")
    for name in NAMES:
        convert_filing(examples / name, out, Options())
    refused = {
        "source": "in/letter.txt",
        "status": "refused",
        "folder": None,
        "message": "no financial statement found",
    }
    read = {"source": "in/2003-8k-earnings.txt", "status": "converted", "folder": "2003-8k-earnings", "message": None}
    (out / "run.json").write_text(json.dumps({"filings": [read, refused]}))
    return out


def test_a_clear_reading_is_not_in_doubt(run: Path) -> None:
    found = reading(run / "2003-8k-earnings")
    assert (found.face, found.doubt) == ("balance:1 income:3", "")
    assert found.tagged == found.figures > 250
    assert found.dated == found.columns
    assert found.quality > 0.7
    assert found.holding > 50
    assert found.withheld == found.undated == found.ours == 0


def test_a_filing_that_lacks_a_statement_is_in_doubt(run: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lacking"
    folder.mkdir()
    record = json.loads((run / "1999-10q-submission" / "conversion.json").read_text())
    record["statements"] = [each for each in record["statements"] if each["kind"] != "balance"]
    for statement in record["statements"]:
        statement["quality"] = 0.3
        for row in statement["rows"]:
            for cell in row["cells"]:
                cell["fact"] = None
    (folder / "conversion.json").write_text(json.dumps(record))
    (folder / "findings.json").write_text(json.dumps({"findings": []}))
    doubt = reading(folder).doubt
    assert doubt.startswith("no balance sheet; poor quality: ")
    assert "; 0% of face figures tagged (" in doubt


def test_the_table_and_its_totals(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    readings = [reading(run / Path(name).stem) for name in NAMES]
    write_table(readings, as_csv=True)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("filing,form,face,other,columns,dated,figures,tagged")
    assert len(lines) == 4
    write_table(readings, as_csv=False)
    write_totals(readings, unread(run))
    shown = capsys.readouterr().out
    assert shown.startswith("| filing | form |")
    assert "3 filings read, 1 gave no report" in shown
    assert "- letter.txt: no financial statement found" in shown
