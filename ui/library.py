"""Gradio, imported without the work that it does for code editors only."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def _without_stubs() -> Iterator[None]:
    """Let Gradio find no source of its own components while it is imported.

    For each component class it parses its source and renders and compares a type stub beside it, at every import:
    more than half of the seconds that `import gradio` takes. Where it finds no source it goes on without.
    Should a later version work otherwise, the import is only slower again.
    """
    found = inspect.getfile

    def hidden(thing: Any) -> str:
        if inspect.isclass(thing) and thing.__module__.split(".")[0] == "gradio":
            raise OSError("not looked for while Gradio is imported")
        return found(thing)

    inspect.getfile = hidden  # type: ignore[assignment]
    try:
        yield
    finally:
        inspect.getfile = found


with _without_stubs():
    import gradio as gr

__all__ = ["gr"]
