"""A page of Gradio's as the server sees it: events sent over one connection that stays open."""

from __future__ import annotations

import json
from secrets import token_hex
from typing import Any

import httpx

PATIENCE = 60.0


class Page:
    """Sends events as Gradio's own script does: at once where the event has no queue, else through it."""

    def __init__(self, address: str) -> None:
        self._http = httpx.Client(base_url=address, timeout=PATIENCE)
        config = self._http.get("/config").raise_for_status().json()
        self._prefix = config["api_prefix"]
        self._session = token_hex(6)
        self._events = {event["api_name"]: event for event in config["dependencies"]}

    def send(self, name: str, *values: Any) -> list[Any]:
        """Return what an event answers."""
        event = self._events[name]
        inputs = [*values, *[None] * (len(event["inputs"]) - len(values))]
        body = {"data": inputs, "fn_index": event["id"], "session_hash": self._session}
        if event["queue"] is False:
            return self._output(self._http.post(f"{self._prefix}/run/{name}", json=body).raise_for_status().json())
        self._http.post(f"{self._prefix}/queue/join", json=body).raise_for_status()
        return self._from_queue()

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def _from_queue(self) -> list[Any]:
        query = {"session_hash": self._session}
        with self._http.stream("GET", f"{self._prefix}/queue/data", params=query) as stream:
            for line in stream.iter_lines():
                message = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
                if message.get("msg") == "process_completed":
                    return self._output(message["output"])
        raise RuntimeError("The queue ended without an answer.")

    def _output(self, answer: dict[str, Any]) -> list[Any]:
        if "data" not in answer:
            raise RuntimeError(f"The event failed: {answer}")
        return list(answer["data"])
