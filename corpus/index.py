"""The index: documents in, passages out, best first."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from corpus import stamp as stamps
from corpus.changes import Changes, Found, compare
from corpus.changes import find as documents_in
from corpus.encoder import Encoder, Progress
from corpus.errors import CorpusError, damaged, mismatch
from corpus.finding import find
from corpus.lock import exclusive
from corpus.passage import Passage
from corpus.question import cleaned
from corpus.ranking import Weights
from corpus.reading import USUAL, Document, Limits, read
from corpus.shelf import Shelf, visible_to
from corpus.spelling import doubtful, mended
from corpus.stamp import Held, Stamp

T = TypeVar("T")

# The words of so many passages show what a misspelt one was meant for.
_WITNESSES = 10


class Update(BaseModel):
    """What an update did: documents added (or changed), unchanged and removed, by name; passages in the index now."""

    model_config = ConfigDict(frozen=True)

    added: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    passages: int = 0


class Index:
    """Finds the passages of documents that lie nearest to a question; safe to share between threads.

    A document belongs to its `owner`, a canvas, or to all where that is empty; owner and name together are its own
    alone. Whoever asks for an owner sees what is shared and what is that owner's, and nothing else.

    What another process adds is found from the next question on. `writing` is an encoder of the same identity that is
    at hand already: the first update encodes its documents with it and lets it go. Raises `CorpusError` where the
    folder holds no index that this encoder can read.
    """

    def __init__(self, folder: Path, encoder: Encoder, writing: Encoder | None = None, limits: Limits = USUAL) -> None:
        self._folder = folder
        self._encoder = encoder
        self._writing = writing or encoder
        self._limits = limits
        # Threads of one process wait for each other; another process is told to come again.
        self._desk = threading.Lock()
        # The coach looks up its own few topics again and again; encoding is most of what a search costs.
        self._vector = lru_cache(maxsize=256)(lambda asked: encoder.encode([asked])[0])
        # A question is looked up to see how its words are spelled, and then to be answered.
        self._looked_up = lru_cache(maxsize=64)(self._look_up)
        self._turn = threading.Lock()
        self._shelf: Shelf | None = None
        self._stamp: Stamp | None = None
        self._signature: tuple[int, int] | None = None
        with self._turn:
            self._refresh()

    @property
    def encoder(self) -> str:
        """The identity of the encoder: name and content hash."""
        return self._encoder.identity

    def search(self, question: str, limit: int = 5, owner: str = "", weights: Weights | None = None) -> list[Passage]:
        """Return at most `limit` passages, best first; none for a blank question. Other `weights` are for measuring."""
        asked = self.spelled(question, owner)
        if not asked or limit < 1:
            return []
        return self._find(asked, limit, owner, weights)

    def spelled(self, question: str, owner: str = "") -> str:
        """Return a question with its misspelt words as the passages that resemble it have them, of what an owner sees.

        Passages are found for a misspelt question by the words that are right, and by the stems nearest to the others.
        """
        asked = cleaned(question)
        if not doubtful(asked, self._encoder.knows):
            return asked
        found = self._find(asked, _WITNESSES, owner)
        return mended(asked, self._encoder.knows, (f"{one.section}\n{one.text}" for one in found))

    def _find(self, asked: str, limit: int, owner: str, weights: Weights | None = None) -> list[Passage]:
        return list(self._looked_up(asked, limit, owner, weights, stamps.signature(self._folder)))

    def _look_up(self, asked: str, limit: int, owner: str, weights: Weights | None, _: object) -> tuple[Passage, ...]:
        """Find passages in the index as it is now: the last argument, its signature, is for those that remember."""
        vector = self._vector(asked)
        return tuple(self._ask(lambda shelf: find(shelf, asked, vector, limit, owner, weights)) or ())

    def passage(self, passage_id: str, owner: str = "") -> Passage | None:
        """Return the passage with this id, or None where there is none that this owner sees."""
        found = self._ask(lambda shelf: next(iter(shelf.passages(passage_id)), None))
        return found if found and found.owner in visible_to(owner) else None

    def documents(self, owner: str | None = "") -> list[Held]:
        """Return the documents of this owner alone, by name; of every owner where that is None."""
        found = (one for one in self._held() if owner in (None, one.owner))
        return sorted(found, key=lambda document: (document.owner, document.name))

    def text(self, name: str, owner: str = "") -> str | None:
        """Return the text of a document of this owner as it was read, or None where the index holds no such document.

        `text[passage.start : passage.end] == passage.text` for each of its passages. Raises `CorpusError` where the
        text was not kept and the file is no longer what it was.
        """

        def look(shelf: Shelf) -> tuple[Held, str | None] | None:
            held = self._stamp.held(name, owner) if self._stamp else None
            text = shelf.texts.get(held.hash) if held else None
            if held and text is None and stamps.signature(self._folder) != self._signature:
                raise damaged(self._folder)
            return (held, text) if held else None

        found = self._ask(look)
        if found is None or found[1] is not None:
            return found[1] if found else None
        # An index of the version before kept no texts.
        again = read(found[0].path, name, self._limits)
        if again.hash != found[0].hash:
            raise CorpusError(
                f"{name} has changed since it was indexed; run `rapport index` to take it in as it is now."
            )
        return again.text

    def update(self, paths: Sequence[Path] = (), progress: Progress | None = None, owner: str = "") -> Update:
        """Take in these files and folders as they are now; without any, all that this owner ever gave.

        Only passages that are new are encoded; `progress` hears (done, total) of them. Documents that are gone from a
        folder given here are removed. The index as it was stays in use until the new one is whole: whatever interrupts
        this, one of the two is there. Raises `CorpusError`, and changes nothing, where a document cannot be read or the
        folder not be written.
        """
        with self._desk, exclusive(self._folder):
            held = self.documents(owner)
            roots = [path.expanduser().resolve() for path in paths] or list(dict.fromkeys(one.root for one in held))
            found = documents_in(roots if paths else [root for root in roots if root.exists()], self._limits, owner)
            return self._apply(compare(held, found, roots), owner, progress)

    def put(self, documents: Sequence[Document], owner: str = "", progress: Progress | None = None) -> Update:
        """Take in documents that were read already, each by its own file, as `update` does."""
        with self._desk, exclusive(self._folder):
            found = [Found(document=document, root=document.path, owner=owner) for document in documents]
            return self._apply(compare(self.documents(owner), found, ()), owner, progress)

    def remove(self, name: str, owner: str = "") -> Update:
        """Remove one document of this owner by its name; its file stays where it is.

        Raises `CorpusError` where the index holds no such document.
        """
        with self._desk, exclusive(self._folder):
            held = self.documents(owner)
            kept = tuple(document for document in held if document.name != name)
            if len(kept) == len(held):
                raise CorpusError(
                    f"The index holds no document called {name}; `rapport index --list` shows what it holds."
                )
            return self._apply(Changes(kept=kept, removed=(name,)), owner, None)

    def close(self) -> None:
        """Let go of the folder; a later question opens it again."""
        with self._turn:
            if self._shelf:
                self._shelf.close()
            self._shelf, self._signature = None, None

    def _ask(self, look: Callable[[Shelf], T]) -> T | None:
        with self._turn:
            while True:
                shelf = self._refresh()
                try:
                    return look(shelf) if shelf else None
                except CorpusError:
                    # A writer may have taken this shelf away between the two lines above: then there is a new one.
                    if stamps.signature(self._folder) == self._signature:
                        raise

    def _refresh(self) -> Shelf | None:
        """Open the shelf that the stamp names now, if it is not the one that is open."""
        while (signature := stamps.signature(self._folder)) != self._signature:
            try:
                stamp = self._fitting(stamps.load(self._folder))
                shelf = Shelf(self._folder / stamp.shelf, stamp.passages, stamp.owners) if stamp else None
            except CorpusError:
                if stamps.signature(self._folder) == signature:
                    raise
                continue
            former = self._shelf
            self._shelf, self._stamp, self._signature = shelf, stamp, signature
            if former:
                former.close()
        return self._shelf

    def _fitting(self, stamp: Stamp | None) -> Stamp | None:
        if stamp and stamp.encoder != self._encoder.identity:
            raise mismatch(self._folder, stamp.encoder, self._encoder.identity)
        return stamp

    def _held(self) -> tuple[Held, ...]:
        with self._turn:
            self._refresh()
            return self._stamp.documents if self._stamp else ()

    def _apply(self, changes: Changes, owner: str, progress: Progress | None) -> Update:
        """Put the changes of one owner in place; the documents of all others stay."""
        stamp = self._stamp
        others = tuple(one for one in self._held() if one.owner != owner)
        changes = changes.model_copy(update={"kept": others + changes.kept})
        former = self._shelf is not None and not self._shelf.parted
        if changes.added or changes.removed or former:
            # Loaded late: LangChain serves the writing alone, and a server mostly reads.
            from corpus.writing import renew  # noqa: PLC0415

            stamp = renew(self._folder, changes, self._shelf, self._writing, progress)
            stamps.replace(self._folder, stamp)
            self._writing = self._encoder
        elif stamp and set(stamp.documents) != set(changes.kept):
            stamps.replace(self._folder, stamp.model_copy(update={"documents": changes.kept}))
        return Update(
            added=tuple(found.document.name for found in changes.added),
            unchanged=changes.unchanged,
            removed=changes.removed,
            passages=stamp.passages if stamp else 0,
        )
