"""The part of the model that reads a statement as a whole: a small convolutional network, evaluated with numpy.

    row      the sum of its tokens' embeddings and its columns, through a layer
    context  residual blocks in which a row sees its neighbours 1, 2, 4 and 8 away, and the mean of the statement
    output   a logit for each class: the elements that the training filers used, and OWN for one of their own

`benchmarks/train_mapping.py` trains it; nothing but numpy is needed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

REACH = (1, 2, 4, 8)


@dataclass(frozen=True, slots=True)
class Network:
    """`weights` by name, `vocabulary` token -> row of the embedding, `classes` in the order of the logits."""

    weights: dict[str, Array]
    vocabulary: dict[str, int]
    classes: tuple[str, ...]

    def logits(self, tokens: list[list[str]], columns: Array, sheets: NDArray[np.int64]) -> Array:
        """Scores of shape (rows, classes); `sheets[i]` numbers, ascending, the statement that row i belongs to."""
        import numpy as np

        w = self.weights
        row = np.zeros((len(tokens), w["embedding"].shape[1]), np.float32)
        for i, found in enumerate(tokens):
            known = [k for k in (self.vocabulary.get(t) for t in found) if k is not None]
            if known:
                row[i] = w["embedding"][known].sum(0) / np.sqrt(len(known))
        h = np.concatenate([row, columns], 1) @ w["in"] + w["in_bias"]
        h = np.maximum(h, 0) @ w["in2"] + w["in2_bias"]
        starts = np.flatnonzero(np.r_[True, sheets[1:] != sheets[:-1]])
        sizes = np.diff(np.r_[starts, len(sheets)])
        for k, reach in enumerate(REACH):
            x = _normal(h)
            mean = np.repeat(np.add.reduceat(x, starts) / sizes[:, None], sizes, 0)
            wide = np.concatenate([_shifted(x, sheets, reach), x, _shifted(x, sheets, -reach), mean], 1)
            h = h + np.maximum(wide @ w[f"wide{k}"] + w[f"wide{k}_bias"], 0) @ w[f"back{k}"]
        out: Array = _normal(h) @ w["out"] + w["out_bias"]
        return out


def _normal(h: Array) -> Array:
    """Each row at mean 0 and variance 1."""
    import numpy as np

    centred = h - h.mean(1, keepdims=True)
    out: Array = centred / np.sqrt((centred * centred).mean(1, keepdims=True) + 1e-5)
    return out


def _shifted(x: Array, sheets: NDArray[np.int64], by: int) -> Array:
    """Row i of the result is row i - by of the same sheet, zeros where there is none."""
    import numpy as np

    out = np.zeros_like(x)
    if by >= len(x) or -by >= len(x):
        return out
    if by > 0:
        same = sheets[by:] == sheets[:-by]
        out[by:][same] = x[:-by][same]
    else:
        same = sheets[:by] == sheets[-by:]
        out[:by][same] = x[-by:][same]
    return out
