"""Canvases over HTTP: begin, read, talk, take back, compare, export, import."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Header, HTTPException, Query, Request, Response
from pydantic import BaseModel, Field

from assistant.canvas import Canvas
from assistant.coach import Coach
from assistant.edits import Change, Event
from assistant.record import CanvasSummary
from assistant.reply import Turn
from assistant.rest.problems import Problem


async def the_coach(request: Request) -> Coach:
    """Return the coach that the application serves."""
    coach: Coach = request.app.state.coach
    return coach


async def _json_body(request: Request) -> bytes:
    # A form of another web site can send anything but JSON without asking first.
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "Send the exported file as the body, with Content-Type: application/json.")
    return await request.body()


TheCoach = Annotated[Coach, Depends(the_coach)]
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="Your own name for this turn: sent twice, the turn is made once and answered twice",
    ),
]
# Far more than the coach reads at once; what is longer is no message and is not kept.
Text = Annotated[str, Field(max_length=100_000)]
Revision = Annotated[int, Query(ge=0)]
_FILE = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}

router = APIRouter(
    prefix="/canvases",
    tags=["canvases"],
    responses={status: {"model": Problem} for status in (404, 409, 413, 422)},
)


class NewCanvas(BaseModel):
    """What a new canvas or a copy may begin with."""

    title: str | None = Field(default=None, min_length=1, max_length=200)


class Message(BaseModel):
    """What the user says."""

    message: Text


@router.post("", status_code=201)
def begin(coach: TheCoach, body: NewCanvas | None = None) -> Canvas:
    """Begin an empty canvas."""
    return coach.new_canvas(title=body.title if body else None)


@router.get("")
def canvases(coach: TheCoach, limit: Annotated[int, Query(ge=1, le=1000)] = 50) -> tuple[CanvasSummary, ...]:
    """List the canvases, the most recently changed first."""
    return coach.canvases(limit)


@router.post("/import", status_code=201, openapi_extra=_FILE)
def import_canvas(coach: TheCoach, body: Annotated[bytes, Depends(_json_body)]) -> Canvas:
    """Begin a canvas with what an exported JSON file holds."""
    return coach.import_canvas(body)


@router.get("/{canvas_id}")
def canvas(coach: TheCoach, canvas_id: str, revision: Annotated[int | None, Query(ge=0)] = None) -> Canvas:
    """Read a canvas as it is, or as it was at a revision."""
    return coach.canvas(canvas_id, revision)


@router.post("/{canvas_id}/turns")
def reply(coach: TheCoach, canvas_id: str, body: Message, key: Key = None) -> Turn:
    """Say something, and get the coach's turn."""
    return coach.reply(canvas_id, body.message, key)


@router.get("/{canvas_id}/turns")
def turns(coach: TheCoach, canvas_id: str, last: Annotated[int | None, Query(ge=1)] = None) -> tuple[Turn, ...]:
    """Read the conversation, oldest first; turn 0 is the opening."""
    return coach.turns(canvas_id, last)


@router.post("/{canvas_id}/undo")
def undo(coach: TheCoach, canvas_id: str, key: Key = None) -> Turn:
    """Take the last change back."""
    return coach.undo(canvas_id, key)


@router.post("/{canvas_id}/fork", status_code=201)
def fork(coach: TheCoach, canvas_id: str, body: NewCanvas | None = None) -> Canvas:
    """Begin a copy to try something in; the canvas itself stays as it is."""
    return coach.fork(canvas_id, title=body.title if body else None)


@router.get("/{canvas_id}/history")
def history(coach: TheCoach, canvas_id: str) -> tuple[Event, ...]:
    """Read everything that was ever written, oldest first."""
    return coach.history(canvas_id)


@router.get("/{canvas_id}/diff")
def diff(coach: TheCoach, canvas_id: str, a: Revision, b: Revision) -> tuple[Change, ...]:
    """Compare two revisions."""
    return coach.diff(canvas_id, a, b)


@router.get("/{canvas_id}/export", response_class=Response)
def export(coach: TheCoach, canvas_id: str, format: str = "json") -> Response:
    """Download a canvas; formats are json and markdown."""
    made = coach.export(canvas_id, format)
    attachment = f"attachment; filename*=UTF-8''{quote(made.filename, safe='')}"
    return Response(made.content, media_type=made.media_type, headers={"Content-Disposition": attachment})
