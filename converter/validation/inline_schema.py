"""Keeps the compiled schema of XHTML with Inline XBRL from report to report, and makes it while Arelle is imported.

Arelle reads and compiles that schema (forty files, always the same) anew for every document, which is a third of the
time of validating a small report. There is no option to keep it, so the name `etree` of the one module that does so is
given a stand-in that answers its two calls for that schema from memory and passes everything else on to lxml. The
compiled schema is the same object with the same error log, so the messages are the same; archives, which may carry
schemas of their own, are validated without the stand-in.

The compiler does not hold the interpreter, so that a thread may have it done by the time it is asked for.
"""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_URL = "http://www.xbrl.org/2013/inlineXBRL/xhtml-inlinexbrl-1_1.xsd"
_BUILT_IN = "resources/cache"


class _Lxml:
    def __init__(self, etree: Any) -> None:
        self._etree = etree
        self._tree: Any = None
        self._schema: Any = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._etree, name)

    def parse(self, source: Any, *args: Any, **options: Any) -> Any:
        if source != _URL:
            return self._etree.parse(source, *args, **options)
        if self._tree is None:
            self._tree, self._schema = _made_ahead()
        if self._tree is None:
            self._tree = self._etree.parse(source, *args, **options)
        return self._tree

    def XMLSchema(self, tree: Any, *args: Any, **options: Any) -> Any:
        if tree is not self._tree or args or options:
            return self._etree.XMLSchema(tree, *args, **options)
        if self._schema is None:
            self._schema = self._etree.XMLSchema(tree)
        return self._schema


_kept: _Lxml | None = None


@contextmanager
def kept_inline_schema() -> Iterator[None]:
    """While this is open, Arelle compiles the schema of Inline XBRL 1.1 at most once in the life of the process."""
    global _kept
    from arelle import XmlValidate

    if _kept is None:
        _kept = _Lxml(XmlValidate.etree)
    before = XmlValidate.etree
    XmlValidate.etree = _kept
    try:
        yield
    finally:
        XmlValidate.etree = before


# --- ahead of time ---------------------------------------------------------------------------------------------------


class _Compiling(threading.Thread):
    """Compiles the schema from the files that Arelle carries; `made` is its tree and itself, both None where one of
    the files is not there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(name="inline schema", daemon=True)
        self._folder = folder
        self.made: tuple[Any, Any] = (None, None)

    def run(self) -> None:
        from lxml import etree

        missing = []
        folder = self._folder

        class Files(etree.Resolver):
            def resolve(self, url: str | None, public_id: str | None, context: Any) -> Any:
                path = folder / (url or "").replace("://", "/", 1)
                if path.is_file():
                    return self.resolve_string(path.read_bytes(), context, base_url=url)
                missing.append(url)
                return self.resolve_empty(context)

        parser = etree.XMLParser(resolve_entities=False)
        parser.resolvers.add(Files())
        try:
            tree = etree.parse(_URL, parser=parser)
            schema = etree.XMLSchema(tree)
        except (etree.LxmlError, OSError):
            return
        if not missing:
            self.made = (tree, schema)


_compiling: _Compiling | None = None


def compile_ahead() -> None:
    """Begin to compile the schema, for `kept_inline_schema` to find."""
    global _compiling
    spec = importlib.util.find_spec("arelle")
    if _compiling is not None or spec is None or not spec.submodule_search_locations:
        return
    _compiling = _Compiling(Path(next(iter(spec.submodule_search_locations))) / _BUILT_IN)
    _compiling.start()


def finish_ahead() -> None:
    """Wait until what was begun is done."""
    if _compiling is not None:
        _compiling.join()


def _made_ahead() -> tuple[Any, Any]:
    finish_ahead()
    return _compiling.made if _compiling is not None else (None, None)
