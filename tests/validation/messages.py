"""What Arelle says of a report, by way of the fast validator and by a plain run on a whole package."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from converter.validation import validate
from converter.validation.arelle_findings import settled
from converter.validation.entries import find_entries
from converter.validation.messages import Message
from converter.validation.session import Options, run

Plain = tuple[str, str, str, tuple[tuple[str, str, int], ...]]

# What differs from run to run: times, and where the files were put.
_RUN = {"info", "debug", "", "profileActivity", "info:profileActivity"}


def comparable(messages: Iterable[Message], root: Path) -> list[Plain]:
    """Level, code, text and places, without what names the folder of the run."""
    return sorted(
        (
            message.level,
            message.code,
            settled(_without_folder(message.text, root)),
            tuple(sorted((_without_folder(ref.file, root), ref.fragment, ref.line or 0) for ref in message.references)),
        )
        for message in messages
        if message.code not in _RUN
    )


def _without_folder(text: str, root: Path) -> str:
    text = re.sub(r"(/[\w.-]+)*/ixconvert-\w+/", "", text.replace(f"{root}/", ""))
    text = re.sub(
        r"(\.\./)+([\w.-]+/)*", "", text
    )  # a file that is not well formed is named relative to the working folder
    return re.sub(r"\S*\.zip/", "PACKAGE/", text)


def fast(files: Mapping[str, bytes] | Path) -> list[Plain]:
    with find_entries(files) as entries:
        return comparable(validate._validate(entries[0], Options(), None), entries[0].root)


def plain(files: Mapping[str, bytes], package: Path) -> list[Plain]:
    """The ordinary way: the whole package, every check on."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        entry = next(path for path in sorted(Path(folder).iterdir()) if path.suffix == ".htm")
        return comparable(run(entry, Options(packages=[package])), Path(folder))
