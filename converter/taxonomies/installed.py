"""Official taxonomy packages that the user installed, and what to give Arelle for a release."""

from __future__ import annotations

from pathlib import Path

from converter.taxonomies.offline import offline_package
from converter.taxonomies.taxonomy import load


def packages_for(name: str) -> list[Path]:
    """The packages of the release `name`: the generated one. Raises TaxonomyError where there is none."""
    return [offline_package(load(name))]
