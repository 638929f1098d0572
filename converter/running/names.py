"""What the output folder of a filing is called."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

# What a run writes beside the folders of the filings.
_RESERVED = frozenset({"run.html", "run.json", ".ixconvert"})


def source_name(source: str | Path) -> str:
    """The file name of the filing at a path or URL: a filing in a .gz is called without that."""
    return PurePosixPath(str(source).replace("\\", "/")).name.removesuffix(".gz")


def stem(source: str | Path) -> str:
    """The name of the output folder of a source: its file name without the last suffix, and without .gz."""
    name = PurePosixPath(source_name(source))
    return f"{name.stem}_" if name.stem in _RESERVED else name.stem or name.name
