"""Segments are added, renamed, merged, split and removed, and what they hold follows."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.apply import apply
from assistant.canvas import Cost
from assistant.edits import (
    ClearTopic,
    Edit,
    MergeSegments,
    RemoveRelationship,
    RemoveSegment,
    RenameSegment,
    SetSegment,
    SetStatus,
    SplitSegment,
)
from assistant.history import ids
from tests.assistant.saying import (
    COURIERS,
    LATER,
    MECHANIC,
    TWO,
    after,
    goal,
    only,
    outcome,
    quotes,
    refusal,
    segment,
    tie,
)


class TestSegments:
    @pytest.mark.parametrize(
        ("standing", "said"),
        [
            ("Bike couriers", "  bike   COURIER "),
            ("Small businesses", "small business"),
            ("Bakeries", "bakery"),
            ("Boxes", "box"),
            ("Houses", "house"),
            ("Young people", "young person"),
        ],
    )
    def test_a_name_in_another_spelling_is_the_same_segment(self, standing: str, said: str) -> None:
        result = outcome(segment(said), on=after(segment(standing)))
        assert (result.events, result.refused) == ((), ())
        assert result.canvas.segments[0].name == standing

    @pytest.mark.parametrize(("one", "other"), [("Bus", "Bu"), ("Care", "Cars"), ("Glass", "Glas"), ("A", "As")])
    def test_different_names_are_different_segments(self, one: str, other: str) -> None:
        assert len(after(segment(one), segment(other)).segments) == 2

    @pytest.mark.parametrize("name", ["", "  ", "x" * 81, "\x00\x07"])
    def test_a_name_has_1_to_80_characters(self, name: str) -> None:
        for edit in (segment(name), RenameSegment(segment_id="s1", name=name, quote="x")):
            assert "80 characters" in refusal(edit, on=COURIERS)

    def test_there_are_at_most_40(self) -> None:
        full = after(*(segment(f"Group {n}") for n in range(40)))
        assert "40" in refusal(segment("One more"), on=full)
        assert "40" in refusal(SplitSegment(segment_id="s1", names=("A", "B"), quote="A, B"), on=full)

    def test_a_name_that_another_has_is_refused_with_a_way_out(self) -> None:
        assert "merge" in refusal(RenameSegment(segment_id="s1", name="commuter", quote="x"), on=TWO)
        assert "another name" in refusal(SplitSegment(segment_id="s1", names=("A", "commuter"), quote="x"), on=TWO)

    def test_a_segment_may_change_the_spelling_of_its_own_name(self) -> None:
        canvas = after(RenameSegment(segment_id="s1", name="Courier", quote="a courier"), on=TWO)
        assert canvas.segments[0].name == "Courier" and quotes(canvas.segments[0], "name") == ["a courier"]

    def test_the_last_segment_to_go_opens_the_question_again(self) -> None:
        canvas = after(RemoveSegment(segment_id="s1"), on=TWO)
        assert canvas.answers["segments"] == "stated"
        assert after(RemoveSegment(segment_id="s2"), on=canvas).answers["segments"] == "not_asked"

    def test_ids_that_were_taken_are_not_given_again(self) -> None:
        result = outcome(segment("Shops"), RemoveSegment(segment_id="s3"), segment("Schools"), on=TWO)
        assert [s.id for s in result.canvas.segments] == ["s1", "s2", "s4"]
        later = apply(TWO, [segment("Parks")], 2, LATER, taken=ids(result.events))
        assert [s.id for s in later.canvas.segments] == ["s1", "s2", "s5"]

    @pytest.mark.parametrize(
        "edit",
        [
            RenameSegment(segment_id="s9", name="X", quote="x"),
            RemoveSegment(segment_id="s9"),
            MergeSegments(segment_ids=("s1", "s9")),
            SplitSegment(segment_id="s9", names=("A", "B"), quote="x"),
            SetSegment(segment_id="s9", field="description", value="x", quote="x"),
            tie("expected", True, segment_id="s9"),
            tie("expected", True, relationship_id="r9"),
            RemoveRelationship(segment_id="s9", relationship_id="r1"),
            RemoveRelationship(segment_id="s2", relationship_id="r1"),
            ClearTopic(segment_id="s9", topic="cost"),
            SetStatus(segment_id="s9", topic="cost", status="parked"),
        ],
        ids=lambda edit: edit.kind,
    )
    def test_what_is_not_on_the_canvas_is_refused(self, edit: Edit) -> None:
        assert "can't find" in refusal(edit, on=MECHANIC)


class TestMerging:
    def test_relationships_goals_and_words_follow_and_the_first_segment_wins(self) -> None:
        apart = after(
            tie("cost", Cost(amount_low=4, currency="EUR"), "4 €", relationship_id="r1"),
            tie("touchpoints", ("phone",), "they ring", relationship_id="r1"),
            goal("retention", quote="keep"),
            tie("expected", False, "no person", "s2", type="dedicated_personal_assistance"),
            tie("established", "absent", "nobody yet", "s2", type="dedicated_personal_assistance"),
            tie(
                "cost",
                Cost(amount_low=9, currency="USD", period="month", drivers=("van",)),
                "9 $",
                "s2",
                relationship_id="r2",
            ),
            tie("touchpoints", ("chat",), "they chat", "s2", relationship_id="r2"),
            tie("expected", True, "an app", "s2", type="self_service"),
            SetSegment(segment_id="s2", field="motivations", value=("acquisition",), quote="win"),
            on=MECHANIC,
        )
        result = outcome(MergeSegments(segment_ids=("s1", "s2"), name="Riders", quote="all riders"), on=apart)
        (whole,) = result.canvas.segments
        mechanic, app = whole.relationships
        assert (whole.id, whole.name, whole.motivations) == ("s1", "Riders", ("retention", "acquisition"))
        assert (mechanic.expected, mechanic.established) == (True, "absent")
        assert mechanic.cost == Cost(amount_low=4, currency="EUR", drivers=("van",))
        assert mechanic.touchpoints == ("phone", "chat")
        assert quotes(mechanic, "touchpoints") == ["they ring", "they chat"]
        assert quotes(mechanic, "expected") == ["one mechanic"]
        assert (app.id, app.type) == ("r3", "self_service")
        assert (quotes(whole, "name"), quotes(whole, "motivations")) == (["all riders"], ["keep", "win"])

    def test_an_amount_comes_over_with_its_own_currency(self) -> None:
        apart = after(
            tie("cost", Cost(currency="EUR", level="low"), type="community"),
            tie("cost", Cost(amount_low=9, currency="USD"), segment_id="s2", type="community"),
            on=TWO,
        )
        whole = after(MergeSegments(segment_ids=("s1", "s2")), on=apart)
        assert only(whole).cost == Cost(amount_low=9, currency="USD", level="low")

    @pytest.mark.parametrize(
        ("one", "other", "joined"),
        [
            ("unknown", "stated", "stated"),
            ("parked", "unknown", "unknown"),
            ("parked", "not_applicable", "not_applicable"),
            ("not_asked", "parked", "parked"),
        ],
    )
    def test_the_stronger_answer_stays(self, one: Any, other: Any, joined: str) -> None:
        for first, second in ((one, other), (other, one)):
            canvas = after(
                SetStatus(segment_id="s1", topic="cost", status=first),
                SetStatus(segment_id="s2", topic="cost", status=second),
                MergeSegments(segment_ids=("s1", "s2")),
                on=TWO,
            )
            assert canvas.segments[0].answers["cost"] == joined

    def test_it_takes_two_and_a_name_that_is_free(self) -> None:
        assert "two segments" in refusal(MergeSegments(segment_ids=("s1", "s1")), on=TWO)
        three = after(segment("Shops"), on=TWO)
        merge = MergeSegments(segment_ids=("s1", "s2"), name="shop", quote="x")
        assert "another name" in refusal(merge, on=three)


class TestSplitting:
    def test_the_first_part_keeps_everything_and_the_others_get_copies(self) -> None:
        parts = SplitSegment(segment_id="s1", names=("Day riders", "Night riders"), quote="day and night")
        canvas = after(parts, on=MECHANIC)
        day, night, commuters = canvas.segments
        assert [(s.id, s.name) for s in canvas.segments] == [
            ("s1", "Day riders"),
            ("s3", "Night riders"),
            ("s2", "Commuters"),
        ]
        assert (day.relationships[0].id, night.relationships[0].id) == ("r1", "r2")
        assert night.relationships[0].model_copy(update={"id": "r1"}) == day.relationships[0]
        assert day.answers == night.answers != commuters.answers
        assert quotes(night, "name") == ["day and night"]

    @pytest.mark.parametrize("names", [(), ("Riders",), ("Riders", "riders")])
    def test_it_takes_two_different_names(self, names: tuple[str, ...]) -> None:
        assert "two different names" in refusal(SplitSegment(segment_id="s1", names=names, quote="x"), on=TWO)
