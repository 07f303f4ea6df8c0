"""A whole conversation in a browser: real coach, real index, real store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import jsonschema
import pytest
from playwright.sync_api import expect

from assistant import Coach, Settings
from assistant.export import canvas_schema
from assistant.offline.writer import OfflineWriter
from assistant.parts import Parts
from assistant.store import Store
from corpus.index import Index
from tests.browser.conftest import served
from tests.browser.visitor import Visitor
from tests.fakes import reader
from ui.serve import create_app

Visit = Callable[[str], Visitor]


STRANGE = ("", "   ", "x" * 50_000, "🚲🚲🚲", "Wir reparieren Fahrräder für Kuriere", "\x00\x1b[31m")


@pytest.fixture(scope="module")
def url(library: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"))
    ledger = Store(settings.store_url)
    parts = Parts(reader=reader(), writer=OfflineWriter(), library=library, ledger=ledger, close=ledger.close)
    with Coach(parts=parts) as coach, served(create_app(coach, settings)) as url:
        yield url


def downloaded(visitor: Visitor, name: str, folder: Path) -> bytes:
    with visitor.page.expect_download() as waiting:
        visitor.board.get_by_role("link", name=name).click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target.read_bytes()


def test_a_conversation_from_the_greeting_to_the_exported_canvas(
    visit: Visit, url: str, tmp_path: Path, pictures: Path
) -> None:
    visitor = visit(url)
    assert visitor.turns[0].endswith("?")
    expect(visitor.board).to_contain_text("appears here as a card")
    visitor.page.screenshot(path=pictures / "first-visit-1280.png")

    visitor.say("We repair bikes by subscription for couriers and commuters")
    couriers, commuters = visitor.card("couriers"), visitor.card("commuters")
    expect(couriers).to_be_visible()
    expect(commuters).to_contain_text("Not asked yet")
    visitor.press("Keep the ones you have")
    expect(couriers).to_contain_text("Keep customers")

    visitor.say("Commuters want self-service, couriers want a named mechanic")
    expect(couriers.get_by_role("row", name="Dedicated personal assistance Wanted")).to_be_visible()
    expect(commuters.get_by_role("row", name="Self-service Wanted")).to_be_visible()

    assert "community" in visitor.say("sorry, couriers want a community, not a mechanic")
    expect(couriers.get_by_role("row", name="Community Wanted")).to_be_visible()
    expect(couriers.get_by_role("row", name="Dedicated personal assistance")).to_have_count(0)

    board = visitor.board.inner_text()
    assert "[1]" in visitor.say("what is co-creation?")
    assert visitor.board.inner_text() == board
    visitor.page.get_by_role("button", name="Open source 1").click()
    expect(visitor.page.get_by_role("dialog").locator("mark")).not_to_be_empty()
    visitor.page.keyboard.press("Escape")

    visitor.say("I don't know")
    expect(couriers).to_contain_text("You don't know yet")
    visitor.press("Undo")
    expect(couriers).not_to_contain_text("You don't know yet")
    visitor.say("The community of the couriers is planned")
    expect(couriers.get_by_role("row", name="Community Wanted Planned")).to_be_visible()
    couriers.get_by_text("Your words").first.click()
    expect(couriers.get_by_text("a community", exact=True)).to_be_visible()

    before, address = visitor.turns, visitor.page.url
    visitor.page.screenshot(path=pictures / "conversation-1280.png")
    visitor.page.reload()
    visitor.page.locator(".turn").first.wait_for()
    assert (visitor.turns, visitor.page.url) == (before, address)
    expect(couriers.get_by_role("row", name="Community Wanted Planned")).to_be_visible()

    canvas = json.loads(downloaded(visitor, "JSON", tmp_path))
    jsonschema.validate(canvas, canvas_schema())
    assert [segment["name"] for segment in canvas["segments"]] == ["couriers", "commuters"]
    assert canvas["id"] == visitor.canvas_id
    assert "couriers" in downloaded(visitor, "Markdown", tmp_path).decode()

    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.page.screenshot(path=pictures / "conversation-390.png")
    visitor.button("Canvas").click()
    visitor.page.screenshot(path=pictures / "canvas-390.png")


def test_the_board_and_the_conversation_agree(visit: Visit, url: str) -> None:
    visitor = visit(url)
    visitor.say("We repair bikes for couriers and commuters")
    visitor.card("commuters").get_by_label("Edit commuters").click()
    visitor.card("commuters").get_by_label("Name of the segment").fill("<b>Day trippers</b>")
    visitor.card("commuters").get_by_role("button", name="Save").click()
    expect(visitor.card("<b>Day trippers</b>")).to_be_visible()
    card = visitor.card("<b>Day trippers</b>")
    card.get_by_label("Edit <b>Day trippers</b>").click()
    card.get_by_role("button", name="Remove segment").click()
    expect(card).to_have_count(0)
    visitor.press("Undo")
    expect(card).to_be_visible()


def test_strange_messages_get_a_clear_answer(visit: Visit, url: str) -> None:
    visitor = visit(url)
    answers = visitor.page.locator(".turn:not(.pending) .said, [role=alert]")
    for message in STRANGE:
        before = answers.count()
        visitor.box.fill(message)
        visitor.box.press("Enter")
        expect(answers).not_to_have_count(before)
        visitor.box.fill("")
        page = visitor.page.inner_text("body")
        assert "Traceback" not in page
        assert "Something went wrong" not in page
