from __future__ import annotations

import logging

import pytest

from assistant.canvas import Canvas
from assistant.edits import Event, RemoveSegment, RenameSegment
from assistant.errors import StoreFailed
from assistant.reply import Turn
from corpus.passage import Passage
from tests.ui.samples import ASKED, AT, CANVAS, CITED
from tests.ui.scripted import ScriptedCoach
from tests.ui.seen import Seen
from ui import board
from ui.handlers import NO_CANVAS, NO_EDIT, NO_SOURCE, SHOWN, UNEXPECTED, Handlers, View


def fills(canvas: Canvas, number: int, message: str | None) -> tuple[Canvas, Turn]:
    """A turn that writes two segments, cites and offers choices."""
    filled = CANVAS.model_copy(update={"id": canvas.id})
    wrote = Event(revision=1, turn=number, at=AT, act="add_segment", segment_id="s1")
    text = "Noted. A person ties closest [1]."
    return filled, Turn(
        number=number, message=message, text=text, asks=ASKED, citations=(CITED,), events=(wrote,), at=AT
    )


def refuses(canvas: Canvas, number: int, message: str | None) -> tuple[Canvas, Turn]:
    raise StoreFailed("The disk is full; make room and send the message again.")


def breaks(canvas: Canvas, number: int, message: str | None) -> tuple[Canvas, Turn]:
    raise ZeroDivisionError


def lines(view: View) -> list[str]:
    return [line.text.strip() for line in Seen(view.log or "").all("li", "turn")]


def notice(view: View) -> str:
    return Seen(view.notice).text


def test_a_first_visit_begins_a_canvas_and_is_greeted() -> None:
    view = Handlers(ScriptedCoach()).arrive("", "")
    assert view.canvas_id == "cnv_1"
    assert lines(view) == ["CoachHello! What does your business do?"]
    assert board.EMPTY in (view.board or "")


def test_the_address_wins_over_what_the_browser_remembers() -> None:
    coach = ScriptedCoach()
    one, two = coach.new_canvas().id, coach.new_canvas().id
    assert Handlers(coach).arrive(one, two).canvas_id == one
    assert Handlers(coach).arrive("", two).canvas_id == two


def test_a_remembered_canvas_that_is_gone_is_no_error() -> None:
    view = Handlers(ScriptedCoach()).arrive("", "cnv_gone")
    assert (view.canvas_id, view.notice) == ("cnv_1", "")


def test_one_reply_shows_conversation_choices_and_board_at_once() -> None:
    coach = ScriptedCoach([fills])
    view = Handlers(coach).reply(coach.new_canvas().id, "Couriers want a mechanic")
    assert view.reply == "Noted. A person ties closest [1]."
    assert "Couriers want a mechanic" in lines(view)[-1]
    assert [chip.text for chip in Seen(view.choices or "").all("button")] == ["Self-service", "I don't know"]
    assert Seen(view.board or "").one("article", "fresh")["data-segment"] == "s1"
    assert Seen(view.head or "").one("h1").text == "Pedal & Post"


def test_a_reload_shows_the_same_page_but_for_the_mark_on_what_is_new() -> None:
    coach = ScriptedCoach([fills])
    handlers = Handlers(coach)
    said = handlers.reply(coach.new_canvas().id, "Couriers want a mechanic")
    again = handlers.open("cnv_1")
    assert (again.log, again.choices, again.head) == (said.log, said.choices, said.head)
    assert again.board == (said.board or "").replace(" fresh", "")


def test_two_canvases_do_not_mix() -> None:
    coach = ScriptedCoach()
    handlers = Handlers(coach)
    one, two = coach.new_canvas().id, coach.new_canvas().id
    handlers.reply(one, "bikes")
    handlers.reply(two, "cakes")
    assert "bikes" not in (handlers.open(two).log or "")
    assert "cakes" not in (handlers.open(one).log or "")


def test_a_message_sent_twice_under_one_turn_id_is_one_turn() -> None:
    coach = ScriptedCoach()
    handlers, canvas = Handlers(coach), coach.new_canvas().id
    first = handlers.reply(canvas, "bikes", "turn-1")
    assert handlers.reply(canvas, "bikes", "turn-1").log == first.log


def test_a_message_without_a_canvas_begins_one() -> None:
    assert Handlers(ScriptedCoach()).reply("", "bikes").canvas_id == "cnv_1"


def test_an_unknown_canvas_is_one_sentence_and_a_button() -> None:
    view = Handlers(ScriptedCoach()).open("cnv_nowhere")
    assert notice(view) == NO_CANVAS + "New canvas"
    assert (view.canvas_id, view.log, view.choices) == ("", "", "")


def test_a_failure_is_one_sentence_and_leaves_the_page_as_it_is() -> None:
    coach = ScriptedCoach([refuses])
    view = Handlers(coach).reply(coach.new_canvas().id, "bikes")
    assert notice(view) == "The disk is full; make room and send the message again."
    assert (view.log, view.board, view.choices, view.canvas_id) == (None, None, None, None)


def test_an_unforeseen_failure_is_logged_and_shows_no_traceback(caplog: pytest.LogCaptureFixture) -> None:
    coach = ScriptedCoach([breaks])
    with caplog.at_level(logging.ERROR):
        view = Handlers(coach).reply(coach.new_canvas().id, "bikes")
    assert notice(view) == UNEXPECTED
    assert "ZeroDivisionError" in caplog.text


def test_a_new_canvas_is_not_begun_while_the_open_one_is_unwritten() -> None:
    coach = ScriptedCoach()
    handlers, canvas = Handlers(coach), coach.new_canvas().id
    assert handlers.new(canvas).canvas_id == canvas
    handlers.reply(canvas, "bikes")
    assert handlers.new(canvas).canvas_id == "cnv_2"
    assert handlers.new("cnv_gone").canvas_id == "cnv_3"


def test_a_long_conversation_shows_its_end_and_more_on_demand() -> None:
    coach = ScriptedCoach()
    handlers, canvas = Handlers(coach), coach.new_canvas().id
    for number in range(1, SHOWN + 11):
        coach.reply(canvas, f"message {number}")
    view = handlers.open(canvas)
    assert len(lines(view)) == SHOWN
    assert "message 50" in lines(view)[-1]
    more = handlers.earlier(canvas, SHOWN)
    assert len(lines(more)) == SHOWN + 11
    assert "Show earlier" not in (more.log or "")


def test_an_edit_on_the_board_reaches_the_coach_as_edited() -> None:
    coach = ScriptedCoach()
    handlers, canvas = Handlers(coach), coach.new_canvas().id
    view = handlers.edit(canvas, {"kind": "rename_segment", "segment_id": "s1", "name": "Riders"})
    handlers.edit(canvas, {"kind": "remove_segment", "segment_id": "s1", "origin": "stated"})
    assert coach.edits == [
        RenameSegment(segment_id="s1", name="Riders", origin="edited"),
        RemoveSegment(segment_id="s1", origin="edited"),
    ]
    assert lines(view)[-1] == "CoachChanged on the board."


@pytest.mark.parametrize(
    "asked", [{}, None, "x", {"kind": "clear_all"}, {"kind": "remove_segment"}, {"kind": "rename_segment", "name": 1}]
)
def test_an_edit_that_the_board_does_not_offer_is_refused(asked: object) -> None:
    coach = ScriptedCoach()
    view = Handlers(coach).edit(coach.new_canvas().id, asked)
    assert notice(view) == NO_EDIT
    assert coach.edits == []


ASKED_FOR = {"passage_id": "p1", "quote": "help to make", "document": "co-creation", "owner": "", "start": None}
PASSAGE = Passage(id="p1", document="co-creation", section="What it is", text="Users help to make it.")


def test_a_citation_opens_its_document_at_the_quoted_words() -> None:
    whole = "# Co-creation\n\nUsers help to make it."
    coach = ScriptedCoach(passages={"p1": PASSAGE}, texts={("", "co-creation"): whole})
    shown = Seen(Handlers(coach).source("cnv_1", ASKED_FOR))
    assert shown.one("mark").text == "help to make"
    assert "Co-creation" in shown.text


def test_a_citation_whose_document_is_gone_opens_its_passage_or_leaves_its_quote() -> None:
    passage = Handlers(ScriptedCoach(passages={"p1": PASSAGE})).source("cnv_1", ASKED_FOR)
    assert Seen(passage).text == "co-creationWhat it isUsers help to make it."
    changed = Handlers(ScriptedCoach(texts={("", "co-creation"): "Other words."})).source("cnv_1", ASKED_FOR)
    assert "no longer in the index" in changed


@pytest.mark.parametrize("asked", [None, {}, "x", {"quote": 5}, {**ASKED_FOR, "start": "first"}, {"owner": [1]}])
def test_a_citation_that_the_page_does_not_draw_is_one_sentence(asked: object) -> None:
    assert Seen(Handlers(ScriptedCoach()).source("cnv_1", asked)).text == NO_SOURCE


def test_the_documents_of_a_canvas_are_listed() -> None:
    coach = ScriptedCoach(texts={("cnv_1", "plan.md"): "Ours.", ("cnv_2", "other.md"): "Theirs."})
    handlers, canvas = Handlers(coach), coach.new_canvas().id
    assert "plan.md" in handlers.documents(canvas)
    assert "other.md" not in handlers.documents(canvas)
    assert "There is no canvas" in handlers.documents("cnv_nowhere")


def test_earlier_canvases_are_listed() -> None:
    coach = ScriptedCoach()
    coach.reply(coach.new_canvas("Cakes").id, "we bake")
    assert "Cakes" in Handlers(coach).canvases("")
