"""Questions over HTTP: answers from the sources, and the passages behind them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field

from assistant.reply import Answer
from assistant.rest.canvases import Text, TheCoach
from assistant.rest.problems import Problem
from corpus.passage import Passage

router = APIRouter(tags=["questions"], responses={status: {"model": Problem} for status in (404, 413, 422)})


class Question(BaseModel):
    """A question for the sources, with the questions before it, oldest first."""

    question: Text
    history: Annotated[tuple[Text, ...], Field(max_length=50)] = ()
    canvas_id: Annotated[str | None, Field(description="Answer from the documents of this canvas as well")] = None


@router.post("/ask")
def ask(coach: TheCoach, body: Question) -> Answer:
    """Ask the sources; no canvas is needed."""
    return coach.ask(body.question, body.history, body.canvas_id)


@router.get("/passages/{passage_id:path}", responses={404: {"model": Problem}})
def passage(coach: TheCoach, passage_id: str, canvas_id: str | None = None) -> Passage:
    """Read the passage that a citation points at; one of a canvas's own documents needs the canvas."""
    found = coach.passage(passage_id, canvas_id)
    if found is None:
        raise HTTPException(404, "gone")
    return found


@router.api_route("/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
async def nothing(rest: str) -> None:
    """Answer here for addresses that do not exist, not in what is mounted beside the API."""
    raise HTTPException(404)
