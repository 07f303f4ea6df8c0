"""The coach over HTTP: a real server on loopback, asked as a script would."""

from __future__ import annotations

import json
import logging
import re
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from jsonschema import Draft202012Validator

from assistant import Coach, Settings
from assistant.errors import (
    EditRefused,
    ImportRefused,
    InvalidMessage,
    RapportError,
    SettingsInvalid,
    StoreFailed,
    TurnTaken,
    UnknownCanvas,
    UnknownRevision,
)
from assistant.export import canvas_schema
from assistant.rest import create_app

SAMPLE = Path(__file__).with_name("pedal-and-post.json")
JSON = {"Content-Type": "application/json"}
NewCoach = Callable[[], Coach]


@contextmanager
def served(coach: Coach, **set_to: Any) -> Iterator[httpx.Client]:
    """Serve a coach on a free port and give a client of it."""
    app = create_app(coach, Settings(**set_to))
    with socket.create_server(("127.0.0.1", 0)) as door:
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{door.getsockname()[1]}", timeout=30) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def client(new_coach: NewCoach) -> Iterator[httpx.Client]:
    with served(new_coach()) as client:
        yield client


@pytest.fixture
def canvas_id(client: httpx.Client) -> str:
    return str(client.post("/api/canvases", json={"title": "Pedal & Post"}).json()["id"])


def say(client: httpx.Client, canvas_id: str, message: str, key: str | None = None) -> dict[str, Any]:
    answer = client.post(
        f"/api/canvases/{canvas_id}/turns",
        json={"message": message},
        headers={"Idempotency-Key": key} if key else {},
    )
    assert answer.status_code == 200, answer.text
    held: dict[str, Any] = answer.json()
    return held


def problem(answer: httpx.Response, status: int) -> str:
    """The sentence of an error, which is all that there is."""
    assert (answer.status_code, list(answer.json())) == (status, ["error"]), answer.text
    sentence = answer.json()["error"]
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    return str(sentence)


def test_a_canvas_is_begun_talked_about_and_read(client: httpx.Client) -> None:
    begun = client.post("/api/canvases", json={"title": "Pedal & Post"})
    assert begun.status_code == 201
    canvas_id = begun.json()["id"]
    turn = say(client, canvas_id, "We repair bikes for couriers and commuters")
    assert turn["number"] == 1
    assert turn["asks"]["kind"] == "question"
    canvas = client.get(f"/api/canvases/{canvas_id}").json()
    assert canvas["title"] == "Pedal & Post"
    assert len(canvas["segments"]) == 2
    assert list(Draft202012Validator(canvas_schema()).iter_errors(canvas)) == []


def test_a_canvas_needs_no_title(client: httpx.Client) -> None:
    assert client.post("/api/canvases").json()["title"]
    assert client.post("/api/canvases", json={}).json()["title"]


def test_the_same_key_twice_is_one_turn(client: httpx.Client, canvas_id: str) -> None:
    first = say(client, canvas_id, "We repair bikes for couriers", key="one")
    again = say(client, canvas_id, "We repair bikes for couriers", key="one")
    other = say(client, canvas_id, "They are mostly young", key="two")
    assert first == again
    assert other["number"] == 2


def test_the_conversation_begins_with_the_opening(client: httpx.Client, canvas_id: str) -> None:
    say(client, canvas_id, "We repair bikes for couriers")
    turns = client.get(f"/api/canvases/{canvas_id}/turns").json()
    assert [(turn["number"], turn["message"]) for turn in turns] == [(0, None), (1, "We repair bikes for couriers")]
    assert [turn["number"] for turn in client.get(f"/api/canvases/{canvas_id}/turns?last=1").json()] == [1]


def test_canvases_are_listed_the_latest_first(client: httpx.Client) -> None:
    ids = [client.post("/api/canvases", json={"title": title}).json()["id"] for title in ("a", "b", "c")]
    say(client, ids[0], "We repair bikes")
    listed = client.get("/api/canvases").json()
    assert listed[0]["id"] == ids[0]
    assert {each["id"] for each in listed} == set(ids)
    assert len(client.get("/api/canvases?limit=2").json()) == 2


def test_undo_history_and_difference_tell_what_happened(client: httpx.Client, canvas_id: str) -> None:
    say(client, canvas_id, "We repair bikes for couriers and commuters")
    before = client.get(f"/api/canvases/{canvas_id}").json()
    undone = client.post(f"/api/canvases/{canvas_id}/undo", headers={"Idempotency-Key": "u"}).json()
    assert client.post(f"/api/canvases/{canvas_id}/undo", headers={"Idempotency-Key": "u"}).json() == undone
    after = client.get(f"/api/canvases/{canvas_id}").json()
    assert (len(before["segments"]), len(after["segments"])) == (2, 0)
    events = client.get(f"/api/canvases/{canvas_id}/history").json()
    assert events[-1]["act"] == "undo"
    changes = client.get(f"/api/canvases/{canvas_id}/diff?a=0&b={before['revision']}").json()
    assert any("segments" in change["path"] for change in changes)
    earlier = client.get(f"/api/canvases/{canvas_id}?revision={before['revision']}").json()
    assert earlier["segments"] == before["segments"]


def test_a_copy_leaves_the_canvas_alone(client: httpx.Client, canvas_id: str) -> None:
    say(client, canvas_id, "We repair bikes for couriers and commuters")
    copy = client.post(f"/api/canvases/{canvas_id}/fork", json={"title": "What if"})
    assert copy.status_code == 201
    client.post(f"/api/canvases/{copy.json()['id']}/undo")
    assert len(client.get(f"/api/canvases/{canvas_id}").json()["segments"]) == 2


def test_an_export_is_a_download_that_can_be_imported(client: httpx.Client, canvas_id: str) -> None:
    say(client, canvas_id, "We repair bikes for couriers and commuters")
    exported = client.get(f"/api/canvases/{canvas_id}/export?format=json")
    assert exported.headers["content-disposition"] == "attachment; filename*=UTF-8''pedal-post-canvas.json"
    assert exported.headers["content-type"] == "application/json"
    imported = client.post("/api/canvases/import", content=exported.content, headers=JSON)
    assert imported.status_code == 201
    assert imported.json()["id"] != canvas_id
    names = [segment["name"] for segment in exported.json()["segments"]]
    assert [segment["name"] for segment in imported.json()["segments"]] == names
    page = client.get(f"/api/canvases/{canvas_id}/export?format=markdown")
    assert page.headers["content-type"] == "text/markdown; charset=utf-8"
    assert page.text.startswith("# Pedal &amp; Post\n")


def test_a_question_is_answered_with_passages_that_can_be_opened(client: httpx.Client) -> None:
    answer = client.post("/api/ask", json={"question": "What is co-creation?", "history": []}).json()
    assert answer["citations"]
    cited = answer["citations"][0]
    passage = client.get(f"/api/passages/{cited['passage_id']}").json()
    assert cited["quote"] in passage["text"]
    problem(client.get("/api/passages/nowhere"), 404)


def test_health_says_alive_and_ready(client: httpx.Client) -> None:
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").json() == {"status": "ready"}


@pytest.mark.parametrize(
    ("request_line", "body", "status", "sentence"),
    [
        ("GET /api/canvases/cnv_none", None, 404, "There is no canvas 'cnv_none'"),
        ("POST /api/canvases/cnv_none/turns", {"message": "hello"}, 404, "There is no canvas"),
        ("GET /api/canvases/{id}?revision=99", None, 404, "no revision 99; choose one from 0 to"),
        ("GET /api/canvases/{id}?revision=-1", None, 422, "Query revision cannot be used"),
        ("GET /api/canvases/{id}/diff?a=0", None, 422, "Query b cannot be used: Field required"),
        ("GET /api/canvases/{id}/export?format=pdf", None, 422, "choose one of: json, markdown"),
        ("POST /api/canvases/{id}/turns", {}, 422, "Body message cannot be used: Field required"),
        ("POST /api/canvases/{id}/turns", {"message": 5}, 422, "Body message cannot be used: Input should be"),
        ("POST /api/canvases/{id}/turns", [], 422, "The body cannot be used"),
        ("POST /api/canvases/{id}/turns", {"message": "x" * 100_001}, 422, "at most 100000 characters"),
        ("POST /api/ask", {"question": "x" * 100_001}, 422, "at most 100000 characters"),
        ("POST /api/canvases", {"title": "x" * 201}, 422, "at most 200 characters"),
        ("POST /api/ask", {"question": "a", "history": "b"}, 422, "Body history cannot be used"),
        ("GET /api/nowhere", None, 404, "There is nothing at GET /api/nowhere; /docs lists what there is."),
        ("DELETE /api/canvases/{id}", None, 404, "There is nothing at DELETE /api/canvases/"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_wrong_request_gets_its_status_and_one_sentence(
    client: httpx.Client, canvas_id: str, request_line: str, body: Any, status: int, sentence: str
) -> None:
    method, path = request_line.replace("{id}", canvas_id).split(" ")
    assert sentence in problem(client.request(method, path, json=body), status)


def test_a_body_that_is_no_json_is_named(client: httpx.Client, canvas_id: str) -> None:
    broken = client.post(f"/api/canvases/{canvas_id}/turns", content=b'{"message": ', headers=JSON)
    assert "The body is no JSON" in problem(broken, 422)


def test_a_very_long_message_gets_a_reply(client: httpx.Client, canvas_id: str) -> None:
    assert say(client, canvas_id, "bikes " * 8_000)["events"] == []


def test_half_a_character_is_no_message(client: httpx.Client, canvas_id: str) -> None:
    half = client.post(f"/api/canvases/{canvas_id}/turns", content=b'{"message": "bikes \\ud83d"}', headers=JSON)
    assert "Body message cannot be used: Input should be a valid string" in problem(half, 422)
    assert len(client.get(f"/api/canvases/{canvas_id}/turns").json()) == 1


def test_a_hostile_file_is_refused_and_nothing_is_begun(client: httpx.Client) -> None:
    hostile = json.loads(SAMPLE.read_text()) | {"segments": [{"id": "s1", "name": "a"}, {"id": "s1", "name": "b"}]}
    refused = client.post("/api/canvases/import", json=hostile)
    assert "segments[1].id is 's1' like an earlier one" in problem(refused, 422)
    assert client.get("/api/canvases").json() == []


def test_a_form_of_another_site_cannot_import(client: httpx.Client) -> None:
    sent = client.post("/api/canvases/import", content=SAMPLE.read_bytes(), headers={"Content-Type": "text/plain"})
    assert "Content-Type: application/json" in problem(sent, 415)


def test_a_body_that_is_too_large_is_turned_away_before_it_is_read(new_coach: NewCoach) -> None:
    with served(new_coach(), max_import_bytes=10_000) as client:
        port = client.base_url.port
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(
                b"POST /api/canvases/import HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999\r\n"
                b"Content-Type: application/json\r\nConnection: close\r\n\r\n"
            )
            head, _, body = line.makefile("rb").read().partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 413 ")
    assert "larger than 10,000 bytes" in json.loads(body)["error"]


def test_a_body_that_hides_its_size_is_stopped_on_the_way(new_coach: NewCoach) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(20):
            yield b" " * 1_000

    with served(new_coach(), max_import_bytes=10_000) as client:
        for path in ("/api/canvases/import", "/api/canvases"):
            assert "larger than 10,000 bytes" in problem(client.post(path, content=endless(), headers=JSON), 413)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (UnknownCanvas("cnv_x"), 404),
        (UnknownRevision("cnv_x", 9, 3), 404),
        (TurnTaken("cnv_x", 4), 409),
        (InvalidMessage("It is too long; shorten it."), 413),
        (ImportRefused("Nothing was imported: it is no JSON."), 422),
        (EditRefused("It cannot be; do another."), 422),
        (RapportError("There is no such format; choose one."), 422),
        (SettingsInvalid("It cannot be set; remove it."), 500),
        (StoreFailed("The disk is full; free some space."), 503),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_error_of_ours_has_its_status_and_its_own_words(
    new_coach: NewCoach, error: RapportError, status: int
) -> None:
    class Failing(Coach):
        def canvases(self, limit: int = 50) -> Any:
            raise error

    with served(Failing(parts=new_coach()._parts)) as client:
        assert problem(client.get("/api/canvases"), status) == str(error)


@pytest.fixture
def keeping(built: Path, tmp_path: Path) -> Iterator[httpx.Client]:
    """A client of a coach that keeps documents of up to 20 kB; imports may have 5 kB."""
    shutil.copytree(built, tmp_path / "index")
    limits = {"max_document_bytes": 20_000, "max_import_bytes": 5_000}
    with Coach(Settings(data_dir=tmp_path, **limits)) as coach, served(coach, **limits) as client:
        yield client


FILE = {"Content-Type": "application/octet-stream"}
PLAN = b"# Plan\n\nThe zebrafish workshop costs nine euros a seat."


def test_a_document_is_added_listed_read_asked_and_removed(keeping: httpx.Client) -> None:
    one, two = (f"/api/canvases/{keeping.post('/api/canvases').json()['id']}" for _ in range(2))
    added = keeping.post(f"{one}/documents?name=m%C3%BC%20plan.md", content=PLAN, headers=FILE)
    assert (added.status_code, added.json()) == (201, {"name": "mü plan.md", "passages": 1})
    assert [document["name"] for document in keeping.get(f"{one}/documents").json()] == ["mü plan.md"]
    assert keeping.get(f"{two}/documents").json() == []
    asked = {"question": "What does the zebrafish workshop cost?", "canvas_id": one.rpartition("/")[2]}
    (cited,) = keeping.post("/api/ask", json=asked).json()["citations"]
    text = keeping.get(f"{one}/documents/mü plan.md", params={"owner": cited["owner"]}).json()["text"]
    assert text[cited["start"] : cited["end"]] == cited["quote"]
    own = keeping.get(f"/api/passages/{cited['passage_id']}", params={"canvas_id": asked["canvas_id"]})
    assert own.json()["text"] in text
    assert keeping.get(f"/api/passages/{cited['passage_id']}").status_code == 404
    original = keeping.get(f"{one}/originals/mü plan.md")
    assert (original.content, original.headers["x-content-type-options"]) == (PLAN, "nosniff")
    assert original.headers["content-disposition"].startswith("attachment")
    assert "no document called" in problem(keeping.get(f"{two}/documents/mü plan.md"), 404)
    assert keeping.delete(f"{one}/documents/mü plan.md").status_code == 204
    assert "no document called" in problem(keeping.delete(f"{one}/documents/mü plan.md"), 404)
    assert "nine euros" not in keeping.post("/api/ask", json=asked).text


@pytest.mark.parametrize(
    ("name", "data", "headers", "status", "sentence"),
    [
        ("plan.md", PLAN, {"Content-Type": "text/plain"}, 415, "Content-Type: application/octet-stream"),
        ("plan.exe", PLAN, FILE, 422, "plan.exe is not a kind of file that can be read"),
        ("plan.pdf", PLAN, FILE, 422, "plan.pdf is something else, not a PDF"),
        ("plan.md", b"", FILE, 422, "plan.md is empty"),
        ("plan.md", b"a" * 20_001, FILE, 413, "raise RAPPORT_MAX_DOCUMENT_BYTES"),
        ("", PLAN, FILE, 422, "Query name cannot be used"),
    ],
)
def test_a_document_that_cannot_be_taken_in_is_one_sentence(
    keeping: httpx.Client, name: str, data: bytes, headers: dict[str, str], status: int, sentence: str
) -> None:
    canvas = f"/api/canvases/{keeping.post('/api/canvases').json()['id']}/documents"
    sent = keeping.post(canvas, params={"name": name}, content=data, headers=headers)
    assert sentence in problem(sent, status)
    assert keeping.get(canvas).json() == []


def test_a_large_document_may_be_sent_and_nothing_else_that_is_as_large(keeping: httpx.Client) -> None:
    canvas = f"/api/canvases/{keeping.post('/api/canvases').json()['id']}"
    large = b"# Plan\n\n" + b"A word. " * 2_000
    assert keeping.post(f"{canvas}/documents?name=a.md", content=large, headers=FILE).status_code == 201
    assert "5,000 bytes" in problem(keeping.post("/api/canvases/import", content=large, headers=JSON), 413)
    missing = keeping.post("/api/canvases/cnv_none/documents?name=a.md", content=PLAN, headers=FILE)
    assert "There is no canvas" in problem(missing, 404)


def test_what_nobody_expected_is_one_sentence_and_a_line_in_the_log(
    new_coach: NewCoach, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Coach):
        def canvases(self, limit: int = 50) -> Any:
            raise ZeroDivisionError("of all things")

    with served(Broken(parts=new_coach()._parts)) as client, caplog.at_level(logging.ERROR, "rapport"):
        sentence = problem(client.get("/api/canvases"), 500)
    assert "of all things" not in sentence
    assert "GET /api/canvases: ZeroDivisionError('of all things')" in caplog.text
    assert "Traceback" not in caplog.text


def test_a_store_that_fails_is_alive_and_not_ready(new_coach: NewCoach) -> None:
    class Broken(Coach):
        def ready(self) -> bool:
            raise StoreFailed("The disk is full; free some space.")

    with served(Broken(parts=new_coach()._parts)) as client:
        assert client.get("/healthz").status_code == 200
        assert problem(client.get("/readyz"), 503) == "The disk is full; free some space."


def test_with_a_password_only_who_knows_it_comes_in(new_coach: NewCoach) -> None:
    with served(new_coach(), auth="ada:löwe:1") as client:
        refused = client.get("/api/canvases")
        assert "RAPPORT_AUTH" in problem(refused, 401)
        assert refused.headers["www-authenticate"].startswith("Basic ")
        for wrong in (("ada", "other"), ("eve", "löwe:1"), ("", "")):
            assert client.get("/docs", auth=httpx.BasicAuth(*wrong)).status_code == 401
        assert client.get("/api/canvases", headers={"Authorization": "Basic !"}).status_code == 401
        assert client.get("/api/canvases", auth=httpx.BasicAuth("ada", "löwe:1")).status_code == 200
        assert client.get("/healthz").status_code == 200


def test_another_name_for_this_computer_does_not_open_the_door(new_coach: NewCoach) -> None:
    with served(new_coach()) as client:
        refused = client.get("/api/canvases", headers={"Host": "evil.example:7860"})
        assert "RAPPORT_ALLOW_ANONYMOUS" in problem(refused, 421)
        for name in ("localhost:7860", "127.0.0.1", "[::1]:7860", "LOCALHOST"):
            assert client.get("/api/canvases", headers={"Host": name}).status_code == 200
    with served(new_coach(), allow_anonymous=True) as client:
        assert client.get("/api/canvases", headers={"Host": "rapport.example"}).status_code == 200


def test_the_documentation_names_every_address_and_loads_nothing_from_elsewhere(client: httpx.Client) -> None:
    page = client.get("/docs")
    openapi = client.get("/openapi.json").json()
    for path, methods in openapi["paths"].items():
        for method, operation in methods.items():
            assert f"<h2>{method.upper()} {path}</h2>" in page.text
            assert operation["description"] in unescape(page.text)
    assert "Idempotency-Key" in page.text
    assert re.findall(r"(?:src|href)=\"(?!/)", page.text) == []
    assert "<script" not in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'none'")


def test_many_talk_at_once_and_each_keeps_an_own_canvas(client: httpx.Client) -> None:
    ids = [client.post("/api/canvases", json={"title": f"Shop {n}"}).json()["id"] for n in range(8)]

    def talk(canvas_id: str) -> None:
        for message in ("We repair bikes for couriers and commuters", "Couriers want a named mechanic"):
            say(client, canvas_id, message)

    threads = [threading.Thread(target=talk, args=(canvas_id,)) for canvas_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, canvas_id in enumerate(ids):
        turns = client.get(f"/api/canvases/{canvas_id}/turns").json()
        assert [turn["number"] for turn in turns] == [0, 1, 2]
        assert client.get(f"/api/canvases/{canvas_id}").json()["title"] == f"Shop {number}"
