"""Health over HTTP: is it alive, and can it answer?"""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel

from assistant.rest.canvases import TheCoach
from assistant.rest.problems import Problem

router = APIRouter(tags=["health"])


class Alive(BaseModel):
    """The process answers."""

    status: Literal["alive"] = "alive"


class Ready(BaseModel):
    """Turns can be answered."""

    status: Literal["ready"] = "ready"


@router.get("/healthz")
async def healthz() -> Alive:
    """Say that the process is alive."""
    return Alive()


@router.get("/readyz", responses={503: {"model": Problem}})
def readyz(coach: TheCoach) -> Ready:
    """Say whether the store and the index can answer."""
    if not coach.ready():
        raise HTTPException(503, "The store or the index cannot answer; run `rapport doctor` to see which and why.")
    return Ready()
