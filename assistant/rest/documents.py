"""A canvas's own documents over HTTP: add, list, read, remove."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from assistant.documents import Document
from assistant.rest.canvases import TheCoach
from assistant.rest.problems import Problem

BINARY = "application/octet-stream"
_FILE = {
    "requestBody": {"required": True, "content": {BINARY: {"schema": {"type": "string", "format": "binary"}}}},
}
Name = Annotated[str, Query(min_length=1, max_length=500, description="Name of the file, such as plan.pdf")]

router = APIRouter(
    prefix="/canvases/{canvas_id}",
    tags=["documents"],
    responses={status: {"model": Problem} for status in (404, 413, 415, 422, 503)},
)


class Text(BaseModel):
    """A document as it was read; a citation's `start` and `end` count in `text`."""

    name: str
    text: str


async def _sent(request: Request) -> bytes:
    # A form of another web site can send neither this type nor a request to delete without asking first.
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != BINARY:
        raise HTTPException(415, f"Send the file itself as the body, with Content-Type: {BINARY}.")
    return await request.body()


@router.post("/documents", status_code=201, openapi_extra=_FILE)
async def add(coach: TheCoach, canvas_id: str, name: Name, data: Annotated[bytes, Depends(_sent)]) -> Document:
    """Let a canvas be answered from a file, which no other canvas sees; one of the same name is replaced."""
    return await run_in_threadpool(coach.add_document, canvas_id, name, data)


@router.get("/documents")
def documents(coach: TheCoach, canvas_id: str) -> tuple[Document, ...]:
    """List the documents of a canvas."""
    return coach.documents(canvas_id)


@router.get("/documents/{name:path}")
def document(coach: TheCoach, canvas_id: str, name: str, owner: str | None = None) -> Text:
    """Read the text of a canvas's own document, or of a shared one; the owner in a citation says which."""
    return Text(name=name, text=coach.document(canvas_id, name, owner))


@router.get("/originals/{name:path}", response_class=Response)
def original(coach: TheCoach, canvas_id: str, name: str) -> Response:
    """Download a document of a canvas as it was given."""
    attachment = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Content-Disposition": attachment, "X-Content-Type-Options": "nosniff"}
    return Response(coach.original(canvas_id, name), media_type=BINARY, headers=headers)


@router.delete("/documents/{name:path}", status_code=204)
def remove(coach: TheCoach, canvas_id: str, name: str) -> None:
    """Remove a document of a canvas with all that was made of it."""
    coach.remove_document(canvas_id, name)
