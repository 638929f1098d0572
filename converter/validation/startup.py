"""Imports Arelle without what a validation never uses.

`arelle.oim.Load` imports `openpyxl` (and that numpy) at its head, only to recognise cells of workbooks, which is a
third of the time that Arelle takes to start. While Arelle is being imported, a stand-in with the two names it asks
for is in place; afterwards whoever imports `openpyxl` gets the real one.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


def import_arelle() -> None:
    if "arelle.api.Session" in sys.modules:
        return
    with _without_openpyxl(), without_collection():
        import arelle.api.Session
        import arelle.logging.handlers.StructuredMessageLogHandler
        import arelle.oim.Load
        import arelle.RuntimeOptions  # noqa: F401


@contextmanager
def _without_openpyxl() -> Iterator[None]:
    if "openpyxl" in sys.modules:
        yield
        return
    package, cells = ModuleType("openpyxl"), ModuleType("openpyxl.cell")
    for name in ("Cell", "MergedCell"):
        setattr(cells, name, type(name, (), {}))
    sys.modules["openpyxl"], sys.modules["openpyxl.cell"] = package, cells
    try:
        yield
    finally:
        for name in ("openpyxl", "openpyxl.cell"):
            sys.modules.pop(name, None)


@contextmanager
def without_collection() -> Iterator[None]:
    """Imports and loads make many objects that stay: looking for garbage among them is wasted."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def version() -> str:
    """Name and version of the validator."""
    from importlib.metadata import version as version_of

    return f"Arelle {version_of('arelle-release')}"
