"""The documentation says what the program does: `docs/command-line.md` has every command and option, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from converter import cli, errors

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "command-line.md"


def commands() -> Iterator[tuple[str, click.Command]]:
    """("archive verify", command) for every command that can be called."""
    for name in cli._COMMANDS:
        command = import_module(f"converter.commands.{name}").command
        if isinstance(command, click.Group):
            for sub, child in command.commands.items():
                yield f"{name} {sub}", child
        else:
            yield name, command


def section(name: str) -> str:
    """The text of the page's section headed "## ixconvert NAME"."""
    found = re.search(rf"^## ixconvert {re.escape(name)}\n(.*?)(?=^## |\Z)", PAGE.read_text(), re.M | re.S)
    assert found, f"docs/command-line.md has no section '## ixconvert {name}'"
    return found[1]


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=[name for name, _ in commands()])
def test_each_option_is_documented_and_exists(name: str, command: click.Command) -> None:
    documented = set(re.findall(r"^\| `(--[a-z0-9-]+)", section(name), re.M))
    actual = {max(p.opts, key=len) for p in command.params if isinstance(p, click.Option) and not p.hidden}
    assert documented == actual


def test_no_section_without_a_command() -> None:
    sections = set(re.findall(r"^## ixconvert (.+)$", PAGE.read_text(), re.M))
    assert sections == {name for name, _ in commands()}


def test_exit_statuses_are_those_of_the_errors() -> None:
    rows = dict(re.findall(r"^\| (\d) \| (.+?) \|", PAGE.read_text(), re.M))
    declared = {str(e.exit_status) for e in vars(errors).values() if isinstance(e, type) and issubclass(e, Exception)}
    assert set(rows) == {"0", "1"} | declared


@pytest.mark.parametrize("page", [*sorted(p.relative_to(ROOT).as_posix() for p in ROOT.glob("*.md")), "docs"])
def test_links_between_pages_lead_somewhere(page: str) -> None:
    pages = (ROOT / page).rglob("*.md") if (ROOT / page).is_dir() else [ROOT / page]
    for path in pages:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text()):
            assert (path.parent / target).exists(), f"{path.relative_to(ROOT)} links to {target}, which is not there"
