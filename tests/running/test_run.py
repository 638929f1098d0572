"""Runs over several filings, with the real stages on the example filings."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from converter.running.names import stem
from converter.running.outcome import Outcome, Status
from converter.running.run import Plan, convert_many, do, works
from converter.running.storage import open_storage

ROOT = Path(__file__).parent.parent.parent
NAMES = ("1999-10q-submission.txt", "2003-8k-earnings.txt", "2006-ex99-earnings.htm")


def ixconvert(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "converter", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """One run over the three examples, a second filing of a taken name, and four inputs that cannot be used."""
    place = tmp_path_factory.mktemp("run")
    inputs = place / "in"
    shutil.copytree(examples, inputs, ignore=shutil.ignore_patterns("*.md", "*.toml"))
    twin = inputs / "other" / NAMES[0]
    twin.parent.mkdir()
    twin.write_bytes((examples / NAMES[0]).read_bytes().replace(b"1999", b"1998"))
    (inputs / "empty.txt").write_bytes(b"")
    (inputs / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (inputs / "letter.txt").write_bytes(b"Dear Sir,\n\nthere are no statements here.\n" * 20)
    done = ixconvert("convert", "in", place / "missing.txt", "-o", "out", "--jobs", "2", "--json", cwd=place)
    return place, done


def outcomes(done: subprocess.CompletedProcess[str]) -> dict[str, Outcome]:
    read = [Outcome.from_json(json.loads(line)) for line in done.stdout.splitlines()]
    return {outcome.source: outcome for outcome in read}


def test_each_filing_has_its_outcome(run: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    place, done = run
    found = outcomes(done)
    assert done.returncode == 3
    converted = {f"in/{name}" for name in NAMES} | {f"in/other/{NAMES[0]}"}
    assert {source for source, o in found.items() if o.status is Status.CONVERTED} == converted
    refused = {source: o.codes[0][0] for source, o in found.items() if o.status is Status.REFUSED}
    assert refused == {
        "in/empty.txt": "ix.input.empty-source",
        "in/binary.txt": "ix.input.binary-source",
        "in/letter.txt": "ix.input.no-statements",
        str(place / "missing.txt"): "ix.input.unreadable-source",
    }
    assert "Traceback" not in done.stderr


def test_a_conversion_has_the_promised_files(run: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    place, done = run
    outcome = outcomes(done)[f"in/{NAMES[0]}"]
    names = {path.name for path in (place / "out" / str(outcome.folder)).iterdir()}
    base = str(outcome.report).removesuffix(".htm")
    assert {f"{base}{end}" for end in (".htm", ".xsd", "_pre.xml", "_cal.xml", "_lab.xml")} <= names
    assert {
        "report.xbri",
        "facts.json",
        "facts.csv",
        "facts-metadata.json",
        "conversion.json",
        "findings.json",
    } <= names
    assert outcome.counts.statements and outcome.counts.facts and outcome.counts.coverage


def test_a_taken_name_is_not_overwritten(run: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    place, done = run
    found = outcomes(done)
    first, second = found[f"in/{NAMES[0]}"], found[f"in/other/{NAMES[0]}"]
    assert first.folder == "1999-10q-submission"
    assert str(second.folder).startswith("1999-10q-submission-")
    for outcome in (first, second):
        record = json.loads((place / "out" / str(outcome.folder) / "conversion.json").read_bytes())
        assert record["source"]["sha256"] == outcome.sha256


def test_what_cannot_be_used_leaves_nothing(run: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    place, done = run
    folders = {str(o.folder) for o in outcomes(done).values() if o.folder}
    assert {path.name for path in (place / "out").iterdir()} == folders | {"run.html", "run.json", ".ixconvert"}


def test_the_run_report(run: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    place, _ = run
    report = json.loads((place / "out" / "run.json").read_bytes())
    assert report["statuses"] == {"converted": 4, "refused": 4}
    assert len(report["filings"]) == report["sources"] == 8
    page = (place / "out" / "run.html").read_text()
    assert page.count("<svg") == 6
    assert "<script" not in page
    assert 'href="1999-10q-submission/findings.json"' in page
    assert set(re.findall(r'href="([^"]+)"', page)) <= {
        path.relative_to(place / "out").as_posix() for path in (place / "out").glob("*/*")
    }


def test_the_page_begins_with_what_went_wrong(run: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    place, _ = run
    page = (place / "out" / "run.html").read_text()
    places = [page.index(name) for name in ("ix.input.no-statements", "At a glance", NAMES[1])]
    assert places == sorted(places)
    table = page[page.index('id="filings"') :]
    assert table.index("letter.txt") < table.index(NAMES[1])


def test_resume_does_nothing_twice(run: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    place, first = run
    before = {o.source: o for o in outcomes(first).values() if o.status is Status.CONVERTED}
    sources = sorted(before)
    again = outcomes(ixconvert("convert", *sources, "-o", "out", "--resume", "--json", cwd=place))
    assert all(o.skipped and o.counts == before[o.source].counts for o in again.values())
    assert again.keys() == before.keys()


def test_resume_does_again_what_was_changed(tmp_path: Path, examples: Path) -> None:
    source = tmp_path / NAMES[2]
    shutil.copy(examples / NAMES[2], source)
    plan = Plan(out=str(tmp_path / "out"), resume=True)

    def skipped() -> bool:
        [outcome] = convert_many([str(source)], plan)
        assert outcome.status is Status.CONVERTED
        return outcome.skipped

    assert [skipped(), skipped()] == [False, True]
    source.write_bytes(source.read_bytes() + b"\n<!-- more -->\n")
    assert [skipped(), skipped()] == [False, True]
    (tmp_path / "out" / "2006-ex99-earnings" / "conversion.json").write_text("{}")
    assert skipped() is False


def test_same_input_same_bytes(tmp_path: Path, examples: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        shutil.copy(examples / NAMES[1], tmp_path / name)
        done = ixconvert("convert", NAMES[1], "-o", "out", cwd=tmp_path / name)
        assert done.returncode in (0, 1), done.stderr
    one, two = (
        {p.name: p.read_bytes() for p in (tmp_path / n / "out" / "2003-8k-earnings").iterdir()} for n in ("one", "two")
    )
    assert one == two


def test_two_runs_share_an_output(tmp_path: Path, examples: Path) -> None:
    command = [sys.executable, "-m", "converter", "convert", str(examples / NAMES[2]), "-o", "out", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    both = [
        subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    found = [json.loads(process.communicate()[0]) for process in both]
    assert {o["folder"] for o in found} == {"2006-ex99-earnings"}
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [".ixconvert", "2006-ex99-earnings"]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ((), 2, "name at least one SOURCE"),
        (("in", "--cik", "12a"), 2, "ten digits"),
        (("in", "--mapping", "bad.toml"), 2, "bad.toml:1"),
        (("in", "--taxonomy", "us-gaap/1066"), 3, "no taxonomy us-gaap/1066"),
        (("in", "--layout", "braille"), 2, "'braille' is not one of"),
        (("empty",), 3, "no filings in this folder"),
        (("in/none-*.txt",), 3, "matches no file"),
        (("missing.txt",), 3, "missing.txt: No such file"),
        (("in/one.txt",), 3, "in/one.txt: "),
        (("in/good.htm", "-o", "bad.toml"), 3, "bad.toml: cannot be written"),
    ],
)
def test_a_call_that_cannot_work_leaves_nothing(
    tmp_path: Path, examples: Path, arguments: tuple[str, ...], status: int, said: str
) -> None:
    (tmp_path / "in").mkdir()
    if "in/good.htm" in arguments:
        shutil.copy(examples / NAMES[2], tmp_path / "in" / "good.htm")
    (tmp_path / "empty").mkdir()
    for name in ("one.txt", "two.txt"):
        (tmp_path / "in" / name).touch()
    (tmp_path / "bad.toml").write_text("rule = 3\n")
    done = ixconvert("convert", "-o", "out", *arguments, cwd=tmp_path)
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert said in done.stderr
    assert not (tmp_path / "out").exists()


def test_any_place_that_fsspec_knows(tmp_path: Path, examples: Path) -> None:
    pytest.importorskip("fsspec")
    plan = Plan(out=f"memory://{tmp_path}/out", resume=True)
    source = f"file://{examples / NAMES[2]}"
    first, second = do(next(works([source], plan))), do(next(works([source], plan)))
    assert (first.status, first.skipped, second.skipped) == (Status.CONVERTED, False, True)
    storage = open_storage(plan.out)
    assert {"report.xbri", "facts.json", "conversion.json"} <= set(storage.names("2006-ex99-earnings"))


@pytest.mark.parametrize(
    ("source", "folder"),
    [
        ("a/b/filing.txt", "filing"),
        ("filing.txt.gz", "filing"),
        ("s3://bucket/x/filing.htm", "filing"),
        ("a.b.txt", "a.b"),
        ("run.html.txt", "run.html_"),
        ("no-suffix", "no-suffix"),
    ],
)
def test_the_name_of_a_folder(source: str, folder: str) -> None:
    assert stem(source) == folder
