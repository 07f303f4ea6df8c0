"""The parts of passages: the vector of each of their sentences, in a folder beside the passages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.encoder import Vectors

# Half the bytes find the same: each of 900 questions got the same five passages in the same order.
_KEPT = np.float16
_ROWS, _ENDS = "rows.npy", "ends.npy"


class Parts:
    """Gives the vectors of a passage's sentences by the place that the passage has on its shelf."""

    def __init__(self, rows: np.ndarray, ends: np.ndarray) -> None:
        self._rows, self._ends = rows, ends

    def __len__(self) -> int:
        return len(self._ends)

    @classmethod
    def read(cls, folder: Path) -> Parts:
        """Return what was written into a folder; nothing is loaded before it is asked for.

        Raises `OSError` or `ValueError` where it is damaged.
        """
        return cls(np.load(folder / _ROWS, mmap_mode="r"), np.load(folder / _ENDS))

    def of(self, place: int) -> Vectors:
        """Return one row of length one for each sentence of the passage at this place, in their order."""
        start = int(self._ends[place - 1]) if place else 0
        return np.asarray(self._rows[start : int(self._ends[place])], dtype=np.float32)


def write(folder: Path, passages: Sequence[Vectors]) -> None:
    """Write the vectors of the sentences of each passage into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    # A file without a row could not be mapped into memory.
    rows = np.vstack(passages) if passages else np.zeros((1, 1))
    np.save(folder / _ROWS, rows.astype(_KEPT))
    np.save(folder / _ENDS, np.cumsum([len(each) for each in passages], dtype=np.int64))
