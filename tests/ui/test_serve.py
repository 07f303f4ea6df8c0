from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.ui.scripted import ScriptedCoach
from ui.serve import mount


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = FastAPI()
    app.get("/api/ping")(lambda: "pong")
    with TestClient(mount(app, ScriptedCoach())) as client:  # type: ignore[arg-type]
        yield client


def test_what_the_app_answers_already_stays_first(client: TestClient) -> None:
    assert client.get("/api/ping").json() == "pong"


def test_the_page_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/").text
    loaded = re.findall(r'<(?:script|link|img|iframe)[^>]*?(?:src|href)="([^"]+)"', page)
    assert loaded
    assert not [address for address in loaded if "//" in address]
    assert "googleapis" not in page


def test_one_action_is_offered_to_programs(client: TestClient) -> None:
    offered = client.get("/gradio_api/info").json()
    assert list(offered["named_endpoints"]) == ["/reply"]
    assert offered["unnamed_endpoints"] == {}
    names = [given["parameter_name"] for given in offered["named_endpoints"]["/reply"]["parameters"]]
    assert names == ["canvas_id", "message", "turn_id"]


def test_a_turn_is_one_request(client: TestClient) -> None:
    answer = client.post("/gradio_api/run/reply", json={"data": ["", "bikes", ""], "session_hash": "s"})
    data = answer.json()["data"]
    assert data[0] == "You said: bikes"
    assert data[1].startswith("cnv_")
    assert "bikes" in data[3]


def test_nothing_is_recorded_or_reported(client: TestClient) -> None:
    page = client.get("/").text
    config = json.loads(re.search(r"window\.gradio_config = (\{.*?\});</script>", page, re.DOTALL)[1])  # type: ignore[index]
    assert config["analytics_enabled"] is False
    assert config["run_history"] is False
    assert config["footer_links"] == []
    assert not [part for part in config["components"] if part["type"] == "state"]


def test_the_icon_is_served(client: TestClient) -> None:
    assert client.get("/favicon.ico").headers["content-type"] == "image/svg+xml"
