"""`ixconvert view`: thin over `converter.validation.viewing`."""

from __future__ import annotations

from pathlib import Path

import click

_EPILOG = """\b
Examples:
  ixconvert view output/2003-8k-earnings
  ixconvert view report.xbri -o /tmp/report.html --no-open

\b
Exit status: 0 done; 2 wrong usage, or ixbrl-viewer is not installed; 3 the report could not be used.
"""


@click.command(epilog=_EPILOG)
@click.argument("report", metavar="REPORT", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="File to write, or folder to write it into [FOLDER-viewer.html beside its folder].",
)
@click.option("--open/--no-open", "show", default=True, show_default=True, help="Open it in the browser.")
@click.option("--taxonomy", metavar="NAME", help="Release to read with, such as us-gaap/2024 [the one REPORT names].")
def command(report: Path, out: Path | None, show: bool, taxonomy: str | None) -> None:
    """Make an interactive viewer of a report and open it.

    One HTML file with Arelle's ixbrl-viewer: tagged figures are highlighted, a click shows concept, period and value.
    A REPORT is an inline document (.htm), a folder that holds one, a zip, or a report package (.xbri).
    """
    from converter.commands.output import write_output
    from converter.validation.viewing import viewer_page

    page = viewer_page(report, taxonomy)
    folder = (report if report.is_dir() else report.parent).resolve()
    # Within the report's folder it would be taken for a second report.
    name = f"{folder.name}-viewer.html"
    place = folder.parent / name if out is None else out / name if out.is_dir() else out
    write_output(place, page)
    click.echo(str(place))
    if show:
        import webbrowser

        webbrowser.open(place.resolve().as_uri())
