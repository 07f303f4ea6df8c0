"""Two canvases differ by changes, and changes add up to the canvas."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from assistant.canvas import Canvas, Cost, Evidence, Relationship, Segment
from assistant.edits import Change, Event
from assistant.history import diff, empty, fold, ids
from tests.assistant.strategies import AT, canvases

LATER = "2026-03-02T10:00:00Z"


def event(changes: tuple[Change, ...], revision: int = 1) -> Event:
    return Event(revision=revision, turn=1, at=LATER, act="set", changes=changes)


def stamped(canvas: Canvas) -> Canvas:
    return canvas.model_copy(update={"revision": 1, "updated_at": LATER})


def swapped(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    return tuple(Change(path=c.path, before=c.after, after=c.before) for c in changes)


def canvas(*segments: Segment, **extras: object) -> Canvas:
    return empty("cnv_1", "Pedal & Post", AT).model_copy(update={"segments": segments, **extras})


COURIERS = Segment(id="s1", name="Couriers", relationships=(Relationship(id="r1"), Relationship(id="r2")))
COMMUTERS = Segment(id="s2", name="Commuters")
SHOPS = Segment(id="s3", name="Shops")


@given(canvases(), canvases())
@settings(max_examples=40, deadline=None)
def test_folding_a_difference_gives_the_other_canvas_and_its_swap_gives_the_first_one_back(
    before: Canvas, after: Canvas
) -> None:
    changes = diff(before, after)
    stored = Event.model_validate_json(event(changes).model_dump_json())
    assert fold(before, [stored]) == stamped(after)
    assert [s.id for s in fold(before, [stored]).segments] == [s.id for s in after.segments]
    assert fold(after, [event(swapped(changes))]) == stamped(before)


@given(canvases())
@settings(max_examples=20, deadline=None)
def test_a_canvas_does_not_differ_from_itself_nor_from_its_copy_in_json(drawn: Canvas) -> None:
    copy = Canvas.model_validate_json(drawn.model_dump_json())
    assert diff(drawn, drawn) == diff(drawn, copy) == ()


def test_a_new_canvas_is_empty_and_asks_everything() -> None:
    fresh = empty("cnv_1", "Pedal & Post", AT)
    assert (fresh.id, fresh.title, fresh.created_at, fresh.updated_at, fresh.revision) == (
        "cnv_1",
        "Pedal & Post",
        AT,
        AT,
        0,
    )
    assert set(fresh.answers.values()) == {"not_asked"} and fresh.segments == ()


def test_a_path_leads_through_ids_and_fields_to_the_one_value_that_changed() -> None:
    tie = Relationship(id="r2", cost=Cost(amount_low=4.0, currency="EUR"), expected=True)
    after = canvas(COURIERS.model_copy(update={"relationships": (Relationship(id="r1"), tie)}))
    assert diff(canvas(COURIERS), after) == (
        Change(path=("segments", "s1", "relationships", "r2", "expected"), after=True),
        Change(path=("segments", "s1", "relationships", "r2", "cost", "amount_low"), after=4.0),
        Change(path=("segments", "s1", "relationships", "r2", "cost", "currency"), after="EUR"),
    )


def test_lists_of_plain_values_change_as_wholes_and_answers_one_by_one() -> None:
    proof = Evidence(field="motivations", origin="stated", turn=2, quote="keep them")
    after = COURIERS.model_copy(
        update={
            "motivations": ("retention",),
            "answers": {**COURIERS.answers, "motivation": "stated"},
            "evidence": (proof,),
        }
    )
    assert diff(canvas(COURIERS), canvas(after)) == (
        Change(path=("segments", "s1", "motivations"), before=[], after=["retention"]),
        Change(path=("segments", "s1", "answers", "motivation"), before="not_asked", after="stated"),
        Change(path=("segments", "s1", "evidence"), before=[], after=[proof.model_dump()]),
    )


@pytest.mark.parametrize(
    ("before", "after", "paths"),
    [
        ([COURIERS], [COURIERS, SHOPS], [("segments", "s3")]),
        ([COURIERS, SHOPS], [COURIERS], [("segments", "s3")]),
        ([COURIERS, SHOPS], [SHOPS, COURIERS], [("segments", "#order")]),
        ([COURIERS, SHOPS], [COURIERS, COMMUTERS, SHOPS], [("segments", "s2"), ("segments", "#order")]),
        ([COURIERS, SHOPS], [SHOPS], [("segments", "s1"), ("segments", "#order")]),
    ],
    ids=["appended", "last removed", "swapped", "put between", "first removed"],
)
def test_the_order_is_told_only_where_it_does_not_follow(
    before: list[Segment], after: list[Segment], paths: list[tuple[str, ...]]
) -> None:
    assert [change.path for change in diff(canvas(*before), canvas(*after))] == paths


def test_null_in_an_unknown_field_is_not_the_same_as_no_such_field() -> None:
    without, null, full = canvas(), canvas(mood=None), canvas(mood="fine")
    for before, after in ((without, null), (null, without), (null, full), (full, null)):
        changes = diff(before, after)
        assert changes and fold(before, [event(changes)]).model_extra == after.model_extra
        assert fold(after, [event(swapped(changes))]).model_extra == before.model_extra


@pytest.mark.parametrize("computed", [{"revision": 7}, {"updated_at": LATER}, {"credit": "x"}])
def test_what_is_computed_is_no_difference(computed: dict[str, object]) -> None:
    assert diff(canvas(COURIERS), canvas(COURIERS, **computed)) == ()


def test_folding_leaves_the_events_as_they_were() -> None:
    added = event(diff(canvas(), canvas(COURIERS)))
    told = event(diff(canvas(COURIERS), canvas(COURIERS.model_copy(update={"name": "Riders"}))), revision=2)
    before = added.model_dump_json()
    assert fold(canvas(), [added, told]).segments[0].name == "Riders"
    assert added.model_dump_json() == before


def test_ids_are_remembered_after_what_they_named_is_gone() -> None:
    gone = event(diff(canvas(COURIERS, SHOPS), canvas(SHOPS)))
    kept = canvas(COURIERS.model_copy(update={"relationships": (Relationship(id="r1"), Relationship(id="r9"))}))
    assert ids([gone]) == {"s1", "r1", "r2"}
    assert ids([event(diff(canvas(COURIERS), kept))]) == {"s1", "r2", "r9"}
