"""Picks, questions, the business, and answers that only the open question makes clear."""

from __future__ import annotations

import pytest

from assistant.canvas import Topic
from assistant.offline.choices import picked
from assistant.offline.focus import in_focus
from assistant.offline.questions import split
from assistant.offline.stage import stage

CHOICES = (
    ("low", "Low"),
    ("de", "One named person for each"),
    ("co", "Customers among themselves"),
    ("none", "None of these"),
)


@pytest.mark.parametrize(
    ("message", "values"),
    [
        ("low", ("low",)),
        ("Low.", ("low",)),
        ("2", ("de",)),
        ("number 2", ("de",)),
        ("the second", ("de",)),
        ("I'd take the third one", ("co",)),
        ("the last one", ("co",)),
        ("one named person for each", ("de",)),
        ("one named person for eahc", ("de",)),
        ("low and customers among themselves", ("low", "co")),
        ("both", ("low", "de", "co")),
        ("none of these", ("none",)),
        ("none", ("none",)),
        ("9", ()),
        ("0", ()),
        ("a named mechanic", ()),
        ("they help each other when they get stuck somewhere out on the road at night", ()),
        ("", ()),
        ("I'd say customers among themselves", ("co",)),
        ("one named person for each, I guess", ("de",)),
        ("probably low", ("low",)),
    ],
)
def test_a_choice_is_picked_by_label_number_or_order(message: str, values: tuple[str, ...]) -> None:
    assert picked(message, CHOICES) == values


def test_where_an_amount_is_asked_a_bare_number_is_no_pick() -> None:
    assert picked("2", CHOICES, numbers=False) == ()
    assert picked("the second", CHOICES, numbers=False) == ("de",)


@pytest.mark.parametrize(
    ("message", "told", "question"),
    [
        ("what is co-creation?", "", "what is co-creation?"),
        ("What is co-creation", "", "What is co-creation"),
        ("Couriers want a forum. What is that called?", "Couriers want a forum.", "What is that called?"),
        ("Couriers want a forum, what is that called?", "Couriers want a forum", "what is that called?"),
        ("explain switching costs", "", "explain switching costs"),
        ("tell me about communities", "", "tell me about communities"),
        ("how does a community differ from co-creation?", "", "how does a community differ from co-creation?"),
        ("By the way, who uses loyalty programs?", "", "By the way, who uses loyalty programs?"),
        ("we have a forum, right?", "we have a forum, right?", None),
        ("couriers want a named mechanic", "couriers want a named mechanic", None),
        ("What they want is a named mechanic.", "What they want is a named mechanic.", None),
        ("", "", None),
    ],
)
def test_what_is_asked_is_told_apart_from_what_is_told(message: str, told: str, question: str | None) -> None:
    rest, asked = split(message)
    assert (rest.strip(" ,"), asked) == (told, question)
    assert len(rest) == len(message)


@pytest.mark.parametrize(
    ("topic", "message", "values"),
    [
        ("motivation", "new customers", ("acquisition",)),
        ("motivation", "win new ones and keep them", ("acquisition", "retention")),
        ("motivation", "bigger orders", ("upselling",)),
        ("expected", "a person", ("personal_assistance",)),
        ("expected", "a familiar face", ("dedicated_personal_assistance",)),
        ("expected", "other customers to ask", ("community",)),
        ("established", "it's on its way", ("planned",)),
        ("established", "from May on", ("planned",)),
        ("established", "not so far", ("absent",)),
        ("cost", "coffee money", ("low",)),
        ("cost", "a real burden", ("high",)),
        ("integration", "suppliers", ("key_partners",)),
        ("integration", "people and our website", ("key_resources", "channels")),
        ("switching_costs", "they could leave any time", ("low",)),
        ("switching_costs", "like changing a bank", ("high",)),
        ("motivation", "a person", ()),
        ("expected", "a person and a purple cow", ()),
        ("business", "new customers", ()),
        ("cost", "a lot of what we earn goes into the mechanics and their tools", ()),
        *[("segments", no, ("none",)) for no in ("nobody else", "no, just them", "only them for now", "That's all.")],
        *[("segments", no, ("none",)) for no in ("no, that's it", "nope, no others", "I don't think so", "not yet")],
        *[("segments", yes, ("yes",)) for yes in ("yes, a few", "yes, there are", "some others", "somebody else")],
        *[("segments", who, ()) for who in ("only hotels", "no, schools too", "others who fish", "nobody's children")],
    ],
)
def test_a_short_answer_is_read_by_the_question_in_focus(topic: Topic, message: str, values: tuple[str, ...]) -> None:
    assert in_focus(message, topic) == values


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("It's just an idea: an app for dog walkers", ["idea"]),
        ("We are a family business and bake bread", ["established"]),
        ("we repair bikes", []),
    ],
)
def test_the_stage_of_the_business_is_read_from_plain_words(message: str, said: list[str]) -> None:
    assert [m.value for m in stage(message, "business")] == said
    assert stage(message, "expected") == ()
