"""Opening an index with the encoder that it needs, and making it anew."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corpus import stamp as stamps
from corpus.changes import Changes, Found, compare, find
from corpus.encoder import DEFAULT_MODEL, Encoder, OnnxEncoder, Progress, prepared
from corpus.errors import CorpusError, mismatch, unwritable
from corpus.index import Index
from corpus.lock import exclusive
from corpus.reading import USUAL, Limits


def open_index(folder: Path, model: str = DEFAULT_MODEL, limits: Limits = USUAL) -> Index:
    """Open the index in this folder; an empty or missing folder becomes an index without documents.

    `model` is the default's name, a folder, or a name that sentence-transformers knows. The first time it is
    loaded with that library, which takes seconds; from then on it is served without. Raises `CorpusError` where the
    folder holds something else, is damaged, or was made with another model; nothing is changed or deleted then.
    """
    stamp = stamps.load(folder)
    encoder = _served(folder, model)
    if encoder is None and stamp and stamp.encoder.rpartition("@")[0] != model:
        raise mismatch(folder, stamp.encoder, model)
    if encoder:
        return Index(folder, encoder, limits=limits)
    writing = _prepare(folder, model)
    return Index(folder, _served(folder, model) or writing, writing, limits)


def rebuild(
    folder: Path,
    paths: Sequence[Path] = (),
    model: str = DEFAULT_MODEL,
    progress: Progress | None = None,
    owned: Mapping[str, Sequence[Path]] = {},
    limits: Limits = USUAL,
) -> Index:
    """Make the index in this folder anew, whatever it holds, from these paths and from those that it was made of.

    `owned` are the files of each owner; one that can no longer be read is left out.

    The index as it was stays in use until the new one is whole; files that no index made are left alone. Raises
    `CorpusError` as `Index.update` does.
    """
    # Loaded late: LangChain serves the writing alone.
    from corpus.writing import renew  # noqa: PLC0415

    roots = [*paths, *_former_roots(folder)]
    shared = compare((), find(roots, limits), roots)
    found = [*shared.added, *(one for owner, files in owned.items() for one in _readable(files, owner, limits))]
    encoder = _prepare(folder, model)
    with exclusive(folder):
        stamps.replace(folder, renew(folder, Changes(added=tuple(found)), None, encoder, progress))
    # Another model's encoder serves nothing any more.
    for path in folder.glob("encoder-*"):
        if path.name != _place(folder, encoder.identity).name:
            shutil.rmtree(path, ignore_errors=True)
    return Index(folder, _served(folder, model) or encoder, limits=limits)


def _readable(files: Sequence[Path], owner: str, limits: Limits) -> Iterator[Found]:
    for file in files:
        with contextlib.suppress(CorpusError):
            yield from find([file], limits, owner)


def _former_roots(folder: Path) -> list[Path]:
    try:
        stamp = stamps.load(folder)
    except CorpusError:
        return []
    return [one.root for one in stamp.documents if not one.owner and one.root.exists()] if stamp else []


def _served(folder: Path, model: str) -> Encoder | None:
    """Return the encoder that was prepared in this folder, or None where it must be prepared first."""
    for place in sorted(folder.glob("encoder-*")):
        card = prepared(place, model)
        if card and card.exported:
            return OnnxEncoder(place, card)
        if card:
            # Loaded late: this is the way for the few models that cannot be exported.
            from corpus.transformer import TransformerEncoder  # noqa: PLC0415

            return TransformerEncoder(model)
    return None


def _prepare(folder: Path, model: str) -> Encoder:
    """Load a model with its library and export it for the next start."""
    # Loaded late: a server that has an exported encoder never needs the library, which takes seconds and 500 MB.
    from corpus.transformer import TransformerEncoder  # noqa: PLC0415

    try:
        # Locked first: whether the folder can be written is known at once, not after seconds of loading.
        with exclusive(folder):
            encoder = TransformerEncoder(model)
            place = _place(folder, encoder.identity)
            draft = folder / f"draft-{place.name}"
            shutil.rmtree(draft, ignore_errors=True)
            encoder.export(draft)
            shutil.rmtree(place, ignore_errors=True)
            draft.rename(place)
    except OSError as error:
        raise unwritable(folder, error) from error
    return encoder


def _place(folder: Path, identity: str) -> Path:
    return folder / f"encoder-{identity.rpartition('@')[2]}"
