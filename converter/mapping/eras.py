"""Elements that filings of some years cannot mean: `taxonomy/lexicon/eras.toml`."""

from __future__ import annotations

from functools import lru_cache

from converter.resources import rules

Weighed = tuple[str, float]


@lru_cache(maxsize=1)
def _eras() -> dict[str, tuple[int, str]]:
    data = rules("lexicon/eras.toml")
    return {entry["element"]: (entry["from"], entry["instead"]) for entry in data["era"]}


def of_the_time(candidates: list[Weighed], year: int | None) -> list[Weighed]:
    """Names with probabilities, best first, where what is too young gives its probability to what was meant then."""
    if year is None:
        return candidates
    eras = _eras()
    moved: dict[str, float] = {}
    for name, p in candidates:
        first, instead = eras.get(name, (0, name))
        name = instead if year < first else name
        moved[name] = moved.get(name, 0.0) + p
    return sorted(moved.items(), key=lambda item: -item[1])
