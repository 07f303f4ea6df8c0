"""Which customer segments a message names."""

from __future__ import annotations

import pytest

from assistant.canvas import Topic
from assistant.offline import segments
from assistant.offline.naming import known

ANSWERS = {
    "Couriers and commuters": ["Couriers", "commuters"],
    "mostly tourists who walk in, then a few hotels that buy in bulk": ["tourists", "hotels"],
    "two groups: young families and retired people": ["young families", "retired people"],
    "Well, our customers are small restaurants": ["small restaurants"],
    "1. Students\n2. Teachers\n3. School boards": ["Students", "Teachers", "School boards"],
    "We serve dentists, vets and a few pharmacies.": ["dentists", "vets", "pharmacies"],
    "Parents; grandparents": ["Parents", "grandparents"],
    "about 40 couriers": ["couriers"],
    "local bakeries, and also cafés": ["local bakeries", "cafés"],
    "Mainly women over 50": ["women over 50"],
    "B2B: architects and engineers": ["architects", "engineers"],
    "universities maybe too": ["universities"],
    "- hotels\n- hostels": ["hotels", "hostels"],
}
OPENINGS = {
    "We repair bikes for couriers and commuters": ["couriers", "commuters"],
    "we sell handmade soap to gift shops and hotels": ["gift shops", "hotels"],
    "An app that helps parents to find babysitters for free": ["parents"],
    "We rent out camper vans for weekends to families and surfers": ["families", "surfers"],
    "I run a language school": [],
    "We bake bread for weddings": [],
    "We have done this for 20 years": [],
    "Software for dentists": ["dentists"],
    "I have an idea for an app that helps students find roommates": ["students"],
    "a marketplace connecting freelancers with agencies": ["freelancers", "agencies"],
}


@pytest.mark.parametrize(("message", "names"), ANSWERS.items())
def test_an_answer_lists_the_segments(message: str, names: list[str]) -> None:
    assert [mention.name for mention in segments.new(message, "segments", ())] == names


@pytest.mark.parametrize(("message", "names"), OPENINGS.items())
def test_an_opening_says_whom_the_business_is_for(message: str, names: list[str]) -> None:
    assert [mention.name for mention in segments.new(message, "business", ())] == names


@pytest.mark.parametrize(
    ("message", "topic", "names"),
    [
        ("Commuters want self-service, couriers want a named mechanic", "expected", ["Commuters", "couriers"]),
        ("students expect quick answers", "motivation", ["students"]),
        ("they want more contact", "motivation", []),
        ("people want it cheap", "expected", []),
        ("our customers want a discount", "expected", []),
        ("we want to grow", "motivation", []),
        ("I would like that", "expected", []),
    ],
)
def test_who_wants_something_can_be_a_new_segment(message: str, topic: Topic, names: list[str]) -> None:
    assert [mention.name for mention in segments.new(message, topic, ())] == names


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("the couriers call us", ("couriers",)),
        ("each courier has a phone", ("couriers",)),
        ("Couriers' bikes break", ("couriers",)),
        ("commuters first, then couriers", ("commuters", "couriers")),
        ("the couirers want it", ("couriers",)),
        ("the hotels pay more", ("small hotels",)),
        ("every hotel is different", ("small hotels",)),
        ("computers are dear", ()),
        ("they want more", ()),
        ("", ()),
    ],
)
def test_a_known_segment_is_found_by_its_name_its_noun_or_a_misspelling(message: str, found: tuple[str, ...]) -> None:
    assert known(message, ["couriers", "commuters", "small hotels"]) == found


def test_a_segment_that_is_known_is_not_new() -> None:
    assert segments.new("couriers and schools", "segments", ["Couriers"])[0].name == "schools"


@pytest.mark.parametrize(
    "message",
    ["I don't really know", "keep regulars coming", "we have no idea yet", "it depends", "", "?", "what do you mean"],
)
def test_what_names_nobody_gives_no_segment(message: str) -> None:
    assert segments.new(message, "segments", ()) == ()
