"""Imports Arelle without what a validation of inline reports never uses.

Arelle imports at its heads what single features need: `openpyxl` (and that numpy) to recognise cells of workbooks,
the checks of table constraints in xBRL-CSV, Pillow to look into images: together two fifths of the time it takes
to start. While Arelle is being imported, a stand-in with the names it asks for is in the place of each; afterwards
whoever imports one of them gets the real one. The stand-ins of callables import the real one when called.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_CHECKS = {
    "arelle.oim.tc.metadata.validate": "TCMetadataValidator",
    "arelle.oim.tc.report.validate": "TCReportValidator",
}


def import_arelle() -> None:
    if "arelle.api.Session" in sys.modules:
        return
    with _with_stand_ins(), without_collection():
        import arelle.api.Session
        import arelle.logging.handlers.StructuredMessageLogHandler
        import arelle.oim.Load
        import arelle.RuntimeOptions  # noqa: F401


@contextmanager
def _with_stand_ins() -> Iterator[None]:
    _put_off("PIL.Image")
    stand_ins = {**_workbooks(), **{module: _checks(module, name) for module, name in _CHECKS.items()}}
    stand_ins = {name: module for name, module in stand_ins.items() if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            sys.modules.pop(name, None)


def _workbooks() -> dict[str, ModuleType]:
    package, cells = ModuleType("openpyxl"), ModuleType("openpyxl.cell")
    for name in ("Cell", "MergedCell"):
        setattr(cells, name, type(name, (), {}))
    return {"openpyxl": package, "openpyxl.cell": cells}


def _checks(module: str, name: str) -> ModuleType:
    stand_in = ModuleType(module)
    setattr(stand_in, name, _when_called(module, name))
    return stand_in


def _when_called(module: str, name: str) -> Callable[..., Any]:
    def real(*values: Any, **options: Any) -> Any:
        return getattr(importlib.import_module(module), name)(*values, **options)

    return real


def _put_off(name: str) -> None:
    """Import the submodule `name` when it is first used (`importlib.util.LazyLoader`)."""
    if name in sys.modules:
        return
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    package, _, child = name.rpartition(".")
    setattr(sys.modules[package], child, module)


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
