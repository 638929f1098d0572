"""Puts off the grammar of XPath until a report with formulas needs it.

Arelle builds that grammar, two hundred expressions of `pyparsing`, when it is imported: a fifth of its start, for what
only reports with a formula linkbase use. While Arelle is being imported, `pyparsing` is a stand-in whose expressions
are all one object that any operation leads back to. When something is first to be parsed, the module is run again in
its own namespace with the real `pyparsing`, and keeps what it had: classes that other modules know, and its state.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_MODULE = "arelle.formula.XPathParser"


class _Unmade(Exception):
    """Stands for the exceptions of `pyparsing`: nothing raises it."""


class _Expression:
    """Every expression of the grammar, before it is made."""

    def __getattr__(self, name: str) -> Any:
        return _parse if name == "parse_string" else self

    def _same(self, *_: Any, **__: Any) -> _Expression:
        return self

    __call__ = __add__ = __radd__ = __sub__ = __rsub__ = __or__ = __ror__ = __ilshift__ = __invert__ = _same


class _Names(ModuleType):
    """`pyparsing`, as far as anything asks for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name.endswith("Exception"):
            return _Unmade
        # `isinstance(x, ParserElement)` wants a class, and what is called to make an expression must give one.
        return _Expression if name == "ParserElement" else _EXPRESSION


_EXPRESSION = _Expression()


@contextmanager
def grammar_put_off() -> Iterator[None]:
    """What is imported within finds no grammar, unless `pyparsing` or the module that builds it is there already."""
    if "pyparsing" in sys.modules or _MODULE in sys.modules:
        yield
        return
    sys.modules["pyparsing"] = _Names("pyparsing")
    try:
        yield
    finally:
        del sys.modules["pyparsing"]


def _parse(text: str, *values: Any, **options: Any) -> Any:
    """`parse_string` of the grammar's start, made now."""
    module = sys.modules[_MODULE]
    make_grammar(module)
    parse: Callable[..., Any] = module.__dict__["xpathExpr"].parse_string
    return parse(text, *values, **options)


def make_grammar(module: ModuleType) -> None:
    """Run the module again with the real `pyparsing`; only what the stand-in had left open is taken from that run."""
    kept = {name: value for name, value in vars(module).items() if not _is_stand_in(value)}
    assert module.__spec__ is not None and module.__spec__.loader is not None
    module.__spec__.loader.exec_module(module)
    vars(module).update(kept)


def _is_stand_in(value: Any) -> bool:
    return isinstance(value, _Expression) or value in (_Expression, _Unmade)
