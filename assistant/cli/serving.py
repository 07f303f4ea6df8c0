"""`rapport serve`: the web chat and REST on one port."""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import signal
import socket
import webbrowser
from types import FrameType
from typing import Annotated, NoReturn

import typer

from assistant.cli.indexing import prepare
from assistant.coach import Coach
from assistant.errors import RapportError
from assistant.settings import Settings, load_settings

WAITING = 100  # connections that may wait while everything loads
GRACE = 2  # seconds that open pages get when the server stops


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
    show: Annotated[bool, typer.Option("--open", help="Open the chat in the browser.")] = False,
) -> None:
    """Serve the web chat, and REST under /api; Ctrl-C stops it."""
    settings = load_settings(host=host, port=port)
    settings.check_door()
    signal.signal(signal.SIGTERM, _stop)
    # Half a second of every start would go into looking for garbage among what is only being loaded.
    gc.disable()
    with listen(settings.host, settings.port) as door:
        prepare(settings)
        with Coach(settings) as coach:
            _run(coach, settings, door, show)


def _run(coach: Coach, settings: Settings, door: socket.socket, show: bool) -> None:
    # Loaded late: the port is had, and the store opened, before the seconds that the web libraries take.
    import uvicorn  # noqa: PLC0415

    from ui.serve import create_app  # noqa: PLC0415

    app = create_app(coach, settings)
    gc.freeze()
    gc.enable()
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=GRACE)
    address = address_of(door)
    typer.echo(f"Rapport is at {address} (Ctrl-C stops it)")
    if show:
        webbrowser.open(address)
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[door])


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that takes connections already; raises `RapportError` where the port cannot be had."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        door = socket.socket(family, kind, protocol)
    except OSError as wrong:
        raise RapportError(f"{host} is no address to listen on ({wrong.strerror}); try --host 127.0.0.1.") from wrong
    try:
        if os.name == "posix":  # elsewhere the option would let two programs share a port
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(place)
        door.listen(WAITING)
    except OSError as wrong:
        door.close()
        raise RapportError(_refused(host, port, wrong)) from wrong
    return door


def address_of(door: socket.socket) -> str:
    """Return the address to open in a browser."""
    host, port = door.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _refused(host: str, port: int, wrong: OSError) -> str:
    if wrong.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is in use: stop the program that has it (another `rapport serve`?), or choose "
            f"another port with --port (--port 0 takes a free one)."
        )
    return f"Port {port} on {host} cannot be opened ({wrong.strerror}); choose another with --port or --host."


def _stop(_: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
