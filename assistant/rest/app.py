"""The web application: guards, the REST routes, the page that documents them."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from assistant.coach import Coach
from assistant.rest import canvases, documents, health, questions
from assistant.rest.docs import docs_page
from assistant.rest.guards import Door, LastResort, Password, Weight
from assistant.rest.problems import answer_problems
from assistant.settings import Settings

API = "/api"
# A page of our own at /docs: FastAPI's loads its scripts from elsewhere.
_DOCS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}


def create_app(coach: Coach, settings: Settings) -> FastAPI:
    """Return the application that serves `coach` under `/api`; more can be mounted on it, behind the same guards.

    Whoever calls this opens and closes the coach.
    """
    app = FastAPI(
        title="Rapport",
        summary="A chat coach for the Customer Relationships block of the Business Model Canvas",
        docs_url=None,
        redoc_url=None,
    )
    app.state.coach = coach
    app.state.settings = settings
    for part in (canvases, documents, questions):
        app.include_router(part.router, prefix=API)
    app.include_router(health.router)
    answer_problems(app)
    _guard(app, settings)

    @app.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        return HTMLResponse(docs_page(app.openapi()), headers=_DOCS)

    return app


def _guard(app: FastAPI, settings: Settings) -> None:
    """Put the guards around everything, the last one added outermost."""
    app.add_middleware(Weight, settings=settings)
    if settings.credentials is not None:
        app.add_middleware(Password, credentials=settings.credentials)
    elif not settings.allow_anonymous:
        app.add_middleware(Door, host=settings.host)
    app.add_middleware(LastResort, debug=settings.debug)
