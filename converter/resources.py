"""Finds `templates/` and `taxonomy/`: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder `name` ("templates" or "taxonomy") of this installation."""
    shipped = _PACKAGE / "_data" / name
    return shipped if shipped.is_dir() else _PACKAGE.parent / name


def rules(path: str) -> dict[str, Any]:
    """A file of rules in `taxonomy/`, as its TOML says."""
    import tomllib

    return tomllib.loads((folder("taxonomy") / path).read_text(encoding="utf-8"))
