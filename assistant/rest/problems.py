"""Problems: every error as a status and one sentence."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from assistant.errors import (
    DocumentRefused,
    EditRefused,
    ImportRefused,
    InvalidMessage,
    LibraryFailed,
    RapportError,
    SettingsInvalid,
    StoreFailed,
    TurnTaken,
    UnknownCanvas,
    UnknownDocument,
    UnknownRevision,
)
from assistant.settings import Settings

STATUS: dict[type[RapportError], int] = {
    UnknownCanvas: 404,
    UnknownRevision: 404,
    UnknownDocument: 404,
    DocumentRefused: 422,
    InvalidMessage: 413,
    ImportRefused: 422,
    EditRefused: 422,
    TurnTaken: 409,
    StoreFailed: 503,
    LibraryFailed: 503,
    SettingsInvalid: 500,
}


class Problem(BaseModel):
    """What went wrong, in one sentence that says what to do."""

    error: str


def problem(status: int, sentence: str) -> JSONResponse:
    """Return the answer for a problem."""
    return JSONResponse(Problem(error=sentence).model_dump(), status_code=status)


def heaviest(path: str, settings: Settings) -> tuple[int, str]:
    """Return how many bytes a body may have that is sent to an address, and what to say of a larger one."""
    if path.startswith("/api/canvases/") and path.endswith("/documents"):
        limit = settings.max_document_bytes
        return limit, (
            f"The document is larger than {limit / 1_000_000:g} MB; split it, or raise RAPPORT_MAX_DOCUMENT_BYTES."
        )
    limit = settings.max_import_bytes
    return limit, f"The request is larger than {limit:,} bytes; send less, or raise RAPPORT_MAX_IMPORT_BYTES."


def answer_problems(app: FastAPI) -> None:
    """Make the application answer every error with a `Problem`."""
    app.add_exception_handler(RapportError, _rapport)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


async def _rapport(_: Request, wrong: Exception) -> JSONResponse:
    status = next((code for kind, code in STATUS.items() if isinstance(wrong, kind)), 422)
    return problem(status, str(wrong))


async def _invalid(_: Request, wrong: Exception) -> JSONResponse:
    assert isinstance(wrong, RequestValidationError)
    first = wrong.errors()[0]
    if first["type"] == "json_invalid":
        return problem(422, f"The body is no JSON ({first['ctx']['error']}); send a JSON object.")
    kind, *steps = first["loc"]
    place = ".".join(str(step) for step in steps)[:100]
    where = f"{kind} {place}" if place else f"The {kind}"
    return problem(422, f"{where[0].upper()}{where[1:]} cannot be used: {first['msg']}; /docs says what is expected.")


async def _http(request: Request, wrong: Exception) -> JSONResponse:
    assert isinstance(wrong, HTTPException)
    if wrong.status_code == 413:
        _, sentence = heaviest(request.url.path, request.app.state.settings)
    elif wrong.status_code in (404, 405):
        sentence = f"There is nothing at {request.method} {request.url.path[:100]}; /docs lists what there is."
    else:
        known = wrong.detail != HTTPStatus(wrong.status_code).phrase
        sentence = str(wrong.detail) if known else f"{wrong.detail}; /docs says what is expected."
    answer = problem(wrong.status_code, sentence)
    answer.headers.update(wrong.headers or {})
    return answer
