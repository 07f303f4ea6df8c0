"""What a message denies is never read as wanted; what it says of having, planning and missing is kept apart."""

from __future__ import annotations

import pytest

from assistant.offline.clauses import clauses
from assistant.offline.types import types
from assistant.reading import TypeMention

SHORT = {
    "transactional": "T",
    "self_service": "S",
    "automated_service": "A",
    "personal_assistance": "P",
    "dedicated_personal_assistance": "D",
    "community": "C",
    "co_creation": "O",
    "loyalty_program": "L",
}


def read(message: str, segments: tuple[str, ...] = ()) -> tuple[TypeMention, ...]:
    return types(clauses(message), segments, None, "expected")


def signs(message: str) -> list[str]:
    """Each mention as a sign and its type: + affirmed, - refused, ~ taken back, ? asked about."""

    def sign(mention: TypeMention) -> str:
        if mention.decision == "clarify":
            return "?"
        return "~" if mention.withdrawn else "+" if mention.polarity == "affirmed" else "-"

    return [sign(mention) + SHORT[mention.type] for mention in read(message) if mention.decision != "ignore"]


DENIED = [
    ("we don't want a call centre", ["-P"]),
    ("We do not want a call centre", ["-P"]),
    ("we dont want a call centre", ["-P"]),
    ("They don’t expect a hotline", ["-P"]),
    ("not a community", ["-C"]),
    ("no hotline", ["-P"]),
    ("No, no hotline", ["-P"]),
    ("without any staff", ["-P"]),
    ("They never call us", ["-P"]),
    ("nobody wants a stamp card", ["-L"]),
    ("nobody needs a forum", ["-C"]),
    ("no hotline and no forum", ["-P", "-C"]),
    ("neither a hotline nor a forum", ["-P", "-C"]),
    ("they don't want a hotline or a forum", ["-P", "-C"]),
    ("We don't want a hotline, a forum or points", ["-P", "-C", "-L"]),
    ("we dropped the forum", ["-C"]),
    ("we stopped the meetups", ["-C"]),
    ("We closed the forum last year", ["-C"]),
    ("we got rid of the stamp cards", ["-L"]),
    ("We used to have a call centre", ["-P"]),
    ("we no longer have a call centre", ["-P"]),
    ("Points? No.", ["-L"]),
    ("A loyalty card? No, never.", ["-L"]),
    ("a loyalty card isn't needed", ["-L"]),
    ("A loyalty card is not what they want", ["-L"]),
    ("a forum doesn't make sense for them", ["-C"]),
    ("the community is not for us", ["-C"]),
    ("rewards are banned in our industry", ["-L"]),
    ("points are for supermarkets", ["-L"]),
    ("We tried a forum, no one turned up.", ["-C"]),
    ("A forum was an idea. That's over.", ["-C"]),
    ("they hate call centres", ["-P"]),
    ("We can't afford a call centre", ["-P"]),
    ("a call centre would be overkill", ["-P"]),
    ("anything but a forum", ["-C"]),
    ("I don't think they want a hotline", ["-P"]),
    ("not a one-off", ["-T"]),
    ("it's not just a sale", ["-T"]),
    ("nobody gets a discount", ["-L"]),
    ("no robots, please", ["-A"]),
]

BOTH = [
    ("not only a forum but also points", ["+C", "+L"]),
    ("not just a forum, they want points", ["+C", "+L"]),
    ("nothing but a forum", ["+C"]),
    ("a named mechanic, no hotline", ["+D", "-P"]),
    ("no hotline, a named mechanic", ["-P", "+D"]),
    ("they don't want a hotline, they want a named mechanic", ["-P", "+D"]),
    ("They don't want a hotline but a named mechanic", ["-P", "+D"]),
    ("We have account managers, but no hotline", ["+D", "-P"]),
    ("they want a forum because they don't like to wait", ["+C"]),
    ("no problem, they want a forum", ["+C"]),
    ("There's no doubt they want a forum", ["+C"]),
]

UNSURE = [
    "they can't do without a hotline",
    "they won't come without a stamp card",
    "we never closed the forum",
    "nobody hates the forum",
    "maybe a forum",
    "I'm not sure they want a forum",
    "we could do a forum",
    "I don't know whether they want a forum",
    "we had a forum",
    "not every customer wants a forum",
    "a forum, perhaps? No idea",
    "a forum, perhaps",
    "points, I'm not sure",
    "they're too busy for a forum",
]

TAKEN_BACK = [
    ("a community, not a mechanic", ["+C", "~D"]),
    ("sorry, couriers want a community, not a mechanic", ["+C", "~D"]),
    ("not a named mechanic but a community", ["~D", "+C"]),
    ("self-service instead of a hotline", ["+S", "~P"]),
    ("Instead of a hotline, they want an FAQ", ["~P", "+S"]),
    ("They'd rather have self-service than a hotline", ["+S", "~P"]),
    ("they prefer self-service over a hotline", ["+S", "~P"]),
    ("rather than a call centre we offer self-service", ["~P", "+S"]),
]

STATUS = [
    ("couriers want a named mechanic", [("affirmed", "expected")]),
    ("They'd like a named mechanic", [("affirmed", "expected")]),
    ("they need a named mechanic", [("affirmed", "expected")]),
    ("a named mechanic", [("affirmed", None)]),
    ("we have a forum", [("affirmed", "established")]),
    ("There is a forum", [("affirmed", "established")]),
    ("we already run a forum", [("affirmed", "established")]),
    ("they get a stamp card", [("affirmed", "established")]),
    ("we plan a stamp card", [("affirmed", "planned")]),
    ("We will introduce a stamp card", [("affirmed", "planned")]),
    ("a stamp card next year", [("affirmed", "planned")]),
    ("we're working on a loyalty program", [("affirmed", "planned")]),
    ("we want to introduce a loyalty program", [("affirmed", "planned")]),
    ("a loyalty program is planned", [("affirmed", "planned")]),
    ("there will be a loyalty program soon", [("affirmed", "planned")]),
    ("they do not want a community", [("refused", "expected")]),
    ("there is no hotline", [("refused", "absent")]),
    ("we don't have a hotline", [("refused", "absent")]),
    ("No call centre yet", [("refused", "absent")]),
    ("we haven't got a help desk yet", [("refused", "absent")]),
    ("we dropped the forum", [("refused", "absent")]),
    ("We have account managers, but no hotline", [("affirmed", "established"), ("refused", "absent")]),
    ("They want a forum, and we already have one", [("affirmed", "expected"), ("affirmed", "established")]),
    ("they want a forum but we don't have one yet", [("affirmed", "expected"), ("refused", "absent")]),
    ("They expect a forum. It is planned.", [("affirmed", "expected"), ("affirmed", "planned")]),
    ("No forum yet, but it is planned for next year", [("refused", "absent"), ("affirmed", "planned")]),
]


@pytest.mark.parametrize(("message", "expected"), DENIED)
def test_what_is_denied_is_refused(message: str, expected: list[str]) -> None:
    assert signs(message) == expected


@pytest.mark.parametrize(("message", "expected"), BOTH)
def test_a_denial_reaches_no_further_than_it_means(message: str, expected: list[str]) -> None:
    assert signs(message) == expected


@pytest.mark.parametrize("message", UNSURE)
def test_a_doubtful_or_twofold_denial_is_asked_about(message: str) -> None:
    assert {mention.decision for mention in read(message)} == {"clarify"}


@pytest.mark.parametrize(("message", "expected"), TAKEN_BACK)
def test_what_is_set_against_something_else_is_taken_back(message: str, expected: list[str]) -> None:
    assert signs(message) == expected


def test_a_refusal_without_an_alternative_takes_nothing_back() -> None:
    assert not any(mention.withdrawn for mention in read("not a named mechanic"))


@pytest.mark.parametrize(("message", "expected"), STATUS)
def test_wanting_having_planning_and_missing_are_told_apart(message: str, expected: list[tuple[str, str]]) -> None:
    assert [(mention.polarity, mention.status) for mention in read(message)] == expected


SEGMENTS = ("Bike couriers", "Commuters", "Small bakeries")

OWNERS = [
    ("Commuters want self-service, couriers want a named mechanic", [("Commuters",), ("Bike couriers",)]),
    ("bike couriers want a forum", [("Bike couriers",)]),
    ("a bike courier wants a forum", [("Bike couriers",)]),
    ("The bakery expects a forum", [("Small bakeries",)]),
    ("comuters want a forum", [("Commuters",)]),
    ("they want a forum", [()]),
    ("Couriers and commuters want points", [("Bike couriers", "Commuters")]),
    ("a forum for couriers and points for commuters", [("Bike couriers",), ("Commuters",)]),
    ("For couriers we plan a named mechanic, but no hotline", [("Bike couriers",), ("Bike couriers",)]),
    ("Couriers expect points. They also want a forum.", [("Bike couriers",), ("Bike couriers",)]),
    ("Couriers expect points. There is also a forum.", [("Bike couriers",), ()]),
    ("Couriers want points, the others want a forum", [("Bike couriers",), ()]),
]


@pytest.mark.parametrize(("message", "expected"), OWNERS)
def test_a_mention_belongs_to_the_segment_that_its_clause_names(message: str, expected: list[tuple[str, ...]]) -> None:
    assert [mention.segments for mention in read(message, SEGMENTS)] == expected


def test_the_name_of_a_segment_is_no_relationship() -> None:
    assert [m.type for m in read("Gold members want a hotline", ("Gold members",))] == ["personal_assistance"]
