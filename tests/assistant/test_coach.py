"""What can be done with a canvas through the coach, and what holds whatever is said."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Coach
from assistant.edits import RenameSegment, SetRelationship
from assistant.errors import ImportRefused, UnknownCanvas, UnknownRevision
from assistant.history import empty, fold
from assistant.offline.writer import OfflineWriter
from assistant.parts import Parts
from assistant.reading import Context
from assistant.record import Heard, Record
from assistant.reply import ALONE, BESIDE_A_QUESTION, Answer, Citation, Draft, Plan
from corpus.passage import Passage
from corpus.question import cleaned
from tests.fakes import Clock, MemoryLedger, judge, reader

LINES = [
    "We repair bikes for couriers and commuters",
    "we want to keep them",
    "couriers want a named mechanic",
    "yes",
    "about 200 € a month",
]


class OneBook:
    """A library with one passage."""

    page = Passage(id="p1", document="book.md", section="Book > Co-creation", text="Co-creation means making together.")

    def search(self, question: str, limit: int = 5, owner: str = "") -> Sequence[Passage]:
        return [self.page]

    def spelled(self, question: str, owner: str = "") -> str:
        return question

    def passage(self, passage_id: str, owner: str = "") -> Passage | None:
        return self.page if passage_id == "p1" else None


def coach_on(ledger: MemoryLedger) -> Coach:
    parts = Parts(reader=reader(), writer=OfflineWriter(judge()), library=OneBook(), ledger=ledger, now=Clock().now)
    return Coach(parts=parts)


@pytest.fixture
def ledger() -> MemoryLedger:
    return MemoryLedger()


@pytest.fixture
def coach(ledger: MemoryLedger) -> Coach:
    return coach_on(ledger)


def told(coach: Coach, lines: Sequence[str] = LINES) -> str:
    canvas = coach.new_canvas("Pedal & Post")
    for line in lines:
        coach.reply(canvas.id, line)
    return canvas.id


def test_a_new_canvas_greets_and_asks_about_the_business(coach: Coach) -> None:
    canvas = coach.new_canvas("Pedal & Post")
    opening = coach.turns(canvas.id)[0]
    assert (canvas.title, canvas.revision, opening.number, opening.message) == ("Pedal & Post", 0, 0, None)
    assert opening.asks is not None and opening.asks.topic == "business"


def test_the_same_turn_id_sent_twice_is_one_turn(coach: Coach) -> None:
    canvas_id = told(coach, LINES[:1])
    first = coach.reply(canvas_id, "we want to keep them", turn_id="t-1")
    again = coach.reply(canvas_id, "we want to keep them", turn_id="t-1")
    assert again == first
    assert [turn.number for turn in coach.turns(canvas_id)] == [0, 1, 2]


def test_every_event_quotes_the_message_of_its_turn(coach: Coach) -> None:
    canvas_id = told(coach)
    for turn in coach.turns(canvas_id)[1:]:
        for event in turn.events:
            assert event.quote and event.quote in (turn.message or "")
            assert event.turn == turn.number


def test_the_canvas_at_any_revision_is_the_sum_of_its_events(coach: Coach) -> None:
    canvas_id = told(coach)
    history = coach.history(canvas_id)
    for revision in range(len(history) + 1):
        then = coach.canvas(canvas_id, revision)
        summed = fold(empty(canvas_id, then.title, then.created_at), history[:revision])
        assert then.segments == summed.segments and then.revision == revision


def test_undo_takes_back_turn_by_turn(coach: Coach) -> None:
    canvas_id = told(coach)
    for line in reversed(range(1, len(LINES) + 1)):
        wanted = told(coach, LINES[: line - 1])
        coach.undo(canvas_id)
        assert coach.canvas(canvas_id).segments == coach.canvas(wanted).segments
    assert coach.undo(canvas_id).events == []


def test_a_fork_goes_its_own_way(coach: Coach) -> None:
    canvas_id = told(coach)
    copy = coach.fork(canvas_id)
    assert copy.id != canvas_id and copy.segments == coach.canvas(canvas_id).segments
    coach.reply(copy.id, "remove the commuters")
    assert len(coach.canvas(copy.id).segments) == 1 and len(coach.canvas(canvas_id).segments) == 2


def test_the_difference_between_two_revisions_names_what_changed(coach: Coach) -> None:
    canvas_id = told(coach)
    latest = coach.canvas(canvas_id).revision
    changed = {change.path[-1] for change in coach.diff(canvas_id, latest - 1, latest)}
    assert "amount_low" in changed and "established" not in changed


def test_an_edit_on_the_board_is_a_turn_without_a_message(coach: Coach) -> None:
    canvas_id = told(coach)
    before = coach.turns(canvas_id)[-1].asks
    turn = coach.edit(canvas_id, [RenameSegment(segment_id="s1", name="Bike couriers")])
    assert turn.message is None and turn.events[0].origin == "edited" and turn.asks == before
    coach.edit(
        canvas_id, [SetRelationship(segment_id="s1", relationship_id="r1", field="established", value="planned")]
    )
    relationship = coach.canvas(canvas_id).segments[0].relationships[0]
    assert relationship.established == "planned"
    assert any(e.field == "established" and e.origin == "edited" for e in relationship.evidence)


def test_an_export_comes_back_as_another_canvas(coach: Coach) -> None:
    canvas_id = told(coach)
    copy = coach.import_canvas(coach.export(canvas_id).content)
    assert copy.id != canvas_id and copy.segments == coach.canvas(canvas_id).segments
    assert coach.reply(copy.id, "where are we?").text


def test_what_was_heard_and_never_answered_is_answered_by_the_next_process(ledger: MemoryLedger, coach: Coach) -> None:
    canvas_id = told(coach)
    whole = ledger.kept
    lost = Heard.model_validate(next(r for r in whole if r.kind == "heard" and r.number == 5))
    ledger.kept = tuple(r for r in whole if not (r.kind == "said" and r.number == 5))
    turns = coach_on(ledger).turns(canvas_id)
    assert turns[-1].number == 5 and turns[-1].events == list(lost.events)
    assert turns[-1].text == next(r.text for r in whole if r.kind == "said" and r.number == 5)


def test_two_processes_on_one_ledger_see_each_other(ledger: MemoryLedger, coach: Coach) -> None:
    canvas_id = told(coach, LINES[:2])
    other = coach_on(ledger)
    other.reply(canvas_id, LINES[2])
    coach.reply(canvas_id, LINES[3])
    assert coach.canvas(canvas_id) == other.canvas(canvas_id)
    assert [turn.number for turn in other.turns(canvas_id)] == [0, 1, 2, 3, 4]


def test_a_turn_that_another_process_took_meanwhile_comes_after_it(ledger: MemoryLedger, coach: Coach) -> None:
    canvas_id = told(coach, LINES[:2])
    other = coach_on(ledger)

    class Late(MemoryLedger):
        """Lets the other process write just before the first append."""

        def append(self, records: Sequence[Record]) -> None:
            if other.turns(canvas_id)[-1].number == 2:
                other.reply(canvas_id, LINES[2])
            ledger.append(records)

        def records(self, canvas_id: str, after: int = -1) -> Sequence[Record]:
            return ledger.records(canvas_id, after)

    turn = coach_on(Late()).reply(canvas_id, "where are we?")
    assert turn.number == 4
    assert [r.number for r in ledger.kept if r.kind == "heard"] == [1, 2, 3, 4]


def test_what_does_not_exist_is_refused_in_one_sentence(coach: Coach) -> None:
    canvas_id = told(coach, LINES[:1])
    with pytest.raises(UnknownCanvas, match="rapport list"):
        coach.reply("cnv_nowhere", "hello")
    with pytest.raises(UnknownRevision, match="from 0 to"):
        coach.canvas(canvas_id, 99)
    with pytest.raises(ImportRefused):
        coach.import_canvas(b"not a canvas")


class NotingBook(OneBook):
    """A library that notes what was looked up."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def search(self, question: str, limit: int = 5, owner: str = "") -> Sequence[Passage]:
        self.asked.append(question)
        return [self.page]


@pytest.mark.parametrize(
    ("told", "looked_up"),
    [("", "What is co-creation? Who suits them?"), ("We serve clubs. Who suits them?", "Who suits them?")],
)
def test_a_question_behind_a_sentence_of_its_own_follows_up_no_earlier_one(
    ledger: MemoryLedger, told: str, looked_up: str
) -> None:
    book = NotingBook()
    parts = Parts(reader=reader(), writer=OfflineWriter(judge()), library=book, ledger=ledger, now=Clock().now)
    parts.answer("Who suits them?", "What is co-creation?", told=told)
    assert book.asked == [looked_up]


class Liar(OfflineWriter):
    """A writer that invents quotes."""

    lie = Citation(number=1, document="book.md", section="Book", quote="nine in ten", passage_id="p1")

    def write(self, plan: Plan) -> Draft:
        honest = super().write(plan)
        return honest.model_copy(update={"text": f"{honest.text} Nine in ten. [1]", "citations": (self.lie,)})

    def answer(self, question: str, passages: Sequence[Passage], told: str = "", words: int = 85, **_: bool) -> Answer:
        if not passages:
            return super().answer(question, passages)
        return Answer(text="Nine in ten do. [1]", citations=[self.lie], passages=list(passages))


def test_a_quote_that_a_writer_invents_reaches_nobody(ledger: MemoryLedger) -> None:
    parts = Parts(reader=reader(), writer=Liar(), library=OneBook(), ledger=ledger, now=Clock().now)
    coach = Coach(parts=parts)
    answer = coach.ask("what is co-creation?")
    assert (answer.citations, answer.abstained) == ([], True) and "Nine" not in answer.text
    turn = coach.reply(told(coach, LINES[:1]), "what is co-creation?")
    assert turn.citations == [] and "[1]" not in turn.text


@given(
    st.lists(
        st.one_of(st.text(max_size=60), st.sampled_from([*LINES, "undo", "skip", "no", "2", "cancel"])), max_size=6
    )
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_said_the_coach_answers_and_the_events_add_up(lines: list[str]) -> None:
    coach = coach_on(MemoryLedger())
    canvas_id = told(coach, lines)
    canvas = coach.canvas(canvas_id)
    assert fold(empty(canvas_id, canvas.title, canvas.created_at), coach.history(canvas_id)).segments == canvas.segments
    for turn in coach.turns(canvas_id)[1:]:
        assert turn.text
        for event in turn.events:
            assert event.act == "undo" or (event.quote and event.quote in (turn.message or ""))


@given(
    st.text(max_size=300),
    st.sampled_from([None, "business", "segments", "motivation", "expected", "established", "cost", "integration"]),
)
@settings(max_examples=200, deadline=None)
def test_every_quote_of_a_reading_stands_in_the_message(message: str, topic: str | None) -> None:
    reading = reader().read(message, Context.model_validate({"topic": topic, "segments": ("couriers", "hotels")}))
    groups = (reading.types, reading.motivations, reading.costs, reading.links, reading.segments, reading.switching)
    for mention in (m for group in (*groups, reading.touchpoints, reading.business) for m in group):
        assert message[mention.start : mention.end] == mention.quote


class Listening(OneBook):
    """A library that remembers what was looked up."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def search(self, question: str, limit: int = 5, owner: str = "") -> Sequence[Passage]:
        self.asked.append(question)
        return super().search(question, limit, owner)


@pytest.mark.parametrize(
    ("question", "looked_up"),
    [
        ("And the cost?", "What is self-service? And the cost?"),
        ("Examples?", "What is self-service? Examples?"),
        ("What is co-creation?", "What is co-creation?"),
    ],
)
def test_a_follow_up_is_looked_up_with_the_question_before_it_and_a_whole_question_alone(
    ledger: MemoryLedger, question: str, looked_up: str
) -> None:
    library = Listening()
    parts = Parts(reader=reader(), writer=OfflineWriter(), library=library, ledger=ledger, now=Clock().now)
    Coach(parts=parts).ask(question, history=["What is self-service?"])
    assert library.asked == [looked_up]


def test_a_follow_up_is_no_less_heard_behind_a_long_question(ledger: MemoryLedger) -> None:
    library = Listening()
    parts = Parts(reader=reader(), writer=OfflineWriter(judge()), library=library, ledger=ledger, now=Clock().now)
    parts.answer("And the cost?", f"{'We sell bread. ' * 200}What is self-service?")
    (looked_up,) = library.asked
    assert looked_up.endswith("What is self-service? And the cost?") and len(looked_up) < 300


def test_advice_is_given_at_the_end_of_a_long_story() -> None:
    class Long(OneBook):
        def spelled(self, question: str, owner: str = "") -> str:
            return cleaned(question)

    class Noting(OfflineWriter):
        def lookups(self, question: str, told: str = "") -> tuple[str, ...]:
            heard.append(told)
            return super().lookups(question, told)

    heard: list[str] = []
    parts = Parts(reader=reader(), writer=Noting(judge()), library=Long(), ledger=MemoryLedger(), now=Clock().now)
    story = f"{'We sell bread in Leeds. ' * 100}Our users help each other. Which type of relationship fits?"
    parts.answer("Which type of relationship fits?", told=story)
    assert heard[0].endswith("Our users help each other. Which type of relationship fits?")


@pytest.mark.parametrize("question", ["\ud800 what is co-creation?", "\0", "?", "what " * 20_000])
def test_any_question_gets_an_answer_or_an_honest_silence(coach: Coach, question: str) -> None:
    assert coach.ask(question).text


def test_of_a_message_each_question_is_looked_up_and_what_fits_one_best_comes_first() -> None:
    fit = {
        "Hello. What is a kiosk? Then explain what a forum is for.": {"noise": 0.5, "kiosks": 0.4},
        "What is a kiosk?": {"kiosks": 0.9, "forums": 0.1},
        "explain what a forum is for.": {"forums": 0.8},
    }

    class Shelf(OneBook):
        def search(self, question: str, limit: int = 5, owner: str = "") -> Sequence[Passage]:
            return [self.page.model_copy(update={"id": key, "score": score}) for key, score in fit[question].items()]

    parts = Parts(reader=reader(), writer=OfflineWriter(judge()), library=Shelf(), ledger=MemoryLedger())
    found = parts.answer(next(iter(fit))).passages
    assert [(passage.id, passage.score) for passage in found] == [("kiosks", 0.9), ("forums", 0.8), ("noise", 0.5)]
    # What leans on the question before it is looked up with that, and no other way.
    together = "What is a kiosk? And what is it for?"
    fit[together] = {"kiosks": 0.7}
    assert [passage.score for passage in parts.answer("And what is it for?", "What is a kiosk?").passages] == [0.7]


class Spelling(NotingBook):
    """A library that knows what was meant."""

    def spelled(self, question: str, owner: str = "") -> str:
        return question.replace("cocreaton", "co-creation")


def test_a_misspelt_question_is_looked_up_and_answered_as_it_was_meant(ledger: MemoryLedger) -> None:
    book = Spelling()
    parts = Parts(reader=reader(), writer=OfflineWriter(judge()), library=book, ledger=ledger, now=Clock().now)
    assert parts.answer("What is cocreaton?").text == parts.answer("What is co-creation?").text
    assert book.asked == ["What is co-creation?"] * 2


class Measuring(OfflineWriter):
    """A writer that notes how many words it may use."""

    def __init__(self) -> None:
        super().__init__(judge())
        self.room: list[int] = []

    def answer(self, question: str, passages: Sequence[Passage], told: str = "", words: int = 0, **_: bool) -> Answer:
        self.room.append(words)
        return super().answer(question, passages, told, words)


def test_an_answer_by_itself_has_more_room_than_one_beside_the_next_question(ledger: MemoryLedger) -> None:
    writer = Measuring()
    parts = Parts(reader=reader(), writer=writer, library=OneBook(), ledger=ledger, now=Clock().now)
    coach = Coach(parts=parts)
    coach.ask("What is co-creation?")
    coach.reply(coach.new_canvas().id, "What is co-creation?")
    assert writer.room == [ALONE, BESIDE_A_QUESTION]
