"""Pooling: the vector of a part of a text, from the vectors that its words have where they stand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
# Where the parts of a text stand in it, in characters, in order.
Spans = Sequence[tuple[int, int]]


def pooled(tokens: Rows, offsets: Sequence[tuple[int, int]], spans: Spans, whole: Rows) -> Rows:
    """Return one row of length one for each span: the mean of the tokens that stand in it.

    The tokens were read within the whole text, so that a part that says "it" lies near what that stands for. A part of
    which nothing was read, such as the end of a long text, has the vector of the `whole`.
    """
    places = [place for place, (start, end) in enumerate(offsets) if end > start]
    starts = np.array([offsets[place][0] for place in places])
    sums = np.vstack([np.zeros((1, tokens.shape[1])), np.cumsum(tokens[places], axis=0, dtype=np.float64)])
    rows = np.empty((len(spans), tokens.shape[1]), dtype=np.float32)
    for row, (first, end) in zip(rows, spans, strict=True):
        begin, stop = np.searchsorted(starts, (first, end))
        total = sums[stop] - sums[begin]
        length = np.linalg.norm(total)
        row[:] = total / length if stop > begin and length else whole
    return rows
