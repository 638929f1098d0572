"""The command line as a whole: what it imports, what it says, what it ends with."""

from __future__ import annotations

import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import click
import pytest

from converter import cli

_HEAVY = ("arelle", "numpy", "lxml", "jinja2", "rich", "selectolax", "duckdb", "pyarrow", "ocfl", "distributed")


def run(*args: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "converter", *args], capture_output=True, text=True, cwd=cwd)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from converter.cli import cli\n"
        "try: cli.main(['--help'], standalone_mode=False)\n"
        "finally: print([m for m in sys.modules if m.partition('.')[0] in "
        f"{_HEAVY!r}], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "convert" in done.stdout and "Exit status" in done.stdout


def test_help_answers_at_once() -> None:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        assert run("--help").returncode == 0
        times.append(time.perf_counter() - start)
    assert min(times) < 0.3


@pytest.mark.parametrize("name", list(cli._COMMANDS))
def test_every_command_has_help(name: str) -> None:
    command = import_module(f"converter.commands.{name}").command
    assert isinstance(command, click.Command)
    assert command.help, f"{name} has no help"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts[0]} has no help"


@pytest.mark.parametrize(
    ("args", "status", "says"),
    [
        (["frobnicate"], 2, "No such command"),
        (["convert", "--layout", "baroque", "x"], 2, "baroque"),
        (["convert", "does-not-exist.txt"], 3, "does-not-exist.txt"),
        (["validate", "does-not-exist.htm"], 3, "does-not-exist.htm"),
        (["convert"], 2, "SOURCE"),
    ],
)
def test_wrong_use_is_one_clear_message_and_a_status(args: list[str], status: int, says: str, tmp_path: Path) -> None:
    done = run(*args, cwd=tmp_path)
    assert done.returncode == status, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.rglob("*.htm")), "nothing is written for an input that cannot be used"


@pytest.mark.parametrize("args", [["convert"], ["tables"], ["convert", "--jobs", "2"]])
def test_a_file_where_a_folder_should_be_is_one_clear_line(args: list[str], tmp_path: Path) -> None:
    place = "taken/below"
    (tmp_path / "taken").write_text("mine")
    (tmp_path / "filing.txt").write_text("BALANCE SHEET\n\nCash    $ 1,234\n")
    done = run(*args, "filing.txt", "-o", place, cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (3, 1), done.stderr
    assert done.stderr.startswith(f"ixconvert: {place}: cannot be written: ")
