"""The judge: says of sentences how likely each of them answers a question.

It was trained by `make judge`; onnxruntime and tokenizers run it, on one thread, in milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
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
        # A dozen sentences are read at once, which two threads share well.
        self._tokenizer, self._session = opened(folder, "judge.onnx", threads=2)
        self._tokenizer.enable_truncation(LENGTH, strategy="longest_first")
        self._tokenizer.enable_padding()

    def judge(self, question: str, sentences: Sequence[tuple[str, str]]) -> list[float]:
        """Return the probability that each (heading, sentence) answers the question."""
        if not sentences:
            return []
        asked = encodable(" ".join(question.split())[:LONGEST])
        pairs = [(asked, encodable(worded(title, sentence))) for title, sentence in sentences]
        encoded = self._tokenizer.encode_batch(pairs)
        given = {
            "input_ids": np.array([each.ids for each in encoded], dtype=np.int64),
            "attention_mask": np.array([each.attention_mask for each in encoded], dtype=np.int64),
            "token_type_ids": np.array([each.type_ids for each in encoded], dtype=np.int64),
        }
        logits = self._session.run(None, given)[0]
        found: list[float] = (1.0 / (1.0 + np.exp(-logits))).tolist()
        return found
