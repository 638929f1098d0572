"""Which filings a run is about: files, folders, globs, URLs and lists, in a fixed order, each once."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from converter.errors import UnreadableSource
from converter.running.names import source_name
from converter.running.storage import file_system, is_url

FILING_SUFFIXES = frozenset({".txt", ".htm", ".html", ".sgml", ".nc"})  # what is looked for inside folders, .gz or not
_WILDCARDS = frozenset("*?[")


def find_sources(arguments: Iterable[str], lists: Iterable[Path] = ()) -> Iterator[str]:
    """Paths and URLs of the filings that `arguments` and the lines of `lists` mean.

    A folder means the filings anywhere in it (by suffix; hidden names are left out), a name with wildcards what it
    matches, everything else itself, whether it exists or not: converting it will say so. Raises UnreadableSource for a
    folder without filings, a pattern without matches, and a list that cannot be read.
    """
    seen: set[str] = set()
    for argument in (*arguments, *_listed(lists)):
        for source in _meant(argument):
            if source not in seen:
                seen.add(source)
                yield source


def _meant(argument: str) -> Iterator[str]:
    path = Path(argument)
    if is_url(argument):
        yield from _meant_by_url(argument)
    elif path.is_dir():
        found = [str(each) for each in _filings(path)]
        if not found:
            raise UnreadableSource(f"{argument}: no filings in this folder ({', '.join(sorted(FILING_SUFFIXES))})")
        yield from found
    elif _WILDCARDS & set(argument) and not path.exists():
        matches = sorted(str(each) for each in _matching(path) if each.is_file())
        if not matches:
            raise UnreadableSource(f"{argument}: matches no file")
        yield from matches
    else:
        yield argument


def _matching(pattern: Path) -> Iterator[Path]:
    """Paths that match, with the part before the first wildcard taken as it is written."""
    parts = pattern.parts
    first = next(i for i, part in enumerate(parts) if _WILDCARDS & set(part))
    for found in Path(*parts[:first]).glob(str(Path(*parts[first:]))):
        if not any(part.startswith(".") for part in found.parts[first:]):
            yield found


def _filings(folder: Path) -> Iterator[Path]:
    for each in sorted(folder.iterdir()):
        if each.name.startswith("."):
            continue
        if each.is_dir():
            yield from _filings(each)
        elif Path(source_name(each)).suffix.lower() in FILING_SUFFIXES:
            yield each


def _meant_by_url(url: str) -> Iterator[str]:
    if not _WILDCARDS & set(url):
        yield url
        return
    files, pattern = file_system(url)
    matches = sorted(files.glob(pattern))
    if not matches:
        raise UnreadableSource(f"{url}: matches no file")
    yield from (files.unstrip_protocol(match) for match in matches)


def _listed(lists: Iterable[Path]) -> Iterator[str]:
    for each in lists:
        try:
            text = sys.stdin.read() if str(each) == "-" else each.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableSource(f"{each}: the list cannot be read ({error})") from None
        yield from (line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
