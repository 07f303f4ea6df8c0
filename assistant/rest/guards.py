"""What a request passes before it reaches the coach: whose it is, where it was sent, how large it is."""

from __future__ import annotations

import hmac
import logging
from base64 import b64decode

from starlette.datastructures import Headers
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.rest.problems import heaviest, problem
from assistant.settings import LOOPBACK, Settings

LOG = logging.getLogger("rapport")
OPEN_PATHS = ("/healthz", "/readyz")  # a probe has no password


class Password:
    """Lets in only who knows the user and the password (HTTP basic authentication)."""

    def __init__(self, app: ASGIApp, credentials: tuple[str, str]) -> None:
        self.app = app
        self._expected = ":".join(credentials).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or scope.get("path") in OPEN_PATHS or self._knows(Headers(scope=scope)):
            return await self.app(scope, receive, send)
        refusal = problem(401, "Name and password are needed here; they are what RAPPORT_AUTH was set to.")
        refusal.headers["WWW-Authenticate"] = 'Basic realm="Rapport", charset="UTF-8"'
        await refusal(scope, receive, send)

    def _knows(self, headers: Headers) -> bool:
        scheme, _, code = headers.get("authorization", "").partition(" ")
        try:
            given = b64decode(code.strip(), validate=True)
        except ValueError:
            return False
        return scheme.lower() == "basic" and hmac.compare_digest(given, self._expected)


class Door:
    """Lets in only requests that are addressed to this computer.

    Without a password, a web page elsewhere could otherwise reach the canvases through its visitor's browser, by a
    name that it points at the loopback address.
    """

    def __init__(self, app: ASGIApp, host: str) -> None:
        self.app = app
        self._names = {*LOOPBACK, host}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or _host(Headers(scope=scope)) in self._names:
            return await self.app(scope, receive, send)
        sentence = (
            "This address is not the one that Rapport serves; open http://127.0.0.1, or set RAPPORT_AUTH "
            "(or RAPPORT_ALLOW_ANONYMOUS=true) where other names lead here."
        )
        await problem(421, sentence)(scope, receive, send)


class Weight:
    """Lets no body pass that is larger than its address takes; one that announces it is not read at all."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        limit, sentence = heaviest(scope["path"], self._settings)
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdecimal() and int(announced[:20]) > limit:
            return await problem(413, sentence)(scope, receive, send)
        await RequestBodyLimitMiddleware(self.app, limit)(scope, receive, send)


class LastResort:
    """Answers what nothing else expected with one sentence, and writes it to the log."""

    def __init__(self, app: ASGIApp, debug: bool) -> None:
        self.app = app
        self._debug = debug

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as wrong:
            if scope["type"] != "http":
                raise
            LOG.error("%s %s: %r", scope["method"], scope["path"], wrong, exc_info=wrong if self._debug else None)
            if not started:
                sentence = "Something went wrong that Rapport did not expect; its log says what. Nothing was lost."
                await problem(500, sentence)(scope, receive, send)


def _host(headers: Headers) -> str:
    """Return the name that a request was sent to, without the port."""
    named = headers.get("host", "")
    return named[1:].partition("]")[0] if named.startswith("[") else named.partition(":")[0].lower()
