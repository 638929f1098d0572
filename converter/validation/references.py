"""What a report refers to: the files it leads to, the names and role URIs in them, the documents on other hosts.

Read with a few regular expressions rather than an XML parser: names are only looked up in the taxonomy, so that
finding too many does no harm, and the answer says where finding enough could not be certain (`doubt`).
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Two patterns that begin with plain text, which the engine looks for much faster than for a name before a colon.
_HREFS = tuple(re.compile(start + rb"""\s*=\s*(?:"([^"]*)"|'([^']*)')""") for start in (rb":href", rb"schemaLocation"))
_AFTER_MARK = re.compile(rb"[:#_]([A-Za-z][A-Za-z0-9.-]*)")
_ANY_NAME = re.compile(rb"[A-Za-z][A-Za-z0-9.-]*")
_ROLE = re.compile(rb"https?://(?:www\.)?(?:fasb\.org|xbrl\.sec\.gov|xbrl\.us)/[\w./-]*")
_CHARACTER = re.compile(rb"&#(x[0-9A-Fa-f]{1,6}|[0-9]{1,7});")
_DEFAULT_SPACE = re.compile(rb"""xmlns\s*=\s*["']https?://(?:fasb\.org|xbrl\.sec\.gov|xbrl\.us)/""")
_TARGET_SPACE = re.compile(rb"""targetNamespace\s*=\s*["']https?://(?:fasb\.org|xbrl\.sec\.gov|xbrl\.us)/""")
_PART_OF_SCHEMA = re.compile(rb"<(?:[\w.-]+:)?(?:include|redefine)\b")
_ARCROLE_TYPE = re.compile(rb"<(?:[\w.-]+:)?arcroleType\b")
_FACT = b"contextRef="
_XML = (".xsd", ".xml", ".htm", ".html", ".xhtml")
_MOST_FILES = 500


@dataclass(slots=True)
class References:
    """`names` are local names of elements or ids without their prefix, `roles` URIs that may be roles, `remote`
    absolute URLs without fragment; `facts` counts the facts. `arcrole_types` says that the report declares some.
    `doubt` says in words why the names may not be all of them, None where they are."""

    names: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    remote: set[str] = field(default_factory=set)
    files: list[Path] = field(default_factory=list)
    facts: int = 0
    arcrole_types: bool = False
    doubt: str | None = None


def read_references(entry: Path) -> References:
    """Follow relative references from `entry` through its folder and below."""
    found = References()
    root = entry.parent.resolve()
    pending, seen = [entry.resolve()], set()
    while pending and found.doubt is None:
        path = pending.pop()
        if path in seen or not path.is_file():
            continue
        seen.add(path)
        if len(seen) > _MOST_FILES:
            found.doubt = f"more than {_MOST_FILES} files"
        found.files.append(path)
        data = path.read_bytes()
        _scan(data, path.suffix.lower() == ".xsd", found)
        for href in _hrefs(data):
            target = _follow(href, path, root, found)
            if target is not None and target.suffix.lower() in _XML:
                pending.append(target)
    return found


def _scan(data: bytes, schema: bool, found: References) -> None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00")) or b"\x00" in data[:100]:
        found.doubt = "an encoding of two bytes a character"
    elif b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        found.doubt = "a document type declaration"
    elif _DEFAULT_SPACE.search(data):
        found.doubt = "names without a prefix"
    elif schema and (_TARGET_SPACE.search(data) or _PART_OF_SCHEMA.search(data)):
        found.doubt = "a schema that adds to another"
    found.facts += data.count(_FACT)
    found.arcrole_types |= bool(_ARCROLE_TYPE.search(data))
    if any(_is_name_character(digits) for digits in set(_CHARACTER.findall(data))):
        data = data + b"\n" + html.unescape(data.decode("utf-8", "replace")).encode("utf-8")
    pattern = _ANY_NAME if schema else _AFTER_MARK
    found.names.update(name.decode("ascii") for name in set(pattern.findall(data)))
    found.roles.update(uri.decode("ascii") for uri in set(_ROLE.findall(data)))


def _is_name_character(digits: bytes) -> bool:
    code = int(digits[1:], 16) if digits[:1] == b"x" else int(digits)
    return 32 < code < 127


def _hrefs(data: bytes) -> set[str]:
    values: set[str] = set()
    for pattern in _HREFS:
        for first, second in set(pattern.findall(data)):
            values.update(html.unescape((first or second).decode("utf-8", "replace")).split())
    return values


def _follow(href: str, path: Path, root: Path, found: References) -> Path | None:
    """The local file that a reference leads to, None where it leads elsewhere."""
    if href.startswith("#"):
        return None
    parts = urlsplit(href)
    if parts.scheme in ("http", "https"):
        found.remote.add(href.partition("#")[0])
        return None
    if parts.scheme or not parts.path:
        return None
    target = (path.parent / unquote(parts.path)).resolve()
    if not target.is_relative_to(root):
        found.doubt = f"a reference out of the report's folder: {href}"
        return None
    return target
