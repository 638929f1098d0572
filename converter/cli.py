"""The command line. Each command lives in `converter/commands/` and is imported only when it is called,
so that `ixconvert --help` costs next to nothing; this module knows names and one-line summaries alone."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from converter import __version__
from converter.errors import IxconvertError

_COMMANDS = {
    "convert": "Convert filings into validated inline XBRL report packages.",
    "validate": "Validate inline XBRL reports with Arelle.",
    "suggest": "Name the us-gaap concept of a line item, with evidence.",
    "tables": "Show what the reader saw: columns, heads, row roles, checks.",
    "view": "Make an interactive viewer of a report and open it.",
    "archive": "Keep, verify, compare and query conversions.",
    "taxonomy": "Install, search, check and build taxonomy packages.",
}


class LazyGroup(click.Group):
    """Imports `converter.commands.NAME` when NAME is called; shows the summaries above without importing anything."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"converter.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


_EPILOG = """\b
Examples:
  ixconvert convert examples/2003-8k-earnings.txt
  ixconvert convert filings/*.txt -o output --jobs 2 --resume
  ixconvert validate output/2003-8k-earnings --format sarif
  ixconvert suggest "Accounts receivable, net" --statement balance

\b
Exit status: 0 done, nothing at error level; 1 done, with error findings;
2 wrong usage; 3 an input could not be used (nothing was written for it).
"""


@click.group(cls=LazyGroup, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ixconvert")
def cli() -> None:
    """Turn plain-text and HTML SEC filings into validated inline XBRL, with proof of where each number came from."""


def main(args: list[str] | None = None) -> Any:
    """Run the command line; an `IxconvertError` becomes one line on stderr and its exit status."""
    try:
        cli.main(args=args, prog_name="ixconvert", standalone_mode=True)
    except IxconvertError as error:
        click.echo(f"ixconvert: {error}", err=True)
        sys.exit(error.exit_status)
