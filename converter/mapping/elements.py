"""The elements that a line item may be, as the ranking sees them: numbers, facts, arcs and how often each was used."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from converter.mapping.labels import forms
from converter.statements.statement import Measure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Kind(IntEnum):
    """What an element measures; OTHER are headings, axes, members and texts."""

    MONEY = 0
    SHARES = 1
    PER_SHARE = 2
    PERCENT = 3
    PURE = 4
    OTHER = 5


KIND_OF = {
    Measure.MONEY: Kind.MONEY,
    Measure.SHARES: Kind.SHARES,
    Measure.PER_SHARE: Kind.PER_SHARE,
    Measure.PERCENT: Kind.PERCENT,
    Measure.PURE: Kind.PURE,
}


_UNKNOWN = 4.0  # the weight of a label's word that no element's name holds


@dataclass(frozen=True)
class Elements:
    """Parallel arrays over the elements. `balance` is 1 debit, -1 credit, 0 none; `instant` 1 or 0.

    `arcs` are (parent, child) numbers of the statements' calculation networks, shape (arcs, 2).
    `use` counts companies that used the element in a balance sheet, income statement, cash flow, equity statement,
    shape (elements, 4); `modern` those since 2018; `sectors` by division of the industry code, shape (elements, 10).
    `repeats` is the share of statements with the element that hold it more than once, shape (elements, 4).
    `minus` is the share of its non-zero values that are negative.
    """

    names: tuple[str, ...]
    kind: NDArray[np.int8]
    balance: NDArray[np.int8]
    instant: NDArray[np.int8]
    arcs: NDArray[np.int16]
    use: NDArray[np.float32]
    modern: NDArray[np.float32]
    sectors: NDArray[np.float32]
    repeats: NDArray[np.float32]
    minus: NDArray[np.float32]
    _below: dict[int, frozenset[int]] = field(default_factory=dict)
    _children: dict[int, list[int]] = field(default_factory=dict)
    _number: dict[str, int] = field(default_factory=dict)
    _words: dict[str, tuple[float, NDArray[np.int64]]] = field(default_factory=dict)
    _weights: dict[str, NDArray[np.float32]] = field(default_factory=dict)

    def number(self, name: str) -> int | None:
        """The number of the element with that name (no prefix)."""
        if not self._number:
            self._number.update((n, i) for i, n in enumerate(self.names))
        return self._number.get(name)

    def below(self, element: int) -> frozenset[int]:
        """Everything that adds up to the element, through any number of arcs."""
        found = self._below.get(element)
        if found is None:
            if not self._children:
                for parent, child in self.arcs.tolist():
                    self._children.setdefault(parent, []).append(child)
            seen: set[int] = set()
            todo = list(self._children.get(element, ()))
            while todo:
                one = todo.pop()
                if one not in seen:
                    seen.add(one)
                    todo.extend(self._children.get(one, ()))
            found = self._below[element] = frozenset(seen)
        return found

    def named_like(self, words: tuple[str, ...]) -> NDArray[np.float32]:
        """For each element the weight of the words that its name shares with a label; rare words weigh more."""
        import numpy as np

        if not self._words:
            self._index()
        known = [self._words[word] for word in set(words) if word in self._words]
        if not known:
            return np.zeros(len(self.names), np.float32)
        at = np.concatenate([found for _, found in known])
        weights = np.repeat([weight for weight, _ in known], [len(found) for _, found in known])
        return np.bincount(at, weights, len(self.names)).astype(np.float32)

    def word_weight(self, words: tuple[str, ...]) -> float:
        """The weight of a label's words, known or not."""
        if not self._words:
            self._index()
        return sum(self._words[word][0] if word in self._words else _UNKNOWN for word in set(words)) or 1.0

    @property
    def name_weights(self) -> NDArray[np.float32]:
        """For each element the weight of its whole name."""
        if not self._words:
            self._index()
        return self._weights["name"]

    def _index(self) -> None:
        from math import log

        import numpy as np

        split = [name_words(name) for name in self.names]
        found: dict[str, list[int]] = {}
        for i, words in enumerate(split):
            for word in words:
                found.setdefault(word, []).append(i)
        for word, at in found.items():
            self._words[word] = (log(1 + len(self.names) / len(at)), np.array(at))
        self._weights["name"] = np.array([sum(self._words[w][0] for w in words) or 1.0 for words in split], np.float32)


def name_words(name: str) -> frozenset[str]:
    """The words of an element's name in the labels' loose form."""
    return frozenset(forms(" ".join(re.findall("[A-Z]+(?![a-z])|[A-Z][a-z]*|[0-9]+", name))).words)
