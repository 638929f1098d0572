"""Which object a person means."""

from __future__ import annotations

from converter.archive.store import Store
from converter.errors import ArchiveError


def find_object(store: Store, text: str) -> str:
    """The id itself, the id without its scheme, or a beginning that only one object has. Raises ArchiveError."""
    for candidate in (text, f"accession:{text}", f"sha256:{text}"):
        if store.object_folder(candidate).is_dir():
            return candidate
    matches = [name for name in store.identifiers() if name.startswith(text) or name.partition(":")[2].startswith(text)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise ArchiveError(f"{text} could be {len(matches)} objects: {', '.join(matches[:3])} ...")
    raise ArchiveError(f"no object {text} in {store.root}")
