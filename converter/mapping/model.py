"""The trained model on disk: `taxonomy/lexicon/model.npz`, read into a `Ranker` and two calibrations.

Large tables are kept as eight-bit integers with a scale for each row; the rest as they are. Reading takes some 50 ms.
"""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from converter.mapping.elements import Elements
from converter.mapping.lexicon import load as load_lexicon
from converter.mapping.network import Network
from converter.mapping.ranking import Lookup, Ranker
from converter.mapping.trees import Trees
from converter.resources import folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SMALL = {"embedding": 1, "out": 0}  # kept in eight bits, with a scale for each row, or each column


@dataclass(frozen=True, slots=True)
class Calibration:
    """A monotone, piecewise linear map from the ranker's probability to the share that is right."""

    raw: NDArray[np.float32]
    right: NDArray[np.float32]

    def __call__(self, probability: float) -> float:
        import numpy as np

        return float(np.interp(probability, self.raw, self.right))


@dataclass(frozen=True, slots=True)
class Model:
    """`whole` calibrates rows read within a statement, `alone` rows read by themselves."""

    ranker: Ranker
    whole: Calibration
    alone: Calibration


@lru_cache(maxsize=1)
def load() -> Model:
    """The model that is shipped, with the lexicon that is shipped."""
    return load_from(folder("taxonomy") / "lexicon" / "model.npz", load_lexicon().uses)


def load_from(path: Path, lookup: Lookup) -> Model:
    """The model of a file, with a lexicon to ask."""
    # Matrices here are small: more threads than one only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import numpy as np

    with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as data:
        z = {name: data[name] for name in data.files}
    weights = {}
    for name, value in z.items():
        if name.startswith("w_"):
            key = name[2:]
            weights[key] = value.astype(np.float32) * (z[f"s_{key}"] if key in _SMALL else 1)
    network = Network(weights, {w: i + 1 for i, w in enumerate(_lines(z["words"]))}, tuple(_lines(z["classes"])))
    elements = Elements(
        tuple(_lines(z["names"])),
        *(
            z[f"e_{part}"] if z[f"e_{part}"].dtype.kind == "i" else z[f"e_{part}"].astype(np.float32)
            for part in ("kind", "balance", "instant", "arcs", "use", "modern", "sectors", "repeats", "minus")
        ),
    )
    trees = Trees(
        z["t_roots"], z["t_feature"], z["t_threshold"], z["t_left"], z["t_right"], z["t_value"], int(z["t_depth"])
    )
    return Model(
        Ranker(elements, network, trees, lookup),
        Calibration(z["c_whole"][0], z["c_whole"][1]),
        Calibration(z["c_alone"][0], z["c_alone"][1]),
    )


def _lines(text: NDArray[np.uint8]) -> list[str]:
    return text.tobytes().decode("utf-8").split("\n")


def save(path: Path, model: Model) -> None:
    """Write the model; the same model gives the same bytes."""
    import numpy as np

    def text(lines: tuple[str, ...] | list[str]) -> NDArray[np.uint8]:
        return np.frombuffer("\n".join(lines).encode("utf-8"), np.uint8)

    ranker = model.ranker
    z: dict[str, NDArray[np.generic]] = {
        "words": text(sorted(ranker.network.vocabulary, key=ranker.network.vocabulary.__getitem__)),
        "classes": text(ranker.network.classes),
        "names": text(ranker.elements.names),
    }
    for key, value in ranker.network.weights.items():
        if key in _SMALL:
            scale = np.maximum(np.abs(value).max(_SMALL[key], keepdims=True), 1e-8) / 127
            z[f"w_{key}"], z[f"s_{key}"] = np.round(value / scale).astype(np.int8), scale.astype(np.float32)
        else:
            z[f"w_{key}"] = value.astype(np.float16)
    for part in ("kind", "balance", "instant", "arcs"):
        z[f"e_{part}"] = getattr(ranker.elements, part)
    for part in ("use", "modern", "sectors", "repeats", "minus"):
        z[f"e_{part}"] = getattr(ranker.elements, part).astype(np.float16)
    for part in ("roots", "feature", "threshold", "left", "right", "value"):
        z[f"t_{part}"] = getattr(ranker.trees, part)
    z["t_depth"] = np.array(ranker.trees.depth)
    z["c_whole"] = np.stack([model.whole.raw, model.whole.right])
    z["c_alone"] = np.stack([model.alone.raw, model.alone.right])
    with path.open("wb") as out:
        np.savez_compressed(out, **z)  # type: ignore[arg-type]
