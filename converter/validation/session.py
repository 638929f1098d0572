"""One run of Arelle: options in, plain records out. Arelle allows one `Session` at a time in a process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from arelle.api.Session import Session


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that a message names: file (as the URL that Arelle used), element id or path, line."""

    file: str
    fragment: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Message:
    """What Arelle logged. `level` is "ERROR", "WARNING", "INFO", ..."""

    code: str
    level: str
    text: str
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What a run checks. `plugins` are plug-in names or folders; `plugin_options` are handed to them."""

    calculations: str = "c11r"
    units: bool = True
    duplicates: str = "inconsistent"
    disclosure_system: str | None = None
    plugins: tuple[str, ...] = ()
    plugin_options: dict[str, Any] = field(default_factory=dict)
    online: bool = False


@contextmanager
def session() -> Iterator[Session]:
    from arelle.api.Session import Session

    with Session() as opened:
        yield opened


def validate_entry(
    opened: Session, entry: Path, packages: Sequence[Path], options: Options | None = None
) -> tuple[Message, ...]:
    """Load and validate one entry point (a file, or an archive that holds one)."""
    from arelle.logging.handlers.StructuredMessageLogHandler import StructuredMessageLogHandler
    from arelle.RuntimeOptions import RuntimeOptions

    options = options or Options()
    handler = StructuredMessageLogHandler()
    run_options = RuntimeOptions(
        pluginOptions=options.plugin_options or None,
        entrypointFile=str(entry),
        internetConnectivity="online" if options.online else "offline",
        packages=[str(package) for package in packages],
        plugins="|".join(options.plugins) or None,
        validate=True,
        calcs=options.calculations,
        utrValidate=options.units,
        validateDuplicateFacts=options.duplicates,
        disclosureSystemName=options.disclosure_system,
        disablePersistentConfig=True,
        logLevel="DEBUG",
        keepOpen=False,
    )
    opened.run(run_options, logHandler=handler)
    return tuple(map(_message, handler.messages))


def _message(record: dict[str, Any]) -> Message:
    return Message(
        code=str(record["messageCode"]),
        level=str(record["levelname"]),
        text=str(record["msg"]),
        references=tuple(_reference(ref) for ref in record["refs"] or ()),
    )


def _reference(ref: dict[str, Any]) -> Reference:
    file, _, fragment = str(ref.get("href", "")).partition("#")
    line = ref.get("sourceLine")
    return Reference(file, fragment, int(line) if line else None)
