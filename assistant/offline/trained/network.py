"""The trained reader's ears: a small network that says how likely each label is, of a message and of its tokens.

It was trained by `make reader`; onnxruntime and tokenizers run it, on one thread, in milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.offline.clauses import clauses
from assistant.offline.graphs import encodable, opened
from assistant.offline.trained.heads import MESSAGE, TOKEN, setting

Floats = NDArray[np.float32]
Place = tuple[int, int]

# Where the network lies that comes along.
ARTEFACT = Path(__file__).with_name("artefact")
# A longer message is heard in pieces of whole clauses, each of at most this many characters.
LONGEST_PIECE = 400

_AT_MESSAGE = {label: place for place, label in enumerate(MESSAGE)}
_AT_TOKEN = {label: place for place, label in enumerate(TOKEN)}


@dataclass(frozen=True)
class Heard:
    """What was heard: a probability for each label of `MESSAGE`, and for each token its place and a row of `TOKEN`."""

    message: Floats
    places: tuple[Place, ...]
    tokens: Floats

    def of(self, label: str) -> float:
        """Return the probability that a label is true of the message."""
        return float(self.message[_AT_MESSAGE[label]])

    def along(self, label: str) -> Floats:
        """Return the probability that a label is true of each token."""
        row: Floats = self.tokens[:, _AT_TOKEN[label]]
        return row


class Ears(Protocol):
    """Hears a message against the open question and the segment in focus."""

    def hear(self, text: str, topic: str | None = None, focus: str | None = None) -> Heard: ...


class Network:
    """Runs the artefact in a folder. Raises `ReaderDamaged` where it cannot be opened."""

    def __init__(self, folder: Path, temperature: float = 1.0) -> None:
        self._temperature = temperature
        self._tokenizer, self._session = opened(folder, "reader.onnx")

    def hear(self, text: str, topic: str | None = None, focus: str | None = None) -> Heard:
        """Return what is heard in a text; of several pieces, a label is as likely as in the piece that says it most."""
        told = setting(topic, focus)
        heard = [self._piece(told, text[start:end], start) for start, end in _pieces(text)]
        message = np.max([piece.message for piece in heard], axis=0)
        places = tuple(place for piece in heard for place in piece.places)
        return Heard(message, places, np.concatenate([piece.tokens for piece in heard]))

    def _piece(self, told: str, text: str, offset: int) -> Heard:
        encoded = self._tokenizer.encode(encodable(told), encodable(text))
        given = {
            "input_ids": np.array([encoded.ids], dtype=np.int64),
            "attention_mask": np.ones((1, len(encoded.ids)), dtype=np.int64),
            "token_type_ids": np.array([encoded.type_ids], dtype=np.int64),
        }
        message, tokens = self._session.run(None, given)
        own = [at for at, sequence in enumerate(encoded.sequence_ids) if sequence == 1]
        places = tuple((encoded.offsets[at][0] + offset, encoded.offsets[at][1] + offset) for at in own)
        return Heard(_likely(message[0] / self._temperature), places, _likely(tokens[0][own]))


def _likely(logits: Floats) -> Floats:
    found: Floats = (1.0 / (1.0 + np.exp(-logits))).astype(np.float32)
    return found


def _pieces(text: str) -> Iterator[Place]:
    """Yield the places of pieces that are short enough, cut between clauses."""
    if len(text) <= LONGEST_PIECE:
        yield 0, len(text)
        return
    begin = end = 0
    for clause in clauses(text):
        if clause.end - begin > LONGEST_PIECE and end > begin:
            yield begin, end
            begin = clause.start
        end = clause.end
        while end - begin > LONGEST_PIECE:
            yield begin, begin + LONGEST_PIECE
            begin += LONGEST_PIECE
            # What follows a clause that had to be cut is heard by itself.
            if end - begin <= LONGEST_PIECE:
                yield begin, end
                begin = end
    if end > begin or not begin:
        yield begin, max(end, begin + 1)
