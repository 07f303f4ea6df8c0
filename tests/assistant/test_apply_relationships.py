"""Relationships are found, written, joined and taken back as users mean it."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.canvas import Cost, Link, Relationship, SwitchingCosts
from assistant.edits import (
    Edit,
    RemoveRelationship,
    SetBusiness,
    SetSegment,
    SetStatus,
)
from tests.assistant.saying import COURIERS, MECHANIC, after, leaving, only, outcome, quotes, refusal, tie


class TestRelationships:
    def test_the_type_finds_the_relationship_and_adds_it_where_there_is_none(self) -> None:
        canvas = after(
            tie("established", "planned", type="dedicated_personal_assistance"),
            tie("established", "absent", "no app yet", type="self_service"),
            on=MECHANIC,
        )
        assert [(r.id, r.type, r.established) for r in canvas.segments[0].relationships] == [
            ("r1", "dedicated_personal_assistance", "planned"),
            ("r2", "self_service", "absent"),
        ]
        assert quotes(canvas.segments[0].relationships[1], "type") == ["no app yet"]

    def test_a_refused_type_is_kept_as_refused_and_says_nothing_of_what_exists(self) -> None:
        canvas = after(
            tie("established", "established", type="personal_assistance"),
            tie("expected", False, "no call centre", type="personal_assistance"),
            on=COURIERS,
        )
        assert (only(canvas).expected, only(canvas).established) == (False, "established")

    def test_what_was_described_takes_the_type_that_is_said_next(self) -> None:
        canvas = after(
            tie("description", "somebody they know"),
            tie("expected", True, "one mechanic", type="dedicated_personal_assistance"),
            on=COURIERS,
        )
        assert (only(canvas).id, only(canvas).type, only(canvas).description) == (
            "r1",
            "dedicated_personal_assistance",
            "somebody they know",
        )
        assert quotes(only(canvas), "type") == ["one mechanic"]

    @pytest.mark.parametrize(
        ("field", "value"), [("expected", False), ("established", "absent"), ("established", "planned")]
    )
    def test_what_was_described_does_not_take_a_type_that_is_refused_or_contradicts_it(
        self, field: str, value: Any
    ) -> None:
        described = after(tie("description", "a forum"), tie("established", "established"), on=COURIERS)
        canvas = after(tie(field, value, type="personal_assistance"), on=described)
        assert [r.type for r in canvas.segments[0].relationships] == [None, "personal_assistance"]

    def test_a_type_that_belongs_to_nothing_yet_is_kept_by_itself(self) -> None:
        assert only(after(tie("type", "community", "a forum"), on=COURIERS)).type == "community"

    def test_a_type_that_stands_already_is_not_added_beside_another(self) -> None:
        both = after(tie("expected", True, type="community"), on=MECHANIC)
        result = outcome(tie("type", "community"), tie("type", "community", type="self_service"), on=both)
        assert (result.events, result.refused) == ((), ())

    def test_one_quote_for_two_things_is_kept_once(self) -> None:
        links = [tie("links", (Link(block=block),), type="community") for block in ("channels", "key_partners")]
        assert quotes(only(after(*links, on=COURIERS)), "links") == ["as they said"]

    def test_a_corrected_type_keeps_the_id_and_drops_the_words_for_the_old_one(self) -> None:
        canvas = after(
            tie("type", "community", "a community, not a mechanic", relationship_id="r1", correction=True), on=MECHANIC
        )
        assert (only(canvas).id, only(canvas).type, only(canvas).expected) == ("r1", "community", True)
        # The words described what it turned out not to be.
        assert only(canvas).description is None
        assert "description" not in [ground.field for ground in only(canvas).evidence]
        assert quotes(only(canvas), "type") == ["a community, not a mechanic"]

    def test_two_relationships_of_one_type_are_refused_with_a_way_out(self) -> None:
        both = after(tie("expected", True, type="community"), on=MECHANIC)
        reason = refusal(tie("type", "community", relationship_id="r1"), on=both)
        assert "a community" in reason and "Couriers" in reason and "remove one" in reason

    def test_an_id_and_a_type_that_disagree_are_refused(self) -> None:
        reason = refusal(tie("expected", True, relationship_id="r1", type="community"), on=MECHANIC)
        assert "a community" in reason and "dedicated personal assistance" in reason

    def test_clearing_what_was_never_said_changes_nothing(self) -> None:
        result = outcome(tie("cost", None, None, type="community"), tie("links", None, None), on=MECHANIC)
        assert (result.events, result.refused) == ((), ())

    def test_a_relationship_goes_with_the_last_thing_that_it_held(self) -> None:
        described = after(tie("description", "a forum"), on=COURIERS)
        assert after(tie("description", None, None), on=described).segments[0].relationships == ()

    @pytest.mark.parametrize(
        ("field", "value", "topic"),
        [
            ("expected", False, "expected"),
            ("established", "absent", "established"),
            ("cost", Cost(level="low"), "cost"),
            ("links", (Link(block="channels"),), "integration"),
        ],
    )
    def test_a_written_value_answers_its_question_and_opens_it_again_when_it_goes(
        self, field: str, value: Any, topic: Any
    ) -> None:
        written = after(tie(field, value, type="community"), on=COURIERS)
        assert [t for t, status in written.segments[0].answers.items() if status == "stated"] == [topic]
        gone = after(RemoveRelationship(segment_id="s1", relationship_id="r1"), on=written)
        assert gone.segments[0].answers[topic] == "not_asked"
        cleared = after(tie(field, None, None, type="community"), on=written)
        assert cleared.segments[0].answers[topic] == "not_asked"

    def test_a_description_leaves_the_questions_as_the_caller_set_them(self) -> None:
        canvas = after(
            tie("description", "great service"),
            SetStatus(segment_id="s1", topic="expected", status="stated"),
            on=COURIERS,
        )
        assert canvas.segments[0].answers["expected"] == "stated"
        gone = after(RemoveRelationship(segment_id="s1", relationship_id="r1"), on=canvas)
        assert gone.segments[0].answers["expected"] == "not_asked"

    @pytest.mark.parametrize(
        "edit",
        [
            tie("expected", "yes"),
            tie("established", "soon"),
            tie("type", "friendship"),
            tie("touchpoints", "phone"),
            tie("phases", ("checkout",)),
            tie("links", ("key_partners",)),
            tie("links", ({"block": "moon"},)),
            tie("cost", "12"),
            tie("description", True),
            SetSegment(segment_id="s1", field="motivations", value=("fame",), quote="x"),
            SetSegment(segment_id="s1", field="switching_costs", value="high", quote="x"),
            SetBusiness(field="stage", value="unicorn", quote="x"),
        ],
        ids=lambda edit: f"{edit.field}",
    )
    def test_a_value_of_the_wrong_shape_is_refused(self, edit: Edit) -> None:
        assert "other words" in refusal(edit, on=MECHANIC)

    def test_a_removed_relationship_is_told_by_its_type_else_by_its_description(self) -> None:
        removed = RemoveRelationship(segment_id="s1", relationship_id="r1")
        assert outcome(removed, on=MECHANIC).events[0].before == "dedicated_personal_assistance"
        described = after(tie("description", "a forum"), on=COURIERS)
        (event,) = outcome(removed, on=described).events
        assert (event.act, event.field, event.before) == ("remove", "description", "a forum")


class TestCosts:
    def cost(self, *costs: Cost, **more: Any) -> Relationship:
        edits = [tie("cost", c, f"cost {n}", type="community", **more) for n, c in enumerate(costs)]
        return only(after(*edits, on=COURIERS))

    def test_a_new_amount_brings_its_own_currency_period_and_unit(self) -> None:
        held = self.cost(
            Cost(amount_low=4, amount_high=5, currency="EUR", period="month", per="customer", drivers=("time",)),
            Cost(amount_low=300, period="year"),
        )
        assert held.cost == Cost(amount_low=300, period="year", drivers=("time",))
        assert quotes(held, "cost") == ["cost 1"]

    def test_what_was_missing_is_filled_in_and_every_quote_stays(self) -> None:
        held = self.cost(
            Cost(amount_low=4, currency="EUR"),
            Cost(period="month", per="customer"),
            Cost(level="low", drivers=("mechanic",)),
            Cost(drivers=("van", "mechanic")),
        )
        assert held.cost == Cost(
            amount_low=4, currency="EUR", period="month", per="customer", level="low", drivers=("mechanic", "van")
        )
        assert quotes(held, "cost") == ["cost 0", "cost 1", "cost 2", "cost 3"]

    def test_the_same_amount_said_again_loses_nothing(self) -> None:
        held = self.cost(Cost(amount_low=4, currency="EUR", period="month"), Cost(amount_low=4, currency="EUR"))
        assert held.cost.period == "month"

    def test_a_range_is_kept_the_right_way_round(self) -> None:
        assert self.cost(Cost(amount_low=9, amount_high=3)).cost == Cost(amount_low=3, amount_high=9)

    def test_an_empty_cost_says_nothing(self) -> None:
        assert outcome(tie("cost", Cost(), type="community"), on=COURIERS).events == ()

    def test_switching_costs_join_in_the_same_way(self) -> None:
        canvas = after(
            leaving(SwitchingCosts(kinds=("data",)), "they lose their data"),
            leaving(SwitchingCosts(level="high", kinds=("time",)), "it is hard"),
            on=COURIERS,
        )
        assert canvas.segments[0].switching_costs == SwitchingCosts(level="high", kinds=("data", "time"))
        assert quotes(canvas.segments[0], "switching_costs") == ["they lose their data", "it is hard"]
        assert canvas.segments[0].answers["switching_costs"] == "stated"
        assert after(leaving(None), on=canvas).segments[0].answers["switching_costs"] == "not_asked"


class TestLinks:
    @pytest.mark.parametrize(
        ("standing", "said", "notes"),
        [
            (None, None, [None]),
            (None, "two vans", ["two vans"]),
            ("two vans", None, ["two vans"]),
            ("two vans", "two vans", ["two vans"]),
            ("two vans", "a workshop", ["two vans", "a workshop"]),
        ],
    )
    def test_a_note_fills_a_link_without_one_and_another_note_makes_another_link(
        self, standing: str | None, said: str | None, notes: list[str | None]
    ) -> None:
        link = [tie("links", ({"block": "key_resources", "note": n},), type="community") for n in (standing, said)]
        held = only(after(*link, on=COURIERS))
        assert [(each.block, each.note) for each in held.links] == [("key_resources", note) for note in notes]
