"""A passage: a stretch of a document that can be found and quoted."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Passage(BaseModel):
    """A stretch of text with its place in its document.

    `section` is the heading path, joined with " > ". `start` and `end` are character offsets into the document as it
    was read; `document[start:end] == text`. `score` says how well it fits the question, at most 1, higher is better;
    `near` is the cosine similarity of its vector and the question's; both are 0.0 where nothing was asked. `alike` are
    the cosines of its sentences, in order, empty where they are not known; they are not kept with an answer. `sources`
    names the source documents that the passage rests on. `owner` is the canvas that brought the document along; empty
    for what all share.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    document: str
    section: str
    text: str
    start: int = 0
    end: int = 0
    score: float = 0.0
    near: float = 0.0
    alike: tuple[float, ...] = Field(default=(), exclude=True)
    sources: tuple[str, ...] = ()
    owner: str = ""
