"""Chooses and wires the parts of a coach; the only place that knows them all."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from assistant.parts import Parts
from assistant.settings import Settings


def build(settings: Settings) -> Parts:
    """Open the store and the index that the settings name; the index is built where there is none."""
    # Loaded late: whoever brings parts of their own needs neither a database nor an index.
    from assistant.offline.reader import OfflineReader  # noqa: PLC0415
    from assistant.offline.writer import OfflineWriter  # noqa: PLC0415
    from assistant.store import Store  # noqa: PLC0415
    from corpus.encoder import DEFAULT_MODEL  # noqa: PLC0415
    from corpus.opening import open_index  # noqa: PLC0415

    store = Store(store_url(settings))
    try:
        index = open_index(index_dir(settings), settings.embedding_model or DEFAULT_MODEL)
        if not index.documents():
            index.update([handbook(settings)])
    except BaseException:
        store.close()
        raise

    def close() -> None:
        index.close()
        store.close()

    return Parts(reader=OfflineReader(), writer=OfflineWriter(), library=index, ledger=store, close=close)


def handbook(settings: Settings) -> Path:
    """Return the folder of the documents that every canvas is answered from."""
    return settings.corpus_dir or Path(str(files("corpus").joinpath("handbook")))


def store_url(settings: Settings) -> str:
    """Return the address of the store: the one that is set, or SQLite in the data folder."""
    return settings.database_url or f"sqlite:///{settings.data_dir / 'rapport.db'}"


def index_dir(settings: Settings) -> Path:
    """Return the folder of the index."""
    return settings.data_dir / "index"
