"""A web chat in a process of its own, talked to as a browser would."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx
import psutil  # type: ignore[import-untyped]
from gradio_client import Client  # type: ignore[import-untyped]

from eval.bench_page import Page

PATIENCE = 180.0
# The yardstick must not wait for addresses that a benchmark has no business with.
QUIET = {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1", "ANONYMIZED_TELEMETRY": "False"}


class Served(ABC):
    """A running server; `seconds` went by from its start to its first answer."""

    def __init__(self, command: Sequence[str], folder: Path, port: int, settings: dict[str, str]) -> None:
        start = time.perf_counter()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by stop
        environment = {**os.environ, **QUIET, **settings}
        self._process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=self._errors
        )
        try:
            address = f"http://127.0.0.1:{port}"
            self._client = self._connected(address)
            self._page = Page(address)
            self.say("What is co-creation?")
        except BaseException:
            self.stop()
            raise
        self.seconds = time.perf_counter() - start

    @abstractmethod
    def say(self, message: str) -> str:
        """Send a message through gradio_client and return the answer."""

    @abstractmethod
    def send(self, message: str) -> str:
        """Send a message as the page in the browser does and return the answer."""

    def megabytes(self) -> float:
        """Return the memory that the server and its children hold."""
        process = psutil.Process(self._process.pid)
        held = sum(each.memory_info().rss for each in (process, *process.children(recursive=True)))
        return float(held) / 1e6

    def stop(self) -> None:
        """End the server and wait for it."""
        if hasattr(self, "_page"):
            self._page.close()
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._errors.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _connected(self, address: str) -> Client:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(f"{self._name} ended: {self._last_words()}")
            try:
                httpx.get(f"{address}/config", timeout=PATIENCE).raise_for_status()
            except httpx.TransportError:
                time.sleep(0.02)
            else:
                # The client makes two TLS contexts for every message, which would be most of the time measured.
                return Client(address, verbose=False, analytics_enabled=False, ssl_verify=False)
        raise RuntimeError(f"{self._name} did not answer within {PATIENCE:.0f} s: {self._last_words()}")

    @property
    def _name(self) -> str:
        return type(self).__name__

    def _last_words(self) -> str:
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"


class Rapport(Served):
    """`rapport serve` on an index that exists; all turns on one canvas."""

    def __init__(self, command: Path, folder: Path) -> None:
        port, self._canvas = free_port(), ""
        settings = {"RAPPORT_DATA_DIR": str(folder)}
        super().__init__([str(command), "serve", "--port", str(port)], folder, port, settings)

    def say(self, message: str) -> str:
        reply, self._canvas, *_ = self._client.predict(self._canvas, message, "", api_name="/reply")
        return str(reply)

    def send(self, message: str) -> str:
        reply, self._canvas, *_ = self._page.send("reply", self._canvas, message, "")
        return str(reply)


class Quickstart(Served):
    """The yardstick."""

    def __init__(self, python: Path, folder: Path) -> None:
        port = free_port()
        super().__init__([str(python), "-m", "eval.quickstart", str(port)], folder, port, {})

    def say(self, message: str) -> str:
        return str(self._client.predict(message, api_name="/answer"))

    def send(self, message: str) -> str:
        return str(self._page.send("answer", message)[0])


def milliseconds(send: Callable[[str], str], message: str) -> float:
    """Return how long a message and its answer take."""
    start = time.perf_counter()
    send(message)
    return (time.perf_counter() - start) * 1000


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
