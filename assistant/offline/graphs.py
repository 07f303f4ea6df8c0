"""Graphs: opening a trained network that comes along, with its tokenizer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from assistant.errors import ReaderDamaged

# Half a character (a lone surrogate) cannot be encoded.
_HALF = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    """Return a text that any tokenizer takes, of the same length, so that its places stay true."""
    return _HALF.sub("?", text)


def opened(folder: Path, name: str) -> tuple[Any, Any]:
    """Return the tokenizer in a folder and a session that runs the graph of this name.

    Raises `ReaderDamaged` where one of them cannot be opened.
    """
    # Loaded late: whoever brings parts of their own needs neither.
    import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415
    from tokenizers import Tokenizer  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    # What is read is short: handing its parts to other threads costs more than it gains.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        graph = str(folder / name)
        return tokenizer, onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # tokenizers and onnxruntime raise bare exceptions of their own
        raise ReaderDamaged(folder, Path(name).stem) from error
