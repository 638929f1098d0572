"""Many filings: which are left to do, who does them, and what came of each.

Plan       sources, output root, options, jobs, limits, resume
convert_many   outcomes as they come
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
from converter.running.filing import Stopwatch, convert_bytes, source_name, stem
from converter.running.ledger import Ledger
from converter.running.options import Options, work_key
from converter.running.outcome import Outcome, Status
from converter.running.pool import Done, Limits, Loss, run_tasks
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


def convert_many(sources: Sequence[str], plan: Plan) -> Iterator[Outcome]:
    """Convert each source in a pool of processes; outcomes in the order in which they are done."""
    check(plan.options)
    prepare(plan)
    for done in run_tasks(do_one_of_many, works(sources, plan), plan.jobs, plan.limits, _PRELOAD):
        yield settled(done)


def check(options: Options) -> None:
    """Raises what every filing would raise: UsageError, TaxonomyError, ValidationUnavailable. Once is enough."""
    from converter.taxonomies.taxonomy import load
    from converter.validation.profiles import Filing, profile_options

    load(options.taxonomy)
    profile_options(options.profile, Filing(), options.edgar_plugin, None)
    if options.mapping is not None:
        from converter.mapping.overrides import load_overrides

        load_overrides(options.mapping)


def prepare(plan: Plan) -> None:
    """Clear what dead writers left. Raises OutputUnwritable where it is plain that nothing can be written."""
    if not is_url(plan.out):
        root = Path(plan.out)
        if root.exists() and not root.is_dir():
            raise OutputUnwritable(f"{plan.out}: cannot be written: not a folder")
        durable.sweep(root)


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


def do(work: Work) -> Outcome:
    """Convert one filing, or find that it is done. Runs in a worker; never raises for an unusable input."""
    started = time.process_time()
    storage = open_storage(work.plan.out)
    ledger = Ledger(storage)
    try:
        watch = Stopwatch()
        with watch.stage("open"):
            data = read_source(work.source)
        sha256 = hashlib.sha256(data).hexdigest()
        key = work_key(sha256, work.fingerprint)
        if work.plan.resume and (folder := work.folder or ledger.find(work.source, sha256)) is not None:
            if (outcome := ledger.finished(key, folder)) is not None:
                return replace(outcome, source=work.source, skipped=True)
        conversion = convert_bytes(data, source_name(work.source), work.plan.options, watch)
    except InputError as error:
        return refused(work.source, error)
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
    ledger.finish(key, folder, outcome, conversion.files["conversion.json"])
    return outcome


@contextlib.contextmanager
def writing(out: str) -> Iterator[None]:
    """Turns what the system says about an output that cannot be written into one line."""
    try:
        yield
    except OSError as error:
        raise OutputUnwritable(f"{out}: cannot be written: {error.strerror or error}") from None


def do_one_of_many(work: Work) -> Outcome:
    """As `do`; no error of one filing may end the others."""
    try:
        return do(work)
    except IxconvertError as error:
        return refused(work.source, error)


def refused(source: str, error: IxconvertError) -> Outcome:
    stage = "input" if isinstance(error, InputError) else "running"
    code = f"ix.{stage}.{_dashed(type(error).__name__)}"
    outcome = Outcome(source=source, status=Status.REFUSED, message=str(error))
    return outcome.with_findings([Finding(code, Severity.ERROR, str(error))])


def settled(done: Done[Work, Outcome]) -> Outcome:
    """The outcome of a task, also where its worker was lost: then a finding says how."""
    if done.value is not None:
        return replace(done.value, attempts=done.attempts, peak_memory=done.peak_bytes)
    loss = done.loss or Loss.CRASHED
    message = {
        Loss.CRASHED: f"the process that converted it died ({done.detail or 'no reason known'})",
        Loss.TIMED_OUT: f"took {done.detail}",
        Loss.TOO_LARGE: f"needed {done.detail}",
        Loss.RAISED: f"the program broke: {done.detail}",
    }[loss]
    return _failed(done.task.source, loss, message, done.attempts)


def failed(source: str, detail: str) -> Outcome:
    """The outcome of a filing on which the program broke."""
    return _failed(source, Loss.RAISED, f"the program broke: {detail}", 1)


def _failed(source: str, loss: Loss, message: str, attempts: int) -> Outcome:
    outcome = Outcome(source=source, status=Status.FAILED, message=message, attempts=attempts)
    return outcome.with_findings([Finding(f"ix.running.{loss.value}", Severity.ERROR, message)])


def _dashed(name: str) -> str:
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")
