"""Filings, one or many: which are left to do, who does them, and what came of each.

Plan            output root, options, jobs, limits, resume
Work            one filing as whoever converts it gets it
convert_filing  one filing, for callers of the library
convert_here    outcomes as they come, in this process
convert_many    the same in a pool of processes; `converter.running.cluster` has it for a cluster
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from converter import durable
from converter.errors import InputError, IxconvertError, OutputUnwritable
from converter.findings import Finding, Severity
from converter.running.filing import Stopwatch, convert_bytes
from converter.running.ledger import Ledger
from converter.running.names import source_name, stem
from converter.running.options import Options, work_key
from converter.running.outcome import Outcome, Status
from converter.running.pool import Done, Limits, Loss, describe, peak_bytes, run_tasks
from converter.running.storage import is_url, open_storage, read_source

# Imported once in the process from which workers are forked, so that they start warm and share its memory.
_PRELOAD = ("converter.running.warm",)


@dataclass(frozen=True, slots=True)
class Plan:
    """`out` is a folder or fsspec URL; `resume` skips what a run with the same options did already."""

    out: str
    options: Options = field(default_factory=Options)
    jobs: int = 1
    limits: Limits = field(default_factory=Limits)
    resume: bool = False
    scheduler: str | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """One unit of work, as a worker gets it. `folder` None: the worker claims one when it has something to write."""

    source: str
    folder: str | None
    plan: Plan
    fingerprint: str


def convert_filing(source: str | Path, out: str | Path, options: Options | None = None) -> Outcome:
    """Convert the filing at `source` (path or URL) into a folder of `out` named after it, whole or not at all.

    Raises InputError for an input that cannot be used; nothing is written then.
    """
    plan = Plan(str(out), options or Options())
    prepare(plan)
    return do(next(works([str(source)], plan)))


def convert_here(sources: Sequence[str], plan: Plan) -> Iterator[Outcome]:
    """Convert each source in this process, without limits of time and memory: for a single filing."""
    prepare(plan)
    for work in works(sources, plan):
        yield replace(attempt(work), peak_memory=peak_bytes())


def convert_many(sources: Sequence[str], plan: Plan) -> Iterator[Outcome]:
    """Convert each source in a pool of processes; outcomes in the order in which they are done."""
    prepare(plan)
    for done in run_tasks(attempt, works(sources, plan), plan.jobs, plan.limits, _PRELOAD):
        yield settled(done)


def prepare(plan: Plan) -> None:
    """Clear what dead writers left. Raises what every filing would raise, since once is enough: UsageError,
    TaxonomyError, ValidationUnavailable, MissingExtra; OutputUnwritable where it is plain that nothing can be written.
    """
    _check(plan.options)
    open_storage(plan.out)
    if not is_url(plan.out):
        root = Path(plan.out)
        for folder in (root, *root.parents):
            if folder.exists() and not folder.is_dir():
                raise OutputUnwritable(f"{plan.out}: cannot be written: {folder} is not a folder")
        durable.sweep(root)


def _check(options: Options) -> None:
    from converter.taxonomies.taxonomy import load
    from converter.validation.profiles import Filing, profile_options

    load(options.taxonomy)
    profile_options(options.profile, Filing(), options.edgar_plugin, None)
    if options.mapping is not None:
        from converter.mapping.overrides import load_overrides

        load_overrides(options.mapping)
    if "parquet" in options.also:
        from converter.exporting.parquet import schema

        schema("fact")


def works(sources: Sequence[str], plan: Plan) -> Iterator[Work]:
    """Sources that share a stem have their folders claimed here, in order: names do not depend on who is faster."""
    ledger = Ledger(open_storage(plan.out))
    fingerprint = plan.options.fingerprint()
    stems = Counter(stem(source) for source in sources)
    for source in sources:
        folder = None
        if stems[stem(source)] > 1:
            with contextlib.suppress(InputError):  # the worker will say so
                folder = ledger.claim(source, hashlib.sha256(read_source(source)).hexdigest())
        yield Work(source, folder, plan, fingerprint)


def attempt(work: Work) -> Outcome:
    """As `do`, but it never raises: no error of one filing may end the others."""
    try:
        return do(work)
    except InputError as error:
        return _without_output(work.source, Status.REFUSED, "input", _dashed(type(error).__name__), str(error))
    except IxconvertError as error:
        return _without_output(work.source, Status.FAILED, "running", _dashed(type(error).__name__), str(error))
    except Exception as error:
        return _lost(work.source, Loss.RAISED, describe(error))


def do(work: Work) -> Outcome:
    """Convert one filing and write it, or find that it is done. Raises IxconvertError."""
    started = time.process_time()
    storage = open_storage(work.plan.out)
    ledger = Ledger(storage)
    watch = Stopwatch()
    with watch.stage("open"):
        data = read_source(work.source)
    sha256 = hashlib.sha256(data).hexdigest()
    key = work_key(sha256, work.fingerprint)
    if work.plan.resume and (folder := work.folder or ledger.find(work.source, sha256)) is not None:
        if (outcome := ledger.finished(key, folder)) is not None:
            return replace(outcome, source=work.source, skipped=True)
    conversion = convert_bytes(data, source_name(work.source), work.plan.options, watch)
    with watch.stage("write"), writing(work.plan.out):
        folder = work.folder or ledger.claim(work.source, sha256)
        storage.put_folder(folder, conversion.files)
    outcome = replace(
        conversion.outcome,
        source=work.source,
        folder=folder,
        seconds=watch.seconds,
        cpu_seconds=time.process_time() - started,
    )
    with writing(work.plan.out):
        ledger.finish(key, folder, outcome, conversion.files["conversion.json"])
    return outcome


@contextlib.contextmanager
def writing(out: str) -> Iterator[None]:
    """Turns what the system says about an output that cannot be written into one line."""
    try:
        yield
    except OSError as error:
        raise OutputUnwritable(f"{out}: cannot be written: {error.strerror or error}") from None


def settled(done: Done[Work, Outcome]) -> Outcome:
    """The outcome of a task, also where its worker was lost: then a finding says how."""
    if done.value is not None:
        return replace(done.value, attempts=done.attempts, peak_memory=done.peak_bytes)
    return replace(_lost(done.task.source, done.loss or Loss.CRASHED, done.detail), attempts=done.attempts)


def _lost(source: str, loss: Loss, detail: str) -> Outcome:
    message = {
        Loss.CRASHED: f"the process that converted it died ({detail or 'no reason known'})",
        Loss.TIMED_OUT: f"took {detail}",
        Loss.TOO_LARGE: f"needed {detail}",
        Loss.RAISED: f"the program broke: {detail}",
    }[loss]
    return _without_output(source, Status.FAILED, "running", loss.value, message)


def _without_output(source: str, status: Status, stage: str, reason: str, message: str) -> Outcome:
    finding = Finding(f"ix.{stage}.{reason}", Severity.ERROR, message)
    return Outcome(source=source, status=status, message=message).with_findings([finding])


def _dashed(name: str) -> str:
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")
