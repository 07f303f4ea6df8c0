"""Questions are answered, left open and asked again."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.canvas import Business, Cost, SwitchingCosts
from assistant.edits import (
    ClearAll,
    ClearTopic,
    SetBusiness,
    SetStatus,
    SetTitle,
)
from tests.assistant.saying import (
    COURIERS,
    EMPTY,
    MECHANIC,
    NOTHING,
    TWO,
    after,
    goal,
    leaving,
    only,
    quotes,
    refusal,
    tie,
)
from tests.assistant.strategies import AT


class TestAnswers:
    @pytest.mark.parametrize("status", ["unknown", "not_applicable"])
    def test_not_knowing_does_not_push_an_answer_aside(self, status: Any) -> None:
        reason = refusal(SetStatus(segment_id="s1", topic="expected", status=status), on=MECHANIC)
        assert "what they expect" in reason and "Couriers" in reason and "clear it first" in reason

    def test_only_a_question_without_an_answer_can_be_parked(self) -> None:
        unknown = after(SetStatus(segment_id="s1", topic="cost", status="unknown"), on=COURIERS)
        assert "reopen it first" in refusal(SetStatus(segment_id="s1", topic="cost", status="parked"), on=unknown)

    def test_a_question_of_a_segment_needs_the_segment_and_one_of_the_business_needs_none(self) -> None:
        assert "name the segment" in refusal(SetStatus(topic="cost", status="parked"), on=COURIERS)
        canvas = after(SetStatus(segment_id="s1", topic="business", status="parked"), on=COURIERS)
        assert canvas.answers["business"] == "parked"

    def test_clearing_what_they_expect_takes_what_rests_on_it_and_leaves_the_rest(self) -> None:
        canvas = after(
            tie("expected", True, type="self_service"),
            tie("expected", True, type="community"),
            tie("cost", Cost(level="low"), type="community"),
            on=MECHANIC,
        )
        cleared = after(ClearTopic(segment_id="s1", topic="expected"), on=canvas).segments[0]
        assert [(r.type, r.expected, quotes(r, "expected")) for r in cleared.relationships] == [("community", None, [])]
        assert (cleared.answers["expected"], cleared.answers["cost"]) == ("not_asked", "stated")

    def test_clearing_a_cost_keeps_a_relationship_that_says_more(self) -> None:
        canvas = after(
            tie("cost", Cost(level="low"), type="community"),
            tie("cost", Cost(level="high"), relationship_id="r1"),
            on=MECHANIC,
        )
        cleared = after(ClearTopic(segment_id="s1", topic="cost"), on=canvas)
        assert (only(cleared).id, only(cleared).cost) == ("r1", Cost())

    def test_clearing_what_exists_spares_what_was_only_expected(self) -> None:
        canvas = after(tie("established", "established", type="community"), on=MECHANIC)
        assert only(after(ClearTopic(segment_id="s1", topic="established"), on=canvas)).id == "r1"

    @pytest.mark.parametrize("topic", ["established", "cost", "integration"])
    def test_clearing_a_question_spares_a_relationship_that_said_nothing_to_it(self, topic: Any) -> None:
        named = after(tie("type", "community", "a forum"), on=COURIERS)
        assert after(ClearTopic(segment_id="s1", topic=topic), on=named) == named

    @pytest.mark.parametrize(
        ("topic", "field"), [("motivation", "motivations"), ("switching_costs", "switching_costs")]
    )
    def test_clearing_a_topic_of_the_segment_takes_its_words_too(self, topic: Any, field: str) -> None:
        canvas = after(goal("retention"), leaving(SwitchingCosts(level="low")), on=COURIERS)
        cleared = after(ClearTopic(segment_id="s1", topic=topic), on=canvas).segments[0]
        assert getattr(cleared, field) in NOTHING and quotes(cleared, field) == []
        assert cleared.answers[topic] == "not_asked"

    def test_clearing_the_business_or_the_segments_asks_them_again(self) -> None:
        canvas = after(SetBusiness(field="name", value="Pedal", quote="Pedal"), on=TWO)
        cleared = after(ClearTopic(topic="business"), ClearTopic(topic="segments"), on=canvas)
        assert (cleared.business, cleared.segments) == (Business(), ())
        assert set(cleared.answers.values()) == {"not_asked"}

    def test_clearing_everything_keeps_the_id_and_the_title(self) -> None:
        canvas = after(SetBusiness(field="name", value="Pedal", quote="Pedal"), ClearAll(), on=MECHANIC)
        kept = {"revision": 0, "updated_at": AT}
        assert canvas.model_copy(update=kept) == EMPTY

    def test_the_business_is_answered_by_its_name_or_its_offering(self) -> None:
        canvas = after(SetBusiness(field="stage", value="startup", quote="we just began"))
        assert canvas.answers["business"] == "not_asked"
        canvas = after(SetBusiness(field="offering", value="bike repair", quote="we repair bikes"), on=canvas)
        assert canvas.answers["business"] == "stated" and quotes(canvas.business, "offering") == ["we repair bikes"]
        assert after(SetBusiness(field="offering", value=None), on=canvas).answers["business"] == "not_asked"

    @pytest.mark.parametrize("title", ["", " \n ", "x" * 121])
    def test_a_title_must_be_readable(self, title: str) -> None:
        assert "title" in refusal(SetTitle(title=title))
