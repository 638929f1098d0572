"""Boosted trees, evaluated with numpy: all trees for all candidates at once, one level of depth a step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Trees:
    """Nodes of all trees in one list; a leaf is its own child. Left is taken where the feature is <= the threshold.

    `roots` (trees,), `feature`, `threshold`, `left`, `right`, `value` (nodes,); `depth` is the deepest tree's.
    """

    roots: NDArray[np.int32]
    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    depth: int

    def scores(self, x: NDArray[np.float32]) -> NDArray[np.float32]:
        """The sum of the trees' values for each row of `x` (rows, features), shape (rows,)."""
        import numpy as np

        if not len(x):
            return np.zeros(0, np.float32)
        node = np.broadcast_to(self.roots, (len(x), len(self.roots))).copy()
        rows = np.arange(len(x))[:, None]
        for _ in range(self.depth):
            goes_left = x[rows, self.feature[node]] <= self.threshold[node]
            node = np.where(goes_left, self.left[node], self.right[node])
        out: NDArray[np.float32] = self.value[node].sum(1, dtype=np.float32)
        return out


def none() -> Trees:
    """Trees that add nothing."""
    import numpy as np

    one = np.zeros(1, np.int32)
    return Trees(one, one.astype(np.int16), np.zeros(1, np.float32), one, one, np.zeros(1, np.float32), 1)
