"""What the ranking thinks of a row, before it is decided."""

from __future__ import annotations

from dataclasses import dataclass

from converter.mapping.mapping import Candidate


@dataclass(frozen=True, slots=True)
class Opinion:
    """A row's candidates with calibrated probabilities, best first, and the probability that none of them is meant."""

    candidates: tuple[Candidate, ...]
    none: float

    @property
    def best(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None

    def of(self, concept: str) -> float:
        """The probability of a concept, 0 where it is no candidate."""
        return next((c.score for c in self.candidates if c.concept == concept), 0.0)

    def without(self, concept: str) -> Opinion:
        left = tuple(c for c in self.candidates if c.concept != concept)
        return Opinion(left, max(self.none, 1 - (left[0].score if left else 0.0)))
