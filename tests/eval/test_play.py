"""Founders at play with a coach that is a script: what they answer, and what is counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from assistant import Coach
from assistant.canvas import Business, Canvas, Relationship, Segment
from assistant.edits import Event
from assistant.reply import Ask, Choice, Turn
from eval.__main__ import main
from eval.choosing import chosen
from eval.founder import Founder, Place, founder
from eval.play import Played, play, total
from eval.transcript import shown, table

STAMP = "2026-03-02T09:00:00Z"
WROTE = Event(revision=1, turn=1, at=STAMP, act="set")
SHEET = founder("chip-van")
YES_NO = (Choice(value="yes", label="Yes"), Choice(value="no", label="No"))


@dataclass
class Script:
    """A coach that asks what it was told to ask, on a canvas that never changes."""

    turns: list[Turn]
    segments: tuple[Segment, ...]
    heard: list[str] = field(default_factory=list)

    def new_canvas(self, title: str | None = None) -> Canvas:
        return self.canvas("c")

    def reply(self, canvas_id: str, text: str) -> Turn:
        self.heard.append(text)
        return self.turns.pop(0) if self.turns else Turn(number=99)

    def canvas(self, canvas_id: str) -> Canvas:
        business = Business(offering="fish and chips")
        return Canvas(id="c", title="t", created_at=STAMP, updated_at=STAMP, business=business, segments=self.segments)


def segments(*names: str) -> tuple[Segment, ...]:
    stamps = Relationship(id="r1", type="loyalty_program", expected=True)
    return tuple(
        Segment(id=f"s{number}", name=name, relationships=(stamps,)) for number, name in enumerate(names, start=1)
    )


def asking(topic: str, segment_id: str | None = "s1", *types: str, text: str = "", wrote: bool = False) -> Turn:
    ask = Ask.model_validate({"kind": "question", "topic": topic, "segment_id": segment_id, "types": types})
    return Turn(number=1, asks=ask, text=text, events=[WROTE] if wrote else [])


def offering(kind: str, topic: str | None, *choices: Choice, text: str = "") -> Turn:
    ask = Ask.model_validate({"kind": kind, "topic": topic, "segment_id": "s1", "choices": choices})
    return Turn(number=1, asks=ask, text=text)


def heard(
    *turns: Turn, sheet: Founder = SHEET, names: tuple[str, ...] = ("villagers", "festival organisers")
) -> list[str]:
    """Return what the founder said to the turns, after the opening."""
    script = Script(list(turns), segments(*names))
    play(script, sheet)
    return script.heard[1:]


def quiet(sheet: Founder) -> Founder:
    """Return a founder who only answers."""
    return sheet.model_copy(update={"interjections": ()})


QUIET = quiet(SHEET)


def test_the_opening_names_the_offering_and_the_segments_in_one_message_or_in_two() -> None:
    one, two = Script([], ()), Script([asking("segments", None)], ())
    play(one, QUIET)
    sheet = quiet(founder("snail-farm"))
    play(two, sheet)
    assert one.heard == [SHEET.business.says[0]] and "Villagers" in one.heard[0]
    assert two.heard == [sheet.business.says[0], sheet.business.segments[0]]


@pytest.mark.parametrize(
    ("turn", "answer"),
    [
        (asking("motivation"), "same faces every other Thursday, that'd do me"),
        (asking("motivation", "s2"), "get a foot in the door at two more"),
        (asking("expected"), "they're after a stamp card, tenth portion on the house"),
        (asking("established", "s1", "loyalty_program"), "cards are at the printer's"),
        (asking("cost", "s1", "community"), "works out at 80p a portion if I spread it"),
        (asking("integration"), "it keeps the till ringing through the winter"),
        (asking("switching_costs", "s2"), "vans are ten a penny"),
    ],
)
def test_a_question_gets_the_wording_of_its_topic_and_segment(turn: Turn, answer: str) -> None:
    assert heard(turn, sheet=QUIET) == [answer]


def test_asked_who_else_there_is_the_founder_names_those_whom_the_coach_does_not_have() -> None:
    others = asking("segments", None)
    assert heard(others, sheet=QUIET, names=("villagers",)) == ["yes, festival organisers"]
    assert heard(others, sheet=QUIET) == ["no, that's all of them"]


def test_the_type_tells_which_of_two_relationships_is_meant() -> None:
    sheet = quiet(founder("student-ikea"))
    card, hall = (sheet.segments[0].relationships[at].says["established"][0] for at in (1, 0))
    names = ("young families", "small businesses")
    both = asking("established", "s1", "self_service", "loyalty_program")
    assert heard(asking("established", "s1", "loyalty_program"), sheet=sheet, names=names) == [card]
    assert heard(both, sheet=sheet, names=names) == [f"{hall}; {card}"]


def test_a_question_that_comes_again_is_answered_plainly_and_then_given_up() -> None:
    again = asking("motivation")
    assert heard(again, again, again, sheet=QUIET)[1:] == ["keep them coming", "I don't know"]
    script = Script([again, again, again], segments("villagers"))
    played = play(script, QUIET)
    assert (played.worn, played.given_up, played.score.worn) == (1, 1, 1)


@pytest.mark.parametrize(
    ("types", "picked"),
    [(("community", "loyalty_program", "none"), 1), (("community", "self_service", "none"), 2)],
)
def test_of_several_types_the_true_one_is_taken_or_none(types: tuple[str, ...], picked: int) -> None:
    labels = {"community": "Among themselves", "loyalty_program": "Rewards", "self_service": "Alone", "none": "None"}
    choices = tuple(Choice(value=kind, label=labels[kind]) for kind in types)
    said = heard(asking("expected"), offering("clarify", "expected", *choices), sheet=QUIET)[-1]
    ways = {labels[types[picked]], str(picked + 1), ("the first", "the second", "the third")[picked]}
    assert said in ways | {"a loyalty programme", "none of these"}
    assert (said == "none of these" or "None" in said or said == "3") == (types[picked] == "none")


def test_where_no_choice_is_true_none_of_them_is_taken() -> None:
    choice = Choice(value="community", label="Among themselves")
    assert heard(asking("expected"), offering("clarify", "expected", choice), sheet=QUIET)[-1] == "none of these"


def test_what_was_corrected_is_not_chosen_in_the_wording_of_before() -> None:
    turn = offering("clarify", "expected", Choice(value="automated_service", label="Software looks after them"))
    sheet, told = founder("hay-dealer"), (Place(segment="zoos", topic="expected"),)
    canvas = Script([], segments("zoos")).canvas("c")
    ways = {flag: {chosen(turn, canvas, sheet, told, count, flag) for count in range(8)} for flag in (False, True)}
    assert ways[False] - ways[True] == {"the same named man each week"}
    assert ways[True] - ways[False] == {"I'd say software looks after them"}


def test_asked_which_segment_was_meant_the_founder_names_the_one_spoken_of() -> None:
    choices = (Choice(value="s1", label="villagers"), Choice(value="s2", label="festival organisers"))
    ask = Turn(number=1, asks=Ask(kind="clarify", choices=choices))
    said = heard(asking("motivation", "s2"), ask, sheet=QUIET)[-1]
    assert said in ("festival organisers", "2", "the second", "I'd say festival organisers")


@pytest.mark.parametrize(
    ("topic", "text", "answer"),
    [
        ("cost", "3 hours a week × 25 EUR comes to 325 EUR a month. Shall I?", "yes"),
        ("cost", "3 hours a week × 25 EUR comes to 3,250 EUR a month. Shall I?", "no"),
        (None, "Shall everything go?", "no"),
    ],
)
def test_a_sum_is_confirmed_where_it_makes_the_true_cost(topic: str | None, text: str, answer: str) -> None:
    sheet = quiet(founder("snow-clearing"))
    names = ("private house owners", "property managers")
    assert heard(offering("confirm", topic, *YES_NO, text=text), sheet=sheet, names=names) == [answer]


def test_a_segment_that_is_none_is_denied_then_removed_then_not_talked_about() -> None:
    turns = [asking("motivation", "s3"), asking("expected", "s3"), asking("cost", "s3")]
    names = ("villagers", "festival organisers", "plumbers")
    first, second, third = heard(*turns, sheet=QUIET, names=names)
    assert first == "plumbers is not a customer group of ours. villagers; festival organisers"
    assert (second, third) == ("remove plumbers", "I don't know")


def test_a_detour_comes_in_place_of_the_answer_and_is_not_counted_as_asking() -> None:
    again = asking("motivation", "s2")
    assert heard(again, again, again)[:3] == ["cheers", "get a foot in the door at two more", "new ones"]


def test_what_was_told_is_taken_back_and_said_again_where_it_was_written() -> None:
    cost = asking("cost", "s1", "loyalty_program")
    wrote, nothing = asking("motivation", wrote=True), asking("motivation")
    assert heard(cost, wrote, cost)[1:] == ["undo please", "it's 80p a portion, as I said"]
    assert heard(cost, nothing)[-1] == "same faces every other Thursday, that'd do me"


def test_a_correction_comes_later_and_changes_what_is_true() -> None:
    sheet = founder("kayak-hire")
    names = ("tourists", "schools", "stag parties")
    turns = [asking("cost", "s2"), asking("cost", "s2"), asking("motivation", "s1"), asking("motivation", "s3")]
    script = Script(turns, segments(*names))
    played = play(script, sheet)
    assert script.heard[1] == "what is it, a key activity?"
    assert script.heard[2] == "a monitor is 120 € by trip"
    assert script.heard[4].startswith("excuse me, I have said wrong")
    amounts = {slot.value for slot in played.truth if slot.field == "amount" and slot.segment == "schools"}
    assert amounts == {"140–140"}
    assert {slot.value for slot in played.said if slot.field == "amount"} == {"120–120", "140–140"}


def test_a_correction_that_was_never_made_leaves_the_truth_as_it_was() -> None:
    played = play(Script([], segments("schools")), founder("kayak-hire"))
    assert {slot.value for slot in played.truth if slot.field == "amount"} == {"120–120"}


def test_a_play_ends_at_its_limit_unfinished() -> None:
    endless = Script([asking("motivation")] * 99, segments("villagers"))
    played = play(endless, QUIET, limit=5)
    assert not played.finished and len(played.exchanges) == 5 and played.score.unfinished == 1


def test_what_nobody_asked_for_is_never_told() -> None:
    played = play(Script([], ()), QUIET)
    assert {slot.topic for slot in played.said} == {"business", "segments"}
    assert played.score.heard > played.score.recall


def test_a_transcript_shows_what_was_said_and_missed_and_a_table_adds_up() -> None:
    played: Played = play(Script([asking("motivation")], segments("villagers")), QUIET)
    text = shown(played)
    assert "[2] FOUNDER: same faces every other Thursday" in text
    assert "missed: villagers · motivation = retention" in text
    assert "never told: villagers · switching = low" in text
    lines = table([played, played]).splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["chip-van", "chip-van", "all"]
    assert total([played, played]).turns == 2 * played.score.turns


def test_a_founder_gets_to_the_end_with_the_real_coach(new_coach: Callable[[], Coach]) -> None:
    played = play(new_coach(), founder("vertical-farm"))
    assert played.finished and played.score.right > 0
    assert played.written and played.canvas.segments


def test_an_unknown_command_is_a_mistake_of_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["sing"])
    assert stopped.value.code == 2
    assert "play" in capsys.readouterr().err


def test_a_founder_that_is_not_there_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["play", "nobody"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
