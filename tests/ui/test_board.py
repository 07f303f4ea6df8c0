from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.canvas import Business, Canvas, OpenTopic, Progress, Relationship, Segment, Status
from assistant.edits import Event
from tests.ui.samples import AT, CANVAS, COURIERS, GROUP, HOSTILE, MECHANIC, answers, stated
from tests.ui.seen import Seen
from ui import board, words
from ui.markup import visible
from ui.segment import card, empty


def canvas_of(*segments: Segment, **more: object) -> Canvas:
    return Canvas(id="c", title="t", created_at=AT, updated_at=AT, segments=segments, **more)


def test_every_segment_is_a_card_under_its_name() -> None:
    seen = Seen(board.html(CANVAS))
    assert [element.text for element in seen.all("h3")] == ["Pedal & Post", "Bike couriers", "Commuters"]
    assert [element["data-segment"] for element in seen.all("article", "card")] == ["s1", "s2"]


def test_wanted_and_in_place_stand_side_by_side_in_words() -> None:
    seen = Seen(board.html(CANVAS))
    assert [head.text for head in seen.all("th", scope="col")][:3] == ["Relationship", "They want", "You have"]
    for row in (
        "Dedicated personal assistanceWantedPlanned",
        "CommunityNot asked yetIn place",
        "Personal assistanceNot wantedNot there",
    ):
        assert row in [line.text for line in seen.all("tr")]


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("not_asked", "Not asked yet"),
        ("unknown", "You don't know yet"),
        ("not_applicable", "Does not apply"),
        ("parked", "Set aside for later"),
    ],
)
def test_each_reason_for_an_empty_place_reads_and_looks_different(status: Status, shown: str) -> None:
    segment = Segment(id="s1", name="A", answers=answers(cost=status), relationships=(GROUP,))
    mark = next(e for e in Seen(board.html(canvas_of(segment))).all(kind="empty") if status in (e["class"] or ""))
    assert mark.text == shown


def test_the_four_reasons_have_four_icons() -> None:
    statuses: tuple[Status, ...] = ("not_asked", "unknown", "not_applicable", "parked")
    assert len({Seen(empty(status)).one("path")["d"] for status in statuses}) == 4


def test_each_value_shows_the_users_words_and_the_turn_on_demand() -> None:
    seen = Seen(card(COURIERS, (), frozenset()))
    fold = seen.one("details", "words", data_fold="words-s1-r1")
    assert "couriers want one mechanic who knows their bike" in fold.text
    assert "open" not in fold.attributes
    assert seen.one("button", data_goto="4").text == "turn 4"
    assert "Costworked out from your numbers" in fold.text


def test_cost_links_and_meeting_places_are_told() -> None:
    told = Seen(card(COURIERS, (), frozenset())).text
    assert "CostMedium, 160–173.33 EUR a month in total · 2 h" in told
    assert "LinksKey resources: two trained mechanicsChannels" in told
    assert "Where you meetphone, after the purchase" in told
    assert "Switching costsLow · time, data" in told
    assert "AimKeep customers" in told


def test_a_finding_stands_in_its_segment_with_the_sentence_that_it_rests_on() -> None:
    seen = Seen(board.html(CANVAS))
    finding = seen.one("ul", "findings")
    assert finding.text == (
        "Couriers expect a named mechanic; it is only planned.Whytwo answerskey-questions, Questions › Expected"
    )


def test_progress_counts_as_the_canvas_does() -> None:
    parked = OpenTopic(segment_id="s1", topic="cost", status="parked")
    seen = Seen(board.progress(Progress(answered=9, total=12, open=(parked,))))
    assert (seen.one("progress")["value"], seen.one("progress")["max"]) == ("9", "12")
    assert seen.text == "9 of 12 answered, 1 set aside"


def test_an_empty_canvas_says_in_one_line_what_will_appear() -> None:
    assert Seen(board.html(canvas_of())).one(kind="nothing").text == board.EMPTY


def test_the_canvas_can_be_downloaded_as_json_and_as_markdown() -> None:
    links = Seen(board.html(CANVAS)).all("a")
    assert [(link.text, link["href"]) for link in links] == [
        ("JSON", "api/canvases/cnv_1/export?format=json"),
        ("Markdown", "api/canvases/cnv_1/export?format=markdown"),
    ]


def test_the_licence_line_stands_on_the_board() -> None:
    assert CANVAS.credit in Seen(board.html(CANVAS)).text


def test_what_the_last_turn_wrote_is_marked() -> None:
    event = Event(revision=2, turn=2, at=AT, act="set_relationship", segment_id="s1", relationship_id="r1")
    seen = Seen(board.html(CANVAS, [event]))
    assert seen.one(kind="fresh").tag == "tbody"
    assert not Seen(board.html(CANVAS)).all(kind="fresh")


def test_a_relationship_without_a_type_says_so() -> None:
    segment = Segment(id="s1", name="A", relationships=(Relationship(id="r1", description="coffee together"),))
    assert Seen(board.html(canvas_of(segment))).one("th", scope="row").text == words.UNTYPED


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_text_in_any_place_of_the_canvas_is_text(value: str) -> None:
    relationship = MECHANIC.model_copy(
        update={"description": value, "touchpoints": (value,), "evidence": (stated("expected", value, 1),)}
    )
    segment = COURIERS.model_copy(update={"name": value, "description": value, "relationships": (relationship,)})
    shown = board.html(canvas_of(segment, business=Business(name=value, offering=value)))
    seen = Seen(shown)
    plain = Seen(board.html(canvas_of(COURIERS.model_copy(update={"relationships": (MECHANIC,)}))))
    assert {element.tag for element in seen.elements} <= {element.tag for element in plain.elements} | {
        "div",
        "p",
        "h3",
    }
    assert not [e for e in seen.elements if any(name.startswith("on") for name in e.attributes)]
    assert seen.text.count(visible(value)) >= 5


@given(st.text(min_size=1, max_size=40))
def test_any_name_of_a_segment_is_shown_as_it_is(name: str) -> None:
    seen = Seen(card(Segment(id="s1", name=name), (), frozenset()))
    assert seen.one("h3").text == visible(name)
    assert seen.one("input")["value"] == visible(name)


@pytest.mark.parametrize(
    ("cost", "told"),
    [
        ({}, ""),
        ({"level": "low"}, "Low"),
        ({"amount_low": 4, "currency": "EUR", "period": "month", "per": "customer"}, "4 EUR a month for each customer"),
        ({"amount_low": 4, "amount_high": 4}, "4"),
        (
            {"amount_low": 1200.5, "amount_high": 2000, "currency": "USD", "period": "one_off"},
            "1,200.50–2,000 USD once",
        ),
        (
            {"level": "high", "amount_high": 9, "period": "quarter", "per": "transaction"},
            "High, 9 a quarter for each purchase",
        ),
    ],
)
def test_a_cost_reads_as_one_phrase(cost: dict[str, object], told: str) -> None:
    assert words.cost(words.Cost.model_validate(cost)) == told


@pytest.mark.parametrize("topic", ["expected", "established", "cost", "integration"])
def test_an_empty_place_tells_the_state_of_its_own_question(topic: str) -> None:
    bare = Relationship(id="r1", type="community")
    segment = Segment(id="s1", name="A", answers=answers(**{topic: "parked"}), relationships=(bare,))
    seen = Seen(board.html(canvas_of(segment)))
    assert len(seen.all("span", "parked")) == 1
    told = {
        "expected": "CommunitySet aside for laterNot asked yet",
        "established": "CommunityNot asked yetSet aside for later",
        "cost": "CostSet aside for later",
        "integration": "LinksSet aside for later",
    }
    assert told[topic] in seen.text
