"""Runs of Arelle: options in, plain messages out. Arelle allows one `Session` at a time in a process, and a session
belongs to its thread; `run` keeps one open from call to call, so that only the first pays for starting Arelle."""

from __future__ import annotations

import gc
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from converter.validation.inline_schema import compile_ahead, kept_inline_schema
from converter.validation.messages import Message
from converter.validation.startup import without_collection

_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Options:
    """What a run checks, and with what.

    `packages` are taxonomy packages; `cache` is a folder laid out as `https/host/path` that stands for the web.
    `base_taxonomies` says whether documents outside the report are checked too; `whole` are prefixes of the schemas
    that the checks need in full, None where they need the whole taxonomy; `named` are local names of elements that the
    checks ask for by themselves. `plugins` are plug-in names or folders, `plugin_options` and `parameters` are handed
    to them.
    """

    calculations: str = "c11r"
    units: bool = True
    duplicates: str | None = "inconsistent"
    packages: Sequence[Path] = ()
    cache: Path | None = None
    base_taxonomies: bool = True
    whole: tuple[str, ...] | None = ()
    named: frozenset[str] = frozenset()
    disclosure_system: str | None = None
    plugins: tuple[str, ...] = ()
    plugin_options: dict[str, Any] = field(default_factory=dict)
    parameters: tuple[tuple[str, str], ...] = ()
    online: bool = False


class _Kept:
    """The open session and what belongs to it."""

    def __init__(self) -> None:
        from arelle.api.Session import Session

        from converter.validation.message_log import MessageLog

        self.session = Session()
        self.log = MessageLog()
        self.thread = threading.get_ident()

    def close(self) -> None:
        self.session.close()


_kept: _Kept | None = None


def start() -> None:
    """Import Arelle and open the session now rather than at the first run."""
    global _kept
    if _kept is not None and _kept.thread != threading.get_ident():
        _kept = None
    if _kept is None:
        from converter.validation.startup import import_arelle

        compile_ahead()
        import_arelle()
        _kept = _Kept()
        # What is there now stays for good; the collector need not walk it after every filing.
        gc.freeze()


@contextmanager
def quiet_leaks() -> Iterator[None]:
    """Arelle leaves the files of taxonomy packages open until they are collected: do that here, without a word."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


def stop() -> None:
    """Close the session, so that another part of the program may open its own."""
    global _kept
    if _kept is not None:
        _kept.close()
    _kept = None


def run(entry: Path, options: Options, export: Callable[[Any], None] | None = None) -> tuple[Message, ...]:
    """Load and validate one entry point: a file, or an archive that holds one.

    `export` is called with the loaded model, where there is one.
    """
    global _kept
    with _lock:
        # Arelle cannot register packages or plug-ins a second time in one session.
        if options.packages or options.plugins:
            stop()
        start()
        assert _kept is not None
        try:
            return _run(_kept, entry, options, export)
        except BaseException:
            # What went wrong may have left the session in any state: the next report gets a new one.
            _kept = None
            raise
        finally:
            if options.packages or options.plugins:
                with quiet_leaks():
                    stop()


def _run(kept: _Kept, entry: Path, options: Options, export: Callable[[Any], None] | None) -> tuple[Message, ...]:
    from arelle.RuntimeOptions import RuntimeOptions

    kept.log.found.clear()
    run_options = RuntimeOptions(
        pluginOptions=options.plugin_options or None,
        entrypointFile=str(entry),
        internetConnectivity="online" if options.online else "offline",
        packages=[str(package) for package in options.packages] or None,
        cacheDirectory=str(options.cache) if options.cache else None,
        baseTaxonomyValidationMode="disclosureSystem" if options.base_taxonomies else "none",
        plugins="|".join(options.plugins) or None,
        parameters=",".join(f"{name}={value}" for name, value in options.parameters) or None,
        validate=True,
        calcs=options.calculations,
        utrValidate=options.units,
        validateDuplicateFacts=options.duplicates,
        disclosureSystemName=options.disclosure_system,
        disablePersistentConfig=True,
        logLevel="DEBUG",
        logRefObjectProperties=False,  # what a message says of its objects beyond their places is not used
        keepOpen=True,
    )
    # A closure's run may keep the schema of inline documents: nothing but Arelle's own copy of it can be meant.
    schema = kept_inline_schema() if options.cache else nullcontext()
    try:
        with schema, without_collection(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Arelle's own use of lxml is no concern of ours
            kept.session.run(run_options, logHandler=kept.log)
        models = list(kept.session.get_models())
        if export is not None and models:
            export(models[0])
        return tuple(kept.log.found)
    finally:
        for model in list(kept.session.get_models()):
            model.modelManager.close(model)
        kept.log.found.clear()
