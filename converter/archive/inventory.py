"""OCFL 1.1 inventories: which logical files each version of an object has, and where their bytes are.

Version     created, message, logical path -> sha512
Inventory   one object; to and from `inventory.json` (OCFL 1.1 §3.5)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from converter.errors import ArchiveError

ALGORITHM = "sha512"
FILE = "inventory.json"
SIDECAR = f"{FILE}.{ALGORITHM}"
_TYPE = "https://ocfl.io/1.1/spec/#inventory"


@dataclass(frozen=True, slots=True)
class Version:
    """`created` is RFC 3339; `state` maps logical paths to digests."""

    created: str
    message: str
    agent: str
    state: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Inventory:
    """`manifest` maps digests to content paths (relative to the object), `versions` are in order, v1 first."""

    id: str
    manifest: Mapping[str, tuple[str, ...]]
    versions: tuple[Version, ...]

    @property
    def head(self) -> str:
        return f"v{len(self.versions)}"

    def version(self, name: str | None = None) -> Version:
        """The version named "v3" or "3"; the head by default. Raises ArchiveError."""
        number = len(self.versions) if name is None else _number(name)
        if not 1 <= number <= len(self.versions):
            raise ArchiveError(f"{self.id} has no version {name}; its last is {self.head}")
        return self.versions[number - 1]

    def content_path(self, digest: str) -> str:
        return self.manifest[digest][0]

    def with_version(self, version: Version) -> tuple[Inventory, dict[str, str]]:
        """The inventory with one more version, and the content paths that have to be written: digest -> path.

        Bytes that any earlier version has are referred to, not stored again.
        """
        number = len(self.versions) + 1
        manifest = dict(self.manifest)
        new = {}
        for path, digest in sorted(version.state.items()):
            if digest not in manifest:
                new[digest] = f"v{number}/content/{path}"
                manifest[digest] = (new[digest],)
        return replace(self, manifest=manifest, versions=(*self.versions, version)), new

    def encoded(self) -> bytes:
        record = {
            "id": self.id,
            "type": _TYPE,
            "digestAlgorithm": ALGORITHM,
            "head": self.head,
            "manifest": {digest: list(paths) for digest, paths in sorted(self.manifest.items())},
            "versions": {f"v{n}": _version_record(version) for n, version in enumerate(self.versions, 1)},
        }
        return (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode()


def decode(data: bytes) -> Inventory:
    """Raises ArchiveError where the bytes are not an inventory of ours."""
    try:
        record = json.loads(data)
        names = sorted(record["versions"], key=_number)
        versions = tuple(_version(record["versions"][name]) for name in names)
        manifest = {digest: tuple(paths) for digest, paths in record["manifest"].items()}
        return Inventory(record["id"], manifest, versions)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveError(f"not a readable inventory: {type(error).__name__} {error}") from None


def sidecar(inventory: bytes) -> bytes:
    return f"{digest_of(inventory)} {FILE}\n".encode()


def digest_of(data: bytes) -> str:
    return hashlib.sha512(data).hexdigest()


def _version_record(version: Version) -> dict[str, Any]:
    state: dict[str, list[str]] = {}
    for path, digest in sorted(version.state.items()):
        state.setdefault(digest, []).append(path)
    return {
        "created": version.created,
        "message": version.message,
        "user": {"name": version.agent, "address": f"urn:agent:{version.agent.replace(' ', ':')}"},
        "state": state,
    }


def _version(record: dict[str, Any]) -> Version:
    state = {path: digest for digest, paths in record["state"].items() for path in paths}
    return Version(record["created"], record.get("message", ""), record.get("user", {}).get("name", ""), state)


def _number(name: str) -> int:
    digits = name.removeprefix("v")
    return int(digits) if digits.isdigit() else 0
