"""`ixconvert convert`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from converter.report.report import Layout


def _ten_digits(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    digits = value.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 10):
        raise click.BadParameter("a CIK has at most ten digits")
    return digits.zfill(10)


_EPILOG = """\b
Examples:
  ixconvert convert filing.txt                          one filing into output/filing/
  ixconvert convert filings/ -o converted --jobs 4      every filing in a folder
  ixconvert convert 'filings/**/*.htm' --resume         what an earlier run left undone
  ixconvert convert --from list.txt --json              paths from a file, one outcome a line

\b
Written for each filing, in OUT/<name of the file>/:
  *.htm *.xsd *_pre.xml *_cal.xml *_lab.xml             the report and its extension taxonomy
  *_def.xml                                             its axes, where it has any
  report.xbri                                           the same as a report package
  facts.json, facts.csv, facts-metadata.json            xBRL-JSON and xBRL-CSV
  conversion.json, findings.json                        where each number came from; what to look at
Many filings also leave OUT/run.html and OUT/run.json.

\b
Exit status: 0 done, nothing at error level; 1 done, with error findings;
2 wrong usage; 3 an input could not be used (nothing was written for it).
"""


@click.command(epilog=_EPILOG)
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("-o", "--out", default="output", show_default=True, metavar="OUT", help="Folder or URL to write into.")
@click.option(
    "--from",
    "lists",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="LIST",
    help="File that names one filing a line (- for standard input).",
)
@click.option("--cik", callback=_ten_digits, metavar="N", help="The filer's CIK, where the source does not state it.")
@click.option(
    "--taxonomy", default="us-gaap/2024", show_default=True, metavar="NAME/YEAR", help="Taxonomy to tag with."
)
@click.option(
    "--layout",
    type=click.Choice([each.value for each in Layout]),
    default=Layout.FAITHFUL.value,
    show_default=True,
    help="The source's own text with tags in place, or typeset statements.",
)
@click.option(
    "--mapping",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE.toml",
    help="Your own decisions, which overrule the engine.",
)
@click.option(
    "--memory",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Decisions that were approved in review, which overrule the engine for the same registrant.",
)
@click.option(
    "--profile", type=click.Choice(["xbrl", "efm"]), default="xbrl", show_default=True, help="What to validate against."
)
@click.option(
    "--edgar-plugin",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Where the SEC's EDGAR plug-in for Arelle is (for --profile efm).",
)
@click.option("--also", type=click.Choice(["parquet", "xlsx"]), multiple=True, help="Further formats to write.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Filings to convert at a time.",
)
@click.option("--scheduler", metavar="tcp://...", help="Convert on a Dask cluster (extra 'dask').")
@click.option("--resume", is_flag=True, help="Skip what an earlier run with the same options did already.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=300.0,
    show_default=True,
    metavar="SECONDS",
    help="For one filing of many.",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(min=256),
    default=4096,
    show_default=True,
    metavar="MB",
    help="For one worker.",
)
@click.option("--debug-tables", is_flag=True, help="Also write tables.html: what the reader saw of each table.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a filing on standard output.")
def command(
    sources: tuple[str, ...],
    out: str,
    lists: tuple[Path, ...],
    cik: str | None,
    taxonomy: str,
    layout: str,
    mapping: Path | None,
    memory: Path | None,
    profile: str,
    edgar_plugin: Path | None,
    also: tuple[str, ...],
    jobs: int,
    scheduler: str | None,
    resume: bool,
    time_limit: float,
    memory_limit: int,
    debug_tables: bool,
    as_json: bool,
) -> None:
    """Convert filings into validated inline XBRL report packages.

    SOURCE is a plain-text or HTML filing, compressed with gzip or not, a folder of them, a pattern in quotes, or a URL.
    """
    from converter.running.inputs import find_sources
    from converter.running.options import Options
    from converter.running.pool import Limits
    from converter.running.run import Plan
    from converter.running.session import run_session

    if not sources and not lists:
        raise click.UsageError("name at least one SOURCE, or --from LIST")
    options = Options(
        cik=cik,
        taxonomy=taxonomy,
        layout=Layout(layout),
        mapping=mapping,
        memory=memory,
        profile=profile,
        edgar_plugin=edgar_plugin,
        also=tuple(sorted(set(also))),
        debug_tables=debug_tables,
    )
    limits = Limits(seconds=time_limit, bytes=memory_limit * 2**20)
    plan = Plan(out=out, options=options, jobs=jobs, limits=limits, resume=resume, scheduler=scheduler)
    sys.exit(run_session(list(find_sources(sources, lists)), plan, as_json=as_json))
