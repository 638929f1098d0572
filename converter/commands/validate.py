"""`ixconvert validate`: thin over `converter.validation`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from converter.findings_formats import FORMATS

_EPILOG = """\b
Examples:
  ixconvert validate output/2003-8k-earnings
  ixconvert validate report.xbri --format sarif > findings.sarif
  ixconvert validate filing.htm --profile efm --edgar-plugin ~/EDGAR --form 8-K --cik 1105472

\b
Exit status: 0 nothing at error level; 1 error findings; 2 wrong usage; 3 a report could not be used.
"""


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
    online: bool,
) -> None:
    """Validate inline XBRL reports with Arelle.

    A REPORT is an inline document (.htm), a folder that holds one, a zip, or a report package (.xbri).
    """
    from converter.errors import InputError
    from converter.findings import Severity
    from converter.findings_formats import Checked, rendered
    from converter.validation.profiles import Filing
    from converter.validation.validate import validate_report

    filing = Filing(form=form_type, cik=cik.zfill(10) if cik else None, strict=strict)
    checked: list[Checked] = []
    for name in reports:
        try:
            findings = validate_report(
                Path(name),
                profile,
                taxonomy=taxonomy,
                filing=filing,
                edgar_plugin=edgar_plugin,
                xule_plugin=xule_plugin,
                online=online,
            )
        except InputError as error:
            checked.append(Checked(name, error=str(error)))
            click.echo(f"ixconvert: {error}", err=True)
        else:
            checked.append(Checked(name, findings))
    colour = form == "text" and sys.stdout.isatty()
    usable = checked if form != "text" else [report for report in checked if report.error is None]
    click.echo(rendered(usable, form, colour=colour), nl=False)
    if any(report.error is not None for report in checked):
        sys.exit(3)
    sys.exit(int(any(report.count(Severity.ERROR) for report in checked)))
