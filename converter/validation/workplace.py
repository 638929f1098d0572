"""A folder that stands for the web while Arelle validates: generated schemas under `scheme/host/path`.

One a process, made when first needed and removed at exit; a file is written again only when its text changes.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from converter.taxonomies.schema import schema_text
from converter.validation.closure import Closure


class Workplace:
    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ixconvert-"))
        self.owner = os.getpid()
        self._written: dict[str, str] = {}
        atexit.register(self.remove)

    def lay_out(self, closure: Closure) -> None:
        """Put the schemas of `closure` in place, and nothing else."""
        taxonomy = closure.taxonomy
        wanted = {
            schema.url.replace("://", "/", 1): schema_text(taxonomy, schema.prefix, closure.selection)
            for schema in taxonomy.schemas.values()
        }
        for path in self._written.keys() - wanted.keys():
            (self.folder / path).unlink(missing_ok=True)
            del self._written[path]
        for path, text in wanted.items():
            if self._written.get(path) != text:
                target = self.folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8", newline="\n")
                self._written[path] = text

    def remove(self) -> None:
        if os.getpid() == self.owner:
            shutil.rmtree(self.folder, ignore_errors=True)


_workplace: Workplace | None = None


def workplace() -> Workplace:
    """This process's own; a forked child makes another."""
    global _workplace
    if _workplace is None or _workplace.owner != os.getpid() or not _workplace.folder.is_dir():
        _workplace = Workplace()
    return _workplace
