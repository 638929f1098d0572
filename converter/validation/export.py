"""xBRL-JSON and xBRL-CSV of a loaded report, written by Arelle's own plug-in: they prove the report, not our model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class Exporter:
    """Called with a loaded model; `files` then holds facts.json, facts.csv and facts-metadata.json."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.files: dict[str, bytes] = {}

    def __call__(self, model: Any) -> None:
        from arelle.plugin.saveLoadableOIM import saveLoadableOIM

        if not model.facts:
            return
        saveLoadableOIM(model, str(self._folder / "facts.json"))
        saveLoadableOIM(model, str(self._folder / "facts.csv"))
        self.files = dict(sorted(self._collected().items()))

    def _collected(self) -> dict[str, bytes]:
        found = {"facts.json": (self._folder / "facts.json").read_bytes()}
        table = self._folder / "facts-facts.csv"
        metadata = self._folder / "facts-metadata.json"
        if table.is_file() and metadata.is_file():
            described = json.loads(metadata.read_text(encoding="utf-8-sig"))
            for entry in described.get("tables", {}).values():
                if entry.get("url") == table.name:
                    entry["url"] = "facts.csv"
            found["facts.csv"] = table.read_bytes()
            found["facts-metadata.json"] = (json.dumps(described, indent=2, ensure_ascii=False) + "\n").encode()
        return found
