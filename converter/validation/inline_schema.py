"""Keeps the compiled schema of XHTML with Inline XBRL from report to report.

Arelle reads and compiles that schema (forty files, always the same) anew for every document, which is a third of the
time of validating a small report. There is no option to keep it, so the name `etree` of the one module that does so is
given a stand-in that answers its two calls for that schema from memory and passes everything else on to lxml. The
compiled schema is the same object with the same error log, so the messages are the same; archives, which may carry
schemas of their own, are validated without the stand-in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_URL = "http://www.xbrl.org/2013/inlineXBRL/xhtml-inlinexbrl-1_1.xsd"


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
