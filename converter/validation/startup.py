"""Imports Arelle without what a validation of inline reports never uses.

Arelle imports at its heads what single features need: `openpyxl` (and that numpy) to recognise cells of workbooks,
the grammar of formulas, the loader of xBRL-JSON and xBRL-CSV with its checks, Pillow to look into images: together
more than half of the time it takes to start. While Arelle is being imported, a stand-in with the names it asks for is
in the place of each; afterwards whoever imports one of them gets the real one. The stand-ins of callables import the
real one when called.
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

from converter.validation.grammar import grammar_put_off

_OIM_CHECKS, _OIM_LOADER = "arelle.oim.Validate", "arelle.oim.Load"
_XML = (".xsd", ".xml", ".htm", ".html", ".xhtml")


def import_arelle() -> None:
    if "arelle.api.Session" in sys.modules:
        return
    with _with_stand_ins(), grammar_put_off(), without_collection():
        import arelle.api.Session
        import arelle.logging.handlers.StructuredMessageLogHandler
        import arelle.RuntimeOptions  # noqa: F401
    _put_loader_off()


@contextmanager
def _with_stand_ins() -> Iterator[None]:
    _put_off("PIL.Image")
    stand_ins = {name: module for name, module in {**_workbooks(), **_oim_checks()}.items() if name not in sys.modules}
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


def _oim_checks() -> dict[str, ModuleType]:
    stand_in = ModuleType(_OIM_CHECKS)
    for name in ("validateOIM", "validateTableConstraints"):
        setattr(stand_in, name, _when_called(_OIM_CHECKS, name))
    return {_OIM_CHECKS: stand_in}


def _when_called(module: str, name: str) -> Callable[..., Any]:
    def real(*values: Any, **options: Any) -> Any:
        return getattr(importlib.import_module(module), name)(*values, **options)

    return real


class _Loader(ModuleType):
    """Arelle asks its loader of xBRL-JSON and xBRL-CSV of every file whether it is one. No XML file is; for any other
    question the real module takes this one's place."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        sys.modules.pop(_OIM_LOADER, None)
        return getattr(importlib.import_module(_OIM_LOADER), name)

    def isOimLoadable(self, url: str, path: str) -> bool:
        if path.endswith(_XML):
            return False
        answer: bool = self.__getattr__("isOimLoadable")(url, path)
        return answer

    def oimLoader(self, *values: Any) -> Any:
        return self.__getattr__("oimLoader")(*values)


def _put_loader_off() -> None:
    if _OIM_LOADER not in sys.modules:
        stand_in = _Loader(_OIM_LOADER)
        sys.modules[_OIM_LOADER] = stand_in


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
