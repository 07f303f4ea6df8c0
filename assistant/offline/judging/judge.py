"""The judge: says of sentences how likely each of them answers a question.

It was trained by `make judge`; onnxruntime and tokenizers run it, on one thread, in milliseconds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import numpy as np

from assistant.offline.graphs import encodable, opened

# Where the network lies that comes along.
ARTEFACT = Path(__file__).with_name("artefact")
# Question and sentence together are read up to so many tokens; the longer of them is cut.
LENGTH = 96
# A longer question is read by its beginning, in characters; the sentence must have room beside it.
LONGEST = 300


class Judge(Protocol):
    """Says how likely each sentence answers a question, from 0 to 1; `titles` are the headings they stand under."""

    def judge(self, question: str, sentences: Sequence[tuple[str, str]]) -> list[float]: ...


def worded(title: str, sentence: str) -> str:
    """Return a sentence with its heading, as the network reads the two."""
    flat = " ".join(sentence.split())
    return f"{title}: {flat}" if title else flat


class Network:
    """Runs the artefact in a folder. Raises `ReaderDamaged` where it cannot be opened."""

    def __init__(self, folder: Path = ARTEFACT) -> None:
        self._tokenizer, self._session = opened(folder, "judge.onnx")
        self._tokenizer.enable_truncation(LENGTH, strategy="longest_first")
        self._tokenizer.no_padding()
        # Two sentences at a time: each run is short, and lets other threads go on meanwhile.
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="judge")

    def judge(self, question: str, sentences: Sequence[tuple[str, str]]) -> list[float]:
        """Return the probability that each (heading, sentence) answers the question."""
        asked = encodable(" ".join(question.split())[:LONGEST])
        pairs = [encodable(worded(title, sentence)) for title, sentence in sentences]
        return list(self._readers.map(lambda sentence: self._likely(asked, sentence), pairs))

    def _likely(self, asked: str, sentence: str) -> float:
        """Judge a sentence by itself: weights of one byte are scaled by all that is read at once, padding included."""
        encoded = self._tokenizer.encode(asked, sentence)
        given = {
            "input_ids": np.array([encoded.ids], dtype=np.int64),
            "attention_mask": np.array([encoded.attention_mask], dtype=np.int64),
            "token_type_ids": np.array([encoded.type_ids], dtype=np.int64),
        }
        logit = float(self._session.run(None, given)[0][0])
        return 1.0 / (1.0 + math.exp(-logit))
