"""The formats that a canvas can be exported in, and the file that comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict

from assistant.canvas import Canvas
from assistant.errors import RapportError
from assistant.export.markdown import page

LONGEST_NAME = 60


class Export(BaseModel):
    """A canvas as a file. `filename` is safe on every system and in every header that can carry UTF-8."""

    model_config = ConfigDict(frozen=True)

    content: bytes
    media_type: str
    filename: str


class Format(BaseModel):
    """One way to write a canvas down."""

    model_config = ConfigDict(frozen=True)

    write: Callable[[Canvas], str]
    media_type: str
    suffix: str


def _json(canvas: Canvas) -> str:
    return canvas.model_dump_json(by_alias=True, indent=2) + "\n"


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "json": Format(write=_json, media_type="application/json", suffix=".json"),
        "markdown": Format(write=page, media_type="text/markdown; charset=utf-8", suffix=".md"),
    }
)


def export(canvas: Canvas, format: str = "json", formats: Mapping[str, Format] = FORMATS) -> Export:
    """Return the canvas as a UTF-8 file; raises `RapportError` for a format that does not exist."""
    if format not in formats:
        raise RapportError(f"There is no export format {format[:30]!r}; choose one of: {', '.join(sorted(formats))}.")
    chosen = formats[format]
    return Export(
        content=chosen.write(canvas).encode(),
        media_type=chosen.media_type,
        filename=f"{_stem(canvas.title)}{chosen.suffix}",
    )


def _stem(title: str) -> str:
    """Keep letters and digits of every script; the ending keeps clear of names that Windows reserves (con, nul)."""
    words = "".join(c if c.isalnum() else " " for c in title.lower()).split()
    stem = "-".join(words)[:LONGEST_NAME].strip("-")
    return stem if stem.endswith("canvas") else f"{stem}-canvas".lstrip("-")
