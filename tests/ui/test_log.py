from __future__ import annotations

import pytest

from assistant.reply import Ask, Choice, Turn
from tests.ui.samples import ASKED, CITED, HOSTILE
from tests.ui.seen import Seen
from ui.log import Log, choices, missing
from ui.markup import visible


def turn(number: int, message: str | None = "hello", text: str = "Hi.", **more: object) -> Turn:
    return Turn(number=number, message=message, text=text, **more)


def test_a_turn_shows_what_was_typed_and_what_was_said() -> None:
    seen = Seen(Log().html([turn(0, None, "Welcome."), turn(1, "We **fix** bikes", "Noted: **bikes**.")]))
    assert [line["data-turn"] for line in seen.all("li", "turn")] == ["0", "1"]
    assert seen.one(kind="heard").text == "YouWe **fix** bikes"
    assert [said.text.strip() for said in seen.all(kind="spoken")] == ["Welcome.", "Noted: bikes."]


@pytest.mark.parametrize("message", HOSTILE)
def test_a_message_is_shown_character_for_character(message: str) -> None:
    seen = Seen(Log().html([turn(1, message)]))
    assert seen.one(kind="heard").text == f"You{visible(message)}"


def test_a_citation_is_a_chip_that_opens_its_passage() -> None:
    chip = Seen(Log().html([turn(1, citations=(CITED,), text="Close [1].")])).one("button", "cite")
    assert (chip["data-passage"], chip["data-quote"]) == ("p1", "help to make")
    assert (chip["data-document"], chip["data-owner"], "data-start" in chip.attributes) == ("co-creation", "", False)
    assert chip.text == "[1] Co-creation › What it is"
    assert chip["aria-label"] == "Open source 1: co-creation, Co-creation › What it is"


def test_a_blank_message_still_shows_that_something_was_sent() -> None:
    assert Seen(Log().html([turn(1, "  ")])).one(kind="heard").text == "You(empty)"


def test_a_turn_whose_reply_was_lost_shows_the_message_alone() -> None:
    assert not Seen(Log().html([turn(1, "hello", "")])).all(kind="said")


@pytest.mark.parametrize(
    ("act", "told"), [("undo", "You took the last change back"), ("edit", "You changed the board")]
)
def test_what_was_done_without_a_message_is_told(act: str, told: str) -> None:
    seen = Seen(Log().html([turn(0, None), turn(1, None, acts=(act,))]))
    assert seen.one("p", "done").text == told


def test_earlier_turns_can_be_asked_for_until_the_opening_is_shown() -> None:
    later = Seen(Log().html([turn(number) for number in (7, 8)]))
    assert later.one("button", "earlier")["data-earlier"] == "2"
    assert not Seen(Log().html([turn(0, None), turn(1)])).all("button", "earlier")


def test_each_choice_is_a_button_that_sends_its_label() -> None:
    seen = Seen(choices(ASKED))
    assert [button["data-say"] for button in seen.all("button", "chip")] == ["Self-service", "I don't know"]


@pytest.mark.parametrize("ask", [None, Ask(kind="question", topic="cost")])
def test_without_choices_there_is_nothing_to_click(ask: Ask | None) -> None:
    assert choices(ask) == ""


@pytest.mark.parametrize("label", HOSTILE)
def test_a_hostile_label_is_text(label: str) -> None:
    ask = Ask(kind="clarify", choices=(Choice(value="s1", label=label),))
    assert Seen(choices(ask)).one("button").text == visible(label)


def test_a_missing_canvas_is_one_sentence_and_a_way_on() -> None:
    seen = Seen(missing("There is no such canvas."))
    assert seen.one("p")["role"] == "alert"
    assert seen.one("button").text == "New canvas"
