"""`ixconvert validate`: thin over `converter.validation`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from converter.findings_formats import FORMATS, Checked

if TYPE_CHECKING:
    from converter.validation.profiles import Filing

_EPILOG = """\b
Examples:
  ixconvert validate output/2003-8k-earnings
  ixconvert validate report.xbri --format sarif > findings.sarif
  ixconvert validate converted/* --jobs 4
  ixconvert validate filing.htm --profile efm --edgar-plugin ~/EDGAR --form 8-K --cik 1105472

\b
Exit status: 0 nothing at error level; 1 error findings; 2 wrong usage; 3 a report could not be used.
"""


_MOST_SECONDS, _RECYCLE_BYTES = 1800, 400 * 2**20


@dataclass(frozen=True, slots=True)
class _Task:
    """One report, its place among the others, and how to validate it."""

    number: int
    name: str
    profile: str
    taxonomy: str | None
    filing: Filing
    edgar_plugin: Path | None
    xule_plugin: Path | None
    online: bool


@click.command(epilog=_EPILOG)
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@click.option(
    "--profile", type=click.Choice(["xbrl", "efm", "dqc"]), default="xbrl", show_default=True, help="What to check."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to tell.")
@click.option(
    "--taxonomy", metavar="NAME", help="Release to validate with, such as us-gaap/2024 [the one a report names]."
)
@click.option(
    "--edgar-plugin", type=click.Path(path_type=Path), help="Folder of the SEC's EDGAR plug-in, for --profile efm."
)
@click.option("--xule-plugin", type=click.Path(path_type=Path), help="Folder of the xule plug-in, for --profile dqc.")
@click.option(
    "--form", "form_type", metavar="TYPE", help="Form type for the efm rules [the report's dei:DocumentType]."
)
@click.option("--cik", metavar="NUMBER", help="CIK for the efm rules.")
@click.option("--strict", is_flag=True, help="With --profile efm: the semantic rules too.")
@click.option(
    "--jobs", metavar="N", type=click.IntRange(min=1), default=1, show_default=True, help="Processes to work in."
)
@click.option("--online", is_flag=True, help="Let Arelle fetch what a report refers to; nothing is fetched without.")
def command(
    reports: tuple[str, ...],
    profile: str,
    form: str,
    taxonomy: str | None,
    edgar_plugin: Path | None,
    xule_plugin: Path | None,
    form_type: str | None,
    cik: str | None,
    strict: bool,
    jobs: int,
    online: bool,
) -> None:
    """Validate inline XBRL reports with Arelle.

    A REPORT is an inline document (.htm), a folder that holds one, a zip, or a report package (.xbri).
    """
    from converter.findings import Severity
    from converter.findings_formats import rendered
    from converter.validation.profiles import Filing

    filing = Filing(form=form_type, cik=cik.zfill(10) if cik else None, strict=strict)
    tasks = [
        _Task(number, name, profile, taxonomy, filing, edgar_plugin, xule_plugin, online)
        for number, name in enumerate(reports)
    ]
    checked = []
    for report in map(_check, tasks) if min(jobs, len(tasks)) < 2 else _in_pool(tasks, jobs):
        checked.append(report)
        if report.error is not None:
            click.echo(f"ixconvert: {report.error}", err=True)
    colour = form == "text" and sys.stdout.isatty()
    usable = checked if form != "text" else [report for report in checked if report.error is None]
    click.echo(rendered(usable, form, colour=colour), nl=False)
    if any(report.error is not None for report in checked):
        sys.exit(3)
    sys.exit(int(any(report.count(Severity.ERROR) for report in checked)))


def _check(task: _Task) -> Checked:
    from converter.errors import InputError
    from converter.validation.validate import validate_report

    try:
        findings = validate_report(
            Path(task.name),
            task.profile,
            taxonomy=task.taxonomy,
            filing=task.filing,
            edgar_plugin=task.edgar_plugin,
            xule_plugin=task.xule_plugin,
            online=task.online,
        )
    except InputError as error:
        return Checked(task.name, error=str(error))
    return Checked(task.name, findings)


def _in_pool(tasks: list[_Task], jobs: int) -> Iterator[Checked]:
    """The same in processes, in the order of the tasks."""
    from converter.running.pool import Limits, run_tasks
    from converter.validation.profiles import profile_options

    first = tasks[0]
    profile_options(first.profile, first.filing, first.edgar_plugin, first.xule_plugin)  # raises what all would raise
    limits = Limits(seconds=_MOST_SECONDS, tasks=1000, recycle_bytes=_RECYCLE_BYTES)
    waiting: dict[int, Checked] = {}
    following = 0
    for done in run_tasks(_check, tasks, min(jobs, len(tasks)), limits, ("converter.validation.warmed",)):
        why = f"{done.task.name}: the validator was lost: {done.detail or done.loss}"
        waiting[done.task.number] = done.value or Checked(done.task.name, error=why)
        while following in waiting:
            yield waiting.pop(following)
            following += 1
