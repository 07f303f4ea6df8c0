"""What leaving costs a customer: how hard it is, and what would be lost."""

from __future__ import annotations

import pytest

from assistant.canvas import Topic
from assistant.offline.switching import switching

ANSWERS = [
    ("low", "low", ()),
    ("high", "high", ()),
    ("medium", "medium", ()),
    ("easy", "low", ()),
    ("nothing keeps them", "low", ()),
    ("They can leave any time", "low", ()),
    ("it's hard to leave", "high", ()),
    ("not hard at all", "low", ()),
    ("it isn't easy", "high", ()),
    ("some effort", "medium", ("effort",)),
    ("they'd lose their history", None, ("data",)),
    ("they would lose their points", None, ("lost_benefits",)),
    ("there is a contract penalty", "high", ("money",)),
    ("a cancellation fee", None, ("money",)),
    ("it takes them a whole afternoon", None, ("time",)),
    ("they'd have to explain everything again", "high", ("effort",)),
    ("they'd lose time and their data", None, ("time", "data")),
    ("No contract, no penalty", "low", ()),
    ("no contract, but they'd lose their points", "low", ("lost_benefits",)),
    ("they wouldn't lose anything", "low", ()),
]


@pytest.mark.parametrize(("message", "level", "kinds"), ANSWERS)
def test_an_answer_says_how_hard_leaving_is_and_what_it_costs(
    message: str, level: str | None, kinds: tuple[str, ...]
) -> None:
    (mention,) = switching(message, "switching_costs")
    assert (mention.level, mention.kinds) == (level, kinds)


@pytest.mark.parametrize("message", ["I don't know", "", "yes", "what is that?"])
def test_what_says_nothing_of_leaving_gives_nothing(message: str) -> None:
    assert switching(message, "switching_costs") == ()


@pytest.mark.parametrize(
    ("message", "topic", "heard"),
    [
        ("it's easy to leave us", "expected", True),
        ("switching to another shop costs them their history", "cost", True),
        ("it takes an hour a week", "cost", False),
        ("they get points", "expected", False),
        ("high", "cost", False),
    ],
)
def test_elsewhere_only_talk_of_leaving_counts(message: str, topic: Topic, heard: bool) -> None:
    assert bool(switching(message, topic)) == heard


def test_each_group_of_segments_has_its_own_answer() -> None:
    message = "Couriers can leave any time, commuters would lose their points"
    found = switching(message, "switching_costs", ("Couriers", "Commuters"))
    assert [(m.segments, m.level, m.kinds) for m in found] == [
        (("Couriers",), "low", ()),
        (("Commuters",), None, ("lost_benefits",)),
    ]
