"""The sentence-transformers library: it encodes while an index is built, and exports the model to be served without."""

from __future__ import annotations

import contextlib
import logging
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.encoder import (
    WORD_MARKS,
    Card,
    OnnxEncoder,
    Parted,
    Progress,
    Vectors,
    fingerprint,
    identity,
    model_folder,
)
from corpus.errors import CorpusError
from corpus.graph import save
from corpus.pooling import pooled

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# Short, long and odd, because an export that was traced wrongly shows at other lengths than the traced one.
_PROBES = (
    "What is co-creation?",
    "hello",
    "Couriers expect one named mechanic; commuters would rather help themselves, at any hour, without a call.",
    "Größe, naïveté, 日本語, 🚲",
    "Loyal customers come back, buy more and tell others about it. " * 40,
)
_ALIKE = 0.9999


class TransformerEncoder:
    """Encodes with sentence-transformers on the processor; loading it takes seconds and some 500 MB."""

    def __init__(self, model: str) -> None:
        # Loaded late: a server that has an exported encoder never needs these, and they take seconds.
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415

        folder = model_folder(model)
        with _quiet():
            try:
                # A model in a folder is complete, so the library must not ask a hub for anything.
                self._model = SentenceTransformer(
                    str(folder or model), device="cpu", local_files_only=folder is not None
                )
                self._folder = folder or _downloaded(model)
            except (OSError, ValueError, ImportError, KeyError) as error:
                reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
                raise CorpusError(
                    f"The embedding model {model!r} cannot be loaded ({reason}); set RAPPORT_EMBEDDING_MODEL to the "
                    f"folder or name of a sentence-transformers model, or leave it out."
                ) from error
        self._name = model
        self._identity = identity(model, self._folder)
        self._in_place = folder is not None

    @property
    def identity(self) -> str:
        """Name and content hash of the model."""
        return self._identity

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one row of float32 for each text, in batches of 32."""
        rows: list[Vectors] = []
        for first in range(0, len(texts), 32):
            batch = list(texts[first : first + 32])
            rows.append(np.asarray(self._model.encode(batch, normalize_embeddings=True, show_progress_bar=False)))
            if progress:
                progress(first + len(batch), len(texts))
        return np.vstack(rows).astype(np.float32) if rows else np.empty((0, 0), dtype=np.float32)

    def encode_parts(self, texts: Sequence[Parted], progress: Progress | None = None) -> list[Vectors]:
        """Return for each text its row, and below it one for each of its parts.

        Where it cannot be told which words the model's vectors are of, each part has the row of the whole.
        """
        rows: list[Vectors] = []
        for first in range(0, len(texts), 32):
            batch = texts[first : first + 32]
            read: Any = self._model.encode([text for text, _ in batch], output_value=None, show_progress_bar=False)
            for (text, spans), made in zip(batch, read, strict=True):
                whole = np.asarray(made["sentence_embedding"], dtype=np.float32)
                whole /= np.linalg.norm(whole)
                tokens = np.asarray(made["token_embeddings"])[np.asarray(made["attention_mask"]).astype(bool)]
                rows.append(np.vstack([whole, pooled(tokens, self._offsets(text, len(tokens)), spans, whole)]))
            if progress:
                progress(first + len(batch), len(texts))
        return rows

    def _offsets(self, text: str, count: int) -> list[tuple[int, int]]:
        """Return where each of so many tokens stands in a text; none where the model read something else beside it."""
        tokenizer = self._model.tokenizer
        if not tokenizer.is_fast:
            return []
        read = tokenizer(text, truncation=True, max_length=self._model.max_seq_length, return_offsets_mapping=True)
        found = [(int(start), int(end)) for start, end in read["offset_mapping"]]
        return found if len(found) == count else []

    def knows(self, word: str) -> bool:
        """Say whether a word in small letters is one of those that are read whole."""
        tokenizer = self._model.tokenizer
        found = tokenizer.convert_tokens_to_ids([mark + word for mark in WORD_MARKS])
        return any(each not in (None, tokenizer.unk_token_id) for each in found)

    def export(self, folder: Path) -> bool:
        """Write into `folder` what serving needs; False where this model's vectors cannot be had without its library.

        An export stands only if its vectors equal the library's; the card in the folder says which it is.
        """
        folder.mkdir(parents=True, exist_ok=True)
        tokenizer = self._model.tokenizer
        card = Card(
            name=self._name,
            identity=self._identity,
            source=fingerprint(self._folder) if self._in_place else (),
            length=int(self._model.max_seq_length or 512),
            pad_id=int(getattr(tokenizer, "pad_token_id", None) or 0),
            pad_token=str(getattr(tokenizer, "pad_token", None) or "[PAD]"),
            parted=True,
        )
        try:
            _write_graph(self._model, folder)
            tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
            alike = self._alike(OnnxEncoder(folder, card))
        except (RuntimeError, ValueError, TypeError, AttributeError, KeyError, IndexError, CorpusError):
            # Whatever an unusual architecture trips over in the exporter, the way out is the same.
            alike = False
        card.model_copy(update={"exported": alike}).write(folder)
        return alike

    def _alike(self, exported: OnnxEncoder) -> bool:
        parted = [(text, [(0, len(text) // 3), (len(text) // 3, len(text))]) for text in _PROBES]
        here, there = np.vstack(self.encode_parts(parted)), np.vstack(exported.encode_parts(parted))
        return here.shape == there.shape and float((here * there).sum(axis=1).min()) >= _ALIKE


def _downloaded(model: str) -> Path:
    from huggingface_hub import snapshot_download  # noqa: PLC0415

    return Path(snapshot_download(_full_name(model), local_files_only=True))


def _full_name(model: str) -> str:
    # The library looks for a name without an owner among its own models.
    return model if "/" in model else f"sentence-transformers/{model}"


def _write_graph(model: SentenceTransformer, folder: Path) -> None:
    """Write the whole model, from token ids to vectors of length one, as encoder.onnx with its weights beside it."""
    import onnx  # noqa: PLC0415
    import torch  # noqa: PLC0415

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.parts = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            for part in self.parts:
                features = part(features)
            return torch.nn.functional.normalize(features["sentence_embedding"], dim=1), features["token_embeddings"]

    ids = torch.tensor([[5, 6, 7, 0], [5, 6, 7, 8]])
    inputs = (ids, torch.tensor([[1, 1, 1, 0], [1, 1, 1, 1]]))
    traced = folder / "traced.onnx"
    with _quiet(), torch.no_grad():
        # The tracing exporter: the newer one needs one more package and makes the same graph.
        torch.onnx.export(
            Whole().eval(),
            inputs,
            str(traced),
            input_names=["input_ids", "attention_mask"],
            output_names=["vector", "tokens"],
            dynamic_axes={name: {0: "text", 1: "token"} for name in ("input_ids", "attention_mask", "tokens")},
            opset_version=17,
            dynamo=False,
        )
    save(onnx.load(traced), folder / "encoder.onnx")
    traced.unlink()


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' progress bars and tracing notes off the user's terminal."""
    from transformers.utils import logging as notes  # noqa: PLC0415

    level = logging.getLogger("torch.onnx").level
    notes.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.getLogger("torch.onnx").setLevel(level)
        notes.enable_progress_bar()  # type: ignore[no-untyped-call]
