"""The Jinja environment: strict, escaping, and ASCII at the edge (EFM 5.2.1.1)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import jinja2

from converter.resources import folder

# What XML 1.0 §2.2 cannot hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@cache
def environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder("templates")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def xml_text(text: str) -> str:
    """Source text as XML can hold it: line ends are "\\n", control characters are gone."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def escaped(text: str) -> str:
    """Character data; `xml_text` has been applied."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    return escaped(xml_text(text)).replace('"', "&quot;").replace("\n", " ").replace("\t", " ")


def rendered(template: jinja2.Template, **variables: Any) -> bytes:
    """ASCII bytes without "^"; whatever else becomes a numeric character reference (EFM 5.2.1.1)."""
    text = template.render(**variables)
    return _ILLEGAL.sub("", text).lstrip("\n").replace("^", "&#94;").encode("ascii", "xmlcharrefreplace")
