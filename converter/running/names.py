"""What the output folder of a filing is called."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

# What a run writes beside the folders of the filings.
_RESERVED = frozenset({"run.html", "run.json", ".ixconvert"})


def source_name(source: str | Path) -> str:
    """The file name of a path or URL."""
    return PurePosixPath(str(source).replace("\\", "/")).name


def stem(source: str | Path) -> str:
    """The name of the output folder of a source: its file name without the last suffix, and without .gz."""
    name = PurePosixPath(source_name(source).removesuffix(".gz"))
    return f"{name.stem}_" if name.stem in _RESERVED else name.stem or name.name
