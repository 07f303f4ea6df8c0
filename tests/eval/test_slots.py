"""Canvases against the truth: each figure moves when the thing that it measures is broken."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.canvas import Business, Canvas, Cost, Link, Relationship, Segment, SwitchingCosts
from eval.founder import Place, founder
from eval.score import Moment, Score, collateral, scored
from eval.slots import Slot, told_at, truth, written

SHEET = founder("chip-van")
TRUE = truth(SHEET)


def canvas(**changed: Any) -> Canvas:
    """Return the canvas that the sheet describes, with the fields of the villagers' relationship changed."""
    stamps: dict[str, Any] = {
        "id": "r1",
        "type": "loyalty_program",
        "expected": True,
        "established": "planned",
        "cost": Cost(amount_low=0.8, amount_high=0.8, currency="GBP", per="transaction"),
        "links": (Link(block="revenue_streams"),),
    }
    pitch = Relationship(
        id="r2",
        type="transactional",
        expected=True,
        established="established",
        cost=Cost(level="low"),
        links=(Link(block="channels"),),
    )
    easy = SwitchingCosts(level="low")
    villagers = Segment(
        id="s1",
        name="The villagers",
        motivations=changed.pop("motivations", ("retention",)),
        switching_costs=easy,
        relationships=(Relationship(**{**stamps, **changed}),),
    )
    organisers = Segment(
        id="s2", name="organisers", motivations=("acquisition",), switching_costs=easy, relationships=(pitch,)
    )
    return blank(villagers, organisers)


def blank(*segments: Segment, offering: str | None = "fish and chips") -> Canvas:
    stamp = "2026-03-02T09:00:00Z"
    business = Business(offering=offering)
    return Canvas(id="c", title="t", created_at=stamp, updated_at=stamp, business=business, segments=segments)


def score(changed: Canvas) -> Score:
    return scored(TRUE, written(changed, SHEET), TRUE)


def test_the_true_canvas_has_every_slot_right_and_nothing_else() -> None:
    assert written(canvas(), SHEET) == TRUE
    full = score(canvas())
    assert (full.precision, full.recall, full.f1, full.joint, full.invention) == (1, 1, 1, 1, 0)


def test_an_empty_canvas_scores_nothing() -> None:
    empty = score(blank(offering=None))
    assert (empty.precision, empty.recall, empty.f1, empty.joint) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("change", "right", "written"),
    [
        ({"motivations": ()}, 16, 16),
        ({"motivations": ("retention", "upselling")}, 17, 18),
        ({"expected": False}, 16, 17),
        ({"established": "absent"}, 16, 17),
        ({"cost": Cost(level="low")}, 14, 15),
        ({"links": ()}, 16, 16),
        ({"links": (Link(block="revenue_streams"), Link(block="channels"))}, 17, 18),
        ({"type": "community"}, 11, 17),
        ({"type": None}, 11, 15),
    ],
)
def test_every_kind_of_slot_counts(change: dict[str, Any], right: int, written: int) -> None:
    found = score(canvas(**change))
    assert (found.right, found.written, found.truth) == (right, written, 17)
    assert (found.precision, found.recall, found.f1) == (right / written, right / 17, 2 * right / (written + 17))
    assert found.joint == 0.5


def test_an_amount_for_nobody_in_particular_is_the_total() -> None:
    slots = written(canvas(cost=Cost(amount_low=5, amount_high=9, currency="GBP", period="week")), SHEET)
    cost = {(slot.field, slot.value) for slot in slots if slot.segment == "villagers" and slot.topic == "cost"}
    assert cost == {("amount", "5–9"), ("currency", "GBP"), ("period", "week"), ("per", "total")}


def test_a_segment_that_the_founder_does_not_have_is_wrong_and_invented() -> None:
    found = score(blank(*canvas().segments, Segment(id="s9", name="plumbers")))
    assert found.invented == 1 and found.precision < 1 and found.joint == 1


def test_two_segments_of_the_canvas_are_never_the_same_one_of_the_founder() -> None:
    twice = blank(*canvas().segments, Segment(id="s9", name="villagers too"))
    assert {slot.segment for slot in written(twice, SHEET)} >= {"villagers", "villagers too"}


def test_an_odd_name_costs_its_own_slot_only() -> None:
    villagers, organisers = canvas().segments
    found = score(blank(villagers.model_copy(update={"name": "villagers first"}), organisers))
    assert found.right == found.truth - 1


def test_what_was_said_of_another_segment_is_wrong_but_not_invented() -> None:
    said = score(canvas(links=(Link(block="channels"),)))
    never = score(canvas(links=(Link(block="key_partners"),)))
    assert said.precision == never.precision < 1
    assert (said.invented, never.invented) == (0, 1)


def test_what_was_never_told_lowers_the_recall_and_not_what_was_heard() -> None:
    told = TRUE - told_at(Place(segment="villagers", topic="cost"), SHEET)
    found = scored(TRUE, told, told)
    assert found.recall < 1 and found.heard == 1


def test_a_right_slot_lost_in_a_turn_about_something_else_is_collateral() -> None:
    lost = next(slot for slot in TRUE if slot.field == "established" and slot.segment == "villagers")
    about = Place(segment="villagers", topic="switching_costs")
    moment = Moment(TRUE, TRUE, TRUE, TRUE - {lost}, (about,))
    assert collateral([moment, moment._replace(after=TRUE)]) == [(1, lost)]


@pytest.mark.parametrize(
    "change",
    [
        {"about": (Place(segment="villagers", topic="established"),)},
        {"about": None},
        {"before": frozenset[Slot]()},
        {"true_after": frozenset[Slot]()},
    ],
)
def test_a_slot_that_was_spoken_of_undone_wrong_before_or_corrected_is_no_collateral(change: dict[str, Any]) -> None:
    lost = next(slot for slot in TRUE if slot.field == "established" and slot.segment == "villagers")
    moment = Moment(TRUE, TRUE, TRUE, TRUE - {lost}, ())
    assert collateral([moment._replace(**change)]) == []


def test_scores_add_up() -> None:
    both = score(canvas()) + score(blank(offering=None)) + Score(turns=7, worn=1, unfinished=1)
    assert both.founders == 2 and both.recall == 0.5 and both.joint == 0.5
    assert (both.turns, both.worn, both.unfinished) == (7, 1, 1)
