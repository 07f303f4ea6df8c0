"""How the chat behaves in a browser, with a coach that plays a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from fastapi import FastAPI
from playwright.sync_api import BrowserContext, expect

from assistant.canvas import Business, Canvas
from assistant.errors import StoreFailed
from assistant.reply import Turn
from corpus.passage import Passage
from tests.browser.conftest import served
from tests.browser.visitor import Visitor
from tests.ui.samples import ASKED, AT, CANVAS, CITED, HOSTILE
from tests.ui.scripted import ScriptedCoach, echo
from ui.markup import visible
from ui.serve import mount

Visit = Callable[[str], Visitor]
PASSAGE = Passage(id="p1", document="co-creation", section="Co-creation > What it is", text="Users help to make it.")


def play(canvas: Canvas, number: int, message: str | None) -> tuple[Canvas, Turn]:
    """Do what the message asks for: fill the canvas, fail, or say the message back."""
    if message == "fill":
        text = "A person ties closest [1]."
        turn = Turn(number=number, message=message, text=text, asks=ASKED, citations=(CITED,), at=AT)
        business = Business(name=f"Pedal & Post after {number}")
        return CANVAS.model_copy(update={"id": canvas.id, "business": business}), turn
    if message == "full disk":
        raise StoreFailed("The disk is full; make room and send the message again.")
    return echo(canvas, number, message)


@pytest.fixture(scope="module")
def coach() -> ScriptedCoach:
    return ScriptedCoach(always=play, passages={"p1": PASSAGE})


@pytest.fixture(scope="module")
def url(coach: ScriptedCoach) -> Iterator[str]:
    with served(mount(FastAPI(), coach)) as url:  # type: ignore[arg-type]
        yield url


def test_a_message_is_answered_announced_and_the_box_is_ready_for_the_next(visit: Visit, url: str) -> None:
    visitor = visit(url)
    assert visitor.focused == "Your message"
    assert visitor.say("We repair bikes").endswith("You said: We repair bikes")
    assert visitor.box.input_value() == ""
    assert visitor.focused == "Your message"
    expect(visitor.page.locator("#heard")).to_have_text("You said: We repair bikes")


def test_a_turn_is_one_request(visit: Visit, url: str) -> None:
    visitor = visit(url)
    visitor.say("We repair bikes")
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.say("and trikes")
    assert len(asked) == 1


def test_a_suggestion_is_sent_as_its_label_and_keeps_what_stands_in_the_box(visit: Visit, url: str) -> None:
    visitor = visit(url)
    visitor.say("fill")
    visitor.box.fill("half a thought")
    assert visitor.press("Self-service").endswith("You said: Self-service")
    assert visitor.box.input_value() == "half a thought"


def test_a_citation_opens_its_passage_and_escape_leads_back(visit: Visit, url: str) -> None:
    visitor = visit(url)
    visitor.say("fill")
    chip = visitor.page.get_by_role("button", name="Open source 1")
    chip.click()
    sheet = visitor.page.get_by_role("dialog", name="Co-creation › What it is")
    expect(sheet.locator("mark")).to_have_text("help to make")
    visitor.page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(chip).to_be_focused()
    visitor.page.reload()
    visitor.page.get_by_role("button", name="Open source 1").click()
    expect(sheet.locator("mark")).to_have_text("help to make")


def test_the_users_words_stay_open_while_the_canvas_is_drawn_again(visit: Visit, url: str) -> None:
    visitor = visit(url)
    visitor.say("fill")
    words = visitor.card("Bike couriers").get_by_text("couriers want one mechanic who knows their bike")
    expect(words).to_be_hidden()
    visitor.card("Bike couriers").get_by_text("Your words").first.click()
    expect(words).to_be_visible()
    visitor.say("fill")
    expect(words).to_be_visible()


def test_a_reload_shows_the_same_conversation_and_canvas(visit: Visit, url: str) -> None:
    visitor = visit(url)
    visitor.say("fill")
    before, board, address = visitor.turns, visitor.board.inner_text(), visitor.page.url
    visitor.page.reload()
    visitor.page.locator(".turn").first.wait_for()
    assert (visitor.turns, visitor.board.inner_text(), visitor.page.url) == (before, board, address)


def test_two_tabs_on_two_canvases_do_not_mix(visit: Visit, url: str, coach: ScriptedCoach) -> None:
    one, two = (visit(f"{url}/?canvas={coach.new_canvas().id}") for _ in range(2))
    one.say("bikes")
    two.say("cakes")
    one.say("more bikes")
    assert "cakes" not in " ".join(one.turns)
    assert "bikes" not in " ".join(two.turns)
    assert one.canvas_id != two.canvas_id


def test_canvases_are_listed_opened_and_left_again(visit: Visit, url: str, coach: ScriptedCoach) -> None:
    visitor = visit(f"{url}/?canvas={coach.new_canvas('Cakes').id}")
    visitor.say("we bake")
    old = visitor.canvas_id
    visitor.button("New canvas").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Untitled")
    assert visitor.canvas_id != old
    visitor.say("we repair")
    visitor.button("Canvases").click()
    visitor.page.get_by_role("link", name="Cakes").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Cakes")
    assert visitor.canvas_id == old
    visitor.page.go_back()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Untitled")
    assert "we repair" in visitor.turns[-1]


def test_without_an_id_the_last_canvas_comes_back(visit: Visit, url: str) -> None:
    last = visit(url)
    last.say("we repair bikes")
    again = visit(url)
    assert (again.canvas_id, again.turns) == (last.canvas_id, last.turns)


def test_an_unknown_id_is_one_sentence_and_a_way_on(visit: Visit, url: str) -> None:
    visitor = visit(f"{url}/?canvas=cnv_nowhere")
    assert visitor.notice.startswith("There is no canvas with this address")
    visitor.page.locator("#notice").get_by_role("button", name="New canvas").click()
    expect(visitor.page.locator(".turn")).to_have_count(1)
    assert visitor.canvas_id not in ("", "cnv_nowhere")


def test_a_message_that_was_not_kept_is_back_in_the_box(visit: Visit, url: str) -> None:
    visitor = visit(url)
    before = visitor.turns
    visitor.box.fill("full disk")
    visitor.button("Send").click()
    assert visitor.notice == "The disk is full; make room and send the message again."
    expect(visitor.box).to_have_value("full disk")
    assert visitor.turns == before
    visitor.say("hello")
    expect(visitor.page.get_by_role("alert")).to_have_count(0)


def test_a_lost_connection_costs_no_message_and_no_second_turn(visit: Visit, url: str, context: BrowserContext) -> None:
    visitor = visit(url)
    # The request arrives and its answer gets lost on the way back.
    context.route("**/run/**", lambda route: (route.fetch(), route.abort()))
    visitor.box.fill("are you there?")
    visitor.box.press("Enter")
    assert visitor.notice.startswith("The coach cannot be reached")
    expect(visitor.box).to_have_value("are you there?")
    context.unroute("**/run/**")
    visitor.send()
    assert [turn for turn in visitor.turns if "are you there?" in turn] == visitor.turns[-1:]


def test_hostile_markup_is_shown_as_it_was_typed(visit: Visit, url: str) -> None:
    visitor = visit(url)
    ran: list[str] = []
    visitor.page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    for message in HOSTILE:
        visitor.say(message)
        assert visitor.page.locator(".heard p").last.text_content() == visible(message)
    assert visitor.page.locator("#log :is(img, script, a, iframe)").count() == 0
    assert ran == []


def test_the_start_of_a_long_conversation_is_shown_on_demand(visit: Visit, url: str, coach: ScriptedCoach) -> None:
    canvas = coach.new_canvas().id
    for number in range(60):
        coach.reply(canvas, f"message {number}")
    visitor = visit(f"{url}/?canvas={canvas}")
    expect(visitor.page.locator(".turn")).to_have_count(40)
    visitor.button("Show earlier turns").click()
    expect(visitor.page.locator(".turn")).to_have_count(61)
    expect(visitor.button("Show earlier turns")).to_have_count(0)


def test_the_board_can_be_edited_by_hand(visit: Visit, url: str, coach: ScriptedCoach) -> None:
    visitor = visit(f"{url}/?canvas={coach.new_canvas().id}")
    visitor.say("fill")
    card = visitor.card("Bike couriers")
    card.get_by_label("Edit Bike couriers").click()
    card.get_by_label("Name of the segment").fill("Riders")
    card.get_by_role("button", name="Save").click()
    expect(visitor.page.locator(".turn")).to_have_count(3)
    card.get_by_label("Edit Community").click()
    card.get_by_label("Is Community in place?").select_option("Planned")
    expect(visitor.page.locator(".turn")).to_have_count(4)
    card.get_by_role("button", name="Remove", exact=True).click()
    expect(visitor.page.locator(".turn")).to_have_count(5)
    told = [edit.model_dump(include={"kind", "name", "relationship_id", "value", "origin"}) for edit in coach.edits]
    assert told == [
        {"kind": "rename_segment", "name": "Riders", "origin": "edited"},
        {"kind": "set_relationship", "relationship_id": "r2", "value": "planned", "origin": "edited"},
        {"kind": "remove_relationship", "relationship_id": "r2", "origin": "edited"},
    ]


def test_the_browser_stores_the_id_and_nothing_else(visit: Visit, url: str) -> None:
    visitor = visit(url)
    visitor.say("We repair bikes")
    stored = visitor.page.evaluate("({...localStorage, ...sessionStorage})")
    assert stored == {"rapport.canvas": visitor.canvas_id}
    assert visitor.page.evaluate("indexedDB.databases()") == []
    assert visitor.page.context.cookies() == []


def test_everything_can_be_reached_and_named_from_the_keyboard(visit: Visit, url: str) -> None:
    visitor = visit(url)
    visitor.say("fill")
    names = []
    for _ in range(40):
        visitor.page.keyboard.press("Tab")
        names.append(visitor.focused)
    in_order = ["Undo", "New canvas", "Canvases", "Self-service", "I don't know", "Your message", "Send"]
    round_trip = names[names.index("Undo") :]
    assert [name for name in round_trip if name in in_order][: len(in_order)] == in_order
    levels = visitor.page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_on_a_narrow_screen_the_chat_comes_first_and_the_canvas_is_a_tab_away(visit: Visit, url: str) -> None:
    visitor = visit(url)
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.say("fill")
    expect(visitor.board).to_be_hidden()
    visitor.button("Canvas").click()
    expect(visitor.card("Bike couriers")).to_be_visible()
    expect(visitor.box).to_be_hidden()
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 390
    visitor.card("Bike couriers").get_by_text("Your words").first.click()
    visitor.button("turn 4").click()
    expect(visitor.box).to_be_visible()
