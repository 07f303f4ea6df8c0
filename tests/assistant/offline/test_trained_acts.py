"""What the network hears a message do, and when the plain form of a command gives way to it."""

from __future__ import annotations

import pytest

from assistant.offline.reader import OfflineReader
from assistant.offline.trained.bars import Bar, Bars
from assistant.reading import Context, Reading
from tests.assistant.offline.ears import ScriptedEars

COURIERS = Context(topic="cost", segments=("couriers", "bakeries"), focus="couriers")


def read(
    text: str, said: dict[str, float], context: Context = COURIERS, marked: dict[str, str] | None = None
) -> Reading:
    return OfflineReader(ScriptedEars(said, marked), Bars()).read(text, context)


@pytest.mark.parametrize(
    ("text", "act", "target"),
    [
        ("could we leave that for another day?", "park", None),
        ("honestly no clue", "unknown", None),
        ("the bakeries can go", "remove", "bakeries"),
        ("wipe the lot, start over", "cancel", "everything"),
        ("an example perhaps?", "ask_meaning", "example"),
    ],
)
def test_a_command_in_free_words_is_obeyed(text: str, act: str, target: str | None) -> None:
    reading = read(text, {f"act:{act}": 0.9})
    assert (reading.acts, reading.commands[0].act, reading.commands[0].target) == ((act,), act, target)


def test_an_answer_in_the_form_of_a_command_is_an_answer() -> None:
    assert read("Skip", {"act:set": 0.2, "act:skip": 0.8}).acts == ("skip",)
    spoken = read("Do repairs on Sundays", {"act:set": 0.97, "link:key_activities": 0.9})
    assert spoken.commands == () and [m.block for m in spoken.links] == ["key_activities"]


def test_a_question_in_the_form_of_a_command_is_none() -> None:
    ears = ScriptedEars({"act:ask_why": 0.9})
    assert OfflineReader(ears, Bars()).read("Do switching costs matter?", COURIERS).acts == ("ask_why",)


def test_a_question_that_may_be_about_the_subject_is_no_small_talk() -> None:
    text = "are high switching costs bad?"
    wondering, idle = ({"act:chat": 0.8, "act:knowledge": asks} for asks in (0.2, 0.0))
    assert OfflineReader(ScriptedEars(wondering), Bars()).read(text, COURIERS).question == text
    assert OfflineReader(ScriptedEars(idle), Bars()).read(text, COURIERS).acts == ("chat",)


def test_what_is_plainly_a_cost_of_ours_is_no_doubtful_price_of_leaving() -> None:
    text = "correction: 9 € per warehouse monthly"
    ears = ScriptedEars(
        {"act:correct": 0.95, "cost": 0.95, "switching": 0.5}, {"cost": "9 € per warehouse", "switching": text}
    )
    reading = OfflineReader(ears, Bars(switching=Bar(write=0.9, ask=0.3))).read(text, COURIERS)
    assert reading.costs and not reading.switching


def test_what_is_asked_writes_nothing() -> None:
    said = {"act:knowledge": 0.95, "type:+:community": 0.97}
    reading = read("is a forum a community?", said, marked={"type:+:community": "forum"})
    assert reading.question and not reading.types and reading.acts == ("knowledge",)


def test_a_rhetorical_question_is_an_answer() -> None:
    said = {"act:set": 0.97, "act:knowledge": 0.05, "type:-:community": 0.97}
    reading = read("who would want a forum? nobody", said)
    assert reading.question is None and [m.polarity for m in reading.types] == ["refused"]


def test_what_a_correction_takes_back_is_heard_by_itself() -> None:
    text = "sorry, a stamp, not Ken"
    ears = ScriptedEars(
        {"act:correct": 0.97, "type:+:loyalty_program": 0.97, "type:+:dedicated_personal_assistance": 0.98},
        {"type:+:loyalty_program": "a stamp", "type:+:dedicated_personal_assistance": "Ken", "withdrawn": "Ken"},
    )
    reading = OfflineReader(ears, Bars()).read(text, COURIERS)
    assert reading.acts == ("correct",)
    assert [(m.type, m.quote) for m in reading.types if m.withdrawn] == [("dedicated_personal_assistance", "Ken")]
    assert ears.asked[-1] == ("Ken", "expected", None)


def test_the_open_question_and_the_focus_are_heard_along() -> None:
    ears = ScriptedEars({"act:set": 0.9})
    OfflineReader(ears, Bars()).read("by phone", COURIERS)
    assert ears.asked == [("by phone", "cost", "couriers")]


def test_a_relationship_is_known_by_the_name_that_the_user_gave_it() -> None:
    context = COURIERS.model_copy(update={"names": (("a named mechanic", "dedicated_personal_assistance"),)})
    reading = read("the mechanic is dear", {"act:set": 0.9, "cost": 0.9, "cost:high": 0.9}, context)
    assert [m.type for m in reading.types] == ["dedicated_personal_assistance"]


def test_a_message_that_hardly_states_anything_writes_nothing() -> None:
    said = {"act:set": 0.5, "act:reject": 0.4, "type:+:community": 0.97, "link:channels": 0.9}
    reading = read("maybe a forum", said, marked={"type:+:community": "a forum"})
    assert [(m.type, m.decision) for m in reading.types] == [("community", "clarify")]
    assert reading.types[0].alternatives and reading.links == ()
    sure = read("maybe a forum", {**said, "act:set": 0.9}, marked={"type:+:community": "a forum"})
    assert [m.decision for m in sure.types] == ["write"] and sure.links


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Both couriers and bakeries can leave easily", ("couriers", "bakeries")),
        ("both can leave easily", ("couriers", "bakeries", "schools")),
        ("the bakeries can leave easily", ("bakeries",)),
    ],
)
def test_both_are_the_segments_that_it_names_and_all_of_them_where_it_names_none(
    text: str, whose: tuple[str, ...]
) -> None:
    context = Context(topic="switching_costs", segments=("couriers", "bakeries", "schools"), focus="schools")
    said = {"act:set": 0.97, "switching": 0.9, "switching:low": 0.9}
    (found,) = read(text, said, context, {"switching": "leave easily"}).switching
    assert (found.segments, found.level) == (whose, "low")
